"""What a process does that keeps pages until it is killed."""

from __future__ import annotations

import random
from itertools import count
from multiprocessing.connection import Connection

from missions.records import RunStatus
from storage.store import Store
from tests.storage.samples import COUNTS, DAY, NOON, change, kept

LINES = [f"<li>mission {number} in {random.random()}</li>" for number in range(2000)]


def keep_on(address: str, source: str, kept_one: Connection) -> None:
    """Crawl for ever, each time with another body; tell of each page kept."""
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
            kept_one.send(number)
        with store.begin() as tx:
            tx.believe_run(run, at)
            tx.record_change(change(), run, at)
            tx.finish_run(run, RunStatus.OK, None, COUNTS, at)
