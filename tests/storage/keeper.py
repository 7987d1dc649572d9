"""A process that keeps pages until it is killed.

Run as `python -m tests.storage.keeper ADDRESS SOURCE`; it prints a dot for each page kept.
"""

from __future__ import annotations

import random
import sys
from itertools import count

from missions.records import RunStatus
from storage.store import Store
from tests.storage.samples import COUNTS, DAY, NOON, change, kept

LINES = [f"<li>mission {number} in {random.random()}</li>" for number in range(2000)]


def main(address: str, source: str) -> None:
    """Crawl for ever, each time with another body."""
    store = Store.open(address)
    for day in count():
        at = NOON + day * DAY
        with store.begin() as tx:
            run = tx.start_run(source, at)
        for number in range(5):
            LINES[random.randrange(len(LINES))] = f"<li>changed on {at} {random.random()}</li>"
            body = "\n".join(LINES).encode()
            with store.begin() as tx:
                page = kept(f"m{day}", url=f"https://example.org/{number}", at=at, body=body)
                tx.keep_page(run, page)
            sys.stdout.write(".")
            sys.stdout.flush()
        with store.begin() as tx:
            tx.believe_run(run, at)
            tx.record_change(change(), run, at)
            tx.finish_run(run, RunStatus.OK, None, COUNTS, at)


if __name__ == "__main__":
    main(*sys.argv[1:])
