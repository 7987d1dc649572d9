"""Runs: one crawl of one source, one at a time."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import asdict
from datetime import UTC, datetime, timedelta

from sqlalchemy import func, select, update

from missions.records import RunStatus
from storage.errors import RunOver, RunUnknown, SourceBusy
from storage.models import Run
from storage.rows import RunCounts, RunDecision, RunRow
from storage.tables import Tables
from storage.upsert import insert_for_id

SILENCE = timedelta(minutes=10)
"""A run that gave no sign of life for this long is taken to be dead."""


class Runs(Tables):
    """Reading and writing of the `run` table."""

    def start_run(self, source_id: str, at: datetime) -> int:
        """Start a run as of `at` and return its number.

        A run of the source that has been silent for 10 minutes is marked interrupted first.
        Raises SourceBusy while another one is going on.
        """
        now = datetime.now(UTC)
        self._give_up_silent(source_id, now)
        values = {"source": source_id, "status": RunStatus.RUNNING, "started_at": at}
        while not (run_id := insert_for_id(self._session, Run, {**values, "heartbeat_at": now})):
            self._refuse_if_busy(source_id)
        return run_id

    def beat(self, run_id: int) -> None:
        """Note a sign of life. Raises RunOver if the run was given up or is finished."""
        self._open_run(run_id, RunStatus.RUNNING).heartbeat_at = datetime.now(UTC)

    def finish_run(
        self, run_id: int, status: RunStatus, reason: str | None, counts: RunCounts, at: datetime
    ) -> None:
        """End a running run. Raises RunOver if it was given up meanwhile, or RunUnknown."""
        run = self._open_run(run_id, RunStatus.RUNNING)
        run.status, run.reason, run.finished_at = status, reason, at
        for name, count in asdict(counts).items():
            setattr(run, name, count)

    def note_doubts(self, run_id: int, doubts: Sequence[str], state: str | None) -> None:
        """Keep why a run is not believed, and of a held one the mark of what it saw."""
        run = self._run(run_id)
        run.doubts, run.state = list(doubts), state

    def settle_run(
        self,
        run_id: int,
        status: RunStatus,
        reason: str | None,
        decision: RunDecision | None = None,
    ) -> None:
        """Say what became of a held run. Raises RunOver if it is not held, or RunUnknown."""
        run = self._open_run(run_id, RunStatus.HELD)
        run.status, run.reason = status, reason
        if decision is not None:
            run.decision, run.decided_by = decision.verb, decision.by
            run.decided_why, run.decided_at = decision.why, decision.at

    def run(self, run_id: int) -> RunRow:
        """Return one run. Raises RunUnknown."""
        return _run_row(self._run(run_id))

    def runs(
        self,
        source: str | None = None,
        limit: int = 100,
        *,
        before: int | None = None,
        status: RunStatus | None = None,
    ) -> list[RunRow]:
        """Return the last runs (of one source, in one state, before another), newest first."""
        query = select(Run).order_by(Run.id.desc()).limit(limit)
        if source is not None:
            query = query.where(Run.source == source)
        if before is not None:
            query = query.where(Run.id < before)
        if status is not None:
            query = query.where(Run.status == status)
        return [_run_row(run) for run in self._session.scalars(query)]

    def running(self, source: str, now: datetime) -> RunRow | None:
        """Return the run of a source that goes on; None where none gives a sign of life."""
        last = self.last_run(source, RunStatus.RUNNING)
        return last if last and last.heartbeat_at > now - SILENCE else None

    def held_runs(self) -> list[RunRow]:
        """Return the runs that wait for a person's decision, oldest first."""
        query = select(Run).where(Run.status == RunStatus.HELD).order_by(Run.id)
        return [_run_row(run) for run in self._session.scalars(query)]

    def decided_runs(self) -> list[RunRow]:
        """Return the held runs about which a person decided, oldest decision first."""
        query = select(Run).where(Run.decision.is_not(None)).order_by(Run.decided_at, Run.id)
        return [_run_row(run) for run in self._session.scalars(query)]

    def last_run(self, source: str, *statuses: RunStatus) -> RunRow | None:
        """Return the newest run of a source that ended so (any way, when none is named)."""
        query = select(Run).where(Run.source == source).order_by(Run.id.desc()).limit(1)
        if statuses:
            query = query.where(Run.status.in_(statuses))
        run = self._session.scalars(query).first()
        return None if run is None else _run_row(run)

    def believed_runs(self, source: str, before: int, limit: int) -> list[int]:
        """Return the numbers of the last believed runs of a source before another, newest first."""
        query = (
            select(Run.id)
            .where(Run.source == source, Run.id < before)
            .where(Run.status.in_((RunStatus.OK, RunStatus.PARTIAL)))
            .order_by(Run.id.desc())
            .limit(limit)
        )
        return list(self._session.scalars(query))

    def first_run(self, source: str) -> RunRow | None:
        """Return the oldest run of a source."""
        query = select(Run).where(Run.source == source).order_by(Run.id).limit(1)
        run = self._session.scalars(query).first()
        return None if run is None else _run_row(run)

    def runs_after(self, source: str, run_id: int) -> list[RunRow]:
        """Return the runs of a source since another, oldest first; 0 for all."""
        query = select(Run).where(Run.source == source, Run.id > run_id).order_by(Run.id)
        return [_run_row(run) for run in self._session.scalars(query)]

    def count_checks(self, sources: Collection[str], since: datetime) -> int:
        """Return how many believed runs of these sources began since a time."""
        query = select(func.count()).where(
            Run.source.in_(sources),
            Run.started_at >= since,
            Run.status.in_((RunStatus.OK, RunStatus.PARTIAL)),
        )
        return self._session.scalar(query) or 0

    def is_crawling(self, now: datetime) -> bool:
        """Say whether a run goes on; one that gave no sign of life for long does not."""
        query = select(Run.id).where(
            Run.status == RunStatus.RUNNING, Run.heartbeat_at > now - SILENCE
        )
        return self._session.scalars(query.limit(1)).first() is not None

    def _run(self, run_id: int) -> Run:
        run = self._session.get(Run, run_id)
        if run is None:
            raise RunUnknown(run_id)
        return run

    def _open_run(self, run_id: int, *statuses: RunStatus) -> Run:
        """Return a run that has one of `statuses`, locked until the transaction ends."""
        run = self._session.get(Run, run_id, with_for_update=True, populate_existing=True)
        if run is None:
            raise RunUnknown(run_id)
        if run.status not in statuses:
            raise RunOver(run_id, run.status)
        return run

    def _give_up_silent(self, source_id: str, now: datetime) -> None:
        self._session.execute(
            update(Run)
            .where(
                Run.source == source_id,
                Run.status == RunStatus.RUNNING,
                Run.heartbeat_at < now - SILENCE,
            )
            .values(
                status=RunStatus.INTERRUPTED,
                reason="its process gave no sign of life for 10 minutes",
                finished_at=now,
            )
        )

    def _refuse_if_busy(self, source_id: str) -> None:
        running = self._session.scalars(
            select(Run).where(Run.source == source_id, Run.status == RunStatus.RUNNING)
        ).first()
        if running is not None:
            raise SourceBusy(source_id, running.id, running.started_at)


def _run_row(run: Run) -> RunRow:
    return RunRow(
        id=run.id,
        source=run.source,
        status=RunStatus(run.status),
        reason=run.reason,
        started_at=run.started_at,
        finished_at=run.finished_at,
        heartbeat_at=run.heartbeat_at,
        counts=RunCounts(
            pages=run.pages,
            unchanged=run.unchanged,
            changed=run.changed,
            failed=run.failed,
            missions=run.missions,
            changes=run.changes,
            seconds=run.seconds,
        ),
        doubts=tuple(run.doubts or ()),
        state=run.state,
        decision=_decision(run),
    )


def _decision(run: Run) -> RunDecision | None:
    if run.decision is None or run.decided_at is None:
        return None
    return RunDecision(run.decision, run.decided_by or "", run.decided_why or "", run.decided_at)
