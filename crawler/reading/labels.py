"""Labels: which field a text names, and where a line parts into a label and its value.

A label is known by its words, not by a list of whole labels: "date of establishment", "established
on" and "date d'établissement" all say that something began. One word that says nothing known
makes a text no label.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from crawler.reading.people import read_people
from missions.dates import find_dates, read_span
from missions.field_words import FILLER, field_words, lists_of
from missions.places import country_of, is_country
from missions.tokens import UNSEEN, fold, fold_in_place, has_digit, tokenize
from missions.vocabulary import folded_words, status_in, vocabulary

LONGEST_LABEL = 72
LONGEST_PAIR = 90
"""Characters that a label and its value may have together where no sign stands between them."""
MOST_WORDS = 9
LONGEST_LEAD = 26
"""Characters that may stand between a label and the first figure of its value."""
FIGURE = re.compile("[0-9]")
PARTING = re.compile("[|;•]")
"""What parts one fact from another: no label holds it."""
SEMICOLONS = re.compile(r"\s*[,;/]\s*")
COUNTRIES = re.compile(r"\s*[,;/&]\s*")
DATE_FIELDS = frozenset({"since", "until", "ended", "span"})
NAMING = frozenset({"name", "acronym"})
"""Fields whose value is a mission's name: "Mission: …"."""
POINTS = frozenset({"since", "ended"})
"""Fields that are one date: "Completed" before two dates says how it is and not when it ended."""
COUNTED_FIELDS = frozenset({"strength", "head", "budget", "host", "status"})
"""Fields whose label may tell a date: that of the count, not the field's own."""
COLON = re.compile(r"((?:[^:\n()]|\([^()]*\)){1,72}?)\s{0,4}[:：]\s*(?=\S)")
SEPARATORS = (
    COLON,
    re.compile(r"([^|\t\n]{1,72}?)\s{0,4}[|\t]\s*(?=\S)"),
)
DASH = re.compile(r"([^\n]{1,72}?)\s{1,4}[-–—]\s+(?=\S)")
BRACKETS = re.compile(r"\s*[(\[]([^()\[\]]*)[)\]]")
FIRST_WORD = re.compile(rf"\W*([^\W_][\w{UNSEEN}]*)")
PLAIN_FIRST_WORD = re.compile(FIRST_WORD.pattern, re.ASCII)
"""The same for plain ASCII, which is looked through twice as fast."""


def label_field(text: str) -> str | None:
    """Return the field a label names, None when it is no label we know."""
    return _field_of(text) if text and len(text) <= LONGEST_LABEL else None


@lru_cache(maxsize=16384)
def _field_of(text: str) -> str | None:
    if not _may_begin_label(text):
        return None
    label = text.rstrip(" :")
    is_pair = ":" in label and ":" in BRACKETS.sub("", label)
    return None if is_pair else _field_of_label(label)


def is_authorised(label: str) -> bool:
    """Say whether a label of a strength means the most that is allowed, not who is there."""
    lists = [lists_of(word) for word in folded_words(label).split()]
    return any("authorised" in one for one in lists) and not any(
        "deployed" in one and "authorised" not in one for one in lists
    )


def is_part(label: str) -> bool:
    """Say whether a label of a strength counts only some of the people: "civilian staff"."""
    lists = [lists_of(word) for word in folded_words(label).split()]
    is_whole = any("count" in one or "strength" in one for one in lists)
    return not is_whole and any("part" in one for one in lists)


def label_before_value(text: str) -> tuple[str, str] | None:
    """Split "Label: value" or "Label value"; None when no known label begins the text."""
    return _parted(text) if _may_begin_label(text) else None


@lru_cache(maxsize=256)
def _parted(text: str) -> tuple[str, str] | None:
    """Remembered, for a line is asked alone, among others, and once more for the passage."""
    return _separated(text) or (_side_by_side(text) if len(text) <= LONGEST_PAIR else None)


def _may_begin_label(text: str) -> bool:
    """Say cheaply whether the first word is one that labels are made of."""
    pattern = PLAIN_FIRST_WORD if text.isascii() else FIRST_WORD
    match = pattern.match(text, 0, LONGEST_LABEL)
    return match is not None and _is_label_word(match.group(1))


@lru_cache(maxsize=16384)
def _is_label_word(word: str) -> bool:
    return any(
        lists_of(folded) or folded in _words_of_texts() for folded in folded_words(word).split()
    )


@lru_cache(maxsize=1)
def _words_of_texts() -> frozenset[str]:
    texts = (*vocabulary().labels, *field_words().texts)
    return frozenset(word for text in texts for word in text.split())


def _field_of_label(text: str) -> str | None:
    field = _named(folded_words(text))
    if field or not ("(" in text or "[" in text or has_digit(text)):
        return field
    return _named_with_date(text)


def _named(folded: str) -> str | None:
    texts = field_words().texts
    if folded in texts:
        return texts[folded]
    return vocabulary().labels.get(folded) or _by_words(folded.split())


def _by_words(words: list[str]) -> str | None:
    lists = [lists_of(word) for word in words[: MOST_WORDS + 1]]
    if not lists or len(lists) > MOST_WORDS or not all(lists):
        return None
    together = frozenset().union(*lists)
    rules = field_words().rules
    return next((rule.field for rule in rules if rule.fits(lists, together)), None)


def _named_with_date(text: str) -> str | None:
    """Read "Strength (as of May 2024)", "Effectif au 31 mai 2024", "Head of mission (a.i.)"."""
    bare = BRACKETS.sub(lambda match: " " if _is_aside(match.group(1)) else match.group(), text)
    dates = find_dates(bare)
    if dates and bare[dates[-1].end :].strip():
        return None
    before = bare[: dates[0].start] if dates else bare
    as_of = field_words().as_of.search(fold_in_place(before)) if dates else None
    field = _named(folded_words(before[: as_of.start()] if as_of else before))
    if dates and not as_of:
        return field if field == "budget" else None
    return field if field in COUNTED_FIELDS or not find_dates(text) else None


def _is_aside(inside: str) -> bool:
    return not country_of(inside) and (bool(find_dates(inside)) or len(inside) <= 24)


def _separated(text: str) -> tuple[str, str] | None:
    for pattern in SEPARATORS:
        match = pattern.match(text)
        field = label_field(match.group(1)) if match else None
        if not match or not field:
            continue
        label, value = match.group(1).strip(), text[match.end() :].strip()
        if pattern is COLON or not _tells_status(label) or _is_value(field, value):
            return label, value
    match = DASH.match(text)
    if match:
        value = text[match.end() :].strip()
        if len(value) <= LONGEST_PAIR and _is_value(label_field(match.group(1)), value):
            return match.group(1).strip(), value
    return None


def _tells_status(label: str) -> bool:
    """Say whether a label may be a word of its own: "Active | until 2025"."""
    return status_in(vocabulary().suffix_status, label) is not None


def is_whole_pair(text: str) -> bool:
    """Say whether a text is a label and its value, with nothing left to say."""
    pair = label_before_value(text)
    return pair is not None and _is_value(label_field(pair[0]), pair[1])


def _side_by_side(text: str) -> tuple[str, str] | None:
    """Split "Established 25 April 2013": the longest label that leaves a value and no more."""
    figure = FIGURE.search(text)
    tokens = tokenize(text)
    if figure is None and not any("host" in lists_of(token.folded) for token in tokens[:4]):
        return None
    for length in range(min(MOST_WORDS, len(tokens) - 1), 0, -1):
        if not lists_of(tokens[length - 1].folded):
            continue
        end = tokens[length - 1].end
        if PARTING.search(text, 0, end):
            continue
        rest = text[end:].strip(" :–-")
        if figure is None and not _is_value("host", rest):
            continue
        if figure and not end <= figure.start() <= end + LONGEST_LEAD:
            continue
        if _is_value(label_field(text[:end]), rest):
            return text[:end], rest
    return None


def _is_value(field: str | None, text: str) -> bool:
    """Say whether a text is a value of a field and nothing else."""
    if field is None or not text:
        return False
    if field in POINTS and is_span(text):
        return False
    if field in DATE_FIELDS or field == "mandate":
        return is_date_value(text)
    if field == "strength":
        people = read_people(text)
        return people is not None and _says_nothing_else(text)
    return field == "host" and are_countries(text)


def is_span(text: str) -> bool:
    """Say whether a text gives a start and an end, or a start and that it goes on."""
    span = read_span(text)
    return span.start is not None and (span.end is not None or span.is_open)


def are_countries(text: str) -> bool:
    """Say whether a text is one country or several and nothing else."""
    return is_country(text) or all(is_country(part) for part in _apart(text))


def _apart(text: str) -> Iterator[str]:
    """Yield the parts of an enumeration; one country's name may hold its sign: "Bosnia & …"."""
    for part in SEMICOLONS.split(text):
        yield from (part,) if is_country(part) else COUNTRIES.split(part)


def _says_nothing_else(text: str) -> bool:
    said = field_words().people
    words = said["nouns"].sub(" ", fold(text))
    left = [word for word in folded_words(words).split() if not word.isdigit()]
    return all(lists_of(word) or _is_people_word(word) for word in left)


def _is_people_word(word: str) -> bool:
    return any(pattern.fullmatch(word) for pattern in field_words().people.values())


def is_date_value(text: str) -> bool:
    """Say whether a text is a date or span with nothing beside it but small words."""
    left, taken = [], 0
    for found in find_dates(text):
        left.append(text[taken : found.start])
        taken = found.end
    if not taken:
        return False
    left.append(text[taken:])
    return all(_is_small(word) for word in folded_words(" ".join(left)).split())


@lru_cache(maxsize=1024)
def _is_small(word: str) -> bool:
    dates = vocabulary().dates
    phrases = (*dates.between, *dates.weekdays, *dates.joins, *dates.until, *dates.present)
    small = {part for phrase in phrases for part in phrase.split()}
    lists = lists_of(word)
    return word in small or FILLER in lists or bool(lists & {"since", "until", "plan", "extend"})
