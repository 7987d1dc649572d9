"""Facts that an entry keeps in its `data-` attributes for a script: `data-start="2004-12-02"`.

They count only where the page prints no such fact: maps and filters are drawn from them.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from crawler.reading.blocks import Box
from crawler.reading.entries import Entry
from crawler.reading.fields import Labelled
from crawler.reading.labels import label_field
from missions.dates import read_span
from missions.places import country_of
from missions.records import Evidence

PREFIX = "data-"
LONGEST = 60
"""Signs of a value."""
DATED = frozenset({"since", "until", "ended"})
YEARS = range(1945, 2060)
"""What may be a year: a slide show counts from `data-start="0"`."""


def attribute_facts(entry: Entry) -> Iterator[Labelled]:
    """Yield the facts in the attributes of the elements from an entry's title up to its scope."""
    title = entry.title.block.box
    if entry.scope.end - entry.scope.first > 1 + len(entry.titles) + len(entry.body):
        return  # the scope holds more than this entry
    for box in _between(title, entry.scope):
        for key, content in box.element.attrib.items():
            name, value = str(key), str(content)
            if name.startswith(PREFIX) and 0 < len(value) <= LONGEST:
                label = name[len(PREFIX) :].replace("-", " ").replace("_", " ")
                if _is_fact(label_field(label), value):
                    yield Labelled(label, value, Evidence(f"{box.path}/@{name}"))


def _between(inner: Box, outer: Box) -> Iterator[Box]:
    for box in chain((inner,), inner.ancestors()):
        yield box
        if box is outer:
            return


def _is_fact(field: str | None, value: str) -> bool:
    if field in DATED:
        span = read_span(value)
        date = span.start or span.end
        return bool(date and date.value and int(date.value[:4]) in YEARS)
    return field == "host" and bool(country_of(value))
