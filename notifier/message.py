"""A letter as one e-mail to one person: both parts, and the headers that mailing lists carry."""

from __future__ import annotations

import hashlib
import hmac
import re
from binascii import b2a_qp
from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.errors import HeaderParseError, MessageError
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import format_datetime, parseaddr

from notifier.cleaning import clean
from notifier.errors import BadAddress
from notifier.letter import Letter

LIST_NAME = "missionwatch"


def build_message(
    letter: Letter, sender: str, recipient: str, message_id: str, at: datetime | None = None
) -> EmailMessage:
    """Return `letter` as a message from `sender` ("name <address>") to the address `recipient`.

    `at` is the Date header (now when None). Raises BadAddress when one of the two cannot be used.
    """
    author = mail_address(sender)
    domain = message_id.strip("<>").rpartition("@")[2]
    message = EmailMessage(policy=policy.SMTP)
    message["From"] = author
    message["To"] = mail_address(recipient)
    message["Subject"] = _header_text(letter.subject)
    message["Date"] = format_datetime(at or datetime.now(UTC))
    message["Message-ID"] = message_id
    if letter.thread:
        message["References"] = thread_root(letter.thread, domain)
    _add_list_headers(message, letter, author, domain)
    message["Content-Language"] = letter.language
    message["MIME-Version"] = "1.0"
    message["Content-Type"] = "multipart/alternative"
    message.attach(_part("plain", letter.text))
    message.attach(_part("html", letter.html))
    # A fixed boundary makes the same letter the same bytes, so that a repeat can be recognised.
    message.set_boundary(f"={hashlib.sha256(message_id.encode()).hexdigest()[:32]}")
    return message


def message_id_for(key: str, about: str, domain: str) -> str:
    """Return the Message-ID of a mail about something: the same each time it is asked.

    `key` is the reader's own, so that nobody else can make up a bounce of a mail they never saw.
    """
    mark = hmac.new(key.encode(), about.encode(), hashlib.sha256).hexdigest()[:32]
    return f"<{mark}@{_domain(domain)}>"


def mail_domain(sender: str) -> str:
    """Return the domain of "name <user@domain>", for Message-IDs."""
    return _domain(sender.rpartition("@")[2].rstrip("> "))


def thread_root(thread: str, domain: str) -> str:
    """Return the Message-ID that all mails of one thread refer to."""
    name = hashlib.sha256(thread.encode()).hexdigest()[:16]
    return f"<thread-{name}@{_domain(domain)}>"


def message_bytes(message: EmailMessage) -> bytes:
    """Return the message as it is kept in a queue and sent."""
    return message.as_bytes()


def read_message(content: bytes) -> EmailMessage:
    """Return the message that `message_bytes` made `content` of."""
    return message_from_bytes(content, policy=policy.SMTP)


def mail_address(text: str) -> Address:
    """Return "name <address>" or a bare address as one that may stand in a header.

    A domain with other letters than ASCII is given in its IDNA form. Raises BadAddress.
    """
    name, address = parseaddr(text)
    user, _, domain = address.rpartition("@")
    try:
        if not user or not text.isprintable():
            raise ValueError("it needs the form name@domain")
        return Address(_header_text(name), user, domain.encode("idna").decode())
    except (ValueError, HeaderParseError, MessageError) as error:
        raise BadAddress(f'"{clean(text, 100)}" is not a mail address: {error}.') from error


def _part(subtype: str, text: str) -> EmailMessage:
    """Return a text as a quoted-printable part.

    The email package encodes in Python, line by line, which takes longer than all the rest.
    """
    lines = text.replace("\r\n", "\n").replace("\n", "\r\n").encode()
    part = EmailMessage(policy=policy.SMTP)
    part["Content-Type"] = f'text/{subtype}; charset="utf-8"'
    part["Content-Transfer-Encoding"] = "quoted-printable"
    part.set_payload(b2a_qp(lines, istext=True).decode("ascii"))
    return part


def _add_list_headers(message: EmailMessage, letter: Letter, author: Address, domain: str) -> None:
    message["List-Id"] = f"{LIST_NAME} <{LIST_NAME}.{domain}>"
    message["Auto-Submitted"] = "auto-generated"
    message["Precedence"] = "bulk"
    ways = [f"<mailto:{author.addr_spec}?subject=unsubscribe>"]
    if letter.unsubscribe_url:
        ways.insert(0, f"<{letter.unsubscribe_url}>")
        message["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    message["List-Unsubscribe"] = ", ".join(ways)


def _header_text(text: str) -> str:
    """Return `text` as a header may carry it.

    The email package decodes "=?utf-8?q?=0D=0ABcc:…?=" inside a header it is given, line breaks
    included, so what begins like an encoded word is pulled apart.
    """
    return clean(text, 250).replace("=?", "= ?")


def _domain(text: str) -> str:
    """Return `text` as a domain that may stand in a Message-ID; "localhost" when it is none."""
    try:
        domain = text.lower().encode("idna").decode()
    except UnicodeError:
        return "localhost"
    return domain if re.fullmatch(r"[a-z0-9.-]+", domain) else "localhost"
