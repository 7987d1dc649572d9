"""When each source listed each mission first, and was last found to.

Follows from the listings of believed versions; kept beside them, for there may be millions.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import Select, case, delete, func, select
from sqlalchemy.dialects import postgresql, sqlite

from storage.models import ListingRow, Sighting, Snapshot, Visit
from storage.tables import Tables


class Sightings(Tables):
    """Reading and writing of the `sighting` table."""

    def first_seen(self, source_id: str) -> dict[str, datetime]:
        """Return when each mission was first listed by a believed version of a page."""
        query = select(Sighting.mission, Sighting.first_seen_at)
        return dict(self._session.execute(query.where(Sighting.source == source_id)).tuples().all())

    def last_seen(self, source_id: str) -> dict[str, datetime]:
        """Return when each mission was last found listed by a believed run."""
        query = select(Sighting.mission, Sighting.last_seen_at)
        return dict(self._session.execute(query.where(Sighting.source == source_id)).tuples().all())

    def note_sightings(self, run_id: int) -> None:
        """Note the missions in the versions that a run saw and that are believed."""
        seen = _seen().join(Visit, Visit.snapshot_id == Snapshot.id)
        self._note(seen.where(Visit.run_id == run_id))

    def see_again(self, source: str, missions: Collection[str]) -> None:
        """Note anew when a source listed some missions, as its versions are read now."""
        of_these = (Sighting.source == source, Sighting.mission.in_(missions))
        self._session.execute(delete(Sighting).where(*of_these))
        self._note(_seen().where(ListingRow.source == source, ListingRow.mission.in_(missions)))

    def see_as(self, mission: str, known_as: str, source: str | None) -> None:
        """Take what was seen under an id (by one source) as seen under another one."""
        seen = select(Sighting).where(Sighting.mission == mission)
        if source is not None:
            seen = seen.where(Sighting.source == source)
        for sighting in self._session.scalars(seen).all():
            self.see_again(sighting.source, {mission, known_as})

    def _note(self, seen: Select[tuple[str, str, datetime | None, datetime]]) -> None:
        on_postgresql = self._session.get_bind().dialect.name == "postgresql"
        insert = postgresql.insert(Sighting) if on_postgresql else sqlite.insert(Sighting)
        insert = insert.from_select(["source", "mission", "first_seen_at", "last_seen_at"], seen)
        first, last = Sighting.first_seen_at, Sighting.last_seen_at
        new_first, new_last = insert.excluded.first_seen_at, insert.excluded.last_seen_at
        self._session.execute(
            insert.on_conflict_do_update(
                index_elements=[Sighting.source, Sighting.mission],
                set_={
                    "first_seen_at": case((new_first < first, new_first), else_=first),
                    "last_seen_at": case((new_last > last, new_last), else_=last),
                },
            )
        )


def _seen() -> Select[tuple[str, str, datetime | None, datetime]]:
    checked = func.coalesce(Snapshot.last_checked_at, Snapshot.believed_at)
    return (
        select(
            ListingRow.source,
            ListingRow.mission,
            func.min(Snapshot.believed_at),
            func.max(checked),
        )
        .join(Snapshot, Snapshot.id == ListingRow.snapshot_id)
        .where(Snapshot.believed_at.is_not(None))
        .group_by(ListingRow.source, ListingRow.mission)
    )
