"""The list of a page that a script draws: taken from the page's data where the page prints none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from crawler.reading.datafile import read_records
from crawler.reading.document import Element
from crawler.reading.islands import find_islands
from crawler.reading.sections import heading_status
from missions.records import Listing, Reading, Status

FEW = 3
"""Listings with a status or a field that make a printed list."""


def with_islands(reading: Reading, root: Element, status: Status | None) -> Reading:
    """Return a reading with the list that the page's data hold, where it prints none.

    `status` is what the page says of all that it lists.
    """
    printed = [one for one in reading.listings if one.status is not Status.UNKNOWN or one.fields]
    if len(printed) >= FEW and any(one.fields for one in printed):
        return reading
    best: tuple[Listing, ...] = ()
    for island in find_islands(root):
        found = read_records(island.records, None, f"{island.path}#").listings
        if _worth(found) > _worth(best):
            best, status = found, heading_status(island.heading) or status
    known = {one.mission for one in best if not one.mission.startswith("new:")}
    if len(printed) >= FEW and known.isdisjoint(one.mission for one in printed):
        printed = []  # names without a word on other missions: a menu
    if len(known) < 2 or len(known) <= len(printed):
        return reading
    kept = tuple(one for one in printed if one.mission not in known)
    told = (
        replace(one, status=status) if status and one.status is Status.UNKNOWN else one
        for one in best
    )
    return replace(reading, listings=(*told, *kept), layout="records in the page")


def _worth(listings: Sequence[Listing]) -> tuple[int, int]:
    """Say how much of a list records are: the missions they name, then what they say of them."""
    known = [one for one in listings if not one.mission.startswith("new:")]
    return len(known), sum(len(one.fields) + (one.status is not Status.UNKNOWN) for one in known)
