"""Runs and sources: one run a source at a time, due times claimed once."""

from __future__ import annotations

import threading
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import create_engine, update

from missions.records import RunStatus
from storage import runs as runs_module
from storage.errors import RunOver, RunUnknown, SourceBusy, SourceExists, SourceUnknown
from storage.models import Run
from storage.rows import AddedSource, RunCounts, SourceRow
from storage.store import Store
from tests.storage.samples import COUNTS, DAY, NOON, crawl, kept


def let_pass(address: str, minutes: float) -> None:
    """Make every run's last sign of life that much older."""
    then = datetime.now(UTC) - timedelta(minutes=minutes)
    engine = create_engine(address)
    with engine.begin() as connection:
        connection.execute(update(Run).values(heartbeat_at=then))
    engine.dispose()


def test_a_source_is_crawled_once_at_a_time(store: Store) -> None:
    with store.begin() as tx:
        run = tx.start_run("un", NOON)
        tx.start_run("nato", NOON)
    busy_message = "is being crawled already: run 1, since 2026-03-01T12:00"
    with pytest.raises(SourceBusy, match=busy_message) as busy, store.begin() as tx:
        tx.start_run("un", NOON + DAY)
    assert (busy.value.run, busy.value.since) == (run, NOON)
    with store.begin() as tx:
        tx.finish_run(run, RunStatus.OK, None, COUNTS, NOON)
        assert tx.start_run("un", NOON) > run


def test_a_run_tells_what_it_came_to(store: Store) -> None:
    with store.begin() as tx:
        run = tx.start_run("un", NOON)
        tx.finish_run(run, RunStatus.HELD, "the list shrank", COUNTS, NOON + DAY)
        row = tx.run(run)
    assert (row.status, row.reason, row.counts) == (RunStatus.HELD, "the list shrank", COUNTS)
    assert (row.started_at, row.finished_at) == (NOON, NOON + DAY)
    with store.read() as tx, pytest.raises(RunUnknown, match="no run 99"):
        tx.run(99)


def test_runs_are_listed_newest_first(store: Store) -> None:
    made = [crawl(store, kept("minusma"), source=source) for source in ("un", "nato", "un")]
    with store.read() as tx:
        assert [run.id for run in tx.runs()] == made[::-1]
        assert [run.id for run in tx.runs("un", limit=1)] == [made[2]]


def test_a_run_silent_for_ten_minutes_is_given_up(store: Store, address: str) -> None:
    with store.begin() as tx:
        dead = tx.start_run("un", NOON)
        tx.keep_page(dead, kept("minusma"))
    let_pass(address, minutes=11)
    with store.begin() as tx:
        alive = tx.start_run("un", NOON)
        assert tx.run(dead).status is RunStatus.INTERRUPTED
        assert tx.run(alive).status is RunStatus.RUNNING
        assert tx.believed_pages("un") == []


def test_a_run_that_gave_a_sign_of_life_is_not_given_up(store: Store, address: str) -> None:
    with store.begin() as tx:
        run = tx.start_run("un", NOON)
    let_pass(address, minutes=11)
    with store.begin() as tx:
        tx.beat(run)
    with pytest.raises(SourceBusy), store.begin() as tx:
        tx.start_run("un", NOON)


def test_a_run_that_was_given_up_cannot_end_as_if_nothing_had_been(
    store: Store, address: str
) -> None:
    with store.begin() as tx:
        given_up = tx.start_run("un", NOON)
    let_pass(address, minutes=11)
    with store.begin() as tx:
        tx.start_run("un", NOON)
    with store.begin() as tx:
        with pytest.raises(RunOver, match="interrupted"):
            tx.beat(given_up)
        with pytest.raises(RunOver):
            tx.keep_page(given_up, kept("minusma"))
        with pytest.raises(RunOver):
            tx.finish_run(given_up, RunStatus.OK, None, RunCounts(), NOON)


def test_of_many_threads_one_starts_the_run(store: Store) -> None:
    won: list[int] = []
    gate = threading.Barrier(6)

    def contend() -> None:
        gate.wait()
        try:
            with store.begin() as tx:
                run = tx.start_run("un", NOON)
        except SourceBusy:
            return
        won.append(run)

    threads = [threading.Thread(target=contend) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(won) == 1


def test_a_source_can_be_added_and_removed(store: Store) -> None:
    with store.begin() as tx:
        tx.add_source("au", "https://example.org/au", "African Union", "other")
        added = AddedSource("https://example.org/au", "African Union", "other")
        assert tx.source_rows() == [SourceRow("au", added, None, False)]
        with pytest.raises(SourceExists, match='"au" was added before'):
            tx.add_source("au", "https://example.org/2", "Again", "other")
        tx.remove_source("au")
        assert tx.source_rows() == []
        with pytest.raises(SourceUnknown, match='No source "au"'):
            tx.remove_source("au")


def test_a_built_in_source_cannot_be_removed(store: Store) -> None:
    with store.begin() as tx:
        tx.set_next_due("un", NOON)
        with pytest.raises(SourceUnknown, match=r"enabled = false"):
            tx.remove_source("un")


def test_the_history_of_a_removed_source_stays(store: Store) -> None:
    with store.begin() as tx:
        tx.add_source("au", "https://example.org/au", "African Union", "other")
    crawl(store, kept("minusma"), source="au")
    with store.begin() as tx:
        tx.remove_source("au")
    with store.read() as tx:
        assert len(tx.believed_pages("au")) == 1


def test_a_due_time_is_claimed_by_exactly_one(store: Store) -> None:
    with store.begin() as tx:
        assert tx.claim_due("un", None, NOON)
        assert not tx.claim_due("un", None, NOON)
        assert tx.claim_due("un", NOON, NOON + DAY)
        assert not tx.claim_due("un", NOON, NOON + DAY)
        assert tx.source_rows()[0].next_due_at == NOON + DAY


def test_a_source_is_paused_and_resumed(store: Store) -> None:
    with store.begin() as tx:
        tx.pause_source("un", True)
        assert tx.source_rows() == [SourceRow("un", None, None, True)]
        tx.pause_source("un", False)
        assert not tx.source_rows()[0].paused


def test_times_come_back_in_utc_whatever_zone_they_went_in_with(store: Store) -> None:
    brussels = datetime.fromisoformat("2026-07-01T14:00:00.123456+02:00")
    with store.begin() as tx:
        tx.set_next_due("un", brussels)
        (row,) = tx.source_rows()
    assert row.next_due_at is not None
    assert row.next_due_at.isoformat() == "2026-07-01T12:00:00.123456+00:00"


def test_ten_minutes_is_what_the_message_says() -> None:
    assert timedelta(minutes=10) == runs_module.SILENCE
