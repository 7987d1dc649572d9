"""Passages of running text: what stands under a heading, or under the bold words it begins with.

"<h3>NATO in Kosovo</h3><p>…" and "<p><b>NATO in Kosovo</b><br>…" are one: a heading that says what
the passage is about, and its sentences.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from crawler.reading.blocks import Block
from crawler.reading.sentences import Sentence, sentences_of
from missions.recognise import recogniser

LONGEST_HEADING = 90
SHORTEST_TEXT = 30
"""Characters below a line that make it a heading rather than one of two lines."""


@dataclass(frozen=True)
class Passage:
    """Blocks that tell of one thing; the heading, where there is one, is their first sentence."""

    blocks: tuple[Block, ...]
    heading: Sentence | None

    def sentences(self, block: Block) -> list[Sentence]:
        """Return the sentences of one of its blocks, without those of its heading."""
        if self.heading is None or block is not self.heading.block:
            return sentences_of(block)
        after = len(self.heading.text)
        return [_from(one, after) for one in sentences_of(block) if _end(one) > after]

    def all_sentences(self) -> Iterator[Sentence]:
        """Yield its sentences in order, the heading first."""
        if self.heading is not None:
            yield self.heading
        for block in self.blocks:
            if not block.level or self.heading is None or block is not self.heading.block:
                yield from self.sentences(block)

    @cached_property
    def text(self) -> str:
        """What it says below its heading."""
        texts = (one.text for block in self.blocks for one in self.sentences(block))
        return "\n".join(text for one in texts if (text := one.strip()))


def passages_of(blocks: Sequence[Block]) -> Iterator[Passage]:
    """Yield the passages of running text. Links alone are no text: menus name missions too."""
    part: list[Block] = []
    for block in blocks:
        is_headed = block.level or (_is_text(block) and _headed(block))
        if part and (is_headed or not _is_below(block, part[0])):
            yield _passage(part)
            part = []
        if _is_text(block):
            part.append(block)
    if part:
        yield _passage(part)


def passage_under(title: Block, body: Sequence[Block]) -> Passage:
    """Return the passage that an entry is: a title and what stands below it."""
    return _passage([title, *(block for block in body if _is_text(block))])


def _is_below(block: Block, first: Block) -> bool:
    """Say whether a block stands where the heading of a passage still reaches."""
    return not first.level or any(one.index == first.index for one in block.over)


def _is_text(block: Block) -> bool:
    return not block.is_boilerplate and (bool(block.level) or not block.is_link)


def _passage(blocks: Sequence[Block]) -> Passage:
    first = blocks[0]
    if first.level:
        return Passage(tuple(blocks), replace(sentences_of(first)[0], text=first.text, start=0))
    return Passage(tuple(blocks), _headed(first))


def _headed(block: Block) -> Sentence | None:
    """Return the line or bold words that head the text of a block itself."""
    text = block.text
    if block.level:
        return None
    line = text.find("\n")
    end = line if line >= 0 else block.emphasis
    if not 0 < end <= LONGEST_HEADING or len(text) - end < SHORTEST_TEXT:
        return None
    is_bold = block.emphasis >= end - 1
    head = text[:end].rstrip()
    if line < 0 and (not is_bold or not recogniser().names_nothing(head)):
        return None
    if not is_bold and (head.endswith((".", ":", ";", ",")) or text.count("\n") > 1):
        return None
    return replace(sentences_of(block)[0], text=text[:end], start=0)


def _end(sentence: Sentence) -> int:
    return sentence.start + len(sentence.text)


def _from(sentence: Sentence, start: int) -> Sentence:
    """Return what a sentence says from some place of its block on."""
    cut = max(0, start - sentence.start)
    return replace(sentence, text=sentence.text[cut:], start=sentence.start + cut)
