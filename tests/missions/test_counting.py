"""A page's own count against its entries: told only where both are surely of the same missions."""

from __future__ import annotations

from dataclasses import replace

import pytest

from missions.contradictions import Matters, all_said, find_contradictions, severity_of
from missions.records import Count, Listing, PageRole, Reading, Severity, Status
from missions.register import load_register
from missions.standing import key_of
from missions.summaries import summed
from missions.view import PageView, SourceView
from tests.missions.test_standing import History

CIVILIAN = ("eulex-kosovo", "eupol-copps", "eubam-rafah")
MILITARY = ("eunavfor-atalanta", "eutm-somalia")
URL = "https://eeas.example/missions"


def entry(mission: str, status: Status = Status.ONGOING) -> Listing:
    known = load_register().get(mission)
    organisation = known.organisation if known else "EU"
    return Listing(mission, load_register().label(mission), organisation, None, status)


def page(*counts: Count, listings: tuple[Listing, ...] = (), url: str = URL) -> PageView:
    found = listings or tuple(map(entry, (*CIVILIAN, *MILITARY)))
    reading = Reading(url, PageRole.LIST, 1, "en", "Missions", "", found, counts=counts)
    return PageView(url, PageRole.LIST, 0, reading)


def said(number: int, kind: str | None = None, organisation: str | None = None) -> Count:
    return Count(number, f"There are {number} ongoing missions.", kind, organisation)


def found(*pages: PageView) -> list[tuple[str, object, object]]:
    contradictions = find_contradictions([SourceView("eeas", pages)])
    return [(one.field, one.sayings[0].value, one.sayings[1].value) for one in contradictions]


def test_the_register_has_the_missions_of_these_tests() -> None:
    assert all(load_register().get(one) for one in (*CIVILIAN, *MILITARY, "unama", "unmiss"))


@pytest.mark.parametrize(
    ("counts", "told"),
    [
        ([said(5)], []),
        ([said(7)], [("count", 7, 5)]),
        ([said(4)], [("count", 4, 5)]),
        ([said(3, "civilian"), said(2, "military")], []),
        ([said(4, "civilian"), said(2, "military")], [("count:civilian", 4, 3)]),
        ([said(7), said(5)], []),
        ([said(7, organisation="EU")], [("count", 7, 5)]),
        ([said(7, organisation="UN")], []),
        ([said(11)], []),
    ],
)
def test_another_number_than_is_listed_is_a_contradiction(
    counts: list[Count], told: list[tuple[str, object, object]]
) -> None:
    assert found(page(*counts)) == told


FIVE = tuple(map(entry, (*CIVILIAN, *MILITARY)))


@pytest.mark.parametrize(
    ("listings", "told"),
    [
        ((*FIVE, entry("eufor-chad-rca", Status.ENDED)), [("count", 7, 5)]),
        ((*FIVE, entry("eubam-libya", Status.UNKNOWN), entry("new:eu-x")), []),
        ((*FIVE, entry("eubam-libya", Status.UNKNOWN)), [("count", 7, 6)]),
        ((*FIVE, replace(entry("new:eu-hq"), unsure="an office")), []),
        ((*FIVE, entry("unmiss")), []),
        (FIVE[:2], []),
    ],
)
def test_what_an_entry_is_may_be_open(
    listings: tuple[Listing, ...], told: list[tuple[str, object, object]]
) -> None:
    assert found(page(said(7), listings=listings)) == told


def test_a_list_that_is_one_of_several_may_count_the_others_in() -> None:
    other = page(listings=(entry("eubam-libya"), entry("euam-ukraine")), url=URL + "/more")
    for number, told in ((4, 5), (5, None), (6, None), (7, None), (8, 7)):
        differ = [] if told is None else [("count", number, told)]
        assert found(page(said(number)), other) == differ
    past = page(listings=(entry("eufor-chad-rca", Status.ENDED),), url=URL + "/past")
    assert found(page(said(7)), past) == [("count", 7, 5)]


def test_political_missions_need_not_count_as_peacekeeping() -> None:
    listings = tuple(map(entry, ("unmiss", "monusco", "unifil", "unama")))
    for number, differ in ((3, False), (4, False), (5, True), (2, True)):
        assert bool(found(page(said(number, "peacekeeping"), listings=listings))) is differ


def test_political_missions_of_another_page_are_no_peacekeeping_operations() -> None:
    own = tuple(map(entry, ("unmiss", "monusco", "unifil")))
    other = page(listings=(entry("unama"), entry("unsmil")), url=URL + "/political")
    assert found(page(said(4, "peacekeeping"), listings=own), other) == [
        ("count:peacekeeping", 4, 3)
    ]
    assert found(page(said(4), listings=own), other) == []


def test_it_is_low_and_begins_and_ceases_like_the_others() -> None:
    def matters(*counts: Count) -> Matters:
        return all_said([SourceView("un", (page(*counts),))])

    (one,) = find_contradictions([SourceView("un", (page(said(7)),))])
    assert severity_of(one)[0] is Severity.LOW
    history = History()
    for counts in ((said(5),), (said(7),), (said(7),), (said(5),)):
        history.check(matters(*counts))
    assert history.told == [
        f"The UN's list ({URL}) says that it lists 7 missions, and lists 5.",
        f"The UN's list ({URL}) lists as many missions as its text says again.",
    ]
    change = history.rows[0].change
    assert (change.mission, change.field, change.page) == (None, "count", URL)
    assert key_of(summed(change)) == one.key


def test_words_that_are_gone_have_not_agreed() -> None:
    history = History()
    for counts in ((said(5),), (said(7),), ()):
        history.check(all_said([SourceView("un", (page(*counts),))]))
    assert len(history.told) == 1
    history.check(all_said([SourceView("un", (page(),))]))
    assert len(history.told) == 2
