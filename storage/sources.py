"""Sources: those that users added, and when each source is due."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.orm import InstrumentedAttribute

from storage.errors import SourceExists, SourceUnknown
from storage.models import Source
from storage.rows import AddedSource, SourceRow
from storage.tables import Tables
from storage.upsert import insert_if_absent


class Sources(Tables):
    """Reading and writing of the `source` table."""

    def source_rows(self) -> list[SourceRow]:
        """Return the sources of which anything is kept, by id; built-in ones may be missing."""
        rows = self._session.scalars(select(Source).order_by(Source.id))
        return [_source_row(row) for row in rows]

    def source_row(self, source_id: str) -> SourceRow | None:
        """Return what is kept of a source; None where nothing is."""
        row = self._session.get(Source, source_id)
        return _source_row(row) if row else None

    def add_source(self, source_id: str, url: str, name: str, organisation: str) -> None:
        """Add a source of a user. Raises SourceExists if one was added under this id."""
        row = self._kept_source(source_id)
        if row.url is not None:
            raise SourceExists(source_id)
        row.url, row.name, row.organisation = url, name, organisation

    def remove_source(self, source_id: str) -> None:
        """Remove a source that a user added; its history stays. Raises SourceUnknown."""
        row = self._session.get(Source, source_id)
        if row is None or row.url is None:
            raise SourceUnknown(source_id)
        self._session.delete(row)
        self._session.flush()

    def set_next_due(self, source_id: str, at: datetime | None) -> None:
        """Say when the source is to be crawled next; None for no time known."""
        self._kept_source(source_id).next_due_at = at

    def pause_source(self, source_id: str, paused: bool) -> None:
        """Stop (or resume) the crawling of a source by the scheduler."""
        self._kept_source(source_id).paused = paused

    def claim_due(self, source_id: str, due_at: datetime | None, next_due_at: datetime) -> bool:
        """Move the due time from `due_at` to `next_due_at`; True for exactly one caller.

        `due_at` is the time the caller read; None if there was none.
        """
        if due_at is None:
            insert_if_absent(self._session, Source, {"id": source_id, "paused": False})
        return self._moves(source_id, Source.next_due_at, due_at, next_due_at)

    def claim_blindness(
        self, source_id: str, told_at: datetime | None, now: datetime | None
    ) -> bool:
        """Move the time of the last word on blindness; True for exactly one caller.

        `told_at` is the time the caller read; None if nothing was told, or is any more.
        """
        insert_if_absent(self._session, Source, {"id": source_id, "paused": False})
        return self._moves(source_id, Source.blind_told_at, told_at, now)

    def sees_again(self, source_id: str) -> None:
        """Note that a source is believed again, so that its next blindness is told."""
        self._kept_source(source_id).blind_told_at = None

    def _moves(
        self,
        source_id: str,
        time: InstrumentedAttribute[datetime | None],
        was: datetime | None,
        now: datetime | None,
    ) -> bool:
        """Move one of a source's times if it still is what the caller read; say whether it was."""
        moved = self._session.scalar(
            update(Source)
            .where(Source.id == source_id, time.is_not_distinct_from(was))
            .values({time: now})
            .returning(Source.id)
        )
        return moved is not None

    def _kept_source(self, source_id: str) -> Source:
        insert_if_absent(self._session, Source, {"id": source_id, "paused": False})
        return self._session.get_one(Source, source_id, with_for_update=True)


def _source_row(row: Source) -> SourceRow:
    added = None
    if row.url is not None:
        added = AddedSource(row.url, row.name or row.id, row.organisation or "other")
    return SourceRow(row.id, added, row.next_due_at, row.paused, row.blind_told_at)
