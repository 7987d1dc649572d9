"""Sentences on Belgium's own page that name no mission: which one they are about.

"Two staff officers, in Kinshasa and in Goma" is about the mission in the heading above, "La
Belgique n'y avait plus de militaires" about the one named before.
"""

from __future__ import annotations

from functools import lru_cache

from crawler.reading.actors import Actor
from crawler.reading.blocks import Block
from crawler.reading.clauses import decide
from crawler.reading.judging import Around, Judged
from crawler.reading.presence import by_verb, has_presence, presence_start
from crawler.reading.said import Name, Said
from missions.cue_words import Words, sentence_words
from missions.recognise import recogniser
from missions.records import Phase
from missions.tokens import fold, words_in
from missions.vocabulary import vocabulary

FIRST_WORDS = 40
"""Characters that hold the first two words of a text."""


def heading_topic(block: Block) -> str | None:
    """Return the one mission that the innermost heading with any names."""
    for heading in reversed(block.headings):
        found = _named(heading.text)
        if found:
            return next(iter(found)) if len(found) == 1 else None
    return None


@lru_cache(maxsize=512)
def _named(text: str) -> frozenset[str]:
    return frozenset(one.mission for one in recogniser().find(text))


def opens_with_pronoun(text: str) -> bool:
    """Say whether a text begins with a word for the country named before: "Het nam deel aan"."""
    words = Words.of(text[:FIRST_WORDS]).lower
    return any(word in sentence_words().clauses["pronouns"] for word in words[:2])


def topic_of(said: Said, reading: Around) -> str | None:
    """Return the mission that a sentence without any is about, None where that is not told."""
    if _is_general(said) or (not _joins(said) and not has_presence(said)):
        return None
    if reading.named is None:
        return reading.topic
    is_there = bool(sentence_words().there.find(said.clauses.words))
    return reading.named if _joins(said) and (is_there or _ends(said)) else None


def _is_general(said: Said) -> bool:
    """Say whether a sentence speaks of missions in general, and so of none: "contributes to
    operations of several organisations"."""
    return not vocabulary().plurals.isdisjoint(words_in(said.sentence.text))


def judge_topic(said: Said, reading: Around) -> tuple[Name, Judged] | None:
    """Return what a sentence that names no mission says of Belgium's part in its topic."""
    for segment in range(len(said.clauses.segments)):
        start = said.clauses.tokens[said.clauses.segments[segment].first].start
        told = decide(said.clauses, segment, start)
        if told is None or said.actors[segment] is not Actor.BELGIUM:
            continue
        if told.phase is not Phase.MENTIONED and _joins(said):
            cue = said.clauses.printed(told.cue) if told.cue else ""
            return (start, start), Judged(Actor.BELGIUM, told.phase, cue)
        return None
    return _placed(said, reading)


def _placed(said: Said, reading: Around) -> tuple[Name, Judged] | None:
    """Return what people without an owner in it do: "Two officers, in Kinshasa"."""
    start = presence_start(said) if Actor.OTHER not in said.actors else None
    if start is None or not has_presence(said) or reading.lead.is_other:
        return None
    segment = said.clauses.segment_at(start)
    told = next(
        (
            one
            for at in range(len(said.clauses.segments))
            if (one := decide(said.clauses, at, start))
        ),
        None,
    )
    if told is None:
        phase, cue = reading.heading.phase, reading.heading.cue
        if phase is None:
            phase, cue = by_verb(said, {segment})
        return (start, start), Judged(Actor.BELGIUM, phase, cue)
    if told.phase is Phase.MENTIONED:
        return None
    cue = said.clauses.printed(told.cue) if told.cue else ""
    return (start, start), Judged(Actor.BELGIUM, told.phase, cue)


def _joins(said: Said) -> bool:
    """Say whether a sentence about Belgium says that somebody has a part in something."""
    if Actor.BELGIUM not in said.actors:
        return False
    words = sentence_words().joining
    return bool(said.counted) or words.search(fold(said.sentence.text)) is not None


def _ends(said: Said) -> bool:
    """Say whether a sentence tells an end, which the mission named before has."""
    told = (decide(said.clauses, at, 0) for at in range(len(said.clauses.segments)))
    return any(one is not None and one.phase is Phase.ENDED for one in told)
