"""One mission through time: what each page said of it, from when to when."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import groupby

from sqlalchemy import select

from missions.records import FieldValue, Listing
from storage.models import ListingRow, Page, Snapshot
from storage.readings import read_listing
from storage.tables import Tables


@dataclass(frozen=True)
class Stint:
    """The time during which a page was believed to say one thing of a mission."""

    source: str
    url: str
    snapshot_id: int
    """The version that said it first."""
    believed_at: datetime
    superseded_at: datetime | None
    """None while it still says so."""
    listing: Listing
    """As it was said first; later versions may have said it at another place, in other words."""


class Lives(Tables):
    """Reading of the `listing` table, a mission at a time."""

    def mission_life(self, mission: str, source: str | None = None) -> list[Stint]:
        """Return what the pages (of one source) were believed to say of a mission.

        By source and page, oldest first. Versions that follow one another and differ in nothing
        but passages are one stint.
        """
        query = (
            select(ListingRow, Page, Snapshot.id, Snapshot.believed_at, Snapshot.superseded_at)
            .join(Snapshot, Snapshot.id == ListingRow.snapshot_id)
            .join(Page, Page.id == Snapshot.page_id)
            .where(ListingRow.mission == mission, Snapshot.believed_at.is_not(None))
            .order_by(Page.source, Page.id, Snapshot.believed_at, ListingRow.position)
        )
        if source is not None:
            query = query.where(ListingRow.source == source)
        rows = self._session.execute(query).tuples()
        versions = groupby(rows, key=lambda row: row[2])
        # A page may list a mission twice; what it says of it first is what it says.
        first = (next(listed) for _, listed in versions)
        return list(
            _joined(
                Stint(page.source, page.url, version, since, until, read_listing(row))
                for row, page, version, since, until in first
                if since is not None
            )
        )


def _joined(stints: Iterable[Stint]) -> Iterator[Stint]:
    last: Stint | None = None
    for stint in stints:
        if last is not None and _goes_on(last, stint):
            last = replace(last, superseded_at=stint.superseded_at)
            continue
        if last is not None:
            yield last
        last = stint
    if last is not None:
        yield last


def _goes_on(last: Stint, stint: Stint) -> bool:
    follows = last.url == stint.url and last.superseded_at == stint.believed_at
    return follows and _said(last.listing) == _said(stint.listing)


def _said(listing: Listing) -> Listing:
    """Return what counts of a listing: not where it stood, nor how its values were printed."""
    fields = {name: FieldValue(value.value, "") for name, value in listing.fields.items()}
    return replace(listing, fields=fields, passage="", evidence=None)
