"""A change as the JSON object that programs rely on, whoever hands it to them."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from missions.records import Change


def change_json(number: int, detected: datetime, change: Change) -> dict[str, Any]:
    """Return a change as `changes --json` prints it."""
    return {
        "id": number,
        "detected": detected.isoformat(),
        "source": change.source,
        "page": change.page,
        "kind": str(change.kind),
        "state": str(change.state),
        "mission": change.mission,
        "acronym": change.acronym,
        "field": change.field,
        "before": plain(change.before),
        "after": plain(change.after),
        "severity": str(change.severity),
        "summary": change.summary,
        "reason": change.reason,
    }


def plain(value: object) -> object:
    """Return a value as JSON has it."""
    return list(value) if isinstance(value, tuple) else value
