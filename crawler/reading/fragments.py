"""Values without a label, known by their form: "2 Dec. 2004 – today", "890 troops", "Closed".

Cards and old lists print them on a line of their own, or several on one line parted by points,
semicolons or brackets. A fragment counts only where nothing else stands in it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from crawler.reading.fields import Labelled
from crawler.reading.titles import unknown_words
from missions.dates import read_span
from missions.field_words import lists_of
from missions.places import find_places
from missions.records import Evidence, Status
from missions.tokens import tokenize
from missions.vocabulary import status_in, vocabulary

LONGEST = 90
PARTS = re.compile(r"(?<=[^\W\d])\.\s+|(?<=\d)\.\s+(?=[A-ZÀ-Þ]|\d{1,3}\D)|\s*[;|•·()\[\]\n]\s*|\s+[–—-]\s+(?=\D)")
"""What parts the fragments of a line: a point after a word, and signs that lists use."""
COMMAS = re.compile(r",\s+")
PEOPLE = frozenset({"people", "strength"})
BESIDE_PEOPLE = PEOPLE | {"roughly", "part", "authorised", "deployed", "count", "filler", "mission"}
SPAN, STRENGTH, HOST = "dates", "personnel", "country"
"""Labels under which fragments are read."""


@dataclass(frozen=True)
class Fragments:
    """What the fragments of a line say."""

    labelled: tuple[Labelled, ...]
    status: Status | None
    is_all: bool
    """Whether the line is nothing but such fragments: it is no sentence then."""


def read_fragments(text: str, path: str, start: int) -> Fragments:
    """Return what a line's fragments say; `path` and `start` tell where the line stands."""
    labelled: list[Labelled] = []
    status: Status | None = None
    left = 0
    for at, part in _parts(text):
        found = _status(part)
        label = _label(part) if found is None else None
        if found is not None:
            status = status or found
        elif label is not None:
            evidence = Evidence(path, start + at, start + at + len(part))
            labelled.append(Labelled(label, part, evidence))
        else:
            left += 1
    return Fragments(tuple(labelled), status, left == 0 and bool(labelled or status))


def _parts(text: str) -> Iterator[tuple[int, str]]:
    """Yield the fragments with their positions; what is none is tried again between commas."""
    for start, part in _between(text, 0, PARTS):
        if "," in part and _label(part) is None:
            yield from _between(part, start, COMMAS)
        else:
            yield start, part


def _between(text: str, start: int, separator: re.Pattern[str]) -> Iterator[tuple[int, str]]:
    position = 0
    for match in [*separator.finditer(text), None]:
        end = match.start() if match else len(text)
        part = text[position:end]
        stripped = part.strip(" .,:–—-")
        if stripped:
            yield start + position + part.index(stripped), stripped
        position = match.end() if match else end


def _status(text: str) -> Status | None:
    if len(text) > LONGEST or any(sign.isdigit() for sign in text):
        return None
    status = status_in(vocabulary().suffix_status, text)
    return status if status and len(text.split()) <= 4 and not unknown_words(text) else None


def _label(text: str) -> str | None:
    if len(text) > LONGEST:
        return None
    if not any(sign.isdigit() for sign in text):
        return HOST if find_places(text) and not unknown_words(text) else None
    span = read_span(text)
    if span.start is not None and (span.end is not None or span.is_open):
        return SPAN if not unknown_words(text) else None
    return STRENGTH if _counts_people(text) else None


def _counts_people(text: str) -> bool:
    words = [token.folded for token in tokenize(text) if not token.printed.isdigit()]
    lists = [lists_of(word) for word in words]
    return any(one & PEOPLE for one in lists) and all(one & BESIDE_PEOPLE for one in lists)
