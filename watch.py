"""The one use case: check a source, believe it or not, record what changed, tell who asked.

`cli`, `scheduler` and `web` call this and add no rule of their own. Rules are in `missions`; here
the rooms are only put in order: fetch, keep, read, judge, compare, record, announce.
"""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from crawler.addresses import canonical_url, host_allowed
from crawler.catalogue import built_in_profiles
from crawler.fetch import CrawlEnd, FetchedPage, FetchRules, Progress, Validators, fetch_source
from crawler.profile import SourceProfile, added_profile, with_overrides
from crawler.reading.read import READER_VERSION, read_page
from missions.compare import Comparison, Waiting, compare_views
from missions.judge import Doubt, Verdict, judge_page, judge_run
from missions.records import (
    Change,
    ChangeKind,
    ChangeState,
    PageRole,
    Reading,
    RunStatus,
    Severity,
    Statement,
    Status,
)
from missions.register import load_register
from missions.summaries import summarise
from missions.view import PageView, SourceView, Told, merge
from notifier.delivery import Outbox, open_outbox
from notifier.digest import compose_digest
from notifier.errors import DeliveryError, NotifierError, PermanentRefusal, ServerUnavailable
from notifier.layout import lay_out
from notifier.message import build_message, message_bytes, message_id_for, read_message
from notifier.news import DigestItem
from settings import Settings
from storage.errors import AlreadyAnnounced
from storage.repository import Repository
from storage.rows import (
    BelievedPage,
    ChangeRow,
    KeptPage,
    MessageRow,
    MessageState,
    PageOutcome,
    RunCounts,
    SubscriberRow,
)
from storage.store import Store

ANSWERED = range(200, 300)
GONE = frozenset({404, 410})
DAILY_HOUR = 7
"""Local hour from which daily and weekly mail goes out."""
RETRY = (timedelta(minutes=1), timedelta(minutes=10), timedelta(hours=1), timedelta(hours=6))
"""Waits between tries of a mail that was refused for now; the last repeats."""

Listener = Callable[[Progress], None]


class UnknownSource(Exception):
    """There is no source of that name."""

    def __init__(self, name: str, known: Iterable[str]) -> None:
        near = difflib.get_close_matches(name, list(known), 1)
        hint = f' Did you mean "{near[0]}"?' if near else f" There are: {', '.join(known)}."
        super().__init__(f'There is no source "{name}".{hint}')


class NotHeld(Exception):
    """The run is not held, so there is nothing to decide about it."""

    def __init__(self, run: int) -> None:
        super().__init__(f"Run {run} is not held. `missionwatch held` lists those that are.")


@dataclass(frozen=True)
class RunReport:
    """How one crawl of one source ended."""

    run: int
    source: str
    status: RunStatus
    reason: str | None
    pages: int
    unchanged: int
    changed: int
    failed: int
    missions: int
    changes: int
    seconds: float

    def as_json(self) -> dict[str, Any]:
        """Return the `crawl --json` object."""
        return {**self.__dict__, "status": str(self.status), "seconds": round(self.seconds, 1)}


@dataclass(frozen=True)
class MissionRow:
    """What one source says of one mission."""

    told: Told
    source: str
    first_seen: datetime
    last_seen: datetime

    def as_json(self) -> dict[str, Any]:
        """Return the `missions --json` object."""
        listing, fields = self.told.listing, self.told.fields
        always: dict[str, Any] = {"host": None, "since": None, "until": None, "kind": None}
        always |= {"strength": None, "head": None, "mandate": None}
        return {
            "mission": listing.mission,
            "acronym": listing.acronym,
            "name": listing.name,
            "organisation": listing.organisation,
            "source": self.source,
            "page": self.told.page,
            "status": str(listing.status),
            "participation": str(listing.participation) if listing.participation else None,
            "fields": always | {name: _plain(value.value) for name, (value, _) in fields.items()},
            "as_printed": {name: value.printed for name, (value, _) in fields.items()},
            "first_seen": self.first_seen.isoformat(),
            "last_seen": self.last_seen.isoformat(),
            "unsure": listing.unsure,
        }


@dataclass(frozen=True)
class StatementRow:
    """What a sentence on a watched page says."""

    statement: Statement
    source: str
    page: str

    def as_json(self) -> dict[str, Any]:
        """Return the `statements --json` object."""
        said = self.statement
        return {
            "source": self.source,
            "page": self.page,
            "framework": said.framework,
            "mission": said.mission,
            "country": said.country,
            "participation": str(said.participation) if said.participation else None,
            "status": str(said.status),
            "phase": str(said.phase),
            "cue": said.cue,
            "since": _plain(said.since.value) if said.since else None,
            "until": _plain(said.until.value) if said.until else None,
            "people": [asdict(one) for one in said.people],
            "sentence": said.sentence,
        }


@dataclass(frozen=True)
class SourceHealth:
    """How a source is doing: `ok`, `partial`, `failed`, `held`, `interrupted` or `new`."""

    source: str
    state: str
    why: str
    last_checked: datetime | None
    last_believed: datetime | None
    last_change: datetime | None
    pages_failing: tuple[str, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """Return the `sources check --json` object."""
        return {
            "source": self.source,
            "state": self.state,
            "why": self.why,
            "last_checked": _when(self.last_checked),
            "last_believed": _when(self.last_believed),
            "last_change": _when(self.last_change),
            "pages_failing": list(self.pages_failing),
        }


@dataclass(frozen=True)
class Preview:
    """A mail as it would be sent."""

    recipient: str
    subject: str
    text: str
    html: str


@dataclass(frozen=True)
class NotifyReport:
    """What sending came to."""

    queued: int = 0
    sent: int = 0
    failed: int = 0
    waiting: int = 0
    errors: tuple[str, ...] = ()
    previews: tuple[Preview, ...] = ()


@dataclass
class _Crawl:
    """What a running crawl has brought so far."""

    profile: SourceProfile
    before: Mapping[str, BelievedPage]
    outcomes: list[PageOutcome] = field(default_factory=list)
    readings: dict[str, tuple[PageRole, Reading]] = field(default_factory=dict)
    doubts: list[Doubt] = field(default_factory=list)
    failures: list[Doubt] = field(default_factory=list)
    answered: dict[str, bool] = field(default_factory=dict)
    """Whether each linked site still answers; undecided ones are left out."""
    starts_failed: int = 0


class Watch:
    """Everything the product does, on one configuration and one database."""

    def __init__(self, settings: Settings, store: Store) -> None:
        self.settings = settings
        self.store = store

    def profiles(self) -> dict[str, SourceProfile]:
        """Return what is watched, by id, with what the configuration says of it.

        Raises UnknownSource when the configuration names a source that does not exist.
        """
        profiles = built_in_profiles()
        with self.store.read() as repository:
            for row in repository.source_rows():
                if row.added:
                    added = row.added
                    profiles[row.id] = added_profile(
                        row.id, added.url, added.name, added.organisation
                    )
        for source_id, overrides in self.settings.sources.items():
            profile = _known(profiles, source_id)
            profiles[source_id] = with_overrides(profile, **overrides.model_dump())
        return profiles

    def crawl(
        self, source_id: str, at: datetime | None = None, on_progress: Listener | None = None
    ) -> RunReport:
        """Crawl one source and record what changed, as observed at `at` (default: now).

        Raises UnknownSource, SourceBusy when it is being crawled, CrawlError when it cannot be.
        """
        profile = _known(self.profiles(), source_id)
        moment = at or datetime.now(UTC)
        with self.store.begin() as repository:
            run = repository.start_run(source_id, moment)
        try:
            return self._crawl(run, profile, moment, on_progress)
        except BaseException as error:
            self._give_up(run, error, moment)
            raise

    def _crawl(
        self, run: int, profile: SourceProfile, at: datetime, on_progress: Listener | None
    ) -> RunReport:
        self._read_again(profile.id)
        with self.store.read() as repository:
            believed = {page.url: page for page in repository.believed_pages(profile.id)}
            known = repository.validators(profile.id)
        crawl = _Crawl(profile, believed)
        end = CrawlEnd("never started", 0.0, complete=False)
        for event in fetch_source(
            profile, self._rules(), _validators(known, believed), on_progress
        ):
            if isinstance(event, CrawlEnd):
                end = event
            else:
                self._keep(run, crawl, _observed(event, at))
        return self._conclude(run, crawl, end, at)

    def _read_again(self, source_id: str) -> None:
        """Read the believed pages with today's reader: a better reader is no change of the site."""
        with self.store.read() as repository:
            old = [
                page
                for page in repository.believed_pages(source_id)
                if page.reading.reader_version != READER_VERSION
            ]
        for page in old:
            with self.store.begin() as repository:
                content_type = repository.snapshot(page.snapshot_id).content_type
                body = repository.body(page.snapshot_id)
                reading = read_page(body, page.url, content_type, page.role)
                repository.reread(page.snapshot_id, reading)

    def _rules(self) -> FetchRules:
        crawl = self.settings.crawl
        return FetchRules(
            user_agent=crawl.identity(),
            delay=crawl.delay,
            timeout=crawl.timeout,
            max_bytes=crawl.max_bytes,
            obey_robots=crawl.obey_robots,
            allow_private_addresses=crawl.allow_private_addresses,
            proxy=crawl.proxy,
        )

    def _keep(self, run: int, crawl: _Crawl, page: FetchedPage) -> None:
        """Read and judge one page, and keep it in a transaction of its own."""
        reading = None
        is_start = page.facts.url in _start_order(crawl.profile)
        if page.role is PageRole.LINK:
            _note_answer(crawl, page)
        elif page.not_modified:
            known = crawl.before.get(page.facts.url)
            if known is not None:
                crawl.readings[page.facts.url] = (page.role, known.reading)
        else:
            reading = self._judged(crawl, page, is_start=is_start)
        kept = KeptPage(page.facts, page.role, page.headers, page.body, page.not_modified, reading)
        with self.store.begin() as repository:
            outcome = repository.keep_page(run, kept)
            repository.beat(run)
        crawl.outcomes.append(outcome)
        if reading is not None:
            crawl.readings[page.facts.url] = (page.role, reading)
        elif outcome is PageOutcome.FAILED and is_start:
            crawl.starts_failed += 1

    def _judged(self, crawl: _Crawl, page: FetchedPage, *, is_start: bool) -> Reading | None:
        """Return the reading of a page; None when it failed and nothing of it is to be kept."""
        facts = page.facts
        reading = (
            read_page(page.body, facts.url, facts.content_type, page.role) if page.body else None
        )
        known = crawl.before.get(facts.url)
        languages = crawl.profile.languages if is_start else ()
        verdict = judge_page(facts, reading, known.reading if known else None, languages)
        if verdict.believed:
            return reading
        if is_start and facts.status in ANSWERED:
            # An answer came that is not the page: the run is held and its evidence kept.
            crawl.doubts.extend(verdict.doubts)
            return reading
        crawl.failures.extend(verdict.doubts)
        return None

    def _conclude(self, run: int, crawl: _Crawl, end: CrawlEnd, at: datetime) -> RunReport:
        """Judge the run as a whole and record its end, all of it or nothing."""
        before, after = _views(crawl)
        verdict = Verdict((*crawl.doubts, *judge_run(before, after).doubts))
        status, reason = _status(crawl, end, verdict)
        with self.store.begin() as repository:
            changes = self._health_changes(repository, crawl.profile, status, reason)
            if status in (RunStatus.OK, RunStatus.PARTIAL):
                repository.believe_run(run, at)
                changes += self._compare(repository, before, after, at)
                changes += self._link_changes(repository, crawl, at)
                _remember(repository, crawl.profile.id, after, at)
            told = self._record(repository, changes, run, at)
            counts = _counts(crawl, after, told, end)
            repository.finish_run(run, status, reason, counts, at)
        return _report(run, crawl.profile.id, status, reason, counts)

    def _compare(
        self, repository: Repository, before: SourceView, after: SourceView, at: datetime
    ) -> list[Change]:
        source = after.source
        waiting = [
            Waiting(row.id, row.change, max(row.confirmations, 1))
            for row in repository.waiting_changes(source)
        ]
        comparison = compare_views(
            before,
            after,
            repository.known_values(source),
            waiting,
            self.settings.crawl.confirm_removals,
        )
        self._settle(repository, comparison, at)
        return list(comparison.changes)

    def _settle(self, repository: Repository, comparison: Comparison, at: datetime) -> None:
        for settled in comparison.settled:
            repository.settle_change(settled.id, settled.state, settled.confirmations, at)
            if settled.state is ChangeState.CONFIRMED:
                self._announce(repository, repository.change(settled.id))

    def _link_changes(self, repository: Repository, crawl: _Crawl, at: datetime) -> list[Change]:
        """Tell links that broke or work again; a broken one waits for a second check."""
        source = crawl.profile.id
        rows = repository.changes(source=source, kind=ChangeKind.LINK)
        last = {str(row.change.before): row for row in rows if row.change.field == "broken"}
        changes = []
        for url, answers in crawl.answered.items():
            row = last.get(url)
            is_broken = row is not None and row.change.after is not None
            if row is not None and row.change.state is ChangeState.UNCONFIRMED:
                state = ChangeState.DISCARDED if answers else ChangeState.CONFIRMED
                repository.settle_change(row.id, state, row.confirmations + 1, at)
                if not answers:
                    self._announce(repository, repository.change(row.id))
            elif row is not None and is_broken and row.change.state is ChangeState.CONFIRMED:
                if answers:
                    changes.append(_link_change(crawl.profile, url, None))
            elif not answers:
                changes.append(_link_change(crawl.profile, url, url))
        return changes

    def _health_changes(
        self,
        repository: Repository,
        profile: SourceProfile,
        status: RunStatus,
        reason: str | None,
    ) -> list[Change]:
        """Tell the operator once when a source breaks, and once when it works again."""
        rows = repository.changes(source=profile.id, kind=ChangeKind.SOURCE)
        last = next((row for row in reversed(rows) if row.change.field == "health"), None)
        was_sick = last is not None and last.change.after is not None
        is_sick = status in (RunStatus.FAILED, RunStatus.HELD)
        if was_sick == is_sick:
            return []
        change = Change(
            source=profile.id,
            page=profile.start[0].url,
            kind=ChangeKind.SOURCE,
            state=ChangeState.CONFIRMED,
            severity=Severity.NORMAL,
            summary="",
            field="health",
            before=last.change.after if last else None,
            after=(reason or str(status)).rstrip(".") if is_sick else None,
            reason="for operators: what is not checked cannot be told",
        )
        return [replace(change, summary=summarise(change))]

    def _record(
        self, repository: Repository, changes: Sequence[Change], run: int, at: datetime
    ) -> int:
        for change in changes:
            number = repository.record_change(change, run, at)
            if change.state is ChangeState.CONFIRMED:
                self._announce(repository, repository.change(number))
        return sum(change.kind is not ChangeKind.SOURCE for change in changes)

    def _announce(self, repository: Repository, row: ChangeRow) -> None:
        """Note who is to be told, in the transaction that records the change."""
        for subscriber in repository.subscribers():
            if wants(subscriber, row.change):
                repository.announce(row.id, subscriber.id)

    def _give_up(self, run: int, error: BaseException, at: datetime) -> None:
        with self.store.begin() as repository:
            if repository.run(run).status is RunStatus.RUNNING:
                reason = str(error) or type(error).__name__
                repository.finish_run(run, RunStatus.INTERRUPTED, reason, RunCounts(), at)

    def accept_run(self, run_id: int, by: str, reason: str) -> RunReport:
        """Believe a held run after all: its changes are recorded and announced.

        Raises NotHeld, RunUnknown.
        """
        with self.store.read() as repository:
            row = repository.run(run_id)
            believed = {page.url: page for page in repository.believed_pages(row.source)}
            seen = repository.read_of_run(run_id)
        if row.status is not RunStatus.HELD:
            raise NotHeld(run_id)
        crawl = _Crawl(_known(self.profiles(), row.source), believed)
        crawl.readings = {page.url: (page.role, page.reading) for page in seen}
        before, after = _views(crawl)
        decided = f"Accepted by {by}: {reason or 'no reason given'} ({row.reason})"
        with self.store.begin() as repository:
            at = row.started_at
            repository.believe_run(run_id, at)
            changes = self._compare(repository, before, after, at)
            changes += self._health_changes(repository, crawl.profile, RunStatus.OK, None)
            _remember(repository, row.source, after, at)
            self._record(repository, changes, run_id, at)
            repository.settle_run(run_id, RunStatus.OK, decided)
        return _report(run_id, row.source, RunStatus.OK, decided, row.counts)

    def discard_run(self, run_id: int, by: str, reason: str) -> None:
        """Set a held run aside; nothing of it is believed. Raises NotHeld, RunUnknown."""
        with self.store.begin() as repository:
            row = repository.run(run_id)
            if row.status is not RunStatus.HELD:
                raise NotHeld(run_id)
            decided = f"Discarded by {by}: {reason or 'no reason given'} ({row.reason})"
            repository.settle_run(run_id, RunStatus.FAILED, decided)

    def missions(
        self,
        source: str | None = None,
        status: Status | None = None,
        as_of: datetime | None = None,
        mission: str | None = None,
    ) -> list[MissionRow]:
        """Return what the sources list now, or listed at `as_of`, by source and organisation."""
        rows = []
        for profile in self._chosen(source):
            with self.store.read() as repository:
                pages = repository.believed_pages(profile.id, as_of)
                first = repository.first_seen(profile.id)
                last = repository.last_seen(profile.id)
            view = _view(profile, {page.url: page for page in pages})
            for told in merge(view).values():
                identity = told.listing.mission
                if mission in (None, identity) and status in (None, told.listing.status):
                    seen = last[identity]
                    seen = min(seen, as_of) if as_of else seen
                    rows.append(MissionRow(told, profile.id, first[identity], seen))
        return rows

    def statements(self, source: str | None = None) -> list[StatementRow]:
        """Return what sentences on the watched pages say of missions and of countries."""
        return [
            StatementRow(statement, profile.id, page.url)
            for profile in self._chosen(source)
            for page in self._believed(profile)
            for statement in page.reading.statements
        ]

    def _believed(self, profile: SourceProfile) -> list[BelievedPage]:
        with self.store.read() as repository:
            return repository.believed_pages(profile.id)

    def _chosen(self, source: str | None) -> list[SourceProfile]:
        profiles = self.profiles()
        return list(profiles.values()) if source is None else [_known(profiles, source)]

    def source_health(self, source: str | None = None) -> list[SourceHealth]:
        """Return how each source is doing, and why."""
        return [self._health(profile) for profile in self._chosen(source)]

    def _health(self, profile: SourceProfile) -> SourceHealth:
        with self.store.read() as repository:
            runs = repository.runs(profile.id, limit=1)
            believed = repository.believed_pages(profile.id)
            changes = repository.changes(source=profile.id)
            pages = repository.pages(profile.id)
        failing = tuple(
            f"{page.url}: {page.last_error} since {page.failing_since:%Y-%m-%d %H:%M} UTC"
            for page in pages
            if page.failing_since
        )
        told = [row.detected for row in changes if row.change.kind is not ChangeKind.SOURCE]
        run = runs[0] if runs else None
        why = (run.reason or "") if run else "It has not been crawled yet."
        return SourceHealth(
            source=profile.id,
            state=str(run.status) if run else "new",
            why=why or "; ".join(failing[:3]) or "All is well.",
            last_checked=run.finished_at or run.started_at if run else None,
            last_believed=max((page.last_checked for page in believed), default=None),
            last_change=max(told, default=None),
            pages_failing=failing,
        )

    def notify(self, now: datetime | None = None, *, dry_run: bool = False) -> NotifyReport:
        """Write the digests that are due and send what waits; `dry_run` only shows the digests."""
        moment = now or datetime.now(UTC)
        with self.store.read() as repository:
            pending = repository.pending_announcements()
            due = {
                subscriber: rows
                for subscriber, rows in pending.items()
                if self._is_due(repository, subscriber, moment)
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


def change_json(row: ChangeRow) -> dict[str, Any]:
    """Return the `changes --json` object."""
    change = row.change
    return {
        "id": row.id,
        "detected": row.detected.isoformat(),
        "source": change.source,
        "page": change.page,
        "kind": str(change.kind),
        "state": str(change.state),
        "mission": change.mission,
        "acronym": change.acronym,
        "field": change.field,
        "before": _plain(change.before),
        "after": _plain(change.after),
        "severity": str(change.severity),
        "summary": change.summary,
        "reason": change.reason,
    }


def wants(subscriber: SubscriberRow, change: Change) -> bool:
    """Say whether a person asked for a change; what is for operators nobody asked for."""
    return (
        change.kind is not ChangeKind.SOURCE
        and (not subscriber.sources or change.source in subscriber.sources)
        and (not subscriber.missions or change.mission in subscriber.missions)
        and (not subscriber.kinds or str(change.kind) in subscriber.kinds)
    )


def _known(profiles: Mapping[str, SourceProfile], source_id: str) -> SourceProfile:
    if source_id not in profiles:
        raise UnknownSource(source_id, profiles)
    return profiles[source_id]


def _observed(page: FetchedPage, at: datetime) -> FetchedPage:
    return replace(page, facts=replace(page.facts, fetched_at=at))


def _validators(
    known: Mapping[str, tuple[str | None, str | None]], believed: Mapping[str, BelievedPage]
) -> dict[str, Validators]:
    return {
        url: Validators(etag, modified, believed[url].reading.links)
        for url, (etag, modified) in known.items()
        if url in believed
    }


def _start_order(profile: SourceProfile) -> dict[str, int]:
    return {canonical_url(start.url): order for order, start in enumerate(profile.start)}


def _view(profile: SourceProfile, believed: Mapping[str, BelievedPage]) -> SourceView:
    """Return what is believed of the pages that still belong to the source."""
    starts = _start_order(profile)
    pages = [
        PageView(page.url, page.role, starts.get(page.url, len(starts)), page.reading)
        for page in believed.values()
        if page.url in starts or (profile.follow and host_allowed(page.url, profile.hosts))
    ]
    return SourceView(profile.id, tuple(pages))


def _views(crawl: _Crawl) -> tuple[SourceView, SourceView]:
    """Return what was believed, and what would be if this crawl were.

    A page that was not reached or failed stays as believed.
    """
    before = _view(crawl.profile, crawl.before)
    starts = _start_order(crawl.profile)
    fresh = {
        url: PageView(url, role, starts.get(url, len(starts)), reading, url not in crawl.before)
        for url, (role, reading) in crawl.readings.items()
    }
    kept = [page for page in before.pages if page.url not in fresh]
    return before, SourceView(before.source, (*kept, *fresh.values()))


def _status(crawl: _Crawl, end: CrawlEnd, verdict: Verdict) -> tuple[RunStatus, str | None]:
    failures = " ".join(dict.fromkeys(doubt.sentence for doubt in crawl.failures)) or None
    if not crawl.outcomes or crawl.starts_failed == len(crawl.profile.start):
        return RunStatus.FAILED, failures or f"The crawl ended early ({end.finish_reason})."
    if not verdict.believed:
        return RunStatus.HELD, verdict.sentence
    if not end.complete:
        return RunStatus.FAILED, f"The crawl ended early ({end.finish_reason})."
    if PageOutcome.FAILED in crawl.outcomes and failures:
        return RunStatus.PARTIAL, failures
    return RunStatus.OK, None


def _counts(crawl: _Crawl, after: SourceView, told: int, end: CrawlEnd) -> RunCounts:
    outcomes = crawl.outcomes
    return RunCounts(
        pages=len(outcomes),
        unchanged=outcomes.count(PageOutcome.UNCHANGED),
        changed=outcomes.count(PageOutcome.CHANGED) + outcomes.count(PageOutcome.NEW),
        failed=outcomes.count(PageOutcome.FAILED),
        missions=len(merge(after)),
        changes=told,
        seconds=end.seconds,
    )


def _report(
    run: int, source: str, status: RunStatus, reason: str | None, counts: RunCounts
) -> RunReport:
    return RunReport(run, source, status, reason, **counts.__dict__)


def _remember(repository: Repository, source: str, view: SourceView, at: datetime) -> None:
    """Note each field's value, so that one that hides and returns is no change."""
    known = repository.known_values(source)
    for mission, told in merge(view).items():
        for name, (value, _) in told.fields.items():
            if value.value is not None and known.get((mission, name)) != value.value:
                repository.set_known(source, mission, name, value.value, value.printed, at)


def _note_answer(crawl: _Crawl, page: FetchedPage) -> None:
    """A link is broken when its page or host is gone; a refusal or a stall proves nothing."""
    facts = page.facts
    if facts.status in GONE or (
        facts.status == 0 and "could not be resolved" in (facts.error or "")
    ):
        crawl.answered[facts.url] = False
    elif 200 <= facts.status < 400:
        crawl.answered[facts.url] = True


def _link_change(profile: SourceProfile, url: str, broken: str | None) -> Change:
    change = Change(
        source=profile.id,
        page=profile.start[0].url,
        kind=ChangeKind.LINK,
        state=ChangeState.UNCONFIRMED if broken else ChangeState.CONFIRMED,
        severity=Severity.LOW,
        summary="",
        field="broken",
        before=url,
        after=broken,
        reason="low because only a link is concerned",
    )
    return replace(change, summary=summarise(change))


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
    )


def _wait(attempts: int) -> timedelta:
    return RETRY[min(max(attempts, 1), len(RETRY)) - 1]


def _plain(value: object) -> object:
    return list(value) if isinstance(value, tuple) else value


def _when(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None
