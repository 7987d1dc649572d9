"""Feeds and calendars can be followed: each holds what it says, and is sent only when it is new."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit

import feedparser
import pytest
from fastapi.testclient import TestClient

from missions.records import ChangeKind, ChangeState, FieldValue, Listing, Severity, Status
from notifier.links import Purpose, sign
from storage.rows import SubscriberRow
from storage.wishes import Channel, Wishes
from tests.notifier.rfc5545 import Component, read_calendar
from tests.web.conftest import LAYOUT, MINUSMA, MOMENT, UNIFIL, believe_list, record
from watch import Watch

LAMP = replace(
    MINUSMA, source="eeas", page="https://eeas.example/lamp", mission="new:lamp", acronym="LAMP"
)
WAITING = replace(MINUSMA, state=ChangeState.UNCONFIRMED)
PUBLIC = (
    "/feeds/all.atom",
    "/feeds/organisation/UN.atom",
    "/feeds/mission/minusma.atom",
    "/calendar/mandates.ics",
    "/calendar/organisation/UN.ics",
)


def reader(watch: Watch, language: str = "nl", **only: object) -> SubscriberRow:
    with watch.store.begin() as repository:
        return repository.subscribe("jan@example.be", Wishes(language, **only), MOMENT)


def own(watch: Watch, row: SubscriberRow, kind: str = "feed") -> str:
    return urlsplit(getattr(watch.own_links(row), kind)).path


def titles(site: TestClient, address: str) -> list[str]:
    answer = site.get(address)
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "application/atom+xml; charset=utf-8"
    read = feedparser.parse(answer.content)
    assert not read.bozo
    return [entry.title for entry in read.entries]


def names(site: TestClient, address: str) -> list[str]:
    """Return the missions that a feed's titles name: the first word after the organisation."""
    return [title.partition(": ")[2].split()[0].rstrip(":") for title in titles(site, address)]


def events(site: TestClient, address: str) -> list[Component]:
    answer = site.get(address)
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "text/calendar; charset=utf-8"
    parts = read_calendar(answer.content).parts
    return [part for part in parts if part.name == "VEVENT"]


def summaries(found: Sequence[Component]) -> list[str]:
    return sorted(event.value("SUMMARY").partition(":")[0] for event in found)


# Feeds


@pytest.mark.parametrize(
    ("address", "told"),
    [
        ("/feeds/all.atom", ["LAMP", "UNIFIL", "MINUSMA"]),
        ("/feeds/organisation/UN.atom", ["UNIFIL", "MINUSMA"]),
        ("/feeds/organisation/EU.atom", ["LAMP"]),
        ("/feeds/organisation/other.atom", []),
        ("/feeds/mission/unifil.atom", ["UNIFIL"]),
        ("/feeds/mission/new:lamp.atom", ["LAMP"]),
        ("/feeds/mission/untso.atom", []),
    ],
)
def test_a_feed_holds_the_confirmed_changes_of_what_it_is_about(
    site: TestClient, watch: Watch, address: str, told: list[str]
) -> None:
    record(watch, MINUSMA, LAYOUT, WAITING, UNIFIL, LAMP)
    assert names(site, address) == told


def test_a_feed_is_in_the_language_asked_for(site: TestClient, watch: Watch) -> None:
    record(watch, UNIFIL)
    answer = site.get("/feeds/mission/unifil.atom?lang=nl").text
    assert 'xml:lang="nl"' in answer
    assert "31 december 2026" in answer
    assert 'href="http://127.0.0.1:8000/feeds/mission/unifil.atom?lang=nl"' in answer
    assert site.get("/feeds/all.atom?lang=xx").status_code == 404


def test_only_the_fifty_newest_are_held_those_confirmed_last_first(
    site: TestClient, watch: Watch
) -> None:
    late = record(watch, replace(WAITING, acronym="LATE"))
    record(watch, *[replace(MINUSMA, acronym=f"N{n}") for n in range(60)])
    with watch.store.begin() as repository:
        repository.settle_change(late[0], ChangeState.CONFIRMED, 2, MOMENT + timedelta(days=2))
    found = names(site, "/feeds/all.atom")
    assert (len(found), found[:2], found[-1]) == (50, ["LATE", "N59"], "N11")


def test_subscribers_have_a_feed_of_what_they_want_in_their_language(
    site: TestClient, watch: Watch
) -> None:
    record(watch, MINUSMA, LAYOUT, UNIFIL, LAMP, replace(MINUSMA, severity=Severity.LOW))
    row = reader(watch, sources=("un",), severity=Severity.HIGH)
    answer = site.get(own(watch, row))
    assert answer.headers["cache-control"] == "private, no-cache"
    assert 'xml:lang="nl"' in answer.text
    assert len(titles(site, own(watch, row))) == 2
    assert row.token not in answer.text


def test_only_operators_hear_how_sources_are(site: TestClient, watch: Watch) -> None:
    record(watch, LAYOUT, MINUSMA)
    assert len(titles(site, own(watch, reader(watch)))) == 1
    operator = reader(watch, "en", kinds=("source",))
    assert len(titles(site, own(watch, operator))) == 1
    assert "EEAS" in titles(site, own(watch, operator))[0]


@pytest.mark.parametrize("kind", ["feeds/mine/{}.atom", "calendar/mine/{}.ics"])
def test_a_link_for_something_else_opens_no_feed(site: TestClient, watch: Watch, kind: str) -> None:
    row = reader(watch)
    other = sign(Purpose.UNSUBSCRIBE, row.id, row.token)
    right = sign(Purpose.FEED, row.id, row.token)
    for link in (other, right[:-1], "wrong", "%00", right.replace("1-", "2-")):
        assert site.get("/" + kind.format(link)).status_code == 404
    assert site.get("/" + kind.format(right)).status_code == 200
    with watch.store.begin() as repository:
        repository.unsubscribe(row.email)
    assert site.get("/" + kind.format(right)).status_code == 404


@pytest.mark.parametrize(
    "address",
    [
        "/feeds/organisation/AU.atom",
        "/feeds/mission/minusm.atom",
        "/feeds/mission/%00.atom",
        "/calendar/organisation/AU.ics",
        "/calendar/mandates.ics?lang=zz",
    ],
)
def test_what_there_is_not_is_not_found(site: TestClient, address: str) -> None:
    assert site.get(address).status_code == 404


def test_pages_name_the_feed(site: TestClient) -> None:
    assert '<link rel="alternate" type="application/atom+xml"' in site.get("/").text


# Sent only when it is new


@pytest.mark.parametrize("address", PUBLIC)
def test_a_program_that_has_it_is_told_so(site: TestClient, watch: Watch, address: str) -> None:
    record(watch, MINUSMA)
    believe_list(watch, _mission("unifil", "UNIFIL", "2099-12-31"))
    first = site.get(address)
    tag = first.headers["etag"]
    for known in (tag, f"W/{tag}", f'"x", {tag}', "*"):
        again = site.get(address, headers={"If-None-Match": known})
        assert (again.status_code, again.content) == (304, b"")
        assert again.headers["etag"] == tag
    assert site.get(address, headers={"If-None-Match": '"x"'}).status_code == 200
    assert site.head(address).headers["etag"] == tag
    assert site.post(address).status_code == 405


def test_a_new_change_makes_a_feed_new(site: TestClient, watch: Watch) -> None:
    record(watch, MINUSMA)
    first = site.get("/feeds/all.atom")
    assert first.headers["last-modified"] == "Tue, 24 Nov 2026 01:05:00 GMT"
    known = {"If-None-Match": first.headers["etag"]}
    since = {"If-Modified-Since": first.headers["last-modified"]}
    assert site.get("/feeds/all.atom", headers=since).status_code == 304
    with watch.store.begin() as repository:
        repository.record_change(UNIFIL, None, MOMENT + timedelta(hours=1))
    assert site.get("/feeds/all.atom", headers=known).status_code == 200
    assert site.get("/feeds/all.atom", headers=since).status_code == 200
    # What it has counts, not when it came (RFC 9110, 13.1.3).
    late = {"If-Modified-Since": "Fri, 01 Jan 2100 00:00:00 GMT"}
    assert site.get("/feeds/all.atom", headers=known | late).status_code == 200
    assert site.get("/feeds/all.atom", headers={"If-Modified-Since": "soon"}).status_code == 200


# Calendars


def _mission(identity: str, acronym: str, until: str, status: Status = Status.ONGOING) -> Listing:
    value = FieldValue(until, until)
    return Listing(identity, acronym, "UN", acronym, status, fields={"until": value})


def test_a_calendar_holds_the_ends_that_are_believed(site: TestClient, watch: Watch) -> None:
    believe_list(
        watch,
        _mission("unifil", "UNIFIL", "2099-12-31"),
        _mission("unmiss", "UNMISS", "2099-04"),
        _mission("untso", "UNTSO", "2099"),
        _mission("minusma", "MINUSMA", "2098-06-30", Status.ENDED),
        Listing("unfil", "None", "UN"),
    )
    found = events(site, "/calendar/mandates.ics")
    assert summaries(found) == ["MINUSMA", "UNIFIL", "UNMISS"]
    states = {event.value("DTSTART"): event.value("STATUS") for event in found}
    assert states == {"20991231": "CONFIRMED", "20990430": "TENTATIVE", "20980630": "CANCELLED"}
    assert len(events(site, "/calendar/organisation/UN.ics")) == 3
    assert events(site, "/calendar/organisation/EU.ics") == []


def test_an_extension_raises_the_sequence(site: TestClient, watch: Watch) -> None:
    believe_list(watch, _mission("unifil", "UNIFIL", "2099-08-31"))
    [before] = events(site, "/calendar/mandates.ics")
    record(watch, UNIFIL, replace(UNIFIL, source="belgium"), replace(UNIFIL, field="strength"))
    believe_list(watch, _mission("unifil", "UNIFIL", "2099-12-31"))
    [after] = events(site, "/calendar/mandates.ics")
    assert before.value("UID") == after.value("UID")
    assert (before.value("SEQUENCE"), after.value("SEQUENCE")) == ("0", "1")
    assert after.value("DTSTART") == "20991231"
    assert after.value("DTSTAMP") == "20261124T010500Z"


def test_an_end_that_is_disputed_or_told_raises_it_once(site: TestClient, watch: Watch) -> None:
    believe_list(watch, _mission("unifil", "UNIFIL", "2099-08-31", Status.ENDED))
    record(
        watch,
        replace(UNIFIL, kind=ChangeKind.CONTRADICTION),
        replace(UNIFIL, kind=ChangeKind.ENDED, field=None),
        replace(UNIFIL, state=ChangeState.UNCONFIRMED),
    )
    [event] = events(site, "/calendar/mandates.ics")
    assert (event.value("SEQUENCE"), event.value("STATUS")) == ("1", "CANCELLED")


def test_subscribers_have_a_calendar_of_what_they_follow(site: TestClient, watch: Watch) -> None:
    believe_list(
        watch,
        _mission("unifil", "UNIFIL", "2099-12-31"),
        _mission("unmiss", "UNMISS", "2099-04-30"),
    )
    everything = reader(watch, severity=Severity.HIGH, kinds=("ended",))
    assert len(events(site, own(watch, everything, "calendar"))) == 2
    lebanon = reader(watch, countries=("LB",))
    [event] = events(site, own(watch, lebanon, "calendar"))
    assert "Libanon" in event.value("DESCRIPTION")
    one = reader(watch, missions=("unmiss",))
    assert summaries(events(site, own(watch, one, "calendar"))) == ["UNMISS"]
    assert events(site, own(watch, reader(watch, sources=("nato",)), "calendar")) == []


def test_a_webhook_is_named_on_its_page_without_its_keys(site: TestClient, watch: Watch) -> None:
    with watch.store.begin() as repository:
        row = repository.subscribe(
            "https://u:p@hook.example/T0KEN", Wishes(), datetime.now(UTC), Channel.WEBHOOK
        )
    page = site.get(f"/unsubscribe/{sign(Purpose.UNSUBSCRIBE, row.id, row.token)}").text
    assert "https://hook.example/…#" in page
    assert "T0KEN" not in page


def test_the_page_of_wishes_names_the_feed_that_is_theirs(site: TestClient, watch: Watch) -> None:
    row = reader(watch)
    page = site.get(watch.path(Purpose.PREFERENCES, row)).text
    assert f'href="{watch.own_links(row).feed}"' in page
