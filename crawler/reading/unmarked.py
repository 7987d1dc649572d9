"""What a list says of the missions that it marks in no way.

A mission runs whose mandate goes on until a day the page prints. Where a page sets apart what is
over, in a section of its own or by a mark on the entry, the rest runs; and where a list says of
most of its missions that they run and of none that it is over, so do the others, and so do those
whose people it counts on some day. A mission that has not begun, or that was over before the latest
day that the page tells of as past, is left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from crawler.reading.entries import Entry
from crawler.reading.marks import Marks
from missions.records import Listing, Status
from missions.register import load_register
from missions.vocabulary import folded_words, vocabulary

YEAR = re.compile(r"\d{4}")
TOLD_AFTERWARDS = ("since", "ended")
"""Fields with a day that was past when the page was written."""


def unmarked_run(
    lists: Sequence[Sequence[tuple[Entry, Listing]]],
    marks: Marks,
    updated: str | None,
    counted: str | None,
) -> list[list[Listing]]:
    """Return the listings of a page's lists, those marked in no way as running where it says so.

    `marks` are those that its legend explains, `updated` is the day of the page's "last updated"
    stamp, `counted` the one its numbers are of.
    """
    everything = [listing for entries in lists for _, listing in entries]
    sets_apart = any(one.status is Status.ENDED for one in everything)
    running = _Running(marks, _latest(everything, updated or counted))
    mandated = [
        [(one, running.told(one, listing) if "until" in listing.fields else listing)
         for one, listing in entries]
        for entries in lists
    ]  # fmt: skip
    told = []
    for entries in mandated:
        if sets_apart or _mostly_run(entries) or (counted and _have_people(entries)):
            told.append([running.told(entry, listing) for entry, listing in entries])
        else:
            told.append([listing for _, listing in entries])
    return told


def _mostly_run(entries: Sequence[tuple[Entry, Listing]]) -> bool:
    return sum(one.status is Status.ONGOING for _, one in entries) * 2 > len(entries)


def _have_people(entries: Sequence[tuple[Entry, Listing]]) -> bool:
    return sum("strength" in one.fields for _, one in entries) * 2 > len(entries)


@dataclass(frozen=True)
class _Running:
    """What keeps a mission without a mark from being one that runs."""

    marks: Marks
    latest: str
    """The latest day the page tells of as past."""

    def told(self, entry: Entry, listing: Listing) -> Listing:
        """Return a listing of unknown status as one that runs, unless it surely does not."""
        if listing.status is not Status.UNKNOWN or self._is_unsettled(entry):
            return listing
        is_over = _was_over(listing, self.latest)
        return listing if is_over else replace(listing, status=Status.ONGOING)

    def _is_unsettled(self, entry: Entry) -> bool:
        if any(self.marks.are_unsettled(title.rest) for title in entry.titles):
            return True
        texts = [title.block.text for title in entry.titles]
        texts += [block.text for block in entry.body]
        texts += [heading.text for heading in entry.title.block.over[-1:]]
        return any(vocabulary().unsettled.search(folded_words(text)) for text in texts)


def _was_over(listing: Listing, latest: str) -> bool:
    mission = load_register().get(listing.mission)
    return bool(mission and mission.end and mission.end[:4] < latest[:4])


def _latest(listings: Iterable[Listing], updated: str | None) -> str:
    """Return the latest day the page tells of as past; empty where it tells of none."""
    days = [updated or ""]
    for listing in listings:
        values = (listing.fields.get(name) for name in TOLD_AFTERWARDS)
        days += [one.value for one in values if one and isinstance(one.value, str)]
    return max((day for day in days if YEAR.match(day)), default="")
