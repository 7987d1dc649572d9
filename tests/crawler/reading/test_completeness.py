"""A page that ends too early is noticed by its bytes; one that never closes its tags is not."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.reading.completeness import breaks_off
from tests.crawler.reading import layouts

MISSIONS = layouts.some(1, "UN", "fr")
PAGES = [
    layouts.page(layout(MISSIONS), MISSIONS)
    for layout in (layouts.cards, layouts.header_row, layouts.definition_list)
]
JSON = json.dumps([{"mission_acronym": "MINUSCA", "start_date": "2014-04-10"}] * 50)


@pytest.mark.parametrize("page", PAGES)
def test_a_whole_page_does_not_break_off(page: str) -> None:
    assert "</html>" in page
    assert not breaks_off(page.encode(), "text/html; charset=utf-8")


@given(st.sampled_from(PAGES), st.floats(0.3, 0.9))
def test_a_page_cut_inside_its_list_breaks_off(page: str, part: float) -> None:
    first, last = page.index("<main"), page.rindex("</main>")
    cut = first + int((last - first) * part)
    assert breaks_off(page[:cut].encode(), "text/html")


@pytest.mark.parametrize(
    ("body", "content_type"),
    [
        ("<ul><li>UNIFIL<li>UNDOF</ul>", "text/html"),
        ("<html><head><title>x</title><body><p>UNIFIL<p>UNDOF", "text/html"),
        ("<html><body><table><tr><td>UNIFIL<tr><td>UNDOF</table>", "text/html"),
        ("<html><body><p>x</p></body></html><!-- served in 3 ms -->", "text/html"),
        (JSON, "application/json"),
        ("mission_acronym\nUNIFIL\n", "text/csv"),
        ("", "text/html"),
    ],
)
def test_old_and_short_pages_are_whole(body: str, content_type: str) -> None:
    assert not breaks_off(body.encode(), content_type)


@given(st.integers(1, len(JSON) - 1))
def test_a_data_file_cut_anywhere_breaks_off(length: int) -> None:
    assert breaks_off(JSON[:length].encode(), "application/json")
