"""Tables: which cells belong to a mission, and the headings of column and row they stand under.

Cells that span rows or columns stand in each of them. Rows of boxes without table elements, as
style sheets lay them out, are tables too where a first row of labels says so.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from crawler.reading.blocks import Block, Box
from crawler.reading.fields import label_field
from crawler.reading.spans import CELLS, GREATEST_WIDTH, spans_of

MOST_LABELS = 200
"""Rows of a table that may be read by its columns."""
MOST_IN_LABEL = 4
"""Blocks that a label may be printed in."""
HEADER_ROWS = 3
"""How many rows from the top may be headings."""


@dataclass(frozen=True)
class Cell:
    """A cell of a mission's row or column, under its heading."""

    label: str
    box: Box


class Columns:
    """The tables of one page."""

    def __init__(self, blocks: Sequence[Block]) -> None:
        self._blocks = blocks
        self._grids: dict[int, Grid] = {}
        self._label_rows: dict[int, dict[int, Box]] = {}

    def cells(self, scope: Box, title: Block) -> list[Cell]:
        """Return the cells of the entry with this scope, those of its title left out."""
        row = next((one for one in (scope, *scope.ancestors()) if one.tag in ("tr", "table")), None)
        if row is None or row.tag == "table":
            return list(self._boxes(scope, title))
        table = next((one for one in row.ancestors() if one.tag == "table"), None)
        if table is None:
            return []
        grid = self._grid(table)
        if scope.tag == "tr":
            return [cell for cell in grid.row(row) if not cell.box.holds(title)]
        return list(grid.column(row, title))

    def _grid(self, table: Box) -> Grid:
        grid = self._grids.get(id(table))
        if grid is None:
            grid = self._grids[id(table)] = Grid(table, self._blocks)
        return grid

    def row_of(self, title: Block) -> Box | None:
        """Return the row of a table with column headings that a title stands in."""
        around = list(title.box.ancestors())
        row = next((one for one in (title.box, *around) if one.tag == "tr"), None)
        table = next((one for one in around if one.tag == "table"), None)
        if row is None or table is None or not any(one is table for one in row.ancestors()):
            return None
        return row if self._grid(table).has_header_above(row) else None

    def text(self, first: int, end: int) -> tuple[Block, str]:
        """Return the first block of a cell and all its text, a block a line."""
        blocks = self._blocks[first:end]
        return blocks[0], "\n".join(block.text for block in blocks)

    def _boxes(self, scope: Box, title: Block) -> Iterator[Cell]:
        """Yield the parts of a row without table elements, under the labels of the first row."""
        count = len(scope.children)
        header = self._label_row(scope) if count >= 2 else None
        if header is not None:
            for label, box in zip(header.children, scope.children, strict=True):
                if not box.holds(title):
                    yield Cell(_text(label, self._blocks), box)

    def _label_row(self, scope: Box) -> Box | None:
        """Return the row of labels above a row of boxes: a sibling with as many parts."""
        for box in (scope, scope.parent):
            if box is None or box.parent is None:
                return None
            row = self._label_rows_in(box.parent).get(len(scope.children))
            if row is not None and row.end <= box.first:
                return row
        return None

    def _label_rows_in(self, parent: Box) -> dict[int, Box]:
        """Return the first row of labels in a box for each number of parts: all rows ask for it."""
        rows = self._label_rows.get(id(parent))
        if rows is None:
            rows = self._label_rows[id(parent)] = {}
            for child in parent.children:
                for row in (child, *child.children):
                    if _is_label_row(row, self._blocks):
                        rows.setdefault(len(row.children), row)
        return rows


class Grid:
    """A table's cells by row and column."""

    def __init__(self, table: Box, blocks: Sequence[Block]) -> None:
        self._blocks = blocks
        rows = list(_rows_of(table))
        self._at = {id(row): at for at, row in enumerate(rows)}
        self._cells = _spread(rows)
        self._header = self._find_header()

    def has_header_above(self, row: Box) -> bool:
        """Say whether a row stands below column headings."""
        return bool(self._header) and self._at.get(id(row), 0) > 0

    @cached_property
    def _row_labels(self) -> list[str]:
        """The texts of the first column; none in a table too long to be read by its columns."""
        if len(self._cells) > MOST_LABELS:
            return []
        return [self._label(cells[0]) if cells else "" for cells in self._cells]

    def row(self, row: Box) -> Iterator[Cell]:
        """Yield the cells of a row, those that span it from above too."""
        at = self._at.get(id(row))
        seen: set[int] = set()
        for column, box in enumerate(self._cells[at] if at is not None else ()):
            if box is not None and id(box) not in seen and box.end > box.first:
                seen.add(id(box))
                label = self._header[column] if column < len(self._header) else ""
                yield Cell(label or _row_label(box), box)

    def column(self, row: Box, title: Block) -> Iterator[Cell]:
        """Yield the cells below a title in a table whose missions stand side by side."""
        at, labels = self._at.get(id(row)), self._row_labels
        if at is None or not any(label_field(label) is not None for label in labels):
            return
        cells = self._cells[at][:GREATEST_WIDTH]
        places = [one for one, box in enumerate(cells) if box and box.holds(title)]
        if not places or places[0] == 0:
            return
        for number, cells in enumerate(self._cells):
            box = cells[places[0]] if places[0] < len(cells) else None
            if number != at and box is not None and labels[number]:
                yield Cell(labels[number], box)

    def _find_header(self) -> list[str]:
        for at, cells in enumerate(self._cells[:HEADER_ROWS]):
            texts = [self._label(box) for box in cells]
            fields = sum(label_field(text) is not None for text in texts)
            if fields >= 2 or (fields == 1 and all(box and box.tag == "th" for box in cells)):
                return self._with_lower(at, texts)
        return []

    def _with_lower(self, at: int, texts: list[str]) -> list[str]:
        """Return headings with those of a second row below the ones that span columns: "Personnel"
        over "Military" and "Total"."""
        upper, lower = self._cells[at], self._cells[at + 1] if at + 1 < len(self._cells) else []
        below = [box for box in lower if box is not None and box not in upper]
        if len(upper) != len(lower) or not below or any(box.tag != "th" for box in below):
            return texts
        return [
            f"{text} {self._label(box)}" if box in below and upper.count(over) > 1 else text
            for text, over, box in zip(texts, upper, lower, strict=True)
        ]

    def _label(self, box: Box | None) -> str:
        return _text(box, self._blocks) if box is not None else ""


def _row_label(box: Box) -> str:
    """Cells of responsive tables carry their column's heading in an attribute."""
    for name in ("data-label", "data-title", "data-th", "data-header"):
        label = box.element.get(name)
        if label:
            return label
    return ""


def _rows_of(table: Box) -> Iterator[Box]:
    """Yield a table's rows, those of tables in it left out; damaged pages nest without end."""
    left = table.children[::-1]
    while left:
        box = left.pop()
        if box.tag == "tr":
            yield box
        elif box.tag != "table":
            left.extend(reversed(box.children))


def _spread(rows: Sequence[Box]) -> list[list[Box | None]]:
    """Return for each row its cells by column; a cell stands wherever it spans."""
    spread: list[list[Box | None]] = []
    hanging: dict[int, tuple[Box, int]] = {}
    for row in rows:
        cells: list[Box | None] = []
        own = [child for child in row.children if child.tag in CELLS]
        for box in own:
            _take_hanging(cells, hanging)
            columns, depth = spans_of(box)
            for _ in range(columns):
                if depth > 1:
                    hanging[len(cells)] = (box, depth - 1)
                cells.append(box)
        _take_hanging(cells, hanging)
        spread.append(cells)
    return spread


def _take_hanging(cells: list[Box | None], hanging: dict[int, tuple[Box, int]]) -> None:
    while len(cells) in hanging:
        column = len(cells)
        box, left = hanging.pop(column)
        cells.append(box)
        if left > 1:
            hanging[column] = (box, left - 1)
        if len(cells) > GREATEST_WIDTH:
            return


def _is_label_row(row: Box, blocks: Sequence[Block]) -> bool:
    if len(row.children) < 2:
        return False
    short = (one for one in row.children if one.end - one.first <= MOST_IN_LABEL)
    labels = sum(label_field(_text(cell, blocks)) is not None for cell in short)
    return labels >= 2 and labels * 2 >= len(row.children)


def _text(box: Box, blocks: Sequence[Block]) -> str:
    return " ".join(block.text for block in blocks[box.first : box.end])
