"""A feed is valid Atom, tells what a mail would, and takes nothing from a page as markup."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

import feedparser
import pytest
from lxml import etree
from lxml import html as lxml_html

from notifier.feeds import Feed, newest, write_feed
from notifier.language import speech_in
from notifier.news import DigestItem
from tests.notifier.samples import BRUSSELS, MOMENT, PUBLIC_URL, busy_week, change, item

ATOM = "{http://www.w3.org/2005/Atom}"
ADDRESS = "https://missions.example/feeds/all.atom"
HOSTILE = '<script>alert(1)</script>]]>&amp;"\x0b\x00\ufffe\u202e\ud800 <img src=x onerror=a()>'
DATE = r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)"


def written(items: Sequence[DigestItem], language: str = "en") -> str:
    feed = Feed("all", "Peace missions: what changes", ADDRESS)
    return write_feed(feed, items, speech_in(language), BRUSSELS, PUBLIC_URL)


def tree(items: Sequence[DigestItem], language: str = "en") -> etree._Element:
    return etree.fromstring(written(items, language).encode())


def texts(parent: etree._Element, name: str) -> list[str]:
    return [child.text or "" for child in parent.findall(ATOM + name)]


def attributes(parent: etree._Element, name: str, wanted: str) -> list[str]:
    return [child.get(wanted, "") for child in parent.findall(ATOM + name)]


def test_a_feed_reader_shows_headline_words_and_links() -> None:
    read = feedparser.parse(written(busy_week()))
    assert not read.bozo
    assert read.version == "atom10"
    assert read.feed.title == "Peace missions: what changes"
    assert len(read.entries) == 8
    first = read.entries[0]
    assert first.title == "UN: MINUSMA left the list"
    assert first.link == "https://missions.example/changes/1"
    assert first.updated == "2026-11-24T01:05:00Z"
    shown = lxml_html.fromstring(first.content[0].value).text_content()
    assert "MINUSMA left the list of current operations; the page does not say why" in shown
    assert "Mali" in shown
    assert "24 Nov 2026, 02:05 CET" in shown


@pytest.mark.parametrize("items", [[], busy_week()], ids=["empty", "full"])
def test_all_that_the_standard_demands_is_there(items: list[DigestItem]) -> None:
    feed = tree(items)
    assert feed.tag == f"{ATOM}feed"
    for parent in (feed, *feed.findall(f"{ATOM}entry")):
        # RFC 4287, 4.1.1 and 4.1.2: exactly one of each, at most one alternate a type.
        for name in ("id", "title", "updated"):
            assert len(texts(parent, name)) == 1
        assert attributes(parent, "link", "rel").count("alternate") == 1
        assert all(link.startswith("https://") for link in attributes(parent, "link", "href"))
        assert etree.fromstring(f"<a>{texts(parent, 'id')[0]}</a>").text.startswith("tag:")
    assert attributes(feed, "link", "rel")[0] == "self"
    assert attributes(feed, "link", "href")[0] == ADDRESS
    assert texts(feed.find(f"{ATOM}author"), "name") == ["missionwatch"]
    assert feed.get("{http://www.w3.org/XML/1998/namespace}lang") == "en"
    identities = [texts(entry, "id")[0] for entry in feed.findall(f"{ATOM}entry")]
    assert len(set(identities)) == len(items)


@pytest.mark.parametrize("items", [[], busy_week()], ids=["empty", "full"])
def test_dates_have_the_form_of_rfc_3339(items: list[DigestItem]) -> None:
    for name in ("updated", "published"):
        for date in tree(items).iter(ATOM + name):
            assert re.fullmatch(DATE, date.text)


def test_an_id_names_the_change_and_the_site_and_nothing_that_changes() -> None:
    [entry] = tree([item(change(), 42)]).findall(f"{ATOM}entry")
    assert texts(entry, "id") == ["tag:missions.example,2026:changes/42"]
    later = item(change("ended"), 42, detected=MOMENT + timedelta(days=1))
    [again] = tree([later], "nl").findall(f"{ATOM}entry")
    assert texts(again, "id") == texts(entry, "id")
    assert texts(again, "updated") == ["2026-11-25T01:05:00Z"]


def test_categories_tell_organisation_kind_and_severity() -> None:
    [entry] = tree([item(change("removed"))], "nl").findall(f"{ATOM}entry")
    assert attributes(entry, "category", "term") == ["UN", "removed", "normal"]
    assert attributes(entry, "category", "label")[0] == "VN"
    assert attributes(entry, "category", "scheme")[0] == "tag:missions.example,2026:organisation"


def test_a_feed_is_as_new_as_its_newest_change() -> None:
    late = datetime(2026, 12, 1, tzinfo=UTC)
    items = [item(change(), 1), item(change(), 2, detected=late)]
    assert newest(items) == late
    assert texts(tree(items), "updated") == ["2026-12-01T00:00:00Z"]
    assert newest([]) is None


def test_what_a_page_printed_stays_text_at_both_depths() -> None:
    names = {"mission": HOSTILE, "acronym": HOSTILE, "before": HOSTILE, "after": HOSTILE}
    hostile = change("renamed", **names, page=f"https://un.example/{{|}}^`\\{HOSTILE[:8]}")
    near = item(change("renamed", **names, page="https://un.example/a?b={|}^`"), 2)
    items = [item(hostile, mission_name=HOSTILE, source_name=HOSTILE), near]
    feed = tree(items)
    assert {element.tag.removeprefix(ATOM) for element in feed.iter()} <= {
        *("feed", "id", "title", "updated", "author", "name", "generator", "link", "entry"),
        *("published", "category", "content"),
    }
    for content in feed.iter(f"{ATOM}content"):
        assert content.get("type") == "html"
        inside = lxml_html.fromstring(content.text)
        assert not inside.xpath("//script | //img | //@onerror")
        assert "<script>alert(1)</script>" in inside.text_content()
    title = feed.find(f"{ATOM}entry/{ATOM}title")
    assert title.get("type") == "text"
    assert "<script>" in title.text
    links = [element.get("href") for element in feed.iter(f"{ATOM}link")]
    assert "https://un.example/a?b=%7B%7C%7D%5E%60" in links
    assert not [link for link in links if set(link) & set('<>"{}|\\^` ')]
