"""`changes` and `diff`: what changed, and in which words."""

from __future__ import annotations

import html
import json
from collections.abc import Iterator, Mapping, Sequence
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
from crawler.passages import difference
from missions.difference import (
    BlockEdit,
    Fate,
    Stretch,
    folded,
    marked_html,
    marked_page,
    marked_text,
    page_html,
    word_difference,
)
from missions.moments import end_of, start_of
from missions.records import ChangeKind, ChangeState
from storage.rows import ChangeRow
from watch import Watch, change_json

NO_PAIR = "There are not two versions of the page to compare."


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
@click.option("--pages", is_flag=True, help="Compare the whole page before and after too.")
@json_option
@click.pass_obj
def diff(session: Session, change: int, form: str, pages: bool, as_json: bool) -> None:
    """Show one change: what is recorded, and the difference in the words."""
    with session.watch() as watch:
        with watch.store.read() as repository:
            row = repository.change(change)
        edits = _page_edits(watch, row) if pages else None
    record = change_json(row)
    words = word_difference(row.change.passage_before, row.change.passage_after)
    if as_json or form == "json":
        terminal.write_json([{**record, **_difference_json(words, edits)}])
    elif form == "html":
        terminal.write_text(_change_html(record, words, edits))
    else:
        terminal.write_text(_change_text(record, words, edits))


def _page_edits(watch: Watch, row: ChangeRow) -> tuple[BlockEdit, ...]:
    """Return what changed on the whole page; nothing when only one version is kept."""
    before, after = watch.versions_around(row)
    if before is None or after is None:
        return ()
    return difference(watch.page_version(before).page, watch.page_version(after).page)


def _difference_json(
    words: Sequence[Stretch], edits: Sequence[BlockEdit] | None
) -> dict[str, object]:
    found: dict[str, object] = {"difference": _words_json(words)}
    if edits is not None:
        found["page_difference"] = [_edit_json(one) for one in edits if one.fate is not Fate.KEPT]
    return found


def _edit_json(edit: BlockEdit) -> dict[str, object]:
    return {
        "fate": str(edit.fate),
        "before": edit.before.text if edit.before else None,
        "after": edit.after.text if edit.after else None,
        "position_before": edit.old,
        "position_after": edit.new,
        "difference": _words_json(edit.words),
    }


def _words_json(words: Sequence[Stretch]) -> list[dict[str, str]]:
    return [{"edit": str(part.edit), "text": part.text} for part in words]


def _change_text(
    record: Mapping[str, object],
    words: tuple[Stretch, ...],
    edits: Sequence[BlockEdit] | None,
) -> str:
    lines = [str(record["summary"]), ""]
    lines += [f"{name}: {_plain(value)}" for name, value in _facts(record)]
    if words:
        lines += ["", marked_text(words)]
    if edits is not None:
        lines += ["", marked_page(folded(edits)) or NO_PAIR]
    return "\n".join(lines)


def _change_html(
    record: Mapping[str, object],
    words: tuple[Stretch, ...],
    edits: Sequence[BlockEdit] | None,
) -> str:
    facts = "".join(
        f"<dt>{html.escape(name)}</dt><dd>{html.escape(_plain(value))}</dd>\n"
        for name, value in _facts(record)
    )
    summary = html.escape(str(record["summary"]))
    passage = f"<p>{marked_html(words)}</p>\n" if words else ""
    page = page_html(folded(edits)) if edits is not None else ""
    return f"<article>\n<h1>{summary}</h1>\n<dl>\n{facts}</dl>\n{passage}{page}</article>\n"


def _facts(record: Mapping[str, object]) -> Iterator[tuple[str, object]]:
    for name, value in record.items():
        if name != "summary" and value is not None:
            yield name, value


def _plain(value: object) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
