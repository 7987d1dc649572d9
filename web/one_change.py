"""One change: what happened, before and after, and where it was read."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from fastapi import FastAPI
from fastapi.responses import HTMLResponse

from missions.records import ChangeKind
from missions.register import using_register
from storage.rows import ChangeRow
from watch import Watch
from web.pages import show
from web.parameters import Number, shown_by
from web.views import Printer
from web.visitor import Asking


def add_one_change(app: FastAPI, watch: Watch) -> None:
    """Add the page of a change."""
    shown = shown_by(app)

    @shown("/changes/{change_id}")
    def change(visitor: Asking, change_id: Number) -> HTMLResponse:
        with watch.store.read() as repository:
            row = repository.change(change_id)
        versions = tuple(_versions(watch, row))
        with using_register(watch.register()):
            printer = Printer(watch.profiles(), visitor)
            view = printer.change(row, with_words=True, versions=versions)
            return show("change", visitor, change=view, field=_field_mark(row))


def _versions(watch: Watch, row: ChangeRow) -> Iterator[tuple[str, int]]:
    """Yield the stored versions of a change's page: the one before it and the one that has it."""
    source, page = row.change.source, row.change.page
    before = watch.version_at(source, page, row.detected - timedelta.resolution)
    after = watch.version_at(source, page, row.detected)
    if before is not None:
        yield "before", before
    if after is not None and after != before:
        yield "after", after


def _field_mark(row: ChangeRow) -> str:
    """Return the field that a change's evidence is about; "" for the mission itself."""
    return (row.change.field or "") if row.change.kind is ChangeKind.FIELD else ""
