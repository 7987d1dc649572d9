"""Checking a source: fetch, keep, read, judge, compare, record."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

from crawler.fetch import CrawlEnd, FetchedPage, FetchRules, Progress, Validators, fetch_source
from crawler.profile import SourceProfile
from crawler.reading.completeness import breaks_off
from missions import troubles
from missions.health import reason_names, state_mark
from missions.judge import Doubt, Reason, Verdict, judge_page
from missions.judge_run import judge_run
from missions.records import (
    Change,
    ChangeKind,
    ChangeState,
    PageRole,
    Reading,
    RunStatus,
    Severity,
)
from missions.register import load_register, using_register
from missions.summaries import summed
from missions.troubles import say
from missions.view import PageView, SourceView, merge
from storage.repository import Repository
from storage.rows import (
    BelievedPage,
    KeptPage,
    PageOutcome,
    RunCounts,
)
from watch.answers import RunReport
from watch.contradicting import Contradicting
from watch.health import BELIEVED, SICK, Ending, Health
from watch.recording import remember
from watch.rereading import Rereading, read_stored
from watch.sightings import clock_notes, sightings
from watch.sources import known_source, start_order, view_of
from watch.vanishing import (
    GONE_STATUS,
    dead_starts,
    gone_for_good,
    gone_note,
    led_by_others,
    without,
)

ANSWERED = range(200, 300)


Listener = Callable[[Progress], None]


@dataclass(frozen=True)
class Begun:
    """A run that was begun: nobody else crawls its source until it ends."""

    run: int
    profile: SourceProfile
    at: datetime


@dataclass
class Crawl:
    """What a running crawl has brought so far."""

    profile: SourceProfile
    before: Mapping[str, BelievedPage]
    retired: Collection[str] = ()
    """Pages that were believed once: what they say when they return is news."""
    outcomes: list[PageOutcome] = field(default_factory=list)
    readings: dict[str, tuple[PageRole, Reading]] = field(default_factory=dict)
    doubts: list[Doubt] = field(default_factory=list)
    failures: list[Doubt] = field(default_factory=list)
    notes: dict[str, Doubt] = field(default_factory=dict)
    """What a person should know and what holds nothing up, by host."""
    answered: dict[str, bool] = field(default_factory=dict)
    """Whether each linked site still answers; undecided ones are left out."""
    missing: set[str] = field(default_factory=set)
    """Pages that say themselves that they are no more."""
    starts_failed: int = 0

    @property
    def failed(self) -> int:
        """How many pages brought nothing."""
        return sum(outcome.is_failure for outcome in self.outcomes)


class Checking(Rereading, Contradicting, Health):
    """Crawling a source."""

    def crawl(
        self,
        source_id: str,
        at: datetime | None = None,
        on_progress: Listener | None = None,
    ) -> RunReport:
        """Crawl one source and record what changed, as observed at `at` (default: now).

        Raises UnknownSource, SourceBusy when it is being crawled, CrawlError when it cannot be.
        """
        return self.go_on(self.begin_crawl(source_id, at), on_progress)

    def begin_crawl(self, source_id: str, at: datetime | None = None) -> Begun:
        """Begin a run of a source, so that nobody else does; `go_on` is to follow at once.

        Raises UnknownSource, SourceBusy.
        """
        profile = known_source(self.profiles(), source_id)
        moment = at or datetime.now(UTC)
        with self.store.begin() as repository:
            return Begun(repository.start_run(source_id, moment), profile, moment)

    def go_on(self, begun: Begun, on_progress: Listener | None = None) -> RunReport:
        """Crawl what was begun, to its end. Raises CrawlError when it cannot be."""

        def listen(progress: Progress) -> None:
            self.under_way[begun.run] = progress
            if on_progress:
                on_progress(progress)

        try:
            with using_register(self.register()):
                return self._crawl(begun.run, begun.profile, begun.at, listen)
        except BaseException as error:
            self._give_up(begun.run, error, begun.at)
            raise
        finally:
            self.under_way.pop(begun.run, None)

    def _crawl(
        self, run: int, profile: SourceProfile, at: datetime, on_progress: Listener | None
    ) -> RunReport:
        believed = self._believed_again(profile.id)
        with self.store.read() as repository:
            known = repository.validators(profile.id)
            retired = repository.retired_pages(profile.id)
        crawl = Crawl(profile, believed, retired)
        end = CrawlEnd("never started", 0.0, complete=False)
        for event in fetch_source(
            profile, self._rules(), _validators(known, believed), on_progress
        ):
            if isinstance(event, CrawlEnd):
                end = event
            else:
                crawl.notes.update(clock_notes(event))
                self._keep(run, crawl, _as_it_ended(_observed(event, at)))
        return self._conclude(run, crawl, end, at)

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
            browser=crawl.browser,
        )

    def _keep(self, run: int, crawl: Crawl, page: FetchedPage) -> None:
        """Read and judge one page, and keep it in a transaction of its own."""
        reading = None
        is_start = page.facts.url in start_order(crawl.profile)
        if page.role is PageRole.LINK:
            _note_answer(crawl, page)
        elif page.not_modified:
            known = crawl.before.get(page.facts.url)
            if known is not None:
                crawl.readings[page.facts.url] = (page.role, known.reading)
        else:
            reading = self._judged(crawl, page, is_start=is_start)
        kept = KeptPage(
            page.facts,
            page.role,
            page.headers,
            page.body,
            page.not_modified,
            reading,
            load_register().stamp,
            page.facts.url in crawl.missing,
        )
        with self.store.begin() as repository:
            outcome = repository.keep_page(run, kept)
            repository.beat(run)
        crawl.outcomes.append(outcome)
        if reading is not None:
            crawl.readings[page.facts.url] = (page.role, reading)
        elif outcome.is_failure and is_start:
            crawl.starts_failed += 1

    def _judged(self, crawl: Crawl, page: FetchedPage, *, is_start: bool) -> Reading | None:
        """Return the reading of a page; None when it failed and nothing of it is to be kept."""
        facts = page.facts
        reading = read_stored(page.body, facts, page.role) if page.body else None
        known = crawl.before.get(facts.url)
        is_set = is_start and not crawl.profile.any_language
        languages = crawl.profile.languages if is_set else ()
        verdict = judge_page(facts, reading, known.reading if known else None, languages)
        if verdict.believed:
            return reading
        if is_start and facts.status in ANSWERED and not _is_lesser(crawl, page, verdict):
            # An answer came that is not the page: the run is held and its evidence kept.
            crawl.doubts.extend(verdict.doubts)
            return reading
        crawl.failures.extend(verdict.doubts)
        if any(doubt.reason is Reason.NOT_FOUND for doubt in verdict.doubts):
            crawl.missing.add(facts.url)
        return None

    def _conclude(self, run: int, crawl: Crawl, end: CrawlEnd, at: datetime) -> RunReport:
        """Judge the run as a whole and record its end, all of it or nothing."""
        with self.store.read() as repository:
            confirm = self.settings.crawl.confirm_removals
            before, after, gone = views(repository, run, crawl, at, confirm)
            seen = sightings(repository, crawl.profile.id, run, at)
        judged = judge_run(before, after, crawl.profile.least, seen)
        verdict = Verdict((*crawl.doubts, *judged.doubts))
        status, reason = _status(crawl, end, verdict)
        with self.store.begin() as repository:
            ending = _ending(run, crawl, status, reason, verdict)
            if status in SICK:
                held = status is RunStatus.HELD and not crawl.failed
                state = state_mark(after, ending.reasons) if held and end.complete else None
                repository.note_doubts(run, ending.reasons, state)
            changes = self._health_changes(repository, crawl.profile, ending)
            if status in BELIEVED:
                repository.believe_run(run, at)
                changes += self._compare(repository, before, after, at)
                changes += gone_note(repository, crawl.profile, before, gone)
                repository.retire_pages(crawl.profile.id, gone, at)
                changes += self._link_changes(repository, crawl, at)
                remember(repository, crawl.profile.id, after, at)
            told = self._record(repository, changes, run, at)
            if status in BELIEVED:
                told += self._record_contradictions(repository, before, after, run, at)
            counts = _counts(crawl, after, told, end)
            repository.finish_run(run, status, reason, counts, at)
        return report(run, crawl.profile.id, status, reason, counts)

    def _link_changes(self, repository: Repository, crawl: Crawl, at: datetime) -> list[Change]:
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
                    self._announce(repository, [repository.change(row.id)], at)
            elif row is not None and is_broken and row.change.state is ChangeState.CONFIRMED:
                if answers:
                    changes.append(_link_change(crawl.profile, url, None))
            elif not answers:
                changes.append(_link_change(crawl.profile, url, url))
        return changes

    def _give_up(self, run: int, error: BaseException, at: datetime) -> None:
        with self.store.begin() as repository:
            if repository.run(run).status is RunStatus.RUNNING:
                reason = str(error) or type(error).__name__
                repository.finish_run(run, RunStatus.INTERRUPTED, reason, RunCounts(), at)


def _observed(page: FetchedPage, at: datetime) -> FetchedPage:
    return replace(page, facts=replace(page.facts, fetched_at=at))


def _as_it_ended(page: FetchedPage) -> FetchedPage:
    """Note that a page broke off where only its bytes show it."""
    facts = page.facts
    if facts.truncated or facts.status not in ANSWERED or not page.body:
        return page
    return replace(page, facts=replace(facts, truncated=breaks_off(page.body, facts.content_type)))


def _is_lesser(crawl: Crawl, page: FetchedPage, verdict: Verdict) -> bool:
    """Say whether a doubtful start page fails by itself and holds nothing up.

    A data file lags and never overrules a list; a page that never named a mission is not missed.
    """
    has_lists = any(start.role is PageRole.LIST for start in crawl.profile.start)
    is_unknown = page.facts.url not in crawl.before
    empty = [doubt.reason for doubt in verdict.doubts] == [Reason.LIST_EMPTY]
    return (page.role is PageRole.RECORDS and has_lists) or (is_unknown and empty)


def _validators(
    known: Mapping[str, tuple[str | None, str | None]], believed: Mapping[str, BelievedPage]
) -> dict[str, Validators]:
    return {
        url: Validators(etag, modified, believed[url].reading.links)
        for url, (etag, modified) in known.items()
        if url in believed
    }


def views(
    repository: Repository, run: int, crawl: Crawl, at: datetime, confirm: int
) -> tuple[SourceView, SourceView, frozenset[str]]:
    """Return what was believed, what would be if this crawl were, and the pages gone for good.

    These are left out; a page that was only not reached or failed stays as believed.
    """
    dead = dead_starts(repository, run, crawl.profile, confirm)
    before, after = (led_by_others(view, dead) for view in views_of(crawl))
    gone = gone_for_good(repository, run, crawl.profile, after, confirm)
    seen_since = {url for url, page in crawl.before.items() if page.last_checked > at}
    return before, without(after, gone - seen_since), gone - seen_since


def views_of(crawl: Crawl) -> tuple[SourceView, SourceView]:
    """Return what was believed of a source, and what would be if this crawl were."""
    before = view_of(crawl.profile, crawl.before)
    starts = start_order(crawl.profile)
    fresh = {
        url: PageView(
            url,
            role,
            starts.get(url, len(starts)),
            reading,
            is_new=url not in crawl.before and url not in crawl.retired,
        )
        for url, (role, reading) in crawl.readings.items()
    }
    kept = [replace(page, is_kept=True) for page in before.pages if page.url not in fresh]
    return before, SourceView(before.source, (*kept, *fresh.values()))


def _status(crawl: Crawl, end: CrawlEnd, verdict: Verdict) -> tuple[RunStatus, str | None]:
    failures = " ".join(dict.fromkeys(doubt.sentence for doubt in crawl.failures)) or None
    if not crawl.outcomes or crawl.starts_failed == len(crawl.profile.start):
        return RunStatus.FAILED, failures or say(troubles.ENDED_EARLY, detail=end.finish_reason)
    if not verdict.believed:
        return RunStatus.HELD, verdict.sentence
    if not end.complete:
        return RunStatus.FAILED, say(troubles.ENDED_EARLY, detail=end.finish_reason)
    if crawl.failed and failures:
        return RunStatus.PARTIAL, failures
    return RunStatus.OK, " ".join(one.sentence for one in crawl.notes.values()) or None


def _ending(
    run: int, crawl: Crawl, status: RunStatus, reason: str | None, verdict: Verdict
) -> Ending:
    doubts = verdict.doubts if status is RunStatus.HELD else crawl.failures
    return Ending(run, status, reason, reason_names(doubts) if status in SICK else ())


def _counts(crawl: Crawl, after: SourceView, told: int, end: CrawlEnd) -> RunCounts:
    outcomes = crawl.outcomes
    return RunCounts(
        pages=len(outcomes),
        unchanged=outcomes.count(PageOutcome.UNCHANGED),
        changed=outcomes.count(PageOutcome.CHANGED) + outcomes.count(PageOutcome.NEW),
        failed=crawl.failed,
        missions=len(merge(after)),
        changes=told,
        seconds=end.seconds,
    )


def report(
    run: int, source: str, status: RunStatus, reason: str | None, counts: RunCounts
) -> RunReport:
    return RunReport(run, source, status, reason, **counts.__dict__)


def _note_answer(crawl: Crawl, page: FetchedPage) -> None:
    """A link is broken when its page or host is gone; a refusal or a stall proves nothing."""
    facts = page.facts
    if facts.status in GONE_STATUS or (
        facts.status == 0 and "could not be resolved" in (facts.error or "")
    ):
        crawl.answered[facts.url] = False
    elif 200 <= facts.status < 400:
        crawl.answered[facts.url] = True


def _link_change(profile: SourceProfile, url: str, broken: str | None) -> Change:
    return summed(
        Change(
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
    )
