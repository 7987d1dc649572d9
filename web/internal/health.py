"""The word on health: whether the service works, and what a person should look at."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from settings import product_version
from storage.rows import MessageState
from watch import Watch
from watch.answers import when
from web.internal.state import GRACE, SourceState, State, Ticked, state_of


def health_of(watch: Watch, ticked: Ticked, now: datetime) -> dict[str, Any]:
    """Return how the service is. Raises StorageError.

    `status` is `ok`, or `attention` with the reasons why a person should look: a sick source is no
    reason to start the service again.
    """
    state = state_of(watch, now)
    tick = ticked()
    reasons = list(_reasons(state, tick, now))
    return {
        "status": "attention" if reasons else "ok",
        "reasons": reasons,
        "version": product_version(),
        "database": {"status": "ok", "bytes": state.database_bytes},
        "scheduler": {"last_tick": when(tick), "late": state.late},
        "sources": {name: _source(one) for name, one in state.sources.items()},
        "mail": {
            "waiting": state.waiting,
            "waiting_since": when(state.waiting_since),
            "refused": state.messages.get(MessageState.FAILED, 0),
            "bounced": state.messages.get(MessageState.BOUNCED, 0),
        },
    }


def _reasons(state: State, tick: datetime | None, now: datetime) -> list[str]:
    reasons = [f"{name} should have been crawled by now." for name in state.late]
    reasons += [f"{name} is blind: nothing of it is believed." for name in state.blind]
    reasons += [
        f"{name} has {one.checks.held} crawls that wait for a decision."
        for name, one in state.sources.items()
        if one.checks.held
    ]
    if tick is not None and now - tick > GRACE:
        reasons.append("The scheduler stands still.")
    if state.waiting_since is not None and now - state.waiting_since > GRACE:
        reasons.append(f"{state.waiting} messages wait to be sent.")
    return reasons


def _source(one: SourceState) -> dict[str, Any]:
    return {
        "scheduled": one.is_scheduled,
        "last_checked": when(one.checks.checked),
        "last_believed": when(one.checks.believed),
        "blind": one.blind,
        "held": one.checks.held,
        "overdue_seconds": int(one.overdue.total_seconds()),
    }
