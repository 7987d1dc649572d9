"""What a page printed all along, or prints still, is no news when the reader takes it otherwise."""

from __future__ import annotations

from dataclasses import replace

import pytest

from missions.records import Listing, Status
from missions.view import PageView, SourceView
from tests.missions.comparing_material import LIST, Watched, all_told, listing, page

STAYS = listing("untso")
TOGO = listing("new:eutm-togo", name="EUTM Togo")


def saying(text: str, *listings: Listing, layout: str = "li<ul") -> SourceView:
    """Return a source of one list with a text."""
    one = page(LIST, *listings, layout=layout)
    return SourceView("un", (PageView(LIST, one.role, 0, replace(one.reading, text=text)),))


@pytest.mark.parametrize("mission", [TOGO, listing("unifil", name="UN Force in Lebanon")])
def test_a_rebuilt_page_that_shows_the_reader_more_tells_nothing(mission: Listing) -> None:
    text = "UNTSO\nEUTM Togo trains the army\nUNIFIL keeps the peace"
    before, after = saying(text, STAYS), saying("", STAYS, mission, layout="td<tr")
    assert Watched(before).checks(after, after) == ["source layout", ""]


@pytest.mark.parametrize("mission", [TOGO, listing("unifil", name="UN Force in Lebanon")])
def test_a_mission_that_a_rebuilt_page_names_still_has_not_vanished(mission: Listing) -> None:
    text = "UNTSO\nEUTM\nTogo trains the army\nUNIFIL keeps the peace"
    before, after = saying("", STAYS, mission), saying(text, STAYS, layout="td<tr")
    assert Watched(before).checks(after, after, after) == ["source layout", "", ""]


def test_a_mission_that_is_new_on_a_rebuilt_page_is_told() -> None:
    before = saying("UNTSO", STAYS)
    after = saying("UNTSO\nEUTM Togo", STAYS, TOGO, layout="td<tr")
    assert Watched(before).checks(after) == ["added new:eutm-togo, source layout"]


def test_a_mission_that_left_a_rebuilt_page_is_told() -> None:
    before, after = saying("UNTSO\nEUTM Togo", STAYS, TOGO), saying("UNTSO", STAYS, layout="td<tr")
    assert all_told(Watched(before), [after, after]) == ["source layout", "removed new:eutm-togo"]


def test_an_entry_whose_lines_all_stood_there_before_is_not_new() -> None:
    text = "UNTSO\nEUTM Togo"
    watched = Watched(saying(text, STAYS))
    assert watched.checks(saying(text, STAYS, TOGO), saying(text, STAYS)) == ["", ""]


def test_an_entry_that_only_a_sentence_named_before_is_new() -> None:
    before = saying("UNTSO\nThe Council prepares EUTM Togo.", STAYS)
    after = saying("UNTSO\nThe Council prepared EUTM Togo.\nEUTM Togo", STAYS, TOGO)
    assert Watched(before).checks(after) == ["added new:eutm-togo"]


def test_an_entry_that_leaves_the_list_and_is_named_in_a_new_sentence_has_gone() -> None:
    before = saying("UNTSO\nEUTM Togo", STAYS, TOGO)
    after = saying("UNTSO\nThe Council closed EUTM Togo.", STAYS)
    assert Watched(before).checks(after, after) == ["", "removed new:eutm-togo"]


def test_an_entry_of_which_only_the_reader_is_surer_now_is_not_new() -> None:
    unsure = replace(TOGO, unsure="its record has no start date")
    watched = Watched(saying("", STAYS, listing("unifil"), unsure))
    assert watched.checks(saying("", STAYS, TOGO), saying("", STAYS, TOGO)) == [
        "",
        "removed unifil",
    ]


def test_an_unsure_entry_that_says_more_now_and_is_sure_is_told() -> None:
    unsure = replace(TOGO, unsure="its record has no start date")
    dated = listing("new:eutm-togo", name="EUTM Togo", since="2026-03")
    watched = Watched(saying("", STAYS, unsure))
    assert watched.checks(saying("", STAYS, dated)) == ["added new:eutm-togo"]


def test_an_unsure_entry_that_a_rebuilt_page_makes_sure_is_not_new() -> None:
    unsure = replace(TOGO, unsure="its record has no start date")
    dated = listing("new:eutm", name="EUTM Togo (training)", since="2026-03")
    watched = Watched(saying("", STAYS, unsure))
    assert watched.checks(saying("", STAYS, dated, layout="td<tr")) == ["source layout"]


def test_a_rebuilt_page_that_prints_the_other_of_two_names_it_had_in_one_line_tells_nothing() -> (
    None
):
    was, now = listing("new:a", name="UNSTAMI"), listing("new:b", name="Mission for Peace")
    before = saying("UNTSO\nUNSTAMI (Mission for Peace)", STAYS, was)
    after = saying("UNTSO\nMission for Peace", STAYS, now, layout="td<tr")
    assert Watched(before).checks(after, after) == ["source layout", ""]


@pytest.mark.parametrize(
    ("mission", "layout", "told"),
    [
        ("unomsa", "td<tr", ["source layout"]),
        ("unomsa", "li<ul", ["ended unomsa"]),
        ("unmiss", "td<tr", ["ended unmiss", "source layout"]),
    ],
)
def test_a_rebuilt_page_that_only_begins_to_tell_of_an_old_end_tells_no_ending(
    mission: str, layout: str, told: list[str]
) -> None:
    silent, over = listing(mission, Status.UNKNOWN), listing(mission, Status.ENDED)
    watched = Watched(saying("", STAYS, silent))
    assert all_told(watched, [saying("", STAYS, over, layout=layout)]) == told
