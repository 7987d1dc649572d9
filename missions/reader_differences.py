"""What two readings of the same bytes understood differently. Never a change of the site."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from missions.records import Listing, Reading, Statement


class Aspect(StrEnum):
    """What is read differently."""

    GAINED = "gained"
    LOST = "lost"
    STATUS = "status"
    PARTICIPATION = "participation"
    NAME = "name"
    FIELD = "field"
    PASSAGE = "passage"
    UNSURE = "unsure"
    STATEMENT = "statement"
    COUNT = "count"
    TEXT = "text"


@dataclass(frozen=True)
class ReaderDifference:
    """One thing that two readers understood differently of one version of a page."""

    aspect: Aspect
    mission: str | None = None
    field: str | None = None
    before: object = None
    after: object = None


def reader_differences(was: Reading, now: Reading) -> tuple[ReaderDifference, ...]:
    """Return what `now` understood of the bytes otherwise than `was`, missions first."""
    return tuple(_differences(was, now))


def _differences(was: Reading, now: Reading) -> Iterator[ReaderDifference]:
    old, new = _by_mission(was), _by_mission(now)
    for mission in dict.fromkeys([*old, *new]):
        one, other = old.get(mission), new.get(mission)
        if one is None:
            yield ReaderDifference(Aspect.GAINED, mission, after=_said(other))
        elif other is None:
            yield ReaderDifference(Aspect.LOST, mission, before=_said(one))
        else:
            yield from _of_listing(one, other)
    yield from _of_statements(was, now)
    if _counts(was) != _counts(now):
        yield ReaderDifference(Aspect.COUNT, before=_counts(was), after=_counts(now))
    if was.text != now.text:
        yield ReaderDifference(Aspect.TEXT, before=len(was.text), after=len(now.text))


def _by_mission(reading: Reading) -> Mapping[str, Listing]:
    return {listing.mission: listing for listing in reading.listings}


def _said(listing: Listing | None) -> str | None:
    return str(listing.status) if listing else None


def _of_listing(one: Listing, other: Listing) -> Iterator[ReaderDifference]:
    aspects = {
        Aspect.STATUS: (str(one.status), str(other.status)),
        Aspect.PARTICIPATION: (_text(one.participation), _text(other.participation)),
        Aspect.NAME: (one.name, other.name),
        Aspect.UNSURE: (one.unsure, other.unsure),
        Aspect.PASSAGE: (one.passage, other.passage),
    }
    for aspect, (before, after) in aspects.items():
        if before != after:
            yield ReaderDifference(aspect, one.mission, None, before, after)
    for name in dict.fromkeys([*one.fields, *other.fields]):
        was, now = one.fields.get(name), other.fields.get(name)
        before_value, after_value = was and was.value, now and now.value
        if (was is None) != (now is None) or before_value != after_value:
            yield ReaderDifference(Aspect.FIELD, one.mission, name, before_value, after_value)


def _text(word: object) -> str | None:
    return str(word) if word else None


def _of_statements(was: Reading, now: Reading) -> Iterator[ReaderDifference]:
    old, new = ({_key(one): one for one in reading.statements} for reading in (was, now))
    for key in dict.fromkeys([*old, *new]):
        one, other = old.get(key), new.get(key)
        before, after = one and _sense(one), other and _sense(other)
        if before != after:
            yield ReaderDifference(Aspect.STATEMENT, key[0], key[1], before, after)


def _counts(reading: Reading) -> str | None:
    """Return how many missions a page says that it lists, by kind."""
    return ", ".join(f"{one.number} {one.kind or 'in all'}" for one in reading.counts) or None


def _key(statement: Statement) -> tuple[str | None, str | None, str]:
    return statement.mission, statement.country, statement.sentence


def _sense(statement: Statement) -> str:
    part = _text(statement.participation) or str(statement.status)
    return f"{part}: {statement.sentence}"
