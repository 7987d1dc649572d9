"""A letter as one e-mail to one person: both parts, and the headers that mailing lists carry."""

from __future__ import annotations

import hashlib
import hmac
import re
from binascii import b2a_qp
from datetime import datetime
from email import message_from_bytes, policy
from email.errors import HeaderParseError, MessageError
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import format_datetime, parseaddr

from notifier.cleaning import clean
from notifier.errors import BadAddress
from notifier.letter import Letter

LIST_NAME = "missionwatch"


def write_message(
    letter: Letter, sender: str, recipient: str, message_id: str, at: datetime
) -> bytes:
    """Return `letter` as a message from `sender` ("name <address>") to the address `recipient`.

    `at` is the Date header. The same letter gives the same bytes, so that a repeat can be
    recognised. Raises BadAddress when one of the two addresses cannot be used.
    """
    boundary = f"={hashlib.sha256(message_id.encode()).hexdigest()[:32]}"
    author = mail_address(sender)
    domain = message_id.strip("<>").rpartition("@")[2]
    head = EmailMessage(policy=policy.SMTP)
    head["From"] = author
    head["To"] = mail_address(recipient)
    head["Subject"] = _header_text(letter.subject)
    head["Date"] = format_datetime(at)
    head["Message-ID"] = message_id
    if letter.thread:
        head["References"] = thread_root(letter.thread, domain)
    _add_list_headers(head, letter, author, domain)
    head["Content-Language"] = letter.language
    head["MIME-Version"] = "1.0"
    return head.as_bytes().removesuffix(b"\r\n") + _alternatives(letter, boundary)


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


def read_message(content: bytes) -> EmailMessage:
    """Return the message that `write_message` wrote."""
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


def bare_address(text: str) -> str:
    """Return a mail address that stands alone, as people type it in. Raises BadAddress."""
    if parseaddr(text)[1] != text:
        raise BadAddress(f'"{clean(text, 100)}" is not a mail address; write name@domain.')
    mail_address(text)
    return text


def _alternatives(letter: Letter, boundary: str) -> bytes:
    """Return the last header and both bodies, the richer one last."""
    line = f"--{boundary}\r\n".encode()
    return b"".join(
        (
            f'Content-Type: multipart/alternative; boundary="{boundary}"\r\n\r\n'.encode(),
            line,
            _part("plain", letter.text),
            b"\r\n",
            line,
            _part("html", letter.html),
            f"\r\n--{boundary}--\r\n".encode(),
        )
    )


def _part(subtype: str, text: str) -> bytes:
    """Return a text as a quoted-printable part with its headers.

    The email package would encode it in Python, line by line: longer than all the rest takes.
    """
    lines = text.replace("\r\n", "\n").replace("\n", "\r\n").encode()
    head = (
        f'Content-Type: text/{subtype}; charset="utf-8"\r\n'
        "Content-Transfer-Encoding: quoted-printable\r\n\r\n"
    )
    return head.encode() + b2a_qp(lines, istext=True)


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
