"""The demo: the replica's dated states through the real product, and the mails they make.

Only the five sites are ours: crawling over loopback sockets, judging, comparing, storing and
writing the mails is the product. At the end what it told is held against the true events of
`tests.pages.history`; the exit status is 1 if one is missing or false.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, date, datetime
from datetime import time as clock
from pathlib import Path
from urllib.parse import urlsplit

from rich.console import Console
from rich.progress import Progress

from missions.records import ChangeKind, ChangeState, RunStatus
from settings import Settings
from storage.rows import ChangeRow
from storage.store import Store
from storage.wishes import Wishes
from tests.pages.history import (
    EVENTS,
    STATES,
    Disagreement,
    ExpectedEvent,
    disagreements_at,
    sources_with_removals,
)
from tests.pages.server import ReplicaServer
from watch import ContradictionRow, Watch

VAR = Path("var")
DATABASE = "demo.db"
AT_ONCE = 2
"""Sources crawled at the same time."""
READERS = (("en", "reader@example.org"), ("nl", "lezer@example.org"))
OUTSIDE = (ChangeKind.LINK, ChangeKind.CONTRADICTION)
"""Kinds the list of events leaves out: they lie between pages, not on one."""
WITH_VALUE = (ChangeKind.FIELD, ChangeKind.PARTICIPATION)


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
    console = Console(soft_wrap=True)
    began = time.monotonic()
    _start_afresh()
    with ReplicaServer(STATES[0]) as server:
        settings = _settings(server)
        store = Store.open(settings.storage.url)
        store.upgrade()
        _subscribe(store)
        with Progress(console=console, transient=True) as progress:
            right = _replay(Watch(settings, store), server, progress)
        with store.read() as repository:
            changes = repository.changes(state=ChangeState.CONFIRMED)
        store.close()
        right &= _report(console, changes, time.monotonic() - began)
        if os.environ.get("SERVE", "1") != "0":
            _serve(console, settings)
    return 0 if right else 1


def _start_afresh() -> None:
    """Begin with an empty database and outbox; only the demo's own are removed."""
    VAR.mkdir(exist_ok=True)
    for leftover in VAR.glob(f"{DATABASE}*"):
        leftover.unlink()
    shutil.rmtree(VAR / "outbox", ignore_errors=True)


def _settings(server: ReplicaServer) -> Settings:
    """Return the configuration of the demo: the five sources on loopback, no waiting."""
    sources = {
        source: {"start": [url for url, _ in pages], "follow": True}
        for source, pages in server.addresses.items()
    }
    return Settings.model_validate(
        {
            "storage": {"url": f"sqlite:///{VAR / DATABASE}"},
            "crawl": {"delay": 0, "allow_private_addresses": True},
            "mail": {"outbox": str(VAR / "outbox")},
            "sources": sources,
        }
    )


def _subscribe(store: Store) -> None:
    with store.begin() as repository:
        for language, address in READERS:
            repository.subscribe(address, Wishes(language), datetime.now(UTC))


def _replay(watch: Watch, server: ReplicaServer, progress: Progress) -> bool:
    """Crawl every state, once more where something vanished, and send the mail of each.

    Say whether each state showed just the contradictions that it has.
    """
    right = True
    task = progress.add_task("Replaying", total=len(STATES))
    for state in STATES:
        server.date = state
        progress.update(task, description=f"The sites on {state}")
        _crawl(watch, server.addresses, datetime.combine(state, clock(8), UTC))
        _crawl(watch, sources_with_removals(state), datetime.combine(state, clock(14), UTC))
        watch.notify(datetime.combine(state, clock(15), UTC))
        right &= _shows_its_contradictions(watch, state, progress)
        progress.advance(task)
    return right


def _shows_its_contradictions(watch: Watch, state: date, progress: Progress) -> bool:
    """Hold the contradictions that stand against those of the state; print what differs."""
    true = list(disagreements_at(state))
    false = []
    for row in watch.contradictions():
        fitting = next((one for one in true if is_disagreement(row, one)), None)
        if fitting is None:
            false.append(row)
        else:
            true.remove(fitting)
    for label, found in (("Missing", true), ("False", false)):
        for one in found:
            progress.console.print(f"{label} on {state}: {one}", highlight=False)
    return not true and not false


def is_disagreement(row: ContradictionRow, one: Disagreement) -> bool:
    """Say whether a contradiction is between the two pages of a true one."""
    sides = [(side.source, urlsplit(side.page).path) for side in row.sides]
    pages = [(page.partition(" ")[0], page.partition(" ")[2]) for page in one.pages]
    return row.mission == one.mission and any(
        all(
            source == name and path.startswith(start)
            for (source, path), (name, start) in zip(order, pages, strict=True)
        )
        for order in (sides, sides[::-1])
    )


def _crawl(watch: Watch, sources: Iterable[str], at: datetime) -> None:
    with ThreadPoolExecutor(AT_ONCE) as pool:
        for report in pool.map(lambda source: watch.crawl(source, at=at), sorted(sources)):
            if report.status is not RunStatus.OK:
                raise SystemExit(
                    f"{report.source} on {at:%Y-%m-%d}: {report.status}, {report.reason}"
                )


def _report(console: Console, changes: Sequence[ChangeRow], seconds: float) -> bool:
    """Print what was told and hold it against what happened; say whether they are the same."""
    for row in sorted(changes, key=lambda row: (row.detected, row.change.source, row.id)):
        line = f"{row.detected:%Y-%m-%d}  {row.change.source:8} {row.change.summary}"
        console.print(line, highlight=False, markup=False)
    told = Counter(_told(changes))
    true = Counter(_expected(event) for event in EVENTS)
    missing, false = true - told, told - true
    for label, events in (("Missing", missing), ("False", false)):
        for event in events.elements():
            console.print(f"{label}: {event}", highlight=False)
    mails = list((VAR / "outbox").glob("*.eml"))
    console.print(
        f"\n{len(STATES)} states, {true.total()} true events: {(true & told).total()} told, "
        f"{missing.total()} missing, {false.total()} false. "
        f"{len(mails)} mails in {VAR / 'outbox'}. {seconds:.0f} s.",
        highlight=False,
    )
    return not missing and not false and bool(mails)


def _told(changes: Sequence[ChangeRow]) -> Iterator[Told]:
    for row in changes:
        change = row.change
        # A source that broke or recovered is the operator's news, not a page's.
        is_health = change.kind is ChangeKind.SOURCE and change.field != "layout"
        if change.kind not in OUTSIDE and not is_health:
            yield Told(
                f"{row.detected:%Y-%m-%d}",
                change.source,
                str(change.kind),
                change.mission,
                change.field if change.kind is ChangeKind.FIELD else None,
                change.after if change.kind in WITH_VALUE else None,
            )


def _expected(event: ExpectedEvent) -> Told:
    return Told(str(event.state), event.source, event.kind, event.mission, event.field, event.after)


def _serve(console: Console, settings: Settings) -> None:
    """Serve the review site on what was just recorded, until interrupted.

    The sources are the replica's pages, switched off: the replica ends with the demo's states.
    """
    console.print("Review site: http://127.0.0.1:8000 (Ctrl-C ends it)", highlight=False)
    variables = {"MISSIONWATCH_STORAGE__URL": settings.storage.url}
    for source, said in settings.sources.items():
        section = f"MISSIONWATCH_SOURCES__{source.upper()}__"
        variables |= {f"{section}ENABLED": "false", f"{section}FOLLOW": "true"}
        variables[f"{section}START"] = json.dumps(said.start)
    program = [sys.executable, "-m", "cli", "serve"]
    try:
        subprocess.run(program, env=os.environ | variables, check=False)
    except KeyboardInterrupt:
        console.print("Stopped.")


if __name__ == "__main__":
    raise SystemExit(main())
