"""How pages word the fields of a mission, as compiled from `data/fields.toml`.

Labels are known by their words: every word belongs to lists of like meaning, and rules say which
lists together name which field.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import NamedTuple

from missions.data import read_toml
from missions.vocabulary import folded_words

FILLER = "filler"
WORD = re.compile(r"[^\W_]+")


class Hit(NamedTuple):
    """A phrase found in a text: its list, and where it stands."""

    kind: str
    start: int
    end: int


class Phrases:
    """Lists of phrases that are looked for together, in one pass over the words of a text."""

    def __init__(self, lists: Mapping[str, list[str]]) -> None:
        """Take phrases of folded words by the name of their list."""
        by_first: dict[str, list[tuple[str, tuple[str, ...]]]] = {}
        for kind, phrases in lists.items():
            for phrase in dict.fromkeys(phrases):
                words = tuple(phrase.split())
                by_first.setdefault(words[0], []).append((kind, words))
        for found in by_first.values():
            found.sort(key=lambda one: -len(one[1]))
        self._by_first = by_first
        # A sentence is asked for its fields, for its period and for its host.
        self._found = lru_cache(maxsize=512)(self._find)

    def find(self, folded: str) -> tuple[Hit, ...]:
        """Return the phrases in a folded text in order, of each list the longest at a place."""
        return self._found(folded)

    def _find(self, folded: str) -> tuple[Hit, ...]:
        places = [match.span() for match in WORD.finditer(folded)]
        words = [folded[start:end] for start, end in places]
        hits: list[Hit] = []
        ends: dict[str, int] = {}
        for position, word in enumerate(words):
            for kind, phrase in self._by_first.get(word, ()):
                last = position + len(phrase) - 1
                if last < ends.get(kind, 0) or tuple(words[position : last + 1]) != phrase:
                    continue
                if position >= ends.get(kind, 0):
                    ends[kind] = last + 1
                    hits.append(Hit(kind, places[position][0], places[last][1]))
        return tuple(hits)


@dataclass(frozen=True)
class LabelRule:
    """A label names `field` when its words cover `needs` and the rest of them is in `may`."""

    field: str
    needs: tuple[str, ...]
    allowed: frozenset[str]

    def fits(self, lists: Sequence[frozenset[str]], together: frozenset[str]) -> bool:
        """Say whether words in these lists, `together` all of them, are such a label."""
        return together.issuperset(self.needs) and all(one & self.allowed for one in lists)


@dataclass(frozen=True)
class FieldWords:
    """The words, folded. Patterns match whole words of a text folded sign by sign."""

    words: Mapping[str, frozenset[str]]
    """Lists by word."""
    stems: Mapping[str, frozenset[str]]
    """Lists by the beginning of a word."""
    rules: tuple[LabelRule, ...]
    texts: Mapping[str, str | None]
    """Field by whole label; None for what is no label."""
    as_of: re.Pattern[str]
    people: Mapping[str, re.Pattern[str]]
    said: Phrases
    """What sentences say beside a date or a number of people, and before the name of a head."""
    articles: frozenset[str]
    """Words that may stand between a preposition and its date."""
    until: re.Pattern[str]
    """What stands last in a text before the date that is an end."""
    legal: re.Pattern[str]
    led_hints: tuple[str, ...]
    """Bits of text without one of which nobody is said to lead."""
    foremost: re.Pattern[str]
    """The titles of who leads a whole mission."""
    titles: frozenset[str]
    bodies: frozenset[str]


@cache
def field_words() -> FieldWords:
    """Return the words that ship with the product."""
    raw = read_toml("fields.toml")
    lists: dict[str, list[str]] = raw["label_words"]
    return FieldWords(
        words=_by_word((name, word) for name, word in _pairs(lists) if word[-1] != "*"),
        stems=_by_word((name, word[:-1]) for name, word in _pairs(lists) if word[-1] == "*"),
        rules=tuple(
            LabelRule(
                one["field"],
                tuple(one["needs"]),
                frozenset((*one["needs"], *one["may"], FILLER)),
            )
            for one in raw["label"]
        ),
        texts={
            folded_words(label): None if name == "none" else name
            for name, label in _pairs(raw["label_texts"])
        },
        as_of=re.compile(rf"(?:^|[\s,;(])(?:{alternatives(raw['label_dates']['as_of'])})\W*$"),
        people=_patterns(raw["people"]),
        said=Phrases(
            {
                **raw["said"],
                **raw["people_said"],
                "nouns": raw["people"]["nouns"],
                "led": raw["led"]["by"],
            }
        ),
        articles=frozenset(raw["said"]["articles"]),
        until=_before_date(raw["said"]["until_words"], raw["said"]["articles"]),
        legal=_legal(raw["legal"]),
        led_hints=tuple(raw["led"]["hints"]),
        foremost=_pattern(raw["led"]["foremost"]),
        titles=frozenset(raw["led"]["titles"]),
        bodies=frozenset(raw["led"]["bodies"]),
    )


@lru_cache(maxsize=16384)
def lists_of(word: str) -> frozenset[str]:
    """Return the lists a folded word is in; empty when it is in none."""
    known = field_words()
    lists = set(known.words.get(word, ()))
    if word.startswith(_stems()):
        for length in range(3, len(word) + 1):
            lists |= known.stems.get(word[:length], frozenset())
    return frozenset(lists)


@cache
def _stems() -> tuple[str, ...]:
    return tuple(field_words().stems)


def _pairs(lists: Mapping[str, list[str]]) -> Iterable[tuple[str, str]]:
    return [(name, word) for name, words in lists.items() for word in words]


def _by_word(pairs: Iterable[tuple[str, str]]) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for name, word in pairs:
        found.setdefault(word, set()).add(name)
    return {word: frozenset(names) for word, names in found.items()}


def _patterns(lists: Mapping[str, list[str]]) -> dict[str, re.Pattern[str]]:
    return {name: _pattern(words) for name, words in lists.items()}


def _pattern(words: list[str]) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{alternatives(words)})(?!\w)")


def _before_date(words: list[str], articles: list[str]) -> re.Pattern[str]:
    return re.compile(
        rf"(?<!\w)(?:{alternatives(words)})(?:\W+(?:{alternatives(articles)})(?!\w))*\W*$"
    )


def _legal(acts: Mapping[str, list[str]]) -> re.Pattern[str]:
    """Build what finds the symbol of an act: S/RES/2690 (2023), (CFSP) 2023/162, PC.DEC/1117."""
    number = r"(?:n[or]?\W{0,2})?"
    year = r"(?:\s?\((?:s/)?[0-9]{4}\))?"
    policy = alternatives(acts["policies"])
    return re.compile(
        rf"(?<!\w)(?:[sa]/res/[0-9]+(?:/[0-9]+)?{year}"
        rf"|(?:{alternatives(acts['resolutions'])})\.?\s{number}[0-9]{{2,4}}(?![0-9/]){year}"
        rf"|(?:{alternatives(acts['acts'])})\s(?:\((?:{policy})\)\s)?{number}"
        rf"(?:[0-9]{{4}}/[0-9]{{1,4}}(?:/(?:{policy}))?)(?![0-9])"
        rf"|\((?:{policy})\)\s{number}[0-9]{{4}}/[0-9]{{1,4}}(?![0-9])"
        rf"|[0-9]{{4}}/[0-9]{{1,4}}/(?:{policy})(?!\w)"
        rf"|pc\.dec/[0-9]+|(?:{alternatives(acts['councils'])})\s{number}[0-9]+"
        rf"|(?:{alternatives(acts['alone'])})(?!\w))"
    )


def alternatives(words: Iterable[str]) -> str:
    """Return the words as alternatives of a pattern, the longest first, any gap between words."""
    ordered = sorted(set(words), key=len, reverse=True)
    return "|".join(re.escape(word).replace(r"\ ", r"\W+") for word in ordered)
