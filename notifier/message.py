"""A digest as one e-mail to one person: both parts, and the headers that mailing lists carry."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.errors import HeaderParseError, MessageError
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import format_datetime, parseaddr

from notifier.cleaning import clean
from notifier.digest import Digest
from notifier.errors import BadAddress
from notifier.layout import lay_out

LIST_NAME = "missionwatch"


def build_message(
    digest: Digest, sender: str, recipient: str, message_id: str, at: datetime | None = None
) -> EmailMessage:
    """Return `digest` as a message from `sender` ("name <address>") to the address `recipient`.

    `at` is the Date header (now when None). Raises BadAddress when one of the two cannot be used.
    """
    text, html = lay_out(digest)
    author = mail_address(sender)
    domain = message_id.strip("<>").rpartition("@")[2]
    message = EmailMessage(policy=policy.SMTP)
    message["From"] = author
    message["To"] = mail_address(recipient)
    message["Subject"] = _header_text(digest.subject)
    message["Date"] = format_datetime(at or datetime.now(UTC))
    message["Message-ID"] = message_id
    message["References"] = thread_root(digest.source, domain)
    _add_list_headers(message, digest, author, domain)
    message.set_content(text, cte="quoted-printable")
    message.add_alternative(html, subtype="html", cte="quoted-printable")
    message["Content-Language"] = digest.speech.language  # set earlier, it goes to the first part
    # A fixed boundary makes the same digest the same bytes, so that a repeat can be recognised.
    message.set_boundary(f"={hashlib.sha256(message_id.encode()).hexdigest()[:32]}")
    return message


def message_id_for(subscriber_id: int, change_ids: Sequence[int], domain: str) -> str:
    """Return the Message-ID of these changes to this person: the same each time it is asked."""
    content = f"{subscriber_id}:{','.join(str(number) for number in sorted(change_ids))}"
    digest = hashlib.sha256(content.encode()).hexdigest()[:32]
    return f"<{digest}@{_domain(domain)}>"


def thread_root(source: str | None, domain: str) -> str:
    """Return the Message-ID that all mails about one source (None: about several) refer to."""
    name = hashlib.sha256((source or "").encode()).hexdigest()[:16]
    return f"<source-{name}@{_domain(domain)}>"


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


def _add_list_headers(message: EmailMessage, digest: Digest, author: Address, domain: str) -> None:
    message["List-Id"] = f"{LIST_NAME} <{LIST_NAME}.{domain}>"
    message["Auto-Submitted"] = "auto-generated"
    message["Precedence"] = "bulk"
    ways = [f"<mailto:{author.addr_spec}?subject=unsubscribe>"]
    if digest.footer.unsubscribe_url:
        ways.insert(0, f"<{digest.footer.unsubscribe_url}>")
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
