"""What the sources list and say, now or at a date, and how they are doing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

from crawler.profile import SourceProfile
from missions import troubles
from missions.records import (
    RunStatus,
    Status,
)
from missions.view import merge, merge_unsure
from storage.rows import (
    BelievedPage,
    RunRow,
)
from watch.answers import MissionRow, SourceHealth, StatementRow, WatchedSource
from watch.health import (
    BELIEVED,
    SICK,
    Health,
    alike_runs,
    clock,
    is_proposed,
    proposal_sentence,
    runs_since_believed,
    seen_since,
    what_to_do,
)
from watch.sources import view_of


class LookingUp(Health):
    """Looking up what is believed."""

    def missions(
        self,
        source: str | None = None,
        status: Status | None = None,
        as_of: datetime | None = None,
        mission: str | None = None,
        *,
        unsure: bool = False,
    ) -> list[MissionRow]:
        """Return what the sources list now, or listed at `as_of`, by source and organisation.

        `unsure` adds the entries that may be no missions.
        """
        register = self.register()
        depends_on = (self.profiles(), register.stamp, source, as_of, unsure)
        rows = self._once(
            "missions", depends_on, lambda: list(self._listed(source, as_of, unsure=unsure))
        )
        return [
            row
            for row in rows
            if mission in (None, row.told.listing.mission)
            and status in (None, row.told.listing.status)
        ]

    def _listed(
        self, source: str | None, as_of: datetime | None, *, unsure: bool
    ) -> Iterator[MissionRow]:
        for profile in self._chosen(source):
            with self.store.read() as repository:
                pages = repository.believed_pages(profile.id, as_of)
                first = repository.first_seen(profile.id)
                last = repository.last_seen(profile.id)
            view = view_of(profile, {page.url: page for page in pages})
            entries = merge(view) | (merge_unsure(view) if unsure else {})
            snapshots = {page.url: page.snapshot_id for page in pages}
            for told in entries.values():
                identity = told.listing.mission
                seen = min(last[identity], as_of) if as_of else last[identity]
                snapshot = snapshots.get(told.page)
                yield MissionRow(told, profile.id, first[identity], seen, snapshot)

    def statements(self, source: str | None = None) -> list[StatementRow]:
        """Return what sentences on the watched pages say of missions and of countries."""
        return [
            StatementRow(statement, profile.id, page.url)
            for profile in self._chosen(source)
            for page in self._believed(profile)
            for statement in page.reading.statements
        ]

    def _believed(self, profile: SourceProfile) -> list[BelievedPage]:
        with self.store.read() as repository:
            return repository.believed_pages(profile.id)

    def watched(self) -> list[WatchedSource]:
        """Return what is watched, and what is kept of it."""
        with self.store.read() as repository:
            kept = {row.id: row for row in repository.source_rows()}
        return [WatchedSource(one, kept.get(one.id)) for one in self.profiles().values()]

    def source_health(self, source: str | None = None) -> list[SourceHealth]:
        """Return how each source is doing, and why."""
        return [self._health(profile) for profile in self._chosen(source)]

    def _health(self, profile: SourceProfile) -> SourceHealth:
        with self.store.read() as repository:
            run = repository.last_run(profile.id)
            sick = [one for one in runs_since_believed(repository, profile.id) if _is_sick(one)]
            answered = repository.last_run(profile.id, *BELIEVED, RunStatus.HELD)
            believed = repository.believed_pages(profile.id)
            last_change = repository.last_change(profile.id)
            pages = repository.pages(profile.id)
            blind = self.blindness_of(repository, profile)
            seen = seen_since(repository, profile.id)
            alike = alike_runs(repository, profile.id)
        failing = tuple(
            f"{page.url}: {page.last_error} since {page.failing_since:%Y-%m-%d %H:%M} UTC"
            for page in pages
            if page.failing_since
        )
        why = (run.reason or "") if run else "It has not been crawled yet."
        is_ill = bool(sick or blind)
        return SourceHealth(
            source=profile.id,
            state=str(run.status) if run else "new",
            why=why or "; ".join(failing[:3]) or "All is well.",
            last_checked=run.finished_at or run.started_at if run else None,
            last_believed=max((page.last_checked for page in believed), default=None),
            last_change=last_change,
            pages_failing=failing,
            last_success=answered.started_at if answered else None,
            since=sick[0].started_at if sick else blind.since if blind else None,
            reasons=sick[-1].doubts if sick else (),
            what_to_do=_todo(sick, is_ill),
            days_blind=(clock(run) - seen).days if is_ill and run and seen else 0,
            blind=blind is not None,
            proposal=proposal_sentence(alike) if is_proposed(alike) else None,
        )


def _is_sick(run: RunRow) -> bool:
    return run.status in SICK


def _todo(sick: Sequence[RunRow], is_ill: bool) -> str:
    if not sick:
        return troubles.NOT_RUN if is_ill else ""
    last = sick[-1]
    return what_to_do(last.doubts, last.id if last.status is RunStatus.HELD else None)
