"""An entry of a list as a listing: its status, its fields and its words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import zip_longest

from crawler.reading.attributes import attribute_facts
from crawler.reading.blocks import Block, Kind
from crawler.reading.columns import Cell, Columns
from crawler.reading.entries import Entry, Line, lines_of
from crawler.reading.fields import (
    Fields,
    Labelled,
    label_before_value,
    label_field,
    read_fields,
    yes_no,
)
from crawler.reading.fragments import read_fragments
from crawler.reading.hosts import host_in_heading, host_in_sentence
from crawler.reading.labels import POINTS, are_countries, is_span, is_whole_pair
from crawler.reading.names import ACRONYM, doubt, new_id
from crawler.reading.sayings import sentence_fields
from crawler.reading.sections import Sections, placeless_status
from crawler.reading.shares import first_border, shares_of
from crawler.reading.titles import unknown_words
from missions.dates import find_dates, read_span
from missions.places import countries_of_codes, country_of, find_places
from missions.recognise import Context, recogniser
from missions.records import Evidence, FieldValue, Listing, Status
from missions.register import Mission, load_register
from missions.vocabulary import vocabulary

PART = re.compile(r"\s*[;|•·,/]\s+|\s+[–—-]\s+|\.\s+|\)\s*\(|\s+\(")
"""What may part the labelled values of one line."""
MARK = re.compile(r"[*†‡]{1,3}")
WEAK = frozenset({"–", "—", "-", ",", "/"})
"""What stands within values too."""
STRONG = frozenset({";", "|", "•", "·"})
"""What parts a labelled value from whatever follows."""
DATED = frozenset({"since", "until", "ended", "span"})
NOWHERE = Evidence("", 0, 0)
NO_VALUE = frozenset({"-", "–", "—", "n/a", "none", "open", "present", "ongoing"})
FORMER_NAME = re.compile(
    r"\(?\b(?:formerly|formally|previously|anciennement|ex|voorheen|vroeger|ehemals|vormals)\b[^)]*\)?",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class PageCues:
    """What the page as a whole says: whose missions these are, and how they are laid out."""

    organisation: str | None
    sections: Sections
    columns: Columns
    footnotes: Mapping[str, Status] = field(default_factory=dict)
    """What a footnote says of the missions that carry its mark."""


def listing_of(entry: Entry, cues: PageCues, without: frozenset[str] = frozenset()) -> Listing:
    """Return the listing an entry is; its status is `UNKNOWN` where entry and section say none.

    What its sentences say of the missions `without` is left out: they have listings of their own.
    """
    parts = _Parts.of(entry, cues.columns)
    if without:
        parts = replace(parts, sentences=list(_told_of_itself(parts.sentences, without, cues)))
    fields = read_fields(parts.labelled, parts.sentences)
    title = entry.title
    mission = load_register().get(title.mission) if title.mission else None
    name = max((one.name for one in entry.titles), key=len)
    values = fields.values
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
        passage=_passage(parts, fields),
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
        for cell in entry.cells:
            labelled.append(_labelled_cell(cell, columns))
            taken.update(range(cell.box.first, cell.box.end))
        rest = [line for line in entry.lines() if line.block.index not in taken]
        lines: list[Line] = []
        status: Status | None = None
        loose: list[Labelled] = []
        for line in _labelled_lines([*_rests(entry), *rest], labelled):
            found = read_fragments(line.text, line.block.path, line.start)
            loose += found.labelled
            status = status or found.status
            lines += (Line(line.block, text, line.start + at) for at, text in found.rest if text)
        sentences = [(line.text, _line_evidence(line)) for line in lines]
        return cls([*labelled, *loose, *attribute_facts(entry)], lines, sentences, status)


def texts_of(entry: Entry) -> Iterator[tuple[str, Evidence]]:
    """Yield the words of an entry beside its names, with where they stand."""
    for line in (*_rests(entry), *entry.lines()):
        yield line.text, _line_evidence(line)


def _rests(entry: Entry) -> Iterator[Line]:
    """Yield what titles print after the name, for it may hold values and sentences too."""
    for title in entry.titles:
        for line in lines_of(title.block, title.end, title.last):
            text = line.text.lstrip(" .,;:–—-|)]([\n'\"”’»“«")
            if text:
                yield Line(title.block, text.rstrip(" )]"), line.start + len(line.text) - len(text))


def _labelled_cell(cell: Cell, columns: Columns) -> Labelled:
    block, text = columns.text(cell.box.first, cell.box.end)
    return Labelled(cell.label, text, _evidence(block))


def _labelled_lines(lines: Sequence[Line], labelled: list[Labelled]) -> Iterator[Line]:
    """Sort lines into labelled values, put into `labelled`, and the rest, which is yielded."""
    waiting: Line | None = None
    parts = [part for whole in lines for part in _parts_of(whole)]
    for line in _values_first(parts, labelled):
        pair = label_before_value(line.text)
        if waiting is not None and not pair and _fits(waiting.text, line.text):
            labelled.append(Labelled(waiting.text, line.text, _line_evidence(line)))
            waiting = None
            continue
        if waiting is not None:  # no label then, but a word of its own: "Closed", "Active"
            yield waiting
            waiting = None
        if pair:
            labelled.append(Labelled(*pair, _line_evidence(line)))
        elif _is_label(line):
            waiting = line
        else:
            yield line
    if waiting is not None:
        yield waiting


def _values_first(lines: Sequence[Line], labelled: list[Labelled]) -> Sequence[Line]:
    """Take out values that stand above their labels, as key figures do: "3,962", "Personnel".

    They do where each label has a value of its kind right before it and the last has none after.
    """
    labels = [at for at, line in enumerate(lines) if _is_label(line)]
    pairs = [at for at in labels if at and _fits(lines[at].text, lines[at - 1].text)]
    if len(pairs) < 2 or pairs != labels or any(lines[at].text.endswith(":") for at in labels):
        return lines
    after = lines[labels[-1] + 1 : labels[-1] + 2]
    if (
        after
        and not label_before_value(after[0].text)
        and _fits(lines[labels[-1]].text, after[0].text)
    ):
        return lines
    for at in pairs:
        value = lines[at - 1]
        labelled.append(Labelled(lines[at].text, value.text, _line_evidence(value)))
    taken = {*pairs, *(at - 1 for at in pairs)}
    return [line for at, line in enumerate(lines) if at not in taken]


def _parts_of(line: Line) -> Sequence[Line]:
    """Return the parts of a line that gives several labelled values: "Host: Mali; Since: 2013"."""
    if line.text.count(":") < 2 and not PART.search(line.text):
        return (line,)
    text = line.text
    parts: list[Line] = []
    start = 0
    signs = list(PART.finditer(text))
    for sign, following in zip_longest(signs, signs[1:]):
        piece = text[sign.end() : following.start() if following else len(text)]
        before, after = text[start : sign.start()], text[sign.end() :]
        if _is_parted(before, sign.group().strip(), piece, after):
            parts.append(Line(line.block, before, line.start + start))
            start = sign.end()
    if not parts:
        return (line,)
    return [*parts, Line(line.block, text[start:], line.start + start)]


def _is_parted(before: str, sign: str, piece: str, after: str) -> bool:
    """Say whether a sign ends what stands before it: a label follows, or a value is complete.

    `piece` is what follows up to the next sign, `after` all that follows.
    """
    if sign == "(":  # "Civilian mission (Duration: since 2006)"
        return label_before_value(before) is None and label_before_value(piece) is not None
    if sign in WEAK:  # "2007 – ongoing; mandate until …": the label must be its own
        return label_before_value(piece) is not None
    if label_before_value(after):
        return True
    pair = label_before_value(before) if sign in STRONG else None
    if pair:
        return not (label_field(pair[0]) == "host" and are_countries(piece))
    return sign == "." and is_whole_pair(before)


def _is_label(line: Line) -> bool:
    """A line that is a label and no more; in a table only its heading cells are labels."""
    block = line.block
    if block.kind is Kind.CELL and not (
        block.box.tag == "th"
        or block.emphasis
        or line.text.endswith(":")
        or _is_first_of_two(block)
    ):
        return False
    return label_field(line.text.rstrip(": ")) is not None


def _is_first_of_two(block: Block) -> bool:
    """Say whether a cell is the first of a row of two: a label and its value."""
    row = block.box.parent
    return row is not None and len(row.children) == 2 and row.children[0] is block.box


def _fits(label: str, value: str) -> bool:
    """Say whether a line can be the value of the label before it: "closed" may be a status too.

    A date that says itself what it is ("launched in 1999") is not another label's.
    """
    name = label_field(label.rstrip(": "))
    if name == "ended" and _is_span(value):
        return False  # "Closed", then "2014–2022"
    if name in DATED:
        is_date = bool(find_dates(value)) and not any(sentence_fields(value, NOWHERE))
        if name in POINTS and is_span(value):
            return False
        return is_date or value.strip().casefold() in NO_VALUE
    if name == "status":
        return yes_no(value) is not None and not is_span(value)
    if name == "strength":
        return any(sign.isdigit() for sign in value) or value.strip().casefold() in NO_VALUE
    return label_field(value.rstrip(": ")) is None


def _is_span(text: str) -> bool:
    """Say whether a text gives a beginning and an end."""
    span = read_span(text)
    return span.start is not None and span.end is not None


def _evidence(block: Block) -> Evidence:
    return Evidence(block.path, 0, len(block.text))


def _line_evidence(line: Line) -> Evidence:
    return Evidence(line.block.path, line.start, line.start + len(line.text))


def _printed_acronym(entry: Entry) -> str | None:
    names = [title.name for title in entry.titles]
    return next((name for name in names if ACRONYM.fullmatch(name)), None)


def _status(entry: Entry, fields: Fields, cues: PageCues, parts: _Parts) -> Status | None:
    for title in entry.titles:
        suffix = placeless_status(vocabulary().suffix_status, FORMER_NAME.sub("", title.rest))
        told = suffix or _footnote(title.rest, cues)
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
                found[name] = FieldValue(date.value, date.printed, _line_evidence(line))
    return found


def _lone_code(lines: Sequence[Line], mission: Mission) -> dict[str, FieldValue]:
    """Read a country's code that stands alone ("BA") as the host, where the mission is there."""
    for line in lines:
        codes = countries_of_codes(line.text)
        if codes and set(codes) <= set(mission.host):
            return {"host": FieldValue(codes, line.text, _line_evidence(line))}
    return {}


def _footnote(rest: str, cues: PageCues) -> Status | None:
    """Return what the footnote says whose mark a title carries: "MINUSMA*"."""
    mark = MARK.search(rest)
    return cues.footnotes.get(mark.group()) if mark else None


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


def _passage(parts: _Parts, fields: Fields) -> str:
    """Return the sentences of an entry, without labels, values and lone names."""
    kept = []
    for line in parts.lines:
        if _line_evidence(line) in fields.used or label_before_value(line.text):
            continue
        if len(line.text.split()) >= 6 and not line.block.is_link:
            kept.append(line.text)
    return "\n".join(kept)
