"""Held runs: a person decides whether they are believed after all."""

from __future__ import annotations

from missions.records import (
    RunStatus,
)
from missions.register import using_register
from storage.rows import (
    RunRow,
)
from watch.answers import NotHeld, RunReport
from watch.checking import Crawl, report, views
from watch.contradicting import Contradicting
from watch.recording import remember
from watch.rereading import Rereading
from watch.sources import known_source


class Deciding(Rereading, Contradicting):
    """Deciding about held runs."""

    def accept_run(self, run_id: int, by: str, reason: str) -> RunReport:
        """Believe a held run after all: its changes are recorded and announced.

        Raises NotHeld, RunUnknown.
        """
        with self.store.read() as repository:
            row = repository.run(run_id)
        if row.status is not RunStatus.HELD:
            raise NotHeld(run_id)
        with using_register(self.register()):
            return self._accept(row, by, reason)

    def _accept(self, row: RunRow, by: str, reason: str) -> RunReport:
        run_id = row.id
        believed = self._believed_again(row.source)
        seen = self._seen_again(run_id)
        crawl = Crawl(known_source(self.profiles(), row.source), believed)
        crawl.readings = {page.url: (page.role, page.reading) for page in seen}
        before, after = views(crawl)
        decided = f"Accepted by {by}: {reason or 'no reason given'} ({row.reason})"
        with self.store.begin() as repository:
            at = row.started_at
            repository.believe_run(run_id, at)
            changes = self._compare(repository, before, after, at)
            changes += self._health_changes(repository, crawl.profile, RunStatus.OK, None)
            remember(repository, row.source, after, at)
            self._record(repository, changes, run_id, at)
            self._record_contradictions(repository, before, after, run_id, at)
            repository.settle_run(run_id, RunStatus.OK, decided)
        return report(run_id, row.source, RunStatus.OK, decided, row.counts)

    def discard_run(self, run_id: int, by: str, reason: str) -> None:
        """Set a held run aside; nothing of it is believed. Raises NotHeld, RunUnknown."""
        with self.store.begin() as repository:
            row = repository.run(run_id)
            if row.status is not RunStatus.HELD:
                raise NotHeld(run_id)
            decided = f"Discarded by {by}: {reason or 'no reason given'} ({row.reason})"
            repository.settle_run(run_id, RunStatus.FAILED, decided)
