"""robots.txt is obeyed in every case in which Scrapy by itself would not."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from itertools import pairwise

from missions.records import Cause
from tests.crawler.sites import QUICK, Answer, Site, crawl, serving, source

PAGE = Answer(b"page")
FORBID_ALL = b"User-agent: *\nDisallow: /\n"
PAGES = [f"/{number}" for number in range(8)]


def test_no_start_page_slips_through_while_robots_txt_is_still_loading() -> None:
    with serving({"/robots.txt": Answer(FORBID_ALL, slow=0.5)}) as site:
        result = crawl(source(*(site.url + path for path in PAGES)))
    assert site.pages_asked() == []
    assert len(result.pages) == 8
    assert all(page.facts.cause is Cause.ROBOTS for page in result.pages)
    assert set(result.errors()) == {"robots.txt does not allow this page"}


@contextmanager
def _sites_whose_robots_txt_answers(*statuses: int) -> Iterator[list[Site]]:
    with ExitStack() as stack:
        answers = [{"/robots.txt": Answer(status=status), "/0": PAGE} for status in statuses]
        yield [stack.enter_context(serving(each)) for each in answers]


def test_a_robots_txt_in_trouble_forbids_everything() -> None:
    with _sites_whose_robots_txt_answers(500, 503, 429) as sites:
        result = crawl(source(*(site.url + "/0" for site in sites)))
    assert [site.pages_asked() for site in sites] == [[], [], []]
    assert all(page.facts.cause is Cause.ROBOTS for page in result.pages)
    for site, status in zip(sites, (500, 503, 429), strict=True):
        error = result.page(site.url + "/0").facts.error or ""
        assert error.startswith(f"robots.txt answered HTTP {status}")


def test_a_robots_txt_that_is_not_there_allows_everything() -> None:
    with _sites_whose_robots_txt_answers(404, 403) as sites:
        result = crawl(source(*(site.url + "/0" for site in sites)))
    assert [page.body for page in result.pages] == [b"page", b"page"]


def test_a_robots_txt_that_never_comes_forbids_everything() -> None:
    silent = Answer(slow=3)
    with serving({"/robots.txt": silent, "/0": PAGE}) as site:
        result = crawl(source(site.url + "/0"), replace(QUICK, timeout=0.3))
    assert site.pages_asked() == []
    assert result.only.facts.error == "no answer in time (when asking for robots.txt)"


def test_the_rules_for_missionwatch_count_before_those_for_everybody() -> None:
    rules = b"User-agent: missionwatch\nDisallow: /no\n\nUser-agent: *\nDisallow: /\n"
    with serving({"/robots.txt": Answer(rules), "/yes": PAGE}) as site:
        result = crawl(source(site.url + "/yes", site.url + "/no"))
    assert site.pages_asked() == ["/yes"]
    assert result.page(site.url + "/no").facts.cause is Cause.ROBOTS


def test_a_redirect_to_another_hosts_forbidden_page_is_not_followed() -> None:
    with serving({"/robots.txt": Answer(FORBID_ALL), "/secret": Answer(b"secret")}) as other:
        moved = Answer(status=302).having(("Location", other.url + "/secret"))
        with serving({"/start": moved}) as site:
            result = crawl(source(site.url + "/start"))
    assert other.pages_asked() == []
    assert result.only.facts.cause is Cause.ROBOTS
    assert result.only.facts.url == site.url + "/start"
    assert result.only.facts.final_url == other.url + "/secret"


def test_robots_txt_is_asked_for_once_a_host() -> None:
    with serving(dict.fromkeys(PAGES, PAGE)) as site:
        crawl(source(*(site.url + path for path in PAGES)))
    assert [visit.path for visit in site.visits].count("/robots.txt") == 1


def test_nobody_is_asked_for_robots_txt_where_it_is_not_to_be_obeyed() -> None:
    with serving({"/robots.txt": Answer(FORBID_ALL), "/0": PAGE}) as site:
        result = crawl(source(site.url + "/0"), replace(QUICK, obey_robots=False))
    assert [visit.path for visit in site.visits] == ["/0"]
    assert result.only.body == b"page"


def test_crawl_delay_is_kept_between_pages() -> None:
    slow = Answer(b"User-agent: *\nCrawl-delay: 0.6\n")
    with serving({"/robots.txt": slow} | dict.fromkeys(PAGES, PAGE)) as site:
        crawl(source(*(site.url + path for path in PAGES[:4])))
    assert all(gap >= 0.5 for gap in _gaps([visit.at for visit in site.visits]))


def test_our_own_delay_is_kept_when_it_is_the_longer_one() -> None:
    quick = Answer(b"User-agent: *\nCrawl-delay: 0.1\n")
    with serving({"/robots.txt": quick} | dict.fromkeys(PAGES, PAGE)) as site:
        crawl(source(*(site.url + path for path in PAGES[:3])), replace(QUICK, delay=0.5))
    # A busy machine notes a visit late, which shortens the gap behind it: far from 0.1 is enough.
    assert all(gap >= 0.4 for gap in _gaps([visit.at for visit in site.visits]))


def test_a_host_is_asked_for_one_page_at_a_time_even_without_a_delay() -> None:
    with serving({path: Answer(b"page", slow=0.1) for path in PAGES}) as site:
        crawl(source(*(site.url + path for path in PAGES)))
    assert all(gap >= 0.1 for gap in _gaps([visit.at for visit in site.visits][1:]))


def _gaps(moments: list[float]) -> list[float]:
    return [later - earlier for earlier, later in pairwise(moments)]
