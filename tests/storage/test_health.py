"""What is kept of held runs, of blindness, and of the severity that people want."""

from __future__ import annotations

from missions.records import RunStatus, Severity
from storage.rows import RunDecision
from storage.store import Store
from storage.wishes import Frequency, Wishes
from tests.storage.samples import DAY, NOON, change, crawl, kept


def test_who_decided_about_a_held_run_and_why_is_kept(store: Store) -> None:
    run = crawl(store, kept("minusma"), status=RunStatus.HELD)
    decision = RunDecision("accept", "ann", "they closed", NOON + DAY)
    with store.begin() as tx:
        tx.note_doubts(run, ("list_shrank",), "mark")
        tx.settle_run(run, RunStatus.OK, "Accepted", decision)
    with store.read() as tx:
        (row,) = tx.decided_runs()
        assert tx.held_runs() == []
    assert (row.id, row.doubts, row.state, row.decision) == (
        run,
        ("list_shrank",),
        "mark",
        decision,
    )
    assert row.was_held


def test_one_of_two_who_noticed_a_blind_source_tells_it(store: Store) -> None:
    with store.begin() as tx:
        assert tx.claim_blindness("un", None, NOON)
        assert not tx.claim_blindness("un", None, NOON + DAY)
    with store.begin() as tx:
        (row,) = tx.source_rows()
        assert row.blind_told_at == NOON
        tx.sees_again("un")
    with store.begin() as tx:
        assert tx.claim_blindness("un", None, NOON + DAY)


def test_the_newest_run_that_ended_so_and_those_after_it_are_found(store: Store) -> None:
    good = crawl(store, kept("minusma"))
    bad = crawl(store, kept("minusma"), status=RunStatus.HELD)
    with store.read() as tx:
        first, last = tx.first_run("un"), tx.last_run("un", RunStatus.OK, RunStatus.PARTIAL)
        assert first is not None
        assert last is not None
        assert (first.id, last.id) == (good, good)
        assert [run.id for run in tx.runs_after("un", good)] == [bad]
        assert tx.last_run("nato") is None


def test_the_severity_a_person_wants_is_kept_and_low_is_the_default(store: Store) -> None:
    with store.begin() as tx:
        every = tx.subscribe("ann@example.org", Wishes(frequency=Frequency.DAILY), NOON)
        grave = tx.subscribe(
            "bob@example.org", Wishes(frequency=Frequency.DAILY, severity=Severity.HIGH), NOON
        )
    with store.read() as tx:
        assert [row.wishes.severity for row in tx.subscribers()] == [Severity.LOW, Severity.HIGH]
    assert (every.wishes.severity, grave.wishes.severity) == (Severity.LOW, Severity.HIGH)


def test_what_is_true_no_more_is_told_to_nobody_who_was_not_told_yet(store: Store) -> None:
    with store.begin() as tx:
        ann = tx.subscribe("ann@example.org", Wishes(frequency=Frequency.DAILY), NOON)
        number = tx.record_change(change(), None, NOON)
        tx.announce(number, ann.id)
        tx.withdraw_announcements([number])
        assert tx.audience(NOON) == []
