"""A country's own years and numbers on a list are not those of the missions."""

from __future__ import annotations

import pytest

from crawler.reading.read import read_page
from missions.records import FieldContent, PageRole

URL = "https://www.example.org/operations"
FIELDS = ("since", "ended", "strength")


def fields(line: str) -> dict[str, FieldContent]:
    names = ("UNIFIL, Lebanon", "KFOR, Kosovo", "UNTSO")
    body = "".join(f"<li><h3>{one}</h3><p>{line}</p></li>" for one in names)
    page = f"<html lang=en><body><main><h1>Operations</h1><ul>{body}</ul></main></body></html>"
    first = read_page(page.encode(), URL, "text/html", PageRole.LIST).listings[0]
    return {name: first.fields[name].value for name in FIELDS if name in first.fields}


@pytest.mark.parametrize(
    "line",
    [
        "Finland involved: 1982–2001, 2006–2007, 2012–",
        "Finland involved: 1982–2001",
        "Finnish troops: 198",
        "Nederlandse militairen: 198",
        "Participation autrichienne : 1982 – 2001",
        "Belgian part: 1982 – 2001",
    ],
)
def test_a_line_on_a_countrys_part_gives_no_field(line: str) -> None:
    assert fields(line) == {}


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Period: 1978 – 2001", {"since": "1978", "ended": "2001"}),
        ("Troops: 198", {"strength": 198}),
    ],
)
def test_other_lines_do(line: str, expected: dict[str, FieldContent]) -> None:
    assert fields(line) == expected
