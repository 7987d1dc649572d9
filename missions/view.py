"""What a source says as a whole: its pages' listings merged, the more telling page winning.

A list overrules a data file, which lags; a mission's own page adds fields and never puts a
mission on the list or takes it off.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from missions.records import FieldValue, Listing, PageRole, Reading, Status

RANK = {PageRole.LIST: 0, PageRole.PROSE: 0, PageRole.RECORDS: 5, PageRole.MISSION: 9}


@dataclass(frozen=True)
class PageView:
    """One page as it is believed, or as a run has just read it."""

    url: str
    role: PageRole
    order: int
    """Position among the source's start addresses; pages found by following come after them."""
    reading: Reading
    is_new: bool = False
    """Whether the source has never had this page before: its first reading is no news."""
    is_kept: bool = False
    """Whether this run did not see it: what was believed of it stays, and proves nothing new."""
    is_dead: bool = False
    """Whether enough checks in a row found a start page gone: what it said leads no more."""


@dataclass(frozen=True)
class SourceView:
    """All pages of a source at one moment."""

    source: str
    pages: tuple[PageView, ...]


@dataclass(frozen=True)
class Told:
    """A mission as a source tells it, with the page each part was read on."""

    listing: Listing
    page: str
    fields: Mapping[str, tuple[FieldValue, str]] = field(default_factory=dict)
    """Each field's value and its page's address."""
    pages: tuple[str, ...] = ()
    """Every list, record file or text that has it."""
    passages: Mapping[str, str] = field(default_factory=dict)
    """What each page says of it, by address, its own page's words too."""


def ranked(pages: Iterable[PageView]) -> list[PageView]:
    """Return the pages, the most telling first."""
    return sorted(pages, key=_rank)


def _rank(page: PageView) -> tuple[int, bool, int, str]:
    return RANK.get(page.role, 9), page.is_dead, page.order, page.url


def merge(view: SourceView) -> dict[str, Told]:
    """Return what a source says of each mission it lists, by mission id.

    Entries that may be no missions are left out.
    """
    return _merged(view, sure_listings)


def merge_unsure(view: SourceView) -> dict[str, Told]:
    """Return the entries of a source that may be no missions; none that a page is sure of."""
    sure = merge(view)
    told = _merged(view, _unsure_listings)
    return {mission: one for mission, one in told.items() if mission not in sure}


def sure_listings(reading: Reading) -> list[Listing]:
    """Return what a page lists without the entries that may be no missions."""
    return [listing for listing in reading.listings if listing.unsure is None]


def _unsure_listings(reading: Reading) -> list[Listing]:
    return [listing for listing in reading.listings if listing.unsure is not None]


def _merged(
    view: SourceView, listings_of: Callable[[Reading], Sequence[Listing]]
) -> dict[str, Told]:
    told: dict[str, Told] = {}
    for page in ranked(view.pages):
        for listing in listings_of(page.reading):
            known = told.get(listing.mission)
            if known is not None:
                told[listing.mission] = _added(known, listing, page)
            elif page.role is not PageRole.MISSION:
                told[listing.mission] = _first(listing, page)
    return told


def _first(listing: Listing, page: PageView) -> Told:
    fields = {name: (value, page.url) for name, value in listing.fields.items()}
    return Told(listing, page.url, fields, (page.url,), {page.url: listing.passage})


def _added(known: Told, listing: Listing, page: PageView) -> Told:
    fields = {name: (value, page.url) for name, value in listing.fields.items()}
    pages = known.pages if page.role is PageRole.MISSION else (*known.pages, page.url)
    said = known.listing
    if said.status is Status.UNKNOWN and listing.status is not Status.UNKNOWN:
        said = replace(said, status=listing.status)
    if said.participation is None and listing.participation is not None:
        said = replace(said, participation=listing.participation)
    passages = {**known.passages, page.url: listing.passage}
    return Told(said, known.page, {**fields, **known.fields}, pages, passages)
