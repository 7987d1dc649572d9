"""Obeys robots.txt as RFC 9309 says.

Scrapy 2.14 to 2.19 lets requests through that wait for a host's first robots.txt, allows
everything when that file answers 5xx or not at all, and ignores Crawl-delay; hence this
middleware of our own instead of Scrapy's.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import Any, Self
from urllib.parse import urlsplit

from scrapy import Request, signals
from scrapy.crawler import Crawler
from scrapy.exceptions import NotConfigured
from scrapy.http import Response
from scrapy.http.request import NO_CALLBACK
from scrapy.robotstxt import ProtegoRobotParser, RobotParser

from crawler.failures import Refusal, RefusedByRobots, RobotsUnreachable, status_in_words

FIRST = 1000


@dataclass(frozen=True)
class HostRules:
    """What one host allows: its parsed rules, or why nothing may be fetched from it."""

    parser: RobotParser | None = None
    refusal: Refusal | None = None
    crawl_delay: float = 0.0


class Robots:
    """Downloader middleware: asks each host for robots.txt once; every request waits for it."""

    def __init__(self, crawler: Crawler) -> None:
        if not crawler.settings.getbool("ROBOTSTXT_OBEY"):
            raise NotConfigured
        self._crawler = crawler
        self._agent = str(crawler.settings["ROBOTSTXT_USER_AGENT"])
        self._asked: dict[str, asyncio.Task[HostRules]] = {}

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        middleware = cls(crawler)
        crawler.signals.connect(middleware.slow_down, signals.request_reached_downloader)
        return middleware

    async def process_request(self, request: Request) -> None:
        """Raise RefusedByRobots or RobotsUnreachable where the page may not be fetched."""
        if request.meta.get("dont_obey_robotstxt"):
            return
        rules = await self._rules(request)
        if rules.refusal:
            raise rules.refusal
        if rules.parser and not rules.parser.allowed(request.url, self._agent):
            raise RefusedByRobots("robots.txt does not allow this page")

    def slow_down(self, request: Request) -> None:
        """Hold the host's Crawl-delay, at each request: Scrapy forgets slots that were idle."""
        asked = self._asked.get(_origin(request.url))
        if asked is None or not asked.done():
            return
        slot = self._crawler.engine.downloader.slots[request.meta["download_slot"]]
        slot.delay = max(slot.delay, asked.result().crawl_delay)

    async def _rules(self, request: Request) -> HostRules:
        origin = _origin(request.url)
        if origin not in self._asked:
            self._asked[origin] = asyncio.ensure_future(self._ask(origin))
        return await asyncio.shield(self._asked[origin])

    async def _ask(self, origin: str) -> HostRules:
        request = Request(
            f"{origin}/robots.txt",
            priority=FIRST,
            meta={"dont_obey_robotstxt": True},
            callback=NO_CALLBACK,
        )
        try:
            response = await self._crawler.engine.download_async(request)
        except Exception as error:
            return HostRules(refusal=RobotsUnreachable(error))
        return self._understand(response)

    def _understand(self, response: Response) -> HostRules:
        """Server trouble forbids everything; a file that is not there forbids nothing."""
        if response.status >= 500 or response.status == 429:
            words = f"robots.txt answered {status_in_words(response.status)}"
            return HostRules(refusal=RefusedByRobots(f"{words}, so nothing may be fetched"))
        if response.status >= 300:
            return HostRules()
        parser: Any = ProtegoRobotParser.from_crawler(self._crawler, response.body)
        return HostRules(parser, crawl_delay=parser.crawl_delay(self._agent) or 0.0)


def _origin(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"
