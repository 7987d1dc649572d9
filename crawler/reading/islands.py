"""Data inside a page: records that a script draws as a map or table.

They stand as JSON in script elements (alone, or given to a variable or a function), as JSON in
attributes, or as attributes of otherwise empty elements. Nothing here decides whether they count.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from lxml import etree

from crawler.reading.document import Element, elements, text_of
from crawler.reading.fields import label_field
from crawler.reading.recordlists import CAMEL, Record, joined_lists

LARGEST_SCRIPT = 4_000_000
MOST_STARTS = 40
"""Places in one script where data may begin."""
STARTS = re.compile(r"(?:^|[=(:,\s])\s*(?=[\[{])")
LONG_ENOUGH = 40
NOT_DATA = frozenset(
    {"text/css", "text/template", "text/x-template", "importmap", "speculationrules"}
)
TOKEN = re.compile(
    r"""(?P<double>"(?:[^"\\]|\\.)*")|(?P<single>'(?:[^'\\]|\\.)*')|(?P<back>`(?:[^`\\]|\\.)*`)"""
    r"""|(?P<comment>//[^\n]*|/\*.*?\*/)|(?P<key>[A-Za-z_$][\w$]*)(?=\s*:)"""
    r"""|(?P<comma>,(?=\s*[\]}]))|(?P<word>\bundefined\b|\bNaN\b)""",
    re.DOTALL,
)
HEADING_BEFORE = etree.XPath(
    f"preceding::*[{' or '.join(f'self::h{level}' for level in range(1, 7))}][1]"
)
RECORDS = etree.XPath("//*/@*[starts-with(name(), 'data-')]/.. | //*[contains(name(), '-')]")
WITH_JSON = etree.XPath(
    "//*/@*[contains(., '{') and (starts-with(normalize-space(.), '[{')"
    " or starts-with(normalize-space(.), '{'))]/.."
)
FEW = 20
NAMING = frozenset({"name", "acronym", None})
GENERIC = frozenset({"class", "id", "style", "href", "src", "alt", "role", "lang", "type", "rel"})


@dataclass(frozen=True)
class Island:
    """Records that stand together in a page, and where."""

    records: list[Record]
    element: Element
    """The element that holds them."""

    @property
    def path(self) -> str:
        """The path of the element, for evidence."""
        return str(self.element.getroottree().getpath(self.element))

    @property
    def heading(self) -> str:
        """The nearest heading before it on the page; empty where there is none."""
        found = elements(self.element, HEADING_BEFORE)
        return text_of(found[0]) if found else ""


def find_islands(root: Element) -> Iterator[Island]:
    """Yield the lists of records inside a page, in document order."""
    for script in root.iter("script"):
        kind = (script.get("type") or "").lower()
        text = script.text or ""
        if kind not in NOT_DATA and LONG_ENOUGH <= len(text) <= LARGEST_SCRIPT:
            for value in _values(text, is_json="json" in kind):
                yield from _islands(value, script)
    yield from _json_attributes(root)
    yield from _attribute_records(root)


def _islands(value: object, element: Element) -> Iterator[Island]:
    for records in joined_lists(value):
        yield Island(records, element)


def _values(text: str, *, is_json: bool) -> Iterator[object]:
    """Yield the JSON values in a script's text."""
    stripped = text.strip()
    if is_json or stripped[:1] in "[{":
        value = _loaded(stripped)
        if value is not None:
            yield value
            return
    decoder = json.JSONDecoder()
    position = 0
    for _ in range(MOST_STARTS):
        match = STARTS.search(text, position)
        if match is None:
            return
        start = match.end()
        try:
            value, position = decoder.raw_decode(text, start)
        except (ValueError, RecursionError):
            value, position = _script_value(text, start)
        if isinstance(value, (list, dict)) and value:
            yield value


def _script_value(text: str, start: int) -> tuple[object, int]:
    """Return a value written as a script writes it (bare keys, single quotes), and its end."""
    end = _closing(text, start)
    if end is None or end - start < LONG_ENOUGH:
        return None, start + 1
    value = _loaded(TOKEN.sub(_as_json, text[start:end]))
    return (value, end) if value is not None else (None, start + 1)


def _loaded(text: str) -> object:
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return None


def _closing(text: str, start: int) -> int | None:
    """Return where the bracket opened at `start` is closed, strings passed over."""
    depth, position = 0, start
    quote = re.compile(
        r"\"(?:[^\"\\]|\\.)*\"|'(?:[^'\\]|\\.)*'|`(?:[^`\\]|\\.)*`|[\[\]{}]", re.DOTALL
    )
    for match in quote.finditer(text, position):
        sign = match.group()
        if sign in "[{":
            depth += 1
        elif sign in "]}":
            depth -= 1
            if depth == 0:
                return match.end()
    return None


def _as_json(match: re.Match[str]) -> str:
    kind, text = match.lastgroup, match.group()
    if kind in ("single", "back"):
        return json.dumps(re.sub(r"\\(['`])", r"\1", text[1:-1]), ensure_ascii=False)
    if kind == "key":
        return f'"{text}"'
    if kind == "word":
        return "null"
    return "" if kind in ("comma", "comment") else text


def _json_attributes(root: Element) -> Iterator[Island]:
    for element in elements(root, WITH_JSON):
        for value in map(str, element.attrib.values()):
            if value.lstrip()[:1] in ("[", "{") and len(value) >= LONG_ENOUGH:
                yield from _islands(_loaded(value), element)


def _attribute_records(root: Element) -> Iterator[Island]:
    """Yield elements of one kind whose attributes carry fields: `<div data-name data-status>`."""
    groups: dict[tuple[object, str], list[tuple[Element, Record]]] = defaultdict(list)
    for element in elements(root, RECORDS):
        record = _attributes({str(key): str(value) for key, value in element.attrib.items()})
        if len(record) >= 2:
            groups[element.getparent(), str(element.tag)].append((element, record))
    for found in groups.values():
        labels = {label_field(name) for _, record in found[:FEW] for name in record}
        if len(found) >= 2 and labels & NAMING and labels - NAMING:
            yield Island([record for _, record in found], found[0][0])


def _attributes(attributes: Mapping[str, str]) -> Record:
    return {
        CAMEL.sub(" ", name.removeprefix("data-").replace("-", " ")): value
        for name, value in attributes.items()
        if value and name not in GENERIC
    }
