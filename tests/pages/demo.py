"""The demo: the replica's dated states through the real crawler, and the mails they make.

Everything but the five sites is the product: the `missionwatch` command crawls over loopback,
judges, compares, stores, and writes the mails. At the end what it told is held against the true
events of `history`; the exit status is 1 if one is missing or false.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.progress import Progress

from tests.pages.history import EVENTS, STATES, ExpectedEvent, sources_with_removals
from tests.pages.server import ReplicaServer

VAR = Path("var")
READERS = (("en", "reader@example.org"), ("nl", "lezer@example.org"))
OUTSIDE = ("link", "contradiction")
"""Kinds the list of events leaves out: they lie between pages, not on one."""


@dataclass(frozen=True)
class Told:
    """A change the product recorded, in the terms of an expected event."""

    state: str
    source: str
    kind: str
    mission: str | None
    field: str | None
    after: object


def main() -> int:
    """Run the demo; return 0 when what was told is exactly what happened."""
    console = Console()
    began = time.monotonic()
    _start_afresh()
    with ReplicaServer(STATES[0]) as server:
        environment = _environment(server)
        for language, address in READERS:
            _command(environment, "subscribe", address, "--language", language)
        with Progress(console=console, transient=True) as progress:
            task = progress.add_task("Replaying 2021 to 2026", total=len(STATES))
            for state in STATES:
                server.date = state
                progress.update(task, description=f"State of {state}")
                _replay(environment, state)
                progress.advance(task)
        changes = _lines(environment, "changes", "--json")
        right = _report(console, changes, time.monotonic() - began)
        if os.environ.get("SERVE", "1") != "0":
            _serve(console, environment)
    return 0 if right else 1


def _start_afresh() -> None:
    """Begin with an empty database and outbox; only the demo's own are removed."""
    VAR.mkdir(exist_ok=True)
    for leftover in VAR.glob("demo.db*"):
        leftover.unlink()
    shutil.rmtree(VAR / "outbox", ignore_errors=True)


def _environment(server: ReplicaServer) -> dict[str, str]:
    """Return the configuration of the demo, as variables: the five sources on loopback."""
    settings = {
        "STORAGE__URL": f"sqlite:///{VAR}/demo.db",
        "CRAWL__DELAY": "0",
        "CRAWL__CONTACT": "https://missionwatch.example",
        "CRAWL__ALLOW_PRIVATE_ADDRESSES": "true",
        "MAIL__OUTBOX": str(VAR / "outbox"),
    }
    for source, pages in server.addresses.items():
        settings[f"SOURCES__{source.upper()}__START"] = json.dumps([url for url, _ in pages])
        settings[f"SOURCES__{source.upper()}__FOLLOW"] = "true"
    return os.environ | {f"MISSIONWATCH_{key}": value for key, value in settings.items()}


def _replay(environment: dict[str, str], state: date) -> None:
    """Crawl all sources as of a state, once more where something vanished, and send the mail."""
    _command(environment, "crawl", "--at", f"{state}T08:00:00+02:00")
    again = sorted(sources_with_removals(state))
    if again:
        _command(environment, "crawl", *again, "--at", f"{state}T14:00:00+02:00")
    _command(environment, "notify")


def _command(environment: dict[str, str], *words: str) -> str:
    """Run `missionwatch` and return what it printed; a failure ends the demo with its message."""
    program = [sys.executable, "-m", "cli", *words]
    done = subprocess.run(  # noqa: S603 - our own command
        program, env=environment, capture_output=True, text=True, check=False
    )
    if done.returncode != 0:
        message = done.stderr or done.stdout
        raise SystemExit(f"missionwatch {' '.join(words)} ended with {done.returncode}:\n{message}")
    return done.stdout


def _lines(environment: dict[str, str], *words: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in _command(environment, *words).splitlines()]


def _report(console: Console, changes: Sequence[dict[str, Any]], seconds: float) -> bool:
    """Print what was told and hold it against what happened; say whether they are the same."""
    for change in changes:
        if change["state"] == "confirmed":
            console.print(
                f"{change['detected'][:10]}  {change['source']:8} {change['summary']}",
                highlight=False,
                markup=False,
            )
    told = Counter(_told(changes))
    true = Counter(_expected(event) for event in EVENTS)
    missing, false = true - told, told - true
    for label, events in (("Missing", missing), ("False", false)):
        for event in events.elements():
            console.print(f"[red]{label}[/red]: {event}", highlight=False)
    mails = sorted((VAR / "outbox").glob("*.eml"))
    console.print(
        f"\n{len(STATES)} states, {true.total()} true events: {(true & told).total()} told, "
        f"{missing.total()} missing, {false.total()} false. "
        f"{len(mails)} mails in {VAR / 'outbox'}. {seconds:.0f} s.",
        highlight=False,
    )
    return not missing and not false


def _told(changes: Sequence[dict[str, Any]]) -> Iterator[Told]:
    for change in changes:
        if change["state"] != "confirmed" or change["kind"] in OUTSIDE:
            continue
        after = change["after"] if change["kind"] in ("field", "participation") else None
        field = change["field"] if change["kind"] == "field" else None
        yield Told(
            change["detected"][:10],
            change["source"],
            change["kind"],
            change["mission"],
            field,
            after,
        )


def _expected(event: ExpectedEvent) -> Told:
    return Told(str(event.state), event.source, event.kind, event.mission, event.field, event.after)


def _serve(console: Console, environment: dict[str, str]) -> None:
    """Serve the review site on what was just recorded, until interrupted."""
    console.print("Review site: http://127.0.0.1:8000 (Ctrl-C ends it)", highlight=False)
    quiet = {name: value for name, value in environment.items() if "SOURCES__" not in name}
    quiet |= {
        f"MISSIONWATCH_SOURCES__{source}__ENABLED": "false"
        for source in ("BELGIUM", "UN", "NATO", "EEAS", "OSCE")
    }
    quiet |= {name: value for name, value in environment.items() if "SOURCES__" in name}
    program = [sys.executable, "-m", "cli", "serve"]
    try:
        subprocess.run(program, env=quiet, check=False)  # noqa: S603 - our own command
    except KeyboardInterrupt:
        console.print("Stopped.")


if __name__ == "__main__":
    raise SystemExit(main())
