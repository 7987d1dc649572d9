"""The first page: what is new, what waits for somebody, and how the sources are."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from fastapi import FastAPI
from fastapi.responses import HTMLResponse

from missions.records import ChangeKind, ChangeState
from missions.register import using_register
from storage.finding import ChangeFilter
from watch import MissionRow, Watch
from web.pages import show
from web.parameters import shown_by
from web.views import Printer
from web.visitor import Asking, Visitor

RECENT = 20
AHEAD = timedelta(days=90)
"""Mandates that end within this time are shown."""
NEWS = frozenset(ChangeKind) - {ChangeKind.SOURCE, ChangeKind.LINK}


@dataclass(frozen=True)
class Ending:
    """A mandate that ends soon."""

    mission: str
    label: str
    day: str
    printed: str
    is_past: bool


def add_today(app: FastAPI, watch: Watch) -> None:
    """Add the first page."""
    shown = shown_by(app)

    @shown("/")
    def today(visitor: Asking) -> HTMLResponse:
        since = visitor.account.visited_at if visitor.account else None
        confirmed = frozenset({ChangeState.CONFIRMED})
        wanted = ChangeFilter(kinds=NEWS, states=confirmed, since=since)
        with watch.store.read() as repository:
            rows = repository.find_changes(wanted, RECENT).rows
            total = repository.count_changes(wanted)
            held = repository.held_runs()
        with using_register(watch.register()):
            printer = Printer(watch.profiles(), visitor)
            sources = [printer.source(health) for health in watch.source_health()]
            return show(
                "home",
                visitor,
                changes=[printer.change(row) for row in rows],
                total=total,
                since=printer.moment(since) if since else "",
                held=[
                    (run.id, printer.source_name(run.source), printer.moment(run.started_at))
                    for run in held
                ],
                sources=sources,
                blind=[one for one in sources if one.days_blind],
                endings=_endings(watch, visitor),
                contradictions=[printer.contradiction(row) for row in watch.contradictions(None)],
            )


def _endings(watch: Watch, visitor: Visitor) -> list[Ending]:
    """Return the mandates of running missions that end soon, the next first."""
    today = datetime.now(UTC).astimezone(visitor.zone).date()
    found: dict[tuple[str, str], Ending] = {}
    for row in watch.missions():
        ending = _ending(row, visitor, today)
        if ending is not None:
            found.setdefault((ending.day, ending.mission), ending)
    return [found[key] for key in sorted(found)]


def _ending(row: MissionRow, visitor: Visitor, today: date) -> Ending | None:
    listing = row.told.listing
    value = row.told.fields["until"][0].value if "until" in row.told.fields else None
    if listing.status == "ended" or not isinstance(value, str):
        return None
    try:
        day = date.fromisoformat(value)
    except ValueError:
        return None
    if not today - AHEAD <= day <= today + AHEAD:
        return None
    label = listing.acronym or listing.name
    return Ending(listing.mission, label, value, visitor.news.day(value), day < today)
