"""What the sentences of an entry say in passing: whether its mission still runs.

A sentence tells it in words that mean nothing else ("has ended"), or by any cue of its clauses
where the mission is the subject: "It was set up in 2012 and still runs".
"""

from __future__ import annotations

from collections.abc import Iterator

from crawler.reading.clauses import Clauses, decide, read_clauses
from crawler.reading.entries import Entry
from crawler.reading.sentences import SENTENCE_END
from missions.cue_words import sentence_words
from missions.recognise import recogniser
from missions.records import Phase, Status
from missions.tokens import first_word, tokenize
from missions.vocabulary import status_in, vocabulary

RUNS = {
    Phase.CURRENT: Status.ONGOING,
    Phase.EXTENDED: Status.ONGOING,
    Phase.ENDING: Status.ONGOING,
    Phase.ENDED: Status.ENDED,
}
"""What was "present" or "deployed" once may still be, so a past tells nothing."""


def said_in_passing(entry: Entry) -> Status | None:
    """Return what the sentences of an entry say: "was closed in 2022", "still goes on"."""
    told = {status for line in entry.lines() for status in _told(line.text, entry.title.mission)}
    return next((one for one in (Status.ENDED, Status.ONGOING) if one in told), None)


def _told(text: str, mission: str | None) -> Iterator[Status]:
    plain = status_in(vocabulary().sentence_status, text)
    if plain:
        yield plain
        return
    for sentence in filter(_may_be_about_itself, SENTENCE_END.split(text)):
        clauses = read_clauses(_without_subordinate(sentence))
        if clauses.tokens and _is_about_itself(clauses, mission):
            told = (decide(clauses, at, 0) for at in range(len(clauses.segments)))
            yield from (RUNS[one.phase] for one in told if one and one.phase in RUNS)


def _without_subordinate(sentence: str) -> str:
    """Return a sentence up to the first clause that tells when or why: its subject may be another,
    as in "It stayed when its sister mission left"."""
    openers = sentence_words().clauses["subordinate"]
    opening = next((one for one in tokenize(sentence) if one.printed in openers), None)
    return sentence[: opening.start] if opening else sentence


def _may_be_about_itself(sentence: str) -> bool:
    """Say cheaply whether a sentence may begin so: most begin with another word and name nobody."""
    first, words = first_word(sentence), sentence_words().clauses
    is_begun = first in words["pronouns"] or first in words["articles"]
    return is_begun or not recogniser().names_nothing(sentence)


def _is_about_itself(clauses: Clauses, mission: str | None) -> bool:
    """Say whether a sentence begins with "it", "the mission" or the mission's name."""
    words = [token.folded for token in clauses.words_of(0)]
    if words[0] in sentence_words().clauses["pronouns"]:
        return True
    articles = sentence_words().clauses["articles"]
    at = 1 if len(words) > 1 and words[0] in articles else 0
    if at and words[at] in vocabulary().mission_nouns:
        return True
    named = next(iter(recogniser().find(clauses.text)), None)
    return bool(named and named.mission == mission and named.start <= clauses.tokens[at].start)
