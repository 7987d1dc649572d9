"""What is known of the answers that a run got, beside what they say: rows as values."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

from crawler.addresses import host_of
from crawler.fetch import FetchedPage
from missions.compare import RECENT_CHECKS
from missions.copies import Sighting
from missions.judge import Doubt, judge_clock
from storage.repository import Repository


def sightings(repository: Repository, source: str, run: int, at: datetime) -> dict[str, Sighting]:
    """Return the sightings of a run's pages, by address."""
    before = repository.validators(source)
    said, since = repository.said_before(run), repository.seen_in_a_row(run)
    recent = _begin_of_recent(repository, source)
    return {
        visit.url: Sighting(
            at,
            said[visit.url] if visit.url in said and said[visit.url] < recent else None,
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


def _begin_of_recent(repository: Repository, source: str) -> datetime:
    """Return since when a return to what was said is a matter of two servers."""
    return min(run.started_at for run in repository.runs(source, limit=RECENT_CHECKS))


def _time(header: str | None) -> datetime | None:
    try:
        found = parsedate_to_datetime(header) if header else None
    except ValueError:
        return None
    return found.replace(tzinfo=found.tzinfo or UTC) if found else None
