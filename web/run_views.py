"""Runs as the pages print them: how a crawl goes on, how it ended, what was decided about it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from crawler.pages import Progress
from crawler.profile import SourceProfile
from missions.records import RunStatus
from notifier.cleaning import clean
from notifier.language import Speech
from notifier.troubles import retold
from notifier.values import N_
from storage.rows import RunRow
from watch.deciding import why_held
from web.visitor import Visitor

STATES = {
    RunStatus.RUNNING: N_("being crawled"),
    RunStatus.OK: N_("believed"),
    RunStatus.PARTIAL: N_("believed in part"),
    RunStatus.FAILED: N_("failed"),
    RunStatus.HELD: N_("held"),
    RunStatus.INTERRUPTED: N_("interrupted"),
}
GOOD = frozenset({RunStatus.OK, RunStatus.PARTIAL})


@dataclass(frozen=True)
class RunView:
    """One crawl of one source."""

    id: int
    source: str
    source_name: str
    state: str
    state_name: str
    tone: str
    """`good`, `warn` or `plain`."""
    started: str
    finished: str
    pages: str
    missions: str
    changes: str
    seconds: str
    reasons: str
    decision: str
    why: str
    is_over: bool
    is_held: bool


def print_run(run: RunRow, profiles: Mapping[str, SourceProfile], visitor: Visitor) -> RunView:
    """Return a run for a page."""
    speech, counts = visitor.speech, run.counts
    return RunView(
        id=run.id,
        source=run.source,
        source_name=name_of(run.source, profiles),
        state=str(run.status),
        state_name=state_name(speech, run),
        tone=tone_of(run.status),
        started=visitor.moment(run.started_at),
        finished=visitor.moment(run.finished_at) if run.finished_at else "",
        pages=_pages(speech, run),
        missions=speech.count("%(number)s mission", "%(number)s missions", counts.missions),
        changes=speech.count("%(number)s change", "%(number)s changes", counts.changes),
        seconds=speech.count("%(number)s second", "%(number)s seconds", round(counts.seconds)),
        reasons=clean(retold(visitor.news, why_held(run)), 2000),
        decision=_decision(run, visitor),
        why=clean(run.decision.why, 1000) if run.decision else "",
        is_over=run.status is not RunStatus.RUNNING,
        is_held=run.status is RunStatus.HELD,
    )


def state_name(speech: Speech, run: RunRow) -> str:
    """Return how a run is or ended, in a word or two."""
    if run.decision is not None and run.decision.verb == "discard":
        return speech.say("discarded")
    return speech.say(STATES[run.status])


def tone_of(status: RunStatus) -> str:
    """Return whether a state is good news."""
    if status is RunStatus.RUNNING:
        return "plain"
    return "good" if status in GOOD else "warn"


def name_of(source: str, profiles: Mapping[str, SourceProfile]) -> str:
    """Return a source's name; its id when it is watched no more."""
    profile = profiles.get(source)
    return clean(profile.name if profile else source, 120)


def progress_sentence(speech: Speech, run: RunRow, pages: int, progress: Progress | None) -> str:
    """Return how far a crawl is, or how it ended."""
    if run.status is not RunStatus.RUNNING:
        return speech.say("The crawl has ended.")
    if progress is None:
        return speech.count(
            "The crawl goes on; %(number)s page has come so far.",
            "The crawl goes on; %(number)s pages have come so far.",
            pages,
        )
    return speech.count(
        "The crawl goes on; %(number)s page has come so far, waiting for: %(waiting)s.",
        "The crawl goes on; %(number)s pages have come so far, waiting for: %(waiting)s.",
        progress.fetched,
        waiting=speech.number(progress.waiting),
    )


def _pages(speech: Speech, run: RunRow) -> str:
    return "; ".join(_page_counts(speech, run))


def _page_counts(speech: Speech, run: RunRow) -> Iterator[str]:
    counts = run.counts
    yield speech.count("%(number)s page", "%(number)s pages", counts.pages)
    if counts.changed:
        yield speech.count("%(number)s page is new", "%(number)s pages are new", counts.changed)
    if counts.unchanged:
        yield speech.count(
            "%(number)s page is unchanged", "%(number)s pages are unchanged", counts.unchanged
        )
    if counts.failed:
        yield speech.count("%(number)s page failed", "%(number)s pages failed", counts.failed)


def _decision(run: RunRow, visitor: Visitor) -> str:
    if run.decision is None:
        return ""
    values = {"by": clean(run.decision.by, 80), "time": visitor.moment(run.decision.at)}
    if run.decision.verb == "accept":
        return visitor.speech.say("Accepted by %(by)s on %(time)s.", **values)
    return visitor.speech.say("Discarded by %(by)s on %(time)s.", **values)
