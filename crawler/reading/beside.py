"""What stands beside a block in its row: dates, a status, numbers of people."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from crawler.reading.blocks import Block, Box
from crawler.reading.fields import label_field, number_in
from crawler.reading.headcounts import find_headcounts
from crawler.reading.headers import (
    NO_HEADER,
    Header,
    column_of,
    is_of_belgium,
    read_header,
    without_belgium,
)
from crawler.reading.periods import Period, find_periods
from crawler.reading.spans import CELLS
from missions.cue_words import Words, sentence_words
from missions.dates import PrintedDate, find_dates
from missions.places import find_places
from missions.records import Bound, Evidence, FieldValue, Headcount, Phase, Status
from missions.tokens import fold
from missions.vocabulary import folded_words, status_in, vocabulary

LONGEST_ROW = 60
"""Blocks of a row that may say something of each other."""
MOST_DESCRIPTIONS = 60
"""How far before a description its term is looked for."""
LONGEST_STATUS = 40
DIGIT = re.compile(r"\d")
BARE = re.compile(r"\s*[1-9][0-9]{0,3}\s*")
"""A number and nothing else."""


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
    yearly: Phase | None = None
    """Whether anybody was there in the last of a table's years."""
    is_part: bool = False
    """Whether a column that is headed as Belgium's, or the table's name, tells its part."""
    once: PrintedDate | None = None
    """The one date of a cell, in a column where others tell what goes on: it was then."""
    is_denied: bool = False
    """Whether a column that is headed as Belgium's says that it has nobody there."""
    unsettled: str = ""
    """A cell that says no more than "planned", or months without a year."""

    @property
    def tells_no_part(self) -> bool:
        """Whether nobody is there, or nobody yet, whatever else the row says."""
        return self.is_denied or (bool(self.unsettled) and self.status is None)


NOTHING = Beside()


class Rows:
    """The rows of a page: what stands beside each cell, term and description."""

    def __init__(self, blocks: Sequence[Block]) -> None:
        self._rows = _rows(blocks)
        self._headers: dict[int, Header] = {}
        self._running: dict[int, frozenset[int]] = {}

    def beside(self, block: Block) -> Beside:
        """Return what stands beside a block in its row."""
        own = _cell_of(block)
        row = self._rows.get(block.index, ())
        others = [
            one for one in row if one is not block and (own is None or _cell_of(one) is not own)
        ]
        if not others:
            return NOTHING
        return _beside(others, self._header(block), self._once(block, others))

    def _once(self, block: Block, others: Sequence[Block]) -> PrintedDate | None:
        """Return the one date of a cell, in a column where others tell what goes on."""
        table = _table_of(block)
        if table is None or not any(find_dates(one.text) for one in others):
            return None
        running = self._running.get(id(table))
        if running is None:
            cells = self._cells.get(id(table), [])
            running = frozenset(column_of(one) for one in cells if _tells_running(one.text))
            self._running[id(table)] = running
        dates = (_only_date(one.text) for one in others if column_of(one) in running)
        return next(filter(None, dates), None)

    @cached_property
    def _cells(self) -> dict[int, list[Block]]:
        """The blocks in the rows of each table."""
        cells: dict[int, list[Block]] = {}
        for row in {id(row): row for row in self._rows.values()}.values():
            table = _table_of(row[0])
            if table is not None:
                cells.setdefault(id(table), []).extend(row)
        return cells

    def _header(self, block: Block) -> Header:
        """Return the headings of a block's table, none when the block stands in them."""
        table = _table_of(block)
        row = _row_of(block)
        if table is None or row is None:
            return NO_HEADER
        known = self._headers.get(id(table))
        if known is None:
            known = self._headers[id(table)] = read_header(table.element)
        return known if known.is_above(row.element) else NO_HEADER


def _rows(blocks: Sequence[Block]) -> dict[int, list[Block]]:
    """Return for each cell, term and description the blocks of its row, if they are not many."""
    rows: dict[int, list[Block]] = {}
    for block in blocks:
        row = _row_of(block)
        if row is not None:
            rows.setdefault(id(row), []).append(block)
    short = (row for row in rows.values() if len(row) <= LONGEST_ROW)
    return {block.index: row for row in short for block in row}


def _cell_of(block: Block) -> Box | None:
    """Return the cell that a block stands in: what shares it stands above or below, not beside."""
    for box in (block.box, *block.box.ancestors()):
        if box.tag in CELLS:
            return box
        if box.tag in ("tr", "dt", "dd", "table"):
            return None
    return None


def _table_of(block: Block) -> Box | None:
    """Return the innermost table that a block stands in."""
    return next((one for one in block.box.ancestors() if one.tag == "table"), None)


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


def _tells_running(text: str) -> bool:
    """Say whether a cell tells what goes on: "en cours, 4 experts", "since 2008"."""
    if any(one.is_open or (one.since and not one.until) for one in find_periods(text)):
        return True
    return _status(text) is Status.ONGOING


def _only_date(text: str) -> PrintedDate | None:
    """Return the date of a cell that gives one and no period, and no status."""
    dates = find_dates(text)
    is_told = bool(find_periods(text)) or _status(text) is not None
    return dates[0] if len(dates) == 1 and not is_told else None


def _status(text: str) -> Status | None:
    return status_in(vocabulary().suffix_status, text) if len(text) < LONGEST_STATUS else None


@lru_cache(maxsize=1024)
def _is_unsettled(text: str) -> bool:
    """Say whether a cell says that something is to come, or names months of no year."""
    if len(text) > LONGEST_STATUS or DIGIT.search(text):
        return False
    words = Words.of(text)
    months = [one for one in words.tokens if fold(one.printed) in vocabulary().months]
    if len(months) > 1 and len(words.tokens) <= len(months) + 1:
        return True
    cues = sentence_words().cues.find(words)
    said = {position for one in cues for position in one.words}
    is_all = len(said) == len(words.tokens)
    return bool(cues) and is_all and all(one.kind == "planned" for one in cues)


def _beside(others: Sequence[Block], header: Header, once: PrintedDate | None = None) -> Beside:
    since = until = None
    is_open, status, cue = False, None, ""
    people: list[Headcount] = []
    for other in others:
        label = header.label(other)
        for period in _periods(other.text, label):
            since = since or dated(period.since, Evidence(other.path), 0)
            until = until or dated(period.until, Evidence(other.path), 0)
            is_open = is_open or period.is_open
        told = _status(other.text)
        if told and status is None:
            status, cue = told, other.text
        people.extend(_people(other.text, label))
    places = [code for other in others for one in find_places(other.text) for code in one.countries]
    yearly = header.last_year(others)
    is_denied = header.denies_part(others)
    is_part = header.tells_part(others) or (header.is_belgian and not is_denied)
    unsettled = next((other.text for other in others if _is_unsettled(other.text)), "")
    return Beside(
        since,
        until,
        is_open,
        status,
        cue,
        tuple(people),
        tuple(places),
        yearly,
        is_part,
        once,
        is_denied,
        unsettled,
    )


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
    """Return the numbers of a cell, unless its column is that of the missions' own strength."""
    if folded_words(label) in sentence_words().own_strength:
        return []
    counted = [one.headcount for one in find_headcounts(text, Words.of(text))]
    is_number = label and not counted and (_is_count(label) or _is_bare_number(text, label))
    number = number_in(text) if is_number else None
    return counted if number is None else [Headcount(number, text, Bound.EXACT)]


def _is_count(label: str) -> bool:
    """Say whether a column is headed as one of numbers of people: "Aantal", "Effectif belge"."""
    own = without_belgium(label) if is_of_belgium(label) else label
    return any(
        folded_words(one) in sentence_words().count or label_field(one) == "strength"
        for one in (label, own)
    )


def _is_bare_number(text: str, label: str) -> bool:
    """Say whether a column of Belgium's part prints a number alone, which is no year."""
    return is_of_belgium(label) and BARE.fullmatch(text) is not None and not find_dates(text)
