"""`audit`: who did what, on the review site and with the command."""

from __future__ import annotations

import json
from typing import Any

import click

import terminal
from commands.session import Session, json_option
from storage.people import AuditRow


@click.command()
@click.option("--by", default="", metavar="NAME", help="Only what this person did.")
@click.option("--action", default="", metavar="NAME", help="Only this, for example run.accept.")
@click.option("--last", type=click.IntRange(1), default=100, show_default=True, help="How many.")
@json_option
@click.pass_obj
def audit(session: Session, by: str, action: str, last: int, as_json: bool) -> None:
    """Show who did what and when, oldest first."""
    with session.watch() as watch:
        rows = watch.actions(limit=last, by=by, action=action)[::-1]
    if as_json:
        terminal.write_json([_action(row) for row in rows])
        return
    terminal.show_table(
        ("WHEN", "WHO", "WHAT", "ABOUT", "FROM", "MORE"),
        [
            (
                row.at.isoformat(timespec="seconds"),
                row.by,
                row.action,
                row.subject,
                row.address,
                json.dumps(row.detail, ensure_ascii=False) if row.detail else "",
            )
            for row in rows
        ],
        "Nothing was done yet.",
    )


def _action(row: AuditRow) -> dict[str, Any]:
    return {
        "id": row.id,
        "at": row.at.isoformat(),
        "by": row.by,
        "action": row.action,
        "subject": row.subject,
        "address": row.address,
        "detail": row.detail,
    }
