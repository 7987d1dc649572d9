"""What Scrapy leaves open by default is closed."""

from __future__ import annotations

import pytest
from scrapy.settings import Settings

from crawler.pages import FetchRules
from crawler.settings import settings_for


@pytest.fixture
def effective() -> Settings:
    settings = Settings()
    settings.setmodule("crawler.settings", priority="project")
    settings.setdict(settings_for(FetchRules()), priority="cmdline")
    return settings


@pytest.mark.parametrize(
    "name",
    ["TELNETCONSOLE_ENABLED", "REMOTE_CONTROL_ENABLED", "COOKIES_ENABLED", "HTTPCACHE_ENABLED"],
)
def test_what_is_not_needed_is_off(effective: Settings, name: str) -> None:
    assert not effective.getbool(name)


@pytest.mark.parametrize("name", ["ROBOTSTXT_OBEY", "DOWNLOAD_VERIFY_CERTIFICATES"])
def test_what_protects_is_on(effective: Settings, name: str) -> None:
    assert effective.getbool(name)


def test_only_web_addresses_can_be_fetched(effective: Settings) -> None:
    handlers = effective.getwithbase("DOWNLOAD_HANDLERS")
    assert {scheme for scheme, handler in handlers.items() if handler} == {"http", "https"}


def test_the_rules_reach_scrapy(effective: Settings) -> None:
    assert effective.getfloat("DOWNLOAD_DELAY") == 2.0
    assert effective.getfloat("DOWNLOAD_DELAY_JITTER") == 0.0
    assert effective.getint("CONCURRENT_REQUESTS_PER_DOMAIN") == 1
    assert effective.getint("CONCURRENT_ITEMS") == 4
    assert effective.getint("DOWNLOAD_MAXSIZE") == 16_777_216
    assert effective["ROBOTSTXT_USER_AGENT"] == "missionwatch"
