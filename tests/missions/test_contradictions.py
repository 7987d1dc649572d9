"""Which pages contradict each other, and which only name different steps or other precision."""

from __future__ import annotations

from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from missions.contradictions import Contradiction, find_contradictions, severity_of
from missions.records import (
    FieldContent,
    FieldValue,
    Listing,
    PageRole,
    Participation,
    Reading,
    Severity,
    Status,
)
from missions.view import PageView, SourceView

ONGOING, ENDED, UNKNOWN = Status.ONGOING, Status.ENDED, Status.UNKNOWN
CURRENT, PAST = Participation.CURRENT, Participation.PAST


def listing(
    status: Status = UNKNOWN,
    part: Participation | None = None,
    passage: str = "",
    mission: str = "minusma",
    **fields: FieldContent,
) -> Listing:
    values = {name: FieldValue(value, str(value)) for name, value in fields.items()}
    return Listing(
        mission, "MINUSMA", "UN", "MINUSMA", status, part, fields=values, passage=passage
    )


def nmi(status: Status = UNKNOWN, passage: str = "", **fields: FieldContent) -> Listing:
    return listing(status, None, passage, "nmi", **fields)


def page(*listings: Listing, url: str = "list", role: PageRole = PageRole.LIST) -> PageView:
    return PageView(url, role, 0, Reading(url, role, 1, "en", "", "", listings))


def source(name: str, *pages: PageView) -> SourceView:
    return SourceView(name, pages)


def between(one: Listing, other: Listing) -> list[tuple[str, tuple[str, str]]]:
    """Return the matters that two sources disagree on, with what each says."""
    found = find_contradictions([source("eeas", page(one)), source("un", page(other))])
    return [(row.field, tuple(str(side.value) for side in row.sayings)) for row in found]


@pytest.mark.parametrize(
    ("one", "other", "matters"),
    [
        (listing(ONGOING), listing(ENDED), ["status"]),
        (listing(ONGOING), listing(UNKNOWN), []),
        (listing(ENDED), listing(ENDED), []),
        (listing(part=CURRENT), listing(ENDED), ["participation"]),
        (listing(ONGOING, CURRENT), listing(ENDED), ["participation"]),
        (listing(part=CURRENT), listing(ONGOING), []),
        (listing(ENDED, PAST), listing(ONGOING), []),
        (listing(part=PAST), listing(part=CURRENT), ["participation"]),
        (listing(until="2024-05"), listing(until="2024-05-17"), []),
        (listing(until="2024"), listing(until="2024-05"), []),
        (listing(until="2024-05-17"), listing(until="2024-05-18"), []),
        (listing(until="2024-05-17"), listing(until="2024-05-19"), ["until"]),
        (listing(until="2024-05"), listing(until="2024-06"), ["until"]),
        (listing(until="2024-05-31"), listing(until="2024-06"), ["until"]),
        (listing(ENDED, until="2023-06-30"), listing(until="2024-06-30"), []),
        (listing(until="2024-06-30"), listing(ended="2024-12-31"), []),
        (listing(part=CURRENT, until="2024"), listing(until="2025"), []),
        (listing(since="2013-04"), listing(since="2013-07-01"), []),
        (listing(since="2013-04"), listing(since="2015-07-01"), ["since"]),
        (listing(ended="2023-12-03"), listing(ended="2024-02-29"), []),
        (listing(ended="2016"), listing(ended="2023-12-31"), ["ended"]),
        (listing(host=("ML",)), listing(host=("NE",)), ["host"]),
        (listing(host=("ML",)), listing(host=("ML", "NE")), []),
        (
            listing(mission="untso", host=("IL",)),
            listing(mission="untso", host=("LB",)),
            [],
        ),
        (listing(host=("ML",)), listing(part=CURRENT, host=("NE",)), ["host"]),
        (
            listing(head="Major General Aroldo Lázaro Sáenz"),
            listing(head="Lt. General Aroldo LAZARO"),
            [],
        ),
        (
            listing(head="Major General Aroldo Lázaro"),
            listing(head="Major General Diodato Abagnara"),
            ["head"],
        ),
        (listing(head="El-Ghassim Wane"), listing(head="Lieutenant General Kees Matthijssen"), []),
        (listing(ONGOING), listing(ENDED, mission="minusca"), []),
        (nmi(host=("IQ",)), nmi(seat="Naples", left=("IQ",)), ["place"]),
        (nmi(host=("IQ",)), nmi(seat="Naples", left="host"), ["place"]),
        (nmi(passage="It is deployed in Iraq."), nmi(left=("IQ",)), ["place"]),
        (nmi(passage="It was deployed in Iraq until 2026."), nmi(left=("IQ",)), []),
        (nmi(host=("IQ",)), nmi(seat="Naples"), []),
        (nmi(host=("IQ",), left=("IQ",)), nmi(left=("IQ",)), []),
        (nmi(host=("IQ", "KW")), nmi(left=("IQ",)), []),
        (nmi(host=("IQ",)), nmi(seat="Baghdad", left="host"), []),
        (nmi(ENDED, host=("IQ",)), nmi(left=("IQ",)), []),
        (nmi(), nmi(left=("IQ",)), []),
    ],
)
def test_like_is_compared_with_like(one: Listing, other: Listing, matters: list[str]) -> None:
    assert [matter for matter, _ in between(one, other)] == matters
    assert [matter for matter, _ in between(other, one)] == matters


@pytest.mark.parametrize(
    ("one", "other", "matters"),
    [
        ("The mandate ended on 2024-05-17.", "Its mandate expired on 2024-05-27.", ["ended"]),
        ("The mandate ended on 2024-05-17.", "It was closed on 2024-05-27.", []),
        ("Le mandat a pris fin le 2024-05-17.", "Liquidation 2024-05-27.", []),
        ("Das Mandat endete am 2024-05-17.", "Het mandaat eindigde op 2024-05-27.", ["ended"]),
        ("It ended on 2024-05-17.", "It ended on 2024-05-27.", []),
    ],
)
def test_an_ending_has_steps_and_only_dates_of_one_step_contradict(
    one: str, other: str, matters: list[str]
) -> None:
    first = listing(ENDED, passage=one, ended="2024-05-17")
    second = listing(ENDED, passage=other, ended="2024-05-27")
    assert [matter for matter, _ in between(first, second)] == matters


@pytest.mark.parametrize(
    ("one", "other", "differ"),
    [
        ("2024-05-17", "2024-05-18", False),
        ("2024-05-17", "2024-05-19", True),
        ("2024-05", "2024-06", False),
        ("2024-05", "2024-06-01", False),
        ("2024-05", "2024-06-02", True),
        ("2008-12-31", "2009", False),
        ("2008-12-30", "2009", True),
        ("2008", "2009", False),
        ("2024-02-29", "2024-03", False),
    ],
)
def test_dates_of_one_step_that_border_on_each_other_are_one_moment(
    one: str, other: str, differ: bool
) -> None:
    first = listing(ENDED, passage=f"The mandate ended on {one}.", ended=one)
    second = listing(ENDED, passage=f"The mandate ended on {other}.", ended=other)
    assert [matter for matter, _ in between(first, second)] == ["ended"] * differ
    assert [matter for matter, _ in between(second, first)] == ["ended"] * differ


def test_a_data_file_that_lags_behind_its_own_list_is_low_and_no_quarrel_of_others() -> None:
    un = source(
        "un",
        page(listing(ENDED), url="past"),
        page(listing(ONGOING), url="hub", role=PageRole.RECORDS),
    )
    belgium = source("belgium", page(listing(ONGOING, CURRENT), role=PageRole.PROSE))
    found = find_contradictions([un, belgium])
    assert [(one.field, one.key.sources, one.lags) for one in found] == [
        ("participation", ("belgium", "un"), False),
        ("status", ("un", "un"), True),
    ]
    assert [severity_of(one)[0] for one in found] == [Severity.HIGH, Severity.LOW]
    assert all(reason.startswith(str(severity)) for severity, reason in map(severity_of, found))


def test_a_data_file_that_knows_only_months_agrees_with_any_day_of_them() -> None:
    hub = page(listing(ENDED, ended="2018-03-01"), url="hub", role=PageRole.RECORDS)
    own = page(listing(ENDED, passage="closed 2018-03-30", ended="2018-03-30"), url="list")
    assert find_contradictions([source("un", hub, own)]) == ()


def test_a_page_of_a_mission_that_its_source_lists_no_more_says_nothing() -> None:
    own = page(listing(ONGOING), url="mission", role=PageRole.MISSION)
    other = page(listing(ENDED))
    assert find_contradictions([source("un", own), source("eeas", other)]) == ()


def test_three_sources_are_compared_in_pairs() -> None:
    views = [
        source("belgium", page(listing(ONGOING))),
        source("nato", page(listing(ENDED))),
        source("un", page(listing(ONGOING))),
    ]
    pairs = [one.key.sources for one in find_contradictions(views)]
    assert pairs == [("belgium", "nato"), ("nato", "un")]


DATES = st.sampled_from(["2023", "2024", "2024-05", "2024-05-17", "2024-05-18", "2026-12-31"])
LISTINGS = st.builds(
    listing,
    st.sampled_from(Status),
    st.sampled_from([None, CURRENT, PAST]),
    st.sampled_from(["", "The mandate ended on 2024-05-17.", "closed on 2024-05-18"]),
    until=DATES,
    since=DATES,
    ended=DATES,
    host=st.sampled_from([("ML",), ("NE",), ("ML", "NE")]),
    head=st.sampled_from(["General A. Bee", "Colonel Cee Dee", "Eff Gee"]),
)
PAGES = st.builds(
    lambda one, url, role: page(one, url=url, role=role),
    LISTINGS,
    st.sampled_from(["a", "b"]),
    st.sampled_from([PageRole.LIST, PageRole.RECORDS, PageRole.PROSE, PageRole.MISSION]),
)


def said(found: tuple[Contradiction, ...]) -> set[tuple[str, frozenset[object]]]:
    return {(one.field, frozenset(one.sayings)) for one in found}


@settings(deadline=None)
@given(st.lists(PAGES, max_size=2, unique_by=lambda one: one.url), PAGES, PAGES)
def test_the_order_of_sources_does_not_matter(
    un: list[PageView], eeas: PageView, belgium: PageView
) -> None:
    views = [source("un", *un), source("eeas", eeas), source("belgium", belgium)]
    results = [find_contradictions(order) for order in permutations(views)]
    assert all(one == results[0] for one in results)
    assert said(find_contradictions([source("un", *un[::-1]), *views[1:]])) == said(results[0])


@settings(deadline=None)
@given(LISTINGS)
def test_what_is_said_alike_is_never_a_contradiction(one: Listing) -> None:
    views = [
        source("un", page(one, url="a"), page(one, url="b")),
        source("eeas", page(one)),
    ]
    assert [row for row in find_contradictions(views) if row.field != "participation"] == []
    if one.participation is None:
        assert find_contradictions(views) == ()


@settings(deadline=None)
@given(PAGES)
def test_no_page_contradicts_itself(one: PageView) -> None:
    assert find_contradictions([source("un", one)]) == ()
