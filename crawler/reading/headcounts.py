"""Numbers of people in a sentence, in figures or words: "een tiental waarnemers"."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from missions.cue_words import Found, Words, sentence_words
from missions.records import Bound, Headcount
from missions.tokens import Token, fold

FIGURES = re.compile(
    r"(?<![\w.,/-])(\d{1,3}(?:[.,\u00a0\u202f ]\d{3}){1,3}|\d{1,6})(?![\w/]|[.,-]\d)"
)
MOST_BETWEEN = 3
SHORTEST_COMPOUND, SHORTEST_LAST = 10, 7
"""Letters of a compound, and of the word for people that it ends in."""
ONE = 1
YEARS = range(1945, 2050)
SPLIT = re.compile(r"[,;:()]|\s[–—-]\s")


@dataclass(frozen=True)
class Counted:
    """A number of people and where it begins in the text."""

    headcount: Headcount
    start: int


@dataclass(frozen=True)
class Number:
    value: int
    first: int
    after: int
    """Positions of its words."""
    bound: Bound
    in_figures: bool = False


def find_headcounts(text: str, words: Words) -> list[Counted]:
    """Return the numbers of people a text gives, in order."""
    people = {one.first: one for one in _people(words)}
    if not people:
        return []
    bounds = {one.after: one for one in sentence_words().bounds.find(words)}
    tokens = words.tokens
    return [
        counted
        for number in numbers_in(text, words)
        if (counted := _counted(text, tokens, number, people, bounds))
    ]


def _people(words: Words) -> Iterator[Found]:
    """Yield the words for people; those that others are made of too: "genieofficieren"."""
    for position, word in enumerate(words.lower):
        kind = _compound_kind(word) if len(word) > SHORTEST_COMPOUND else None
        if kind is not None:
            yield Found(kind, (position,))
    yield from sentence_words().people.find(words)


@lru_cache(maxsize=4096)
def _compound_kind(word: str) -> str | None:
    """Return the kind of people of a Dutch or German compound, None for any other word."""
    for start in range(3, len(word) - SHORTEST_LAST + 1):
        last = sentence_words().people.find(Words.of(word[start:]))
        if last and last[0].after - last[0].first == 1 and word[start - 1] != "-":
            return last[0].kind
    return None


def _counted(
    text: str,
    tokens: Sequence[Token],
    number: Number,
    people: dict[int, Found],
    bounds: dict[int, Found],
) -> Counted | None:
    who = _people_after(text, tokens, number, people)
    if who is None:
        return None
    lead = bounds.get(number.first)
    bound = Bound(lead.kind) if lead and number.bound is Bound.EXACT else number.bound
    start = tokens[lead.first if lead else number.first].start
    printed = text[start : tokens[who.after - 1].end]
    return Counted(Headcount(number.value, printed, bound, who.kind), start)


def _people_after(
    text: str, tokens: Sequence[Token], number: Number, people: dict[int, Found]
) -> Found | None:
    """Return the people right behind a number; the last of "military observers" counts."""
    words = sentence_words()
    position = number.after
    for _ in range(MOST_BETWEEN + 1):
        who = people.get(position)
        while who is not None and who.after in people:
            if tokens[who.after].printed.lower() in words.between:
                break
            who = people[who.after]
        if who is not None and _is_noun(text, tokens, number, who):
            broken = SPLIT.search(text[tokens[number.after - 1].end : tokens[who.first].start])
            return None if broken else who
        if position >= len(tokens) or tokens[position].printed.lower() not in words.between:
            return None
        if number.in_figures and number.value in YEARS:  # "de 2003 à 2005 des policiers"
            return None
        position += 1
    return None


def _is_noun(text: str, tokens: Sequence[Token], number: Number, who: Found) -> bool:
    """Refuse "a military mission" and "deux missions militaires", where the word is no noun."""
    words = sentence_words()
    if tokens[who.first].printed.lower() not in words.adjectives or who.after - who.first > 1:
        return True
    if number.value == ONE and not number.in_figures:
        return False
    if who.after >= len(tokens) or text[tokens[who.first].end : tokens[who.after].start].strip():
        return True
    following = tokens[who.after].printed.lower()
    return following in words.places["locative"] | words.clauses["articles"] | words.between


def numbers_in(text: str, words: Words) -> Iterator[Number]:
    wanted, tokens = sentence_words(), words.tokens
    found = [
        *((one, Bound.ABOUT) for one in wanted.collectives.find(words)),
        *((one, Bound.EXACT) for one in wanted.numbers.find(words)),
    ]
    taken: set[int] = set()
    numbers = list(_in_figures(text, tokens))
    for one, bound in found:
        if taken.isdisjoint(range(one.first, one.after)):
            taken.update(range(one.first, one.after))
            numbers.append(Number(int(one.kind), one.first, one.after, bound))
    for position, token in enumerate(tokens):
        value = _compound(token.printed) if position not in taken else None
        if value is not None:
            numbers.append(Number(value, position, position + 1, Bound.EXACT))
    return _summed(text, tokens, sorted(numbers, key=lambda one: one.first))


def _summed(text: str, tokens: Sequence[Token], numbers: Sequence[Number]) -> Iterator[Number]:
    """Join "twenty-two" and "vingt-deux", which are two words."""
    position = 0
    while position < len(numbers):
        one = numbers[position]
        other = numbers[position + 1] if position + 1 < len(numbers) else None
        position += 1
        if (
            other
            and one.after == other.first
            and one.value % 10 == 0
            and other.value < 10 <= one.value
        ):
            hyphen = text[tokens[one.after - 1].end : tokens[other.first].start]
            if hyphen in ("-", "‑") and not one.in_figures:
                yield Number(one.value + other.value, one.first, other.after, one.bound)
                position += 1
                continue
        yield one


def _in_figures(text: str, tokens: Sequence[Token]) -> Iterator[Number]:
    starts = [token.start for token in tokens]
    for match in FIGURES.finditer(text):
        first, after = bisect_left(starts, match.start()), bisect_left(starts, match.end())
        value = int(re.sub(r"\D", "", match.group(1)))
        yield Number(value, first, after, Bound.EXACT, in_figures=True)


@cache
def _compound(word: str) -> int | None:
    """Return the number of "tweeëntwintig", "zweiundzwanzig" and "honderdvijftig", else None."""
    known = sentence_words().single_numbers
    folded = fold(word)
    for joint in ("en", "und"):
        head, found, tail = folded.partition(joint)
        while found:
            if known.get(head, 10) < 10 and known.get(tail, 0) >= 20:
                return known[head] + known[tail]
            more, found, tail = tail.partition(joint)
            head = f"{head}{joint}{more}"
    for hundred in ("honderd", "hundert"):
        head, found, tail = folded.partition(hundred)
        rest = (known.get(tail) or _compound(tail)) if found and tail else None
        if rest and (not head or head in known):
            return known.get(head, 1) * 100 + rest
    return None
