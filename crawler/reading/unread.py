"""Figures in a mission's table cells that no heading explains: a number, a date.

Nobody knows what they mean, and a reader wants to hear that they changed. Cells that count
something else than missions do (visits, rows, days since) are passed over: they change by
themselves.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from crawler.reading.blocks import Kind
from crawler.reading.entries import Entry, Line
from crawler.reading.fields import Labelled, label_field
from missions.records import Evidence
from missions.tokens import tidy, words_in
from missions.vocabulary import folded_words, vocabulary

LONGEST = 60
"""Characters of a cell; what is longer is a sentence or a list."""


def unread_figures(
    entry: Entry, lines: Sequence[Line], labelled: Sequence[Labelled], used: Collection[Evidence]
) -> Iterator[str]:
    """Yield the cells with figures of which no value was read, under their heading if any."""
    for one in labelled:
        if one.label and label_field(one.label) is None and one.evidence not in used:
            text = f"{tidy(one.label)}: {tidy(one.value)}"
            if _has_figures(one.value) and not _counts_by_itself(text):
                yield text
    for line in lines:
        if line.block.kind is not Kind.CELL or _is_row_number(entry, line):
            continue
        where = Evidence(line.block.path, line.start, line.start + len(line.text))
        if where not in used and _has_figures(line.text) and not _counts_by_itself(line.text):
            yield tidy(line.text)


def _has_figures(text: str) -> bool:
    return len(text) <= LONGEST and any(sign.isdigit() for sign in text)


def _is_row_number(entry: Entry, line: Line) -> bool:
    """Say whether a lone number stands before the mission's name, as those of rows do."""
    return line.block.index < entry.title.block.index and line.text.strip(" .)").isdigit()


def _counts_by_itself(text: str) -> bool:
    words = vocabulary()
    is_stamp = words.updated.match(folded_words(text)) is not None
    return is_stamp or not words.counters.isdisjoint(words_in(text))
