"""News for chat services (Teams, Slack, Matrix, ntfy and many more): a few lines, sent by Apprise.

Apprise is an extra. An address is `apprise:` and one of its own, such as
`apprise:slack://TokenA/TokenB/TokenC`.
"""

from __future__ import annotations

import json
import logging
import re
from types import ModuleType
from typing import Any

from notifier.cleaning import clean
from notifier.digest import Digest
from notifier.errors import AddressRefused, ServerUnavailable, TemporaryRefusal
from notifier.notice import Notice

PREFIX = "apprise:"
INSTALL = 'Install it with: pip install "missionwatch[apprise]"'
SECRET = 6
"""From this length on, a part of an address may be a key to it."""
MEANINGFUL = str.maketrans({"@": "＠", "<": "‹", ">": "›"})
"""What services read as a call to everybody (@here, <!channel>) or as markup, and its look-alike.
Page content must not wake a whole department."""


def write_chat(news: Digest | Notice) -> bytes:
    """Return news as title and body of a chat message."""
    lines = _digest(news) if isinstance(news, Digest) else _notice(news)
    return json.dumps({"title": _tame(news.subject), "body": "\n".join(lines)}).encode()


def check_chat_address(address: str) -> None:
    """Raise AddressRefused for an address that Apprise does not understand.

    Raises ServerUnavailable when Apprise is not installed.
    """
    _opened(_apprise(), address)


def send_chat(address: str, content: bytes) -> None:
    """Hand what `write_chat` wrote to the service. Raises a DeliveryError."""
    apprise, message = _apprise(), json.loads(content)
    service = _opened(apprise, address)
    with apprise.LogCapture(level=logging.WARNING, fmt="%(message)s") as log:
        went = service.notify(**message, body_format=apprise.NotifyFormat.TEXT)
        said = log.getvalue()
    if not went:
        raise TemporaryRefusal(
            f"{service_of(address)} did not take a message: {_without_keys(said, address)}. "
            "It stays queued."
        )


def service_of(address: str) -> str:
    """Return the service that an address names, without what opens it."""
    return clean(address.removeprefix(PREFIX).partition("://")[0], 40)


def _digest(digest: Digest) -> list[str]:
    lines = [_tame(f"{lead.organisation}: {lead.sentence}") for lead in digest.leads]
    more = len(digest.items) - len(digest.leads)
    if more:
        told = digest.speech.count("and %(number)s more", "and %(number)s more", more)
        return [*lines, f"{told}: {digest.changes_url}"]
    only = f"/{digest.change_ids[0]}" if len(digest.items) == 1 else ""
    return [*lines, digest.changes_url + only]


def _notice(notice: Notice) -> list[str]:
    action = [f"{notice.action.label}: {notice.action.url}"] if notice.action else []
    return [*(_tame(paragraph) for paragraph in notice.paragraphs), *action]


def _tame(text: str) -> str:
    return text.translate(MEANINGFUL).replace("](", "] (")


def _without_keys(said: str, address: str) -> str:
    """Return the last line that Apprise logged, with nothing in it that opens the address."""
    last = said.strip().rpartition("\n")[2]
    for part in re.split(r"[/:@?&=]+", address.removeprefix(PREFIX)):
        if len(part) >= SECRET:
            last = last.replace(part, "***")
    return clean(last, 200).rstrip(".") or "it does not say why"


def _opened(apprise: ModuleType, address: str) -> Any:
    service = apprise.Apprise()
    if not service.add(address.removeprefix(PREFIX)):
        raise AddressRefused(
            f"Apprise does not understand the address of {service_of(address)}; its documentation "
            "lists the services and how each is written."
        )
    return service


def _apprise() -> ModuleType:
    try:
        import apprise  # noqa: PLC0415 - an extra, needed only by who has such an address
    except ImportError as error:
        raise ServerUnavailable(
            f"Apprise is not installed, and an address needs it. {INSTALL}. Messages stay queued."
        ) from error
    return apprise
