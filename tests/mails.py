"""Mails as the outbox keeps them, for tests."""

from __future__ import annotations

from email import message_from_bytes, policy
from pathlib import Path


def addressee_and_text(file: Path) -> tuple[str, str]:
    """Return to whom a mail goes, and its plain text."""
    message = message_from_bytes(file.read_bytes(), policy=policy.default)
    body = message.get_body(("plain",))
    assert body is not None
    return str(message["To"]), body.get_content()
