"""Download handler that fetches a source's own pages with one Chromium, the rest as usual."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from typing import Any, Self
from urllib.parse import urlsplit
from weakref import WeakKeyDictionary

from playwright.async_api import Error as BrowserError
from playwright.async_api import Request as PartRequest
from playwright.async_api import TimeoutError as BrowserTimeout
from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.exceptions import DownloadTimeoutError
from scrapy.http import HtmlResponse, Response
from scrapy_playwright.handler import ScrapyPlaywrightDownloadHandler
from scrapy_playwright.page import PageMethod

from crawler.addresses import host_allowed, host_of
from crawler.chromium import launch_options
from crawler.failures import BrowserDistrusts, BrowserFailed, TooLarge
from crawler.patience import PatientHandler
from crawler.profile import SourceProfile
from crawler.tunnel import Tunnel
from crawler.visit import Document, Visit

CLOSING = 5.0
"""Seconds that pages get to close, and that a whole visit gets beyond its parts."""
RENEWED = frozenset({"content-encoding", "content-length", "transfer-encoding", "content-type"})
"""Headers that no longer hold for what the browser made of the page."""
NO_BODY = "ERR_HTTP_RESPONSE_CODE_FAILURE"
NO_TLS = "ERR_CERT_", "ERR_SSL_"

_handlers: WeakKeyDictionary[Crawler, BrowserHandler] = WeakKeyDictionary()


class BrowserHandler(PatientHandler):
    """Visits one page at a time; pages off the source's own hosts never reach the browser."""

    lazy = False

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        settings = crawler.settings
        self._hosts = own_hosts(settings["BROWSER_PROFILE"])
        self._languages = ", ".join(settings["BROWSER_PROFILE"].languages)
        self._agent = str(settings["USER_AGENT"])
        self._timeout = settings.getfloat("DOWNLOAD_TIMEOUT")
        self._largest = settings.getint("DOWNLOAD_MAXSIZE")
        self._tunnel = Tunnel(
            self._hosts,
            allow_private=settings.getbool("ALLOW_PRIVATE_ADDRESSES"),
            proxy=settings.get("PROXY") or "",
            limit=self._largest,
        )
        self._chromium = self._driver(crawler)
        self._turn = asyncio.Lock()
        self._visit: Visit | None = None
        self._closed = False

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Return the crawl's one handler, whatever the scheme."""
        if crawler not in _handlers:
            _handlers[crawler] = cls(crawler)
        return _handlers[crawler]  # type: ignore[return-value]

    async def close(self) -> None:
        """End the browser."""
        if not self._closed:
            self._closed = True
            await self._chromium.close()
            self._tunnel.close()
            await super().close()

    async def _download(self, request: Request) -> Response:
        if not host_allowed(request.url, self._hosts):
            return await super()._download(request)
        async with self._turn:
            self._tunnel.reset()
            await self._tunnel.open()
            self._visit = Visit(request.url, self._hosts, self._timeout)
            return await self._answer(request, self._visit)

    async def _answer(self, request: Request, visit: Visit) -> Response:
        try:
            async with asyncio.timeout(2 * self._timeout + CLOSING):
                await self._chromium.download_request(self._asked(request, visit))
        except (BrowserError, TimeoutError) as error:
            failure: Exception = error
        else:
            failure = BrowserError("no page came")
        finally:
            await self._close_pages()
        answer = self._understood(request, visit, failure)
        if self._tunnel.overflowed or len(answer.body) > self._largest:
            raise TooLarge(f"larger than the limit of {self._largest} bytes")
        return answer

    def _understood(self, request: Request, visit: Visit, error: Exception) -> Response:
        """Return what came of the visit; raises why nothing did."""
        document = visit.document
        if visit.moved_to:
            return Response(request.url, 302, {"Location": visit.moved_to}, request=request)
        if document and document.body is not None:
            return _as_it_came(request, document, document.body)
        if document and visit.markup is not None:
            return _rendered(request, document, visit.markup)
        if document and NO_BODY in str(error):
            return _as_it_came(request, document, b"")
        if self._tunnel.overflowed:
            raise TooLarge(f"larger than the limit of {self._largest} bytes") from error
        refused = self._tunnel.failures.get(urlsplit(request.url).hostname or "")
        raise refused or _in_our_words(error) from error

    def _asked(self, request: Request, visit: Visit) -> Request:
        return request.replace(
            meta={
                "playwright": True,
                "playwright_context_kwargs": {
                    "user_agent": self._agent,
                    "extra_http_headers": {"Accept-Language": self._languages},
                    "service_workers": "block",
                    "accept_downloads": False,
                },
                "playwright_page_init_callback": visit.begin,
                "playwright_page_goto_kwargs": {"wait_until": "commit"},
                "playwright_page_methods": [PageMethod(visit.settle)],
            }
        )

    def _driver(self, crawler: Crawler) -> Any:
        logging.getLogger("scrapy-playwright").setLevel(logging.ERROR)
        chromium = ScrapyPlaywrightDownloadHandler(crawler)
        path = str(crawler.settings["BROWSER_PATH"])
        chromium.config.launch_options = launch_options(path, self._tunnel.address)
        chromium.config.navigation_timeout_ms = self._timeout * 1000
        chromium.config.target_closed_max_retries = 0
        chromium.process_request_headers = None
        chromium.abort_request = self._refuses
        return chromium

    def _refuses(self, part: PartRequest) -> bool:
        return self._visit is None or self._visit.refuses(part)

    async def _close_pages(self) -> None:
        """Leave no page of a visit open; a context that does not let go of one is given up."""
        for wrapper in list(self._chromium.context_wrappers.values()):
            for page in wrapper.context.pages:
                with contextlib.suppress(BrowserError, TimeoutError):
                    await asyncio.wait_for(page.close(), CLOSING)


def own_hosts(profile: SourceProfile) -> frozenset[str]:
    """Return the hosts the browser may visit: the source's own, its start pages' included."""
    return profile.hosts | {host_of(start.url) for start in profile.start}


def _rendered(request: Request, document: Document, body: bytes) -> Response:
    kept = [(name, value) for name, value in document.headers if name.lower() not in RENEWED]
    return HtmlResponse(
        request.url,
        document.status,
        _many([*kept, ("Content-Type", "text/html; charset=utf-8")]),
        body,
        flags=["dataloss"] if document.broke_off else [],
        request=request,
        encoding="utf-8",
    )


def _as_it_came(request: Request, document: Document, body: bytes) -> Response:
    kept = [each for each in document.headers if each[0].lower() not in RENEWED - {"content-type"}]
    return Response(request.url, document.status, _many(kept), body, request=request)


def _many(headers: list[tuple[str, str]]) -> dict[str, list[str]]:
    grouped: dict[str, list[str]] = {}
    for name, value in headers:
        grouped.setdefault(name, []).append(value)
    return grouped


def _in_our_words(error: Exception) -> Exception:
    if isinstance(error, BrowserTimeout | TimeoutError):
        return DownloadTimeoutError("the page did not come in time")
    first = str(error).partition("\n")[0].removeprefix("Page.goto: ")
    if any(sign in first for sign in NO_TLS):
        return BrowserDistrusts(f"no trusted TLS connection: {first}")
    return BrowserFailed(f"the browser could not open the page: {first}")
