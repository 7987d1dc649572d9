"""The tables about who uses the review site, and what they did there."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from storage.models import Json, Row


class Account(Row):
    """Somebody who may use the review site. The row stays when they may no longer."""

    __tablename__ = "account"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    key: Mapped[str] = mapped_column(unique=True)
    """The name in small letters: no two accounts look alike."""
    role: Mapped[str]
    password: Mapped[str | None]
    """An Argon2id hash; None for one who signs in elsewhere, or has not chosen one yet."""
    identity: Mapped[str | None] = mapped_column(unique=True)
    """Who they are to an identity provider: its issuer and their subject there."""
    language: Mapped[str | None]
    timezone: Mapped[str | None]
    created_at: Mapped[datetime]
    disabled_at: Mapped[datetime | None]
    seen_at: Mapped[datetime | None]
    """When they last asked for a page, to the minute."""
    visited_at: Mapped[datetime | None]
    """When the visit before this one ended."""


class SignIn(Row):
    """One browser in which somebody is signed in. Signing out, or being signed out, deletes it."""

    __tablename__ = "sign_in"

    token: Mapped[str] = mapped_column(primary_key=True)
    """SHA-256 of the secret in the browser."""
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"), index=True)
    since: Mapped[datetime]
    expires_at: Mapped[datetime]
    agent: Mapped[str]
    address: Mapped[str]

    account: Mapped[Account] = relationship()


class SignInFailure(Row):
    """A wrong password."""

    __tablename__ = "sign_in_failure"
    __table_args__ = (
        Index("ix_sign_in_failure_key_at", "key", "at"),
        Index("ix_sign_in_failure_address_at", "address", "at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime]
    key: Mapped[str]
    address: Mapped[str]


class Invitation(Row):
    """A link by which somebody chooses a password, once."""

    __tablename__ = "invitation"

    token: Mapped[str] = mapped_column(primary_key=True)
    """SHA-256 of the secret in the link."""
    account_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"), index=True)
    """None: whoever opens it makes the first account."""
    expires_at: Mapped[datetime]


class ApiToken(Row):
    """A secret with which a program acts as an account. Revoking deletes it."""

    __tablename__ = "api_token"

    id: Mapped[int] = mapped_column(primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"), index=True)
    name: Mapped[str]
    token: Mapped[str] = mapped_column(unique=True)
    """SHA-256 of the secret."""
    since: Mapped[datetime]
    seen_at: Mapped[datetime | None]

    account: Mapped[Account] = relationship()


class AuditEntry(Row):
    """Something that somebody did. Only ever added to."""

    __tablename__ = "audit"

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(index=True)
    by: Mapped[str]
    action: Mapped[str]
    subject: Mapped[str]
    detail: Mapped[Json]
    address: Mapped[str]
    """Where the request came from; empty for a command."""


class Review(Row):
    """What a reviewer made of a change. Only ever added to; the last word is kept with it."""

    __tablename__ = "review"

    id: Mapped[int] = mapped_column(primary_key=True)
    change_id: Mapped[int] = mapped_column(ForeignKey("change.id"), index=True)
    at: Mapped[datetime]
    by: Mapped[str]
    state: Mapped[str | None]
    assignee: Mapped[str | None]
    """A name; empty: nobody any more; None: as before."""
    note: Mapped[str]


class SavedFilter(Row):
    """A choice among the changes that somebody keeps, readable as a feed."""

    __tablename__ = "saved_filter"
    __table_args__ = (UniqueConstraint("account_id", "name"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    name: Mapped[str]
    chosen: Mapped[Json]
    """What is chosen, by the names that the list's address uses."""
    token: Mapped[str] = mapped_column(unique=True)
    """The secret in the address of its feed."""
    since: Mapped[datetime]
