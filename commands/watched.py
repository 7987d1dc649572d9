"""`sources`: what is watched, and how each source is doing."""

from __future__ import annotations

from datetime import datetime

import click

import terminal
from arguments import (
    Typed,
    source_name,
    web_address,
)
from commands.session import (
    CRAWL_FAILED,
    DONE,
    INCOMPLETE,
    Session,
    answer,
    json_option,
    known_source,
    person,
)
from crawler.profile import ORGANISATIONS
from watch import SourceHealth
from watch.answers import WatchedSource


@click.group(invoke_without_command=True)
@json_option
@click.pass_context
def sources(context: click.Context, as_json: bool) -> None:
    """Show what is watched."""
    if context.invoked_subcommand:
        return
    session: Session = context.obj
    with session.watch() as watch:
        rows = [one.as_json() for one in watch.watched()]
    if as_json:
        terminal.write_json(rows)
        return
    terminal.show_table(
        ("SOURCE", "ORGANISATION", "WHEN", "ENABLED", "START"),
        [
            (row["source"], row["organisation"], row["every"] or row["cron"], row["enabled"], page)
            for row in rows
            for page in row["start"]
        ],
        "Nothing is watched.",
    )


@sources.command("add")
@click.argument("url", type=Typed("address", web_address))
@click.option(
    "--id", "source_id", required=True, type=Typed("id", source_name), help="A short name."
)
@click.option("--name", help="What readers call it (default: its host).")
@click.option("--organisation", type=click.Choice(ORGANISATIONS), default="other")
@json_option
@click.pass_obj
def add_source(
    session: Session, url: str, source_id: str, name: str | None, organisation: str, as_json: bool
) -> None:
    """Watch one more page."""
    with session.watch() as watch:
        if source_id in watch.profiles():
            raise click.UsageError(f'There is a source "{source_id}" already; choose another id.')
        profile = watch.add_source(source_id, url, name or "", organisation, by=person())
    answer(
        as_json,
        {**WatchedSource(profile, None).as_json(), "added": True},
        f"{source_id} is watched from now on; try it with: missionwatch crawl {source_id}",
    )


@sources.command("remove")
@click.argument("source_id", metavar="ID")
@json_option
@click.pass_obj
def remove_source(session: Session, source_id: str, as_json: bool) -> None:
    """Stop watching a page that was added; its history stays."""
    with session.watch() as watch:
        known_source(watch.profiles(), source_id)
        watch.remove_source(source_id, by=person())
    answer(
        as_json,
        {"source": source_id, "removed": True},
        f"{source_id} is no longer watched; its history stays.",
    )


def _switch(name: str, summary: str, paused: bool, sentence: str) -> None:
    """Add `sources pause` or `sources resume`, which differ only in what is done."""

    @sources.command(name, help=summary)
    @click.argument("source_id", metavar="ID")
    @json_option
    @click.pass_obj
    def switch(session: Session, source_id: str, as_json: bool) -> None:
        with session.watch() as watch:
            known_source(watch.profiles(), source_id)
            watch.pause_source(source_id, paused=paused, by=person())
        answer(as_json, {"source": source_id, "paused": paused}, f"{source_id} {sentence}")


_switch("pause", "Crawl a source on schedule no more; `crawl` still does.", True, "is paused.")
_switch("resume", "Crawl a paused source on schedule again.", False, "is crawled on schedule.")


@sources.command("check")
@click.argument("source_id", metavar="[ID]", required=False)
@json_option
@click.pass_obj
def check_sources(session: Session, source_id: str | None, as_json: bool) -> int:
    """Say how each source is doing, and why."""
    with session.watch() as watch:
        known_source(watch.profiles(), source_id)
        health = watch.source_health(source_id)
    if as_json:
        terminal.write_json([state.as_json() for state in health])
    else:
        terminal.show_table(
            ("SOURCE", "STATE", "LAST CHECKED", "WHY"),
            [(state.source, state.state, _time(state.last_checked), state.why) for state in health],
            "Nothing is watched.",
        )
        for state in health:
            _show_trouble(state)
    return INCOMPLETE if any(state.state in CRAWL_FAILED for state in health) else DONE


def _show_trouble(state: SourceHealth) -> None:
    """Say below the table what is wrong with a source since when, and what to do."""
    if not state.what_to_do:
        return
    terminal.say("")
    reasons = ", ".join(state.reasons) or state.state
    terminal.say(f"{state.source}: {reasons} since {_time(state.since)}")
    believed = _time(state.last_believed)
    blind = f"; blind for {state.days_blind} days" if state.blind else ""
    terminal.say(f"  Last answered {_time(state.last_success)}, last believed {believed}{blind}")
    terminal.say(f"  {state.what_to_do}")
    if state.proposal:
        terminal.say(f"  {state.proposal}")


def _time(moment: datetime | None) -> str:
    return moment.isoformat(timespec="seconds") if moment else "never"
