"""What stands around a name and decides between the missions that bear it.

The sentence counts before the whole text, and the text before what the caller knows of the page.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from missions.places import country_of
from missions.tokens import tokenize
from missions.wording import words_of

YEAR = re.compile(r"\b(19[4-9]\d|20[0-4]\d)\b")
LONGEST_SENTENCE = 600
SENTENCE_END = re.compile(r"[.;!?]\s|\n")


@dataclass(frozen=True)
class Context:
    """What is known around a text: it decides between missions that share a name."""

    organisation: str | None = None
    countries: tuple[str, ...] = ()
    years: tuple[int, ...] = ()
    slug: bool = False
    """The text is a web address or an identifier, where acronyms stand in lower case."""


@dataclass(frozen=True)
class Surroundings:
    """A name's place in a text and the text's context."""

    text: str
    start: int
    end: int
    context: Context

    @property
    def sentence(self) -> str:
        """The sentence or line the name stands in."""
        first = max(0, self.start - LONGEST_SENTENCE)
        ends = [match.end() for match in SENTENCE_END.finditer(self.text, first, self.start)]
        last = self.end + LONGEST_SENTENCE
        after = SENTENCE_END.search(self.text, self.end, last)
        return self.text[ends[-1] if ends else first : after.start() if after else last]

    def countries(self) -> Iterable[frozenset[str]]:
        """Yield the countries named, the nearest first."""
        yield frozenset(_countries(self.sentence))
        yield frozenset(_countries(self.text))
        yield frozenset(self.context.countries)

    def years(self) -> Iterable[frozenset[int]]:
        """Yield the years named, the nearest first."""
        yield years_in(self.sentence)
        yield years_in(self.text) | frozenset(self.context.years)

    def names_organisation(self, organisation: str, sign: str | None) -> bool:
        """Say whether the page or the text names the organisation."""
        return organisation == self.context.organisation or sign in _organisations(self.text)


@lru_cache(maxsize=256)
def _countries(text: str) -> tuple[str, ...]:
    return country_of(text)


@lru_cache(maxsize=256)
def _organisations(text: str) -> frozenset[str]:
    return frozenset(word.sign for word in words_of(tokenize(text)) if word.sign[0] == "@")


def years_in(text: str) -> frozenset[int]:
    """Return the years named in a text."""
    return frozenset(map(int, YEAR.findall(text)))


@dataclass(frozen=True)
class Identity:
    """What tells one bearer of a name from another; `mission` is empty for an outsider."""

    mission: str
    organisation: str
    countries: frozenset[str]
    first_year: int | None = None
    last_year: int | None = None

    def lives_in(self, year: int) -> bool:
        """Say whether a year lies within its life, as far as that is known."""
        return (self.first_year or 0) <= year <= (self.last_year or 9999)

    def begins_or_ends_in(self, year: int) -> bool:
        """Say whether it began or ended in a year."""
        return year in (self.first_year, self.last_year)


def decide(bearers: Sequence[Identity], around: Surroundings) -> list[Identity]:
    """Return those the surroundings leave: one when they decide."""
    for narrow in (_by_organisation, _by_countries, _by_years):
        left = narrow(bearers, around)
        if len(left) == 1:
            return left
        bearers = left or bearers
    return list(bearers)


def _by_organisation(bearers: Sequence[Identity], around: Surroundings) -> list[Identity]:
    return [one for one in bearers if one.organisation == around.context.organisation]


def _by_countries(bearers: Sequence[Identity], around: Surroundings) -> list[Identity]:
    for named in around.countries():
        fitting = [one for one in bearers if one.countries & named]
        if fitting:
            return fitting
    return []


def _by_years(bearers: Sequence[Identity], around: Surroundings) -> list[Identity]:
    """Return those in whose life most years lie; one ends in the year the next begins."""
    for named in around.years():
        fits = [
            sum(one.lives_in(year) + one.begins_or_ends_in(year) for year in named)
            for one in bearers
        ]
        if any(fits):
            return [one for one, fit in zip(bearers, fits, strict=True) if fit == max(fits)]
    return []
