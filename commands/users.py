"""The accounts of the review site: `users` and what is done with them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import click

import terminal
from commands.session import Session, answer, json_option, person
from storage.errors import AccountUnknown
from storage.people import AccountRow, Role
from watch import Watch
from watch.answers import when

role_choice = click.Choice([str(role) for role in Role])


@click.group(invoke_without_command=True)
@json_option
@click.pass_context
def users(context: click.Context, as_json: bool) -> None:
    """Show who may use the review site, and look after their accounts."""
    if context.invoked_subcommand is not None:
        return
    session: Session = context.obj
    with session.store() as store, store.read() as repository:
        rows = repository.accounts()
    if as_json:
        terminal.write_json([_account(row) for row in rows])
        return
    terminal.show_table(
        ("NAME", "ROLE", "SIGNS IN", "LAST SEEN", "STATE"),
        [_line(row) for row in rows],
        "Nobody has an account; make one with: missionwatch users add NAME",
    )


@users.command()
@click.argument("name")
@click.option("--role", type=role_choice, default=str(Role.READER), show_default=True)
@json_option
@click.pass_obj
def add(session: Session, name: str, role: str, as_json: bool) -> None:
    """Make an account and print the link by which its owner chooses a password, once."""
    with session.watch() as watch:
        account = watch.add_account(name, Role(role), by=person())
        _answer_link(watch, account, as_json, f"{account.name} may use the review site.")


@users.command()
@click.argument("name")
@json_option
@click.pass_obj
def invite(session: Session, name: str, as_json: bool) -> None:
    """Print another link by which an account's owner chooses a password."""
    with session.watch() as watch:
        _answer_link(watch, _named(watch, name), as_json, "An earlier link is void.")


@users.command("role")
@click.argument("name")
@click.argument("role", type=role_choice)
@json_option
@click.pass_obj
def set_role(session: Session, name: str, role: str, as_json: bool) -> None:
    """Let somebody do more, or less."""
    with session.watch() as watch:
        account = watch.set_role(_named(watch, name), Role(role), by=person())
    answer(as_json, _account(account), f"{account.name} is {role} now.")


@users.command()
@click.argument("name")
@json_option
@click.pass_obj
def disable(session: Session, name: str, as_json: bool) -> None:
    """Let somebody in no more; their browsers are signed out and their tokens revoked."""
    _switch(session, name, as_json, lambda watch: watch.disable, "is let in no more.")


@users.command()
@click.argument("name")
@json_option
@click.pass_obj
def enable(session: Session, name: str, as_json: bool) -> None:
    """Let somebody in again."""
    _switch(session, name, as_json, lambda watch: watch.enable, "is let in again.")


@users.command()
@click.argument("name")
@click.option("--name", "program", required=True, metavar="PROGRAM", help="What the token is for.")
@json_option
@click.pass_obj
def token(session: Session, name: str, program: str, as_json: bool) -> None:
    """Print a token with which a program acts as an account, once; it is not kept.

    Whoever has it may do what the account may. Its owner revokes it on the page /account.
    """
    with session.watch() as watch:
        account = _named(watch, name)
        if account.disabled_at is not None:
            raise click.UsageError(f'"{account.name}" is disabled, so no program may act for them.')
        secret = watch.add_token(account, program)
    if as_json:
        terminal.write_json([{"name": account.name, "program": program, "token": secret}])
        return
    terminal.complain(f"{program} acts as {account.name} with this token; it is shown only now.")
    terminal.say(secret)


def _switch(
    session: Session,
    name: str,
    as_json: bool,
    way: Callable[[Watch], Callable[..., AccountRow]],
    words: str,
) -> None:
    with session.watch() as watch:
        account = way(watch)(_named(watch, name), by=person())
    answer(as_json, _account(account), f"{account.name} {words}")


def _named(watch: Watch, name: str) -> AccountRow:
    with watch.store.read() as repository:
        account = repository.account_named(name)
    if account is None:
        raise AccountUnknown(name)
    return account


def _answer_link(watch: Watch, account: AccountRow, as_json: bool, sentence: str) -> None:
    link = watch.invitation_link(watch.invite(account, by=person()))
    sentence = f"{sentence} They choose a password within three days at\n{link}"
    answer(as_json, _account(account) | {"link": link}, sentence)


def _account(row: AccountRow) -> dict[str, Any]:
    return {
        "name": row.name,
        "role": str(row.role),
        "signs_in": _way(row),
        "created": when(row.created_at),
        "seen": when(row.seen_at),
        "disabled": when(row.disabled_at),
    }


def _way(row: AccountRow) -> str | None:
    if row.identity:
        return "identity provider"
    return "password" if row.password else None


def _line(row: AccountRow) -> tuple[str, ...]:
    state = "disabled" if row.disabled_at else "active" if _way(row) else "invited"
    return (row.name, str(row.role), _way(row) or "", when(row.seen_at) or "never", state)
