"""Why a page did not come: the refusals we make ourselves, and every failure in plain words."""

from __future__ import annotations

import zlib
from http import HTTPStatus

from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadCancelledError,
    DownloadConnectionRefusedError,
    DownloadFailedError,
    DownloadTimeoutError,
    IgnoreRequest,
    NotSupported,
    ResponseDataLossError,
    UnsupportedURLSchemeError,
)
from twisted.internet.error import ConnectError, ConnectionLost
from twisted.web.client import ResponseFailed

WORDS: tuple[tuple[type[BaseException] | tuple[type[BaseException], ...], str], ...] = (
    (DownloadConnectionRefusedError, "connection refused"),
    (CannotResolveHostError, "the host name could not be resolved"),
    (DownloadTimeoutError, "no answer in time"),
    (DownloadCancelledError, "larger than the limit"),
    (ResponseDataLossError, "the answer broke off"),
    ((UnsupportedURLSchemeError, NotSupported), "only http and https addresses are fetched"),
    ((OSError, zlib.error), "the compressed answer could not be unpacked"),
)


class Refusal(IgnoreRequest):
    """We do not fetch this page; the message is the reason in plain words."""


class RefusedByRobots(Refusal):
    """The site's robots.txt does not allow the page, or could not be had from it."""


class PrivateAddress(Refusal):
    """The address leads into a private network."""


class TooLarge(Refusal):
    """The page is larger than the limit."""


class AskedToWait(Refusal):
    """The site asked to come back later than this crawl can wait."""


class BrowserFailed(Refusal):
    """The browser could not open the page."""


class RobotsUnreachable(Refusal):
    """The host did not answer when asked for robots.txt, so it is not asked for pages."""

    def __init__(self, cause: BaseException) -> None:
        super().__init__(f"{in_words(cause)} (when asking for robots.txt)")


def in_words(error: BaseException) -> str:
    """Return why a page did not come, as a plain phrase without a final stop."""
    if isinstance(error, IgnoreRequest):
        return str(error) or "not fetched"
    if isinstance(error, DownloadFailedError):
        return _broken(error.__cause__)
    return _by_type(error)


def status_in_words(status: int) -> str:
    """Return an HTTP status as "HTTP 404 Not Found"."""
    try:
        return f"HTTP {status} {HTTPStatus(status).phrase}"
    except ValueError:
        return f"HTTP {status}"


def _by_type(error: BaseException) -> str:
    if isinstance(error, ConnectError):
        return f"no connection: {str(error).rstrip('.')}"
    for kind, words in WORDS:
        if isinstance(error, kind):
            return words
    if isinstance(error, ConnectionLost):
        return "the connection broke"
    return f"{type(error).__name__}: {error}"


def _broken(cause: BaseException | None) -> str:
    """Look for a TLS failure among the reasons of a connection that broke."""
    for reason in _reasons(cause):
        if type(reason).__module__.startswith("OpenSSL") or "service_identity" in str(type(reason)):
            return f"no trusted TLS connection: {_tls_words(reason)}"
    return "the connection broke before an answer came"


def _reasons(cause: BaseException | None) -> list[BaseException]:
    if not isinstance(cause, ResponseFailed):
        return []
    return [failure.value for failure in cause.reasons if failure.value]


def _tls_words(reason: BaseException) -> str:
    """OpenSSL keeps its words as a list of (library, function, reason)."""
    entries = reason.args[0] if reason.args else ()
    words = [entry[2] for entry in entries if isinstance(entry, tuple)]
    return ", ".join(words) or type(reason).__name__
