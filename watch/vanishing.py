"""Followed pages that are gone for good: which ones, and what operators are told of it.

A page is gone at a check when it answers 404 or 410, when it says in words that it is no more
(some sites send such a page with status 200), or when no page that can be reached from the
start pages links to it. What was believed of it stays until enough healthy checks in a row, this
one included, found it gone.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace

from crawler.addresses import canonical_url, host_allowed
from crawler.frontier import role_of
from crawler.profile import SourceProfile
from missions.comparing.significance import low
from missions.records import Change, ChangeKind, ChangeState, PageRole, RunStatus
from missions.summaries import summed
from missions.view import PageView, SourceView
from storage.repository import Repository
from storage.rows import PageOutcome, VisitRow
from watch.sources import start_order, view_of

GONE_STATUS = frozenset({404, 410})
GONE = "gone"
"""Field of the change that tells it."""


def gone_for_good(
    repository: Repository, run: int, profile: SourceProfile, view: SourceView, confirm: int
) -> frozenset[str]:
    """Return the pages of a view that a run and the healthy ones before it found gone.

    The start pages never are: one that does not answer is a trouble of the source.
    """
    visits = _visits(repository, run)
    missing = _gone_now(profile, view, visits)
    earlier = repository.believed_runs(profile.id, before=run, limit=confirm - 1)
    if not missing or len(earlier) < confirm - 1:
        return frozenset()
    seen = [_visits(repository, one) for one in earlier]
    return frozenset(
        url for url in missing if all(url not in one or _is_gone(one[url]) for one in seen)
    )


def dead_starts(
    repository: Repository, run: int, profile: SourceProfile, confirm: int
) -> frozenset[str]:
    """Return the start pages that a run and the healthy ones before it found gone.

    What is believed of them stays, for a person set them; but any other page knows better.
    """
    earlier = repository.believed_runs(profile.id, before=run, limit=confirm - 1)
    seen = [_visits(repository, one) for one in (run, *earlier)]
    if len(seen) < confirm:
        return frozenset()
    return frozenset(
        url
        for url in start_order(profile)
        if all(url in visits and _is_gone(visits[url]) for visits in seen)
    )


def is_vanishing(repository: Repository, profile: SourceProfile) -> bool:
    """Say whether the last check found a page gone that is still believed: look again soon."""
    run = repository.last_run(profile.id)
    if run is None or run.status not in (RunStatus.OK, RunStatus.PARTIAL):
        return False
    believed = {page.url: page for page in repository.believed_pages(profile.id)}
    return bool(_gone_now(profile, view_of(profile, believed), _visits(repository, run.id)))


def without(view: SourceView, pages: Collection[str]) -> SourceView:
    """Return a view without some of its pages."""
    return replace(view, pages=tuple(page for page in view.pages if page.url not in pages))


def led_by_others(view: SourceView, dead: Collection[str]) -> SourceView:
    """Return a view in which some of its pages tell less than any other of their kind."""
    pages = tuple(replace(page, is_dead=page.url in dead) for page in view.pages)
    return replace(view, pages=pages)


def gone_note(
    repository: Repository, profile: SourceProfile, view: SourceView, pages: Collection[str]
) -> list[Change]:
    """Return one word to operators for all pages that were not told as gone before.

    `view` still has them. A site may link to a page by turns, as teasers do.
    """
    told = repository.changes(source=profile.id, kind=ChangeKind.SOURCE)
    known = {
        url
        for row in told
        if row.change.field == GONE and isinstance(row.change.before, (list, tuple))
        for url in row.change.before
    }
    fresh = [page.url for page in view.pages if page.url in pages and page.url not in known]
    return [_note(profile, fresh)] if fresh else []


def _note(profile: SourceProfile, pages: list[str]) -> Change:
    weight = low("what other pages say of its missions stays")
    return summed(
        Change(
            source=profile.id,
            page=pages[0],
            kind=ChangeKind.SOURCE,
            state=ChangeState.CONFIRMED,
            severity=weight.severity,
            summary="",
            field=GONE,
            before=tuple(pages),
            after=None,
            reason=weight.reason,
        )
    )


def _visits(repository: Repository, run: int) -> dict[str, VisitRow]:
    return {visit.url: visit for visit in repository.visits(run)}


def _is_gone(visit: VisitRow) -> bool:
    return visit.outcome is PageOutcome.GONE or visit.status in GONE_STATUS


def _gone_now(
    profile: SourceProfile, view: SourceView, visits: Mapping[str, VisitRow]
) -> frozenset[str]:
    followed = {page.url for page in view.pages} - set(start_order(profile))
    refused = {url for url in followed if url in visits and _is_gone(visits[url])}
    led_to = {canonical_url(visit.final_url) for visit in visits.values()}
    unasked = followed - set(visits) - led_to
    return frozenset(refused | (unasked - _reached(profile, without(view, refused))))


def _reached(profile: SourceProfile, view: SourceView) -> set[str]:
    """Return the pages that links lead to from the start pages, however many clicks away."""
    pages = {page.url: page for page in view.pages}
    found: set[str] = set()
    waiting = [url for url in start_order(profile) if url in pages]
    while waiting:
        targets = set(_targets(profile, pages[waiting.pop()])) - found
        found |= targets
        waiting += [url for url in targets if url in pages]
    return found


def _targets(profile: SourceProfile, page: PageView) -> Iterator[str]:
    if page.role in (PageRole.LINK, PageRole.RECORDS):
        return
    for link in page.reading.links:
        url = canonical_url(link.url)
        if role_of(link) and host_allowed(url, profile.hosts):
            yield url
