"""From when and until when a mission was there, where it is known to be over.

"From 20 February to 16 April 2003", "(March - August 2009)", "between August 2004 and 31 December
2011": of a mission that is over such a period is its life, whatever the verb. Of one that runs it
may be anything, and is left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from crawler.reading.sayings import sentence_fields
from missions.dates import DateSpan, PrintedDate, find_dates, first_date, read_span
from missions.field_words import field_words
from missions.records import Evidence, FieldValue, Listing, Status
from missions.tokens import fold_in_place, has_digit, tokenize

PIECE = re.compile(r"[;()\n]|,\s|(?<=[^\W\d]{2})[.!?]\s|(?<=\d{4})[.!?]\s")
"""What parts the pieces of a text in each of which one period may stand."""
ANOTHERS = frozenset({"partners", "leaders", "extend", "expire", "negations"})
"""Lists of phrases beside which a period is not the mission's."""
VERBS = frozenset({"start", "end", "expire", "extend"})
LONE_DATE = re.compile(r"\s*(?:in|en|im)\s(?:\w+\s)?\d{4}", re.IGNORECASE)
YEAR_ALONE = re.compile(r"\W*(?:19|20)\d\d\W*")
SHORT_LEAD = 3
"""Words before a period that are a noun and no sentence: "Air campaign of"."""
LONGEST_TEXT = 2000
BETWEEN = re.compile(
    r"\b(?:between|entre|tussen|zwischen)\b(.*?)\b(and|et|en|und)\b", re.IGNORECASE
)
JOINS = {"and": "bis", "und": "bis", "et": "to", "en": "to"}
"""Words as long that join two dates wherever they stand, as "and" does only after "between"."""


@dataclass(frozen=True)
class _Piece:
    text: str
    start: int
    in_brackets: bool


def closed_period(text: str, at: Evidence) -> dict[str, FieldValue]:
    """Return `since` and `ended` as the first closed period of a text gives them."""
    return next(closed_periods(text, at), {}) or _lone_date(text, at)


def closed_periods(text: str, at: Evidence) -> Iterator[dict[str, FieldValue]]:
    """Yield `since` and `ended` of each closed period of a text."""
    if len(text) > LONGEST_TEXT or not has_digit(text):
        return
    for piece in _pieces(text):
        span = read_span(BETWEEN.sub(_joined, piece.text))
        if span.start and span.end and _is_own(piece, span):
            begin = at.start + piece.start
            yield {
                "since": _value(span.start, begin, at.path),
                "ended": _value(span.end, begin, at.path),
            }


def _lone_date(text: str, at: Evidence) -> dict[str, FieldValue]:
    """Return one date as both ends where it stands alone: "Unified Protector, in 2011"."""
    dates = find_dates(text)
    hits = field_words().said.find(fold_in_place(text)) if len(dates) == 1 else []
    if len(dates) != 1 or any(hit.kind in VERBS for hit in hits):
        return {}
    for piece in _pieces(text):
        is_lone = not piece.in_brackets and LONE_DATE.match(piece.text)
        date = first_date(piece.text) if is_lone else None
        if date and date.end == len(piece.text.rstrip(" .")) and date.value and len(date.value) < 8:
            value = _value(date, at.start + piece.start, at.path)
            return {"since": value, "ended": value}
    return {}


def completed(listing: Listing, texts: Iterable[tuple[str, Evidence]]) -> Listing:
    """Return a listing of a mission that is over with the dates its texts give without a verb."""
    if listing.status is not Status.ENDED:
        return listing
    fields, texts = dict(listing.fields), tuple(texts)
    _make_one_end(fields)
    if {"since", "ended"} <= fields.keys():
        return replace(listing, fields=fields)
    if "until" in fields and "ended" not in fields:  # the end of its mandate is all that is told
        fields["ended"] = fields.pop("until")
    for text, at in texts:
        found = closed_period(text, at)
        if all(_agree(fields.get(name), value) for name, value in found.items()):
            fields = {**found, **fields}
        if "since" not in fields:  # a line cut at its labels says less than the whole
            told = dict(reversed(list(sentence_fields(text, at))))
            fields |= {"since": told["since"]} if "since" in told else {}
        if "since" not in fields and "ended" in fields:
            fields |= _open_start(text, at, str(fields["ended"].value))
    if not {"since", "ended", "until"} & fields.keys():
        fields |= _one_year(texts)
    if "ended" not in listing.fields:  # "from March to August 2009" is a life and no mandate
        _make_one_end(fields)
    return replace(listing, fields=fields) if fields != listing.fields else listing


def _one_year(texts: Iterable[tuple[str, Evidence]]) -> dict[str, FieldValue]:
    """Return the year of a line that is one and nothing else as both ends: where a card prints
    "2001-2016" for others, "2011" is all the time it was there. A cell's year has a column."""
    lines = [(text, at) for text, at in texts if YEAR_ALONE.fullmatch(text)]
    date = first_date(lines[0][0]) if len(lines) == 1 and "/td" not in lines[0][1].path else None
    if date is None or not date.value:
        return {}
    value = _value(date, lines[0][1].start, lines[0][1].path)
    return {"since": value, "ended": value}


def _agree(known: FieldValue | None, value: FieldValue) -> bool:
    """Say whether two dates may be one, printed with more or less precision."""
    one, other = str(known.value if known else ""), str(value.value)
    return one.startswith(other) or other.startswith(one)


def _make_one_end(fields: dict[str, FieldValue]) -> None:
    """Take the end of the mandate for the end where it tells the same more precisely: "(2014-2022)"
    and "its mandate expired on 31 March 2022"."""
    ended, until = fields.get("ended"), fields.get("until")
    if ended and until and str(until.value).startswith(str(ended.value)):
        fields["ended"] = fields.pop("until")


def _open_start(text: str, at: Evidence, ended: str) -> dict[str, FieldValue]:
    """Return `since` where a text says from when: "patrolled the sea from October 2001"."""
    hits = field_words().said.find(fold_in_place(text))
    if any(hit.kind in ANOTHERS for hit in hits):
        return {}
    for date in find_dates(text):
        is_led = any(
            hit.kind == "open_from" and not text[hit.end : date.start].strip() for hit in hits
        )
        if is_led and date.value and date.value < ended:
            return {"since": _value(date, at.start, at.path)}
    return {}


def _joined(match: re.Match[str]) -> str:
    text, start = match.group(), match.start()
    return text[: match.start(2) - start] + JOINS[match.group(2).lower()]


def _value(date: PrintedDate, begin: int, path: str) -> FieldValue:
    where = Evidence(path, begin + date.start, begin + date.end)
    return FieldValue(date.value, date.printed, where, date.doubt)


def _pieces(text: str) -> Iterator[_Piece]:
    start, sign = 0, ""
    for match in [*PIECE.finditer(text), None]:
        end = match.start() if match else len(text)
        yield _Piece(text[start:end], start, sign == "(")
        if match:
            start, sign = match.end(), match.group()


def _is_own(piece: _Piece, span: DateSpan) -> bool:
    if piece.in_brackets:
        return True
    folded = fold_in_place(piece.text)
    hits = field_words().said.find(folded)
    if any(hit.kind in ANOTHERS for hit in hits):
        return False
    assert span.start is not None
    start = span.start.start
    if len(tokenize(piece.text[:start])) <= SHORT_LEAD:
        return True
    before = [hit for hit in hits if hit.end <= start and hit.kind in ("missions", "others")]
    return not before or before[-1].kind == "missions"
