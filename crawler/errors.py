"""What can go wrong before a crawl starts; what goes wrong on one page is a fact of that page."""

from __future__ import annotations


class CrawlError(Exception):
    """The crawl cannot be started; the message says why and what to do."""


class BrowserMissingError(CrawlError):
    """The source asks for a browser, which this installation cannot drive."""

    def __init__(self, source: str, missing: str, remedy: str) -> None:
        super().__init__(
            f'Source "{source}" is set to fetch = "browser", which needs {missing}; '
            f'{remedy}, or set fetch = "http" for this source.'
        )


class BadAddressError(CrawlError):
    """A start address is not a web address."""

    def __init__(self, source: str, url: str) -> None:
        super().__init__(
            f'Source "{source}": "{url}" is not a web address; '
            "it must begin with http:// or https:// and name a host."
        )
