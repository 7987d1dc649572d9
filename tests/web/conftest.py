"""A review site on a real database with a few changes in it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from crawler.reading.read import READER_VERSION
from missions.records import (
    Change,
    ChangeKind,
    ChangeState,
    FetchFacts,
    Listing,
    PageRole,
    Reading,
    RunStatus,
    Severity,
    Statement,
)
from notifier.links import Purpose, sign
from settings import Settings
from storage.rows import KeptPage, RunCounts
from storage.store import Store
from storage.wishes import Wishes
from watch import Watch
from web import briefly_kept
from web.app import create_app

MOMENT = datetime(2026, 11, 24, 1, 5, tzinfo=UTC)
MINUSMA = Change(
    source="un",
    page="https://un.example/where-we-operate",
    kind=ChangeKind.ENDED,
    state=ChangeState.CONFIRMED,
    severity=Severity.HIGH,
    summary="MINUSMA left the list of current operations.",
    mission="minusma",
    acronym="MINUSMA",
    before="ongoing",
    after="ended",
)
UNIFIL = replace(
    MINUSMA,
    kind=ChangeKind.FIELD,
    summary="UNIFIL: the mandate now runs until 2026-12-31 (was 2025-08-31).",
    mission="unifil",
    acronym="UNIFIL",
    field="until",
    before="2025-08-31",
    after="2026-12-31",
    passage_before="The mandate runs until August.",
    passage_after="The mandate runs until December.",
)
LAYOUT = replace(
    MINUSMA, source="eeas", kind=ChangeKind.SOURCE, summary="The EEAS list changed its layout."
)


@pytest.fixture(autouse=True)
def nothing_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pages are made anew for each request, so that tests see at once what they changed."""
    monkeypatch.setattr(briefly_kept, "SECONDS", 0.0)


@pytest.fixture(scope="session")
def empty_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with all tables, to copy; making one takes longer than most tests."""
    file = tmp_path_factory.mktemp("empty") / "watch.db"
    store = Store.open(f"sqlite:///{file}")
    store.upgrade()
    store.close()
    return file


@pytest.fixture
def watch(empty_database: Path, tmp_path: Path) -> Iterator[Watch]:
    """A watch on an empty database of its own."""
    shutil.copy(empty_database, tmp_path / "watch.db")
    store = Store.open(f"sqlite:///{tmp_path / 'watch.db'}")
    yield Watch(Settings(), store)
    store.close()


@pytest.fixture
def site(watch: Watch) -> TestClient:
    """The site as the person at its machine sees it, asked without following redirects."""
    return visit(watch)


def visit(watch: Watch, host: str = "127.0.0.1", **headers: str) -> TestClient:
    """Return a browser's view of the site; it asks from `host`."""
    return TestClient(
        create_app(watch),
        base_url="http://localhost",
        client=(host, 50_000),
        headers=headers,
        follow_redirects=False,
    )


def record(watch: Watch, *changes: Change) -> list[int]:
    """Keep changes and return their numbers."""
    with watch.store.begin() as repository:
        return [repository.record_change(change, None, MOMENT) for change in changes]


def subscribe(watch: Watch, email: str = "jan@example.be") -> str:
    """Subscribe an address to everything and return what its unsubscribe link is signed with."""
    with watch.store.begin() as repository:
        row = repository.subscribe(email, Wishes("nl"), MOMENT)
    return sign(Purpose.UNSUBSCRIBE, row.id, row.token)


def believe_list(watch: Watch, *listings: Listing) -> None:
    """Let the UN's list page be believed to hold `listings`."""
    believe(watch, "un", MOMENT, *listings)


def believe(
    watch: Watch, source: str, at: datetime, *listings: Listing, said: tuple[Statement, ...] = ()
) -> str:
    """Let a source's first page be believed to hold `listings` from a time on; return its URL."""
    url = watch.profiles()[source].start[0].url
    facts = FetchFacts(url, url, 200, "text/html", at, 4)
    role = PageRole.PROSE if source == "belgium" else PageRole.LIST
    reading = Reading(url, role, READER_VERSION, "en", "Where", "text", listings, said)
    with watch.store.begin() as repository:
        run = repository.start_run(source, at)
        repository.keep_page(run, KeptPage(facts, role, (), b"page", False, reading))
        repository.believe_run(run, at)
        repository.finish_run(run, RunStatus.PARTIAL, "One page timed out.", RunCounts(), at)
    return url
