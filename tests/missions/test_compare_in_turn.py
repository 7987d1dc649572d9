"""What is told in the course of several checks: nothing twice, nothing never."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from missions.compare import Waiting, compare_views
from missions.records import Listing, Severity, Status
from missions.register import load_register
from missions.view import SourceView
from tests.missions.comparing_material import LIST, Watched, all_told, listing, page, view

STAYS = listing("untso")
WITH, WITHOUT = view(STAYS, listing("unifil")), view(STAYS)
OLD, NEW = view(listing("unifil", until="2025-08-31")), view(listing("unifil", until="2026-12-31"))
NOTE = "source turns"


@pytest.mark.parametrize(
    ("first", "other", "told"),
    [
        (OLD, NEW, "field unifil until"),
        (
            view(listing("unifil", passage="It watches the border.")),
            view(listing("unifil", passage="It guards the border.")),
            "text unifil",
        ),
        (
            view(listing("unifil", name="Force in Lebanon")),
            view(listing("unifil", name="Operation Cedar")),
            "renamed unifil",
        ),
        (
            view(listing("new:a", name="Stabilisation Mission Alpha", since="2020-01")),
            view(listing("new:b", name="Mission Alpha Stabilisation Two", since="2020-01")),
            "renamed new:b",
        ),
        (WITHOUT, WITH, "added unifil"),
        (WITH, view(STAYS, listing("unifil", Status.ENDED)), "ended unifil"),
        (view(listing("unsom")), view(listing("untmis")), "renamed untmis"),
    ],
)
def test_what_goes_to_and_fro_is_told_once_and_the_operator_hears_of_it(
    first: SourceView, other: SourceView, told: str
) -> None:
    watched = Watched(first)
    assert watched.checks(other, first) == [told, ""]
    assert watched.checks(other) == [NOTE]
    assert set(watched.checks(*(first, other) * 8)) == {""}


def test_a_value_that_returns_and_lasts_is_told_at_the_second_check() -> None:
    assert Watched(OLD).checks(NEW, OLD, OLD, OLD) == [
        "field unifil until",
        "",
        "field unifil until",
        "",
    ]


def test_a_third_value_is_told_against_the_one_told_last() -> None:
    watched = Watched(OLD)
    watched.checks(NEW, OLD)
    (change,) = watched.check(view(listing("unifil", until="2027-12-31")))
    assert (change.before, change.after) == ("2026-12-31", "2027-12-31")


def test_a_disappearance_that_slips_once_is_nothing_and_one_that_repeats_is_noted() -> None:
    watched = Watched(WITH)
    assert watched.checks(WITHOUT, WITH) == ["", ""]
    assert watched.checks(WITHOUT, WITH, *(WITHOUT, WITH) * 5) == ["", NOTE, *[""] * 10]


def test_what_comes_back_after_its_removal_was_told_is_told_once_as_back() -> None:
    watched = Watched(WITH)
    assert watched.checks(WITHOUT, WITHOUT) == ["", "removed unifil"]
    assert watched.checks(WITH, WITH, WITH) == ["", "added unifil", ""]
    assert watched.changes[-1][0].reason == (
        "high because a mission that had vanished is back on the list"
    )


def test_what_vanished_without_a_word_and_then_is_told_as_past_has_ended() -> None:
    past = view(STAYS, listing("unifil", Status.ENDED))
    assert Watched(WITH).checks(WITHOUT, past, past) == ["", "ended unifil", ""]


def test_an_ending_taken_back_is_told_when_it_lasts() -> None:
    past = view(STAYS, listing("unifil", Status.ENDED))
    watched = Watched(WITH)
    assert watched.checks(past, WITH, WITH) == ["ended unifil", "", "added unifil"]
    assert watched.changes[-1][0].summary == "UNIFIL is told as running again by the UN's list."


def test_a_page_that_was_not_seen_confirms_nothing() -> None:
    gone = Watched(WITH)
    gone.check(WITHOUT)
    unseen = replace(WITHOUT, pages=(replace(WITHOUT.pages[0], is_kept=True),))
    assert gone.checks(unseen, unseen, WITHOUT) == ["", "", "removed unifil"]


def test_a_redesign_that_comes_and_goes_is_a_redesign_and_one_note() -> None:
    one, other = view(STAYS), view(STAYS, layout="h3<div")
    assert Watched(one).checks(other, one, other, one, other) == ["source layout", NOTE, "", "", ""]


def test_a_redesign_of_many_pages_is_one_note() -> None:
    def both(layout: str) -> SourceView:
        urls = LIST, "https://example.org/past"
        return SourceView("un", tuple(page(url, STAYS, layout=layout) for url in urls))

    assert Watched(both("li<ul")).checks(both("h3<div")) == ["source layout"]


@pytest.mark.parametrize(
    ("earlier", "later"),
    [
        ("unsom", "untmis"),
        ("eutm-mozambique", "eumam-mozambique"),
        ("minujusth", "binuh"),
        ("allied-harmony", "concordia"),
    ],
)
@pytest.mark.parametrize("course", ["at once", "gone first", "marked", "side by side"])
def test_a_successor_is_told_as_one(earlier: str, later: str, course: str) -> None:
    was, now = listing(earlier), listing(later)
    over = listing(earlier, Status.ENDED)
    seen, told = {
        "at once": ([[now]] * 3, [f"renamed {later}"]),
        "gone first": ([[], [now], [now]], [f"renamed {later}"]),
        "marked": ([[now, over], [now, over], [now]], [f"renamed {later}"]),
        "side by side": ([[was, now], [now], [now]], [f"added {later}", f"renamed {later}"]),
    }[course]
    watched = Watched(view(STAYS, was))
    assert all_told(watched, (view(STAYS, *listings) for listings in seen)) == told


def test_a_predecessor_that_is_missed_once_beside_its_successor_is_no_news() -> None:
    both, one = view(listing("unsom"), listing("untmis")), view(listing("untmis"))
    assert Watched(both).checks(one, both, both) == ["", "", ""]


def test_an_older_mission_that_takes_over_tasks_is_no_new_name() -> None:
    both, one = view(listing("unmha"), listing("osesgy")), view(listing("osesgy"))
    assert Watched(both).checks(one, one) == ["", "removed unmha"]


def test_one_mission_may_become_two_and_two_may_become_one() -> None:
    split = Watched(view(STAYS, listing("unmis")))
    after = view(STAYS, listing("unmiss"), listing("unisfa"))
    assert all("removed" not in told for told in split.checks(after, after))


def test_a_successor_on_another_organisations_list_is_named_in_the_reason() -> None:
    (told,) = Watched(view(STAYS)).check(view(STAYS, listing("concordia")))
    assert "it takes over from Operation Allied Harmony" in told.reason
    watched = Watched(view(STAYS, listing("allied-harmony")))
    watched.check(view(STAYS))
    (gone,) = watched.check(view(STAYS))
    assert "EUFOR Concordia takes over from it" in gone.reason


OF_ITS_OWN = {"since": "2021-05-03", "head": "A. Person", "until": "2027-05-02"}


@pytest.mark.parametrize(
    ("was", "now", "is_one"),
    [
        (
            listing("new:a", name="Advisory Mission Alphaland"),
            listing("new:b", name="Advisory and Training Mission for Alphaland"),
            True,
        ),
        (
            listing("new:a", name="Mission Alpha", **OF_ITS_OWN),
            listing("new:b", name="Operation Beta", **OF_ITS_OWN),
            True,
        ),
        (
            listing("new:a", name="Mission Alpha", passage="It trains the guards of the isles."),
            listing("new:b", name="Blue Wave", passage="It trains the guards of the isles."),
            True,
        ),
        (
            listing("new:a", name="EU Training Mission in Mali"),
            listing("new:b", name="EU Training Mission in Niger"),
            False,
        ),
        (
            listing("new:a", name="Advisory Mission Alphaland", since="2014"),
            listing("new:b", name="Advisory Mission for Alphaland", since="2021"),
            False,
        ),
        (listing("new:a", name="Mission Alpha"), listing("new:b", name="Operation Beta"), False),
    ],
)
def test_an_unregistered_entry_under_another_name_is_renamed_if_it_is_the_same(
    was: Listing, now: Listing, is_one: bool
) -> None:
    after = view(STAYS, now)
    told = all_told(Watched(view(STAYS, was)), [after, after])
    assert told == (["renamed new:b"] if is_one else ["added new:b", "removed new:a"])


ACRONYMS = [
    ("UNSMIL", "United Nations Support Mission in Libya", True),
    ("MONUSCO", "Mission de l'Organisation des Nations Unies pour la stabilisation du Congo", True),
    ("EUAM Togo", "EUAM Togo, civilian advisory mission", True),
    ("UNMIK", "United Nations Support Mission in Libya", False),
    ("UNSMIL", "United Nations Mission in Libya", False),
    ("Support Mission in Libya", "Support Mission for the Libyans", False),
    ("Support Mission in Libya", "Support Mission to Libya", True),
    ("MISSION", "Mission in Libya", False),
    ("UN", "United Nations Support Mission in Libya", False),
]


@pytest.mark.parametrize(("acronym", "name", "is_one"), ACRONYMS)
def test_a_rebuilt_page_may_print_the_other_form_of_a_name_without_news(
    acronym: str, name: str, is_one: bool
) -> None:
    was, now = listing("new:a", name=acronym), listing("new:b", name=name)
    before, after = view(STAYS, was, layout="ul li"), view(STAYS, now, layout="table td")
    for first, then in ((before, after), (after, before)):
        told = [one for one in all_told(Watched(first), [then, then]) if "source" not in one]
        assert (told == []) is is_one


def test_a_mission_that_moves_to_another_page_of_its_source_is_no_news() -> None:
    unifil, other = listing("unifil"), "https://example.org/asia"
    before = SourceView("un", (page(LIST, STAYS, unifil), page(other, listing("unmogip"))))
    after = SourceView("un", (page(LIST, STAYS), page(other, listing("unmogip"), unifil)))
    assert Watched(before).checks(after, before, after) == ["", "", ""]


def test_only_the_sentences_that_changed_are_told() -> None:
    def said(middle: str) -> SourceView:
        return view(listing("unifil", passage=f"It began in 1978. {middle} It stays."))

    (told,) = Watched(said("It has two sectors.")).check(said("It has three sectors."))
    assert (told.before, told.after) == ("It has two sectors.", "It has three sectors.")
    assert told.severity is Severity.LOW


@pytest.mark.parametrize(
    "other",
    [
        "It stays. It began in 1978 – in the “Blue Line” area.",
        'IT BEGAN IN 1978 - in the "Blue Line" area.  It stays!',
        "It began in 1978 - in the Blue Line area. It stays. Last updated: 3 May 2026.",
        "It began in 1978 \ufffd in the \ufffdBlue Line\ufffd area. It stays.",
    ],
)
def test_words_printed_otherwise_are_no_news(other: str) -> None:
    one = "It began in 1978 – in the “Blue Line” area. It stays."
    before, after = (view(listing("unifil", passage=words)) for words in (one, other))
    assert Watched(before).checks(after, before, after) == ["", "", ""]


@pytest.mark.parametrize(
    ("was", "now", "passage", "reason"),
    [
        ({"until": "2024-08-31"}, {"until": "2025-08-31"}, "", "low because it is a routine"),
        ({"until": "2025-04-30"}, {"until": "2025-05-09"}, "", "normal because it is a technical"),
        ({"until": "2025-04-30"}, {"until": "2025-02-28"}, "", "high because the mandate ends ear"),
        ({}, {"until": "2025-02-28"}, "", "normal because an end of the mandate is told for the"),
        (
            {"until": "2025-08-31"},
            {"until": "2026-12-31"},
            "Extended for a final time.",
            "high because an ending was decided",
        ),
        ({"strength": 1000}, {"strength": 700}, "", "normal because the strength changed by a qu"),
        ({"strength": 1000}, {"strength": 900}, "", "low because the strength changed by less"),
        (
            {"strength": 14000},
            {"strength": 13500},
            "The troop ceiling is 13,500.",
            "normal because the authorised ceiling changed",
        ),
        ({"host": ("IQ",)}, {"host": ("IT",)}, "", "high because the mission is somewhere else"),
        ({"head": "A. Person"}, {"head": "B. Other"}, "", "normal because the mission has another"),
    ],
)
def test_a_severity_says_why(
    was: dict[str, object], now: dict[str, object], passage: str, reason: str
) -> None:
    before = view(listing("unifil", **was))  # type: ignore[arg-type]
    after = view(listing("unifil", passage=passage, **now))  # type: ignore[arg-type]
    (change,) = Watched(before).check(after)
    assert change.reason.startswith(reason)
    assert change.reason.startswith(f"{change.severity} because")


def test_words_that_decide_an_end_are_more_than_a_rewording() -> None:
    before = view(listing("unifil", passage="The mandate was extended."))
    (change,) = Watched(before).check(
        view(listing("unifil", passage="The mandate was extended for a final time."))
    )
    assert (str(change.kind), change.severity) == ("text", Severity.HIGH)


MISSIONS = st.sampled_from(["unifil", "minusma", "unmiss", "unmik", "undof", "new:alpha", "new:x"])
LISTS = st.lists(
    st.builds(
        listing,
        MISSIONS,
        st.sampled_from([Status.ONGOING, Status.ENDED]),
        until=st.sampled_from(["2024-08-31", "2025-08-31", "2026-12-31"]),
        passage=st.sampled_from(["", "It watches the border.", "It trains the police there."]),
    ),
    unique_by=lambda one: one.mission,
)


@given(LISTS)
@settings(max_examples=60)
def test_a_view_is_no_news_beside_itself(listings: list[Listing]) -> None:
    watched = Watched(view(STAYS, *listings))
    assert watched.checks(*[view(STAYS, *listings)] * 2) == ["", ""]


@given(LISTS, st.randoms(use_true_random=False), st.sampled_from(["li<ul", "tr<table"]))
@settings(max_examples=60)
def test_order_pages_and_layout_are_no_news_of_a_mission(
    listings: list[Listing], dice: object, layout: str
) -> None:
    first, second = LIST, "https://example.org/other"
    shuffled = list(listings)
    dice.shuffle(shuffled)  # type: ignore[attr-defined]
    half = len(shuffled) // 2
    before = SourceView("un", (page(first, STAYS, *listings), page(second, listing("undp"))))
    after = SourceView(
        "un",
        (
            page(second, listing("undp"), *shuffled[:half], layout=layout),
            page(first, *shuffled[half:], STAYS, layout=layout),
        ),
    )
    told = all_told(Watched(before), [after, after])
    assert [one for one in told if not one.startswith("source")] == []


@given(LISTS, LISTS, st.integers(2, 5))
@settings(max_examples=80)
def test_what_a_random_edit_adds_or_removes_is_told_exactly_once(
    one: list[Listing], other: list[Listing], checks: int
) -> None:
    was, now = ({each.mission: each.status for each in listings} for listings in (one, other))
    news = {each for each in was.keys() ^ now.keys() if was.get(each) is not Status.ENDED}
    watched = Watched(view(STAYS, *one))
    told = all_told(watched, [view(STAYS, *other)] * checks)
    heads = [line for line in told if line.split()[0] in ("added", "removed", "renamed")]
    renamed = [line.split()[1] for line in heads if line.startswith("renamed")]
    renames = sum(now[each] is not Status.ENDED for each in renamed)
    assert len(heads) == len(news) - renames
    assert {line.split()[1] for line in heads} <= news


@given(LISTS, LISTS, st.integers(1, 6))
@settings(max_examples=60)
def test_two_versions_by_turns_are_told_once(
    one: list[Listing], other: list[Listing], turns: int
) -> None:
    watched = Watched(view(STAYS, *one))
    told = all_told(watched, [view(STAYS, *other), view(STAYS, *one)] * turns)
    assert len(told) == len(set(told))


def test_without_what_was_told_lately_a_comparison_is_that_of_two_views() -> None:
    (change,) = compare_views(WITH, WITHOUT, {}).changes
    again = compare_views(WITHOUT, WITH, {}, [Waiting(1, change, 1)])
    assert again.changes == ()


def test_what_was_told_as_over_leaves_and_returns_without_a_word() -> None:
    past = view(STAYS, listing("unifil", Status.ENDED))
    assert Watched(WITH).checks(past, WITHOUT, WITHOUT, past) == ["ended unifil", "", "", ""]


def test_what_vanished_without_a_word_is_told_when_it_is_listed_as_past() -> None:
    past = view(STAYS, listing("unifil", Status.ENDED))
    watched = Watched(WITH)
    assert watched.checks(WITHOUT, WITHOUT) == ["", "removed unifil"]
    assert watched.checks(past, past) == ["added unifil", ""]


@pytest.mark.parametrize(
    ("past", "since", "told"),
    [
        (listing("unamir", Status.ENDED), "2015-06-01", ""),
        (listing("unamir", Status.ENDED), "1995-06-01", "added unamir"),
        (listing("new:alpha", Status.ENDED, ended="2014"), "2015-06-01", ""),
        (listing("new:alpha", Status.ENDED, ended="2015"), "2015-06-01", "added new:alpha"),
        (listing("new:alpha", Status.ENDED), "2015-06-01", "added new:alpha"),
    ],
)
def test_a_section_of_missions_closed_before_the_watch_is_no_news(
    past: Listing, since: str, told: str
) -> None:
    assert Watched(view(STAYS), since=since).checks(view(STAYS, past)) == [told]


HIDES = view(listing("unifil"))
OVER = view(listing("unifil", Status.ENDED))


@pytest.mark.parametrize(
    ("seen", "told"),
    [
        ((OLD,), ["field unifil until"]),
        ((HIDES, HIDES, OLD), ["field unifil until"]),
        ((HIDES, HIDES, HIDES), []),
        ((HIDES, NEW), []),
        ((OVER, OVER), ["ended unifil"]),
    ],
)
def test_a_page_that_is_silent_about_what_waits_confirms_nothing(
    seen: tuple[SourceView, ...], told: list[str]
) -> None:
    watched = Watched(OLD)
    watched.checks(NEW, OLD)
    assert [one for one in all_told(watched, seen) if one != NOTE] == told


@pytest.mark.parametrize(
    ("mission", "was", "now", "told"),
    [
        ("eucap-somalia", "EUCAP Nestor", "EUCAP Somalia", "renamed eucap-somalia"),
        ("eunavfor-med-sophia", "EUNAVFOR MED", "EUNAVFOR MED Operation Sophia", "renamed"),
        ("eunavfor-med-sophia", "EUNAVFOR MED Operation Sophia", "EUNAVFOR MED", ""),
        ("eulex-kosovo", "EULEX", "EULEX Kosovo", ""),
        ("eupol-copps", "EUPOL COPPS", "EUPOL COPPS (Palestinian Territories)", ""),
        ("sea-guardian", "OSG", "OSG Operation Sea Guardian", ""),
        ("resolute-support", "Resolute Support Mission", "RSM", ""),
        ("eunavfor-atalanta", "EUNAVFOR Somalia Operation Atalanta", "EUNAVFOR Atalanta", ""),
    ],
)
def test_a_given_name_is_news_and_the_other_form_of_a_name_is_none(
    mission: str, was: str, now: str, told: str
) -> None:
    acronym = load_register().missions[mission].acronym
    before, after = (
        view(STAYS, replace(listing(mission, name=name), acronym=acronym)) for name in (was, now)
    )
    (heard,) = Watched(before).checks(after)
    assert heard.split()[:1] == told.split()[:1]


def test_the_end_of_a_mandate_goes_on_with_the_successor() -> None:
    before = view(STAYS, listing("eutm-mozambique", until="2024-09-08", passage="It trains."))
    after = view(STAYS, listing("eumam-mozambique", until="2026-06-30", passage="It assists."))
    renamed, until = Watched(before).check(after)
    assert (str(renamed.kind), str(until.kind)) == ("renamed", "field")
    assert (until.mission, until.before, until.after) == (
        "eumam-mozambique",
        "2024-09-08",
        "2026-06-30",
    )


def test_new_words_about_either_side_of_a_succession_are_no_news_beside_it() -> None:
    before = view(STAYS, listing("isaf", passage="It helps the authorities."))
    over = listing("isaf", Status.ENDED, passage="It was completed in 2014.")
    after = view(STAYS, over, listing("resolute-support", passage="It advises."))
    assert Watched(before).checks(after) == ["renamed resolute-support"]


@pytest.mark.parametrize(
    ("status", "layout", "told"),
    [
        (Status.ONGOING, "li<ul", "field minusma ended"),
        (Status.ENDED, "li<ul", "ended minusma"),
        (Status.ONGOING, "h3<div", "source layout"),
    ],
)
def test_an_end_that_is_told_of_a_running_mission_is_news(
    status: Status, layout: str, told: str
) -> None:
    watched = Watched(view(STAYS, listing("minusma")))
    ended = listing("minusma", status, ended="2023-06-30")
    assert watched.checks(view(STAYS, ended, layout=layout)) == [told]


def test_the_end_of_a_running_mission_is_high() -> None:
    watched = Watched(view(STAYS, listing("minusma")))
    (change,) = watched.check(view(STAYS, listing("minusma", ended="2023-06-30")))
    assert change.severity is Severity.HIGH
    assert change.summary == "MINUSMA: the closing date is told as 2023-06-30."


@pytest.mark.parametrize(
    ("was", "now", "told"),
    [
        ("This page was viewed 82433 times.", "This page was viewed 9 times.", ""),
        ("It guards. Photo 5 of 24.", "It guards. Photo 7 of 24.", ""),
        ("It guards\nViewed 12 times.\nPhoto 1.", "It guards\nViewed 19 times.\nPhoto 2.", ""),
        ("Page consultée 1 204 fois.", "Page consultée 1 391 fois.", ""),
        ("Deze pagina werd 12 keer bekeken.", "Deze pagina werd 13 keer bekeken.", ""),
        ("It has 12 bases.", "It has 13 bases.", "text unifil"),
        ("It has 12 visitors.", "It has 12 visitors and no home.", "text unifil"),
    ],
)  # fmt: skip
def test_what_a_page_counts_of_itself_is_no_news(was: str, now: str, told: str) -> None:
    before, after = (
        view(listing("unifil", passage=f"It began in 1978. {words}")) for words in (was, now)
    )
    assert Watched(before).checks(after) == [told]


def test_words_that_go_back_behind_an_event_they_told_wait_as_other_words_do() -> None:
    first = view(listing("unifil", passage="It watches the border."))
    over = view(listing("unifil", Status.ENDED, passage="It watched the border, and is over."))
    silent = view(listing("unifil", Status.UNKNOWN, passage="It watches the border."))
    assert Watched(first).checks(over, silent, over) == ["ended unifil", "", NOTE]
