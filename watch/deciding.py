"""Held runs: a person decides whether they are believed after all."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

from missions.records import (
    RunStatus,
)
from missions.register import using_register
from storage.repository import Repository
from storage.rows import (
    RunDecision,
    RunRow,
)
from watch.answers import HeldRun, NotHeld, RunReport
from watch.checking import Crawl, report, views
from watch.contradicting import Contradicting
from watch.health import (
    BELIEVED,
    SICK,
    Ending,
    Health,
    alike_runs,
    is_proposed,
    proposal_sentence,
)
from watch.recording import remember
from watch.rereading import Rereading
from watch.sources import known_source
from watch.vanishing import gone_note


class Deciding(Rereading, Contradicting, Health):
    """Deciding about held runs."""

    def held(self) -> list[HeldRun]:
        """Return the runs that wait for a decision, oldest first."""
        with self.store.read() as repository:
            runs = repository.held_runs()
            proposals = dict(_proposals(repository, {run.source for run in runs}))
        return [HeldRun(run, proposals.get(run.id)) for run in runs]

    def accept_run(self, run_id: int, by: str, reason: str, *, address: str = "") -> RunReport:
        """Believe a held run after all: its changes are recorded and announced.

        Held runs that saw just the same, with none believed between, are accepted with it, in
        their order. Raises NotHeld, RunUnknown.
        """
        with self.store.read() as repository:
            row = repository.run(run_id)
            if row.status is not RunStatus.HELD:
                raise NotHeld(run_id)
            alike = _alike(repository, row)
        decision = RunDecision("accept", by, reason, datetime.now(UTC))
        with using_register(self.register()):
            reports = {one.id: self._accept(one, decision, address) for one in alike}
        return reports[run_id]

    def _accept(self, row: RunRow, decision: RunDecision, address: str) -> RunReport:
        run_id = row.id
        believed = self._believed_again(row.source)
        seen = self._seen_again(run_id)
        crawl = Crawl(known_source(self.profiles(), row.source), believed)
        crawl.readings = {page.url: (page.role, page.reading) for page in seen}
        decided = _words("Accepted", row, decision)
        at, confirm = row.started_at, self.settings.crawl.confirm_removals
        with self.store.begin() as repository:
            crawl.retired = repository.retired_pages(row.source)
            before, after, gone = views(repository, run_id, crawl, at, confirm)
            repository.believe_run(run_id, at)
            repository.settle_run(run_id, RunStatus.OK, decided, decision)
            _note(repository, row, decision, address)
            changes = self._compare(repository, before, after, at)
            changes += gone_note(repository, crawl.profile, before, gone)
            repository.retire_pages(row.source, gone, at)
            last = repository.last_run(row.source, *BELIEVED, *SICK)
            if last is None or last.status in BELIEVED:
                ending = Ending(run_id, RunStatus.OK, None)
                changes += self._health_changes(repository, crawl.profile, ending)
            remember(repository, row.source, after, at)
            self._record(repository, changes, run_id, at)
            self._record_contradictions(repository, before, after, run_id, at)
        return report(run_id, row.source, RunStatus.OK, decided, row.counts)

    def discard_run(self, run_id: int, by: str, reason: str, *, address: str = "") -> None:
        """Set a held run aside; nothing of it is believed. Raises NotHeld, RunUnknown."""
        with self.store.begin() as repository:
            row = repository.run(run_id)
            if row.status is not RunStatus.HELD:
                raise NotHeld(run_id)
            decision = RunDecision("discard", by, reason, datetime.now(UTC))
            decided = _words("Discarded", row, decision)
            repository.settle_run(run_id, RunStatus.FAILED, decided, decision)
            _note(repository, row, decision, address)


def _note(repository: Repository, row: RunRow, decision: RunDecision, address: str) -> None:
    detail = {"source": row.source, "reason": decision.why}
    action = f"run.{decision.verb}"
    repository.note_action(
        decision.by, action, str(row.id), decision.at, address=address, detail=detail
    )


def _proposals(repository: Repository, sources: set[str]) -> Iterator[tuple[int, str]]:
    """Give the newest of several held runs that saw the same for days, and what is proposed."""
    for source in sorted(sources):
        alike = alike_runs(repository, source)
        if is_proposed(alike):
            yield alike[-1].id, proposal_sentence(alike)


def _words(verb: str, row: RunRow, decision: RunDecision) -> str:
    return f"{verb} by {decision.by}: {decision.why or 'no reason given'} ({row.reason})"


def why_held(row: RunRow) -> str:
    """Return why a run was not believed, without what was decided about it since."""
    said = row.reason or ""
    if row.decision is None:
        return said
    for verb in ("Accepted", "Discarded"):
        lead = f"{verb} by {row.decision.by}: {row.decision.why or 'no reason given'} ("
        if said.startswith(lead) and said.endswith(")"):
            return said[len(lead) : -1]
    return said


def _alike(repository: Repository, row: RunRow) -> list[RunRow]:
    """Return a held run with those of its like, with no believed run between, oldest first."""
    alike = [row]
    runs = repository.runs_after(row.source, 0)
    earlier = [run for run in reversed(runs) if run.id < row.id]
    later = [run for run in runs if run.id > row.id]
    for direction in (earlier, later):
        for run in direction:
            if run.status in BELIEVED:
                break
            if run.status is RunStatus.HELD and row.state and run.state == row.state:
                alike.append(run)
    return sorted(alike, key=lambda run: run.id)
