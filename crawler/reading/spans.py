"""Cells that span rows or columns, and which column each cell of a table stands in."""

from __future__ import annotations

from collections import defaultdict

from crawler.reading.blocks import Box

CELLS = ("td", "th")
GREATEST_WIDTH = 60
"""Columns that one cell may span, or that cells of rows above may fill."""
LONGEST = 1000
"""Rows that one cell may span."""


def spans_of(cell: Box) -> tuple[int, int]:
    """Return how many columns and how many rows a cell fills."""
    return _span(cell, "colspan", GREATEST_WIDTH), _span(cell, "rowspan", LONGEST)


def _span(cell: Box, name: str, most: int) -> int:
    value = (cell.element.get(name) or "").strip()
    return min(max(int(value), 1), most) if value.isdecimal() and len(value) < 9 else 1


class CellColumns:
    """Tells the column of each cell as it is met, those that span it from rows above counted."""

    def __init__(self) -> None:
        self._next: dict[int, int] = defaultdict(int)
        """The first column that a row's next cell may stand in."""
        self._filled: dict[int, dict[int, int]] = defaultdict(dict)
        """For the rows of one table: from which row on a column is free again."""

    def of(self, cell: Box) -> int:
        """Return the column of a cell; the cells of a row are asked for in their order."""
        row = cell.parent
        if row is None:
            return 0
        filled, column = self._filled[id(row.parent)], self._next[id(row)]
        while filled.get(column, 0) > row.position:
            column += 1
        width, depth = spans_of(cell)
        self._next[id(row)] = column + width
        if depth > 1:
            filled.update(dict.fromkeys(range(column, column + width), row.position + depth))
        return column
