"""Where in a text a mission can be named at all: a cheap test before any careful reading.

Every name has a word that few others have; a description has a place and a body. Only the
stretches around such words are read word by word.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from missions.lexicon import lexicon
from missions.tokens import fold, fold_in_place
from missions.wording import DOTTED, undotted

REACH = 220
"""Longer than any name from its rarest word to its end."""
NEAR = 140
"""How far from its place the body of a description stands."""
WORD = re.compile(r"[^\W_]+")
SPACE = re.compile(r"\s")


class Triggers:
    """The words that betray names and descriptions."""

    def __init__(self, keys: Iterable[Sequence[str]], places: set[str]) -> None:
        keys = list(keys)
        counts = Counter(word for key in keys for word in set(key))
        self._names = frozenset(
            form
            for key in keys
            for form in _forms(min(key, key=lambda word: _weight(word, counts)))
        )
        self._places = (
            frozenset(
                max(words, key=len)
                for words, part in lexicon().parts.items()
                if places.intersection(part.places)
            )
            - self._names
        )
        bodies = sorted({*lexicon().head_endings, *lexicon().head_words}, key=len)
        shortest = [
            word for word in bodies if not any(other in word for other in bodies if other != word)
        ]
        self._body = re.compile("|".join(map(re.escape, shortest)))

    def windows(self, text: str) -> list[tuple[int, int]]:
        """Return the stretches of a text that may hold a name, in order, without overlap."""
        found = set(WORD.findall(fold(text)))
        names, places = found & self._names, found & self._places
        dotted = {undotted(one.group()).lower() for one in DOTTED.finditer(text)} & self._names
        if not names and not places and not dotted:
            return []
        folded = fold_in_place(text)
        if dotted or not _is_aligned(names | places, folded):
            return [(0, len(text))]
        spots = [*self._spots(names, folded), *self._described(places, folded)]
        return _merged(sorted(spots), text)

    def _spots(self, words: Iterable[str], folded: str) -> Iterator[tuple[int, int]]:
        for word in words:
            for start in _occurrences(word, folded):
                yield start - REACH, start + REACH

    def _described(self, words: Iterable[str], folded: str) -> Iterator[tuple[int, int]]:
        for word in words:
            for start in _occurrences(word, folded):
                if self._body.search(folded, max(0, start - NEAR), start + NEAR):
                    yield start - REACH, start + NEAR


def _forms(word: str) -> Iterator[str]:
    """Yield the ways a word of comparison is written: with an "s", and in other spellings."""
    yield word
    yield f"{word}s"
    yield from (other for other, words in lexicon().spellings.items() if word in words)


def _weight(word: str, counts: Counter[str]) -> tuple[bool, int, int]:
    """Prefer a word that few names have, never an organisation or a bare number."""
    return word[0] == "@" or word.isdigit() or len(word) < 3, counts[word], -len(word)


def _occurrences(word: str, folded: str) -> Iterator[int]:
    start = folded.find(word)
    while start >= 0:
        yield start
        start = folded.find(word, start + len(word))


def _is_aligned(words: Iterable[str], folded: str) -> bool:
    """Say whether every word found stands in the text folded sign by sign."""
    return all(word in folded for word in words)


def _merged(spots: Sequence[tuple[int, int]], text: str) -> list[tuple[int, int]]:
    windows: list[tuple[int, int]] = []
    for start, end in spots:
        first = _back_to_space(text, start)
        last = _on_to_space(text, end)
        if windows and first <= windows[-1][1]:
            windows[-1] = (windows[-1][0], max(last, windows[-1][1]))
        else:
            windows.append((first, last))
    return windows


def _back_to_space(text: str, start: int) -> int:
    while start > 0 and not text[start].isspace():
        start -= 1
    return max(0, start)


def _on_to_space(text: str, end: int) -> int:
    while end < len(text) and not text[end].isspace():
        end += 1
    return min(end, len(text))
