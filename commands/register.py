"""`register`: what staff decide about missions that are new, or called otherwise."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import click

import terminal
from arguments import Typed, country_code
from commands.session import MissionName, Session, answer, by_option, json_option
from missions.decisions import NEW, Decision, Verb
from missions.register import ORGANISATIONS
from watch import decision_json, decision_of

name_option = click.option("--name", help="Its official long name.")
acronym_option = click.option("--acronym", help="Its acronym.")
organisation_option = click.option(
    "--organisation", type=click.Choice(ORGANISATIONS), help="Whose mission it is."
)
host_option = click.option(
    "--host",
    multiple=True,
    type=Typed("country", country_code),
    metavar="CODE",
    help="Host country, two letters as in ISO 3166 (repeatable).",
)


def described(command: Callable[..., None]) -> Callable[..., None]:
    """Add the options that describe a mission, who decides, and how to answer."""
    for option in (
        json_option,
        by_option,
        host_option,
        organisation_option,
        name_option,
        acronym_option,
    ):
        command = option(command)
    return command


@click.group(invoke_without_command=True)
@json_option
@click.pass_context
def register(context: click.Context, as_json: bool) -> None:
    """Decide about missions that are in no register yet, and how missions are called."""
    if not context.invoked_subcommand:
        _show_entries(context.obj, as_json)


@register.command("list")
@json_option
@click.pass_obj
def list_entries(session: Session, as_json: bool) -> None:
    """Show the new entries that wait for a decision; unsure ones may be no missions."""
    _show_entries(session, as_json)


def _show_entries(session: Session, as_json: bool) -> None:
    with session.watch() as watch:
        rows = [entry.as_json() for entry in watch.new_entries()]
    if as_json:
        terminal.write_json(rows)
        return
    terminal.show_table(
        ("ENTRY", "SOURCE", "STATUS", "NAME", "UNSURE"),
        [
            (row["mission"], row["source"], row["status"], row["name"], row["unsure"])
            for row in rows
        ],
        "No new entry waits for a decision.",
    )


@register.command("log")
@json_option
@click.pass_obj
def log(session: Session, as_json: bool) -> None:
    """Show what was decided, by whom and when, oldest first."""
    with session.watch() as watch:
        rows = [decision_json(decision) for decision in watch.decisions()]
    if as_json:
        terminal.write_json(rows)
        return
    columns = ("at", "by", "decision", "subject", "mission", "name", "acronym")
    terminal.show_table(
        tuple(column.upper() for column in columns),
        [tuple(row[column] for column in columns) for row in rows],
        "Nothing was decided yet.",
    )


@register.command("confirm")
@click.argument("entry", metavar="NEW-ID")
@click.option("--id", "mission", metavar="ID", help="Its id (default: NEW-ID without new:).")
@described
@click.pass_obj
def confirm(
    session: Session, /, entry: str, mission: str | None, by: str, as_json: bool, **said: Any
) -> None:
    """Say that a new entry is a mission; what is left out is taken from the page."""
    known_as = mission or entry.removeprefix(NEW)
    decision = decision_of(Verb.CONFIRM, entry, known_as, by, **said)
    _decide(session, decision, as_json, f"{entry} is confirmed as the mission {known_as}.")


@register.command("merge")
@click.argument("entry", metavar="ID")
@click.argument("mission", metavar="MISSION-ID", type=MissionName())
@by_option
@json_option
@click.pass_obj
def merge(session: Session, entry: str, mission: str, by: str, as_json: bool) -> None:
    """Say that a new entry, or a mission that was added here, is one that is known.

    Its names and its history are those of the known mission from then on.
    """
    decision = decision_of(Verb.MERGE, entry, mission, by)
    _decide(session, decision, as_json, f"{entry} is the mission {mission}.")


@register.command("dismiss")
@click.argument("entry", metavar="ID")
@by_option
@json_option
@click.pass_obj
def dismiss(session: Session, entry: str, by: str, as_json: bool) -> None:
    """Say that a new entry, or a mission that was added here, is none.

    It is shown as unsure and never told. `register confirm` takes that back.
    """
    decision = decision_of(Verb.DISMISS, entry, None, by)
    _decide(session, decision, as_json, f"{entry} is no mission.")


@register.command("rename")
@click.argument("mission", metavar="ID", type=MissionName())
@name_option
@acronym_option
@by_option
@json_option
@click.pass_obj
def rename(
    session: Session,
    mission: str,
    name: str | None,
    acronym: str | None,
    by: str,
    as_json: bool,
) -> None:
    """Give a mission another name or acronym; the old ones go on being recognised."""
    decision = decision_of(Verb.RENAME, mission, mission, by, name=name, acronym=acronym)
    _decide(session, decision, as_json, f"{mission} is called {acronym or name}.")


@register.command("add")
@click.argument("mission", metavar="ID")
@described
@click.pass_obj
def add(session: Session, /, mission: str, by: str, as_json: bool, **said: Any) -> None:
    """Add a mission before any page lists it."""
    if not (said["name"] or said["acronym"]):
        raise click.UsageError("Say its --name, its --acronym, or both.")
    if not said["name"]:
        said["name"] = said["acronym"]
    decision = decision_of(Verb.ADD, mission, mission, by, **said)
    _decide(session, decision, as_json, f"{mission} is in the register.")


def _decide(session: Session, decision: Decision, as_json: bool, sentence: str) -> None:
    with session.watch() as watch:
        kept = watch.decide(decision)
    answer(as_json, decision_json(kept), sentence)
