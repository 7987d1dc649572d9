"""From where a mission is run, and whether its staff left the host country, as sentences say it.

Many missions were always run from elsewhere (Northwood, Rota, Brussels). That alone says nothing
of where their people are; only that they left, or that the mission was moved, does.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from missions.data import read_toml
from missions.places import country_of, find_places
from missions.tokens import fold, fold_in_place

HOST = "host"
"""Value of what staff left where the sentence does not name the country."""
GLUE = r"[^\w,;.()]+"
"""What stands between two words of a phrase."""
PLACE = rf"(?P<place>(?:[^\s,;.()]+{GLUE}){{0,4}}?[^\s,;.()]+)"
ANYTHING = rf"(?:\w+{GLUE}){{0,3}}?\w+"
LONGEST_PLACE = 60
CLAUSE_END = re.compile(r"[,;.()]")
SENTENCE_END = re.compile(r"(?<=[.!?])\s+|\n")


@dataclass(frozen=True)
class Seat:
    """A place that a sentence tells as the seat, and where it stands in the text."""

    city: str
    """In English; a country's code where no city is named."""
    countries: tuple[str, ...]
    start: int
    end: int


@dataclass(frozen=True)
class Left:
    """That the staff left the host country."""

    countries: tuple[str, ...]
    """Empty where the sentence does not say which."""
    start: int
    end: int


def may_tell_seat(text: str) -> bool:
    """Say whether a text has a word of a seat or a leaving: spares reading most sentences."""
    return _words().hints.search(text) is not None


def find_seat(sentence: str) -> Seat | None:
    """Return from where a sentence says that a mission is run."""
    folded = fold_in_place(sentence)
    matches = (*_each(_words().led, folded), *_moves(folded))
    return next(filter(None, (_seat(sentence, match) for match in matches)), None)


def find_left(sentence: str) -> Left | None:
    """Return that all staff left, or the mission was moved; None where that is not sure."""
    folded = fold_in_place(sentence)
    if _words().hedges.search(folded):
        return None
    for match in _each(_words().left, folded):
        countries = _country_left(_place(sentence, match))
        if countries is not None and _names_staff(folded[: match.end()]):
            return Left(countries, match.start(), match.end())
    for match in _moves(folded):
        if _seat(sentence, match):
            return Left((), match.start(), match.end())
    return None


def countries_of_seat(city: str) -> tuple[str, ...]:
    """Return the country of a seat as `find_seat` names it."""
    return next((one.countries for one in _words().cities.values() if one.name == city), (city,))


def said_to_be_in(passage: str) -> tuple[str, ...]:
    """Return the countries in which a passage says that a mission is, in so many words."""
    found: dict[str, None] = {}
    for sentence in SENTENCE_END.split(passage):
        folded = fold_in_place(sentence)
        if not _words().hedges.search(folded):
            for match in _words().present.finditer(folded):
                found |= dict.fromkeys(country_of(_clause(sentence[match.end() :])))
    return tuple(found)


def _each(patterns: Iterable[re.Pattern[str]], folded: str) -> Iterator[re.Match[str]]:
    for pattern in patterns:
        yield from pattern.finditer(folded)


def _moves(folded: str) -> Iterator[re.Match[str]]:
    for match in _each(_words().moved, folded):
        if _words().movers.search(folded, 0, match.start()):
            yield match


def _names_staff(before: str) -> bool:
    """Say whether the words of a leaving name the whole of the staff, and not a number of them."""
    staff = list(_words().staff.finditer(before))
    if not staff:
        return False
    words = before[: staff[-1].start()]
    is_number = any(sign.isdigit() for sign in words)
    return (_words().every if is_number else _words().whole).search(words) is not None


def _country_left(place: str) -> tuple[str, ...] | None:
    """Return the country that a leaving names; none for "the country", None for no country."""
    places = find_places(place)
    if places:
        return places[0].countries
    return () if _words().country.match(fold_in_place(place)) else None


def _place(sentence: str, match: re.Match[str]) -> str:
    """Return the words of a place; a phrase that ends with it took as few as it could."""
    start, end = match.span("place")
    return _clause(sentence[start:]) if match.end() == end else sentence[start:end]


def _clause(text: str) -> str:
    return CLAUSE_END.split(text[:LONGEST_PLACE], maxsplit=1)[0]


def _seat(sentence: str, match: re.Match[str]) -> Seat | None:
    place, start = _place(sentence, match), match.start("place")
    city = _words().city.search(place)
    if city:
        known = _words().cities[fold(city.group())]
        return Seat(known.name, known.countries, start + city.start(), start + city.end())
    countries = country_of(place)
    return Seat(countries[0], countries, start, start + len(place)) if len(countries) == 1 else None


@dataclass(frozen=True)
class _City:
    name: str
    countries: tuple[str, ...]


@dataclass(frozen=True)
class _Words:
    led: Sequence[re.Pattern[str]]
    moved: Sequence[re.Pattern[str]]
    left: Sequence[re.Pattern[str]]
    movers: re.Pattern[str]
    staff: re.Pattern[str]
    whole: re.Pattern[str]
    every: re.Pattern[str]
    hedges: re.Pattern[str]
    present: re.Pattern[str]
    country: re.Pattern[str]
    city: re.Pattern[str]
    cities: Mapping[str, _City]
    hints: re.Pattern[str]


@cache
def _words() -> _Words:
    raw = read_toml("seats.toml")
    cities = {
        fold(one): _City(name, (country,))
        for name, (country, *names) in raw["cities"].items()
        for one in names
    }
    printed = [re.escape(one) for _, *names in raw["cities"].values() for one in names]
    return _Words(
        led=_patterns(raw["led"]),
        moved=_patterns(raw["moved"]),
        left=_patterns(raw["left"]),
        movers=_any(raw["movers"]),
        staff=_any(raw["staff"]),
        whole=_any([*raw["whole"], *raw["every"]]),
        every=_any(raw["every"]),
        hedges=_any(raw["hedges"]),
        present=_any(raw["present"]),
        country=_any(raw["country"]),
        city=re.compile(rf"\b(?:{'|'.join(printed)})\b"),
        cities=cities,
        hints=re.compile("|".join([*printed, *raw["hints"]])),
    )


def _any(phrases: Iterable[str]) -> re.Pattern[str]:
    """Return a pattern for any of these phrases in a folded text."""
    return re.compile("|".join(map(_phrase, phrases)))


def _patterns(phrases: Iterable[str]) -> tuple[re.Pattern[str], ...]:
    """Return a pattern for each of these phrases: each has a place."""
    return tuple(re.compile(_phrase(one)) for one in phrases)


def _phrase(phrase: str) -> str:
    words = [PLACE if word == "<>" else _word(word) for word in phrase.split()]
    return rf"\b{GLUE.join(words)}(?!\w)"


def _word(word: str) -> str:
    return ANYTHING if word == "*" else re.escape(word).replace(r"\*", r"\w*")
