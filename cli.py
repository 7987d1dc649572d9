"""The `missionwatch` command: what people and programs ask, and the exit statuses they get.

Every command only translates: words typed into a call of `watch` or `storage`, and the answer
into lines. 0 done; 1 done but a source failed, is held, or mail still waits; 2 wrong usage or
configuration; 3 storage cannot be used.
"""

from __future__ import annotations

import logging
import signal
import socket
import sys
import traceback
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from threading import Event
from typing import NoReturn

import click

import terminal
from commands.auditing import audit
from commands.contradictions import contradictions
from commands.crawling import crawl
from commands.database import db
from commands.evidence import evidence, oddities
from commands.exporting import export
from commands.history import changes, diff
from commands.holding import held
from commands.listed import missions, statements
from commands.mailing import bounces, mail, notify, trial
from commands.people import links, pause, resume, subscribe, subscribers, unsubscribe
from commands.register import register
from commands.session import (
    DONE,
    INCOMPLETE,
    NO_STORAGE,
    WRONG_USE,
    Session,
)
from commands.users import users
from commands.watched import sources
from crawler.errors import CrawlError
from missions.decisions import DecisionRefused
from notifier.errors import NotifierError
from scheduler import Scheduler
from settings import ConfigurationError, product_version
from storage.errors import AccountExists, LastAdmin, NotFound, RunOver, SourceExists, StorageError
from watch import NotHeld, UnknownSource, Watch
from watch.signing_in import NameUnusable

INTERRUPTED, TERMINATED, NO_READER = 130, 143, 141
STREAMS_END = 3
"""Seconds that browsers get which follow a crawl, when the service is stopped."""
WRONG_NAMES = (
    NotFound,
    SourceExists,
    AccountExists,
    LastAdmin,
    NameUnusable,
    RunOver,
    UnknownSource,
    NotHeld,
    DecisionRefused,
)
EXPLAINED = (*WRONG_NAMES, ConfigurationError, StorageError, CrawlError, NotifierError)


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
        site = create_app(watch)
        server = uvicorn.Server(
            uvicorn.Config(site, log_config=None, timeout_graceful_shutdown=STREAMS_END)
        )
        address, number = bound.getsockname()[:2]
        logging.getLogger("missionwatch").info("Review site: http://%s:%s", address, number)
        _invite_first(watch)
        with _scheduler(watch) as scheduler, _until_a_signal():
            site.state.ticked = scheduler.ticked_at
            server.run(sockets=[bound])
    return DONE


def _invite_first(watch: Watch) -> None:
    """Print the link by which the first account is made, as long as there is none."""
    with watch.store.read() as repository:
        if repository.has_accounts():
            return
    link = watch.invitation_link(watch.invite(None, by=""))
    terminal.say(f"Nobody has an account yet. To make the first one, open once: {link}")


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


for one in (
    audit,
    bounces,
    changes,
    contradictions,
    crawl,
    db,
    diff,
    evidence,
    export,
    held,
    links,
    mail,
    missions,
    notify,
    oddities,
    pause,
    register,
    resume,
    sources,
    statements,
    subscribe,
    subscribers,
    trial,
    unsubscribe,
    users,
):
    command.add_command(one)


if __name__ == "__main__":
    sys.exit(main())
