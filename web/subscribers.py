"""The subscribers in the hands of administrators: who gets what, and whether mail reaches them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta

from fastapi import FastAPI, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData

from missions.records import ChangeKind
from missions.register import using_register
from notifier.cleaning import clean
from notifier.values import N_
from storage.rows import SubscriberRow
from storage.wishes import Channel, Frequency, Wishes
from watch import AddressUnusable, Watch
from watch.addresses import shown_address
from watch.audience import is_operator
from watch.timing import own_zone
from web.pages import show
from web.parameters import Filter, Number, shown_by
from web.preferences import FormReader, filled_in
from web.visitor import Administering, Visitor

FREQUENCIES = {
    Frequency.IMMEDIATE: N_("at once"),
    Frequency.DAILY: N_("once a day"),
    Frequency.WEEKLY: N_("once a week"),
}
STANDINGS = {
    "active": N_("active"),
    "paused": N_("paused"),
    "unconfirmed": N_("not confirmed yet"),
    "suspended": N_("suspended: mail came back"),
}


@dataclass(frozen=True)
class SubscriberView:
    """One who gets news."""

    id: int
    address: str
    language: str
    frequency: str
    standing: str
    standing_name: str
    why: str
    since: str
    is_operator: bool
    is_mail: bool


def add_subscribers(app: FastAPI, watch: Watch) -> None:
    """Add the pages on which subscribers are looked after."""
    shown = shown_by(app)

    @shown("/admin/subscribers")
    def subscribers(visitor: Administering, done: Filter = "") -> HTMLResponse:
        with watch.store.read() as repository:
            rows = repository.subscribers()
        found = [print_subscriber(row, visitor) for row in rows]
        return show("admin_subscribers", visitor, subscribers=found, done=done)

    @shown("/admin/subscribers/new")
    def new(visitor: Administering) -> HTMLResponse:
        return _page(watch, visitor, None, Wishes(visitor.language))

    @app.post("/admin/subscribers/new", response_class=HTMLResponse)
    async def add(visitor: Administering, request: Request) -> Response:
        return await run_in_threadpool(_added, watch, visitor, await request.form())

    @shown("/admin/subscribers/{number}")
    def one(visitor: Administering, number: Number, done: Filter = "") -> HTMLResponse:
        row = _subscriber(watch, number)
        return _page(watch, visitor, row, row.wishes, done=done)

    @app.post("/admin/subscribers/{number}", response_class=HTMLResponse)
    async def save(visitor: Administering, number: Number, request: Request) -> Response:
        return await run_in_threadpool(_saved, watch, visitor, number, await request.form())

    @app.post("/admin/subscribers/{number}/pause", response_class=HTMLResponse)
    async def pause(visitor: Administering, number: Number, request: Request) -> Response:
        return await run_in_threadpool(_paused, watch, visitor, number, await request.form())

    @app.post("/admin/subscribers/{number}/resume")
    def resume(visitor: Administering, number: Number) -> Response:
        row = _subscriber(watch, number)
        watch.resume(row, by=visitor.signature, address=visitor.peer)
        return RedirectResponse(f"/admin/subscribers/{number}?done=resumed", 303)

    @app.post("/admin/subscribers/{number}/remove")
    def remove(visitor: Administering, number: Number) -> Response:
        row = _subscriber(watch, number)
        watch.unsubscribe(row, by=visitor.signature, address=visitor.peer)
        return RedirectResponse("/admin/subscribers?done=removed", 303)


def print_subscriber(row: SubscriberRow, visitor: Visitor) -> SubscriberView:
    """Return a subscriber for a page, without the secret in a service's address."""
    speech, is_at = visitor.speech, standing(row)
    return SubscriberView(
        id=row.id,
        address=clean(shown_address(row.email), 200),
        language=row.wishes.language,
        frequency=speech.say(FREQUENCIES[row.wishes.frequency]),
        standing=is_at,
        standing_name=speech.say(STANDINGS[is_at]),
        why=clean(row.suspended_why or "", 300),
        since=visitor.moment(row.subscribed_at),
        is_operator=is_operator(row),
        is_mail=row.channel is Channel.MAIL,
    )


def standing(row: SubscriberRow) -> str:
    """Return whether news goes to somebody, and if not why."""
    if row.suspended_at:
        return "suspended"
    if row.confirmed_at is None:
        return "unconfirmed"
    if row.paused_at and (row.resumes_at is None or row.resumes_at > datetime.now(UTC)):
        return "paused"
    return "active"


def _subscriber(watch: Watch, number: int) -> SubscriberRow:
    with watch.store.read() as repository:
        return repository.subscriber(number)


def _source_names(watch: Watch) -> dict[str, str]:
    return {one.id: clean(one.name, 120) for one in watch.profiles().values() if one.enabled}


def _page(
    watch: Watch,
    visitor: Visitor,
    row: SubscriberRow | None,
    wishes: Wishes,
    *,
    email: str = "",
    done: str = "",
    problems: tuple[str, ...] = (),
    status: int = 200,
) -> HTMLResponse:
    with using_register(watch.register()):
        form = filled_in(wishes, visitor.speech, _source_names(watch))
    return show(
        "admin_subscriber",
        visitor,
        status,
        one=print_subscriber(row, visitor) if row else None,
        email=email,
        form=form,
        is_operator=str(ChangeKind.SOURCE) in wishes.kinds,
        done=done,
        problems=problems,
    )


def _read(
    watch: Watch, visitor: Visitor, form: FormData, before: Wishes
) -> tuple[Wishes, tuple[str, ...]]:
    """Return what the form says, and what of it is not understood."""
    reader = FormReader(form, visitor.speech, _source_names(watch))
    with using_register(watch.register()):
        wishes = reader.wishes(before)
    kinds = tuple(one for one in wishes.kinds if one != ChangeKind.SOURCE)
    if "operator" in form:
        kinds = (*kinds, str(ChangeKind.SOURCE))
    return replace(wishes, kinds=kinds), tuple(reader.problems)


def _added(watch: Watch, visitor: Visitor, form: FormData) -> Response:
    wishes, problems = _read(watch, visitor, form, Wishes(visitor.language))
    email = clean(str(form.get("email", "")), 500)
    if not problems:
        try:
            row = watch.subscribe(email, wishes, by=visitor.signature, address=visitor.peer)
        except AddressUnusable:
            problems = (
                visitor.speech.say(
                    "Nothing can be sent there. Write a mail address, an address that begins with "
                    "https://, or apprise: and the address of a chat service."
                ),
            )
        else:
            return RedirectResponse(f"/admin/subscribers/{row.id}?done=saved", 303)
    return _page(watch, visitor, None, wishes, email=email, problems=problems, status=422)


def _saved(watch: Watch, visitor: Visitor, number: int, form: FormData) -> Response:
    row = _subscriber(watch, number)
    wishes, problems = _read(watch, visitor, form, row.wishes)
    if problems:
        return _page(watch, visitor, row, wishes, problems=problems, status=422)
    watch.set_wishes(row, wishes, by=visitor.signature, address=visitor.peer)
    return RedirectResponse(f"/admin/subscribers/{number}?done=saved", 303)


def _paused(watch: Watch, visitor: Visitor, number: int, form: FormData) -> Response:
    row = _subscriber(watch, number)
    text = str(form.get("until", "")).strip()
    try:
        day = date.fromisoformat(text) if text else None
        zone = own_zone(row.wishes, watch.settings.schedule.zone())
        until = datetime.combine(day, time(), zone) + timedelta(days=1) if day else None
    except (ValueError, OverflowError):
        problem = visitor.speech.say("That is no day. Write for example 2027-01-31.")
        return _page(watch, visitor, row, row.wishes, problems=(problem,), status=422)
    watch.pause(row, until, by=visitor.signature, address=visitor.peer)
    return RedirectResponse(f"/admin/subscribers/{number}?done=paused", 303)
