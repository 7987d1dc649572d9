"""Who uses the review site and what they made of changes: frozen values, no database objects.

All times are aware and in UTC.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Role(StrEnum):
    """What somebody may do; each role may do what those before it may."""

    READER = "reader"
    REVIEWER = "reviewer"
    ADMIN = "admin"

    def may(self, other: Role) -> bool:
        """Say whether this role may do what `other` may."""
        order = list(Role)
        return order.index(self) >= order.index(other)


class ReviewState(StrEnum):
    """What reviewers made of a change."""

    UNSEEN = "unseen"
    SEEN = "seen"
    RELEVANT = "relevant"
    NOT_RELEVANT = "not_relevant"


@dataclass(frozen=True)
class AccountRow:
    """Somebody who may use the review site, or might once."""

    id: int
    name: str
    role: Role
    password: str | None
    """An Argon2id hash; None where there is none."""
    identity: str | None
    language: str | None
    timezone: str | None
    created_at: datetime
    disabled_at: datetime | None
    seen_at: datetime | None
    visited_at: datetime | None
    """When the visit before this one ended; None on the first."""


@dataclass(frozen=True)
class SignInRow:
    """A browser in which somebody is signed in."""

    token: str
    account: AccountRow
    since: datetime
    expires_at: datetime
    agent: str
    address: str


@dataclass(frozen=True)
class TokenRow:
    """A secret with which a program acts as an account; the secret itself is not kept."""

    id: int
    account: AccountRow
    name: str
    since: datetime
    seen_at: datetime | None


@dataclass(frozen=True)
class AuditRow:
    """Something that somebody did."""

    id: int
    at: datetime
    by: str
    action: str
    subject: str
    detail: Mapping[str, object]
    address: str


@dataclass(frozen=True)
class ReviewRow:
    """What a reviewer made of a change at a time."""

    change_id: int
    at: datetime
    by: str
    state: ReviewState | None
    """None: as before."""
    assignee: str | None
    """Whom it was given to; empty: nobody any more; None: as before."""
    note: str


@dataclass(frozen=True)
class SavedFilterRow:
    """A choice among the changes that somebody keeps."""

    id: int
    owner: int
    name: str
    chosen: Mapping[str, str]
    token: str
    since: datetime
