"""What a difference between two views is told as, and what is not told."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from missions.compare import Comparison, Past, Waiting, compare_views
from missions.records import (
    Change,
    ChangeKind,
    ChangeState,
    FieldValue,
    Listing,
    PageLink,
    PageRole,
    Participation,
    Reading,
    Severity,
    Statement,
    Status,
)
from missions.view import PageView, SourceView

LIST = "https://example.org/list"
PAST = "https://example.org/past"
HUB = "https://example.org/hub.json"
PROSE = "https://example.org/prose"


def listing(mission: str, status: Status = Status.ONGOING, **fields: object) -> Listing:
    values = {name: FieldValue(value, str(value)) for name, value in fields.items()}  # type: ignore[arg-type]
    return Listing(mission, mission.upper(), "UN", mission.upper(), status, fields=values)


def page(url: str, *listings: Listing, role: PageRole = PageRole.LIST, **more: object) -> PageView:
    is_new = bool(more.pop("is_new", False))
    reading = Reading(url, role, 1, "en", "Missions", "", listings, layout="li<ul", **more)  # type: ignore[arg-type]
    return PageView(url, role, 0, reading, is_new)


def view(*pages: PageView, source: str = "un") -> SourceView:
    return SourceView(source, pages)


def compare(
    before: SourceView, after: SourceView, waiting: Sequence[Waiting] = (), confirm: int = 2
) -> Comparison:
    known = {
        (one.mission, name): value.value
        for each in before.pages
        for one in each.reading.listings
        for name, value in one.fields.items()
    }
    return compare_views(before, after, known, waiting, confirm)


def told(comparison: Comparison) -> list[tuple[str, str | None, str | None]]:
    return [(str(one.kind), one.mission, one.field) for one in comparison.changes]


def test_the_first_reading_of_a_source_is_no_news() -> None:
    assert compare(view(), view(page(LIST, listing("minusma")))).changes == ()


def test_the_same_list_again_is_no_news() -> None:
    pages = view(page(LIST, listing("minusma", until="2023-06-30"), listing("unifil")))
    assert compare(pages, pages).changes == ()


def test_another_order_of_the_list_is_no_news() -> None:
    one, other = listing("minusma"), listing("unifil")
    assert compare(view(page(LIST, one, other)), view(page(LIST, other, one))).changes == ()


def test_a_mission_new_on_the_list_is_told_at_once() -> None:
    before = view(page(LIST, listing("unifil")))
    after = view(page(LIST, listing("unifil"), listing("minusma")))
    (change,) = compare(before, after).changes
    assert (change.kind, change.mission, change.state) == (
        ChangeKind.ADDED,
        "minusma",
        ChangeState.CONFIRMED,
    )
    assert change.severity is Severity.HIGH
    assert change.summary == "MINUSMA was added to the UN's list."


def test_a_mission_marked_as_over_is_told_at_once_as_ended() -> None:
    before = view(page(LIST, listing("minusma")))
    after = view(page(LIST, listing("minusma", Status.ENDED, ended="2023-12-31")))
    assert told(compare(before, after)) == [("ended", "minusma", None)]


def test_a_mission_that_moves_to_the_past_list_has_ended() -> None:
    before = view(page(LIST, listing("minusma")), page(PAST, listing("unmil", Status.ENDED)))
    after = view(
        page(LIST),
        page(PAST, listing("unmil", Status.ENDED), listing("minusma", Status.ENDED)),
    )
    assert told(compare(before, after)) == [("ended", "minusma", None)]


def test_a_lagging_data_file_neither_keeps_a_mission_running_nor_ends_it_twice() -> None:
    lagging = page(HUB, listing("minusma"), role=PageRole.RECORDS)
    before = view(page(LIST, listing("minusma")), lagging)
    ended = page(LIST, listing("minusma", Status.ENDED))
    middle = view(ended, lagging)
    assert told(compare(before, middle)) == [("ended", "minusma", None)]
    caught_up = page(HUB, listing("minusma", Status.ENDED), role=PageRole.RECORDS)
    assert compare(middle, view(ended, caught_up)).changes == ()


def test_a_mission_missing_once_waits_and_is_not_confirmed() -> None:
    before = view(page(LIST, listing("minusma"), listing("unifil")))
    (change,) = compare(before, view(page(LIST, listing("unifil")))).changes
    assert (change.kind, change.state) == (ChangeKind.REMOVED, ChangeState.UNCONFIRMED)


@pytest.mark.parametrize(
    ("confirmations", "needed", "state"),
    [
        (1, 2, ChangeState.CONFIRMED),
        (1, 3, ChangeState.UNCONFIRMED),
        (2, 3, ChangeState.CONFIRMED),
    ],
)
def test_a_disappearance_is_confirmed_by_enough_healthy_checks(
    confirmations: int, needed: int, state: ChangeState
) -> None:
    without = view(page(LIST, listing("unifil")))
    result = compare(without, without, [removed("minusma", confirmations)], needed)
    assert result.changes == ()
    assert [(one.state, one.confirmations) for one in result.settled] == [
        (state, confirmations + 1)
    ]


def test_what_comes_back_before_it_was_confirmed_is_never_told() -> None:
    without = view(page(LIST, listing("unifil")))
    again = view(page(LIST, listing("unifil"), listing("minusma")))
    result = compare(without, again, [removed("minusma", 1)])
    assert result.changes == ()
    assert [one.state for one in result.settled] == [ChangeState.DISCARDED]


def test_one_check_is_enough_where_one_is_asked_for() -> None:
    before = view(page(LIST, listing("minusma"), listing("unifil")))
    (change,) = compare(before, view(page(LIST, listing("unifil"))), confirm=1).changes
    assert change.state is ChangeState.CONFIRMED


@pytest.mark.parametrize(("earlier", "later"), [("unsom", "untmis"), ("minujusth", "binuh")])
def test_a_successor_that_takes_the_place_is_one_rename(earlier: str, later: str) -> None:
    before = view(page(LIST, listing("unifil"), listing(earlier)))
    after = view(page(LIST, listing("unifil"), listing(later)))
    (change,) = compare(before, after).changes
    assert (change.kind, change.mission) == (ChangeKind.RENAMED, later)
    assert (change.before, change.after) == (earlier.upper(), later.upper())


def test_a_mission_that_merely_starts_when_another_goes_is_no_rename() -> None:
    before = view(page(LIST, listing("unifil"), listing("minusma")))
    after = view(page(LIST, listing("unifil"), listing("minusca")))
    assert sorted(told(compare(before, after))) == [
        ("added", "minusca", None),
        ("removed", "minusma", None),
    ]


def test_a_new_mandate_end_is_told_with_both_dates() -> None:
    before = view(page(LIST, listing("unifil", until="2025-08-31")))
    after = view(page(LIST, listing("unifil", until="2026-12-31")))
    (change,) = compare(before, after).changes
    assert (change.field, change.before, change.after) == ("until", "2025-08-31", "2026-12-31")
    assert change.summary == "UNIFIL: the mandate now runs until 2026-12-31 (was 2025-08-31)."


def test_a_final_extension_is_told_as_final() -> None:
    before = view(page(LIST, listing("unifil", until="2025-08-31")))
    last = replace(
        listing("unifil", until="2026-12-31"),
        passage="The Council extended the mandate for a final time.",
    )
    (change,) = compare(before, view(page(LIST, last))).changes
    assert "for a final time" in change.summary
    assert change.severity is Severity.HIGH


@pytest.mark.parametrize(
    ("field", "was", "now"),
    [
        ("strength", 14000, 14100),
        ("until", "2025-08-31", "2025-08"),
        ("head", "Maj. Gen. A. Lázaro", "maj gen a lazaro"),
        ("host", ("SD", "SS"), ("SS", "SD")),
    ],
)
def test_a_value_printed_otherwise_is_no_news(field: str, was: object, now: object) -> None:
    before = view(page(LIST, listing("unifil", **{field: was})))
    after = view(page(LIST, listing("unifil", **{field: now})))
    assert compare(before, after).changes == ()


def test_a_value_that_hides_and_returns_is_no_news() -> None:
    shown = view(page(LIST, listing("unifil", until="2025-08-31")))
    hidden = view(page(LIST, listing("unifil")))
    known = {("unifil", "until"): "2025-08-31"}
    assert compare_views(shown, hidden, known).changes == ()
    assert compare_views(hidden, shown, known).changes == ()


def test_a_page_seen_for_the_first_time_brings_fields_and_no_news() -> None:
    before = view(page(LIST, listing("unifil")))
    own = page(
        "https://example.org/unifil",
        listing("unifil", Status.UNKNOWN, until="2026-12-31"),
        role=PageRole.MISSION,
        is_new=True,
    )
    assert compare(before, view(page(LIST, listing("unifil")), own)).changes == ()


def test_a_missions_own_page_neither_adds_nor_keeps_a_mission() -> None:
    own = page("https://example.org/minusma", listing("minusma"), role=PageRole.MISSION)
    before = view(page(LIST, listing("minusma"), listing("unifil")), own)
    after = view(page(LIST, listing("unifil")), own)
    assert told(compare(before, after)) == [("removed", "minusma", None)]


def test_new_wording_is_quiet_and_told_once_for_a_sentence() -> None:
    def both(words: str) -> SourceView:
        listings = [replace(listing(one), passage=words) for one in ("isaf", "kfor")]
        return view(page(LIST, *listings), source="nato")

    (change,) = compare(both("NATO was in Kabul."), both("NATO had been in Kabul.")).changes
    assert (change.kind, change.severity) == (ChangeKind.TEXT, Severity.LOW)
    assert (change.before, change.after) == ("NATO was in Kabul.", "NATO had been in Kabul.")


def test_a_redesign_is_one_note_for_the_operator() -> None:
    before = view(page(LIST, replace(listing("kfor"), passage="NATO leads KFOR.")))
    rebuilt = page(LIST, replace(listing("kfor"), passage="The Alliance leads KFOR."))
    rebuilt = replace(rebuilt, reading=replace(rebuilt.reading, layout="h3<div"))
    assert told(compare(before, view(rebuilt))) == [("source", None, "layout")]


def test_belgiums_part_is_told_for_a_mission_and_for_a_country() -> None:
    def belgian(part: Participation | None, country: Participation | None) -> SourceView:
        one = replace(listing("minusma", Status.UNKNOWN), participation=part)
        said = Statement("…", country="LB", participation=country)
        return view(page(PROSE, one, role=PageRole.PROSE, statements=(said,)), source="belgium")

    current, past = Participation.CURRENT, Participation.PAST
    changes = compare(belgian(current, past), belgian(past, current)).changes
    assert [(one.kind, one.mission, one.field, one.before, one.after) for one in changes] == [
        (ChangeKind.PARTICIPATION, "minusma", None, "current", "past"),
        (ChangeKind.PARTICIPATION, None, "LB", "past", "current"),
    ]
    assert changes[0].summary == "Belgium's part in MINUSMA is now told as past."


def belgian(part: Participation | None) -> SourceView:
    one = replace(listing("minusma", Status.UNKNOWN), participation=part)
    listings = (one,) if part else ()
    return view(page(PROSE, *listings, role=PageRole.PROSE), source="belgium")


def test_a_part_no_longer_named_waits_for_a_second_look() -> None:
    before, after = belgian(Participation.CURRENT), belgian(None)
    (change,) = compare(before, after).changes
    assert (change.kind, change.state) == (ChangeKind.PARTICIPATION, ChangeState.UNCONFIRMED)
    waiting = [Waiting(7, change, 1)]
    again = compare(after, after, waiting)
    assert (again.changes, [one.state for one in again.settled]) == ((), [ChangeState.CONFIRMED])
    back = compare(after, before, waiting)
    assert (back.changes, [one.state for one in back.settled]) == ((), [ChangeState.DISCARDED])
    (past,) = compare(after, belgian(Participation.PAST), waiting).changes
    assert past.after == "past"


@pytest.mark.parametrize(("now", "parts"), [(Participation.CURRENT, [None]), (None, ["current"])])
def test_a_succession_tells_that_the_first_is_no_longer_named(
    now: Participation | None, parts: list[str | None]
) -> None:
    def part_in(mission: str, part: Participation | None) -> SourceView:
        one = replace(listing(mission), participation=part)
        return view(page(PROSE, one, role=PageRole.PROSE), source="belgium")

    before = part_in("eutm-mozambique", Participation.CURRENT)
    changes = compare(before, part_in("eumam-mozambique", now)).changes
    told_parts = [one.before for one in changes if one.kind is ChangeKind.PARTICIPATION]
    assert told_parts == parts
    assert ChangeKind.RENAMED in [one.kind for one in changes]


def test_a_part_that_ended_with_its_mission_is_told_once() -> None:
    def isaf(status: Status, part: Participation | None) -> SourceView:
        one = replace(listing("isaf", status), participation=part)
        return view(page(PROSE, one, role=PageRole.PROSE), source="belgium")

    changes = compare(isaf(Status.ONGOING, Participation.CURRENT), isaf(Status.ENDED, None)).changes
    assert [one.kind for one in changes] == [ChangeKind.ENDED]


def test_a_past_part_that_a_page_drops_is_no_news() -> None:
    past = belgian(Participation.PAST)
    assert compare(past, belgian(None)).changes == ()
    said = Statement("…", country="RW", participation=Participation.PAST)
    named = view(page(PROSE, role=PageRole.PROSE, statements=(said,)), source="belgium")
    assert compare(named, belgian(None)).changes == ()


@pytest.mark.parametrize(
    ("since", "severities"), [("2020-01-01", [Severity.LOW]), ("2025-01-01", [])]
)
def test_a_past_part_that_is_named_at_last_is_told_quietly_if_at_all(
    since: str, severities: list[Severity]
) -> None:
    changes = compare_views(
        belgian(None), belgian(Participation.PAST), {}, past=Past(since)
    ).changes
    assert [one.severity for one in changes] == severities


def test_a_part_that_was_no_longer_named_and_is_told_as_past_is_news() -> None:
    (gone,) = compare(belgian(Participation.CURRENT), belgian(None)).changes
    past = belgian(Participation.PAST)
    (change,) = compare(belgian(None), past, [Waiting(7, gone, 1)]).changes
    assert (change.before, change.after, change.severity) == ("current", "past", Severity.HIGH)


def test_a_link_to_another_organisation_that_changes_is_a_link_change() -> None:
    def linked(url: str) -> SourceView:
        link = PageLink(url, "NATO", "NATO")
        return view(page(PROSE, role=PageRole.PROSE, links=(link,)), source="belgium")

    (change,) = compare(linked("https://nato.int/old"), linked("https://nato.int/new")).changes
    assert (change.kind, change.field) == (ChangeKind.LINK, "NATO")
    assert (change.before, change.after) == (("https://nato.int/old",), ("https://nato.int/new",))


MISSIONS = st.sampled_from(["unifil", "minusma", "unmiss", "unmik", "undof", "untso", "monusco"])
LISTINGS = st.lists(
    st.builds(listing, MISSIONS, st.sampled_from(list(Status))),
    unique_by=lambda one: one.mission,
)


@given(LISTINGS)
def test_no_list_differs_from_itself(listings: list[Listing]) -> None:
    assert compare(view(page(LIST, *listings)), view(page(LIST, *listings))).changes == ()


@given(LISTINGS, LISTINGS)
def test_no_mission_gets_two_headlines_from_one_comparison(
    one: list[Listing], other: list[Listing]
) -> None:
    changes = compare(view(page(LIST, *one)), view(page(LIST, *other))).changes
    headlines = [change.mission for change in changes]
    assert len(headlines) == len(set(headlines))


@given(LISTINGS, LISTINGS)
def test_every_difference_between_two_lists_is_told(
    one: list[Listing], other: list[Listing]
) -> None:
    # Only what was told as over leaves without a word.
    was = {each.mission: each.status for each in one}
    now = {each.mission: each.status for each in other}
    expected = {each for each in set(was) ^ set(now) if was.get(each) is not Status.ENDED}
    expected |= {
        mission
        for mission in set(was) & set(now)
        if now[mission] is Status.ENDED and was[mission] is not Status.ENDED
    }
    changes = compare(view(page(LIST, *one)), view(page(LIST, *other))).changes
    assert {change.mission for change in changes} == expected


def removed(mission: str, confirmations: int) -> Waiting:
    change = Change(
        source="un",
        page=LIST,
        kind=ChangeKind.REMOVED,
        state=ChangeState.UNCONFIRMED,
        severity=Severity.HIGH,
        summary="",
        mission=mission,
    )
    return Waiting(1, change, confirmations)


def test_entries_that_may_be_no_missions_come_and_go_untold() -> None:
    office = replace(listing("new:cell", until="2025-01-01"), unsure="an office")
    with_office, without = (
        view(page(LIST, listing("unifil"), office)),
        view(page(LIST, listing("unifil"))),
    )
    assert compare(without, with_office).changes == ()
    assert compare(with_office, without).changes == ()
    later = replace(office, status=Status.ENDED)
    assert compare(with_office, view(page(LIST, listing("unifil"), later))).changes == ()


def test_a_mission_that_is_still_there_but_doubted_has_not_vanished() -> None:
    sure, doubted = listing("new:x"), replace(listing("new:x"), unsure="an office")
    assert compare(view(page(LIST, sure)), view(page(LIST, doubted))).changes == ()
    (gone,) = compare(view(page(LIST, sure)), view(page(LIST))).changes
    comparison = compare(view(page(LIST)), view(page(LIST, doubted)), [Waiting(1, gone, 1)])
    assert [one.state for one in comparison.settled] == [ChangeState.DISCARDED]
