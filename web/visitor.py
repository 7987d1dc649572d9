"""Who is asking for a page: their name, what they may do, their language and time zone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, tzinfo
from getpass import getuser
from ipaddress import ip_address
from typing import Annotated
from urllib.parse import parse_qsl, urlencode, urlsplit
from zoneinfo import ZoneInfo

from fastapi import Depends, Request
from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from notifier.language import DEFAULT, Speech, available_languages, speech_in
from notifier.values import N_
from storage.people import AccountRow, Role
from watch import Watch
from web.choices import LANGUAGES
from web.pages import ROOM, speech_of

LANGUAGE_COOKIE = "missionwatch_language"
A_YEAR = 31_536_000
"""Seconds."""


FORWARDED = ("Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Real-IP", "Via")
"""What proxies add to the requests that they pass on."""
ROLE_NAMES = {
    Role.READER: N_("reader"),
    Role.REVIEWER: N_("reviewer"),
    Role.ADMIN: N_("administrator"),
}
PLACES = (
    (Role.READER, "/", N_("Today")),
    (Role.READER, "/changes", N_("Changes")),
    (Role.READER, "/search", N_("Search")),
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
    """Empty for somebody who is not signed in."""
    role: Role | None
    language: str
    zone: tzinfo
    address: str
    """Path and query asked for, to come back to."""
    account: AccountRow | None
    """None for somebody who is not signed in."""
    peer: str
    """Where the request comes from: an IP address."""

    @property
    def signature(self) -> str:
        """What is noted as who did something."""
        return self.name or getuser()

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
        return list(LANGUAGES.items())

    @property
    def role_name(self) -> str:
        """What they may do, in a word."""
        return self.speech.say(ROLE_NAMES[self.role]) if self.role else ""

    def moment(self, at: datetime | None) -> str:
        """Return a time in words, in their time zone; "never" for none."""
        return self.news.moment(at, self.zone) if at else self.speech.say("never")

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
        return self.role is not None and self.role.may(Role(role))


def watch_of(request: Request) -> Watch:
    """Return the watch that the site runs on."""
    watch: Watch = request.app.state.watch
    return watch


def language_of(request: Request) -> str:
    """Return the language asked for, chosen before, or the first of the browser's that there is."""
    chosen = (request.query_params.get("lang", ""), request.cookies.get(LANGUAGE_COOKIE, ""))
    return first_spoken(request, *chosen)


def first_spoken(request: Request, *wanted: str) -> str:
    """Return the first of these languages, else of the browser's, that there is."""
    accepted = request.headers.get("Accept-Language", "").split(",")
    codes = (one.split(";")[0].split("-")[0].strip().lower() for one in (*wanted, *accepted))
    return next((code for code in codes if code in available_languages(ROOM)), DEFAULT)


def anyone(request: Request) -> Visitor:
    """Return who asks, even if they may see nothing."""
    watch = watch_of(request)
    secret = request.cookies.get(session_cookie(watch), "")
    signed_in = watch.signed_in(secret, datetime.now(UTC)) if secret else None
    account = signed_in.account if signed_in else None
    return Visitor(
        account.name if account else "",
        account.role if account else _role_of_strangers(request, watch),
        _language(request, account),
        own_zone_of(account, watch),
        local_address(request),
        account,
        request.client.host if request.client else "",
    )


def session_cookie(watch: Watch) -> str:
    """Return the name of the cookie that holds a browser's secret.

    Browsers let only our own host set a cookie of the second name, and send it over TLS alone.
    """
    return "__Host-missionwatch" if is_encrypted(watch) else "missionwatch"


def is_encrypted(watch: Watch) -> bool:
    """Say whether people reach the site over TLS."""
    return watch.settings.mail.public_url.startswith("https://")


def local_address(request: Request) -> str:
    """Return the path and query that are asked for."""
    query = f"?{request.url.query}" if request.url.query else ""
    return request.url.path + query


def own_zone_of(account: AccountRow | None, watch: Watch) -> tzinfo:
    """Return somebody's time zone, else the configured one."""
    if account and account.timezone:
        return ZoneInfo(account.timezone)
    return watch.settings.schedule.zone()


def _language(request: Request, account: AccountRow | None) -> str:
    asked = "lang" in request.query_params or LANGUAGE_COOKIE in request.cookies
    return account.language if account and account.language and not asked else language_of(request)


def _role_of_strangers(request: Request, watch: Watch) -> Role | None:
    """Return what somebody may do who is not signed in."""
    if not request.app.state.has_accounts:
        with watch.store.read() as repository:
            request.app.state.has_accounts = repository.has_accounts()
    if not request.app.state.has_accounts and is_at_this_machine(request):
        return Role.ADMIN
    return Role.READER if watch.settings.web.anonymous_reading else None


def is_at_this_machine(request: Request) -> bool:
    """Say whether a request comes from a browser on this machine, through no proxy.

    The name it asked for counts too: another site's name may lead here (DNS rebinding), and its
    pages would then act as the person at this machine.
    """
    peer = request.client.host if request.client else ""
    return (
        _is_loopback(peer)
        and _is_loopback(request.url.hostname or "")
        and not any(name in request.headers for name in FORWARDED)
    )


def _is_loopback(host: str) -> bool:
    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False


class SignInFirst(Exception):
    """Nobody may see this without being signed in."""


class NotAllowed(Exception):
    """Somebody's role does not let them do this."""


class Needs:
    """Lets only those through who may do what a role may."""

    def __init__(self, role: Role) -> None:
        self._role = role

    def __call__(self, visitor: Annotated[Visitor, Depends(anyone)]) -> Visitor:
        """Return who asks. Raises SignInFirst, NotAllowed."""
        if visitor.may(self._role):
            return visitor
        if visitor.account is None:
            raise SignInFirst
        raise NotAllowed


Anyone = Annotated[Visitor, Depends(anyone)]
Asking = Annotated[Visitor, Depends(Needs(Role.READER))]
Reviewing = Annotated[Visitor, Depends(Needs(Role.REVIEWER))]
Administering = Annotated[Visitor, Depends(Needs(Role.ADMIN))]


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
            if message["type"] == "http.response.start" and asked in LANGUAGES:
                cookie = f"{LANGUAGE_COOKIE}={asked}; Path=/; Max-Age={A_YEAR}; SameSite=Lax"
                MutableHeaders(scope=message).append("Set-Cookie", cookie)
            await send(message)

        await self._app(scope, receive, send_noted)
