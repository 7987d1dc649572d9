"""Mail: who is due, what they are told, and sending it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from crawler.profile import SourceProfile
from missions.records import ChangeKind
from missions.register import load_register, using_register
from notifier.delivery import Outbox, open_outbox
from notifier.digest import compose_digest
from notifier.errors import DeliveryError, NotifierError, PermanentRefusal, ServerUnavailable
from notifier.layout import lay_out
from notifier.message import build_message, message_bytes, message_id_for, read_message
from notifier.news import DigestItem
from storage.errors import AlreadyAnnounced
from storage.repository import Repository
from storage.rows import (
    ChangeRow,
    MessageRow,
    MessageState,
    SubscriberRow,
)
from watch.answers import NotifyReport, Preview, is_operator
from watch.health import BLIND, HEALTH, PROPOSAL, Health

DAILY_HOUR = 7
"""Local hour from which daily and weekly mail goes out."""
RETRY = (timedelta(minutes=1), timedelta(minutes=10), timedelta(hours=1), timedelta(hours=6))
"""Waits between tries of a mail that was refused for now; the last repeats."""


class Telling(Health):
    """Writing and sending mail."""

    def notify(self, now: datetime | None = None, *, dry_run: bool = False) -> NotifyReport:
        """Write the digests that are due and send what waits; `dry_run` only shows the digests."""
        with using_register(self.register()):
            return self._notify(now, dry_run=dry_run)

    def _notify(self, now: datetime | None, *, dry_run: bool) -> NotifyReport:
        moment = now or datetime.now(UTC)
        if not dry_run:
            self.note_blindness(now)
        with self.store.read() as repository:
            pending = repository.pending_announcements()
            due = {
                subscriber: rows
                for subscriber, waiting in pending.items()
                if (rows := self._due(repository, subscriber, waiting, moment))
            }
        if dry_run:
            return NotifyReport(previews=tuple(self._previews(due)))
        queued, refused = 0, []
        for subscriber, rows in due.items():
            try:
                queued += self._queue(subscriber, rows, moment)
            except AlreadyAnnounced:
                # Another sender has just queued it.
                continue
            except NotifierError as error:
                # One address that cannot be written to must not keep the others from their mail.
                refused.append(f"{subscriber.email}: {error}")
        report = self._send(moment)
        return replace(report, queued=queued, errors=(*refused, *report.errors))

    def _due(
        self,
        repository: Repository,
        subscriber: SubscriberRow,
        waiting: Sequence[ChangeRow],
        now: datetime,
    ) -> list[ChangeRow]:
        """Return what a person is told now; operators hear how sources are at once."""
        if self._is_due(repository, subscriber, now):
            return list(waiting)
        return [row for row in waiting if is_operator(subscriber) and _is_health(row)]

    def _is_due(self, repository: Repository, subscriber: SubscriberRow, now: datetime) -> bool:
        """Daily mail goes once a day from seven on, weekly mail on Mondays, by local time."""
        if subscriber.frequency == "immediate":
            return True
        zone = self.settings.schedule.zone()
        local = now.astimezone(zone)
        last = repository.last_message_at(subscriber.id)
        if local.hour < DAILY_HOUR or (last and last.astimezone(zone).date() >= local.date()):
            return False
        return subscriber.frequency == "daily" or local.weekday() == 0

    def _previews(self, due: Mapping[SubscriberRow, Sequence[ChangeRow]]) -> Iterable[Preview]:
        for subscriber, rows in due.items():
            digest = self._digest(subscriber, rows)
            if digest is not None:
                text, html = lay_out(digest)
                yield Preview(subscriber.email, digest.subject, text, html)

    def _digest(self, subscriber: SubscriberRow, rows: Sequence[ChangeRow]) -> Any:
        public = self.settings.mail.public_url.rstrip("/")
        profiles = self.profiles()
        return compose_digest(
            [_digest_item(row, profiles) for row in rows],
            subscriber.language,
            public,
            self.settings.schedule.zone(),
            f"{public}/unsubscribe/{subscriber.token}",
            watched=[profiles[name].name for name in subscriber.sources if name in profiles],
            operator=is_operator(subscriber),
        )

    def _queue(self, subscriber: SubscriberRow, rows: Sequence[ChangeRow], now: datetime) -> bool:
        digest = self._digest(subscriber, rows)
        if digest is None:
            return False
        sender = self.settings.mail.sender
        ids = [row.id for row in rows]
        domain = sender.rpartition("@")[2].rstrip("> ")
        message_id = message_id_for(subscriber.id, ids, domain)
        message = build_message(digest, sender, subscriber.email, message_id, now)
        with self.store.begin() as repository:
            repository.queue_message(
                subscriber.id, ids, message_id, digest.subject, message_bytes(message), now
            )
        return True

    def _send(self, now: datetime) -> NotifyReport:
        """Send what is due, one at a time; each is noted before the next is taken."""
        mail = self.settings.mail
        outbox = open_outbox(mail.smtp, Path(mail.outbox))
        sent = failed = 0
        errors: dict[str, None] = {}
        try:
            while True:
                with self.store.begin() as repository:
                    message = repository.claim_message(now)
                if message is None:
                    break
                try:
                    self._deliver(outbox, message, now)
                    sent += 1
                except PermanentRefusal as error:
                    failed += 1
                    errors[str(error)] = None
                except ServerUnavailable as error:
                    errors[str(error)] = None
                    break
                except DeliveryError as error:
                    errors[str(error)] = None
        finally:
            outbox.close()
        with self.store.read() as repository:
            waiting = len(repository.messages(MessageState.QUEUED))
        return NotifyReport(sent=sent, failed=failed, waiting=waiting, errors=tuple(errors))

    def _deliver(self, outbox: Outbox, message: MessageRow, now: datetime) -> None:
        try:
            outbox.deliver(read_message(message.content))
        except DeliveryError as error:
            retry = None if isinstance(error, PermanentRefusal) else now + _wait(message.attempts)
            if isinstance(error, ServerUnavailable):
                # The server was away, not the mail wrong: the next `notify` tries again.
                retry = now
            with self.store.begin() as repository:
                repository.message_failed(message.id, str(error), retry)
            raise
        with self.store.begin() as repository:
            repository.message_sent(message.id, now)


def _is_health(row: ChangeRow) -> bool:
    change = row.change
    return change.kind is ChangeKind.SOURCE and change.field in (HEALTH, PROPOSAL, BLIND)


def _digest_item(row: ChangeRow, profiles: Mapping[str, SourceProfile]) -> DigestItem:
    change = row.change
    mission = load_register().get(change.mission) if change.mission else None
    profile = profiles.get(change.source)
    return DigestItem(
        change_id=row.id,
        detected=row.confirmed_at or row.detected,
        source_name=profile.name if profile else change.source,
        organisation=profile.organisation if profile else "other",
        mission_name=mission.names["en"] if mission else change.acronym,
        host_countries=mission.host if mission else (),
        change=change,
        source_names={one.id: one.name for one in profiles.values()},
    )


def _wait(attempts: int) -> timedelta:
    return RETRY[min(max(attempts, 1), len(RETRY)) - 1]
