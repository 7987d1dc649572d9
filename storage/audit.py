"""Who did what, when: only ever added to."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import select

from storage.models_of_people import AuditEntry
from storage.people import AuditRow
from storage.tables import Tables


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
        """Note that somebody did something; `detail` holds plain values, and no secret."""
        entry = AuditEntry(
            at=at,
            by=by,
            action=action,
            subject=subject,
            detail=dict(detail or {}),
            address=address,
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
