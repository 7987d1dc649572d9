"""An entry of a list as a listing: its status, its fields and its words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from crawler.reading.blocks import Block, Kind
from crawler.reading.entries import ACRONYM, Entry
from crawler.reading.fields import Fields, Labelled, label_before_value, label_field, read_fields
from missions.dates import date_span
from missions.places import find_places
from missions.records import Evidence, FieldValue, Listing, Status
from missions.register import load_register
from missions.tokens import fold
from missions.vocabulary import folded_words, status_in, vocabulary

LONGEST_BADGE = 24


@dataclass(frozen=True)
class PageCues:
    """What the page as a whole says: whose missions these are, and whether they run."""

    organisation: str | None
    status: Status | None


def listing_of(entry: Entry, cues: PageCues) -> Listing:
    """Return the listing an entry is."""
    fields = _fields(entry)
    status = _status(entry, fields, cues)
    title = entry.title
    mission = load_register().get(title.mission) if title.mission else None
    name = max((one.name for one in entry.titles), key=len)
    return Listing(
        mission=title.mission or new_id(name),
        name=name,
        organisation=mission.organisation if mission else cues.organisation or "other",
        acronym=_printed_acronym(entry) or (mission.acronym if mission else "") or None,
        status=status,
        fields=_with_host_from_title(fields.values, entry),
        passage=_passage(entry, fields),
        evidence=Evidence(title.block.path, 0, len(title.block.text)),
        unsure=_doubt(name) if mission is None else None,
    )


def new_id(name: str) -> str:
    """Return the id of a mission that is not in the register: `new:` and its acronym or name."""
    match = ACRONYM.search(name)
    words = match.group() if match and len(match.group()) >= 4 else name
    return "new:" + re.sub(r"[^a-z0-9]+", "-", fold(words)).strip("-")[:60]


def _doubt(name: str) -> str | None:
    if vocabulary().unsure.search(folded_words(name)):
        return "its name is that of an office and not of a mission"
    return None


def _printed_acronym(entry: Entry) -> str | None:
    names = [title.name for title in entry.titles]
    return next((name for name in names if ACRONYM.fullmatch(name)), None)


def _fields(entry: Entry) -> Fields:
    labelled = [*_labelled(entry), *_title_spans(entry)]
    used = {one.evidence for one in labelled}
    sentences = [
        (block.text, _evidence(block)) for block in entry.body if _evidence(block) not in used
    ]
    rests = [(title.rest, _evidence(title.block)) for title in entry.titles if title.rest]
    return read_fields(labelled, [*rests, *sentences])


def _title_spans(entry: Entry) -> Iterator[Labelled]:
    """Years beside a name: "OSCE Office in Yerevan (2000–2017)"."""
    for title in entry.titles:
        if date_span(title.rest)[1]:
            yield Labelled("dates", title.rest, _evidence(title.block))


def _evidence(block: Block) -> Evidence:
    return Evidence(block.path, 0, len(block.text))


def _labelled(entry: Entry) -> Iterator[Labelled]:
    """Yield the labelled values of an entry, however label and value stand to each other."""
    yield from _columns(entry)
    waiting: Block | None = None
    for block in entry.body:
        if waiting is not None:
            yield Labelled(waiting.text, block.text, _evidence(block))
            waiting = None
        elif _is_label(block):
            waiting = block
        else:
            yield from _lines(block)


def _is_label(block: Block) -> bool:
    """A block that is a label and no more; in a table only its heading cells are labels."""
    if block.kind is Kind.CELL and block.element.tag != "th":
        return False
    return label_field(block.text.rstrip(":")) is not None


def _lines(block: Block) -> Iterator[Labelled]:
    offset = 0
    for line in block.text.split("\n"):
        pair = label_before_value(line)
        if pair:
            yield Labelled(*pair, Evidence(block.path, offset, offset + len(line)))
        offset += len(line) + 1


def _columns(entry: Entry) -> Iterator[Labelled]:
    """Yield the cells of a table row under their column headings."""
    if entry.scope.tag != "tr":
        return
    header = _header_cells(entry)
    for block in entry.body:
        cell = next(
            (
                one
                for one in [block.element, *block.element.iterancestors()]
                if one.tag in ("td", "th")
            ),
            None,
        )
        if cell is None:
            continue
        position = sum(
            int(one.get("colspan") or 1) for one in cell.itersiblings("td", "th", preceding=True)
        )
        if position < len(header) and header[position]:
            yield Labelled(header[position], block.text, _evidence(block))


def _header_cells(entry: Entry) -> list[str]:
    table = next((one for one in entry.scope.iterancestors() if one.tag == "table"), None)
    if table is None:
        return []
    for row in table.iter("tr"):
        cells = [one for one in row if one.tag in ("th", "td")]
        texts = [" ".join(one.text_content().split()) for one in cells]
        if sum(label_field(text) is not None for text in texts) >= 2:
            return texts
        break
    return []


def _status(entry: Entry, fields: Fields, cues: PageCues) -> Status:
    for title in entry.titles:
        suffix = status_in(vocabulary().suffix_status, _without_own_former_name(title.rest))
        if suffix:
            return suffix
    if fields.status:
        return fields.status
    badge = _badge(entry)
    if badge:
        return badge
    heading = section_status(entry.title.block)
    if heading:
        return heading
    if "ended" in fields.values:
        return Status.ENDED
    return cues.status or _said_in_passing(entry) or Status.UNKNOWN


def _badge(entry: Entry) -> Status | None:
    """Return what a block of an entry says that is a status and nothing else: "closed"."""
    for block in entry.body:
        if len(block.text) <= LONGEST_BADGE and len(block.text.split()) <= 2:
            status = status_in(vocabulary().suffix_status, block.text)
            if status:
                return status
    return None


def _without_own_former_name(rest: str) -> str:
    """Drop "(formerly …)": the former name is over, not the mission."""
    return re.sub(
        r"\(?\b(?:formerly|anciennement|voorheen|ehemals)\b[^)]*\)?", "", rest, flags=re.IGNORECASE
    )


def section_status(block: Block) -> Status | None:
    """Return what the nearest heading above a block that says anything says of its missions."""
    for heading in reversed(block.headings):
        status = status_in(vocabulary().heading_status, heading.text)
        if status:
            return status
    return None


def _said_in_passing(entry: Entry) -> Status | None:
    for block in entry.body:
        if status_in(vocabulary().sentence_status, block.text) is Status.ENDED:
            return Status.ENDED
    return None


def _with_host_from_title(values: dict[str, FieldValue], entry: Entry) -> dict[str, FieldValue]:
    """A country printed beside the name ("UNTSO – Middle East", "(Mali)") is the host."""
    if "host" in values:
        return values
    for title in entry.titles:
        places = find_places(title.rest)
        if places:
            countries = tuple(dict.fromkeys(code for one in places for code in one.countries))
            printed = title.rest[places[0].start : places[-1].end]
            return {**values, "host": FieldValue(countries, printed, _evidence(title.block))}
    return values


def _passage(entry: Entry, fields: Fields) -> str:
    """Return the sentences of an entry, without labels, values and lone names."""
    kept = []
    for block in entry.body:
        if _evidence(block) in fields.used or label_before_value(block.text.split("\n", 1)[0]):
            continue
        if len(block.text.split()) >= 6 and not _is_only_links(block):
            kept.append(block.text.replace("\n", " "))
    return "\n".join(kept)


def _is_only_links(block: Block) -> bool:
    return block.emphasis >= len(block.text)
