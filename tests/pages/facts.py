"""The facts the replica prints, as of a date: who is listed where, and with which values.

Knows the project's own copy of the register (names, places, founding dates) and the small tables
in `data/`. Knows nothing of markup. Shares no code with the rooms that read pages.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

_DATA = Path(__file__).parent / "data"
_REGISTER = Path(__file__).parents[2] / "missions" / "data" / "register.csv"


@dataclass(frozen=True)
class Mission:
    """One mission of the register, with the columns the pages print."""

    id: str
    acronym: str
    name: str
    name_fr: str
    area: str
    start: str
    """ISO date as precise as it is known: a day, a month or a year."""
    end: str
    legal_basis: str


@dataclass(frozen=True)
class Membership:
    """A mission's time on one list of one site; `to` is the first day it is no longer there."""

    site: str
    list: str
    mission: str
    since: str
    to: str

    def holds(self, on: date) -> bool:
        day = on.isoformat()
        return self.since <= day and (not self.to or day < self.to)


@dataclass(frozen=True)
class About:
    """What one site says of a mission: a title, a kind and a paragraph of our own writing."""

    site: str
    mission: str
    title: str
    kind: str
    since: str
    text: str


@dataclass(frozen=True)
class BelgianNote:
    """Since when the Belgian page names a mission as current, as past, or only its country."""

    framework: str
    mission: str
    participation: str
    since: str
    place_nl: str
    place_fr: str


@dataclass(frozen=True)
class HubRecord:
    """One row of the UN's data file, as it prints it."""

    id: str
    acronym: str
    name: str
    start: str
    end: str
    location: str
    longitude: str
    latitude: str


@cache
def register() -> dict[str, Mission]:
    """All missions by id."""
    return {
        row["id"]: Mission(
            row["id"],
            row["acronym"],
            row["name_en"],
            row["name_fr"],
            row["area"],
            row["start"],
            row["end"],
            row["legal_basis"],
        )
        for row in _rows(_REGISTER)
    }


def listed(site: str, list_name: str, on: date) -> tuple[Mission, ...]:
    """The missions one list of one site holds on a day, in the order of `data/lists.csv`."""
    return tuple(
        register()[membership.mission]
        for membership in memberships()
        if (membership.site, membership.list) == (site, list_name) and membership.holds(on)
    )


def value(mission: str, field: str, on: date) -> str:
    """What was in force on a day (`until`, `strength`, `head`); "" when the sites print none."""
    return _latest(_values().get((mission, field), ()), on)


def about(site: str, mission: str, on: date) -> About:
    """The site's title and paragraph for a mission as worded on a day.

    Raises KeyError when the site has no text about the mission.
    """
    found = [entry for entry in _abouts()[(site, mission)] if entry.since <= on.isoformat()]
    return found[-1]


def discontinued(mission: str, on: date) -> bool:
    """Whether the OSCE page carries the suffix "(discontinued)" on a day."""
    since = _closings().get(mission, "")
    return bool(since) and since <= on.isoformat()


def belgian_notes(framework: str, on: date) -> tuple[BelgianNote, ...]:
    """The newest note of each mission under one framework heading on a day."""
    newest: dict[str, BelgianNote] = {}
    for note in all_belgian_notes():
        if note.framework == framework and note.since <= on.isoformat():
            newest[note.mission] = note
    return tuple(newest.values())


@cache
def all_belgian_notes() -> tuple[BelgianNote, ...]:
    return tuple(
        BelgianNote(
            row["framework"],
            row["mission"],
            row["participation"],
            row["from"],
            row["place_nl"],
            row["place_fr"],
        )
        for row in _rows(_DATA / "belgium.csv")
    )


@cache
def memberships() -> tuple[Membership, ...]:
    return tuple(
        Membership(row["site"], row["list"], row["mission"], row["from"], row["to"])
        for row in _rows(_DATA / "lists.csv")
    )


@cache
def hub_records() -> tuple[HubRecord, ...]:
    return tuple(HubRecord(**row) for row in _rows(_DATA / "hub.csv"))


@cache
def change_dates() -> tuple[str, ...]:
    """Every day on which a dated fact of any table changes, oldest first, as ISO strings."""
    days = {membership.since for membership in memberships()}
    days |= {membership.to for membership in memberships()}
    days |= {since for changes in _values().values() for since, _ in changes}
    days |= {note.since for note in all_belgian_notes()}
    days |= {entry.since for entries in _abouts().values() for entry in entries}
    days |= set(_closings().values())
    return tuple(sorted(days - {""}))


def _latest(changes: tuple[tuple[str, str], ...], on: date) -> str:
    past = [printed for since, printed in changes if since <= on.isoformat()]
    return past[-1] if past else ""


@cache
def _values() -> dict[tuple[str, str], tuple[tuple[str, str], ...]]:
    found: dict[tuple[str, str], tuple[tuple[str, str], ...]] = {}
    for row in _rows(_DATA / "values.csv"):
        key = (row["mission"], row["field"])
        found[key] = (*found.get(key, ()), (row["from"], row["value"]))
    return found


@cache
def _abouts() -> dict[tuple[str, str], tuple[About, ...]]:
    found: dict[tuple[str, str], tuple[About, ...]] = {}
    for row in _rows(_DATA / "about.csv", delimiter="|"):
        key = (row["site"], row["mission"])
        entry = About(*key, row["title"], row["kind"], row["from"], row["text"])
        found[key] = (*found.get(key, ()), entry)
    return found


@cache
def _closings() -> dict[str, str]:
    return {row["mission"]: row["from"] for row in _rows(_DATA / "closings.csv")}


def _rows(path: Path, delimiter: str = ",") -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as lines:
        yield from csv.DictReader(lines, delimiter=delimiter)
