"""Missions known by what they did where no name is given: "Pakistan earthquake relief"."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from missions.data import read_toml
from missions.field_words import alternatives
from missions.vocabulary import folded_words


@dataclass(frozen=True)
class _Words:
    """Words one of which a text must hold."""

    folded: re.Pattern[str]
    capitals: re.Pattern[str]
    """Acronyms, as printed: "au" is a French word."""

    def stand_in(self, text: str) -> bool:
        """Say whether a text holds one of them."""
        is_there = self.folded.search(folded_words(text)) or self.capitals.search(text)
        return is_there is not None


@dataclass(frozen=True)
class _Deed:
    mission: str
    organisation: str
    words: tuple[_Words, ...]
    """Each must be found in a text that is about it."""


@lru_cache(maxsize=1024)
def mission_by_deed(text: str, organisation: str | None) -> str | None:
    """Return the mission of an organisation that a heading is about by what it did."""
    for deed in _deeds():
        if deed.organisation == organisation and all(one.stand_in(text) for one in deed.words):
            return deed.mission
    return None


@cache
def _deeds() -> tuple[_Deed, ...]:
    return tuple(map(_read, read_toml("deeds.toml")["deed"]))


def _read(raw: Mapping[str, object]) -> _Deed:
    lists = raw["words"]
    assert isinstance(lists, list)
    return _Deed(str(raw["mission"]), str(raw["organisation"]), tuple(map(_words, lists)))


def _words(some: list[str]) -> _Words:
    capitals = [word for word in some if word.isupper()]
    return _Words(_pattern([word for word in some if not word.isupper()]), _pattern(capitals))


def _pattern(words: list[str]) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{alternatives(words)})(?!\w)" if words else r"(?!)")
