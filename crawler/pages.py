"""What a crawl gives back and how it is done: pages, progress, its end, the rules it keeps."""

from __future__ import annotations

from dataclasses import dataclass

from missions.records import FetchFacts, PageLink, PageRole


@dataclass(frozen=True)
class Validators:
    """What is remembered of a page, so that the site can answer "not modified"."""

    etag: str | None = None
    last_modified: str | None = None
    links: tuple[PageLink, ...] | None = None
    """The links of the remembered version. A page whose links must be followed is asked
    conditionally only if they are given, for a "not modified" shows none."""


@dataclass(frozen=True)
class FetchRules:
    """How pages are fetched. Seconds and bytes."""

    user_agent: str = "missionwatch"
    delay: float = 2.0
    timeout: float = 30.0
    max_bytes: int = 16_777_216
    obey_robots: bool = True
    allow_private_addresses: bool = False
    proxy: str = ""
    browser: str = ""
    """Chromium's path, where it is not found under a usual name."""
    longest: int = 3600
    """A crawl that takes longer is ended."""


@dataclass(frozen=True)
class FetchedPage:
    """One page that was asked for, whether or not it came."""

    facts: FetchFacts
    role: PageRole
    headers: tuple[tuple[str, str], ...] = ()
    body: bytes = b""
    not_modified: bool = False
    """The site answered 304: the page is as remembered."""


@dataclass(frozen=True)
class Progress:
    """How far a crawl is: pages done, pages asked for and not done, the page asked for last."""

    fetched: int
    waiting: int
    current: str


@dataclass(frozen=True)
class CrawlEnd:
    """How a crawl ended; `complete` when it reached its own end, not killed and not crashed."""

    finish_reason: str
    seconds: float
    complete: bool
