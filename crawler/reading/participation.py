"""What sentences say of missions and of Belgium's part: phase, dates and numbers.

The cues of a name's own clause decide; where it says nothing, its lead-in, its row or the heading
above. A country named in a sentence about Belgium's part, with no mission, is a statement about
that country: no mission is invented for it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from crawler.reading.actors import Actor
from crawler.reading.attribution import dates_of, people_of
from crawler.reading.blocks import Block, Kind
from crawler.reading.clauses import Clauses, Decision, governing, read_clauses
from crawler.reading.lead_ins import Beside, Lead, Surroundings, heading_lead, surroundings_of
from crawler.reading.said import Name, Said, may_be_about_belgium, may_name_country
from crawler.reading.sentences import Sentence, find_mentions_in, framework_of, sentences_of
from crawler.reading.titles import find_mentions
from missions.cue_words import sentence_words
from missions.places import Place
from missions.recognise import Mention
from missions.records import Headcount, Participation, Phase, Statement, Status
from missions.register import load_register

PART = {
    Phase.CURRENT: Participation.CURRENT,
    Phase.EXTENDED: Participation.CURRENT,
    Phase.SUSPENDED: Participation.CURRENT,
    Phase.ENDING: Participation.CURRENT,
    Phase.PAST: Participation.PAST,
    Phase.ENDED: Participation.PAST,
}
"""Belgium's part by phase; what is planned or merely mentioned is none."""
RUNS = {
    Phase.CURRENT: Status.ONGOING,
    Phase.EXTENDED: Status.ONGOING,
    Phase.ENDING: Status.ONGOING,
    Phase.ENDED: Status.ENDED,
}
"""Whether a mission runs, by what a clause says of the mission itself."""


@dataclass
class _Block:
    """A block being read: what stands around it, and whether it has come to Belgium's part."""

    block: Block
    lead: Lead
    heading: Lead
    beside: Beside
    framework: str | None
    about_belgium: bool = False

    @property
    def is_item(self) -> bool:
        """Whether it is an item, a cell or the like: its text is no sentence of its own."""
        return self.lead.is_belgian or self.block.kind is not Kind.PARAGRAPH


def belgian_statements(blocks: Sequence[Block]) -> list[Statement]:
    """Return what sentences say of missions and of Belgium's part in them."""
    content = [block for block in blocks if not block.is_boilerplate]
    around = surroundings_of(content)
    return [
        statement
        for block in content
        if not block.level
        for statement in _block_statements(block, around)
    ]


def _block_statements(block: Block, around: Surroundings) -> Iterator[Statement]:
    heading, lead, framework = heading_lead(block), around.lead(block), framework_of(block)
    is_belgian = heading.is_belgian or lead.is_belgian
    if not _may_say(block, framework, is_belgian=is_belgian):
        return
    beside = around.beside(block)
    reading = _Block(block, lead, heading, beside, framework, about_belgium=is_belgian)
    for sentence in sentences_of(block):
        yield from _sentence_statements(sentence, reading)


def _may_say(block: Block, framework: str | None, *, is_belgian: bool) -> bool:
    """Say whether a block is worth reading: it names a mission, or a country and Belgium."""
    if find_mentions(block, framework):
        return True
    return may_name_country(block.text) and (is_belgian or may_be_about_belgium(block.text))


def _sentence_statements(sentence: Sentence, reading: _Block) -> Iterator[Statement]:
    mentions = find_mentions_in(sentence, reading.framework)
    is_belgian = may_be_about_belgium(sentence.text)
    if not mentions and not may_name_country(sentence.text):
        reading.about_belgium = reading.about_belgium or is_belgian
        return
    if not mentions and not (is_belgian or reading.about_belgium):
        return
    said = Said(sentence, read_clauses(sentence.text), mentions)
    for mention in mentions:
        yield _about_mission(said, mention, reading)
    if Actor.BELGIUM in said.actors or reading.about_belgium:
        yield from _about_countries(said, reading)
    if Actor.BELGIUM in said.actors:
        reading.about_belgium = True
    elif Actor.OTHER in said.actors and not reading.is_item:
        reading.about_belgium = False


@dataclass(frozen=True)
class _Judged:
    """What is said of one name, and of whom."""

    actor: Actor
    phase: Phase
    cue: str
    is_topic: bool
    """The name is what its clause is about: "MINUSMA ended"."""
    is_inherited: bool


def _judge(said: Said, name: Name, reading: _Block) -> _Judged:
    segment = said.clauses.segment_at(name[0])
    topic = _is_topic(said.clauses, name, segment)
    actor = said.actors[segment]
    if actor is Actor.NOBODY and reading.about_belgium and not (topic and not reading.is_item):
        actor = Actor.BELGIUM
    decision = governing(said.clauses, *name, said.names)
    is_silent = decision.cue is None and not said.sentence.text.rstrip().endswith("?")
    if is_silent and actor is not Actor.OTHER:
        phase, cue = _around(reading, said)
    else:
        phase, cue = decision.phase, _printed(said.clauses, decision)
    return _Judged(actor, phase, cue, topic, decision.is_inherited or is_silent)


def _printed(clauses: Clauses, decision: Decision) -> str:
    return clauses.printed(decision.cue) if decision.cue else ""


def _is_topic(clauses: Clauses, name: Name, segment: int) -> bool:
    """Say whether a name stands first in its clause, with nothing before it but an article."""
    articles = sentence_words().places["articles"]
    before = [token.folded for token in clauses.words_of(segment) if token.end <= name[0]]
    joins = sentence_words().places["joins"]
    return all(word in articles or word in joins for word in before)


def _around(reading: _Block, said: Said) -> tuple[Phase, str]:
    """Return the phase a lead-in, row, heading or period gives to what says nothing itself."""
    if reading.lead.phase is not None:
        return reading.lead.phase, reading.lead.cue
    beside = reading.beside
    if beside.status is not None:
        return (Phase.CURRENT if beside.status is Status.ONGOING else Phase.ENDED), beside.cue
    if reading.heading.phase is not None:
        return reading.heading.phase, reading.heading.cue
    if reading.is_item and (reading.heading.is_belgian or reading.lead.is_belgian):
        return _by_period(reading, said)
    return Phase.MENTIONED, ""


def _by_period(reading: _Block, said: Said) -> tuple[Phase, str]:
    """In a list of Belgium's participations a closed period is past, an open one current."""
    ends = [*(period.until for period in said.periods), reading.beside.until]
    closed = next((one for one in ends if one is not None), None)
    if closed is not None:
        return Phase.PAST, closed.printed
    return Phase.CURRENT, ""


def _about_mission(said: Said, mention: Mention, reading: _Block) -> Statement:
    name = (mention.start, mention.end)
    judged = _judge(said, name, reading)
    statement = _stated(said, name, judged, reading)
    return replace(
        statement, mission=mention.mission, status=_status(judged, statement.participation)
    )


def _stated(said: Said, name: Name, judged: _Judged, reading: _Block) -> Statement:
    """Return what is said of a name, without saying yet what the name is."""
    since, until = dates_of(said, name, judged.phase, judged.cue)
    is_belgian = judged.actor is Actor.BELGIUM
    return Statement(
        sentence=said.sentence.text,
        participation=PART.get(judged.phase) if is_belgian else None,
        framework=said.framework or reading.framework,
        evidence=said.sentence.evidence(*name),
        phase=judged.phase,
        cue=judged.cue,
        since=since or reading.beside.since,
        until=until or reading.beside.until,
        people=_people(said, name, reading) if is_belgian else (),
    )


def _people(said: Said, name: Name, reading: _Block) -> tuple[Headcount, ...]:
    if reading.beside.people and not said.counted:
        return reading.beside.people
    return people_of(said, name)


def _status(judged: _Judged, part: Participation | None) -> Status:
    """Belgium's presence shows that a mission runs; its ending shows only in a clause about it."""
    if part is Participation.CURRENT:
        return Status.ONGOING
    if judged.actor is Actor.NOBODY and judged.is_topic and not judged.is_inherited:
        return RUNS.get(judged.phase, Status.UNKNOWN)
    return Status.UNKNOWN


def _about_countries(said: Said, reading: _Block) -> Iterator[Statement]:
    hosts = {code for one in said.mentions for code in _hosts(one.mission)}
    for place in _located(said, reading):
        is_in_name = any(start <= place.start < end for start, end in said.missions)
        if is_in_name or hosts & set(place.countries):
            continue
        name = (place.start, place.end)
        judged = _judge(said, name, reading)
        if judged.actor is not Actor.BELGIUM or judged.phase is Phase.MENTIONED:
            continue
        if not _is_about_missions(said, judged):
            continue
        yield replace(_stated(said, name, judged, reading), country=place.countries[0])


def _is_about_missions(said: Said, judged: _Judged) -> bool:
    """Refuse what else Belgium has in a country: "currently our embassy in Rwanda"."""
    if said.mentions or said.counted or judged.is_inherited or " " in judged.cue:
        return True
    return bool(sentence_words().matter.find(said.clauses.words))


def _located(said: Said, reading: _Block) -> Iterator[Place]:
    """Yield the countries where something is: those after "in", and those joined to them."""
    words = sentence_words().places
    is_located = False
    last_end = -1
    for place in said.places:
        before = [one for one in said.clauses.tokens if one.end <= place.start]
        while before and before[-1].printed.lower() in words["articles"]:
            before.pop()
        previous = before[-1] if before else None
        opens_item = previous is None and reading.is_item
        if previous is not None and not _is_joined(said, last_end, place.start, words["joins"]):
            is_located = previous.printed.lower() in words["locative"]
        if is_located or opens_item:
            is_located = True
            yield place
        last_end = place.end


def _is_joined(said: Said, last_end: int, start: int, joins: frozenset[str]) -> bool:
    """Say whether only commas, conjunctions and articles stand between two countries."""
    if last_end < 0:
        return False
    between = [one for one in said.clauses.tokens if last_end <= one.start and one.end <= start]
    allowed = joins | sentence_words().places["articles"]
    return all(one.printed.lower() in allowed for one in between)


def _hosts(mission_id: str) -> tuple[str, ...]:
    mission = load_register().get(mission_id)
    return mission.host if mission else ()
