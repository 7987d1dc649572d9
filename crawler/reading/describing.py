"""Headings that describe what a mission does and do not name it: the text below names it.

"The second air operation against the threat of Iraq", then "Operation Display Deterrence: …".
"""

from __future__ import annotations

from collections.abc import Sequence

from crawler.reading.blocks import Block
from crawler.reading.names import ACRONYM, doubt
from crawler.reading.titles import find_mentions
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
    if doubt(heading.text):  # an office is kept, for a person to look at
        return False
    named = find_mentions(following, organisation)
    return bool(named) and named[0].start <= OPENING


def _has_acronym(text: str) -> bool:
    words = words_of(tokenize(text))
    named = Spans((word.start, word.end) for word in words if word.sign[0] == "@")
    return any(not named.touch(*match.span()) for match in ACRONYM.finditer(text))
