"""Two states of one page: what it said, what it says next, and what is true to tell of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from random import Random

from bench.reading.entries import Entry
from bench.reading.facts import LANGUAGES, ORGANISATIONS
from bench.reading.generate import content_of, printed
from bench.reading.layouts import LAYOUTS, Layout
from bench.reading.page import GeneratedPage
from bench.reading.sheet import Group, Sheet

FEWEST = 5
"""Entries in a group that one leaves, so that it is far from a third."""
REWORDED = "prose in sections"
"""Its sentences are drawn anew for every page, so that new words about a mission are true news."""
OTHER_SHAPES = ("cards", "table", "definition list", "headings")


NEW = "new:"
"""How the ids of missions begin that are in no register; what follows is the product's affair."""


Told = tuple[str, str]
"""Kind of change, and the mission."""


def comparable(one: Told) -> Told:
    """Return what was told as it can be compared: of a mission in no register, that it is one."""
    kind, mission = one
    return kind, NEW if mission.startswith(NEW) else mission


@dataclass(frozen=True)
class History:
    """A page before and after, with the mission changes that are true."""

    kind: str
    layout: str
    before: GeneratedPage
    after: GeneratedPage
    told: frozenset[Told] = frozenset()


def histories(seed: int, layouts: tuple[str, ...] = ()) -> Iterator[History]:
    """Yield the histories of a seed in each layout (or those named), language, organisation."""
    for layout in LAYOUTS:
        if layout.role != "list" or (layouts and layout.name not in layouts):
            continue
        if layout.name == REWORDED:
            continue
        for language in LANGUAGES:
            for organisation in ORGANISATIONS:
                yield from _of_cell(layout, language, organisation, seed)


def _of_cell(layout: Layout, language: str, organisation: str, seed: int) -> Iterator[History]:
    name = f"{seed}/believing/{layout.name}/{language}/{organisation}"
    found = content_of(layout, language, organisation, Random(name))  # noqa: S311
    page = _print(layout, found, name)
    yield History("unchanged", layout.name, page, page)
    shape = OTHER_SHAPES[len(name) % len(OTHER_SHAPES)]
    if shape != layout.name:
        other = next(one for one in LAYOUTS if one.name == shape)
        rebuilt = _print(other, _printed_in(page, found), name + "/new")
        yield History("redesign", layout.name, page, rebuilt, _told(page, rebuilt))
    fewer = _one_left(found)
    if fewer is not None:
        shorter = _print(layout, fewer, name)
        yield History("gone", layout.name, page, shorter, _told_in_place(page, shorter))
        yield History("new", layout.name, shorter, page, _told_in_place(shorter, page))
    half = _print(layout, _halved(found), name)
    if len(page.expected) - len(half.expected) >= FEWEST - 2:
        yield History("half a list", layout.name, page, half)


def _print(layout: Layout, found: Sheet, name: str) -> GeneratedPage:
    draws = Random(name + "/print")  # noqa: S311
    return printed(layout, replace(found, rng=Random(name + "/draws")), draws)  # noqa: S311


def _printed_in(page: GeneratedPage, found: Sheet) -> Sheet:
    """Keep what a page prints of a sheet: some layouts print a part, and a rebuilt page that had
    the rest would bring missions that are new on it."""
    names = {(one.mission, one.name) for one in page.expected}
    groups = tuple(
        replace(one, entries=tuple(entry for entry in one.entries if _names_of(entry) & names))
        for one in found.groups
    )
    return replace(found, groups=tuple(group for group in groups if group.entries))


def _names_of(entry: Entry) -> set[tuple[str | None, str]]:
    mission = entry.mission.id if entry.mission else None
    return {(mission, name) for name in (entry.title, entry.acronym, entry.long) if name}


def _told(before: GeneratedPage, after: GeneratedPage) -> frozenset[Told]:
    """Return which known missions came and went; some layouts print no more than a part."""
    return _came_and_went(_known(before), _known(after), _over(before))


def _told_in_place(before: GeneratedPage, after: GeneratedPage) -> frozenset[Told]:
    """Return the same with the one mission that is in no register, if the page has one."""
    had, has = ({*_known(page), *_unknown(page)} for page in (before, after))
    return _came_and_went(had, has, _over(before))


def _came_and_went(had: set[str], has: set[str], over: frozenset[str]) -> frozenset[Told]:
    """Return what came and went; what the page told as over leaves without a word."""
    came = {("added", mission) for mission in has - had}
    return frozenset(came | {("removed", mission) for mission in had - has - over})


def _over(page: GeneratedPage) -> frozenset[str]:
    return frozenset(one.mission for one in page.expected if one.mission and one.status == "ended")


def _known(page: GeneratedPage) -> set[str]:
    return {one.mission for one in page.expected if one.mission}


def _unknown(page: GeneratedPage) -> set[str]:
    return {NEW for one in page.expected if not one.mission and not one.unsure}


def _one_left(found: Sheet) -> Sheet | None:
    """Take a known mission that runs, and has no successor, from the page's largest group."""
    group = max(found.groups, key=lambda one: len(one.entries))
    led_on = {old for one in found.entries if one.mission for old in one.mission.predecessors}
    candidates = [
        one
        for one in group.entries
        if one.mission and one.state == "ongoing" and one.mission.id not in led_on
    ]
    if len(group.entries) < FEWEST or not candidates:
        return None
    chosen = candidates[len(candidates) // 2]
    kept = tuple(one for one in group.entries if one is not chosen)
    return replace(found, groups=_with(found, group, kept))


def _halved(found: Sheet) -> Sheet:
    """Keep the first two fifths of every group, as a page does that stopped loading."""
    groups = tuple(
        replace(one, entries=one.entries[: max(1, len(one.entries) * 2 // 5)])
        for one in found.groups
    )
    return replace(found, groups=groups)


def _with(found: Sheet, group: Group, kept: tuple[Entry, ...]) -> tuple[Group, ...]:
    return tuple(replace(one, entries=kept) if one is group else one for one in found.groups)
