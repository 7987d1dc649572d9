"""An old copy that a cache serves again is held; an edit that was taken back gets through."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from missions.records import ChangeKind, ChangeState, RunStatus
from settings import Settings
from storage.store import Store
from tests.crawler.sites import Answer, Site, serving
from watch import Watch

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
DAY = timedelta(days=1)
LONG = 12
"""More checks than a return to what was said counts as one of two servers."""


def page(head: str, modified: str = "") -> Answer:
    items = "".join(
        f"<li><h3>{name}</h3><p>Head of mission: {who}</p></li>"
        for name, who in (("UNIFIL", head), ("UNDOF", "Ann Lee"), ("UNMISS", "Bo Sund"))
    )
    body = f'<!doctype html><html lang="en"><title>Operations</title><body><main><h1>Current\
 operations</h1><ul>{items}</ul></main></body></html>'
    answer = Answer(body.encode())
    return answer.having(("Last-Modified", modified)) if modified else answer


OLD, NEW = page("Maria Jensen"), page("Paul Okafor")


@pytest.fixture
def site() -> Iterator[Site]:
    with serving({"/list": OLD}) as server:
        yield server


@pytest.fixture
def watch(site: Site, tmp_path: Path) -> Iterator[Watch]:
    settings = Settings.model_validate(
        {
            "storage": {"url": f"sqlite:///{tmp_path}/watch.db"},
            "crawl": {"delay": 0, "allow_private_addresses": True},
            "sources": {"un": {"start": [site.url + "/list"]}},
        }
    )
    store = Store.open(settings.storage.url)
    store.upgrade()
    opened = Watch(settings, store)
    opened.crawl("un", at=NOON)
    yield opened
    store.close()


def crawl(watch: Watch, day: float) -> RunStatus:
    return watch.crawl("un", at=NOON + day * DAY).status


def told(watch: Watch) -> list[object]:
    with watch.store.read() as repository:
        rows = repository.changes(kind=ChangeKind.FIELD)
    return [row.change.after for row in sorted(rows, key=lambda row: row.id)]


def settle(watch: Watch, site: Site, answer: Answer = NEW) -> None:
    """Let the page say something new for long."""
    site.answers["/list"] = answer
    for day in range(1, LONG):
        assert crawl(watch, day) is RunStatus.OK
    assert told(watch) == ["Paul Okafor"]


def test_an_old_copy_is_held_and_tells_nothing(watch: Watch, site: Site) -> None:
    settle(watch, site)
    site.answers["/list"] = OLD
    assert crawl(watch, LONG) is RunStatus.HELD
    with watch.store.read() as repository:
        run = repository.last_run("un")
    assert run is not None
    assert run.doubts == ("old_copy",)
    assert "says again what it last said on 2026-03-02" in str(run.reason)
    site.answers["/list"] = NEW
    assert crawl(watch, LONG + 1) is RunStatus.OK
    assert told(watch) == ["Paul Okafor"]


def test_an_edit_that_was_taken_back_is_told_a_day_later(watch: Watch, site: Site) -> None:
    settle(watch, site)
    site.answers["/list"] = OLD
    assert crawl(watch, LONG) is RunStatus.HELD
    assert crawl(watch, LONG + 0.1) is RunStatus.HELD
    assert told(watch) == ["Paul Okafor"]
    assert crawl(watch, LONG + 1) is RunStatus.OK
    assert told(watch) == ["Paul Okafor", "Maria Jensen"]


def test_copies_that_come_and_go_never_last(watch: Watch, site: Site) -> None:
    settle(watch, site)
    for day in range(LONG, LONG + 9, 3):
        site.answers["/list"] = OLD
        assert crawl(watch, day) is RunStatus.HELD
        site.answers["/list"] = NEW
        assert crawl(watch, day + 1) is RunStatus.OK
        assert crawl(watch, day + 2) is RunStatus.OK
    assert told(watch) == ["Paul Okafor"]


def test_a_copy_that_a_person_discarded_stays_held(watch: Watch, site: Site) -> None:
    settle(watch, site)
    site.answers["/list"] = OLD
    held = watch.crawl("un", at=NOON + LONG * DAY)
    watch.discard_run(held.run, "ann", "of last week")
    assert crawl(watch, LONG + 1) is RunStatus.HELD
    assert crawl(watch, LONG + 2) is RunStatus.HELD
    assert told(watch) == ["Paul Okafor"]


def test_an_edit_that_its_server_calls_newer_is_told_at_once(watch: Watch, site: Site) -> None:
    settle(watch, site, page("Paul Okafor", "Tue, 03 Mar 2026 08:00:00 GMT"))
    site.answers["/list"] = page("Maria Jensen", "Sat, 14 Mar 2026 08:00:00 GMT")
    assert crawl(watch, LONG) is RunStatus.OK
    assert told(watch) == ["Paul Okafor", "Maria Jensen"]


def test_what_was_told_a_check_ago_is_not_taken_back_by_a_copy(watch: Watch, site: Site) -> None:
    site.answers["/list"] = NEW
    assert crawl(watch, 1) is RunStatus.OK
    site.answers["/list"] = OLD
    assert [crawl(watch, day) for day in (2, 2.2, 2.4)] == [RunStatus.HELD] * 3
    assert told(watch) == ["Paul Okafor"]
    site.answers["/list"] = NEW
    assert crawl(watch, 2.6) is RunStatus.OK
    assert told(watch) == ["Paul Okafor"]


def test_a_page_that_goes_on_answering_by_turns_is_held_once(watch: Watch, site: Site) -> None:
    statuses = []
    for day in range(1, 9):
        site.answers["/list"] = NEW if day % 2 else OLD
        statuses.append(crawl(watch, day))
    assert statuses.count(RunStatus.HELD) == 1
    with watch.store.read() as repository:
        rows = repository.changes(kind=ChangeKind.FIELD, state=ChangeState.CONFIRMED)
    assert [row.change.after for row in rows] == ["Paul Okafor"]
