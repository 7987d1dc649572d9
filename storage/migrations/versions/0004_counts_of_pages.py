"""How many missions a page says that it lists."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the column; it is filled as the pages are read again."""
    op.add_column("snapshot", sa.Column("counts", sa.JSON(), nullable=True))
