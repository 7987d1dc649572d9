"""Signing in and out, choosing a password, and what an account's owner may set."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated
from urllib.parse import quote
from zoneinfo import available_timezones

from fastapi import FastAPI, Form, Path, Query, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from notifier.language import available_languages
from storage.errors import AccountExists
from storage.people import AccountRow
from watch import Watch
from watch.signing_in import (
    SIGNED_IN_FOR,
    InvitationVoid,
    NameUnusable,
    PasswordUnusable,
    TooManyTries,
    WrongPassword,
    hashed,
)
from web.pages import ROOM, show
from web.parameters import Number, shown_by
from web.visitor import Anyone, NotAllowed, SignInFirst, Visitor, is_encrypted, session_cookie

Secret = Annotated[str, Path(max_length=200)]
Word = Annotated[str, Form(max_length=1000)]
Local = Annotated[str, Query(max_length=2000)]


def add_signing_in(app: FastAPI, watch: Watch) -> None:
    """Let people in and out."""
    shown = shown_by(app)

    @shown("/sign-in")
    def sign_in_page(visitor: Anyone, to: Local = "/") -> Response:
        if visitor.account is not None:
            return RedirectResponse(local(to), 303)
        return _form(watch, visitor, to)

    @app.post("/sign-in", response_class=HTMLResponse)
    def sign_in(
        request: Request, visitor: Anyone, name: Word = "", password: Word = "", to: Word = "/"
    ) -> Response:
        agent = request.headers.get("User-Agent", "")
        try:
            secret = watch.sign_in(name, password, agent=agent, address=visitor.peer)
        except TooManyTries:
            problem = visitor.speech.say(
                "Too many wrong passwords. Wait a quarter of an hour before you try again."
            )
            return _form(watch, visitor, to, name, problem, 429)
        except WrongPassword:
            problem = visitor.speech.say("There is no such name with this password.")
            return _form(watch, visitor, to, name, problem, 403)
        return enter(watch, secret, to)

    @app.post("/sign-out")
    def sign_out(request: Request) -> Response:
        watch.sign_out(request.cookies.get(session_cookie(watch), ""))
        answer = RedirectResponse("/sign-in", 303)
        answer.delete_cookie(session_cookie(watch), secure=is_encrypted(watch), httponly=True)
        return answer

    @shown("/invitation/{secret}")
    def invitation(visitor: Anyone, secret: Secret) -> Response:
        return _invitation(watch, visitor, secret)

    @app.post("/invitation/{secret}", response_class=HTMLResponse)
    def accept(
        request: Request,
        visitor: Anyone,
        secret: Secret,
        name: Word = "",
        password: Word = "",
        again: Word = "",
    ) -> Response:
        speech = visitor.speech
        if password != again:
            problem = speech.say("The two passwords are not the same.")
            return _invitation(watch, visitor, secret, name, problem)
        try:
            account = watch.accept_invitation(secret, name, password, address=visitor.peer)
        except PasswordUnusable:
            return _invitation(watch, visitor, secret, name, _password_rule(visitor))
        except NameUnusable:
            problem = speech.say("A name must have 1 to 80 characters.")
            return _invitation(watch, visitor, secret, name, problem)
        except AccountExists:
            problem = speech.say("Somebody has this name already.")
            return _invitation(watch, visitor, secret, name, problem)
        except InvitationVoid:
            return _invitation(watch, visitor, secret)
        agent = request.headers.get("User-Agent", "")
        return enter(watch, watch.let_in(account, agent=agent, address=visitor.peer), "/")

    _add_own_account(app, watch)


def _add_own_account(app: FastAPI, watch: Watch) -> None:
    shown = shown_by(app)

    @shown("/account")
    def account(visitor: Anyone, request: Request) -> HTMLResponse:
        return _account(watch, visitor, request, _owner(visitor))

    @app.post("/account/tastes")
    def tastes(visitor: Anyone, language: Word = "", timezone: Word = "") -> Response:
        owner = _owner(visitor)
        spoken = language if language in available_languages(ROOM) else None
        zone = timezone if timezone in available_timezones() else None
        with watch.store.begin() as repository:
            repository.set_tastes(owner.id, spoken, zone)
        return RedirectResponse(f"/account?lang={spoken}" if spoken else "/account", 303)

    @app.post("/account/password", response_class=HTMLResponse)
    def password(
        visitor: Anyone, request: Request, old: Word = "", new: Word = "", again: Word = ""
    ) -> Response:
        owner, speech = _owner(visitor), visitor.speech
        if new != again:
            problem = speech.say("The two passwords are not the same.")
            return _account(watch, visitor, request, owner, problem)
        try:
            watch.change_password(owner, old, new, address=visitor.peer)
        except WrongPassword:
            problem = speech.say("That is not the password you have now.")
            return _account(watch, visitor, request, owner, problem)
        except PasswordUnusable:
            return _account(watch, visitor, request, owner, _password_rule(visitor))
        agent = request.headers.get("User-Agent", "")
        return enter(watch, watch.let_in(owner, agent=agent, address=visitor.peer), "/account")

    @app.post("/account/sign-ins/end")
    def end(visitor: Anyone, request: Request, token: Word = "") -> Response:
        owner = _owner(visitor)
        with watch.store.begin() as repository:
            mine = {one.token for one in repository.sign_ins(owner.id)}
            if token in mine:
                repository.sign_out(token)
        return RedirectResponse("/account", 303)

    @app.post("/account/tokens", response_class=HTMLResponse)
    def add_token(visitor: Anyone, request: Request, name: Word = "") -> Response:
        owner = _owner(visitor)
        try:
            secret = watch.add_token(owner, name, address=visitor.peer)
        except NameUnusable:
            problem = visitor.speech.say("A name must have 1 to 80 characters.")
            return _account(watch, visitor, request, owner, problem)
        return _account(watch, visitor, request, owner, secret=secret)

    @app.post("/account/tokens/{number}/revoke")
    def revoke(visitor: Anyone, number: Number) -> Response:
        owner = _owner(visitor)
        watch.revoke_token(owner, number, address=visitor.peer)
        return RedirectResponse("/account", 303)


def local(address: str) -> str:
    """Return an address of this site; of anything else, the first page's.

    Browsers read a backslash as a slash, and two slashes as another site.
    """
    is_ours = address.startswith("/") and address[1:2] not in ("/", "\\") and address.isprintable()
    return quote(address, safe="/?&=%:+,;~@!$'()*-._") if is_ours else "/"


def enter(watch: Watch, secret: str, to: str) -> Response:
    """Return the answer that lets a browser in."""
    answer = RedirectResponse(local(to), 303)
    answer.set_cookie(
        session_cookie(watch),
        secret,
        max_age=int(SIGNED_IN_FOR.total_seconds()),
        httponly=True,
        secure=is_encrypted(watch),
        samesite="lax",
    )
    return answer


def _form(
    watch: Watch, visitor: Visitor, to: str, name: str = "", problem: str = "", status: int = 200
) -> HTMLResponse:
    elsewhere = watch.settings.web.oidc.name if watch.settings.web.oidc.issuer else ""
    return show(
        "sign_in", visitor, status, to=local(to), name=name, problem=problem, elsewhere=elsewhere
    )


def _invitation(
    watch: Watch, visitor: Visitor, secret: str, name: str = "", problem: str = ""
) -> HTMLResponse:
    try:
        invited = watch.invited(secret)
    except InvitationVoid:
        return show("invitation_void", visitor, 404)
    status = 422 if problem else 200
    given = invited.name if invited else ""
    return show("invitation", visitor, status, given=given, name=name, problem=problem)


def _owner(visitor: Visitor) -> AccountRow:
    """Return whose account it is. Raises SignInFirst, NotAllowed."""
    if visitor.account is not None:
        return visitor.account
    raise NotAllowed if visitor.role else SignInFirst


def _account(
    watch: Watch,
    visitor: Visitor,
    request: Request,
    owner: AccountRow,
    problem: str = "",
    secret: str = "",
) -> HTMLResponse:
    own = hashed(request.cookies.get(session_cookie(watch), ""))
    with watch.store.read() as repository:
        sign_ins, tokens = repository.sign_ins(owner.id), repository.tokens(owner.id)
    moment = visitor.moment
    return show(
        "account",
        visitor,
        422 if problem else 200,
        owner=owner,
        problem=problem,
        secret=secret,
        zones=_zones(),
        sign_ins=[
            (one.token, one.agent, one.address, moment(one.since), one.token == own)
            for one in sign_ins
        ],
        tokens=[(one.id, one.name, moment(one.since), moment(one.seen_at)) for one in tokens],
    )


def _zones() -> Sequence[str]:
    return sorted(one for one in available_timezones() if "/" in one)


def _password_rule(visitor: Visitor) -> str:
    return visitor.speech.say(
        "A password must have 12 to 256 characters and not be the name. A sentence is easy to "
        "remember."
    )
