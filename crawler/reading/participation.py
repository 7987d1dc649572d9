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
from crawler.reading.clauses import Clauses, Decision, decide, governing, read_clauses
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
    itself: Phase | None = None
    """What is said of the mission itself, whoever takes part: "MINUSMA ended"."""
    is_inherited: bool = False


def _judge(said: Said, name: Name, reading: _Block) -> _Judged:
    segment = said.clauses.segment_at(name[0])
    decision = governing(said.clauses, *name, said.names)
    if _is_about_itself(said, name, segment, reading):
        return _judge_itself(said, segment, decision, reading)
    actor = said.actors[segment]
    if actor is Actor.NOBODY and reading.about_belgium:
        actor = Actor.BELGIUM
    is_silent = decision.cue is None and not said.sentence.text.rstrip().endswith("?")
    if is_silent and actor is not Actor.OTHER:
        phase, cue = _around(reading, said, segment if actor is Actor.BELGIUM else None)
    else:
        phase, cue = decision.phase, _printed(said.clauses, decision)
    if _is_only_backed(said, phase):
        phase = Phase.MENTIONED
    closed = _tells_closure(said, segment) if phase is Phase.PAST else None
    return _Judged(actor, phase, cue, closed, decision.is_inherited or is_silent)


def _is_about_itself(said: Said, name: Name, segment: int, reading: _Block) -> bool:
    """Say whether a clause that names nobody else has the mission as its subject."""
    if reading.is_item or said.own_actors[segment] is not Actor.NOBODY:
        return False
    topic = sentence_words().places["topic"]
    articles = sentence_words().places["articles"] | sentence_words().places["joins"]
    before = [one.printed.lower() for one in said.clauses.words_of(segment) if one.end <= name[0]]
    return all(word in topic or word in articles for word in before)


def _judge_itself(said: Said, segment: int, decision: Decision, reading: _Block) -> _Judged:
    """Judge a name whose clause is about the mission: Belgium's part stands in another clause."""
    own = decision if not decision.is_inherited else None
    cue = _printed(said.clauses, decision)
    for other, actor in enumerate(said.own_actors):
        if actor is not Actor.BELGIUM or _names_any(said, other):
            continue
        told = decide(said.clauses, other, 0)
        if told is not None:
            itself = own.phase if own and own.cue else None
            return _Judged(actor, told.phase, _printed(said.clauses, told), itself)
    if decision.cue is not None and decision.is_inherited and Actor.BELGIUM in said.own_actors:
        return _Judged(said.actors[segment], decision.phase, cue, is_inherited=True)
    if decision.cue is None and reading.about_belgium and segment in _silent(said):
        phase, cue = _around(reading, said, None)
        return _Judged(Actor.BELGIUM, phase, cue, is_inherited=True)
    actor = said.actors[segment] if decision.is_inherited else Actor.NOBODY
    return _Judged(actor, decision.phase, cue, decision.phase, decision.is_inherited)


def _names_any(said: Said, segment: int) -> bool:
    return any(said.clauses.segment_at(start) == segment for start, _ in said.missions)


def _silent(said: Said) -> range:
    """Return all segments of a sentence without a single cue, none of any other."""
    return range(0 if said.clauses.cues else len(said.clauses.segments))


def _is_only_backed(said: Said, phase: Phase) -> bool:
    """Say whether Belgium only welcomes or funds what happens: "verwelkomt de verlenging"."""
    if phase not in (Phase.EXTENDED, Phase.ENDED, Phase.ENDING, Phase.PLANNED):
        return False
    if not any(one.kind == "support" for one in said.clauses.cues):
        return False
    return not any(one.kind == "part" for one in sentence_words().matter.find(said.clauses.words))


def _tells_closure(said: Said, segment: int) -> Phase | None:
    """Return that the mission ended where Belgium's part lasted "until its closure"."""
    near = (segment, segment + 1)
    is_told = any(one.kind == "closure" and one.segment in near for one in said.clauses.cues)
    return Phase.ENDED if is_told else None


def _printed(clauses: Clauses, decision: Decision) -> str:
    return clauses.printed(decision.cue) if decision.cue else ""


def _around(reading: _Block, said: Said, segment: int | None) -> tuple[Phase, str]:
    """Return the phase a lead-in, row, heading or period gives to what says nothing itself.

    `segment` is given for a clause about Belgium: years behind a name then tell a past.
    """
    if reading.lead.phase is not None:
        return reading.lead.phase, reading.lead.cue
    beside = reading.beside
    if beside.status is not None:
        return (Phase.CURRENT if beside.status is Status.ONGOING else Phase.ENDED), beside.cue
    if reading.heading.phase is not None:
        return reading.heading.phase, reading.heading.cue
    if reading.is_item and (reading.heading.is_belgian or reading.lead.is_belgian):
        return _by_period(reading, said)
    held = _held(said, segment)
    if held is not None:
        return Phase.CURRENT, held
    for period in said.periods if segment is not None else ():
        if period.since and period.until and said.clauses.segment_at(period.start) == segment:
            return Phase.PAST, said.sentence.text[period.start : period.end]
    return Phase.MENTIONED, ""


def _held(said: Said, segment: int | None) -> str | None:
    """Return the words "has two observers" of a clause about Belgium; None when it has none."""
    for cue in said.clauses.plain(segment) if segment is not None else ():
        for one in said.counted if cue.kind == "holds" else ():
            if 0 < one.start - cue.end <= 2:
                return f"{said.clauses.printed(cue)} {one.headcount.printed}"
    return None


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
    """Belgium's presence shows that a mission runs; else only what is said of the mission."""
    if judged.itself is not None:
        return RUNS.get(judged.itself, Status.UNKNOWN)
    return Status.ONGOING if part is Participation.CURRENT else Status.UNKNOWN


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
