"""What a rule may look at, and how it words what it found."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from missions.comparing.significance import Weight
from missions.records import (
    Change,
    ChangeKind,
    ChangeState,
    FieldContent,
    Listing,
    PageRole,
    Reading,
    Status,
)
from missions.register import Register, load_register
from missions.summaries import summed
from missions.view import PageView, SourceView, Told, merge, merge_unsure

Known = Mapping[tuple[str, str], FieldContent | None]
"""Last known value by mission id and field name."""
LISTS = (PageRole.LIST, PageRole.RECORDS)


@dataclass(frozen=True)
class Waiting:
    """A change that is not confirmed yet."""

    id: int
    change: Change
    confirmations: int


@dataclass(frozen=True)
class Past:
    """What is remembered of a source beyond its last checks."""

    since: str = ""
    """Day of its first believed reading; empty where that is not known."""
    listed: frozenset[str] = frozenset()
    """The missions that it listed before and that were never told as vanished."""
    told: Sequence[Change] = ()
    """What was told of it within the time that a page in another language may lag, oldest first."""


@dataclass(frozen=True)
class Pair:
    """The believed view, the new one, and what was told of the source lately."""

    earlier: SourceView
    later: SourceView
    known: Known
    waiting: Sequence[Waiting]
    recent: Sequence[Change]
    confirm_removals: int
    past: Past = Past()

    @property
    def source(self) -> str:
        return self.later.source

    @cached_property
    def before(self) -> Mapping[str, Told]:
        return merge(self.earlier)

    @cached_property
    def after(self) -> Mapping[str, Told]:
        return merge(self.later)

    @cached_property
    def doubted(self) -> frozenset[str]:
        """Entries that are there still, but may be no missions."""
        return frozenset(merge_unsure(self.later))

    @cached_property
    def doubted_before(self) -> Mapping[str, Told]:
        """Entries of which the reader was not sure before."""
        return merge_unsure(self.earlier)

    @cached_property
    def register(self) -> Register:
        return load_register()

    @cached_property
    def new_pages(self) -> frozenset[str]:
        return frozenset(page.url for page in self.later.pages if page.is_new)

    @cached_property
    def retired(self) -> frozenset[str]:
        """The pages that are gone for good: enough checks found it so before they were left out."""
        return frozenset(page.url for page in self.earlier.pages) - frozenset(
            page.url for page in self.later.pages
        )

    @cached_property
    def rebuilt(self) -> tuple[tuple[PageView, PageView], ...]:
        """The lists whose missions stand in none of the places they stood in before."""
        old = {page.url: page for page in self.earlier.pages}
        return tuple(
            (old[page.url], page)
            for page in self.later.pages
            if page.role in LISTS
            and page.url in old
            and is_rebuilt(old[page.url].reading, page.reading)
        )

    @cached_property
    def rebuilt_urls(self) -> frozenset[str]:
        return frozenset(page.url for _, page in self.rebuilt)

    @cached_property
    def vanished_before(self) -> Mapping[str, Change]:
        """Disappearances that wait to be confirmed, by mission."""
        return {
            one.change.mission: one.change
            for one in self.waiting
            if one.change.kind is ChangeKind.REMOVED and one.change.mission
        }

    def is_long_closed(self, mission: str) -> bool:
        """Say whether a mission had closed before its source was watched."""
        known, told = self.register.get(mission), self.after.get(mission)
        printed = told.fields.get("ended") if told else None
        ends = [known.end if known else "", str(printed[0].value or "") if printed else ""]
        return any(end and end < self.past.since[: len(end)] for end in ends)

    def label(self, listing: Listing) -> str:
        """Return what readers call a mission."""
        return self.register.label(listing.mission, listing.acronym or listing.name)


def is_rebuilt(was: Reading, now: Reading) -> bool:
    """Say whether a page's missions stand in none of the places they stood in before."""
    return not share_shapes(was.layout, now.layout)


def share_shapes(one: str, other: str) -> bool:
    """Say whether two layouts have a place in common, or one of them is not known.

    A mission that only moves from a table of current to a list of past missions rebuilds nothing.
    """
    return not one or not other or bool(set(one.split(" | ")) & set(other.split(" | ")))


def is_over(told: Told) -> bool:
    """Say whether a source tells a mission as ended."""
    return told.listing.status is Status.ENDED


def change_of(
    pair: Pair,
    kind: ChangeKind,
    told: Told,
    *,
    before: object,
    after: object,
    weight: Weight,
    field: str | None = None,
    state: ChangeState = ChangeState.CONFIRMED,
) -> Change:
    """Return a change of a mission, with what its source says of it before and after."""
    return summed(
        Change(
            source=pair.source,
            page=told.page,
            kind=kind,
            state=state,
            severity=weight.severity,
            summary="",
            mission=told.listing.mission,
            acronym=pair.label(told.listing),
            field=field,
            before=before,
            after=after,
            reason=weight.reason,
            passage_before=_passage(pair.before, told),
            passage_after=_passage(pair.after, told),
        )
    )


def _passage(view: Mapping[str, Told], told: Told) -> str:
    one = view.get(told.listing.mission)
    return one.listing.passage if one else ""


def waits(pair: Pair, pages: Collection[str]) -> ChangeState:
    """Return the state of a silence on `pages`: it counts when enough healthy checks agree.

    Pages that are gone for good were found silent by enough checks.
    """
    is_sure = pair.confirm_removals < 2 or pair.retired.issuperset(pages)
    return ChangeState.CONFIRMED if is_sure else ChangeState.UNCONFIRMED
