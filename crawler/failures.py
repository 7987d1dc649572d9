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

from missions.records import Cause

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


class BrowserDistrusts(BrowserFailed):
    """The browser does not trust the site's certificate."""


class RobotsUnreachable(Refusal):
    """The host did not answer when asked for robots.txt, so it is not asked for pages."""

    def __init__(self, cause: BaseException) -> None:
        super().__init__(f"{in_words(cause)} (when asking for robots.txt)")
        self.cause = cause


def in_words(error: BaseException) -> str:
    """Return why a page did not come, as a plain phrase without a final stop."""
    if isinstance(error, IgnoreRequest):
        return str(error) or "not fetched"
    if isinstance(error, DownloadFailedError):
        return _broken(error.__cause__)
    return _by_type(error)


def cause_of(error: BaseException) -> Cause | None:
    """Return the name of a failure that people can do something about; None for others."""
    match error:
        case RefusedByRobots():
            return Cause.ROBOTS
        case RobotsUnreachable():
            return cause_of(error.cause)
        case BrowserDistrusts():
            return Cause.TLS
        case DownloadFailedError() if _tls_failure(error.__cause__):
            return Cause.TLS
    return None


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
    failure = _tls_failure(cause)
    if failure is not None:
        return f"no trusted TLS connection: {_tls_words(failure)}"
    return "the connection broke before an answer came"


def _tls_failure(cause: BaseException | None) -> BaseException | None:
    """Look for a TLS failure among the reasons of a connection that broke."""
    return next((one for one in _reasons(cause) if _is_of_tls(type(one))), None)


def _is_of_tls(kind: type[BaseException]) -> bool:
    return kind.__module__.startswith("OpenSSL") or "service_identity" in str(kind)


def _reasons(cause: BaseException | None) -> list[BaseException]:
    if not isinstance(cause, ResponseFailed):
        return []
    return [failure.value for failure in cause.reasons if failure.value]


def _tls_words(reason: BaseException) -> str:
    """OpenSSL keeps its words as a list of (library, function, reason)."""
    entries = reason.args[0] if reason.args else ()
    words = [entry[2] for entry in entries if isinstance(entry, tuple)]
    return ", ".join(words) or type(reason).__name__
