"""Where in a text a mission can be named at all: a cheap test before any careful reading.

A name can stand only where all its words stand in the text; a description has a place and, near
it, a body. Only the stretches around such words are read word by word.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import NamedTuple

from missions.lexicon import has_head, lexicon
from missions.tokens import PLAIN_WORD, fold, fold_in_place
from missions.wording import DOTTED, NUMBERS, undotted

NEAR = 140
"""How far from its place the body of a description stands."""
FILLED = 14
"""What fillers may add to a name for each of its words."""
ORGANISATION = 34
"""The length of an organisation's name in full."""
MARGIN = 40
WORD = re.compile(r"[^\W_]+")
SIGNS: dict[str, set[str]] = {}
"""The organisations whose names begin with a word."""
for _words, _sign in lexicon().organisations.items():
    SIGNS.setdefault(_words[0], set()).add(_sign)


class Window(NamedTuple):
    """A stretch of a text, and whether a name or a description may stand in it."""

    start: int
    end: int
    has_name: bool
    has_description: bool


class _Needed(NamedTuple):
    """The words that a name has beside the one that betrays it, and how far they reach."""

    words: frozenset[str]
    reach: int


class Triggers:
    """The words that betray names and descriptions."""

    def __init__(self, keys: Iterable[Sequence[str]], places: set[str]) -> None:
        self._needed = _needed(list(keys))
        self._names = frozenset(self._needed)
        self._places = frozenset(
            max(words, key=len)
            for words, part in lexicon().parts.items()
            if places.intersection(part.places)
        )

    def windows(self, text: str) -> list[Window]:
        """Return the stretches of a text that may hold a name, in order, without overlap."""
        folded = fold(text)
        words = set((PLAIN_WORD if folded.isascii() else WORD).findall(folded))
        names, places = words & self._names, words & self._places
        dotted = _dotted(text) if "." in text else set()
        words |= dotted
        if not names and not places and not dotted & self._names:
            return []
        if dotted & self._names:
            return [Window(0, len(text), has_name=True, has_description=True)]
        return self._around(names, places, words, text)

    def _around(
        self, names: set[str], places: set[str], words: set[str], text: str
    ) -> list[Window]:
        reaches = self._reaches(names, _spelled(words)) if names else {}
        bodies = set(filter(has_head, words)) if places else set()
        if not reaches and not bodies:
            return []
        folded = fold_in_place(text)
        if not all(word in folded for word in (*reaches, *places, *bodies)):
            return [Window(0, len(text), bool(reaches), bool(bodies))]
        return _merged(
            sorted([*_named(reaches, folded), *_described(places, bodies, folded)]), text
        )

    def _reaches(self, names: Iterable[str], words: set[str]) -> dict[str, int]:
        """Return how far the names reach of which every word is there, by the betraying word."""
        reaches: dict[str, int] = {}
        for word in names:
            fitting = [needed.reach for needed in self._needed[word] if needed.words <= words]
            if fitting:
                reaches[word] = max(fitting)
        return reaches


def _needed(keys: Sequence[Sequence[str]]) -> dict[str, list[_Needed]]:
    counts = Counter(word for key in keys for word in set(key))
    needed: dict[str, list[_Needed]] = {}
    for key in keys:
        betraying = min(key, key=lambda word: _commonness(word, counts))
        others = frozenset(word for word in key if word != betraying)
        reach = MARGIN + sum(ORGANISATION if word[0] == "@" else len(word) + FILLED for word in key)
        for form in _forms(betraying, alone=len(key) == 1):
            needed.setdefault(form, []).append(_Needed(others, reach))
    return needed


def _commonness(word: str, counts: Counter[str]) -> tuple[bool, int, int]:
    """Prefer a word that few names have, never an organisation or a bare number."""
    return word[0] == "@" or word.isdigit() or len(word) < 3, counts[word], -len(word)


def _forms(word: str, *, alone: bool) -> Iterator[str]:
    """Yield the ways a word of comparison is written: an acronym with an "s", other spellings."""
    yield word
    if alone:
        yield f"{word}s"
    yield from (other for other, words in lexicon().spellings.items() if word in words)


def _spelled(words: set[str]) -> set[str]:
    """Return the words with those they are compared as, and the organisations they may name."""
    further = _further()
    return words.union(*[further[word] for word in words & further.keys()])


@cache
def _further() -> dict[str, set[str]]:
    """Return what a word is compared as beside itself: other spellings, numbers, organisations."""
    further: dict[str, set[str]] = {word: set(signs) for word, signs in SIGNS.items()}
    for word, others in lexicon().spellings.items():
        further.setdefault(word, set()).update(others)
    for word, number in NUMBERS.items():
        further.setdefault(word, set()).add(number)
    return further


def _dotted(text: str) -> set[str]:
    return {undotted(one.group()).lower() for one in DOTTED.finditer(text)}


def _named(reaches: dict[str, int], folded: str) -> Iterator[Window]:
    for word, reach in reaches.items():
        for start in _occurrences(word, folded):
            end = start + len(word)
            yield Window(start - reach, end + reach, has_name=True, has_description=False)


def _described(places: Iterable[str], bodies: Iterable[str], folded: str) -> Iterator[Window]:
    at = sorted(start for body in bodies for start in _occurrences(body, folded))
    for word in places if at else ():
        for start in _occurrences(word, folded):
            first, after = bisect_left(at, start - NEAR), bisect_right(at, start + NEAR)
            if first < after:
                begin, end = min(start, at[first]), max(start, at[after - 1])
                yield Window(begin - NEAR, end + NEAR, has_name=False, has_description=True)


def _occurrences(word: str, folded: str) -> Iterator[int]:
    start = folded.find(word)
    while start >= 0:
        yield start
        start = folded.find(word, start + len(word))


def _merged(windows: Sequence[Window], text: str) -> list[Window]:
    merged: list[Window] = []
    for window in windows:
        start, end = _back_to_space(text, window.start), _on_to_space(text, window.end)
        before = merged[-1] if merged else None
        if before and start <= before.end:
            merged[-1] = Window(
                before.start,
                max(end, before.end),
                before.has_name or window.has_name,
                before.has_description or window.has_description,
            )
        else:
            merged.append(Window(start, end, window.has_name, window.has_description))
    return merged


def _back_to_space(text: str, start: int) -> int:
    while start > 0 and not text[start].isspace():
        start -= 1
    return max(0, start)


def _on_to_space(text: str, end: int) -> int:
    while end < len(text) and not text[end].isspace():
        end += 1
    return min(end, len(text))
