"""When sources are crawled: by interval or cron, once each, whoever looks."""

from __future__ import annotations

import multiprocessing
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Event
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.pages import Progress
from crawler.profile import SourceProfile, added_profile, with_overrides
from missions.records import Change, ChangeKind, ChangeState, RunStatus, Severity
from scheduler import Scheduler, next_due
from storage.rows import RunCounts
from storage.store import Store
from tests.storage.databases import postgresql_database, require_postgresql, spelled

BRUSSELS = ZoneInfo("Europe/Brussels")
TICK = 0.05


def _profile(name: str = "un", every: str | None = None, cron: str | None = None) -> SourceProfile:
    plain = added_profile(name, "https://un.example/list", name, "UN")
    return with_overrides(plain, every=every, cron=cron)


def _utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("every", "after", "due"),
    [
        ("6h", "2026-03-01T00:00", "2026-03-01T06:00"),
        ("90s", "2026-03-01T00:00", "2026-03-01T00:01:30"),
        ("1d", "2026-03-28T12:00", "2026-03-29T12:00"),
        ("1w", "2026-12-30T00:00", "2027-01-06T00:00"),
    ],
)
def test_an_interval_is_the_time_between_two_crawls(every: str, after: str, due: str) -> None:
    assert next_due(_profile(every=every), _utc(after), BRUSSELS) == _utc(due)


@pytest.mark.parametrize(
    ("cron", "after", "due"),
    [
        # 07:00 in Brussels is 06:00 UTC in winter and 05:00 UTC in summer.
        ("0 7 * * mon-fri", "2026-01-05T00:00", "2026-01-05T06:00"),
        ("0 7 * * mon-fri", "2026-07-06T00:00", "2026-07-06T05:00"),
        # Exactly due counts as done; Friday is followed by Monday.
        ("0 7 * * mon-fri", "2026-01-09T06:00", "2026-01-12T06:00"),
        # 29 March 2026: 02:00 to 03:00 does not exist; 02:30 happens at 03:30 on the clock.
        ("30 2 * * *", "2026-03-28T12:00", "2026-03-29T01:30"),
        ("30 2 * * *", "2026-03-29T01:30", "2026-03-30T00:30"),
        # 25 October 2026: 02:00 to 03:00 comes twice; only the first counts.
        ("30 2 * * *", "2026-10-24T12:00", "2026-10-25T00:30"),
        ("30 2 * * *", "2026-10-25T00:30", "2026-10-26T01:30"),
        ("*/30 * * * *", "2026-10-25T00:30", "2026-10-25T02:00"),
    ],
)
def test_a_cron_line_counts_on_the_clock_of_the_time_zone(cron: str, after: str, due: str) -> None:
    assert next_due(_profile(cron=cron), _utc(after), BRUSSELS) == _utc(due)


def test_a_cron_line_that_never_comes_is_refused() -> None:
    with pytest.raises(ValueError, match="never comes"):
        next_due(_profile(cron="0 0 30 2 *"), _utc("2026-01-01T00:00"), BRUSSELS)


@given(
    start=st.floats(_utc("2020-01-01").timestamp(), _utc("2035-01-01").timestamp()),
    minute=st.sampled_from(["0", "30", "*/15", "59", "*"]),
    hour=st.sampled_from(["*", "2", "1-3", "*/2", "7"]),
)
def test_no_local_time_comes_twice(start: float, minute: str, hour: str) -> None:
    profile = _profile(cron=f"{minute} {hour} * * *")
    times = _following(profile, datetime.fromtimestamp(start, UTC), 12)
    assert times == sorted(set(times))
    local = [moment.astimezone(BRUSSELS).replace(tzinfo=None) for moment in times]
    assert len(set(local)) == len(local)


@given(day=st.sampled_from(["2026-03-28", "2026-10-24", "2027-03-27", "2027-10-30"]))
def test_a_daily_crawl_happens_once_on_the_days_the_clock_changes(day: str) -> None:
    times = _following(_profile(cron="30 2 * * *"), _utc(f"{day}T12:00"), 5)
    dates = [moment.astimezone(BRUSSELS).date() for moment in times]
    assert dates == [_utc(day).date() + timedelta(days=number) for number in range(1, 6)]


def _following(profile: SourceProfile, after: datetime, number: int) -> list[datetime]:
    times: list[datetime] = []
    for _ in range(number):
        after = next_due(profile, after, BRUSSELS)
        times.append(after)
    return times


# The loop, on real databases


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def address(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path}/missionwatch.db"
        return
    require_postgresql()
    with postgresql_database() as url:
        yield spelled(url)


class Recorded:
    """Work that takes a moment and is written down as a run, in place of crawling."""

    def __init__(self, store: Store, *profiles: SourceProfile, lasts: float = 0) -> None:
        self.store = store
        self.lasts = lasts
        self.mails = 0
        self.failing: set[str] = set()
        self.unconfirmed_for: timedelta | None = None
        self._profiles = {profile.id: profile for profile in profiles}

    def profiles(self) -> dict[str, SourceProfile]:
        return self._profiles

    def crawl(
        self,
        source_id: str,
        at: datetime | None = None,
        on_progress: Callable[[Progress], None] | None = None,
    ) -> None:
        if source_id in self.failing:
            raise OSError(f"{source_id} fails")
        with self.store.begin() as repository:
            run = repository.start_run(source_id, datetime.now(UTC))
        status = RunStatus.INTERRUPTED
        try:
            self._take_time(on_progress)
            status = RunStatus.OK
        finally:
            with self.store.begin() as repository:
                if self.unconfirmed_for is not None:
                    since = datetime.now(UTC) - self.unconfirmed_for
                    repository.record_change(DISAPPEARED, run, since)
                repository.finish_run(run, status, None, RunCounts(), datetime.now(UTC))

    def _take_time(self, on_progress: Callable[[Progress], None] | None) -> None:
        end = time.monotonic() + self.lasts
        while time.monotonic() < end:
            time.sleep(0.02)
            if on_progress:
                on_progress(Progress(1, 1, "https://un.example/list"))

    def notify(self, *, gathered: bool) -> None:
        assert gathered
        self.mails += 1


DISAPPEARED = Change(
    source="un",
    page="https://un.example/list",
    kind=ChangeKind.REMOVED,
    state=ChangeState.UNCONFIRMED,
    severity=Severity.HIGH,
    summary="MINUSMA vanished from the list",
    mission="minusma",
)


@pytest.fixture
def store(address: str) -> Iterator[Store]:
    with closing(Store.open(address)) as opened:
        opened.upgrade()
        yield opened


def _runs(store: Store) -> list[tuple[str, str]]:
    with store.read() as repository:
        return [(run.source, str(run.status)) for run in reversed(repository.runs())]


def _due(store: Store, source: str = "un") -> datetime:
    with store.read() as repository:
        due = {row.id: row.next_due_at for row in repository.source_rows()}[source]
    assert due is not None
    return due


def _wait_until(condition: Callable[[], bool], seconds: float = 20) -> None:
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "it did not happen in time"
        time.sleep(0.02)


def test_a_new_source_is_crawled_at_once_and_then_at_its_interval(store: Store) -> None:
    work = Recorded(store, _profile(every="6h"))
    began = datetime.now(UTC)
    with Scheduler(work, BRUSSELS, TICK):
        _wait_until(lambda: _runs(store) == [("un", "ok")])
        time.sleep(5 * TICK)
    assert _runs(store) == [("un", "ok")]
    assert timedelta(hours=6) <= _due(store) - began < timedelta(hours=6, minutes=1)


def test_a_restart_does_nothing_twice(store: Store) -> None:
    work = Recorded(store, _profile(every="6h"))
    for _ in range(3):
        with Scheduler(work, BRUSSELS, TICK):
            _wait_until(lambda: ("un", "ok") in _runs(store))
            time.sleep(3 * TICK)
    assert _runs(store) == [("un", "ok")]


def test_what_was_missed_is_made_up_for_once(store: Store) -> None:
    with store.begin() as repository:
        repository.set_next_due("un", datetime.now(UTC) - timedelta(days=3))
    work = Recorded(store, _profile(every="6h"))
    with Scheduler(work, BRUSSELS, TICK):
        _wait_until(lambda: bool(_runs(store)))
        time.sleep(5 * TICK)
    assert _runs(store) == [("un", "ok")]
    assert _due(store) > datetime.now(UTC) + timedelta(hours=5)


def test_a_shorter_interval_counts_from_the_next_look(store: Store) -> None:
    with store.begin() as repository:
        repository.set_next_due("un", datetime.now(UTC) + timedelta(days=7))
    work = Recorded(store, _profile(every="1h"))
    with Scheduler(work, BRUSSELS, TICK):
        _wait_until(lambda: _due(store) < datetime.now(UTC) + timedelta(hours=2))
    assert _runs(store) == []


def test_an_error_of_one_source_stops_neither_the_others_nor_the_mail(store: Store) -> None:
    work = Recorded(store, _profile("bad", every="1s"), _profile("good", every="1s"))
    work.failing = {"bad"}
    with Scheduler(work, BRUSSELS, TICK):
        _wait_until(lambda: _runs(store).count(("good", "ok")) >= 2)
        mails = work.mails
        _wait_until(lambda: work.mails > mails)
    assert {source for source, _ in _runs(store)} == {"good"}


def test_a_disabled_source_is_left_alone(store: Store) -> None:
    disabled = with_overrides(_profile("off", every="1s"), enabled=False)
    work = Recorded(store, disabled, _profile("on", every="6h"))
    with Scheduler(work, BRUSSELS, TICK):
        _wait_until(lambda: bool(_runs(store)))
        time.sleep(3 * TICK)
    assert _runs(store) == [("on", "ok")]


def test_no_more_than_two_sources_are_crawled_at_once(store: Store) -> None:
    names = ["un", "eeas", "nato", "osce"]
    work = Recorded(store, *(_profile(name, every="6h") for name in names), lasts=0.3)
    with Scheduler(work, BRUSSELS, TICK):
        _wait_until(lambda: len(_runs(store)) == 2)
        assert [status for _, status in _runs(store)] == ["running", "running"]
        _wait_until(lambda: _runs(store).count(("osce", "ok")) == 1)
    assert sorted(_runs(store)) == sorted((name, "ok") for name in names)


@pytest.mark.parametrize(("waits", "is_soon"), [(timedelta(0), True), (timedelta(days=9), False)])
def test_a_fresh_disappearance_is_looked_at_again_within_the_hour(
    store: Store, waits: timedelta, *, is_soon: bool
) -> None:
    work = Recorded(store, _profile(every="1d"))
    work.unconfirmed_for = waits
    with Scheduler(work, BRUSSELS, TICK):
        _wait_until(lambda: ("un", "ok") in _runs(store))
    assert (_due(store) <= datetime.now(UTC) + timedelta(hours=1)) is is_soon


def test_stopping_ends_a_running_crawl_which_is_due_again(store: Store) -> None:
    work = Recorded(store, _profile(every="6h"), lasts=60)
    began = time.monotonic()
    with Scheduler(work, BRUSSELS, TICK):
        _wait_until(lambda: _runs(store) == [("un", "running")])
    assert time.monotonic() - began < 20
    assert _runs(store) == [("un", "interrupted")]
    assert _due(store) <= datetime.now(UTC)


def test_a_crawl_whose_scheduler_was_killed_is_due_again_soon(store: Store) -> None:
    work = Recorded(store, _profile(every="1d"), lasts=2)
    with Scheduler(work, BRUSSELS, TICK):
        _wait_until(lambda: _runs(store) == [("un", "running")])
        assert _due(store) <= datetime.now(UTC) + timedelta(minutes=31)


def test_two_schedulers_on_one_database_do_nothing_twice(address: str, store: Store) -> None:
    names = [f"source{number}" for number in range(12)]
    spawn = multiprocessing.get_context("spawn")
    finished = spawn.Event()
    schedulers = [spawn.Process(target=_schedule, args=(address, names, finished)) for _ in "ab"]
    for scheduler in schedulers:
        scheduler.start()
    try:
        _wait_until(lambda: len(_runs(store)) >= len(names), 60)
        time.sleep(1)
    finally:
        finished.set()
        for scheduler in schedulers:
            scheduler.join(30)
    assert [scheduler.exitcode for scheduler in schedulers] == [0, 0]
    assert Counter(_runs(store)) == {(name, "ok"): 1 for name in names}


def _schedule(address: str, names: list[str], finished: Event) -> None:
    with closing(Store.open(address)) as store:
        work = Recorded(store, *(_profile(name, every="6h") for name in names), lasts=0.02)
        with Scheduler(work, BRUSSELS, TICK):
            finished.wait(60)
