"""`missions` and `statements`: what the sources say now, or said at a date."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import click

import terminal
from commands.session import (
    Session,
    json_option,
    known_source,
    mission_option,
    source_option,
)
from missions.moments import end_of
from missions.records import Status


@click.command()
@source_option
@click.option("--status", type=click.Choice([str(status) for status in Status]))
@click.option("--as-of", metavar="DATE", help="As listed at this date.")
@mission_option
@click.option("--unsure", is_flag=True, help="Also the entries that may be no missions, and why.")
@json_option
@click.pass_obj
def missions(
    session: Session,
    source: str | None,
    status: str | None,
    as_of: str | None,
    mission: str | None,
    unsure: bool,
    as_json: bool,
) -> None:
    """Show what the sources list now, or listed at a date."""
    moment = session.when("--as-of", as_of, end_of)
    with session.watch() as watch:
        known_source(watch.profiles(), source)
        rows = [
            row.as_json()
            for row in watch.missions(
                source=source,
                status=Status(status) if status else None,
                as_of=moment,
                mission=mission,
                unsure=unsure,
            )
        ]
    if as_json:
        terminal.write_json(rows)
        return
    terminal.show_table(
        ("MISSION", "STATUS", "SOURCE", "HOST", "SINCE", "UNTIL", "NAME", *("UNSURE",) * unsure),
        [(*_mission_cells(row), *(row["unsure"],) * unsure) for row in rows],
        "No missions are listed; has anything been crawled yet?",
    )


def _mission_cells(row: Mapping[str, Any]) -> tuple[object, ...]:
    fields = row["fields"]
    return (
        row["acronym"] or row["mission"],
        row["participation"] or row["status"],
        row["source"],
        fields.get("host"),
        fields.get("since"),
        fields.get("until"),
        row["name"],
    )


@click.command()
@source_option
@json_option
@click.pass_obj
def statements(session: Session, source: str | None, as_json: bool) -> None:
    """Show what running text says of countries and missions."""
    with session.watch() as watch:
        known_source(watch.profiles(), source)
        rows = [row.as_json() for row in watch.statements(source)]
    if as_json:
        terminal.write_json(rows)
        return
    terminal.show_table(
        ("ABOUT", "BELGIUM", "SAYS", "SINCE", "UNTIL", "PEOPLE", "SOURCE", "SENTENCE"),
        [
            (
                row["mission"] or row["country"],
                row["participation"] or "",
                row["phase"],
                row["since"] or "",
                row["until"] or "",
                ", ".join(one["printed"] for one in row["people"]),
                row["source"],
                row["sentence"],
            )
            for row in rows
        ],
        "No statements were read.",
    )
