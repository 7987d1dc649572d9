"""Values without a label, known by their form: "2 Dec. 2004 – today", "890 troops", "Closed".

Cards and old lists print them on a line of their own, or several on one line parted by points,
semicolons or brackets. A fragment counts only where nothing else stands in it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from crawler.reading.fields import Labelled
from crawler.reading.unknown_words import unknown_words
from missions.dates import read_span
from missions.field_words import field_words, lists_of
from missions.places import find_places
from missions.records import Evidence, Status
from missions.tokens import fold, has_digit
from missions.vocabulary import folded_words, status_in, vocabulary

LONGEST = 90
PARTS = re.compile(
    r"(?<=[^\W\d]{3})\.\s+|(?<=\s[a-z]{2})\.\s+(?=[^\W\d_a-z])|(?<=\d{4})\.\s+|(?<=-\d\d)\.\s+"
    r"|\s*[;|•·()\[\]\n]\s*"
)
"""What parts the fragments of a line: a point after a word, and signs that lists use."""
LAST_WORD = re.compile(r"[^\W\d_]+$")
LONGEST_MONTH = 20
COMMAS = re.compile(r",\s+|\s+[–—-]\s+")
"""What parts them where that is no part of a number or a span."""
YEAR_FIRST = re.compile(r"(?:19|20)\d\d(?:,\s+|\s+[–—-]\s+)(?!(?:[^\W\d_]+\.?\s+)?(?:19|20)\d\d)")
"""A year that begins no span: "1997 – 83 staff"."""
SINCE = re.compile(r"(?:since|depuis|sinds|seit)(?: \w{1,5})?\s+", re.IGNORECASE)
"""A fragment that says since when says that a mission runs."""
UNTIL = re.compile(
    r"(?:until|till|to|up to|jusqu['’](?:au|en|à)(?: fin)?|tot(?: en met)?|t/m|t\.e\.m\."
    r"|bis(?: zum)?)\s+",
    re.IGNORECASE,
)
"""A fragment that says until when and no more: how long a mandate lasts."""
COUNTED = frozenset({"people", "strength", "authorised", "deployed"})
"""Lists of words one of which makes a number one of people."""
BESIDE_PEOPLE = COUNTED | {"roughly", "part", "count", "filler", "mission"}
SPAN, STRENGTH, HOST, MANDATE_END = "dates", "personnel", "country", "mandate until"
"""Labels under which fragments are read."""


@dataclass(frozen=True)
class Fragments:
    """What the fragments of a line say."""

    labelled: tuple[Labelled, ...]
    status: Status | None
    rest: tuple[tuple[int, str], ...]
    """What else stands in the line, with its place in it: sentences."""


def read_fragments(text: str, path: str, start: int) -> Fragments:
    """Return what a line's fragments say; `path` and `start` tell where the line stands."""
    labelled: list[Labelled] = []
    status: Status | None = None
    rest: list[tuple[int, str]] = []
    is_loose = False
    for at, part in _parts(text):
        found = _status(part)
        label = _label(part) if found is None else None
        if label == HOST and is_loose and _ends_in_place(rest[-1][1]):
            label = None  # "in Estonia, Latvia and Lithuania" goes on
        was_loose, is_loose = is_loose, found is None and label is None
        if found is not None:
            status = status or found
        elif label is not None:
            labelled.append(Labelled(label, part, _evidence(path, start + at, part)))
        elif was_loose and _goes_on(text, rest[-1], at):
            first = rest[-1][0]
            rest[-1] = (first, text[first : at + len(part)])
        else:
            rest.append((at, part))
    if not labelled and status is None and not any(part[0].islower() for _, part in rest[1:]):
        rest = [(0, text)]  # a line of sentences, which may lean on each other
    return Fragments(tuple(_one_host(labelled, text, start)), status, tuple(rest))


def _goes_on(text: str, before: tuple[int, str], at: int) -> bool:
    """Say whether commas or brackets alone part two fragments of one sentence: "Begun in March,
    ended on 31 October 2011", "replaced by the Stabilisation Force (SFOR), which ended"."""
    start, part = before
    return not text[start + len(part) : at].strip(" ,()")


def _ends_in_place(text: str) -> bool:
    places = find_places(text)
    return bool(places) and not text[places[-1].end :].strip(" ,")


def _evidence(path: str, start: int, printed: str) -> Evidence:
    return Evidence(path, start, start + len(printed))


def _one_host(labelled: Sequence[Labelled], text: str, start: int) -> Iterator[Labelled]:
    """Make one of countries that follow each other: "Ethiopia; Eritrea"."""
    for label, group in groupby(labelled, key=lambda one: one.label):
        parts = list(group)
        if label == HOST and len(parts) > 1:
            first, last = parts[0].evidence, parts[-1].evidence
            printed = text[first.start - start : last.end - start]
            yield Labelled(HOST, printed, _evidence(first.path, first.start, printed))
        else:
            yield from parts


def _parts(text: str) -> Iterator[tuple[int, str]]:
    """Yield the fragments with their positions; what is none is tried again between commas, and
    so is a country, for a status may stand beside it, and a number of people after a year."""
    for start, part in _between(text, 0, PARTS):
        is_year_first = YEAR_FIRST.match(part) is not None and not read_span(part).is_open
        if COMMAS.search(part) and (is_year_first or _label(part) in (None, HOST)):
            yield from _between(part, start, COMMAS)
        else:
            yield start, part


def _between(text: str, start: int, separator: re.Pattern[str]) -> Iterator[tuple[int, str]]:
    position = 0
    for match in [*separator.finditer(text), None]:
        if match and _is_month_before_year(text, match):
            continue
        end = match.start() if match else len(text)
        part = text[position:end]
        stripped = part.strip(" .,:").lstrip("–—- ")
        if not stripped[-2:-1].isdigit():
            stripped = stripped.rstrip("–—- ")
        if stripped:
            yield start + position + part.index(stripped), stripped
        position = match.end() if match else end


def _is_month_before_year(text: str, point: re.Match[str]) -> bool:
    """Say whether a point is that of "Sept. 2005"."""
    before = LAST_WORD.search(text, max(0, point.start() - LONGEST_MONTH), point.start())
    is_before_figure = text[point.end() : point.end() + 1].isdigit()
    return is_before_figure and before is not None and fold(before.group()) in vocabulary().months


def _status(text: str) -> Status | None:
    if len(text) > LONGEST or has_digit(text):
        return None
    status = status_in(vocabulary().suffix_status, text)
    return status if status and len(text.split()) <= 4 and not unknown_words(text) else None


def _label(text: str) -> str | None:
    if len(text) > LONGEST:
        return None
    if not has_digit(text):
        return HOST if find_places(text) and not unknown_words(text) else None
    span = read_span(text)
    if span.start is not None and (span.end is not None or span.is_open):
        behind = "" if span.end is None else text[span.end.end :]
        beside = f"{text[: span.start.start]} {behind}"
        return None if unknown_words(beside) or find_places(beside) else SPAN
    if span.start is not None and SINCE.fullmatch(text[: span.start.start]):
        return SPAN if not text[span.start.end :].strip() else None
    date = span.start or span.end
    if date is not None and UNTIL.fullmatch(text[: date.start]):
        return MANDATE_END if not text[date.end :].strip() else None
    return STRENGTH if _counts_people(text) else None


def _counts_people(text: str) -> bool:
    nouns = field_words().people["nouns"]
    folded = fold(text)
    lists = [
        lists_of(word)
        for word in folded_words(nouns.sub(" ", folded)).split()
        if not word.isdigit()
    ]
    named = (lists_of(match.group()) for match in nouns.finditer(folded))
    is_of_people = any("roughly" not in one for one in named)  # "members" may be states
    return (is_of_people or any(one & COUNTED for one in lists)) and all(
        one & BESIDE_PEOPLE for one in lists
    )
