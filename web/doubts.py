"""Where the sources disagree, and what the reader was not sure of."""

from __future__ import annotations

from itertools import groupby

from fastapi import FastAPI
from fastapi.responses import HTMLResponse

from missions.register import using_register
from notifier.cleaning import clean
from watch import Watch
from web.pages import show
from web.parameters import Filter, shown_by
from web.views import Printer
from web.visitor import Asking


def add_doubts(app: FastAPI, watch: Watch) -> None:
    """Add the pages of contradictions and oddities."""
    shown = shown_by(app)

    @shown("/oddities")
    def oddities(visitor: Asking, source: Filter = "") -> HTMLResponse:
        printer = Printer(watch.profiles(), visitor)
        rows = watch.oddities(clean(source) or None)
        return show(
            "oddities",
            visitor,
            groups=[
                (printer.source_name(name), [printer.oddity(row) for row in group])
                for name, group in groupby(rows, key=lambda row: row.source)
            ],
            chosen=clean(source),
            sources=[(name, printer.source_name(name)) for name in printer.profiles],
        )

    @shown("/contradictions")
    def contradictions(visitor: Asking, source: Filter = "") -> HTMLResponse:
        rows = watch.contradictions(clean(source) or None)
        with using_register(watch.register()):
            printer = Printer(watch.profiles(), visitor)
            return show(
                "contradictions",
                visitor,
                contradictions=[printer.contradiction(row) for row in rows],
                chosen=clean(source),
                sources=[(name, printer.source_name(name)) for name in printer.profiles],
            )
