"""Telling people: subscriptions, announcements that are made once, and the outbox."""

from __future__ import annotations

from datetime import timedelta

import pytest

from missions.records import Severity
from storage.errors import AlreadyAnnounced, MessageUnknown, StorageError, SubscriberUnknown
from storage.repository import Repository
from storage.rows import MessageKind, MessageState, NewMessage, SubscriberRow
from storage.store import Store
from storage.wishes import Frequency, Wishes
from tests.storage.samples import DAY, NOON, change

SECOND = timedelta(seconds=1)


def subscribe(tx: Repository, email: str = "ann@example.org") -> SubscriberRow:
    """Subscribe somebody to everything."""
    return tx.subscribe(email, Wishes(), NOON)


def pending(tx: Repository) -> dict[str, list[int]]:
    """Return the numbers of pending changes by address."""
    people = {one.subscriber.id: one.subscriber.email for one in tx.audience(NOON)}
    return {people[number]: rows for number, rows in tx.waiting_for(list(people)).items()}


def queue(tx: Repository, person: SubscriberRow, message_id: str = "<1@example.org>") -> int:
    """Announce a new change and queue a message with it."""
    told = tx.record_change(change(), None, NOON)
    tx.announce(told, person.id)
    return tx.queue_message(
        NewMessage(person.id, (told,), message_id, "News", b"Subject: News"), NOON
    )


def test_a_person_subscribes_with_wishes(store: Store) -> None:
    with store.begin() as tx:
        row = tx.subscribe(
            "Ann@Example.org",
            Wishes(
                "nl",
                frequency=Frequency.DAILY,
                sources=("un",),
                missions=("minusma",),
                kinds=("ended",),
            ),
            NOON,
        )
    assert (row.email, row.confirmed_at) == ("Ann@Example.org", NOON)
    with store.read() as tx:
        assert tx.subscribers() == [row]
        assert tx.subscriber(row.id) == row


def test_subscribing_again_replaces_the_wishes_of_the_same_person(store: Store) -> None:
    with store.begin() as tx:
        first = subscribe(tx, "ann@example.org")
        again = tx.subscribe(
            "ANN@example.org ", Wishes("fr", frequency=Frequency.WEEKLY), NOON + DAY
        )
        assert [row.id for row in tx.subscribers()] == [first.id]
    assert (again.wishes.language, again.token, again.subscribed_at) == ("fr", first.token, NOON)


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
            tx.subscriber(person.id)


def test_a_person_who_returns_starts_afresh(store: Store) -> None:
    with store.begin() as tx:
        first = subscribe(tx)
        tx.announce(tx.record_change(change(), None, NOON), first.id)
        tx.unsubscribe("ann@example.org")
        again = tx.subscribe("ann@example.org", Wishes(frequency=Frequency.DAILY), NOON + DAY)
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
        tx.queue_message(NewMessage(ann.id, (told,), "<1@example.org>", "News", b""), NOON)
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
        tx.queue_message(NewMessage(ann.id, (told,), "<1@example.org>", "News", b""), NOON)
    with pytest.raises(AlreadyAnnounced), store.begin() as tx:
        tx.queue_message(NewMessage(ann.id, (told,), "<2@example.org>", "News", b""), NOON)
    with store.read() as tx:
        assert [message.message_id for message in tx.messages()] == ["<1@example.org>"]


def test_a_message_queued_again_is_the_same_message(store: Store) -> None:
    with store.begin() as tx:
        ann = subscribe(tx)
        told = tx.record_change(change(), None, NOON)
        tx.announce(told, ann.id)
        first = tx.queue_message(NewMessage(ann.id, (told,), "<1@example.org>", "News", b"1"), NOON)
        again = tx.queue_message(NewMessage(ann.id, (told,), "<1@example.org>", "News", b"2"), NOON)
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


def test_what_waits_comes_with_the_time_of_the_last_digest_but_of_no_notice(store: Store) -> None:
    with store.begin() as tx:
        ann, bob = subscribe(tx), subscribe(tx, "bob@example.org")
        queue(tx, ann)
        tx.queue_message(NewMessage(bob.id, (), "<n@x>", "Hello", b"", MessageKind.NOTICE), NOON)
        told = tx.record_change(change(), None, NOON)
        tx.announce_to_all(told, [ann.id, bob.id], NOON + DAY)
        assert [(one.subscriber.id, one.newest, one.last_digest) for one in tx.audience(NOON)] == [
            (ann.id, NOON + DAY, NOON),
            (bob.id, NOON + DAY, None),
        ]


def test_nothing_goes_to_one_who_is_paused_suspended_or_unconfirmed(store: Store) -> None:
    with store.begin() as tx:
        people = [subscribe(tx, f"{name}@example.org") for name in "abc"]
        asked = tx.ask_to_subscribe("d@example.org", Wishes(), NOON)
        told = tx.record_change(change(), None, NOON)
        tx.announce_to_all(told, [one.id for one in (*people, asked)], NOON)
        tx.pause(people[0].id, NOON)
        tx.pause(people[1].id, NOON, NOON + DAY)
        assert tx.suspend(people[2].id, "550 no such user", NOON)
        assert not tx.suspend(people[2].id, "550 again", NOON)
        assert tx.audience(NOON) == []
        assert [one.subscriber.id for one in tx.audience(NOON + DAY)] == [people[1].id]
        for one in people:
            tx.resume(one.id)
        tx.confirm_subscriber(asked.id, NOON)
        everybody = [one.subscriber.id for one in tx.audience(NOON)]
        assert everybody == [one.id for one in (*people, asked)]


def test_a_message_waits_while_its_reader_is_paused_and_a_notice_does_not(store: Store) -> None:
    with store.begin() as tx:
        ann = subscribe(tx)
        queue(tx, ann)
        notice = tx.queue_message(
            NewMessage(ann.id, (), "<n@x>", "Hello", b"", MessageKind.NOTICE), NOON
        )
        tx.pause(ann.id, NOON)
        claimed = tx.claim_message(NOON)
        assert claimed is not None
        assert claimed.id == notice
        assert tx.claim_message(NOON) is None
        tx.resume(ann.id)
        assert tx.claim_message(NOON) is not None


def test_suspending_an_address_withdraws_what_waits_for_it(store: Store) -> None:
    with store.begin() as tx:
        ann = subscribe(tx)
        queue(tx, ann)
        tx.suspend(ann.id, "550 no such user", NOON)
        assert tx.claim_message(NOON + DAY) is None
        assert tx.messages()[0].state is MessageState.WITHDRAWN
        assert tx.subscriber(ann.id).suspended_why == "550 no such user"


def test_no_more_than_so_many_messages_go_in_a_minute(store: Store) -> None:
    with store.begin() as tx:
        ann = subscribe(tx)
        for number in range(3):
            queue(tx, ann, f"<{number}@x>")
        for _ in range(2):
            message = tx.claim_message(NOON, most_per_minute=2)
            assert message is not None
            tx.message_sent(message.id, NOON)
        assert tx.claim_message(NOON + SECOND, most_per_minute=2) is None
        assert tx.claim_message(NOON + 60 * SECOND, most_per_minute=2) is not None


def test_a_message_that_came_back_is_known_by_its_message_id(store: Store) -> None:
    with store.begin() as tx:
        number = queue(tx, subscribe(tx))
        tx.message_sent(number, NOON)
        bounced = tx.message_bounced("<1@example.org>", "550 no such user")
        assert bounced is not None
        assert (bounced.id, bounced.state) == (number, MessageState.BOUNCED)
        assert tx.message_bounced("<other@example.org>", "550") is None


def test_who_types_in_an_address_changes_nothing_of_one_who_is_subscribed(store: Store) -> None:
    with store.begin() as tx:
        ann = subscribe(tx)
        assert tx.ask_to_subscribe("Ann@example.org", Wishes("fr"), NOON + DAY) == ann
        asked = tx.ask_to_subscribe("bob@example.org", Wishes("fr"), NOON)
        assert asked.confirmed_at is None
        again = tx.ask_to_subscribe("bob@example.org", Wishes("nl"), NOON)
        assert (again.id, again.wishes.language) == (asked.id, "nl")


def test_who_never_confirms_is_forgotten(store: Store) -> None:
    with store.begin() as tx:
        subscribe(tx)
        tx.ask_to_subscribe("bob@example.org", Wishes(), NOON)
        assert tx.forget_unconfirmed(NOON) == 0
        assert tx.forget_unconfirmed(NOON + DAY) == 1
        assert [one.email for one in tx.subscribers()] == ["ann@example.org"]


def test_links_of_one_who_left_open_nothing_when_they_return(store: Store) -> None:
    with store.begin() as tx:
        first = subscribe(tx)
        tx.unsubscribe(first.email)
        assert subscribe(tx).token != first.token


def test_wishes_come_back_as_they_were_given(store: Store) -> None:
    wishes = Wishes(
        language="de",
        frequency=Frequency.WEEKLY,
        sources=("un",),
        organisations=("UN", "EU"),
        missions=("unifil",),
        countries=("LB",),
        kinds=("ended",),
        severity=Severity.HIGH,
        hour=17,
        weekday=4,
        timezone="Africa/Kinshasa",
        weekends=False,
        all_quiet=True,
    )
    with store.begin() as tx:
        row = subscribe(tx)
        assert tx.set_wishes(row.id, wishes).wishes == wishes
    with store.read() as tx:
        assert tx.subscriber(row.id).wishes == wishes


def test_a_message_that_is_not_there_is_said_so(store: Store) -> None:
    with store.begin() as tx, pytest.raises(MessageUnknown, match="no message 3"):
        tx.message_sent(3, NOON)


def test_who_is_told_a_change_is_known_with_what_became_of_it(store: Store) -> None:
    with store.begin() as tx:
        told = tx.record_change(change(), None, NOON)
        for name in "bca":
            tx.announce(told, subscribe(tx, f"{name}@example.org").id, NOON)
        ann = subscribe(tx, "a@example.org")
        number = tx.queue_message(NewMessage(ann.id, (told,), "<1@x>", "News", b"x"), NOON + DAY)
        tx.message_sent(number, NOON + 2 * DAY)
        found = tx.recipients(told)
        assert [(one.email, one.state) for one in found] == [
            ("a@example.org", MessageState.SENT),
            ("b@example.org", None),
            ("c@example.org", None),
        ]
        assert (found[0].announced_at, found[0].queued_at) == (NOON, NOON + DAY)
        assert found[0].sent_at == NOON + 2 * DAY
        assert tx.recipients(told + 1) == []
