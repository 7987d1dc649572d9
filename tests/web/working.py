"""Small real sites to crawl from the review site, and people of every role who ask for it."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from fastapi.testclient import TestClient

from missions.records import RunStatus
from settings import Settings
from storage.people import Role
from storage.rows import RunRow
from storage.store import Store
from tests.crawler.sites import Answer
from tests.web.conftest import visit
from watch import Watch

SENTENCE = "vier vredesmissies per jaar"
OUTSIDE = "192.0.2.7"
CURRENT = {
    "MINUSMA": "United Nations Multidimensional Integrated Stabilization Mission in Mali",
    "MONUSCO": "United Nations Organization Stabilization Mission in the Democratic Republic of "
    "the Congo",
    "UNIFIL": "United Nations Interim Force in Lebanon",
    "UNMISS": "United Nations Mission in South Sudan",
    "UNTSO": "United Nations Truce Supervision Organization",
}


def listing(missions: Mapping[str, str] = CURRENT, slow: float = 0.0) -> Answer:
    """Return a page that lists missions."""
    items = "".join(f"<li><h3>{one}</h3><p>{name}</p></li>" for one, name in missions.items())
    return Answer(
        (
            '<!doctype html><html lang="en"><title>Where we operate</title><body><main>'
            f"<h1>Current peacekeeping operations</h1><ul>{items}</ul></main></body></html>"
        ).encode(),
        slow=slow,
    )


@contextmanager
def watching(database: Path, *, crawl: Mapping[str, object], **sources: str) -> Iterator[Watch]:
    """Open a watch whose sources start at these addresses."""
    told = {
        "crawl": {"delay": 0, "timeout": 5, **crawl},
        "sources": {name: {"start": [url]} for name, url in sources.items()},
        "mail": {"outbox": str(database.parent / "outbox")},
    }
    store = Store.open(f"sqlite:///{database}")
    yield Watch(Settings.model_validate(told), store)
    store.close()


def as_role(watch: Watch, role: Role, name: str = "") -> TestClient:
    """Return the site as somebody of a role sees it, from elsewhere."""
    name = name or f"one {role}"
    made = watch.add_account(name, role, by="test")
    watch.accept_invitation(watch.invite(made, by="test"), name, SENTENCE)
    site = visit(watch, OUTSIDE)
    assert site.post("/sign-in", data={"name": name, "password": SENTENCE}).status_code == 303
    return site


def ended(watch: Watch, run: int, within: float = 20.0) -> RunRow:
    """Wait until a run has ended, and return it."""
    until = time.monotonic() + within
    while time.monotonic() < until:
        with watch.store.read() as repository:
            row = repository.run(run)
        if row.status is not RunStatus.RUNNING and run not in watch.under_way:
            time.sleep(0.1)  # the desk takes the next one
            return row
        time.sleep(0.05)
    raise AssertionError(f"run {run} goes on")
