"""Fields of one entry: values beside their labels, and what its sentences say.

Where a page prints both how many people may be there and how many are, `strength` is the number
deployed: it is what changes on the ground and what readers ask for, and the ceiling changes only
with the mandate. The number authorised is kept as `authorised`, and is the strength only where no
other is printed: then both fields hold it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from crawler.reading.labels import (
    DATE_FIELDS,
    are_countries,
    is_authorised,
    is_date_value,
    is_part,
    label_before_value,
    label_field,
)
from crawler.reading.people import number_in, read_people
from crawler.reading.sayings import legal_symbols, sentence_fields
from crawler.reading.seats import seat_fields
from crawler.reading.unknown_words import unknown_words
from missions.dates import DateSpan, PrintedDate, find_dates, first_date, read_span
from missions.field_words import field_words
from missions.places import countries_of_codes, country_of
from missions.records import Evidence, FieldValue, Status
from missions.tokens import fold_in_place, tidy
from missions.vocabulary import folded_words, status_in, vocabulary

__all__ = [
    "Fields",
    "Labelled",
    "label_before_value",
    "label_field",
    "number_in",
    "read_fields",
    "yes_no",
]

YES = frozenset({"yes", "true", "active", "1", "oui", "ja", "ongoing", "en cours", "lopend"})
NO = frozenset({"no", "false", "inactive", "0", "non", "nee", "nein", "closed", "ended"})
SINCE = re.compile(r"\b(?:since|depuis|sinds|seit)(?: \w{1,5})?$")
FOUR_FIGURES = re.compile(r"(?<!\d)\d{4}(?!\d)")
DASHES = " \u00a0–—-"
"""What a cell prints that has no value."""
SHORT = 40
"""Characters a value may have to be kept for its figures alone."""
LONGEST_VALUE = 200
"""Characters of a value; what is longer is a text about the field, read by its sentences."""
LONGEST_NAME = 110
LONGEST_TEXT = 4000
LONGEST_PHRASE = 60
LONGEST_MANDATE = 160
"""Of a longer text only the symbols of legal acts are kept as the legal basis."""
TEXT_FIELDS = frozenset({"kind", "budget", "area"})
PLAIN, PART, AUTHORISED = 0, 1, 2
"""Which of several strengths counts: one without a qualifier, of a part, the most allowed."""


@dataclass(frozen=True)
class Labelled:
    """A label and the text beside it."""

    label: str
    value: str
    evidence: Evidence
    at: int | None = None
    """Where in its block the value begins; None: it is the last of what `evidence` points at."""

    def where(self, start: int = 0, end: int | None = None) -> Evidence:
        """Return the evidence for a part of the value."""
        if self.evidence.end == 0:
            return self.evidence
        begin = self.at
        if begin is None:
            begin = max(self.evidence.start, self.evidence.end - len(self.value))
        stop = begin + (len(self.value) if end is None else end)
        if stop > self.evidence.end:  # the value goes on in other blocks of its cell
            return self.evidence
        return Evidence(self.evidence.path, begin + start, stop)


@dataclass(frozen=True)
class Fields:
    """What the labelled texts and sentences of an entry give."""

    values: dict[str, FieldValue]
    status: Status | None = None
    used: frozenset[Evidence] = frozenset()
    """Where values stood, so that the words of the entry can be told from them."""
    goes_on: bool = False
    """Whether a start is printed with "since": a mission that runs, unless more is said."""


def read_fields(labelled: Iterable[Labelled], sentences: Sequence[tuple[str, Evidence]]) -> Fields:
    """Return the fields of an entry: labels first, then what its sentences say."""
    values: dict[str, FieldValue] = {}
    ranks: dict[str, int] = {}
    status: Status | None = None
    used: set[Evidence] = set()
    goes_on = False
    for one in labelled:
        name = label_field(one.label)
        goes_on = goes_on or (name in ("since", "span") and _says_since(one))
        if name in ("status", "span"):
            status = status or _status(one.value)
        elif name == "ended" and yes_no(one.value) is Status.ONGOING:
            status = Status.ONGOING  # "Closed: present" is a mission that runs
        for found, value, rank in _values(name, one):
            used.add(one.evidence)
            if found not in values or rank < ranks[found]:
                values[found], ranks[found] = value, rank
    for name, told in _told(sentences).items():
        if name not in values or _refines(name, told, values[name]):
            values[name] = told
    return Fields(values, status, frozenset(used), goes_on)


def _refines(name: str, told: FieldValue, known: FieldValue) -> bool:
    """Say whether a sentence gives the same date more precisely: "2014–2022" and "on 31 March
    2022"."""
    if name not in DATE_FIELDS or not isinstance(told.value, str):
        return False
    return isinstance(known.value, str) and told.value.startswith(known.value)


def yes_no(text: str) -> Status | None:
    """Return the status a status field prints, None when it prints something else."""
    folded = folded_words(text)
    if folded in YES:
        return Status.ONGOING
    if folded in NO:
        return Status.ENDED
    return status_in(vocabulary().suffix_status, text)


def _status(value: str) -> Status | None:
    """Return what a status or a span says: "2013 – present" is a mission that runs."""
    said = yes_no(value)
    if said is None and read_span(value).is_open and re.search(r"[^\W\d]", value):
        return Status.ONGOING
    return said


def _says_since(one: Labelled) -> bool:
    """Say whether "since" stands before a start, in the value or as its label."""
    span = read_span(one.value)
    if span.start is None or span.end is not None:
        return False
    if span.is_open:  # "1964 –"
        return True
    before = f"{one.label} {one.value[: span.start.start]}"
    return SINCE.search(folded_words(before)) is not None


_Ranked = tuple[str, FieldValue, int]
"""Field, value, and its rank among the values of that field: the lowest counts, then the first."""


def _values(name: str | None, one: Labelled) -> Iterator[_Ranked]:
    if name is None or not one.value.strip(DASHES):
        return
    if len(one.value) > LONGEST_VALUE and name != "mandate":
        told = sentence_fields(one.value, one.where())
        yield from ((found, value, 0) for found, value in told if found == name)
        return
    if name == "strength":
        yield from _strengths(one)
    elif name == "mandate":
        yield from _mandates(one)
    elif name == "status":
        yield from ((found, value, 0) for found, value in _ending(one))
    elif name in DATE_FIELDS:
        yield from ((found, value, 0) for found, value in _dates(name, one))
    elif name == "host" and is_date_value(one.value):  # "In place": "since May 1948"
        yield from ((found, value, 0) for found, value in _dates("span", one))
    elif name == "host":
        yield "host", _host(one), 0
    elif name == "head" and len(one.value) <= LONGEST_NAME and not _is_body(one.value):
        yield "head", _text(one), _head_rank(one.label)
    elif name in TEXT_FIELDS:
        yield name, _text(one), 0
        if name == "area" and are_countries(one.value):
            yield "host", _host(one), 1


def _ending(one: Labelled) -> Iterator[tuple[str, FieldValue]]:
    """Return the day beside a status that is an end: "closed (30 June 2022)"."""
    date, span = first_date(one.value), read_span(one.value)
    is_span = span.start is not None and span.end is not None
    if date and date.value and not is_span and _status(one.value) is Status.ENDED:
        yield "ended", _dated(date, one)


def _text(one: Labelled) -> FieldValue:
    return FieldValue(tidy(one.value), one.value, one.where())


def _host(one: Labelled) -> FieldValue:
    countries = country_of(one.value) or countries_of_codes(one.value)
    doubt = None if countries else "no country is named"
    return FieldValue(countries or None, one.value, one.where(), doubt)


def _strengths(one: Labelled) -> Iterator[_Ranked]:
    if one.value.strip() == "0":  # nobody is there: that is told, and no number is lacking
        yield "strength", FieldValue(0, one.value, one.where()), PLAIN
    people = read_people(one.value, is_ceiling=is_authorised(one.label))
    if people is None:
        return
    value = FieldValue(people.number, one.value, one.where(), people.doubt)
    rank = PART if is_part(one.label) or people.doubt else PLAIN
    yield "strength", value, AUTHORISED if people.is_authorised else rank
    if people.authorised is not None:
        yield "authorised", FieldValue(people.authorised, one.value, one.where()), 0


def _is_body(value: str) -> bool:
    """Say whether a value is an organisation or country that leads, and no person."""
    return not unknown_words(value)


def _head_rank(label: str) -> int:
    """A head of mission is told before a commander, whatever their order on the page."""
    folded = folded_words(label)
    return int(field_words().foremost.search(folded) is None)


def _mandates(one: Labelled) -> Iterator[_Ranked]:
    """A mandate is a legal basis or a date: "S/RES/2690 (2023)", "until 31 May 2025"."""
    if len(one.value) > LONGEST_TEXT:
        return
    until = _until_in(one)
    if until:
        yield "until", _dated(until, one), 0
    if until is None or not is_date_value(one.value):
        yield "mandate", _legal(one), 0


def _until_in(one: Labelled) -> PrintedDate | None:
    if is_date_value(one.value):
        span = read_span(one.value)
        return span.end or span.start
    return _dates_after_until(one.value)


def _dates_after_until(value: str) -> PrintedDate | None:
    """Return the date before which "until" stands, the last where there are several."""
    folded = re.sub(r"[\W_]", " ", fold_in_place(value))
    return next((date for date in reversed(find_dates(value)) if _is_end(folded, date)), None)


def _is_end(folded: str, date: PrintedDate) -> bool:
    before = folded[max(0, date.start - LONGEST_PHRASE) : date.start]
    return field_words().until.search(before) is not None


def _legal(one: Labelled) -> FieldValue:
    symbols = legal_symbols(one.value)
    if len(one.value) <= LONGEST_MANDATE or not symbols:
        return _text(one)
    first, start = symbols[0]
    return FieldValue(first, first, one.where(start, start + len(first)))


def _dates(name: str, one: Labelled) -> Iterator[tuple[str, FieldValue]]:
    span = read_span(one.value)
    if span.start is None and span.end is None:
        if FOUR_FIGURES.search(one.value) and len(one.value) <= SHORT and name != "span":
            yield name, FieldValue(None, one.value, one.where(), "no date can be read in it")
        return
    yield from ((found, _dated(date, one)) for found, date in _ends(name, one.value, span))


def _ends(name: str, value: str, span: DateSpan) -> Iterator[tuple[str, PrintedDate]]:
    """Give the dates of a span to the fields that a label of this kind means."""
    is_of_begin = name in ("since", "span")
    if name == "span" and len(find_dates(value)) == 1 and _dates_after_until(value):
        name, is_of_begin = "until", False  # "Duration: until 31 December 2001"
    if name == "until":
        last = _dates_after_until(value) or span.end or span.start
    elif is_of_begin:
        last = span.end
    else:
        last = span.end or span.start
    if is_of_begin and span.start:
        yield "since", span.start
    if last:
        yield ("until" if name == "until" else "ended"), last


def _dated(found: PrintedDate, one: Labelled) -> FieldValue:
    where = one.where(found.start, found.end)
    return FieldValue(found.value, found.printed, where, found.doubt)


def _told(sentences: Sequence[tuple[str, Evidence]]) -> dict[str, FieldValue]:
    """Return what sentences say; of several ends of a mandate the latest is in force."""
    told: dict[str, FieldValue] = {}
    for text, evidence in sentences:
        for name, value in (*sentence_fields(text, evidence), *seat_fields(text, evidence)):
            known = told.setdefault(name, value)
            if name == "until" and str(value.value or "") > str(known.value or ""):
                told[name] = value
    if "authorised" in told:
        told.setdefault("strength", told["authorised"])
    return told
