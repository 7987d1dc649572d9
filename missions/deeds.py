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
class _Deed:
    mission: str
    organisation: str
    words: tuple[re.Pattern[str], ...]
    """Each must be found in a text that is about it."""


@lru_cache(maxsize=1024)
def mission_by_deed(text: str, organisation: str | None) -> str | None:
    """Return the mission of an organisation that a heading is about by what it did."""
    folded = folded_words(text)
    for deed in _deeds():
        if deed.organisation == organisation and all(one.search(folded) for one in deed.words):
            return deed.mission
    return None


@cache
def _deeds() -> tuple[_Deed, ...]:
    return tuple(map(_read, read_toml("deeds.toml")["deed"]))


def _read(raw: Mapping[str, object]) -> _Deed:
    lists = raw["words"]
    assert isinstance(lists, list)
    words = tuple(re.compile(rf"(?<!\w)(?:{alternatives(some)})(?!\w)") for some in lists)
    return _Deed(str(raw["mission"]), str(raw["organisation"]), words)
