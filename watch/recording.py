"""Changes are recorded, settled and announced, in the transaction that found them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from missions.compare import RECENT_CHECKS, Past, Settled, Waiting, compare_views
from missions.records import (
    Change,
    ChangeKind,
    ChangeState,
)
from missions.standing import LAG
from missions.view import SourceView, merge
from storage.repository import Repository
from storage.rows import (
    ChangeRow,
)
from watch.audience import concern_of, hears_of_blindness, wants
from watch.sources import Sources


class Recording(Sources):
    """Recording within a transaction."""

    def _compare(
        self, repository: Repository, before: SourceView, after: SourceView, at: datetime
    ) -> list[Change]:
        source = after.source
        waiting = [
            Waiting(row.id, row.change, max(row.confirmations, 1))
            for row in repository.waiting_changes(source)
        ]
        comparison = compare_views(
            before,
            after,
            repository.known_values(source),
            waiting,
            self.settings.crawl.confirm_removals,
            _recent(repository, source),
            _past(repository, before, after, at),
        )
        self._settle(repository, comparison.settled, at)
        return list(comparison.changes)

    def _settle(self, repository: Repository, outcomes: Sequence[Settled], at: datetime) -> None:
        confirmed = []
        for settled in outcomes:
            repository.settle_change(settled.id, settled.state, settled.confirmations, at)
            if settled.state is ChangeState.CONFIRMED:
                confirmed.append(repository.change(settled.id))
        self._announce(repository, confirmed, at)

    def _record(
        self, repository: Repository, changes: Sequence[Change], run: int | None, at: datetime
    ) -> int:
        numbers = [repository.record_change(change, run, at) for change in changes]
        confirmed = [
            repository.change(number)
            for number, change in zip(numbers, changes, strict=True)
            if change.state is ChangeState.CONFIRMED
        ]
        self._announce(repository, confirmed, at)
        return sum(change.kind is not ChangeKind.SOURCE for change in changes)

    def _announce(self, repository: Repository, rows: Sequence[ChangeRow], at: datetime) -> None:
        """Note who is to be told, in the transaction that records the changes."""
        if not rows:
            return
        profiles, subscribers = self.profiles(), repository.subscribers()
        for row in rows:
            concern = concern_of(row.change, profiles)
            told = [
                one.id
                for one in subscribers
                if wants(one, row.change, concern) or hears_of_blindness(one, row.change, concern)
            ]
            repository.announce_to_all(row.id, told, at)


def _recent(repository: Repository, source: str) -> list[Change]:
    """Return the changes of the last checks, whatever became of them, oldest first."""
    runs = repository.runs(source, limit=RECENT_CHECKS)
    since = min((run.started_at for run in runs), default=None)
    return [row.change for row in repository.changes(source=source, since=since)]


def _past(repository: Repository, before: SourceView, after: SourceView, at: datetime) -> Past:
    """Return what is remembered of a source; what it listed only where missions came."""
    source = after.source
    lately = repository.changes(source=source, since=at - LAG, state=ChangeState.CONFIRMED)
    told = tuple(row.change for row in lately)
    if merge(after).keys() <= merge(before).keys():
        return Past(told=told)
    seen = repository.first_seen(source)
    left = {
        row.change.mission
        for row in repository.changes(
            source=source, kind=ChangeKind.REMOVED, state=ChangeState.CONFIRMED
        )
    }
    listed = {mission for mission, first in seen.items() if first < at and mission not in left}
    return Past(min(seen.values(), default=at).date().isoformat(), frozenset(listed), told)


def remember(repository: Repository, source: str, view: SourceView, at: datetime) -> None:
    """Note each field's value, so that one that hides and returns is no change."""
    known = repository.known_values(source)
    for mission, told in merge(view).items():
        for name, (value, _) in told.fields.items():
            if value.value is not None and known.get((mission, name)) != value.value:
                repository.set_known(source, mission, name, value.value, value.printed, at)
