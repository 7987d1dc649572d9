"""The first page: what is new, and how the sources are."""

from __future__ import annotations

from fastapi import FastAPI
from fastapi.responses import HTMLResponse

from missions.records import ChangeKind, ChangeState
from missions.register import using_register
from storage.rows import ChangeRow
from watch import Watch
from web.changes import found_changes
from web.pages import show
from web.parameters import shown_by
from web.views import Printer
from web.visitor import Asking

RECENT = 20


def add_today(app: FastAPI, watch: Watch) -> None:
    """Add the first page."""
    shown = shown_by(app)

    @shown("/")
    def today(visitor: Asking) -> HTMLResponse:
        told = [row for row in found_changes(watch, state=ChangeState.CONFIRMED) if _is_news(row)]
        with using_register(watch.register()):
            printer = Printer(watch.profiles(), visitor)
            return show(
                "home",
                visitor,
                changes=[printer.change(row) for row in told[:RECENT]],
                sources=[printer.source(health) for health in watch.source_health()],
            )


def _is_news(row: ChangeRow) -> bool:
    return row.change.kind is not ChangeKind.SOURCE
