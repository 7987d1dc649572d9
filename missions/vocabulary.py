"""The field's words in four languages, as compiled from `data/cues.toml`."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from missions.data import read_toml
from missions.records import Status
from missions.tokens import fold, words_in


@dataclass(frozen=True)
class DateWords:
    """What stands in or beside a date besides day, month and year; folded."""

    ordinals: tuple[str, ...]
    between: tuple[str, ...]
    weekdays: tuple[str, ...]
    parts: tuple[str, ...]
    """Parts of a month or year: "early", "Q3"."""
    numbered: tuple[str, ...]
    """Words before a number that is no year."""
    counted: tuple[str, ...]
    """Words after a number that is no year."""
    joins: frozenset[str]
    until: tuple[str, ...]
    present: frozenset[str]


@dataclass(frozen=True, eq=False)
class StatusWords:
    """The words that tell each status, and the first word of each phrase among them."""

    patterns: Mapping[Status, re.Pattern[str]]
    firsts: frozenset[str]


@dataclass(frozen=True)
class Vocabulary:
    """Cue words, folded. Patterns match whole words of a folded, space-joined text."""

    heading_status: StatusWords
    status_names: re.Pattern[str]
    """Phrases in names whose words tell no status: "the former Yugoslavia"."""
    beside_status: frozenset[str]
    """Words that may stand beside a status in a line that heads missions."""
    suffix_status: StatusWords
    sentence_status: StatusWords
    unsettled: re.Pattern[str]
    """That a mission has not begun, or rests."""
    frameworks: Mapping[str, re.Pattern[str]]
    framework: re.Pattern[str]
    """Any organisation's name."""
    framework_phrase: frozenset[str]
    framework_beginnings: frozenset[str]
    """The first words of organisations' names, and those of phrases around them."""
    boilerplate_headings: frozenset[str]
    boilerplate_beginnings: re.Pattern[str]
    """How headings begin whose section names missions without listing them."""
    boilerplate_endings: frozenset[str]
    """How headings of a few words end that open news: "SHAPE news"."""
    boilerplate_firsts: frozenset[str]
    """The first words of such headings: no other heading need be looked at."""
    no_list: re.Pattern[str]
    """What a page's main heading says where the page lists no missions, whatever it names."""
    furniture: frozenset[str]
    final: re.Pattern[str]
    ceiling: re.Pattern[str]
    """That a number is the strength a mission may have, not the one it has."""
    lists: frozenset[str]
    """What links to lists of missions say."""
    lists_firsts: frozenset[str]
    labels: Mapping[str, str]
    """Field name by folded label."""
    counters: frozenset[str]
    """Words beside numbers that change by themselves: of visits, rows, days since."""
    updated: re.Pattern[str]
    updated_firsts: frozenset[str]
    """The first words of what is printed before the date of the last change."""
    as_of: re.Pattern[str]
    """What ends right before the day on which a page counted."""
    page_counters: re.Pattern[str]
    """What a page counts of itself: its views, the photos of its gallery."""
    mission_nouns: frozenset[str]
    plurals: frozenset[str]
    """Words that name missions in general: a heading has them and a name has not."""
    title_words: frozenset[str]
    """Words that may stand beside a mission's name in its title: types, statuses, fillers."""
    type_endings: tuple[str, ...]
    """How compounds end that say what kind a mission is: "politiemissie"."""
    unsure: re.Pattern[str]
    months: Mapping[str, int]
    dates: DateWords


@lru_cache(maxsize=4096)
def folded_words(text: str) -> str:
    """Return the words of a text, folded and joined by single spaces."""
    return " ".join(words_in(text))


@cache
def vocabulary() -> Vocabulary:
    """Return the vocabulary that ships with the product."""
    raw = read_toml("cues.toml")
    return Vocabulary(
        heading_status=_by_status(raw["status"]["heading"]),
        status_names=pattern_of(raw["status"]["names"]["words"]),
        beside_status=frozenset(raw["status"]["beside"]["words"]),
        suffix_status=_by_status(
            {
                name: [*words, *raw["status"]["heading"][name]]
                for name, words in raw["status"]["suffix"].items()
            }
        ),
        sentence_status=_by_status(raw["status"]["sentence"]),
        unsettled=pattern_of(raw["status"]["unsettled"]["words"]),
        frameworks={name: pattern_of(words) for name, words in raw["frameworks"].items()},
        framework=pattern_of([word for words in raw["frameworks"].values() for word in words]),
        framework_phrase=frozenset(raw["framework_phrase"]["words"]),
        framework_beginnings=_firsts_of(
            raw["framework_phrase"]["words"], *raw["frameworks"].values()
        ),
        boilerplate_headings=frozenset(map(fold, raw["boilerplate"]["headings"])),
        boilerplate_beginnings=pattern_of(raw["boilerplate"]["beginnings"]),
        boilerplate_endings=frozenset(raw["boilerplate"]["endings"]),
        boilerplate_firsts=_firsts_of(
            raw["boilerplate"]["headings"], raw["boilerplate"]["beginnings"]
        ),
        no_list=pattern_of(raw["boilerplate"]["no_list"]),
        furniture=frozenset(raw["boilerplate"]["furniture"]),
        final=pattern_of(raw["final"]["words"]),
        ceiling=pattern_of(raw["ceiling"]["words"]),
        lists=frozenset(map(folded_words, raw["followed"]["lists"])),
        lists_firsts=_firsts_of(raw["followed"]["lists"]),
        labels={
            folded_words(label): name for name, words in raw["fields"].items() for label in words
        },
        counters=frozenset(raw["labels"]["counters"]["words"]),
        updated=pattern_of(raw["labels"]["updated"]["words"]),
        updated_firsts=_firsts_of(raw["labels"]["updated"]["words"]),
        as_of=re.compile(rf"{pattern_of(raw['labels']['as_of']['words']).pattern}$"),
        page_counters=pattern_of(raw["labels"]["page_counters"]["words"]),
        mission_nouns=frozenset(raw["mission_nouns"]["words"]),
        plurals=frozenset(raw["mission_nouns"]["plurals"]),
        title_words=_words_of(
            raw["titles"]["words"],
            *raw["status"]["suffix"].values(),
            *raw["status"]["heading"].values(),
            *raw["frameworks"].values(),
            *(raw["fields"][name] for name in ("since", "until", "ended")),
        ),
        type_endings=tuple(raw["titles"]["endings"]),
        unsure=pattern_of(raw["mission_nouns"]["unsure"]),
        months={word: int(number) for number, words in raw["months"].items() for word in words},
        dates=_date_words(raw["dates"]),
    )


def _date_words(raw: Mapping[str, list[str]]) -> DateWords:
    listed = {name: tuple(dict.fromkeys(words)) for name, words in raw.items()}
    return DateWords(
        ordinals=listed["ordinals"],
        between=listed["between"],
        weekdays=listed["weekdays"],
        parts=listed["parts"],
        numbered=listed["numbered"],
        counted=listed["counted"],
        joins=frozenset(raw["joins"]),
        until=listed["until"],
        present=frozenset(raw["present"]),
    )


def _words_of(*lists: list[str]) -> frozenset[str]:
    return frozenset(word for words in lists for one in words for word in folded_words(one).split())


def _firsts_of(*lists: list[str]) -> frozenset[str]:
    """Return the first words of phrases: a cheap test before a pattern is tried."""
    return frozenset(words_in(one)[0] for words in lists for one in words)


def _by_status(lists: Mapping[str, list[str]]) -> StatusWords:
    patterns = {Status(name): pattern_of(words) for name, words in lists.items()}
    return StatusWords(patterns, _firsts_of(*lists.values()))


def pattern_of(words: Sequence[str]) -> re.Pattern[str]:
    """Return a pattern for any of these words or phrases in a folded text, the longest first."""
    alternatives = sorted((folded_words(word) for word in words), key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, alternatives))})\b")


@lru_cache(maxsize=8192)
def status_in(words: StatusWords, text: str) -> Status | None:
    """Return the status a text's words tell, None when they tell none or both.

    A word within a longer phrase of the other status tells nothing: "no longer active".
    """
    folded = folded_words(text)
    if words.firsts.isdisjoint(folded.split()):  # most texts
        return None
    folded = vocabulary().status_names.sub(" ", folded)
    found = {
        status: [match.span() for match in pattern.finditer(folded)]
        for status, pattern in words.patterns.items()
    }
    spans = [span for some in found.values() for span in some]
    told = [
        status
        for status, some in found.items()
        if any(not _is_within(span, spans) for span in some)
    ]
    return told[0] if len(told) == 1 else None


def _is_within(span: tuple[int, int], spans: Sequence[tuple[int, int]]) -> bool:
    return any(other != span and other[0] <= span[0] and span[1] <= other[1] for other in spans)
