"""Stored bytes read again: a better reader, or a fuller register, is no change of the site.

Each version is a transaction of its own, so that whoever is interrupted goes on where it was left.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from crawler.profile import SourceProfile
from crawler.reading.read import READER_VERSION, read_page
from crawler.reading.tables import keep_tables
from missions.change_json import plain
from missions.decisions import moved_ids, settled
from missions.reader_differences import Aspect, ReaderDifference, reader_differences
from missions.records import FetchFacts, PageRole, Reading
from missions.register import load_register, using_register
from missions.view import SourceView, merge
from storage.errors import BlobDamaged, NotFound
from storage.repository import Repository
from storage.rows import BelievedPage, SnapshotRow
from watch.answers import when
from watch.sources import Sources, view_of

logger = logging.getLogger(__name__)

Advance = Callable[[int, int, str], None]
"""Takes how many versions are read, how many are left, and the address read last."""


@dataclass(frozen=True)
class RereadPage:
    """One stored version of a page, and what the reader understands of it otherwise than before."""

    source: str
    page: str
    snapshot: int
    fetched: datetime
    believed: datetime | None
    is_current: bool
    reader_before: int
    differences: tuple[ReaderDifference, ...] = ()
    error: str | None = None
    """Why it could not be read; its old reading then stays."""

    def as_json(self) -> dict[str, Any]:
        """Return the `db reread --json` object."""
        return {
            "source": self.source,
            "page": self.page,
            "snapshot": self.snapshot,
            "fetched": self.fetched.isoformat(),
            "believed": when(self.believed),
            "current": self.is_current,
            "reader_before": self.reader_before,
            "reader": READER_VERSION,
            "differences": [
                {
                    "what": str(one.aspect),
                    "mission": one.mission,
                    "field": one.field,
                    "before": plain(one.before),
                    "after": plain(one.after),
                }
                for one in self.differences
            ],
            "error": self.error,
        }


class Rereading(Sources):
    """Reading stored pages with today's reader and register."""

    def reread(
        self,
        sources: Sequence[str] = (),
        *,
        everything: bool = False,
        dry_run: bool = False,
        on_progress: Advance | None = None,
    ) -> Iterator[RereadPage]:
        """Read stored versions again and say of each what is understood otherwise.

        These are the versions once believed that were read by another reader version or with
        another register; with `everything` all that is stored. `dry_run` keeps the old readings.
        What was told, and when a mission was seen, stays. Raises UnknownSource.
        """
        for source in sources:
            self._chosen(source)
        register = self.register()
        read_otherwise = None if everything else (READER_VERSION, register.stamp)
        with self.store.read() as repository:
            waiting = repository.versions(
                sources, read_otherwise=read_otherwise, believed_only=not everything
            )
        for done, snapshot in enumerate(waiting, 1):
            with using_register(register):
                page = self._reread(snapshot, dry_run=dry_run)
            if page is None:
                continue
            if on_progress:
                on_progress(done, len(waiting) - done, page.page)
            yield page

    def _believed_again(self, source_id: str) -> dict[str, BelievedPage]:
        """Return what is believed of a source's pages, by address, as the reader of today reads it.

        A page whose bytes are lost is left out: what an older reader understood of it cannot be
        compared, and a page without a past is no news.
        """
        with self.store.read() as repository:
            pages = repository.believed_pages(source_id)
        if not self._read_stale(pages):
            return {page.url: page for page in pages}
        with self.store.read() as repository:
            pages = repository.believed_pages(source_id)
        return {page.url: page for page in pages if not _is_stale(page)}

    def _seen_again(self, run_id: int) -> list[BelievedPage]:
        """Return what a run saw, as the reader of today reads it."""
        with self.store.read() as repository:
            pages = repository.read_of_run(run_id)
        if not self._read_stale(pages):
            return pages
        with self.store.read() as repository:
            return repository.read_of_run(run_id)

    def _read_stale(self, pages: Sequence[BelievedPage]) -> bool:
        """Read again those that were read otherwise, and say whether there were any."""
        stale = [page for page in pages if _is_stale(page)]
        for page in stale:
            read = self._reread(page.snapshot_id)
            if read and read.error:
                logger.warning("%s was not read again: %s", page.url, read.error)
        return bool(stale)

    def _reread(self, snapshot_id: int, *, dry_run: bool = False) -> RereadPage | None:
        """Read one version again; None for one that was removed meanwhile."""
        try:
            with self.store.read() as repository:
                row = repository.snapshot(snapshot_id)
                was = repository.reading(snapshot_id)
                body = repository.body(snapshot_id)
        except NotFound:
            return None
        except BlobDamaged as error:
            return _report(row, error=str(error))
        try:
            now = read_stored(body, _facts(row), row.role)
        except Exception as error:  # one page that the reader breaks on must not stop the rest
            return _report(row, error=f"The reader broke on it ({type(error).__name__}: {error}).")
        differences = reader_differences(was, now)
        if not dry_run:
            self._replace(row, now, moved_ids(was, now), counts=_touches_values(row, differences))
        return _report(row, differences)

    def _replace(
        self, row: SnapshotRow, now: Reading, moved: Mapping[str, str], *, counts: bool
    ) -> None:
        """Put a reading in the place of the old one; `counts` if known values may be others now."""
        profile = self.profiles().get(row.source) if counts else None
        with self.store.begin() as repository:
            for entry, mission in moved.items():
                repository.know_as(entry, mission, row.source)
            before = _view_in(repository, profile) if profile else None
            repository.reread(row.id, now, load_register().stamp)
            if profile and before:
                at = row.believed_at or row.fetched_at
                _correct_known(repository, before, _view_in(repository, profile), at)


def read_stored(body: bytes, facts: FetchFacts, role: PageRole) -> Reading:
    """Return what a page says, with its new entries as staff decided about them."""
    keep_tables()
    reading = read_page(body, facts.url, facts.content_type, role)
    return settled(reading, load_register())


def _view_in(repository: Repository, profile: SourceProfile) -> SourceView:
    return view_of(profile, {page.url: page for page in repository.believed_pages(profile.id)})


def _touches_values(row: SnapshotRow, differences: Sequence[ReaderDifference]) -> bool:
    wordings = {Aspect.PASSAGE, Aspect.STATEMENT, Aspect.TEXT, Aspect.NAME}
    return _is_current(row) and any(one.aspect not in wordings for one in differences)


def _is_stale(page: BelievedPage) -> bool:
    read = page.reading.reader_version, page.register
    return read != (READER_VERSION, load_register().stamp)


def _is_current(row: SnapshotRow) -> bool:
    return row.believed_at is not None and row.superseded_at is None


def _facts(row: SnapshotRow) -> FetchFacts:
    return FetchFacts(
        row.url, row.final_url, row.status, row.content_type, row.fetched_at, row.size
    )


def _report(
    row: SnapshotRow,
    differences: tuple[ReaderDifference, ...] = (),
    error: str | None = None,
) -> RereadPage:
    return RereadPage(
        source=row.source,
        page=row.url,
        snapshot=row.id,
        fetched=row.fetched_at,
        believed=row.believed_at,
        is_current=_is_current(row),
        reader_before=row.reader_version,
        differences=differences,
        error=error,
    )


def _correct_known(
    repository: Repository, before: SourceView, after: SourceView, at: datetime
) -> None:
    """Let the last known values be those that the reader of today finds on the same pages.

    Else what it reads better would be told as a change. Values that hide stay known, unless it
    was only a misreading that had them.
    """
    old, new = merge(before), merge(after)
    known = repository.known_values(after.source)
    for mission in old.keys() | new.keys():
        earlier, later = old.get(mission), new.get(mission)
        was = {name: value.value for name, (value, _) in earlier.fields.items()} if earlier else {}
        now = {name: value for name, (value, _) in later.fields.items()} if later else {}
        for name in was.keys() | now.keys():
            value = now.get(name)
            if value is not None and value.value is not None:
                if known.get((mission, name)) != value.value:
                    repository.set_known(
                        after.source, mission, name, value.value, value.printed, at
                    )
            elif (mission, name) in known and known[mission, name] == was.get(name):
                repository.forget_known(after.source, mission, name)
