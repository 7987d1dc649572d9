"""How many missions run now, in a page's own words: "21 ongoing missions and operations".

A count is read only from the introduction of a list that is whole, and only where the sentence
surely means all that run: no history ("71 since 1948"), no part of them ("12 in Africa"), no other
thing that is counted (people, countries), no rounded number. What is not sure is absent.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from crawler.reading.blocks import Block
from crawler.reading.headcounts import Number, numbers_in
from crawler.reading.sentences import Sentence, framework_in, sentences_of
from missions.count_words import count_words
from missions.cue_words import Words, sentence_words
from missions.places import find_places
from missions.records import Bound, Count, PageLink, PageRole
from missions.vocabulary import folded_words

CLAUSE_END = re.compile(r"[;:()]|\s[–—-]\s|,\s")
LONGEST_SENTENCE = 400
LONGEST_BUTTON = 60
MOST = 200
"""More missions never ran at one time."""
SHORT = 9
"""Words of a line that is its count and little else: "13 missions civiles et 11 opérations"."""
KINDS = ("civilian", "military")


def counts_of(
    blocks: Iterable[Block], everything: Iterable[Block], links: Iterable[PageLink], url: str
) -> tuple[Count, ...]:
    """Return the counts that the blocks above a list give; none where the list is not whole."""
    if _is_in_part(everything, links, url):
        return ()
    found: list[Count] = []
    for block in blocks:
        if not block.is_boilerplate and not block.is_link:
            for sentence in sentences_of(block):
                found += _counts_in(sentence)
    return tuple(found)


def _is_in_part(blocks: Iterable[Block], links: Iterable[PageLink], url: str) -> bool:
    """Say whether a pager or a button leads to the rest of the list."""
    page = url.partition("?")[0]
    if any(one.role is PageRole.LIST and one.url.partition("?")[0] == page for one in links):
        return True
    return any(len(block.text) < LONGEST_BUTTON and _asks_for_more(block.text) for block in blocks)


@lru_cache(maxsize=4096)
def _asks_for_more(text: str) -> bool:
    return count_words().more.search(folded_words(text)) is not None


@dataclass(frozen=True)
class _Counted:
    """A number with what it counts; positions are those of the sentence's words."""

    number: int
    kinds: frozenset[str]
    first: int
    after: int
    has_noun: bool


def _counts_in(sentence: Sentence) -> list[Count]:
    text = sentence.text
    if len(text) > LONGEST_SENTENCE:
        return []
    words = Words.of(text)
    folded = [token.folded for token in words.tokens]
    if not any(map(count_words().is_noun, folded)):
        return []
    counted = [one for one in _counted(text, words, folded) if _is_now(text, words, one)]
    return [
        _count(sentence, words, one, kind, number) for one, kind, number in _meant(counted, folded)
    ]


def _count(sentence: Sentence, words: Words, one: _Counted, kind: str | None, number: int) -> Count:
    start, end = words.tokens[one.first].start, words.tokens[one.after - 1].end
    organisation = framework_in(sentence.text)
    return Count(number, sentence.text, kind, organisation, sentence.evidence(start, end))


def _counted(text: str, words: Words, folded: Sequence[str]) -> Iterator[_Counted]:
    bounds = {one.after for one in sentence_words().bounds.find(words)}
    for number in numbers_in(text, words):
        rounded = number.bound is not Bound.EXACT or number.first in bounds
        if rounded or not 0 < number.value <= MOST or _is_part(words, number):
            continue
        one = _with_noun(text, words, folded, number)
        if one is not None:
            yield one


def _is_part(words: Words, number: Number) -> bool:
    """Say whether what stands before a number makes it one of a part: "à" does, and "a" not."""
    if number.first == 0:
        return False
    word = words.tokens[number.first - 1]
    return bool({word.folded, word.printed.lower()} & count_words().before)


def _with_noun(text: str, words: Words, folded: Sequence[str], number: Number) -> _Counted | None:
    """Return a number with the words it counts: "21 ongoing missions and operations"."""
    lexicon, kinds, after, has_noun = count_words(), set[str](), number.after, False
    for at in range(number.after, len(folded)):
        word = folded[at]
        between = text[words.tokens[at - 1].end : words.tokens[at].start]
        if set(between) & set(".,;:()–—"):
            break
        if lexicon.is_noun(word):
            has_noun, after = True, at + 1
            if word.endswith(lexicon.narrow_endings):
                kinds.add("narrow")
            if word in lexicon.kinds:
                kinds.add(lexicon.kinds[word])
        elif word in lexicon.kinds:
            kinds.add(lexicon.kinds[word])
            after = at + 1
        elif word not in lexicon.modifiers | lexicon.joins:
            break
    if not has_noun and not kinds & set(KINDS):
        return None
    if has_noun and _counts_some(text, words, folded, after):
        return None
    return _Counted(number.value, frozenset(kinds), number.first, after, has_noun)


def _counts_some(text: str, words: Words, folded: Sequence[str], after: int) -> bool:
    """Say whether what follows the noun narrows it: "12 missions with Belgian participation"."""
    if after >= len(folded):
        return False
    between = text[words.tokens[after - 1].end : words.tokens[after].start]
    if set(between) & set(".;:()–—,"):
        return False
    rest = " ".join(folded[after : after + 4])
    return folded[after] in count_words().after and not count_words().after_all.match(rest)


def _is_now(text: str, words: Words, one: _Counted) -> bool:
    """Say whether a count is of the missions that run now, and of all of them."""
    start, end = words.tokens[one.first].start, words.tokens[one.after - 1].end
    begin = max((match.end() for match in CLAUSE_END.finditer(text, 0, start)), default=0)
    stop = CLAUSE_END.search(text, end)
    clause = text[begin : stop.start() if stop else len(text)]
    folded, lexicon = folded_words(clause), count_words()
    if lexicon.past.search(folded) or re.search(r"\b(?:19|20)\d\d\b", clause):
        return False
    if lexicon.regions.search(folded) or find_places(clause):
        return False
    if lexicon.now.search(folded):
        return True
    whole = folded_words(text)
    if lexicon.past.search(whole) and not lexicon.now.search(whole):
        return False
    is_line = len(whole.split()) <= SHORT and not text.rstrip().endswith("?")
    return is_line or lexicon.presents.search(whole) is not None


def _meant(
    counted: Sequence[_Counted], folded: Sequence[str]
) -> Iterator[tuple[_Counted, str | None, int]]:
    """Yield counts with their kind: a total, civilian and military ones, or the sum of several."""
    if any("narrow" in one.kinds for one in counted):
        yield from _sums(counted)
        return
    totals = [one for one in counted if one.has_noun and _kind(one) is None]
    parts = {kind: [one for one in counted if _kind(one) == kind] for kind in KINDS}
    others = [one for one in counted if _kind(one) == "peacekeeping"]
    if len(totals) == 1 and not others:
        yield totals[0], None, totals[0].number
    elif len(others) == 1 and not totals and others[0].has_noun:
        yield others[0], "peacekeeping", others[0].number
    if all(len(some) == 1 for some in parts.values()):
        both = [some[0] for some in parts.values()]
        adds_up = len(totals) == 1 and sum(one.number for one in both) == totals[0].number
        if adds_up or all(one.has_noun for one in both):
            yield from ((one, _kind(one), one.number) for one in both)


def _sums(counted: Sequence[_Counted]) -> Iterator[tuple[_Counted, str | None, int]]:
    """ "Fifteen peacekeeping operations and one special political mission" are sixteen."""
    named = [one for one in counted if one.has_noun]
    if len(named) == 2 and named[1].first - named[0].after <= 1:
        yield named[0], None, sum(one.number for one in named)


def _kind(one: _Counted) -> str | None:
    """Return the one kind that is counted; "civilian and military missions" are all."""
    kinds = one.kinds - {"peacekeeping"} or one.kinds
    return next(iter(kinds)) if len(kinds) == 1 else None
