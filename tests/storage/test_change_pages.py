"""Changes by the page, and how much there is of everything."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from missions.records import ChangeKind, ChangeState, RunStatus, Severity
from storage.change_pages import Choice, Place
from storage.measures import Checks
from storage.rows import MessageState
from storage.store import Store
from tests.storage.samples import DAY, NOON, change, crawl, kept


def all_pages(store: Store, choice: Choice, limit: int, *, newest_first: bool) -> list[list[int]]:
    pages: list[list[int]] = []
    after = None
    with store.read() as tx:
        while rows := tx.page_of_changes(choice, limit, after, newest_first=newest_first):
            pages.append([row.id for row in rows])
            after = Place(rows[-1].detected, rows[-1].id)
    return pages


def test_pages_hold_every_change_once_also_those_of_one_moment(store: Store) -> None:
    with store.begin() as tx:
        for at in (NOON, NOON, NOON, NOON - DAY, NOON + DAY):
            tx.record_change(change(), None, at)
    assert all_pages(store, Choice(), 2, newest_first=True) == [[5, 3], [2, 1], [4]]
    assert all_pages(store, Choice(), 2, newest_first=False) == [[4, 1], [2, 3], [5]]


def test_a_page_holds_what_fits_all_that_is_asked(store: Store) -> None:
    with store.begin() as tx:
        tx.record_change(change(), None, NOON)
        tx.record_change(replace(change(), source="nato", severity=Severity.LOW), None, NOON)
        tx.record_change(change(ChangeState.HELD, mission="unifil"), None, NOON + DAY)
        tx.record_change(replace(change(), kind=ChangeKind.ADDED), None, NOON + DAY)

    def found(choice: Choice) -> list[int]:
        return [
            number for page in all_pages(store, choice, 9, newest_first=False) for number in page
        ]

    assert found(Choice(sources=frozenset({"nato"}))) == [2]
    assert found(Choice(missions=frozenset({"unifil"}))) == [3]
    assert found(Choice(kinds=frozenset({ChangeKind.ADDED}))) == [4]
    assert found(Choice(states=frozenset({ChangeState.HELD}))) == [3]
    assert found(Choice(severities=frozenset({Severity.LOW}))) == [2]
    assert found(Choice(since=NOON + DAY)) == [3, 4]
    assert found(Choice(until=NOON)) == [1, 2]
    assert found(Choice(sources=frozenset({"un", "nato"}), until=NOON)) == [1, 2]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "_",
        "x_1",
        "1_1",
        "2024-05-17_1",
        "2024-05-17T08:00_1",
        "2024-05-17T08:00+00:00_x",
        "2024-05-17T08:00+00:00_-1",
        "2024-05-17T08:00+00:00_9999999999",
        "0001-01-01T00:00+23:59_1",
        "9999-12-31T23:59-23:59_1",
    ],
)
def test_only_a_place_that_was_written_down_is_one(text: str) -> None:
    assert Place.parse(text) is None


def test_a_place_is_read_as_it_was_written() -> None:
    place = Place(datetime(2024, 5, 17, 8, 0, 0, 1, UTC), 7)
    assert Place.parse(str(place)) == place


def test_measures_count_what_there_is(store: Store) -> None:
    crawl(store, kept("minusma"))
    with store.begin() as tx:
        tx.record_change(change(), None, NOON)
        tx.record_change(change(), None, NOON)
    with store.read() as tx:
        checks = tx.checks()
        assert list(checks) == ["un"]
        assert checks["un"] == Checks(NOON, NOON, 0)
        state = change().state
        assert tx.changes_by_kind_and_state() == {(change().kind, state): 2}
        assert tx.messages_by_state().get(MessageState.QUEUED, 0) == 0
        assert tx.database_bytes() > 100_000


def test_a_held_run_is_counted_and_not_believed(store: Store) -> None:
    crawl(store, kept("minusma"), status=RunStatus.HELD)
    with store.read() as tx:
        assert (tx.checks()["un"].believed, tx.checks()["un"].held) == (None, 1)
