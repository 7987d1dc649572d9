"""One mission: what is said of it now, and its whole life across the sources."""

from __future__ import annotations

from typing import Annotated

from fastapi import FastAPI, Path
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from missions.register import using_register
from notifier.cleaning import clean
from watch import Watch
from web.life import LifePrinter
from web.listed import mission_address
from web.pages import show
from web.parameters import shown_by
from web.views import Printer
from web.visitor import Asking

MissionId = Annotated[str, Path(max_length=200)]
SHOWN_CHANGES = 50


def add_one_mission(app: FastAPI, watch: Watch) -> None:
    """Add the page of a mission."""
    shown = shown_by(app)

    @shown("/missions/{mission}")
    def one_mission(visitor: Asking, mission: MissionId) -> Response:
        settled = watch.settled_id(mission)
        if settled != mission:
            # Not for ever: staff may decide otherwise later.
            return RedirectResponse(mission_address(settled), 307)
        return _page(watch, visitor, mission)


def _page(watch: Watch, visitor: Asking, mission: str) -> HTMLResponse:
    life = watch.life(clean(mission))
    with using_register(watch.register()):
        view = LifePrinter(life, Printer(watch.profiles(), visitor)).view()
        return show("mission", visitor, mission=view, shown=SHOWN_CHANGES)
