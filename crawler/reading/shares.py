"""Which stretch of a sentence is about which of the missions it names.

"Operation Allied Protector (March - August 2009) and, from October to December 2008, Operation
Allied Provider": the words from one name to the next belong to the first, but what stands after a
semicolon or an "and" between them belongs to the second.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from crawler.reading.periods import find_periods
from missions.recognise import Mention
from missions.tokens import fold, has_digit
from missions.vocabulary import vocabulary

JOIN = re.compile(
    r";|[.!?]\s|,\s|\b(?:and|then|et|puis|en|vervolgens|daarna|und|dann|danach)\b", re.IGNORECASE
)
NEXT_WORD = re.compile(r"\s+(\w+)")
STRONG = re.compile(r";|[.!?]\s|\w+")


@dataclass(frozen=True)
class Share:
    """A stretch of a sentence and the mission it is about."""

    mission: str
    start: int
    end: int
    name: Mention
    """The first printing of its name in the stretch."""
    last: Mention
    """The last printing: the acronym in brackets."""


def shares_of(text: str, mentions: Sequence[Mention]) -> list[Share]:
    """Return the stretches of a sentence in order; one mission may have several."""
    names = list(_names(mentions))
    if not names:
        return []
    borders = [0]
    taken = [(one.start, one.end) for one in find_periods(text)] if len(names) > 1 else []
    for one, other in pairwise(names):
        borders.append(_border(text, one[-1].end, other[0].start, taken))
    borders.append(len(text))
    return [
        Share(name[0].mission, start, end, name[0], name[-1])
        for name, (start, end) in zip(names, pairwise(borders), strict=True)
    ]


def first_border(text: str, mentions: Sequence[Mention]) -> int:
    """Return where in the text of an entry what is about the first mission it names begins; what
    stands before is about the entry's own: "deployed in December 1995, was replaced by SFOR"."""
    if not mentions:
        return len(text)
    begin = mentions[0].start
    taken = [(one.start, one.end) for one in find_periods(text[:begin])]
    border = _border(text, 0, begin, taken)
    return 0 if border == begin and text[:1].isupper() else border


def _names(mentions: Sequence[Mention]) -> Iterator[list[Mention]]:
    """Yield printings of one mission's name that no other's stands between."""
    group: list[Mention] = []
    for one in mentions:
        if group and group[-1].mission != one.mission:
            yield group
            group = []
        group.append(one)
    if group:
        yield group


def _border(text: str, start: int, end: int, taken: Sequence[tuple[int, int]]) -> int:
    """Return where what is about the second name begins: after the last join between the two that
    is within no period and no brackets, the first of joins that stand together ("and, from")."""
    joins = [
        match
        for match in JOIN.finditer(text, start, end)
        if not _is_of_date(text, match)
        and not any(first <= match.start() < last for first, last in taken)
        and text.count("(", start, match.start()) <= text.count(")", start, match.start())
    ]
    words = [match for match in joins if STRONG.fullmatch(match.group())]
    if words:
        return words[-1].start()
    return joins[-1].start() if joins and _is_led(text[joins[-1].end() : end]) else end


def _is_of_date(text: str, join: re.Match[str]) -> bool:
    """Say whether "en" is the French "in": "déployée en décembre 1995"."""
    word = NEXT_WORD.match(text, join.end())
    if join.group().lower() != "en" or word is None:
        return False
    return word[1].isdigit() or fold(word[1]) in vocabulary().months


def _is_led(between: str) -> bool:
    """Say whether a name is led in by a date: ", from October 2008 Operation …"."""
    return has_digit(between)
