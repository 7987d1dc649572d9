"""What a generated page is: its bytes, and what a careful person would read from it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

FieldTruth = str | int | tuple[str, ...]


@dataclass(frozen=True)
class Expected:
    """One entry that the page lists."""

    mission: str | None
    """Id in the register; None for a mission that is in no register."""
    name: str
    """The name or acronym as the page prints it, without the noise of its markup."""
    status: str
    """`ongoing`, `ended` or `unknown`: what the page itself says; `unknown` where it is silent."""
    fields: Mapping[str, FieldTruth] = field(default_factory=dict)
    """What the page prints of it. Dates keep the precision printed, hosts are ISO codes."""
    unsure: bool = False
    """An entry that is not a mission, as a headquarters: never counted as one."""


@dataclass(frozen=True)
class GeneratedPage:
    """A page with its truth and its cell in the score table."""

    layout: str
    language: str
    organisation: str
    as_of: str
    body: bytes
    url: str
    content_type: str
    role: str
    """`list`, `records` for data files, `prose` for running text about Belgium's part."""
    expected: tuple[Expected, ...]
    mentioned: tuple[str, ...]
    """Register ids that stand only in menus, teasers, related boxes, footers and the like."""
    participation: Mapping[str, str] = field(default_factory=dict)
    """On prose pages: register id to `current` or `past`."""
