"""Runs: the crawls that were made, one by one, and the one that goes on as it goes on."""

from __future__ import annotations

from fastapi import FastAPI
from fastapi.responses import HTMLResponse, Response

from missions.register import using_register
from notifier.cleaning import clean, safe_link
from storage.rows import VisitRow
from watch import Watch
from web.following import Board, Target, event_stream
from web.pages import show
from web.parameters import LARGEST_NUMBER, Before, Filter, Number, shown_by
from web.run_views import print_run
from web.views import Printer
from web.visitor import Asking

A_PAGE = 50


def add_runs(app: FastAPI, watch: Watch, board: Board) -> None:
    """Add the list of runs, the page of each, and its progress as events."""
    shown = shown_by(app)

    @shown("/runs")
    def runs(visitor: Asking, source: Filter = "", before: Before = LARGEST_NUMBER) -> HTMLResponse:
        chosen, profiles = clean(source), watch.profiles()
        with watch.store.read() as repository:
            rows = repository.runs(chosen or None, A_PAGE + 1, before=before)
        return show(
            "runs",
            visitor,
            runs=[print_run(row, profiles, visitor) for row in rows[:A_PAGE]],
            older=rows[A_PAGE - 1].id if len(rows) > A_PAGE else None,
            chosen=chosen,
            sources=[(one.id, clean(one.name, 120)) for one in profiles.values()],
        )

    @shown("/runs/{number}")
    def run(visitor: Asking, number: Number, watch_it: Filter = "") -> Response:
        with watch.store.read() as repository:
            row = repository.run(number)
            changes = repository.changes_of_run(number)
            visits = repository.visits(number)
        (seen,) = board.look([Target(row.source, number)])
        with using_register(watch.register()):
            printer = Printer(watch.profiles(), visitor)
            answer = show(
                "run",
                visitor,
                run=print_run(row, printer.profiles, visitor),
                changes=[printer.change(one) for one in changes],
                pages=[_visit(one) for one in visits],
                seen=seen,
                progress=seen.event(visitor.speech),
                reloads=bool(watch_it),
            )
        if watch_it and not seen.is_over:
            answer.headers["Refresh"] = "5"
        return answer

    @app.get("/runs/{number}/events")
    def events(visitor: Asking, number: Number) -> Response:
        target = Target("", number)
        board.look([target])
        return event_stream(board.follow([target], visitor.speech))


def _visit(row: VisitRow) -> dict[str, object]:
    return {
        "url": clean(row.url, 200),
        "link": safe_link(row.url),
        "outcome": str(row.outcome),
        "error": clean(row.error or "", 300),
        "snapshot": row.snapshot_id,
    }
