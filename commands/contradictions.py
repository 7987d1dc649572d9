"""`contradictions`: where sources disagree now."""

from __future__ import annotations

from textwrap import shorten

import click

import terminal
from commands.session import Session, json_option, known_source, mission_option, source_option
from missions.summaries import printed
from watch import ContradictionRow

LONGEST = 160


@click.command()
@source_option
@mission_option
@json_option
@click.pass_obj
def contradictions(
    session: Session, source: str | None, mission: str | None, as_json: bool
) -> None:
    """Show where sources disagree now: who says what, on which page, since when."""
    with session.watch() as watch:
        known_source(watch.profiles(), source)
        rows = watch.contradictions(source=source, mission=mission)
    if as_json:
        terminal.write_json([row.as_json() for row in rows])
        return
    for row in rows:
        _say(row)
    if not rows:
        terminal.say("The sources contradict each other nowhere.")


def _say(row: ContradictionRow) -> None:
    since = f"since {row.since:%Y-%m-%d}" if row.since else "not recorded yet"
    terminal.say(f"{row.acronym}: {row.field}, {since} ({row.reason})")
    for side in row.sides:
        terminal.say(f"  {side.source} says {printed(side.value)}: {side.page}")
        terminal.say(f'    "{shorten(side.printed, LONGEST, placeholder=" …")}"')
