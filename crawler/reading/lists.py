"""Which entries make up the page's lists, and which are menus that only name missions.

Menus are known by what they lack: their entries are links and nothing else, and what stands over
them is about something else than missions ("Quick links", "Sitemap"). Links alone make a list only
under a heading about missions, or as the longest list right under the page's own heading.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from itertools import accumulate, takewhile

from crawler.reading.blocks import Block, Box
from crawler.reading.entries import Entry
from crawler.reading.sections import Sections, heading_status
from crawler.reading.unknown_words import unknown_words
from missions.places import find_places
from missions.vocabulary import folded_words, vocabulary


def listed(entries: Sequence[Entry], sections: Sections, blocks: Sequence[Block]) -> list[Entry]:
    """Return the entries that are listed, without those of menus."""
    parts = [part for group in by_place(entries) for part in _parts(group)]
    kept = {id(entry) for part in parts if not _is_bare(part) for entry in part}
    has_full = bool(kept)
    menus = _Menus(entries, frozenset(kept), blocks)
    ranks = {_rank(entry) for part in parts if not _is_bare(part) for entry in part}
    loose: list[list[Entry]] = []
    about = {_kind(entry, blocks) for part in parts if not _is_bare(part) for entry in part}
    captioned: list[list[Entry]] = []
    for part in parts:
        if not _is_bare(part) or menus.hold(part[0]):
            continue
        over = _caption(part[0], sections, blocks)
        if over is None and sections.status_over(part[0].title.block) is not None:
            kept.update(map(id, part))  # columns headed "Ongoing" and "Completed"
        elif over is None:
            loose.append(part)
        elif _is_about_missions(over) and (
            not has_full or heading_status(over) is not None or _is_beside(part[0], ranks)
        ):
            kept.update(map(id, part))
            about.add(_kind(part[0], blocks))
        else:
            captioned.append(part)
    for part in captioned:  # parts of one list may stand under other headings: "Other regions"
        is_told = sections.status_over(part[0].title.block) is not None
        if _kind(part[0], blocks) in about and (is_told or not has_full):
            kept.update(map(id, part))
    if not kept and loose:
        kept.update(map(id, max(loose, key=_missions)))
    return [entry for entry in entries if id(entry) in kept]


class _Menus:
    """The columns of links that stand beside a page's fuller lists: "Home", "About us" and, under
    "Current operations", some missions."""

    def __init__(
        self, entries: Sequence[Entry], full: Collection[int], blocks: Sequence[Block]
    ) -> None:
        self._named = sorted(one.title.block.index for one in entries)
        self._full = sorted(one.title.block.index for one in entries if id(one) in full)
        self._links_before = [0, *accumulate(one.is_link for one in blocks)]

    def hold(self, entry: Entry) -> bool:
        """Say whether an entry stands apart from all fuller lists where links to other things
        stand before the first mission."""
        box = entry.title.block.box
        around = (box, *box.ancestors()) if self._full else ()
        apart = list(takewhile(self._is_apart, around))
        if not apart:
            return False
        begin = apart[-1].first
        first = self._named[bisect_left(self._named, begin)]
        return self._links_before[first] - self._links_before[begin] > 1

    def _is_apart(self, box: Box) -> bool:
        at = bisect_left(self._full, box.first)
        return at == len(self._full) or self._full[at] >= box.end


def by_place(entries: Iterable[Entry]) -> list[list[Entry]]:
    """Return entries grouped by where their titles stand, in reading order."""
    groups: dict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        groups[entry.title.block.place].append(entry)
    return list(groups.values())


def is_bare(entry: Entry) -> bool:
    """Say whether an entry is a link with nothing beside the name."""
    return (
        all(title.block.is_link for title in entry.titles)
        and not any(any(sign.isalpha() for sign in title.rest) for title in entry.titles)
        and all(block.is_link for block in entry.body)
        and not entry.cells
    )


def _is_bare(group: Sequence[Entry]) -> bool:
    return sum(map(is_bare, group)) * 2 > len(group)


def _parts(group: Sequence[Entry]) -> Iterable[list[Entry]]:
    """Part a group by the heading that its entries stand under."""
    parts: dict[int, list[Entry]] = defaultdict(list)
    for entry in group:
        headings = entry.title.block.over
        parts[headings[-1].index if headings else -1].append(entry)
    return parts.values()


def _kind(entry: Entry, blocks: Sequence[Block]) -> tuple[str, str]:
    """Return where an entry and the heading over it stand: parts of one list are alike in both."""
    headings = entry.title.block.over
    return entry.title.block.place, blocks[headings[-1].index].place if headings else ""


def _rank(entry: Entry) -> tuple[int, int]:
    """Return which main heading an entry stands under, and the level of its own heading."""
    headings = entry.title.block.over
    main = next((one.index for one in headings if one.level == 1), -1)
    return main, headings[-1].level if headings else 0


def _is_beside(entry: Entry, ranks: Collection[tuple[int, int]]) -> bool:
    """Say whether links stand with a fuller list under the page's heading, each under a heading
    of the same level: regions with links to what runs, then one with what is over."""
    main, level = _rank(entry)
    return main >= 0 and (main, level) in ranks


def _caption(entry: Entry, sections: Sections, blocks: Sequence[Block]) -> str | None:
    """Return what stands over an entry's list: its nearest heading or status line below the
    page's own heading; None where nothing does."""
    headings = [one for one in entry.title.block.over if one.level != 1]
    index = headings[-1].index if headings else -1
    section = sections.around(entry.title.block)
    if section is not None and section.first > index:
        over = blocks[section.first]
        if over.level != 1 and heading_status(over.text):
            return over.text
    return headings[-1].text if headings else None


def _is_about_missions(text: str) -> bool:
    """Say whether a heading can stand over a list of missions: it names missions in general, a
    status, an organisation, a place, or it is a letter of an index."""
    words = folded_words(text).split()
    if len(words) == 1 and len(words[0]) == 1:
        return True
    if heading_status(text) or vocabulary().plurals & set(words):
        return True
    return not unknown_words(text) and bool(find_places(text) or words)


def _missions(group: Iterable[Entry]) -> int:
    return len({entry.title.mission for entry in group})
