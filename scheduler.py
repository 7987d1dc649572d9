"""When: what is due is claimed in the database, crawled, and the mail sent.

APScheduler only ticks; the due times stand in the database, so they survive restarts, and moving
one on is a compare-and-swap that succeeds for one scheduler only, however many run.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager
from datetime import UTC, datetime, timedelta
from threading import Event, Lock
from types import TracebackType
from typing import Protocol
from zoneinfo import ZoneInfo

from apscheduler.schedulers.background import BackgroundScheduler

from crawler.pages import Progress
from crawler.profile import SourceProfile
from settings import parse_interval
from storage.errors import SourceBusy
from storage.store import Store
from watch.due import next_due
from watch.vanishing import is_vanishing

logger = logging.getLogger(__name__)

TICK = 5.0
"""Seconds between two looks at what is due."""
AT_ONCE = 2
"""Sources crawled at the same time; each is a process of its own."""
LEASE = timedelta(minutes=30)
"""A claimed source is due again after this long if its scheduler died before it said more."""
RECHECK = timedelta(hours=1)
"""A disappearance is looked at again after this long at most."""
RECHECK_FOR = timedelta(days=2)
"""What waits for longer waits for a page that is away or silent: no haste helps it."""


class Work(Protocol):
    """What there is to do; `watch.Watch` does it."""

    @property
    def store(self) -> Store:
        """The database in which due times are kept."""

    def profiles(self) -> Mapping[str, SourceProfile]:
        """Return what is watched, by id."""

    def crawl(
        self,
        source_id: str,
        at: datetime | None = None,
        on_progress: Callable[[Progress], None] | None = None,
    ) -> object:
        """Crawl one source."""

    def notify(self, *, gathered: bool) -> object:
        """Send the mail that is due; `gathered`: what belongs together in one."""


class SchedulerStopped(KeyboardInterrupt):
    """Ends a running crawl the way a person at the keyboard would."""


def early_recheck(profile: SourceProfile, after: datetime) -> datetime:
    """Return when a source with an unconfirmed disappearance is looked at again."""
    if profile.cron is not None or profile.every is None:
        return after + RECHECK
    return after + min(RECHECK, timedelta(seconds=parse_interval(profile.every)))


class Scheduler(AbstractContextManager["Scheduler"]):
    """Runs from `with` to the end of the block; a crawl then running is ended at its next page.

    An error of one source or of the mail server is logged and never stops the others.
    """

    def __init__(self, work: Work, zone: ZoneInfo, tick: float = TICK) -> None:
        self._work = work
        self._zone = zone
        self._clock = BackgroundScheduler(timezone=UTC)
        self._pool = ThreadPoolExecutor(AT_ONCE, thread_name_prefix="crawl")
        self._stopping = Event()
        self._lock = Lock()
        self._running: set[str] = set()
        self._ticked_at: datetime | None = None
        for job in (self._start_what_is_due, self._send_mail):
            self._clock.add_job(
                job,
                "interval",
                seconds=tick,
                coalesce=True,
                max_instances=1,
                misfire_grace_time=60,
                next_run_time=datetime.now(UTC),
            )

    def __enter__(self) -> Scheduler:
        # Each tick would be two lines otherwise.
        logging.getLogger("apscheduler").setLevel(logging.ERROR)
        self._clock.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._stopping.set()
        self._clock.shutdown()
        self._pool.shutdown()

    def ticked_at(self) -> datetime | None:
        """Return when it last looked at what is due; None before the first time."""
        return self._ticked_at

    def _start_what_is_due(self) -> None:
        self._ticked_at = datetime.now(UTC)
        try:
            for profile in self._due(datetime.now(UTC)):
                self._start(profile)
        except Exception as error:
            logger.error("What is due could not be started; trying again soon. %s", _why(error))

    def _due(self, now: datetime) -> list[SourceProfile]:
        """Return the sources claimed for this scheduler, no more than can be crawled now."""
        claimed: list[SourceProfile] = []
        profiles = self._work.profiles()
        with self._work.store.read() as repository:
            rows = {row.id: row for row in repository.source_rows()}
        for profile in profiles.values():
            row = rows.get(profile.id)
            if not profile.enabled or (row and row.paused) or profile.id in self._running:
                continue
            if len(self._running) + len(claimed) >= AT_ONCE:
                break
            if self._claim(profile, row.next_due_at if row else None, now):
                claimed.append(profile)
        return claimed

    def _claim(self, profile: SourceProfile, due: datetime | None, now: datetime) -> bool:
        """Say whether the source is due and this scheduler is the one to crawl it.

        A time further away than the profile now says (the configuration was changed) is moved.
        """
        following = next_due(profile, now, self._zone)
        if due is not None and now < due <= following:
            return False
        is_due = due is None or due <= now
        then = min(following, now + LEASE) if is_due else following
        with self._work.store.begin() as repository:
            return repository.claim_due(profile.id, due, then) and is_due

    def _start(self, profile: SourceProfile) -> None:
        with self._lock:
            self._running.add(profile.id)
        self._pool.submit(self._crawl, profile, datetime.now(UTC))

    def _crawl(self, profile: SourceProfile, claimed_at: datetime) -> None:
        following = next_due(profile, claimed_at, self._zone)
        try:
            self._stop_if_asked()
            logger.info("%s: crawl begins", profile.id)
            self._work.crawl(profile.id, on_progress=self._stop_if_asked)
            logger.info("%s: crawl ended", profile.id)
        except SourceBusy as busy:
            logger.info("%s", busy)
            following = min(following, datetime.now(UTC) + LEASE)
        except SchedulerStopped:
            logger.info("%s: ended early; due again at the next start", profile.id)
            following = datetime.now(UTC)
        except Exception as error:
            logger.error("%s: the crawl failed. %s", profile.id, _why(error))
        finally:
            self._set_next_due(profile, following)
            with self._lock:
                self._running.discard(profile.id)

    def _stop_if_asked(self, progress: Progress | None = None) -> None:
        if self._stopping.is_set():
            raise SchedulerStopped("the scheduler was stopped")

    def _set_next_due(self, profile: SourceProfile, following: datetime) -> None:
        try:
            with self._work.store.begin() as repository:
                now = datetime.now(UTC)
                waiting = repository.waiting_changes(profile.id)
                is_fresh = any(now - one.detected < RECHECK_FOR for one in waiting)
                if is_fresh or is_vanishing(repository, profile):
                    following = min(following, early_recheck(profile, now))
                repository.set_next_due(profile.id, following)
        except Exception as error:
            logger.error("%s: its next crawl could not be noted. %s", profile.id, _why(error))

    def _send_mail(self) -> None:
        try:
            self._work.notify(gathered=True)
        except Exception as error:
            logger.error("The mail could not be sent; trying again soon. %s", _why(error))


def _why(error: Exception) -> str:
    logger.debug("in full", exc_info=error)
    return f"{type(error).__name__}: {error}"
