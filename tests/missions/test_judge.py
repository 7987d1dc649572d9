"""A page that is blocked, half loaded or another one is never taken for a page with no missions."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from missions.judge import Reason, judge_page, judge_run
from missions.records import FetchFacts, Listing, PageRole, Reading, Status
from missions.view import PageView, SourceView

URL = "https://lists.example.org/en/missions"
FACTS = FetchFacts(URL, URL, 200, "text/html", datetime(2026, 3, 1, tzinfo=UTC), 4_000)
WORDS = "The mission protects people and helps the authorities. " * 80


def mission(name: str, status: Status = Status.ONGOING) -> Listing:
    return Listing(name, name.upper(), "UN", name.upper(), status)


def page(*names: str, text: str = WORDS, language: str | None = "en") -> Reading:
    listings = tuple(mission(name) for name in names)
    return Reading(URL, PageRole.LIST, 1, language, "Missions", text, listings)


FULL = page("unifil", "undof", "monusco")


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({"status": 0, "error": "connection refused"}, Reason.NO_ANSWER),
        ({"status": 202}, Reason.CHALLENGE),
        ({"status": 401}, Reason.REFUSED),
        ({"status": 403}, Reason.REFUSED),
        ({"status": 429}, Reason.REFUSED),
        ({"status": 404}, Reason.NOT_FOUND),
        ({"status": 410}, Reason.NOT_FOUND),
        ({"status": 500}, Reason.ERROR_PAGE),
        ({"status": 503}, Reason.ERROR_PAGE),
        ({"truncated": True}, Reason.TRUNCATED),
        ({"final_url": "https://lists.example.org/"}, Reason.MOVED_HOME),
        ({"final_url": "https://lists.example.org/en"}, Reason.MOVED_HOME),
    ],
)
def test_an_answer_that_is_not_the_page_is_doubted_for_its_reason(
    changed: dict[str, object], reason: Reason
) -> None:
    facts = replace(FACTS, **changed)  # type: ignore[arg-type]
    verdict = judge_page(facts, FULL, FULL)
    assert [doubt.reason for doubt in verdict.doubts] == [reason]
    assert URL in verdict.sentence


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("Please enable JavaScript to continue.", Reason.CHALLENGE),
        ("Just a moment... Checking your browser before you go on.", Reason.CHALLENGE),
        ("This site is down for maintenance. We will be back soon.", Reason.MAINTENANCE),
        ("De website is tijdelijk niet beschikbaar wegens onderhoud.", Reason.MAINTENANCE),
        ("Site momentanément indisponible", Reason.MAINTENANCE),
        ("Access denied. You do not have permission.", Reason.LOGIN_WALL),
        ("Page not found", Reason.NOT_FOUND),
        ("Pagina niet gevonden", Reason.NOT_FOUND),
        ("An unexpected error occurred.", Reason.ERROR_PAGE),
        ("Something went wrong.", Reason.ERROR_PAGE),
        ("", Reason.UNREADABLE),
        ("Welcome.", Reason.UNREADABLE),
    ],
)
def test_a_notice_in_place_of_the_list_is_doubted_even_with_status_200(
    text: str, reason: Reason
) -> None:
    verdict = judge_page(FACTS, page(text=text), FULL)
    assert [doubt.reason for doubt in verdict.doubts] == [reason]


@pytest.mark.parametrize(
    "sentence",
    [
        "Please enable JavaScript to use all of this site.",
        "Planned maintenance on Sunday.",
        "Sign in to continue to your account.",
    ],
)
def test_a_notice_above_a_complete_page_is_believed(sentence: str) -> None:
    """main.un.org asks for JavaScript above a page that is complete."""
    assert judge_page(FACTS, page("unifil", "undof", text=f"{sentence} {WORDS}"), FULL).believed


def test_a_first_notice_is_not_believed_as_a_new_page() -> None:
    verdict = judge_page(FACTS, page(text="Please enable JavaScript."), None)
    assert [doubt.reason for doubt in verdict.doubts] == [Reason.CHALLENGE]


def test_a_page_without_missions_that_never_had_any_is_believed() -> None:
    assert judge_page(FACTS, page(text="Welcome."), page(text="Welcome to us.")).believed


def test_what_could_not_be_read_is_doubted() -> None:
    assert [one.reason for one in judge_page(FACTS, None, FULL).doubts] == [Reason.UNREADABLE]


@pytest.mark.parametrize(
    ("language", "before", "declared", "believed"),
    [
        ("fr", FULL, (), False),
        ("fr", None, ("en",), False),
        ("fr", None, ("en", "fr"), True),
        ("en", FULL, ("en",), True),
        (None, FULL, ("en",), True),
        ("fr", None, (), True),
    ],
)
def test_another_language_than_before_or_declared_is_doubted(
    language: str | None, before: Reading | None, declared: tuple[str, ...], believed: bool
) -> None:
    now = page("unifil", "undof", "monusco", language=language)
    verdict = judge_page(FACTS, now, before, declared)
    assert verdict.believed is believed
    assert believed or verdict.doubts[0].reason is Reason.OTHER_LANGUAGE


def test_a_redirect_inside_the_site_is_believed() -> None:
    moved = replace(FACTS, final_url="https://lists.example.org/en/our-missions-now")
    assert judge_page(moved, FULL, FULL).believed


def view(*readings: Reading) -> SourceView:
    return SourceView(
        "un",
        tuple(PageView(one.url, one.role, at, one) for at, one in enumerate(readings)),
    )


TWELVE = "a b c d e f g h i j k l".split()


@pytest.mark.parametrize(
    ("had", "has", "reason"),
    [
        (TWELVE, TWELVE, None),
        (TWELVE, TWELVE[1:], None),
        (TWELVE, TWELVE[4:], None),
        (TWELVE, TWELVE[5:], Reason.LIST_SHRANK),
        (TWELVE, [], Reason.LIST_EMPTY),
        (TWELVE, ["x", "y", "z", "w"], Reason.LIST_REPLACED),
        (TWELVE, [*TWELVE, "x", "y"], None),
        (["a", "b", "c"], ["a", "b"], None),
        (["a", "b", "c"], ["a"], None),
        (["a", "b", "c"], [], Reason.LIST_EMPTY),
        (["a"], [], Reason.LIST_EMPTY),
        ([], ["a"], None),
    ],
)
def test_a_list_that_shrank_by_more_than_a_third_or_to_nothing_is_doubted(
    had: list[str], has: list[str], reason: Reason | None
) -> None:
    verdict = judge_run(view(page(*had)), view(page(*has)))
    assert [one.reason for one in verdict.doubts] == ([reason] if reason else [])


def test_missions_that_moved_to_the_past_list_have_not_shrunk_the_current_one() -> None:
    ended = tuple(mission(name, Status.ENDED) for name in TWELVE[:6])
    past = replace(page(), url=URL + "/past", listings=ended)
    after = view(page(*TWELVE[6:]), past)
    assert judge_run(view(page(*TWELVE)), after).believed


def test_a_page_seen_for_the_first_time_has_nothing_to_shrink_from() -> None:
    assert judge_run(view(), view(page("a"))).believed


def test_entries_that_may_be_no_missions_do_not_make_a_list() -> None:
    office = replace(mission("new:cell"), unsure="an office")
    before, after = (
        SourceView("un", (PageView(URL, PageRole.LIST, 0, one),))
        for one in (
            replace(FULL, listings=(*FULL.listings, office)),
            replace(FULL, listings=(office,)),
        )
    )
    (doubt,) = judge_run(before, after).doubts
    assert doubt.reason is Reason.LIST_EMPTY
    assert "none of the 3 missions" in doubt.sentence
