"""The lines of an entry, sorted: which are a label, which its value, and which neither.

A label stands before its value in one line, in a line of its own above it, or below it as key
figures print it; one line may hold several labelled values.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import zip_longest

from crawler.reading.blocks import Block, Kind
from crawler.reading.entries import Line
from crawler.reading.fields import Labelled, label_before_value, label_field, yes_no
from crawler.reading.labels import POINTS, are_countries, is_span, is_whole_pair
from crawler.reading.sayings import sentence_fields
from missions.dates import find_dates, read_span
from missions.records import Evidence
from missions.tokens import has_digit

PART = re.compile(r"\s*[;|•·,/]\s+|\s+[–—-]\s+|\.\s+|\)\s*\(|\s+\(")
"""What may part the labelled values of one line."""
WEAK = frozenset({"–", "—", "-", ",", "/"})
"""What stands within values too."""
STRONG = frozenset({";", "|", "•", "·"})
"""What parts a labelled value from whatever follows."""
DATED = frozenset({"since", "until", "ended", "span"})
NOWHERE = Evidence("", 0, 0)
NO_VALUE = frozenset({"-", "–", "—", "n/a", "none", "open", "present", "ongoing"})


def labelled_lines(lines: Sequence[Line], labelled: list[Labelled]) -> Iterator[Line]:
    """Sort lines into labelled values, put into `labelled`, and the rest, which is yielded."""
    waiting: Line | None = None
    parts = [part for whole in lines for part in _parts_of(whole)]
    for line in _values_first(parts, labelled):
        pair = label_before_value(line.text)
        if waiting is not None and not pair and _fits(waiting.text, line.text):
            labelled.append(Labelled(waiting.text, line.text, line_evidence(line)))
            waiting = None
            continue
        if waiting is not None:  # no label then, but a word of its own: "Closed", "Active"
            yield waiting
            waiting = None
        if pair:
            labelled.append(Labelled(*pair, line_evidence(line)))
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
        labelled.append(Labelled(lines[at].text, value.text, line_evidence(value)))
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
        return has_digit(value) or value.strip().casefold() in NO_VALUE
    return label_field(value.rstrip(": ")) is None


def _is_span(text: str) -> bool:
    """Say whether a text gives a beginning and an end."""
    span = read_span(text)
    return span.start is not None and span.end is not None


def line_evidence(line: Line) -> Evidence:
    """Return where a line stands."""
    return Evidence(line.block.path, line.start, line.start + len(line.text))
