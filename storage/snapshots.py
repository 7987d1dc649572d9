"""Snapshots one by one: their bytes, their facts, and reading them again."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import contains_eager

from missions.records import PageRole, Reading
from storage.beliefs import believed_version
from storage.blobs import load_blob
from storage.errors import SnapshotUnknown
from storage.models import Page, Snapshot
from storage.readings import rebuild_reading, write_reading
from storage.rows import SnapshotRow
from storage.sightings import Sightings


class Snapshots(Sightings):
    """Reading of the `snapshot` table."""

    def snapshot(self, snapshot_id: int) -> SnapshotRow:
        """Return one version of a page. Raises SnapshotUnknown."""
        return _snapshot_row(self._snapshot(snapshot_id))

    def snapshots(
        self,
        source: str | None = None,
        page: str | None = None,
        since: datetime | None = None,
        until: datetime | None = None,
    ) -> Iterator[SnapshotRow]:
        """Return the versions kept (of a source, of an address), in the order they were kept.

        `since` and `until` bound the time of the fetch; the first is included, the second not.
        """
        query = (
            select(Snapshot)
            .join(Snapshot.page)
            .options(contains_eager(Snapshot.page))
            .order_by(Snapshot.id)
            .execution_options(yield_per=100)
        )
        if source is not None:
            query = query.where(Page.source == source)
        if page is not None:
            query = query.where(Page.url == page)
        if since is not None:
            query = query.where(Snapshot.fetched_at >= since)
        if until is not None:
            query = query.where(Snapshot.fetched_at < until)
        for snapshot in self._session.scalars(query):
            yield _snapshot_row(snapshot)

    def body(self, snapshot_id: int) -> bytes:
        """Return the bytes as they were fetched. Raises SnapshotUnknown or BlobDamaged."""
        return load_blob(self._session, self._snapshot(snapshot_id).sha256)

    def reading(self, snapshot_id: int) -> Reading:
        """Return how a version was read. Raises SnapshotUnknown."""
        snapshot = self._snapshot(snapshot_id)
        return rebuild_reading(snapshot, snapshot.page.url)

    def reread(self, snapshot_id: int, reading: Reading, register: str | None = None) -> None:
        """Put what a newer reader understood of a snapshot in place of its reading.

        When it was believed stays as it is. Raises SnapshotUnknown.
        """
        # Two processes that read one version again must not both write its listings.
        snapshot = self._session.get(Snapshot, snapshot_id, with_for_update=True)
        if snapshot is None:
            raise SnapshotUnknown(snapshot_id)
        source, listed = snapshot.page.source, {row.mission for row in snapshot.listings}
        snapshot.listings.clear()
        self._session.flush()
        write_reading(snapshot, reading, source, register)
        self._session.flush()
        if snapshot.believed_at is not None:
            self.see_again(source, listed ^ {entry.mission for entry in reading.listings})

    def version_at(self, source: str, url: str, at: datetime) -> int | None:
        """Return the version of a page that was believed at a time; None if none was."""
        return self._session.scalar(
            select(believed_version(at)).where(Page.source == source, Page.url == url)
        )

    def versions(
        self,
        sources: Sequence[str] = (),
        *,
        read_otherwise: tuple[int, str] | None = None,
        believed_only: bool = True,
    ) -> list[int]:
        """Return the numbers of kept versions (of some sources), in the order they were kept.

        `read_otherwise` leaves out those that this reader version read with a register of this
        stamp; `believed_only` those that were never believed.
        """
        query = select(Snapshot.id).join(Snapshot.page).order_by(Snapshot.id)
        if sources:
            query = query.where(Page.source.in_(sources))
        if believed_only:
            query = query.where(Snapshot.believed_at.is_not(None))
        if read_otherwise:
            version, register = read_otherwise
            query = query.where(
                (Snapshot.reader_version != version) | Snapshot.register.is_distinct_from(register)
            )
        return list(self._session.scalars(query))

    def _snapshot(self, snapshot_id: int) -> Snapshot:
        snapshot = self._session.get(Snapshot, snapshot_id)
        if snapshot is None:
            raise SnapshotUnknown(snapshot_id)
        return snapshot


def _snapshot_row(snapshot: Snapshot) -> SnapshotRow:
    return SnapshotRow(
        id=snapshot.id,
        run_id=snapshot.run_id,
        source=snapshot.page.source,
        url=snapshot.page.url,
        final_url=snapshot.final_url,
        role=PageRole(snapshot.role),
        fetched_at=snapshot.fetched_at,
        believed_at=snapshot.believed_at,
        superseded_at=snapshot.superseded_at,
        status=snapshot.status,
        content_type=snapshot.content_type,
        size=snapshot.size,
        truncated=snapshot.truncated,
        headers=tuple((name, value) for name, value in snapshot.headers),
        sha256=snapshot.sha256,
        reader_version=snapshot.reader_version,
        register=snapshot.register,
        language=snapshot.language,
        title=snapshot.title,
        text=snapshot.text,
    )
