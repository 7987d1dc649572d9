"""The stamp of a page: "Last updated: 3 May 2024"."""

from __future__ import annotations

from collections.abc import Sequence

from crawler.reading.blocks import Block
from missions.dates import first_date
from missions.tokens import first_word
from missions.vocabulary import folded_words, vocabulary

LONGEST = 80
LONGEST_DATE = 40
NEAR = 8
"""Signs between the words of a stamp and its date: "Last updated (CET): "."""


def find_stamp(blocks: Sequence[Block]) -> tuple[set[int], str | None]:
    """Return the blocks that are the "last updated" stamp, and the date in it."""
    for position, block in enumerate(blocks):
        if block.level or len(block.text) > LONGEST or not _may_be_stamp(block.text):
            continue
        folded = folded_words(block.text)
        match = vocabulary().updated.match(folded)
        if not match:
            continue
        date = first_date(block.text)
        if date and "\n" not in block.text and date.start <= len(match.group()) + NEAR:
            return {block.index}, date.value
        if match.group() == folded and len(folded.split()) >= 2:
            following = blocks[position + 1] if position + 1 < len(blocks) else None
            if following is not None and len(following.text) < LONGEST_DATE:
                date = first_date(following.text)
                if date:
                    return {block.index, following.index}, date.value
            return {block.index}, None
    return set(), None


def _may_be_stamp(text: str) -> bool:
    """Say cheaply whether the first word is one that stamps begin with."""
    return first_word(text) in vocabulary().updated_firsts
