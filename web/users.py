"""The accounts of the site in the hands of administrators."""

from __future__ import annotations

from fastapi import FastAPI
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from notifier.cleaning import clean
from storage.errors import AccountExists, LastAdmin
from storage.people import AccountRow, Role
from watch import Watch
from watch.signing_in import LONGEST_NAME, NameUnusable
from web.pages import show
from web.parameters import Filter, Number, Text, shown_by
from web.visitor import ROLE_NAMES, Administering, Visitor


def add_users(app: FastAPI, watch: Watch) -> None:
    """Add the page on which accounts are looked after."""
    shown = shown_by(app)

    @shown("/admin/users")
    def users(visitor: Administering, done: Filter = "") -> HTMLResponse:
        return _page(watch, visitor, done=done)

    @app.post("/admin/users/add", response_class=HTMLResponse)
    def add(visitor: Administering, name: Text = "", role: Text = "reader") -> Response:
        speech = visitor.speech
        with watch.store.read() as repository:
            is_first = not repository.has_accounts()
        if is_first and _role(role) is not Role.ADMIN:
            # From then on everybody signs in, and nobody could add another one here.
            problem = speech.say("The first account must be an administrator’s.")
            return _page(watch, visitor, problem=problem, status=422, typed=clean(name, 80))
        try:
            account = watch.add_account(
                name, _role(role), by=visitor.signature, address=visitor.peer
            )
        except NameUnusable:
            problem = speech.say("A name must have 1 to 80 characters.")
            return _page(watch, visitor, problem=problem, status=422, typed=clean(name, 80))
        except AccountExists:
            problem = speech.say("Somebody has this name already.")
            return _page(watch, visitor, problem=problem, status=409, typed=clean(name, 80))
        return _with_link(watch, visitor, account)

    @app.post("/admin/users/{number}/invite", response_class=HTMLResponse)
    def invite(visitor: Administering, number: Number) -> Response:
        account = _account(watch, number)
        if account.disabled_at is not None:
            problem = visitor.speech.say("This account is disabled; let its owner in again first.")
            return _page(watch, visitor, problem=problem, status=409)
        return _with_link(watch, visitor, account)

    @app.post("/admin/users/{number}/role", response_class=HTMLResponse)
    def set_role(visitor: Administering, number: Number, role: Text = "") -> Response:
        account = _account(watch, number)
        try:
            watch.set_role(account, _role(role), by=visitor.signature, address=visitor.peer)
        except LastAdmin as error:
            return _last_admin(watch, visitor, error)
        return RedirectResponse("/admin/users?done=role", 303)

    @app.post("/admin/users/{number}/disable", response_class=HTMLResponse)
    def disable(visitor: Administering, number: Number) -> Response:
        account = _account(watch, number)
        try:
            watch.disable(account, by=visitor.signature, address=visitor.peer)
        except LastAdmin as error:
            return _last_admin(watch, visitor, error)
        return RedirectResponse("/admin/users?done=disabled", 303)

    @app.post("/admin/users/{number}/enable", response_class=HTMLResponse)
    def enable(visitor: Administering, number: Number) -> Response:
        account = _account(watch, number)
        watch.enable(account, by=visitor.signature, address=visitor.peer)
        return RedirectResponse("/admin/users?done=enabled", 303)


def _account(watch: Watch, number: int) -> AccountRow:
    with watch.store.read() as repository:
        return repository.account(number)


def _role(typed: str) -> Role:
    """Return the role of that name; what is no role allows the least."""
    return Role(typed) if typed in list(Role) else Role.READER


def _with_link(watch: Watch, visitor: Visitor, account: AccountRow) -> HTMLResponse:
    """Show a link that is shown once: it stands in this answer and nowhere else."""
    secret = watch.invite(account, by=visitor.signature, address=visitor.peer)
    link = watch.invitation_link(secret)
    return _page(watch, visitor, link=link, invited=clean(account.name, LONGEST_NAME))


def _last_admin(watch: Watch, visitor: Visitor, error: LastAdmin) -> HTMLResponse:
    problem = visitor.speech.say(
        "“%(word)s” is the last administrator. Make somebody else one first.",
        word=clean(error.name, LONGEST_NAME),
    )
    return _page(watch, visitor, problem=problem, status=409)


def _page(
    watch: Watch,
    visitor: Visitor,
    *,
    done: str = "",
    problem: str = "",
    status: int = 200,
    link: str = "",
    invited: str = "",
    typed: str = "",
) -> HTMLResponse:
    with watch.store.read() as repository:
        rows = repository.accounts()
    return show(
        "admin_users",
        visitor,
        status,
        users=[_user(row, visitor) for row in rows],
        roles=[(str(role), visitor.speech.say(name)) for role, name in ROLE_NAMES.items()],
        done=done,
        problem=problem,
        link=link,
        invited=invited,
        typed=typed,
    )


def _user(row: AccountRow, visitor: Visitor) -> dict[str, object]:
    return {
        "id": row.id,
        "name": clean(row.name, LONGEST_NAME),
        "role": str(row.role),
        "is_disabled": row.disabled_at is not None,
        "is_invited": not (row.password or row.identity),
        "elsewhere": row.identity is not None,
        "seen": visitor.moment(row.seen_at),
        "is_visitor": visitor.account is not None and visitor.account.id == row.id,
    }
