"""Figures in a table that no heading explains are told when they change, as words are."""

from __future__ import annotations

import pytest

from crawler.reading.read import read_page
from missions.records import PageRole
from missions.view import PageView, SourceView
from tests.missions.comparing_material import LIST, Watched

ROWS = (("UNIFIL", "9,923", "12 March 2025"), ("UNDOF", "1,250", "3 June 2024"))


def table(*rows: tuple[str, ...], head: tuple[str, ...] = ()) -> SourceView:
    heads = f"<tr>{''.join(f'<th>{one}</th>' for one in head)}</tr>" if head else ""
    body = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in rows)
    html = f"<html lang='en'><body><main><h1>Operations</h1><table>{heads}{body}</table></main>"
    reading = read_page(f"{html}</body></html>".encode(), LIST, "text/html", PageRole.LIST)
    return SourceView("un", (PageView(LIST, PageRole.LIST, 0, reading),))


HEADS = [(), ("Mission", "Vehicles", "Reviewed")]


@pytest.mark.parametrize("head", HEADS, ids=["no heads", "unknown heads"])
@pytest.mark.parametrize(
    ("row", "before", "after"),
    [
        (("UNIFIL", "8,711", "12 March 2025"), "9,923", "8,711"),
        (("UNIFIL", "9,923", "14 April 2026"), "12 March 2025", "14 April 2026"),
    ],
)
def test_a_figure_without_a_known_heading_that_changes_is_told(
    head: tuple[str, ...], row: tuple[str, ...], before: str, after: str
) -> None:
    (change,) = Watched(table(*ROWS, head=head)).check(table(row, ROWS[1], head=head))
    assert (change.mission, str(change.severity)) == ("unifil", "low")
    assert before in str(change.before)
    assert after in str(change.after)


@pytest.mark.parametrize(
    ("first", "then"),
    [
        (table(*ROWS), table(*reversed(ROWS))),
        (table(*ROWS), table(*((*row, "4 teams") for row in ROWS))),
        (table(*((*row, "4 teams") for row in ROWS)), table(*ROWS)),
        (
            table(*((*row, "1,203 views") for row in ROWS)),
            table(*((*row, "1,877 views") for row in ROWS)),
        ),
        (
            table(*((*row, "Last updated: 3 March 2026") for row in ROWS)),
            table(*((*row, "Last updated: 9 March 2026") for row in ROWS)),
        ),
        (
            table(*((*row, "3 days ago") for row in ROWS)),
            table(*((*row, "4 days ago") for row in ROWS)),
        ),
        (
            table(("UNDOF", "12"), ("UNIFIL", "40"), head=("Mission", "Visitors")),
            table(("UNDOF", "19"), ("UNIFIL", "44"), head=("Mission", "Visitors")),
        ),
        (
            table(("1", "UNDOF", "x"), ("2", "UNIFIL", "x"), ("3", "UNMISS", "x")),
            table(("1", "UNIFIL", "x"), ("2", "UNDOF", "x"), ("3", "UNMISS", "x")),
        ),
    ],
    ids=[
        "another order", "a column more", "a column less", "views", "stamps", "days since",
        "a counter", "row numbers",
    ],
)  # fmt: skip
def test_figures_that_change_by_themselves_are_no_news(first: SourceView, then: SourceView) -> None:
    assert Watched(first).checks(then, first, then) == ["", "", ""]
