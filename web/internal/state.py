"""The state of the service, asked once for both the word on health and the measures."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from missions.records import ChangeKind, ChangeState
from storage.measures import Checks
from storage.rows import MessageState
from watch import Watch

GRACE = timedelta(minutes=5)
"""How long a source may be due before its scheduler counts as late: others may be in its way."""


@dataclass(frozen=True)
class SourceState:
    """How a watched source stands."""

    checks: Checks
    is_scheduled: bool
    blind: bool
    overdue: timedelta
    """For how long it has been due; zero while it is not."""


@dataclass(frozen=True)
class State:
    """How the service stands."""

    sources: Mapping[str, SourceState]
    changes: Mapping[tuple[ChangeKind, ChangeState], int]
    messages: Mapping[MessageState, int]
    waiting: int
    waiting_since: datetime | None
    database_bytes: int

    @property
    def late(self) -> list[str]:
        """The sources that should have been crawled by now."""
        return [name for name, one in self.sources.items() if one.overdue > GRACE]

    @property
    def blind(self) -> list[str]:
        """The sources of which nothing was believed for long."""
        return [name for name, one in self.sources.items() if one.blind]


Ticked = Callable[[], datetime | None]
"""Says when the scheduler of this process last looked at what is due; None where it has none."""


def no_scheduler() -> datetime | None:
    """Say that this process has no scheduler."""
    return None


def state_of(watch: Watch, now: datetime | None = None) -> State:
    """Return how the service stands. Raises StorageError."""
    now = now or datetime.now(UTC)
    profiles = watch.profiles()
    with watch.store.read() as repository:
        kept = {row.id: row for row in repository.source_rows()}
        checks = repository.checks()
        sources = {}
        for name, profile in profiles.items():
            row = kept.get(name)
            is_scheduled = profile.enabled and not (row and row.paused)
            due = row.next_due_at if row and is_scheduled else None
            sources[name] = SourceState(
                checks=checks.get(name, Checks()),
                is_scheduled=is_scheduled,
                blind=watch.blindness_of(repository, profile) is not None,
                overdue=max(now - due, timedelta()) if due else timedelta(),
            )
        return State(
            sources=sources,
            changes=repository.changes_by_kind_and_state(),
            messages=repository.messages_by_state(),
            waiting=repository.waiting_messages(),
            waiting_since=repository.waiting_since(),
            database_bytes=repository.database_bytes(),
        )
