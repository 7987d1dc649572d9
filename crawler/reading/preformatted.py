"""Tables drawn with spaces in preformatted text, as the first web pages and plain releases have.

    Mission    Location      Established
    ------------------------------------
    UNTSO      Middle East   May 1948

Such text becomes what it shows before it is read: rows of cells, and the lines between them as
paragraphs or headings. Text that is merely wrapped is left as it stands.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from lxml import etree

GAP = re.compile(r"(?<![.!?])[ \t]{2,}|[ \t]{3,}|\t")
"""What parts two cells: more than the two spaces that may follow a sentence."""
CELL = re.compile(rf"\S(?:(?!{GAP.pattern})[^\n])*")
RULE = re.compile(r"\s*(?:[-=_*~+|]{3}[-=_*~+|\s]*|-?\s*\d{1,3}\s*-?)$")
"""A drawn line, or the number of a printed page."""
FEW_ROWS = 3
"""Rows of cells that make a text a table: two lines may be aligned by chance."""
ROW, LINE, BLANK = "row", "line", "blank"
Piece = tuple[int, int, str]
"""A cell of a line: where it begins and ends, and its words."""
Pieces = Sequence[Piece]


def lay_out_tables(root: etree._Element) -> None:
    """Give the preformatted texts of a document that draw tables the elements they draw."""
    for pre in list(root.iter("pre")):
        lines = [one for one in (pre.text or "").split("\n") if not RULE.match(one)]
        if not len(pre) and sum(_kind(one) == ROW for one in lines) >= FEW_ROWS:
            _lay_out(pre, lines)


def _lay_out(pre: etree._Element, lines: Sequence[str]) -> None:
    pre.text, pre.tag = None, "div"
    header: Pieces = ()
    for kind, group in groupby(lines, key=_kind):
        if kind == ROW:
            rows = [list(_pieces(line)) for line in group]
            is_below = header and all(_is_in_line(row, header) for row in rows)
            header = header if is_below else rows[0]
            _add_table(pre, [header, *rows] if is_below else rows)
        elif kind == LINE:
            _add_text(pre, " ".join(line.strip() for line in group))


def _kind(line: str) -> str:
    count = sum(1 for _ in _pieces(line))
    return ROW if count > 1 else LINE if count else BLANK


def _pieces(line: str) -> Iterator[Piece]:
    return ((found.start(), found.end(), found.group()) for found in CELL.finditer(line))


def _add_table(parent: etree._Element, rows: Sequence[Pieces]) -> None:
    table = etree.SubElement(parent, "table")
    for row in rows:
        line = etree.SubElement(table, "tr")
        cells = [etree.SubElement(line, "td")]
        for place, words in _placed(row, rows[0]):
            while len(cells) <= place:
                cells.append(etree.SubElement(line, "td"))
            cells[place].text = words


def _is_in_line(row: Pieces, header: Pieces) -> bool:
    """Say whether a row stands under the columns of a table above, as one after a heading may."""
    return all(any(_off(cell, one) == 0 for one in header) for cell in row)


def _off(cell: Piece, header: Piece) -> int:
    """Return how far a cell is from being in line with another, on the left or on the right."""
    return min(abs(cell[0] - header[0]), abs(cell[1] - header[1]))


def _placed(row: Pieces, header: Pieces) -> Iterator[tuple[int, str]]:
    """Yield the cells of a row with the column they stand in: that of the first row's cell they
    are in line with."""
    least = 0
    for cell in row:
        off = [_off(cell, one) for one in header]
        place = max(least, off.index(min(off)))
        yield place, cell[2]
        least = place + 1


def _add_text(parent: etree._Element, text: str) -> None:
    """Add a line that stands alone; one in capitals is a heading."""
    etree.SubElement(parent, "h3" if text.isupper() else "p").text = text
