"""Tables laid out without table elements, told by the roles of their parts."""

from __future__ import annotations

from crawler.reading.document import parse
from crawler.reading.read import read_page
from missions.records import PageRole

ROW = '<div role="row">{}</div>'
CELL = '<div role="cell">{}</div>'
HEAD = '<div role="columnheader">{}</div>'


def _table(*rows: tuple[str, ...], role: str = "table") -> str:
    first, *rest = rows
    lines = [ROW.format("".join(map(HEAD.format, first)))]
    lines += [ROW.format("".join(map(CELL.format, row))) for row in rest]
    return f'<div role="{role}"><div role="rowgroup">{"".join(lines)}</div></div>'


def test_a_list_in_a_grid_has_its_columns() -> None:
    table = _table(
        ("Mission", "Country", "Established", "Status"),
        ("MINUSCA", "Central African Republic", "April 2014", "ongoing"),
        ("MINUSMA", "Mali", "April 2013", "closed"),
        role="grid",
    )
    page = f"<html><h1>Peacekeeping operations</h1>{table}</html>".encode()
    read = read_page(page, "https://un.example", "text/html; charset=utf-8", PageRole.LIST)
    told = {one.mission: (str(one.status), one.fields["since"].value) for one in read.listings}
    assert told == {"minusca": ("ongoing", "2014-04"), "minusma": ("ended", "2013-04")}


def test_one_row_is_no_table_and_rows_outside_of_tables_are_none() -> None:
    page = '<html><div role="table"><div role="row"><div role="cell">a</div></div></div></html>'
    root = parse(page)
    assert root is not None
    assert root.find(".//table") is None
    root = parse(f"<html>{ROW.format(CELL.format('a'))}{ROW.format(CELL.format('b'))}</html>")
    assert root is not None
    assert root.find(".//tr") is None
