"""One change: what happened, before and after, where it was read, and who was told."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from fastapi import FastAPI, Request
from fastapi.responses import HTMLResponse

from missions.records import ChangeKind, Listing
from missions.register import using_register
from storage.finding import ChangeFilter
from storage.people import ReviewRow, ReviewState, Role
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
from web.changes import review_states, reviewers
from web.pages import show
from web.parameters import Number, shown_by
from web.views import Printer
from web.visitor import Asking, Visitor
from web.words import REVIEWS


@dataclass(frozen=True)
class ReviewLine:
    """What a reviewer made of the change at a time, in words."""

    at: str
    by: str
    state: str
    given_to: str
    is_given_back: bool
    note: str


def add_one_change(app: FastAPI, watch: Watch) -> None:
    """Add the page of a change."""
    shown = shown_by(app)

    @shown("/changes/{change_id}")
    def change(request: Request, visitor: Asking, change_id: Number) -> HTMLResponse:
        if visitor.may(Role.REVIEWER) and request.method == "GET":
            _see(watch, visitor, change_id)
        with watch.store.read() as repository:
            row = repository.change(change_id)
            beside = repository.neighbours(change_id, ChangeFilter())
            reviews = repository.reviews(change_id)
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
                beside=beside,
                reviews=[_review_line(one, visitor) for one in reviews],
                review_states=review_states(visitor),
                reviewers=reviewers(watch),
            )


def _see(watch: Watch, visitor: Visitor, change_id: int) -> None:
    """Note that a reviewer saw a change that nobody had seen."""
    with watch.store.read() as repository:
        is_unseen = repository.change(change_id).review is ReviewState.UNSEEN
    if is_unseen:
        with watch.store.begin() as repository:
            repository.see([change_id], visitor.signature, datetime.now(UTC))


def _review_line(one: ReviewRow, visitor: Visitor) -> ReviewLine:
    state = visitor.speech.say(REVIEWS[one.state]) if one.state else ""
    is_given_back = one.assignee == ""
    return ReviewLine(
        visitor.moment(one.at), one.by, state, one.assignee or "", is_given_back, one.note
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
