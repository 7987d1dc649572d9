"""Messages: the outbox. Each is taken by one sender at a time, and kept until it went."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, bindparam, func, or_, select, update
from sqlalchemy.orm import contains_eager

from storage.announcements import can_be_told
from storage.errors import AlreadyAnnounced, MessageUnknown
from storage.models_of_telling import Announcement, Message, Subscriber
from storage.rows import MessageKind, MessageRow, MessageState, NewMessage
from storage.tables import Tables
from storage.upsert import insert_for_ids
from storage.wishes import Channel

MINUTE = timedelta(minutes=1)
CARRY = (
    update(Announcement)
    .where(
        Announcement.subscriber_id == bindparam("of"),
        Announcement.change_id == bindparam("told"),
        Announcement.message_id.is_(None),
    )
    .values(message_id=bindparam("number"))
)
"""Ties one announcement to the message that carries it, if none does yet."""


class Messages(Tables):
    """Reading and writing of the `message` table."""

    def queue_message(self, message: NewMessage, at: datetime) -> int:
        """Put a message in the outbox; return its number.

        A message that was queued under this `message_id` before is left as it is. Raises
        AlreadyAnnounced if a change was not announced to the person, or stands in another message;
        then nothing is queued.
        """
        with self._session.begin_nested():
            queued = self._queue([message], at)
        return queued.get(message.message_id) or self._number_of(message.message_id)

    def queue_messages(self, messages: Sequence[NewMessage], at: datetime) -> int:
        """Put messages in the outbox; return how many.

        Left out are those whose news is no longer to be told or was just queued by another sender.
        """
        try:
            with self._session.begin_nested():
                return len(self._queue(messages, at))
        except AlreadyAnnounced:
            # Rare: then each is queued for itself.
            pass
        return sum(self._is_queued(message, at) for message in messages)

    def _is_queued(self, message: NewMessage, at: datetime) -> bool:
        try:
            self.queue_message(message, at)
        except AlreadyAnnounced:
            return False
        return True

    def _queue(self, messages: Sequence[NewMessage], at: datetime) -> dict[str, int]:
        """Insert the messages and tie their announcements to them; return the new numbers."""
        numbers = insert_for_ids(
            self._session, Message, [_row(message, at) for message in messages], Message.message_id
        )
        fresh = [message for message in messages if message.message_id in numbers]
        pairs = [
            {"of": message.subscriber_id, "told": change, "number": numbers[message.message_id]}
            for message in fresh
            for change in set(message.changes)
        ]
        if pairs and self._session.connection().execute(CARRY, pairs).rowcount != len(pairs):
            raise AlreadyAnnounced(fresh[0].subscriber_id, fresh[0].message_id)
        return numbers

    def claim_message(
        self,
        now: datetime,
        channels: Collection[Channel] = tuple(Channel),
        *,
        lease_seconds: float = 120,
        most_per_minute: int | None = None,
    ) -> MessageRow | None:
        """Take the message that waits longest and is due at `now`; None if there is none.

        Nobody else gets it for `lease_seconds`: end the transaction, send it, and say in another
        one what came of it. If the sender dies, it is due again afterwards. None too when
        `most_per_minute` messages went in the minute before `now`.
        """
        if most_per_minute is not None and self._went_since(now - MINUTE) >= most_per_minute:
            return None
        due = (
            select(Message.id)
            .join(Message.subscriber)
            .where(
                Message.state == MessageState.QUEUED,
                Message.next_try_at <= now,
                Subscriber.channel.in_(channels),
                or_(
                    can_be_told(now),
                    and_(
                        Message.kind == MessageKind.NOTICE,
                        Subscriber.left_at.is_(None),
                        Subscriber.suspended_at.is_(None),
                    ),
                ),
            )
            .order_by(Message.next_try_at, Message.id)
            .limit(1)
            .with_for_update(of=Message, skip_locked=True)
            .scalar_subquery()
        )
        claimed = self._session.scalar(
            update(Message)
            .where(Message.id == due, Message.state == MessageState.QUEUED)
            .values(
                next_try_at=now + timedelta(seconds=lease_seconds),
                attempts=Message.attempts + 1,
            )
            .returning(Message.id)
        )
        return None if claimed is None else self._message_row(self._message(claimed))

    def message_sent(self, message_id: int, at: datetime) -> None:
        """Note that the message went. Raises MessageUnknown."""
        message = self._message(message_id)
        message.state, message.sent_at, message.error = MessageState.SENT, at, None
        self._session.flush()

    def message_failed(self, message_id: int, error: str, retry_at: datetime | None) -> None:
        """Note a failure, and when to try again; None if it is for good. Raises MessageUnknown."""
        message = self._message(message_id)
        message.error = error
        if retry_at is not None:
            message.next_try_at = retry_at
        elif message.state == MessageState.QUEUED:
            message.state = MessageState.FAILED
        self._session.flush()

    def message_bounced(self, message_id: str, error: str) -> MessageRow | None:
        """Note that a message that went was returned for good; None if none has this Message-ID."""
        message = self._session.scalars(
            select(Message).where(Message.message_id == message_id)
        ).one_or_none()
        if message is None:
            return None
        message.state, message.error = MessageState.BOUNCED, error
        self._session.flush()
        return self._message_row(message)

    def messages(
        self,
        state: MessageState | str | None = None,
        email: str | None = None,
        limit: int | None = None,
    ) -> list[MessageRow]:
        """Return the messages (in one state, to one address, the last ones), oldest first."""
        query = select(Message).join(Message.subscriber).options(contains_eager(Message.subscriber))
        if state is not None:
            query = query.where(Message.state == state)
        if email is not None:
            query = query.where(Subscriber.address == email.strip().lower())
        rows = self._session.scalars(query.order_by(Message.id.desc()).limit(limit)).all()
        return [self._message_row(message) for message in reversed(rows)]

    def waiting_messages(self) -> int:
        """Return how many messages are queued."""
        return self._session.scalar(_queued(func.count())) or 0

    def waiting_since(self) -> datetime | None:
        """Return when the message that waits longest was queued; None if none waits."""
        since: datetime | None = self._session.scalar(
            _queued(func.min(Message.queued_at, type_=Message.queued_at.type))
        )
        return since

    def last_notice_at(self, subscriber_id: int) -> datetime | None:
        """Return when the last word about their subscription was queued for a person."""
        return self._session.scalar(
            select(func.max(Message.queued_at, type_=Message.queued_at.type)).where(
                Message.subscriber_id == subscriber_id, Message.kind == MessageKind.NOTICE
            )
        )

    def _went_since(self, moment: datetime) -> int:
        sent = select(func.count()).where(Message.sent_at > moment)
        return self._session.scalar(sent) or 0

    def _number_of(self, message_id: str) -> int:
        return self._session.scalars(
            select(Message.id).where(Message.message_id == message_id)
        ).one()

    def _message(self, message_id: int) -> Message:
        message = self._session.get(Message, message_id, populate_existing=True)
        if message is None:
            raise MessageUnknown(message_id)
        return message

    def _message_row(self, message: Message) -> MessageRow:
        changes = self._session.scalars(
            select(Announcement.change_id)
            .where(Announcement.message_id == message.id)
            .order_by(Announcement.change_id)
        )
        return MessageRow(
            id=message.id,
            subscriber_id=message.subscriber_id,
            recipient=message.subscriber.email,
            channel=Channel(message.subscriber.channel),
            token=message.subscriber.token,
            kind=MessageKind(message.kind),
            message_id=message.message_id,
            subject=message.subject,
            content=message.content or b"",
            state=MessageState(message.state),
            attempts=message.attempts,
            queued_at=message.queued_at,
            next_try_at=message.next_try_at,
            sent_at=message.sent_at,
            error=message.error,
            changes=tuple(changes),
        )


def _row(message: NewMessage, at: datetime) -> dict[str, object]:
    return {
        "subscriber_id": message.subscriber_id,
        "kind": message.kind,
        "message_id": message.message_id,
        "subject": message.subject,
        "content": message.content,
        "state": MessageState.QUEUED,
        "queued_at": at,
        "next_try_at": at,
    }


def _queued(value: ColumnElement[Any]) -> Select[Any]:
    """Return the question for a value over the messages that wait and may ever go."""
    return (
        select(value)
        .select_from(Message)
        .join(Message.subscriber)
        .where(Message.state == MessageState.QUEUED, Subscriber.left_at.is_(None))
    )
