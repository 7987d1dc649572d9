"""Pruning: what is no part of the history goes, the history stays."""

from __future__ import annotations

import os

from missions.records import RunStatus
from storage.rows import MessageState, NewMessage, PruneReport
from storage.store import Store
from storage.wishes import Frequency, Wishes
from tests.storage.samples import NOON, change, crawl, kept, listed
from tests.storage.test_runs import let_pass

TWO_DAYS = 2 * 24 * 60


def test_what_was_believed_stays_whatever_its_age(store: Store, address: str) -> None:
    crawl(store, kept("minusma"))
    crawl(store, kept("unifil"))
    let_pass(address, TWO_DAYS)
    assert store.prune(keep_days=1) == PruneReport(0, 0, 0, 0)
    with store.read() as tx:
        assert [tx.body(row.id) for row in tx.snapshots()] == [b"minusma", b"unifil"]


def test_old_versions_that_were_never_believed_go_with_their_bytes(
    store: Store, address: str
) -> None:
    crawl(store, kept("minusma"))
    crawl(store, kept("unifil", body=os.urandom(1000)), status=RunStatus.FAILED)
    let_pass(address, TWO_DAYS)
    assert store.prune(keep_days=1) == PruneReport(runs=1, snapshots=1, blobs=1, message_contents=0)
    assert store.check() == []
    with store.read() as tx:
        assert listed(tx) == ["minusma"]


def test_what_is_young_or_waits_for_a_decision_stays(store: Store, address: str) -> None:
    crawl(store, kept("minusma"))
    held = crawl(store, kept("unifil"), status=RunStatus.HELD)
    let_pass(address, TWO_DAYS)
    crawl(store, kept("monusco"), status=RunStatus.FAILED)
    assert store.prune(keep_days=1) == PruneReport(0, 0, 0, 0)
    with store.read() as tx:
        assert len(tx.read_of_run(held)) == 1


def test_bytes_that_others_build_on_stay(store: Store, address: str) -> None:
    start = os.urandom(5000)
    crawl(store, kept("minusma", body=start), status=RunStatus.FAILED)
    crawl(store, kept("unifil", body=start + b"one"))
    let_pass(address, TWO_DAYS)
    assert store.prune(keep_days=1).snapshots == 1
    assert store.check() == []
    with store.read() as tx:
        (row,) = tx.snapshots()
        assert tx.body(row.id) == start + b"one"


def test_runs_without_anything_go_and_those_with_changes_stay(store: Store, address: str) -> None:
    crawl(store)
    told = crawl(store)
    with store.begin() as tx:
        tx.record_change(change(), told, NOON)
    let_pass(address, TWO_DAYS)
    assert store.prune(keep_days=1).runs == 1
    with store.read() as tx:
        assert [run.id for run in tx.runs()] == [told]


def test_the_content_of_old_mails_that_went_goes_and_the_fact_stays(store: Store) -> None:
    with store.begin() as tx:
        ann = tx.subscribe("ann@example.org", Wishes(frequency=Frequency.DAILY), NOON)
        for number in (1, 2):
            told = tx.record_change(change(), None, NOON)
            tx.announce(told, ann.id)
            tx.queue_message(NewMessage(ann.id, (told,), f"<{number}>", "News", b"content"), NOON)
        tx.message_sent(1, NOON)
    assert store.prune(keep_days=1).message_contents == 1
    with store.begin() as tx:
        sent, queued = tx.messages()
        assert (sent.state, sent.content, sent.changes) == (MessageState.SENT, b"", (1,))
        assert queued.content == b"content"
        assert not tx.announce(1, ann.id)
