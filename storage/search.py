"""Searching changes and stored versions by words: the most relevant first, with what was found.

Where very many match, the newest of them are ranked: a word that stands in everything tells
nothing of relevance, and ranking it all takes seconds.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Select, select

from missions.records import Change
from storage.finding import ChangeFilter, Counted, Finding, fits_but_words
from storage.models import ChangeRecord, Page, Snapshot
from storage.rows import ChangeRow
from storage.snippets import Pieces, marked, snippet
from storage.wanted_words import Term, terms_in
from storage.word_index import CHANGE_WORDS, VERSION_WORDS, WordIndex

RANKED = 1000
"""Matches that are ranked, the newest."""


NONE = Counted(0)


@dataclass(frozen=True)
class ChangeHit:
    """A change that was found by its words."""

    row: ChangeRow
    summary: Pieces
    passage: Pieces
    """From what the page says, or the values; empty if the words stand in the summary only."""


@dataclass(frozen=True)
class VersionHit:
    """A version of a page that was found by its words."""

    id: int
    source: str
    url: str
    language: str | None
    fetched_at: datetime
    believed_at: datetime | None
    superseded_at: datetime | None
    title: Pieces
    passage: Pieces
    """Empty if the words stand in the title only."""


@dataclass(frozen=True)
class ChangeHits:
    """Some of the changes that were found, and how many there are in all."""

    hits: tuple[ChangeHit, ...] = ()
    total: Counted = NONE


@dataclass(frozen=True)
class VersionHits:
    """Some of the versions that were found, and how many there are in all."""

    hits: tuple[VersionHit, ...] = ()
    total: Counted = NONE


class Search(Finding):
    """Reading of the `change` and `snapshot` tables by words."""

    def search_changes(self, wanted: ChangeFilter, limit: int = 20, offset: int = 0) -> ChangeHits:
        """Return the changes that fit and have the words of the filter, most relevant first."""
        terms = terms_in(wanted.words)
        if not terms:
            return ChangeHits()
        dates = self._changes_named(wanted) | self._changes_saying(wanted, terms)
        shown = self._ranked(CHANGE_WORDS, terms, dates)[offset : offset + limit]
        rows = self.changes_numbered(shown)
        hits = tuple(_change_hit(rows[number], terms) for number in shown)
        return ChangeHits(hits, _counted(dates))

    def search_versions(
        self,
        words: str,
        limit: int = 20,
        offset: int = 0,
        *,
        sources: frozenset[str] = frozenset(),
        believed_only: bool = True,
    ) -> VersionHits:
        """Return the kept versions (of some sources) that have the words, most relevant first."""
        terms = terms_in(words)
        if not terms:
            return VersionHits()
        dates = self._versions_saying(terms, sources, believed_only=believed_only)
        shown = self._ranked(VERSION_WORDS, terms, dates)[offset : offset + limit]
        return VersionHits(tuple(self._version_hits(shown, terms)), _counted(dates))

    def _changes_saying(self, wanted: ChangeFilter, terms: Sequence[Term]) -> dict[int, datetime]:
        """Return the newest changes that fit and have the words, with their times."""
        query = select(ChangeRecord.id, ChangeRecord.detected_at).where(*fits_but_words(wanted))
        return self._newest(CHANGE_WORDS.narrowed(self._session, query, ChangeRecord.id, terms))

    def _changes_named(self, wanted: ChangeFilter) -> dict[int, datetime]:
        """Return the newest changes that fit and are about a mission called by the words."""
        if not wanted.named:
            return {}
        query = (
            select(ChangeRecord.id, ChangeRecord.detected_at)
            .where(*fits_but_words(wanted), ChangeRecord.mission.in_(wanted.named))
            .order_by(ChangeRecord.detected_at.desc(), ChangeRecord.id.desc())
        )
        return self._newest(query)

    def _versions_saying(
        self, terms: Sequence[Term], sources: frozenset[str], *, believed_only: bool
    ) -> dict[int, datetime]:
        """Return the newest versions that have the words, with their times."""
        query = select(Snapshot.id, Snapshot.fetched_at)
        if sources:
            of_sources = select(Page.id).where(Page.source.in_(sources))
            query = query.where(Snapshot.page_id.in_(of_sources))
        if believed_only:
            query = query.where(Snapshot.believed_at.is_not(None))
        return self._newest(VERSION_WORDS.narrowed(self._session, query, Snapshot.id, terms))

    def _newest(self, query: Select[tuple[int, datetime]]) -> dict[int, datetime]:
        return dict(self._session.execute(query.limit(RANKED + 1)).tuples().all())

    def _ranked(
        self, index: WordIndex, terms: Sequence[Term], dates: Mapping[int, datetime]
    ) -> list[int]:
        """Return the numbers, the most relevant first; of equal ones the newest."""
        relevance = index.relevance(self._session, terms, list(dates))

        def rank(number: int) -> tuple[float, datetime, int]:
            return relevance.get(number, NOT_SAID), dates[number], number

        return sorted(dates, key=rank, reverse=True)

    def _version_hits(self, numbers: Sequence[int], terms: Sequence[Term]) -> Iterator[VersionHit]:
        found = {
            row.id: row
            for row in self._session.execute(
                select(*VERSION_COLUMNS).join(Page).where(Snapshot.id.in_(numbers))
            )
        }
        for number in numbers:
            row = found[number]
            yield VersionHit(
                *(row.id, row.source, row.url, row.language),
                *(row.fetched_at, row.believed_at, row.superseded_at),
                title=marked(row.title, terms),
                passage=snippet(row.text, terms),
            )


VERSION_COLUMNS = (
    *(Snapshot.id, Page.source, Page.url, Snapshot.language),
    *(Snapshot.fetched_at, Snapshot.believed_at, Snapshot.superseded_at),
    *(Snapshot.title, Snapshot.text),
)
NOT_SAID = float("-inf")
"""Relevance of what is found by a mission's name alone."""


def _counted(found: Mapping[int, datetime]) -> Counted:
    return Counted(min(len(found), RANKED), len(found) > RANKED)


def _change_hit(row: ChangeRow, terms: Sequence[Term]) -> ChangeHit:
    said = (snippet(text, terms) for text in _texts(row.change))
    return ChangeHit(row, marked(row.change.summary, terms), next(filter(None, said), ()))


def _texts(change: Change) -> Iterator[str]:
    yield from (change.passage_after, change.passage_before)
    yield from (" · ".join(_values(value)) for value in (change.after, change.before))


def _values(value: object) -> Iterator[str]:
    if isinstance(value, Mapping):
        value = tuple(value.values())
    if isinstance(value, tuple):
        for part in value:
            yield from _values(part)
    elif value is not None and not isinstance(value, bool):
        yield str(value)
