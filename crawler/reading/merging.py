"""Listings of one mission from several places of a page, made one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from missions.records import Listing, Status


def one_each(listings: Iterable[Listing]) -> list[Listing]:
    """Return one listing a mission: the one that says most, told statuses first."""
    best: dict[str, Listing] = {}
    for listing in listings:
        known = best.get(listing.mission)
        best[listing.mission] = _fuller(known, listing) if known else listing
    return list(best.values())


def _fuller(one: Listing, other: Listing) -> Listing:
    first, second = (other, one) if _richness(other) > _richness(one) else (one, other)
    return replace(first, fields={**second.fields, **first.fields})


def _richness(listing: Listing) -> tuple[bool, int, int]:
    return listing.status is not Status.UNKNOWN, len(listing.fields), len(listing.passage)
