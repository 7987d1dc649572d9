"""Changes: recording them, settling those that wait, finding them again."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import datetime

from sqlalchemy import func, or_, select, tuple_

from missions.records import Change, ChangeKind, ChangeState, Severity
from storage.errors import ChangeUnknown
from storage.models import ChangeRecord
from storage.people import ReviewState
from storage.rows import ChangeRow, Revision
from storage.tables import Tables

COMPARING = 0x6D77_0001
"""The number of the lock that transactions take which compare sources; ours by convention."""
AT_A_TIME = 100
"""Changes that are read at once by who may not want all."""
STANDING = (ChangeKind.ADDED, ChangeKind.ENDED, ChangeKind.REMOVED)
"""Kinds that tell whether a mission is on a list and runs."""


class Changes(Tables):
    """Reading and writing of the `change` table."""

    def record_change(self, change: Change, run_id: int | None, at: datetime) -> int:
        """Keep a change that was found at `at` and return its number.

        `before` and `after` must be plain values (strings, numbers, tuples, dicts with string
        keys, None); lists come back as tuples.
        """
        record = ChangeRecord(
            run_id=run_id,
            detected_at=at,
            confirmed_at=at if change.state is ChangeState.CONFIRMED else None,
            source=change.source,
            page=change.page,
            kind=change.kind,
            state=change.state,
            severity=change.severity,
            summary=change.summary,
            mission=change.mission,
            acronym=change.acronym,
            field=change.field,
            before=change.before,
            after=change.after,
            reason=change.reason,
            passage_before=change.passage_before,
            passage_after=change.passage_after,
        )
        self._session.add(record)
        self._note_new_edition()
        self._session.flush()
        return record.id

    def changes_of_run(self, run_id: int) -> list[ChangeRow]:
        """Return the changes that a run found, in the order they were found."""
        query = select(ChangeRecord).where(ChangeRecord.run_id == run_id).order_by(ChangeRecord.id)
        return [change_row(record) for record in self._session.scalars(query)]

    def waiting_changes(self, source_id: str) -> list[ChangeRow]:
        """Return the changes of a source that another check may confirm, oldest first.

        A contradiction that waits to begin waits for time to pass, not for a check.
        """
        return [
            row
            for row in self.changes(source=source_id, state=ChangeState.UNCONFIRMED)
            if row.change.kind is not ChangeKind.CONTRADICTION or row.change.after is None
        ]

    def compare_sources_alone(self) -> None:
        """Wait until no other transaction compares the sources with each other.

        Else two that end at once would each miss what the other read. SQLite has one writer.
        """
        if self._session.get_bind().dialect.name == "postgresql":
            self._session.execute(select(func.pg_advisory_xact_lock(COMPARING)))

    def settle_change(
        self, change_id: int, state: ChangeState, confirmations: int, at: datetime
    ) -> None:
        """Set state and number of confirmations as of `at`. Raises ChangeUnknown."""
        record = self._change(change_id)
        if state is not ChangeState.CONFIRMED:
            record.confirmed_at = None
        elif record.confirmed_at is None:
            record.confirmed_at = at
        record.state, record.confirmations = state, confirmations
        self._note_new_edition()
        self._session.flush()

    def changes(
        self,
        source: str | None = None,
        mission: str | None = None,
        kind: ChangeKind | str | None = None,
        since: datetime | None = None,
        until: datetime | None = None,
        state: ChangeState | str | None = None,
    ) -> list[ChangeRow]:
        """Return the changes that fit, oldest first.

        `since` and `until` bound the time of detection; the first is included, the second not.
        """
        query = select(ChangeRecord).order_by(ChangeRecord.detected_at, ChangeRecord.id)
        wanted = {"source": source, "mission": mission, "kind": kind, "state": state}
        query = query.filter_by(**{name: value for name, value in wanted.items() if value})
        if since is not None:
            query = query.where(ChangeRecord.detected_at >= since)
        if until is not None:
            query = query.where(ChangeRecord.detected_at < until)
        return [change_row(record) for record in self._session.scalars(query)]

    def last_change(self, source: str) -> datetime | None:
        """Return when the last change of a source was detected; how the source is counts not."""
        detected = ChangeRecord.detected_at
        query = (
            select(detected)
            .where(ChangeRecord.source == source, ChangeRecord.kind != ChangeKind.SOURCE)
            .order_by(detected.desc())
            .limit(1)
        )
        return self._session.scalar(query)

    def newest_confirmed(self, mission: str | None = None) -> Iterator[ChangeRow]:
        """Yield the confirmed changes (of one mission), those confirmed last first."""
        confirmed, number = ChangeRecord.confirmed_at, ChangeRecord.id
        query = (
            select(ChangeRecord)
            .where(ChangeRecord.state == ChangeState.CONFIRMED)
            .order_by(confirmed.desc(), number.desc())
            .limit(AT_A_TIME)
        )
        if mission is not None:
            query = query.where(ChangeRecord.mission == mission)
        some = self._session.scalars(query).all()
        while some:
            yield from map(change_row, some)
            last = (some[-1].confirmed_at, some[-1].id)
            some = self._session.scalars(query.where(tuple_(confirmed, number) < last)).all()

    def mandate_revisions(self) -> dict[tuple[str, str], Revision]:
        """Return how often each source (first) changed what it says of each mission's mandate.

        That is its end, and whether the mission is on the list and runs.
        """
        query = (
            select(
                ChangeRecord.source,
                ChangeRecord.mission,
                func.count(),
                func.max(ChangeRecord.confirmed_at, type_=ChangeRecord.confirmed_at.type),
            )
            .where(
                ChangeRecord.state == ChangeState.CONFIRMED,
                ChangeRecord.mission.is_not(None),
                or_(ChangeRecord.kind.in_(STANDING), ChangeRecord.field == "until"),
                ChangeRecord.kind != ChangeKind.CONTRADICTION,
            )
            .group_by(ChangeRecord.source, ChangeRecord.mission)
        )
        return {
            (source, mission): Revision(count, last)
            for source, mission, count, last in self._session.execute(query)
        }

    def change(self, change_id: int) -> ChangeRow:
        """Return one change. Raises ChangeUnknown."""
        return change_row(self._change(change_id))

    def changes_numbered(self, numbers: Collection[int]) -> dict[int, ChangeRow]:
        """Return these changes by number; numbers of none are left out."""
        query = select(ChangeRecord).where(ChangeRecord.id.in_(numbers))
        return {record.id: change_row(record) for record in self._session.scalars(query)}

    def _change(self, change_id: int) -> ChangeRecord:
        record = self._session.get(ChangeRecord, change_id)
        if record is None:
            raise ChangeUnknown(change_id)
        return record


def change_row(record: ChangeRecord) -> ChangeRow:
    """Return a row of the table as a value."""
    return ChangeRow(
        id=record.id,
        detected=record.detected_at,
        run_id=record.run_id,
        confirmations=record.confirmations,
        confirmed_at=record.confirmed_at,
        review=ReviewState(record.review),
        assignee=record.assignee,
        change=Change(
            source=record.source,
            page=record.page,
            kind=ChangeKind(record.kind),
            state=ChangeState(record.state),
            severity=Severity(record.severity),
            summary=record.summary,
            mission=record.mission,
            acronym=record.acronym,
            field=record.field,
            before=_frozen(record.before),
            after=_frozen(record.after),
            reason=record.reason,
            passage_before=record.passage_before,
            passage_after=record.passage_after,
        ),
    )


def _frozen(value: object) -> object:
    if isinstance(value, list):
        return tuple(_frozen(part) for part in value)
    if isinstance(value, dict):
        return {key: _frozen(part) for key, part in value.items()}
    return value
