"""Sources against each other: recorded with the run that showed it, and listed as they stand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from crawler.profile import SourceProfile
from missions.change_json import plain
from missions.contradictions import (
    Contradiction,
    Saying,
    all_said,
    contradictions_in,
    is_of_page,
    severity_of,
    silent_source,
)
from missions.records import ChangeKind, ChangeState, Severity
from missions.register import load_register, using_register
from missions.standing import (
    Check,
    Recorded,
    Standing,
    settle_contradictions,
    sides_of,
    standing,
)
from missions.view import SourceView
from storage.repository import Repository
from storage.rows import BelievedPage
from watch.answers import when
from watch.recording import Recording
from watch.sources import view_of


@dataclass(frozen=True)
class Side:
    """What one page says, with the stored version it was read in."""

    source: str
    page: str
    value: Any
    printed: str
    snapshot: int | None = None

    def as_json(self) -> dict[str, Any]:
        """Return the side as JSON has it."""
        return {**self.__dict__, "value": plain(self.value)}


@dataclass(frozen=True)
class ContradictionRow:
    """Where two pages disagree now."""

    mission: str | None
    """None where the page as a whole contradicts itself."""
    acronym: str
    """What readers call the mission, or the page's address."""
    field: str
    sides: tuple[Side, ...]
    severity: Severity
    reason: str
    since: datetime | None
    """When a run first showed it; None until the next run records it."""
    change: int | None
    """The change that tells it."""
    told: bool
    """False while it is only a data file's lag, which is told after a month."""

    def as_json(self) -> dict[str, Any]:
        """Return the `contradictions --json` object."""
        return {
            "mission": self.mission,
            "acronym": self.acronym,
            "field": self.field,
            "sources": list(dict.fromkeys(side.source for side in self.sides)),
            "says": [side.as_json() for side in self.sides],
            "since": when(self.since),
            "severity": str(self.severity),
            "reason": self.reason,
            "change": self.change,
            "told": self.told,
        }


class Contradicting(Recording):
    """Comparing the sources with each other."""

    def contradictions(
        self, source: str | None = None, mission: str | None = None
    ) -> list[ContradictionRow]:
        """Return where the sources disagree now, by mission. Raises UnknownSource."""
        chosen = {profile.id for profile in self._chosen(source)}
        profiles, register = self.profiles(), self.register()

        def all_rows() -> list[ContradictionRow]:
            with self.store.read() as repository:
                pages = repository.believed_pages()
                recorded = _recorded(repository)
            snapshots = {(page.source, page.url): page.snapshot_id for page in pages}
            with using_register(register):
                return list(_rows(_views(profiles, pages), recorded, snapshots))

        rows = self._once("contradictions", (profiles, register.stamp), all_rows)
        return [
            row
            for row in rows
            if chosen & {side.source for side in row.sides} and mission in (None, row.mission)
        ]

    def _record_contradictions(
        self, repository: Repository, before: SourceView, after: SourceView, run: int, at: datetime
    ) -> int:
        """Record what began and what ceased with this run; return how many are told."""
        repository.compare_sources_alone()
        profiles = self.profiles()
        others = [
            view
            for view in _views(profiles, repository.believed_pages())
            if view.source != after.source
        ]
        check = Check(
            source=after.source,
            at=at,
            now=all_said([*others, after]),
            before=all_said([*others, before]),
            is_first=not before.pages,
            watched=frozenset(profiles),
            confirm=self.settings.crawl.confirm_removals,
        )
        settlement = settle_contradictions(check, _recorded(repository))
        self._settle(repository, settlement.settled, at)
        for change in settlement.quiet:
            repository.record_change(change, run, at)
        return self._record(repository, settlement.told, run, at)


def _views(
    profiles: Mapping[str, SourceProfile], pages: Iterable[BelievedPage]
) -> list[SourceView]:
    believed: dict[str, dict[str, BelievedPage]] = {}
    for page in pages:
        believed.setdefault(page.source, {})[page.url] = page
    return [view_of(profiles[one], found) for one, found in believed.items() if one in profiles]


def _recorded(repository: Repository) -> list[Recorded]:
    return [
        Recorded(row.id, row.change, row.detected, row.confirmations)
        for row in repository.changes(kind=ChangeKind.CONTRADICTION)
    ]


def _rows(
    views: Iterable[SourceView],
    recorded: Iterable[Recorded],
    snapshots: Mapping[tuple[str, str], int],
) -> Iterator[ContradictionRow]:
    said = all_said(views)
    now = {one.key: one for one in contradictions_in(said)}
    told = standing(recorded)
    for key in sorted({*now, *told}, key=lambda key: (key.mission, key.field, key.sources)):
        if key in now:
            yield _row(now[key], told.get(key), snapshots)
        elif silent_source(key, said):
            # One side fell silent: it stands until that is confirmed.
            yield _row(_as_recorded(told[key]), told[key], snapshots)


def _row(
    one: Contradiction, told: Standing | None, snapshots: Mapping[tuple[str, str], int]
) -> ContradictionRow:
    severity, reason = severity_of(one)
    return ContradictionRow(
        mission=None if is_of_page(one.field) else one.mission,
        acronym=load_register().label(one.mission),
        field=one.field,
        sides=tuple(_side(saying, snapshots) for saying in one.sayings),
        severity=severity,
        reason=reason,
        since=told.opened.detected if told else None,
        change=told.opened.id if told else None,
        told=told is not None and told.opened.change.state is ChangeState.CONFIRMED,
    )


def _side(saying: Saying, snapshots: Mapping[tuple[str, str], int]) -> Side:
    snapshot = snapshots.get((saying.source, saying.page))
    return Side(saying.source, saying.page, saying.value, saying.printed, snapshot)


def _as_recorded(one: Standing) -> Contradiction:
    first, second = (
        Saying(str(side["source"]), str(side["page"]), side["value"], str(side["printed"]))  # type: ignore[arg-type]
        for side in sides_of(one.opened.change)
    )
    change = one.opened.change
    return Contradiction(one.key.mission, change.acronym, one.key.field, (first, second))
