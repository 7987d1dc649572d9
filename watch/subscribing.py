"""Subscribing by oneself: asking, confirming, and changing what one gets through a signed link."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from crawler.addresses import is_web_address
from notifier.chat import check_chat_address
from notifier.cleaning import clean
from notifier.errors import BadAddress, DeliveryError
from notifier.language import speech_in
from notifier.links import Purpose, is_signed, sign, signer_of
from notifier.message import bare_address
from notifier.notice import already_subscribed, please_confirm
from storage.errors import SubscriberUnknown
from storage.repository import Repository
from storage.rows import MessageKind, SubscriberRow
from storage.wishes import Channel, Wishes
from watch.addresses import channel_of, shown_address
from watch.posting import Posting

GOOD_FOR = timedelta(days=7)
"""How long an address that somebody typed in is kept until its owner confirms it."""
BETWEEN = timedelta(hours=1)
"""The least time between two mails to an address that people type in: nobody is flooded."""

MOST_AN_HOUR = 60
"""How many addresses may be typed in within an hour: the form is no tool to mail strangers."""


class TooManyRequests(Exception):
    """More people subscribed within the hour than a site like this one sees."""


class AddressUnusable(Exception):
    """An address that nothing can be sent to; the message says why."""


@dataclass(frozen=True)
class OwnLinks:
    """What only a subscriber may know."""

    feed: str
    calendar: str
    secret: str | None
    """What posts to a webhook are signed with; None for other channels."""


class Subscribing(Posting):
    """Subscribing others, and what subscribers do for themselves."""

    def subscribe(
        self, recipient: str, wishes: Wishes, *, by: str = "", address: str = ""
    ) -> SubscriberRow:
        """Subscribe a mailbox, webhook or chat service, or replace the wishes of one who is.

        `by` did it, from the IP address `address`. Raises AddressUnusable.
        """
        channel = channel_of(recipient)
        try:
            if channel is Channel.APPRISE:
                check_chat_address(recipient)
            elif channel is Channel.MAIL:
                bare_address(recipient)
            elif not is_web_address(recipient):
                raise AddressUnusable(f'"{clean(recipient, 100)}" is no address to post to.')
        except (DeliveryError, BadAddress) as error:
            raise AddressUnusable(str(error)) from error
        with self.store.begin() as repository:
            row = repository.subscribe(recipient, wishes, datetime.now(UTC), channel)
            _note(repository, by, "subscriber.set", row, address)
            return row

    def own_links(self, subscriber: SubscriberRow) -> OwnLinks:
        """Return the addresses and the secret that are a subscriber's own."""
        public = self.settings.mail.public_url.rstrip("/")
        key = sign(Purpose.FEED, subscriber.id, subscriber.token)
        secret = sign(Purpose.WEBHOOK, subscriber.id, subscriber.token)
        return OwnLinks(
            feed=f"{public}/feeds/mine/{key}.atom",
            calendar=f"{public}/calendar/mine/{key}.ics",
            secret=secret if subscriber.channel is Channel.WEBHOOK else None,
        )

    def ask_to_subscribe(self, email: str, wishes: Wishes, now: datetime | None = None) -> None:
        """Mail the owner of an address that somebody typed in, and ask whether it was them.

        Whoever asks learns nothing of who is subscribed. Raises BadAddress, TooManyRequests.
        """
        bare_address(email)
        moment = now or datetime.now(UTC)
        with self.store.begin() as repository:
            repository.forget_unconfirmed(moment - GOOD_FOR)
            if repository.asked_since(moment - BETWEEN) >= MOST_AN_HOUR:
                raise TooManyRequests
            reader = repository.ask_to_subscribe(email, wishes, moment)
            last = repository.last_notice_at(reader.id)
            if reader.suspended_at is not None or (last and moment - last < BETWEEN):
                return
            speech = speech_in(reader.wishes.language)
            if reader.confirmed_at is None:
                url = self.link(Purpose.CONFIRM, reader)
                notice = please_confirm(speech, url, GOOD_FOR.days)
            else:
                notice = already_subscribed(speech, self.link(Purpose.PREFERENCES, reader))
            about = f"asked:{moment.isoformat()}"
            letter = self.written(reader, notice, about, moment, kind=MessageKind.NOTICE)
            repository.queue_message(letter, moment)

    def confirm(self, link: str) -> SubscriberRow:
        """Note that the address is theirs. Raises SubscriberUnknown."""
        reader = self.opened(Purpose.CONFIRM, link)
        with self.store.begin() as repository:
            return repository.confirm_subscriber(reader.id, datetime.now(UTC))

    def set_wishes(
        self, reader: SubscriberRow, wishes: Wishes, *, by: str = "", address: str = ""
    ) -> SubscriberRow:
        """Replace what a person wants. Raises SubscriberUnknown.

        Here and below, `by` did it in their place, from the IP address `address`; empty: they did.
        """
        with self.store.begin() as repository:
            row = repository.set_wishes(reader.id, wishes)
            _note(repository, by, "subscriber.set", reader, address)
            return row

    def pause(
        self,
        reader: SubscriberRow,
        until: datetime | None = None,
        *,
        by: str = "",
        address: str = "",
    ) -> None:
        """Send a person nothing until a time, or until they resume. Raises SubscriberUnknown."""
        with self.store.begin() as repository:
            repository.pause(reader.id, datetime.now(UTC), until)
            _note(repository, by, "subscriber.pause", reader, address)

    def resume(self, reader: SubscriberRow, *, by: str = "", address: str = "") -> None:
        """Send a person mail again. Raises SubscriberUnknown."""
        with self.store.begin() as repository:
            repository.resume(reader.id)
            _note(repository, by, "subscriber.resume", reader, address)

    def unsubscribe(self, reader: SubscriberRow, *, by: str = "", address: str = "") -> None:
        """Send a person nothing any more."""
        with self.store.begin() as repository:
            repository.unsubscribe(reader.email)
            _note(repository, by, "subscriber.remove", reader, address)

    def opened(self, purpose: Purpose, link: str) -> SubscriberRow:
        """Return whose link it is. Raises SubscriberUnknown when it opens nothing."""
        number = signer_of(link)
        if number is None:
            raise SubscriberUnknown(link)
        with self.store.read() as repository:
            reader = repository.subscriber(number)
        if not is_signed(link, purpose, reader.id, reader.token):
            raise SubscriberUnknown(link)
        return reader


def _note(
    repository: Repository, by: str, action: str, subscriber: SubscriberRow, address: str
) -> None:
    """Note what was done in a subscriber's place; what they do themselves is theirs."""
    if by:
        shown = shown_address(subscriber.email)
        repository.note_action(by, action, shown, datetime.now(UTC), address=address)
