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


@dataclass(frozen=True)
class History:
    """A page before and after, with the mission changes that are true."""

    kind: str
    layout: str
    before: GeneratedPage
    after: GeneratedPage
    told: frozenset[tuple[str, str]] = frozenset()
    """Kind of change and mission."""


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
        rebuilt = _print(other, found, name + "/new")
        yield History("redesign", layout.name, page, rebuilt, _told(page, rebuilt))
    fewer = _one_left(found)
    if fewer is not None:
        shorter = _print(layout, fewer, name)
        yield History("gone", layout.name, page, shorter, _told(page, shorter))
        yield History("new", layout.name, shorter, page, _told(shorter, page))
    half = _print(layout, _halved(found), name)
    if len(page.expected) - len(half.expected) >= FEWEST - 2:
        yield History("half a list", layout.name, page, half)


def _print(layout: Layout, found: Sheet, name: str) -> GeneratedPage:
    draws = Random(name + "/print")  # noqa: S311
    return printed(layout, replace(found, rng=Random(name + "/draws")), draws)  # noqa: S311


def _told(before: GeneratedPage, after: GeneratedPage) -> frozenset[tuple[str, str]]:
    """Return which known missions came and went; some layouts print no more than a part.

    One that the page tells as over leaves without a word.
    """
    had, has = ({one.mission or "" for one in page.expected} - {""} for page in (before, after))
    over = {one.mission for one in before.expected if one.status == "ended"}
    came = {("added", mission) for mission in has - had}
    return frozenset(came | {("removed", mission) for mission in had - has - over})


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
