"""Titles of missions that no register knows: known by where they stand.

What stands in the same kind of place as two or more known missions' titles, names none of them but
reads like a mission's name, is the title of one that nobody knows yet.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from operator import attrgetter

from crawler.reading.blocks import Block, Kind
from crawler.reading.describing import is_described
from crawler.reading.names import code_name, is_cut, mission_like
from crawler.reading.reach import climb, heights_of
from crawler.reading.spans import CELLS
from crawler.reading.titles import YEAR, Title
from missions.deeds import mission_by_deed
from missions.recognise import recogniser

MANY = 3
"""So many known missions make a place one of missions, whatever the name there says."""
LONGEST_DEED = 90
"""Characters of a title that tells what a mission does and does not name it."""
INDEX = attrgetter("index")


def unknown_titles(
    content: Sequence[Block], known: Sequence[Title], organisation: str | None = None
) -> Iterator[Title]:
    """Yield titles that stand where several known titles stand but match nothing."""
    places: dict[str, list[Title]] = defaultdict(list)
    for title in known:
        places[title.block.place].append(title)
    repeated = {place for place, titles in places.items() if len(titles) >= 2}
    rows = _rows_of_titles(known)
    taken = {title.block.index: title.block for title in known}
    tags = {title.block.box.tag for title in known if title.block.place in repeated}
    tags |= {"td", "th"} if rows else set()
    seconds = _second_names(known)
    claims = _Claims(known)
    missions = {title.mission for title in known}
    named: dict[int, Block] = {}
    for position, block in enumerate(content):
        if block.box.tag not in tags or block.index in taken:
            continue
        if block.place not in repeated and id(block.box.parent) not in rows:
            continue
        second = seconds.get(block.place)
        if second and second.is_of(block, taken):
            continue  # a known mission's second name, in a wording we do not know
        heading = _heading_of(block)
        deed = mission_by_deed(heading, organisation) if len(block.text) <= LONGEST_DEED else None
        if deed and not recogniser().find(block.text) and deed not in missions:
            yield replace(_unknown_title(block, heading), mission=deed)
            continue
        name = mission_like(heading)
        if not name and len(places[block.place]) >= MANY and _is_templated(block):
            name = code_name(heading) if _is_dated(content, block) else None
        if not name or recogniser().find(block.text):
            continue
        if is_described(position, content, organisation):
            continue
        step = second.step if second and second.is_of(block, named) else 0
        if step or not claims.hold(block):
            named[block.index] = block
            yield replace(_unknown_title(block, name), of=block.index - step)


def _is_templated(block: Block) -> bool:
    """Say whether a program printed a block in its place: a class of titles, a table's column."""
    return block.box.tag in CELLS or bool(block.element.get("class"))


def _is_dated(content: Sequence[Block], block: Block) -> bool:
    """Say whether a year stands with a name in its entry."""
    at = bisect_left(content, block.index, key=INDEX)
    rest = block.text.split("\n", 1)[1:]
    following = content[at + 1] if at + 1 < len(content) else None
    if following and following.place != block.place and not following.level:
        rest.append(following.text)
    return any(YEAR.search(text) for text in rest)


def _rows_of_titles(known: Sequence[Title]) -> set[int]:
    """Return the rows, by identity, in which the missions of a table stand side by side: those
    that hold two or more while no other row of their table holds one."""
    rows: dict[int, set[str | None]] = defaultdict(set)
    tables: dict[int, set[int]] = defaultdict(set)
    for title in known:
        row = title.block.box.parent
        if title.block.box.tag in CELLS and row is not None and row.parent is not None:
            rows[id(row)].add(title.mission)
            tables[id(row.parent)].add(id(row))
    alone = (next(iter(some)) for some in tables.values() if len(some) == 1)
    return {row for row in alone if len(rows[row]) >= 2}


def _heading_of(block: Block) -> str:
    """Return what may be a name in a block: the bold words it begins with, or its first line."""
    text = block.text
    if block.kind is Kind.PARAGRAPH and 0 < block.emphasis < len(text):
        return " ".join(text[: block.emphasis].split())
    first, *more = text.split("\n", 2)
    return f"{first} {more[0]}" if more and is_cut(first, more[0]) else first


def _unknown_title(block: Block, name: str) -> Title:
    text = block.text
    start = max(text.replace("\n", " ").find(name), 0)
    line_end = text.find("\n", start + len(name))
    line_end = len(text) if line_end < 0 else line_end
    return Title(block, None, name, start, start + len(name), 0, line_end, len(text))


@dataclass(frozen=True)
class _Second:
    """Where second names stand: a row's long name after its acronym, the back of a card."""

    step: int
    """How many blocks before it the first name stands."""
    depth: int
    """How deep the box lies that holds both."""

    def is_of(self, block: Block, firsts: Mapping[int, Block]) -> bool:
        """Say whether one of these blocks is the first name of what `block` names again."""
        first = firsts.get(block.index - self.step)
        return first is not None and _common_depth(first, block) == self.depth


def _second_names(known: Sequence[Title]) -> dict[str, _Second]:
    """Return for each place where second names stand how they stand to the first."""
    at = {title.block.index: title for title in known}
    found: dict[str, list[_Second]] = defaultdict(list)
    for title in known:
        for step in (1, 2):
            first = at.get(title.block.index - step)
            if first and first.mission == title.mission:
                depth = _common_depth(first.block, title.block)
                found[title.block.place].append(_Second(step, depth))
                break
    return {place: Counter(some).most_common(1)[0][0] for place, some in found.items()}


def _common_depth(one: Block, other: Block) -> int:
    """Return how deep the innermost box lies that holds two blocks."""
    box = one.box
    while not box.holds(other) and box.parent is not None:
        box = box.parent
    return sum(1 for _ in box.ancestors())


class _Claims:
    """What stands in known missions' entries: it is about them and no mission of its own."""

    def __init__(self, known: Sequence[Title]) -> None:
        heights = heights_of(known)
        self._by: dict[int, str | None] = {}
        """Missions by the boxes they claim."""
        self._titles: dict[str | None, list[Block]] = defaultdict(list)
        for title in known:
            self._titles[title.mission].append(title.block)
            if height := heights[title.block.index]:
                self._by[id(climb(title.block.box, height))] = title.mission
        self._side_by_side = {
            _sides(one.block, other.block)
            for one, other in pairwise(known)
            if one.mission != other.mission
        }
        """How missions stand side by side: in columns, items, cards."""

    def hold(self, block: Block) -> bool:
        """Say whether a block stands in an entry, and not beside its title as missions do."""
        around = (block.box, *block.box.ancestors())
        mission = next((self._by[id(box)] for box in around if id(box) in self._by), None)
        if mission is None:
            return False
        sides = {_sides(title, block) for title in self._titles[mission]}
        return sides.isdisjoint(self._side_by_side)


def _sides(one: Block, other: Block) -> tuple[frozenset[str], int]:
    """Return where two blocks stand, and how deep the box lies that holds both."""
    return frozenset((one.place, other.place)), _common_depth(one, other)
