"""Which items of two sequences are the same ones, in time bounded by their length.

Items that stand once on each side are matched first (they cannot be mistaken), and what lies
between two matches is compared for itself. Only short stretches are searched for their longest
common parts: that search is slow where items repeat, and a hostile page could make it so.
"""

from __future__ import annotations

import difflib
from bisect import bisect_left
from collections import Counter
from collections.abc import Hashable, Iterator, Sequence
from typing import NamedTuple

SHORT = 400
"""Items on the longer side of a stretch that may be searched."""
MOST_PAIRS = 8_000
"""Pairs of equal items in a stretch that may be searched: what one step of the search costs."""
PAIRS_IN_ALL = 60_000
READINGS = 40
"""How many times each item may be looked at in all."""


class Match(NamedTuple):
    """Two equal stretches: where each begins, and how long they are."""

    old: int
    new: int
    length: int


class _Gap(NamedTuple):
    """What is not matched yet: from and to, on both sides."""

    first: int
    last: int
    start: int
    end: int


def align(old: Sequence[Hashable], new: Sequence[Hashable]) -> list[Match]:
    """Return what is the same on both sides, in order; neighbouring matches are one."""
    return list(_joined(sorted(_Aligning(old, new).matches())))


class _Aligning:
    """One comparison, with what it may still cost."""

    def __init__(self, old: Sequence[Hashable], new: Sequence[Hashable]) -> None:
        self._old, self._new = old, new
        self._readings = READINGS * (len(old) + len(new))
        self._pairs = PAIRS_IN_ALL

    def matches(self) -> Iterator[Match]:
        """Yield the matches in any order."""
        gaps = [_Gap(0, len(self._old), 0, len(self._new))]
        while gaps and self._readings > 0:
            gap = gaps.pop()
            self._readings -= gap.last - gap.first + gap.end - gap.start
            ends, gap = self._common_ends(gap)
            yield from ends
            if gap.first == gap.last or gap.start == gap.end:
                continue
            if self._may_search(gap):
                yield from self._searched(gap)
                continue
            anchors = self._anchors(gap)
            yield from anchors
            if anchors:
                gaps += _between(gap, anchors)

    def _common_ends(self, gap: _Gap) -> tuple[list[Match], _Gap]:
        old, new = self._old, self._new
        first, last, start, end = gap
        while first < last and start < end and old[first] == new[start]:
            first, start = first + 1, start + 1
        while first < last and start < end and old[last - 1] == new[end - 1]:
            last, end = last - 1, end - 1
        found = [
            Match(gap.first, gap.start, first - gap.first),
            Match(last, end, gap.last - last),
        ]
        return [one for one in found if one.length], _Gap(first, last, start, end)

    def _may_search(self, gap: _Gap) -> bool:
        if max(gap.last - gap.first, gap.end - gap.start) > SHORT:
            return False
        there = Counter(self._new[gap.start : gap.end])
        pairs = sum(there[item] for item in self._old[gap.first : gap.last])
        if pairs > min(MOST_PAIRS, self._pairs):
            return False
        self._pairs -= pairs
        return True

    def _searched(self, gap: _Gap) -> Iterator[Match]:
        old, new = self._old[gap.first : gap.last], self._new[gap.start : gap.end]
        matcher = difflib.SequenceMatcher(None, old, new, autojunk=False)
        for one in matcher.get_matching_blocks():
            if one.size:
                yield Match(gap.first + one.a, gap.start + one.b, one.size)

    def _anchors(self, gap: _Gap) -> list[Match]:
        """Return the items that stand once on each side, as many as keep their order."""
        old = _once(self._old, gap.first, gap.last)
        new = _once(self._new, gap.start, gap.end)
        pairs = [(place, new[item]) for item, place in old.items() if item in new]
        return [Match(place, other, 1) for place, other in _longest_rising(pairs)]


def _once(items: Sequence[Hashable], first: int, last: int) -> dict[Hashable, int]:
    """Return where each item stands that stands there once, in order."""
    part = items[first:last]
    number = Counter(part)
    return {item: place for place, item in enumerate(part, first) if number[item] == 1}


def _longest_rising(pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the longest part of pairs, rising in the first, that rises in the second too."""
    tops: list[int] = []
    piles: list[int] = []
    before: list[int] = []
    for index, (_, value) in enumerate(pairs):
        pile = bisect_left(tops, value)
        before.append(piles[pile - 1] if pile else -1)
        if pile == len(tops):
            tops.append(value)
            piles.append(index)
        else:
            tops[pile], piles[pile] = value, index
    rising: list[tuple[int, int]] = []
    index = piles[-1] if piles else -1
    while index >= 0:
        rising.append(pairs[index])
        index = before[index]
    return rising[::-1]


def _between(gap: _Gap, anchors: Sequence[Match]) -> Iterator[_Gap]:
    first, start = gap.first, gap.start
    for anchor in (*anchors, Match(gap.last, gap.end, 0)):
        if anchor.old > first and anchor.new > start:
            yield _Gap(first, anchor.old, start, anchor.new)
        first, start = anchor.old + anchor.length, anchor.new + anchor.length


def _joined(matches: Sequence[Match]) -> Iterator[Match]:
    open_one: Match | None = None
    for one in matches:
        if open_one is None:
            open_one = one
        elif (one.old - open_one.old, one.new - open_one.new) == (open_one.length,) * 2:
            open_one = open_one._replace(length=open_one.length + one.length)
        else:
            yield open_one
            open_one = one
    if open_one is not None:
        yield open_one
