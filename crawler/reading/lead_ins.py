"""What stands over a block or beside it: its heading, its lead-in ("… deel aan:"), its row."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from crawler.reading.beside import Beside, Rows
from crawler.reading.blocks import Block, Kind
from crawler.reading.clauses import decide, read_clauses
from crawler.reading.sections import heading_status
from crawler.reading.sentences import framework_in
from crawler.reading.voice import Voice
from missions.cue_words import Words, sentence_words
from missions.places import find_places
from missions.recognise import recogniser
from missions.records import Phase, Status
from missions.vocabulary import folded_words, vocabulary

LONGEST_ITEM = 160
LONGEST_ROW = 60
"""Blocks of a row that may say something of each other."""
MOST_DESCRIPTIONS = 60
"""How far before a description its term is looked for."""
PAGE_TITLE = 1
LONGEST_HEADING = 120
CELLS = ("td", "th")


@dataclass(frozen=True)
class Lead:
    """What a heading or lead-in says of the items under it."""

    is_belgian: bool = False
    """It is about Belgium's part."""
    phase: Phase | None = None
    cue: str = ""
    is_listed: bool = False
    """On Belgium's page it says which operations are listed: those are Belgium's."""
    is_other: bool = False
    """It is about what an organisation or another country has."""


NO_LEAD = Lead()


@dataclass
class Surroundings:
    """The leads and rows of a page's blocks, by block index."""

    leads: dict[int, Lead] = field(default_factory=dict)
    rows: Rows = field(default_factory=lambda: Rows([]))
    voice: Voice = Voice.OPEN
    """Whose page it is."""

    def heading(self, block: Block) -> Lead:
        """Return what the headings above a block say."""
        return heading_lead(block, self.voice)

    def lead(self, block: Block) -> Lead:
        """Return the lead-in of a block that is an item; an empty one when it has none."""
        return self.leads.get(block.index, NO_LEAD)

    def beside(self, block: Block) -> Beside:
        """Return what stands beside a block in its row."""
        return self.rows.beside(block)


def surroundings_of(blocks: Sequence[Block], voice: Voice = Voice.OPEN) -> Surroundings:
    """Return what stands over and beside the blocks of a page."""
    return Surroundings(dict(_leads(blocks, voice)), Rows(blocks), voice)


def heading_lead(block: Block, voice: Voice = Voice.OPEN) -> Lead:
    """Return what the headings above a block say; the page's own title only if it says both, but
    on Belgium's page it is enough that it says which operations are listed."""
    is_belgian, is_listed, phase, cue = False, False, None, ""
    is_reached = True
    for heading in reversed(block.headings):
        about = _is_about_part(heading.text, voice)
        told = _heading_phase(heading.text)
        is_list = voice is Voice.BELGIAN and told is not None and is_reached
        is_list = is_list and framework_in(heading.text) is None
        is_reached = is_reached and _groups(heading.text)
        if heading.level == PAGE_TITLE and not (told and (about or is_list)):
            continue
        is_belgian, is_listed = is_belgian or about, is_listed or is_list
        if told and phase is None:
            phase, cue = told, heading.text
    return Lead(is_belgian, phase, cue, is_listed)


@lru_cache(maxsize=512)
def _groups(text: str) -> bool:
    """Say whether a heading only groups what one above it lists: by organisation or place."""
    return bool(framework_in(text) or find_places(text) or recogniser().find(text))


@lru_cache(maxsize=512)
def _heading_phase(text: str) -> Phase | None:
    """Return the phase a heading tells of what it lists."""
    if len(text) <= LONGEST_HEADING and vocabulary().unsettled.search(folded_words(text)):
        is_planned = any(
            one.kind == "planned" for one in sentence_words().cues.find(Words.of(text))
        )
        return Phase.PLANNED if is_planned else None
    status = heading_status(text)
    if status is None:
        return None
    return Phase.CURRENT if status is Status.ONGOING else Phase.PAST


@lru_cache(maxsize=512)
def _is_about_part(text: str, voice: Voice) -> bool:
    """Say whether a text is about Belgium's part, on another country's page only where it names
    Belgium."""
    words, wanted = Words.of(text), sentence_words()
    actors = {one.kind for one in wanted.actors.find(words)}
    ours = any(one.kind == "ours" for one in wanted.voice.find(words))
    if voice is Voice.FOREIGN:
        return "belgium" in actors and not ours
    if "belgium" in actors or ("own" in actors and voice is Voice.BELGIAN):
        return True
    return "other" not in actors and any(one.kind == "part" for one in wanted.matter.find(words))


def _is_about_organisation(text: str) -> bool:
    """Say whether a lead-in begins with an organisation: "De VN heeft momenteel elf missies:"."""
    words = Words.of(text)
    articles = sentence_words().places["articles"]
    first = next((at for at, word in enumerate(words.lower) if word not in articles), 0)
    return any(
        one.first == first and words.tokens[one.first].printed[0].isupper()
        for one in sentence_words().frameworks.find(words)
    )


def _leads(blocks: Sequence[Block], voice: Voice) -> Iterator[tuple[int, Lead]]:
    lead: Lead | None = None
    for block in blocks:
        if block.level:
            lead = None
        elif block.text.endswith(":"):
            lead = _lead_in(block, voice)
        elif lead is not None and _is_item(block):
            yield block.index, lead
        else:
            lead = None


def _is_item(block: Block) -> bool:
    if block.kind is not Kind.PARAGRAPH:
        return True
    return len(block.text) <= LONGEST_ITEM and not block.text.rstrip().endswith(".")


def _lead_in(block: Block, voice: Voice) -> Lead:
    text = block.text.rsplit("\n", 1)[-1]
    about = _is_about_part(text, voice)
    is_other = not about and _is_about_organisation(text)
    clauses = read_clauses(text)
    decisions = [
        decision
        for index in range(len(clauses.segments))
        if (decision := decide(clauses, index, len(text)))
    ]
    if decisions:
        last = decisions[-1]
        cue = clauses.printed(last.cue) if last.cue else ""
        return Lead(about, last.phase, cue, is_other=is_other)
    status = heading_status(text)
    phase = (
        {Status.ONGOING: Phase.CURRENT, Status.ENDED: Phase.PAST}.get(status) if status else None
    )
    return Lead(about, phase, text if phase else "", is_other=is_other)
