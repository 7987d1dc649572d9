"""A process that takes part in a race for runs, due times and messages, and prints what it won.

Run as `python -m tests.storage.contender ADDRESS ROUNDS`; it starts when a line comes in.
"""

from __future__ import annotations

import json
import sys

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


def main(address: str, rounds: int) -> None:
    """Race, then print the wins."""
    store = Store.open(address)
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    sys.stdin.readline()
    numbers = range(1, rounds + 1)
    won = {
        "runs": [number for number in numbers if start(store, f"source-{number}")],
        "due": [number for number in numbers if claim(store, f"source-{number}")],
        "announced": [number for number in numbers if announce(store, number)],
        "messages": messages(store),
    }
    sys.stdout.write(json.dumps(won) + "\n")


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
