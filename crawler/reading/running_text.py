"""Missions that running text tells of: listings from sections, and from statements."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from functools import cache

from crawler.reading.attribution import dates_of
from crawler.reading.blocks import Block
from crawler.reading.clauses import Decision, governing, read_clauses
from crawler.reading.fields import read_fields
from crawler.reading.said import Said
from crawler.reading.sections import heading_status, section_status
from crawler.reading.sentences import Sentence, find_mentions_in, sentences_of
from missions.recognise import Mention, recogniser
from missions.records import (
    Evidence,
    FieldValue,
    Listing,
    Participation,
    Phase,
    Statement,
    Status,
)
from missions.register import Mission, load_register

OPENING = 60
"""Characters within which the name stands that a paragraph opens with."""
RUNS = {
    Phase.CURRENT: Status.ONGOING,
    Phase.EXTENDED: Status.ONGOING,
    Phase.ENDING: Status.ONGOING,
    Phase.SUSPENDED: Status.ONGOING,
    Phase.ENDED: Status.ENDED,
    Phase.PAST: Status.ENDED,
}
PASSING = frozenset({"passing", "after", "handed_over", "conditional"})
"""Cues after which a mission is only a comparison, an origin or a possibility."""
LONGEST_JOINED = 60
"""Characters that may stand between a name without a cue and the name it is joined to."""


def listings_from_statements(
    statements: Sequence[Statement], names: dict[str, str]
) -> list[Listing]:
    """Return one listing a mission that statements name; current beats past beats nothing."""
    best: dict[str, Statement] = {}
    for statement in statements:
        if statement.mission is None:
            continue
        known = best.get(statement.mission)
        if known is None or _weight(statement) > _weight(known):
            best[statement.mission] = statement
    return [_stated(statement, names) for statement in best.values()]


def _weight(statement: Statement) -> tuple[int, bool]:
    part = {Participation.CURRENT: 2, Participation.PAST: 1, None: 0}[statement.participation]
    return part, statement.status is not Status.UNKNOWN


def _stated(statement: Statement, names: dict[str, str]) -> Listing:
    mission = _mission(statement.mission or "")
    fields: dict[str, FieldValue] = {}
    if statement.until and statement.participation is Participation.CURRENT:
        fields["until"] = statement.until
    return Listing(
        mission=mission.id,
        name=names.get(mission.id, mission.label),
        organisation=mission.organisation,
        acronym=mission.acronym or None,
        status=statement.status,
        participation=statement.participation,
        fields=fields,
        passage=statement.sentence,
        evidence=statement.evidence,
    )


def _mission(mission_id: str) -> Mission:
    mission = load_register().get(mission_id)
    if mission is None:
        raise KeyError(mission_id)
    return mission


def running_text_listings(
    blocks: Sequence[Block], organisation: str | None, page_status: Status | None
) -> list[Listing]:
    """Return the missions that the sections of a running text are about, with their status.
    Links alone are no text: menus name missions too, and may stand below a list's last heading.

    A section is about the mission in its heading, else about the one its text opens with. Others
    count only where their own clause says whether they run.
    """
    found: dict[str, Listing] = {}
    for section in _sections(blocks):
        for listing in _section_listings(section, organisation, page_status, found):
            found[listing.mission] = listing
    return list(found.values())


def _sections(blocks: Sequence[Block]) -> Iterator[list[Block]]:
    section: list[Block] = []
    for block in blocks:
        if block.level and section:
            yield section
            section = []
        if not block.is_boilerplate and (block.level or not block.is_link):
            section.append(block)
    if section:
        yield section


def _section_listings(
    section: Sequence[Block],
    organisation: str | None,
    page_status: Status | None,
    known: Collection[str],
) -> Iterator[Listing]:
    """Yield the listings of a section; missions that are `known` by then are passed over."""
    heading = _status_over(section) or page_status
    passage = cache(lambda: "\n".join(block.text for block in section if not block.level))
    led = False
    for block in section:
        if recogniser().names_nothing(block.text):  # most blocks: spares parting its sentences
            continue
        leads_block = True
        for sentence in sentences_of(block):
            mentions = find_mentions_in(sentence, organisation)
            is_told = led and not leads_block and all(one.mission in known for one in mentions)
            if is_told or not mentions:
                continue
            said = Said(sentence, read_clauses(sentence.text), mentions)
            for mention in mentions:
                decision = governing(said.clauses, mention.start, mention.end, said.missions)
                is_passing = decision.cue is not None and decision.cue.kind in PASSING
                own = _own_status(said, mention, decision)
                is_lead = not is_passing and (
                    not led or (leads_block and _opens(sentence, mention))
                )
                led, leads_block = led or is_lead, False
                status = heading if is_lead and heading else own
                if status and mention.mission not in known:
                    fields = _fields(said, mention, decision, status)
                    about = passage() if is_lead else ""
                    yield _told(sentence, mention, status, about or sentence.text, fields)


def _own_status(said: Said, mention: Mention, decision: Decision) -> Status | None:
    """Return what the mission's own clause tells, or years from and until when it was there."""
    if decision.cue is None or decision.is_inherited:
        here = [one for one in said.periods if one.since and one.until]
        if any(0 <= one.start - mention.end <= LONGEST_JOINED for one in here):
            return Status.ENDED
    return RUNS.get(decision.phase) if _is_own(said.sentence, mention, decision) else None


def _fields(
    said: Said, mention: Mention, decision: Decision, status: Status
) -> dict[str, FieldValue]:
    """Return the dates a sentence gives a mission, those of other missions in it left out."""
    start, end = _stretch(said, mention)
    offset = said.sentence.start + start
    text = said.sentence.text[start:end]
    at = Evidence(said.sentence.block.path, 0, len(text))
    values = read_fields((), [(text, at)]).values
    fields = {name: _moved(value, offset) for name, value in values.items()}
    cue = said.clauses.printed(decision.cue) if decision.cue else ""
    since, until = dates_of(said, (mention.start, mention.end), decision.phase, cue)
    if since is not None:
        fields.setdefault("since", since)
    if until is not None:
        fields.setdefault("ended" if status is Status.ENDED else "until", until)
    return fields


def _stretch(said: Said, mention: Mention) -> tuple[int, int]:
    """Return the part of a sentence that is about a mission: to the next one's name."""
    others = [one for one in said.mentions if one.mission != mention.mission]
    follows = any(one.start < mention.start for one in others)
    end = min((one.start for one in others if one.start > mention.start), default=None)
    return (mention.start if follows else 0), len(said.sentence.text) if end is None else end


def _moved(value: FieldValue, offset: int) -> FieldValue:
    """Return a value whose evidence is told from its block's beginning."""
    at = value.evidence
    if at is None:
        return value
    return replace(value, evidence=Evidence(at.path, at.start + offset, at.end + offset))


def _is_own(sentence: Sentence, mention: Mention, decision: Decision) -> bool:
    """An inherited cue counts for a mission only where it is joined to the clause with the cue."""
    if not decision.is_inherited or decision.cue is None:
        return True
    cue = decision.cue
    between = sentence.text[min(mention.end, cue.end) : max(mention.start, cue.start)]
    return len(between) <= LONGEST_JOINED and ";" not in between


def _opens(sentence: Sentence, mention: Mention) -> bool:
    """A paragraph that begins with a name, or is an item of a list, is about that mission."""
    return mention.start < OPENING and sentence.start == 0


def _status_over(section: Sequence[Block]) -> Status | None:
    first = section[0]
    own = heading_status(first.text) if first.level else None
    return own or section_status(first)


def _told(
    sentence: Sentence,
    mention: Mention,
    status: Status,
    passage: str,
    fields: dict[str, FieldValue],
) -> Listing:
    mission = _mission(mention.mission)
    return Listing(
        mission=mission.id,
        name=mention.printed,
        organisation=mission.organisation,
        acronym=mission.acronym or None,
        status=status,
        fields=fields,
        passage=passage,
        evidence=sentence.evidence(mention.start, mention.end),
    )
