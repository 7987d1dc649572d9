"""Telling people: subscriptions, announcements that are made once, and the outbox."""

from __future__ import annotations

from datetime import timedelta

import pytest

from storage.errors import AlreadyAnnounced, MessageUnknown, StorageError, SubscriberUnknown
from storage.repository import Repository
from storage.rows import MessageState, SubscriberRow
from storage.store import Store
from tests.storage.samples import DAY, NOON, change

SECOND = timedelta(seconds=1)


def subscribe(tx: Repository, email: str = "ann@example.org") -> SubscriberRow:
    """Subscribe somebody to everything."""
    return tx.subscribe(email, "en", "immediate", [], [], [], NOON)


def pending(tx: Repository) -> dict[str, list[int]]:
    """Return the numbers of pending changes by address."""
    announcements = tx.pending_announcements()
    return {person.email: [row.id for row in rows] for person, rows in announcements.items()}


def queue(tx: Repository, person: SubscriberRow, message_id: str = "<1@example.org>") -> int:
    """Announce a new change and queue a message with it."""
    told = tx.record_change(change(), None, NOON)
    tx.announce(told, person.id)
    return tx.queue_message(person.id, [told], message_id, "News", b"Subject: News", NOON)


def test_a_person_subscribes_with_wishes(store: Store) -> None:
    with store.begin() as tx:
        row = tx.subscribe("Ann@Example.org", "nl", "daily", ["un"], ["minusma"], ["ended"], NOON)
    assert (row.email, row.language, row.frequency) == ("Ann@Example.org", "nl", "daily")
    assert (row.sources, row.missions, row.kinds) == (("un",), ("minusma",), ("ended",))
    with store.read() as tx:
        assert tx.subscribers() == [row]
        assert tx.subscriber_by_token(row.token) == row


def test_subscribing_again_replaces_the_wishes_of_the_same_person(store: Store) -> None:
    with store.begin() as tx:
        first = subscribe(tx, "ann@example.org")
        again = tx.subscribe("ANN@example.org ", "fr", "weekly", [], [], [], NOON + DAY)
        assert [row.id for row in tx.subscribers()] == [first.id]
    assert (again.language, again.token, again.subscribed_at) == ("fr", first.token, NOON)


def test_a_person_who_left_is_told_nothing_more(store: Store) -> None:
    with store.begin() as tx:
        person = subscribe(tx)
        queue(tx, person)
        tx.announce(tx.record_change(change(), None, NOON), person.id)
        assert tx.unsubscribe("Ann@example.org")
        assert not tx.unsubscribe("ann@example.org")
        assert tx.subscribers() == []
        assert pending(tx) == {}
        assert tx.claim_message(NOON) is None
        assert tx.messages()[0].state is MessageState.WITHDRAWN
        with pytest.raises(SubscriberUnknown):
            tx.subscriber_by_token(person.token)


def test_a_person_who_returns_starts_afresh(store: Store) -> None:
    with store.begin() as tx:
        first = subscribe(tx)
        tx.announce(tx.record_change(change(), None, NOON), first.id)
        tx.unsubscribe("ann@example.org")
        again = tx.subscribe("ann@example.org", "en", "daily", [], [], [], NOON + DAY)
        assert (again.id, again.subscribed_at) == (first.id, NOON + DAY)
        assert pending(tx) == {}


def test_the_same_change_is_never_announced_twice_to_one_person(store: Store) -> None:
    with store.begin() as tx:
        ann, bob = subscribe(tx), subscribe(tx, "bob@example.org")
        told = tx.record_change(change(), None, NOON)
        assert tx.announce(told, ann.id)
        assert not tx.announce(told, ann.id)
        assert tx.announce(told, bob.id)
        assert pending(tx) == {"ann@example.org": [told], "bob@example.org": [told]}
        tx.queue_message(ann.id, [told], "<1@example.org>", "News", b"", NOON)
        assert not tx.announce(told, ann.id)
        assert pending(tx) == {"bob@example.org": [told]}


def test_an_announcement_of_nothing_is_refused(store: Store) -> None:
    with pytest.raises(StorageError), store.begin() as tx:
        tx.announce(7, subscribe(tx).id)


def test_a_change_never_goes_into_two_messages_to_one_person(store: Store) -> None:
    with store.begin() as tx:
        ann = subscribe(tx)
        told = tx.record_change(change(), None, NOON)
        tx.announce(told, ann.id)
        tx.queue_message(ann.id, [told], "<1@example.org>", "News", b"", NOON)
    with pytest.raises(AlreadyAnnounced), store.begin() as tx:
        tx.queue_message(ann.id, [told], "<2@example.org>", "News", b"", NOON)
    with store.read() as tx:
        assert [message.message_id for message in tx.messages()] == ["<1@example.org>"]


def test_a_message_queued_again_is_the_same_message(store: Store) -> None:
    with store.begin() as tx:
        ann = subscribe(tx)
        told = tx.record_change(change(), None, NOON)
        tx.announce(told, ann.id)
        first = tx.queue_message(ann.id, [told], "<1@example.org>", "News", b"1", NOON)
        again = tx.queue_message(ann.id, [told], "<1@example.org>", "News", b"2", NOON)
        assert first == again
        (message,) = tx.messages()
        assert (message.content, message.changes) == (b"1", (told,))


def test_a_claimed_message_is_nobody_elses_until_its_time_is_over(store: Store) -> None:
    with store.begin() as tx:
        number = queue(tx, subscribe(tx))
        claimed = tx.claim_message(NOON, lease_seconds=120)
        assert claimed is not None
        assert (claimed.id, claimed.recipient, claimed.content) == (
            number,
            "ann@example.org",
            b"Subject: News",
        )
        assert tx.claim_message(NOON + 119 * SECOND) is None
        again = tx.claim_message(NOON + 120 * SECOND)
        assert again is not None
        assert (again.id, again.attempts) == (number, 2)


def test_messages_are_claimed_in_the_order_they_are_due(store: Store) -> None:
    with store.begin() as tx:
        ann = subscribe(tx)
        first, second = queue(tx, ann, "<1@x>"), queue(tx, ann, "<2@x>")
        tx.message_failed(first, "450 try later", NOON + DAY)
        claimed = tx.claim_message(NOON)
        assert claimed is not None
        assert claimed.id == second
        assert tx.claim_message(NOON) is None


def test_a_message_that_went_is_not_claimed_again(store: Store) -> None:
    with store.begin() as tx:
        number = queue(tx, subscribe(tx))
        tx.claim_message(NOON)
        tx.message_sent(number, NOON + SECOND)
        assert tx.claim_message(NOON + DAY) is None
        (message,) = tx.messages(MessageState.SENT)
        assert (message.sent_at, message.error) == (NOON + SECOND, None)
        tx.message_failed(number, "a late complaint", None)
        assert tx.messages()[0].state is MessageState.SENT


def test_a_message_refused_for_good_is_kept_with_the_reason(store: Store) -> None:
    with store.begin() as tx:
        number = queue(tx, subscribe(tx))
        tx.message_failed(number, "550 no such user", None)
        assert tx.claim_message(NOON + DAY) is None
        (message,) = tx.messages("failed")
        assert message.error == "550 no such user"


def test_the_last_message_to_a_person_is_known(store: Store) -> None:
    with store.begin() as tx:
        ann, bob = subscribe(tx), subscribe(tx, "bob@example.org")
        queue(tx, ann)
        assert tx.last_message_at(ann.id) == NOON
        assert tx.last_message_at(bob.id) is None


def test_a_message_that_is_not_there_is_said_so(store: Store) -> None:
    with store.begin() as tx, pytest.raises(MessageUnknown, match="no message 3"):
        tx.message_sent(3, NOON)
