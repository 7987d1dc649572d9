"""Pages on which subscribers look after their mail, without an account, by signed links.

Mail scanners open every link, so opening one never changes anything: only a button does.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from functools import partial
from typing import Annotated

from fastapi import FastAPI, Path, Query, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from starlette.datastructures import FormData

from missions.register import using_register
from notifier.cleaning import clean
from notifier.errors import BadAddress
from notifier.links import Purpose
from storage.rows import SubscriberRow
from storage.wishes import Wishes
from watch import Watch
from watch.addresses import shown_address
from watch.subscribing import TooManyRequests
from watch.timing import own_zone
from web.choosing import Chosen, wishes_of
from web.pages import page, speech_of
from web.preferences import FormReader, filled_in
from web.visitor import first_spoken

Signed = Annotated[str, Path(max_length=200)]
Language = Annotated[str, Query(max_length=20)]


def add_subscriptions(app: FastAPI, watch: Watch) -> None:
    """Let people subscribe, confirm, choose, pause and leave."""
    shown = partial(app.api_route, methods=["GET", "HEAD"], response_class=HTMLResponse)

    @shown("/subscribe")
    def subscribe(request: Request, lang: Language = "") -> HTMLResponse:
        with using_register(watch.register()):
            wishes = wishes_of(Chosen.read(request.query_params), first_spoken(request, lang))
        return _subscribe_page(watch, wishes, "", [])

    @app.post("/subscribe", response_class=HTMLResponse)
    async def ask(request: Request, lang: Language = "") -> HTMLResponse:
        return _asked(watch, await request.form(), first_spoken(request, lang))

    @shown("/confirm/{link}")
    def may_confirm(link: Signed) -> HTMLResponse:
        reader = watch.opened(Purpose.CONFIRM, clean(link))
        return _own_page("confirm", reader)

    @app.post("/confirm/{link}")
    def confirm(link: Signed) -> Response:
        reader = watch.confirm(clean(link))
        return RedirectResponse(watch.path(Purpose.PREFERENCES, reader) + "?done=confirmed", 303)

    @shown("/preferences/{link}")
    def preferences(link: Signed, done: Annotated[str, Query(max_length=20)] = "") -> HTMLResponse:
        return _preferences_page(watch, watch.opened(Purpose.PREFERENCES, clean(link)), done, [])

    @app.post("/preferences/{link}", response_class=HTMLResponse)
    async def save(request: Request, link: Signed) -> Response:
        reader = watch.opened(Purpose.PREFERENCES, clean(link))
        return _saved(watch, reader, await request.form())

    @app.post("/preferences/{link}/pause")
    async def pause(request: Request, link: Signed) -> Response:
        reader = watch.opened(Purpose.PREFERENCES, clean(link))
        return _paused(watch, reader, await request.form())

    @app.post("/preferences/{link}/resume")
    def resume(link: Signed) -> Response:
        reader = watch.opened(Purpose.PREFERENCES, clean(link))
        watch.resume(reader)
        return _back(watch, reader, "resumed")

    @shown("/unsubscribe/{link}")
    def may_leave(link: Signed) -> HTMLResponse:
        reader = watch.opened(Purpose.UNSUBSCRIBE, clean(link))
        return page("unsubscribe", 200, reader.wishes.language, email=shown_address(reader.email))

    @app.post("/unsubscribe/{link}", response_class=HTMLResponse)
    def leave(link: Signed) -> HTMLResponse:
        reader = watch.opened(Purpose.UNSUBSCRIBE, clean(link))
        watch.unsubscribe(reader)
        return page("unsubscribed", 200, reader.wishes.language, email=shown_address(reader.email))


def _own_page(name: str, reader: SubscriberRow) -> HTMLResponse:
    return page(name, 200, reader.wishes.language, email=shown_address(reader.email))


def _source_names(watch: Watch) -> dict[str, str]:
    return {profile.id: profile.name for profile in watch.profiles().values() if profile.enabled}


def _subscribe_page(
    watch: Watch, wishes: Wishes, email: str, problems: list[str], status: int = 200
) -> HTMLResponse:
    language = wishes.language
    with using_register(watch.register()):
        form = filled_in(wishes, speech_of(language), _source_names(watch))
    return page("subscribe", status, language, form=form, email=email, problems=problems)


def _asked(watch: Watch, form: FormData, language: str) -> HTMLResponse:
    speech = speech_of(language)
    reader = FormReader(form, speech, _source_names(watch))
    with using_register(watch.register()):
        wishes = reader.wishes(Wishes(language))
    email = clean(str(form.get("email", "")), 250)
    if not reader.problems:
        try:
            watch.ask_to_subscribe(email, wishes)
        except BadAddress:
            reader.problems.append(
                speech.say("That is no mail address. Write for example name@example.org.")
            )
        except TooManyRequests:
            reader.problems.append(
                speech.say("Too many people are subscribing just now. Try again in an hour.")
            )
    if reader.problems:
        return _subscribe_page(watch, wishes, email, reader.problems, 422)
    return page("asked", 200, wishes.language, email=email)


def _preferences_page(
    watch: Watch, reader: SubscriberRow, done: str, problems: list[str], status: int = 200
) -> HTMLResponse:
    speech = speech_of(reader.wishes.language)
    with using_register(watch.register()):
        form = filled_in(reader.wishes, speech, _source_names(watch))
    zone = own_zone(reader.wishes, watch.settings.schedule.zone())
    until = reader.resumes_at
    paused = reader.paused_at is not None and (until is None or until > datetime.now(UTC))
    last_day = (until - timedelta(minutes=1)).astimezone(zone).date() if until else None
    return page(
        "preferences",
        status,
        speech.language,
        reader=reader,
        email=shown_address(reader.email),
        form=form,
        problems=problems,
        done=done,
        paused=paused,
        until=speech.day(last_day.isoformat()) if last_day else "",
        path=watch.path(Purpose.PREFERENCES, reader),
        leave=watch.path(Purpose.UNSUBSCRIBE, reader),
        links=watch.own_links(reader),
    )


def _saved(watch: Watch, reader: SubscriberRow, form: FormData) -> Response:
    read = FormReader(form, speech_of(reader.wishes.language), _source_names(watch))
    with using_register(watch.register()):
        wishes = read.wishes(reader.wishes)
    if read.problems:
        return _preferences_page(watch, reader, "", read.problems, 422)
    return _back(watch, watch.set_wishes(reader, wishes), "saved")


def _paused(watch: Watch, reader: SubscriberRow, form: FormData) -> Response:
    text = str(form.get("until", "")).strip()
    try:
        day = date.fromisoformat(text) if text else None
    except ValueError:
        speech = speech_of(reader.wishes.language)
        problem = speech.say("That is no day. Write for example 2027-01-31.")
        return _preferences_page(watch, reader, "", [problem], 422)
    zone = own_zone(reader.wishes, watch.settings.schedule.zone())
    until = datetime.combine(day, time(), zone) + timedelta(days=1) if day else None
    watch.pause(reader, until)
    return _back(watch, reader, "paused")


def _back(watch: Watch, reader: SubscriberRow, done: str) -> Response:
    """Show the page anew, so that going back and reloading sends no form again."""
    return RedirectResponse(f"{watch.path(Purpose.PREFERENCES, reader)}?done={done}", 303)
