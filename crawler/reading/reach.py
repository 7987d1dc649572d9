"""How far the entry of a title reaches: the largest box around it without another mission's title.

Titles that stand in like places reach equally far, as most of them do.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from crawler.reading.blocks import Box
from crawler.reading.titles import Title

OUTERMOST = ("main", "body", "html")


def heights_of(titles: Sequence[Title]) -> dict[int, int]:
    """Return for each title how many boxes up its entry reaches, as most of its kind do."""
    holds = _missions_below(titles)
    raw = {title.block.index: _raw_height(title, holds) for title in titles}
    by_place: dict[str, list[int]] = defaultdict(list)
    for title in titles:
        by_place[title.block.place].append(raw[title.block.index])
    usual = {
        place: min(Counter(all_).most_common(), key=_commonest)[0]
        for place, all_ in by_place.items()
    }
    return {
        title.block.index: min(raw[title.block.index], usual[title.block.place]) for title in titles
    }


def climb(box: Box, height: int) -> Box:
    """Return the box that lies so many boxes up."""
    for _ in range(height):
        if box.parent is None:
            break
        box = box.parent
    return box


def identity(title: Title) -> str:
    """Return what titles of one mission have in common: its id, or where its first name stands."""
    return title.mission or f"?{title.of}"


def _commonest(counted: tuple[int, int]) -> tuple[int, int]:
    height, times = counted
    return -times, height


def _missions_below(titles: Iterable[Title]) -> dict[int, str | None]:
    """Return for each box, by identity, the one mission it holds; None where it holds several."""
    holds: dict[int, str | None] = {}
    for title in titles:
        own, box = identity(title), title.block.box
        for one in (box, *box.ancestors()):
            if id(one) not in holds:
                holds[id(one)] = own
            elif holds[id(one)] in (own, None):
                break  # So it is with all that is around.
            else:
                holds[id(one)] = None
    return holds


def _raw_height(title: Title, holds: dict[int, str | None]) -> int:
    height = 0
    for parent in title.block.box.ancestors():
        if holds[id(parent)] is None or parent.tag in OUTERMOST or parent.parent is None:
            break
        height += 1
    return height
