"""The table of missions and the page of one: what each source says, now and over time."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import html5lib
import pytest
from fastapi.testclient import TestClient
from lxml import html as lxml_html

from missions.decisions import Verb
from missions.records import (
    ChangeKind,
    ChangeState,
    FieldValue,
    Headcount,
    Listing,
    Participation,
    Statement,
    Status,
)
from tests.web.conftest import MINUSMA, MOMENT, believe, believe_list, record
from watch import Watch, decision_of

FIRST = datetime(2024, 1, 10, 12, tzinfo=UTC)
SECOND = datetime(2024, 3, 1, 12, tzinfo=UTC)
THIRD = datetime(2024, 6, 1, 12, tzinfo=UTC)
HOSTILE = '<script>alert(1)</script>"><img src=x onerror=alert(2)>'
UNIFIL = Listing(
    "unifil",
    "Interim Force",
    "UN",
    "UNIFIL",
    Status.ONGOING,
    fields={
        "until": FieldValue("2024-08-31", "31 August 2024"),
        "strength": FieldValue(10500, "10,500"),
        "mandate": FieldValue("resolution 1701 (2006)", "resolution 1701 (2006)"),
    },
)
GONE = Listing("minusma", "Stabilization Mission", "UN", "MINUSMA", Status.ENDED)
PART = replace(UNIFIL, name="UNIFIL", participation=Participation.CURRENT, fields={})
SAID = Statement(
    "België stuurt een tiental officieren naar Libanon (UNIFIL).",
    "unifil",
    participation=Participation.CURRENT,
    people=(Headcount(10, "een tiental officieren"),),
)
SMUGGLER = Listing("new:x", HOSTILE, "UN", None, Status.ENDED, unsure="It may be a heading.")


def words(element: lxml_html.HtmlElement) -> str:
    return " ".join(" ".join(element.itertext()).split())


def document(site: TestClient, address: str) -> lxml_html.HtmlElement:
    answer = site.get(address)
    assert answer.status_code == 200
    html5lib.HTMLParser(strict=True).parse(answer.text)
    return lxml_html.document_fromstring(answer.text)


def rows(page: lxml_html.HtmlElement, label: str) -> list[str]:
    [table] = page.xpath(f'//table[@aria-label="{label}" or @aria-labelledby="{label}"]')
    return [words(row) for row in table.xpath(".//tbody/tr")]


def test_a_mission_is_one_row_with_what_every_source_says(site: TestClient, watch: Watch) -> None:
    believe(watch, "un", FIRST, UNIFIL)
    believe(watch, "belgium", FIRST, PART)
    page = document(site, "/missions?lang=nl")
    [row] = page.xpath('//table[@class="grid"]/tbody/tr')
    assert (
        words(row.xpath("./th")[0])
        == "UNIFIL Interim-strijdmacht van de Verenigde Naties in Libanon"
    )
    links = [link.get("href") for link in row.xpath(".//a")]
    assert links == ["/missions/unifil", "/pages/2?mark=unifil#mark", "/pages/1?mark=unifil#mark"]
    english = words(document(site, "/missions?lang=en").xpath('//table[@class="grid"]/tbody/tr')[0])
    assert "UN Lebanon Belgium: ongoing UN: ongoing 31 August 2024 current" in english


def test_what_may_be_no_mission_stands_apart_and_escaped(site: TestClient, watch: Watch) -> None:
    believe(watch, "un", FIRST, UNIFIL, SMUGGLER)
    page = document(site, "/missions")
    [row] = rows(page, "Table of missions")
    assert row.startswith("UNIFIL")
    [doubtful] = rows(page, "Table of entries that may be no missions")
    assert "It may be a heading." in doubtful
    assert "<script>alert(1)</script>" in doubtful
    assert not page.xpath("//script | //img | //@onerror")


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ("", ["MINUSMA", "UNIFIL"]),
        ("?q=finul", ["UNIFIL"]),
        ("?q=stabilization+mission", ["MINUSMA"]),
        ("?q=DÉPLOIEMENT", []),
        ("?q=mali", ["MINUSMA"]),
        ("?q=inter-lib", ["UNIFIL"]),
        ("?q=ali", []),
        ("?source=belgium", ["UNIFIL"]),
        ("?status=ended", ["MINUSMA"]),
        ("?status=nonsense", ["MINUSMA", "UNIFIL"]),
        ("?organisation=UN", ["MINUSMA", "UNIFIL"]),
        ("?organisation=EU", []),
        ("?country=ML", ["MINUSMA"]),
        ("?country=ML&status=ongoing", []),
    ],
)
def test_the_table_can_be_narrowed(
    site: TestClient, watch: Watch, query: str, shown: list[str]
) -> None:
    believe(watch, "un", FIRST, UNIFIL, GONE)
    believe(watch, "belgium", FIRST, PART)
    links = document(site, f"/missions{query}").xpath('//table[@class="grid"]//th/a')
    assert [link.text for link in links] == shown


def test_an_empty_watch_says_so_and_a_filter_without_a_match_leads_back(
    site: TestClient, watch: Watch
) -> None:
    assert "No source lists a mission here yet." in site.get("/missions").text
    believe(watch, "un", FIRST, UNIFIL)
    assert "No mission fits all of these filters." in site.get("/missions?q=zzz").text


def test_a_missions_page_tells_its_life(site: TestClient, watch: Watch) -> None:
    believe(watch, "un", FIRST, UNIFIL)
    extended = {**UNIFIL.fields, "until": FieldValue("2025-08-31", "31 August 2025")}
    believe(watch, "un", SECOND, replace(UNIFIL, fields=extended))
    believe(watch, "un", THIRD, GONE)
    believe(watch, "belgium", FIRST, PART, said=(SAID,))
    page = document(site, "/missions/unifil")
    assert page.xpath("//h1")[0].text == "UNIFIL"
    assert rows(page, "life-table") == [
        "1 Jun 2024 until now UN not listed",
        "10 Jan 2024 or earlier 1 Jun 2024 UN ongoing where it was read",
        "10 Jan 2024 or earlier until now Belgium ongoing where it was read",
    ]
    fields = rows(page, "What was printed since when")
    assert fields[:2] == [
        "Mandate until UN 31 August 2025 31 August 2025 1 Mar 2024 1 Jun 2024 where it was read",
        "Mandate until UN 31 August 2024 31 August 2024 10 Jan 2024 or earlier 1 Mar 2024 "
        "where it was read",
    ]
    [part] = rows(page, "Belgium's part")
    assert "current een tiental officieren België stuurt" in part
    links = [link for _, _, link, _ in page.iterlinks()]
    assert "https://undocs.org/S/RES/1701(2006)" in links
    assert "/subscribe?mission=unifil&lang=en" in links
    assert "/feeds/mission/unifil.atom?lang=en" in links
    assert "/pages/2?mark=unifil&field=until#mark" in links


def test_the_timeline_can_be_read_without_seeing_it(site: TestClient, watch: Watch) -> None:
    believe(watch, "un", FIRST, UNIFIL)
    believe(watch, "un", SECOND, GONE)
    change = replace(MINUSMA, mission="unifil", acronym="UNIFIL", kind=ChangeKind.REMOVED)
    [number] = record(watch, change)
    page = document(site, "/missions/unifil")
    [drawing] = page.xpath('//*[name()="svg"][@class="figure"]')
    [title] = drawing.xpath('./*[name()="title"]')
    assert title.text == "UNIFIL across the sources"
    [image] = drawing.xpath('./*[name()="g"][@role="img"]')
    assert image.get("aria-labelledby") == "life-title life-description"
    assert not image.xpath('.//*[name()="a"]')  # what is in an image is read as one thing
    [mark] = drawing.xpath('.//*[name()="a"]')
    assert mark.get("href") == f"/changes/{number}"
    assert mark.get("aria-label") == (
        "UNIFIL left the list of current operations; the page does not say why"
    )
    spans = drawing.xpath('.//*[contains(@class, "span")]')
    assert [span.get("fill") for span in spans] == ["url(#fill-ongoing)", "url(#fill-unlisted)"]
    assert " style=" not in site.get("/missions/unifil").text


def test_discarded_changes_are_no_part_of_a_life(site: TestClient, watch: Watch) -> None:
    record(watch, replace(MINUSMA, state=ChangeState.DISCARDED), MINUSMA)
    page = document(site, "/missions/minusma")
    assert len(page.xpath('//ol[@class="changes"]/li')) == 1


def test_a_mission_nobody_lists_shows_what_the_register_knows(site: TestClient) -> None:
    page = words(document(site, "/missions/minusma?lang=en"))
    assert "No watched source lists it, and none did since watching began." in page
    assert "Took over from AFISMA" in page
    assert "Mission multidimensionnelle intégrée" in page


@pytest.mark.parametrize(
    ("asked", "leads_to"), [("MINUSMA", "/missions/minusma"), ("new:x", "/missions/unifil")]
)
def test_another_name_of_a_mission_leads_to_it(
    site: TestClient, watch: Watch, asked: str, leads_to: str
) -> None:
    believe(watch, "un", FIRST, replace(SMUGGLER, unsure=None))
    watch.decide(decision_of(Verb.MERGE, "new:x", "unifil", "els"))
    answer = site.get(f"/missions/{asked}")
    assert (answer.status_code, answer.headers["location"]) == (307, leads_to)


def test_an_entry_in_no_register_has_a_page_with_nothing_to_subscribe_to(
    site: TestClient, watch: Watch
) -> None:
    believe(watch, "un", FIRST, SMUGGLER)
    page = document(site, "/missions/new:x")
    assert "This may be no mission: It may be a heading." in words(page)
    assert not page.xpath('//a[contains(@href, "/subscribe") or contains(@href, "/feeds/")]')
    assert not page.xpath("//script | //img | //@onerror")


@pytest.mark.parametrize("mission", ["nope", "new:nope", "%00", "x" * 300])
def test_a_mission_that_is_not_there_is_not_found(site: TestClient, mission: str) -> None:
    assert site.get(f"/missions/{mission}").status_code == 404


def test_the_subscription_form_is_filled_in_with_the_mission(site: TestClient) -> None:
    for asked, shown in (("minusma", "MINUSMA"), ("osce-prcio", "osce-prcio"), ("nope", None)):
        [field] = document(site, f"/subscribe?mission={asked}").xpath('//*[@name="missions"]')
        assert field.text == shown


def test_what_a_source_lists_at_its_last_check_stands_there_now(
    site: TestClient, watch: Watch
) -> None:
    believe_list(watch, GONE)
    believe(watch, "un", MOMENT + timedelta(hours=1), UNIFIL)
    [now] = rows(document(site, "/missions/unifil"), "What the sources say now")
    assert now.startswith("United Nations peace operations ongoing 31 August 2024 Interim Force")
