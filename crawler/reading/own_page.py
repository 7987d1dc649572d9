"""A mission's own page: it is about one mission, whatever others it names."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from crawler.reading.blocks import Block
from crawler.reading.columns import Columns
from crawler.reading.entries import Entry
from crawler.reading.listing import PageCues, listing_of
from crawler.reading.sections import Sections
from crawler.reading.subject import subject_of
from crawler.reading.titles import Title
from missions.recognise import recogniser
from missions.records import Listing, Status
from missions.register import load_register


def listing_of_page(title: str, blocks: Sequence[Block], columns: Columns) -> list[Listing]:
    """Return the mission that the page's title names, or else its first words; `blocks` are those
    of the page's main part."""
    content = [block for block in blocks if not block.is_boilerplate]
    subject = subject_of(title, content)
    mission = load_register().get(subject.mission or "") if subject else None
    if subject is None or mission is None:
        return []
    body = tuple(
        block
        for block in content
        if block is not subject.block and not _is_of_others(block, subject)
    )
    entry = Entry((subject,), body, subject.block.box)
    cues = PageCues(mission.organisation, Sections(), columns)
    named = (one.mission for block in body for one in recogniser().find(block.text))
    listing = listing_of(entry, cues, frozenset(named) - {mission.id})
    return [replace(listing, status=_explicit(listing))]


def _is_of_others(block: Block, title: Title) -> bool:
    """Say whether a block names missions, and not the one the page is about."""
    named = {one.mission for one in recogniser().find(block.text)}
    return bool(named) and title.mission not in named


def _explicit(listing: Listing) -> Status:
    """A mission's page tells an ending only in words of its own: a closing date or a status."""
    if "ended" in listing.fields or listing.status is Status.ENDED:
        return Status.ENDED
    return Status.UNKNOWN
