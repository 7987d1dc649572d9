"""Months and days of a beginning whose year only the end tells: "Begun in March, ended on 31
October 2011", "ended on 31 October 2011, having begun in March that year"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from missions.dates import PrintedDate
from missions.field_words import Hit
from missions.vocabulary import vocabulary

LONGEST_LEAD = 12
"""Characters between a verb and its month: "begun in", "lancée au mois de"."""
WITH_MONTH = 7
"""Characters of a date that has a month."""


def yearless_dates(
    folded: str, dates: Sequence[PrintedDate], hits: Sequence[Hit]
) -> Iterator[PrintedDate]:
    """Yield the months right after a verb of beginning in a sentence that dates its end.

    `folded` is the sentence folded sign by sign, `hits` are the phrases in it.
    """
    ends = [date for date in dates if date.value and len(date.value) >= WITH_MONTH]
    verbs = [hit for hit in hits if hit.kind == "start"]
    if len(ends) != 1 or len(dates) != 1 or not verbs:
        return
    end = ends[0]
    for match in _month().finditer(folded):
        is_apart = match.end() <= end.start or match.start() >= end.end
        lead = any(0 < match.start() - verb.end <= LONGEST_LEAD for verb in verbs)
        if is_apart and lead and not _has_year(folded, match.end()):
            yield _filled(match, end)


def _filled(match: re.Match[str], end: PrintedDate) -> PrintedDate:
    """Take the year of the end, or the one before when the month lies behind the end's."""
    assert end.value is not None
    month, day = vocabulary().months[match["month"]], match["day"]
    year = int(end.value[:4]) - (month > int(end.value[5:7]))
    value = f"{year}-{month:02d}" + (f"-{int(day):02d}" if day else "")
    return PrintedDate(value, match.group(), *match.span())


def _has_year(folded: str, place: int) -> bool:
    return re.match(r"\W{0,3}[0-9]{2,4}", folded[place:]) is not None


@cache
def _month() -> re.Pattern[str]:
    months = "|".join(sorted(map(re.escape, vocabulary().months), key=len, reverse=True))
    return re.compile(rf"(?<![\w.])(?:(?P<day>[0-3]?[0-9])\.?\s)?(?P<month>{months})(?!\w)")
