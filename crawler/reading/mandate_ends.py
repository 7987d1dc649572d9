"""Until when missions' mandates last, as sentences of a page of prose tell it.

"Het mandaat van UNIFIL werd een laatste keer verlengd, tot 31 december 2026" is about the mission;
what a sentence about Belgium's part says lasts until a day is that part.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from crawler.reading.blocks import Block
from crawler.reading.sayings import sentence_fields
from crawler.reading.sentences import Sentence, find_mentions_in, framework_of, sentences_of
from missions.cue_words import Words, sentence_words
from missions.field_words import field_words
from missions.records import FieldValue, Listing
from missions.tokens import fold_in_place

HINT = "mand"
"""Bit of a word that all words for a mandate have in common."""


def mandate_ends(blocks: Sequence[Block]) -> dict[str, FieldValue]:
    """Return the end of the mandate by mission; of several the latest is in force."""
    ends: dict[str, FieldValue] = {}
    for mission, end in (found for block in blocks for found in _told_in(block)):
        known = ends.get(mission)
        if known is None or str(end.value or "") > str(known.value or ""):
            ends[mission] = end
    return ends


def with_mandate_end(listing: Listing, ends: Mapping[str, FieldValue]) -> Listing:
    """Return a listing with the end of its mission's mandate, where it has no other end."""
    end = ends.get(listing.mission)
    if end is None or "until" in listing.fields:
        return listing
    return replace(listing, fields={**listing.fields, "until": end})


def _told_in(block: Block) -> Iterator[tuple[str, FieldValue]]:
    if block.is_boilerplate or HINT not in block.text.casefold():
        return
    for sentence in sentences_of(block):
        if not _is_of_mandate(sentence):
            continue
        named = {one.mission for one in find_mentions_in(sentence, framework_of(block))}
        if len(named) == 1:
            told = sentence_fields(sentence.text, sentence.evidence())
            yield from ((min(named), end) for name, end in told if name == "until")


def _is_of_mandate(sentence: Sentence) -> bool:
    """Say whether a sentence is about a mandate, and not about Belgium's part."""
    hits = field_words().said.find(fold_in_place(sentence.text))
    actors = sentence_words().actors.find(Words.of(sentence.text))
    is_ours = any(one.kind != "other" for one in actors)
    return any(hit.kind == "mandate" for hit in hits) and not is_ours
