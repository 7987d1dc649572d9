"""A mission's life across the sources, and their lists at two dates side by side."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from crawler.profile import SourceProfile
from missions.lists import ListDifference, compare_lists
from missions.records import ChangeKind, ChangeState, Reading, Status
from missions.register import Mission, Register
from missions.spells import Spell, Version, spells
from missions.view import PageView, SourceView, Told, merge
from storage.finding import ChangeFilter, FoundChanges, Tally
from storage.repository import Repository
from storage.rows import ChangeRow, PastListing, PastStatement
from watch.answers import UnknownMission
from watch.looking_up import LookingUp
from watch.sources import belongs, start_order

SHOWN_STATES = frozenset({ChangeState.CONFIRMED, ChangeState.UNCONFIRMED})
MOST_OF_A_LIFE = 100
"""Changes that are shown with a mission's life."""
MOST_BETWEEN = 50
"""Changes between two dates that are shown beside the lists."""


@dataclass(frozen=True)
class SourceLife:
    """A mission's life on one source, and the sentences that ever told Belgium's part in it."""

    source: str
    began: datetime
    """Since when the source is watched."""
    spells: tuple[Spell, ...]
    statements: tuple[PastStatement, ...]


@dataclass(frozen=True)
class Life:
    """All that is known of one mission."""

    id: str
    known: Mission | None
    """Its entry in the register."""
    dismissed: str | None
    """Why staff decided that it is no mission."""
    sources: tuple[SourceLife, ...]
    """Those that list it or once did."""
    changes: tuple[ChangeRow, ...]
    """The newest, newest first."""


@dataclass(frozen=True)
class SourceDifference:
    """One source's list at two times, and what was recorded in between, newest first."""

    source: str
    began: datetime | None
    """Since when it is watched; None when it never was believed."""
    difference: ListDifference
    changes: tuple[ChangeRow, ...]
    is_more: bool
    """Whether more was recorded than these changes, the newest."""


@dataclass(frozen=True)
class Standing:
    """Which missions lists had at a time without calling them ended, by organisation."""

    at: datetime
    running: Mapping[str, frozenset[str]]


class Lives(LookingUp):
    """Looking back."""

    def settled_id(self, mission: str) -> str:
        """Return the id under which a mission is known now: merged entries lead elsewhere."""
        register = self.register()
        identity = register.decided.get(mission, mission)
        named = register.named(identity)
        return named[0] if register.get(identity) is None and len(named) == 1 else identity

    def life(self, mission: str) -> Life:
        """Return what is known of a mission. Raises UnknownMission."""
        register = self.register()
        profiles = self.profiles()
        with self.store.read() as repository:
            lives = tuple(_lives(repository, profiles.values(), mission))
            wanted = ChangeFilter(missions=frozenset({mission}), states=SHOWN_STATES)
            changes = repository.find_changes(wanted, MOST_OF_A_LIFE).rows
        known = register.get(mission)
        if known is None and not lives and not changes:
            raise UnknownMission(mission)
        dismissed = register.dismissed.get(mission)
        return Life(mission, known, dismissed, lives, changes)

    def watched_since(self) -> dict[str, datetime]:
        """Return when each source was believed for the first time."""
        with self.store.read() as repository:
            began = repository.watched_since()
        return {source: at for source, at in began.items() if source in self.profiles()}

    def compared(
        self, source: str | None, before: datetime, after: datetime
    ) -> list[SourceDifference]:
        """Return how lists differ between two times. Nothing is recorded. Raises UnknownSource."""
        began = self.watched_since()
        found = []
        for profile in self._chosen(source):
            lists = self._list_at(profile.id, before), self._list_at(profile.id, after)
            between = self._changes_between(profile.id, before, after)
            found.append(
                SourceDifference(
                    profile.id,
                    began.get(profile.id),
                    compare_lists(*lists),
                    between.rows,
                    between.older is not None,
                )
            )
        return found

    def _list_at(self, source: str, moment: datetime) -> dict[str, Told]:
        return {row.told.listing.mission: row.told for row in self.missions(source, as_of=moment)}

    def _changes_between(self, source: str, before: datetime, after: datetime) -> FoundChanges:
        wanted = ChangeFilter(
            sources=frozenset({source}), states=SHOWN_STATES, since=before, until=after
        )
        with self.store.read() as repository:
            return repository.find_changes(wanted, MOST_BETWEEN)

    def standings(self, moments: Sequence[datetime]) -> list[Standing]:
        """Return which missions lists had at each time without calling them ended."""
        profiles, register = self.profiles(), self.register()

        def found() -> list[Standing]:
            with self.store.read() as repository:
                return [
                    Standing(
                        moment,
                        _running(_told_at(repository, profiles.values(), moment), register),
                    )
                    for moment in moments
                ]

        # What is believed now is the same at any time until it changes.
        days = (*moments[:-1], *(one.date() for one in moments[-1:]))
        return self._once("standings", (profiles, register.stamp, days), found)

    def tally(self) -> list[Tally]:
        """Return how many confirmed changes of missions each month had, by kind and source."""
        wanted = ChangeFilter(
            kinds=frozenset(ChangeKind) - {ChangeKind.SOURCE},
            states=frozenset({ChangeState.CONFIRMED}),
        )

        def counted() -> list[Tally]:
            with self.store.read() as repository:
                return repository.tally_changes(wanted)

        return self._once("tally", None, counted)


def _lives(
    repository: Repository, profiles: Iterable[SourceProfile], mission: str
) -> Iterator[SourceLife]:
    began = repository.watched_since()
    watched = {profile.id: profile for profile in profiles if profile.id in began}
    listings = repository.past_listings(mission, list(watched))
    told = {one.source for one in listings if one.listing.participation}
    statements = repository.past_statements(mission, sorted(told))
    for source, profile in watched.items():
        versions = _versions(profile, [one for one in listings if one.source == source])
        if versions:
            yield SourceLife(
                source,
                began[source],
                spells(source, mission, versions, began[source]),
                tuple(one for one in statements if one.source == source),
            )


def _versions(profile: SourceProfile, listings: Iterable[PastListing]) -> list[Version]:
    """Return the versions of the pages that still belong to a source, each with its listings."""
    starts = start_order(profile)
    own = (one for one in listings if belongs(profile, starts, one.url))
    return [
        _version(starts, tuple(group)) for _, group in groupby(own, lambda one: one.snapshot_id)
    ]


def _version(starts: Mapping[str, int], listings: Sequence[PastListing]) -> Version:
    first = listings[0]
    said = tuple(one.listing for one in listings)
    reading = Reading(first.url, first.role, 0, None, "", "", said)
    order = starts.get(first.url, len(starts))
    page = PageView(first.url, first.role, order, reading)
    return Version(page, first.snapshot_id, first.since, first.until)


def _told_at(
    repository: Repository, profiles: Collection[SourceProfile], moment: datetime
) -> Iterator[Told]:
    listings = repository.listings_at(moment, [profile.id for profile in profiles])
    for profile in profiles:
        own = (one for one in listings if one.source == profile.id)
        pages = tuple(version.page for version in _versions(profile, own))
        yield from merge(SourceView(profile.id, pages)).values()


def _running(listed: Iterable[Told], register: Register) -> dict[str, frozenset[str]]:
    running: dict[str, set[str]] = {}
    for told in listed:
        if told.listing.status is not Status.ENDED:
            known = register.get(told.listing.mission)
            organisation = known.organisation if known else told.listing.organisation
            running.setdefault(organisation, set()).add(told.listing.mission)
    return {name: frozenset(some) for name, some in running.items()}
