"""Subscribers: who wants to be told what, how often, in which language, and who cannot be."""

from __future__ import annotations

import secrets
from datetime import UTC, datetime

from sqlalchemy import delete, func, select, update

from missions.records import Severity
from storage.errors import SubscriberUnknown
from storage.models_of_telling import Announcement, Message, Subscriber
from storage.rows import MessageState, SubscriberRow
from storage.tables import Tables
from storage.upsert import insert_if_absent
from storage.wishes import Channel, Frequency, Wishes


class Subscribers(Tables):
    """Reading and writing of the `subscriber` table. People who left are not shown."""

    def subscribers(self) -> list[SubscriberRow]:
        """Return who is subscribed, by address, also those who are paused or not confirmed yet."""
        query = select(Subscriber).where(Subscriber.left_at.is_(None)).order_by(Subscriber.address)
        return [subscriber_row(row) for row in self._session.scalars(query)]

    def subscriber(self, number: int) -> SubscriberRow:
        """Return one who did not leave. Raises SubscriberUnknown."""
        return subscriber_row(self._subscriber(number))

    def subscriber_at(self, email: str) -> SubscriberRow | None:
        """Return who is subscribed under an address, whatever its capitals; None if nobody is."""
        row = self._present(email)
        return subscriber_row(row) if row else None

    def subscribe(
        self, email: str, wishes: Wishes, at: datetime, channel: Channel = Channel.MAIL
    ) -> SubscriberRow:
        """Subscribe a person for sure as of `at`, or replace the wishes of one who is.

        Addresses are the same person whatever their capitals. A suspended address is used again.
        """
        row = self._kept_subscriber(email, wishes, at, channel)
        row.confirmed_at = row.confirmed_at or at
        row.suspended_at = row.suspended_why = None
        self._session.flush()
        return subscriber_row(row)

    def ask_to_subscribe(self, email: str, wishes: Wishes, at: datetime) -> SubscriberRow:
        """Keep what somebody who typed in a mail address wants, until its owner confirms it.

        One who is subscribed already is returned as they are, with nothing replaced.
        """
        row = self._present(email)
        if row is None or row.confirmed_at is None:
            row = self._kept_subscriber(email, wishes, at, Channel.MAIL)
        return subscriber_row(row)

    def confirm_subscriber(self, number: int, at: datetime) -> SubscriberRow:
        """Note that the address is theirs; again is no error. Raises SubscriberUnknown."""
        row = self._subscriber(number)
        row.confirmed_at = row.confirmed_at or at
        self._session.flush()
        return subscriber_row(row)

    def set_wishes(self, number: int, wishes: Wishes) -> SubscriberRow:
        """Replace what a person wants. Raises SubscriberUnknown."""
        row = self._subscriber(number)
        _write_wishes(row, wishes)
        self._session.flush()
        return subscriber_row(row)

    def pause(self, number: int, at: datetime, until: datetime | None = None) -> None:
        """Send a person nothing from `at` on; news is kept for them. Raises SubscriberUnknown."""
        row = self._subscriber(number)
        row.paused_at, row.resumes_at = at, until
        self._session.flush()

    def resume(self, number: int) -> None:
        """Send a paused or suspended person mail again. Raises SubscriberUnknown."""
        row = self._subscriber(number)
        row.paused_at = row.resumes_at = row.suspended_at = row.suspended_why = None
        self._session.flush()

    def suspend(self, number: int, why: str, at: datetime) -> bool:
        """Send nothing to an address that mail does not reach; False if that was so already.

        Messages that wait are withdrawn. Raises SubscriberUnknown.
        """
        row = self._subscriber(number)
        if row.suspended_at is not None:
            return False
        row.suspended_at, row.suspended_why = at, why
        self._session.flush()
        self._withdraw_messages(number, "the address is suspended")
        return True

    def unsubscribe(self, email: str) -> bool:
        """Let a person go, with all that was not sent yet; False if nobody has this address."""
        row = self._present(email)
        if row is None:
            return False
        row.left_at = datetime.now(UTC)
        self._session.execute(
            delete(Announcement).where(
                Announcement.subscriber_id == row.id, Announcement.message_id.is_(None)
            )
        )
        self._withdraw_messages(row.id, "the subscriber left")
        return True

    def asked_since(self, moment: datetime) -> int:
        """Return how many typed in an address since a time and did not confirm it yet."""
        query = select(func.count()).where(
            Subscriber.confirmed_at.is_(None),
            Subscriber.left_at.is_(None),
            Subscriber.subscribed_at >= moment,
        )
        return self._session.scalar(query) or 0

    def forget_unconfirmed(self, before: datetime) -> int:
        """Let those go who asked before a time and never confirmed; return how many."""
        gone = self._session.scalars(
            select(Subscriber.email).where(
                Subscriber.confirmed_at.is_(None),
                Subscriber.left_at.is_(None),
                Subscriber.subscribed_at < before,
            )
        ).all()
        return sum(self.unsubscribe(email) for email in gone)

    def _present(self, email: str) -> Subscriber | None:
        return self._session.scalars(
            select(Subscriber).where(
                Subscriber.address == _address(email), Subscriber.left_at.is_(None)
            )
        ).one_or_none()

    def _subscriber(self, number: int) -> Subscriber:
        row = self._session.get(Subscriber, number)
        if row is None or row.left_at is not None:
            raise SubscriberUnknown(number)
        return row

    def _kept_subscriber(
        self, email: str, wishes: Wishes, at: datetime, channel: Channel
    ) -> Subscriber:
        fresh = Subscriber(address=_address(email), token=new_token(), subscribed_at=at)
        _write_wishes(fresh, wishes)
        fresh.email, fresh.channel = email.strip(), channel
        values = {name: value for name, value in vars(fresh).items() if not name.startswith("_")}
        insert_if_absent(self._session, Subscriber, values)
        query = select(Subscriber).where(Subscriber.address == _address(email))
        row = self._session.scalars(query.with_for_update()).one()
        if row.left_at is not None:
            # A new key: links in the mails of an earlier subscription open nothing any more.
            row.left_at, row.confirmed_at, row.subscribed_at, row.token = (
                None,
                None,
                at,
                new_token(),
            )
            row.paused_at = row.resumes_at = row.suspended_at = row.suspended_why = None
        row.email, row.channel = email.strip(), channel
        _write_wishes(row, wishes)
        self._session.flush()
        return row

    def _withdraw_messages(self, subscriber_id: int, why: str) -> None:
        self._session.execute(
            update(Message)
            .where(Message.subscriber_id == subscriber_id, Message.state == MessageState.QUEUED)
            .values(state=MessageState.WITHDRAWN, error=why)
        )


def new_token() -> str:
    """Return a key that nobody can guess."""
    return secrets.token_urlsafe(24)


def subscriber_row(row: Subscriber) -> SubscriberRow:
    """Return a row of the table as a value."""
    return SubscriberRow(
        id=row.id,
        email=row.email,
        channel=Channel(row.channel),
        wishes=_read_wishes(row),
        token=row.token,
        subscribed_at=row.subscribed_at,
        confirmed_at=row.confirmed_at,
        paused_at=row.paused_at,
        resumes_at=row.resumes_at,
        suspended_at=row.suspended_at,
        suspended_why=row.suspended_why,
    )


def _read_wishes(row: Subscriber) -> Wishes:
    return Wishes(
        language=row.language,
        frequency=Frequency(row.frequency),
        sources=tuple(row.sources),
        organisations=tuple(row.organisations),
        missions=tuple(row.missions),
        countries=tuple(row.countries),
        kinds=tuple(row.kinds),
        severity=Severity(row.severity),
        hour=row.hour,
        weekday=row.weekday,
        timezone=row.timezone,
        weekends=row.weekends,
        all_quiet=row.all_quiet,
    )


def _write_wishes(row: Subscriber, wishes: Wishes) -> None:
    for name, value in vars(wishes).items():
        setattr(row, name, list(value) if isinstance(value, tuple) else value)


def _address(email: str) -> str:
    return email.strip().lower()
