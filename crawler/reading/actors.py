"""Who a clause is about: Belgium, somebody else, or nobody it names."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from enum import StrEnum

from crawler.reading.clauses import Clauses
from missions.cue_words import Found, sentence_words
from missions.places import Place, find_places

SETS_OFF = re.compile(r"\s*[:,(–—-]")
MOST_BEFORE_UNIT = 4
"""Words before a nationality among which "in" stands: "au sein du contingent néerlandais"."""
LEFT = frozenset({"ended", "ending"})
"""Kinds of cues among which is leaving a country."""
VERB_WITHIN = 3
"""Words between a subject and its verb, at most."""


class Actor(StrEnum):
    """Whose part a clause tells."""

    BELGIUM = "belgium"
    OTHER = "other"
    NOBODY = "nobody"


def actors_of(clauses: Clauses, own: Sequence[Actor]) -> list[Actor]:
    """Return the actor of each segment: its own, else that of those before, else after it."""
    actors: list[Actor] = []
    for index in range(len(own)):
        candidates = [own[index], *actors[-1:], *own[index + 1 :]]
        named = (one for one in candidates if one is not Actor.NOBODY)
        actor = next(named, Actor.NOBODY)
        together = actor is Actor.OTHER and _is_joined(clauses, index, actors)
        actors.append(Actor.BELGIUM if together else actor)
    return actors


def _is_joined(clauses: Clauses, index: int, before: Sequence[Actor]) -> bool:
    """Say whether a segment names who does it with Belgium: "België en Luxemburg leveren"."""
    if not before or before[-1] is not Actor.BELGIUM or clauses.plain(index - 1):
        return False
    return clauses.segments[index].opens in sentence_words().places["joins"]


def own_actors(
    clauses: Clauses, names: Sequence[tuple[int, int]], places: Sequence[Place]
) -> list[Actor]:
    """Return the actor that each segment names itself."""
    found = [
        one for one in sentence_words().actors.find(clauses.words) if not _is_helped(clauses, one)
    ]
    kinds: dict[int, set[str]] = {}
    for one in found:
        start = clauses.tokens[one.first].start
        if not _is_within(start, names):
            kinds.setdefault(clauses.segment_at(start), set()).add(one.kind)
    for start, kind in _parts(clauses, places):
        kinds.setdefault(clauses.segment_at(start), set()).add(kind)
    others = {clauses.segment_at(start) for start in _other_subjects(clauses, names, places)}
    return [
        Actor.NOBODY
        if _is_inclusion(clauses, index, kinds.get(index, set()))
        else _actor(kinds.get(index, set()), named_other=index in others)
        for index in range(len(clauses.segments))
    ]


def _is_helped(clauses: Clauses, one: Found) -> bool:
    """Say whether a nationality is that of people whom others in the clause help, or among whom
    they serve: "80 instructors train Ukrainian recruits", "an officer in the Dutch contingent"."""
    if one.kind != "other":
        return False
    if _is_command(clauses, one):
        return True
    if clauses.words.lower[one.first] not in sentence_words().helped and not _is_inside(
        clauses, one
    ):
        return False
    segment = clauses.segment_at(clauses.tokens[one.first].start)
    first = clauses.segments[segment].first
    people = sentence_words().people.find(clauses.words)
    return any(first <= who.first < one.first for who in people)


def _is_command(clauses: Clauses, one: Found) -> bool:
    """Say whether a nationality is that of who commands: "under Dutch command", "sous
    commandement néerlandais"."""
    places, lower = sentence_words().places, clauses.words.lower
    around = [*lower[max(one.first - 1, 0) : one.first], *lower[one.after : one.after + 1]]
    leads = lower[max(one.first - 2, 0) : one.first]
    is_led = not places["command"].isdisjoint(around)
    return is_led and not places["under"].isdisjoint(leads)


def _is_inside(clauses: Clauses, one: Found) -> bool:
    """Say whether a nationality is that of a unit that people are in: "in the Dutch battalion"."""
    places, lower = sentence_words().places, clauses.words.lower
    before = lower[max(one.first - MOST_BEFORE_UNIT, 0) : one.first]
    unit = lower[max(one.first - 1, 0) : one.first] + lower[one.after : one.after + 1]
    is_unit = not places["units"].isdisjoint(unit)
    return is_unit and not places["inside"].isdisjoint(before)


def _is_inclusion(clauses: Clauses, index: int, kinds: set[str]) -> bool:
    """Say whether a segment only tells who else is among those named before."""
    opens = clauses.segments[index].opens
    return "belgium" not in kinds and opens in sentence_words().places["includes"]


def unowned(actors: Sequence[Actor], clauses: Clauses) -> list[Actor]:
    """Return the actors on another country's page: Belgium is one only where it is named."""
    words = sentence_words()
    ours = {one.first for one in words.voice.find(clauses.words) if one.kind == "ours"}
    named = {
        clauses.segment_at(clauses.tokens[one.first].start)
        for one in words.actors.find(clauses.words)
        if one.kind == "belgium" and one.first not in ours
    }
    return [
        Actor.OTHER if actor is Actor.BELGIUM and index not in named else actor
        for index, actor in enumerate(actors)
    ]


def _parts(clauses: Clauses, places: Sequence[Place]) -> Iterator[tuple[int, str]]:
    """Yield whose every participation is: the ministry's own, if it is not another country's."""
    possessive = sentence_words().places["possessive"]
    for one in sentence_words().matter.find(clauses.words):
        if one.kind != "part":
            continue
        following = clauses.tokens[one.after : one.after + 3]
        is_owned = bool(following) and following[0].printed.lower() in possessive
        starts = {token.start for token in following}
        others = is_owned and any(place.start in starts for place in places)
        yield clauses.tokens[one.first].start, "other" if others else "own"


def _actor(kinds: set[str], *, named_other: bool) -> Actor:
    if "belgium" in kinds:
        return Actor.BELGIUM
    if "other" in kinds or named_other:
        return Actor.OTHER
    return Actor.BELGIUM if "own" in kinds else Actor.NOBODY


def _is_within(offset: int, names: Sequence[tuple[int, int]]) -> bool:
    return any(start <= offset < end for start, end in names)


def _other_subjects(
    clauses: Clauses, names: Sequence[tuple[int, int]], places: Sequence[Place]
) -> list[int]:
    """Return where another country or an organisation is what does something."""
    countries = [(place.start, place.end) for place in places]
    organisations = [
        (clauses.tokens[one.first].start, clauses.tokens[one.after - 1].end)
        for one in sentence_words().frameworks.find(clauses.words)
        if one.after - one.first > 1 or clauses.tokens[one.first].printed.isupper()
    ]
    return [
        start
        for start, end in [*countries, *organisations]
        if not _is_within(start, names) and _is_subject(clauses, start, end)
    ]


def _is_subject(clauses: Clauses, start: int, end: int) -> bool:
    """A subject stands first in its clause or behind the verb, and is no object of "in"."""
    if clauses.text[end : end + 1] == "-":
        return False
    articles = sentence_words().places["articles"]
    before = [token for token in clauses.tokens if token.end <= start]
    while before and before[-1].printed.lower() in articles:
        before.pop()
    first = clauses.segments[clauses.segment_at(start)].first
    joins = sentence_words().places["joins"]
    opens = len(before) <= first or (
        0 < first == len(before) - 1 and before[-1].printed.lower() in joins
    )
    if opens:
        return _verb_follows(clauses, end) or _sends(clauses, start, end)
    return any(
        cue.end == before[-1].end or cue.start == before[-1].start
        for cue in clauses.cues
        if not (cue.kind in LEFT and _has_subject(clauses, first, cue.start))
    )


def _has_subject(clauses: Clauses, first: int, end: int) -> bool:
    """Say whether "we", "our soldiers" or the like stands before a verb: a country behind it is
    what they left."""
    own = (one for one in sentence_words().actors.find(clauses.words) if one.kind != "other")
    return any(first <= one.first and clauses.tokens[one.first].start < end for one in own)


def _sends(clauses: Clauses, start: int, end: int) -> bool:
    """Say whether a country that sends troops opens a clause, whatever it does there."""
    places = find_places(clauses.text[start:end])
    is_contributor = any(
        sentence_words().contributors.issuperset(place.countries) for place in places
    )
    return (
        is_contributor
        and clauses.text[end : end + 2].startswith(" ")
        and SETS_OFF.match(clauses.text, end) is None
    )


def _verb_follows(clauses: Clauses, end: int) -> bool:
    after = [token.start for token in clauses.tokens if token.start >= end][:VERB_WITHIN]
    return any(cue.start in after for cue in clauses.cues if cue.kind != "since")
