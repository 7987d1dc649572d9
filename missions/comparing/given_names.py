"""The names that missions are given beside what they are: Sophia, Nestor, Atalanta.

A list may print a mission as "EUNAVFOR MED", "EULEX" or in full, and nothing has happened. When
it is given such a name, or loses it to another, something has.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from functools import lru_cache

from missions.comparing.likeness import words_of
from missions.lexicon import has_head, lexicon
from missions.records import Listing
from missions.register import Mission, Register, load_register
from missions.tokens import tokenize

LETTERS = 4
"""Fewer are an article or a number: "II"."""


def is_named(was: Listing, now: Listing) -> bool:
    """Say whether a mission that was listed by its kind alone is listed by its given name now.

    An acronym may stand for the whole name: OSG is Operation Sea Guardian.
    """
    register = load_register()
    mission = register.get(now.mission)
    if mission is None or was.name.casefold() == mission.acronym.casefold():
        return False
    return bool(_given(register)[mission.id] & (words_of(now.name) - words_of(was.name)))


def has_other_name(listing: Listing) -> bool:
    """Say whether a mission is listed by a given name that its official names do not have."""
    register = load_register()
    mission = register.get(listing.mission)
    if mission is None:
        return False
    official = {word for name in _official(mission) for word in words_of(name)}
    return bool((_given(register)[mission.id] - official) & words_of(listing.name))


def _official(mission: Mission) -> Iterator[str]:
    yield mission.acronym
    yield from mission.names.values()


@lru_cache(maxsize=4)
def _given(register: Register) -> Mapping[str, frozenset[str]]:
    """Return each mission's given names, folded; what several missions share is none."""
    found = {mission.id: set(_proper_names(mission)) for mission in register}
    bearers = Counter(word for words in found.values() for word in words)
    return {
        mission: frozenset(word for word in words if bearers[word] == 1)
        for mission, words in found.items()
    }


def _proper_names(mission: Mission) -> Iterator[str]:
    known = lexicon()
    for name in (mission.acronym, *(alias.text for alias in mission.aliases)):
        for token in tokenize(name):
            word = token.printed
            is_proper = len(word) >= LETTERS and word[0].isupper() and word[1:].islower()
            if is_proper and (token.folded,) not in known.parts and not has_head(token.folded):
                yield token.folded
