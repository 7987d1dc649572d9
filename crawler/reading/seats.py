"""The seat of a mission and the leaving of its staff as fields, with where the page says it."""

from __future__ import annotations

from collections.abc import Iterator

from crawler.reading.sayings import sentences_in
from missions.records import Evidence, FieldValue
from missions.seats import HOST, find_left, find_seat, may_tell_seat


def seat_fields(text: str, evidence: Evidence) -> Iterator[tuple[str, FieldValue]]:
    """Yield `seat` (from where the mission is run) and `left` (the countries its staff left).

    `evidence.start` is where the text begins in its block. `left` is the word "host" where the
    sentence does not name the country.
    """
    if not may_tell_seat(text):
        return
    for start, sentence in sentences_in(text):
        seat, left = find_seat(sentence), find_left(sentence)
        for name, found, value in (
            ("seat", seat, seat.city if seat else ""),
            ("left", left, left.countries or HOST if left else ""),
        ):
            if found is not None:
                begin = evidence.start + start
                where = Evidence(evidence.path, begin + found.start, begin + found.end)
                printed = sentence[found.start : found.end]
                yield name, FieldValue(value, printed, where)
