"""A watch on an empty database with changes put into it, for tests of what is told to whom."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

from missions.records import Change, ChangeKind, ChangeState, Severity
from settings import Settings
from storage.store import Store
from storage.wishes import Wishes
from watch import Watch

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
"""A Monday."""
ALL = Wishes()
UNIFIL = Change(
    source="un",
    page="https://peacekeeping.example/en/where-we-operate",
    kind=ChangeKind.FIELD,
    state=ChangeState.CONFIRMED,
    severity=Severity.NORMAL,
    summary="UNIFIL: the mandate now runs until 2026-12-31 (was 2026-08-31).",
    mission="unifil",
    acronym="UNIFIL",
    field="until",
    before="2026-08-31",
    after="2026-12-31",
)
MINUSMA = replace(
    UNIFIL,
    kind=ChangeKind.ENDED,
    severity=Severity.HIGH,
    summary="MINUSMA has ended.",
    mission="minusma",
    acronym="MINUSMA",
    field=None,
    before="ongoing",
    after="ended",
)
SICK = replace(
    UNIFIL,
    kind=ChangeKind.SOURCE,
    summary="UN Peacekeeping is not believed now.",
    mission=None,
    acronym=None,
    field="health",
    before=None,
    after="failed (no_answer): https://un.example gave no answer: no answer in time.",
)


def open_watch(folder: Path, mail: Mapping[str, object] | None = None) -> Watch:
    """Return a watch on the database in `folder`; its mail goes to the folder `outbox`.

    `mail` is that section of the configuration.
    """
    watch = reopen_watch(folder, mail)
    watch.store.upgrade()
    return watch


def reopen_watch(folder: Path, mail: Mapping[str, object] | None = None) -> Watch:
    """Return the same watch once more, as another process opens it."""
    told = {"outbox": str(folder / "outbox"), **(mail or {})}
    return Watch(
        Settings.model_validate({"mail": told}), Store.open(f"sqlite:///{folder / 'watch.db'}")
    )


def subscribe(watch: Watch, email: str, wishes: Wishes = ALL, at: datetime = NOON) -> int:
    """Subscribe somebody and return their number."""
    with watch.store.begin() as repository:
        return repository.subscribe(email, wishes, at).id


def happen(watch: Watch, *changes: Change, at: datetime = NOON) -> None:
    """Let changes be found and announced."""
    with watch.store.begin() as repository:
        watch._record(repository, changes, None, at)


def delivered(folder: Path) -> dict[str, list[EmailMessage]]:
    """Return the mails in the outbox by address, in the order of their subjects."""
    found: dict[str, list[EmailMessage]] = {}
    for file in (folder / "outbox").glob("*.eml"):
        message = message_from_bytes(file.read_bytes(), policy=policy.SMTP)
        found.setdefault(str(message["To"]), []).append(message)
    return {to: sorted(mails, key=lambda one: str(one["Subject"])) for to, mails in found.items()}


def subjects(folder: Path) -> dict[str, list[str]]:
    """Return the subjects of the mails in the outbox by address."""
    return {to: [str(one["Subject"]) for one in mails] for to, mails in delivered(folder).items()}
