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
BIDI = dict.fromkeys([*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x200E, 0x200F])
SPACES = re.compile(r"\s+")
UNFOLDED = str.maketrans({"ß": "ss", "ø": "o", "Ø": "o", "ł": "l", "Ł": "l", "æ": "ae", "œ": "oe"})


class Token(NamedTuple):
    """One word: its folded form, as printed, and its character range in the text."""

    folded: str
    printed: str
    start: int
    end: int


def tidy(text: str) -> str:
    """Return the text on one line, NFC, without invisible signs."""
    visible = unicodedata.normalize("NFC", text).translate(INVISIBLE).translate(BIDI)
    return SPACES.sub(" ", visible).strip()


def fold(text: str) -> str:
    """Return lower-case text without accents, for comparing words."""
    if text.isascii():
        return text.lower()
    decomposed = unicodedata.normalize("NFKD", text.translate(INVISIBLE).translate(UNFOLDED))
    return "".join(sign for sign in decomposed if not unicodedata.combining(sign)).casefold()


def fold_in_place(text: str) -> str:
    """Fold sign by sign, so that offsets in the result are those of the text."""
    if text.isascii():
        return text.lower()
    return "".join(map(_folded_sign, text))


@lru_cache(maxsize=4096)
def _folded_sign(sign: str) -> str:
    return fold(sign)[:1] or " "


@lru_cache(maxsize=16384)
def _folded_word(word: str) -> str:
    return fold(word)


def tokenize(text: str, start: int = 0, end: int | None = None) -> list[Token]:
    """Return the words of `text`, or of a part of it, in order."""
    return [
        Token(_folded_word(one := match.group()), one, *match.span())
        for match in WORD.finditer(text, start, len(text) if end is None else end)
    ]


def folded_words_of(text: str) -> set[str]:
    """Return the different folded words of `text`, fast: what `tokenize` folds, without where."""
    return set(WORD.findall(fold(text)))


def same_words(one: str, other: str) -> bool:
    """Say whether two strings differ in nothing but case, accents, spacing and punctuation."""
    return [token.folded for token in tokenize(one)] == [token.folded for token in tokenize(other)]
