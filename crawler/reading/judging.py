"""What a sentence says of one name in it, and of whom: the judgement behind every statement.

The cues of a name's own clause decide; where it says nothing, its lead-in, its row or the heading
above.
"""

from __future__ import annotations

from dataclasses import dataclass

from crawler.reading.actors import Actor
from crawler.reading.beside import Beside
from crawler.reading.blocks import Block, Kind
from crawler.reading.clauses import (
    PHRASES,
    YEAR,
    Clauses,
    Decision,
    decide,
    governing,
    opens_relative,
)
from crawler.reading.lead_ins import Lead
from crawler.reading.presence import (
    by_verb,
    follows_verb,
    is_entry_line,
    is_too_many,
    lost,
    opens,
    presence_segment,
    stays,
    works_within,
)
from crawler.reading.said import Name, Said
from crawler.reading.voice import Voice
from missions.cue_words import sentence_words
from missions.records import Phase, Status
from missions.register import load_register

LONGEST_CELL = 160
"""Characters; a longer cell with full stops is text that was laid out with a table."""


@dataclass
class Around:
    """A block being read: what stands around it, and whether it has come to Belgium's part."""

    block: Block
    lead: Lead
    heading: Lead
    beside: Beside
    framework: str | None
    about_belgium: bool = False
    voice: Voice = Voice.OPEN
    """Whose page it is."""
    topic: str | None = None
    """The mission that its headings name."""
    named: str | None = None
    """The mission that the sentences before named last."""
    is_there: bool = False
    """Whether they told that Belgium is in it now."""

    @property
    def is_item(self) -> bool:
        """Whether it is an item, a cell or the like: its text is no sentence of its own."""
        return self.lead.is_belgian or not (self.block.kind is Kind.PARAGRAPH or self._is_prose)

    @property
    def _is_prose(self) -> bool:
        """Whether a cell is text that was laid out with a table."""
        text = self.block.text
        return self.block.kind is Kind.CELL and len(text) > LONGEST_CELL and text.endswith(".")


@dataclass(frozen=True)
class Judged:
    """What is said of one name, and of whom."""

    actor: Actor
    phase: Phase
    cue: str
    itself: Phase | None = None
    """What is said of the mission itself, whoever takes part: "MINUSMA ended"."""
    is_inherited: bool = False


def judge(said: Said, name: Name, reading: Around) -> Judged:
    """Return what a sentence says of the name at a place in it."""
    segment = said.clauses.segment_at(name[0])
    decision = governing(said.clauses, *name, said.names)
    if reading.is_item and reading.beside.tells_no_part:
        cue = reading.beside.unsettled
        return Judged(said.actors[segment], Phase.MENTIONED, cue, is_inherited=True)
    if _is_about_itself(said, _first_joined(said, name, decision), reading):
        relative = _put_by_relative(said, name, decision, reading)
        return relative or _judge_itself(said, segment, decision, reading)
    fallen = _fallen(said, name, reading)
    placed = fallen or put_there(said, name, decision, reading)
    if placed is not None:
        return Judged(Actor.BELGIUM, *placed, is_inherited=decision.is_inherited)
    actor = _actor(said, name, decision, reading)
    is_silent = decision.cue is None and not said.sentence.text.rstrip().endswith("?")
    if is_silent and actor is not Actor.OTHER:
        phase, cue = _around(reading, said, segment if actor is Actor.BELGIUM else None)
    else:
        phase, cue = decision.phase, _printed(said.clauses, decision)
    if _is_only_backed(said, phase):
        phase = Phase.MENTIONED
    if reading.is_item and phase in (Phase.ENDED, Phase.PAST) and stays(said, segment):
        phase = Phase.CURRENT
    closed = _tells_closure(said, segment) if phase is Phase.PAST else None
    return Judged(actor, phase, cue, closed, decision.is_inherited or is_silent)


def _actor(said: Said, name: Name, decision: Decision, reading: Around) -> Actor:
    """Return whom a name's clause is about, by the sentences and lead-ins before where it names
    nobody; those in brackets behind an item's name are no actors."""
    segment = said.clauses.segment_at(name[0])
    actor = _relative_actor(said, segment, decision) or said.actors[segment]
    is_ours = reading.about_belgium or reading.beside.is_part
    is_ours = is_ours or (reading.heading.is_listed and opens(said, name))
    if actor is Actor.NOBODY and is_ours and not is_too_many(said):
        return Actor.BELGIUM
    is_bare_item = reading.lead.is_belgian and reading.is_item and decision.cue is None
    if actor is Actor.OTHER and is_bare_item and not said.counted:
        return Actor.BELGIUM
    return actor


def _relative_actor(said: Said, segment: int, decision: Decision) -> Actor | None:
    """Return whom a relative clause names that decides for the name before it: "MINUSMA, where
    thirty Belgians serve"."""
    cue = decision.cue
    if cue is None or cue.segment <= segment or cue.segment > segment + 2:
        return None
    own = said.own_actors[cue.segment]
    is_relative = opens_relative(said.clauses, segment + 1)
    return own if is_relative and own is Actor.BELGIUM else None


def put_there(
    said: Said, name: Name, decision: Decision, reading: Around
) -> tuple[Phase, str] | None:
    """Return the phase of a clause on Belgium's own page that puts people into a mission and says
    not whose they are; None where it does not."""
    segment = said.clauses.segment_at(name[0])
    is_line = reading.is_item or is_entry_line(said, name)
    actor = said.actors[segment]
    is_open = actor is Actor.NOBODY or (actor is Actor.BELGIUM and decision.cue is None)
    if reading.voice is not Voice.BELGIAN or not is_open or reading.lead.is_other:
        return None
    is_owned = actor is Actor.BELGIUM
    at = presence_segment(said, segment, is_silent=decision.cue is None, is_owned=is_owned)
    if at is None and is_owned and decision.cue is None:
        at = works_within(said, name)
    has_row = reading.is_item and bool(reading.beside.people)
    if (at is None and not has_row) or follows_verb(said, name) or _is_asked(said):
        return None
    if decision.cue is not None and not _is_of_another(said, name, decision, at):
        if decision.phase is Phase.MENTIONED or decision.cue.kind in PHRASES:
            return None
        stay = is_line and decision.phase in (Phase.ENDED, Phase.PAST) and stays(said, segment)
        phase = Phase.CURRENT if stay else decision.phase
        return phase, _printed(said.clauses, decision)
    if is_line or reading.lead.phase or reading.heading.phase:
        around = _around(reading, said, segment)
        if around[0] is not Phase.MENTIONED:
            return around
    return by_verb(said, {segment, segment if at is None else at})


def _fallen(said: Said, name: Name, reading: Around) -> tuple[Phase, str] | None:
    """Return that Belgium was in a mission that is over, where its people died there."""
    if reading.voice is not Voice.BELGIAN or not YEAR.search(said.sentence.text):
        return None
    mission = next((one.mission for one in said.mentions if one.start == name[0]), "")
    known = load_register().get(mission)
    if known is None or not known.end:
        return None
    words = lost(said, said.clauses.segment_at(name[0]))
    return (Phase.PAST, words) if words else None


def _put_by_relative(said: Said, name: Name, decision: Decision, reading: Around) -> Judged | None:
    """Judge a mission by the relative clause behind it that puts people there on Belgium's own
    page: "ISAF, in which 600 soldiers served, was"."""
    following = said.clauses.segment_at(name[0]) + 1
    if reading.voice is not Voice.BELGIAN or following >= len(said.clauses.segments):
        return None
    words = said.clauses.words_of(following)[:2]
    relatives = sentence_words().clauses["relatives"]
    is_relative = any(one.printed.lower() in relatives for one in words)
    if not is_relative or said.own_actors[following] is not Actor.NOBODY:
        return None
    if presence_segment(said, following, is_silent=True) != following:
        return None
    told = decide(said.clauses, following, words[0].start)
    phase, cue = by_verb(said, {following})
    if told is not None:
        phase, cue = told.phase, _printed(said.clauses, told)
    own = decision.phase if decision.cue and not decision.is_inherited else None
    return None if phase is Phase.MENTIONED else Judged(Actor.BELGIUM, phase, cue, own)


def _is_of_another(said: Said, name: Name, decision: Decision, at: int | None) -> bool:
    """Say whether a cue stands in a later clause than the name's, which has its own people, or
    behind a semicolon: "MINUSMA: 65 militairen in Bamako; later zullen er 105 zijn"."""
    if decision.cue is None or not decision.is_inherited or at is None:
        return False
    if decision.cue.start < name[1] or at >= decision.cue.segment:
        return False
    if _is_second_predicate(said, at, decision.cue.segment):
        return False
    if at == said.clauses.segment_at(name[0]):
        return True
    return ";" in said.sentence.text[said.clauses.words_of(at)[-1].end : decision.cue.start]


def _is_second_predicate(said: Said, at: int, segment: int) -> bool:
    """Say whether a segment goes on about the same people: "joined in March and returned"."""
    opens_joined = said.clauses.segments[segment].opens in sentence_words().clauses["conjunctions"]
    has_people = presence_segment(said, segment, is_silent=True) == segment
    return segment == at + 1 and opens_joined and not has_people


def _is_asked(said: Said) -> bool:
    return said.sentence.text.rstrip().endswith("?")


def _first_joined(said: Said, name: Name, decision: Decision) -> Name:
    """Return the name that a name is joined to, where what is said stands before both: "deelgenomen
    aan ISAF en KFOR"."""
    if decision.cue is None or not decision.is_inherited or decision.cue.start > name[0]:
        return name
    before = [one for one in said.missions if decision.cue.end <= one[1] and one[1] <= name[0]]
    return max(before, default=name)


def _is_about_itself(said: Said, name: Name, reading: Around) -> bool:
    """Say whether a clause that names nobody else has the mission as its subject; in an item that
    takes a noun for it: "De operatie ISAF eindigde"."""
    segment = said.clauses.segment_at(name[0])
    if said.own_actors[segment] is not Actor.NOBODY:
        return False
    if reading.voice is Voice.BELGIAN and is_entry_line(said, name):
        return False
    topic = sentence_words().places["topic"]
    articles = sentence_words().places["articles"] | sentence_words().places["joins"]
    before = [one.printed.lower() for one in said.clauses.words_of(segment) if one.end <= name[0]]
    if reading.is_item and not (topic.intersection(before) and _is_sentence(said)):
        return False
    return all(word in topic or word in articles for word in before)


def _is_sentence(said: Said) -> bool:
    """Say whether an item is a sentence, with a verb and a full stop."""
    return said.sentence.text.rstrip().endswith(".") and bool(said.clauses.cues)


def _judge_itself(said: Said, segment: int, decision: Decision, reading: Around) -> Judged:
    """Judge a name whose clause is about the mission: Belgium's part stands in another clause."""
    own = decision if not decision.is_inherited else None
    cue = _printed(said.clauses, decision)
    for other, actor in enumerate(said.own_actors):
        if actor is not Actor.BELGIUM or _names_any(said, other):
            continue
        told = decide(said.clauses, other, 0)
        itself = own.phase if own and own.cue else None
        if told is not None:
            return Judged(actor, told.phase, _printed(said.clauses, told), itself)
        if itself is Phase.ENDED and opens_relative(said.clauses, other):
            return Judged(actor, Phase.PAST, cue, itself)
    if decision.cue is not None and decision.is_inherited and Actor.BELGIUM in said.own_actors:
        return Judged(said.actors[segment], decision.phase, cue, is_inherited=True)
    if decision.cue is None and reading.about_belgium and segment in _silent(said):
        phase, cue = _around(reading, said, None)
        return Judged(Actor.BELGIUM, phase, cue, is_inherited=True)
    if reading.heading.is_listed and reading.heading.phase is Phase.PAST and _ended(own):
        return Judged(Actor.BELGIUM, Phase.PAST, cue, Phase.ENDED)
    actor = said.actors[segment] if decision.is_inherited else Actor.NOBODY
    return Judged(actor, decision.phase, cue, decision.phase, decision.is_inherited)


def _ended(decision: Decision | None) -> bool:
    return decision is not None and decision.phase is Phase.ENDED


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


def _around(reading: Around, said: Said, segment: int | None) -> tuple[Phase, str]:
    """Return the phase a lead-in, row, heading or period gives to what says nothing itself.

    `segment` is given for a clause about Belgium: years behind a name then tell a past.
    """
    if reading.lead.phase is not None:
        return reading.lead.phase, reading.lead.cue
    beside = reading.beside
    if beside.status is not None:
        return (Phase.CURRENT if beside.status is Status.ONGOING else Phase.ENDED), beside.cue
    if beside.yearly is not None:
        return beside.yearly, ""
    if reading.heading.phase is not None:
        return reading.heading.phase, reading.heading.cue
    is_belgian = reading.heading.is_belgian or reading.lead.is_belgian or reading.beside.is_part
    if reading.is_item and is_belgian:
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


def _by_period(reading: Around, said: Said) -> tuple[Phase, str]:
    """In a list of Belgium's participations a closed period is past, an open one current."""
    ends = [*(period.until for period in said.periods), reading.beside.until]
    closed = next((one for one in ends if one is not None), None) or reading.beside.once
    if closed is not None:
        return Phase.PAST, closed.printed
    return Phase.CURRENT, ""
