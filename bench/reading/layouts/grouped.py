"""Lists under headings that tell something else than a status: a kind, a country, a region."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import groupby

from bench.reading.entries import Entry
from bench.reading.layouts.content import Content, listed
from bench.reading.markup import Style
from bench.reading.sheet import Sheet, region_of

CIVILIAN = ("civilian", "police")
Write = Callable[[Entry, str], str]


def by_kind(found: Sheet, style: Style) -> Content:
    """One section a kind of mission; the status stands in the title or a heading above."""
    names = {
        kind: found.words.one("kinds", kind, found.rng) for kind in found.words.sections["kinds"]
    }

    def kind(entry: Entry) -> str:
        return names[_kind_of(entry)]

    return _nested(found, style, kind, _block(found, style))


def _kind_of(entry: Entry) -> str:
    kind = entry.mission.kind if entry.mission else "civilian"
    if kind in CIVILIAN:
        return "civilian"
    return "political" if kind == "political" else "military"


def by_regions(found: Sheet, style: Style) -> Content:
    """Plain lists under the names of regions."""
    names = found.words.all("title", "region")

    def region(entry: Entry) -> str:
        number = region_of(entry)
        return names[4 if number is None else number]

    def item(entry: Entry, level: str) -> str:
        name = style.linked_name(entry.title, entry)
        return style.tag("li", name + style.parts(entry, found.plan.bare), "item")

    content = _nested(found, style, region, item, around="ul")
    return replace(content, mentions=())


def by_country(found: Sheet, style: Style) -> Content:
    """The host country as the heading of its missions."""
    shown = [entry for entry in found.entries if len(entry.hosts) == 1 and not entry.unsure]
    shown = shown if len(shown) >= 2 else list(found.entries)
    placed = [_without_host(entry) for entry in sorted(shown, key=lambda entry: entry.hosts)]
    group = replace(found.groups[0], entries=tuple(placed))
    body = style.heading("h2", group.heading)
    write = _block(found, style)
    for hosts, entries in groupby(placed, key=lambda entry: entry.hosts):
        country = (
            found.plan.habit.hosts(hosts, found.rng)
            if hosts
            else found.words.all("title", "region")[4]
        )
        body += style.tag("h3", style.text(country), "country")
        body += "".join(write(entry, "h4") for entry in entries)
    return listed(style.wrapped(body), placed)


def _without_host(entry: Entry) -> Entry:
    """Let the heading say the host: the entry itself does not."""
    parts = tuple(part for part in entry.parts if part.field != "host")
    host = {"host": entry.hosts} if entry.hosts else {}
    return replace(entry, parts=parts, extra={**entry.extra, **host})


def _block(found: Sheet, style: Style) -> Write:
    def block(entry: Entry, level: str) -> str:
        title = style.tag(level, style.linked_name(entry.title, entry), "title")
        text = style.tag("p", style.text(entry.text), "text")
        return style.tag("div", title + text + style.parts(entry, found.plan.bare), "item")

    return block


def _nested(
    found: Sheet, style: Style, key: Callable[[Entry], str], write: Write, *, around: str = ""
) -> Content:
    """Write each group in parts of one key, each under a heading one step lower."""
    body, entries = "", []
    for group in found.groups:
        body += style.heading("h2", group.heading)
        level = 3 if group.heading else 2
        for name, members in groupby(sorted(group.entries, key=key), key=key):
            inside = list(members)
            body += style.tag(f"h{level}", style.text(name), "sub-title")
            rows = "".join(write(entry, f"h{level + 1}") for entry in inside)
            body += style.tag(around, rows, "list") if around else rows
            entries += inside
    return listed(style.wrapped(body), entries)
