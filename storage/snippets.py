"""The part of a text that shows why it was found, as pieces. Knows no database and no HTML."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from itertools import islice
from typing import TypeAlias

from storage.wanted_words import Term

Piece: TypeAlias = tuple[str, bool]
"""Some text, and whether it is what was looked for."""
Pieces: TypeAlias = tuple[Piece, ...]
Span: TypeAlias = tuple[int, int]

LENGTH = 240
LEAD = 60
"""Letters before the first hit."""
MOST_HITS = 500
"""Of one term; the place is chosen by these."""
CUT = "…"

_SINGLE = {"ø": "o", "Ø": "o", "ł": "l", "Ł": "l", "đ": "d", "Đ": "d", "ı": "i", "ẞ": "ß"}
_DOUBLE = {"ss": "(?:ss|ß)", "oe": "(?:oe|œ)", "ae": "(?:ae|æ)"}
_PAIR = re.compile("|".join(_DOUBLE))


def marked(text: str, terms: Sequence[Term]) -> Pieces:
    """Return the whole text with what was looked for marked."""
    said = unicodedata.normalize("NFC", text)
    return _pieces(said, 0, len(said), [span for span, _ in _hits(said, terms)])


def snippet(text: str, terms: Sequence[Term]) -> Pieces:
    """Return the part of a text that holds most of what was looked for; () if it holds nothing."""
    said = unicodedata.normalize("NFC", text)
    hits = _hits(said, terms)
    if not hits:
        return ()
    start = _at_word(said, max(0, _best_place(hits) - LEAD))
    end = min(len(said), start + LENGTH)
    while end < len(said) and not said[end].isspace() and end < start + LENGTH + LEAD:
        end += 1
    shown = _pieces(said, start, end, [span for span, _ in hits])
    before = ((CUT, False),) if start > 0 else ()
    after = ((CUT, False),) if end < len(said) else ()
    return before + shown + after


def _hits(said: str, terms: Sequence[Term]) -> list[tuple[Span, int]]:
    """Return where the terms stand, in order, each with the number of its term."""
    plain = said.translate(_SAME_LENGTH)
    found = (
        (match.span(), number)
        for number, term in enumerate(terms)
        for match in islice(_pattern(term).finditer(plain), MOST_HITS)
    )
    return sorted(found)


def _best_place(hits: Sequence[tuple[Span, int]]) -> int:
    """Return where the stretch begins that has the most different terms."""
    near: Counter[int] = Counter()
    best, most, reached = 0, 0, 0
    for (begin, _), number in hits:
        while reached < len(hits) and hits[reached][0][0] <= begin + LENGTH - LEAD:
            near[hits[reached][1]] += 1
            reached += 1
        if len(near) > most:
            best, most = begin, len(near)
        near[number] -= 1
        if not near[number]:
            del near[number]
    return best


def _at_word(said: str, start: int) -> int:
    """Return where a word begins at or after `start`."""
    if start == 0:
        return 0
    blank = said.find(" ", start, start + LEAD)
    return start if blank < 0 else blank + 1


def _pieces(said: str, start: int, end: int, spans: Sequence[Span]) -> Pieces:
    pieces: list[Piece] = []
    at = start
    for first, last in spans:
        if first < at or last > end:
            continue
        pieces += [(said[at:first], False), (said[first:last], True)]
        at = last
    pieces.append((said[at:end], False))
    return tuple(piece for piece in pieces if piece[0])


@lru_cache(maxsize=256)
def _pattern(term: Term) -> re.Pattern[str]:
    words = (_PAIR.sub(lambda pair: _DOUBLE[pair[0]], word) for word in term.words)
    rest = r"[^\W_]*" if term.is_beginning else r"(?![^\W_])"
    return re.compile(r"(?<![^\W_])" + r"[\W_]+".join(words) + rest)


class _SameLength(dict[int, str]):
    """Letters without accent and in small: one for one, so that places stay the same."""

    def __missing__(self, code: int) -> str:
        letter = chr(code)
        plain = unicodedata.normalize("NFD", _SINGLE.get(letter, letter))[0].lower()
        self[code] = plain if len(plain) == 1 else letter
        return self[code]


_SAME_LENGTH = _SameLength()
