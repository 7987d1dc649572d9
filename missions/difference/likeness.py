"""Which blocks that are not the same are two wordings of one: by the words that both have."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import groupby

Pair = tuple[int, int]
WORD = re.compile(r"\w+|[^\w\s]")
LONGEST = 2_000
"""Characters of a block that are looked at."""
ALIKE = 0.5
"""The share of words that two wordings have in common."""
SAME_PLACE = 0.2
"""What standing at the same place of the page counts for."""
MOST_PAIRS = 2_500
"""Pairs of one stretch that are all compared; of a longer one, each with those about its height."""
REACH = 4


def likeness(old: str, new: str) -> float:
    """Return the share of words that two texts have in common, from 0 to 1."""
    mine, theirs = _words(old[:LONGEST]), _words(new[:LONGEST])
    sizes = mine.total() + theirs.total()
    return 2 * (mine & theirs).total() / sizes if sizes else 1.0


def pair_up(old: Sequence[tuple[str, str]], new: Sequence[tuple[str, str]]) -> list[Pair]:
    """Return which of the old are which of the new, in order; each is given as text and place.

    The pairs chosen are those with the most likeness in all that keep the order.
    """
    likely = {
        (row, column): weight
        for row, column in _candidates(len(old), len(new))
        if (weight := _weight(old[row], new[column])) >= ALIKE
    }
    return _heaviest(likely, len(new))


def _weight(old: tuple[str, str], new: tuple[str, str]) -> float:
    weight = likeness(old[0], new[0])
    return weight + SAME_PLACE if weight and old[1] == new[1] else weight


def _candidates(rows: int, columns: int) -> Iterator[Pair]:
    if rows * columns <= MOST_PAIRS:
        yield from ((row, column) for row in range(rows) for column in range(columns))
        return
    for row in range(rows):
        middle = row * columns // rows
        for column in range(max(0, middle - REACH), min(columns, middle + REACH + 1)):
            yield row, column


def _heaviest(weights: Mapping[Pair, float], columns: int) -> list[Pair]:
    """Return the pairs of the greatest weight in all that rise on both sides."""
    best = _BestBelow(columns)
    before: dict[Pair, Pair | None] = {}
    for _, row in groupby(sorted(weights), key=lambda pair: pair[0]):
        chains = []
        for pair in row:
            weight, before[pair] = best.below(pair[1])
            chains.append((weight + weights[pair], pair))
        # Only now: two pairs of one row cannot both be chosen.
        for weight, pair in chains:
            best.add(weight, pair)
    last = best.below(columns)[1]
    found: list[Pair] = []
    while last is not None:
        found.append(last)
        last = before[last]
    return found[::-1]


class _BestBelow:
    """The heaviest chain that ends below a column, found and added to in logarithmic time."""

    def __init__(self, columns: int) -> None:
        self._tops: list[tuple[float, Pair | None]] = [(0.0, None)] * (columns + 1)

    def below(self, column: int) -> tuple[float, Pair | None]:
        """Return the weight and the last pair of the heaviest chain below a column."""
        top = self._tops[0]
        while column > 0:
            top = max(top, self._tops[column], key=lambda one: one[0])
            column &= column - 1
        return top

    def add(self, weight: float, pair: Pair) -> None:
        """Let a chain that ends with this pair be continued."""
        place = pair[1] + 1
        while place < len(self._tops):
            if weight > self._tops[place][0]:
                self._tops[place] = (weight, pair)
            place += place & -place


@lru_cache(maxsize=4_000)
def _words(text: str) -> Counter[str]:
    return Counter(WORD.findall(text.casefold()))
