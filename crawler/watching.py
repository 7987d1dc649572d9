"""How every source is watched: ask for its pages, follow what leads to missions, report each page.

The spider files say where; this says how. What a page means is read elsewhere.
"""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator, Iterator, Mapping
from datetime import UTC, datetime
from typing import Any, Self

from scrapy import Request, Spider, signals
from scrapy.crawler import Crawler
from scrapy.exceptions import IgnoreRequest, StopDownload
from scrapy.http import Response
from twisted.python.failure import Failure

from crawler.failures import cause_of, in_words, status_in_words
from crawler.frontier import Ask, Frontier
from crawler.pages import FetchedPage, Validators
from crawler.profile import SourceProfile, with_overrides
from missions.records import FetchFacts, PageLink, PageRole

logger = logging.getLogger(__name__)

URGENCY = {PageRole.LINK: -10, PageRole.MISSION: 0}
LISTS_FIRST = 10


class WatchSpider(Spider):
    """Fetches one source's pages and yields a `FetchedPage` for each that was asked for."""

    profile: SourceProfile

    def __init__(
        self,
        profile: SourceProfile | None = None,
        known: Mapping[str, Validators] | None = None,
        start: str | None = None,
        follow: str | None = None,
        **options: Any,
    ) -> None:
        """Take a profile and what is remembered of its pages; or, from `scrapy crawl -a`,
        `start` (addresses separated by spaces) and `follow` (0 or 1)."""
        self.profile = with_overrides(
            profile or self.profile,
            start=start.split() if start else None,
            follow=None if follow is None else follow not in ("0", "false", "no"),
        )
        super().__init__(name=self.profile.id, **options)
        self.frontier = Frontier(self.profile)
        self._known = known or {}

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **options: Any) -> Self:
        spider = super().from_crawler(crawler, *args, **options)
        crawler.signals.connect(spider.stop_at_headers, signals.headers_received)
        crawler.signals.connect(spider.say_what_was_left_out, signals.spider_closed)
        return spider

    async def start(self) -> AsyncIterator[Request]:
        """Ask for the start pages."""
        for ask in self.frontier.starts():
            yield self._request(ask)

    def page(self, response: Response, ask: Ask) -> Iterator[FetchedPage | Request]:
        """Report a page that answered, then ask for what follows from it."""
        page = _answered(response, ask)
        yield page
        links = self._links(page, response) if self.frontier.wants_links(ask) else ()
        for following in self.frontier.links_from(ask, response.url, links):
            yield self._request(following)

    def failed(self, failure: Failure) -> Iterator[FetchedPage]:
        """Report a page that did not come."""
        request: Request = failure.request  # type: ignore[attr-defined]
        yield _unanswered(failure.value or IgnoreRequest(), request)

    def stop_at_headers(self, request: Request) -> None:
        """A link that is only checked needs no body."""
        ask = request.cb_kwargs.get("ask")
        if ask and ask.role is PageRole.LINK:
            raise StopDownload(fail=False)

    def say_what_was_left_out(self) -> None:
        """Log how many pages the limit on their number kept out."""
        if self.frontier.left_out:
            logger.warning(
                "%s: %d pages were not fetched, for %d is the most for one crawl",
                self.profile.id,
                self.frontier.left_out,
                self.profile.max_pages,
            )

    def _request(self, ask: Ask) -> Request:
        return Request(
            ask.url,
            callback=self.page,
            errback=self.failed,
            cb_kwargs={"ask": ask},
            headers={"Accept-Language": ", ".join(self.profile.languages)},
            meta={"validators": self._validators(ask)},
            priority=URGENCY.get(ask.role, LISTS_FIRST),
            dont_filter=True,  # the frontier asks once; a dropped redirect would lose a page
        )

    def _validators(self, ask: Ask) -> Validators | None:
        if self.profile.fetch == "browser":
            return None  # what is kept is what scripts made of the page, not what the site sent
        known = self._known.get(ask.url)
        if known and known.links is None and self.frontier.wants_links(ask):
            return None
        return known

    def _links(self, page: FetchedPage, response: Response) -> tuple[PageLink, ...]:
        if page.not_modified:
            return self._known[page.facts.url].links or ()
        if page.facts.error:
            return ()
        from crawler.reading.links import page_links  # noqa: PLC0415 - keeps the start quick

        return page_links(page.body, response.url, page.facts.content_type)


def _answered(response: Response, ask: Ask) -> FetchedPage:
    request = response.request
    not_modified = response.status == 304 and _was_conditional(request)
    good = response.status == 200 or not_modified
    # a 2xx that is not 200 (a challenge answers 202) is no page, but its body is evidence
    body = response.body if 200 <= response.status < 300 else b""
    facts = FetchFacts(
        url=ask.url,
        final_url=response.url,
        status=response.status,
        content_type=(response.headers.get("Content-Type") or b"").decode("latin-1"),
        fetched_at=datetime.now(UTC),
        size=len(body),
        truncated="dataloss" in response.flags,
        error=None if good else status_in_words(response.status),
    )
    return FetchedPage(facts, ask.role, _headers(response), body, not_modified)


def _unanswered(error: BaseException, request: Request) -> FetchedPage:
    ask: Ask = request.cb_kwargs["ask"]
    facts = FetchFacts(
        url=ask.url,
        final_url=request.url,
        status=0,
        content_type="",
        fetched_at=datetime.now(UTC),
        size=0,
        error=in_words(error),
        cause=cause_of(error),
    )
    return FetchedPage(facts, ask.role)


def _was_conditional(request: Request | None) -> bool:
    headers = request.headers if request else {}
    return "If-None-Match" in headers or "If-Modified-Since" in headers


def _headers(response: Response) -> tuple[tuple[str, str], ...]:
    return tuple(
        (name.decode("latin-1"), value.decode("latin-1"))
        for name, values in response.headers.items()
        for value in values
    )
