"""Word to operators: a source broke, is held, is blind, or is well again. Each is said once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from crawler.profile import SourceProfile
from missions import troubles
from missions.health import (
    ALIKE_DAYS,
    Blindness,
    Trouble,
    about_the_list,
    advice_for,
    blindness,
    is_news,
    is_to_tell,
)
from missions.records import Change, ChangeKind, ChangeState, RunStatus, Severity
from missions.summaries import summed
from missions.troubles import say
from storage.repository import Repository
from storage.rows import ChangeRow, RunRow
from watch.due import next_due
from watch.recording import Recording

HEALTH, PROPOSAL, BLIND = "health", "proposal", "blind"
"""Fields of the changes that tell how a source is."""
SICK = frozenset({RunStatus.FAILED, RunStatus.HELD})
BELIEVED = frozenset({RunStatus.OK, RunStatus.PARTIAL})


@dataclass(frozen=True)
class Ending:
    """How a run ended: what operators are told of it."""

    run: int
    status: RunStatus
    reason: str | None
    reasons: tuple[str, ...] = ()


class Health(Recording):
    """How sources are, told in the transaction that found it."""

    def _health_changes(
        self, repository: Repository, profile: SourceProfile, ending: Ending
    ) -> list[Change]:
        """Return what operators are to be told of a run: nothing that they know already."""
        told = told_since_well(repository, profile.id)
        if ending.status in BELIEVED:
            return self._well_again(repository, profile, told)
        if ending.status not in SICK:
            return []
        changes = _broken(repository, profile, told, ending)
        alike = alike_runs(repository, profile.id)
        proposed = {
            repository.run(row.run_id).state
            for row in told
            if row.change.field == PROPOSAL and row.run_id is not None
        }
        if is_proposed(alike) and alike[-1].state not in proposed:
            changes.append(_proposal(profile, alike))
        return changes

    def _well_again(
        self, repository: Repository, profile: SourceProfile, told: Sequence[ChangeRow]
    ) -> list[Change]:
        if not told:
            return []
        blind = [row.id for row in told if row.change.field == BLIND]
        if blind:
            repository.sees_again(profile.id)
            repository.withdraw_announcements(blind)
        return [_change(profile, HEALTH, told[-1].change.after, None)]

    def note_blindness(self, now: datetime | None = None) -> None:
        """Tell operators and readers of each source of which nothing was believed for long."""
        for profile in self.profiles().values():
            with self.store.read() as repository:
                found = self.blindness_of(repository, profile, now)
                row = repository.source_row(profile.id)
                last = repository.last_run(profile.id)
            told_at = row.blind_told_at if row else None
            if found is None or last is None or not is_to_tell(told_at, clock(last, now)):
                continue
            with self.store.begin() as repository:
                if repository.claim_blindness(profile.id, told_at, clock(last, now)):
                    change = _blind(profile, found, last)
                    self._record(repository, [change], None, clock(last, now))

    def blindness_of(
        self, repository: Repository, profile: SourceProfile, now: datetime | None = None
    ) -> Blindness | None:
        """Return for how long a source has been blind; None when it is not, or not watched."""
        row = repository.source_row(profile.id)
        last = repository.last_run(profile.id)
        if last is None or not profile.enabled or (row is not None and row.paused):
            return None
        since = seen_since(repository, profile.id)
        due = next_due(profile, since, self.settings.schedule.zone()) if since else None
        return blindness(since, due, clock(last, now), self.settings.crawl.blind_days)


def clock(last: RunRow, now: datetime | None = None) -> datetime:
    """Return the time as a source sees it: `now`, else that of its last run and what passed since.

    A replay dates its runs in the past; by the wall's clock each would leave its source blind.
    """
    if now is not None:
        return now
    return last.started_at + max(datetime.now(UTC) - last.heartbeat_at, timedelta())


def seen_since(repository: Repository, source: str) -> datetime | None:
    """Return when a source was last believed; if it never was, when it was first crawled."""
    run = repository.last_run(source, *BELIEVED) or repository.first_run(source)
    return run.started_at if run else None


def runs_since_believed(repository: Repository, source: str) -> list[RunRow]:
    """Return the runs of a source after the last one that was believed, oldest first."""
    believed = repository.last_run(source, *BELIEVED)
    return repository.runs_after(source, believed.id if believed else 0)


def alike_runs(repository: Repository, source: str) -> list[RunRow]:
    """Return the last runs that saw one and the same doubted list, oldest first.

    None when a person has discarded what they saw.
    """
    runs = [run for run in runs_since_believed(repository, source) if run.doubts]
    seen = [run for run in runs if run.state is not None]
    alike: list[RunRow] = []
    for run in reversed(seen):
        if run.state != seen[-1].state or run.decision is not None:
            break
        alike.insert(0, run)
    discarded = {run.state for run in seen if run.decision is not None}
    return [] if alike and alike[-1].state in discarded else alike


def days_of(runs: Sequence[RunRow]) -> int:
    """Return on how many days runs were made."""
    return len({run.started_at.date() for run in runs})


def is_proposed(alike: Sequence[RunRow]) -> bool:
    """Say whether what these runs saw alike stood long enough to propose believing it."""
    return bool(alike) and about_the_list(alike[-1].doubts) and days_of(alike) >= ALIKE_DAYS


def proposal_sentence(alike: Sequence[RunRow]) -> str:
    """Return the proposal to believe what these runs saw alike."""
    return say(troubles.PROPOSE, number=days_of(alike), run=alike[-1].id)


def what_to_do(reasons: Sequence[str], held: int | None) -> str:
    """Return what to do about named reasons; `held` is the run that waits for a decision."""
    advice = " ".join(advice_for(reasons))
    if held is None:
        return advice
    return f"{advice} {say(troubles.DECIDE, run=held)}".strip()


def told_since_well(repository: Repository, source: str) -> list[ChangeRow]:
    """Return what operators were told since the source was last well, in the order of telling."""
    rows = sorted(repository.changes(source=source, kind=ChangeKind.SOURCE), key=lambda one: one.id)
    told: list[ChangeRow] = []
    for row in rows:
        if row.change.field in (HEALTH, PROPOSAL, BLIND):
            told = [] if row.change.after is None else [*told, row]
    return told


def _broken(
    repository: Repository, profile: SourceProfile, told: Sequence[ChangeRow], ending: Ending
) -> list[Change]:
    is_held = ending.status is RunStatus.HELD
    runs = [
        repository.run(row.run_id)
        for row in told
        if row.change.field == HEALTH and row.run_id is not None
    ]
    before = [Trouble(run.was_held, run.doubts) for run in runs]
    if not is_news(Trouble(is_held, ending.reasons), before):
        return []
    said = (ending.reason or troubles.UNKNOWN).rstrip(".")
    places = {"run": ending.run, "names": ", ".join(ending.reasons), "said": said}
    after = say(troubles.HELD if is_held else troubles.FAILED, **places)
    todo = what_to_do(ending.reasons, ending.run if is_held else None)
    return [_change(profile, HEALTH, told[-1].change.after if told else None, after, todo)]


def _proposal(profile: SourceProfile, alike: Sequence[RunRow]) -> Change:
    return _change(profile, PROPOSAL, None, days_of(alike), proposal_sentence(alike))


def _blind(profile: SourceProfile, found: Blindness, last: RunRow) -> Change:
    held = last.id if last.status is RunStatus.HELD else None
    todo = what_to_do(last.doubts, held) if last.status in SICK else troubles.NOT_RUN
    change = _change(profile, BLIND, None, found.since.date().isoformat(), todo)
    reason = f"high because nothing was believed for {found.days} days"
    return replace(change, severity=Severity.HIGH, reason=reason)


def _change(
    profile: SourceProfile, field: str, before: object, after: object, todo: str = ""
) -> Change:
    return summed(
        Change(
            source=profile.id,
            page=profile.start[0].url,
            kind=ChangeKind.SOURCE,
            state=ChangeState.CONFIRMED,
            severity=Severity.NORMAL,
            summary="",
            field=field,
            before=before,
            after=after,
            reason="for operators: what is not checked cannot be told",
            passage_after=todo,
        )
    )
