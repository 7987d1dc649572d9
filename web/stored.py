"""A stored page as the site shows it: its words alone, and the passage that was read marked."""

from __future__ import annotations

import html
from collections.abc import Sequence
from dataclasses import dataclass

from crawler.passages import Found, Passage
from missions.register import load_register
from notifier.cleaning import clean, safe_link, shown
from notifier.values import N_, print_field
from storage.rows import SnapshotRow
from watch import PageVersion, Read, evidence_problem
from web.views import Printer

ROOM = 100_000
"""Bytes of words shown at once; of a longer page those around the mark."""
PASSAGE = 30
"""Bytes of markup around a passage."""
PROBLEMS = (
    N_("the reader did not note where it stood"),
    N_("the page has no such place any more"),
    N_("the words there are not the printed ones"),
)
"""What may be wrong with evidence, repeated here for the catalogues."""
LONGEST_PASSAGE = 20_000


@dataclass(frozen=True)
class PassageView:
    """One passage: its words before, in and after the mark."""

    before: str
    marked: str
    after: str
    is_heading: bool


@dataclass(frozen=True)
class ReadView:
    """One thing that was read: a mission, or a field of it, and whether the words stand there."""

    mission: str
    label: str
    field: str
    field_name: str
    printed: str
    problem: str
    doubt: str
    is_marked: bool


@dataclass(frozen=True)
class VersionView:
    """Which version of which page something is about."""

    id: int
    source: str
    title: str
    url: str
    page_link: str | None
    fetched: str
    size: str


@dataclass(frozen=True)
class StoredPageView:
    """What stands in a stored version of a page, and what was read there."""

    passages: tuple[PassageView, ...]
    left_out: int
    read: tuple[ReadView, ...]
    missing: str
    """The mission that was to be marked and that this version does not list."""
    oddities: tuple[str, ...]


def version_view(printer: Printer, row: SnapshotRow) -> VersionView:
    """Return which version of which page this is."""
    return VersionView(
        id=row.id,
        source=printer.source_name(row.source),
        title=clean(row.title or row.url, 200),
        url=clean(row.url, 200),
        page_link=safe_link(row.url),
        fetched=printer.moment(row.fetched_at),
        size=printer.visitor.speech.number(row.size),
    )


def evidence_of(version: PageVersion, mark: str, field: str) -> Found:
    """Return where a mission (or a field of it) was read in a version."""
    chosen = _chosen([one for one in version.read if one.mission == mark], field)
    return version.page.find(chosen.evidence, *chosen.printed) if chosen else Found(None)


def stored_page(printer: Printer, version: PageVersion, mark: str, field: str) -> StoredPageView:
    """Return a version to show, with the evidence of mission `mark` (of its `field`) marked."""
    of_mission = [one for one in version.read if one.mission == mark]
    chosen = _chosen(of_mission, field)
    found = version.page.find(chosen.evidence, *chosen.printed) if chosen else Found(None)
    position = version.page.position(found.passage) if found.passage else None
    passages = [_plain(one) for one in version.page.passages]
    if found.passage and position is None:
        # What the reader took from a script stands in no passage of the page.
        passages, position = [_marked(found), *passages], 0
    elif position is not None:
        passages[position] = _marked(found)
    window = _window(passages, position or 0)
    return StoredPageView(
        passages=tuple(window),
        left_out=len(passages) - len(window),
        read=tuple(_read(printer, version, one, chosen) for one in of_mission or version.read),
        missing=clean(load_register().label(mark), 120) if mark and not of_mission else "",
        oddities=tuple(clean(sentence, 400) for sentence in version.oddities),
    )


def _chosen(of_mission: Sequence[Read], field: str) -> Read | None:
    named = (one for one in of_mission if (one.field or "") == field)
    return next(named, of_mission[0] if of_mission else None)


def _plain(passage: Passage) -> PassageView:
    text = shown(passage.text[:LONGEST_PASSAGE])
    return PassageView(text, "", "", bool(passage.level))


def _marked(found: Found) -> PassageView:
    text = found.passage.text if found.passage else ""
    before = text[: found.start][-LONGEST_PASSAGE:]
    after = text[found.end :][:LONGEST_PASSAGE]
    words = found.words[:LONGEST_PASSAGE]
    level = found.passage.level if found.passage else 0
    return PassageView(shown(before), shown(words), shown(after), bool(level))


def _window(passages: Sequence[PassageView], position: int) -> Sequence[PassageView]:
    """Return as many passages around a position as there is room for, half of them before it."""
    costs = [_cost(passage) for passage in passages]
    first, room = position, ROOM // 2
    while first > 0 and costs[first - 1] <= room:
        first -= 1
        room -= costs[first]
    last, room = position, ROOM // 2 + room
    while last < len(costs) and (costs[last] <= room or last == position):
        room -= costs[last]
        last += 1
    return passages[first:last]


def _cost(passage: PassageView) -> int:
    words = passage.before + passage.marked + passage.after
    return PASSAGE + len(html.escape(words).encode())


def _read(printer: Printer, version: PageVersion, one: Read, chosen: Read | None) -> ReadView:
    found = version.page.find(one.evidence, *one.printed) if chosen else None
    problem = evidence_problem(one, found) if found else None
    return ReadView(
        mission=one.mission,
        label=clean(load_register().label(one.mission), 120),
        field=one.field or "",
        field_name=print_field(printer.visitor.news, one.field) if one.field else "",
        printed=clean(one.printed[0], 120),
        problem=printer.visitor.speech.say(problem) if problem else "",
        doubt=clean(one.doubt or ""),
        is_marked=one is chosen,
    )
