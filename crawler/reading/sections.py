"""What stands over an entry: headings, tab labels and lines that say whether missions run.

A heading reaches to the next heading of its rank; a tab's or accordion's label counts inside its
panel; a line that is nothing but a status ("Completed operations") counts in the box it heads, and
a row of such lines each over the column or panel in its place. Where such lines are as many as the
missions, each is its own mission's badge and heads nothing.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from operator import attrgetter

from crawler.reading.blocks import PSEUDO_HEADING, SCOPED_HEADING, Block, Box, Kind
from crawler.reading.fields import label_field
from crawler.reading.titles import YEAR
from crawler.reading.unknown_words import unknown_words
from missions.places import find_places
from missions.records import Status
from missions.vocabulary import StatusWords, folded_words, status_in, vocabulary

LONGEST_LINE = 70
LONGEST_HEADING = 140
LONGEST_SENTENCE = 300
LONGEST_SPAN = 6
"""Digits; longer numbers of rows are mistakes."""
INDEX, FIRST = attrgetter("index"), attrgetter("first")
TOP_LEVEL = 2
"""Headings of this level or above end whatever a bold line began."""


FEW_WORDS = 5
"""Words of a heading that says that missions are to come, or rest."""


@dataclass(frozen=True)
class Section:
    """A range of blocks that stand under one word on their status."""

    status: Status
    first: int
    end: int


@dataclass(frozen=True)
class _Line:
    """A line that is nothing but a status, and the box it fills."""

    index: int
    status: Status
    box: Box
    is_label: bool
    """Whether it may label a date instead: it counts only beside a line that cannot."""


class Sections:
    """The sections of a page, to be asked what stands around a block."""

    def __init__(self, found: Iterable[Section] = (), lines: Collection[int] = frozenset()) -> None:
        self.lines = frozenset(lines)
        """The indices of lines that head a section: they are no part of an entry."""
        # Of sections with one range the first found counts, and the last here is asked first.
        in_reverse = reversed(list(found))
        self._sections = sorted(in_reverse, key=lambda one: (one.first, -one.end))
        self._firsts = [one.first for one in self._sections]
        self._outer = _outer(self._sections)

    def around(self, block: Block) -> Section | None:
        """Return the innermost section around a block."""
        at = bisect_right(self._firsts, block.index) - 1
        while at >= 0 and self._sections[at].end <= block.index:
            at = self._outer[at]
        return self._sections[at] if at >= 0 else None

    def is_to_come(self, block: Block) -> bool:
        """Say whether a block stands in a section of what is in preparation."""
        return self.status_over(block) is Status.UNKNOWN

    def status_over(self, block: Block) -> Status | None:
        """Return what the innermost section around a block says; None where none says it."""
        section = self.around(block)
        return section.status if section else None


def _outer(sections: Sequence[Section]) -> list[int]:
    """Return for each section the nearest before it that ends later, -1 where none does."""
    outer: list[int] = []
    for at, section in enumerate(sections):
        before = at - 1
        while before >= 0 and sections[before].end <= section.end:
            before = outer[before]
        outer.append(before)
    return outer


def find_sections(blocks: Sequence[Block], titles: Collection[int]) -> Sections:
    """Return the sections among `blocks`; `titles` are the indices of missions' titles."""
    named = frozenset(titles)
    free = [block for block in blocks if block.index not in named and not block.is_boilerplate]
    headings = [block for block in free if block.level and _opening(block.text)]
    plain = {block.index: block for block in free if not block.level}
    telling = filter(_may_tell_status, plain.values())
    lines = [line for block in telling for line in _lines_of(block, named, plain)]
    groups = list(_groups(lines, sorted(named)))
    lines = [line for group in groups if not all(one.is_label for one in group) for line in group]
    if len(lines) >= 3 and len(lines) * 10 >= len(named) * 6:
        lines = []
    lines = _without_badges(lines, sorted(named), [one.index for one in free if one.level])
    starts = sorted({block.index for block in headings} | {line.index for line in lines})
    ranked = [block for block in blocks if block.level]
    lined = list(_lined(lines, sorted(named), starts))
    filled = {one.first for one in lined if _holds_any(sorted(named), one.first, one.end)}
    return Sections(
        [
            *_panels(blocks),
            *(_headed(block, blocks[-1].index, ranked, named) for block in headings),
            *lined,
        ],
        filled.intersection(line.index for line in lines),
    )


def section_status(block: Block) -> Status | None:
    """Return what the nearest heading above a block that says anything says of its missions."""
    for heading in reversed(block.over):
        status = heading_status(heading.text)
        if status:
            return status
    return None


@lru_cache(maxsize=4096)
def heading_status(text: str) -> Status | None:
    """Return the status a heading tells; words in the names of places tell none."""
    if len(text) > LONGEST_HEADING:
        return None
    return placeless_status(vocabulary().heading_status, text)


@lru_cache(maxsize=4096)
def _opening(text: str) -> Status | None:
    """Return the status of what a heading opens: unknown where it says "in preparation"."""
    status = heading_status(text)
    if status is None and len(text.split()) <= FEW_WORDS:
        is_to_come = vocabulary().unsettled.search(folded_words(text)) is not None
        return Status.UNKNOWN if is_to_come else None
    return status


def introduction_status(sentence: str) -> Status | None:
    """Return the status a sentence about missions in general tells, None for any other."""
    if len(sentence) > LONGEST_SENTENCE or not _names_missions(sentence):
        return None
    return placeless_status(vocabulary().heading_status, sentence)


def _names_missions(text: str) -> bool:
    return bool(vocabulary().plurals & set(folded_words(text).split()))


def placeless_status(words: StatusWords, text: str) -> Status | None:
    """Return the status a text tells, "the former Yugoslavia" and the like left out."""
    if status_in(words, text) is None:
        return None
    for place in reversed(find_places(text)):
        text = f"{text[: place.start]} {text[place.end :]}"
    return status_in(words, text)


def line_status(text: str) -> Status | None:
    """Return the status a line tells that says nothing else; None for any other line.

    Lists grouped by their status field print it with its label: "Status: Closed (12)".
    """
    return _line_status(text) if len(text) <= LONGEST_LINE else None


@lru_cache(maxsize=4096)
def _line_status(text: str) -> Status | None:
    if "\n" in text or YEAR.search(text) or text[-1:] == ".":
        return None
    if label_field(text) == "status":  # "Current status:" says nothing yet
        return None
    label, colon, value = text.partition(":")
    if colon and value.strip():
        return line_status(value.strip()) if label_field(label.strip()) == "status" else None
    status = heading_status(text)
    others = {token.folded for token in unknown_words(text)} if status else set()
    return status if others <= vocabulary().beside_status else None


def _may_tell_status(block: Block) -> bool:
    """Say cheaply whether lines of a block may be a status: few blocks are, or have many lines."""
    return "\n" in block.text or line_status(block.text) is not None


def _lines_of(block: Block, titles: frozenset[int], plain: Mapping[int, Block]) -> Iterator[_Line]:
    """Yield the lines of a block that are a status; `plain` are blocks that may be labels."""
    parts = block.text.split("\n")
    statuses = list(filter(None, map(line_status, parts)))
    if len(statuses) < min(len(parts), 2) or _is_badge(block, titles):
        return
    for status in statuses:
        is_label = len(parts) == 1 and _is_label(block.index, titles, plain)
        yield _Line(block.index, status, block.box, is_label)


def _is_badge(block: Block, titles: frozenset[int]) -> bool:
    """Say whether a line below a mission's own heading or term tells of that mission: "Closed".
    One that speaks of missions ("Closed missions") heads others."""
    if _names_missions(block.text):
        return False
    if block.kind is Kind.DESCRIPTION:
        around = (block.box, *block.box.ancestors())
        description = next((one for one in around if one.tag == "dd"), block.box)
        return titles.isdisjoint(range(description.first, description.end))
    return any(one.index in titles for one in block.headings[-1:])


def _is_label(index: int, titles: Collection[int], plain: Mapping[int, Block]) -> bool:
    """Say whether a status word labels a date ("Closed"): it stands by other labels then, or
    heads no list of missions."""
    if not label_field(plain[index].text):
        return False
    before = plain.get(index - 1)
    return index + 1 not in titles or (before is not None and bool(label_field(before.text)))


def _without_badges(
    lines: Sequence[_Line], titles: list[int], headings: Sequence[int]
) -> list[_Line]:
    """Leave out lines in one box that say one status twice running: badges of entries that are
    not in boxes of their own."""
    reaches = [_reach(line.box, titles) for line in lines]
    badges: set[int] = set()
    for at in range(1, len(lines)):
        before, line = lines[at - 1], lines[at]
        if before.status is not line.status or reaches[at] is not reaches[at - 1]:
            continue
        if not _holds_any(headings, before.index + 1, line.index):
            badges.add(id(reaches[at]))
    return [line for line, reach in zip(lines, reaches, strict=True) if id(reach) not in badges]


def _reach(box: Box, titles: list[int]) -> Box | None:
    """Return the nearest box around that has a mission in it."""
    return next((one for one in (box, *box.ancestors()) if _has_title(one, titles)), None)


def _panels(blocks: Sequence[Block]) -> Iterator[Section]:
    seen: set[int] = set()
    for block in blocks:
        for heading in block.headings:
            if heading.level == SCOPED_HEADING and id(heading) not in seen:
                seen.add(id(heading))
                status = heading_status(heading.text)
                if status:
                    yield Section(status, heading.box.first, heading.box.end)


def _headed(heading: Block, last: int, ranked: Sequence[Block], titles: Collection[int]) -> Section:
    """Return the section of a heading; `ranked` are all headings, `last` is the last block."""
    status = _opening(heading.text)
    assert status is not None
    after = range(bisect_right(ranked, heading.index, key=INDEX), len(ranked))
    closing = (ranked[at] for at in after if _closes(ranked[at], heading, titles))
    end = next((one.index for one in closing), last + 1)
    if heading.index < last and heading.box.tag in ("summary", "caption", "legend"):
        end = min(end, heading.box.parent.end if heading.box.parent else end)
    return Section(status, heading.index, end)


def _closes(block: Block, heading: Block, titles: Collection[int]) -> bool:
    """Say whether a heading ends what an earlier one began."""
    if block.index in titles:
        return block.level < heading.level < PSEUDO_HEADING
    if heading.level == PSEUDO_HEADING:
        return block.level <= TOP_LEVEL or heading_status(block.text) is not None
    return block.level <= heading.level and not _is_place(block.text)


@lru_cache(maxsize=1024)
def _is_place(text: str) -> bool:
    """A region's heading ("Africa") parts a section and does not end it."""
    return bool(find_places(text)) and not unknown_words(text)


def _lined(lines: Sequence[_Line], titles: list[int], starts: list[int]) -> Iterator[Section]:
    for group in _groups(lines, titles):
        if len(group) > 1:
            yield from _side_by_side(group, titles)
        else:
            yield from _alone(group[0], titles, starts)


def _groups(lines: Sequence[_Line], titles: list[int]) -> Iterator[list[_Line]]:
    """Yield lines together between which no mission stands."""
    group: list[_Line] = []
    for line in lines:
        if group and _holds_any(titles, group[-1].index + 1, line.index):
            yield group
            group = []
        group.append(line)
    if group:
        yield group


def _alone(line: _Line, titles: list[int], starts: list[int]) -> Iterator[Section]:
    rows = _spanned_rows(line.box)
    if rows is not None:
        yield Section(line.status, *rows)
        return
    reach = _reach(line.box, titles)
    if reach is None:
        return
    following = bisect_right(starts, line.index)
    start = starts[following] if following < len(starts) else reach.end
    yield Section(line.status, line.index, min(start, reach.end))


def _spanned_rows(box: Box) -> tuple[int, int] | None:
    """Return the range of the rows that a cell spans, None for a cell of one row."""
    cell = next((one for one in (box, *box.ancestors()) if one.tag in ("td", "th")), None)
    span = (cell.element.get("rowspan") or "") if cell else ""
    count = int(span) if span.isdecimal() and len(span) < LONGEST_SPAN else 1
    if cell is None or cell.parent is None or count < 2:
        return None
    row = cell.parent
    rows = row.parent.children if row.parent else [row]
    last = rows[min(row.position + count, len(rows)) - 1]
    return row.first, last.end


def _side_by_side(group: Sequence[_Line], titles: list[int]) -> Iterator[Section]:
    """Give each line of a row (tabs, column headings) the panel or column in its place."""
    row = _common(group)
    if row is None:
        return
    places = [_child_at(row, line, number) for number, line in enumerate(group)]
    count = max(len(row.children), len(group))
    following = _followers(row, titles)
    columns = [box for box in _flattened(following, count) if len(box.children) == count]
    if columns and (row.tag == "tr" or len(following) != len(group)):
        for box in columns:
            for line, place in zip(group, places, strict=True):
                yield Section(line.status, box.children[place].first, box.children[place].end)
        return
    panels = following
    if len(panels) == 1:
        panels = [box for box in panels[0].children if _has_title(box, titles)]
    if len(panels) in (len(group), count):
        order = range(len(group)) if len(panels) == len(group) else places
        for line, place in zip(group, order, strict=True):
            yield Section(line.status, panels[place].first, panels[place].end)


def _common(group: Sequence[_Line]) -> Box | None:
    """Return the nearest box that holds all lines."""
    last = group[-1].index
    for box in (group[0].box, *group[0].box.ancestors()):
        if box.first <= group[0].index and last < box.end:
            return box
    return None


def _child_at(row: Box, line: _Line, number: int) -> int:
    position = bisect_right(row.children, line.index, key=FIRST) - 1
    return position if position >= 0 and line.index < row.children[position].end else number


def _followers(row: Box, titles: list[int]) -> list[Box]:
    """Return the boxes with missions that come next after a row, however the row is wrapped."""
    box = row
    while box.parent is not None:
        siblings = box.parent.children
        after = [one for one in siblings[box.position + 1 :] if _has_title(one, titles)]
        if after:
            return after
        if any(_has_title(one, titles) for one in siblings):
            return []
        box = box.parent
    return []


def _flattened(boxes: Sequence[Box], count: int) -> Iterator[Box]:
    for box in boxes:
        if len(box.children) == count:
            yield box
        else:
            yield from box.children


def _has_title(box: Box, titles: list[int]) -> bool:
    return _holds_any(titles, box.first, box.end)


def _holds_any(titles: Sequence[int], first: int, end: int) -> bool:
    """Say whether one of the indices, which are in order, lies in a range."""
    at = bisect_left(titles, first)
    return at < len(titles) and titles[at] < end
