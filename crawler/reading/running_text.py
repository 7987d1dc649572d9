"""Missions that running text tells of: listings from sections, and from statements."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from crawler.reading.blocks import Block
from crawler.reading.clauses import Decision, governing, read_clauses
from crawler.reading.fields import read_fields
from crawler.reading.periods import find_periods
from crawler.reading.sections import heading_status, section_status
from crawler.reading.sentences import Sentence, find_mentions_in, sentences_of
from missions.recognise import Mention
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

    A section is about the mission in its heading, else about the one its text opens with. Others
    count only where their own clause says whether they run.
    """
    found: dict[str, Listing] = {}
    for section in _sections(blocks):
        for listing in _section_listings(section, organisation, page_status):
            known = found.get(listing.mission)
            found[listing.mission] = listing if known is None else known
    return list(found.values())


def _sections(blocks: Sequence[Block]) -> Iterator[list[Block]]:
    section: list[Block] = []
    for block in blocks:
        if block.level and section:
            yield section
            section = []
        if not block.is_boilerplate:
            section.append(block)
    if section:
        yield section


def _section_listings(
    section: Sequence[Block], organisation: str | None, page_status: Status | None
) -> Iterator[Listing]:
    heading = _status_over(section) or page_status
    led = False
    for block in section:
        leads_block = True
        for sentence in sentences_of(block):
            mentions = find_mentions_in(sentence, organisation)
            if not mentions:
                continue
            decisions = _decisions(sentence, mentions)
            for position, (mention, decision) in enumerate(zip(mentions, decisions, strict=True)):
                is_passing = decision.cue is not None and decision.cue.kind in PASSING
                own = _own_status(sentence, mention, decision)
                is_lead = not is_passing and (
                    not led or (leads_block and _opens(sentence, mention))
                )
                led, leads_block = led or is_lead, False
                status = heading if is_lead and heading else own
                if status:
                    after = mentions[position + 1 :]
                    about = section if is_lead else ()
                    yield _told(
                        sentence, mention, status, about, _stretch(sentence, mention, after)
                    )


def _decisions(sentence: Sentence, mentions: Sequence[Mention]) -> list[Decision]:
    clauses = read_clauses(sentence.text)
    names = [(one.start, one.end) for one in mentions]
    return [governing(clauses, *name, names) for name in names]


def _own_status(sentence: Sentence, mention: Mention, decision: Decision) -> Status | None:
    """Return what the mission's own clause tells, or years from and until when it was there."""
    if decision.cue is None:
        here = [one for one in find_periods(sentence.text) if one.since and one.until]
        is_closed = any(0 <= one.start - mention.end <= LONGEST_JOINED for one in here)
        return Status.ENDED if is_closed else None
    return RUNS.get(decision.phase) if _is_own(mention, decision) else None


def _stretch(
    sentence: Sentence, mention: Mention, after: Sequence[Mention]
) -> tuple[str, Evidence]:
    """Return the part of a sentence that gives a mission's dates: up to the next mission's name."""
    others = [one.start for one in after if one.mission != mention.mission]
    if not others:
        return sentence.text, sentence.evidence()
    return sentence.text[: others[0]], sentence.evidence(0, others[0])


def _is_own(mention: Mention, decision: Decision) -> bool:
    """An inherited cue counts for a mission only where it is joined to the clause with the cue."""
    if not decision.is_inherited or decision.cue is None:
        return True
    cue = decision.cue
    between = cue.start - mention.end if cue.start > mention.end else mention.start - cue.end
    return between <= LONGEST_JOINED


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
    section: Sequence[Block],
    stretch: tuple[str, Evidence],
) -> Listing:
    mission = _mission(mention.mission)
    texts = [block.text for block in section if not block.level] or [sentence.text]
    return Listing(
        mission=mission.id,
        name=mention.printed,
        organisation=mission.organisation,
        acronym=mission.acronym or None,
        status=status,
        fields=read_fields((), [stretch]).values,
        passage="\n".join(texts),
        evidence=sentence.evidence(mention.start, mention.end),
    )
