"""Who is asking for a page: their name, what they may do, their language and time zone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import tzinfo
from enum import StrEnum
from typing import Annotated
from urllib.parse import parse_qsl, urlencode, urlsplit

from fastapi import Depends, Request
from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from notifier.language import DEFAULT, Speech, available_languages, speech_in
from notifier.values import N_
from watch import Watch
from web.pages import ROOM, speech_of

LANGUAGE_COOKIE = "missionwatch_language"
A_YEAR = 31_536_000
"""Seconds."""
LANGUAGE_NAMES = {"en": "English", "fr": "Français", "nl": "Nederlands", "de": "Deutsch"}


class Role(StrEnum):
    """What somebody may do; each role may do what the one before it may."""

    READER = "reader"
    REVIEWER = "reviewer"
    ADMIN = "admin"


PLACES = (
    (Role.READER, "/", N_("Today")),
    (Role.READER, "/changes", N_("Changes")),
    (Role.READER, "/missions", N_("Missions")),
    (Role.READER, "/lists", N_("Lists by date")),
    (Role.READER, "/contradictions", N_("Contradictions")),
    (Role.READER, "/sources", N_("Sources")),
    (Role.REVIEWER, "/crawl", N_("Crawl now")),
    (Role.REVIEWER, "/held", N_("Held")),
    (Role.REVIEWER, "/new-missions", N_("New missions")),
    (Role.ADMIN, "/admin", N_("Administration")),
)


@dataclass(frozen=True)
class Visitor:
    """Somebody who asks for a page."""

    name: str
    """Who did what is noted under this name; empty for somebody nobody knows."""
    role: Role | None
    language: str
    zone: tzinfo
    address: str
    """Path and query asked for, to come back to."""

    @property
    def speech(self) -> Speech:
        """The sentences of this room in their language."""
        return speech_of(self.language)

    @property
    def news(self) -> Speech:
        """The sentences about missions, sources and changes in their language."""
        return speech_in(self.language)

    @property
    def places(self) -> list[tuple[str, str]]:
        """The site's main places that they may see: address and name."""
        return [
            (address, self.speech.say(name)) for role, address, name in PLACES if self.may(role)
        ]

    @property
    def languages(self) -> list[tuple[str, str]]:
        """The languages there are, each by its own name."""
        return list(LANGUAGE_NAMES.items())

    def is_at(self, address: str) -> bool:
        """Say whether they look at a place or at something in it."""
        path = urlsplit(self.address).path
        return path == address or (address != "/" and path.startswith(f"{address}/"))

    def address_in(self, language: str) -> str:
        """Return the address they are at, in another language."""
        path, query = urlsplit(self.address).path, urlsplit(self.address).query
        kept = [(name, value) for name, value in parse_qsl(query) if name != "lang"]
        return f"{path}?{urlencode([*kept, ('lang', language)])}"

    def may(self, role: str) -> bool:
        """Say whether they may do what `role` may."""
        order = list(Role)
        return self.role is not None and order.index(self.role) >= order.index(Role(role))


def watch_of(request: Request) -> Watch:
    """Return the watch that the site runs on."""
    watch: Watch = request.app.state.watch
    return watch


def language_of(request: Request) -> str:
    """Return the language asked for, chosen before, or the first of the browser's that there is."""
    chosen = (request.query_params.get("lang", ""), request.cookies.get(LANGUAGE_COOKIE, ""))
    wanted = [*chosen, *request.headers.get("Accept-Language", "").split(",")]
    codes = (one.split(";")[0].split("-")[0].strip().lower() for one in wanted)
    return next((code for code in codes if code in available_languages(ROOM)), DEFAULT)


def visitor(request: Request) -> Visitor:
    """Return who asks."""
    query = f"?{request.url.query}" if request.url.query else ""
    return Visitor(
        "admin",
        Role.ADMIN,
        language_of(request),
        watch_of(request).settings.schedule.zone(),
        request.url.path + query,
    )


Asking = Annotated[Visitor, Depends(visitor)]


class KeepsLanguage:
    """Remembers the language that an address asked for with `lang`, for the pages to come."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on; its answer sets the cookie."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        asked = Request(scope).query_params.get("lang", "")

        async def send_noted(message: Message) -> None:
            if message["type"] == "http.response.start" and asked in LANGUAGE_NAMES:
                cookie = f"{LANGUAGE_COOKIE}={asked}; Path=/; Max-Age={A_YEAR}; SameSite=Lax"
                MutableHeaders(scope=message).append("Set-Cookie", cookie)
            await send(message)

        await self._app(scope, receive, send_noted)
