"""What is known of the answers that a run got, beside what they say: rows as values."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

from crawler.addresses import host_of
from crawler.fetch import FetchedPage
from missions.compare import RECENT_CHECKS
from missions.copies import Sighting
from missions.judge import Doubt, Reason, judge_clock
from missions.records import ChangeKind, ChangeState, RunStatus
from storage.repository import Repository
from storage.rows import RunRow

BELIEVED = frozenset({RunStatus.OK, RunStatus.PARTIAL})


def sightings(repository: Repository, source: str, run: int, at: datetime) -> dict[str, Sighting]:
    """Return the sightings of a run's pages, by address."""
    before = repository.validators(source)
    since = repository.seen_in_a_row(run)
    said = _said_long_ago(repository, source, run)
    return {
        visit.url: Sighting(
            at,
            said.get(visit.url),
            since.get(visit.url),
            _time(visit.last_modified),
            _time(before.get(visit.url, (None, None))[1]),
        )
        for visit in repository.visits(run)
    }


def clock_notes(page: FetchedPage) -> dict[str, Doubt]:
    """Return, by host, that the clock of a page's server is not ours."""
    headers = {name.lower(): value for name, value in page.headers}
    age = headers.get("age", "")
    try:
        server = parsedate_to_datetime(headers.get("date", ""))
    except ValueError:
        return {}
    waited = timedelta(seconds=int(age)) if age.isdecimal() else timedelta(0)
    host = host_of(page.facts.final_url)
    doubt = judge_clock(host, server.astimezone(UTC), page.facts.fetched_at, waited)
    return {host: doubt} if doubt else {}


def _said_long_ago(repository: Repository, source: str, run: int) -> dict[str, datetime]:
    """Return when pages last said what they say again, where that may be an old copy's word.

    It may be when that was more than a few checks ago, or when it would take back what was told
    since. A page that was held for it and then went on as before answers from two servers: what
    such a one says by turns within the last checks is weighed by the comparison.
    """
    recent = repository.runs(source, limit=RECENT_CHECKS)
    begin, by_turns = min(one.started_at for one in recent), _answers_by_turns(recent)
    said = repository.said_before(run)
    told = _last_told(repository, source, min(said.values(), default=begin))
    return {
        url: at
        for url, at in said.items()
        if at < begin or (not by_turns and at < told.get(url, at))
    }


def _last_told(repository: Repository, source: str, since: datetime) -> dict[str, datetime]:
    """Return when the last change of a mission was told of each page."""
    rows = repository.changes(source, since=since, state=ChangeState.CONFIRMED)
    return {
        row.change.page: row.confirmed_at or row.detected
        for row in rows
        if row.change.kind not in (ChangeKind.SOURCE, ChangeKind.CONTRADICTION)
    }


def _answers_by_turns(recent: Sequence[RunRow]) -> bool:
    """Say whether a run was held for an old copy and a later one believed; newest first."""
    believed = [run.status in BELIEVED for run in recent]
    held = [Reason.OLD_COPY in run.doubts for run in recent]
    return any(is_held and any(believed[:at]) for at, is_held in enumerate(held))


def _time(header: str | None) -> datetime | None:
    try:
        found = parsedate_to_datetime(header) if header else None
    except ValueError:
        return None
    return found.replace(tzinfo=found.tzinfo or UTC) if found else None
