"""What sentences say of missions and of Belgium's part: phase, dates and numbers.

The cues of a name's own clause decide; where it says nothing, its lead-in, its row or the heading
above. A country named in a sentence about Belgium's part, with no mission, is a statement about
that country: no mission is invented for it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from crawler.reading.actors import BELGIUM, Actor, actors_of
from crawler.reading.blocks import Block, Kind
from crawler.reading.clauses import Clauses, Decision, governing, read_clauses
from crawler.reading.headcounts import Counted, find_headcounts
from crawler.reading.lead_ins import (
    Beside,
    Lead,
    Surroundings,
    dated,
    heading_lead,
    surroundings_of,
)
from crawler.reading.periods import Period, find_periods
from crawler.reading.sentences import (
    Sentence,
    find_mentions_in,
    framework_of,
    framework_told,
    sentences_of,
)
from missions.cue_words import sentence_words
from missions.dates import find_dates
from missions.places import Place, find_places
from missions.recognise import Mention
from missions.records import (
    FieldValue,
    Headcount,
    Participation,
    Phase,
    Statement,
    Status,
)
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
Name = tuple[int, int]


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


@dataclass
class _Said:
    """A sentence being read: its clauses, names, dates and numbers."""

    sentence: Sentence
    clauses: Clauses
    mentions: Sequence[Mention]
    places: Sequence[Place] = ()
    framework: str | None = None
    actors: list[Actor] = field(default_factory=list)
    periods: list[Period] = field(default_factory=list)
    counted: list[Counted] = field(default_factory=list)

    @property
    def names(self) -> list[Name]:
        """The ranges of all missions and countries named, in order."""
        named = [(one.start, one.end) for one in self.mentions]
        return sorted({*named, *((one.start, one.end) for one in self.places)})


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
    heading, lead = heading_lead(block), around.lead(block)
    reading = _Block(block, lead, heading, around.beside(block), framework_of(block))
    reading.about_belgium = heading.is_belgian or lead.is_belgian
    for sentence in sentences_of(block):
        yield from _sentence_statements(sentence, reading)


def _sentence_statements(sentence: Sentence, reading: _Block) -> Iterator[Statement]:
    mentions = find_mentions_in(sentence, reading.framework)
    clauses = read_clauses(sentence.text)
    words = sentence_words()
    is_named = any(one.kind != "other" for one in words.actors.find(clauses.tokens))
    if not mentions and not (is_named or reading.about_belgium):
        return
    said = _Said(sentence, clauses, mentions, find_places(sentence.text, clauses.tokens))
    said.actors = actors_of(clauses, [(one.start, one.end) for one in mentions])
    said.framework = framework_told(clauses.tokens) or reading.framework
    said.periods = find_periods(sentence.text, clauses.tokens)
    said.counted = find_headcounts(sentence.text, clauses.tokens)
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


def _judge(said: _Said, name: Name, reading: _Block) -> _Judged:
    segment = said.clauses.segment_at(name[0])
    topic = _is_topic(said.clauses, name, segment)
    actor = said.actors[segment] if said.actors else Actor.NOBODY
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
    before = [token.folded for token in clauses.words(segment) if token.end <= name[0]]
    joins = sentence_words().places["joins"]
    return all(word in articles or word in joins for word in before)


def _around(reading: _Block, said: _Said) -> tuple[Phase, str]:
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


def _by_period(reading: _Block, said: _Said) -> tuple[Phase, str]:
    """In a list of Belgium's participations a closed period is past, an open one current."""
    ends = [*(period.until for period in said.periods), reading.beside.until]
    closed = next((one for one in ends if one is not None), None)
    if closed is not None:
        return Phase.PAST, closed.printed
    return Phase.CURRENT, ""


def _about_mission(said: _Said, mention: Mention, reading: _Block) -> Statement:
    name = (mention.start, mention.end)
    judged = _judge(said, name, reading)
    since, until = _dates(said, name, judged, reading)
    part = PART.get(judged.phase) if judged.actor is Actor.BELGIUM else None
    return Statement(
        sentence=said.sentence.text,
        mission=mention.mission,
        participation=part,
        status=_status(judged, part),
        framework=said.framework,
        evidence=said.sentence.evidence(*name),
        phase=judged.phase,
        cue=judged.cue,
        since=since,
        until=until,
        people=_people(said, name, judged, reading),
    )


def _status(judged: _Judged, part: Participation | None) -> Status:
    """Belgium's presence shows that a mission runs; its ending shows only in a clause about it."""
    if part is Participation.CURRENT:
        return Status.ONGOING
    if judged.actor is Actor.NOBODY and judged.is_topic and not judged.is_inherited:
        return RUNS.get(judged.phase, Status.UNKNOWN)
    return Status.UNKNOWN


def _about_countries(said: _Said, reading: _Block) -> Iterator[Statement]:
    hosts = {code for one in said.mentions for code in _hosts(one.mission)}
    named = [(one.start, one.end) for one in said.mentions]
    for place in _located(said, reading):
        is_in_name = any(start <= place.start < end for start, end in named)
        if is_in_name or BELGIUM in place.countries or hosts & set(place.countries):
            continue
        name = (place.start, place.end)
        judged = _judge(said, name, reading)
        if judged.actor is not Actor.BELGIUM or judged.phase is Phase.MENTIONED:
            continue
        if not _is_about_missions(said, judged):
            continue
        since, until = _dates(said, name, judged, reading)
        yield Statement(
            sentence=said.sentence.text,
            country=place.countries[0],
            participation=PART.get(judged.phase),
            framework=said.framework,
            evidence=said.sentence.evidence(*name),
            phase=judged.phase,
            cue=judged.cue,
            since=since,
            until=until,
            people=_people(said, name, judged, reading),
        )


def _is_about_missions(said: _Said, judged: _Judged) -> bool:
    """Refuse what else Belgium has in a country: "currently our embassy in Rwanda"."""
    if said.mentions or said.counted or judged.is_inherited or " " in judged.cue:
        return True
    return bool(sentence_words().matter.find(said.clauses.tokens))


def _located(said: _Said, reading: _Block) -> Iterator[Place]:
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


def _is_joined(said: _Said, last_end: int, start: int, joins: frozenset[str]) -> bool:
    """Say whether only commas, conjunctions and articles stand between two countries."""
    if last_end < 0:
        return False
    between = [one for one in said.clauses.tokens if last_end <= one.start and one.end <= start]
    allowed = joins | sentence_words().places["articles"]
    return all(one.printed.lower() in allowed for one in between)


def _hosts(mission_id: str) -> tuple[str, ...]:
    mission = load_register().get(mission_id)
    return mission.host if mission else ()


def _dates(
    said: _Said, name: Name, judged: _Judged, reading: _Block
) -> tuple[FieldValue | None, FieldValue | None]:
    """Return since and until of one name: its own segment's, else those of segments after it."""
    at, offset = said.sentence.evidence(), said.sentence.start
    since = until = None
    for period in _periods_for(said, name):
        since = since or dated(period.since, at, offset)
        until = until or dated(period.until, at, offset)
    if until is None and judged.phase in (Phase.ENDED, Phase.ENDING):
        until = _day_of_end(said, name, judged)
    return since or reading.beside.since, until or reading.beside.until


def _periods_for(said: _Said, name: Name) -> list[Period]:
    own = said.clauses.segment_at(name[0])
    at = [(said.clauses.segment_at(period.start), period) for period in said.periods]
    mine = [period for segment, period in at if segment == own]
    named = {said.clauses.segment_at(start) for start, _ in said.names}
    if mine or not at:
        return mine
    later = [segment for segment, _ in at if segment > own]
    if later and not any(said.clauses.plain(one) for one in range(own + 1, min(later) + 1)):
        return [period for segment, period in at if segment == min(later)]
    earlier = [segment for segment, _ in at if segment < own and segment not in named]
    blocked = earlier and any(said.clauses.plain(one) for one in range(max(earlier) + 1, own))
    return [] if blocked or not earlier else [p for s, p in at if s == max(earlier)]


def _day_of_end(said: _Said, name: Name, judged: _Judged) -> FieldValue | None:
    """Return the one date of a clause that tells an end: "ended in 2014"."""
    own = said.clauses.segment_at(name[0])
    taken = [(period.start, period.end) for period in said.periods]
    decided = any(one.kind == "planned" for one in said.clauses.plain(own))
    cue_at = said.sentence.text.find(judged.cue) if judged.cue else 0
    found = [
        date
        for date in find_dates(said.sentence.text)
        if said.clauses.segment_at(date.start) == own
        and not any(start <= date.start < end for start, end in taken)
        and not name[0] <= date.start < name[1]
        and not (decided and date.start < cue_at)
    ]
    if len(found) != 1:
        return None
    return dated(found[0], said.sentence.evidence(), said.sentence.start)


def _people(said: _Said, name: Name, judged: _Judged, reading: _Block) -> tuple[Headcount, ...]:
    """Return Belgium's numbers that belong to one name; none where several share them."""
    if judged.actor is not Actor.BELGIUM:
        return ()
    if reading.beside.people and not said.counted:
        return reading.beside.people
    own = said.clauses.segment_at(name[0])
    mine, holders = _numbers_near(said, own)
    if len(holders) > 1:
        return ()
    return tuple(one.headcount for one in mine)


def _numbers_near(said: _Said, own: int) -> tuple[list[Counted], set[object]]:
    """Return the numbers of a name's segment, else of the nameless ones around, and their names."""
    numbers: dict[int, list[Counted]] = {}
    for one in said.counted:
        numbers.setdefault(said.clauses.segment_at(one.start), []).append(one)
    holders = _holders(said)
    source = _source_of_numbers(said, own, numbers, holders)
    if not source:
        return [], set()
    mine = [one for segment in source for one in numbers[segment]]
    sharing = set(holders.get(own, set()))
    for segment in range(max(source[-1], own) + 1, len(said.clauses.segments)):
        if segment in numbers or said.clauses.plain(segment):
            break
        sharing |= holders.get(segment, set())
    return mine, sharing


def _holders(said: _Said) -> dict[int, set[object]]:
    """Return what each segment names: its missions, else its countries."""
    holders: dict[int, set[object]] = {}
    for mention in said.mentions:
        holders.setdefault(said.clauses.segment_at(mention.start), set()).add(mention.mission)
    for place in said.places:
        segment = said.clauses.segment_at(place.start)
        if segment not in holders and BELGIUM not in place.countries:
            holders[segment] = {place.countries}
    return holders


def _source_of_numbers(
    said: _Said,
    own: int,
    numbers: dict[int, list[Counted]],
    holders: dict[int, set[object]],
) -> list[int]:
    before: list[int] = []
    for segment in range(own - 1, -1, -1):
        if segment in holders:
            break
        if segment in numbers:
            before.insert(0, segment)
    here = [own] if own in numbers else []
    if before or here:
        return [*before, *here]
    after = own + 1
    while after < len(said.clauses.segments) and after not in holders:
        if after in numbers:
            return [after]
        after += 1
    return []
