"""Delivery reports (RFC 3464): which of our mails came back, and why."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.message import Message

from notifier.cleaning import clean

LONGEST_REASON = 400


@dataclass(frozen=True)
class Bounce:
    """What a mail server says of a mail it could not deliver."""

    message_id: str
    """Of the mail that came back."""
    for_good: bool
    """Trying again does not help."""
    reason: str


def read_bounce(content: bytes) -> Bounce | None:
    """Return what a mail reports of one of ours; None when it is no such report.

    Only a report that quotes the Message-ID of a mail counts: anybody can send us anything, but
    only who got the mail, or carried it, knows that.
    """
    # Reports are read as leniently as they are written.
    report = message_from_bytes(content, policy=policy.compat32)
    if report.get_content_type() != "multipart/report" or not report.is_multipart():
        return None
    said = [part for part in report.walk() if part.get_content_type() == "message/delivery-status"]
    recipients = [block for part in said for block in _recipients(part)]
    message_id = next(_message_ids(report), None)
    if message_id is None or not recipients:
        return None
    failed = [block for block in recipients if _word(block, "Action") == "failed"]
    worst = (failed or recipients)[0]
    for_good = bool(failed) and not _word(worst, "Status").startswith("4.")
    return Bounce(message_id, for_good, _reason(worst))


def _recipients(part: Message) -> Iterator[Message]:
    """Yield what is said of each recipient; the first block is about the message as a whole."""
    blocks = part.get_payload()
    for block in blocks if isinstance(blocks, list) else []:
        if isinstance(block, Message) and block.get("Action"):
            yield block


def _message_ids(report: Message) -> Iterator[str]:
    for part in report.walk():
        if part.get_content_type() == "text/rfc822-headers":
            headers = part.get_payload(decode=True)
            if isinstance(headers, bytes):
                yield from _message_id(message_from_bytes(headers, policy=policy.compat32))
        elif part is not report:
            # Of a whole mail that was sent back, which stands within a part of its own.
            yield from _message_id(part)


def _message_id(message: Message) -> Iterator[str]:
    found = clean(str(message.get("Message-ID", "")).strip())
    if found.startswith("<") and found.endswith(">"):
        yield found


def _word(block: Message, name: str) -> str:
    return str(block.get(name, "")).strip().lower()


def _reason(block: Message) -> str:
    told = str(block.get("Diagnostic-Code", "")).partition(";")[2] or str(block.get("Status", ""))
    return clean(told, LONGEST_REASON) or "no reason given"
