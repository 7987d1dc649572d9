"""Finer wishes of subscribers, other ways than mail, and what became of a message."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

from storage.columns import UtcTime, Words

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

WISHES: tuple[sa.Column[Any], ...] = (
    sa.Column("channel", Words(), server_default="mail", nullable=False),
    sa.Column("organisations", sa.JSON(none_as_null=True), server_default="[]", nullable=False),
    sa.Column("countries", sa.JSON(none_as_null=True), server_default="[]", nullable=False),
    sa.Column("hour", sa.Integer(), server_default="7", nullable=False),
    sa.Column("weekday", sa.Integer(), server_default="0", nullable=False),
    sa.Column("timezone", Words(), server_default="", nullable=False),
    sa.Column("weekends", sa.Boolean(), server_default=sa.true(), nullable=False),
    sa.Column("all_quiet", sa.Boolean(), server_default=sa.false(), nullable=False),
    sa.Column("confirmed_at", UtcTime(), nullable=True),
    sa.Column("paused_at", UtcTime(), nullable=True),
    sa.Column("resumes_at", UtcTime(), nullable=True),
    sa.Column("suspended_at", UtcTime(), nullable=True),
    sa.Column("suspended_why", Words(), nullable=True),
)


def upgrade() -> None:
    """Add the columns; whoever is subscribed already was subscribed by an operator."""
    for column in WISHES:
        op.add_column("subscriber", column)
    op.execute("UPDATE subscriber SET confirmed_at = subscribed_at")
    kind: sa.Column[Any] = sa.Column("kind", Words(), server_default="digest", nullable=False)
    op.add_column("message", kind)
    op.create_index("ix_message_sent_at", "message", ["sent_at"])
    op.add_column("announcement", sa.Column("announced_at", UtcTime(), nullable=True))
