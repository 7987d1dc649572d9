"""`evidence` and `oddities`: what a reading rests on, and what the reader was not sure of."""

from __future__ import annotations

import click

import terminal
from commands.session import MissionName, Session, json_option, known_source, source_option
from missions.moments import end_of
from watch import EvidenceRow


@click.command("evidence")
@click.argument("mission", type=MissionName())
@source_option
@click.option("--as-of", metavar="DATE", help="As listed at this date.")
@json_option
@click.pass_obj
def evidence(
    session: Session, mission: str, source: str | None, as_of: str | None, as_json: bool
) -> None:
    """Show where on the stored pages a mission and its fields were read.

    The page's bytes are looked at again; where the printed words do not stand at the noted place,
    that is said.
    """
    moment = session.when("--as-of", as_of, end_of)
    with session.watch() as watch:
        known_source(watch.profiles(), source)
        rows = watch.evidence(mission, source=source, as_of=moment)
    if as_json:
        terminal.write_json([row.as_json() for row in rows])
        return
    page = None
    for row in rows:
        if row.page != page:
            page = row.page
            terminal.say(f"{row.source} {row.page} (version {row.snapshot})")
        _say(row)
    if not rows:
        terminal.say(f"No believed page lists {mission}.")


def _say(row: EvidenceRow) -> None:
    where = row.evidence
    place = f"{where.path} {where.start}-{where.end}" if where else "nowhere"
    value = ", ".join(row.value) if isinstance(row.value, tuple) else row.value
    terminal.say(f"  {row.field or 'listing'}: {'not understood' if value is None else value}")
    terminal.say(f"    at {place}")
    terminal.say(f'    words "{row.words}"')
    if row.problem:
        terminal.say(f'    but {row.problem} ("{row.printed}")')
    if row.doubt:
        terminal.say(f"    doubt: {row.doubt}")


@click.command("oddities")
@click.argument("source", metavar="[SOURCE]", required=False)
@json_option
@click.pass_obj
def oddities(session: Session, source: str | None, as_json: bool) -> None:
    """Show what is odd on the pages: doubtful values, unsure entries, records that stand out."""
    with session.watch() as watch:
        known_source(watch.profiles(), source)
        rows = [row.as_json() for row in watch.oddities(source)]
    if as_json:
        terminal.write_json(rows)
        return
    terminal.show_table(
        ("SOURCE", "REASON", "MISSION", "WHAT", "PAGE"),
        [
            (row["source"], row["reason"], row["mission"], row["sentence"], row["page"])
            for row in rows
        ],
        "Nothing is odd.",
    )
