"""People, ships and aircraft that a clause puts into a mission without saying whose they are.

"Twee waarnemers dienen bij UNTSO" tells Belgium's part on a page about Belgium's own operations.
What the mission has itself ("De missie telt 12.000 blauwhelmen") never does, nor do numbers that
Belgium never sent.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from crawler.reading.actors import Actor
from crawler.reading.clauses import decide
from crawler.reading.future import will_be
from crawler.reading.perfect import has_been
from crawler.reading.said import Name, Said
from missions.cue_words import Found, sentence_words
from missions.records import Phase
from missions.tokens import fold
from missions.vocabulary import vocabulary

MOST_SENT = 1500
"""More people than Belgium has had in any mission since 1948."""
ENTRY_LINE = re.compile(r"\s*(?:\([^()\n]{1,80}\)\s*)?(?::|\s[–—-]\s)")
"""What stands between a mission's name and what a line says of it."""
BULLET = re.compile(r"[\s\d.()•*·–—-]*")
MOST_BEFORE = 2
SUBJECT_WITHIN = 4
"""Words behind a verb in which its subject begins: "vandaag telt het detachement"."""
SILENT_KINDS = frozenset({"since", "closure", "holds"})


def is_entry_line(said: Said, name: Name) -> bool:
    """Say whether a sentence is a line of a list: "MINUSMA (Mali): 60 militairen"."""
    text = said.sentence.text
    before = text[: name[0]]
    is_first = BULLET.fullmatch(before) is not None or before.rstrip(" :").count(" ") <= 1
    return is_first and ENTRY_LINE.match(text, name[1]) is not None


def opens(said: Said, name: Name) -> bool:
    """Say whether a name stands first in an item, but for a word or two that say what it is."""
    before = said.sentence.text[: name[0]]
    return BULLET.fullmatch(before) is not None or len(before.split()) <= MOST_BEFORE


def presence_segment(
    said: Said, segment: int, *, is_silent: bool, is_owned: bool = False
) -> int | None:
    """Return the segment that puts somebody where a segment's mission is; None where none does.

    `is_silent`: no cue governs the mission's name, so that segments with cues are about others.
    `is_owned`: the clause names Belgium, so that its numbers are no mission's.
    """
    own = {one.start for one in said.counted} | set(_units(said))
    near = [segment, *_around(said, segment, is_silent=is_silent)]
    if any(_is_missions_own(said, at, is_owned=is_owned) for at in near):
        return None
    if not is_owned and any(one.headcount.number > MOST_SENT for one in said.counted):
        return None
    found = {said.clauses.segment_at(start) for start in own}
    return next((at for at in near if at in found), None)


def has_presence(said: Said) -> bool:
    """Say whether a sentence without a mission's name puts anybody anywhere."""
    if any(_is_missions_own(said, at, is_owned=False) for at in range(len(said.clauses.segments))):
        return False
    if any(one.headcount.number > MOST_SENT for one in said.counted):
        return False
    return bool(said.counted) or any(True for _ in _units(said))


def presence_start(said: Said) -> int | None:
    """Return where the first people, ships or aircraft of a sentence stand."""
    return min((*(one.start for one in said.counted), *_units(said)), default=None)


def is_too_many(said: Said) -> bool:
    """Say whether a sentence speaks of numbers that are a mission's own."""
    if any(one.headcount.number > MOST_SENT for one in said.counted):
        return True
    return bool(said.counted) and bool(sentence_words().missions_own.find(said.clauses.words))


def by_verb(said: Said, segments: set[int]) -> tuple[Phase, str]:
    """Return the time that verbs of people at work or a closed period tell; else they are there."""
    clauses = said.clauses
    for one in sentence_words().presence.find(clauses.words):
        start = clauses.tokens[one.first].start
        if one.kind == "then" and clauses.segment_at(start) in segments:
            return Phase.PAST, said.sentence.text[start : clauses.tokens[one.after - 1].end]
    perfect = has_been(said, segments)
    if perfect is not None:
        return Phase.PAST, perfect
    future = will_be(said, segments)
    if future is not None:
        return Phase.PLANNED, future
    for period in said.periods:
        if period.since and period.until and not period.is_open:
            return Phase.PAST, said.sentence.text[period.start : period.end]
    return Phase.CURRENT, ""


def works_now(said: Said, segment: int) -> bool:
    """Say whether a clause has a verb of people at work in the present, outside of names: "Resolute
    Support" has none."""
    return _has_verb(said, segment, frozenset({"now"}))


def _has_verb(said: Said, segment: int, kinds: frozenset[str]) -> bool:
    found = sentence_words().presence.find(said.clauses.words)
    starts = (said.clauses.tokens[one.first].start for one in found if one.kind in kinds)
    return any(
        said.clauses.segment_at(at) == segment
        and not any(start <= at < end for start, end in said.missions)
        for at in starts
    )


def stays(said: Said, segment: int) -> bool:
    """Say whether a clause behind tells that others are still there: "het fregat keerde terug; twee
    stafofficieren blijven"."""
    for at in range(segment + 1, len(said.clauses.segments)):
        told = decide(said.clauses, at, 0)
        has_people = any(said.clauses.segment_at(one.start) == at for one in said.counted)
        if has_people and told is not None and told.phase is Phase.CURRENT:
            return True
    return False


def follows_verb(said: Said, name: Name) -> bool:
    """Say whether a mission opens a sentence as what does something: "UNTSO has 150 observers"."""
    if BULLET.fullmatch(said.sentence.text[: name[0]]) is None:
        return False
    following = next((one for one in said.clauses.tokens if one.start >= name[1]), None)
    return following is not None and any(one.start == following.start for one in said.clauses.cues)


def _units(said: Said) -> Iterator[int]:
    """Yield where ships, aircraft and units stand, people like "the last soldiers", and "Belgian
    troops" that do something."""
    words, tokens = sentence_words(), said.clauses.tokens
    for one in words.people.find(said.clauses.words):
        if (one.first and tokens[one.first - 1].printed.lower() in words.last) or (
            _is_belgian(said, one) and _does_something(said, tokens[one.first].start)
        ):
            yield tokens[one.first].start
    for one in sentence_words().units.find(said.clauses.words):
        yield said.clauses.tokens[one.first].start


def _is_belgian(said: Said, people: Found) -> bool:
    """Say whether people are told to be Belgian by the word before or behind them."""
    return any(
        one.kind != "other" and (one.after == people.first or one.first == people.after)
        for one in sentence_words().actors.find(said.clauses.words)
    )


def _does_something(said: Said, place: int) -> bool:
    """Say whether a clause has a verb of people at work."""
    return _has_verb(said, said.clauses.segment_at(place), frozenset({"now", "then"}))


def works_within(said: Said, name: Name) -> int | None:
    """Return the segment in which Belgium does something "within the framework of" a mission."""
    tokens = said.clauses.tokens
    at = next((index for index, one in enumerate(tokens) if one.start >= name[0]), None)
    leads = sentence_words().framework_before.find(said.clauses.words)
    articles = sentence_words().clauses["articles"]
    is_within = at is not None and any(
        one.after - one.first > 1
        and one.after <= at
        and all(word in articles for word in said.clauses.words.lower[one.after : at])
        for one in leads
    )
    if not is_within:
        return None
    own = said.clauses.segment_at(name[0])
    for segment in (own, own + 1, own - 1):
        if not 0 <= segment < len(said.clauses.segments):
            continue
        if said.own_actors[segment] is Actor.BELGIUM and _does_something(
            said, said.clauses.words_of(segment)[0].start
        ):
            return segment
    return None


def lost(said: Said, segment: int) -> str:
    """Return the words by which Belgians died in a mission; empty where none did."""
    clauses = said.clauses
    for one in sentence_words().missions_own.find(clauses.words):
        start = clauses.tokens[one.first].start
        at = clauses.segment_at(start)
        if one.kind == "harm" and said.actors[at] is Actor.BELGIUM and abs(at - segment) <= 2:
            return said.sentence.text[start : clauses.tokens[one.after - 1].end]
    return ""


def _around(said: Said, segment: int, *, is_silent: bool) -> list[int]:
    """Return the segments that may say who is there for one that does not: those before it, up to
    one that says something else of another mission, then those after it that name none."""
    named = {said.clauses.segment_at(start) for start, _ in said.missions}
    speaks = is_silent or _speaks(said, segment)
    before = []
    for at in range(segment - 1, -1, -1):
        if speaks and _speaks(said, at):
            break
        before.append(at)
    after = []
    for at in range(segment + 1, len(said.clauses.segments)):
        if at in named or _speaks(said, at):
            break
        after.append(at)
    return [*before, *after]


def _speaks(said: Said, segment: int) -> bool:
    return any(one.kind not in SILENT_KINDS for one in said.clauses.plain(segment))


def _is_missions_own(said: Said, segment: int, *, is_owned: bool) -> bool:
    """Say whether a clause tells a mission's own numbers."""
    clauses = said.clauses
    is_named = any(clauses.segment_at(start) == segment for start, _ in said.missions)
    if not is_named and not is_owned and _is_about_the_mission(said, segment):
        return True
    return any(
        clauses.segment_at(clauses.tokens[one.first].start) == segment
        for one in sentence_words().missions_own.find(clauses.words)
        if one.kind == "harm" or not (is_owned or _is_of_unit(said, one.first, segment))
    )


def _is_of_unit(said: Said, position: int, segment: int) -> bool:
    """Say whether a unit is what has the numbers: "Das Kontingent umfasste 100 Pioniere"."""
    first = said.clauses.segments[segment].first
    return any(
        first <= one.first < position + SUBJECT_WITHIN
        for one in sentence_words().units.find(said.clauses.words)
    )


def _is_about_the_mission(said: Said, segment: int) -> bool:
    """Say whether a clause's subject is a mission in general: "The force deploys 900 troops"."""
    words = sentence_words()
    ignored = words.places["topic"] | words.clauses["articles"]
    nouns = vocabulary().mission_nouns
    tokens = said.clauses.words_of(segment)
    if not tokens or tokens[0].printed.lower() in words.places["locative"]:
        return False
    for position, token in enumerate(tokens[:4]):
        if fold(token.printed) in nouns:
            following = tokens[position + 1 : position + 2]
            return not following or following[0].printed.lower() not in words.between
        if token.printed.lower() not in ignored:
            return False
    return False
