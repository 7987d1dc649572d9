"""Links in mails that open what only their reader may: signed with the reader's own key.

A link is good for one purpose alone, so that a feed address given to a feed reader cannot end the
subscription, and it is good until the key changes, which happens when the reader leaves.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import re
from enum import StrEnum

SIGNATURE_BYTES = 20
FORM = re.compile(r"([1-9]\d{0,17})-([A-Za-z0-9_-]{20,40})")


class Purpose(StrEnum):
    """What a link opens."""

    UNSUBSCRIBE = "unsubscribe"
    PREFERENCES = "preferences"
    CONFIRM = "confirm"
    FEED = "feed"
    """A reader's own feed and calendar."""
    WEBHOOK = "webhook"
    """No link: the secret that posts to a webhook are signed with."""


def sign(purpose: Purpose, subscriber_id: int, key: str) -> str:
    """Return the part of a link that opens `purpose` for a subscriber: "<number>-<signature>"."""
    said = f"{purpose}:{subscriber_id}".encode()
    mark = hmac.new(key.encode(), said, hashlib.sha256).digest()[:SIGNATURE_BYTES]
    return f"{subscriber_id}-{base64.urlsafe_b64encode(mark).decode().rstrip('=')}"


def signer_of(link: str) -> int | None:
    """Return whose link this says it is; None when it is no link at all. It proves nothing yet."""
    match = FORM.fullmatch(link)
    return int(match[1]) if match else None


def is_signed(link: str, purpose: Purpose, subscriber_id: int, key: str) -> bool:
    """Say whether `link` was signed for this purpose with this subscriber's key."""
    return hmac.compare_digest(link, sign(purpose, subscriber_id, key))
