"""Country names in four languages, and the areas that have no ISO code of their own.

Names come from the Unicode CLDR (through Babel); `data/places.csv` adds the field's own wording
and areas: Kosovo is XK (user-assigned), Western Sahara EH, Abyei SD and SS together, and the Indian
Ocean in no country.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources

from babel import Locale
from babel.core import get_global

from missions import data
from missions.tokens import Token, fold, tokenize

USER_ASSIGNED = {"XKX": "XK", "UNK": "XK"}
"""Codes of three letters that are in use and in no standard."""
LANGUAGES = ("en", "fr", "nl", "de")


@dataclass(frozen=True)
class Place:
    """A country or area named in a text."""

    countries: tuple[str, ...]
    start: int
    end: int


@lru_cache(maxsize=2048)
def find_places(text: str) -> tuple[Place, ...]:
    """Return the countries named in `text`, in order, the longest name winning."""
    return tuple(places_among(tokenize(text)))


def places_among(words: list[Token]) -> list[Place]:
    """Return the countries that some words of a text name, as `find_places` does."""
    lengths = _lengths()
    found: list[Place] = []
    free = 0
    for position, word in enumerate(words):
        if position >= free and word.folded in lengths:
            length, countries = _longest(words, position)
            if countries:
                end = words[position + length - 1].end
                found.append(Place(countries, word.start, end))
            free = position + length
    return found


def _longest(words: list[Token], position: int) -> tuple[int, tuple[str, ...]]:
    for length in _lengths()[words[position].folded]:
        part = words[position : position + length]
        countries = _places().get(tuple(word.folded for word in part))
        if countries is not None and len(part) == length and _is_name(part):
            return length, countries
    return 0, ()


@cache
def _lengths() -> dict[str, list[int]]:
    """Return how many words the names have that begin with a word, longest first."""
    lengths: dict[str, set[int]] = {}
    for name in _places():
        lengths.setdefault(name[0], set()).add(len(name))
    return {word: sorted(some, reverse=True) for word, some in lengths.items()}


def _is_name(words: list[Token]) -> bool:
    """Refuse words that are countries only when capitalised ("chad", "man", "tonga"); French
    prints longer names without a capital: "territoires palestiniens"."""
    return len(words) > 1 or words[0].printed[:1].isupper()


@cache
def _places() -> dict[tuple[str, ...], tuple[str, ...]]:
    """Return ISO codes by folded name, none for places that are in no country: "océan Indien"."""
    nowhere = {_key(row["alias"]): () for row in _rows() if not row["country"]}
    return {**nowhere, **place_names()}


@cache
def place_names() -> dict[tuple[str, ...], tuple[str, ...]]:
    """Return ISO codes by folded name."""
    names: dict[tuple[str, ...], tuple[str, ...]] = {}
    for language in LANGUAGES:
        for code, name in Locale(language).territories.items():
            if len(code) == 2 and code.isalpha() and code not in ("EU", "UN", "EZ", "ZZ"):
                for variant in _variants(name):
                    names.setdefault(_key(variant), (code,))
    for row in _rows():
        codes = tuple(code for code in row["country"].split(";") if code)
        if codes:
            names[_key(row["alias"])] = codes
    return names


def _variants(name: str) -> Iterator[str]:
    yield name
    if "(" in name:
        yield name.split("(", maxsplit=1)[0]
    if "-" in name or "&" in name:
        yield name.replace("&", "and")


def _key(name: str) -> tuple[str, ...]:
    return tuple(token.folded for token in tokenize(name))


def _rows() -> Iterator[dict[str, str]]:
    path = resources.files(data).joinpath("places.csv")
    with path.open("r", encoding="utf-8") as lines:
        yield from csv.DictReader(lines)


def country_of(text: str) -> tuple[str, ...]:
    """Return the ISO codes named in `text`, each once, in order; empty when there are none.

    A country printed beside an area of several is the one meant: "Abyei, Sudan".
    """
    places = find_places(text)
    named = [set(place.countries) for place in places]
    meant = (one for one in places if not any(other < set(one.countries) for other in named))
    return tuple(dict.fromkeys(code for place in meant for code in place.countries))


def countries_of_codes(text: str) -> tuple[str, ...]:
    """Return the ISO codes that a text gives as codes of two or three letters ("BA", "ML; NER");
    empty where it is anything else."""
    parts = re.split(r"[\s,;/|]+", text.strip())
    if not all(re.fullmatch("[A-Z]{2,3}", part) for part in parts):
        return ()
    codes = [_two_letters(part) for part in parts]
    return tuple(dict.fromkeys(code for code in codes if code)) if all(codes) else ()


def _two_letters(code: str) -> str | None:
    """Return the code of two letters for one of two or three, None where there is none."""
    if code in USER_ASSIGNED:
        return USER_ASSIGNED[code]
    if len(code) == 3:
        aliases = get_global("territory_aliases").get(code, ())
        return aliases[0] if len(aliases) == 1 else None
    return code if code in Locale("en").territories else None


def is_country(text: str) -> bool:
    """Say whether the whole text is nothing but a country's name."""
    return _key(fold(text)) in place_names()
