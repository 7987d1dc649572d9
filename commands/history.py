"""`changes` and `diff`: what changed, and in which words."""

from __future__ import annotations

import html
import json
from collections.abc import Iterator, Mapping
from datetime import timedelta

import click

import terminal
from commands.session import (
    Session,
    json_option,
    known_source,
    mission_option,
    source_option,
)
from missions.difference import Stretch, marked_html, marked_text, word_difference
from missions.moments import end_of, start_of
from missions.records import ChangeKind, ChangeState
from watch import change_json


@click.command()
@source_option
@mission_option
@click.option("--kind", type=click.Choice([str(kind) for kind in ChangeKind]))
@click.option("--since", metavar="DATE", help="Detected at or after this date.")
@click.option("--until", metavar="DATE", help="Detected at or before this date.")
@click.option("--state", type=click.Choice([str(state) for state in ChangeState]))
@json_option
@click.pass_obj
def changes(
    session: Session,
    source: str | None,
    mission: str | None,
    kind: str | None,
    since: str | None,
    until: str | None,
    state: str | None,
    as_json: bool,
) -> None:
    """Show the history, oldest first."""
    first, last = session.when("--since", since, start_of), session.when("--until", until, end_of)
    with session.watch() as watch, watch.store.read() as repository:
        known_source(watch.profiles(), source)
        rows = [
            change_json(row)
            for row in repository.changes(
                source=source,
                mission=mission,
                kind=ChangeKind(kind) if kind else None,
                since=first,
                until=last and last + timedelta.resolution,
                state=ChangeState(state) if state else None,
            )
        ]
    if as_json:
        terminal.write_json(rows)
        return
    terminal.show_table(
        ("ID", "DETECTED", "SOURCE", "KIND", "STATE", "SUMMARY"),
        [
            (row["id"], row["detected"], row["source"], row["kind"], row["state"], row["summary"])
            for row in rows
        ],
        "No changes.",
    )


@click.command()
@click.argument("change", type=int)
@click.option("--format", "form", type=click.Choice(["text", "html", "json"]), default="text")
@json_option
@click.pass_obj
def diff(session: Session, change: int, form: str, as_json: bool) -> None:
    """Show one change: what is recorded, and the difference in the words."""
    with session.store() as store, store.read() as repository:
        row = repository.change(change)
    record = change_json(row)
    words = word_difference(row.change.passage_before, row.change.passage_after)
    if as_json or form == "json":
        edits = [{"edit": str(part.edit), "text": part.text} for part in words]
        terminal.write_json([{**record, "difference": edits}])
    elif form == "html":
        terminal.write_text(_change_html(record, words))
    else:
        terminal.write_text(_change_text(record, words))


def _change_text(record: Mapping[str, object], words: tuple[Stretch, ...]) -> str:
    lines = [str(record["summary"]), ""]
    lines += [f"{name}: {_plain(value)}" for name, value in _facts(record)]
    return "\n".join([*lines, "", marked_text(words)] if words else lines)


def _change_html(record: Mapping[str, object], words: tuple[Stretch, ...]) -> str:
    facts = "".join(
        f"<dt>{html.escape(name)}</dt><dd>{html.escape(_plain(value))}</dd>\n"
        for name, value in _facts(record)
    )
    summary = html.escape(str(record["summary"]))
    passage = f"<p>{marked_html(words)}</p>\n" if words else ""
    return f"<article>\n<h1>{summary}</h1>\n<dl>\n{facts}</dl>\n{passage}</article>\n"


def _facts(record: Mapping[str, object]) -> Iterator[tuple[str, object]]:
    for name, value in record.items():
        if name != "summary" and value is not None:
            yield name, value


def _plain(value: object) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
