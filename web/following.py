"""Following crawls: what the run table says of them, told to browsers as it changes.

The rows are the truth, so a crawl that another process makes is followed as well. However many
browsers follow, the rows are read once a second, and no thread waits for a browser: a stream is a
coroutine that sleeps.
"""

from __future__ import annotations

import asyncio
import json
import time
from collections import Counter
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from threading import Lock

from starlette.concurrency import run_in_threadpool
from starlette.responses import StreamingResponse

from crawler.pages import Progress
from missions.records import RunStatus
from notifier.cleaning import clean
from notifier.language import Speech
from storage.repository import Repository
from storage.rows import RunRow
from watch import Watch
from watch.crawl_desk import CrawlDesk
from web.run_views import progress_sentence

EVERY = 1.0
"""Seconds between two looks at the rows."""
HEARTBEAT = 15.0
"""Seconds without news after which a word is sent, so that nobody on the way hangs up."""
LONGEST = 300.0
"""Seconds after which a stream ends; the browser asks again, and is let in anew."""
RETRY = 2000
"""Milliseconds after which a browser asks again."""


@dataclass(frozen=True)
class Target:
    """What is followed: a run, or the crawl of a source that was ordered after run `after`."""

    source: str
    run: int | None = None
    after: int = 0

    @property
    def key(self) -> str:
        """How the page and its script call it."""
        return str(self.run) if self.run is not None else self.source


@dataclass(frozen=True)
class Seen:
    """How a target is."""

    target: Target
    is_waiting: bool = False
    run: RunRow | None = None
    pages: int = 0
    progress: Progress | None = None

    @property
    def state(self) -> str:
        """Return `waiting`, `running`, `over` or `none`: nothing was crawled or ordered."""
        if self.is_waiting:
            return "waiting"
        if self.run is None:
            return "none"
        return "running" if self.run.status is RunStatus.RUNNING else "over"

    @property
    def is_over(self) -> bool:
        """Say whether nothing more is to be expected."""
        return self.state in ("over", "none")

    def sentence(self, speech: Speech) -> str:
        """Return how far it is."""
        if self.is_waiting:
            return speech.say("It waits for other crawls to end.")
        if self.run is None:
            return speech.say("It was not crawled, and no crawl waits.")
        return progress_sentence(speech, self.run, self.pages, self.progress)

    def event(self, speech: Speech) -> dict[str, object]:
        """Return what the script shows."""
        progress = self.progress
        return {
            "key": self.target.key,
            "state": self.state,
            "sentence": self.sentence(speech),
            "done": progress.fetched if progress else self.pages,
            "all": progress.fetched + progress.waiting if progress else None,
            "current": clean(progress.current, 200) if progress else "",
        }


class Board:
    """What is followed now, read once for all who follow."""

    def __init__(self, watch: Watch, desk: CrawlDesk) -> None:
        self._watch = watch
        self._desk = desk
        self._lock = Lock()
        self._followed: Counter[Target] = Counter()
        self._read_at = 0.0
        self._seen: dict[Target, Seen] = {}

    def look(self, targets: Sequence[Target]) -> list[Seen]:
        """Return how targets are now."""
        with self._watch.store.read() as repository:
            rows = {one: _row(repository, one) for one in targets}
            runs = [row.id for row in rows.values() if row]
            pages = repository.pages_so_far(runs) if runs else {}
        return [self._seen_now(one, row, pages) for one, row in rows.items()]

    async def follow(self, targets: Sequence[Target], speech: Speech) -> AsyncIterator[str]:
        """Yield what changes as server-sent events, until all is over."""
        yield f"retry: {RETRY}\n\n"
        told: dict[str, dict[str, object]] = {}
        spoke = began = time.monotonic()
        with self._following(targets):
            while time.monotonic() - began < LONGEST:
                seen = await self._look_shared(targets)
                for one in seen:
                    event = one.event(speech)
                    if told.get(one.target.key) != event:
                        told[one.target.key] = event
                        spoke = time.monotonic()
                        yield f"data: {json.dumps(event)}\n\n"
                if all(one.is_over for one in seen):
                    yield "event: over\ndata: {}\n\n"
                    return
                if time.monotonic() - spoke >= HEARTBEAT:
                    spoke = time.monotonic()
                    yield ": still here\n\n"
                await asyncio.sleep(EVERY)

    def _seen_now(self, target: Target, row: RunRow | None, pages: dict[int, int]) -> Seen:
        if target.run is None and self._desk.is_waiting(target.source):
            return Seen(target, is_waiting=True)
        if row is None:
            return Seen(target)
        return Seen(target, False, row, pages.get(row.id, 0), self._watch.under_way.get(row.id))

    @contextmanager
    def _following(self, targets: Sequence[Target]) -> Iterator[None]:
        self._followed.update(targets)
        try:
            yield
        finally:
            self._followed.subtract(targets)
            self._followed = +self._followed

    async def _look_shared(self, targets: Sequence[Target]) -> list[Seen]:
        return self._fresh(targets) or await run_in_threadpool(self._read_for_all, targets)

    def _fresh(self, targets: Sequence[Target]) -> list[Seen]:
        """Return what was read less than a second ago; nothing where that is not all."""
        seen = self._seen
        is_fresh = time.monotonic() - self._read_at < EVERY * 0.9
        return [seen[one] for one in targets] if is_fresh and seen.keys() >= set(targets) else []

    def _read_for_all(self, targets: Sequence[Target]) -> list[Seen]:
        with self._lock:
            fresh = self._fresh(targets)
            if fresh:
                return fresh
            followed = list(self._followed | Counter(targets))
            self._seen = {one.target: one for one in self.look(followed)}
            self._read_at = time.monotonic()
            return [self._seen[one] for one in targets]


def event_stream(events: AsyncIterator[str]) -> StreamingResponse:
    """Return an answer that goes on as long as there are events."""
    # nginx would gather the events otherwise
    headers = {"X-Accel-Buffering": "no"}
    return StreamingResponse(events, media_type="text/event-stream", headers=headers)


def _row(repository: Repository, target: Target) -> RunRow | None:
    if target.run is not None:
        return repository.run(target.run)
    last = repository.last_run(target.source)
    is_ours = last is not None and (last.id > target.after or last.status is RunStatus.RUNNING)
    return last if is_ours else None
