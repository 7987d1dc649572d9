"""Scrapy settings: identified, polite, closed. Scrapy's own defaults are none of the three."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, version

from crawler.pages import FetchRules
from crawler.profile import SourceProfile


def _version() -> str:
    try:
        return version("missionwatch")
    except PackageNotFoundError:
        return "0"


BOT_NAME = "missionwatch"
SPIDER_MODULES = ["crawler.spiders"]
USER_AGENT = f"missionwatch/{_version()}"
LOG_LEVEL = "INFO"

# ours
ALLOW_PRIVATE_ADDRESSES = False
PROXY = ""
RETRY_AFTER_LIMIT = 60.0

# polite
ROBOTSTXT_OBEY = True
ROBOTSTXT_USER_AGENT = "missionwatch"
DOWNLOAD_DELAY = 2.0
DOWNLOAD_DELAY_JITTER = 0.0
CONCURRENT_REQUESTS = 8
CONCURRENT_REQUESTS_PER_DOMAIN = 1
RETRY_TIMES = 2
RETRY_GIVE_UP_LOG_LEVEL = "INFO"
REDIRECT_MAX_TIMES = 8

# bounded
CONCURRENT_ITEMS = 4
CLOSESPIDER_TIMEOUT = 3600
DOWNLOAD_TIMEOUT = 30
DOWNLOAD_MAXSIZE = 16_777_216
DOWNLOAD_WARNSIZE = 0
DOWNLOAD_FAIL_ON_DATALOSS = False

# closed
DOWNLOAD_VERIFY_CERTIFICATES = True
TELNETCONSOLE_ENABLED = False
REMOTE_CONTROL_ENABLED = False
COOKIES_ENABLED = False
METAREFRESH_ENABLED = False
TWISTED_DNS_RESOLVER = "crawler.guard.GuardedResolver"
DOWNLOAD_HANDLERS = {
    "http": "crawler.patience.PatientHandler",
    "https": "crawler.patience.PatientHandler",
    "data": None,
    "file": None,
    "ftp": None,
    "s3": None,
}

# every status is a fact worth reporting
HTTPERROR_ALLOW_ALL = True

DOWNLOADER_MIDDLEWARES = {
    "crawler.guard.AddressGuard": 10,
    "scrapy.downloadermiddlewares.offsite.OffsiteMiddleware": None,
    "scrapy.downloadermiddlewares.robotstxt.RobotsTxtMiddleware": None,
    "crawler.robots.Robots": 100,
    "crawler.asking.Conditions": 450,
    "scrapy.downloadermiddlewares.retry.RetryMiddleware": None,
    "crawler.patience.PatientRetry": 550,
    "scrapy.downloadermiddlewares.httpcompression.HttpCompressionMiddleware": None,
    "crawler.asking.Unpacking": 590,
    "scrapy.downloadermiddlewares.httpproxy.HttpProxyMiddleware": None,
    "crawler.asking.ConfiguredProxy": 750,
}
ITEM_PIPELINES = {"crawler.summary.PageSummary": 500}
FEED_EXPORT_ENCODING = "utf-8"


def settings_for(rules: FetchRules) -> dict[str, object]:
    """Return the settings that differ under these rules."""
    return {
        "USER_AGENT": rules.user_agent,
        "DOWNLOAD_DELAY": rules.delay,
        "DOWNLOAD_TIMEOUT": rules.timeout,
        "DOWNLOAD_MAXSIZE": rules.max_bytes,
        "CLOSESPIDER_TIMEOUT": rules.longest,
        "ROBOTSTXT_OBEY": rules.obey_robots,
        "ALLOW_PRIVATE_ADDRESSES": rules.allow_private_addresses,
        "PROXY": rules.proxy,
    }


def browser_settings(profile: SourceProfile, path: str) -> dict[str, object]:
    """Return the settings that have a source's own pages fetched by the Chromium at `path`."""
    handler = "crawler.browser.BrowserHandler"
    return {
        "DOWNLOAD_HANDLERS": {**DOWNLOAD_HANDLERS, "http": handler, "https": handler},
        "BROWSER_PATH": path,
        "BROWSER_PROFILE": profile,
    }
