"""A mission's life is read back: which page listed it how, and from when to when."""

from __future__ import annotations

from dataclasses import replace

from missions.records import (
    Headcount,
    PageRole,
    Participation,
    RunStatus,
    Statement,
    Status,
)
from storage.rows import KeptPage
from storage.store import Store
from tests.storage.samples import DAY, NOON, URL, crawl, kept, listing

OTHER = "https://example.org/past"


def test_a_mission_is_followed_through_the_versions_of_its_pages(store: Store) -> None:
    crawl(store, kept("minusma", "unifil"))
    crawl(store, kept("unifil", at=NOON + DAY), at=NOON + DAY)
    later = NOON + 2 * DAY
    crawl(store, kept("minusma", url=OTHER, at=later), at=later)
    crawl(store, kept("minusma"), source="eeas")
    with store.read() as tx:
        found = tx.past_listings("minusma", ["un"])
    assert [(one.url, one.since, one.until) for one in found] == [
        (URL, NOON, NOON + DAY),
        (OTHER, later, None),
    ]
    assert found[0].listing == replace(listing("minusma"), evidence=None)
    assert found[0].role is PageRole.LIST


def test_what_was_not_believed_is_no_part_of_a_life(store: Store) -> None:
    crawl(store, kept("minusma"), status=RunStatus.HELD)
    with store.read() as tx:
        assert tx.past_listings("minusma", ["un"]) == []
        assert tx.listings_at(NOON + DAY, ["un"]) == []
        assert tx.watched_since() == {}


def test_the_lists_of_a_day_are_read_in_brief(store: Store) -> None:
    crawl(store, kept("minusma", "unifil"))
    crawl(store, kept("unifil", at=NOON + DAY), at=NOON + DAY)
    with store.read() as tx:
        before = tx.listings_at(NOON - DAY, ["un"])
        first = tx.listings_at(NOON, ["un", "eeas"])
        second = tx.listings_at(NOON + DAY, ["un"])
        elsewhere = tx.listings_at(NOON, ["eeas"])
    assert (before, elsewhere) == ([], [])
    assert [one.listing.mission for one in first] == ["minusma", "unifil"]
    assert [(one.listing.mission, one.listing.status) for one in second] == [
        ("unifil", Status.ONGOING)
    ]


def test_a_missions_own_page_and_an_unsure_entry_count_on_no_list(store: Store) -> None:
    page = kept("minusma")
    assert page.reading
    own = replace(page, role=PageRole.MISSION, reading=replace(page.reading, role=PageRole.MISSION))
    unsure = replace(listing("unifil"), unsure="It may be a heading.")
    doubtful = kept("unifil", url=OTHER)
    assert doubtful.reading
    crawl(store, own, replace(doubtful, reading=replace(doubtful.reading, listings=(unsure,))))
    with store.read() as tx:
        assert tx.listings_at(NOON, ["un"]) == []
        assert [one.listing.unsure for one in tx.past_listings("unifil", ["un"])] == [unsure.unsure]


def test_sentences_about_a_mission_come_with_their_version(store: Store) -> None:
    said = Statement(
        "België stuurt een tiental waarnemers naar MINUSMA.",
        "minusma",
        participation=Participation.CURRENT,
        people=(Headcount(10, "een tiental"),),
    )
    page: KeptPage = kept("minusma")
    assert page.reading
    others = replace(said, mission="unifil")
    crawl(store, replace(page, reading=replace(page.reading, statements=(said, others))))
    with store.read() as tx:
        (found,) = tx.past_statements("minusma", ["un"])
        assert tx.past_statements("unifil", ["un"]) == []
    assert (found.statement, found.since, found.until) == (said, NOON, None)


def test_it_is_known_since_when_each_source_is_watched(store: Store) -> None:
    crawl(store, kept("minusma"))
    crawl(store, kept("unifil", at=NOON + DAY), at=NOON + DAY)
    crawl(store, kept("kfor", at=NOON + DAY), source="nato", at=NOON + DAY)
    with store.read() as tx:
        assert tx.watched_since() == {"un": NOON, "nato": NOON + DAY}
