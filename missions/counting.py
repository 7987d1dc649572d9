"""A page's own count of the missions that run, against its entries. Pure; like against like.

What an entry is may be open: its status, its kind, whether it is in a register at all. So entries
are counted as a range, and only a number outside of it is another one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from missions.count_words import count_words
from missions.records import Count, Listing, PageRole, Status
from missions.register import load_register
from missions.view import PageView, SourceView, sure_listings
from missions.vocabulary import folded_words

LEAST = 3
"""Entries that run and make a list."""
MOST_APART = 2
"""A list that has less than half of what is counted, or twice as many, is another list."""


@dataclass(frozen=True)
class Tally:
    """How many missions a page says that it lists, and how many it lists."""

    count: Count
    listed: int
    """As near to the number said as its entries may be counted."""


@dataclass(frozen=True)
class _Range:
    least: int
    most: int

    def nearest(self, number: int) -> int:
        return min(max(number, self.least), self.most)


def tallies(view: SourceView, page: PageView) -> tuple[Tally, ...]:
    """Return the counts of a page that can be compared with its entries.

    Those of a page with unsure entries cannot. A page that is one of several may count the others'
    missions in, or not.
    """
    if page.role is not PageRole.LIST or not page.reading.counts:
        return ()
    running = [one for one in page.reading.listings if one.status is not Status.ENDED]
    sure = [one for one in running if one.status is Status.ONGOING and one.unsure is None]
    if len(sure) < LEAST or any(one.unsure for one in running):
        return ()
    return tuple(_tallied(page.reading.counts, running, _elsewhere(view, page)))


def _elsewhere(view: SourceView, page: PageView) -> list[Listing]:
    """Return the missions that other lists of the source have and that may run."""
    known = {one.mission for one in page.reading.listings}
    found: dict[str, Listing] = {}
    for other in view.pages:
        if other.url != page.url and other.role in (PageRole.LIST, PageRole.PROSE):
            for one in sure_listings(other.reading):
                if one.status is not Status.ENDED and one.mission not in known:
                    found.setdefault(one.mission, one)
    return list(found.values())


def _tallied(
    counts: Iterable[Count], running: list[Listing], elsewhere: list[Listing]
) -> Iterator[Tally]:
    """Yield one tally a kind; of several numbers on one page the one that fits counts."""
    best: dict[str | None, Tally] = {}
    for count in counts:
        if not _is_of_one_organisation(count, running):
            continue
        found = _range(count, running, elsewhere)
        if not found.most or not found.least:
            continue
        listed = found.nearest(count.number)
        if max(listed, count.number) > MOST_APART * min(listed, count.number):
            continue
        known = best.get(count.kind)
        if known is None or listed == count.number:
            best[count.kind] = Tally(count, listed)
    yield from best.values()


def _is_of_one_organisation(count: Count, running: Iterable[Listing]) -> bool:
    """Say whether all entries are missions of the organisation whose missions are counted."""
    listed = {one.organisation for one in running}
    return len(listed) == 1 and count.organisation in (None, *listed)


def _range(count: Count, running: Iterable[Listing], elsewhere: Iterable[Listing]) -> _Range:
    least = most = 0
    for one in running:
        fits = _is_of_kind(count.kind, one)
        if fits is False:
            continue
        most += 1
        is_known = load_register().get(one.mission) is not None
        least += fits is True and is_known and one.status is Status.ONGOING
    more = sum(_may_be_counted(count.kind, one) for one in elsewhere)
    return _Range(least, most + more)


def _may_be_counted(kind: str | None, listing: Listing) -> bool:
    """Say whether a mission on another page may be counted in; a political one is no operation."""
    fits = _is_of_kind(kind, listing)
    return fits is True or (fits is None and kind != "peacekeeping")


def _is_of_kind(kind: str | None, listing: Listing) -> bool | None:
    """Say whether an entry is of a kind; None where that is not known."""
    if kind is None:
        return True
    if kind == "peacekeeping":
        known = load_register().get(listing.mission)
        return None if known is None or known.family != "UN-PKO" else True
    own = _printed_kind(listing) or _kind_by_name(listing)
    return None if own is None else own == kind


def _printed_kind(listing: Listing) -> str | None:
    value = listing.fields.get("kind")
    words = folded_words(value.printed).split() if value else []
    kinds = {count_words().kinds[word] for word in words if word in count_words().kinds}
    return kinds.pop() if len(kinds) == 1 else None


def _kind_by_name(listing: Listing) -> str | None:
    known = load_register().get(listing.mission)
    names = [listing.name, listing.acronym or "", known.acronym if known else ""]
    folded = [folded_words(name) for name in names]
    for kind, beginnings in count_words().names.items():
        if any(name.startswith(beginnings) for name in folded):
            return kind
    return None
