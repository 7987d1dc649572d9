"""The values that travel between the rooms: pages read, listings, views, changes.

Everything is frozen. Times are aware datetimes in UTC; dates are ISO 8601 strings that keep the
precision the source printed ("2024", "2024-05", "2024-05-17").
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

FieldContent = str | int | tuple[str, ...]
"""A field's value: a date, a name or a symbol; a number of people; or ISO 3166-1 codes."""


class Status(StrEnum):
    """Whether a page says that a mission runs. What the page does not say is `UNKNOWN`."""

    ONGOING = "ongoing"
    ENDED = "ended"
    UNKNOWN = "unknown"


class Participation(StrEnum):
    """Belgium's part in a mission, as the Belgian page tells it."""

    CURRENT = "current"
    PAST = "past"


class Phase(StrEnum):
    """What a sentence says of a mission, or of Belgium's part in it."""

    CURRENT = "current"
    PAST = "past"
    """It was so formerly."""
    PLANNED = "planned"
    """Decided or intended, not begun."""
    EXTENDED = "extended"
    SUSPENDED = "suspended"
    ENDING = "ending"
    """Its end is decided or near."""
    ENDED = "ended"
    """An end is told, not only a past."""
    MENTIONED = "mentioned"
    """Named, and nothing said of it."""


class Bound(StrEnum):
    """How a sentence gives a number."""

    EXACT = "exact"
    ABOUT = "about"
    MOST = "most"
    LEAST = "least"


class PageRole(StrEnum):
    """What a page is to its source; it decides how much its silence means."""

    LIST = "list"
    """A list of missions: a mission that leaves it has left the source's list."""
    RECORDS = "records"
    """A data file (CSV, JSON). It lags, so it never overrules a list."""
    PROSE = "prose"
    """Running text that names missions, as the Belgian page does."""
    MISSION = "mission"
    """One mission's own page: adds fields, and says nothing about who is on the list."""
    LINK = "link"
    """Another organisation's site that a watched page links to; only whether it answers."""


@dataclass(frozen=True)
class Evidence:
    """Where on a page something was read.

    `path` is the element path of the block (`/html/body/main/ul[2]/li[3]`, or `record 14`), and
    `start`/`end` are character offsets into that block's normalised text.
    """

    path: str
    start: int = 0
    end: int = 0


@dataclass(frozen=True)
class FieldValue:
    """One field of a listing: its value, the string the page printed, and where it stood."""

    value: FieldContent | None
    """None when the printed string could not be understood (`doubt` then says why)."""
    printed: str
    evidence: Evidence | None = None
    doubt: str | None = None
    """Why a person should look, for example "year 3013 is out of range"."""


@dataclass(frozen=True)
class Listing:
    """One mission as one page prints it."""

    mission: str
    """Id in the register, or `new:<slug>` for a mission that is not in it."""
    name: str
    """The name as printed, without a type or status suffix."""
    organisation: str
    """`UN`, `EU`, `NATO`, `OSCE` or `other`."""
    acronym: str | None = None
    status: Status = Status.UNKNOWN
    participation: Participation | None = None
    fields: Mapping[str, FieldValue] = field(default_factory=dict)
    """By field name: since, until, ended, host, area, kind, strength, head, mandate, budget."""
    passage: str = ""
    """The sentences the page gives this mission beside name and fields, normalised."""
    evidence: Evidence | None = None
    unsure: str | None = None
    """Why this entry may not be a mission at all; None for one that surely is."""


@dataclass(frozen=True)
class Headcount:
    """A number of people as a sentence gives it: "een tiental waarnemers"."""

    number: int
    printed: str
    bound: Bound = Bound.EXACT
    people: str | None = None
    """observers, officers, soldiers, police, experts, instructors, civilians or staff."""


@dataclass(frozen=True)
class Statement:
    """A sentence that says something of a mission, or of a country where no mission is named."""

    sentence: str
    mission: str | None = None
    country: str | None = None
    """ISO 3166-1 alpha-2 (XK for Kosovo) when no mission is named."""
    participation: Participation | None = None
    status: Status = Status.UNKNOWN
    framework: str | None = None
    """`UN`, `EU`, `NATO` or `OSCE`: by its own words, else the heading under which it stands."""
    evidence: Evidence | None = None
    phase: Phase = Phase.MENTIONED
    cue: str = ""
    """The words that decided the phase, as printed; empty when none did."""
    since: FieldValue | None = None
    until: FieldValue | None = None
    """Last day told: of an extension, a decision, or the day it ended."""
    people: tuple[Headcount, ...] = ()
    """Belgium's numbers in it."""


@dataclass(frozen=True)
class PageLink:
    """A link on a page, with the text a reader sees and the framework heading above it."""

    url: str
    text: str
    framework: str | None = None
    missions: tuple[str, ...] = ()
    """Ids of the missions the link text or its title names."""
    role: PageRole | None = None
    """What it leads to: a mission's page, a further list (pager, past operations), else None."""


@dataclass(frozen=True)
class Oddity:
    """Something on the page that a person should know of, as `reason` plus a sentence."""

    reason: str
    sentence: str
    mission: str | None = None


@dataclass(frozen=True)
class Count:
    """How many missions run now, as the introduction of a whole list says it."""

    number: int
    printed: str
    """The sentence."""
    kind: str | None = None
    """`civilian`, `military` or `peacekeeping`; None for all."""
    organisation: str | None = None
    """Whose missions, where the sentence says so."""
    evidence: Evidence | None = None


@dataclass(frozen=True)
class Reading:
    """All that was understood of one page."""

    url: str
    role: PageRole
    reader_version: int
    language: str | None
    """Two-letter code the page declares or is written in; None when it cannot be told."""
    title: str
    text: str
    """Normalised text of the content, one block a line: what a text difference compares."""
    listings: tuple[Listing, ...] = ()
    statements: tuple[Statement, ...] = ()
    links: tuple[PageLink, ...] = ()
    frameworks: tuple[str, ...] = ()
    """Organisations that have a section of their own on the page, in order."""
    updated: str | None = None
    """The "last updated" stamp as a date or time, a fact about the page and never a change."""
    layout: str = ""
    """Shapes the listings stood in, joined by " | "; none is shared after a redesign."""
    oddities: tuple[Oddity, ...] = ()
    counts: tuple[Count, ...] = ()


class Cause(StrEnum):
    """Why no answer came, where more can be done about it than to wait."""

    ROBOTS = "robots"
    """robots.txt forbids the page, or is answered so that nothing may be fetched."""
    TLS = "tls"
    """The site's certificate is not trusted."""


@dataclass(frozen=True)
class FetchFacts:
    """What the fetching of one page showed besides its bytes."""

    url: str
    final_url: str
    status: int
    """HTTP status; 0 when no answer came (then `error` says why)."""
    content_type: str
    fetched_at: datetime
    size: int
    truncated: bool = False
    error: str | None = None
    """Exception of the transport in words, for example "connection refused"."""
    cause: Cause | None = None
    """What the fetch itself knows of that exception."""


class RunStatus(StrEnum):
    """How one crawl of one source ended."""

    RUNNING = "running"
    OK = "ok"
    PARTIAL = "partial"
    """Believed, though at least one page failed."""
    FAILED = "failed"
    HELD = "held"
    INTERRUPTED = "interrupted"
    """The process ended before the run did; nothing of it is believed."""


class ChangeKind(StrEnum):
    """What happened; the meanings stand in docs/believing.md."""

    ADDED = "added"
    ENDED = "ended"
    REMOVED = "removed"
    RENAMED = "renamed"
    FIELD = "field"
    PARTICIPATION = "participation"
    TEXT = "text"
    LINK = "link"
    CONTRADICTION = "contradiction"
    SOURCE = "source"


class ChangeState(StrEnum):
    """How far a change is believed."""

    CONFIRMED = "confirmed"
    UNCONFIRMED = "unconfirmed"
    HELD = "held"
    DISCARDED = "discarded"


class Severity(StrEnum):
    """How soon a reader wants to know."""

    HIGH = "high"
    NORMAL = "normal"
    LOW = "low"


@dataclass(frozen=True)
class Change:
    """One difference between what a source was believed to say and what it says now."""

    source: str
    page: str
    kind: ChangeKind
    state: ChangeState
    severity: Severity
    summary: str
    """One English sentence that says what happened."""
    mission: str | None = None
    acronym: str | None = None
    field: str | None = None
    before: object = None
    after: object = None
    reason: str = ""
    """Why it has this severity ("high because an ending was decided")."""
    passage_before: str = ""
    passage_after: str = ""

    @property
    def subject(self) -> tuple[str, str, str | None, str | None]:
        """What the change is about; two changes with one subject never stand open together."""
        about = self.mission if self.mission is not None else self.page
        return (self.source, str(self.kind), about, self.field)
