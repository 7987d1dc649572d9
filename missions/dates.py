"""Dates as pages print them, in four languages, with the precision printed.

A value is "2024", "2024-05" or "2024-05-17". What cannot be a date (31 August 3013) has no value
and a doubt. Day and month in figures are read in the European order, day first.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import cache

from missions.tokens import fold_in_place
from missions.vocabulary import vocabulary

EARLIEST, LATEST = 1945, 2060
"""Years a mission's date can have: the UN's founding, and a long look ahead."""


@dataclass(frozen=True)
class PrintedDate:
    """A date found in a text; `value` is None when it cannot be true."""

    value: str | None
    printed: str
    start: int
    end: int
    doubt: str | None = None


def find_dates(text: str, *, years: bool = True) -> list[PrintedDate]:
    """Return the dates in `text`, in order; bare years only when `years` is true."""
    folded = fold_in_place(text)
    found: list[PrintedDate] = []
    taken = 0
    for match in _pattern().finditer(folded):
        if match.start() < taken or (match.lastgroup == "bare" and not years):
            continue
        printed = _printed(match, text)
        if printed is not None:
            found.append(printed)
            taken = match.end()
    return found


def first_date(text: str, *, years: bool = True) -> PrintedDate | None:
    """Return the first date in `text`, None when there is none."""
    return next(iter(find_dates(text, years=years)), None)


@cache
def _pattern() -> re.Pattern[str]:
    months = "|".join(sorted(vocabulary().months, key=len, reverse=True))
    year = r"[12]\d{3}"
    return re.compile(
        rf"(?<![\w/])(?:"
        rf"(?P<iso>(?P<iy>{year})-(?P<im>\d\d)(?:-(?P<id>\d\d))?(?:t[\d:.]+z?)?)(?![\d-])"
        rf"|(?P<dmy>(?P<dd>[0-3]?\d)(?:er|st|nd|rd|th|e)?\.?\s+(?:of\s+|de\s+)?(?P<dm>{months})\.?,?\s+(?P<dy>\d{{4}}))\b"
        rf"|(?P<mdy>(?P<mm>{months})\.?\s+(?P<md>[0-3]?\d)(?:st|nd|rd|th)?,?\s+(?P<my>\d{{4}}))\b"
        rf"|(?P<my2>(?P<om>{months})\.?,?\s+(?P<oy>\d{{4}}))\b"
        rf"|(?P<num>(?P<nd>[0-3]?\d)[./-](?P<nm>[01]?\d)[./-](?P<ny>\d{{4}}))\b"
        rf"|(?P<bare>(?:19|20)\d\d)\b(?![\w/-]*\d)(?!\s*(?:euro|eur|personnel|troops))"
        rf")"
    )


def _printed(match: re.Match[str], text: str) -> PrintedDate | None:
    year, month, day = _parts(match)
    start, end = match.span()
    printed = text[start:end]
    if not EARLIEST <= year <= LATEST:
        return PrintedDate(None, printed, start, end, f"the year {year} is out of range")
    if month is None:
        return PrintedDate(str(year), printed, start, end)
    try:
        checked = date(year, month, day or 1)
    except ValueError:
        return PrintedDate(None, printed, start, end, "there is no such day")
    value = checked.isoformat() if day else checked.isoformat()[:7]
    return PrintedDate(value, printed, start, end)


def _parts(match: re.Match[str]) -> tuple[int, int | None, int | None]:
    group = match.groupdict()
    months = vocabulary().months
    if group["iso"]:
        return int(group["iy"]), int(group["im"]), int(group["id"]) if group["id"] else None
    if group["dmy"]:
        return int(group["dy"]), months[group["dm"]], int(group["dd"])
    if group["mdy"]:
        return int(group["my"]), months[group["mm"]], int(group["md"])
    if group["my2"]:
        return int(group["oy"]), months[group["om"]], None
    if group["num"]:
        return int(group["ny"]), int(group["nm"]), int(group["nd"])
    return int(group["bare"]), None, None


def date_span(text: str) -> tuple[PrintedDate | None, PrintedDate | None]:
    """Return the two ends of "2013 – 2023" or "since 2013"; the second is None when open."""
    dates = find_dates(text)
    if len(dates) >= 2 and re.fullmatch(
        r"\s*(?:-|–|—|to|until|au|a|tot|bis|till)\s*",
        fold_in_place(text[dates[0].end : dates[1].start]),
    ):
        return dates[0], dates[1]
    return (dates[0], None) if dates else (None, None)
