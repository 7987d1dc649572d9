"""Who did what: looking it up, and bounding how often somebody may do one thing."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from storage.people import AuditRow
from watch.sources import Sources

WITHIN = timedelta(minutes=10)
MOST = 10
"""How often within that time somebody may do what makes this machine ask others for pages."""


class TooOften(Exception):
    """Somebody did the same too often within a short time."""

    def __init__(self, most: int, wait: timedelta) -> None:
        self.most = most
        self.minutes = max(1, round(wait / timedelta(minutes=1)))
        self.seconds = max(1, int(wait.total_seconds()))
        super().__init__(f"{most} times is enough for now; try again in {self.minutes} minutes.")


class Auditing(Sources):
    """What was done, by whom."""

    def actions(
        self, before: int | None = None, limit: int = 100, by: str = "", action: str = ""
    ) -> list[AuditRow]:
        """Return what was done, the newest first; `before` is the number to go on from."""
        with self.store.read() as repository:
            return repository.actions(before, limit, by, action)

    def note_within_limits(
        self, by: str, action: str, subject: str, *, address: str = "", most: int = MOST
    ) -> None:
        """Note that somebody does what may only be done so often. Raises TooOften."""
        now = datetime.now(UTC)
        with self.store.begin() as repository:
            number, first = repository.done_since(by, action, now - WITHIN)
            if number >= most and first is not None:
                raise TooOften(most, first + WITHIN - now)
            repository.note_action(by, action, subject, now, address=address)
