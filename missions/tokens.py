"""Text as folded words that remember where they stood.

Folding makes case, accents, typographic quotes and hyphens, soft hyphens and zero-width signs
irrelevant. It knows nothing of missions.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

UNSEEN = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
INVISIBLE = dict.fromkeys(map(ord, UNSEEN))
JOINED = rf"{UNSEEN}\u0300-\u036f"
"""Signs inside a word that are not letters: invisible ones and accents set apart (NFD)."""
WORD = re.compile(rf"[^\W_]+(?:[{JOINED}]+[^\W_]+)*")
PLAIN_WORD = re.compile("[0-9A-Za-z]+")
"""A word of plain ASCII, which is found twice as fast."""
DIGIT = re.compile("[0-9]")
HIDDEN = re.compile(rf"[{UNSEEN}\u202a-\u202e\u2066-\u2069\u200e\u200f]+")
"""Invisible signs, and those that turn the direction of writing."""
UNFOLDED = str.maketrans({"ß": "ss", "ø": "o", "Ø": "o", "ł": "l", "Ł": "l", "æ": "ae", "œ": "oe"})


class Token(NamedTuple):
    """One word: its folded form, as printed, and its character range in the text."""

    folded: str
    printed: str
    start: int
    end: int


def tidy(text: str) -> str:
    """Return the text on one line, NFC, without invisible signs."""
    line = " ".join(text.split())
    if line.isascii():
        return line
    line = unicodedata.normalize("NFC", line)
    return line if line.isprintable() else " ".join(HIDDEN.sub("", line).split())


class _Folding(dict[int, str]):
    """Folded signs by code point, found out when a sign is first met."""

    def __init__(self, *, in_place: bool) -> None:
        super().__init__()
        self._in_place = in_place

    def __missing__(self, code: int) -> str:
        decomposed = unicodedata.normalize("NFKD", chr(code).translate(INVISIBLE))
        seen = "".join(sign for sign in decomposed if not unicodedata.combining(sign))
        folded = seen.translate(UNFOLDED).casefold()
        self[code] = folded = (folded[:1] or " ") if self._in_place else folded
        return folded


FOLDING = _Folding(in_place=False)
FOLDING_IN_PLACE = _Folding(in_place=True)


def fold(text: str) -> str:
    """Return lower-case text without accents, for comparing words."""
    return text.lower() if text.isascii() else text.translate(FOLDING)


def fold_in_place(text: str) -> str:
    """Fold sign by sign, so that offsets in the result are those of the text."""
    return text.lower() if text.isascii() else text.translate(FOLDING_IN_PLACE)


@lru_cache(maxsize=16384)
def _folded_word(word: str) -> str:
    return fold(word)


def tokenize(text: str, start: int = 0, end: int | None = None) -> list[Token]:
    """Return the words of `text`, or of a part of it, in order."""
    pattern = PLAIN_WORD if text.isascii() else WORD
    new = tuple.__new__  # Several times faster than Token(...), and pages have many words.
    return [
        new(Token, (_folded_word(one := match.group()), one, *match.span()))
        for match in pattern.finditer(text, start, len(text) if end is None else end)
    ]


def words_in(text: str) -> list[str]:
    """Return the folded words of `text` alone: quicker where nobody asks for their places."""
    return list(map(_folded_word, (PLAIN_WORD if text.isascii() else WORD).findall(text)))


@lru_cache(maxsize=4096)
def first_word(text: str) -> str:
    """Return the first word of `text`, folded; empty when it has none. Remembered, for a line is
    asked for it once by each list of phrases that it may begin with."""
    match = (PLAIN_WORD if text.isascii() else WORD).search(text)
    return _folded_word(match.group()) if match else ""


def has_digit(text: str) -> bool:
    """Say whether a figure stands in `text`."""
    return DIGIT.search(text) is not None if text.isascii() else any(map(str.isdigit, text))


def same_words(one: str, other: str) -> bool:
    """Say whether two strings differ in nothing but case, accents, spacing and punctuation."""
    return words_in(one) == words_in(other)
