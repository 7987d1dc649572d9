"""An entry of a list as a listing: its status, its fields and its words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from crawler.reading.attributes import attribute_facts
from crawler.reading.blocks import Block
from crawler.reading.columns import Cell, Columns
from crawler.reading.entries import Entry, Line, lines_of
from crawler.reading.fields import (
    Fields,
    Labelled,
    label_before_value,
    label_field,
    read_fields,
)
from crawler.reading.former_names import FORMER_NAME
from crawler.reading.fragments import read_fragments
from crawler.reading.hosts import host_in_heading, host_in_sentence
from crawler.reading.labelled_lines import labelled_lines, line_evidence
from crawler.reading.lone_cells import lone_head
from crawler.reading.marks import NO_MARKS, Marks
from crawler.reading.names import ACRONYM, doubt, new_id
from crawler.reading.own_parts import is_of_country
from crawler.reading.sections import Sections, placeless_status
from crawler.reading.shares import first_border, shares_of
from crawler.reading.titles import Title
from crawler.reading.unknown_words import unknown_words
from crawler.reading.unread import unread_figures
from missions.dates import read_span
from missions.places import countries_of_codes, country_of, find_places
from missions.recognise import Context, recogniser
from missions.records import Evidence, FieldValue, Listing, Status
from missions.register import Mission, load_register
from missions.tokens import tidy
from missions.vocabulary import vocabulary

NOTE = re.compile(r"\(([^()]{6,80})\)")
NOTED = frozenset({"host", "area", "name", "acronym", "kind"})
"""Fields whose cells may hold a note on the mission's time."""


@dataclass(frozen=True)
class PageCues:
    """What the page as a whole says: whose missions these are, and how they are laid out."""

    organisation: str | None
    sections: Sections
    columns: Columns
    marks: Marks = NO_MARKS
    """What a footnote or legend says of the missions that carry its mark."""


def listing_of(entry: Entry, cues: PageCues, without: frozenset[str] = frozenset()) -> Listing:
    """Return the listing an entry is; its status is `UNKNOWN` where entry and section say none.

    What its sentences say of the missions `without` is left out: they have listings of their own.
    """
    parts = _Parts.of(entry, cues.columns)
    if without:
        parts = replace(parts, sentences=list(_told_of_itself(parts.sentences, without, cues)))
    noted = [note for title in entry.titles for note in cues.marks.said(title.rest)]
    fields = read_fields(parts.labelled, [*parts.sentences, *noted])
    title = entry.title
    mission = load_register().get(title.mission) if title.mission else None
    name = max((one.name for one in entry.titles), key=len)
    values = {**lone_head(parts.lines), **fields.values}
    if mission:
        values = {
            **_lone_dates(parts.lines, mission),
            **_lone_code(parts.lines, mission),
            **values,
        }
    return Listing(
        mission=title.mission or new_id(name),
        name=name,
        organisation=mission.organisation if mission else cues.organisation or "other",
        acronym=_printed_acronym(entry) or (mission.acronym if mission else "") or None,
        status=_status(entry, fields, cues, parts) or Status.UNKNOWN,
        fields=values if "host" in values else _with_host(values, entry, parts),
        passage=_passage(entry, parts, fields),
        evidence=Evidence(title.block.path, title.start, title.end or len(title.block.text)),
        unsure=doubt(name) if mission is None else None,
    )


def _told_of_itself(
    sentences: Iterable[tuple[str, Evidence]], without: frozenset[str], cues: PageCues
) -> Iterator[tuple[str, Evidence]]:
    for text, at in sentences:
        mentions = recogniser().find(text, Context(cues.organisation))
        if without.isdisjoint(one.mission for one in mentions):
            yield text, at
            continue
        border = first_border(text, mentions)
        own = [(0, border)] if mentions[0].mission in without else []
        for share in shares_of(text, mentions):
            own += [(share.start, share.end)] if share.mission not in without else []
        for start, end in own:
            yield text[start:end], Evidence(at.path, at.start + start, at.start + end)


@dataclass(frozen=True)
class _Parts:
    """The words of an entry by what they are: values beside labels, lone lines, sentences."""

    labelled: list[Labelled]
    lines: list[Line]
    """Lines that are no label and no value."""
    sentences: list[tuple[str, Evidence]]
    status: Status | None
    """What a line or fragment says that is a status and nothing else: "closed"."""

    @classmethod
    def of(cls, entry: Entry, columns: Columns) -> _Parts:
        labelled: list[Labelled] = []
        taken: set[int] = set()
        notes: list[Labelled] = []
        for cell in entry.cells:
            one = _labelled_cell(cell, columns)
            labelled.append(one)
            notes += _notes_in(one)
            taken.update(range(cell.box.first, cell.box.end))
        rest = [line for line in entry.lines() if line.block.index not in taken]
        lines: list[Line] = []
        status: Status | None = None
        loose: list[Labelled] = []
        for line in labelled_lines([*_rests(entry), *rest], labelled):
            if is_of_country(line.text):
                lines.append(line)
                continue
            found = read_fragments(line.text, line.block.path, line.start)
            loose += found.labelled
            status = status or found.status
            lines += (Line(line.block, text, line.start + at) for at, text in found.rest if text)
        sentences = [(line.text, line_evidence(line)) for line in lines]
        return cls([*labelled, *loose, *notes, *attribute_facts(entry)], lines, sentences, status)


def texts_of(entry: Entry) -> Iterator[tuple[str, Evidence]]:
    """Yield the words of an entry beside its names, with where they stand."""
    for line in (*_rests(entry), *entry.lines()):
        yield line.text, line_evidence(line)


def _rests(entry: Entry) -> Iterator[Line]:
    """Yield what titles print after the name, for it may hold values and sentences too."""
    for title in entry.titles:
        for line in _lines_after(title):
            text = line.text.lstrip(" .,;:–—-|)]([\n'\"”’»“«")
            if text:
                yield Line(title.block, text.rstrip(" )]"), line.start + len(line.text) - len(text))


def _lines_after(title: Title) -> Iterator[Line]:
    """Yield the lines behind a name; a place that goes on in the next line keeps them one."""
    text = title.block.text[title.end : title.last]
    if any("\n" in text[place.start : place.end] for place in find_places(text)):
        yield Line(title.block, text.replace("\n", " "), title.end)
    else:
        yield from lines_of(title.block, title.end, title.last)


def _labelled_cell(cell: Cell, columns: Columns) -> Labelled:
    block, text = columns.text(cell.box.first, cell.box.end)
    return Labelled(cell.label, text, _evidence(block))


def _notes_in(cell: Labelled) -> Iterator[Labelled]:
    """Yield the dates in brackets of a cell that is headed as one of places, names or kinds:
    "Baghdad, Iraq (final mandate, to 31 December 2025)"."""
    if label_field(cell.label) not in NOTED or len(cell.value) != cell.evidence.end:
        return
    for note in NOTE.finditer(cell.value):
        found = read_fragments(note.group(1), cell.evidence.path, note.start(1)).labelled
        yield from (one for one in found if label_field(one.label) in ("until", "span"))


def _evidence(block: Block) -> Evidence:
    return Evidence(block.path, 0, len(block.text))


def _printed_acronym(entry: Entry) -> str | None:
    names = [title.name for title in entry.titles]
    return next((name for name in names if ACRONYM.fullmatch(name)), None)


def _status(entry: Entry, fields: Fields, cues: PageCues, parts: _Parts) -> Status | None:
    for title in entry.titles:
        suffix = placeless_status(vocabulary().suffix_status, FORMER_NAME.sub("", title.rest))
        told = suffix or cues.marks.status(title.rest)
        if told:
            return told
    return (
        fields.status
        or parts.status
        or cues.sections.status_over(entry.title.block)
        or (Status.ENDED if "ended" in fields.values else None)
        or (Status.ONGOING if fields.goes_on else None)
    )


def _lone_dates(lines: Sequence[Line], mission: Mission) -> dict[str, FieldValue]:
    """Read a date that stands alone ("– 1997 –") as that of the beginning or the end, where the
    mission began or ended then: nothing else on the page says what it is."""
    found: dict[str, FieldValue] = {}
    for line in lines:
        span = read_span(line.text)
        date = span.start or span.end
        if date is None or line.text.strip("–—-, ") != date.printed:
            continue
        for name, day in (("since", mission.start), ("ended", mission.end)):
            if day and date.value and day.startswith(date.value):
                found[name] = FieldValue(date.value, date.printed, line_evidence(line))
    return found


def _lone_code(lines: Sequence[Line], mission: Mission) -> dict[str, FieldValue]:
    """Read a country's code that stands alone ("BA") as the host, where the mission is there."""
    for line in lines:
        codes = countries_of_codes(line.text)
        if codes and set(codes) <= set(mission.host):
            return {"host": FieldValue(codes, line.text, line_evidence(line))}
    return {}


def _with_host(values: dict[str, FieldValue], entry: Entry, parts: _Parts) -> dict[str, FieldValue]:
    """A country that is the heading right above a mission, or the item it is listed in, is its
    host; else the one that a line above its name or a sentence says it is in."""
    title = entry.title.block
    above = [(one.text, one.evidence) for one in title.over[-1:]]
    above += [(block.text, _evidence(block)) for block in entry.items_above]
    for text, evidence in above:
        places = find_places(text)
        if places and not unknown_words(text):
            printed = text[places[0].start : places[-1].end]
            return {**values, "host": FieldValue(country_of(printed), printed, evidence)}
    lead = title.text[: entry.title.start].rpartition("\n")[0].strip()
    mission = load_register().get(entry.title.mission or "")
    whose = mission.organisation if mission else None
    told = [host_in_heading(lead, Evidence(title.path, 0, len(lead)))] if lead else []
    told += [host_in_sentence(text, at, whose) for text, at in parts.sentences]
    host = next(filter(None, told), None)
    return {**values, "host": host} if host else values


def _passage(entry: Entry, parts: _Parts, fields: Fields) -> str:
    """Return the sentences of an entry, without labels, values and lone names, and the figures in
    its row that nobody can name."""
    kept = list(unread_figures(entry, parts.lines, parts.labelled, fields.used))
    for line in parts.lines:
        if line_evidence(line) in fields.used or label_before_value(line.text):
            continue
        is_kept = len(line.text.split()) >= 6 and not line.block.is_link
        if is_kept and tidy(line.text) not in kept:
            kept.append(line.text)
    return "\n".join(kept)
