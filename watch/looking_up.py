"""What the sources list and say, now or at a date, and how they are doing."""

from __future__ import annotations

from datetime import datetime

from crawler.profile import SourceProfile
from missions.records import (
    ChangeKind,
    Status,
)
from missions.view import merge, merge_unsure
from storage.rows import (
    BelievedPage,
)
from watch.answers import MissionRow, SourceHealth, StatementRow
from watch.sources import Sources, view_of


class LookingUp(Sources):
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
        rows = []
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
                if mission in (None, identity) and status in (None, told.listing.status):
                    seen = last[identity]
                    seen = min(seen, as_of) if as_of else seen
                    rows.append(
                        MissionRow(
                            told, profile.id, first[identity], seen, snapshots.get(told.page)
                        )
                    )
        return rows

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

    def source_health(self, source: str | None = None) -> list[SourceHealth]:
        """Return how each source is doing, and why."""
        return [self._health(profile) for profile in self._chosen(source)]

    def _health(self, profile: SourceProfile) -> SourceHealth:
        with self.store.read() as repository:
            runs = repository.runs(profile.id, limit=1)
            believed = repository.believed_pages(profile.id)
            changes = repository.changes(source=profile.id)
            pages = repository.pages(profile.id)
        failing = tuple(
            f"{page.url}: {page.last_error} since {page.failing_since:%Y-%m-%d %H:%M} UTC"
            for page in pages
            if page.failing_since
        )
        told = [row.detected for row in changes if row.change.kind is not ChangeKind.SOURCE]
        run = runs[0] if runs else None
        why = (run.reason or "") if run else "It has not been crawled yet."
        return SourceHealth(
            source=profile.id,
            state=str(run.status) if run else "new",
            why=why or "; ".join(failing[:3]) or "All is well.",
            last_checked=run.finished_at or run.started_at if run else None,
            last_believed=max((page.last_checked for page in believed), default=None),
            last_change=max(told, default=None),
            pages_failing=failing,
        )
