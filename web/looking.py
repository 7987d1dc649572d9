"""What would be read at an address, as a page shows it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from missions.records import Listing
from missions.register import Register
from notifier.cleaning import clean, safe_link
from notifier.troubles import retold
from notifier.values import print_field, print_value
from watch.previewing import PagePreview
from web.visitor import Visitor

FIRST_LINES = 20
MOST_MISSIONS = 500


@dataclass(frozen=True)
class ListedView:
    """A mission that would be read."""

    label: str
    name: str
    is_new: bool
    status: str
    fields: tuple[tuple[str, str], ...]
    unsure: str


@dataclass(frozen=True)
class PreviewView:
    """What an address answered."""

    url: str
    final_url: str
    final_link: str | None
    is_moved: bool
    title: str
    doubts: tuple[str, ...]
    missions: tuple[ListedView, ...]
    oddities: tuple[str, ...]
    sentences: int
    """Sentences that say something of missions."""
    lines: tuple[str, ...]


def print_preview(found: PagePreview, register: Register, visitor: Visitor) -> PreviewView:
    """Return a preview for a page."""
    reading, facts = found.reading, found.facts
    return PreviewView(
        url=clean(facts.url, 300),
        final_url=clean(facts.final_url, 300),
        final_link=safe_link(facts.final_url),
        is_moved=facts.final_url != facts.url,
        title=clean(reading.title, 200) if reading else "",
        doubts=tuple(clean(retold(visitor.news, one.sentence), 600) for one in found.doubts),
        missions=tuple(
            _listed(one, register, visitor)
            for one in (reading.listings[:MOST_MISSIONS] if reading else ())
        ),
        oddities=tuple(clean(one.sentence, 300) for one in (reading.oddities if reading else ())),
        sentences=len(reading.statements) if reading else 0,
        lines=tuple(_first_lines(reading.text)) if reading else (),
    )


def _listed(listing: Listing, register: Register, visitor: Visitor) -> ListedView:
    news = visitor.news
    return ListedView(
        label=clean(register.label(listing.mission, listing.acronym or listing.name), 120),
        name=clean(listing.name, 200),
        is_new=register.get(listing.mission) is None,
        status=print_value(news, "status", str(listing.status)),
        fields=tuple(
            (print_field(news, name), print_value(news, name, value.value, 120))
            for name, value in listing.fields.items()
            if value.value is not None
        ),
        unsure=clean(listing.unsure or "", 200),
    )


def _first_lines(text: str) -> Iterator[str]:
    lines = (clean(line, 300) for line in text[:20_000].split("\n"))
    for number, line in enumerate(line for line in lines if line):
        if number == FIRST_LINES:
            return
        yield line
