"""The objects of the API as its description tells them; what they hold comes from `as_json`.

Fields may be added to any of them, so a program ignores those that it does not know.
"""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, PlainSerializer, WithJsonSchema

from missions.difference import Edit
from missions.records import (
    ChangeKind,
    ChangeState,
    PageRole,
    Participation,
    RunStatus,
    Severity,
    Status,
)
from storage.people import ReviewState

Time = Annotated[
    datetime,
    PlainSerializer(datetime.isoformat, return_type=str),
    WithJsonSchema({"type": "string", "format": "date-time"}),
]
"""Written as the command writes it."""
Content = str | int | list[str] | None
"""A field's value: a date, a name or a symbol; a number of people; or ISO 3166-1 codes."""
Organisation = Literal["UN", "EU", "NATO", "OSCE", "other"]
Publisher = Literal["UN", "EU", "NATO", "OSCE", "BE", "other"]
Verb = Literal["accept", "discard"]
A_MOMENT = "2026-11-24T01:05:00+00:00"
A_PAGE = "https://peacekeeping.un.org/en/where-we-operate"


class Told(BaseModel):
    """What every object has in common: what is added later is passed on."""

    model_config = ConfigDict(extra="allow")


def _like(**example: Any) -> ConfigDict:
    return ConfigDict(extra="allow", json_schema_extra={"examples": [example]})


class Page(BaseModel):
    """Some of a list, and where it goes on."""

    next: str | None = Field(
        description="The address of what follows; null where nothing does. Also in `Link`."
    )
    next_cursor: str | None = Field(description="The `cursor` of that address.")


class Change(Told):
    """A change, as `missionwatch changes --json` prints it."""

    model_config = _like(
        id=7,
        detected=A_MOMENT,
        source="un",
        page=A_PAGE,
        kind="field",
        state="confirmed",
        mission="unifil",
        acronym="UNIFIL",
        field="until",
        before="2025-08-31",
        after="2026-12-31",
        severity="normal",
        summary="UNIFIL: the mandate now runs until 2026-12-31 (was 2025-08-31).",
        reason="normal because a mandate was extended",
    )

    id: int
    detected: Time
    source: str
    page: str
    kind: ChangeKind
    state: ChangeState
    mission: str | None = Field(description="Its id; `new:…` while it is in no register.")
    acronym: str | None
    field: str | None
    before: Any
    after: Any
    severity: Severity
    summary: str
    reason: str


class Difference(Told):
    """A stretch of words, and what became of it."""

    edit: Edit
    text: str


class Note(Told):
    """What a reviewer made of a change at a time."""

    at: Time
    by: str
    state: ReviewState | None = Field(description="Null: as before.")
    assignee: str | None = Field(description="Empty: nobody any more; null: as before.")
    note: str


class ChangeDetail(Change):
    """A change, as `missionwatch diff --json` prints it, with its words and what was made of it."""

    difference: list[Difference] = Field(description="How the words before became those after.")
    passage_before: str
    passage_after: str
    snapshot_before: int | None = Field(description="The version of the page before it.")
    snapshot_after: int | None = Field(description="The version of the page that has it.")
    run: int | None = Field(description="The crawl that found it.")
    confirmed: Time | None
    confirmations: int
    review: ReviewState
    assignee: str | None
    reviews: list[Note] = Field(description="The oldest first.")


class Changes(Page):
    """Some of the changes."""

    items: list[Change]


class Fields(Told):
    """What a source says of a mission; null where it says nothing."""

    __pydantic_extra__: dict[str, Content]

    host: Content
    since: Content
    until: Content
    kind: Content
    strength: Content
    head: Content
    mandate: Content


class Mission(Told):
    """What a source lists of a mission, as `missionwatch missions --json` prints it."""

    model_config = _like(
        mission="minusma",
        acronym="MINUSMA",
        name="United Nations Multidimensional Integrated Stabilization Mission in Mali",
        organisation="UN",
        source="un",
        page=A_PAGE,
        status="ongoing",
        participation=None,
        fields={
            "host": ["ML"],
            "since": "2013-04",
            "until": None,
            "kind": None,
            "strength": 13289,
            "head": None,
            "mandate": None,
        },
        as_printed={"host": "Mali", "since": "April 2013", "strength": "13,289"},
        first_seen=A_MOMENT,
        last_seen=A_MOMENT,
        unsure=None,
    )

    mission: str
    acronym: str | None
    name: str
    organisation: Organisation
    source: str
    page: str
    status: Status
    participation: Participation | None
    fields: Fields
    as_printed: dict[str, str]
    first_seen: Time
    last_seen: Time
    unsure: str | None = Field(description="Why it may be no mission.")


class Missions(Page):
    """What the sources list."""

    items: list[Mission]


class MissionDetail(Told):
    """A mission, and what each source lists of it."""

    mission: str
    acronym: str | None
    name: str
    organisation: Organisation
    host: list[str] = Field(description="ISO 3166-1 codes, as the register has them.")
    in_register: bool
    listed: list[Mission] = Field(description="Empty where no source lists it now.")


class Source(Told):
    """What is watched, as `missionwatch sources --json` prints it."""

    source: str
    name: str
    organisation: Publisher
    start: list[str]
    every: str | None
    cron: str | None
    fetch: Literal["http", "browser"]
    follow: bool
    enabled: bool
    added: bool
    next_due: Time | None


class Sources(Page):
    """All that is watched."""

    items: list[Source]


class SourceHealth(Told):
    """How a source is doing, as `missionwatch sources check --json` prints it."""

    source: str
    state: RunStatus | Literal["new"]
    why: str
    last_checked: Time | None
    last_believed: Time | None
    last_change: Time | None
    pages_failing: list[str]
    last_success: Time | None
    since: Time | None
    reasons: list[str]
    what_to_do: str
    days_blind: int
    blind: bool
    proposal: str | None


class Run(Told):
    """A crawl of a source, as `missionwatch crawl --json` prints it, with its times."""

    model_config = _like(
        run=12,
        source="un",
        status="ok",
        reason=None,
        pages=14,
        unchanged=12,
        changed=1,
        failed=1,
        missions=11,
        changes=2,
        seconds=9.1,
        started=A_MOMENT,
        finished="2026-11-24T01:05:09+00:00",
        reasons=[],
        decision=None,
        decided=None,
        decided_by=None,
        decided_why=None,
    )

    run: int
    source: str
    status: RunStatus
    reason: str | None
    pages: int
    unchanged: int
    changed: int
    failed: int
    missions: int
    changes: int
    seconds: float
    started: Time
    finished: Time | None = Field(description="Null while it goes on.")
    reasons: list[str] = Field(description="Names of the reasons why it was not believed.")
    decision: Verb | None
    decided: Time | None
    decided_by: str | None
    decided_why: str | None


class Runs(Page):
    """Some of the crawls, the newest first."""

    items: list[Run]


class HeldRun(Told):
    """A crawl that waits for a decision, as `missionwatch held --json` prints it."""

    run: int
    source: str
    started: Time
    reason: str | None
    reasons: list[str]
    proposal: str | None


class HeldRuns(Page):
    """All crawls that wait for a decision, the oldest first."""

    items: list[HeldRun]


class Decision(Told):
    """What was decided about a held crawl."""

    run: int
    decision: Verb
    by: str
    reason: str


class Side(Told):
    """What one page says."""

    source: str
    page: str
    value: Any
    printed: str
    snapshot: int | None


class Contradiction(Told):
    """Where sources disagree, as `missionwatch contradictions --json` prints it."""

    mission: str | None = Field(description="Null where a page as a whole contradicts itself.")
    acronym: str
    field: str
    sources: list[str]
    says: list[Side]
    since: Time | None
    severity: Severity
    reason: str
    change: int | None
    told: bool


class Contradictions(Page):
    """Where sources disagree now."""

    items: list[Contradiction]


class Snapshot(Told):
    """A stored version of a page: its facts and its words."""

    id: int
    run: int
    source: str
    page: str
    final_url: str
    role: PageRole
    fetched: Time
    believed: Time | None
    superseded: Time | None
    status: int
    content_type: str
    size: int
    truncated: bool
    sha256: str
    reader_version: int
    language: str | None
    title: str
    text: str


class NewMission(Told):
    """An entry that is in no register, as `missionwatch register --json` prints it."""

    mission: str
    acronym: str | None
    name: str
    organisation: Organisation
    host: list[str]
    status: Status
    unsure: str | None
    source: str
    page: str


class NewMissions(Page):
    """The entries that wait for a decision."""

    items: list[NewMission]
