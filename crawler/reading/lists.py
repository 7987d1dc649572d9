"""Which entries make up the page's lists, and which are menus that only name missions.

Menus are known by what they lack: their entries are links and nothing else. They count as a list
only on a page that has no fuller one, or under a heading that gives their status.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from crawler.reading.entries import Entry
from crawler.reading.sections import Section, status_over


def listed(entries: Sequence[Entry], sections: Sequence[Section]) -> list[Entry]:
    """Return the entries that are listed, without those of menus."""
    groups = _by_place(entries)
    full = [group for group in groups if not _is_bare(group)]
    if not full:
        return _of_bare(groups, sections)
    kept = {id(entry) for group in full for entry in group}
    kept |= {
        id(entry)
        for group in groups
        if _is_bare(group)
        for entry in group
        if status_over(sections, entry.title.block) is not None
    }
    return [entry for entry in entries if id(entry) in kept]


def by_place(entries: Iterable[Entry]) -> list[list[Entry]]:
    """Return entries grouped by where their titles stand, in reading order."""
    return _by_place(entries)


def _by_place(entries: Iterable[Entry]) -> list[list[Entry]]:
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
    )


def _is_bare(group: Sequence[Entry]) -> bool:
    return sum(map(is_bare, group)) * 2 > len(group)


def _of_bare(groups: Sequence[list[Entry]], sections: Sequence[Section]) -> list[Entry]:
    """Of lists of links alone, the one that names most missions and those with a status count."""
    if not groups:
        return []
    most = max(groups, key=_missions)
    return [
        entry
        for group in groups
        for entry in group
        if group is most or status_over(sections, entry.title.block) is not None
    ]


def _missions(group: Sequence[Entry]) -> int:
    return len({entry.title.mission for entry in group})
