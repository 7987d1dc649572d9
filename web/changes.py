"""The list of changes: choosing among them, reviewing them, keeping choices."""

from __future__ import annotations

import secrets
from datetime import UTC, datetime
from typing import Annotated

from fastapi import FastAPI, Form, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from starlette.datastructures import FormData

from missions.register import using_register
from notifier.cleaning import clean
from storage.errors import FilterExists
from storage.finding import Counted, Cursor, FoundChanges, Towards
from storage.people import ReviewState, SavedFilterRow
from watch import Watch
from web.choosing import Chosen, NotUnderstood, filter_of, form_of
from web.pages import show
from web.parameters import Filter, Number, shown_by
from web.signing_in import local
from web.views import Printer
from web.visitor import Asking, NotAllowed, Reviewing, Visitor
from web.words import REVIEWS

A_PAGE = 50
MOST_AT_ONCE = 200
"""The most changes that one form may review."""


def add_changes(app: FastAPI, watch: Watch) -> None:
    """Add the list of changes."""
    shown = shown_by(app)

    @shown("/changes")
    def changes(
        request: Request, visitor: Asking, older: Filter = "", newer: Filter = ""
    ) -> HTMLResponse:
        chosen = Chosen.read(request.query_params)
        return _list(watch, visitor, chosen, older, newer)

    @app.post("/changes/review")
    async def review(request: Request, visitor: Reviewing) -> Response:
        form = await request.form(max_fields=MOST_AT_ONCE + 20)
        _review(watch, visitor, form)
        return RedirectResponse(local(str(form.get("back", "/changes"))), 303)

    @app.post("/changes/keep", response_class=HTMLResponse)
    async def keep(request: Request, visitor: Asking) -> Response:
        form = {name: str(value) for name, value in (await request.form()).items()}
        chosen, name = Chosen.read(form), clean(form.get("name", ""), 80)
        try:
            _keep(watch, visitor, chosen, name)
        except FilterExists:
            problem = visitor.speech.say(
                "You keep a choice “%(name)s” already. Choose another name for this one.",
                name=name,
            )
            return _list(watch, visitor, chosen, problem=problem)
        return RedirectResponse(f"/changes?{chosen.query()}", 303)

    @app.post("/changes/kept/{number}/forget")
    def forget(visitor: Asking, number: Number, back: Annotated[str, Form()] = "") -> Response:
        if visitor.account is None:
            raise NotAllowed
        with watch.store.begin() as repository:
            repository.forget_filter(visitor.account.id, number)
        return RedirectResponse(local(back or "/changes"), 303)


def _list(
    watch: Watch,
    visitor: Visitor,
    chosen: Chosen,
    older: str = "",
    newer: str = "",
    problem: str = "",
) -> HTMLResponse:
    profiles = watch.profiles()
    found, total = FoundChanges(), Counted(0)
    with using_register(watch.register()):
        try:
            wanted = filter_of(chosen, profiles, visitor)
        except NotUnderstood as error:
            problem = str(error)
        else:
            towards = Towards.NEWER if newer else Towards.OLDER
            with watch.store.read() as repository:
                found = repository.find_changes(
                    wanted, A_PAGE, Cursor.parse(newer or older), towards
                )
                total = repository.count_changes(wanted)
        printer = Printer(profiles, visitor)
        return show(
            "changes",
            visitor,
            422 if problem else 200,
            problem=problem,
            changes=[printer.change(row) for row in found.rows],
            total=total,
            counted=visitor.news.number(total.number),
            newer=_page_beside(chosen, newer=found.newer),
            older=_page_beside(chosen, older=found.older),
            form=form_of(chosen, profiles, visitor),
            reviewers=reviewers(watch),
            reviews=review_states(visitor),
            kept=_kept(watch, visitor),
        )


def _page_beside(chosen: Chosen, **cursor: Cursor | None) -> str:
    """Return the address of the page beside this one; empty where there is none."""
    place = {name: str(at) for name, at in cursor.items() if at is not None}
    return f"/changes?{chosen.query(**place)}" if place else ""


def review_states(visitor: Visitor) -> list[tuple[str, str]]:
    """Return what reviewers may make of a change, with the words for it."""
    return [(str(one), visitor.speech.say(word)) for one, word in REVIEWS.items()]


def reviewers(watch: Watch) -> list[str]:
    """Return whom changes may be given to."""
    with watch.store.read() as repository:
        return [one.name for one in repository.accounts() if one.disabled_at is None]


def _review(watch: Watch, visitor: Visitor, form: FormData) -> None:
    chosen = {int(str(one)) for one in form.getlist("change") if str(one).isdecimal()}
    numbers = sorted(chosen)[:MOST_AT_ONCE]
    state = str(form.get("state", ""))
    assignee = str(form.get("assignee", ""))
    with watch.store.begin() as repository:
        noted = repository.review(
            numbers,
            visitor.signature,
            datetime.now(UTC),
            state=ReviewState(state) if state in set(ReviewState) else None,
            assignee=_assignee(watch, assignee),
            note=clean(str(form.get("note", "")), 2000),
        )
        if noted:
            subject = ", ".join(map(str, numbers))
            repository.note_action(
                visitor.signature,
                "change.review",
                subject,
                datetime.now(UTC),
                address=visitor.peer,
                detail={"state": state, "assignee": assignee},
            )


def _assignee(watch: Watch, said: str) -> str | None:
    """Return whom changes are given to: "-" for nobody any more, None for whom they have."""
    if said == "-":
        return ""
    return said if said in reviewers(watch) else None


def _keep(watch: Watch, visitor: Visitor, chosen: Chosen, name: str) -> None:
    if visitor.account is None:
        raise NotAllowed
    if not name or not chosen.said:
        return
    with watch.store.begin() as repository:
        repository.save_filter(
            visitor.account.id, name, chosen.said, secrets.token_urlsafe(24), datetime.now(UTC)
        )


def _kept(watch: Watch, visitor: Visitor) -> list[tuple[SavedFilterRow, str]]:
    """Return the choices that a visitor keeps, with the query of each."""
    if visitor.account is None:
        return []
    with watch.store.read() as repository:
        rows = repository.saved_filters(visitor.account.id)
    return [(row, Chosen.read(row.chosen).query()) for row in rows]
