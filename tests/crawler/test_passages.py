"""A stored page is shown as its reader saw it, and evidence is found in it or said not to be."""

from __future__ import annotations

import pytest

from crawler.passages import StoredPage
from missions.records import Evidence

PAGE = b"""<!doctype html><html><body>
<nav><ul><li>MINUSMA</li></ul></nav>
<main><h1>Operations</h1>
<ul><li>UNIFIL &mdash; until <b>31 August</b> 2025</li><li>UNDOF</li></ul>
<script type="application/json">[{"name": "UNTSO", "host": "Israel"}, {"name": "UNMISS"}]</script>
</main></body></html>"""


@pytest.fixture
def page() -> StoredPage:
    return StoredPage(PAGE, "text/html")


def test_menus_and_scripts_are_no_passages(page: StoredPage) -> None:
    texts = [passage.text for passage in page.passages]
    assert texts == ["Operations", "UNIFIL — until 31 August 2025", "UNDOF"]
    assert [passage.level for passage in page.passages] == [1, 0, 0]


def test_the_printed_words_are_found_within_the_range(page: StoredPage) -> None:
    path = page.passages[1].path
    found = page.find(Evidence(path, 0, 29), "31 August 2025")
    assert (found.is_there, found.words) == (True, "31 August 2025")
    assert page.position(found.passage) == 1 if found.passage else False


def test_words_that_differ_in_spacing_and_punctuation_are_the_same(page: StoredPage) -> None:
    found = page.find(Evidence(page.passages[1].path), "unifil until")
    assert (found.is_there, found.words) == (True, "UNIFIL — until")


def test_any_of_several_names_will_do(page: StoredPage) -> None:
    found = page.find(Evidence(page.passages[2].path), "Disengagement Observer Force", "UNDOF")
    assert (found.is_there, found.words) == (True, "UNDOF")


def test_other_words_at_the_place_are_shown_and_not_taken_for_the_printed_ones(
    page: StoredPage,
) -> None:
    found = page.find(Evidence(page.passages[2].path), "UNIFIL")
    assert (found.is_there, found.words) == (False, "UNDOF")


def test_words_outside_the_range_do_not_count(page: StoredPage) -> None:
    found = page.find(Evidence(page.passages[1].path, 0, 6), "31 August 2025")
    assert (found.is_there, found.words) == (False, "UNIFIL")


def test_a_menu_is_no_place_that_anything_was_read_at(page: StoredPage) -> None:
    found = page.find(Evidence("/html/body/nav/ul/li"), "MINUSMA")
    assert (found.is_there, found.passage) == (False, None)


def test_a_record_of_data_inside_a_page_is_found(page: StoredPage) -> None:
    found = page.find(Evidence("/html/body/main/script#record 2"), "UNMISS")
    assert (found.is_there, found.words) == (True, "UNMISS")
    assert not page.find(Evidence("/html/body/main/script#record 3"), "UNMISS").is_there


def test_a_record_of_a_data_file_is_found() -> None:
    body = b"Acronym,Mission,Country\nUNIFIL,Interim Force,Lebanon\nUNDOF,Observer Force,Syria\n"
    found = StoredPage(body, "text/csv").find(Evidence("record 2"), "Syria")
    assert (found.is_there, found.words) == (True, "Syria")


@pytest.mark.parametrize(
    "path", ["", "/html/body/main/ol", "record 99", "//*", "/html/[", "/html/body#record x"]
)
def test_a_place_that_is_not_there_is_no_passage_of_it(path: str, page: StoredPage) -> None:
    assert not page.find(Evidence(path), "Nothing like this").is_there


@pytest.mark.parametrize("body", [b"", b"\x00\xff", b"<", b"{", b"plain words"])
def test_no_bytes_make_it_fail(body: bytes) -> None:
    page = StoredPage(body, "")
    assert not page.find(Evidence("/html/body/p"), "UNIFIL").is_there
    assert not page.find(None, "UNIFIL").is_there
