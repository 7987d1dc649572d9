"""The cue words of sentences in four languages, as compiled from `data/cues.toml`.

A cue is a sequence of words with gaps: "neemt … deel". Accents count where the text has any, for
"participe" is present and "participé" past; a text without a single accent is compared without.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from missions.data import read_toml
from missions.tokens import Token, fold, tokenize

GAPS = {"…": 10, "~": 3}
"""How many other words each sign of the data file stands for, at most."""
OWN_NUMBERS = {"own": "missions_own", "harm": "harm"}
OTHERS_WITHOUT_ACCENTS = frozenset({"würde", "würden", "könnte", "könnten"})
"""Words that are others without their accents: "wurde" is no condition."""
SINGLE_KINDS = frozenset({"ended", "extended", "suspended", "ending"})
Step = tuple[str, int]
"""A word of a cue, and how many words may stand before it."""


@dataclass(frozen=True)
class Words:
    """The words of a text, made ready once for all that is looked for among them."""

    tokens: list[Token]
    lower: list[str]
    plain: bool
    """The text has no accents."""

    @classmethod
    def of(cls, text: str) -> Words:
        """Return the words of a text."""
        return cls.made(tokenize(text))

    @classmethod
    def made(cls, tokens: list[Token]) -> Words:
        """Return tokens as words."""
        lower = [token.printed.lower() for token in tokens]
        return cls(tokens, lower, all(map(str.isascii, lower)))


@dataclass(frozen=True)
class Found:
    """A cue found among words: its kind, and the positions of its words."""

    kind: str
    words: tuple[int, ...]

    @property
    def first(self) -> int:
        """The position of its first word."""
        return self.words[0]

    @property
    def after(self) -> int:
        """The position behind its last word."""
        return self.words[-1] + 1


@dataclass(frozen=True)
class Pattern:
    """One cue: what it tells, and its words after the first."""

    kind: str
    rest: tuple[Step, ...]
    needs: frozenset[str]
    """The words of `rest`: where one is lacking, places need not be looked for."""

    @classmethod
    def of(cls, kind: str, rest: Iterable[Step]) -> Pattern:
        """Return the pattern of a cue without its first word."""
        steps = tuple(rest)
        return cls(kind, steps, frozenset(word for word, _ in steps))


class CueWords:
    """A set of cues that is looked up by first words, the longest cue first.

    No gap spans one of `joints` and a cue of a single word: "werd niet verlengd en de missie werd
    gesloten" is two clauses.
    """

    def __init__(
        self, lists: Mapping[str, Iterable[str]], joints: frozenset[str] = frozenset()
    ) -> None:
        self._joints = joints
        self._singles: frozenset[str] = frozenset()
        self._exact: dict[str, list[Pattern]] = {}
        self._folded: dict[str, list[Pattern]] = {}
        for kind, cues in lists.items():
            for cue in cues:
                first, *rest = _steps(cue)
                self._exact.setdefault(first[0], []).append(Pattern.of(kind, rest))
                bare = ((fold(word), gap) for word, gap in rest)
                if first[0] in OTHERS_WITHOUT_ACCENTS:
                    continue
                self._folded.setdefault(fold(first[0]), []).append(Pattern.of(kind, bare))
        for patterns in (*self._exact.values(), *self._folded.values()):
            patterns.sort(key=lambda pattern: len(pattern.rest), reverse=True)
        if joints:
            self._singles = frozenset(
                word
                for words in (self._exact, self._folded)
                for word, patterns in words.items()
                if any(not one.rest and one.kind in SINGLE_KINDS for one in patterns)
            )

    def find(self, words: Words) -> list[Found]:
        """Return the cues among the words, in order; a word serves one cue only."""
        patterns = self._folded if words.plain else self._exact
        if patterns.keys().isdisjoint(words.lower):
            return []
        return list(self._found(words.lower, patterns))

    def _found(self, words: list[str], patterns: Mapping[str, list[Pattern]]) -> Iterator[Found]:
        taken: set[int] = set()
        there = frozenset(words)
        for position, word in enumerate(words):
            if word not in patterns or position in taken:
                continue
            for pattern in patterns[word]:
                if not pattern.needs <= there:  # most cues that begin with a word
                    continue
                places = _places(words, position, pattern.rest, taken)
                if places and self._is_one_clause(words, places):
                    taken.update(places)
                    yield Found(pattern.kind, places)
                    break

    def _is_one_clause(self, words: list[str], places: tuple[int, ...]) -> bool:
        gap = words[places[0] + 1 : places[-1]]
        return self._joints.isdisjoint(gap) or self._singles.isdisjoint(gap)


def _places(
    words: list[str], position: int, rest: Sequence[Step], taken: set[int]
) -> tuple[int, ...]:
    places = [position]
    for word, gap in rest:
        start = places[-1] + 1
        reach = range(start, min(start + gap + 1, len(words)))
        found = next((at for at in reach if words[at] == word and at not in taken), None)
        if found is None:
            return ()
        places.append(found)
    return tuple(places)


def _steps(cue: str) -> list[Step]:
    steps: list[Step] = []
    gap = 0
    for part in cue.split():
        if part in GAPS:
            gap = GAPS[part]
            continue
        for token in tokenize(part):
            steps.append((token.printed.lower(), gap))
            gap = 0
    return steps


@dataclass(frozen=True)
class SentenceWords:
    """All that sentences are looked at for."""

    cues: CueWords
    """Kinds of `[participation.cues]`; the wording of mission lists is among current and ended."""
    belgian_voice: re.Pattern[str]
    """Belgium, the ministry's "we", or a participation: a quick look before any other."""
    actors: CueWords
    """Kinds `belgium`, `own` and `other`."""
    count: frozenset[str]
    """Headings of a column with Belgium's numbers, folded."""
    own_strength: frozenset[str]
    """Headings of a column with the missions' own numbers, folded."""
    matter: CueWords
    """Kinds `matter` and `part`."""
    people: CueWords
    numbers: CueWords
    """Kinds are the numbers themselves."""
    single_numbers: Mapping[str, int]
    """Numbers of one word, folded: they make up "tweeëntwintig"."""
    collectives: CueWords
    """Numbers that are round by their word: "een tiental"."""
    bounds: CueWords
    between: frozenset[str]
    """Words between a number and the people."""
    adjectives: frozenset[str]
    clauses: Mapping[str, frozenset[str]]
    dates: CueWords
    """Kinds `since`, `until` and `range`: the first word of a period whose end follows."""
    date_joins: CueWords
    open_ends: CueWords
    date_between: frozenset[str]
    places: Mapping[str, frozenset[str]]
    voice: CueWords
    """Kinds `foreign`, names of other countries' armies, and `ours`, "our country"."""
    foreign_domains: frozenset[str]
    contributors: frozenset[str]
    """Countries that send troops."""
    helped: frozenset[str]
    """Nationalities of those whom missions help, lower case."""
    presence: CueWords
    """Kinds `now` and `then`: verbs of people at work, where no cue tells a time."""
    units: CueWords
    """Ships, aircraft and detachments."""
    missions_own: CueWords
    """Words beside numbers that are a mission's `own`, or of what happened to people (`harm`)."""
    last: frozenset[str]
    """Words before people without a number."""
    there: CueWords
    """Words that stand for the mission named before."""
    approval: CueWords
    joining: re.Pattern[str]
    """Beginnings of folded words that say that somebody has a part in something."""
    frameworks: CueWords
    framework_before: CueWords
    framework_after: frozenset[str]


@cache
def sentence_words() -> SentenceWords:
    """Return the sentence words that ship with the product."""
    raw = read_toml("cues.toml")
    part = raw["participation"]
    dates = part["dates"]
    return SentenceWords(
        cues=CueWords(
            _with_list_wording(part["cues"], raw["status"]["sentence"]),
            frozenset(part["clauses"]["conjunctions"]),
        ),
        belgian_voice=_any_of([*part["subject"], *part["own"], *part["part"]]),
        actors=CueWords(
            {"belgium": part["subject"], "own": part["own"], "other": part["others"]},
        ),
        count=frozenset(map(fold, part["count"])),
        own_strength=frozenset(map(fold, part["own_strength"])),
        matter=CueWords({"matter": part["matter"], "part": part["part"]}),
        people=CueWords(part["people"]),
        numbers=CueWords(part["numbers"]),
        single_numbers={
            fold(word): int(number) for number, words in part["numbers"].items() for word in words
        },
        collectives=CueWords(part["collectives"]),
        bounds=CueWords({name: part["bounds"][name] for name in ("about", "most", "least")}),
        between=frozenset(part["bounds"]["between"]),
        adjectives=frozenset(part["bounds"]["adjectives"]),
        clauses={name: frozenset(words) for name, words in part["clauses"].items()},
        dates=CueWords({name: dates[name] for name in ("since", "until", "range")}),
        date_joins=CueWords({"join": dates["joins"]}),
        open_ends=CueWords({"open": dates["open"]}),
        date_between=frozenset(dates["between"]),
        places={name: frozenset(words) for name, words in part["places"].items()},
        voice=CueWords({"foreign": part["voice"]["foreign"], "ours": part["voice"]["our_country"]}),
        foreign_domains=frozenset(part["voice"]["foreign_domains"]),
        contributors=frozenset(part["voice"]["contributors"]),
        helped=frozenset(part["voice"]["helped"]),
        presence=CueWords({name: part["presence"][name] for name in ("now", "then")}),
        units=CueWords({"unit": part["presence"]["units"]}),
        missions_own=CueWords({name: part["presence"][key] for name, key in OWN_NUMBERS.items()}),
        last=frozenset(part["presence"]["last"]),
        there=CueWords({"there": part["presence"]["there"]}),
        approval=CueWords({"approval": part["presence"]["approval"]}),
        joining=re.compile(
            rf"\b(?:{'|'.join(map(re.escape, map(fold, part['presence']['joining'])))})"
        ),
        frameworks=CueWords(raw["frameworks"]),
        framework_before=CueWords({"before": raw["framework_phrase"]["before"]}),
        framework_after=frozenset(raw["framework_phrase"]["after"]),
    )


def _any_of(words: list[str]) -> re.Pattern[str]:
    """Return a pattern of words as they stand, with their accents or without."""
    forms = {form for word in words for form in (word, fold(word))}
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, sorted(forms)))})\b", re.IGNORECASE)


def _with_list_wording(
    cues: Mapping[str, list[str]], sentence: Mapping[str, list[str]]
) -> dict[str, list[str]]:
    return {
        **cues,
        "current": [*cues["current"], *sentence["ongoing"]],
        "ended": [*cues["ended"], *sentence["ended"]],
    }
