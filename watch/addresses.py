"""Where news goes: which channel an address belongs to, and what of it may be shown.

The address of a webhook or a chat service is a key to it: whoever has it can post there. So lists,
logs and errors name only the service, with a mark that tells two addresses apart.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from notifier.chat import PREFIX
from notifier.webhook import host_of
from storage.wishes import Channel

MARK = 6


def channel_of(address: str) -> Channel:
    """Return by which way an address is reached."""
    if address.startswith(PREFIX):
        return Channel.APPRISE
    if address.startswith(("http://", "https://")):
        return Channel.WEBHOOK
    return Channel.MAIL


def shown_address(address: str) -> str:
    """Return an address as it may be shown: that of a mailbox whole, of a service its name."""
    channel = channel_of(address)
    if channel is Channel.MAIL:
        return address
    mark = hashlib.sha256(address.encode()).hexdigest()[:MARK]
    if channel is Channel.APPRISE:
        return f"{PREFIX}{address.removeprefix(PREFIX).partition('://')[0]}://…#{mark}"
    return f"{address.partition('://')[0]}://{host_of(address)}/…#{mark}"


def meant_address(typed: str, known: Iterable[str]) -> str:
    """Return the address that somebody means who typed it as it is shown."""
    return next((address for address in known if shown_address(address) == typed), typed)
