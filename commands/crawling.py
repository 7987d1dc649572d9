"""`crawl`: the sources are read now, a line each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime

import click

import terminal
from commands.session import (
    CRAWL_FAILED,
    DONE,
    INCOMPLETE,
    WRONG_USE,
    Session,
    json_option,
    known_source,
)
from crawler.errors import BrowserMissingError, CrawlError
from crawler.pages import Progress
from missions.moments import observation_time
from missions.records import RunStatus
from storage.errors import SourceBusy
from storage.rows import RunCounts
from watch import RunReport, Watch


@click.command()
@click.argument("sources", nargs=-1, metavar="[SOURCE]...")
@click.option("--at", metavar="DATE", help="Record this observation time (for replays).")
@json_option
@click.pass_obj
def crawl(session: Session, sources: tuple[str, ...], at: str | None, as_json: bool) -> int:
    """Crawl now: the sources named, or all that are enabled."""
    moment = session.when("--at", at, observation_time)
    with session.watch() as watch:
        return max(
            [_crawl(watch, name, moment, as_json) for name in _chosen(watch, sources)] or [0]
        )


def _chosen(watch: Watch, names: Sequence[str]) -> list[str]:
    profiles = watch.profiles()
    for name in names:
        known_source(profiles, name)
    return list(names) or [name for name, profile in profiles.items() if profile.enabled]


def _crawl(watch: Watch, source: str, at: datetime | None, as_json: bool) -> int:
    with terminal.progress(source) as advance:

        def forward(state: Progress) -> None:
            advance(state.fetched, state.waiting, state.current)

        try:
            report = watch.crawl(source, at=at, on_progress=forward)
        except (CrawlError, SourceBusy) as error:
            report = _not_crawled(watch, source, error)
            status = WRONG_USE if isinstance(error, BrowserMissingError) else INCOMPLETE
        else:
            status = INCOMPLETE if report.status in CRAWL_FAILED else DONE
    if as_json:
        terminal.write_json([report.as_json()])
    else:
        terminal.say(_report_line(report))
    return status


def _not_crawled(watch: Watch, source: str, error: Exception) -> RunReport:
    """Report a crawl that could not begin, under the run that was in its way or that it made."""
    with watch.store.read() as repository:
        run = repository.runs(source, limit=1)[0].id
    nothing = asdict(RunCounts())
    return RunReport(run, source, RunStatus.FAILED, str(error), **nothing)


def _report_line(report: RunReport) -> str:
    counts = (
        f"{report.pages} pages ({report.unchanged} unchanged, {report.changed} changed, "
        f"{report.failed} failed), {report.missions} missions, {report.changes} changes, "
        f"{report.seconds:.1f} s"
    )
    reason = f": {report.reason}" if report.reason else ""
    return f"{report.source}: {report.status}, {counts}{reason}"
