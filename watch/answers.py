"""What is asked of a watch comes back as these: frozen, each with its JSON form."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from crawler.profile import SourceProfile
from missions.change_json import change_json as change_object
from missions.change_json import plain
from missions.records import RunStatus, Statement
from missions.view import Told
from storage.rows import ChangeRow, RunRow, SourceRow


class UnknownSource(Exception):
    """There is no source of that name."""

    def __init__(self, name: str, known: Iterable[str]) -> None:
        near = difflib.get_close_matches(name, list(known), 1)
        hint = f' Did you mean "{near[0]}"?' if near else f" There are: {', '.join(known)}."
        super().__init__(f'There is no source "{name}".{hint}')


class UnknownMission(Exception):
    """There is no mission of that id, and nothing is told of one."""

    def __init__(self, mission: str) -> None:
        super().__init__(f'There is no mission "{mission}".')


class NotHeld(Exception):
    """The run is not held, so there is nothing to decide about it."""

    def __init__(self, run: int) -> None:
        super().__init__(f"Run {run} is not held. `missionwatch held` lists those that are.")


@dataclass(frozen=True)
class RunReport:
    """How one crawl of one source ended."""

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

    def as_json(self) -> dict[str, Any]:
        """Return the `crawl --json` object."""
        return {**self.__dict__, "status": str(self.status), "seconds": round(self.seconds, 1)}


@dataclass(frozen=True)
class HeldRun:
    """A run that waits for a person's decision."""

    run: RunRow
    proposal: str | None
    """What is proposed, where several runs saw the same for days."""

    def as_json(self) -> dict[str, Any]:
        """Return the `held --json` object."""
        return {
            "run": self.run.id,
            "source": self.run.source,
            "started": self.run.started_at.isoformat(),
            "reason": self.run.reason,
            "reasons": list(self.run.doubts),
            "proposal": self.proposal,
        }


@dataclass(frozen=True)
class WatchedSource:
    """What is watched of a source, and what is kept of it."""

    profile: SourceProfile
    kept: SourceRow | None

    def as_json(self) -> dict[str, Any]:
        """Return the `sources --json` object."""
        profile = self.profile
        return {
            "source": profile.id,
            "name": profile.name,
            "organisation": profile.organisation,
            "start": [start.url for start in profile.start],
            "every": profile.every,
            "cron": profile.cron,
            "fetch": profile.fetch,
            "follow": profile.follow,
            "enabled": profile.enabled,
            "added": bool(self.kept and self.kept.added),
            "next_due": when(self.kept.next_due_at) if self.kept else None,
        }


@dataclass(frozen=True)
class MissionRow:
    """What one source says of one mission."""

    told: Told
    source: str
    first_seen: datetime
    last_seen: datetime
    snapshot: int | None = None
    """The version of the page it was read in."""

    def as_json(self) -> dict[str, Any]:
        """Return the `missions --json` object."""
        listing, fields = self.told.listing, self.told.fields
        always: dict[str, Any] = {"host": None, "since": None, "until": None, "kind": None}
        always |= {"strength": None, "head": None, "mandate": None}
        return {
            "mission": listing.mission,
            "acronym": listing.acronym,
            "name": listing.name,
            "organisation": listing.organisation,
            "source": self.source,
            "page": self.told.page,
            "status": str(listing.status),
            "participation": str(listing.participation) if listing.participation else None,
            "fields": always | {name: plain(value.value) for name, (value, _) in fields.items()},
            "as_printed": {name: value.printed for name, (value, _) in fields.items()},
            "first_seen": self.first_seen.isoformat(),
            "last_seen": self.last_seen.isoformat(),
            "unsure": listing.unsure,
        }


@dataclass(frozen=True)
class StatementRow:
    """What a sentence on a watched page says."""

    statement: Statement
    source: str
    page: str

    def as_json(self) -> dict[str, Any]:
        """Return the `statements --json` object."""
        said = self.statement
        return {
            "source": self.source,
            "page": self.page,
            "framework": said.framework,
            "mission": said.mission,
            "country": said.country,
            "participation": str(said.participation) if said.participation else None,
            "status": str(said.status),
            "phase": str(said.phase),
            "cue": said.cue,
            "since": plain(said.since.value) if said.since else None,
            "until": plain(said.until.value) if said.until else None,
            "people": [asdict(one) for one in said.people],
            "sentence": said.sentence,
        }


@dataclass(frozen=True)
class SourceHealth:
    """How a source is doing: `ok`, `partial`, `failed`, `held`, `interrupted` or `new`."""

    source: str
    state: str
    why: str
    last_checked: datetime | None
    last_believed: datetime | None
    last_change: datetime | None
    pages_failing: tuple[str, ...] = ()
    last_success: datetime | None = None
    """When its pages last answered, believed or not."""
    since: datetime | None = None
    """Since when something is wrong."""
    reasons: tuple[str, ...] = ()
    what_to_do: str = ""
    days_blind: int = 0
    """Days since it was last believed; 0 while it is well."""
    blind: bool = False
    """Whether that is longer than is borne."""
    proposal: str | None = None

    def as_json(self) -> dict[str, Any]:
        """Return the `sources check --json` object."""
        return {
            "source": self.source,
            "state": self.state,
            "why": self.why,
            "last_checked": when(self.last_checked),
            "last_believed": when(self.last_believed),
            "last_change": when(self.last_change),
            "pages_failing": list(self.pages_failing),
            "last_success": when(self.last_success),
            "since": when(self.since),
            "reasons": list(self.reasons),
            "what_to_do": self.what_to_do,
            "days_blind": self.days_blind,
            "blind": self.blind,
            "proposal": self.proposal,
        }


@dataclass(frozen=True)
class Preview:
    """A mail as it would be sent."""

    recipient: str
    subject: str
    text: str
    html: str


@dataclass(frozen=True)
class Published:
    """A feed or calendar as it is handed out, and when it last changed where that is known."""

    content: bytes
    changed_at: datetime | None = None


@dataclass(frozen=True)
class NotifyReport:
    """What sending came to."""

    queued: int = 0
    sent: int = 0
    failed: int = 0
    waiting: int = 0
    errors: tuple[str, ...] = ()
    previews: tuple[Preview, ...] = ()


def change_json(row: ChangeRow) -> dict[str, Any]:
    """Return the `changes --json` object."""
    return change_object(row.id, row.detected, row.change)


def run_json(row: RunRow) -> dict[str, Any]:
    """Return the `crawl --json` object of a run, with its times and what was decided about it."""
    counts = row.counts.__dict__
    report = RunReport(row.id, row.source, row.status, row.reason, **counts)
    return report.as_json() | {
        "started": row.started_at.isoformat(),
        "finished": when(row.finished_at),
        "reasons": list(row.doubts),
        "decision": row.decision.verb if row.decision else None,
        "decided": when(row.decision.at) if row.decision else None,
        "decided_by": row.decision.by if row.decision else None,
        "decided_why": row.decision.why if row.decision else None,
    }


def when(moment: datetime | None) -> str | None:
    """Return a time as JSON has it."""
    return moment.isoformat() if moment else None
