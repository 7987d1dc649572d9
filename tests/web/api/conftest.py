"""A site with a history in it: crawled from the replica once, and copied for each test."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from crawler.reading.read import READER_VERSION
from missions.records import FetchFacts, Listing, PageRole, Reading, RunStatus
from settings import load_settings
from storage.people import Role
from storage.rows import KeptPage, RunCounts
from storage.store import Store
from tests.pages.history import MINUSMA_CLOSED
from tests.pages.server import ReplicaServer
from tests.web.conftest import MINUSMA, UNIFIL, record, visit
from watch import Watch

AUTUMN = datetime(2023, 10, 2, 8, tzinfo=UTC)
WINTER = datetime(2024, 1, 8, 8, tzinfo=UTC)
HOUR = timedelta(hours=1)
OUTSIDE = "192.0.2.7"
HARBOUR = Listing("new:eu-harbour-watch", "EU Harbour Watch", "EU", unsure="named nowhere else")


@dataclass(frozen=True)
class History:
    """A configuration and the database that was filled by it."""

    config: Path
    database: Path


@pytest.fixture(scope="session")
def history(tmp_path_factory: pytest.TempPathFactory) -> History:
    """Belgium and the UN in two states, the EU held back, and an entry that nobody knows."""
    folder = tmp_path_factory.mktemp("history")
    made = History(folder / "missionwatch.toml", folder / "watch.db")
    with ReplicaServer(date(2023, 10, 2)) as replica:
        made.config.write_text(_configuration(replica, made.database), encoding="utf-8")
        store = Store.open(f"sqlite:///{made.database}")
        store.upgrade()
        watch = Watch(load_settings(made.config, {}), store)
        for source in ("belgium", "un"):
            watch.crawl(source, at=AUTUMN)
        replica.date = MINUSMA_CLOSED
        replica.fault("/eeas/missions-and-operations_en", "challenge")
        for source in ("un", "belgium", "eeas"):
            watch.crawl(source, at=WINTER)
        watch.crawl("eeas", at=WINTER + HOUR)
        _believe_harbour(watch)
        record(watch, MINUSMA, UNIFIL)
        store.close()
    return made


@pytest.fixture
def watch(history: History, tmp_path: Path) -> Iterator[Watch]:
    """A watch on a copy of that history."""
    shutil.copy(history.database, tmp_path / "watch.db")
    store = Store.open(f"sqlite:///{tmp_path / 'watch.db'}")
    yield Watch(load_settings(history.config, {}), store)
    store.close()


@pytest.fixture
def api(watch: Watch) -> TestClient:
    """The API as the person at its machine sees it."""
    return api_of(watch, "127.0.0.1")


def api_of(watch: Watch, host: str = OUTSIDE, token: str = "", **headers: str) -> TestClient:
    """Return the API as a program at `host` sees it."""
    said = {"Authorization": f"Bearer {token}"} if token else {}
    client = visit(watch, host, **said, **headers)
    client.base_url = client.base_url.copy_with(path="/api/v1/")
    return client


def token_of(watch: Watch, role: Role, name: str = "An") -> str:
    """Return a token of a new account."""
    return watch.add_token(watch.add_account(name, role, by="test"), "script")


def _configuration(replica: ReplicaServer, database: Path) -> str:
    parts = [f'[storage]\nurl = "sqlite:///{database}"']
    parts.append("[crawl]\ndelay = 0\nallow_private_addresses = true")
    for source, pages in replica.addresses.items():
        starts = json.dumps([url for url, _ in pages])
        parts.append(f"[sources.{source}]\nstart = {starts}")
    return "\n".join(parts)


def _believe_harbour(watch: Watch) -> None:
    url = watch.profiles()["osce"].start[0].url
    facts = FetchFacts(url, url, 200, "text/html", WINTER, 4)
    reading = Reading(url, PageRole.LIST, READER_VERSION, "en", "Where", "text", (HARBOUR,))
    with watch.store.begin() as repository:
        run = repository.start_run("osce", WINTER)
        repository.keep_page(run, KeptPage(facts, PageRole.LIST, (), b"page", False, reading))
        repository.believe_run(run, WINTER)
        repository.finish_run(run, RunStatus.OK, None, RunCounts(pages=1, missions=1), WINTER)
