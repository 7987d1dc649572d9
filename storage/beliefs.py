"""What is believed of the pages, now or at a past time, and what a held run saw instead."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Row as SqlRow
from sqlalchemy import ScalarSelect, and_, func, or_, select
from sqlalchemy.orm import aliased, joinedload, selectinload

from missions.records import PageRole, Reading, RunStatus
from storage.models import ListingRow, Page, Run, Snapshot, Visit
from storage.readings import read_listing, rebuild_reading
from storage.rows import BelievedPage, ListedOn
from storage.runs import Runs
from storage.sightings import Sightings


class Beliefs(Runs, Sightings):
    """Which snapshots are believed, from when to when."""

    def believe_run(self, run_id: int, at: datetime) -> None:
        """Make what the run saw the believed version of its pages, as of `at`.

        Pages that the run found unchanged are noted as checked at `at`; pages that failed keep
        what is believed of them, and so do pages that a newer believed run saw since. Works for a
        running and for a held run, else raises RunOver.
        """
        self._open_run(run_id, RunStatus.RUNNING, RunStatus.HELD)
        visits = self._session.scalars(
            select(Visit)
            .where(Visit.run_id == run_id, Visit.snapshot_id.is_not(None))
            .options(joinedload(Visit.snapshot), joinedload(Visit.page))
        ).all()
        for visit in visits:
            if visit.snapshot is not None:
                self._believe(visit, visit.snapshot, at)
        self._note_new_edition()
        self._session.flush()
        self.note_sightings(run_id)

    def believed_pages(
        self, source_id: str | None = None, as_of: datetime | None = None
    ) -> list[BelievedPage]:
        """Return the believed version of each page (of one source), now or as of a time."""
        query = (
            select(*_STANDING).join(Snapshot.page).where(Snapshot.id == believed_version(as_of))
        ).order_by(Page.source, Page.id)
        if source_id is not None:
            query = query.where(Page.source == source_id)
        rows = self._session.execute(query).all()
        readings = self._readings([row.id for row in rows])
        return [_believed(row, readings[row.id], as_of) for row in rows]

    def _readings(self, versions: Sequence[int]) -> dict[int, Reading]:
        """Return how versions were read, as far as possible from memory."""
        if self._remembered is None:
            return self._read(versions)
        edition = self.edition()
        known = self._remembered.of(edition, versions)
        read = self._read([one for one in versions if one not in known])
        self._remembered.keep(edition, read)
        return known | read

    def _read(self, versions: Sequence[int]) -> dict[int, Reading]:
        query = (
            select(Snapshot)
            .where(Snapshot.id.in_(versions))
            .options(joinedload(Snapshot.page), selectinload(Snapshot.listings))
        )
        found = self._session.scalars(query) if versions else ()
        return {one.id: rebuild_reading(one, one.page.url) for one in found}

    def believed_listings(self, beginning: str) -> list[ListedOn]:
        """Return the believed listings of the missions whose id begins so, by source and page."""
        query = (
            select(ListingRow, Snapshot.id, Page.source, Page.url)
            .join(Snapshot, Snapshot.id == ListingRow.snapshot_id)
            .join(Page, Page.id == Snapshot.page_id)
            .where(_IS_BELIEVED, ListingRow.mission.startswith(beginning, autoescape=True))
            .order_by(Page.source, Page.id, ListingRow.position)
        )
        return [
            ListedOn(read_listing(row), source, url, snapshot)
            for row, snapshot, source, url in self._session.execute(query)
        ]

    def retire_pages(self, source_id: str, urls: Collection[str], at: datetime) -> None:
        """Believe some pages of a source no longer, as of `at`; their history stays."""
        for page in self._session.scalars(
            select(Page).where(Page.source == source_id, Page.url.in_(urls))
        ).all():
            self._supersede(page, at)
        self._note_new_edition()

    def retired_pages(self, source_id: str) -> set[str]:
        """Return the addresses of the pages that were believed once and are no longer."""
        current = select(Snapshot.page_id).where(_IS_BELIEVED)
        query = select(Page.url).where(
            Page.source == source_id, Page.first_seen_at.is_not(None), Page.id.not_in(current)
        )
        return set(self._session.scalars(query))

    def read_of_run(self, run_id: int) -> list[BelievedPage]:
        """Return the version of each page that the run saw, whether it is believed or not."""
        self._run(run_id)
        query = (
            select(*_STANDING)
            .join(Snapshot.page)
            .join(Visit, Visit.snapshot_id == Snapshot.id)
            .where(Visit.run_id == run_id)
            .order_by(Visit.page_id)
        )
        rows = self._session.execute(query).all()
        readings = self._readings([row.id for row in rows])
        return [_believed(row, readings[row.id], None) for row in rows]

    def said_before(self, run_id: int) -> dict[str, datetime]:
        """Return which pages of a run say again what they were believed to say before, word for
        word or as it was understood, with the time when they were last found saying it."""
        earlier = aliased(Snapshot)
        is_alike = or_(
            earlier.fingerprint == Snapshot.fingerprint, earlier.sha256 == Snapshot.sha256
        )
        query = (
            select(Page.url, func.max(earlier.last_checked_at, type_=_TIME))
            .select_from(Visit)
            .join(Page, Page.id == Visit.page_id)
            .join(Snapshot, Snapshot.id == Visit.snapshot_id)
            .join(earlier, and_(earlier.page_id == Page.id, is_alike))
            .where(Visit.run_id == run_id, Snapshot.believed_at.is_(None))
            .where(earlier.superseded_at.is_not(None))
            .group_by(Page.url)
        )
        return {url: at for url, at in self._session.execute(query) if at is not None}

    def seen_in_a_row(self, run_id: int) -> dict[str, datetime]:
        """Return since when each page of a run was found to say what it says, by that run and the
        held ones before it; one that a person has discarded counts for nothing."""
        last = self.believed_runs(self._run(run_id).source, run_id, 1)
        own = aliased(Visit)
        query = (
            select(Page.url, func.min(Run.started_at, type_=_TIME))
            .select_from(own)
            .join(Page, Page.id == own.page_id)
            .join(Visit, Visit.snapshot_id == own.snapshot_id)
            .join(Run, Run.id == Visit.run_id)
            .where(own.run_id == run_id, Visit.run_id > max(last, default=0))
            .where(Visit.run_id <= run_id)
            .group_by(Page.url)
            .having(func.count(Run.decision) == 0)
        )
        return {url: at for url, at in self._session.execute(query) if at is not None}

    def _believe(self, visit: Visit, snapshot: Snapshot, at: datetime) -> None:
        page = visit.page
        if snapshot.superseded_at is not None or self._seen_since(visit):
            return
        if snapshot.believed_at is None:
            self._supersede(page, at)
            snapshot.believed_at = at
            page.first_seen_at = page.first_seen_at or at
            page.etag, page.last_modified = visit.etag, visit.last_modified
        snapshot.last_checked_at = at
        self._session.flush()

    def _seen_since(self, visit: Visit) -> bool:
        """Whether a newer run was believed of the page while this one was held."""
        newer = (
            select(Visit.run_id)
            .join(Run, Run.id == Visit.run_id)
            .where(
                Visit.page_id == visit.page_id,
                Visit.run_id > visit.run_id,
                Visit.snapshot_id.is_not(None),
                Run.status.in_((RunStatus.OK, RunStatus.PARTIAL)),
            )
        )
        return self._session.scalar(newer.limit(1)) is not None

    def _supersede(self, page: Page, at: datetime) -> None:
        believed = self._session.scalars(
            select(Snapshot).where(Snapshot.page_id == page.id, _IS_BELIEVED)
        )
        for snapshot in believed:
            snapshot.superseded_at = at
        self._session.flush()


_TIME = Snapshot.believed_at.type
_STANDING = (
    Snapshot.id,
    Page.source,
    Page.url,
    Snapshot.role,
    Snapshot.believed_at,
    Snapshot.fetched_at,
    Page.first_seen_at,
    Snapshot.last_checked_at,
    Snapshot.layout,
    Snapshot.register,
)
"""What is told of a version beside how it was read."""
_IS_BELIEVED = and_(Snapshot.believed_at.is_not(None), Snapshot.superseded_at.is_(None))


def believed_version(at: datetime | None) -> ScalarSelect[int]:
    """Return the query for the version of a page that is believed, or was at a time.

    Versions follow one another without overlap, so that the last that began is looked at first.
    """
    ends = Snapshot.superseded_at
    began = Snapshot.believed_at.is_not(None) if at is None else Snapshot.believed_at <= at
    stands = ends.is_(None) if at is None else ends.is_(None) | (ends > at)
    return (
        select(Snapshot.id)
        .where(Snapshot.page_id == Page.id, began, stands)
        .order_by(Snapshot.believed_at.desc())
        .limit(1)
        .correlate(Page)
        .scalar_subquery()
    )


def _believed(row: SqlRow[Any], reading: Reading, as_of: datetime | None) -> BelievedPage:
    checked = row.last_checked_at or row.fetched_at
    return BelievedPage(
        snapshot_id=row.id,
        source=row.source,
        url=row.url,
        role=PageRole(row.role),
        reading=reading,
        believed_at=row.believed_at or row.fetched_at,
        first_seen=row.first_seen_at or row.fetched_at,
        last_checked=min(checked, as_of) if as_of else checked,
        layout=row.layout,
        register=row.register,
    )
