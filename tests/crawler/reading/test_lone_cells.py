"""Cells that nothing names are read where only one thing can be meant."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from crawler.reading.read import read_page
from missions.records import FieldContent, PageRole, Reading

URL = "https://www.example.org/missions"
NAMES = ("EUNAVFOR Atalanta", "EUTM Somalia", "EUCAP Somalia", "EULEX Kosovo")
TO_COME = ("31.12.2024", "28 February 2025", "2026-12-14", "14 June 2025")


def reading(body: str, role: PageRole = PageRole.LIST) -> Reading:
    page = f"<html lang=en><body><main><h1>Missions</h1>{body}</main></body></html>"
    return read_page(page.encode(), URL, "text/html; charset=utf-8", role)


def values(body: str, field: str) -> list[FieldContent | None]:
    listings = reading(body).listings
    return [one.fields[field].value if field in one.fields else None for one in listings]


def table(cells: Sequence[str], head: str = "") -> str:
    rows = (
        f"<tr><td>{one}</td><td>{cell}</td></tr>" for one, cell in zip(NAMES, cells, strict=True)
    )
    return f"<table>{head}{''.join(rows)}</table>"


def cards(lines: Sequence[str]) -> str:
    return "".join(
        f"<div class=card><h3>{one}</h3><p>{line}</p></div>"
        for one, line in zip(NAMES, lines, strict=True)
    )


@pytest.mark.parametrize("layout", [table, cards])
@pytest.mark.parametrize("day", ["As of 2 December 2024", "Last updated: 2 December 2024"])
def test_days_to_come_in_one_place_are_the_ends_of_mandates(layout: object, day: str) -> None:
    assert callable(layout)
    assert values(f"<p>{day}</p>{layout(TO_COME)}", "until") == [
        "2024-12-31",
        "2025-02-28",
        "2026-12-14",
        "2025-06-14",
    ]


@pytest.mark.parametrize(
    ("day", "cells", "head"),
    [
        ("", TO_COME, ""),
        ("As of 2 January 2027", TO_COME, ""),
        ("As of 2 January 2025", TO_COME, ""),
        ("As of 2 December 2024", TO_COME, "<tr><th>Mission</th><th>Next election</th></tr>"),
        ("As of 2 December 2024", (*TO_COME[:2], "", ""), ""),
    ],
    ids=["no day", "all past", "one of four past", "under a heading", "two of four"],
)
def test_other_days_are_not(day: str, cells: Sequence[str], head: str) -> None:
    assert values(f"<p>{day}</p>{table(cells, head)}", "until") == [None] * 4


@pytest.mark.parametrize(
    ("line", "head"),
    [
        ("Lieutenant General Aroldo Lázaro Sáenz", "Lieutenant General Aroldo Lázaro Sáenz"),
        ("Ambassadeur Jan Janssens", "Ambassadeur Jan Janssens"),
        ("Commander Maj. Gen. Anna Schmidt", "Maj. Gen. Anna Schmidt"),
        ("Force Commander Anna Schmidt", "Anna Schmidt"),
        ("Deputy Commander Anna Schmidt", None),
        ("Generalmajor Anna-Lena Schmidt", "Generalmajor Anna-Lena Schmidt"),
        ("General Headquarters", None),
        ("Special Representative Office", None),
        ("Major General", None),
        ("General Assembly of Nations", None),
        ("Admiral John Smith visits Mogadishu", None),
        ("John Smith", None),
    ],
)
def test_a_rank_and_a_name_are_those_of_who_leads(line: str, head: str | None) -> None:
    assert values(table([line, "", "", ""]), "head") == [head, None, None, None]


def test_of_two_persons_neither_is_said_to_lead() -> None:
    two = "<p>Ambassador Jan Janssens</p><p>Major General Anna Schmidt</p>"
    assert values(table([two, "", "", ""]), "head") == [None] * 4


def test_a_note_in_brackets_tells_the_time_of_a_mandate_beside_its_place() -> None:
    head = "<tr><th>Mission</th><th>Location</th></tr>"
    cells = (
        "Djibouti (final mandate, to 31 December 2025)",
        "Mogadishu, Somalia (until 2027)",
        "Somalia (see 2 December 2024)",
        "Pristina (Kosovo)",
    )
    assert values(table(cells, head), "until") == ["2025-12-31", "2027", None, None]
