"""What a mail says, before it has an addressee: subject, both bodies, and what it belongs to."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Letter:
    """The content of one mail. `language` is its two-letter code."""

    subject: str
    text: str
    html: str
    language: str
    thread: str | None = None
    """Mails with the same one are shown together; None for one that stands alone."""
    unsubscribe_url: str | None = None
