"""What one nasty case is: a page, and by hand what it says."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from missions.records import FieldContent, PageRole

HTML = "text/html; charset=utf-8"


@dataclass(frozen=True)
class Entry:
    """One mission that the page lists: its status and the fields worth checking."""

    status: str
    fields: Mapping[str, FieldContent | None] = field(default_factory=dict)
    """None: the field must be absent or not understood."""


ONGOING = Entry("ongoing")
ENDED = Entry("ended")
UNKNOWN = Entry("unknown")


@dataclass(frozen=True)
class Case:
    """A page and its truth. What is not listed here must not be listed by the reader either."""

    name: str
    body: str | bytes
    listed: Mapping[str, Entry] = field(default_factory=dict)
    """By register id. On prose pages listings are not looked at."""
    new: tuple[str, ...] = ()
    """Words of the printed names of listed missions that are in no register."""
    takes_part: Mapping[str, str | None] = field(default_factory=dict)
    """Prose: Belgium's part by register id; None: the page must not be read as telling it."""
    told: Mapping[str, str] = field(default_factory=dict)
    """Prose: status by register id, where sentences tell it; `unknown` where they do not."""
    absent: tuple[str, ...] = ()
    """Prose: register ids that must not be found at all."""
    role: PageRole = PageRole.LIST
    content_type: str = HTML
    url: str = "https://www.organisation.example/en/missions"


def ongoing(**fields: FieldContent | None) -> Entry:
    """A running mission with these fields."""
    return Entry("ongoing", fields)


def ended(**fields: FieldContent | None) -> Entry:
    """A mission that is over, with these fields."""
    return Entry("ended", fields)


def unknown(**fields: FieldContent | None) -> Entry:
    """A mission of which the page does not say whether it runs, with these fields."""
    return Entry("unknown", fields)


def page(body: str, language: str = "en", title: str = "Missions and operations") -> str:
    """A small whole page around the given main content."""
    return (
        f'<!DOCTYPE html><html lang="{language}"><head><meta charset="utf-8"><title>{title}</title>'
        f"</head><body><header><a href='/'>Home</a></header><main><h1>{title}</h1>{body}</main>"
        "<footer><p><a href='/contact'>Contact</a></p></footer></body></html>"
    )


def items(*lines: str) -> str:
    """An unordered list of these lines."""
    return "<ul>" + "".join(f"<li>{line}</li>" for line in lines) + "</ul>"


def now_and_then(
    current: tuple[str, ...], past: tuple[str, ...], language: str = "en", title: str = ""
) -> str:
    """A page with a section of running missions and one of those that are over."""
    heads = {
        "en": ("Current missions", "Past missions"),
        "fr": ("Missions en cours", "Missions terminées"),
        "nl": ("Lopende missies", "Afgelopen missies"),
        "de": ("Laufende Missionen", "Abgeschlossene Missionen"),
    }[language]
    body = f"<h2>{heads[0]}</h2>{items(*current)}<h2>{heads[1]}</h2>{items(*past)}"
    return page(body, language, title or "UN / EU / NATO / OSCE")


def prose(
    name: str,
    text: str,
    language: str = "nl",
    *,
    takes_part: Mapping[str, str | None] | None = None,
    told: Mapping[str, str] | None = None,
    absent: tuple[str, ...] = (),
) -> Case:
    """A case of running text, as the Belgian ministry writes it."""
    titles = {"nl": "Vredesoperaties", "fr": "Opérations de paix", "de": "Friedenseinsätze"}
    return Case(
        name,
        page(text, language, titles.get(language, "Peace operations")),
        takes_part=takes_part or {},
        told=told or {},
        absent=absent,
        role=PageRole.PROSE,
        url=f"https://ministry.example/{language}/peace-operations",
    )
