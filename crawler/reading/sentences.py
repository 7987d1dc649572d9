"""A block's sentences, the missions each names, and the organisation it stands under."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from operator import attrgetter

from crawler.reading.blocks import Block
from crawler.reading.frameworks import framework_in, framework_of
from crawler.reading.titles import find_mentions
from missions.cue_words import Found, Words, sentence_words
from missions.recognise import Mention
from missions.records import Evidence
from missions.tokens import Token, fold
from missions.vocabulary import vocabulary

__all__ = [
    "Sentence",
    "find_mentions_in",
    "framework_in",
    "framework_of",
    "framework_told",
    "sentences_of",
]

SENTENCE_END = re.compile(r"(?<=[.!?…])[\"”»')]*\s+(?=[\"“«'(]*[A-ZÀ-ÖØ-Þ])|\n")
ABBREVIATED = re.compile(
    r"(?:\b(?:[A-Z]|Gen|Lt|Maj|Col|Dr|Mr|Mrs|St|No|nr|art|o\.a|bv|vb|p\.ex|z\.B|ca|resp|max))\.$"
)
ROMAN = re.compile(r"\w [IVX]\.$")
"""The number behind a ruler's or a ship's name, which is no initial."""
LONGEST_ABBREVIATION = 8
LONGEST_SENTENCE = 1200
"""Characters; what is longer is no sentence, and all in it is weighed against all else in it."""
ORDINAL = re.compile(r"\b[0-3]?\d\.$")
FIRST_WORD = re.compile(r"\w+")
WORDS_TO_ORGANISATION = 3
"""Words, like articles, that may stand between "in the framework of" and the organisation."""


class _Named:
    """The missions that a block names, found once for all its sentences."""

    def __init__(self, block: Block, year: int | None) -> None:
        self._block, self._year = block, year
        self._found: dict[str | None, list[Mention]] = {}

    def within(self, organisation: str | None, start: int, end: int) -> list[Mention]:
        """Return the mentions within a range."""
        found = self._found.get(organisation)
        if found is None:
            found = self._found[organisation] = find_mentions(self._block, organisation, self._year)
        first = bisect_left(found, start, key=attrgetter("start"))
        after = bisect_left(found, end, key=attrgetter("start"))
        return [one for one in found[first:after] if one.end <= end]


@dataclass(frozen=True)
class Sentence:
    """A sentence, its block, and where in the block it stands."""

    block: Block
    text: str
    start: int
    named: _Named

    def evidence(self, start: int = 0, end: int | None = None) -> Evidence:
        """Return the evidence for a part of the sentence."""
        stop = len(self.text) if end is None else end
        return Evidence(self.block.path, self.start + start, self.start + stop)


def sentences_of(block: Block, year: int | None = None) -> list[Sentence]:
    """Return the sentences of a block in order; `year` is the one its page was written in."""
    text, named = block.text, _Named(block, year)
    return [
        Sentence(block, text[start:end], start, named)
        for start, end in _shortened(text, _ranges(text))
        if text[start:end].strip()
    ]


def _ranges(text: str) -> Iterator[tuple[int, int]]:
    """Yield where the sentences of a text stand."""
    start = 0
    for match in SENTENCE_END.finditer(text):
        if not _goes_on(text, match):
            yield start, match.start()
            start = match.end()
    yield start, len(text)


def _shortened(text: str, ranges: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Part what is too long for a sentence at a space: a page may print all on one line."""
    for start, end in ranges:
        at = start
        while end - at > LONGEST_SENTENCE:
            space = text.rfind(" ", at + 1, at + LONGEST_SENTENCE)
            part = space if space > 0 else at + LONGEST_SENTENCE
            yield at, part
            at = part
        yield at, end


def _goes_on(text: str, match: re.Match[str]) -> bool:
    """Say whether a full stop ends no sentence: "Gen. Deconinck", "am 14. Juni"."""
    before = text[max(0, match.start() - LONGEST_ABBREVIATION) : match.start()]
    following = FIRST_WORD.match(text, match.end())
    if ABBREVIATED.search(before):
        return not (ROMAN.search(before) and following and _opens(following.group()))
    is_month = following is not None and fold(following.group()) in vocabulary().months
    return is_month and ORDINAL.search(before) is not None


def _opens(word: str) -> bool:
    """Say whether a word with a capital begins a sentence and no name: "Leopold I. Im Mai"."""
    places, folded = sentence_words().places, word.lower()
    return folded in places["locative"] or folded in places["articles"]


def find_mentions_in(sentence: Sentence, organisation: str | None) -> list[Mention]:
    """Return the missions a sentence names; offsets are those of the sentence."""
    start, end = sentence.start, sentence.start + len(sentence.text)
    return [
        replace(one, start=one.start - start, end=one.end - start)
        for one in sentence.named.within(organisation, start, end)
    ]


def framework_told(told: Words) -> str | None:
    """Return the one organisation in whose framework a sentence tells something happens.

    "Dans le cadre de l'OTAN" and "in VN-verband" tell it; an organisation merely named does not.
    """
    words = sentence_words()
    begun = [one.after for one in words.framework_before.find(told)]
    named = {
        one.kind
        for one in words.frameworks.find(told)
        if _is_abbreviated_right(told.tokens, one)
        and (_is_followed(told.tokens, one) or any(_reaches(after, one) for after in begun))
    }
    return named.pop() if len(named) == 1 else None


def _is_abbreviated_right(tokens: list[Token], one: Found) -> bool:
    """Tell the UN from the French article "un"."""
    return one.after - one.first > 1 or tokens[one.first].printed.isupper()


def _is_followed(tokens: list[Token], one: Found) -> bool:
    following = tokens[one.after].folded if one.after < len(tokens) else ""
    return following in sentence_words().framework_after


def _reaches(after: int, one: Found) -> bool:
    return 0 <= one.first - after <= WORDS_TO_ORGANISATION
