"""What the sources list."""

from __future__ import annotations

from itertools import groupby

from fastapi import FastAPI
from fastapi.responses import HTMLResponse

from missions.records import Status
from missions.register import using_register
from notifier.cleaning import clean
from watch import Watch
from web.pages import show
from web.parameters import Filter, shown_by
from web.views import Printer
from web.visitor import Asking


def add_missions(app: FastAPI, watch: Watch) -> None:
    """Add the pages about missions."""
    shown = shown_by(app)

    @shown("/missions")
    def missions(visitor: Asking, source: Filter = "", status: Filter = "") -> HTMLResponse:
        wanted = Status(status) if status in set(Status) else None
        rows = watch.missions(source=clean(source) or None, status=wanted, unsure=True)
        with using_register(watch.register()):
            printer = Printer(watch.profiles(), visitor)
            return show(
                "missions",
                visitor,
                groups=[
                    (printer.source_name(name), [printer.mission(row) for row in group])
                    for name, group in groupby(rows, key=lambda row: row.source)
                ],
                chosen={"source": clean(source), "status": str(wanted or "")},
                sources=[(name, printer.source_name(name)) for name in printer.profiles],
                statuses=[(str(one), str(one)) for one in Status],
            )
