"""How much there is of everything."""

from __future__ import annotations

from missions.records import RunStatus
from storage.measures import Checks
from storage.rows import MessageState
from storage.store import Store
from tests.storage.samples import NOON, change, crawl, kept


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
