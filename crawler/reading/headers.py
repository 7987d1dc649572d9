"""The headings of a table's columns, where they take one row or two, columns that are years, and
columns that tell Belgium's part."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice

from crawler.reading.blocks import Block
from crawler.reading.document import Element, text_of
from crawler.reading.spans import CELLS
from missions.cue_words import Words, sentence_words
from missions.records import Phase
from missions.tokens import fold

MOST_COLUMNS = 60
MOST_ROWS = 3
"""Rows from the top that may be headings."""
YEAR = re.compile(r"(?:19|20)\d\d")
LONGEST_LABEL = 60
NONE_THERE = re.compile(r"0|[-–—/]?")
NO_PART = frozenset(
    "no none nil non neant aucun aucune nee neen geen nihil nein keine keiner n/a nvt".split()
)
"""What a column of Belgium's part prints where it has none, folded."""


@dataclass(frozen=True)
class Header:
    """The rows of headings, and the text over each column."""

    rows: tuple[Element, ...]
    labels: tuple[str, ...]
    is_belgian: bool = False
    """The table's own name is that of Belgium's parts: "Belgian deployments 2017"."""

    def is_above(self, row: Element) -> bool:
        """Say whether a row is none of the headings."""
        return all(one is not row for one in self.rows)

    def label(self, block: Block) -> str:
        """Return the heading of the column that a block stands in."""
        position = column_of(block)
        return self.labels[position] if position < len(self.labels) else ""

    def tells_part(self, others: Sequence[Block]) -> bool:
        """Say whether these cells have anything in a column that is headed as Belgium's."""
        return any(is_of_belgium(self.label(one)) and not _is_none(one.text) for one in others)

    def denies_part(self, others: Sequence[Block]) -> bool:
        """Say whether these cells say no in a column that is headed as Belgium's."""
        return any(is_of_belgium(self.label(one)) and _is_denied(one.text) for one in others)

    def last_year(self, others: Sequence[Block]) -> Phase | None:
        """Return whether the cell of the last year has anybody; None where no columns are years."""
        found = [(label, one.text) for one in others if YEAR.fullmatch(label := self.label(one))]
        if len(found) < 2:
            return None
        return Phase.PAST if NONE_THERE.fullmatch(max(found)[1].strip()) else Phase.CURRENT


NO_HEADER = Header((), ())


def read_header(table: Element) -> Header:
    """Return the headings of a table: its first row, and those after it that are headings only."""
    rows = list(islice(table.iter("tr"), MOST_ROWS))
    count = next((at for at, row in enumerate(rows) if not _is_heading(row)), len(rows))
    top = rows[: max(count, 1)]
    labels: list[str] = []
    hanging: dict[int, int] = {}
    for row in top:
        _fill(labels, row, hanging)
    return Header(tuple(top), tuple(labels), any(map(is_of_belgium, _names(table))))


def _names(table: Element) -> Iterator[str]:
    """Yield what a table is called: by its caption, or for those who do not see it."""
    caption = table.find("caption")
    yield text_of(caption) if caption is not None else ""
    yield from (table.get(name) or "" for name in ("aria-label", "summary"))


def _is_heading(row: Element) -> bool:
    return bool(len(row)) and all(one.tag == "th" for one in _cells(row))


def _cells(row: Element) -> Iterator[Element]:
    return (one for one in islice(row, MOST_COLUMNS) if one.tag in CELLS)


def _fill(labels: list[str], row: Element, hanging: dict[int, int]) -> None:
    """Write a row's texts over the columns it spans; a lower heading is the nearer one."""
    column = 0
    for cell in _cells(row):
        while hanging.get(column, 0) > 0:
            hanging[column] -= 1
            column += 1
        depth = _span(cell, "rowspan")
        for _ in range(_span(cell, "colspan")):
            labels.extend([""] * (column + 1 - len(labels)))
            labels[column] = text_of(cell)
            hanging[column] = depth - 1
            column += 1


def _span(cell: Element, name: str) -> int:
    value = (cell.get(name) or "").strip()
    return min(max(int(value), 1), MOST_COLUMNS) if value.isdecimal() and len(value) < 4 else 1


def column_of(block: Block) -> int:
    """Return the column of a block's cell, the cells that hang down from rows above counted."""
    for box in (block.box, *block.box.ancestors()):
        if box.tag in CELLS:
            return int(box.column[1:])
    return MOST_COLUMNS


def is_of_belgium(label: str) -> bool:
    """Say whether a column is headed as Belgium's: "Effectif belge", "Belgische bijdrage"."""
    return len(label) <= LONGEST_LABEL and _names_belgium(label)


@lru_cache(maxsize=512)
def _names_belgium(label: str) -> bool:
    kinds = {one.kind for one in sentence_words().actors.find(Words.of(label))}
    return "belgium" in kinds and "other" not in kinds


def without_belgium(label: str) -> str:
    """Return a heading without the words that name Belgium: "Effectif belge" is "Effectif"."""
    words = Words.of(label)
    named = {
        position
        for one in sentence_words().actors.find(words)
        for position in one.words
        if one.kind == "belgium"
    }
    kept = (token.printed for at, token in enumerate(words.tokens) if at not in named)
    return " ".join(kept)


def _is_none(text: str) -> bool:
    return NONE_THERE.fullmatch(text.strip()) is not None or _is_denied(text)


def _is_denied(text: str) -> bool:
    """Say whether a cell says that there is nobody, where a dash may also be what is not told."""
    return text.strip() == "0" or fold(text.strip()) in NO_PART
