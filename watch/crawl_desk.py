"""Crawls that people ask for: two at a time in this process, the rest waits in a row.

Only one crawl of a source goes on, whoever started it: who asks for another joins it. The run's
row in the database is the truth about a crawl; here is only what waits to begin.
"""

from __future__ import annotations

import logging
from collections import deque
from threading import Event, Lock, Thread

from crawler.pages import Progress
from storage.errors import SourceBusy
from watch import Watch
from watch.checking import Begun
from watch.sources import known_source

logger = logging.getLogger(__name__)

AT_ONCE = 2
"""Sources crawled at the same time on request; each is a process of its own."""
GRACE = 5.0
"""Seconds that running crawls get to note their end when the service stops."""


class DeskClosed(KeyboardInterrupt):
    """Ends a running crawl the way a person at the keyboard would."""


class CrawlDesk:
    """Takes orders for crawls."""

    def __init__(self, watch: Watch, at_once: int = AT_ONCE) -> None:
        self._watch = watch
        self._at_once = at_once
        self._lock = Lock()
        self._running: dict[str, Thread] = {}
        self._waiting: deque[str] = deque()
        self._closing = Event()

    def order(self, source: str, *, by: str, address: str = "") -> int | None:
        """Crawl a source, and return the run; None when it waits for others to end.

        A run that goes on already is joined. Raises UnknownSource, TooOften.
        """
        known_source(self._watch.profiles(), source)
        with self._lock:
            if source in self._waiting:
                return None
            going_on = self._watch.running_run(source)
            if going_on is not None:
                return going_on.id
            self._watch.note_within_limits(by, "crawl.start", source, address=address)
            if len(self._running) >= self._at_once:
                self._waiting.append(source)
                return None
            try:
                begun = self._watch.begin_crawl(source)
            except SourceBusy as busy:
                return busy.run
            self._let_run(begun)
            return begun.run

    def begin(self, source: str, *, by: str, address: str = "") -> int:
        """Crawl a source at once, and return the run. Raises UnknownSource, SourceBusy, TooOften.

        Unlike an order it neither joins nor waits: programs ask again.
        """
        known_source(self._watch.profiles(), source)
        with self._lock:
            going_on = self._watch.running_run(source)
            if going_on is not None:
                raise SourceBusy(source, going_on.id, going_on.started_at)
            self._watch.note_within_limits(by, "crawl.start", source, address=address)
            begun = self._watch.begin_crawl(source)
            self._let_run(begun)
        return begun.run

    def is_waiting(self, source: str) -> bool:
        """Say whether a crawl of a source was ordered and has not begun."""
        with self._lock:
            return source in self._waiting

    def close(self) -> None:
        """Take back what waits, and end what runs at its next page."""
        self._closing.set()
        with self._lock:
            self._waiting.clear()
            threads = list(self._running.values())
        for thread in threads:
            thread.join(GRACE)

    def _let_run(self, begun: Begun) -> None:
        thread = Thread(target=self._work, args=(begun,), name=f"crawl-{begun.run}", daemon=True)
        self._running[begun.profile.id] = thread
        thread.start()

    def _work(self, begun: Begun) -> None:
        try:
            self._watch.go_on(begun, self._stop_if_closing)
        except DeskClosed:
            logger.info("%s: ended early, for the service stops", begun.profile.id)
        except Exception as error:
            logger.error("%s: the crawl failed. %s: %s", begun.profile.id, type(error), error)
        with self._lock:
            self._running.pop(begun.profile.id, None)
            self._start_next()

    def _start_next(self) -> None:
        while self._waiting and not self._closing.is_set():
            source = self._waiting.popleft()
            try:
                self._let_run(self._watch.begin_crawl(source))
            except SourceBusy:
                continue  # somebody else crawls it now: that is the run to look at
            except Exception as error:
                logger.error("%s: the crawl could not begin. %s: %s", source, type(error), error)
                continue
            return

    def _stop_if_closing(self, progress: Progress) -> None:
        if self._closing.is_set():
            raise DeskClosed("the service was stopped")
