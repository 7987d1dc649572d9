"""The five sites as of a date: `Replica(date).render(site, path)` gives one answer's bytes.

Knows which module draws which site, and what an answer's validators are. Knows nothing of sockets.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from email.utils import format_datetime
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from tests.pages import belgium, eeas, facts, nato, osce, un
from tests.pages.noise import Noise
from tests.pages.page import Page

SITES = {"belgium": belgium, "un": un, "nato": nato, "eeas": eeas, "osce": osce}
START = {
    "belgium": tuple((path, "prose") for path in belgium.PATHS),
    "un": (
        ("/en/where-we-operate", "list"),
        ("/en/past-peacekeeping-operations", "list"),
        ("/dppa/en/dppa-around-world", "list"),
        ("/public/data/DPPADPOSS-PKO/json", "records"),
        ("/public/data/DPPADPOSS-PKO/CSV", "records"),
    ),
    "nato": (("/cps/en/natohq/topics_52060.htm", "list"),),
    "eeas": (("/eeas/missions-and-operations_en", "list"),),
    "osce": (("/where-we-are", "list"), ("/closed-field-operations", "list")),
}
REAL_ORIGINS = {
    "belgium": "https://diplomatie.belgium.be",
    "un": "https://peacekeeping.un.org",
    "nato": "https://www.nato.int",
    "eeas": "https://www.eeas.europa.eu",
    "osce": "https://www.osce.org",
}
ROBOTS = "User-agent: *\nDisallow: /core/\nDisallow: /en/search\nDisallow: /user/\n"
EARLIEST = date(2014, 1, 1)
_LATEST = date(2040, 1, 1)
_SAVED_EVERY = {"nato": nato.SAVED_EVERY, "belgium": belgium.SAVED_EVERY}


@dataclass(frozen=True)
class Rendered:
    """One answer: status, headers and body."""

    status: int
    headers: Mapping[str, str]
    body: bytes


@dataclass(frozen=True)
class Replica:
    """The five sites as they stood on one day, from 2014-01-01 on.

    `origins` are the addresses (scheme, host, port) the Belgian page links to.
    """

    on: date
    origins: Mapping[str, str] = field(default_factory=lambda: dict(REAL_ORIGINS))

    def __post_init__(self) -> None:
        if self.on < EARLIEST:
            raise ValueError(f"the replica begins on {EARLIEST}, not on {self.on}")

    def render(self, site: str, path: str, seed: int = 0) -> Rendered:
        """The answer to a plain GET; equal seeds give equal noise. Unknown paths give a 404."""
        noise = Noise.of(site, seed)
        if path == "/robots.txt":
            return Rendered(200, {"Content-Type": "text/plain"}, ROBOTS.encode())
        page = _home(path) or SITES[site].page(path, self.on)
        if page is None:
            missing = Page("missing.html")
            return Rendered(404, _headers(missing), self._dress(missing, site, noise))
        validators = {
            "ETag": self._etag(page),
            "Last-Modified": format_datetime(modified(site, path, self.on), usegmt=True),
        }
        return Rendered(200, _headers(page) | validators, self._dress(page, site, noise))

    def _etag(self, page: Page) -> str:
        seen = f"{page!r}{sorted(self.origins.items())}"
        return f'"{hashlib.sha256(seen.encode()).hexdigest()[:32]}"'

    def _dress(self, page: Page, site: str, noise: Noise) -> bytes:
        if not page.template:
            return str(page.content["text"]).encode()
        text = (
            _templates()
            .get_template(page.template)
            .render(
                **page.content,
                language=page.language,
                site=site,
                noise=noise,
                origins=self.origins,
            )
        )
        return text.encode()


def render(site: str, path: str, on: date, seed: int = 0) -> Rendered:
    """One answer of a site as of a day, with the real addresses as links."""
    return Replica(on).render(site, path, seed)


def _home(path: str) -> Page | None:
    return Page("home.html") if path in ("/", "/en") else None


@cache
def modified(site: str, path: str, on: date) -> datetime:
    """When the content of a page last became what it is on a day, at 06:00 UTC."""
    draw = SITES[site].page
    now = draw(path, on)
    newest_first = [day for day in reversed(_editing_days(site, path)) if day <= on]
    since = newest_first[0]
    for day in newest_first[1:]:
        if draw(path, day) != now:
            break
        since = day
    return datetime.combine(since, time(6), tzinfo=UTC)


@cache
def _editing_days(site: str, path: str) -> tuple[date, ...]:
    """Every day on which the page may have been written anew, oldest first."""
    days = {date.fromisoformat(day) for day in facts.change_dates()}
    days |= {EARLIEST, eeas.LAYOUT_CHANGED}
    every = 7 if path.startswith("/public/") else _SAVED_EVERY.get(site)
    if every:
        first = EARLIEST.toordinal() - EARLIEST.toordinal() % every + (1 if every == 7 else 0)
        days |= {date.fromordinal(day) for day in range(first, _LATEST.toordinal(), every)}
    return tuple(sorted(day for day in days if day >= EARLIEST))


def _headers(page: Page) -> dict[str, str]:
    return {
        "Content-Type": page.content_type,
        "Content-Language": page.language,
        "Cache-Control": "must-revalidate, no-cache, private",
        "X-Generator": "Drupal 10 (https://www.drupal.org)",
    }


@cache
def _templates() -> Environment:
    folder = Path(__file__).parent / "templates"
    return Environment(loader=FileSystemLoader(folder), autoescape=True, undefined=StrictUndefined)
