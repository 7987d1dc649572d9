"""The day on which a page counted: "Number of personnel as of 31 December 2010".

A list of the people of each mission on some day is a list of missions that ran on that day.
"""

from __future__ import annotations

from collections.abc import Iterable

from crawler.reading.blocks import Block
from missions.dates import find_dates
from missions.vocabulary import folded_words, vocabulary

LONGEST_TEXT = 300
TO_THE_DAY = 10


def counting_day(above: Iterable[Block]) -> str | None:
    """Return the day that the text above a list says its numbers are of; None where none does."""
    return next(filter(None, map(_day_in, above)), None)


def _day_in(block: Block) -> str | None:
    if block.is_boilerplate or block.is_link or len(block.text) > LONGEST_TEXT:
        return None
    for date in find_dates(block.text):
        is_day = date.value is not None and len(date.value) == TO_THE_DAY
        if is_day and vocabulary().as_of.search(folded_words(block.text[: date.start])):
            return date.value
    return None
