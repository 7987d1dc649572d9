"""The sources, and how each is doing."""

from __future__ import annotations

from fastapi import FastAPI
from fastapi.responses import HTMLResponse

from watch import Watch
from web.pages import show
from web.parameters import shown_by
from web.views import Printer
from web.visitor import Asking


def add_sources(app: FastAPI, watch: Watch) -> None:
    """Add the page of the sources."""
    shown = shown_by(app)

    @shown("/sources")
    def sources(visitor: Asking) -> HTMLResponse:
        printer = Printer(watch.profiles(), visitor)
        found = [printer.source(health) for health in watch.source_health()]
        return show("sources", visitor, sources=found)
