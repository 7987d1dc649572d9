"""Who decided about a held run, what was doubted, when blindness was told, wanted severity."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the columns; who is subscribed goes on getting changes of every severity."""
    for name in ("state", "decision", "decided_by", "decided_why"):
        op.add_column("run", sa.Column(name, sa.Text(), nullable=True))
    op.add_column("run", sa.Column("doubts", sa.JSON(), nullable=True))
    op.add_column("run", sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("source", sa.Column("blind_told_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column(
        "subscriber", sa.Column("severity", sa.Text(), nullable=False, server_default="low")
    )
