"""What notes beside a list say of its missions: "(a) MINUJUSTH closed in October 2019".

A note begins with the mission's name and tells that it is over. A list that says nothing of the
mission's status takes it from there.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from crawler.reading.blocks import Block
from crawler.reading.sayings import sentence_fields
from crawler.reading.sentences import find_mentions_in, sentences_of
from crawler.reading.tellings import Telling, tellings_of
from missions.records import Listing, Status

LONGEST_NOTE = 300
LONGEST_MARK = 4
"""Characters before the name: "(a) "."""


def with_endnotes(listings: Sequence[Listing], beside: Iterable[Block]) -> list[Listing]:
    """Return listings with what the blocks beside them say of those whose status is unknown."""
    open_ones = {one.mission for one in listings if one.status is Status.UNKNOWN}
    told = {one.mission: one for one in _told(beside if open_ones else ())}
    return [
        _ended(one, told[one.mission]) if one.mission in told and one.mission in open_ones else one
        for one in listings
    ]


def _told(blocks: Iterable[Block]) -> Iterator[Telling]:
    for block in blocks:
        if block.level or block.is_boilerplate or block.is_link or len(block.text) > LONGEST_NOTE:
            continue
        for sentence in sentences_of(block)[:1]:
            mentions = find_mentions_in(sentence, None)
            if not mentions or mentions[0].start > LONGEST_MARK:
                continue
            first = next(iter(tellings_of(sentence, mentions)))
            if first.own_status is Status.ENDED and not first.is_passing:
                yield first


def _ended(listing: Listing, telling: Telling) -> Listing:
    said = dict(sentence_fields(telling.text, telling.evidence))
    dated = {name: value for name, value in said.items() if name == "ended"}
    return replace(listing, status=Status.ENDED, fields={**dated, **listing.fields})
