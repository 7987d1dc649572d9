"""Pages of a run: keeping what was fetched, and what a run saw. One transaction a page.

Decides only whether a page says something else than the version that is believed; whether that is
to be believed is decided elsewhere.
"""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import func, select

from missions.records import PageRole, Reading, RunStatus
from storage.blobs import store_blob
from storage.models import Page, Run, Snapshot, Visit
from storage.readings import fingerprint, write_reading
from storage.rows import KeptPage, PageOutcome, PageRow, VisitRow
from storage.runs import Runs
from storage.upsert import insert_if_absent


class Pages(Runs):
    """Reading and writing of the `page` and `visit` tables, and writing of snapshots."""

    def validators(self, source_id: str) -> dict[str, tuple[str | None, str | None]]:
        """Return ETag and Last-Modified, by address, of the content that is believed."""
        query = select(Page.url, Page.etag, Page.last_modified).where(
            Page.source == source_id,
            Page.etag.is_not(None) | Page.last_modified.is_not(None),
        )
        return {url: (etag, modified) for url, etag, modified in self._session.execute(query)}

    def keep_page(self, run_id: int, kept: KeptPage) -> PageOutcome:
        """Keep what a run got from one page, and say what it is against what is believed.

        A page that says what the believed version says is only noted as visited. A page of the
        role LINK that answers is UNCHANGED: nothing but its answering counts. A page kept twice in
        one run counts as it was the last time. Raises RunOver if the run was given up, RunUnknown.
        """
        run = self._open_run(run_id, RunStatus.RUNNING)
        page = self._kept_page(run.source, kept)
        current = self._current(page)
        outcome = _outcome(kept, current)
        snapshot = None if outcome.is_failure else current
        if kept.reading is not None and outcome in (PageOutcome.NEW, PageOutcome.CHANGED):
            snapshot = self._version(run, page, kept, kept.reading)
        self._note_fetch(page, kept, outcome)
        self._note_visit(run, page, kept, outcome, snapshot)
        return outcome

    def pages(self, source: str | None = None) -> list[PageRow]:
        """Return the addresses that were ever fetched (of one source) and how they are doing."""
        query = select(Page).order_by(Page.source, Page.url)
        if source is not None:
            query = query.where(Page.source == source)
        return [_page_row(page) for page in self._session.scalars(query)]

    def visits(self, run_id: int) -> list[VisitRow]:
        """Return what a run got from each page, in the order the pages were first seen."""
        query = select(Visit).where(Visit.run_id == run_id).order_by(Visit.page_id)
        return [_visit_row(visit) for visit in self._session.scalars(query)]

    def pages_so_far(self, runs: Collection[int]) -> dict[int, int]:
        """Return how many pages each run got; runs without any are left out."""
        query = select(Visit.run_id, func.count()).where(Visit.run_id.in_(runs))
        rows = self._session.execute(query.group_by(Visit.run_id))
        return dict(rows.tuples().all())

    def _kept_page(self, source: str, kept: KeptPage) -> Page:
        facts = kept.facts
        values = {
            "source": source,
            "url": facts.url,
            "role": kept.role,
            "last_fetched_at": facts.fetched_at,
            "last_status": facts.status,
        }
        insert_if_absent(self._session, Page, values)
        return self._session.scalars(
            select(Page).where(Page.source == source, Page.url == facts.url)
        ).one()

    def _current(self, page: Page) -> Snapshot | None:
        return self._session.scalars(
            select(Snapshot).where(
                Snapshot.page_id == page.id,
                Snapshot.believed_at.is_not(None),
                Snapshot.superseded_at.is_(None),
            )
        ).one_or_none()

    def _version(self, run: Run, page: Page, kept: KeptPage, reading: Reading) -> Snapshot:
        """Return the page's last version if it is this one and still waits; else a new one."""
        last = self._session.scalars(
            select(Snapshot)
            .where(Snapshot.page_id == page.id)
            .order_by(Snapshot.id.desc())
            .limit(1)
        ).first()
        if last and last.believed_at is None and last.fingerprint == fingerprint(reading):
            return last
        snapshot = _new_snapshot(run, page, kept)
        snapshot.sha256 = store_blob(self._session, kept.body, last.sha256 if last else None)
        write_reading(snapshot, reading, run.source, kept.register)
        self._session.add(snapshot)
        self._session.flush()
        return snapshot

    def _note_fetch(self, page: Page, kept: KeptPage, outcome: PageOutcome) -> None:
        facts = kept.facts
        page.role = kept.role
        page.last_fetched_at = facts.fetched_at
        page.last_status = facts.status
        if outcome.is_failure:
            page.last_error = facts.error or _complaint(facts.status)
            page.failing_since = page.failing_since or facts.fetched_at
            return
        page.last_error = page.failing_since = None
        if outcome is PageOutcome.UNCHANGED and not kept.not_modified:
            page.etag, page.last_modified = _validators(kept)

    def _note_visit(
        self,
        run: Run,
        page: Page,
        kept: KeptPage,
        outcome: PageOutcome,
        snapshot: Snapshot | None,
    ) -> None:
        visit = self._session.get(Visit, (run.id, page.id)) or Visit(run_id=run.id, page_id=page.id)
        visit.outcome = outcome
        visit.snapshot_id = snapshot.id if snapshot else None
        visit.fetched_at = kept.facts.fetched_at
        visit.final_url = kept.facts.final_url
        visit.status = kept.facts.status
        visit.error = page.last_error
        visit.etag, visit.last_modified = _validators(kept)
        self._session.add(visit)
        self._session.flush()


def _outcome(kept: KeptPage, current: Snapshot | None) -> PageOutcome:
    if kept.not_modified:
        return PageOutcome.UNCHANGED if current else PageOutcome.FAILED
    if kept.is_gone:
        return PageOutcome.GONE
    if kept.reading is None:
        answered = kept.facts.error is None and 200 <= kept.facts.status < 400
        is_asked_only = kept.role is PageRole.LINK
        return PageOutcome.UNCHANGED if answered and is_asked_only else PageOutcome.FAILED
    if current is None:
        return PageOutcome.NEW
    same = current.fingerprint == fingerprint(kept.reading)
    return PageOutcome.UNCHANGED if same else PageOutcome.CHANGED


def _new_snapshot(run: Run, page: Page, kept: KeptPage) -> Snapshot:
    facts = kept.facts
    return Snapshot(
        page_id=page.id,
        run_id=run.id,
        fetched_at=facts.fetched_at,
        final_url=facts.final_url,
        status=facts.status,
        content_type=facts.content_type,
        size=facts.size,
        truncated=facts.truncated,
        headers=[list(header) for header in kept.headers],
    )


def _validators(kept: KeptPage) -> tuple[str | None, str | None]:
    headers = {name.lower(): value for name, value in kept.headers}
    return headers.get("etag"), headers.get("last-modified")


def _complaint(status: int) -> str:
    return "nothing could be read" if 200 <= status < 300 else f"HTTP status {status}"


def _page_row(page: Page) -> PageRow:
    return PageRow(
        id=page.id,
        source=page.source,
        url=page.url,
        role=PageRole(page.role),
        first_seen=page.first_seen_at,
        last_fetched=page.last_fetched_at,
        last_status=page.last_status,
        last_error=page.last_error,
        failing_since=page.failing_since,
    )


def _visit_row(visit: Visit) -> VisitRow:
    return VisitRow(
        url=visit.page.url,
        role=PageRole(visit.page.role),
        outcome=PageOutcome(visit.outcome),
        snapshot_id=visit.snapshot_id,
        fetched_at=visit.fetched_at,
        final_url=visit.final_url,
        status=visit.status,
        error=visit.error,
        last_modified=visit.last_modified,
    )
