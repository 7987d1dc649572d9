"""Values in cells and lines that nothing names, where only one thing can be meant.

A day to come, on a page that tells its own day and prints such days for all its missions in the
same place, is that of a mandate's end. A person's rank and name are those of who leads.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from crawler.reading.entries import Entry, Line
from crawler.reading.labelled_lines import line_evidence
from crawler.reading.labels import label_field
from crawler.reading.sayings import person_at
from crawler.reading.unknown_words import unknown_words
from missions.dates import PrintedDate, find_dates
from missions.field_words import field_words
from missions.places import find_places
from missions.records import Evidence, FieldValue, Listing, Status
from missions.tokens import tidy, tokenize
from missions.vocabulary import vocabulary

FEW = 3
"""Missions with a day in the same place that make a column of days."""
MOST_NOT_YET = 10
"""Of so many days one may be past: that of a mandate whose renewal is not printed yet."""
TO_THE_MONTH = 7
LONGEST_PERSON = 70
FEWEST_NAMES = 2
SHORTEST_RANK = 2
MOST_OF_OFFICE = 4
"""Words of an office before a rank or name."""

Listed = tuple[Entry, Listing]


def with_mandate_ends(entries: Sequence[Listed], day: str | None) -> list[Listed]:
    """Return a list's listings with the days to come that stand in one place of each as the ends
    of their mandates; `day` is the one on which the page says it was written or counted."""
    ends: dict[int, FieldValue] = {}
    for column in _columns_of_days(entries).values() if day else ():
        if day and _are_to_come(column, day, entries):
            ends.update(column)
    return [(entry, _until(listing, ends.get(at))) for at, (entry, listing) in enumerate(entries)]


def _columns_of_days(entries: Sequence[Listed]) -> dict[str, dict[int, FieldValue]]:
    """Return the days that stand alone and that nothing names, by their place."""
    columns: dict[str, dict[int, FieldValue]] = defaultdict(dict)
    for at, (entry, listing) in enumerate(entries):
        known = {one.evidence for one in listing.fields.values()}
        headed = {n for cell in entry.cells for n in range(cell.box.first, cell.box.end)}
        for line in entry.lines():
            date = _lone_day(line)
            if date is not None and line.block.index not in headed:
                value = FieldValue(date.value, date.printed, line_evidence(line))
                if value.evidence not in known:
                    columns[line.block.place].setdefault(at, value)
    return columns


def _lone_day(line: Line) -> PrintedDate | None:
    dates = find_dates(line.text) if len(line.text) <= LONGEST_PERSON else []
    if len(dates) != 1 or dates[0].doubt or len(dates[0].value or "") < TO_THE_MONTH:
        return None
    return dates[0] if line.text.strip("–—-., ") == dates[0].printed.strip(".") else None


def _are_to_come(column: dict[int, FieldValue], day: str, entries: Sequence[Listed]) -> bool:
    days = [str(value.value) for value in column.values()]
    past = sum(one < day[: len(one)] for one in days)
    are_over = any(entries[at][1].status is Status.ENDED for at in column)
    return len(days) >= FEW and past * MOST_NOT_YET <= len(days) and not are_over


def _until(listing: Listing, value: FieldValue | None) -> Listing:
    if value is None or {"until", "ended"} & listing.fields.keys():
        return listing
    kept = (line for line in listing.passage.split("\n") if line != tidy(value.printed))
    fields = {**listing.fields, "until": value}
    return replace(listing, fields=fields, passage="\n".join(kept))


def lone_head(lines: Iterable[Line]) -> dict[str, FieldValue]:
    """Return as `head` the one person whose rank and name are a line; nothing where two are."""
    found = {value.printed: value for value in _persons(lines)}
    return {"head": next(iter(found.values()))} if len(found) == 1 else {}


def _persons(lines: Iterable[Line]) -> Iterator[FieldValue]:
    for line in lines:
        if len(line.text) <= LONGEST_PERSON:
            office = _office_end(line.text)
            name = line.text[office:].strip(" :–-")
            if _is_person(name, has_office=office > 0):
                start = line.start + line.text.index(name, office)
                yield FieldValue(name, name, Evidence(line.block.path, start, start + len(name)))


def _office_end(text: str) -> int:
    """Return where the office ends that a text begins with: "Commander Maj. Gen. Anna Schmidt"."""
    ends = [token.end for token in tokenize(text)[:MOST_OF_OFFICE]]
    return max((end for end in ends if label_field(text[:end]) == "head"), default=0)


def _is_person(text: str, *, has_office: bool) -> bool:
    """Say whether a text is a name behind an office or a rank, and nothing else."""
    tokens, titles = tokenize(text), field_words().titles
    if not tokens or not (has_office or _is_rank(tokens[0].folded)):
        return False
    if person_at(text, 0) != len(text) or find_places(text):
        return False
    names = [one for one in tokens if one.folded not in titles]
    unknown = {one.start for one in unknown_words(text)}
    months = vocabulary().months  # "Jan" and "August" are names too
    return len(names) >= FEWEST_NAMES and all(
        one.start in unknown or one.folded in months for one in names
    )


def _is_rank(word: str) -> bool:
    return len(word) >= SHORTEST_RANK and word in field_words().titles
