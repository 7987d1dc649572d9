"""A watched source over several checks, as the rules see it: what is told, check by check."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from missions.compare import RECENT_CHECKS, Past, Waiting, compare_views
from missions.records import (
    Change,
    ChangeKind,
    ChangeState,
    FieldContent,
    FieldValue,
    Listing,
    PageRole,
    Reading,
    Status,
)
from missions.view import PageView, SourceView, merge

LIST = "https://example.org/list"


def listing(
    mission: str,
    status: Status = Status.ONGOING,
    *,
    name: str = "",
    passage: str = "",
    **fields: FieldContent,
) -> Listing:
    """Return a mission as a list prints it."""
    values = {key: FieldValue(value, str(value)) for key, value in fields.items()}
    acronym = None if mission.startswith("new:") else mission.upper()
    return Listing(mission, name or mission.upper(), "UN", acronym, status, None, values, passage)


def page(url: str, *listings: Listing, layout: str = "li<ul") -> PageView:
    """Return a list of missions."""
    reading = Reading(url, PageRole.LIST, 1, "en", "Missions", "", listings, layout=layout)
    return PageView(url, PageRole.LIST, 0, reading)


def view(*listings: Listing, layout: str = "li<ul") -> SourceView:
    """Return a source of one list."""
    return SourceView("un", (page(LIST, *listings, layout=layout),))


@dataclass
class Watched:
    """A source that is checked again and again; it keeps what a database keeps."""

    believed: SourceView
    confirm_removals: int = 2
    known: dict[tuple[str, str], FieldContent | None] = field(default_factory=dict)
    changes: list[tuple[Change, int]] = field(default_factory=list)

    since: str = ""
    """Day of the first reading, where the case knows one."""
    listed: set[str] = field(default_factory=set)
    checked: int = 0
    found_at: list[int] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._remember(self.believed)

    def check(self, seen: SourceView) -> list[Change]:
        """Return what readers or operators are told at this check."""
        waiting = [
            Waiting(number, change, times)
            for number, (change, times) in enumerate(self.changes)
            if change.state is ChangeState.UNCONFIRMED
        ]
        result = compare_views(
            self.believed,
            seen,
            self.known,
            waiting,
            self.confirm_removals,
            self._recent(),
            self._past(),
        )
        told = [one for one in result.changes if one.state is ChangeState.CONFIRMED]
        for settled in result.settled:
            change = replace(self.changes[settled.id][0], state=settled.state)
            self.changes[settled.id] = (change, settled.confirmations)
            if settled.state is ChangeState.CONFIRMED:
                told.append(change)
        self.changes += [(change, 1) for change in result.changes]
        self.found_at += [self.checked] * len(result.changes)
        self.checked += 1
        self._remember(seen)
        self.believed = seen
        return told

    def checks(self, *seen: SourceView) -> list[str]:
        """Return what is told at each of several checks, in short."""
        return [", ".join(map(short, self.check(one))) for one in seen]

    def _recent(self) -> list[Change]:
        since = self.checked - RECENT_CHECKS
        return [
            change
            for (change, _), at in zip(self.changes, self.found_at, strict=True)
            if at > since
        ]

    def _past(self) -> Past:
        vanished = {
            change.mission
            for change, _ in self.changes
            if change.kind is ChangeKind.REMOVED and change.state is ChangeState.CONFIRMED
        }
        return Past(self.since, frozenset(self.listed - vanished))

    def _remember(self, seen: SourceView) -> None:
        self.listed |= merge(seen).keys()
        for mission, told in merge(seen).items():
            for name, (value, _) in told.fields.items():
                if value.value is not None:
                    self.known[mission, name] = value.value


def short(change: Change) -> str:
    """Return a change in two or three words."""
    return " ".join(
        str(part) for part in (change.kind, change.mission, change.field) if part is not None
    )


def all_told(watched: Watched, seen: Iterable[SourceView]) -> list[str]:
    """Return all that is told in the course of some checks."""
    return [short(change) for one in seen for change in watched.check(one)]
