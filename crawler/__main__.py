"""`python -m crawler`: one crawl, ordered as JSON on standard input, reported over a pipe."""

from __future__ import annotations

import sys

from scrapy.crawler import AsyncCrawlerProcess
from scrapy.settings import Settings

from crawler.settings import browser_settings, settings_for
from crawler.watching import WatchSpider
from crawler.wire import Order, decode_order
from missions.decisions import with_missions
from missions.register import shipped_register, using_register


def main() -> None:
    """Carry out the order and return when the crawl has ended."""
    order = decode_order(sys.stdin.read())
    with using_register(with_missions(shipped_register(), order.missions)):
        process = AsyncCrawlerProcess(_settings(order))
        process.crawl(WatchSpider, profile=order.profile, known=order.known)
        process.start()


def _settings(order: Order) -> Settings:
    settings = Settings()
    settings.setmodule("crawler.settings", priority="project")
    settings.setdict(settings_for(order.rules), priority="cmdline")
    settings.setdict(
        {
            "LOG_LEVEL": "WARNING",
            "ITEM_PIPELINES": {},
            "EXTENSIONS": {"crawler.reporting.PipeReporter": 0},
            "REPORT_CHANNEL": order.channel,
            "REPORT_FOLDER": str(order.folder),
        },
        priority="cmdline",
    )
    if order.profile.fetch == "browser":
        settings.setdict(browser_settings(order.profile, order.rules.browser), priority="cmdline")
    return settings


if __name__ == "__main__":
    main()
