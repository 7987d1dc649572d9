"""Fields of one entry: values beside their labels, in any of the ways pages print them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from missions.dates import PrintedDate, date_span, find_dates, first_date
from missions.places import country_of
from missions.records import Evidence, FieldValue, Status
from missions.tokens import fold_in_place, tidy, tokenize
from missions.vocabulary import folded_words, status_in, vocabulary

DATE_FIELDS = frozenset({"since", "until", "ended"})
EMPTY_WORDS = frozenset(
    "of the operations operation mission missions date in on de la le du des l van het der "
    "die des datum date".split()
)
"""Words that a label may have beside what it says: "Start of operations"."""
SHORT = 90
"""Characters a value may have to be a value and not a sentence."""
NUMBER = re.compile(r"(?<![\w.,/])(\d{1,3}(?:[.,\u00a0\u202f ]\d{3})+|\d+)(?![\w/])")
NO_WORD = re.compile(r"[^\w.;]|_")
YES = frozenset({"yes", "true", "active", "1", "oui", "ja", "ongoing", "en cours", "lopend"})
NO = frozenset({"no", "false", "inactive", "0", "non", "nee", "nein", "closed", "ended"})
UNTIL = re.compile(
    r"\b(?:mandate|mandat|mandaat|mandates)\b[^.;]{0,80}?"
    r"\b(?:until|through|to|till|jusqu ?(?:au|en|a)|tot(?: en met)?|bis(?: zum)?|expires?(?: on)?"
    r"|ends?(?: on)?|expire le|loopt af op|endet am)\s+"
)
EXTENDED = re.compile(
    r"\b(?:extended|renewed|prolonged|proroge\w*|prolonge\w*|verlengd|verlangert)\b[^.;]{0,60}?"
    r"\b(?:until|through|to|jusqu ?au|jusqu ?en|tot(?: en met)?|bis(?: zum)?)\s+"
)
SINCE = re.compile(
    r"\b(?:since|(?:launched|established|deployed) (?:in|on)|depuis|lancee? (?:en|le)"
    r"|sinds|seit|opgericht (?:in|op)|gelanceerd (?:in|op)|started (?:in|on)|set up in)\s+"
)
CLOSED = re.compile(
    r"\b(?:ended|closed|terminated|concluded|completed|discontinued) (?:in|on)\s+"
    r"|\b(?:pris fin|achevee?|cloturee?) (?:en|le)\s+|\b(?:beeindigd|afgesloten) (?:in|op)\s+"
    r"|\b(?:endete|beendet|geschlossen) (?:im|am)?\s*"
)


@dataclass(frozen=True)
class Labelled:
    """A label and the text beside it."""

    label: str
    value: str
    evidence: Evidence


@dataclass(frozen=True)
class Fields:
    """What the labelled texts and sentences of an entry give."""

    values: dict[str, FieldValue]
    status: Status | None = None
    used: frozenset[Evidence] = frozenset()
    """Where values stood, so that the words of the entry can be told from them."""


def label_field(text: str) -> str | None:
    """Return the field a label names, None when it is no label we know."""
    folded = folded_words(text)
    labels = vocabulary().labels
    if folded in labels:
        return labels[folded]
    essence = " ".join(word for word in folded.split() if word not in EMPTY_WORDS)
    return labels.get(essence)


def read_fields(labelled: Iterable[Labelled], sentences: Sequence[tuple[str, Evidence]]) -> Fields:
    """Return the fields of an entry: labels first, then what its sentences say."""
    values: dict[str, FieldValue] = {}
    status: Status | None = None
    used: set[Evidence] = set()
    for one in labelled:
        name = label_field(one.label)
        if name in ("status", "span"):
            status = status or yes_no(one.value)
        for found, value in _values(name, one):
            values.setdefault(found, value)
            used.add(one.evidence)
    for text, evidence in sentences:
        for found, value in _from_sentence(text, evidence):
            values.setdefault(found, value)
    return Fields(values, status, frozenset(used))


def yes_no(text: str) -> Status | None:
    """Return the status a status field prints, None when it prints something else."""
    folded = folded_words(text)
    if folded in YES:
        return Status.ONGOING
    if folded in NO:
        return Status.ENDED
    return status_in(vocabulary().suffix_status, text)


def _values(name: str | None, one: Labelled) -> Iterator[tuple[str, FieldValue]]:
    if name is None or not one.value.strip():
        return
    if name == "mandate" and UNTIL.search(_in_place(f"mandate {one.value}")):
        name = "until"
    if name in DATE_FIELDS:
        yield from _dates(name, one)
    elif name == "span":
        yield from _span(one)
    elif name == "host":
        yield "host", _host(one)
    elif name == "strength":
        value = number_in(one.value)
        if value is not None:
            yield "strength", FieldValue(value, one.value, one.evidence)
    elif name in ("head", "kind", "mandate", "budget", "area"):
        yield name, FieldValue(tidy(one.value), one.value, one.evidence)


def _dates(name: str, one: Labelled) -> Iterator[tuple[str, FieldValue]]:
    start, end = date_span(one.value)
    if name == "since" and start and end:
        yield "since", _dated(start, one.evidence)
        yield "ended", _dated(end, one.evidence)
    elif start:
        yield name, _dated(start, one.evidence)


def _span(one: Labelled) -> Iterator[tuple[str, FieldValue]]:
    start, end = date_span(one.value)
    if start:
        yield "since", _dated(start, one.evidence)
    if end:
        yield "ended", _dated(end, one.evidence)


def _dated(found: PrintedDate, evidence: Evidence) -> FieldValue:
    return FieldValue(found.value, found.printed, evidence, found.doubt)


def _host(one: Labelled) -> FieldValue:
    countries = country_of(one.value)
    return FieldValue(
        countries or None, one.value, one.evidence, None if countries else "no country is named"
    )


def number_in(text: str) -> int | None:
    """Return the first number of people in a text ("12 870", "1,234", "1.234"), else None."""
    match = NUMBER.search(text)
    return int(re.sub(r"\D", "", match.group(1))) if match else None


def _from_sentence(text: str, evidence: Evidence) -> Iterator[tuple[str, FieldValue]]:
    folded = _in_place(text)
    for name, patterns in (("until", (UNTIL, EXTENDED)), ("since", (SINCE,)), ("ended", (CLOSED,))):
        for pattern in patterns:
            match = pattern.search(folded)
            found = first_date(text[match.end() :][:SHORT]) if match else None
            if match and found and found.start <= 4:
                at = match.end() + found.start
                where = Evidence(evidence.path, at, at + len(found.printed))
                yield name, _dated(found, where)
                break


def _in_place(text: str) -> str:
    """Fold sign by sign, punctuation to spaces, so that offsets stay those of the text."""
    return NO_WORD.sub(" ", fold_in_place(text))


def label_before_value(text: str) -> tuple[str, str] | None:
    """Split "Label: value" or "Label value"; None when no known label begins the text."""
    head, colon, tail = text.partition(":")
    if colon and tail.strip() and len(head) < 60 and label_field(head):
        return head.strip(), tail.strip()
    return _label_without_colon(text) if len(text) <= SHORT else None


def _label_without_colon(text: str) -> tuple[str, str] | None:
    tokens = tokenize(text)
    for length in range(min(6, len(tokens) - 1), 0, -1):
        name = vocabulary().labels.get(" ".join(token.folded for token in tokens[:length]))
        if name in DATE_FIELDS or name == "strength":
            rest = text[tokens[length - 1].end :].strip(" :–-")
            fits = number_in(rest) is not None if name == "strength" else _is_date_value(rest)
            if fits and len(rest) < 40:
                return text[: tokens[length - 1].end], rest
    return None


def _is_date_value(text: str) -> bool:
    dates = find_dates(text)
    return bool(dates) and dates[0].start <= 12
