"""Who did what, when: only ever added to."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import func, select

from storage.models_of_people import AuditEntry
from storage.people import AuditRow
from storage.tables import Tables

LONGEST = 1000
"""Characters kept of a text that somebody typed."""


class Audit(Tables):
    """Reading and writing of the `audit` table."""

    def note_action(
        self,
        by: str,
        action: str,
        subject: str,
        at: datetime,
        *,
        address: str = "",
        detail: Mapping[str, object] | None = None,
    ) -> None:
        """Note that somebody did something; `detail` holds plain values, and no secret.

        Texts are kept on one line, without control characters: nobody forges an entry with them.
        """
        entry = AuditEntry(
            at=at,
            by=_line(by),
            action=action,
            subject=_line(subject),
            detail={name: _plain(value) for name, value in (detail or {}).items()},
            address=_line(address),
        )
        self._session.add(entry)
        self._session.flush()

    def actions(
        self, before: int | None = None, limit: int = 100, by: str = "", action: str = ""
    ) -> list[AuditRow]:
        """Return what was done, the newest first; `before` is the number to go on from."""
        query = select(AuditEntry).order_by(AuditEntry.id.desc()).limit(limit)
        if before is not None:
            query = query.where(AuditEntry.id < before)
        if by:
            query = query.where(AuditEntry.by == by)
        if action:
            query = query.where(AuditEntry.action == action)
        return [
            AuditRow(one.id, one.at, one.by, one.action, one.subject, one.detail, one.address)
            for one in self._session.scalars(query)
        ]

    def actors(self) -> list[str]:
        """Return everybody who ever did something, by name."""
        return list(self._session.scalars(select(AuditEntry.by).distinct().order_by(AuditEntry.by)))

    def kinds_of_action(self) -> list[str]:
        """Return the names of everything that was ever done."""
        names = select(AuditEntry.action).distinct().order_by(AuditEntry.action)
        return list(self._session.scalars(names))

    def done_since(self, by: str, action: str, since: datetime) -> tuple[int, datetime | None]:
        """Return how often somebody did something since a time, and when first."""
        query = select(func.count(), func.min(AuditEntry.at, type_=AuditEntry.at.type)).where(
            AuditEntry.by == _line(by), AuditEntry.action == action, AuditEntry.at > since
        )
        number, first = self._session.execute(query).one()
        return number, first


def _plain(value: object) -> object:
    return _line(value) if isinstance(value, str) else value


def _line(text: str) -> str:
    if len(text) <= LONGEST and text.isprintable():
        return text
    spaced = (one if one.isprintable() else " " * one.isspace() for one in text[:LONGEST])
    return "".join(spaced)
