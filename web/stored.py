"""A stored page as the site shows it: its words alone, and the passage that was read marked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from crawler.passages import Found, Passage
from missions.register import load_register
from notifier.cleaning import clean, safe_link, shown
from watch import PageVersion, Read, evidence_problem

LONGEST_PAGE = 2_000
"""Passages shown at once; of a longer page those around the mark."""
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
    printed: str
    problem: str
    doubt: str
    is_marked: bool


@dataclass(frozen=True)
class StoredPageView:
    """One stored version of a page."""

    id: int
    source: str
    title: str
    url: str
    page_link: str | None
    fetched: str
    passages: tuple[PassageView, ...]
    left_out: int
    read: tuple[ReadView, ...]
    missing: str
    """The mission that was to be marked and that this version does not list."""
    oddities: tuple[str, ...]


def stored_page(
    version: PageVersion, source_name: str, fetched: str, mark: str, field: str
) -> StoredPageView:
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
    first = max(0, (position or 0) - LONGEST_PAGE // 2)
    window = passages[first : first + LONGEST_PAGE]
    return StoredPageView(
        id=version.row.id,
        source=source_name,
        title=clean(version.row.title or version.row.url, 200),
        url=clean(version.row.url, 200),
        page_link=safe_link(version.row.url),
        fetched=fetched,
        passages=tuple(window),
        left_out=len(passages) - len(window),
        read=tuple(_read(version, one, chosen) for one in of_mission or version.read),
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


def _read(version: PageVersion, one: Read, chosen: Read | None) -> ReadView:
    found = version.page.find(one.evidence, *one.printed) if chosen else None
    return ReadView(
        mission=one.mission,
        label=clean(load_register().label(one.mission), 120),
        field=one.field or "",
        printed=clean(one.printed[0], 120),
        problem=(evidence_problem(one, found) or "") if found else "",
        doubt=clean(one.doubt or ""),
        is_marked=one is chosen,
    )
