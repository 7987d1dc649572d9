"""Several processes on one database: one winner a race, and no harm when one is killed."""

from __future__ import annotations

import multiprocessing
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess

from storage.rows import NewMessage
from storage.store import Store
from storage.wishes import Wishes
from tests.storage.contender import contend, set_up
from tests.storage.keeper import keep_on
from tests.storage.samples import NOON, change

ROUNDS = 25
KILLS = 8
PROCESSES = multiprocessing.get_context("forkserver")
# What is loaded once need not be loaded by each process.
PROCESSES.set_forkserver_preload(["tests.storage.contender", "tests.storage.keeper"])


@contextmanager
def process(
    target: Callable[..., None], *arguments: object
) -> Iterator[tuple[BaseProcess, Connection]]:
    """Run `target` in a process, with a connection as its last argument; killed in the end."""
    ours, theirs = PROCESSES.Pipe()
    started = PROCESSES.Process(target=target, args=(*arguments, theirs))
    started.start()
    theirs.close()
    try:
        yield started, ours
    finally:
        started.kill()
        started.join()
        ours.close()


def prepare_race(store: Store) -> None:
    """Make every source due, and as many changes and messages."""
    with store.begin() as tx:
        tx.subscribe("ann@example.org", Wishes(), NOON)
        bob = tx.subscribe("bob@example.org", Wishes(), NOON)
        for number in range(1, ROUNDS + 1):
            tx.set_next_due(f"source-{number}", NOON)
            told = tx.record_change(change(), None, NOON)
            tx.announce(told, bob.id)
            tx.queue_message(
                NewMessage(bob.id, (told,), f"<{number}@example.org>", "News", b""), NOON
            )


def test_of_two_processes_exactly_one_wins_each_race(store: Store, address: str) -> None:
    prepare_race(store)
    gate = PROCESSES.Barrier(2)
    with (
        process(contend, address, ROUNDS, gate) as (_, one),
        process(contend, address, ROUNDS, gate) as (_, two),
    ):
        wins = [one.recv(), two.recv()]
    for race in ("runs", "due", "announced", "messages"):
        assert sorted(wins[0][race] + wins[1][race]) == list(range(1, ROUNDS + 1)), race


def test_a_process_killed_at_any_moment_leaves_a_valid_database(store: Store, address: str) -> None:
    for attempt in range(KILLS):
        with process(keep_on, address, f"source-{attempt}") as (keeper, pages):
            for _ in range(4 + attempt):
                pages.recv()
            time.sleep(0.003 * attempt)
            keeper.kill()
        assert store.check() == []
    with store.read() as tx:
        snapshots = list(tx.snapshots())
        assert len(snapshots) >= sum(range(4, 4 + KILLS))
        assert len(tx.believed_pages()) >= 5


def test_several_processes_may_set_up_one_database_at_once(empty_address: str) -> None:
    gate = PROCESSES.Barrier(3)
    with (
        process(set_up, empty_address, gate) as (_, one),
        process(set_up, empty_address, gate) as (_, two),
        process(set_up, empty_address, gate) as (_, three),
    ):
        assert [one.recv(), two.recv(), three.recv()] == [[], [], []]
