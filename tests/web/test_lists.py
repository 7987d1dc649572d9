"""Lists as they were believed on a day, two days side by side, and missions in figures."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import html5lib
import pytest
from fastapi.testclient import TestClient
from lxml import html as lxml_html

from missions.records import FieldValue, Listing, Status
from tests.web.conftest import MINUSMA, believe
from watch import Watch

FIRST = datetime(2024, 1, 10, 22, 30, tzinfo=UTC)
"""Half past eleven in the evening in Brussels."""
SECOND = datetime(2024, 1, 11, 23, 30, tzinfo=UTC)
"""In Brussels already the 12th."""
UNIFIL = Listing(
    "unifil",
    "Interim Force",
    "UN",
    "UNIFIL",
    Status.ONGOING,
    fields={"until": FieldValue("2024-08-31", "31 August 2024")},
)
LONGER = replace(UNIFIL, fields={"until": FieldValue("2025-08-31", "31 August 2025")})
GONE = Listing("unsom", "Assistance Mission in Somalia", "UN", "UNSOM", Status.ONGOING)
COME = Listing("untmis", "Transition Mission in Somalia", "UN", "UNTMIS", Status.ONGOING)


@pytest.fixture
def watch_of_two_days(watch: Watch) -> Watch:
    """A watch on a list that changed once."""
    believe(watch, "un", FIRST, UNIFIL, GONE)
    believe(watch, "un", SECOND, LONGER, COME)
    with watch.store.begin() as repository:
        repository.record_change(MINUSMA, None, SECOND)
        repository.record_change(replace(MINUSMA, source="nato"), None, SECOND)
        repository.record_change(MINUSMA, None, SECOND + timedelta(days=9))
    return watch


def document(site: TestClient, address: str, status: int = 200) -> lxml_html.HtmlElement:
    answer = site.get(address)
    assert answer.status_code == status
    html5lib.HTMLParser(strict=True).parse(answer.text)
    return lxml_html.document_fromstring(answer.text)


def words(element: lxml_html.HtmlElement) -> str:
    return " ".join(" ".join(element.itertext()).split())


@pytest.mark.usefixtures("watch_of_two_days")
@pytest.mark.parametrize(
    ("day", "missions", "until"),
    [
        ("2024-01-10", ["UNIFIL", "UNSOM"], "31 August 2024"),
        ("2024-01-11", ["UNIFIL", "UNSOM"], "31 August 2024"),
        ("2024-01-12", ["UNIFIL", "UNTMIS"], "31 August 2025"),
        ("", ["UNIFIL", "UNTMIS"], "31 August 2025"),
    ],
)
def test_a_list_is_shown_as_believed_at_the_end_of_a_day_where_the_reader_is(
    site: TestClient, day: str, missions: list[str], until: str
) -> None:
    page = document(site, f"/lists?source=un&as_of={day}")
    assert [link.text for link in page.xpath("//tbody//th/a")] == missions
    assert until in words(page)
    assert page.xpath('//a[starts-with(@href, "/pages/")]')


@pytest.mark.usefixtures("watch_of_two_days")
@pytest.mark.parametrize(
    ("day", "sentence"),
    [
        ("2024-01-09", "Watching began on 10 January 2024; nothing is known of the days before."),
        ("2999-01-01", "1 January 2999 is still to come. Choose today or a day before."),
        ("soon", "“soon” is no day. Write for example 2027-01-31."),
        ("2024-02-30", "“2024-02-30” is no day. Write for example 2027-01-31."),
        ("9999-12-31", "“9999-12-31” is no day. Write for example 2027-01-31."),
        ("0001-01-01", "Watching began on 10 January 2024; nothing is known of the days before."),
    ],
)
def test_a_day_of_which_nothing_is_known_is_refused_and_the_form_kept(
    site: TestClient, day: str, sentence: str
) -> None:
    page = document(site, f"/lists?source=un&as_of={day}", 422)
    assert sentence in words(page)
    assert page.xpath('//input[@name="as_of"]/@value') == [day]
    assert page.xpath("//option[@selected]/@value") == ["un"]
    page = document(site, f"/lists/compare?source=un&from={day}&to=2024-02-01", 422)
    assert sentence in words(page)
    assert page.xpath('//input[@name="from"]/@value') == [day]


def test_before_anything_was_believed_no_day_can_be_shown(site: TestClient) -> None:
    page = document(site, "/lists", 422)
    assert "Nothing was read and believed yet, so there is no list to show." in words(page)
    assert "there is nothing to count" in words(document(site, "/charts"))
    assert document(site, "/lists/compare").xpath("//form")


def test_an_unknown_source_is_named_with_the_nearest(site: TestClient) -> None:
    for address in ("/lists?source=natoo", "/lists/compare?source=natoo", "/missions?source=natoo"):
        answer = site.get(address)
        assert answer.status_code == 404
        assert "Did you mean &#34;nato&#34;?" in answer.text


@pytest.mark.usefixtures("watch_of_two_days")
def test_two_days_are_compared_field_by_field_with_what_was_recorded(site: TestClient) -> None:
    page = document(site, "/lists/compare?source=un&from=2024-01-10&to=2024-01-12")
    assert "1 mission came + UNTMIS ongoing Transition Mission in Somalia" in words(page)
    assert "1 mission went − UNSOM ongoing Assistance Mission in Somalia" in words(page)
    assert "takes over from UNSOM )" in words(page)
    assert "gives way to UNTMIS )" in words(page)
    [row] = page.xpath("//tbody/tr")
    assert words(row) == "UNIFIL Mandate until − 31 August 2024 + 31 August 2025"
    assert "1 change was recorded in between" in words(page)


@pytest.mark.usefixtures("watch_of_two_days")
def test_comparing_records_nothing(site: TestClient, watch: Watch) -> None:
    before = watch.tally()
    document(site, "/lists/compare?from=2024-01-10&to=2024-01-12")
    assert watch.tally() == before


@pytest.mark.usefixtures("watch_of_two_days")
def test_the_same_day_twice_says_the_same_and_days_go_forward(site: TestClient) -> None:
    page = document(site, "/lists/compare?from=2024-01-12&to=2024-01-12")
    assert "The two lists say the same." in words(page)
    page = document(site, "/lists/compare?from=2024-01-12&to=2024-01-10", 422)
    assert "The first day must not come after the second." in words(page)


def test_a_source_that_is_watched_only_since_then_says_so(
    site: TestClient, watch_of_two_days: Watch
) -> None:
    believe(watch_of_two_days, "nato", SECOND, replace(UNIFIL, mission="kfor", acronym="KFOR"))
    page = document(site, "/lists/compare?from=2024-01-10&to=2024-01-12")
    assert "This source is watched since 12 Jan 2024, 00:30 CET" in words(page)


def test_figures_come_with_their_tables(site: TestClient, watch_of_two_days: Watch) -> None:
    ended = replace(GONE, mission="minusma", acronym="MINUSMA", status=Status.ENDED)
    believe(watch_of_two_days, "un", SECOND + timedelta(days=40), UNIFIL, ended)
    page = document(site, "/charts?lang=en")
    by_month = page.xpath('//table[starts-with(@aria-label, "Missions by organisation")]//tr')
    assert words(by_month[-1]) == "January 2024 2"
    assert words(by_month[-2]) == "February 2024 1"
    [country] = page.xpath('//table[@aria-label="Missions by host country now"]/tbody/tr')
    assert words(country) == "Lebanon 1 UNIFIL"
    [changes] = page.xpath('//table[starts-with(@aria-label, "Changes by month")]/tbody/tr')
    assert words(changes) == "January 2024 3"
    drawings = page.xpath('//*[name()="svg"][@role="img"]')
    assert [one.xpath('./*[name()="title"]')[0].text for one in drawings] == [
        "Missions by organisation over time",
        "Missions by host country now",
        "Changes by month and kind",
    ]


def test_a_long_watch_is_counted_by_years(site: TestClient, watch: Watch) -> None:
    believe(watch, "un", FIRST.replace(year=2010), UNIFIL)
    page = document(site, "/charts?lang=en")
    by_year = page.xpath('//table[starts-with(@aria-label, "Missions by organisation")]//tr')
    assert words(by_year[-1]) == "2010 1"
