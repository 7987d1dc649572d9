"""One page in the browser: what is let through, what the site answered, when the page is done.

Knows Playwright's page and nothing of Scrapy. A script that leads the page to another address is
stopped there: the address is handed back, so that robots.txt, delays and the number of redirects
count for it as for any page.
"""

from __future__ import annotations

import asyncio
import base64
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urldefrag, urljoin, urlsplit

from playwright.async_api import CDPSession, Frame, Page, Request, Route

from crawler.addresses import host_allowed

LOADED = frozenset({"document", "script", "stylesheet", "xhr", "fetch", "other"})
"""Parts of a page that can change its text; images, media and fonts cannot."""
CHALLENGES = frozenset({202, 403, 405, 429, 503})
"""Statuses of an answer whose script may still lead to the page."""
RENDERED = ("text/html", "application/xhtml+xml")
BODILESS = frozenset({204, 205, 304})
ANYTHING = "**/*"
QUIET = 0.8
"""Seconds without any traffic after which a page is done."""
PATIENCE = 12.0
"""Seconds a page that has come is waited for until it is quiet or its challenge has passed."""
STEP = 0.05


@dataclass
class Document:
    """What the site answered for the page itself; the last answer counts."""

    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes | None = None
    """The bytes as they came, where a browser would not show them as a page."""
    broke_off: bool = False

    @property
    def content_type(self) -> str:
        """The kind of content, without its parameters."""
        named = (value for name, value in self.headers if name.lower() == "content-type")
        return next(named, "").partition(";")[0].strip().lower()


class Visit:
    """One address as the browser visits it."""

    def __init__(self, url: str, hosts: frozenset[str], timeout: float) -> None:
        self.url = url
        self.document: Document | None = None
        self.moved_to: str | None = None
        """The other address that a redirect or a script led to, which was not visited."""
        self.markup: bytes | None = None
        """The page as HTML when it was done."""
        self._as_it_is = urlsplit(url).path == "/robots.txt"
        self._hosts = hosts
        self._timeout = timeout
        self._session: CDPSession | None = None
        self._main = ""
        self._under_way: set[Request] = set()
        self._last_traffic = time.monotonic()

    async def begin(self, page: Page, _: object = None) -> None:
        """Listen to a new page before it goes anywhere."""
        page.on("request", self._sent)
        page.on("requestfinished", self._over)
        page.on("requestfailed", self._failed)
        page.on("popup", _close)
        await page.context.unroute(ANYTHING)
        await page.context.route(ANYTHING, _abort)  # for popups: the page has a route of its own
        self._session = await page.context.new_cdp_session(page)
        tree = await self._session.send("Page.getFrameTree")
        self._main = tree["frameTree"]["frame"]["id"]
        self._session.on("Fetch.requestPaused", self._paused)
        documents = {"urlPattern": "*", "resourceType": "Document"}
        stages = [{**documents, "requestStage": stage} for stage in ("Request", "Response")]
        await self._session.send("Fetch.enable", {"patterns": stages})

    def refuses(self, request: Request) -> bool:
        """Whether a request of the page is not let through."""
        return request.resource_type not in LOADED or not host_allowed(request.url, self._hosts)

    async def settle(self, page: Page) -> None:
        """Wait until the page is done, keep it, then stop what it still does."""
        began = time.monotonic()
        while not self._done() and time.monotonic() - began < self._longest():
            await asyncio.sleep(STEP)
        if self.document and self._still_comes():
            self.document.broke_off = True
        if self.document and self.document.body is None and not self.moved_to:
            self.markup = (await page.content()).encode(errors="replace")
        if self.markup and self.document and self.document.broke_off:
            await page.close()  # it would be waited for in vain
        elif self._session:
            await self._session.send("Page.stopLoading")

    def _longest(self) -> float:
        """The page itself may take all its time; what it does afterwards may not."""
        return self._timeout if self._still_comes() else min(PATIENCE, self._timeout)

    def _still_comes(self) -> bool:
        return any(_leads_the_page(request) for request in self._under_way)

    def _done(self) -> bool:
        if self.moved_to or self.document is None or self.document.body is not None:
            return True
        quiet = not self._under_way and time.monotonic() - self._last_traffic > QUIET
        return quiet and self.document.status not in CHALLENGES

    async def _paused(self, event: Mapping[str, Any]) -> None:
        """Look at each step of the page itself before the browser takes it."""
        paused = {"requestId": event["requestId"]}
        if event["frameId"] != self._main or "responseErrorReason" in event:
            await self._go_on(paused)
        elif "responseStatusCode" in event:
            await self._answered(event, paused)
        elif _same(event["request"]["url"], self.url) and "networkId" in event:
            await self._go_on(paused)
        else:
            if "networkId" in event:  # else it is a download, which leads nowhere
                self.moved_to = self.moved_to or event["request"]["url"]
            await self._stop(paused)

    async def _answered(self, event: Mapping[str, Any], paused: Mapping[str, Any]) -> None:
        headers = tuple((each["name"], each["value"]) for each in event["responseHeaders"])
        status = int(event["responseStatusCode"])
        target = _location(headers) if 300 <= status < 400 else None
        if target:
            self.moved_to = urljoin(event["request"]["url"], target)
            await self._stop(paused)
            return
        document = Document(status, headers)
        body = None if self._rendered(document) else await self._body(document, paused)
        if body is None or (not document.content_type and body.lstrip().startswith(b"<")):
            self.document = document
            await self._go_on(paused)
        else:
            document.body = body
            self.document = document
            await self._stop(paused)

    def _rendered(self, document: Document) -> bool:
        """Whether a browser makes a page of it that we want: robots.txt is for reading as it is."""
        if document.status in BODILESS or (self._as_it_is and document.status not in CHALLENGES):
            return False
        return document.content_type in RENDERED

    async def _body(self, document: Document, paused: Mapping[str, Any]) -> bytes:
        if document.status in BODILESS:
            return b""
        got = await self._tell("Fetch.getResponseBody", paused)
        body: str = got["body"]
        return base64.b64decode(body) if got["base64Encoded"] else body.encode()

    async def _go_on(self, paused: Mapping[str, Any]) -> None:
        await self._tell("Fetch.continueRequest", paused)

    async def _stop(self, paused: Mapping[str, Any]) -> None:
        await self._tell("Fetch.failRequest", {**paused, "errorReason": "BlockedByClient"})

    async def _tell(self, method: str, told: Mapping[str, Any]) -> Any:
        assert self._session
        return await self._session.send(method, dict(told))

    def _sent(self, request: Request) -> None:
        self._under_way.add(request)
        self._last_traffic = time.monotonic()

    def _over(self, request: Request) -> None:
        self._under_way.discard(request)
        self._last_traffic = time.monotonic()

    def _failed(self, request: Request) -> None:
        self._over(request)
        if self.document and _leads_the_page(request) and self.moved_to is None:
            self.document.broke_off = True


def _leads_the_page(request: Request) -> bool:
    if not request.is_navigation_request():
        return False
    frame: Frame = request.frame
    return frame.parent_frame is None


def _same(one: str, other: str) -> bool:
    return urldefrag(one).url.rstrip("/") == urldefrag(other).url.rstrip("/")


def _location(headers: Sequence[tuple[str, str]]) -> str | None:
    return next((value for name, value in headers if name.lower() == "location"), None)


async def _abort(route: Route) -> None:
    await route.abort()


async def _close(page: Page) -> None:
    await page.close()
