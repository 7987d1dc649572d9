"""The stored page on the site: its words, the passage that was read marked, nothing of its code."""

from __future__ import annotations

from dataclasses import replace

import html5lib
import pytest
from fastapi.testclient import TestClient

from crawler.reading.read import read_page
from missions.records import ChangeKind, FetchFacts, Oddity, PageRole
from storage.rows import KeptPage
from tests.web.conftest import MINUSMA, MOMENT, record
from watch import Watch

PAGE = (
    '<!doctype html><html lang="en"><body><main><h1>Operations</h1>'
    '<img src="https://elsewhere.example/pixel.gif"><script>alert(1)</script>'
    "<ul><li><h3>UNIFIL</h3><p>Mandate until: 31 August 2025</p></li>"
    "<li><h3>UNDOF</h3><p>Mandate until: 31 August 3013</p></li>"
    "<li><h3>UNTSO</h3><p>&lt;script&gt;alert(2)&lt;/script&gt; \u202e</p></li></ul>"
    '<p onclick="alert(3)">The end</p></main></body></html>'
)


@pytest.fixture
def snapshot(watch: Watch) -> int:
    """The number of a believed version of the UN's list page."""
    return believe(watch, PAGE)


def believe(watch: Watch, page: str) -> int:
    url, body = watch.profiles()["un"].start[0].url, page.encode()
    reading = read_page(body, url, "text/html", PageRole.LIST)
    odd = (Oddity("swapped_coordinates", "UNDOF: longitude and latitude are swapped.", "undof"),)
    facts = FetchFacts(url, url, 200, "text/html", MOMENT, len(body))
    with watch.store.begin() as repository:
        run = repository.start_run("un", MOMENT)
        reading = replace(reading, oddities=odd)
        repository.keep_page(run, KeptPage(facts, PageRole.LIST, (), body, False, reading))
        repository.believe_run(run, MOMENT)
        (seen,) = repository.believed_pages("un")
    return seen.snapshot_id


def test_the_passage_a_field_was_read_in_is_marked(site: TestClient, snapshot: int) -> None:
    page = site.get(f"/pages/{snapshot}?mark=unifil&field=until").text
    html5lib.HTMLParser(strict=True).parse(page)
    assert '<mark id="mark">31 August 2025</mark>' in page
    assert page.count("<mark") == 1


def test_the_passage_a_mission_was_read_in_is_marked(site: TestClient, snapshot: int) -> None:
    page = site.get(f"/pages/{snapshot}?mark=unifil").text
    assert '<mark id="mark">UNIFIL</mark>' in page


def test_nothing_of_a_stored_page_is_run_or_loaded(site: TestClient, snapshot: int) -> None:
    answer = site.get(f"/pages/{snapshot}?mark=untso")
    assert "default-src 'none'" in answer.headers["content-security-policy"]
    html5lib.HTMLParser(strict=True).parse(answer.text)
    for hostile in ("<script", "elsewhere.example", "onclick", "<img", "\u202e"):
        assert hostile not in answer.text
    assert "&lt;script&gt;alert(2)&lt;/script&gt;" in answer.text
    assert "The end" in answer.text


def test_words_that_do_not_stand_at_their_place_are_said(
    site: TestClient, watch: Watch, snapshot: int
) -> None:
    with watch.store.begin() as repository:
        reading = repository.reading(snapshot)
        wrong = [replace(one, name="UNMOGIP", acronym=None) for one in reading.listings]
        repository.reread(snapshot, replace(reading, listings=tuple(wrong)))
    page = site.get(f"/pages/{snapshot}?mark=unifil").text
    assert "the words there are not the printed ones" in page


def test_a_mission_that_the_version_does_not_list_is_said(site: TestClient, snapshot: int) -> None:
    page = site.get(f"/pages/{snapshot}?mark=minusma").text
    assert "MINUSMA is not listed in this version." in page
    assert "<mark" not in page


def test_missions_and_changes_lead_to_the_passage(
    site: TestClient, watch: Watch, snapshot: int
) -> None:
    assert f"/pages/{snapshot}?mark=unifil#mark" in site.get("/missions").text
    url = watch.profiles()["un"].start[0].url
    until = replace(MINUSMA, page=url, mission="unifil", kind=ChangeKind.FIELD, field="until")
    (number,) = record(watch, until)
    change = site.get(f"/changes/{number}").text
    assert f"/pages/{snapshot}?mark=unifil&amp;field=until#mark" in change


def test_a_record_that_a_script_draws_is_shown_marked_before_the_page(
    site: TestClient, watch: Watch
) -> None:
    records = ", ".join(
        f'{{"acronym": "{name}", "country": "{place}", "status": "active"}}'
        for name, place in (("UNIFIL", "Lebanon"), ("UNDOF", "Syria"), ("UNTSO", "Israel"))
    )
    snapshot = believe(
        watch,
        '<html lang="en"><body><main><h1>Where we operate</h1><p>Look at the map.</p>'
        f'<script type="application/json">[{records}]</script></main></body></html>',
    )
    page = site.get(f"/pages/{snapshot}?mark=undof&field=host").text
    html5lib.HTMLParser(strict=True).parse(page)
    assert '<mark id="mark">Syria</mark>' in page
    assert page.count("<mark") == 1
    assert page.index("<mark") < page.index("Look at the map.")
    assert "the words there are not the printed ones" not in page


def test_a_record_of_a_data_file_is_shown_marked(site: TestClient, watch: Watch) -> None:
    url = watch.profiles()["un"].start[-1].url
    body = (
        b"Acronym,Mission,Country\nUNIFIL,Interim Force in Lebanon,Lebanon\n"
        b"UNDOF,Disengagement Observer Force,Syria\nUNTSO,Truce Supervision Organization,Israel\n"
    )
    reading = read_page(body, url, "text/csv", PageRole.RECORDS)
    facts = FetchFacts(url, url, 200, "text/csv", MOMENT, len(body))
    with watch.store.begin() as repository:
        run = repository.start_run("un", MOMENT)
        repository.keep_page(run, KeptPage(facts, PageRole.RECORDS, (), body, False, reading))
        repository.believe_run(run, MOMENT)
        (seen,) = repository.believed_pages("un")
    page = site.get(f"/pages/{seen.snapshot_id}?mark=undof&field=host").text
    html5lib.HTMLParser(strict=True).parse(page)
    assert '<mark id="mark">Syria</mark>' in page


def test_what_the_reader_was_not_sure_of_is_shown(site: TestClient, snapshot: int) -> None:
    page = site.get("/oddities?source=un").text
    html5lib.HTMLParser(strict=True).parse(page)
    assert "longitude and latitude are swapped" in page
    assert "31 August 3013" in page
    assert f"/pages/{snapshot}?mark=undof&amp;field=until#mark" in page
    assert "longitude and latitude are swapped" in site.get(f"/pages/{snapshot}").text
    assert "Nothing is odd." in site.get("/oddities?source=nato").text


@pytest.mark.parametrize("address", ["/pages/99", "/pages/0", "/pages/x", "/oddities?source=unn"])
def test_what_is_not_there_is_not_found(address: str, site: TestClient) -> None:
    assert site.get(address).status_code == 404


def test_a_long_page_is_shown_around_the_mark(site: TestClient, watch: Watch) -> None:
    many = "".join(f"<p>Paragraph number {number} of many.</p>" for number in range(5000))
    snapshot = believe(watch, PAGE.replace("<ul>", f"{many}<ul>"))
    page = site.get(f"/pages/{snapshot}?mark=undof").text
    assert '<mark id="mark">UNDOF</mark>' in page
    assert "passages are left out here" in page
    assert len(page) < 400_000
