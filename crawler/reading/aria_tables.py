"""Tables that are laid out without table elements, and say by their roles what their parts are.

`<div role="table">` with `row`, `columnheader` and `cell` means what `<table>` means; such parts
get the tags they stand for before the document is read.
"""

from __future__ import annotations

from lxml import etree

TABLES = etree.XPath("//*[@role='table' or @role='grid' or @role='treegrid']")
PARTS = {
    "rowgroup": "tbody",
    "row": "tr",
    "columnheader": "th",
    "rowheader": "th",
    "cell": "td",
    "gridcell": "td",
}
"""Roles of a table's parts, and the elements they stand for."""
FEW_ROWS = 2
"""Rows that make a table: its headings and one more."""


def name_table_parts(root: etree._Element) -> None:
    """Give the elements of tables that are told by roles the tags of tables."""
    found = TABLES(root)
    for table in found if isinstance(found, list) else ():
        if isinstance(table, etree._Element) and table.tag != "table":
            _name_parts(table)


def _name_parts(table: etree._Element) -> None:
    parts = [(one, PARTS.get(one.get("role") or "")) for one in table.iter(etree.Element)]
    if sum(tag == "tr" for _, tag in parts) < FEW_ROWS:
        return
    table.tag = "table"
    for element, tag in parts:
        if tag is not None:
            element.tag = tag
