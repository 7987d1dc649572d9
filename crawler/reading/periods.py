"""From when and until when, as a sentence or a table's cell gives it."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from missions.cue_words import CueWords, Words, sentence_words
from missions.dates import PrintedDate, find_dates
from missions.tokens import Token, fold
from missions.vocabulary import vocabulary

DASH = re.compile(r"\s*[-–—]\s*")
DIGIT = re.compile(r"\d")
YEARS = re.compile(r"(?<![\w/.-])((?:19|20)\d\d)\s?[-–—]\s?((?:19|20)\d\d)(?![\w/-])")
SLASH = re.compile(r"\s*/\s*")
MOST_BETWEEN = 6
"""Words that may stand between "until" and its date: "the end of the year"."""
DAYS = re.compile(r"[0-3]?\d(?:er|st|nd|rd|th|e)?")


@dataclass(frozen=True)
class Period:
    """A period a text gives; either end may lack. `start`/`end` is where it stands in the text."""

    start: int
    end: int
    since: PrintedDate | None = None
    until: PrintedDate | None = None
    is_open: bool = False
    """It is said to last: "2016 – present"."""


def find_periods(text: str, words: Words | None = None) -> list[Period]:
    """Return the periods of a text in order."""
    dates = _dates(text) if DIGIT.search(text) else []
    if not dates:
        return []
    return _Dates(text, words or Words.of(text), dates).periods()


def _dates(text: str) -> list[PrintedDate]:
    """Return the dates of a text, the two years of "2002-2014" among them."""
    found = {date.start: date for date in find_dates(text)}
    for match in YEARS.finditer(text):
        for group in (1, 2):
            start, end = match.span(group)
            found[start] = PrintedDate(match[group], match[group], start, end)
    return [found[start] for start in sorted(found)]


class _Dates:
    """The dates of one text among its words."""

    def __init__(self, text: str, words: Words, dates: Sequence[PrintedDate]) -> None:
        self.text, self.tokens, self.dates = text, words.tokens, dates
        self._starts = [token.start for token in words.tokens]
        wanted = sentence_words()
        self.leads = {
            one.after: (one.kind, self.tokens[one.first].start) for one in wanted.dates.find(words)
        }
        joins = wanted.date_joins.find(words)
        self.joins = {one.after: one.first for one in joins}
        self._join_after = {one.first: one.after for one in reversed(joins)}

    def periods(self) -> list[Period]:
        found: list[Period] = []
        position = 0
        while position < len(self.dates):
            date = self.dates[position]
            following = self.dates[position + 1] if position + 1 < len(self.dates) else None
            if following is not None and self._is_range(date, following):
                found.append(Period(date.start, following.end, date, following))
                position += 2
                continue
            one = self._single(date)
            if one is not None:
                found.append(one)
            position += 1
        return found

    def _single(self, date: PrintedDate) -> Period | None:
        begun = self._without_year(date)
        if begun is not None:
            return Period(begun.start, date.end, begun, date)
        lasts = self._is_open(date)
        kind, start = self._lead(date.start)
        if kind == "until":
            return Period(start, date.end, until=date)
        if kind == "since" or lasts:
            return Period(start, date.end, since=date, is_open=lasts)
        return None

    def _is_range(self, date: PrintedDate, following: PrintedDate) -> bool:
        between = self.text[date.end : following.start]
        if DASH.fullmatch(between) or SLASH.fullmatch(between):
            return True
        position = self._position(date.end)
        inside = self.tokens[position : self._position(following.start)]
        join = self._join_after.get(position)
        filler = sentence_words().date_between
        rest = inside[join - position :] if join is not None else inside
        return (
            join is not None
            and len(inside) <= MOST_BETWEEN
            and all(one.printed.lower() in filler for one in rest)
            and (self._lead(date.start)[0] in ("since", "range") or self._tells_end(join))
        )

    def _tells_end(self, after: int) -> bool:
        """Say whether a join is "until" and no mere "and"."""
        return self.leads.get(after, ("", 0))[0] == "until"

    def _position(self, offset: int) -> int:
        return bisect_left(self._starts, offset)

    def _lead(self, offset: int) -> tuple[str, int]:
        """Return the kind of the word that leads to a date, and where it begins."""
        position = self._position(offset)
        for _ in range(MOST_BETWEEN):
            if position in self.leads and self._is_unbroken(position, offset):
                return self.leads[position]
            if not position or not self._is_filler(self.tokens[position - 1]):
                break
            position -= 1
        return "", offset

    def _is_filler(self, token: Token) -> bool:
        return token.printed.lower() in sentence_words().date_between

    def _is_unbroken(self, position: int, offset: int) -> bool:
        between = self.text[self.tokens[position - 1].end : offset]
        return not re.search(r"[,;:()]", between)

    def _is_open(self, date: PrintedDate) -> bool:
        """Say whether "present" or nothing follows the dash: "2016 – present", "2016 –"."""
        rest = self.text[date.end :]
        dash = DASH.match(rest)
        if dash and not rest[dash.end() :].strip():
            return True
        after = self._position(date.end)
        following = self.tokens[after : after + 4]
        return _begins_open(following, joined=bool(dash))

    def _without_year(self, date: PrintedDate) -> PrintedDate | None:
        """Return the first day of "van 15 maart tot 15 september 2024", its year filled in."""
        after = self._position(date.start)
        join = self.joins.get(after)
        if join is None or date.value is None or len(date.value) < 7:
            return None
        day, month, first = _day_and_month(self.tokens[max(0, join - 2) : join])
        if month is None or self._lead(self.tokens[join - first].start)[0] not in (
            "since",
            "range",
        ):
            return None
        start, end = self.tokens[join - first].start, self.tokens[join - 1].end
        return PrintedDate(_filled(date.value, month, day), self.text[start:end], start, end)


def _begins_open(tokens: list[Token], *, joined: bool) -> bool:
    wanted = sentence_words()
    if joined:
        return _starts_with(wanted.open_ends, tokens)
    joins = wanted.date_joins.find(Words.made(tokens))
    after = next((one.after for one in joins if not one.first), None)
    return after is not None and _starts_with(wanted.open_ends, tokens[after:])


def _starts_with(cues: CueWords, tokens: list[Token]) -> bool:
    return any(not one.first for one in cues.find(Words.made(tokens)))


def _day_and_month(tokens: list[Token]) -> tuple[int | None, int | None, int]:
    """Return day, month and how many words they take, at the end of some words."""
    months = vocabulary().months
    texts = [fold(token.printed) for token in tokens]
    if texts and texts[-1] in months:
        has_day = len(texts) > 1 and DAYS.fullmatch(texts[-2])
        return (_number(texts[-2]) if has_day else None), months[texts[-1]], 2 if has_day else 1
    if len(texts) > 1 and texts[-2] in months and DAYS.fullmatch(texts[-1]):
        return _number(texts[-1]), months[texts[-2]], 2
    return None, None, 0


def _number(text: str) -> int:
    return int(re.sub(r"\D", "", text))


def _filled(end: str, month: int, day: int | None) -> str:
    """Take the year of the end, or the one before when the month lies behind the end's."""
    year = int(end[:4]) - (month > int(end[5:7]))
    return f"{year}-{month:02d}" + (f"-{day:02d}" if day else "")
