"""What a person types to search, as terms; and text with its accents and capitals put aside.

Knows no database. Whatever is typed is understood: there is no syntax to get wrong.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

MOST_TERMS = 24
MOST_LETTERS = 100
"""Of one word; PostgreSQL refuses words of 2 KB."""
SHORTEST_BEGINNING = 3
"""A shorter word is only found as it is: "un" would begin half of all English words."""

_WORD = re.compile(r"[^\W_]+")
_TYPED = re.compile(r'"([^"]*)"?|(\S+)')
_LETTERS = str.maketrans({
    "ß": "ss", "ẞ": "ss", "œ": "oe", "Œ": "oe", "æ": "ae", "Æ": "ae",
    "ø": "o", "Ø": "o", "ł": "l", "Ł": "l", "đ": "d", "Đ": "d", "ı": "i",
})  # fmt: skip


@dataclass(frozen=True)
class Term:
    """Words that stand next to each other in what is found."""

    words: tuple[str, ...]
    """In small letters without accents."""
    is_beginning: bool
    """Whether the last one may go on."""


def terms_in(typed: str) -> tuple[Term, ...]:
    """Return what a person looks for; all of it must be found.

    Words in quotes must be found as they stand; of others the beginning is enough.
    """
    terms = (
        _term(quoted or single, is_quoted=not single) for quoted, single in _TYPED.findall(typed)
    )
    return tuple(dict.fromkeys(term for term in terms if term.words))[:MOST_TERMS]


def folded(text: str) -> str:
    """Return text in small letters without accents; "ß" becomes "ss" and "œ" "oe"."""
    parts = unicodedata.normalize("NFD", text.translate(_LETTERS))
    return "".join(letter for letter in parts if not unicodedata.combining(letter)).lower()


def _term(typed: str, *, is_quoted: bool) -> Term:
    words = tuple(_WORD.findall(folded(typed)))[:MOST_TERMS]
    last = words[-1] if words else ""
    is_cut = len(last) > MOST_LETTERS
    is_beginning = is_cut or (not is_quoted and len(last) >= SHORTEST_BEGINNING)
    return Term(tuple(word[:MOST_LETTERS] for word in words), is_beginning)
