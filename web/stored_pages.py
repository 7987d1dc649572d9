"""Stored versions of pages, with what was read in them."""

from __future__ import annotations

from fastapi import FastAPI
from fastapi.responses import HTMLResponse

from missions.register import using_register
from notifier.cleaning import clean
from watch import Watch
from web.pages import show
from web.parameters import Filter, Number, shown_by
from web.stored import stored_page, version_view
from web.views import Printer
from web.visitor import Asking


def add_stored_pages(app: FastAPI, watch: Watch) -> None:
    """Add the pages that show the words of stored versions."""
    shown = shown_by(app)

    @shown("/pages/{snapshot_id}")
    def stored(
        visitor: Asking, snapshot_id: Number, mark: Filter = "", field: Filter = ""
    ) -> HTMLResponse:
        version = watch.page_version(snapshot_id)
        with using_register(watch.register()):
            printer = Printer(watch.profiles(), visitor)
            return show(
                "stored",
                visitor,
                version=version_view(printer, version.row),
                is_unwieldy=version.page.is_unwieldy,
                page=stored_page(printer, version, clean(mark), clean(field)),
                mark=clean(mark),
                field=clean(field),
            )
