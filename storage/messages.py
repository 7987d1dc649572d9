"""Messages: the outbox. Each is taken by one sender at a time, and kept until it went."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import func, select, update
from sqlalchemy.orm import joinedload

from storage.errors import AlreadyAnnounced, MessageUnknown
from storage.models import Announcement, Message, Subscriber
from storage.rows import MessageRow, MessageState
from storage.tables import Tables
from storage.upsert import insert_for_id


class Messages(Tables):
    """Reading and writing of the `message` table."""

    def queue_message(
        self,
        subscriber_id: int,
        change_ids: Sequence[int],
        message_id: str,
        subject: str,
        content: bytes,
        at: datetime,
    ) -> int:
        """Put a message that carries these announcements in the outbox; return its number.

        A message that was queued under this `message_id` before is left as it is. Raises
        AlreadyAnnounced if a change was not announced to the person, or stands in another message;
        then nothing is queued.
        """
        queued = insert_for_id(
            self._session,
            Message,
            {
                "subscriber_id": subscriber_id,
                "message_id": message_id,
                "subject": subject,
                "content": content,
                "state": MessageState.QUEUED,
                "queued_at": at,
                "next_try_at": at,
            },
        )
        if queued is None:
            return self._session.scalars(
                select(Message.id).where(Message.message_id == message_id)
            ).one()
        if self._carry(queued, subscriber_id, change_ids) != len(set(change_ids)):
            raise AlreadyAnnounced(subscriber_id, message_id)
        return queued

    def claim_message(self, now: datetime, lease_seconds: float = 120) -> MessageRow | None:
        """Take the message that waits longest and is due at `now`; None if there is none.

        Nobody else gets it for `lease_seconds`: end the transaction, send it, and say in another
        one what came of it. If the sender dies, it is due again afterwards.
        """
        due = (
            select(Message.id)
            .join(Message.subscriber)
            .where(
                Message.state == MessageState.QUEUED,
                Message.next_try_at <= now,
                Subscriber.left_at.is_(None),
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

    def messages(self, state: MessageState | str | None = None) -> list[MessageRow]:
        """Return the messages (in one state), oldest first."""
        query = select(Message).options(joinedload(Message.subscriber)).order_by(Message.id)
        if state is not None:
            query = query.where(Message.state == state)
        return [self._message_row(message) for message in self._session.scalars(query)]

    def last_message_at(self, subscriber_id: int) -> datetime | None:
        """Return when the last message to a person was queued; None if none ever was."""
        return self._session.scalar(
            select(func.max(Message.queued_at, type_=Message.queued_at.type)).where(
                Message.subscriber_id == subscriber_id
            )
        )

    def _carry(self, message_id: int, subscriber_id: int, change_ids: Sequence[int]) -> int:
        """Tie the announcements to a message; return how many were free."""
        tied = self._session.scalars(
            update(Announcement)
            .where(
                Announcement.subscriber_id == subscriber_id,
                Announcement.change_id.in_(change_ids),
                Announcement.message_id.is_(None),
            )
            .values(message_id=message_id)
            .returning(Announcement.change_id)
        )
        return len(tied.all())

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
