"""What was believed of missions over time; read without the pages' bytes and texts."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import datetime
from typing import Any

from sqlalchemy import Row, Select, func, or_, select

from missions.records import (
    Listing,
    PageRole,
    Participation,
    Status,
)
from storage.models import ListingRow, Page, Snapshot
from storage.readings import read_fields, read_statements
from storage.rows import PastListing, PastStatement
from storage.tables import Tables

_TIME = Snapshot.believed_at.type
_VERSION = (
    Snapshot.id,
    Page.source,
    Page.url,
    Snapshot.role,
    Snapshot.believed_at,
    Snapshot.superseded_at,
)
_SAID = (
    ListingRow.mission,
    ListingRow.name,
    ListingRow.organisation,
    ListingRow.acronym,
    ListingRow.status,
    ListingRow.participation,
    ListingRow.fields,
    ListingRow.unsure,
)


class Lives(Tables):
    """Reading what versions of pages said, and from when to when that was believed."""

    def past_listings(self, mission: str, sources: Collection[str]) -> list[PastListing]:
        """Return how pages of these sources ever listed a mission, oldest first.

        The sentences about it are left out.
        """
        query = _of_listings(select(*_VERSION, *_SAID)).where(
            ListingRow.source.in_(sources), ListingRow.mission == mission
        )
        return [_past_listing(row) for row in self._session.execute(query)]

    def listings_at(self, moment: datetime, sources: Collection[str]) -> list[PastListing]:
        """Return what lists and data files of these sources had at a time, in three words each:
        mission, organisation and status. Entries that may be no missions are left out.
        """
        brief = (ListingRow.mission, ListingRow.organisation, ListingRow.status)
        query = _of_listings(select(*_VERSION, *brief)).where(
            Page.source.in_(sources),
            Snapshot.role.in_((PageRole.LIST, PageRole.RECORDS)),
            Snapshot.believed_at <= moment,
            or_(Snapshot.superseded_at.is_(None), Snapshot.superseded_at > moment),
            ListingRow.unsure.is_(None),
        )
        return [_past_listing_in_brief(row) for row in self._session.execute(query)]

    def past_statements(self, mission: str, sources: Collection[str]) -> list[PastStatement]:
        """Return what sentences of these sources' pages ever said of a mission they list."""
        listed = select(ListingRow.snapshot_id).where(
            ListingRow.source.in_(sources), ListingRow.mission == mission
        )
        query = _in_order(select(*_VERSION, Snapshot.statements).join(Snapshot.page)).where(
            Snapshot.id.in_(listed)
        )
        return [said for row in self._session.execute(query) for said in _said(row, mission)]

    def watched_since(self) -> dict[str, datetime]:
        """Return when each source was believed for the first time."""
        query = select(Page.source, func.min(Page.first_seen_at, type_=_TIME)).group_by(Page.source)
        return {source: at for source, at in self._session.execute(query) if at is not None}


def _of_listings(query: Select[Any]) -> Select[Any]:
    joined = query.select_from(ListingRow).join(Snapshot, Snapshot.id == ListingRow.snapshot_id)
    return _in_order(joined.join(Page, Page.id == Snapshot.page_id))


def _in_order(query: Select[Any]) -> Select[Any]:
    return query.where(Snapshot.believed_at.is_not(None)).order_by(
        Snapshot.believed_at, Snapshot.id
    )


def _past_listing(row: Row[Any]) -> PastListing:
    listing = Listing(
        mission=row.mission,
        name=row.name,
        organisation=row.organisation,
        acronym=row.acronym,
        status=Status(row.status),
        participation=Participation(row.participation) if row.participation else None,
        fields=read_fields(row.fields),
        unsure=row.unsure,
    )
    return _in_version(row, listing)


def _past_listing_in_brief(row: Row[Any]) -> PastListing:
    listing = Listing(row.mission, "", row.organisation, status=Status(row.status))
    return _in_version(row, listing)


def _in_version(row: Row[Any], listing: Listing) -> PastListing:
    return PastListing(
        snapshot_id=row.id,
        source=row.source,
        url=row.url,
        role=PageRole(row.role),
        since=row.believed_at,
        until=row.superseded_at,
        listing=listing,
    )


def _said(row: Row[Any], mission: str) -> Iterator[PastStatement]:
    for statement in read_statements(row.statements):
        if statement.mission == mission:
            yield PastStatement(
                row.id, row.source, row.url, row.believed_at, row.superseded_at, statement
            )
