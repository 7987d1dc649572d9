"""Reading sentences: which missions they name, whether these run, and what Belgium's part is.

Cue words decide between current, past and merely mentioned; the nearest cue before a name counts.
A country named in a sentence about Belgium's part, with no mission, is a statement about that
country: no mission is invented for it.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from operator import attrgetter

from crawler.reading.blocks import Block
from crawler.reading.sections import section_status
from crawler.reading.titles import find_mentions
from crawler.reading.fields import read_fields
from missions.places import find_places
from missions.recognise import Mention
from missions.records import Evidence, Listing, Participation, Statement, Status
from missions.register import Mission, load_register
from missions.tokens import fold_in_place
from missions.vocabulary import folded_words, status_in, vocabulary

SENTENCE_END = re.compile(r"(?<=[.!?…])[\"”»')]*\s+(?=[\"“«'(]*[A-ZÀ-ÖØ-Þ])|\n")
ABBREVIATED = re.compile(
    r"(?:\b(?:[A-Z]|Gen|Lt|Maj|Col|Dr|Mr|Mrs|St|No|nr|art|o\.a|bv|vb|p\.ex|z\.B|ca|resp))\.$"
)
LONGEST_ABBREVIATION = 8
NO_WORD = re.compile(r"[\W_]")
BELGIUM = "BE"


@dataclass(frozen=True)
class Sentence:
    """A sentence, its block, and where in the block it stands."""

    block: Block
    text: str
    start: int

    def evidence(self, start: int = 0, end: int | None = None) -> Evidence:
        """Return the evidence for a part of the sentence."""
        stop = len(self.text) if end is None else end
        return Evidence(self.block.path, self.start + start, self.start + stop)


def sentences_of(block: Block) -> list[Sentence]:
    """Return the sentences of a block in order."""
    sentences: list[Sentence] = []
    start = 0
    for match in SENTENCE_END.finditer(block.text):
        if ABBREVIATED.search(
            block.text[max(0, match.start() - LONGEST_ABBREVIATION) : match.start()]
        ):
            continue
        sentences.append(Sentence(block, block.text[start : match.start()], start))
        start = match.end()
    sentences.append(Sentence(block, block.text[start:], start))
    return [sentence for sentence in sentences if sentence.text.strip()]


def framework_of(block: Block) -> str | None:
    """Return the organisation whose section a block stands in."""
    for heading in reversed(block.headings):
        framework = framework_in(heading.text)
        if framework:
            return framework
    return None


def framework_in(text: str) -> str | None:
    """Return the one organisation a heading names, None for none or several."""
    folded = folded_words(text)
    found = [name for name, pattern in vocabulary().frameworks.items() if pattern.search(folded)]
    return found[0] if len(found) == 1 else None


def belgian_statements(blocks: Sequence[Block]) -> list[Statement]:
    """Return what sentences say of missions and of Belgium's part in them."""
    return [
        statement
        for block in blocks
        if not block.is_boilerplate and not block.level
        for statement in _block_statements(block)
    ]


def _block_statements(block: Block) -> Iterator[Statement]:
    framework = framework_of(block)
    about_belgium = any(_is_about_belgium(heading.text) for heading in block.headings[1:])
    for sentence in sentences_of(block):
        about_belgium = about_belgium or _is_about_belgium(sentence.text)
        mentions = find_mentions_in(sentence, framework)
        for mention in mentions:
            yield _about_mission(sentence, mention, framework, about_belgium=about_belgium)
        if about_belgium:
            yield from _about_countries(sentence, mentions, framework)


def find_mentions_in(sentence: Sentence, organisation: str | None) -> list[Mention]:
    """Return the missions a sentence names; offsets are those of the sentence."""
    end = sentence.start + len(sentence.text)
    found = find_mentions(sentence.block, organisation)
    first = bisect_left(found, sentence.start, key=attrgetter("start"))
    after = bisect_left(found, end, key=attrgetter("start"))
    return [
        Mention(
            one.mission,
            one.printed,
            one.start - sentence.start,
            one.end - sentence.start,
            one.is_acronym,
        )
        for one in found[first:after]
        if one.end <= end
    ]


def _is_about_belgium(text: str) -> bool:
    return bool(vocabulary().belgium.search(folded_words(text)))


def _about_mission(
    sentence: Sentence, mention: Mention, framework: str | None, *, about_belgium: bool
) -> Statement:
    part = _participation(sentence, mention.start) if about_belgium else None
    status = Status.ONGOING if part is Participation.CURRENT else Status.UNKNOWN
    return Statement(
        sentence=sentence.text,
        mission=mention.mission,
        participation=part,
        status=status,
        framework=framework,
        evidence=sentence.evidence(mention.start, mention.end),
    )


def _about_countries(
    sentence: Sentence, mentions: Sequence[Mention], framework: str | None
) -> Iterator[Statement]:
    hosts = {code for one in mentions for code in _hosts(one.mission)}
    named = [(one.start, one.end) for one in mentions]
    for place in find_places(sentence.text):
        is_in_name = any(start <= place.start < end for start, end in named)
        if is_in_name or BELGIUM in place.countries or hosts & set(place.countries):
            continue
        part = _participation(sentence, place.start)
        if part:
            yield Statement(
                sentence=sentence.text,
                country=place.countries[0],
                participation=part,
                framework=framework,
                evidence=sentence.evidence(place.start, place.end),
            )


def _hosts(mission_id: str) -> tuple[str, ...]:
    mission = load_register().get(mission_id)
    return mission.host if mission else ()


def _participation(sentence: Sentence, position: int) -> Participation | None:
    """Return Belgium's part by the cue nearest before a name, else by any, else by the heading."""
    folded = NO_WORD.sub(" ", fold_in_place(sentence.text))
    spans = [
        (match.span(), part)
        for part, pattern in (
            (Participation.CURRENT, vocabulary().belgium_current),
            (Participation.PAST, vocabulary().belgium_past),
        )
        for match in pattern.finditer(folded)
    ]
    # "a participé" is past though "participe" in it is present: the longer cue counts.
    cues = [(span[0], part) for span, part in spans if not _is_inside(span, spans)]
    before = [cue for cue in cues if cue[0] <= position]
    if before:
        return max(before)[1]
    return min(cues)[1] if cues else _section_participation(sentence.block)


def _is_inside(
    span: tuple[int, int], others: Sequence[tuple[tuple[int, int], Participation]]
) -> bool:
    return any(other != span and other[0] <= span[0] and span[1] <= other[1] for other, _ in others)


def _section_participation(block: Block) -> Participation | None:
    """A list under "Current participation" needs no verb; the page's own title does not count."""
    for heading in reversed(block.headings[1:]):
        status = status_in(vocabulary().heading_status, heading.text)
        if status:
            return Participation.CURRENT if status is Status.ONGOING else Participation.PAST
    return None


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


def _weight(statement: Statement) -> int:
    return {Participation.CURRENT: 2, Participation.PAST: 1, None: 0}[statement.participation]


def _stated(statement: Statement, names: dict[str, str]) -> Listing:
    mission = _mission(statement.mission or "")
    evidence = statement.evidence
    fields = read_fields((), [(statement.sentence, evidence)] if evidence else ())
    return Listing(
        mission=mission.id,
        name=names.get(mission.id, mission.label),
        organisation=mission.organisation,
        acronym=mission.acronym or None,
        status=statement.status,
        participation=statement.participation,
        fields={name: value for name, value in fields.values.items() if name == "until"},
        passage=statement.sentence,
        evidence=evidence,
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

    A section is about the first mission it names: in its heading, else in its first sentence that
    names one. Others count only where their own sentence says whether they run.
    """
    found: dict[str, Listing] = {}
    for section in _sections(blocks):
        for listing in _section_listings(section, organisation, page_status):
            found.setdefault(listing.mission, listing)
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
            for mention in find_mentions_in(sentence, organisation):
                own = status_in(vocabulary().sentence_status, sentence.text)
                is_lead = (not led) or (leads_block and _opens(sentence, mention))
                led, leads_block = True, False
                status = heading if is_lead and heading else own
                if status:
                    yield _told(sentence, mention, status, section if is_lead else ())


def _opens(sentence: Sentence, mention: Mention) -> bool:
    """A paragraph that begins with a name, or is an item of a list, is about that mission."""
    return mention.start < 60 and sentence.start == 0


def _status_over(section: Sequence[Block]) -> Status | None:
    first = section[0]
    own = status_in(vocabulary().heading_status, first.text) if first.level else None
    return own or section_status(first)


def _told(
    sentence: Sentence, mention: Mention, status: Status, section: Sequence[Block]
) -> Listing:
    mission = _mission(mention.mission)
    texts = [block.text for block in section if not block.level] or [sentence.text]
    fields = read_fields((), [(sentence.text, sentence.evidence())])
    return Listing(
        mission=mission.id,
        name=mention.printed,
        organisation=mission.organisation,
        acronym=mission.acronym or None,
        status=status,
        fields=fields.values,
        passage="\n".join(texts),
        evidence=sentence.evidence(mention.start, mention.end),
    )
