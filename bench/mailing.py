"""How fast the digests of many readers are composed and queued, and how much memory that takes.

`python -m bench.mailing 10000` measures that many readers alone.
"""

from __future__ import annotations

import json
import random
import resource
import sqlite3
import sys
import tempfile
import time
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from missions.records import Change, ChangeKind, Severity
from missions.register import Mission, load_register
from storage.wishes import Wishes
from tests.watching import NOON, UNIFIL, happen, open_watch
from watch import Watch

CHANGES = 200
LANGUAGES = ("en", "fr", "nl", "de")
SOURCES = {"UN": "un", "EU": "eeas", "NATO": "nato", "OSCE": "osce", "other": "un"}
NO_WAIT = timedelta(0)


def mailing(readers: int = 1000) -> dict[str, float]:
    """Queueing digests of 200 changes to readers with different filters, against writing bytes."""
    chance = random.Random(1)  # noqa: S311 - readers are not secrets
    with tempfile.TemporaryDirectory() as folder:
        watch = open_watch(Path(folder))
        with watch.store.begin() as repository:
            for number in range(readers):
                repository.subscribe(f"{number}@example.org", _wishes(chance), NOON)
        began = time.perf_counter()
        happen(watch, *(_change(number, chance) for number in range(CHANGES)))
        announcing, before = time.perf_counter() - began, _memory_mb()
        began, cpu = time.perf_counter(), time.process_time()
        queued, _ = watch._queue_all(watch._due(NOON, NO_WAIT), NOON)
        seconds, cpu = time.perf_counter() - began, time.process_time() - cpu
        grown = _memory_mb() - before
        floor, size = _write_alone(watch, Path(folder))
    return {
        "readers": readers,
        "queued": queued,
        "megabytes": size / 1e6,
        "announce_s": announcing,
        "queue_s": seconds,
        "queue_cpu_s": cpu,
        "memory_grew_mb": grown,
        "times_the_floor": seconds / floor,
    }


def _write_alone(watch: Watch, folder: Path) -> tuple[float, int]:
    """Return the seconds that writing the same messages into a bare table takes, and their size."""
    with watch.store.read() as repository:
        contents = [message.content for message in repository.messages()]
    watch.store.close()
    began = time.perf_counter()
    with closing(sqlite3.connect(folder / "floor.db")) as connection:
        connection.execute("PRAGMA journal_mode=wal")
        connection.execute("CREATE TABLE message (content BLOB)")
        for start in range(0, len(contents), 100):
            with connection:
                rows = [(content,) for content in contents[start : start + 100]]
                connection.executemany("INSERT INTO message VALUES (?)", rows)
    return time.perf_counter() - began, sum(map(len, contents))


def _wishes(chance: random.Random) -> Wishes:
    missions = [mission.id for mission in load_register()]
    some = chance.sample(["UN", "EU", "NATO", "OSCE"], chance.randint(1, 4))
    return Wishes(
        language=chance.choice(LANGUAGES),
        organisations=tuple(some) if chance.random() < 0.5 else (),
        severity=chance.choice(list(Severity)),
        missions=tuple(chance.sample(missions, 60)) if chance.random() < 0.2 else (),
    )


def _change(number: int, chance: random.Random) -> Change:
    mission: Mission = chance.choice(list(load_register()))
    until = replace(
        UNIFIL,
        source=SOURCES[mission.organisation],
        page=f"https://site.example/{mission.id}",
        severity=chance.choice(list(Severity)),
        mission=mission.id,
        acronym=mission.acronym or None,
        passage_before=f"{mission.names['en']} has {number} people until March.",
        passage_after=f"{mission.names['en']} has {number + 5} people until June 2027.",
    )
    kinds = (ChangeKind.FIELD, ChangeKind.ADDED, ChangeKind.ENDED, ChangeKind.TEXT)
    kind = chance.choice(kinds)
    return until if kind is ChangeKind.FIELD else replace(until, kind=kind, field=None)


def _memory_mb() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    sys.stdout.write(json.dumps(mailing(int(sys.argv[1])), indent=2) + "\n")
