"""Finding changes among many: by what they are about, newest first, a page at a time.

Which sources and missions are an organisation's, and which missions a country hosts, the register
and the settings say; who asks hands them over.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, Select, Text, and_, cast, false, func, or_, select, tuple_

from missions.records import ChangeKind, ChangeState, Severity
from storage.changes import Changes
from storage.columns import to_json
from storage.in_passing import in_passing
from storage.models import ChangeRecord
from storage.people import ReviewState
from storage.rows import ChangeRow
from storage.wanted_words import terms_in
from storage.word_index import CHANGE_WORDS

COUNTED = 10_000
"""More are not counted one by one."""

_SEVERITIES = (Severity.LOW, Severity.NORMAL, Severity.HIGH)


@dataclass(frozen=True)
class OfOrganisations:
    """What belongs to the organisations that are asked for: either is enough."""

    sources: frozenset[str] = frozenset()
    missions: frozenset[str] = frozenset()


@dataclass(frozen=True)
class InCountries:
    """Countries that are asked for, and the missions that the register places in them.

    A change is about a country too when it tells that a mission's host states changed, or
    Belgium's part in it.
    """

    codes: frozenset[str] = frozenset()
    missions: frozenset[str] = frozenset()


@dataclass(frozen=True)
class ChangeFilter:
    """Which changes are asked for: what fits all that is given. Empty: all."""

    sources: frozenset[str] = frozenset()
    """One of these found it, or is a side of the contradiction."""
    missions: frozenset[str] = frozenset()
    organisations: OfOrganisations | None = None
    countries: InCountries | None = None
    kinds: frozenset[ChangeKind] = frozenset()
    least: Severity = Severity.LOW
    states: frozenset[ChangeState] = frozenset()
    reviews: frozenset[ReviewState] = frozenset()
    assignee: str = ""
    """Who is to look at it."""
    since: datetime | None = None
    """Time of detection, included."""
    until: datetime | None = None
    """Time of detection, not included."""
    words: str = ""
    """As a person types them, see `wanted_words`."""
    named: frozenset[str] = frozenset()
    """Missions that the register calls by these words: changes of theirs need not say them."""


@dataclass(frozen=True, order=True)
class Cursor:
    """The place of a change in the order of all."""

    detected: datetime
    id: int

    @classmethod
    def at(cls, row: ChangeRow) -> Cursor:
        """Return the place of a change."""
        return cls(row.detected, row.id)

    @classmethod
    def parse(cls, text: str) -> Cursor | None:
        """Return the place that `str` wrote down; None for anything else."""
        time, _, number = text.rpartition("_")
        try:
            cursor = cls(datetime.fromisoformat(time), int(number))
        except ValueError:
            return None
        is_storable = cursor.detected.tzinfo is not None and 0 <= cursor.id < 2**31
        return cursor if is_storable else None

    def __str__(self) -> str:
        return f"{self.detected.isoformat()}_{self.id}"


class Towards(StrEnum):
    """Which way to go on from a cursor."""

    OLDER = "older"
    NEWER = "newer"


@dataclass(frozen=True)
class FoundChanges:
    """Some changes, newest first, and where to go on; None where there is nothing more."""

    rows: tuple[ChangeRow, ...] = ()
    newer: Cursor | None = None
    older: Cursor | None = None


@dataclass(frozen=True)
class Counted:
    """How many there are: exactly, or more than `number`."""

    number: int
    is_more: bool = False

    def __str__(self) -> str:
        return f"{self.number:,}+" if self.is_more else f"{self.number:,}"


@dataclass(frozen=True)
class Neighbours:
    """The numbers of the changes beside one."""

    newer: int | None = None
    older: int | None = None


@dataclass(frozen=True)
class Tally:
    """How many changes of a kind a source showed in a month."""

    month: str
    """In UTC, as `2024-05`."""
    source: str
    kind: ChangeKind
    number: int


class Finding(Changes):
    """Reading of the `change` table, newest first."""

    def find_changes(
        self,
        wanted: ChangeFilter,
        limit: int = 50,
        cursor: Cursor | None = None,
        towards: Towards = Towards.OLDER,
    ) -> FoundChanges:
        """Return the next changes that fit, from a cursor (or from the newest, the oldest) on."""
        places = self._places(wanted, limit + 1, cursor, towards)
        is_more, places = len(places) > limit, places[:limit]
        came_from = cursor is not None and self._is_any_before(wanted, places, towards)
        if towards is Towards.NEWER:
            places, is_more, came_from = places[::-1], came_from, is_more
        found = self.changes_numbered([place.id for place in places])
        return FoundChanges(
            tuple(found[place.id] for place in places),
            newer=places[0] if places and came_from else None,
            older=places[-1] if places and is_more else None,
        )

    def count_changes(self, wanted: ChangeFilter, most: int = COUNTED) -> Counted:
        """Return how many changes fit, or that they are more than `most`."""
        some = select(ChangeRecord.id).where(*self._fits(wanted)).limit(most + 1).subquery()
        number = self._session.scalar(select(func.count()).select_from(some)) or 0
        return Counted(min(number, most), number > most)

    def neighbours(self, change_id: int, wanted: ChangeFilter) -> Neighbours:
        """Return the changes beside one among those that fit. Raises ChangeUnknown."""
        cursor = Cursor.at(self.change(change_id))
        beside = {
            towards: next((one.id for one in self._places(wanted, 1, cursor, towards)), None)
            for towards in Towards
        }
        return Neighbours(beside[Towards.NEWER], beside[Towards.OLDER])

    def tally_changes(self, wanted: ChangeFilter) -> list[Tally]:
        """Return how many changes that fit were detected, by month, source and kind."""
        month = self._month()
        query = (
            select(month, ChangeRecord.source, ChangeRecord.kind, func.count())
            .where(*self._fits(wanted))
            .group_by(month, ChangeRecord.source, ChangeRecord.kind)
            .order_by(month, ChangeRecord.source, ChangeRecord.kind)
        )
        return [
            Tally(at, source, ChangeKind(kind), number)
            for at, source, kind, number in self._session.execute(query)
        ]

    def _places(
        self, wanted: ChangeFilter, limit: int, cursor: Cursor | None, towards: Towards
    ) -> list[Cursor]:
        """Return the places of the changes that follow a cursor, the nearest first."""
        # An index holds all of this; whole rows would bring their texts.
        query = select(ChangeRecord.detected_at, ChangeRecord.id).where(*self._fits(wanted))
        found = self._session.execute(_following(query, cursor, towards).limit(limit))
        return [Cursor(detected, number) for detected, number in found]

    def _is_any_before(
        self, wanted: ChangeFilter, places: Sequence[Cursor], towards: Towards
    ) -> bool:
        """Whether anything that fits lies on the side of these places that one came from."""
        back = Towards.NEWER if towards is Towards.OLDER else Towards.OLDER
        return bool(places) and bool(self._places(wanted, 1, places[0], back))

    def _month(self) -> ColumnElement[str]:
        detected = ChangeRecord.detected_at
        if self._session.get_bind().dialect.name == "postgresql":
            return func.to_char(func.timezone("UTC", detected), "YYYY-MM", type_=Text)
        return func.substr(detected, 1, 7, type_=Text)

    def _fits(self, wanted: ChangeFilter) -> list[ColumnElement[bool]]:
        return [*fits_but_words(wanted), *self._says(wanted)]

    def _says(self, wanted: ChangeFilter) -> list[ColumnElement[bool]]:
        if not wanted.words.strip():
            return []
        terms = terms_in(wanted.words)
        if not terms:
            return [false()]
        says = ChangeRecord.id.in_(CHANGE_WORDS.matching(self._session, terms))
        return [or_(says, ChangeRecord.mission.in_(wanted.named)) if wanted.named else says]


def fits_but_words(wanted: ChangeFilter) -> list[ColumnElement[bool]]:
    """Return the conditions of a filter, but for the words that are to be found."""
    return [*_is_about(wanted), *_is_told(wanted)]


def _following(query: Select[Any], cursor: Cursor | None, towards: Towards) -> Select[Any]:
    detected, number = ChangeRecord.detected_at, ChangeRecord.id
    place = tuple_(detected, number)
    if towards is Towards.NEWER:
        query = query.order_by(detected, number)
        return query if cursor is None else query.where(place > (cursor.detected, cursor.id))
    query = query.order_by(detected.desc(), number.desc())
    return query if cursor is None else query.where(place < (cursor.detected, cursor.id))


def _is_about(wanted: ChangeFilter) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = []
    if wanted.sources:
        conditions.append(_of_sources(wanted.sources))
    if wanted.missions:
        conditions.append(ChangeRecord.mission.in_(wanted.missions))
    if (of := wanted.organisations) is not None:
        conditions.append(or_(_of_sources(of.sources), ChangeRecord.mission.in_(of.missions)))
    if (places := wanted.countries) is not None:
        in_them = ChangeRecord.id.in_(_telling_of(places.codes))
        conditions.append(or_(ChangeRecord.mission.in_(places.missions), in_them))
    return conditions


def _is_told(wanted: ChangeFilter) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = []
    if wanted.kinds:
        conditions.append(in_passing(ChangeRecord.kind).in_(wanted.kinds))
    if wanted.states:
        conditions.append(in_passing(ChangeRecord.state).in_(wanted.states))
    if wanted.least is not Severity.LOW:
        wanted_ones = _SEVERITIES[_SEVERITIES.index(wanted.least) :]
        conditions.append(in_passing(ChangeRecord.severity).in_(wanted_ones))
    if wanted.reviews:
        # Few changes are unseen among many: here their own index is the shorter way.
        conditions.append(ChangeRecord.review.in_(wanted.reviews))
    if wanted.assignee:
        conditions.append(ChangeRecord.assignee == wanted.assignee)
    if wanted.since is not None:
        conditions.append(ChangeRecord.detected_at >= wanted.since)
    if wanted.until is not None:
        conditions.append(ChangeRecord.detected_at < wanted.until)
    return conditions


def _of_sources(sources: frozenset[str]) -> ColumnElement[bool]:
    sides = or_(*(_tells(f'"source": {to_json(source)}') for source in sorted(sources)), false())
    contradicted = select(ChangeRecord.id).where(
        ChangeRecord.kind == ChangeKind.CONTRADICTION, sides
    )
    return or_(in_passing(ChangeRecord.source).in_(sources), ChangeRecord.id.in_(contradicted))


def _telling_of(codes: frozenset[str]) -> Select[tuple[int]]:
    hosts = or_(*(_tells(to_json(code)) for code in sorted(codes)), false())
    part = and_(ChangeRecord.kind == ChangeKind.PARTICIPATION, ChangeRecord.field.in_(codes))
    return select(ChangeRecord.id).where(
        ChangeRecord.field.in_({"host", *codes}),
        or_(and_(ChangeRecord.field == "host", hosts), part),
    )


def _tells(printed: str) -> ColumnElement[bool]:
    """Whether the value before or after has this in its JSON, which `to_json` wrote."""
    return or_(
        cast(ChangeRecord.before, Text).contains(printed, autoescape=True),
        cast(ChangeRecord.after, Text).contains(printed, autoescape=True),
    )
