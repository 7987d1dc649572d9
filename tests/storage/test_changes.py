"""Changes and known values: recorded, settled, found again as they were."""

from __future__ import annotations

from dataclasses import replace

import pytest

from missions.records import ChangeKind, ChangeState
from storage.errors import ChangeUnknown
from storage.rows import Revision
from storage.store import Store
from tests.storage.samples import DAY, NOON, change, crawl, kept


def test_a_change_comes_back_as_it_went_in(store: Store) -> None:
    run = crawl(store, kept("minusma"))
    with store.begin() as tx:
        number = tx.record_change(change(), run, NOON)
        row = tx.change(number)
    assert row.change == change()
    assert (row.detected, row.run_id, row.confirmations) == (NOON, run, 0)
    assert row.confirmed_at == NOON


@pytest.mark.parametrize(
    "value", [None, "2024-05", 0, 1200, ("ML", "NE"), (), {"un": "ended", "be": ("a", "b")}]
)
def test_before_and_after_may_be_any_plain_value(store: Store, value: object) -> None:
    with store.begin() as tx:
        number = tx.record_change(replace(change(), before=value, after=value), None, NOON)
    with store.read() as tx:
        assert tx.change(number).change.before == value
        assert tx.change(number).change.after == value


def test_a_waiting_change_is_settled(store: Store) -> None:
    with store.begin() as tx:
        number = tx.record_change(change(ChangeState.UNCONFIRMED), None, NOON)
        assert [row.id for row in tx.waiting_changes("un")] == [number]
        assert tx.waiting_changes("nato") == []
        tx.settle_change(number, ChangeState.UNCONFIRMED, 1, NOON + DAY)
        assert tx.change(number).confirmed_at is None
        tx.settle_change(number, ChangeState.CONFIRMED, 2, NOON + 2 * DAY)
        row = tx.change(number)
        assert tx.waiting_changes("un") == []
    assert (row.change.state, row.confirmations) == (ChangeState.CONFIRMED, 2)
    assert (row.detected, row.confirmed_at) == (NOON, NOON + 2 * DAY)


def test_changes_are_found_oldest_first_by_what_they_are(store: Store) -> None:
    with store.begin() as tx:
        late = tx.record_change(change(), None, NOON + 2 * DAY)
        early = tx.record_change(change(mission="unifil"), None, NOON)
        other = tx.record_change(
            replace(change(ChangeState.HELD), source="nato", kind=ChangeKind.ADDED),
            None,
            NOON + DAY,
        )
    with store.read() as tx:

        def found(**wanted: object) -> list[int]:
            return [row.id for row in tx.changes(**wanted)]  # type: ignore[arg-type]

        assert found() == [early, other, late]
        assert found(source="un") == [early, late]
        assert found(mission="unifil") == [early]
        assert found(kind="added") == [other]
        assert found(state=ChangeState.HELD) == [other]
        assert found(since=NOON + DAY) == [other, late]
        assert found(until=NOON + DAY) == [early]


def test_a_change_that_is_not_there_is_said_so(store: Store) -> None:
    with store.begin() as tx:
        with pytest.raises(ChangeUnknown, match="no change 7"):
            tx.change(7)
        with pytest.raises(ChangeUnknown):
            tx.settle_change(7, ChangeState.CONFIRMED, 1, NOON)


def test_known_values_are_replaced_and_kept_a_source_apart(store: Store) -> None:
    with store.begin() as tx:
        tx.set_known("un", "minusma", "host", ("ML",), "Mali", NOON)
        tx.set_known("un", "minusma", "host", ("ML", "NE"), "Mali and Niger", NOON + DAY)
        tx.set_known("un", "minusma", "strength", 1200, "1,200", NOON)
        tx.set_known("un", "unifil", "until", None, "year 3013", NOON)
        tx.set_known("nato", "kfor", "since", "1999-06", "June 1999", NOON)
    with store.read() as tx:
        assert tx.known_values("un") == {
            ("minusma", "host"): ("ML", "NE"),
            ("minusma", "strength"): 1200,
            ("unifil", "until"): None,
        }


def test_one_transaction_after_the_other_compares_the_sources(store: Store) -> None:
    for _ in range(2):
        with store.begin() as tx:
            tx.compare_sources_alone()
            tx.compare_sources_alone()


def test_a_contradiction_that_waits_for_time_needs_no_early_check(store: Store) -> None:
    waits = replace(change(ChangeState.UNCONFIRMED), kind=ChangeKind.CONTRADICTION)
    with store.begin() as tx:
        tx.record_change(replace(waits, after="UN: ended; hub: ongoing"), None, NOON)
        ceases = tx.record_change(replace(waits, after=None), None, NOON)
        assert [row.id for row in tx.waiting_changes("un")] == [ceases]


def test_confirmed_changes_are_read_from_the_last_confirmed_on(store: Store) -> None:
    with store.begin() as tx:
        late = tx.record_change(change(ChangeState.UNCONFIRMED), None, NOON)
        many = [tx.record_change(change(), None, NOON + DAY) for _ in range(250)]
        other = tx.record_change(change(mission="unifil"), None, NOON)
        tx.record_change(change(ChangeState.UNCONFIRMED), None, NOON)
        tx.settle_change(late, ChangeState.CONFIRMED, 2, NOON + 2 * DAY)
    with store.read() as tx:
        assert [row.id for row in tx.newest_confirmed()] == [late, *reversed(many), other]
        assert [row.id for row in tx.newest_confirmed("unifil")] == [other]
        assert list(tx.newest_confirmed("untso")) == []


def test_what_a_source_changed_of_a_mandate_is_counted(store: Store) -> None:
    until = replace(change(), kind=ChangeKind.FIELD, field="until")
    with store.begin() as tx:
        tx.record_change(until, None, NOON)
        tx.record_change(until, None, NOON + DAY)
        tx.record_change(replace(until, source="nato"), None, NOON)
        tx.record_change(replace(until, mission="unifil", kind=ChangeKind.ENDED), None, NOON)
        for no_news in (
            replace(until, field="strength"),
            replace(until, kind=ChangeKind.CONTRADICTION),
            replace(until, state=ChangeState.HELD),
            replace(until, mission=None),
        ):
            tx.record_change(no_news, None, NOON + 2 * DAY)
    with store.read() as tx:
        assert tx.mandate_revisions() == {
            ("un", "minusma"): Revision(2, NOON + DAY),
            ("nato", "minusma"): Revision(1, NOON),
            ("un", "unifil"): Revision(1, NOON),
        }


def test_the_last_change_of_a_source_is_none_about_the_source_itself(store: Store) -> None:
    with store.begin() as tx:
        assert tx.last_change("un") is None
        tx.record_change(change(), None, NOON + DAY)
        tx.record_change(change(), None, NOON)
        tx.record_change(replace(change(), kind=ChangeKind.SOURCE), None, NOON + 2 * DAY)
        tx.record_change(replace(change(), source="nato"), None, NOON + 2 * DAY)
        assert tx.last_change("un") == NOON + DAY
