"""What stands around a name and decides between the missions that bear it.

The sentence counts before the whole text, and the text before what the caller knows of the page.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Generic, NamedTuple, TypeVar

from missions.places import find_places
from missions.tokens import tokenize
from missions.wording import words_of

YEAR = re.compile(r"\b(19[4-9]\d|20[0-4]\d)\b")
LONGEST_SENTENCE = 600
CONNECTION = re.compile(r"[\s(\-]*(?:[\w']{1,4}\s){0,2}")
CONNECTION_LENGTH = 20
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
    def printed(self) -> str:
        """The name as printed."""
        return self.text[self.start : self.end]

    @cached_property
    def _sentence(self) -> tuple[int, int]:
        """Return where the sentence or line begins and ends in which the name stands."""
        first = max(0, self.start - LONGEST_SENTENCE)
        ends = [match.end() for match in SENTENCE_END.finditer(self.text, first, self.start)]
        last = min(len(self.text), self.end + LONGEST_SENTENCE)
        after = SENTENCE_END.search(self.text, self.end, last)
        return ends[-1] if ends else first, after.start() if after else last

    def countries(self) -> Iterator[frozenset[str]]:
        """Yield the countries named, the nearest first."""
        named = _facts(self.text).countries
        yield named.between(*self._sentence)
        yield named.everywhere
        yield frozenset(self.context.countries)

    def years(self) -> Iterator[frozenset[int]]:
        """Yield the years named, the nearest first."""
        named = _facts(self.text).years
        yield named.between(*self._sentence)
        yield named.everywhere | frozenset(self.context.years)

    @cached_property
    def country_after(self) -> frozenset[str]:
        """Return the country that follows the name directly: "EUTM in Mali", "EUTM (Mali)"."""
        named = _facts(self.text).countries
        at = bisect_left(named.starts, self.end)
        if at == len(named.starts) or named.starts[at] - self.end > CONNECTION_LENGTH:
            return frozenset()
        is_near = CONNECTION.fullmatch(self.text, self.end, named.starts[at])
        return frozenset(named.said[at] if is_near else ())

    def names_organisation(self, organisation: str, sign: str | None) -> bool:
        """Say whether the page or the text names the organisation."""
        return organisation == self.context.organisation or sign in _organisations(self.text)


T = TypeVar("T")


class _Named(Generic[T]):
    """Things a text names, by where they stand."""

    def __init__(self, found: Iterable[tuple[int, tuple[T, ...]]]) -> None:
        found = list(found)
        self.starts = [start for start, _ in found]
        self.said = [said for _, said in found]
        self.everywhere = frozenset(one for said in self.said for one in said)

    def between(self, start: int, end: int) -> frozenset[T]:
        """Return what is named in a part of the text."""
        first, after = bisect_left(self.starts, start), bisect_left(self.starts, end)
        return frozenset(one for said in self.said[first:after] for one in said)


class _Facts(NamedTuple):
    """The countries and years that a text names."""

    countries: _Named[str]
    years: _Named[int]


@lru_cache(maxsize=64)
def _facts(text: str) -> _Facts:
    """Remembered, for every name of a text asks."""
    return _Facts(
        _Named((place.start, place.countries) for place in find_places(text)),
        _Named((match.start(), (int(match.group()),)) for match in YEAR.finditer(text)),
    )


@lru_cache(maxsize=64)
def _organisations(text: str) -> frozenset[str]:
    return frozenset(word.sign for word in words_of(tokenize(text)) if word.sign[0] == "@")


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
