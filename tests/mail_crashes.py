"""Sending mail while it is killed again and again, through a server that misbehaves at random.

`python -m tests.mail_crashes 500 100` does it with 500 readers and 100 kills.
"""

from __future__ import annotations

import random
import subprocess
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from email import message_from_bytes
from pathlib import Path

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from tests.notifier.mail_servers import free_port
from tests.watching import ALL, MINUSMA, NOON, happen, open_watch

ROOT = Path(__file__).parents[1]
SEND = """
import sys
from datetime import datetime
from pathlib import Path
from tests.watching import reopen_watch
watch = reopen_watch(Path(sys.argv[1]), {"smtp": sys.argv[2]})
print("go", flush=True)
report = watch.notify(datetime.fromisoformat(sys.argv[3]))
print(report.waiting, flush=True)
"""
REFUSED_FOR_GOOD = "nobody@example.be"
BETWEEN_KILLS, TO_THE_END = timedelta(minutes=30), timedelta(hours=6, minutes=30)
"""How far the clock is put on between two sendings: at the end further than the longest wait for a
retry; in all (100 kills, 10 times more) less than the five days after which mail is given up."""


@dataclass
class Whims:
    """Refuses now and then in every way a server can, and notes what it took."""

    chance: random.Random
    taken: list[tuple[str, str, bytes]] = field(default_factory=list)
    """Recipient, Message-ID and content of each mail that got its 250."""

    async def handle_MAIL(  # noqa: N802 - the name aiosmtpd calls
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if self.chance.random() < 0.01:
            return "554 5.7.1 not today"
        envelope.mail_from = address
        envelope.mail_options.extend(options)
        return "250 OK"

    async def handle_RCPT(  # noqa: N802
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if address == REFUSED_FOR_GOOD:
            return "550 5.1.1 no such user"
        if self.chance.random() < 0.03:
            return "450 4.2.1 busy"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(  # noqa: N802
        self, server: SMTP, session: Session, envelope: Envelope
    ) -> str:
        whim = self.chance.random()
        if whim < 0.01:
            assert server.transport is not None
            server.transport.abort()
            return ""
        if whim < 0.04:
            return "451 4.3.0 try again"
        if whim < 0.06:
            time.sleep(0.05)
        assert isinstance(envelope.content, bytes)
        message_id = str(message_from_bytes(envelope.content)["Message-ID"])
        self.taken.append((envelope.rcpt_tos[0], message_id, envelope.content))
        return "250 taken"


@dataclass(frozen=True)
class Outcome:
    """What came of a sending that was killed."""

    kills: int
    received: Counter[str]
    """How many mails came to each address."""
    message_ids: dict[str, set[str]]
    suspended: set[str]


def send_and_kill(folder: Path, readers: int, kills: int, seed: int) -> Outcome:
    """Send one digest to each reader, killing the sender at random moments, then let it finish."""
    chance = random.Random(seed)
    whims = Whims(chance)
    server = Controller(whims, hostname="127.0.0.1", port=free_port())
    server.start()
    try:
        _prepare(folder, readers)
        now, smtp = NOON, f"smtp://127.0.0.1:{server.port}"
        for _ in range(kills):
            _send(folder, smtp, now, chance.uniform(0, 0.4))
            now += BETWEEN_KILLS
        for _ in range(10):
            if _send(folder, smtp, now, None) == 0:
                break
            now += TO_THE_END
        return _outcome(folder, kills, whims)
    finally:
        server.stop()


def _prepare(folder: Path, readers: int) -> None:
    watch = open_watch(folder)
    with watch.store.begin() as repository:
        for number in range(readers):
            repository.subscribe(f"{number}@example.be", ALL, NOON)
        repository.subscribe(REFUSED_FOR_GOOD, ALL, NOON)
    happen(watch, MINUSMA)
    watch.store.close()


def _send(folder: Path, smtp: str, now: datetime, life: float | None) -> int | None:
    """Send what is due; kill the sender after `life` seconds. Return how many mails wait."""
    with subprocess.Popen(
        [sys.executable, "-c", SEND, str(folder), smtp, now.isoformat()],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
    ) as sender:
        assert sender.stdout is not None
        assert sender.stdout.readline() == "go\n"
        if life is not None:
            time.sleep(life)
            sender.kill()
        last = sender.stdout.read().strip()
    return int(last) if last else None


def _outcome(folder: Path, kills: int, whims: Whims) -> Outcome:
    watch = open_watch(folder)
    with watch.store.read() as repository:
        suspended = {row.email for row in repository.subscribers() if row.suspended_at}
    watch.store.close()
    message_ids: dict[str, set[str]] = {}
    for recipient, message_id, _ in whims.taken:
        message_ids.setdefault(recipient, set()).add(message_id)
    received = Counter(recipient for recipient, _, _ in whims.taken)
    return Outcome(kills, received, message_ids, suspended)


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as place:
        came = send_and_kill(Path(place), int(sys.argv[1]), int(sys.argv[2]), seed=7)
    repeats = sum(came.received.values()) - len(came.received)
    sys.stdout.write(f"{len(came.received)} readers reached, {repeats} mails twice\n")
