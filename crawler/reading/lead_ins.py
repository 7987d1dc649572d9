"""What stands over a block or beside it: its heading, its lead-in ("… deel aan:"), its row."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import islice

from crawler.reading.blocks import Block, Box, Kind
from crawler.reading.clauses import decide, read_clauses
from crawler.reading.document import text_of
from crawler.reading.fields import label_field, number_in
from crawler.reading.headcounts import find_headcounts
from crawler.reading.periods import Period, find_periods
from crawler.reading.sections import heading_status
from crawler.reading.sentences import framework_in
from crawler.reading.voice import Voice
from missions.cue_words import Words, sentence_words
from missions.dates import PrintedDate, find_dates
from missions.places import find_places
from missions.records import Bound, Evidence, FieldValue, Headcount, Phase, Status
from missions.vocabulary import folded_words, status_in, vocabulary

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
    is_other: bool = False
    """It is about what an organisation or another country has."""


@dataclass(frozen=True)
class Beside:
    """What the other cells of a row, or a term's description, say."""

    since: FieldValue | None = None
    until: FieldValue | None = None
    is_open: bool = False
    status: Status | None = None
    cue: str = ""
    people: tuple[Headcount, ...] = ()
    countries: tuple[str, ...] = ()


NO_LEAD = Lead()
NOTHING = Beside()


@dataclass
class Surroundings:
    """The leads and rows of a page's blocks, by block index."""

    leads: dict[int, Lead] = field(default_factory=dict)
    rows: dict[int, list[Block]] = field(default_factory=dict)
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
        return _beside(block, [one for one in self.rows.get(block.index, ()) if one is not block])


def surroundings_of(blocks: Sequence[Block], voice: Voice = Voice.OPEN) -> Surroundings:
    """Return what stands over and beside the blocks of a page."""
    return Surroundings(dict(_leads(blocks, voice)), _rows(blocks), voice)


def heading_lead(block: Block, voice: Voice = Voice.OPEN) -> Lead:
    """Return what the headings above a block say; the page's own title only if it says both, but
    on Belgium's page it is enough that it says which operations are listed."""
    is_belgian, phase, cue = False, None, ""
    is_item = block.kind is not Kind.PARAGRAPH and voice is Voice.BELGIAN
    for heading in reversed(block.headings):
        about = _is_about_part(heading.text, voice)
        told = _heading_phase(heading.text)
        is_list = is_item and told is not None and framework_in(heading.text) is None
        if heading.level == PAGE_TITLE and not (told and (about or is_list)):
            continue
        is_belgian = is_belgian or about or is_list
        if told and phase is None:
            phase, cue = told, heading.text
    return Lead(is_belgian, phase, cue)


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
        return Lead(about, last.phase, cue, is_other)
    status = heading_status(text)
    phase = (
        {Status.ONGOING: Phase.CURRENT, Status.ENDED: Phase.PAST}.get(status) if status else None
    )
    return Lead(about, phase, text if phase else "", is_other)


def _rows(blocks: Sequence[Block]) -> dict[int, list[Block]]:
    """Return for each cell, term and description the blocks of its row, if they are not many."""
    rows: dict[int, list[Block]] = {}
    for block in blocks:
        row = _row_of(block)
        if row is not None:
            rows.setdefault(id(row), []).append(block)
    short = (row for row in rows.values() if len(row) <= LONGEST_ROW)
    return {block.index: row for row in short for block in row}


def _row_of(block: Block) -> Box | None:
    """Return a cell's row, or the term that a description belongs to."""
    for box in (block.box, *block.box.ancestors()):
        if box.tag in ("tr", "dt"):
            return box
        if box.tag == "dd":
            return _term_of(box)
        if box.tag in ("table", "ul", "ol", "section", "article", "main", "body"):
            return None
    return None


def _term_of(description: Box) -> Box | None:
    sisters = description.parent.children if description.parent else []
    first = max(description.position - MOST_DESCRIPTIONS, 0)
    before = reversed(sisters[first : description.position])
    return next((box for box in before if box.tag == "dt"), None)


def _beside(block: Block, others: Sequence[Block]) -> Beside:
    if not others:
        return NOTHING
    header = _header(block)
    since = until = None
    is_open, status, cue = False, None, ""
    people: list[Headcount] = []
    for other in others:
        label = _column_label(other, header)
        for period in _periods(other.text, label):
            since = since or dated(period.since, Evidence(other.path), 0)
            until = until or dated(period.until, Evidence(other.path), 0)
            is_open = is_open or period.is_open
        told = status_in(vocabulary().suffix_status, other.text) if len(other.text) < 40 else None
        if told and status is None:
            status, cue = told, other.text
        people.extend(_people(other.text, label))
    places = [code for other in others for one in find_places(other.text) for code in one.countries]
    return Beside(since, until, is_open, status, cue, tuple(people), tuple(places))


def dated(date: PrintedDate | None, at: Evidence, offset: int) -> FieldValue | None:
    """Return a printed date as a field's value; its evidence lies in the block of `at`."""
    if date is None:
        return None
    where = Evidence(at.path, offset + date.start, offset + date.end)
    return FieldValue(date.value, date.printed, where, date.doubt)


def _periods(text: str, label: str) -> list[Period]:
    periods = find_periods(text)
    if periods:
        return periods
    dates = find_dates(text)
    if len(dates) != 1:
        return []
    date = dates[0]
    field_name = label_field(label) if label else None
    if field_name == "since":
        return [Period(date.start, date.end, since=date)]
    if field_name in ("until", "ended"):
        return [Period(date.start, date.end, until=date)]
    return []


def _people(text: str, label: str) -> list[Headcount]:
    counted = [one.headcount for one in find_headcounts(text, Words.of(text))]
    is_count = folded_words(label) in sentence_words().count or label_field(label) == "strength"
    number = number_in(text) if label and is_count and not counted else None
    return counted if number is None else [Headcount(number, text, Bound.EXACT)]


def _header(block: Block) -> list[str]:
    """Return the texts of a table's first row, none when the block stands in it."""
    row = _row_of(block)
    table = next((one for one in block.box.ancestors() if one.tag == "table"), None)
    if table is None or row is None:
        return []
    first = next(table.element.iter("tr"), None)
    if first is None or first is row.element:
        return []
    cells = (one for one in first if one.tag in CELLS)
    return [text_of(one) for one in islice(cells, LONGEST_ROW)]


def _column_label(block: Block, header: Sequence[str]) -> str:
    for box in (block.box, *block.box.ancestors()):
        if box.tag in CELLS:
            position = sum(1 for _ in box.element.itersiblings(*CELLS, preceding=True))
            return header[position] if position < len(header) else ""
    return ""
