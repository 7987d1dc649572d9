"""`fetch = "browser"`: a real Chromium visits the page, and every rule of plain fetching holds."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import replace
from importlib.util import find_spec
from pathlib import Path

import pytest

from crawler.chromium import find_chromium
from crawler.fetch import FetchedPage, Validators, fetch_source
from crawler.profile import SourceProfile
from missions.records import Cause
from tests.crawler.sites import QUICK, Answer, Visit, crawl, raw_serving, serving, source
from tests.requirements_of_tests import require

pytestmark = pytest.mark.browser

ROOT = Path(__file__).resolve().parents[2]
GUARDED = replace(QUICK, allow_private_addresses=False)
CHALLENGE = Answer(
    b"<html><body><script>"
    b"setTimeout(() => { document.cookie = 'passed=yes'; location.reload(); }, 1200)"
    b"</script></body></html>",
    202,
)
LIST = Answer(b"<html><body><h1>Missions</h1><p>UNIFIL</p></body></html>").having(("ETag", '"v1"'))


@pytest.fixture(autouse=True)
def chromium() -> None:
    require("browser", find_spec("scrapy_playwright") is not None, "no scrapy-playwright")
    require("browser", find_chromium() is not None, "Chromium is not installed")


def browsed(*urls: str) -> SourceProfile:
    return replace(source(*urls), fetch="browser", languages=("nl", "fr"))


def html(body: str) -> Answer:
    return Answer(f"<html><body>{body}</body></html>".encode())


def guarded_list(visit: Visit) -> Answer:
    return LIST if "passed=yes" in visit.headers.get("Cookie", "") else CHALLENGE


def test_a_challenge_that_a_plain_client_fails_is_passed() -> None:
    with serving({"/list": guarded_list}) as site:
        plain = crawl(source(site.url + "/list")).only
        page = crawl(browsed(site.url + "/list")).only
    assert (plain.facts.status, plain.facts.error) == (202, "HTTP 202 Accepted")
    assert (page.facts.status, page.facts.error) == (200, None)
    assert b"<p>UNIFIL</p>" in page.body
    assert page.facts.content_type == "text/html; charset=utf-8"
    assert ("Etag", '"v1"') in page.headers
    assert page.facts.url == page.facts.final_url == site.url + "/list"


def test_one_browser_passes_the_challenge_once_for_all_pages() -> None:
    with serving({"/a": guarded_list, "/b": guarded_list}) as site:
        result = crawl(browsed(site.url + "/a", site.url + "/b"))
    assert result.errors() == [None, None]
    assert sorted(site.pages_asked()) == ["/a", "/a", "/b"]


def test_a_challenge_that_does_not_let_go_stays_a_challenge() -> None:
    with serving({"/a": Answer(b"<p>Robots?</p>", 202)}) as site:
        page = crawl(browsed(site.url + "/a"), replace(QUICK, timeout=2)).only
    assert page.facts.error == "HTTP 202 Accepted"
    assert b"Robots?" in page.body


def test_the_browser_says_who_it_is() -> None:
    with serving({"/": html("<script src=/s.js></script>"), "/s.js": Answer(b"")}) as site:
        crawl(browsed(site.url + "/"))
    assert {visit.path for visit in site.visits} == {"/robots.txt", "/", "/s.js"}
    assert {visit.headers["User-Agent"] for visit in site.visits} == {QUICK.user_agent}
    assert {visit.headers["Accept-Language"] for visit in site.visits} == {"nl, fr"}


def test_what_scripts_make_of_the_page_is_kept() -> None:
    script = (
        "<ul id=l></ul><script>fetch('/data').then(a => a.json()).then(names => {"
        "l.innerHTML = names.map(n => `<li>${n}</li>`).join('') })</script>"
    )
    data = Answer('["FINUL é"]'.encode(), headers=(("Content-Type", "application/json"),))
    with serving({"/": html(script), "/data": data}) as site:
        page = crawl(browsed(site.url + "/")).only
    assert "<li>FINUL é</li>".encode() in page.body


def test_other_hosts_images_media_and_fonts_are_not_asked() -> None:
    with serving({"/t.js": Answer(b"x"), "/f": Answer(b"x")}) as third:
        parts = (
            f"<script src={third.url}/t.js></script><iframe src={third.url}/f></iframe>"
            "<img src=/i.png><video src=/v.mp4></video><link rel=icon href=/icon.png>"
            "<style>@font-face { font-family: f; src: url(/f.woff) } p { font-family: f }</style>"
            f"<p>text</p><script>fetch('{third.url}/f', {{mode: 'no-cors'}});"
            f"new WebSocket('{third.url.replace('http', 'ws')}/w');"
            f"navigator.sendBeacon('{third.url}/f')</script>"
        )
        with serving({"/": html(parts), "/r": Answer(b"x")}) as site:
            page = crawl(browsed(site.url + "/")).only
    assert b"<p>text</p>" in page.body
    assert site.pages_asked() == ["/"]
    assert third.visits == []


def test_a_part_that_redirects_to_another_host_does_not_get_there() -> None:
    with serving({"/t": Answer(b"x")}) as third:
        moved = Answer(status=302).having(("Location", third.url + "/t"))
        with serving({"/": html("<script src=/s.js></script>ok"), "/s.js": moved}) as site:
            page = crawl(browsed(site.url + "/")).only
    assert b"ok" in page.body
    assert third.visits == []


def test_popups_downloads_and_service_workers_are_off() -> None:
    script = (
        "<a href=/file download id=a>f</a><script>window.open('/popup'); a.click();"
        "navigator.serviceWorker.register('/worker.js')</script>"
    )
    worker = Answer(b"", headers=(("Content-Type", "text/javascript"),))
    with serving({"/": html(script), "/worker.js": worker, "/popup": html("popup")}) as site:
        page = crawl(browsed(site.url + "/")).only
    assert page.facts.error is None
    assert site.pages_asked() == ["/"]


def test_a_private_address_is_refused_however_it_is_written() -> None:
    with serving({"/a": Answer(b"secret")}) as site:
        port = site.url.rpartition(":")[2]
        urls = [f"http://{host}:{port}/a" for host in ("127.0.0.1", "localhost", "[::1]")]
        result = crawl(browsed(*urls), replace(GUARDED, obey_robots=False))
    assert site.visits == []
    assert len(result.pages) == 3
    for page in result.pages:
        assert "private address" in (page.facts.error or ""), page.facts


def test_robots_txt_forbids_the_page() -> None:
    rules = Answer(b"User-agent: missionwatch\nDisallow: /a", headers=())
    with serving({"/robots.txt": rules, "/a": LIST}) as site:
        page = crawl(browsed(site.url + "/a")).only
    assert page.facts.cause is Cause.ROBOTS
    assert site.pages_asked() == []


def test_robots_txt_and_the_delay_hold_where_a_script_leads() -> None:
    rules = Answer(b"User-agent: *\nDisallow: /b", headers=(("Content-Type", "text/plain"),))
    leads = html("<script>location.href = '/b'</script>")
    with serving({"/robots.txt": rules, "/a": leads, "/b": LIST}) as site:
        page = crawl(browsed(site.url + "/a")).only
    assert page.facts.error == "robots.txt does not allow this page"
    assert page.facts.final_url == site.url + "/b"
    assert site.pages_asked() == ["/a"]


def test_a_redirect_is_followed_after_the_delay() -> None:
    moved = Answer(status=301).having(("Location", "/new"))
    with serving({"/old": moved, "/new": LIST}) as site:
        page = crawl(browsed(site.url + "/old"), replace(QUICK, delay=2)).only
    assert (page.facts.url, page.facts.final_url) == (site.url + "/old", site.url + "/new")
    assert b"UNIFIL" in page.body
    asked = [visit.at for visit in site.visits if visit.path != "/robots.txt"]
    assert asked[1] - asked[0] > 1


def test_files_come_as_they_are() -> None:
    pdf = Answer(b"%PDF-1.7 \xff\x00", headers=(("Content-Type", "application/pdf"),))
    data = Answer(b'{"a": 1}', headers=(("Content-Type", "application/json"),))
    table = Answer(b"a;b\r\n\xe9;2", headers=(("Content-Type", "text/csv"),))
    with serving({"/p": pdf, "/j": data, "/c": table}) as site:
        result = crawl(browsed(*(site.url + path for path in ("/p", "/j", "/c"))))
    for path, answer in (("/p", pdf), ("/j", data), ("/c", table)):
        page = result.page(site.url + path)
        assert (page.body, page.facts.error) == (answer.body, None)
        assert page.facts.content_type == answer.headers[0][1]


@pytest.mark.parametrize(("status", "body"), [(404, b"<p>gone"), (404, b""), (410, b"")])
def test_a_page_that_is_not_there_says_so(status: int, body: bytes) -> None:
    with serving({"/a": Answer(body, status)}) as site:
        page = crawl(browsed(site.url + "/a")).only
    assert page.facts.status == status
    assert (page.facts.error or "").startswith(f"HTTP {status}")


def test_a_page_that_never_answers_is_reported() -> None:
    with serving({"/a": Answer(b"late", slow=5)}) as site:
        page = crawl(browsed(site.url + "/a"), replace(QUICK, timeout=1)).only
    assert (page.facts.error, page.facts.status) == ("no answer in time", 0)


def test_a_page_that_never_settles_is_taken_as_it_is() -> None:
    script = "<p>list</p><script>setInterval(() => fetch('/poll'), 100)</script>"
    with serving({"/a": html(script), "/poll": Answer(b"x")}) as site:
        page = crawl(browsed(site.url + "/a"), replace(QUICK, timeout=2)).only
        asked = len(site.visits)
        time.sleep(0.5)
    assert b"<p>list</p>" in page.body
    assert len(site.visits) == asked


def test_a_page_that_is_too_large_is_reported() -> None:
    script = "<p id=p></p><script>p.textContent = 'x'.repeat(300000)</script>"
    with serving({"/a": html(script), "/b": html("y" * 300000)}) as site:
        rules = replace(QUICK, max_bytes=100_000)
        result = crawl(browsed(site.url + "/a", site.url + "/b"), rules)
    assert result.errors() == ["larger than the limit of 100000 bytes"] * 2


def test_a_page_that_breaks_off_is_marked() -> None:
    with serving({"/a": replace(html("<p>UNIFIL</p>"), promised=5000)}) as site:
        page = crawl(browsed(site.url + "/a")).only
    assert page.facts.truncated
    assert b"UNIFIL" in page.body


def test_nothing_is_asked_conditionally() -> None:
    with serving({"/a": LIST}) as site:
        address = site.url + "/a"
        page = crawl(browsed(address), known={address: Validators(etag='"v1"')}).only
    assert not page.not_modified
    assert all("If-None-Match" not in visit.headers for visit in site.visits)


def test_a_host_that_refuses_or_does_not_exist_is_reported_in_plain_words() -> None:
    with raw_serving(lambda _: None) as closed:
        pass
    result = crawl(
        browsed(closed + "/", "http://mission.invalid/"),
        replace(QUICK, obey_robots=False),
    )
    assert sorted(error or "" for error in result.errors()) == [
        "connection refused",
        "the host name could not be resolved",
    ]


@pytest.fixture
def temporary() -> Iterator[Path]:
    """A folder with a short name: Chromium keeps a socket in it."""
    with tempfile.TemporaryDirectory() as folder:
        yield Path(folder)


def test_who_stops_listening_ends_the_browser_and_nothing_stays_behind(
    temporary: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(temporary))
    with serving({"/a": LIST, "/b": Answer(b"late", slow=3)}) as site:
        pages = fetch_source(browsed(site.url + "/a", site.url + "/b"), QUICK)
        first = next(pages)
        assert isinstance(first, FetchedPage)
        assert first.facts.error is None
        assert _processes_in(temporary)
        pages.close()  # type: ignore[attr-defined]
    assert _processes_in(temporary) == []
    assert list(temporary.iterdir()) == []


def test_the_browser_ends_when_whoever_ordered_the_crawl_is_killed(temporary: Path) -> None:
    order = (
        "import sys, time; from tests.crawler.test_browser import *\n"
        "pages = fetch_source(browsed(*sys.argv[1:]), QUICK); next(pages); print(flush=True)\n"
        "time.sleep(60)"
    )
    with serving({"/a": LIST, "/b": Answer(b"late", slow=30)}) as site:
        parent = subprocess.Popen(
            [sys.executable, "-c", order, site.url + "/a", site.url + "/b"],
            cwd=ROOT,
            stdout=subprocess.PIPE,
            env={**os.environ, "TMPDIR": str(temporary)},
        )
        assert parent.stdout
        with parent.stdout:
            parent.stdout.readline()
            parent.send_signal(signal.SIGKILL)
            parent.wait()
        until = time.monotonic() + 10
        while list(temporary.iterdir()) and time.monotonic() < until:
            time.sleep(0.05)
    assert _processes_in(temporary) == []
    assert list(temporary.iterdir()) == []


def _processes_in(folder: Path) -> list[bytes]:
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        try:
            line = (process / "cmdline").read_bytes()
        except OSError:
            continue
        if f"--user-data-dir={folder}".encode() in line:
            found.append(line)
    return found
