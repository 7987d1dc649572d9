"""Tells the process that ordered the crawl what happens, line by line over its pipe."""

from __future__ import annotations

import asyncio
import os
import shutil
import time
from pathlib import Path
from typing import Self

from scrapy import Request, signals
from scrapy.crawler import Crawler
from scrapy.exceptions import NotConfigured

from crawler.frontier import Ask
from crawler.leftovers import end_leftovers
from crawler.pages import CrawlEnd, FetchedPage, Progress
from crawler.watching import WatchSpider
from crawler.wire import Message, encode_message

NATURAL_END = "finished"


class PipeReporter:
    """Scrapy extension: writes pages, progress and the end to the pipe of the order."""

    def __init__(self, channel: int, folder: Path) -> None:
        self._channel = channel
        self._folder = folder
        self._began = time.monotonic()
        self._lines = 0
        self._pages = 0

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        if not crawler.settings.get("REPORT_FOLDER"):
            raise NotConfigured
        folder = Path(crawler.settings["REPORT_FOLDER"])
        reporter = cls(crawler.settings.getint("REPORT_CHANNEL"), folder)
        crawler.signals.connect(reporter.watch_listener, signals.engine_started)
        crawler.signals.connect(reporter.page_came, signals.item_scraped)
        crawler.signals.connect(reporter.page_asked_for, signals.request_reached_downloader)
        crawler.signals.connect(reporter.crawl_ended, signals.spider_closed)
        return reporter

    def watch_listener(self) -> None:
        """Notice at once, not only with the next line, when nobody reads any more."""
        asyncio.get_running_loop().add_reader(self._channel, self._give_up)

    def page_came(self, item: FetchedPage, spider: WatchSpider) -> None:
        """Pass a page on."""
        self._pages += 1
        self._say(item)
        self._tell_progress(item.facts.url, spider)

    def page_asked_for(self, request: Request, spider: WatchSpider) -> None:
        """Say how far the crawl is; the requests for robots.txt are no pages."""
        ask = request.cb_kwargs.get("ask")
        if isinstance(ask, Ask):
            self._tell_progress(ask.url, spider)

    def crawl_ended(self, reason: str) -> None:
        """Say how it ended."""
        self._say(CrawlEnd(reason, time.monotonic() - self._began, reason == NATURAL_END))

    def _tell_progress(self, url: str, spider: WatchSpider) -> None:
        self._say(Progress(self._pages, spider.frontier.total - self._pages, url))

    def _say(self, message: Message) -> None:
        self._lines += 1
        try:
            line = encode_message(message, self._folder, self._lines).encode()
            while line:
                line = line[os.write(self._channel, line) :]
        except (BrokenPipeError, FileNotFoundError):
            self._give_up()

    def _give_up(self) -> None:
        """Whoever ordered the crawl has died: clean up in its place and end at once."""
        end_leftovers(self._folder)
        shutil.rmtree(self._folder, ignore_errors=True)
        os._exit(1)
