"""The outbox: putting written things into it, and sending what waits in it."""

from __future__ import annotations

import logging
from collections.abc import Callable, Collection, Sequence
from contextlib import closing
from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit

from notifier.digest import Digest
from notifier.errors import (
    AddressRefused,
    DeliveryError,
    NotifierError,
    PermanentRefusal,
    ServerUnavailable,
)
from notifier.language import Speech, speech_in
from notifier.layout import lay_out_notice
from notifier.links import Purpose, sign
from notifier.message import mail_domain, message_id_for, read_message, write_message
from notifier.notice import Notice, address_suspended, mail_is_stuck, trial
from storage.repository import Repository
from storage.rows import MessageKind, MessageRow, NewMessage, SubscriberRow
from storage.wishes import Channel
from watch.addresses import shown_address
from watch.answers import NotifyReport
from watch.audience import is_operator
from watch.carriers import Carriers, outbox_of, write
from watch.health import Health

logger = logging.getLogger(__name__)

RETRY = (timedelta(minutes=1), timedelta(minutes=10), timedelta(hours=1), timedelta(hours=6))
"""Waits between tries of a mail that was refused for now; the last repeats."""
GIVE_UP = timedelta(days=5)
"""How long a mail is tried that its server refuses "for now" (RFC 5321, 4.5.4.1: 4 to 5 days)."""

STUCK = timedelta(hours=1)
"""How long mail may wait before operators are told."""


class Posting(Health):
    """Writing to one person, and sending."""

    def link(self, purpose: Purpose, subscriber: SubscriberRow) -> str:
        """Return the address that opens something for one person."""
        return self.settings.mail.public_url.rstrip("/") + self.path(purpose, subscriber)

    def path(self, purpose: Purpose, subscriber: SubscriberRow) -> str:
        """Return the same address within the site."""
        return f"/{purpose}/{sign(purpose, subscriber.id, subscriber.token)}"

    def written(
        self,
        subscriber: SubscriberRow,
        news: Digest | Notice,
        about: str,
        at: datetime,
        changes: Sequence[int] = (),
        kind: MessageKind = MessageKind.DIGEST,
    ) -> NewMessage:
        """Return news as the message that their channel carries.

        `about` says what it is about, so that the same is never queued twice. Raises BadAddress.
        """
        sender = self.settings.mail.sender
        message_id = message_id_for(subscriber.token, about, mail_domain(sender))
        content = write(subscriber, news, sender, message_id, at)
        return NewMessage(subscriber.id, tuple(changes), message_id, news.subject, content, kind)

    def send_trial(
        self, email: str, language: str, *, by: str = "", address: str = ""
    ) -> str | None:
        """Send one mail to an address now; return what went wrong, None when it went.

        `by` wants it, from the IP address `address`.
        """
        mail = self.settings.mail
        if by:
            with self.store.begin() as repository:
                repository.note_action(by, "mail.trial", email, datetime.now(UTC), address=address)
        server = urlsplit(mail.smtp).hostname or mail.outbox
        letter = lay_out_notice(trial(speech_in(language), server, mail.public_url))
        moment = datetime.now(UTC)
        message_id = message_id_for(email, f"trial:{moment}", mail_domain(mail.sender))
        try:
            message = read_message(write_message(letter, mail.sender, email, message_id, moment))
            with closing(outbox_of(mail)) as outbox:
                outbox.deliver(message)
        except NotifierError as error:
            return str(error)
        return None

    def _send(self, now: datetime) -> NotifyReport:
        """Send what is due, one at a time; each is noted before the next is taken."""
        sent = failed = 0
        errors: dict[str, None] = {}
        channels = set(Channel)
        with closing(Carriers(self.settings.mail)) as carriers:
            while message := self._claimed(now, channels):
                try:
                    carriers.deliver(message)
                except DeliveryError as error:
                    errors[str(error)] = None
                    failed += self._note_failure(message, error, now)
                    if isinstance(error, ServerUnavailable):
                        channels.discard(message.channel)
                else:
                    sent += 1
                    with self.store.begin() as repository:
                        repository.message_sent(message.id, now)
        self._tell_of_stuck_mail(now, list(errors))
        with self.store.read() as repository:
            waiting = repository.waiting_messages()
        return NotifyReport(sent=sent, failed=failed, waiting=waiting, errors=tuple(errors))

    def _claimed(self, now: datetime, channels: Collection[Channel]) -> MessageRow | None:
        most = self.settings.mail.per_minute or None
        with self.store.begin() as repository:
            return repository.claim_message(now, channels, most_per_minute=most)

    def _note_failure(self, message: MessageRow, error: DeliveryError, now: datetime) -> bool:
        """Note what became of a message; say whether that was its end."""
        retry = _retry_at(message, error, now)
        with self.store.begin() as repository:
            repository.message_failed(message.id, str(error), retry)
            if isinstance(error, AddressRefused):
                self.suspend(repository, message.subscriber_id, str(error), now)
        return retry is None

    def suspend(self, repository: Repository, number: int, why: str, at: datetime) -> None:
        """Stop sending to an address that mail does not reach, and tell the operators once."""
        address = shown_address(repository.subscriber(number).email)
        if repository.suspend(number, why, at):
            about = f"suspended:{number}:{at.isoformat()}"
            self.tell_operators(
                repository, about, at, lambda speech: address_suspended(speech, address, why)
            )

    def tell_operators(
        self,
        repository: Repository,
        about: str,
        at: datetime,
        notice: Callable[[Speech], Notice],
        channels: Collection[Channel] = tuple(Channel),
    ) -> None:
        """Queue a word to all operators, each in their language; the same `about` only once."""
        for one in repository.subscribers():
            reachable = one.confirmed_at is not None and one.suspended_at is None
            if is_operator(one) and reachable and one.channel in channels:
                told = notice(speech_in(one.wishes.language))
                message = self.written(one, told, about, at, kind=MessageKind.NOTICE)
                repository.queue_message(message, at)

    def _tell_of_stuck_mail(self, now: datetime, errors: Sequence[str]) -> None:
        """Tell operators of mail that waits too long, by another way than mail."""
        with self.store.begin() as repository:
            since = repository.waiting_since()
            if since is None or now - since < STUCK or not errors:
                return
            zone, waiting = self.settings.schedule.zone(), repository.waiting_messages()
            logger.error("%s mails wait, the oldest since %s. %s", waiting, since, errors[-1])
            self.tell_operators(
                repository,
                f"stuck:{since.isoformat()}",
                now,
                lambda speech: mail_is_stuck(
                    speech, waiting, speech.moment(since, zone), errors[-1]
                ),
                [channel for channel in Channel if channel is not Channel.MAIL],
            )


def _retry_at(message: MessageRow, error: DeliveryError, now: datetime) -> datetime | None:
    """Return when to try again; None when the message is given up."""
    if isinstance(error, ServerUnavailable):
        # The server was away, not the mail wrong: the next `notify` tries again.
        return now
    if isinstance(error, PermanentRefusal) or now - message.queued_at > GIVE_UP:
        return None
    return now + RETRY[min(max(message.attempts, 1), len(RETRY)) - 1]
