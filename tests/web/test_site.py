"""The review site shows what happened, trusts nothing it shows, and changes nothing by a GET."""

from __future__ import annotations

import re
from dataclasses import replace

import html5lib
import pytest
from fastapi.testclient import TestClient
from lxml import html as lxml_html

from missions.records import ChangeKind
from storage.errors import StorageError
from tests.web.conftest import LAYOUT, MINUSMA, UNIFIL, believe_list, record, subscribe
from watch import Watch

PAGES = [
    "/",
    "/changes",
    "/missions",
    "/lists",
    "/charts",
    "/sources",
    "/changes?state=held&since=2026-01-01&review=unseen&severity=high&organisation=UN&country=ML",
    "/changes/99",
    "/nowhere",
]
HOSTILE = '<script>alert(1)</script>"><img src=x onerror=alert(2)>'


def text_of(content: str) -> str:
    return " ".join(lxml_html.document_fromstring(content).text_content().split())


def test_the_front_page_tells_what_changed_and_how_the_sources_are(
    site: TestClient, watch: Watch
) -> None:
    record(watch, MINUSMA, UNIFIL, LAYOUT)
    text = text_of(site.get("/").text)
    assert "MINUSMA" in text
    assert "24 Nov 2026, 02:05 CET" in text
    assert "changed its layout" not in text
    assert text.count("Last checked: never") == 5


def test_without_changes_the_front_page_says_so(site: TestClient) -> None:
    assert "Nothing has changed since watching began" in site.get("/").text


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ("", ["MINUSMA", "UNIFIL", "EEAS"]),
        ("?source=un", ["MINUSMA", "UNIFIL"]),
        ("?mission=unifil", ["UNIFIL"]),
        ("?kind=source", ["EEAS"]),
        ("?source=un&kind=ended", ["MINUSMA"]),
        ("?mission=%00%E2%80%AEx", []),
    ],
)
def test_changes_can_be_filtered(
    site: TestClient, watch: Watch, query: str, shown: list[str]
) -> None:
    record(watch, MINUSMA, UNIFIL, LAYOUT)
    answer = site.get(f"/changes{query}")
    document = lxml_html.document_fromstring(answer.text)
    sentences = " ".join(item.text_content() for item in document.cssselect("ol.changes a"))
    assert answer.status_code == 200
    assert [name for name in ("MINUSMA", "UNIFIL", "EEAS") if name in sentences] == shown


def test_a_source_says_why_it_is_not_well(site: TestClient, watch: Watch) -> None:
    believe_list(watch)
    for page in ("/", "/sources"):
        assert "One page timed out." in site.get(page).text


def test_many_changes_stand_on_several_pages_newest_first(site: TestClient, watch: Watch) -> None:
    record(watch, *[MINUSMA] * 120)
    seen: list[str] = []
    address, pages = "/changes?mission=minusma", 0
    while address:
        document = lxml_html.document_fromstring(site.get(address).text)
        seen += document.xpath("//ol[@class='changes']/li/a/@href")
        address = next(iter(document.xpath("//nav//a[@rel='next']/@href")), "")
        pages += 1
    assert seen == [f"/changes/{number}" for number in range(120, 0, -1)]
    assert pages == 3
    back = document.xpath("//nav//a[@rel='prev']/@href")[0]
    before = lxml_html.document_fromstring(site.get(back).text)
    assert before.xpath("//ol[@class='changes']/li/a/@href") == seen[50:100]


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("kind=nonsense", "“nonsense” is not one of the choices."),
        ("since=2026-02-30", "“2026-02-30” is no day."),
        ("until=9999-12-31", "“9999-12-31” is no day."),
        ("country=Atlantis", "“Atlantis” is not one of the choices."),
        ("organisation=EEC", "“EEC” is not one of the choices."),
    ],
)
def test_a_choice_that_is_not_understood_is_said_and_kept(
    site: TestClient, query: str, sentence: str
) -> None:
    answer = site.get(f"/changes?{query}")
    assert answer.status_code == 422
    assert sentence in text_of(answer.text)


def test_a_change_shows_before_and_after_and_the_words(site: TestClient, watch: Watch) -> None:
    [number] = record(watch, UNIFIL)
    page = site.get(f"/changes/{number}").text
    assert "<del>− 31 August 2025</del>" in page
    assert "<ins>+ 31 December 2026</ins>" in page
    assert re.search(r"until <del>− August</del><ins>\+ December</ins>\.", page)
    assert 'href="https://un.example/where-we-operate" rel="noreferrer noopener"' in page


@pytest.mark.parametrize("number", ["99", "0", "-1", "x", "9" * 30, "1%00"])
def test_a_change_that_is_not_there_is_not_found(site: TestClient, number: str) -> None:
    assert site.get(f"/changes/{number}").status_code == 404


def test_an_unknown_source_is_named_with_the_nearest(site: TestClient) -> None:
    answer = site.get("/missions?source=natoo")
    assert answer.status_code == 404
    assert "Did you mean &#34;nato&#34;?" in answer.text


@pytest.mark.parametrize("page", PAGES)
def test_every_page_is_valid_and_carries_the_guarding_headers(site: TestClient, page: str) -> None:
    answer = site.get(page)
    html5lib.HTMLParser(strict=True).parse(answer.text)
    policy = answer.headers["content-security-policy"]
    assert policy.startswith("default-src 'none'; style-src 'self'")
    assert "unsafe" not in policy
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["referrer-policy"] == "no-referrer"
    own_files = answer.text.replace('<script src="/static/', "<own ")
    assert not re.search(r"<script|<style| style=| on\w+=|src=", own_files)


def test_the_style_sheet_comes_from_the_package(site: TestClient) -> None:
    answer = site.get("/static/site.css")
    assert answer.headers["content-type"].startswith("text/css")
    assert "url(" not in answer.text
    assert "@import" not in answer.text
    assert answer.headers["x-content-type-options"] == "nosniff"


def test_what_a_page_printed_never_becomes_markup(site: TestClient, watch: Watch) -> None:
    hostile = replace(
        UNIFIL,
        summary=HOSTILE,
        page="javascript:alert(1)",
        mission=HOSTILE,
        acronym=HOSTILE,
        field=HOSTILE,
        before=HOSTILE,
        after={HOSTILE: HOSTILE},
        reason=HOSTILE,
        passage_after=HOSTILE,
    )
    [number] = record(watch, hostile, replace(hostile, kind=ChangeKind.TEXT))[:1]
    for page in ("/", "/changes", f"/changes/{number}", f"/changes?mission={HOSTILE}"):
        answer = site.get(page).text
        html5lib.HTMLParser(strict=True).parse(answer)
        document = lxml_html.document_fromstring(answer)
        assert not document.xpath(
            "//script[not(starts-with(@src, '/static/'))] | //img | //@onerror"
        )
        assert "javascript:" not in [link[:11] for _, _, link, _ in document.iterlinks()]


def test_opening_the_unsubscribe_link_changes_nothing(site: TestClient, watch: Watch) -> None:
    token = subscribe(watch)
    for ask in (site.get, site.head):
        assert ask(f"/unsubscribe/{token}").status_code == 200
    assert '<form method="post">' in site.get(f"/unsubscribe/{token}").text
    with watch.store.read() as repository:
        assert [row.email for row in repository.subscribers()] == ["jan@example.be"]


@pytest.mark.parametrize("body", [None, {"List-Unsubscribe": "One-Click"}])
def test_the_button_and_the_one_click_request_unsubscribe(
    site: TestClient, watch: Watch, body: dict[str, str] | None
) -> None:
    token = subscribe(watch)
    subscribe(watch, "els@example.be")
    answer = site.post(f"/unsubscribe/{token}", data=body)
    assert answer.status_code == 200
    assert "jan@example.be ontvangt geen e-mails meer" in answer.text
    with watch.store.read() as repository:
        assert [row.email for row in repository.subscribers()] == ["els@example.be"]
    assert site.get(f"/unsubscribe/{token}").status_code == 404


@pytest.mark.parametrize("token", ["wrong", "%00", "x" * 500])
def test_a_wrong_unsubscribe_link_is_explained(site: TestClient, token: str) -> None:
    for answer in (site.get(f"/unsubscribe/{token}"), site.post(f"/unsubscribe/{token}")):
        assert answer.status_code == 404
        assert token not in answer.text


@pytest.mark.parametrize("page", ["/", "/changes", "/changes/1", "/missions", "/sources"])
def test_the_other_pages_only_read(site: TestClient, page: str) -> None:
    assert site.post(page).status_code == 405
    assert site.head(page).status_code in (200, 404)


def test_health_follows_the_storage(
    site: TestClient, watch: Watch, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert site.get("/healthz").json() == {"status": "ok"}

    def broken() -> None:
        raise StorageError("The disk is full. Make room.")

    monkeypatch.setattr(watch.store, "read", broken)
    assert site.get("/healthz").status_code == 503
    answer = site.get("/changes/1")
    assert answer.status_code == 503
    assert "The disk is full. Make room." in answer.text


def test_no_generated_page_that_loads_scripts_is_offered(site: TestClient) -> None:
    for page in ("/docs", "/redoc", "/openapi.json"):
        assert site.get(page).status_code == 404
