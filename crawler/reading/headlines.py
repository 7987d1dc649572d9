"""Boxes of headlines beside a page's text, known by their shape: a heading, and below it short
lines that are no sentences. What it names, the text beside it names several times over.

Pages of prose name missions in sentences anywhere, so what a headline names there would be taken
for what the page says. Lists are told from such boxes by their repetition.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from crawler.reading.blocks import Block, Box
from crawler.reading.headcounts import find_headcounts
from crawler.reading.sections import heading_status
from crawler.reading.sentences import framework_in
from missions.cue_words import Words, sentence_words
from missions.dates import find_dates
from missions.places import find_places
from missions.recognise import recogniser

LONGEST_HEADING = 40
LONGEST_LINE = 120
MOST_OF_TEXT = 4
"""Which part of the text beside it such a box may be, at most."""
MANY_TIMES = 2
FEWEST_WORDS = 2
"""Words of some length that a headline has beside names of missions and places."""
SENTENCE = re.compile(r"[.:;,!]\s*$")


def headlines_beside(blocks: Sequence[Block]) -> Iterator[Block]:
    """Yield the blocks of boxes of headlines that stand beside the main heading's box."""
    main = next((block for block in blocks if block.level == 1), None)
    trunk: Box | None = main.box if main else None
    while trunk is not None and trunk.parent is not None:
        own = blocks[trunk.first : trunk.end]
        for box in trunk.parent.children:
            inside = blocks[box.first : box.end]
            if box is not trunk and _look_like_headlines(inside, own) and _add_little(inside, own):
                yield from inside
        trunk = trunk.parent


def _look_like_headlines(blocks: Sequence[Block], beside: Sequence[Block]) -> bool:
    """Say whether a box begins with a heading and has short lines below it, no sentences."""
    lines = [block.text for block in blocks if not block.level]
    if not lines or not blocks[0].level or not _is_neutral(blocks[0].text):
        return False
    if _length(blocks) * MOST_OF_TEXT > _length(beside):
        return False
    return all(len(line) <= LONGEST_LINE and not SENTENCE.search(line) for line in lines)


def _length(blocks: Sequence[Block]) -> int:
    return sum(len(block.text) for block in blocks)


def _add_little(blocks: Sequence[Block], beside: Sequence[Block]) -> bool:
    """Say whether lines name few missions beside those of the text, and none as a list does: with
    its people or dates, or alone."""
    named = _missions(blocks)
    lines = [block.text for block in blocks if not recogniser().names_nothing(block.text)]
    return len(_missions(beside)) > len(named) * MANY_TIMES and not any(map(_is_entry, lines))


def _missions(blocks: Sequence[Block]) -> set[str]:
    return {one.mission for block in blocks for one in recogniser().find(block.text)}


def _is_entry(line: str) -> bool:
    words = Words.of(line)
    if find_dates(line) or find_headcounts(line, words):
        return True
    known = [(one.start, one.end) for one in recogniser().find(line)]
    known += [(one.start, one.end) for one in find_places(line)]
    left = [
        token
        for token in words.tokens
        if len(token.printed) > 2 and not any(start <= token.start < end for start, end in known)
    ]
    return len(left) < FEWEST_WORDS


def _is_neutral(heading: str) -> bool:
    """Say whether a heading tells neither missions nor whose, where or whether they run."""
    if len(heading) > LONGEST_HEADING or heading_status(heading) or framework_in(heading):
        return False
    words = Words.of(heading)
    if sentence_words().matter.find(words) or sentence_words().actors.find(words):
        return False
    return not find_places(heading) and recogniser().names_nothing(heading)
