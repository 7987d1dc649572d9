"""Subscribers: who wants to be told what, how often, in which language."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from datetime import UTC, datetime

from sqlalchemy import delete, select, update

from missions.records import Severity
from storage.errors import SubscriberUnknown
from storage.models import Announcement, Message, Subscriber
from storage.rows import MessageState, SubscriberRow
from storage.tables import Tables
from storage.upsert import insert_if_absent


class Subscribers(Tables):
    """Reading and writing of the `subscriber` table. People who left are not shown."""

    def subscribers(self) -> list[SubscriberRow]:
        """Return who is subscribed, by address."""
        query = select(Subscriber).where(Subscriber.left_at.is_(None)).order_by(Subscriber.address)
        return [subscriber_row(row) for row in self._session.scalars(query)]

    def subscribe(
        self,
        email: str,
        language: str,
        frequency: str,
        sources: Sequence[str],
        missions: Sequence[str],
        kinds: Sequence[str],
        at: datetime,
        severity: Severity = Severity.LOW,
    ) -> SubscriberRow:
        """Subscribe a person as of `at`, or replace the wishes of one who is; return the result.

        No sources, missions or kinds means all of them; `severity` is the least that is wanted.
        Addresses are the same person whatever their capitals.
        """
        row = self._kept_subscriber(email, at)
        row.email, row.language, row.frequency = email.strip(), language, frequency
        row.sources, row.missions, row.kinds = list(sources), list(missions), list(kinds)
        row.severity = severity
        if row.left_at is not None:
            row.left_at, row.subscribed_at = None, at
        self._session.flush()
        return subscriber_row(row)

    def unsubscribe(self, email: str) -> bool:
        """Let a person go, with all that was not sent yet; False if nobody has this address."""
        row = self._session.scalars(
            select(Subscriber).where(
                Subscriber.address == _address(email), Subscriber.left_at.is_(None)
            )
        ).one_or_none()
        if row is None:
            return False
        row.left_at = datetime.now(UTC)
        self._forget_pending(row.id)
        self._withdraw_messages(row.id)
        return True

    def subscriber_by_token(self, token: str) -> SubscriberRow:
        """Return the person with this token. Raises SubscriberUnknown."""
        row = self._session.scalars(
            select(Subscriber).where(Subscriber.token == token, Subscriber.left_at.is_(None))
        ).one_or_none()
        if row is None:
            raise SubscriberUnknown(token)
        return subscriber_row(row)

    def _kept_subscriber(self, email: str, at: datetime) -> Subscriber:
        values = {
            "address": _address(email),
            "email": email,
            "language": "",
            "frequency": "",
            "sources": [],
            "missions": [],
            "kinds": [],
            "token": secrets.token_urlsafe(24),
            "subscribed_at": at,
        }
        insert_if_absent(self._session, Subscriber, values)
        query = select(Subscriber).where(Subscriber.address == _address(email))
        return self._session.scalars(query.with_for_update()).one()

    def _forget_pending(self, subscriber_id: int) -> None:
        self._session.execute(
            delete(Announcement).where(
                Announcement.subscriber_id == subscriber_id, Announcement.message_id.is_(None)
            )
        )

    def _withdraw_messages(self, subscriber_id: int) -> None:
        self._session.execute(
            update(Message)
            .where(Message.subscriber_id == subscriber_id, Message.state == MessageState.QUEUED)
            .values(state=MessageState.WITHDRAWN, error="the subscriber left")
        )


def subscriber_row(row: Subscriber) -> SubscriberRow:
    """Return a row of the table as a value."""
    return SubscriberRow(
        id=row.id,
        email=row.email,
        language=row.language,
        frequency=row.frequency,
        sources=tuple(row.sources),
        missions=tuple(row.missions),
        kinds=tuple(row.kinds),
        severity=Severity(row.severity),
        token=row.token,
        subscribed_at=row.subscribed_at,
    )


def _address(email: str) -> str:
    return email.strip().lower()
