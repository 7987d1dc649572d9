"""The EEAS list of missions and operations, before and after its redesign of January 2024."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from tests.pages import facts
from tests.pages.facts import Mission
from tests.pages.page import Page, in_words

LAYOUT_CHANGED = date(2024, 1, 4)

_SECTIONS = (
    ("Civilian missions", ("Civilian Mission",)),
    ("Military missions and operations", ("Military Mission", "Military Operation")),
    ("Other", ("Civil-Military Initiative",)),
)


@dataclass(frozen=True)
class Entry:
    mission: str
    title: str
    kind: str
    logo: str
    text: str
    until: str
    link: str


@dataclass(frozen=True)
class Section:
    title: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True)
class Counts:
    ongoing: int
    civilian: int
    military: int
    other: int
    ever: int


def page(path: str, on: date) -> Page | None:
    """The page at a path as of a day, or None where the site has none."""
    entries = tuple(_entry(mission, on) for mission in facts.listed("eeas", "ongoing", on))
    if path == "/eeas/missions-and-operations_en":
        return _list_page(entries, on)
    for entry in entries:
        if path == entry.link:
            return Page("eeas_mission.html", {"entry": entry})
    return None


def _list_page(entries: tuple[Entry, ...], on: date) -> Page:
    if on < LAYOUT_CHANGED:
        return Page("eeas_2023.html", {"counts": _counts(entries, 37), "entries": entries})
    sections = tuple(
        Section(title, tuple(entry for entry in entries if entry.kind in kinds))
        for title, kinds in _SECTIONS
    )
    return Page("eeas_2024.html", {"counts": _counts(entries, 40), "sections": sections})


def _counts(entries: tuple[Entry, ...], ever: int) -> Counts:
    civilian = sum(entry.kind == "Civilian Mission" for entry in entries)
    other = sum(entry.kind == "Civil-Military Initiative" for entry in entries)
    return Counts(len(entries), civilian, len(entries) - civilian - other, other, ever)


def _entry(mission: Mission, on: date) -> Entry:
    words = facts.about("eeas", mission.id, on)
    until = facts.value(mission.id, "until", on)
    return Entry(
        mission.id,
        words.title,
        words.kind,
        mission.acronym,
        words.text,
        in_words(until) if until else "",
        f"/eeas/{mission.id}_en",
    )
