"""Headings that describe what a mission does and do not name it: the text below names it.

"The second air operation against the threat of Iraq", then "Operation Display Deterrence: …".
"""

from __future__ import annotations

from collections.abc import Sequence

from crawler.reading.blocks import Block
from crawler.reading.names import ACRONYM
from crawler.reading.titles import find_mentions
from missions.lexicon import has_head
from missions.spans import Spans
from missions.tokens import tokenize
from missions.wording import words_of

OPENING = 60
"""Characters within which the name stands that a paragraph opens with."""


def is_described(position: int, content: Sequence[Block], organisation: str | None) -> bool:
    """Say whether the block at a position is a heading that describes what its text names."""
    heading = content[position]
    following = content[position + 1] if position + 1 < len(content) else None
    if not heading.level or following is None or following.level or _has_acronym(heading.text):
        return False
    named = find_mentions(following, organisation)
    if not named:
        return False
    return named[0].start <= OPENING or not _is_proper(heading.text)


def _has_acronym(text: str) -> bool:
    words = words_of(tokenize(text))
    named = Spans((word.start, word.end) for word in words if word.sign[0] == "@")
    return any(not named.touch(*match.span()) for match in ACRONYM.finditer(text))


def _is_proper(text: str) -> bool:
    """Say whether the word for the kind of body has a capital, as names have; in German all do."""
    heads = [token.printed for token in tokenize(text) if has_head(token.folded)]
    return any(head[0].isupper() for head in heads)
