"""Changes a page at a time: those that fit, from a place in the order of all on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import ColumnElement, select, tuple_

from missions.records import ChangeKind, ChangeState, Severity
from storage.changes import change_row
from storage.models import ChangeRecord
from storage.rows import ChangeRow
from storage.tables import Tables

LARGEST_NUMBER = 2**31


@dataclass(frozen=True)
class Choice:
    """Which changes are asked for: what fits all that is given. Empty: all."""

    sources: frozenset[str] = frozenset()
    missions: frozenset[str] = frozenset()
    kinds: frozenset[ChangeKind] = frozenset()
    severities: frozenset[Severity] = frozenset()
    states: frozenset[ChangeState] = frozenset()
    since: datetime | None = None
    """Time of detection, included."""
    until: datetime | None = None
    """Time of detection, included."""


@dataclass(frozen=True)
class Place:
    """Where a change stands in the order of all."""

    detected: datetime
    id: int

    @classmethod
    def parse(cls, text: str) -> Place | None:
        """Return the place that `str` wrote down; None for anything else."""
        time, _, number = text.rpartition("_")
        try:
            detected = datetime.fromisoformat(time)
            place = cls(detected.astimezone(UTC), int(number))
        except (ValueError, OverflowError):
            return None
        is_one = detected.tzinfo is not None and 0 <= place.id < LARGEST_NUMBER
        return place if is_one else None

    def __str__(self) -> str:
        return f"{self.detected.isoformat()}_{self.id}"


class ChangePages(Tables):
    """Reading of the `change` table, a page at a time."""

    def page_of_changes(
        self, choice: Choice, limit: int, after: Place | None = None, *, newest_first: bool = True
    ) -> list[ChangeRow]:
        """Return the next changes that fit, in the order of their detection."""
        detected, number = ChangeRecord.detected_at, ChangeRecord.id
        place = tuple_(detected, number)
        query = select(ChangeRecord).where(*_fits(choice)).limit(limit)
        if newest_first:
            query = query.order_by(detected.desc(), number.desc())
        else:
            query = query.order_by(detected, number)
        if after is not None:
            last = (after.detected, after.id)
            query = query.where(place < last if newest_first else place > last)
        return [change_row(record) for record in self._session.scalars(query)]


def _fits(choice: Choice) -> list[ColumnElement[bool]]:
    wanted = {
        ChangeRecord.source: choice.sources,
        ChangeRecord.mission: choice.missions,
        ChangeRecord.kind: choice.kinds,
        ChangeRecord.severity: choice.severities,
        ChangeRecord.state: choice.states,
    }
    conditions: list[ColumnElement[bool]] = [
        column.in_(values) for column, values in wanted.items() if values
    ]
    if choice.since is not None:
        conditions.append(ChangeRecord.detected_at >= choice.since)
    if choice.until is not None:
        conditions.append(ChangeRecord.detected_at <= choice.until)
    return conditions
