"""Crawls that people start from the site: each runs in a thread, and ends with the site."""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator
from concurrent.futures import Future
from contextlib import asynccontextmanager
from threading import Event, Lock, Thread, current_thread
from typing import Any

from fastapi import FastAPI

from crawler.pages import Progress
from watch import Watch

logger = logging.getLogger("watch")


class SiteStopped(KeyboardInterrupt):
    """Ends a running crawl the way a person at the keyboard would."""


class Crawls:
    """The crawls that were started here and go on."""

    def __init__(self, watch: Watch) -> None:
        self._watch = watch
        self._stopping = Event()
        self._lock = Lock()
        self._threads: set[Thread] = set()

    def begin(self, source: str) -> int:
        """Start crawling a source and return the number of the run.

        Raises SourceBusy when it is being crawled already.
        """
        begun: Future[int] = Future()
        thread = Thread(target=self._crawl, args=(source, begun), name=f"crawl-{source}")
        with self._lock:
            self._threads.add(thread)
        thread.start()
        return begun.result()

    def stop(self) -> None:
        """End what goes on, each at its next page, and wait for that."""
        self._stopping.set()
        with self._lock:
            threads = list(self._threads)
        for thread in threads:
            thread.join()

    def end_with(self, app: FastAPI) -> None:
        """Let the crawls end when the site does."""
        inner = app.router.lifespan_context

        @asynccontextmanager
        async def lifespan(site: FastAPI) -> AsyncIterator[Any]:
            async with inner(site) as state:
                try:
                    yield state
                finally:
                    self.stop()

        app.router.lifespan_context = lifespan

    def _crawl(self, source: str, begun: Future[int]) -> None:
        try:
            self._watch.crawl(source, on_progress=self._stop_if_asked, on_begin=begun.set_result)
        except SiteStopped:
            logger.info("%s: ended early, with the site", source)
        except BaseException as error:
            if begun.done():
                logger.error("%s: the crawl failed. %s: %s", source, type(error).__name__, error)
            else:
                begun.set_exception(error)
        finally:
            with self._lock:
                self._threads.discard(current_thread())

    def _stop_if_asked(self, progress: Progress) -> None:
        if self._stopping.is_set():
            raise SiteStopped("the site was stopped")
