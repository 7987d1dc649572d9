"""Crawling from the site: what is asked for is crawled once, followed by many, and bounded."""

from __future__ import annotations

import asyncio
import json
import shutil
import threading
import time
from collections.abc import Iterator
from contextlib import AsyncExitStack
from datetime import UTC, datetime
from pathlib import Path

import html5lib
import httpx
import pytest

from missions.records import RunStatus
from storage.people import Role
from storage.rows import RunCounts
from tests.crawler.sites import Site, serving
from tests.web.conftest import visit
from tests.web.test_site import text_of
from tests.web.test_site_in_browser import served
from tests.web.working import OUTSIDE, as_role, ended, listing, watching
from watch import Watch
from watch.auditing import MOST
from web import following

SOURCES = ("un", "nato", "osce")


@pytest.fixture
def pages() -> Iterator[Site]:
    """Three slow lists of missions."""
    with serving({f"/{name}": listing(slow=0.7) for name in SOURCES}) as site:
        yield site


@pytest.fixture
def watch(pages: Site, empty_database: Path, tmp_path: Path) -> Iterator[Watch]:
    database = tmp_path / "watch.db"
    shutil.copy(empty_database, database)
    starts = {name: f"{pages.url}/{name}" for name in SOURCES}
    with watching(database, crawl={"allow_private_addresses": True}, **starts) as opened:
        yield opened


def runs(watch: Watch) -> list[tuple[str, str]]:
    with watch.store.read() as repository:
        return [(row.source, str(row.status)) for row in repository.runs()]


def test_a_reviewer_crawls_a_source_and_sees_the_result(watch: Watch) -> None:
    site = as_role(watch, Role.REVIEWER)
    assert "never crawled" in site.get("/crawl").text
    answer = site.post("/crawl", data={"source": "un"})
    assert (answer.status_code, answer.headers["location"]) == (303, "/runs/1")
    page = site.get("/runs/1").text
    html5lib.HTMLParser(strict=True).parse(page)
    assert 'data-events="/runs/1/events"' in page
    assert "/static/progress.js" in page
    assert "<noscript>" in page
    assert ended(watch, 1).status is RunStatus.OK
    page = site.get("/runs/1").text
    html5lib.HTMLParser(strict=True).parse(page)
    assert "1 page · " not in page
    assert "5 missions" in text_of(page)
    assert "data-events" not in page
    noted = watch.actions(action="crawl.start")
    assert [(one.by, one.subject, one.address) for one in noted] == [
        ("one reviewer", "un", OUTSIDE)
    ]
    assert "un" in site.get("/runs?source=un").text


def test_without_script_the_page_reloads_only_where_that_is_asked_for(watch: Watch) -> None:
    site = visit(watch)
    site.post("/crawl", data={"source": "un"})
    assert "refresh" not in site.get("/runs/1").headers
    assert site.get("/runs/1?watch_it=1").headers["refresh"] == "5"
    ended(watch, 1)
    assert "refresh" not in site.get("/runs/1?watch_it=1").headers


def test_who_asks_for_a_crawl_that_goes_on_joins_it(watch: Watch) -> None:
    first = as_role(watch, Role.REVIEWER, "An")
    second = as_role(watch, Role.ADMIN, "Bo")
    where = [one.post("/crawl", data={"source": "un"}).headers["location"] for one in (first,)]
    where.append(second.post("/crawl", data={"source": "un"}).headers["location"])
    assert where == ["/runs/1", "/runs/1"]
    ended(watch, 1)
    assert runs(watch) == [("un", "ok")]
    assert [one.by for one in watch.actions(action="crawl.start")] == ["An"]


def test_two_are_crawled_at_once_and_the_third_waits_and_says_so(watch: Watch) -> None:
    site = visit(watch)
    answer = site.post("/crawl", data={"source": list(SOURCES)})
    where = answer.headers["location"]
    assert where == "/crawl/progress?source=un&source=nato&source=osce&after=0"
    page = site.get(where).text
    html5lib.HTMLParser(strict=True).parse(page)
    assert "It waits for other crawls to end." in page
    assert page.count('data-state="running"') == 2
    assert sorted(runs(watch)) == [("nato", "running"), ("un", "running")]
    for number in (1, 2, 3):
        ended(watch, number)
    assert sorted(runs(watch)) == [("nato", "ok"), ("osce", "ok"), ("un", "ok")]
    assert site.get(where).text.count('data-state="over"') == 3


def test_progress_is_told_as_events_until_the_end(watch: Watch) -> None:
    site = visit(watch)
    site.post("/crawl", data={"source": ["un", "nato"]})
    answer = site.get("/crawl/events?source=un&source=nato&after=0")
    assert answer.headers["content-type"].startswith("text/event-stream")
    assert answer.headers["cache-control"] == "no-store"
    lines = [line for line in answer.text.split("\n") if line.startswith("data: {")]
    told = [json.loads(line.removeprefix("data: ")) for line in lines]
    assert {one["key"] for one in told if one} == {"un", "nato"}
    assert [one["state"] for one in told if one.get("key") == "un"][-1] == "over"
    assert answer.text.endswith("event: over\ndata: {}\n\n")


def test_a_crawl_of_another_process_is_followed_by_its_row(watch: Watch) -> None:
    with watch.store.begin() as repository:
        number = repository.start_run("un", datetime.now(UTC))

    def end_it() -> None:
        time.sleep(1.2)
        with watch.store.begin() as repository:
            repository.finish_run(number, RunStatus.OK, None, RunCounts(), datetime.now(UTC))

    threading.Thread(target=end_it).start()
    assert '"state": "over"' in visit(watch).get(f"/runs/{number}/events").text
    assert watch.under_way == {}


def test_a_silent_stream_is_kept_alive_and_ends_after_a_while(
    watch: Watch, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(following, "EVERY", 0.02)
    monkeypatch.setattr(following, "HEARTBEAT", 0.05)
    monkeypatch.setattr(following, "LONGEST", 0.3)
    with watch.store.begin() as repository:
        number = repository.start_run("un", datetime.now(UTC))
    told = visit(watch).get(f"/runs/{number}/events").text
    assert told.count(": still here\n\n") >= 2
    assert "event: over" not in told


def test_pages_are_quick_while_fifty_browsers_follow_a_crawl(watch: Watch) -> None:
    with watch.store.begin() as repository:
        number = repository.start_run("un", datetime.now(UTC))

    async def follow(address: str) -> tuple[list[float], list[str]]:
        limits = httpx.Limits(max_connections=None)
        async with (
            httpx.AsyncClient(limits=limits, timeout=30) as client,
            AsyncExitStack() as open_,
        ):
            streams = [
                await open_.enter_async_context(
                    client.stream("GET", f"{address}/runs/{number}/events")
                )
                for _ in range(50)
            ]
            took = []
            for _ in range(20):
                began = time.monotonic()
                assert (await client.get(f"{address}/healthz")).status_code == 200
                assert (await client.get(f"{address}/runs")).status_code == 200
                took.append(time.monotonic() - began)
            threads = threading.active_count()
            await asyncio.to_thread(_end, watch, number)
            ends = [(await one.aread()).decode() for one in streams]
            assert threads < 60
            return took, ends

    with served(watch) as address:
        took, ends = asyncio.run(follow(address))
    assert sorted(took)[10] < 0.5
    assert all(one.endswith("event: over\ndata: {}\n\n") for one in ends)


def _end(watch: Watch, number: int) -> None:
    with watch.store.begin() as repository:
        repository.finish_run(number, RunStatus.OK, None, RunCounts(), datetime.now(UTC))


def test_who_starts_too_many_crawls_is_told_when_to_come_back(watch: Watch) -> None:
    first = as_role(watch, Role.REVIEWER, "An")
    second = as_role(watch, Role.REVIEWER, "Bo")
    for _ in range(MOST):
        watch.note_within_limits("An", "crawl.start", "un")
    answer = first.post("/crawl", data={"source": "un"})
    assert answer.status_code == 429
    assert 0 < int(answer.headers["retry-after"]) <= 600
    assert "Try again in 10 minutes" in answer.text
    assert runs(watch) == []
    assert second.post("/crawl", data={"source": "un"}).status_code == 303
    ended(watch, 1)


@pytest.mark.parametrize("data", [{}, {"source": "nowhere"}, {"source": "un\r\nX: y"}])
def test_without_a_source_nothing_is_crawled(watch: Watch, data: dict[str, str]) -> None:
    assert visit(watch).post("/crawl", data=data).status_code == 422
    assert runs(watch) == []


def test_a_run_that_is_not_there_is_not_found(watch: Watch) -> None:
    assert visit(watch).get("/runs/9").status_code == 404
    assert visit(watch).get("/runs/9/events").status_code == 404
