"""`held`: crawls that were not believed, and what a person decides about them."""

from __future__ import annotations

import click

import terminal
from commands.session import (
    DONE,
    Session,
    answer,
    by_option,
    json_option,
)


@click.group(invoke_without_command=True)
@json_option
@click.pass_context
def held(context: click.Context, as_json: bool) -> int:
    """Show the crawls that were held back because they were not believable."""
    if context.invoked_subcommand:
        return DONE
    session: Session = context.obj
    with session.watch() as watch:
        rows = watch.held()
    runs = [one.run for one in rows]
    if as_json:
        terminal.write_json([one.as_json() for one in rows])
        return DONE
    terminal.show_table(
        ("RUN", "SOURCE", "STARTED", "REASON"),
        [(run.id, run.source, run.started_at.isoformat(), run.reason) for run in runs],
        "Nothing is held.",
    )
    for one in rows:
        if one.proposal:
            terminal.say(f"Run {one.run.id}: {one.proposal}")
    return DONE


@held.command("log")
@json_option
@click.pass_obj
def log(session: Session, as_json: bool) -> None:
    """Show what was decided about held crawls, by whom and why."""
    with session.store() as store, store.read() as repository:
        rows = [
            {
                "run": run.id,
                "source": run.source,
                "started": run.started_at.isoformat(),
                "decision": run.decision.verb,
                "by": run.decision.by,
                "reason": run.decision.why,
                "decided": run.decision.at.isoformat(timespec="seconds"),
            }
            for run in repository.decided_runs()
            if run.decision is not None
        ]
    if as_json:
        terminal.write_json(rows)
        return
    terminal.show_table(
        ("RUN", "SOURCE", "STARTED", "DECISION", "BY", "REASON", "DECIDED"),
        [tuple(row.values()) for row in rows],
        "Nothing was decided yet.",
    )


def _decision(name: str, summary: str, verb: str) -> None:
    """Add `held accept` or `held discard`, which differ only in what is done."""

    @held.command(name, help=summary)
    @click.argument("run", type=int, metavar="ID")
    @click.option("--reason", default="", help="Why, for the record.")
    @by_option
    @json_option
    @click.pass_obj
    def decide(session: Session, run: int, reason: str, by: str, as_json: bool) -> None:
        with session.watch() as watch:
            decide = watch.accept_run if name == "accept" else watch.discard_run
            decide(run, by=by, reason=reason)
        record = {"run": run, "decision": name, "by": by, "reason": reason}
        answer(as_json, record, f"Run {run} was {verb}.")


_decision("accept", "Believe a held crawl after all; its changes are recorded.", "accepted")
_decision("discard", "Set a held crawl aside; nothing of it is believed.", "discarded")
