"""From page to mailbox: one source on a real socket, a real database, mails as files."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from missions.records import ChangeState, RunStatus
from settings import Settings
from storage.rows import ChangeRow, MessageState
from storage.store import Store
from storage.wishes import Wishes
from tests.mails import addressee_and_text
from tests.pages.history import ASPIDES_STARTS, EUTM_MALI_ENDED, MINUSMA_CLOSED
from tests.pages.server import ReplicaServer
from watch import NotHeld, UnknownSource, Watch, change_json

ROOT = Path(__file__).parents[1]
START = date(2023, 10, 2)
NOON = datetime(2024, 6, 3, 12, tzinfo=UTC)
EEAS = "/eeas/missions-and-operations_en"


@pytest.fixture
def replica() -> Iterator[ReplicaServer]:
    with ReplicaServer(START) as server:
        yield server


@pytest.fixture
def watch(replica: ReplicaServer, tmp_path: Path) -> Iterator[Watch]:
    watch = opened(replica, tmp_path)
    yield watch
    watch.store.close()


def opened(replica: ReplicaServer, folder: Path, **mail: str) -> Watch:
    sources = {
        source: {"start": [url for url, _ in pages]} for source, pages in replica.addresses.items()
    }
    settings = Settings.model_validate(
        {
            "storage": {"url": f"sqlite:///{folder}/watch.db"},
            "crawl": {"delay": 0, "allow_private_addresses": True},
            "mail": {"outbox": str(folder / "outbox"), **mail},
            "sources": sources,
        }
    )
    store = Store.open(settings.storage.url)
    store.upgrade()
    return Watch(settings, store)


def changes(watch: Watch, state: ChangeState | None = None) -> list[ChangeRow]:
    with watch.store.read() as repository:
        return repository.changes(state=state)


def told(watch: Watch) -> list[tuple[str, str | None]]:
    rows = changes(watch, ChangeState.CONFIRMED)
    return [(str(row.change.kind), row.change.mission) for row in rows]


def subscribe(watch: Watch, email: str, language: str = "en", **only: tuple[str, ...]) -> None:
    with watch.store.begin() as repository:
        repository.subscribe(email, Wishes(language, **only), NOON)


def mails(folder: Path) -> list[tuple[str, str]]:
    return [addressee_and_text(file) for file in sorted((folder / "outbox").glob("*.eml"))]


def test_crawling_an_unchanged_site_again_reports_nothing(watch: Watch) -> None:
    first = watch.crawl("eeas")
    again = watch.crawl("eeas")
    assert (first.status, first.missions, first.changes) == (RunStatus.OK, 23, 0)
    assert (again.changed, again.changes) == (0, 0)
    assert changes(watch) == []


def test_a_redesign_is_told_to_no_subscriber(
    watch: Watch, replica: ReplicaServer, tmp_path: Path
) -> None:
    subscribe(watch, "reader@example.org")
    watch.crawl("eeas")
    replica.date = MINUSMA_CLOSED
    watch.crawl("eeas")
    assert told(watch) == [("source", None)]
    watch.notify()
    assert mails(tmp_path) == []


def test_a_new_mission_reaches_the_mailbox_once_in_the_readers_language(
    watch: Watch, replica: ReplicaServer, tmp_path: Path
) -> None:
    subscribe(watch, "reader@example.org")
    subscribe(watch, "lezer@example.org", "nl")
    subscribe(watch, "osce@example.org", sources=("osce",))
    replica.date = MINUSMA_CLOSED
    watch.crawl("eeas")
    replica.date = ASPIDES_STARTS
    watch.crawl("eeas")
    assert told(watch) == [("added", "eunavfor-aspides")]
    report = watch.notify()
    assert (report.queued, report.sent, report.waiting) == (2, 2, 0)
    assert watch.notify().sent == 0
    english = dict(mails(tmp_path))["reader@example.org"]
    assert "EUNAVFOR Aspides" in english
    assert set(dict(mails(tmp_path))) == {"reader@example.org", "lezer@example.org"}
    assert english != dict(mails(tmp_path))["lezer@example.org"]


def test_a_mission_that_vanishes_is_mailed_after_the_second_check(
    watch: Watch, replica: ReplicaServer, tmp_path: Path
) -> None:
    subscribe(watch, "reader@example.org")
    replica.date = ASPIDES_STARTS
    watch.crawl("eeas")
    replica.date = EUTM_MALI_ENDED
    watch.crawl("eeas")
    assert told(watch) == []
    assert watch.notify().queued == 0
    watch.crawl("eeas")
    assert told(watch) == [("removed", "eutm-mali")]
    assert watch.notify().sent == 1


def test_a_mission_that_comes_back_is_never_mailed(watch: Watch, replica: ReplicaServer) -> None:
    subscribe(watch, "reader@example.org")
    replica.date = ASPIDES_STARTS
    watch.crawl("eeas")
    replica.date = EUTM_MALI_ENDED
    watch.crawl("eeas")
    replica.date = ASPIDES_STARTS
    watch.crawl("eeas")
    watch.crawl("eeas")
    assert [row.change.state for row in changes(watch)] == [ChangeState.DISCARDED]
    assert watch.notify().queued == 0


@pytest.mark.parametrize(
    ("fault", "status"),
    [
        ("challenge", RunStatus.HELD),
        ("maintenance", RunStatus.HELD),
        ("error-200", RunStatus.HELD),
        ("other-language", RunStatus.HELD),
        ("truncated", RunStatus.HELD),
        ("503", RunStatus.FAILED),
        ("gone", RunStatus.FAILED),
    ],
)
def test_trouble_is_no_news_for_subscribers_and_one_note_for_the_operator(
    watch: Watch, replica: ReplicaServer, fault: str, status: RunStatus
) -> None:
    subscribe(watch, "reader@example.org")
    replica.date = MINUSMA_CLOSED
    watch.crawl("eeas")
    replica.date = ASPIDES_STARTS
    replica.fault(EEAS, fault)
    report = watch.crawl("eeas")
    assert report.status is status, report.reason
    assert report.reason
    watch.crawl("eeas")
    assert told(watch) == [("source", None)]
    replica.heal()
    watch.crawl("eeas")
    assert told(watch) == [("source", None), ("source", None), ("added", "eunavfor-aspides")]
    assert watch.notify().sent == 1


def test_a_held_run_can_be_accepted_or_discarded_once(watch: Watch, replica: ReplicaServer) -> None:
    watch.crawl("eeas")
    replica.fault(EEAS, "maintenance")
    held = watch.crawl("eeas")
    watch.discard_run(held.run, by="Ann", reason="their maintenance page")
    with pytest.raises(NotHeld):
        watch.accept_run(held.run, by="Ann", reason="")
    with watch.store.read() as repository:
        row = repository.run(held.run)
    assert row.status is RunStatus.FAILED
    assert row.reason is not None
    assert row.reason.startswith("Discarded by Ann: their maintenance page")


def test_what_was_listed_at_a_date_can_be_asked_later(watch: Watch, replica: ReplicaServer) -> None:
    replica.date = MINUSMA_CLOSED
    watch.crawl("eeas", at=NOON)
    replica.date = ASPIDES_STARTS
    watch.crawl("eeas", at=NOON + timedelta(days=30))
    before = watch.missions(source="eeas", as_of=NOON + timedelta(days=1))
    now = watch.missions(source="eeas", mission="eunavfor-aspides")
    assert "eunavfor-aspides" not in {row.told.listing.mission for row in before}
    (row,) = now
    printed = row.as_json()
    assert printed["status"] == "ongoing"
    assert printed["organisation"] == "EU"
    assert printed["first_seen"] == "2024-07-03T12:00:00+00:00"


def test_a_change_has_every_promised_key(watch: Watch, replica: ReplicaServer) -> None:
    replica.date = MINUSMA_CLOSED
    watch.crawl("eeas")
    replica.date = ASPIDES_STARTS
    watch.crawl("eeas")
    (row,) = changes(watch)
    promised = "id detected source page kind state mission acronym field before after severity"
    assert set(promised.split()) <= set(change_json(row))


def test_unsent_mail_stays_queued_and_goes_out_later(
    replica: ReplicaServer, tmp_path: Path
) -> None:
    watch = opened(replica, tmp_path, smtp="smtp://127.0.0.1:9")
    subscribe(watch, "reader@example.org")
    replica.date = MINUSMA_CLOSED
    watch.crawl("eeas")
    replica.date = ASPIDES_STARTS
    watch.crawl("eeas")
    report = watch.notify()
    assert (report.sent, report.waiting) == (0, 1)
    assert "stays queued" in report.errors[0]
    watch.store.close()
    later = opened(replica, tmp_path)
    assert later.notify().sent == 1
    with later.store.read() as repository:
        assert [message.state for message in repository.messages()] == [MessageState.SENT]
    later.store.close()


def test_an_unreachable_host_fails_in_words_and_loses_nothing(
    watch: Watch, replica: ReplicaServer
) -> None:
    watch.crawl("nato")
    listed = [row.as_json() for row in watch.missions(source="nato")]
    gone = Settings.model_validate(
        watch.settings.model_dump(by_alias=True)
        | {"sources": {"nato": {"start": ["http://127.0.0.1:9/list"]}}}
    )
    report = Watch(gone, watch.store).crawl("nato")
    assert report.status is RunStatus.FAILED
    assert report.reason is not None
    assert "refused" in report.reason
    assert [row.as_json() for row in watch.missions(source="nato")] == listed


def test_an_unknown_source_is_named_with_the_nearest(watch: Watch) -> None:
    with pytest.raises(UnknownSource, match=r'no source "eaes".*Did you mean "eeas"'):
        watch.crawl("eaes")


def test_a_crawl_killed_in_the_middle_leaves_a_valid_database_and_no_change(
    replica: ReplicaServer, tmp_path: Path
) -> None:
    watch = opened(replica, tmp_path)
    watch.crawl("un")
    replica.date = MINUSMA_CLOSED
    replica.slow_seconds = 0.2
    variables = {
        "MISSIONWATCH_STORAGE__URL": watch.settings.storage.url,
        "MISSIONWATCH_CRAWL__DELAY": "0.05",
        "MISSIONWATCH_CRAWL__ALLOW_PRIVATE_ADDRESSES": "true",
        "MISSIONWATCH_SOURCES__UN__START": str([url for url, _ in replica.addresses["un"]]).replace(
            "'", '"'
        ),
        "MISSIONWATCH_SOURCES__UN__FOLLOW": "true",
    }
    crawl = subprocess.Popen(
        [sys.executable, "-m", "cli", "crawl", "un"],
        env=os.environ | variables,
        cwd=ROOT,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    asked = len(replica.requests)
    while len(replica.requests) < asked + 4 and crawl.poll() is None:
        time.sleep(0.02)
    crawl.send_signal(signal.SIGKILL)
    crawl.wait()
    assert watch.store.check() == []
    assert changes(watch) == []
    with watch.store.begin() as repository:
        # The dead run's heartbeat has to be old before another may take its place.
        silent = repository.runs("un", limit=1)[0]
        assert silent.status is RunStatus.RUNNING
        repository.finish_run(silent.id, RunStatus.INTERRUPTED, "killed", silent.counts, NOON)
    watch.crawl("un")
    assert ("ended", "minusma") in told(watch)
    watch.store.close()
