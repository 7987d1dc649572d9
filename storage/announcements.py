"""Announcements: which change is told to whom. Never the same one twice to one person."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import delete, select

from storage.changes import change_row
from storage.models import Announcement, ChangeRecord, Subscriber
from storage.rows import ChangeRow, SubscriberRow
from storage.subscribers import subscriber_row
from storage.tables import Tables
from storage.upsert import insert_if_absent


class Announcements(Tables):
    """Reading and writing of the `announcement` table."""

    def announce(self, change_id: int, subscriber_id: int) -> bool:
        """Note that a person is to be told a change; False if that was noted before."""
        pair = {"change_id": change_id, "subscriber_id": subscriber_id}
        return insert_if_absent(self._session, Announcement, pair)

    def withdraw_announcements(self, change_ids: Sequence[int]) -> None:
        """Forget who is still to be told these changes, for they are true no more."""
        self._session.execute(
            delete(Announcement).where(
                Announcement.change_id.in_(change_ids), Announcement.message_id.is_(None)
            )
        )

    def pending_announcements(self) -> dict[SubscriberRow, list[ChangeRow]]:
        """Return what stands in no message yet, by person, each oldest first."""
        query = (
            select(Subscriber, ChangeRecord)
            .join(Announcement, Announcement.subscriber_id == Subscriber.id)
            .join(ChangeRecord, ChangeRecord.id == Announcement.change_id)
            .where(Announcement.message_id.is_(None), Subscriber.left_at.is_(None))
            .order_by(Subscriber.address, ChangeRecord.detected_at, ChangeRecord.id)
        )
        pending: dict[SubscriberRow, list[ChangeRow]] = {}
        for subscriber, change in self._session.execute(query):
            pending.setdefault(subscriber_row(subscriber), []).append(change_row(change))
        return pending
