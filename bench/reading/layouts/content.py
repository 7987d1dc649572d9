"""What a layout gives back: the HTML or data of the list, and the truth about it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from bench.reading.entries import Entry
from bench.reading.page import Expected


@dataclass(frozen=True)
class Content:
    """The main part of a page with its truth."""

    body: str
    expected: tuple[Expected, ...]
    mentions: tuple[str, ...] = ()
    participation: Mapping[str, str] = field(default_factory=dict)
    content_type: str = "text/html"
    title: str = ""
    """The page's title, where the layout wants one of its own."""
    query: str = ""
    """Behind the page's address, as `?page=1`."""
    old: bool = False
    """Whether the page is of a time before UTF-8."""


def listed(body: str, entries: Iterable[Entry], *, texts: bool = True) -> Content:
    """Return a list whose truth is its entries'; `texts` says that their sentences are printed."""
    shown = list(entries)
    mentions = [other for entry in shown for other in entry.mentions] if texts else []
    return Content(body, tuple(entry.expected() for entry in shown), tuple(mentions))
