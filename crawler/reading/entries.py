"""Finding the entries of a list: which titles there are, and how far each entry reaches.

An entry is the largest part of the page around a title that holds no other mission's title. What
stands in the same place as several titles but names no known mission is an entry too: a mission
nobody knows yet.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from crawler.reading.blocks import Block, Box, Kind
from crawler.reading.columns import Cell, Columns
from crawler.reading.reach import climb, heights_of, identity
from crawler.reading.titles import Title, read_titles
from crawler.reading.unknown_titles import unknown_titles
from missions.recognise import recogniser

DEEPEST_SHAPE = 40
"""Tags that are enough to tell layouts apart."""
MOST_TITLES = 10_000
"""No list of missions is so long; what follows so many titles is not looked at."""
NEAR = 3
"""Blocks between two printings of one mission's name that belong together."""


@dataclass(frozen=True, eq=False)
class Line:
    """A line of a block, and where in the block it begins."""

    block: Block
    text: str
    start: int


@dataclass(frozen=True, eq=False)
class Entry:
    """One entry of a list: its titles (acronym and long name) and the blocks that belong to it."""

    titles: tuple[Title, ...]
    body: tuple[Block, ...]
    scope: Box
    cells: tuple[Cell, ...] = ()
    """Cells of its table row or column, under their headings."""
    items_above: tuple[Block, ...] = ()
    """The items of outer lists that it is listed in, the nearest first: a country, a region."""

    @property
    def title(self) -> Title:
        """The title read first."""
        return self.titles[0]

    @property
    def shape(self) -> str:
        """The tags from the title upwards: what its neighbours' titles have in common."""
        box = self.title.block.box
        tags = (one.tag for one in (box, *box.ancestors()))
        return "<".join(islice(tags, DEEPEST_SHAPE))

    def lines(self) -> Iterator[Line]:
        """Yield its lines in reading order, without those that are titles."""
        for title in self.titles:
            yield from lines_of(title.block, 0, title.first)
            yield from lines_of(title.block, title.last, title.stop)
        for block in self.body:
            yield from lines_of(block)


def lines_of(block: Block, start: int = 0, end: int | None = None) -> Iterator[Line]:
    """Yield the lines of a block, or of a range in it."""
    stop = len(block.text) if end is None else end
    while start < stop:
        line_end = block.text.find("\n", start, stop)
        line_end = stop if line_end < 0 else line_end
        if line_end > start:
            yield Line(block, block.text[start:line_end], start)
        start = line_end + 1


def find_titles(blocks: Sequence[Block], organisation: str | None) -> list[Title]:
    """Return the titles among `blocks`, of known and unknown missions, in reading order."""
    content = [block for block in blocks if not block.is_boilerplate]
    names_nothing = recogniser().names_nothing
    titles: list[Title] = []
    for at, block in enumerate(content):
        if names_nothing(block.text):
            continue
        titles += read_titles(block, organisation)
        if len(titles) >= MOST_TITLES:
            del content[at + 1 :]
            break
    known = _repeated(titles)
    more = islice(unknown_titles(content, known, organisation), MOST_TITLES)
    return sorted([*known, *more], key=lambda title: (title.block.index, title.start))


def find_entries(
    titles: Sequence[Title], blocks: Sequence[Block], content: Collection[int], columns: Columns
) -> list[Entry]:
    """Return the entries that titles head, in reading order.

    `blocks` are all of the page, `content` the indices of those that may be part of an entry.
    """
    heights = heights_of(titles)
    entries = [
        Entry((title,), (), climb(title.block.box, heights[title.block.index])) for title in titles
    ]
    rowed = [_in_row(entry, columns) for entry in _merged(entries)]
    complete = _with_bodies(rowed, blocks, content)
    return [
        replace(one, cells=_cells(one, columns), items_above=tuple(_items_above(one, blocks)))
        for one in complete
    ]


def _in_row(entry: Entry, columns: Columns) -> Entry:
    """Keep an entry in its row: a table of one row is no larger entry than one of ten."""
    row = columns.row_of(entry.title.block)
    if row is None or not any(up is entry.scope for up in row.ancestors()):
        return entry
    return replace(entry, scope=row)


def _items_above(entry: Entry, blocks: Sequence[Block]) -> Iterator[Block]:
    for box in entry.scope.ancestors():
        if box.tag == "li" and box.first < entry.title.block.index:
            yield blocks[box.first]


def _cells(entry: Entry, columns: Columns) -> tuple[Cell, ...]:
    own = {title.block.index for title in entry.titles}
    return tuple(
        cell
        for cell in columns.cells(entry.scope, entry.title.block)
        if cell.label
        and cell.box.first < cell.box.end
        and own.isdisjoint(range(cell.box.first, cell.box.end))
    )


def _repeated(titles: Sequence[Title]) -> list[Title]:
    """Leave out uncertain titles that stand where no other title does."""
    at = Counter(title.block.place for title in titles)
    return [title for title in titles if title.is_certain or at[title.block.place] > 1]


def _merged(entries: Sequence[Entry]) -> list[Entry]:
    """Unite titles of one mission that share their scope: a card's acronym and its long name."""
    groups: list[list[Entry]] = []
    for entry in entries:
        last = groups[-1][-1] if groups else None
        if last and _is_same(last, entry):
            scope = entry.scope if _contains(entry.scope, last.scope) else last.scope
            groups[-1].append(replace(entry, scope=scope))
        else:
            groups.append([entry])
    return [
        Entry(tuple(title for one in group for title in one.titles), (), group[-1].scope)
        for group in groups
    ]


def _is_same(one: Entry, other: Entry) -> bool:
    if identity(one.title) != identity(other.title):
        return False
    near = other.title.block.index - one.titles[-1].block.index <= NEAR
    return one.scope is other.scope or near


def _contains(outer: Box, inner: Box) -> bool:
    return outer is inner or any(up is outer for up in inner.ancestors())


def _with_bodies(
    entries: Sequence[Entry], blocks: Sequence[Block], content: Collection[int]
) -> list[Entry]:
    """Give each entry its blocks: those inside its scope, or those that follow it."""
    starts = sorted({title.block.index for entry in entries for title in entry.titles})
    longest = _longest_run(entries, starts, blocks)
    complete = []
    for entry in entries:
        own = {title.block.index for title in entry.titles}
        is_shared = any(
            entry.scope.first <= start < entry.scope.end for start in _near(starts, own)
        )
        scope = () if is_shared else _own_section(entry, blocks, own)
        inside = [block for block in scope if block.index not in own and block.index in content]
        following = () if inside else _following(entry, blocks, starts, longest)
        body = inside or [block for block in following if block.index in content]
        complete.append(Entry(entry.titles, tuple(body), entry.scope))
    return complete


def _own_section(entry: Entry, blocks: Sequence[Block], own: set[int]) -> Sequence[Block]:
    """Return the blocks of an entry's scope without the sections beside its own: where a text has
    many headings and one of them is a mission's, the mission has no more than its section."""
    first, last = entry.titles[0].block, entry.titles[-1].block
    start, end = entry.scope.first, entry.scope.end
    headings = [block for block in blocks[start : first.index] if block.level]
    beside = [one for one in headings if one.level == first.level and one.index not in own]
    if beside:  # their text goes on to the next heading
        after = (one.index for one in headings if one.index > beside[-1].index)
        start = next(after, first.index)
    for block in blocks[last.index + 1 : end]:
        if block.level and block.level <= last.level:
            end = block.index
            break
    return blocks[start:end]


def _near(starts: Sequence[int], own: Collection[int]) -> Iterator[int]:
    """Yield the titles next to an entry's own, before and after."""
    before = bisect_left(starts, min(own)) - 1
    after = bisect_left(starts, max(own) + 1)
    if before >= 0:
        yield starts[before]
    if after < len(starts):
        yield starts[after]


def _following(
    entry: Entry, blocks: Sequence[Block], starts: Sequence[int], longest: dict[int, int]
) -> Iterator[Block]:
    """Yield the blocks after a title that stands alone, until the next entry or heading."""
    title = entry.titles[-1].block
    heads = title.kind in (Kind.HEADING, Kind.TERM)
    is_line = title.kind is Kind.ITEM and title.box.tag != "li"
    if not heads and not is_line and title.kind is not Kind.PARAGRAPH:
        return
    next_start = bisect_left(starts, title.index + 1)
    end = starts[next_start] if next_start < len(starts) else len(blocks)
    container = _container(entry)
    inside = next((one for one in title.box.ancestors() if one.tag == "dl"), container)
    if not heads:
        end = min(end, container.end, title.index + 1 + longest.get(id(container), 0))
    elif id(container) in longest:  # its sisters' texts stand in the same box, and so does its own
        end = min(end, container.end)
    for block in blocks[title.index + 1 : end]:
        if block.level and (not title.level or block.level <= title.level):
            return
        if title.kind is Kind.TERM and (block.kind is Kind.TERM or not inside.holds(block)):
            return
        yield block


def _container(entry: Entry) -> Box:
    """Return the box in which an entry's title and its neighbours' stand side by side."""
    block = entry.titles[-1].block
    if block.kind is Kind.ITEM and block.box.tag != "li":
        return block.box
    return block.box.parent or block.box


def _longest_run(
    entries: Sequence[Entry], starts: Sequence[int], blocks: Sequence[Block]
) -> dict[int, int]:
    """Return how many blocks stand between two titles of one box at the most: a last title, with
    no other after it, has no more than that."""
    longest: dict[int, int] = {}
    for entry in entries:
        block = entry.titles[-1].block
        container = _container(entry)
        at = bisect_left(starts, block.index + 1)
        if at >= len(starts) or starts[at] >= container.end:
            continue
        gap = starts[at] - block.index - 1
        if not any(one.level for one in blocks[block.index + 1 : starts[at]]):
            longest[id(container)] = max(longest.get(id(container), 0), gap)
    return longest
