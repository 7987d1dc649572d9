"""Records as data files hold them: CSV of any delimiter, and JSON however deep it is wrapped.

Every record becomes a flat mapping of strings. What a record says in nested values ("location":
{"name": "Mali"}) stands under the outer key; where lists stand under keys that tell a status
("past": […]), their records carry those keys.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator, Mapping, Sequence

from crawler.reading.fields import label_field
from missions.recognise import Context, recogniser

Record = Mapping[str, str]
DELIMITERS = ",;\t|"
LONGEST_HEADER = 4096
DEEPEST = 8
"""How far down in a JSON value records are looked for."""
LINES = 6
"""Lines that are enough to see a table."""
LONGEST_VALUE = 20_000
TRAIL = "@under"
"""The key under which a record carries the names of the lists it stands in."""
TELLING = (
    "name",
    "title",
    "label",
    "rendered",
    "value",
    "text",
    "en",
    "fr",
    "nl",
    "de",
    "code",
    "total",
    "count",
)
"""Keys whose value stands for a nested object as a whole."""
WRAPPERS = frozenset({"Feature", "ListItem", "Organization", "Thing", "Place", "Event"})
"""What formats of data call their own records, which is no kind of mission."""
TITLES = ("name", "title", "label", "heading", "status")
"""Keys whose value is what a list beside it is called."""
CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")


def parse_records(text: str) -> list[Record] | None:
    """Return the records of a CSV or JSON text, None when it is neither."""
    stripped = text.lstrip("\ufeff \t\r\n")
    if stripped[:1] in ("{", "["):
        return _json_records(stripped)
    return _csv_records(text)


def _json_records(text: str) -> list[Record] | None:
    """Return the records of the longest list, with those of its sisters of the same kind."""
    try:
        content = json.loads(text)
    except (ValueError, RecursionError):
        return None
    return max(joined_lists(content), key=len, default=None)


def joined_lists(content: object) -> list[list[Record]]:
    """Return the lists of objects inside a JSON value, those with the same columns as one: what
    runs and what is over may stand in two lists."""
    joined: list[list[Record]] = []
    for found in record_lists(content):
        like = next((one for one in joined if _are_alike(one[0], found[0])), None)
        if like is None:
            joined.append(list(found))
        else:
            like += found
    return joined


def _are_alike(one: Record, other: Record) -> bool:
    shared = one.keys() & other.keys()
    return len(shared) * 2 > max(len(one), len(other))


def record_lists(content: object, trail: tuple[str, ...] = ()) -> Iterator[list[Record]]:
    """Yield each list of objects inside a JSON value; wrappers differ from hub to hub."""
    if len(trail) > DEEPEST:
        return
    if isinstance(content, list):
        own = [row for row in content if isinstance(row, dict)]
        if own:
            yield [_flat(row, trail) for row in own]
        for row in content:
            if isinstance(row, (list, dict)):
                yield from record_lists(row, (*trail, ""))
    elif isinstance(content, dict):
        keyed = _keyed_by_mission(content)
        if keyed:
            yield [_flat(row, trail) for row in keyed]
            return
        called = " ".join(str(content[key]) for key in TITLES if isinstance(content.get(key), str))
        for key, value in content.items():
            if isinstance(value, (list, dict)):
                yield from record_lists(value, (*trail, f"{key} {called}"))


def _keyed_by_mission(content: Mapping[str, object]) -> list[Mapping[str, object]]:
    """Return the records of an object whose keys are the missions: {"MINUSMA": {…}, …}."""
    if len(content) < 2 or not all(isinstance(value, dict) for value in content.values()):
        return []
    slug = Context(slug=True)
    named = sum(bool(recogniser().find(str(key)[:100], slug)) for key in list(content)[:50])
    if named * 2 < min(len(content), 50):
        return []
    return [{"acronym": key, **value} for key, value in content.items() if isinstance(value, dict)]


def _flat(row: Mapping[str, object], trail: Sequence[str]) -> Record:
    """Return a record of strings; GeoJSON keeps what a record says under "properties"."""
    flat: dict[str, str] = {}
    for key, value in row.items():
        if isinstance(value, str) and value in WRAPPERS:
            continue
        name = CAMEL.sub(" ", str(key))
        if isinstance(value, dict):
            _nest(flat, name, value, 0)
        else:
            flat.setdefault(name, _written(value))
    under = " ".join(part for part in trail if part)
    return {**flat, TRAIL: under} if under else flat


def _nest(flat: dict[str, str], name: str, value: Mapping[str, object], depth: int) -> None:
    told = next((value[key] for key in TELLING if isinstance(value.get(key), (str, int))), None)
    if label_field(name) is not None and told is not None:
        flat.setdefault(name, _written(told))
        return
    for key, inner in value.items():
        if isinstance(inner, dict) and depth < DEEPEST:
            _nest(flat, CAMEL.sub(" ", str(key)), inner, depth + 1)
        elif not isinstance(inner, dict):
            flat.setdefault(CAMEL.sub(" ", str(key)), _written(inner))


def _written(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, list):
        return "; ".join(filter(None, map(_item, value)))[:LONGEST_VALUE]
    return str(value)[:LONGEST_VALUE]


def _item(value: object) -> str:
    if isinstance(value, dict):
        return next((str(value[key]) for key in TELLING if isinstance(value.get(key), str)), "")
    return "" if value is None or isinstance(value, list) else str(value)


def _csv_records(text: str) -> list[Record] | None:
    plain = text.lstrip("\ufeff \t\r\n").replace("\x00", "")
    header = plain.split("\n", 1)[0][:LONGEST_HEADER]
    delimiter = max(DELIMITERS, key=lambda sign: _known_columns(header, sign))
    known = _known_columns(header, delimiter)
    if known < 2 and not (known and _is_even(plain, delimiter)):
        return None
    try:
        rows = list(csv.DictReader(io.StringIO(plain, newline=""), delimiter=delimiter))
    except csv.Error:
        return None
    return [
        {name.strip(): value for name, value in row.items() if name and isinstance(value, str)}
        for row in rows
    ]


def _is_even(text: str, delimiter: str) -> bool:
    """Say whether the first lines have as many fields each, as those of a table do."""
    counts = {line.count(delimiter) for line in text.split("\n", LINES)[:LINES] if line.strip()}
    return len(counts) == 1 and counts.pop() >= 2


def _known_columns(header: str, delimiter: str) -> int:
    names = (name.strip('"\r ') for name in header.split(delimiter))
    return sum(label_field(CAMEL.sub(" ", name)) is not None for name in names)
