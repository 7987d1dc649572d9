"""A site that asks to be left alone for a while is left alone."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

from tests.crawler.sites import Answer, Visit, crawl, serving, source

FINE = Answer(b"page")


def _busy(status: int, retry_after: str) -> Answer:
    return Answer(b"busy", status).having(("Retry-After", retry_after))


def test_a_busy_site_is_asked_again_after_the_time_it_names() -> None:
    answers = iter([_busy(429, "1"), FINE])
    with serving({"/a": lambda _: next(answers), "/b": FINE}) as site:
        result = crawl(source(site.url + "/a", site.url + "/b"))
    busy, *later = [visit for visit in site.visits if visit.path != "/robots.txt"]
    assert [page.body for page in result.pages] == [b"page", b"page"]
    assert later[0].at - busy.at >= 0.95  # no page of this host in between


def test_the_time_may_be_given_as_a_date() -> None:
    def until(_: Visit) -> Answer:
        if len(site.pages_asked()) > 1:
            return FINE
        return _busy(503, format_datetime(datetime.now(UTC) + timedelta(seconds=2), usegmt=True))

    with serving({"/a": until}) as site:
        assert crawl(source(site.url + "/a")).only.body == b"page"
    assert site.visits[-1].at - site.visits[-2].at >= 0.9


def test_who_asks_for_an_hour_is_not_asked_again_in_this_crawl() -> None:
    with serving({"/a": _busy(503, "3600"), "/b": FINE}) as site:
        result = crawl(source(site.url + "/a", site.url + "/b"))
    assert site.pages_asked() == ["/a"]
    assert result.page(site.url + "/a").facts.error == "HTTP 503 Service Unavailable"
    error = result.page(site.url + "/b").facts.error or ""
    assert error.startswith("the site asks not to be asked again for")
    assert result.end.complete


def test_a_time_that_cannot_be_understood_is_no_obstacle() -> None:
    answers = iter([_busy(503, "soon"), FINE])
    with serving({"/a": lambda _: next(answers)}) as site:
        assert crawl(source(site.url + "/a")).only.body == b"page"
