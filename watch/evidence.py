"""Where on the stored pages a mission and its fields were read, checked against the bytes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from crawler.passages import Found, StoredPage
from crawler.profile import SourceProfile
from missions.change_json import plain
from missions.records import Evidence, FieldContent, Listing
from storage.errors import BlobDamaged
from storage.rows import BelievedPage, ChangeRow, SnapshotRow
from watch.sources import Sources, view_of

NO_EVIDENCE = "the reader did not note where it stood"
NO_PASSAGE = "the page has no such place any more"
OTHER_WORDS = "the words there are not the printed ones"


@dataclass(frozen=True)
class EvidenceRow:
    """One thing that was read, and what stands at its place."""

    mission: str
    source: str
    page: str
    snapshot: int
    field: str | None
    """None for the listing itself."""
    value: FieldContent | None
    printed: str
    evidence: Evidence | None
    words: str
    """The printed words as they stand at the place; else whatever stands there."""
    problem: str | None
    """What is wrong with the evidence; None when the printed words were found."""
    doubt: str | None

    def as_json(self) -> dict[str, Any]:
        """Return the `evidence --json` object."""
        where = self.evidence
        return {
            "mission": self.mission,
            "source": self.source,
            "page": self.page,
            "snapshot": self.snapshot,
            "field": self.field,
            "value": plain(self.value),
            "printed": self.printed,
            "path": where.path if where else None,
            "start": where.start if where else None,
            "end": where.end if where else None,
            "words": self.words,
            "found": self.problem is None,
            "problem": self.problem,
            "doubt": self.doubt,
        }


@dataclass(frozen=True)
class Read:
    """One thing that was read: of a mission, a field (None: the listing), as printed, where."""

    mission: str
    field: str | None
    value: FieldContent | None
    printed: tuple[str, ...]
    """As printed; any of these names for a listing."""
    evidence: Evidence | None
    doubt: str | None


@dataclass(frozen=True)
class PageVersion:
    """A stored version of a page, its passages, and what was read in them."""

    row: SnapshotRow
    page: StoredPage
    read: tuple[Read, ...]
    oddities: tuple[str, ...]


class Proving(Sources):
    """Showing what a reading rests on."""

    def evidence(
        self, mission: str, source: str | None = None, as_of: datetime | None = None
    ) -> list[EvidenceRow]:
        """Return where a mission and each of its fields was read, page by page.

        The bytes are looked at again, and what does not stand there is said. Raises UnknownSource.
        """
        return [
            row
            for profile in self._chosen(source)
            for believed in self._pages_of(profile, as_of)
            for row in self._proved(believed, mission)
        ]

    def _pages_of(self, profile: SourceProfile, as_of: datetime | None) -> list[BelievedPage]:
        with self.store.read() as repository:
            pages = {page.url: page for page in repository.believed_pages(profile.id, as_of)}
        return [pages[one.url] for one in view_of(profile, pages).pages]

    def _proved(self, believed: BelievedPage, mission: str) -> Iterator[EvidenceRow]:
        listings = [one for one in believed.reading.listings if one.mission == mission]
        if not listings:
            return
        try:
            page = self._stored_page(believed.snapshot_id)
        except BlobDamaged as error:
            page, lost = None, str(error)
        for one in read_of(listings):
            found = page.find(one.evidence, *one.printed) if page else Found(None)
            problem = evidence_problem(one, found) if page else lost
            yield EvidenceRow(
                mission=mission,
                source=believed.source,
                page=believed.url,
                snapshot=believed.snapshot_id,
                field=one.field,
                value=one.value,
                printed=one.printed[0],
                evidence=one.evidence,
                words=found.words,
                problem=problem,
                doubt=one.doubt,
            )

    def page_version(self, snapshot_id: int) -> PageVersion:
        """Return a stored version with its passages. Raises SnapshotUnknown, BlobDamaged.

        A page made to take long is not taken apart.
        """
        with self.store.read() as repository:
            row = repository.snapshot(snapshot_id)
            reading = repository.reading(snapshot_id)
        oddities = tuple(one.sentence for one in reading.oddities)
        page = self._stored_page(snapshot_id, hurried=True)
        return PageVersion(row, page, tuple(read_of(reading.listings)), oddities)

    def version_at(self, source: str, url: str, at: datetime) -> int | None:
        """Return which version of a page was believed at a time; None for none."""
        with self.store.read() as repository:
            return repository.version_at(source, url, at)

    def versions_around(self, row: ChangeRow) -> tuple[int | None, int | None]:
        """Return the versions of a change's page: the one before it, and the one that has it.

        None for none; the second is None too where the change did not come with a new version.
        """
        source, page = row.change.source, row.change.page
        before = self.version_at(source, page, row.detected - timedelta.resolution)
        after = self.version_at(source, page, row.detected)
        return before, after if after != before else None

    def _stored_page(self, snapshot_id: int, *, hurried: bool = False) -> StoredPage:
        with self.store.read() as repository:
            content_type = repository.snapshot(snapshot_id).content_type
            body = repository.body(snapshot_id)
        return StoredPage(body, content_type, hurried=hurried)


def read_of(listings: Iterable[Listing]) -> Iterator[Read]:
    """Yield what was read of missions: each listing, then its fields."""
    for one in listings:
        names = tuple(name for name in (one.name, one.acronym) if name)
        status: FieldContent = str(one.status)
        yield Read(one.mission, None, status, names or ("",), one.evidence, one.unsure)
        for name, value in one.fields.items():
            yield Read(
                one.mission, name, value.value, (value.printed,), value.evidence, value.doubt
            )


def evidence_problem(read: Read, found: Found) -> str | None:
    """Return what is wrong with a piece of evidence, None when the printed words stand there."""
    if read.evidence is None:
        return NO_EVIDENCE
    if found.passage is None:
        return NO_PASSAGE
    return None if found.is_there else OTHER_WORDS
