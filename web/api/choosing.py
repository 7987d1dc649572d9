"""What a list may be narrowed to: the options of the command, as parameters of a query."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Annotated, Literal
from zoneinfo import ZoneInfo

from fastapi import Path, Query
from pydantic import BaseModel, ConfigDict, Field, WithJsonSchema

from missions.decisions import NEW
from missions.moments import end_of, start_of
from missions.records import ChangeKind, ChangeState, RunStatus, Severity, Status
from storage.finding import ChangeFilter, Cursor
from watch import UnknownMission, Watch
from watch.sources import known_source
from web.api.problems import NotUnderstood

MOST = 500
LAST = datetime.max.replace(tzinfo=UTC) - timedelta.resolution
LONGEST = 200
When = Annotated[
    str,
    Field(max_length=40),
    WithJsonSchema(
        {
            "anyOf": [
                {"type": "string", "format": "date-time"},
                {"type": "string", "format": "date"},
                {"type": "string", "pattern": "^[0-9]{4}(-[0-9]{2})?$"},
            ]
        }
    ),
]
"""A moment, a day, a month or a year; without an offset, in the configured time zone."""
Name = Annotated[str, Field(max_length=LONGEST)]
SourceId = Annotated[str, Path(max_length=LONGEST, description="The id of a source.")]
MissionId = Annotated[
    str, Path(max_length=LONGEST, description="The id or acronym of a mission, or `new:…`.")
]
Limit = Annotated[int, Field(ge=1, le=MOST, description="How many at most.")]
GoOn = Annotated[
    str | None, Field(max_length=LONGEST, description="Where to go on: `next_cursor` of before.")
]


class Asked(BaseModel):
    """Parameters of a query; a misspelt one is refused, not overlooked."""

    model_config = ConfigDict(extra="forbid")


class AskedChanges(Asked):
    """Which changes, in which order."""

    source: list[Name] = Field(default=[], description="Only what these found, or are a side of.")
    mission: list[Name] = Field(default=[], description="Only these missions: ids or acronyms.")
    kind: list[ChangeKind] = Field(default=[], description="Only these kinds.")
    severity: list[Severity] = Field(default=[], description="Only these severities.")
    state: list[ChangeState] = Field(default=[], description="Only these states.")
    since: When | None = Field(default=None, description="Detected then or later.")
    until: When | None = Field(default=None, description="Detected then or earlier.")
    order: Literal["newest", "oldest"] = Field(default="newest", description="Which come first.")
    limit: Limit = 100
    cursor: GoOn = None

    def filter(self, watch: Watch) -> ChangeFilter:
        """Return what is asked for. Raises UnknownSource, UnknownMission, NotUnderstood."""
        zone = watch.settings.schedule.zone()
        last = moment("query.until", self.until, end_of, zone)
        return ChangeFilter(
            sources=frozenset(known(watch, one) for one in self.source),
            missions=frozenset(mission_of(watch, one) for one in self.mission),
            kinds=frozenset(self.kind),
            severities=frozenset(self.severity),
            states=frozenset(self.state),
            since=moment("query.since", self.since, start_of, zone),
            until=last and min(last, LAST) + timedelta.resolution,
        )

    def place(self) -> Cursor | None:
        """Return where to go on. Raises NotUnderstood."""
        place = Cursor.parse(self.cursor) if self.cursor is not None else None
        if place is None and self.cursor is not None:
            raise NotUnderstood("query.cursor", "This is no next_cursor of an earlier answer.")
        return place


class AskedMissions(Asked):
    """Which missions, as listed when."""

    source: Name | None = Field(default=None, description="Only this source.")
    status: Status | None = Field(default=None, description="Only those that are.")
    as_of: When | None = Field(default=None, description="As listed at the end of that time.")
    mission: Name | None = Field(default=None, description="Only this mission: id or acronym.")
    unsure: bool = Field(default=False, description="Also the entries that may be no missions.")


class AskedContradictions(Asked):
    """Which contradictions."""

    source: Name | None = Field(default=None, description="Only with this source.")
    mission: Name | None = Field(default=None, description="Only about this mission.")


class AskedRuns(Asked):
    """Which crawls."""

    source: Name | None = Field(default=None, description="Only of this source.")
    status: RunStatus | None = Field(default=None, description="Only those that are.")
    limit: Limit = 100
    cursor: GoOn = None

    def before(self) -> int | None:
        """Return the run to go on from. Raises NotUnderstood."""
        if self.cursor is None:
            return None
        if not (self.cursor.isascii() and self.cursor.isdigit() and len(self.cursor) < 10):
            raise NotUnderstood("query.cursor", "This is no next_cursor of an earlier answer.")
        return int(self.cursor)


ChangesQuery = Annotated[AskedChanges, Query()]
MissionsQuery = Annotated[AskedMissions, Query()]
ContradictionsQuery = Annotated[AskedContradictions, Query()]
RunsQuery = Annotated[AskedRuns, Query()]


def moment(
    where: str, text: str | None, read: Callable[[str, ZoneInfo], datetime], zone: ZoneInfo
) -> datetime | None:
    """Return the time that is meant. Raises NotUnderstood."""
    try:
        return read(text, zone) if text is not None else None
    except ValueError as error:
        raise NotUnderstood(where, str(error)) from error


def known(watch: Watch, source: str) -> str:
    """Return the id of a source that is watched. Raises UnknownSource."""
    return known_source(watch.profiles(), source).id


def mission_of(watch: Watch, text: str) -> str:
    """Return the id of a mission named by id or acronym; one that was merged is what it is.

    Raises UnknownMission.
    """
    register = watch.register()
    if text.casefold() in register.decided:
        return register.decided[text.casefold()]
    if text.startswith(NEW):
        return text
    named = register.named(text)
    if len(named) > 1:
        raise NotUnderstood("mission", f'"{text}" may be {" or ".join(named)}; write one of these.')
    if not named:
        raise UnknownMission(text)
    return named[0]
