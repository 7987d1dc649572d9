"""What a generated page and its truth are made of; another program scores readers with them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

FieldTruth = str | int | tuple[str, ...]


@dataclass(frozen=True)
class Expected:
    """One mission that the page lists, as the page itself prints it."""

    mission: str | None
    """Id in the register; None for an entry that is in no register."""
    name: str
    status: str
    """`ongoing`, `ended`, or `unknown` where the page does not say."""
    fields: Mapping[str, FieldTruth]
    unsure: bool = False
    """An entry that is not a mission: a headquarters, a service centre, a liaison office."""


@dataclass(frozen=True)
class GeneratedPage:
    """One page as a server would send it, with everything a careful human reads from it."""

    layout: str
    language: str
    organisation: str
    as_of: str
    body: bytes
    url: str
    content_type: str
    role: str
    """`list` for pages, `records` for CSV and JSON files, `prose` for text on Belgium's part."""
    expected: tuple[Expected, ...]
    mentioned: tuple[str, ...]
    """Register ids that only menus, teasers, news and the like name: never a listing."""
    participation: Mapping[str, str] = field(default_factory=dict)
