"""News for programs: one JSON object, posted to an address and signed.

Whoever receives it can check with the secret that it comes from here and is not old. The content
is written when it is queued, the signature when it is sent.
"""

from __future__ import annotations

import contextlib
import hashlib
import hmac
import json
import socket
import ssl
import time
from base64 import b64encode
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from threading import Timer
from typing import Any
from urllib.parse import SplitResult, quote, unquote, urlsplit

from missions.change_json import change_json
from notifier.cleaning import clean
from notifier.digest import Digest
from notifier.errors import AddressRefused, DeliveryError, PermanentRefusal, TemporaryRefusal
from notifier.news import DigestItem, news_sentence
from notifier.notice import Notice

VERSION = 1
MOST_CHANGES = 100
"""How many changes one post carries; the rest is a number."""
LARGEST_ANSWER = 2_000
"""Bytes read of what the receiver answers."""
GONE = {404, 410}
NOT_NOW = {408, 425, 429}
"""Client errors that another try may mend: too slow, too early, too many."""
SAFE = "/%!$&'()*+,;=:@~-._?"


def write_post(news: Digest | Notice) -> bytes:
    """Return news as the body of a post."""
    content = _digest(news) if isinstance(news, Digest) else _notice(news)
    return json.dumps({"version": VERSION, **content}, ensure_ascii=False).encode()


def signature(secret: str, body: bytes, at: int) -> str:
    """Return the signature header of a post that is sent at a Unix time."""
    mark = hmac.new(secret.encode(), f"{at}.".encode() + body, hashlib.sha256).hexdigest()
    return f"t={at},v1={mark}"


def host_of(address: str) -> str:
    """Return the host and port of an address, without user and password."""
    return clean(urlsplit(address).netloc.rpartition("@")[2], 120)


class WebhookSender:
    """Posts JSON. No redirect is followed, for a signed post is meant for one receiver.

    A host that could not be reached is not tried again by the same sender: each try would take the
    whole `timeout`, while other messages wait. `agent` is the User-Agent; `timeout` is in seconds,
    for the whole exchange.
    """

    def __init__(self, agent: str, timeout: float = 10) -> None:
        self._agent = agent
        self._timeout = timeout
        self._away: dict[str, str] = {}

    def deliver(self, address: str, secret: str, message_id: str, body: bytes) -> None:
        """Post `body`; returning means that the receiver took it (2xx). Raises a DeliveryError."""
        parts, host = urlsplit(address), host_of(address)
        if host in self._away:
            raise TemporaryRefusal(self._away[host])
        headers = self._headers(parts, secret, message_id, body)
        try:
            status, said = self._answer(parts, headers, body)
        except (OSError, HTTPException, ValueError) as error:
            self._away[host] = (
                f"The webhook at {host} cannot be reached: {_cause(error)}. The post stays queued."
            )
            raise TemporaryRefusal(self._away[host]) from error
        if status // 100 != 2:
            raise _refusal(host, status, said)

    def _answer(
        self, parts: SplitResult, headers: Mapping[str, str], body: bytes
    ) -> tuple[int, bytes]:
        with _connected(parts, self._timeout) as connection:
            connection.request("POST", _target(parts), body, headers)
            answer = connection.getresponse()
            return answer.status, answer.read(LARGEST_ANSWER)

    def _headers(
        self, parts: SplitResult, secret: str, message_id: str, body: bytes
    ) -> dict[str, str]:
        headers = {
            "Content-Type": "application/json",
            "User-Agent": self._agent,
            "Idempotency-Key": f'"{message_id.strip("<>")}"',
            "X-Missionwatch-Signature": signature(secret, body, int(time.time())),
        }
        if parts.username is not None:
            login = f"{unquote(parts.username)}:{unquote(parts.password or '')}"
            headers["Authorization"] = f"Basic {b64encode(login.encode()).decode()}"
        return headers


@contextmanager
def _connected(parts: SplitResult, timeout: float) -> Iterator[HTTPConnection]:
    """Give a connection that is cut after `timeout`, also when the other side trickles."""
    connection = _connection(parts, timeout)
    try:
        connection.connect()
        limit = Timer(timeout, _cut, [connection.sock])
        limit.start()
        try:
            yield connection
        finally:
            limit.cancel()
    finally:
        connection.close()


def _connection(parts: SplitResult, timeout: float) -> HTTPConnection:
    host = parts.hostname or ""
    if parts.scheme == "http":
        return HTTPConnection(host, parts.port, timeout=timeout)
    trusted = ssl.create_default_context()
    return HTTPSConnection(host, parts.port, timeout=timeout, context=trusted)


def _cut(connected: socket.socket) -> None:
    with contextlib.suppress(OSError):
        # Not the method of a TLS socket, which takes the session away from whoever reads.
        socket.socket.shutdown(connected, socket.SHUT_RDWR)


def _target(parts: SplitResult) -> str:
    path = quote(parts.path or "/", safe=SAFE)
    return f"{path}?{quote(parts.query, safe=SAFE)}" if parts.query else path


def _refusal(host: str, status: int, said: bytes) -> DeliveryError:
    answered = f"The webhook at {host} answered {status}: {_words(said)}"
    if status in GONE:
        return AddressRefused(f"{answered}. Nothing listens there any more.")
    if status // 100 == 3:
        return PermanentRefusal(
            f"The webhook at {host} leads elsewhere (HTTP {status}), which is not followed; "
            "subscribe the address it leads to."
        )
    if status // 100 == 4 and status not in NOT_NOW:
        return PermanentRefusal(f"{answered}. The post is not sent again.")
    return TemporaryRefusal(f"{answered}. The post stays queued.")


def _words(said: bytes) -> str:
    return clean(said.decode(errors="replace"), 200).rstrip(".") or "without a word"


def _cause(error: Exception) -> str:
    if isinstance(error, TimeoutError):
        return "no answer in time"
    if isinstance(error, ssl.SSLCertVerificationError):
        return f"its certificate is not trusted: {clean(error.verify_message, 150)}"
    return clean(getattr(error, "strerror", None) or str(error) or type(error).__name__, 150)


def _digest(digest: Digest) -> dict[str, Any]:
    told = digest.items[:MOST_CHANGES]
    return {
        "subject": digest.subject,
        "language": digest.speech.language,
        "changes": [_change(digest, item) for item in told],
        "more": len(digest.items) - len(told),
    }


def _change(digest: Digest, item: DigestItem) -> dict[str, Any]:
    return {
        **change_json(item.change_id, item.first_detected or item.detected, item.change),
        "sentence": news_sentence(digest.speech, item),
        "url": f"{digest.changes_url}/{item.change_id}",
    }


def _notice(notice: Notice) -> dict[str, Any]:
    action = notice.action
    return {
        "notice": {
            "subject": notice.subject,
            "language": notice.speech.language,
            "heading": notice.heading,
            "paragraphs": list(notice.paragraphs),
            "action": {"label": action.label, "url": action.url} if action else None,
            "closing": notice.closing,
        }
    }
