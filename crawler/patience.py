"""Waits as long as a site asks for (`Retry-After`), up to a limit; longer means not this time."""

from __future__ import annotations

import asyncio
import time
from collections import defaultdict
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from urllib.parse import urlsplit

from scrapy import Request
from scrapy.core.downloader.handlers.http11 import HTTP11DownloadHandler
from scrapy.crawler import Crawler
from scrapy.downloadermiddlewares.retry import RetryMiddleware
from scrapy.exceptions import CannotResolveHostError
from scrapy.http import Response

from crawler.failures import AskedToWait
from crawler.guard import GuardedResolver, private_address_of

BUSY = (429, 503)


def seconds_asked(response: Response) -> float:
    """Return how many seconds a busy site asks to wait; 0 when it does not say."""
    header = response.headers.get("Retry-After")
    if response.status not in BUSY or not header:
        return 0.0
    text = header.decode("latin-1").strip()
    return float(text) if text.isdigit() else _until(text)


class PatientRetry(RetryMiddleware):
    """Retries as Scrapy does, but not where the site asks for more patience than we have."""

    def process_response(
        self, request: Request, response: Response, spider: object = None
    ) -> Request | Response:
        """Return the request again, or the answer when it is not to be retried."""
        if seconds_asked(response) > self.crawler.settings.getfloat("RETRY_AFTER_LIMIT"):
            return response
        return super().process_response(request, response)


class PatientHandler(HTTP11DownloadHandler):
    """Download handler: one request to a host at a time, and none while it asks to wait.

    Scrapy 2.19 with no delay sends all queued requests at once, whatever the number allowed for a
    domain is: it counts a request only when its task begins to run.
    """

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self._limit = crawler.settings.getfloat("RETRY_AFTER_LIMIT")
        self._turns: defaultdict[str, asyncio.Lock] = defaultdict(asyncio.Lock)
        self._not_before: dict[str, float] = {}

    async def download_request(self, request: Request) -> Response:
        """Fetch one page; raises Scrapy's download errors, AskedToWait, PrivateAddress."""
        host = urlsplit(request.url).netloc
        async with self._turns[host]:
            await self._wait(host)
            response = await self._download(request)
            self._not_before[host] = time.monotonic() + seconds_asked(response)
        return response

    async def _download(self, request: Request) -> Response:
        try:
            return await super().download_request(request)
        except CannotResolveHostError:
            _explain_private(request)
            raise

    async def _wait(self, host: str) -> None:
        seconds = self._not_before.get(host, 0.0) - time.monotonic()
        if seconds > self._limit:
            raise AskedToWait(f"the site asks not to be asked again for {seconds:.0f} seconds")
        if seconds > 0:
            await asyncio.sleep(seconds)


def _explain_private(request: Request) -> None:
    from twisted.internet import reactor  # noqa: PLC0415 - importing it earlier installs one

    resolver = getattr(reactor, "nameResolver", None)
    if isinstance(resolver, GuardedResolver):
        refusal = private_address_of(urlsplit(request.url).hostname or "", resolver.held_back)
        if refusal:
            raise refusal


def _until(text: str) -> float:
    try:
        moment = parsedate_to_datetime(text)
    except ValueError:
        return 0.0
    moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return max(0.0, (moment - datetime.now(UTC)).total_seconds())
