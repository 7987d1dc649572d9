"""The `missionwatch` command: what people and programs ask, and the exit statuses they get.

Every command only translates: words typed into a call of `watch` or `storage`, and the answer
into lines. 0 done; 1 done but a source failed, is held, or mail still waits; 2 wrong usage or
configuration; 3 storage cannot be used.
"""

from __future__ import annotations

import html
import json
import logging
import signal
import socket
import sys
import traceback
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, nullcontext
from dataclasses import asdict
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Event
from typing import Any, NoReturn, TextIO
from urllib.parse import urlsplit

import click

import terminal
from arguments import (
    Typed,
    end_of,
    mail_address,
    observation_time,
    source_name,
    start_of,
    suggestion,
    web_address,
)
from commands.evidence import evidence, oddities
from commands.register import register
from commands.rereading import reread
from commands.session import (
    DONE,
    INCOMPLETE,
    NO_STORAGE,
    WRONG_USE,
    MissionName,
    Session,
    answer,
    by_option,
    json_option,
    known_source,
    mission_option,
    source_option,
)
from crawler.errors import CrawlError
from crawler.pages import Progress
from crawler.profile import SourceProfile
from missions.decisions import DecisionRefused
from missions.difference import Stretch, marked_html, marked_text, word_difference
from missions.records import ChangeKind, ChangeState, RunStatus, Status
from notifier.errors import DeliveryError
from scheduler import Scheduler
from settings import ConfigurationError, product_version
from storage.errors import NotFound, RunOver, SourceBusy, SourceExists, StorageError
from storage.export import export_rows, write_csv, write_json
from storage.rows import RunCounts, SourceRow, SubscriberRow
from watch import NotHeld, NotifyReport, RunReport, UnknownSource, Watch, change_json

INTERRUPTED, TERMINATED, NO_READER = 130, 143, 141
WRONG_NAMES = (NotFound, SourceExists, RunOver, UnknownSource, NotHeld, DecisionRefused)
EXPLAINED = (*WRONG_NAMES, ConfigurationError, StorageError, CrawlError, DeliveryError)
CRAWL_FAILED = {RunStatus.FAILED, RunStatus.HELD, RunStatus.INTERRUPTED}
ORGANISATIONS = ("UN", "EU", "NATO", "OSCE", "BE", "other")
LANGUAGES = ("en", "fr", "nl", "de")
FREQUENCIES = ("immediate", "daily", "weekly")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command and return its exit status; every failure is one sentence on stderr."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    terminal.prepare_streams()
    signal.signal(signal.SIGTERM, _terminated)
    try:
        # Not `command.main`, which would swallow a broken pipe.
        with command.make_context("missionwatch", list(words)) as context:
            status = command.invoke(context)
        sys.stdout.flush()
    except click.exceptions.Exit as end:
        return end.exit_code
    except BrokenPipeError:
        terminal.silence_stdout()
        return NO_READER
    except (KeyboardInterrupt, click.Abort):
        terminal.complain("interrupted.")
        return INTERRUPTED
    except Exception as error:
        if "--debug" in words:
            traceback.print_exc()
        terminal.complain(_sentence(error))
        return _status(error)
    return status if isinstance(status, int) else DONE


class Terminated(SystemExit):
    """Ends what runs as Ctrl-C does, so that a crawl is marked as interrupted."""

    def __str__(self) -> str:
        return "the command was told to stop"


def _terminated(number: int, frame: object) -> NoReturn:
    raise Terminated(TERMINATED)


def _sentence(error: Exception) -> str:
    if isinstance(error, click.UsageError):
        hint = f" See {error.ctx.command_path} --help." if error.ctx else ""
        return f"{error.format_message()}{hint}"
    if isinstance(error, click.ClickException):
        return error.format_message()
    if isinstance(error, EXPLAINED):
        return str(error)
    kind = type(error).__name__
    return f"stopped by an unexpected error ({kind}: {error}); --debug shows where it happened."


def _status(error: Exception) -> int:
    if isinstance(error, (click.ClickException, ConfigurationError, *WRONG_NAMES)):
        return WRONG_USE
    return NO_STORAGE if isinstance(error, StorageError) else INCOMPLETE


@click.group(
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Exit status: 0 done; 1 a source failed or is held, or mail still waits; "
    "2 wrong usage or configuration; 3 storage cannot be used.",
)
@click.option(
    "--config",
    type=click.Path(path_type=Path, dir_okay=False),
    envvar="MISSIONWATCH_CONFIG",
    help="Configuration file (default: missionwatch.toml here, if there is one).",
)
@click.option("--debug", is_flag=True, help="Show where an error happened, and log everything.")
@click.version_option(product_version(), prog_name="missionwatch")
@click.pass_context
def command(context: click.Context, config: Path | None, debug: bool) -> None:
    """Tell when a list of peace missions changes."""
    logging.basicConfig(
        level=logging.DEBUG if debug else logging.WARNING,
        format="%(asctime)s %(levelname)s %(message)s",
        stream=sys.stderr,
        force=True,
    )
    context.obj = Session(config, debug)


# What the sources list


@command.command()
@click.argument("sources", nargs=-1, metavar="[SOURCE]...")
@click.option("--at", metavar="DATE", help="Record this observation time (for replays).")
@json_option
@click.pass_obj
def crawl(session: Session, sources: tuple[str, ...], at: str | None, as_json: bool) -> int:
    """Crawl now: the sources named, or all that are enabled."""
    moment = session.when("--at", at, observation_time)
    with session.watch() as watch:
        return max(
            [_crawl(watch, name, moment, as_json) for name in _chosen(watch, sources)] or [0]
        )


def _chosen(watch: Watch, names: Sequence[str]) -> list[str]:
    profiles = watch.profiles()
    for name in names:
        known_source(profiles, name)
    return list(names) or [name for name, profile in profiles.items() if profile.enabled]


def _crawl(watch: Watch, source: str, at: datetime | None, as_json: bool) -> int:
    with terminal.progress(source) as advance:

        def forward(state: Progress) -> None:
            advance(state.fetched, state.waiting, state.current)

        try:
            report = watch.crawl(source, at=at, on_progress=forward)
        except (CrawlError, SourceBusy) as error:
            report = _not_crawled(watch, source, error)
    if as_json:
        terminal.write_json([report.as_json()])
    else:
        terminal.say(_report_line(report))
    return INCOMPLETE if report.status in CRAWL_FAILED else DONE


def _not_crawled(watch: Watch, source: str, error: Exception) -> RunReport:
    """Report a crawl that could not begin, under the run that was in its way or that it made."""
    with watch.store.read() as repository:
        run = repository.runs(source, limit=1)[0].id
    nothing = asdict(RunCounts())
    return RunReport(run, source, RunStatus.FAILED, str(error), **nothing)


def _report_line(report: RunReport) -> str:
    counts = (
        f"{report.pages} pages ({report.unchanged} unchanged, {report.changed} changed, "
        f"{report.failed} failed), {report.missions} missions, {report.changes} changes, "
        f"{report.seconds:.1f} s"
    )
    reason = f": {report.reason}" if report.reason else ""
    return f"{report.source}: {report.status}, {counts}{reason}"


@command.command()
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


@command.command()
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


# What changed


@command.command()
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


@command.command()
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


# Crawls that were not believed


@command.group(invoke_without_command=True)
@json_option
@click.pass_context
def held(context: click.Context, as_json: bool) -> int:
    """Show the crawls that were held back because they were not believable."""
    if context.invoked_subcommand:
        return DONE
    session: Session = context.obj
    with session.store() as store, store.read() as repository:
        runs = repository.held_runs()
    rows = [
        {
            "run": run.id,
            "source": run.source,
            "started": run.started_at.isoformat(),
            "reason": run.reason,
        }
        for run in runs
    ]
    if as_json:
        terminal.write_json(rows)
    else:
        terminal.show_table(
            ("RUN", "SOURCE", "STARTED", "REASON"),
            [tuple(row.values()) for row in rows],
            "Nothing is held.",
        )
    return DONE


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


# What is watched


@command.group(invoke_without_command=True)
@json_option
@click.pass_context
def sources(context: click.Context, as_json: bool) -> None:
    """Show what is watched."""
    if context.invoked_subcommand:
        return
    session: Session = context.obj
    with session.watch() as watch, watch.store.read() as repository:
        kept = {row.id: row for row in repository.source_rows()}
        rows = [_source(profile, kept.get(name)) for name, profile in watch.profiles().items()]
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


def _source(profile: SourceProfile, kept: SourceRow | None) -> dict[str, Any]:
    due = kept.next_due_at if kept else None
    return {
        "source": profile.id,
        "name": profile.name,
        "organisation": profile.organisation,
        "start": [start.url for start in profile.start],
        "every": profile.every,
        "cron": profile.cron,
        "fetch": profile.fetch,
        "follow": profile.follow,
        "enabled": profile.enabled,
        "added": bool(kept and kept.added),
        "next_due": due.isoformat() if due else None,
    }


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
        with watch.store.begin() as repository:
            label = name or urlsplit(url).hostname or source_id
            repository.add_source(source_id, url, label, organisation)
        profile = watch.profiles()[source_id]
    answer(
        as_json,
        {**_source(profile, None), "added": True},
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
        with watch.store.begin() as repository:
            repository.remove_source(source_id)
    answer(
        as_json,
        {"source": source_id, "removed": True},
        f"{source_id} is no longer watched; its history stays.",
    )


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
    return INCOMPLETE if any(state.state in CRAWL_FAILED for state in health) else DONE


def _time(moment: datetime | None) -> str:
    return moment.isoformat(timespec="seconds") if moment else "never"


# Who is told


@command.command()
@json_option
@click.pass_obj
def subscribers(session: Session, as_json: bool) -> None:
    """Show who gets what."""
    with session.store() as store, store.read() as repository:
        rows = [_subscriber(row) for row in repository.subscribers()]
    if as_json:
        terminal.write_json(rows)
        return
    terminal.show_table(
        ("EMAIL", "LANGUAGE", "FREQUENCY", "SOURCES", "MISSIONS", "KINDS"),
        [
            (
                row["email"],
                row["language"],
                row["frequency"],
                row["sources"] or "all",
                row["missions"] or "all",
                row["kinds"] or "all",
            )
            for row in rows
        ],
        "Nobody is subscribed; add someone with: missionwatch subscribe name@example.org",
    )


def _subscriber(row: SubscriberRow) -> dict[str, Any]:
    """Leave the token out: who has it can unsubscribe this person."""
    return {
        "email": row.email,
        "language": row.language,
        "frequency": row.frequency,
        "sources": list(row.sources),
        "missions": list(row.missions),
        "kinds": list(row.kinds),
        "subscribed": row.subscribed_at.isoformat(),
    }


@command.command()
@click.argument("email", type=Typed("address", mail_address))
@click.option("--language", type=click.Choice(LANGUAGES), default="en", show_default=True)
@click.option("--frequency", type=click.Choice(FREQUENCIES), default="immediate", show_default=True)
@click.option("--source", "sources", multiple=True, metavar="ID", help="Only these (repeatable).")
@click.option(
    "--mission",
    "missions",
    multiple=True,
    type=MissionName(),
    help="Only these missions: id or acronym (repeatable).",
)
@click.option(
    "--kind",
    "kinds",
    multiple=True,
    type=click.Choice([str(kind) for kind in ChangeKind]),
    help="Only these kinds of change (repeatable).",
)
@json_option
@click.pass_obj
def subscribe(
    session: Session,
    email: str,
    language: str,
    frequency: str,
    sources: tuple[str, ...],
    missions: tuple[str, ...],
    kinds: tuple[str, ...],
    as_json: bool,
) -> None:
    """Send a person what changes, or change what they get."""
    with session.watch() as watch:
        profiles = watch.profiles()
        for name in sources:
            known_source(profiles, name)
        with watch.store.begin() as repository:
            now = datetime.now(UTC)
            row = repository.subscribe(email, language, frequency, sources, missions, kinds, now)
    answer(as_json, _subscriber(row), f"{row.email} gets mail in {row.language}, {row.frequency}.")


@command.command()
@click.argument("email")
@json_option
@click.pass_obj
def unsubscribe(session: Session, email: str, as_json: bool) -> None:
    """Send a person nothing any more."""
    with session.store() as store, store.begin() as repository:
        known = [row.email for row in repository.subscribers()]
        if not repository.unsubscribe(email):
            raise click.UsageError(f'"{email}" is not subscribed.{suggestion(email, known)}')
    answer(as_json, {"email": email, "subscribed": None}, f"{email} gets no more mail.")


@command.command()
@click.option("--dry-run", is_flag=True, help="Show what would be sent; send and keep nothing.")
@click.option("--format", "form", type=click.Choice(["text", "html"]), default="text")
@json_option
@click.pass_obj
def notify(session: Session, dry_run: bool, form: str, as_json: bool) -> int:
    """Write and send the mail that is due now."""
    with session.watch() as watch:
        report = watch.notify(dry_run=dry_run)
    if as_json:
        terminal.write_json([_notified(report)])
    else:
        for preview in report.previews:
            terminal.say(f"To: {preview.recipient}")
            terminal.say(f"Subject: {preview.subject}")
            terminal.say("")
            terminal.write_text(preview.html if form == "html" else preview.text)
        terminal.say(
            f"{report.queued} queued, {report.sent} sent, {report.failed} refused for good, "
            f"{report.waiting} waiting"
        )
    for sentence in report.errors:
        terminal.complain(sentence)
    if report.errors and report.waiting:
        terminal.complain(
            f"{report.waiting} mails stay queued; nothing is lost, and they go out as soon as the "
            "mail server takes them."
        )
    return INCOMPLETE if report.errors else DONE


def _notified(report: NotifyReport) -> dict[str, object]:
    return {
        "queued": report.queued,
        "sent": report.sent,
        "failed": report.failed,
        "waiting": report.waiting,
        "errors": list(report.errors),
    }


# When: running for long


@command.command()
@click.pass_obj
def schedule(session: Session) -> int:
    """Crawl each source when it is due and send the mail, until stopped."""
    _log_what_happens()
    with session.watch() as watch, _scheduler(watch), _until_a_signal():
        Event().wait()
    return DONE


@command.command()
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", type=click.IntRange(0, 65535), default=8000, show_default=True)
@click.pass_obj
def serve(session: Session, host: str, port: int) -> int:
    """Run the review site and the scheduler in one process, until stopped."""
    # Only this command needs the web room and its server, which are slow to load.
    import uvicorn  # noqa: PLC0415

    from web.app import create_app  # noqa: PLC0415

    _log_what_happens()
    session.ask_for_contact()
    with session.watch() as watch, _bound(host, port) as bound:
        server = uvicorn.Server(uvicorn.Config(create_app(watch), log_config=None))
        address, number = bound.getsockname()[:2]
        logging.getLogger("missionwatch").info("Review site: http://%s:%s", address, number)
        with _scheduler(watch), _until_a_signal():
            server.run(sockets=[bound])
    return DONE


def _scheduler(watch: Watch) -> Scheduler:
    return Scheduler(watch, watch.settings.schedule.zone())


@contextmanager
def _until_a_signal() -> Iterator[None]:
    """End the block orderly when the service is stopped."""
    try:
        yield
    except (KeyboardInterrupt, SystemExit):
        logging.getLogger("missionwatch").info("Stopping; a running crawl ends at its next page.")


@contextmanager
def _bound(host: str, port: int) -> Iterator[socket.socket]:
    """Take the port before anything is started, so that a taken one is a plain sentence."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as bound:
        bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            bound.bind((host, port))
            bound.listen()
        except OSError as error:
            raise click.UsageError(
                f"The review site cannot listen on {host}:{port}: {error.strerror}. "
                "Choose another --port or --host."
            ) from error
        yield bound


def _log_what_happens() -> None:
    """Services tell what they do; the libraries only what goes wrong."""
    for name in ("missionwatch", "scheduler", "watch"):
        logging.getLogger(name).setLevel(logging.INFO)


# Taking the data elsewhere, and looking after it


@command.command()
@click.option(
    "--what",
    type=click.Choice(["missions", "changes", "snapshots"]),
    default="missions",
    show_default=True,
)
@click.option("--format", "form", type=click.Choice(["csv", "json"]), required=True)
@click.option("--output", type=click.Path(path_type=Path, dir_okay=False, writable=True))
@click.pass_obj
def export(session: Session, what: str, form: str, output: Path | None) -> None:
    """Write missions, changes or snapshots as a file, or on stdout."""
    with session.store() as store, store.read() as repository:
        rows = export_rows(repository, what)
        with _replaced(output) if output else nullcontext(sys.stdout) as stream:
            if form == "csv":
                write_csv(rows, what, stream)
            else:
                write_json(rows, stream)


@contextmanager
def _replaced(file: Path) -> Iterator[TextIO]:
    """Write beside `file` and put it in place when complete; a failure leaves the old one."""
    partial = file.with_name(f".{file.name}.part")
    try:
        with partial.open("w", encoding="utf-8", newline="") as stream:
            yield stream
        partial.replace(file)
    except OSError as error:
        raise click.UsageError(f"{file} cannot be written: {error.strerror}.") from error
    finally:
        partial.unlink(missing_ok=True)


@command.group()
def db() -> None:
    """Look after the database."""


@db.command("upgrade")
@json_option
@click.pass_obj
def upgrade_database(session: Session, as_json: bool) -> None:
    """Bring the tables to this version (every other command does so too)."""
    with session.store():
        pass
    answer(as_json, {"upgraded": True}, "The database is up to date.")


@db.command("check")
@json_option
@click.pass_obj
def check_database(session: Session, as_json: bool) -> int:
    """Look for damage."""
    with session.store() as store:
        problems = store.check()
    if as_json:
        terminal.write_json([{"sound": not problems, "problems": problems}])
    else:
        terminal.write_text("\n".join(problems) or "The database is sound.")
    return NO_STORAGE if problems else DONE


@db.command("prune")
@click.option("--keep-days", type=click.IntRange(0), default=365, show_default=True)
@json_option
@click.pass_obj
def prune_database(session: Session, keep_days: int, as_json: bool) -> None:
    """Remove what is old and no part of the history."""
    with session.store() as store:
        removed = asdict(store.prune(keep_days))
    counts = ", ".join(f"{count} {name.replace('_', ' ')}" for name, count in removed.items())
    answer(as_json, removed, f"Removed: {counts}.")


db.add_command(reread)
command.add_command(register)
command.add_command(evidence)
command.add_command(oddities)


if __name__ == "__main__":
    sys.exit(main())
