"""`fetch_source`: every page asked for comes back once, and nothing stays behind."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from crawler.errors import CrawlError
from crawler.fetch import CrawlEnd, FetchedPage, Progress, Validators, fetch_source
from missions.records import PageRole
from tests.crawler.sites import QUICK, Answer, Visit, crawl, serving, source

ROOT = Path(__file__).resolve().parents[2]


def test_a_page_comes_with_its_bytes_headers_and_facts() -> None:
    page = Answer("<p>Opération</p>".encode()).having(("ETag", '"v1"'))
    with serving({"/list?page=2": page}) as site:
        result = crawl(source(site.url + "/list?page=2"))
    got = result.only
    assert got.body == "<p>Opération</p>".encode()
    assert ("Etag", '"v1"') in got.headers
    assert (got.facts.status, got.facts.size, got.facts.error) == (200, 17, None)
    assert got.facts.content_type == "text/html; charset=utf-8"
    assert got.facts.fetched_at.utcoffset() is not None
    assert got.role is PageRole.LIST
    assert result.end.complete
    assert result.end.finish_reason == "finished"


def test_the_crawler_says_who_it_is_and_reads_the_sources_languages() -> None:
    with serving({"/": Answer(b"page")}) as site:
        crawl(replace(source(site.url + "/"), languages=("nl", "fr")))
    assert {visit.headers["User-Agent"] for visit in site.visits} == {QUICK.user_agent}
    assert site.visits[-1].headers["Accept-Language"] == "nl, fr"


def test_no_cookie_is_ever_sent_back() -> None:
    cookie = Answer(b"page").having(("Set-Cookie", "id=1"))
    with serving({"/a": cookie, "/b": cookie}) as site:
        crawl(source(site.url + "/a", site.url + "/b"))
    assert all("Cookie" not in visit.headers for visit in site.visits)


def test_a_page_that_is_not_there_says_so() -> None:
    with serving({"/a": Answer(b"sorry", 404), "/b": Answer(b"no", 403)}) as site:
        result = crawl(source(site.url + "/a", site.url + "/b"))
    assert [(page.facts.status, page.facts.error, page.body) for page in result.pages] == [
        (404, "HTTP 404 Not Found", b""),
        (403, "HTTP 403 Forbidden", b""),
    ]


def test_a_challenge_answer_is_an_error_whose_body_is_kept() -> None:
    with serving({"/a": Answer(b"<script>", 202)}) as site:
        page = crawl(source(site.url + "/a")).only
    assert (page.facts.error, page.body) == ("HTTP 202 Accepted", b"<script>")


def test_a_passing_server_error_is_tried_again() -> None:
    answers = iter([Answer(status=502), Answer(b"page")])
    with serving({"/a": lambda _: next(answers)}) as site:
        assert crawl(source(site.url + "/a")).only.body == b"page"
    assert site.pages_asked() == ["/a", "/a"]


def test_a_host_that_refuses_or_does_not_exist_is_reported_in_plain_words() -> None:
    with socket.create_server(("127.0.0.1", 0)) as reserved:
        closed = reserved.getsockname()[1]
    profile = source(f"http://127.0.0.1:{closed}/", "http://mission.invalid/")
    result = crawl(profile, replace(QUICK, obey_robots=False))
    assert sorted(error or "" for error in result.errors()) == [
        "connection refused",
        "the host name could not be resolved",
    ]
    assert result.end.complete


def test_a_page_that_takes_too_long_is_reported() -> None:
    with serving({"/a": Answer(b"late", slow=3)}) as site:
        page = crawl(source(site.url + "/a"), replace(QUICK, timeout=0.3)).only
    assert (page.facts.error, page.facts.status) == ("no answer in time", 0)


def test_a_redirect_is_followed_and_both_addresses_are_told() -> None:
    moved = Answer(status=301).having(("Location", "/new"))
    with serving({"/old": moved, "/new": Answer(b"page")}) as site:
        page = crawl(source(site.url + "/old")).only
    assert page.facts.url == site.url + "/old"
    assert page.facts.final_url == site.url + "/new"
    assert page.body == b"page"


def test_a_redirect_in_a_circle_is_reported() -> None:
    with serving({"/a": Answer(status=302).having(("Location", "/a"))}) as site:
        page = crawl(source(site.url + "/a")).only
    assert page.facts.error == "max redirections reached"


def test_a_start_page_given_twice_in_two_spellings_is_fetched_once() -> None:
    with serving({"/a?x=1": Answer(b"page")}) as site:
        result = crawl(source(site.url + "/a?x=1&utm_source=mail", site.url + "/a?x=1#top"))
    assert site.pages_asked() == ["/a?x=1"]
    assert result.only.facts.url == site.url + "/a?x=1"


def _if_new(visit: Visit) -> Answer:
    known = visit.headers["If-None-Match"] == '"v1"'
    return Answer(status=304) if known else Answer(b"page").having(("ETag", '"v1"'))


def test_an_unchanged_page_is_not_sent_again() -> None:
    with serving({"/a": _if_new}) as site:
        address = site.url + "/a"
        first = crawl(source(address)).only
        second = crawl(source(address), known={address: Validators(etag='"v1"')}).only
    assert (first.not_modified, first.body) == (False, b"page")
    assert (second.not_modified, second.body, second.facts.error) == (True, b"", None)
    assert second.facts.status == 304


def test_the_last_modified_date_is_sent_back_as_it_was_given() -> None:
    date = "Tue, 13 Jan 2026 10:00:00 GMT"
    with serving({"/a": Answer(b"page")}) as site:
        crawl(source(site.url + "/a"), known={site.url + "/a": Validators(last_modified=date)})
    assert site.visits[-1].headers["If-Modified-Since"] == date


def test_a_redirected_page_is_not_asked_with_the_first_pages_validators() -> None:
    moved = Answer(status=302).having(("Location", "/new"))
    with serving({"/old": moved, "/new": _if_new}) as site:
        known = {site.url + "/old": Validators(etag='"v1"')}
        page = crawl(source(site.url + "/old"), known=known).only
    assert page.body == b"page"


def test_not_modified_without_being_asked_is_an_error() -> None:
    with serving({"/a": Answer(status=304)}) as site:
        page = crawl(source(site.url + "/a")).only
    assert (page.not_modified, page.facts.error) == (False, "HTTP 304 Not Modified")


def test_a_browser_source_without_chromium_is_refused_before_anything_is_fetched(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("crawler.chromium.find_spec", lambda _: True)
    profile = replace(source("http://127.0.0.1/"), fetch="browser")
    with pytest.raises(CrawlError, match="is no program; correct it"):
        fetch_source(profile, replace(QUICK, browser="/nowhere"))
    monkeypatch.setenv("PATH", "/nowhere")
    with pytest.raises(CrawlError, match="needs Chromium; install it"):
        fetch_source(profile, QUICK)


def test_a_browser_source_without_the_extra_is_refused_before_anything_is_fetched(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("crawler.chromium.find_spec", lambda _: None)
    with pytest.raises(CrawlError, match="needs the browser extra; install it with"):
        fetch_source(replace(source("http://127.0.0.1/"), fetch="browser"), QUICK)


@pytest.mark.parametrize("url", ["file:///etc/passwd", "ftp://example.org/", "http://", "un.org"])
def test_an_address_that_is_no_web_address_is_refused(url: str) -> None:
    with pytest.raises(CrawlError, match="is not a web address"):
        fetch_source(source(url), QUICK)


def test_progress_tells_how_far_the_crawl_is() -> None:
    told: list[Progress] = []
    with serving({"/a": Answer(b"page"), "/b": Answer(b"page")}) as site:
        list(fetch_source(source(site.url + "/a", site.url + "/b"), QUICK, {}, told.append))
        assert {progress.current for progress in told} == {site.url + "/a", site.url + "/b"}
    assert (told[-1].fetched, told[-1].waiting) == (2, 0)


def test_pages_come_while_the_crawl_still_runs() -> None:
    with serving({"/a": Answer(b"page"), "/b": Answer(b"page", slow=1.5)}) as site:
        pages = fetch_source(source(site.url + "/a", site.url + "/b"), QUICK)
        next(pages)
        came = time.monotonic()
        next(pages)
    assert time.monotonic() - came > 1


@pytest.fixture
def own_temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    yield tmp_path


def test_who_stops_listening_stops_the_crawl_and_nothing_stays_behind(own_temporary: Path) -> None:
    many = {f"/{number}": Answer(b"page", slow=0.2) for number in range(50)}
    with serving(many) as site:
        pages = fetch_source(source(*(site.url + path for path in many)), QUICK)
        next(pages)
        pages.close()  # type: ignore[attr-defined]
        asked = len(site.visits)
        time.sleep(0.5)
        assert len(site.visits) == asked
    assert asked < 20
    assert list(own_temporary.iterdir()) == []


def test_nothing_stays_behind_a_complete_crawl(own_temporary: Path) -> None:
    with serving({"/a": Answer(b"page")}) as site:
        crawl(source(site.url + "/a"))
    assert list(own_temporary.iterdir()) == []


def test_a_killed_crawl_is_not_complete(own_temporary: Path) -> None:
    with serving({"/a": Answer(b"page"), "/b": Answer(b"page", slow=4)}) as site:
        pages = fetch_source(source(site.url + "/a", site.url + "/b"), QUICK)
        assert isinstance(next(pages), FetchedPage)
        os.kill(_child(), 9)
        end = list(pages)[-1]
    assert isinstance(end, CrawlEnd)
    assert not end.complete
    assert end.finish_reason.startswith("crashed (exit status -9)")


def test_a_crawl_that_is_asked_to_stop_says_so() -> None:
    with serving({"/a": Answer(b"page"), "/b": Answer(b"page", slow=1)}) as site:
        pages = fetch_source(source(*(site.url + path for path in ("/a", "/b", "/c"))), QUICK)
        next(pages)
        os.kill(_child(), 15)
        end = list(pages)[-1]
    assert isinstance(end, CrawlEnd)
    assert (end.finish_reason, end.complete) == ("shutdown", False)


def test_the_crawl_runs_from_any_working_directory_whatever_lies_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "crawler.py").write_text("raise SystemExit('the wrong crawler')")
    (tmp_path / "settings.py").write_text("raise SystemExit('the wrong settings')")
    (tmp_path / "scrapy.cfg").write_text("[settings]\ndefault = nowhere\n")
    monkeypatch.chdir(tmp_path)
    with serving({"/a": Answer(b"page")}) as site:
        assert crawl(source(site.url + "/a")).only.body == b"page"


def _child() -> int:
    """Return the id of the crawling process that this test started."""
    own = Path(f"/proc/{os.getpid()}/task/{os.getpid()}/children").read_text().split()
    (child,) = [
        int(process)
        for process in own
        if b"-m\0crawler" in Path(f"/proc/{process}/cmdline").read_bytes()
    ]
    return child


def test_an_orphaned_crawl_ends_by_itself() -> None:
    """The process that ordered the crawl is killed: nobody is left to end the crawl."""
    many = [f"/{number}" for number in range(50)]
    order = (
        "import sys; from tests.crawler.sites import *\n"
        "pages = fetch_source(source(*sys.argv[1:]), QUICK); next(pages); print(flush=True)\n"
        "import time; time.sleep(60)"
    )
    with serving({path: Answer(b"page", slow=0.1) for path in many}) as site:
        urls = [site.url + path for path in many]
        parent = subprocess.Popen(
            [sys.executable, "-c", order, *urls], cwd=ROOT, stdout=subprocess.PIPE
        )
        assert parent.stdout
        with parent.stdout:
            parent.stdout.readline()
            parent.kill()
            parent.wait()
        time.sleep(1)
        asked = len(site.visits)
        time.sleep(0.5)
        assert len(site.visits) == asked
    assert asked < 30
