"""How values are printed: dates, spans, strengths and hosts in a site's own habit."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from random import Random

from babel import Locale

from bench.reading.words import Words

NBSP, NARROW = "\u00a0", "\u202f"
DAY_FORMS = ("long", "long", "long", "short", "slash", "dots", "iso", "american")
MONTH_FORMS = ("long", "long", "short", "slash", "iso")
WIDTHS = {"day": 10, "month": 7, "year": 4}
SEPARATORS = {"en": (",", ",", NBSP), "fr": (" ", NBSP, NARROW), "nl": (".", ".", " ")}
ABYEI = ("SD", "SS")


@dataclass(frozen=True)
class Habit:
    """How one site prints: chosen once a page, kept through the page."""

    words: Words
    day_form: str
    month_form: str
    width: int
    separator: str
    """Between the thousands."""

    @classmethod
    def drawn(cls, words: Words, rng: Random) -> Habit:
        width = WIDTHS[rng.choice(("day", "day", "month", "year"))]
        separator = rng.choice(SEPARATORS.get(words.language, SEPARATORS["nl"]))
        return cls(words, rng.choice(DAY_FORMS), rng.choice(MONTH_FORMS), width, separator)

    def cut(self, value: str) -> str:
        """Return a date with no more precision than this site prints."""
        return value[: self.width]

    def date(self, value: str) -> str:
        """Print a date of any precision; nothing for none."""
        year, *rest = value.split("-")
        if not rest:
            return year
        if len(rest) == 1:
            return self._month(int(rest[0]), year)
        return self._day(int(rest[1]), int(rest[0]), year)

    def _month(self, month: int, year: str) -> str:
        match self.month_form:
            case "slash":
                return f"{month:02}/{year}"
            case "iso":
                return f"{year}-{month:02}"
            case form:
                return f"{_month_name(self.words.language, form, month)} {year}"

    def _day(self, day: int, month: int, year: str) -> str:
        language, form = self.words.language, self.day_form
        if form == "iso":
            return f"{year}-{month:02}-{day:02}"
        if form == "dots":
            return f"{day:02}.{month:02}.{year}"
        if form == "slash" and (language != "en" or day > 12):
            return f"{day:02}/{month:02}/{year}"
        name = _month_name(language, "short" if form == "short" else "long", month)
        if form == "american" and language == "en":
            return f"{name} {day}, {year}"
        return f"{_ordinal(language, day)} {name} {year}"

    def when(self, value: str) -> str:
        """Print a date with its preposition: "in April 2013", "le 25 avril 2013"."""
        precision = {4: "year", 7: "month", 10: "day"}[len(value)]
        return self.words.all("prose", precision)[0].format(self.prose_date(value))

    def plain(self, value: str) -> str:
        """Print a date as it stands behind "since" or "from" in running text."""
        template = self.words.all("prose", "plain_day")[0] if len(value) == 10 else "{0}"
        return template.format(self.prose_date(value))

    def prose_date(self, value: str) -> str:
        """Print a date as running text does, never in figures alone."""
        form = "american" if self.day_form == "american" else "long"
        return Habit(self.words, form, "long", self.width, self.separator).date(value)

    def span(self, template: str, since: str, ended: str = "") -> str:
        """Print a period: "2003–2010", "April 2013 – present", "seit 2013"."""
        if template.startswith("de ") and len(since) > 4:
            template = "{0} – {1}"  # French "de" elides before a month and wants an article
        return template.format(self.date(since), self.date(ended))

    def number(self, value: int) -> str:
        """Print a number with this site's separator."""
        return f"{value:,}".replace(",", self.separator)

    def hosts(self, codes: tuple[str, ...], rng: Random) -> str:
        """Print host countries; Abyei, between two states, by its own name half the time."""
        if codes == ABYEI and rng.random() < 0.5:
            return self.words.countries("SD-SS")[0]
        names = [rng.choice(self.words.countries(code)) for code in codes]
        return rng.choice((", ", ", ", " / ", "; ")).join(names)


@cache
def _month_name(language: str, form: str, month: int) -> str:
    width = "abbreviated" if form == "short" else "wide"
    return str(Locale(language).months["format"][width][month])


def _ordinal(language: str, day: int) -> str:
    if language == "de":
        return f"{day}."
    return "1er" if language == "fr" and day == 1 else str(day)


def later(as_of: str, rng: Random) -> str:
    """Return the last day of a month one to eighteen months after a day."""
    day = date.fromisoformat(as_of) + timedelta(days=rng.randint(40, 540))
    return day.replace(day=calendar.monthrange(day.year, day.month)[1]).isoformat()


def earlier(as_of: str, rng: Random) -> str:
    """Return a day in the three years before a day."""
    return (date.fromisoformat(as_of) - timedelta(days=rng.randint(40, 1000))).isoformat()
