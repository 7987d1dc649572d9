"""Announcements: which change is told to whom. Never the same one twice to one person."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, and_, delete, func, or_, select

from storage.models_of_telling import Announcement, Message, Subscriber
from storage.rows import Audience, MessageKind, MessageState, Recipient, Unheard
from storage.subscribers import subscriber_row
from storage.tables import Tables
from storage.upsert import insert_all_absent, insert_if_absent


class Announcements(Tables):
    """Reading and writing of the `announcement` table."""

    def announce(self, change_id: int, subscriber_id: int, at: datetime | None = None) -> bool:
        """Note that a person is to be told a change; False if that was noted before."""
        return insert_if_absent(
            self._session, Announcement, _announcement(change_id, subscriber_id, at)
        )

    def announce_to_all(
        self, change_id: int, subscriber_ids: Iterable[int], at: datetime | None = None
    ) -> None:
        """Note that these people are to be told a change, each once."""
        rows = [_announcement(change_id, number, at) for number in subscriber_ids]
        insert_all_absent(self._session, Announcement, rows)

    def withdraw_announcements(self, change_ids: Sequence[int]) -> None:
        """Forget who is still to be told these changes, for they are true no more."""
        self._session.execute(
            delete(Announcement).where(
                Announcement.change_id.in_(change_ids), Announcement.message_id.is_(None)
            )
        )

    def audience(self, now: datetime) -> list[Audience]:
        """Return those for whom something waits and who can be told at `now`, by address.

        Who is paused, suspended or not confirmed is left out; what waits for them is kept.
        """
        waiting = (
            select(
                Announcement.subscriber_id,
                func.min(Announcement.announced_at, type_=Announcement.announced_at.type).label(
                    "oldest"
                ),
                func.max(Announcement.announced_at, type_=Announcement.announced_at.type).label(
                    "newest"
                ),
            )
            .where(Announcement.message_id.is_(None))
            .group_by(Announcement.subscriber_id)
            .subquery()
        )
        query = (
            select(Subscriber, waiting.c.oldest, waiting.c.newest, _last(MessageKind.DIGEST))
            .join(waiting, waiting.c.subscriber_id == Subscriber.id)
            .where(can_be_told(now))
            .order_by(Subscriber.address)
        )
        return [
            Audience(
                subscriber_row(row), oldest or row.subscribed_at, newest or row.subscribed_at, last
            )
            for row, oldest, newest, last in self._session.execute(query)
        ]

    def hearing_nothing(self, now: datetime) -> list[Unheard]:
        """Return those who want to hear of quiet weeks and for whom nothing waits, by address."""
        waits = select(Announcement.change_id).where(
            Announcement.subscriber_id == Subscriber.id, Announcement.message_id.is_(None)
        )
        query = (
            select(Subscriber, _last(MessageKind.DIGEST), _last(MessageKind.ALL_QUIET))
            .where(Subscriber.all_quiet, can_be_told(now), ~waits.exists())
            .order_by(Subscriber.address)
        )
        return [
            Unheard(subscriber_row(row), news, quiet)
            for row, news, quiet in self._session.execute(query)
        ]

    def waiting_for(self, subscriber_ids: Sequence[int]) -> dict[int, list[int]]:
        """Return the numbers of the changes that stand in no message yet, by person."""
        query = (
            select(Announcement.subscriber_id, Announcement.change_id)
            .where(
                Announcement.message_id.is_(None), Announcement.subscriber_id.in_(subscriber_ids)
            )
            .order_by(Announcement.subscriber_id, Announcement.change_id)
        )
        waiting: dict[int, list[int]] = {}
        for subscriber, change in self._session.execute(query):
            waiting.setdefault(subscriber, []).append(change)
        return waiting

    def recipients(self, change_id: int) -> list[Recipient]:
        """Return who is told a change, by address, and what became of the message to them."""
        query = (
            select(
                Subscriber.email,
                Message.state,
                Announcement.announced_at,
                Message.queued_at,
                Message.sent_at,
                Message.error,
            )
            .select_from(Announcement)
            .join(Subscriber, Subscriber.id == Announcement.subscriber_id)
            .outerjoin(Message, Message.id == Announcement.message_id)
            .where(Announcement.change_id == change_id)
            .order_by(Subscriber.address)
        )
        return [
            Recipient(email, MessageState(state) if state else None, announced, queued, sent, error)
            for email, state, announced, queued, sent, error in self._session.execute(query)
        ]


def _last(kind: MessageKind) -> ColumnElement[datetime]:
    """Return when the last message of a kind was queued to a subscriber."""
    return (
        select(func.max(Message.queued_at, type_=Message.queued_at.type))
        .where(Message.subscriber_id == Subscriber.id, Message.kind == kind)
        .correlate(Subscriber)
        .scalar_subquery()
    )


def can_be_told(now: datetime) -> ColumnElement[bool]:
    """Return the condition that a subscriber may be sent news at `now`."""
    return and_(
        Subscriber.left_at.is_(None),
        Subscriber.confirmed_at.is_not(None),
        Subscriber.suspended_at.is_(None),
        or_(Subscriber.paused_at.is_(None), Subscriber.resumes_at <= now),
    )


def _announcement(change_id: int, subscriber_id: int, at: datetime | None) -> dict[str, object]:
    return {"change_id": change_id, "subscriber_id": subscriber_id, "announced_at": at}
