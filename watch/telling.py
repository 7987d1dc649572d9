"""News: who is due, what they are told, and putting it in the outbox."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from itertools import islice

from crawler.profile import SourceProfile
from missions.records import ChangeKind, ChangeState
from missions.register import load_register, using_register
from notifier.digest import Composer, Digest, Reader
from notifier.errors import NotifierError
from notifier.layout import lay_out
from notifier.links import Purpose
from notifier.news import DigestItem
from settings import parse_interval
from storage.rows import ChangeRow, SubscriberRow
from watch.addresses import shown_address
from watch.answers import NotifyReport, Preview
from watch.audience import is_operator
from watch.health import BLIND, HEALTH, PROPOSAL
from watch.quiet import Quiet
from watch.timing import is_due, own_zone

AT_A_TIME = 100
"""Messages that are queued in one transaction."""


@dataclass(frozen=True)
class Due:
    """Somebody to be told now; one who is not due hears only how sources are."""

    subscriber: SubscriberRow
    only_health: bool


class Telling(Quiet):
    """Writing digests."""

    def notify(
        self,
        now: datetime | None = None,
        *,
        dry_run: bool = False,
        gathered: bool = False,
    ) -> NotifyReport:
        """Write the digests that are due and send what waits; `dry_run` only shows the digests.

        With `gathered`, news that is told at once waits for `mail.gather` and for running crawls.
        """
        seconds = parse_interval(self.settings.mail.gather) if gathered else 0
        with using_register(self.register()):
            return self._notify(now, timedelta(seconds=seconds), dry_run=dry_run)

    def _notify(self, now: datetime | None, gather: timedelta, *, dry_run: bool) -> NotifyReport:
        moment = now or datetime.now(UTC)
        if dry_run:
            return NotifyReport(previews=tuple(self._previews(self._due(moment, gather))))
        self.note_blindness(now)
        refused = self._collect_quietly(moment)
        queued, unwritten = self._queue_all(self._due(moment, gather), moment)
        queued += self._tell_of_quiet(moment)
        report = self._send(moment)
        return replace(report, queued=queued, errors=(*refused, *unwritten, *report.errors))

    def _due(self, now: datetime, gather: timedelta) -> list[Due]:
        """Return who is told now; operators hear how sources are at once."""
        zone = self.settings.schedule.zone()
        with self.store.read() as repository:
            crawling = bool(gather) and repository.is_crawling(now)
            audience = repository.audience(now)
        found = []
        for one in audience:
            due = is_due(one, now, zone, gather, crawling=crawling)
            if due or is_operator(one.subscriber):
                found.append(Due(one.subscriber, only_health=not due))
        return found

    def _queue_all(self, due: Iterable[Due], now: datetime) -> tuple[int, list[str]]:
        """Queue the digests of all who are due; return how many, and what went wrong."""
        composer = Composer(self.settings.mail.public_url)
        queued, refused = 0, list[str]()
        for some in _batches(due):
            letters = []
            for one, numbers, digest in self._digests(composer, some):
                about = f"digest:{','.join(map(str, sorted(numbers)))}"
                try:
                    letters.append(self.written(one.subscriber, digest, about, now, numbers))
                except NotifierError as error:
                    # One address that cannot be written to must not keep others from their mail.
                    refused.append(f"{shown_address(one.subscriber.email)}: {error}")
            with self.store.begin() as repository:
                queued += repository.queue_messages(letters, now)
        return queued, refused

    def preview(self, since: datetime, language: str, source: str | None) -> Preview | None:
        """Return the digest of all that was confirmed since a time, as nobody in particular."""
        profiles = self.profiles()
        with using_register(self.register()):
            with self.store.read() as repository:
                rows = repository.changes(source, since=since, state=ChangeState.CONFIRMED)
            composer = Composer(self.settings.mail.public_url)
            composer.learn(digest_item(row, profiles) for row in rows)
            reader = Reader(language, self.settings.schedule.zone())
            digest = composer.compose([row.id for row in rows], reader)
        if digest is None:
            return None
        letter = lay_out(digest)
        return Preview("", letter.subject, letter.text, letter.html)

    def _previews(self, due: Iterable[Due]) -> Iterator[Preview]:
        composer = Composer(self.settings.mail.public_url)
        for some in _batches(due):
            for one, _, digest in self._digests(composer, some):
                letter = lay_out(digest)
                address = shown_address(one.subscriber.email)
                yield Preview(address, letter.subject, letter.text, letter.html)

    def _digests(
        self, composer: Composer, due: Sequence[Due]
    ) -> Iterator[tuple[Due, list[int], Digest]]:
        """Yield the digest of each who has something to be told, and the changes it settles."""
        profiles = self.profiles()
        with self.store.read() as repository:
            waiting = repository.waiting_for([one.subscriber.id for one in due])
            unknown = composer.unknown(number for some in waiting.values() for number in some)
            rows = repository.changes_numbered(unknown)
        composer.learn(digest_item(row, profiles) for row in rows.values())
        for one in due:
            numbers = waiting.get(one.subscriber.id, [])
            if one.only_health:
                numbers = [number for number in numbers if _is_health(composer.item(number))]
            digest = composer.compose(numbers, self._reader(one.subscriber, profiles))
            if digest is not None:
                yield one, numbers, digest

    def _reader(self, subscriber: SubscriberRow, profiles: Mapping[str, SourceProfile]) -> Reader:
        wishes = subscriber.wishes
        return Reader(
            language=wishes.language,
            zone=own_zone(wishes, self.settings.schedule.zone()),
            unsubscribe_url=self.link(Purpose.UNSUBSCRIBE, subscriber),
            preferences_url=self.link(Purpose.PREFERENCES, subscriber),
            watched=tuple(profiles[one].name for one in wishes.sources if one in profiles),
            operator=is_operator(subscriber),
        )


def _batches(due: Iterable[Due]) -> Iterator[list[Due]]:
    remaining = iter(due)
    while some := list(islice(remaining, AT_A_TIME)):
        yield some


def _is_health(item: DigestItem) -> bool:
    change = item.change
    return change.kind is ChangeKind.SOURCE and change.field in (HEALTH, PROPOSAL, BLIND)


def digest_item(row: ChangeRow, profiles: Mapping[str, SourceProfile]) -> DigestItem:
    """Return a change with what a reader needs beside it."""
    change = row.change
    mission = load_register().get(change.mission) if change.mission else None
    profile = profiles.get(change.source)
    return DigestItem(
        change_id=row.id,
        detected=row.confirmed_at or row.detected,
        source_name=profile.name if profile else change.source,
        organisation=profile.organisation if profile else "other",
        mission_name=change.acronym,
        mission_names=mission.names if mission else {},
        host_countries=mission.host if mission else (),
        change=change,
        source_names={one.id: one.name for one in profiles.values()},
        first_detected=row.detected,
    )
