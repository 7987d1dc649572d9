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
Pieces = Sequence[tuple[int, int, str]]
"""The cells of a line: where each begins and ends, and its words."""


def lay_out_tables(root: etree._Element) -> None:
    """Give the preformatted texts of a document that draw tables the elements they draw."""
    for pre in list(root.iter("pre")):
        lines = [one for one in (pre.text or "").split("\n") if not RULE.match(one)]
        if not len(pre) and sum(_kind(one) == ROW for one in lines) >= FEW_ROWS:
            _lay_out(pre, lines)


def _lay_out(pre: etree._Element, lines: Sequence[str]) -> None:
    pre.text, pre.tag = None, "div"
    for kind, group in groupby(lines, key=_kind):
        if kind == ROW:
            _add_table(pre, [list(_pieces(line)) for line in group])
        elif kind == LINE:
            _add_text(pre, " ".join(line.strip() for line in group))


def _kind(line: str) -> str:
    count = sum(1 for _ in _pieces(line))
    return ROW if count > 1 else LINE if count else BLANK


def _pieces(line: str) -> Iterator[tuple[int, int, str]]:
    return ((found.start(), found.end(), found.group()) for found in CELL.finditer(line))


def _add_table(parent: etree._Element, rows: Sequence[Pieces]) -> None:
    table = etree.SubElement(parent, "table")
    for row in rows:
        cells = [etree.SubElement(etree.SubElement(table, "tr"), "td")]
        for place, words in _placed(row, rows[0]):
            while len(cells) <= place:
                cells.append(etree.SubElement(cells[0].getparent(), "td"))
            cells[place].text = words


def _placed(row: Pieces, header: Pieces) -> Iterator[tuple[int, str]]:
    """Yield the cells of a row with the column they stand in: each is in line with the first row's
    cell on the left or on the right."""
    least = 0
    for start, end, words in row:
        off = [min(abs(start - first), abs(end - last)) for first, last, _ in header]
        place = max(least, off.index(min(off)))
        yield place, words
        least = place + 1


def _add_text(parent: etree._Element, text: str) -> None:
    """Add a line that stands alone; one in capitals is a heading."""
    etree.SubElement(parent, "h3" if text.isupper() else "p").text = text
