"""What a process does that races others for runs, due times, announcements and messages."""

from __future__ import annotations

from multiprocessing.connection import Connection
from threading import Barrier

from storage.errors import SourceBusy
from storage.store import Store
from tests.storage.samples import DAY, NOON


def start(store: Store, source: str) -> bool:
    """Try to start a run."""
    try:
        with store.begin() as tx:
            tx.start_run(source, NOON)
    except SourceBusy:
        return False
    return True


def claim(store: Store, source: str) -> bool:
    """Try to claim the due time."""
    with store.begin() as tx:
        return tx.claim_due(source, NOON, NOON + DAY)


def messages(store: Store) -> list[int]:
    """Claim messages until none is left."""
    claimed: list[int] = []
    while True:
        with store.begin() as tx:
            message = tx.claim_message(NOON)
        if message is None:
            return claimed
        claimed.append(message.id)


def announce(store: Store, change: int) -> bool:
    """Try to announce a change to the first subscriber."""
    with store.begin() as tx:
        return tx.announce(change, 1)


def contend(address: str, rounds: int, gate: Barrier, won: Connection) -> None:
    """Race as soon as all others stand at the gate, then tell the wins."""
    store = Store.open(address)
    numbers = range(1, rounds + 1)
    gate.wait()
    won.send(
        {
            "runs": [number for number in numbers if start(store, f"source-{number}")],
            "due": [number for number in numbers if claim(store, f"source-{number}")],
            "announced": [number for number in numbers if announce(store, number)],
            "messages": messages(store),
        }
    )
    store.close()


def set_up(address: str, gate: Barrier, said: Connection) -> None:
    """Open and migrate the database as soon as all others stand at the gate; tell its problems."""
    gate.wait()
    store = Store.open(address)
    store.upgrade()
    said.send(store.check())
    store.close()
