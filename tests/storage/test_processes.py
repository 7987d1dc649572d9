"""Several processes on one database: one winner a race, and no harm when one is killed."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from storage.store import Store
from tests.storage.samples import NOON, change

ROOT = Path(__file__).parents[2]
ROUNDS = 25


@contextmanager
def process(module: str, *arguments: str) -> Iterator[subprocess.Popen[str]]:
    """Run a module of these tests; it is killed in the end."""
    command = [sys.executable, "-m", f"tests.storage.{module}", *arguments]
    started = subprocess.Popen(
        command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    try:
        yield started
    finally:
        started.kill()
        started.communicate()


def prepare_race(store: Store) -> None:
    """Make every source due, and as many changes and messages."""
    with store.begin() as tx:
        person = tx.subscribe("ann@example.org", "en", "immediate", [], [], [], NOON)
        other = tx.subscribe("bob@example.org", "en", "immediate", [], [], [], NOON)
        for number in range(1, ROUNDS + 1):
            tx.set_next_due(f"source-{number}", NOON)
            told = tx.record_change(change(), None, NOON)
            tx.announce(told, other.id)
            tx.queue_message(other.id, [told], f"<{number}@example.org>", "News", b"", NOON)
        assert person.id == 1


def test_of_two_processes_exactly_one_wins_each_race(store: Store, address: str) -> None:
    prepare_race(store)
    with (
        process("contender", address, str(ROUNDS)) as one,
        process("contender", address, str(ROUNDS)) as two,
    ):
        for contender in (one, two):
            assert contender.stdout is not None
            assert contender.stdout.readline() == "ready\n"
        for contender in (one, two):
            assert contender.stdin is not None
            contender.stdin.write("go\n")
            contender.stdin.flush()
        wins = [json.loads(contender.communicate(timeout=60)[0]) for contender in (one, two)]
    for race in ("runs", "due", "announced", "messages"):
        assert sorted(wins[0][race] + wins[1][race]) == list(range(1, ROUNDS + 1)), race


def test_a_process_killed_at_any_moment_leaves_a_valid_database(store: Store, address: str) -> None:
    for attempt in range(3):
        with process("keeper", address, f"source-{attempt}") as keeper:
            assert keeper.stdout is not None
            keeper.stdout.read(5 + attempt)
            time.sleep(0.017 * attempt)
            keeper.kill()
        assert store.check() == []
    with store.read() as tx:
        snapshots = list(tx.snapshots())
        assert len(snapshots) >= 18
        for row in snapshots:
            assert len(tx.body(row.id)) > 10_000


def test_several_processes_may_set_up_one_database_at_once(empty_address: str) -> None:
    script = (
        "import sys; from storage.store import Store; s = Store.open(sys.argv[1]); s.upgrade();"
        "print(s.check())"
    )
    started = [
        subprocess.Popen(
            [sys.executable, "-c", script, empty_address],
            cwd=ROOT,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for _ in range(3)
    ]
    for one in started:
        said, errors = one.communicate(timeout=60)
        assert (said, errors) == ("[]\n", "")
