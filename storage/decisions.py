"""What staff decided about the register, and the ids that follow from it everywhere."""

from __future__ import annotations

from sqlalchemy import ColumnElement, delete, func, select, true, update
from sqlalchemy.orm import InstrumentedAttribute

from missions.decisions import Decision, Verb
from missions.records import ChangeState
from storage.models import ChangeRecord, DecisionRecord, KnownValue, ListingRow
from storage.models_of_telling import Subscriber
from storage.sightings import Sightings


class Decisions(Sightings):
    """Reading and writing of the `decision` table, and of mission ids in the others."""

    def decisions(self) -> list[Decision]:
        """Return what was decided, oldest first."""
        rows = self._session.scalars(select(DecisionRecord).order_by(DecisionRecord.id))
        return [_decision(row) for row in rows]

    def last_decision(self) -> int:
        """Return the number of the last decision; 0 when there is none."""
        return self._session.scalar(select(func.max(DecisionRecord.id))) or 0

    def record_decision(self, decision: Decision) -> int:
        """Keep a decision and return its number."""
        row = DecisionRecord(
            verb=decision.verb,
            subject=decision.subject,
            mission=decision.mission,
            by=decision.by,
            at=decision.at,
            name=decision.name,
            acronym=decision.acronym,
            organisation=decision.organisation,
            host=list(decision.host),
            printed=list(decision.printed),
        )
        self._session.add(row)
        self._session.flush()
        return row.id

    def printed_names(self, mission: str) -> list[str]:
        """Return the names and acronyms under which any stored page lists a mission."""
        query = select(ListingRow.name, ListingRow.acronym).where(ListingRow.mission == mission)
        pairs = self._session.execute(query.distinct().order_by(ListingRow.name))
        return list(dict.fromkeys(name for pair in pairs for name in pair if name))

    def know_as(self, mission: str, known_as: str, source: str | None = None) -> None:
        """Put `known_as` in the place of an id in the whole history (of one source).

        Listings, known values and changes keep all else they say, so that what was once seen
        under the old id was seen under the new one. An id that is its own is no longer in doubt.
        """
        of_source = _of(ListingRow.source, source)
        self._session.execute(
            update(ListingRow)
            .where(ListingRow.mission == mission, of_source)
            .values(mission=known_as, unsure=None)
        )
        self.see_as(mission, known_as, source)
        of_source = _of(ChangeRecord.source, source)
        self._session.execute(
            update(ChangeRecord)
            .where(ChangeRecord.mission == mission, of_source)
            .values(mission=known_as)
        )
        if mission != known_as:
            self._move_known_values(mission, known_as, source)
        if source is None:
            self._move_subscriptions(mission, known_as)

    def doubt(self, mission: str, why: str) -> None:
        """Mark every listing of an id as no mission; what waits to be confirmed is dropped."""
        self._session.execute(
            update(ListingRow).where(ListingRow.mission == mission).values(unsure=why)
        )
        self._session.execute(
            update(ChangeRecord)
            .where(ChangeRecord.mission == mission, ChangeRecord.state == ChangeState.UNCONFIRMED)
            .values(state=ChangeState.DISCARDED)
        )
        self._session.execute(delete(KnownValue).where(KnownValue.mission == mission))

    def _move_known_values(self, mission: str, known_as: str, source: str | None) -> None:
        of_source = _of(KnownValue.source, source)
        rows = self._session.scalars(
            select(KnownValue).where(KnownValue.mission == mission, of_source)
        ).all()
        for row in rows:
            if self._session.get(KnownValue, (row.source, known_as, row.field)) is None:
                row.mission = known_as
            else:
                self._session.delete(row)
        self._session.flush()

    def _move_subscriptions(self, mission: str, known_as: str) -> None:
        for row in self._session.scalars(select(Subscriber)):
            if mission in row.missions:
                row.missions = list(
                    dict.fromkeys(known_as if one == mission else one for one in row.missions)
                )
        self._session.flush()


def _of(column: InstrumentedAttribute[str], source: str | None) -> ColumnElement[bool]:
    return true() if source is None else column == source


def _decision(row: DecisionRecord) -> Decision:
    return Decision(
        verb=Verb(row.verb),
        subject=row.subject,
        mission=row.mission,
        by=row.by,
        at=row.at,
        name=row.name,
        acronym=row.acronym,
        organisation=row.organisation,
        host=tuple(row.host),
        printed=tuple(row.printed),
    )
