"""`db`: looking after the database."""

from __future__ import annotations

from dataclasses import asdict

import click

import terminal
from commands.rereading import reread
from commands.session import (
    DONE,
    NO_STORAGE,
    Session,
    answer,
    json_option,
)


@click.group()
def db() -> None:
    """Look after the database."""


@db.command("upgrade")
@json_option
@click.pass_obj
def upgrade_database(session: Session, as_json: bool) -> None:
    """Bring the tables to this version (every other command does so too)."""
    with session.store():
        pass
    answer(as_json, {"upgraded": True}, "The database is up to date.")


@db.command("check")
@json_option
@click.pass_obj
def check_database(session: Session, as_json: bool) -> int:
    """Look for damage."""
    with session.store() as store:
        problems = store.check()
    if as_json:
        terminal.write_json([{"sound": not problems, "problems": problems}])
    else:
        terminal.write_text("\n".join(problems) or "The database is sound.")
    return NO_STORAGE if problems else DONE


@db.command("prune")
@click.option("--keep-days", type=click.IntRange(0), default=365, show_default=True)
@json_option
@click.pass_obj
def prune_database(session: Session, keep_days: int, as_json: bool) -> None:
    """Remove what is old and no part of the history."""
    with session.store() as store:
        removed = asdict(store.prune(keep_days))
    counts = ", ".join(f"{count} {name.replace('_', ' ')}" for name, count in removed.items())
    answer(as_json, removed, f"Removed: {counts}.")


db.add_command(reread)
