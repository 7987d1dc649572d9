"""One change: what happened, before and after, where it was read, and who was told."""

from __future__ import annotations

from fastapi import FastAPI
from fastapi.responses import HTMLResponse

from missions.records import ChangeKind, Listing
from missions.register import using_register
from storage.people import Role
from storage.repository import Repository
from storage.rows import ChangeRow
from watch import Watch
from web.change_page import (
    Neighbours,
    is_of_mission,
    listing_before,
    listing_of,
    neighbours,
    record_view,
    sides_view,
    telling_view,
)
from web.change_words import severity_in_words
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
        old, new = watch.versions_around(row)
        with watch.store.read() as repository:
            known = old or new
            versions = repository.versions_like(known) if known else ()
            around = neighbours(versions, old, new)
            before, after = _listings(repository, row, around)
            told = repository.recipients(change_id) if visitor.may(Role.REVIEWER) else None
        with using_register(watch.register()):
            printer = Printer(watch.profiles(), visitor)
            return show(
                "change",
                visitor,
                change=printer.change(row, with_words=True),
                sides=sides_view(printer, row),
                severity=severity_in_words(
                    visitor.speech, visitor.news, row.change.severity, row.change.reason
                ),
                field=_field_mark(row),
                around=around,
                record=record_view(printer, before, after) if before or after else None,
                telling=telling_view(printer, told) if told is not None else None,
            )


def _listings(
    repository: Repository, row: ChangeRow, around: Neighbours
) -> tuple[Listing | None, Listing | None]:
    """Return how the page listed the change's mission before and after."""
    if not is_of_mission(row) or not around.is_pair:
        return None, None
    before, after = (
        repository.reading(version).listings
        for version in (around.before, around.after)
        if version is not None
    )
    return listing_before(row, before), listing_of(row, after)


def _field_mark(row: ChangeRow) -> str:
    """Return the field that a change's evidence is about; "" for the mission itself."""
    return (row.change.field or "") if row.change.kind is ChangeKind.FIELD else ""
