"""`held`: crawls that were not believed, and what a person decides about them."""

from __future__ import annotations

from collections.abc import Iterator

import click

import terminal
from commands.session import (
    DONE,
    Session,
    answer,
    by_option,
    json_option,
)
from storage.repository import Repository
from storage.rows import RunRow
from watch.health import alike_runs, is_proposed, proposal_sentence


@click.group(invoke_without_command=True)
@json_option
@click.pass_context
def held(context: click.Context, as_json: bool) -> int:
    """Show the crawls that were held back because they were not believable."""
    if context.invoked_subcommand:
        return DONE
    session: Session = context.obj
    with session.store() as store, store.read() as repository:
        runs = repository.held_runs()
        proposals = dict(_proposals(repository, {run.source for run in runs}))
    if as_json:
        terminal.write_json([_held(run, proposals.get(run.id)) for run in runs])
        return DONE
    terminal.show_table(
        ("RUN", "SOURCE", "STARTED", "REASON"),
        [(run.id, run.source, run.started_at.isoformat(), run.reason) for run in runs],
        "Nothing is held.",
    )
    for run, proposal in proposals.items():
        terminal.say(f"Run {run}: {proposal}")
    return DONE


def _held(run: RunRow, proposal: str | None) -> dict[str, object]:
    return {
        "run": run.id,
        "source": run.source,
        "started": run.started_at.isoformat(),
        "reason": run.reason,
        "reasons": list(run.doubts),
        "proposal": proposal,
    }


def _proposals(repository: Repository, sources: set[str]) -> Iterator[tuple[int, str]]:
    """Give the newest of several held runs that saw the same for days, and what is proposed."""
    for source in sorted(sources):
        alike = alike_runs(repository, source)
        if is_proposed(alike):
            yield alike[-1].id, proposal_sentence(alike)


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
