"""A mission's life on one source: from when to when it said what, its pages taken together."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby, pairwise
from typing import Generic, TypeVar

from missions.view import PageView, SourceView, Told, merge, merge_unsure

Value = TypeVar("Value")
Held_co = TypeVar("Held_co", covariant=True)


@dataclass(frozen=True)
class Version:
    """One version of a page, with what it lists of the mission alone."""

    page: PageView
    snapshot: int
    since: datetime
    until: datetime | None
    """None while it is believed."""


@dataclass(frozen=True)
class Spell:
    """A time in which no page of a source changed what it says of a mission."""

    since: datetime
    until: datetime | None
    """None for the spell that lasts."""
    told: Told | None
    """None where the source did not list it."""
    snapshots: Mapping[str, int]
    """The version of each page that had it, by address."""


@dataclass(frozen=True)
class Period(Generic[Held_co]):
    """A time in which one value held, and the spell in which it began."""

    value: Held_co
    since: datetime
    until: datetime | None
    first: Spell


def spells(
    source: str, mission: str, versions: Sequence[Version], began: datetime
) -> tuple[Spell, ...]:
    """Return a mission's life on a source that is watched since `began`, without gaps."""
    turns = {began, *(one.since for one in versions)}
    turns |= {one.until for one in versions if one.until is not None}
    to_come = deque(sorted(versions, key=lambda one: one.since))
    held: list[Version] = []
    found = []
    for since, until in pairwise([*sorted(turns), None]):
        if since is None:
            continue
        while to_come and to_come[0].since <= since:
            held.append(to_come.popleft())
        held = [one for one in held if one.until is None or one.until > since]
        if since >= began:
            found.append(_spell(source, mission, held, since, until))
    return tuple(found)


def _spell(
    source: str, mission: str, held: Sequence[Version], since: datetime, until: datetime | None
) -> Spell:
    view = SourceView(source, tuple(one.page for one in held))
    told = merge(view).get(mission) or merge_unsure(view).get(mission)
    return Spell(since, until, told, {one.page.url: one.snapshot for one in held})


def periods(
    life: Sequence[Spell], value_of: Callable[[Spell], Value | None]
) -> Iterator[Period[Value]]:
    """Yield the times in which something held, oldest first; None holds nothing."""
    for value, group in groupby(life, value_of):
        held = list(group)
        if value is not None:
            yield Period(value, held[0].since, held[-1].until, held[0])
