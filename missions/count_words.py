"""The words of counts of missions in four languages, as compiled from `data/counts.toml`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from missions.data import read_toml
from missions.vocabulary import pattern_of


@dataclass(frozen=True)
class CountWords:
    """Folded words; patterns match whole words of a folded, space-joined text."""

    nouns: frozenset[str]
    endings: tuple[str, ...]
    narrow_endings: tuple[str, ...]
    joins: frozenset[str]
    kinds: Mapping[str, str]
    """Kind by word: `civilian`, `military`, `peacekeeping` or `narrow`."""
    modifiers: frozenset[str]
    before: frozenset[str]
    after: frozenset[str]
    after_all: re.Pattern[str]
    now: re.Pattern[str]
    presents: re.Pattern[str]
    past: re.Pattern[str]
    regions: re.Pattern[str]
    more: re.Pattern[str]
    names: Mapping[str, tuple[str, ...]]
    """How names of EU missions begin, by kind."""

    def is_noun(self, word: str) -> bool:
        """Say whether a folded word is what is counted."""
        return word in self.nouns or word.endswith(self.endings)


@cache
def count_words() -> CountWords:
    """Return the words that ship with the product."""
    raw = read_toml("counts.toml")
    words = raw["words"]
    return CountWords(
        nouns=frozenset(raw["nouns"]),
        endings=tuple(raw["endings"]),
        narrow_endings=tuple(raw["narrow_endings"]),
        joins=frozenset(raw["joins"]),
        kinds={word: kind for kind, some in raw["kinds"].items() for word in some},
        modifiers=frozenset(words["modifiers"]),
        before=frozenset(words["before"]),
        after=frozenset(words["after"]),
        after_all=pattern_of(words["after_all"]),
        now=pattern_of(words["now"]),
        presents=pattern_of(words["presents"]),
        past=pattern_of(words["past"]),
        regions=pattern_of(words["regions"]),
        more=pattern_of(words["more"]),
        names={kind: tuple(some) for kind, some in raw["names"].items()},
    )
