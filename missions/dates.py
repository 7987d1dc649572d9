"""Dates as pages print them, in four languages, with the precision printed.

A value is "2024", "2024-05" or "2024-05-17". What cannot be a date (31 August 3013) has no value
and a doubt. Day and month in figures are read in the European order, day first, unless that is
impossible. Every date but a short one ("25.4.13") holds a year of four figures: these are looked
for, and only what stands around one is read closely.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cache, lru_cache
from typing import NamedTuple

from missions.tokens import UNSEEN, fold_in_place
from missions.vocabulary import DateWords, vocabulary

EARLIEST, LATEST = 1945, 2060
"""Years a mission's date can have: the UN's founding, and a long look ahead."""
BEFORE, AFTER = 44, 32
"""How far around a year the rest of its date can stand."""
FIGURES = re.compile(r"[0-9]+(?:([./])[0-9]{1,2}\1[0-9]{2}(?![0-9]))?")
ISO = re.compile(
    r"([-/.])([0-9]{2})(?:\1([0-9]{2})(?![0-9])"
    r"(?:[t ][0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]+)?)?(?:\s?(?:z\b|[+-][0-9:]{2,5}))?)?"
    r"|(?![0-9]|-[0-9]|[/.][0-9]{1,3}(?![0-9])))"
)
TWO_YEARS = re.compile(r"[-/–]([0-9]{2}|[0-9]{4})(?![\w/-]|[.,][0-9])")
GOES_ON_IN_FIGURES = re.compile(r"[/.][0-9]|-[0-9]+(?![0-9/.-])")
NUMBER_BEFORE = re.compile(r"[\w./,:+-]$|[0-9]\s$")
NUMBER_AFTER = re.compile(r"[\w/-]|[.,:][0-9]")
INSIDE_NUMBER = re.compile(
    r"[\w/]$|[€$£+#§=]\s?$|[0-9][.,]$|(?<![0-9])[0-9]{2,3}\s$"
    r"|(?<![0-9a-z])[a-z]{1,2}-$(?<!\bmi-)"
    r"|(?<![0-9])[0-9]{1,3}-$|[0-9]{5,}-$"
)
SECOND_YEAR = re.compile(r"[-–][12][0-9]{3}(?![\w])")
LONGER_NUMBER = re.compile(r"[\w/%€$£°]|[-.,:][0-9]|\s[%€$£]|[\s.][0-9]{2,3}[\s.][0-9]{2,3}\b")
"""What makes of the four figures before it a part of a longer number or symbol."""
DOCUMENT_BEFORE = re.compile(r"(?<![0-9][.,\s])[0-9]{3,}\s?\($|\bres[a-z.]* [0-9]+\s?\($")
DASH = re.compile("[-–—‒→]")
OPEN_DASH = re.compile(r"\s*[-–—‒]\s*[).]?\s*")
LAST_WORD = re.compile(r"[^\W\d_]+$")
NO_LETTER = re.compile(r"[\W_]+")
LONGEST_BETWEEN = 30
LONGEST_WORD = 14


@dataclass(frozen=True)
class PrintedDate:
    """A date found in a text; `value` is None when it cannot be true."""

    value: str | None
    printed: str
    start: int
    end: int
    doubt: str | None = None


@dataclass(frozen=True)
class DateSpan:
    """The two ends of a span, as far as they are printed."""

    start: PrintedDate | None
    end: PrintedDate | None
    is_open: bool = False
    """Whether it says that it goes on: "2013 – present"."""


class _Reading(NamedTuple):
    """What the figures of one date say, and where they stand."""

    start: int
    end: int
    year: int
    month: int | None = None
    day: int | None = None
    doubt: str | None = None
    is_bare: bool = False
    """Whether nothing says that it is a date but the look of the year."""


def find_dates(text: str, *, years: bool = True) -> list[PrintedDate]:
    """Return the dates in `text`, in order; years alone only when `years` is true."""
    return [date for date, is_bare in _dates_in(text) if years or not is_bare]


@lru_cache(maxsize=1024)
def _dates_in(text: str) -> tuple[tuple[PrintedDate, bool], ...]:
    """Return the dates, each with whether it is a bare year. Remembered, for a value is asked
    whether it fits its label, what status it tells, and when that is."""
    if text.isascii() or not any(sign in text for sign in UNSEEN):
        return tuple((_printed(one, text), one.is_bare) for one in _readings(text))
    kept = [place for place, sign in enumerate(text) if sign not in UNSEEN]
    found = _dates_in("".join(text[place] for place in kept))
    return tuple((_moved(date, text, kept), is_bare) for date, is_bare in found)


def first_date(text: str, *, years: bool = True) -> PrintedDate | None:
    """Return the first date in `text`, None when there is none."""
    return next(iter(find_dates(text, years=years)), None)


def date_span(text: str) -> tuple[PrintedDate | None, PrintedDate | None]:
    """Return the two ends of "2013 – 2023" or "since 2013"; the second is None when open."""
    span = read_span(text)
    return (span.start, span.end) if span.start else (None, None)


@lru_cache(maxsize=1024)
def read_span(text: str) -> DateSpan:
    """Return the span a text prints; a single date is its start unless "until" stands before."""
    dates = find_dates(text)
    if not dates:
        return DateSpan(None, None)
    first = dates[0]
    if len(dates) > 1 and _is_join(text[first.end : dates[1].start]):
        return DateSpan(first, dates[1])
    partial = _start_without_year(text, first)
    if partial:
        return DateSpan(partial, first)
    if _words(text[max(0, first.start - LONGEST_BETWEEN) : first.start]) in _until():
        return DateSpan(None, first)
    return DateSpan(first, None, _goes_on(text[first.end :]))


def _moved(found: PrintedDate, text: str, kept: list[int]) -> PrintedDate:
    """Put a date of a text without invisible signs back where it stands in the whole."""
    start, end = kept[found.start], kept[found.end - 1] + 1
    return replace(found, printed=text[start:end], start=start, end=end)


def _readings(text: str) -> Iterator[_Reading]:
    taken = 0
    for match in FIGURES.finditer(text):
        if match.start() < taken:
            continue
        found = _around(text, match, taken)
        if found:
            taken = found.end
            yield found


def _around(text: str, match: re.Match[str], taken: int) -> _Reading | None:
    start, end = match.span()
    if match.group(1):
        end = match.start(1)
        if end - start <= 2:
            return _short(text, match)
    if end - start != 4:
        return None
    before = fold_in_place(text[max(taken, start - BEFORE) : start])
    after = fold_in_place(text[end : end + AFTER])
    year = int(text[start:end])
    for read in (_year_first, _year_last, _two_years, _year_alone):
        found = read(year, before, after)
        if found is NOTHING:
            return None
        if found is not None:
            return found._replace(start=start + found.start, end=end + found.end)
    return None


NOTHING = _Reading(0, 0, 0)
"""Stands for "this is surely no date", so that no further reader tries."""


def _year_first(year: int, before: str, after: str) -> _Reading | None:
    """Read 2013-04-25, 2013/04/25, 2013-04. Offsets are relative to the year, here and below."""
    match = ISO.match(after)
    follows_another = before in ("/", "-", "–")
    if not match or (not follows_another and _is_inside_number(before)) or _is_reference(before):
        return None
    sign, month, day = match.groups()
    if day is None and (sign != "-" or int(month) > 12):
        is_month_that_is_none = sign == "-" and int(month) != (year + 1) % 100
        return NOTHING if is_month_that_is_none else None
    return _Reading(0, match.end(), year, int(month), int(day) if day else None)


def _year_last(year: int, before: str, after: str) -> _Reading | None:
    """Read 25 April 2013, April 25, 2013, April 2013, 25/04/2013, 04/2013."""
    if not 1000 <= year < 4000 or (after[:1].isalnum() or after[:1] == "_"):
        return None
    match = _before_year().search(before) if _may_end_in_month(before) else None
    if not match:
        return None
    group = match.groupdict()
    word = group["m1"] or group["m2"] or group["m3"]
    day = group["d1"] or group["d2"] or group["d4"]
    if word is None:
        return _in_figures(year, before, after, match)
    if day is None and _counts(after):
        return None
    part = None if day else _part_of_year().search(before[: match.start()])
    start = (part or match).start() - len(before)
    return _Reading(start, 0, year, vocabulary().months[word], int(day) if day else None)


def _may_end_in_month(before: str) -> bool:
    """Say cheaply whether what stands before a year may be day or month."""
    tail = before.rstrip(" \t\n.,/'’-–—")
    if not tail or "0" <= tail[-1] <= "9":
        return bool(tail)
    word = LAST_WORD.search(tail[-LONGEST_WORD:])
    return word is not None and word.group() in _words_before_year()


def _in_figures(year: int, before: str, after: str, match: re.Match[str]) -> _Reading | None:
    group, start = match.groupdict(), match.start() - len(before)
    if GOES_ON_IN_FIGURES.match(after) or _is_reference(before[: match.start()]):
        return NOTHING
    if group["d4"] is None:
        month = int(group["m5"])
        return _Reading(start, 0, year, month) if 1 <= month <= 12 else NOTHING
    day, month = int(group["d4"]), int(group["m4"])
    if month > 12 >= day > 0 and "." not in match.group():
        day, month = month, day
    return _Reading(start, 0, year, month, day)


def _two_years(year: int, before: str, after: str) -> _Reading | None:
    """Read 2013/14 and 2013/2014, which are one season or two years: nobody can tell."""
    match = TWO_YEARS.match(after)
    if not match or not _is_year(year) or _is_inside_number(before) or _is_reference(before):
        return None
    is_next = int(match.group(1)) in (year + 1, (year + 1) % 100)
    if not is_next or (len(match.group(1)) == 4 and after[0] != "/"):
        return None
    return _Reading(0, match.end(), year, doubt="two years are printed as one", is_bare=True)


def _year_alone(year: int, before: str, after: str) -> _Reading | None:
    if not _is_year(year) or not _ends_as_year(after) or _counts(after):
        return None
    if _is_inside_number(before) or _is_reference(before) or _is_of_document(before, after):
        return None
    part = _part_of_year().search(before)
    start = part.start() - len(before) if part else 0
    return _Reading(start, 0, year, is_bare=True)


def _short(text: str, match: re.Match[str]) -> _Reading | None:
    """Read 25.4.13 where it can be nothing else: a section number has no part above twelve."""
    start, end = match.span()
    day, month, year = (int(part) for part in re.split("[./]", match.group()))
    around = text[max(0, start - 2) : start], text[end : end + 2]
    if NUMBER_BEFORE.search(around[0]) or NUMBER_AFTER.match(around[1]):
        return None
    if not 12 < day <= 31 or not 1 <= month <= 12 or LATEST % 100 - 20 < year < EARLIEST % 100:
        return None
    century = 2000 if year < EARLIEST % 100 else 1900
    return _Reading(start, end, century + year, month, day)


def _is_year(year: int) -> bool:
    return 1900 <= year < 2100


def _is_inside_number(before: str) -> bool:
    """Say whether a number goes on to the left: "12,2013", "+32 2 501 2013", "B-2000"."""
    before = before[-8:]
    return INSIDE_NUMBER.search(before) is not None


def _ends_as_year(after: str) -> bool:
    """Say whether nothing to the right makes a year part of a longer number or symbol."""
    if SECOND_YEAR.match(after):
        return True
    return not LONGER_NUMBER.match(after)


def _is_of_document(before: str, after: str) -> bool:
    """Say whether it is the year in "resolution 2690 (2023)"."""
    return after[:1] == ")" and DOCUMENT_BEFORE.search(before) is not None


def _counts(after: str) -> bool:
    return bool(_counted().match(after))


def _is_reference(before: str) -> bool:
    return bool(_numbered().search(before[-LONGEST_WORD - 4 :]))


def _printed(found: _Reading, text: str) -> PrintedDate:
    printed = text[found.start : found.end]
    value, doubt = _value(found)
    return PrintedDate(value, printed, found.start, found.end, doubt)


def _value(found: _Reading) -> tuple[str | None, str | None]:
    if found.doubt:
        return None, found.doubt
    if not EARLIEST <= found.year <= LATEST:
        return None, f"the year {found.year} is out of range"
    if found.month is None:
        return str(found.year), None
    try:
        checked = date(found.year, found.month, 1 if found.day is None else found.day)
    except ValueError:
        return None, "there is no such day"
    return (checked.isoformat()[:7] if found.day is None else checked.isoformat()), None


def _words(text: str) -> str:
    return NO_LETTER.sub(" ", fold_in_place(text)).strip()


def _is_join(between: str) -> bool:
    """Say whether the text between two dates makes them the ends of one span."""
    if len(between) > LONGEST_BETWEEN or ";" in between:
        return False
    words = _without_weekday(_words(between))
    return words in _dates().joins or (not words and DASH.search(between) is not None)


def _without_weekday(words: str) -> str:
    return _weekday().sub("", words).strip()


def _goes_on(after: str) -> bool:
    """Say whether what follows a date is a dash, or a join, and nothing or "present"."""
    words = _words(after)
    if words in _dates().present:
        return True
    if not words:
        return OPEN_DASH.fullmatch(after) is not None
    return words in _ways_to_go_on()


@cache
def _ways_to_go_on() -> frozenset[str]:
    joins = (*_dates().joins, "till", "a", "tot aan")
    return frozenset(f"{join} {word}" for join in joins for word in _dates().present)


def _start_without_year(text: str, end: PrintedDate) -> PrintedDate | None:
    """Read "1 April" in "1 April – 31 May 2013": the year is that of the end."""
    if end.value is None or len(end.value) < 7:
        return None
    offset = max(0, end.start - BEFORE)
    before = text[offset : end.start]
    match = _day_before_join().search(fold_in_place(before))
    if not match:
        return None
    day = match.group("d") or match.group("d2")
    month = match.group("m") or match.group("m2")
    if not (month or day):
        return None
    year, number = int(end.value[:4]), int(end.value[5:7])
    first = vocabulary().months[month] if month else number
    start, stop = match.span("start")
    reading = _Reading(
        offset + start,
        offset + stop,
        year - 1 if first > number else year,
        first,
        int(day) if day else None,
    )
    return _printed(reading, text)


def _dates() -> DateWords:
    return vocabulary().dates


def _any(words: Iterable[str]) -> str:
    ordered = sorted(words, key=len, reverse=True)
    return "|".join(re.escape(word).replace(r"\ ", r"[\s'’-]+") for word in ordered)


def _cached(build: Callable[[], str]) -> Callable[[], re.Pattern[str]]:
    return cache(lambda: re.compile(build()))


def _day() -> str:
    return rf"[0-9]{{1,2}}\s?(?:(?:{_any(_dates().ordinals)})\b)?\.?"


def _before_year_pattern() -> str:
    months = _any(vocabulary().months)
    ordinal = rf"(?:\s?(?:{_any(_dates().ordinals)})\b)?"
    between = rf"(?:(?:{_any(_dates().between)})[\s'’]+)?"
    return (
        rf"\b(?:(?<![\w.,/])(?P<d1>[0-9]{{1,2}}){ordinal}\.?[\s./-]{{0,3}}{between}(?P<m1>{months})"
        rf"\.?(?:[\s,./-]{{1,3}}|(?<=\.)){between}"
        rf"|(?<![\w./])(?P<m2>{months})\.?[\s-]{{1,2}}(?P<d2>[0-9]{{1,2}}){ordinal}"
        rf"(?:[\s,-]{{1,3}}){between}"
        rf"|(?<![\w./])(?P<m3>{months})(?:\.?,?\s{{1,3}}|-|\.){between}"
        r"|(?<![\w.,/])(?<![0-9]-)(?P<d4>[0-9]{1,2})\s?(?P<s>[./-])\s?(?P<m4>[0-9]{1,2})\s?(?P=s)\s?"
        r"|(?<![\w.,/-])(?P<m5>[0-9]{1,2})[./-])$"
    )


def _part_pattern() -> str:
    between = rf"(?:(?:{_any(_dates().between)})[\s'’]+)?"
    return rf"(?<!\w)(?:[1-4]\S{{0,3}}\s)?(?:{_any(_dates().parts)})[\s-]+{between}$"


def _day_before_join_pattern() -> str:
    months = _any(vocabulary().months)
    weekdays = rf"(?:(?:the|le|{_any(_dates().weekdays)})[\s,]+)?"
    return (
        rf"(?<![\w.,/-])(?P<start>(?P<d>[0-9]{{1,2}})(?:\s?(?:{_any(_dates().ordinals)})\b)?\.?"
        rf"(?:\s(?:of\s)?(?P<m>{months})\b\.?)?|(?P<m2>{months})\b\.?(?:\s(?P<d2>[0-9]{{1,2}}))?)"
        rf"\s?(?:[-–—‒]|\b(?:{_any(_dates().joins)})\b)\s?{weekdays}$"
    )


_before_year = _cached(_before_year_pattern)
_part_of_year = _cached(_part_pattern)
_day_before_join = _cached(_day_before_join_pattern)
_weekday = _cached(lambda: rf"\b(?:{_any(_dates().weekdays)}|the|le|dem|den|de|het)\b")
_counted = _cached(lambda: rf"[\s-]{{0,2}}(?:{_any(_dates().counted)})\b")
_numbered = _cached(lambda: rf"(?<!\w)(?:{_any(_dates().numbered)})[\s.:°º#)]{{0,3}}$")


@cache
def _until() -> frozenset[str]:
    return frozenset(_dates().until)


@cache
def _words_before_year() -> frozenset[str]:
    """The words that can stand last before the year of a date with a month."""
    between = {word.split()[-1] for word in _dates().between}
    return frozenset({*vocabulary().months, *between, *_dates().ordinals})
