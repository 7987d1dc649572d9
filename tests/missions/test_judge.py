"""A page that is blocked, half loaded or another one is never taken for a page with no missions."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from missions.judge import Reason, judge_clock, judge_page
from missions.judge_run import judge_run
from missions.records import Cause, FetchFacts, FieldValue, Listing, PageRole, Reading, Status
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
        ({"status": 0, "cause": Cause.ROBOTS}, Reason.ROBOTS),
        ({"status": 0, "cause": Cause.TLS}, Reason.TLS),
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


def test_a_notice_in_place_of_a_page_without_missions_is_doubted_unless_it_always_stood_there() -> (
    None
):
    notice, plain = page(text="Please enable JavaScript."), page(text=WORDS)
    assert [one.reason for one in judge_page(FACTS, notice, plain).doubts] == [Reason.CHALLENGE]
    assert judge_page(FACTS, notice, notice).believed
    empty = judge_page(FACTS, page(text=""), plain)
    assert [one.reason for one in empty.doubts] == [Reason.UNREADABLE]


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
        (["a", "b", "c"], ["a"], Reason.LIST_SHRANK),
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


@pytest.mark.parametrize(
    ("title", "reason"),
    [
        ("404 | United Nations", Reason.NOT_FOUND),
        ("Page non trouvée - OSCE", Reason.NOT_FOUND),
        ("Site under maintenance", Reason.MAINTENANCE),
        ("Just a moment...", Reason.CHALLENGE),
        ("Attention Required! | Cloudflare", Reason.CHALLENGE),
        ("Toegang geweigerd", Reason.LOGIN_WALL),
        ("Interner Fehler", Reason.ERROR_PAGE),
        ("peace.example - domain for sale", Reason.PARKED),
    ],
)
def test_a_notice_in_the_title_is_doubted_whatever_else_the_page_names(
    title: str, reason: Reason
) -> None:
    now = replace(page("unifil", "undof"), title=title)
    assert [one.reason for one in judge_page(FACTS, now, FULL).doubts] == [reason]
    assert [one.reason for one in judge_page(FACTS, now, None).doubts] == [reason]


@pytest.mark.parametrize(
    "title",
    [
        "Where we operate",
        "Maintenance of international peace and security",
        "Opérations de maintien de la paix",
        "Vredesoperaties: onderhouden van vrede",
    ],
)
def test_titles_of_lists_are_no_notices(title: str) -> None:
    assert judge_page(FACTS, replace(FULL, title=title), FULL).believed


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("We value your privacy. Accept all cookies?", Reason.CONSENT_WALL),
        ("Avant de continuer, choisissez vos cookies.", Reason.CONSENT_WALL),
        ("This domain is for sale. Make an offer.", Reason.PARKED),
        ("Bitte melden Sie sich an.", Reason.LOGIN_WALL),
        ("Aktivieren Sie JavaScript, um fortzufahren.", Reason.CHALLENGE),
        ("Welcome to our missions.", Reason.LIST_EMPTY),
    ],
)
def test_a_first_page_that_names_no_mission_is_doubted(text: str, reason: Reason) -> None:
    assert [one.reason for one in judge_page(FACTS, page(text=text), None).doubts] == [reason]


@pytest.mark.parametrize(
    ("asked", "came", "reason"),
    [
        ("/en/missions", "/fr/missions", Reason.OTHER_LANGUAGE),
        ("/en/missions", "/fr", Reason.MOVED_HOME),
        ("/missions", "/", Reason.MOVED_HOME),
        ("/en/missions", "/en/missions/list", None),
        ("/en", "/en/", None),
        ("/", "/en", None),
    ],
)
def test_a_redirect_home_or_into_another_language_is_doubted_at_first_sight(
    asked: str, came: str, reason: Reason | None
) -> None:
    host = "https://lists.example.org"
    facts = replace(FACTS, url=host + asked, final_url=host + came)
    assert [one.reason for one in judge_page(facts, FULL, None).doubts] == [reason] * bool(reason)


def dated(updated: str | None = None, **untils: str) -> Reading:
    listings = tuple(
        replace(mission(name), fields={"until": FieldValue(until, until)})
        for name, until in untils.items()
    )
    return replace(page(), listings=listings, updated=updated)


NEW = dated("2026-03-01", unifil="2026-12-31", undof="2026-06-30", unmiss="2026-04-30")
OLD = dated("2025-02-01", unifil="2025-08-31", undof="2025-12-31", unmiss="2026-04-30")


def reasons(was: Reading, now: Reading) -> list[Reason]:
    return [one.reason for one in judge_run(view(was), view(now)).doubts]


def test_an_older_copy_of_a_page_is_doubted_with_or_without_a_stamp() -> None:
    assert reasons(NEW, OLD) == [Reason.OLD_COPY]
    unstamped = replace(NEW, updated=None), replace(OLD, updated=None)
    assert reasons(*unstamped) == [Reason.OLD_COPY]
    assert reasons(OLD, NEW) == []
    assert reasons(NEW, replace(NEW, updated="2025-02-01")) == []


def test_one_mandate_that_was_cut_short_is_news() -> None:
    cut = dated("2026-03-02", unifil="2026-10-31", undof="2026-06-30", unmiss="2026-04-30")
    assert reasons(NEW, cut) == []


def test_a_page_that_is_newer_by_its_stamp_is_no_old_copy_whatever_it_tells() -> None:
    assert reasons(NEW, replace(OLD, updated="2026-03-05")) == []


def with_status(reading: Reading, status: Status, layout: str) -> Reading:
    listings = tuple(replace(one, status=status) for one in reading.listings)
    return replace(reading, listings=listings, layout=layout)


def test_a_mass_closure_in_words_is_believed_at_once() -> None:
    closed = with_status(page(*TWELVE), Status.ENDED, "table")
    assert reasons(replace(page(*TWELVE), layout="table"), closed) == []


def test_statuses_that_all_turn_on_a_page_that_was_rebuilt_are_doubted() -> None:
    rebuilt = with_status(page(*TWELVE), Status.ENDED, "cards")
    assert reasons(replace(page(*TWELVE), layout="table"), rebuilt) == [Reason.STATUS_FLIPPED]
    dates = {"ended": FieldValue("2026-02-28", "28 February 2026")}
    told = tuple(replace(one, fields=dates) for one in rebuilt.listings)
    assert reasons(replace(page(*TWELVE), layout="table"), replace(rebuilt, listings=told)) == []


def test_one_answer_for_every_address_is_doubted() -> None:
    url = "https://lists.example.org/en/past"
    one, other = page("unifil", text="One list."), replace(page("onub", text="Another."), url=url)
    same = replace(other, text=one.text, listings=one.listings)
    before, after = view(one, other), view(one, same)
    assert Reason.SAME_PAGE in {doubt.reason for doubt in judge_run(before, after).doubts}
    assert judge_run(after, after).believed


def test_a_first_reading_with_fewer_missions_than_promised_is_doubted() -> None:
    nothing = SourceView("un", ())
    assert [one.reason for one in judge_run(nothing, view(FULL), 8).doubts] == [Reason.TOO_FEW]
    assert judge_run(nothing, view(FULL), 3).believed
    assert judge_run(view(FULL), view(FULL), 8).believed


def test_a_clock_that_is_hours_off_is_told() -> None:
    here = datetime(2026, 3, 1, 12, tzinfo=UTC)
    assert judge_clock("x.example", here + timedelta(minutes=20), here) is None
    assert judge_clock("x.example", here - timedelta(days=1), here, timedelta(days=1)) is None
    ahead, behind = (
        judge_clock("x.example", here + timedelta(hours=9), here),
        judge_clock("x.example", here, LATER),
    )
    assert ahead and ahead.reason is Reason.CLOCK_SKEW and "9 hours ahead" in ahead.sentence
    assert behind and "behind" in behind.sentence


LATER = datetime(2026, 3, 2, tzinfo=UTC)
