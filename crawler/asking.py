"""What a request says and what an answer may weigh: validators, proxy, size after unpacking."""

from __future__ import annotations

from typing import Self

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.downloadermiddlewares.httpcompression import HttpCompressionMiddleware
from scrapy.downloadermiddlewares.httpproxy import HttpProxyMiddleware
from scrapy.exceptions import IgnoreRequest, NotConfigured
from scrapy.http import Response

from crawler.failures import TooLarge
from crawler.pages import Validators

CONDITIONS = ("If-None-Match", "If-Modified-Since")


class Conditions:
    """Downloader middleware: asks "only if modified" for a page that is remembered.

    A redirect leads to another page, of which nothing is remembered: asked with the first page's
    validators, it could say "not modified" of something we never saw.
    """

    def process_request(self, request: Request) -> None:
        """Set the conditional headers from the validators in the request's meta."""
        for name in CONDITIONS:
            request.headers.pop(name, None)
        known: Validators | None = request.meta.get("validators")
        if known is None or request.meta.get("redirect_times"):
            return
        for name, value in zip(CONDITIONS, (known.etag, known.last_modified), strict=True):
            if value:
                request.headers[name] = value


class ConfiguredProxy(HttpProxyMiddleware):
    """Sends everything through the configured proxy; proxies in the environment do not count."""

    def __init__(self, proxy: str) -> None:
        super().__init__()
        self.proxies = {scheme: self._get_proxy(proxy, "http") for scheme in ("http", "https")}

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        if not crawler.settings.get("PROXY"):
            raise NotConfigured
        return cls(crawler.settings["PROXY"])


class Unpacking(HttpCompressionMiddleware):
    """Unpacks compressed answers up to the size limit."""

    def process_response(
        self, request: Request, response: Response, spider: object = None
    ) -> Request | Response:
        """Return the unpacked answer; raises TooLarge when it outgrows the limit."""
        if not response.body:
            return response
        try:
            return super().process_response(request, response)
        except IgnoreRequest as error:
            raise TooLarge(f"larger than the limit of {self._max_size} bytes") from error
