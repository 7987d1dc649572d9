"""The tables about telling people: who, what, and what became of it."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index, false, true
from sqlalchemy.orm import Mapped, mapped_column, relationship

from storage.models import Json, Row


class Subscriber(Row):
    """A person who wants to be told. The row stays when the person leaves, without being used."""

    __tablename__ = "subscriber"

    id: Mapped[int] = mapped_column(primary_key=True)
    address: Mapped[str] = mapped_column(unique=True)
    """The address in small letters: one subscription a person."""
    email: Mapped[str]
    """The address as it was given: of a mailbox, or of a webhook or service by `channel`."""
    channel: Mapped[str] = mapped_column(server_default="mail")
    language: Mapped[str]
    frequency: Mapped[str]
    sources: Mapped[Json]
    organisations: Mapped[Json] = mapped_column(server_default="[]")
    missions: Mapped[Json]
    countries: Mapped[Json] = mapped_column(server_default="[]")
    kinds: Mapped[Json]
    severity: Mapped[str] = mapped_column(server_default="low")
    """The least severity that is wanted."""
    hour: Mapped[int] = mapped_column(server_default="7")
    weekday: Mapped[int] = mapped_column(server_default="0")
    timezone: Mapped[str] = mapped_column(server_default="")
    weekends: Mapped[bool] = mapped_column(server_default=true())
    all_quiet: Mapped[bool] = mapped_column(server_default=false())
    token: Mapped[str] = mapped_column(unique=True)
    """The key that this person's links are signed with."""
    subscribed_at: Mapped[datetime]
    confirmed_at: Mapped[datetime | None]
    """When the address was confirmed; None for one that somebody typed in and nobody confirmed."""
    paused_at: Mapped[datetime | None]
    resumes_at: Mapped[datetime | None]
    """When a pause ends by itself; None for never."""
    suspended_at: Mapped[datetime | None]
    """When mail to the address came back for good; None while all is well."""
    suspended_why: Mapped[str | None]
    left_at: Mapped[datetime | None]


class Message(Row):
    """A mail in the outbox, or one that went."""

    __tablename__ = "message"
    __table_args__ = (
        Index("ix_message_state_next_try_at", "state", "next_try_at"),
        Index("ix_message_sent_at", "sent_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    subscriber_id: Mapped[int] = mapped_column(ForeignKey("subscriber.id"), index=True)
    kind: Mapped[str] = mapped_column(server_default="digest")
    message_id: Mapped[str] = mapped_column(unique=True)
    subject: Mapped[str]
    content: Mapped[bytes | None]
    """None once it was delivered and pruned."""
    state: Mapped[str]
    attempts: Mapped[int] = mapped_column(default=0)
    queued_at: Mapped[datetime]
    next_try_at: Mapped[datetime]
    """While a sender has it: when its claim ends."""
    sent_at: Mapped[datetime | None]
    error: Mapped[str | None]

    subscriber: Mapped[Subscriber] = relationship()


class Announcement(Row):
    """That a person is told a change, once: in `message_id` as soon as a message carries it."""

    __tablename__ = "announcement"

    change_id: Mapped[int] = mapped_column(ForeignKey("change.id"), primary_key=True)
    subscriber_id: Mapped[int] = mapped_column(
        ForeignKey("subscriber.id"), primary_key=True, index=True
    )
    message_id: Mapped[int | None] = mapped_column(ForeignKey("message.id"), index=True)
    announced_at: Mapped[datetime | None]
    """By the clock on the wall, also when the run replays another day."""
