"""How each channel carries news: what is put in the outbox for it, and how it goes out."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from notifier.chat import send_chat, write_chat
from notifier.delivery import Outbox, open_outbox
from notifier.digest import Digest
from notifier.layout import lay_out, lay_out_notice
from notifier.links import Purpose, sign
from notifier.message import mail_domain, read_message, write_message
from notifier.notice import Notice
from notifier.signing import dkim_signer
from notifier.smtp import Way
from notifier.webhook import WebhookSender, write_post
from settings import MailSettings, product_version
from storage.rows import MessageRow, SubscriberRow
from storage.wishes import Channel


def write(
    subscriber: SubscriberRow, news: Digest | Notice, sender: str, message_id: str, at: datetime
) -> bytes:
    """Return news as the bytes that the subscriber's channel carries. Raises BadAddress."""
    match subscriber.channel:
        case Channel.WEBHOOK:
            return write_post(news)
        case Channel.APPRISE:
            return write_chat(news)
        case Channel.MAIL:
            letter = lay_out(news) if isinstance(news, Digest) else lay_out_notice(news)
            return write_message(letter, sender, subscriber.email, message_id, at)


def outbox_of(mail: MailSettings) -> Outbox:
    """Return the outbox that the configuration names. Raises BadAddress."""
    signer = None
    if mail.dkim_key:
        domain = mail.dkim_domain or mail_domain(mail.sender)
        signer = dkim_signer(mail.dkim_key, mail.dkim_selector, domain)
    way = Way(return_path=mail.return_path, signer=signer)
    return open_outbox(mail.smtp, Path(mail.outbox), way)


class Carriers:
    """What delivers; the mail server is called when the first mail needs it."""

    def __init__(self, mail: MailSettings) -> None:
        self._settings = mail
        self._mail: Outbox | None = None
        self._webhooks = WebhookSender(f"missionwatch/{product_version()}")

    def deliver(self, message: MessageRow) -> None:
        """Hand one message over. Raises a DeliveryError when that did not surely happen."""
        match message.channel:
            case Channel.WEBHOOK:
                secret = sign(Purpose.WEBHOOK, message.subscriber_id, message.token)
                self._webhooks.deliver(
                    message.recipient, secret, message.message_id, message.content
                )
            case Channel.APPRISE:
                send_chat(message.recipient, message.content)
            case Channel.MAIL:
                self._deliver_mail(message)

    def close(self) -> None:
        """Let go of what is held open between messages."""
        if self._mail is not None:
            self._mail.close()

    def _deliver_mail(self, message: MessageRow) -> None:
        if self._mail is None:
            self._mail = outbox_of(self._settings)
        self._mail.deliver(read_message(message.content))
