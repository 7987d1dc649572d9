"""Which places of a text stand in brackets."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import lru_cache
from itertools import accumulate

BRACKET = re.compile("[()]")


@lru_cache(maxsize=16)
def brackets_of(text: str) -> Brackets:
    """Return the brackets of a text: remembered, for every name in it asks."""
    return Brackets(text)


class Brackets:
    """How many round brackets are open at each place of a text."""

    def __init__(self, text: str) -> None:
        self._places = [match.start() for match in BRACKET.finditer(text)]
        self._open = [0, *accumulate(1 if text[at] == "(" else -1 for at in self._places)]

    def open_at(self, place: int) -> int:
        """Return how many more brackets were opened before a place than closed."""
        return self._open[bisect_left(self._places, place)]
