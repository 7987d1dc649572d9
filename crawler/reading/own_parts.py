"""Lines that tell a country's own part in a mission: "Finland involved: 1982–2001, 2012–".

Their years and numbers are that country's and not the mission's.
"""

from __future__ import annotations

import re
from functools import lru_cache

from missions.cue_words import Words, sentence_words
from missions.places import find_places

LABEL = re.compile(r"([^:\n]{4,40}):\s")
COUNTRIES = frozenset({"belgium", "other"})
"""Kinds of words that name Belgium, or another country's people."""


def is_of_country(line: str) -> bool:
    """Say whether a line begins with a label that names the people of a country, or a country that
    sends troops and more: a country alone is where the mission is."""
    label = LABEL.match(line)
    return label is not None and _names_country(label.group(1).strip())


@lru_cache(maxsize=512)
def _names_country(label: str) -> bool:
    words = Words.of(label)
    if any(one.kind in COUNTRIES for one in sentence_words().actors.find(words)):
        return True
    return any(
        place.start == 0
        and place.end < len(label)
        and sentence_words().contributors.issuperset(place.countries)
        for place in find_places(label)
    )
