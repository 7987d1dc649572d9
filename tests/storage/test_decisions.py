"""Decisions about the register are kept, and ids follow them through the whole history."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from missions.decisions import Decision, Verb
from missions.records import ChangeState
from storage.store import Store
from storage.wishes import Frequency, Wishes
from tests.storage.samples import DAY, NOON, change, crawl, kept, listed

CONFIRMED = Decision(
    Verb.CONFIRM,
    "new:unasav",
    "unasav",
    "ann",
    NOON,
    name="Assistance Mission in the Savanna",
    acronym="UNASAV",
    organisation="UN",
    host=("TD", "CM"),
    printed=("UNASAV", "Mission savane – “été”"),
)


def test_decisions_come_back_as_they_were_taken_in_order(store: Store) -> None:
    dismissed = Decision(Verb.DISMISS, "new:cell", None, "bob", NOON + timedelta(hours=1))
    with store.begin() as tx:
        assert tx.last_decision() == 0
        first, second = tx.record_decision(CONFIRMED), tx.record_decision(dismissed)
    with store.read() as tx:
        assert tx.decisions() == [CONFIRMED, dismissed]
        assert first < second == tx.last_decision()


def test_an_entry_is_known_under_its_mission_now_and_then(store: Store) -> None:
    crawl(store, kept("new:x", "unifil"))
    crawl(store, kept("new:x", "undof"), at=NOON + DAY)
    with store.begin() as tx:
        tx.know_as("new:x", "x")
    with store.read() as tx:
        assert listed(tx) == ["x", "undof"]
        assert listed(tx, as_of=NOON) == ["x", "unifil"]
        assert tx.first_seen("un")["x"] == NOON
        assert tx.last_seen("un")["x"] == NOON + DAY


def test_known_values_follow_and_never_replace_those_of_the_mission(store: Store) -> None:
    with store.begin() as tx:
        tx.set_known("un", "new:x", "until", "2024", "2024", NOON)
        tx.set_known("un", "new:x", "head", "Ann", "Ann", NOON)
        tx.set_known("un", "x", "head", "Bob", "Bob", NOON)
        tx.know_as("new:x", "x")
    with store.read() as tx:
        assert tx.known_values("un") == {("x", "until"): "2024", ("x", "head"): "Bob"}


def test_an_id_can_be_put_right_for_one_source_alone(store: Store) -> None:
    crawl(store, kept("new:x"))
    crawl(store, kept("new:x", url="https://example.org/other"), source="eeas")
    with store.begin() as tx:
        tx.know_as("new:x", "x", "eeas")
    with store.read() as tx:
        assert set(tx.first_seen("un")) == {"new:x"}
        assert set(tx.first_seen("eeas")) == {"x"}


def test_changes_and_subscriptions_follow_the_id(store: Store) -> None:
    with store.begin() as tx:
        number = tx.record_change(change(mission="new:x"), None, NOON)
        tx.subscribe(
            "ann@example.org",
            Wishes(frequency=Frequency.DAILY, missions=("unifil", "new:x", "x")),
            NOON,
        )
        tx.know_as("new:x", "x")
    with store.read() as tx:
        assert tx.change(number).change == replace(change(), mission="x")
        assert tx.subscribers()[0].wishes.missions == ("unifil", "x")


def test_what_waits_of_an_entry_that_is_no_mission_is_dropped(store: Store) -> None:
    crawl(store, kept("new:x", "unifil"))
    with store.begin() as tx:
        waits = tx.record_change(change(ChangeState.UNCONFIRMED, "new:x"), None, NOON)
        told = tx.record_change(change(ChangeState.CONFIRMED, "new:x"), None, NOON)
        tx.set_known("un", "new:x", "until", "2024", "2024", NOON)
        tx.doubt("new:x", "ann said so")
    with store.read() as tx:
        assert tx.change(waits).change.state is ChangeState.DISCARDED
        assert tx.change(told).change.state is ChangeState.CONFIRMED
        assert tx.known_values("un") == {}
        (page,) = tx.believed_pages("un")
        assert [one.unsure for one in page.reading.listings] == ["ann said so", None]


def test_the_names_pages_print_are_told_once_each(store: Store) -> None:
    crawl(store, kept("new:x"))
    crawl(store, kept("new:x", "unifil"), at=NOON + DAY)
    with store.read() as tx:
        assert tx.printed_names("new:x") == ["Mission new:x", "NEW:X"]
        assert tx.printed_names("new:y") == []


def test_a_mission_that_is_confirmed_again_is_no_longer_in_doubt(store: Store) -> None:
    crawl(store, kept("x", "unifil"))
    with store.begin() as tx:
        tx.subscribe("ann@example.org", Wishes(frequency=Frequency.DAILY, missions=("x",)), NOON)
        tx.doubt("x", "ann said so")
        tx.know_as("x", "x")
        tx.set_known("un", "x", "until", "2024", "2024", NOON)
        tx.know_as("x", "x")
    with store.read() as tx:
        (page,) = tx.believed_pages("un")
        assert [one.unsure for one in page.reading.listings] == [None, None]
        assert tx.known_values("un") == {("x", "until"): "2024"}
        assert tx.subscribers()[0].wishes.missions == ("x",)


def test_an_id_that_staff_gave_gives_way_to_another_everywhere(store: Store) -> None:
    crawl(store, kept("x", "unifil"))
    crawl(store, kept("x", "undof"), at=NOON + DAY)
    with store.begin() as tx:
        number = tx.record_change(change(mission="x"), None, NOON)
        tx.set_known("un", "x", "until", "2024", "2024", NOON)
        tx.know_as("x", "shipped")
    with store.read() as tx:
        assert listed(tx) == ["shipped", "undof"]
        assert listed(tx, as_of=NOON) == ["shipped", "unifil"]
        assert tx.first_seen("un")["shipped"] == NOON
        assert tx.change(number).change.mission == "shipped"
        assert tx.known_values("un") == {("shipped", "until"): "2024"}
