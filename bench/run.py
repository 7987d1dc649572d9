"""How fast pages are read and crawled, mail is written, and how little a version takes.

`make bench` runs it.

Prints tables and writes `var/bench.json`. Each figure stands beside a floor measured in the same
minute on the same machine, so that the ratios can be compared between machines.
"""

from __future__ import annotations

import json
import platform
import sqlite3
import statistics
import tempfile
import time
import urllib.request
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from urllib.parse import urlsplit

import lxml.html
from rich.console import Console
from rich.table import Table

from bench.mailing import mailing
from crawler.fetch import FetchedPage, FetchRules, fetch_source
from crawler.profile import SourceProfile, Start
from crawler.reading.read import read_page
from missions.records import FetchFacts, PageRole, RunStatus
from storage.rows import KeptPage, RunCounts
from storage.store import Store
from tests.pages.server import ReplicaServer
from tests.pages.site import render

REPORT = Path("var/bench.json")
WHEN = datetime(2026, 1, 5, 7, tzinfo=UTC)
HTML = "text/html; charset=utf-8"
READ_SIZE = 80_000
VERSIONS = 60

Figures = dict[str, float]


def main() -> None:
    """Run every benchmark, print its table and keep the figures."""
    console = Console()
    results: dict[str, Figures] = {}
    for measure in (reading, crawling, storing, mailing):
        with console.status(measure.__name__):
            results[measure.__name__] = measure()
        console.print(_table(measure.__name__, results[measure.__name__]))
    machine = {"python": platform.python_version(), "machine": platform.machine()}
    REPORT.parent.mkdir(exist_ok=True)
    REPORT.write_text(json.dumps({**machine, **results}, indent=2) + "\n", encoding="utf-8")
    console.print(f"Written to {REPORT}")


def reading() -> Figures:
    """Reading an 80 KB page of missions against lxml parsing it and doing nothing more."""
    url, body = "https://peacekeeping.example/en/where-we-operate", _large_page()
    floor = _median_seconds(lambda: lxml.html.document_fromstring(body), 40)
    ours = _median_seconds(lambda: read_page(body, url, HTML, PageRole.LIST), 10)
    return {
        "page_bytes": len(body),
        "parse_ms": floor * 1000,
        "read_ms": ours * 1000,
        "times_the_floor": ours / floor,
    }


def crawling() -> Figures:
    """Crawling the replica against fetching the same pages one after the other."""
    with ReplicaServer(date(2024, 1, 8)) as server:
        profile = _profile(server)
        began = time.perf_counter()
        pages = [page for page in fetch_source(profile, _rules()) if isinstance(page, FetchedPage)]
        ours = time.perf_counter() - began
        urls = [page.facts.url for page in pages if page.facts.status == 200]
        began = time.perf_counter()
        for url in urls:
            with urllib.request.urlopen(url, timeout=30) as answer:  # noqa: S310 - loopback
                answer.read()
        floor = time.perf_counter() - began
    return {
        "pages": len(urls),
        "floor_pages_a_second": len(urls) / floor,
        "crawl_pages_a_second": len(urls) / ours,
        "times_the_floor": ours / floor,
    }


def storing() -> Figures:
    """What the database grows by for each further version of one page, against its raw bytes."""
    url = "https://peacekeeping.example/en/where-we-operate"
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "bench.db"
        with closing(Store.open(f"sqlite:///{file}")) as store:
            store.upgrade()
            bodies = [_version(number) for number in range(VERSIONS)]
            _keep(store, url, bodies[0], 0)
            empty, began = _used_bytes(file), time.perf_counter()
            for number, body in enumerate(bodies[1:], start=1):
                _keep(store, url, body, number)
            seconds = time.perf_counter() - began
            kept = (_used_bytes(file) - empty) / (VERSIONS - 1)
            blobs = _blob_bytes(file) / VERSIONS
    raw = statistics.mean(len(body) for body in bodies)
    return {
        "versions": VERSIONS,
        "raw_bytes_a_version": raw,
        "bytes_of_its_delta": blobs,
        "bytes_with_all_that_was_read": kept,
        "raw_times_its_delta": raw / blobs,
        "versions_a_second": (VERSIONS - 1) / seconds,
    }


def _large_page() -> bytes:
    """Return the replica's list page with ballast in its footer, as real pages have it."""
    body = render("un", "/en/where-we-operate", date(2024, 1, 8)).body
    ballast = b"<div class='teaser'><a href='/en/news'>A further headline of the day</a></div>"
    missing = max(0, READ_SIZE - len(body))
    return body.replace(b"</footer>", ballast * (missing // len(ballast) + 1) + b"</footer>", 1)


def _median_seconds(work: Callable[[], object], times: int) -> float:
    taken = []
    for _ in range(times):
        began = time.perf_counter()
        work()
        taken.append(time.perf_counter() - began)
    return statistics.median(taken)


def _profile(server: ReplicaServer) -> SourceProfile:
    start = tuple(Start(url, PageRole(role)) for url, role in server.addresses["un"])
    hosts = frozenset(urlsplit(page.url).netloc for page in start)
    return SourceProfile("un", "bench", "UN", start, hosts)


def _rules() -> FetchRules:
    return FetchRules(
        user_agent="missionwatch-bench",
        delay=0,
        timeout=30,
        max_bytes=16_777_216,
        obey_robots=True,
        allow_private_addresses=True,
        proxy="",
    )


def _version(number: int) -> bytes:
    """Return the page at one day, its heading unlike the one before so that none is skipped."""
    body = render("un", "/en/where-we-operate", _day(number), seed=number).body
    return body.replace(b"</h1>", f" (version {number})</h1>".encode(), 1)


def _day(number: int) -> date:
    """Return a day each month from 2021 on: most versions differ in noise, some in missions."""
    return date(2021 + number // 12, number % 12 + 1, 5)


def _keep(store: Store, url: str, body: bytes, number: int) -> None:
    """Read and keep one version as believed, as a crawl does."""
    at = WHEN + timedelta(days=number)
    facts = FetchFacts(url, url, 200, HTML, at, len(body))
    seen = read_page(body, url, HTML, PageRole.LIST)
    with store.begin() as repository:
        run = repository.start_run("un", at)
        repository.keep_page(run, KeptPage(facts, PageRole.LIST, (), body, reading=seen))
        repository.believe_run(run, at)
        repository.finish_run(run, RunStatus.OK, None, RunCounts(pages=1), at)


def _used_bytes(file: Path) -> int:
    """Return the bytes of the pages in use, as a copy without gaps would have them."""
    copy = file.with_suffix(".copy")
    with closing(sqlite3.connect(file)) as database:
        database.execute("VACUUM INTO ?", (str(copy),))
    size = copy.stat().st_size
    copy.unlink()
    return size


def _blob_bytes(file: Path) -> int:
    with closing(sqlite3.connect(file)) as database:
        (size,) = database.execute("SELECT sum(length(data)) FROM blob").fetchone()
    return int(size)


def _table(title: str, figures: Figures) -> Table:
    table = Table("what", "figure", title=title, title_justify="left")
    for name, figure in figures.items():
        table.add_row(name.replace("_", " "), f"{figure:,.1f}")
    return table


if __name__ == "__main__":
    main()
