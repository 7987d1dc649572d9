"""A sentence with all that is found in it: its clauses, names, actors, dates and numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from itertools import groupby

from crawler.reading.actors import Actor, actors_of, own_actors, unowned
from crawler.reading.clauses import Clauses
from crawler.reading.headcounts import Counted, find_headcounts
from crawler.reading.periods import Period, find_periods
from crawler.reading.sentences import Sentence, framework_told
from missions.cue_words import sentence_words
from missions.places import Place, place_names, places_among
from missions.recognise import Mention
from missions.tokens import Token, fold

Name = tuple[int, int]
"""The range of a mission's or country's name in its sentence."""
BELGIUM = "BE"
CAPITALISED = re.compile(r"\b[^\W\d_a-zà-ÿ]\w+")


@dataclass(frozen=True)
class Said:
    """A sentence being read. What not every sentence needs is found when it is asked for."""

    sentence: Sentence
    clauses: Clauses
    mentions: Sequence[Mention]
    is_foreign: bool = False
    """Another country's page: "we" and "our troops" are not Belgium's."""

    @cached_property
    def places(self) -> list[Place]:
        """The countries it names beside Belgium."""
        if not may_name_country(self.sentence.text):
            return []
        runs = _country_runs(self.clauses.tokens)
        return [place for run in runs for place in places_among(run)]

    @cached_property
    def missions(self) -> list[Name]:
        """The ranges of the missions it names."""
        return [(one.start, one.end) for one in self.mentions]

    @cached_property
    def names(self) -> list[Name]:
        """The ranges of all missions and countries it names, in order."""
        return sorted({*self.missions, *((one.start, one.end) for one in self.places)})

    @cached_property
    def actors(self) -> list[Actor]:
        """Who each segment is about."""
        return actors_of(self.clauses, self.own_actors)

    @cached_property
    def own_actors(self) -> list[Actor]:
        """Whom each segment names."""
        found = own_actors(self.clauses, self.missions, self.places)
        return unowned(found, self.clauses) if self.is_foreign else found

    @cached_property
    def framework(self) -> str | None:
        """The organisation in whose framework it tells something happens."""
        return framework_told(self.clauses.words)

    @cached_property
    def periods(self) -> list[Period]:
        """From when and until when."""
        return find_periods(self.sentence.text, self.clauses.words)

    @cached_property
    def counted(self) -> list[Counted]:
        """The numbers of people."""
        return find_headcounts(self.sentence.text, self.clauses.words)


@lru_cache(maxsize=1024)
def may_name_country(text: str) -> bool:
    """Say whether a text has a capitalised word that is part of a country's name."""
    return any(_is_country_word(word) for word in CAPITALISED.findall(text))


@lru_cache(maxsize=4096)
def _is_country_word(word: str) -> bool:
    return fold(word) in _country_words()


@cache
def _country_words() -> frozenset[str]:
    """Return the words of all countries' names but Belgium's own, which is named everywhere."""
    return frozenset(
        word for name, codes in place_names().items() if codes != (BELGIUM,) for word in name
    )


def _country_runs(tokens: Sequence[Token]) -> Iterator[list[Token]]:
    """Yield the stretches of words that countries' names are made of, capitals among them."""
    names = _country_words()
    for is_name, run in groupby(tokens, key=lambda token: token.folded in names):
        stretch = list(run) if is_name else []
        if any(token.printed[0].isupper() for token in stretch):
            yield stretch


def may_be_about_belgium(text: str) -> bool:
    """Say whether a text names Belgium or the ministry's "we"."""
    return bool(sentence_words().belgian_voice.search(text))
