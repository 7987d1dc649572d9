"""The tables. What they hold is told here; what is done with them stands in the modules by table.

Migrations are made from these models: after a change here, add a revision to `migrations/versions`.
The tables about telling people stand in `models_of_telling`, those about reviewers in
`models_of_people`. The indexes of words (`change_search` and `snapshot_search`) are kept by
triggers that a migration made; `word_index` knows them.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, LargeBinary, MetaData, UniqueConstraint, text
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship

from storage.columns import UtcTime, Words

Json = Any
"""What a JSON column holds; made typed by the module that reads it."""


class Row(DeclarativeBase):
    """A row of any table."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map = {  # noqa: RUF012 - read by SQLAlchemy, which declares it
        str: Words,
        datetime: UtcTime,
        bytes: LargeBinary,
        Any: JSON(none_as_null=True),
    }


class Source(Row):
    """When a source is due, and what it is if a user added it (else it is built in).

    Nothing refers to it: the history of a source stays when the source is removed.
    """

    __tablename__ = "source"

    id: Mapped[str] = mapped_column(primary_key=True)
    url: Mapped[str | None]
    name: Mapped[str | None]
    organisation: Mapped[str | None]
    next_due_at: Mapped[datetime | None]
    paused: Mapped[bool] = mapped_column(default=False)
    blind_told_at: Mapped[datetime | None]
    """When it was last told that nothing is believed any more; None while all is well."""


class Run(Row):
    """One crawl of one source."""

    __tablename__ = "run"
    __table_args__ = (
        Index(
            "uq_run_source_running",
            "source",
            unique=True,
            sqlite_where=text("status = 'running'"),
            postgresql_where=text("status = 'running'"),
        ),
        Index("ix_run_source_started_at", "source", "started_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    source: Mapped[str]
    status: Mapped[str]
    reason: Mapped[str | None]
    started_at: Mapped[datetime]
    heartbeat_at: Mapped[datetime]
    """By the clock on the wall, also when the run replays another day."""
    finished_at: Mapped[datetime | None]
    pages: Mapped[int] = mapped_column(default=0)
    unchanged: Mapped[int] = mapped_column(default=0)
    changed: Mapped[int] = mapped_column(default=0)
    failed: Mapped[int] = mapped_column(default=0)
    missions: Mapped[int] = mapped_column(default=0)
    changes: Mapped[int] = mapped_column(default=0)
    seconds: Mapped[float] = mapped_column(default=0.0)
    doubts: Mapped[Json] = mapped_column(nullable=True)
    """Names of the reasons why it was not believed."""
    state: Mapped[str | None]
    """Of a held run: a mark that two runs share when they saw the same missions and doubts."""
    decision: Mapped[str | None]
    decided_by: Mapped[str | None]
    decided_why: Mapped[str | None]
    decided_at: Mapped[datetime | None]


class Page(Row):
    """One address of a source, and how its last fetch went."""

    __tablename__ = "page"
    __table_args__ = (UniqueConstraint("source", "url"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    source: Mapped[str]
    url: Mapped[str]
    role: Mapped[str]
    first_seen_at: Mapped[datetime | None]
    """When its first snapshot was believed."""
    last_fetched_at: Mapped[datetime]
    last_status: Mapped[int]
    last_error: Mapped[str | None]
    failing_since: Mapped[datetime | None]
    etag: Mapped[str | None]
    """With `last_modified`: the validators of the content that is believed."""
    last_modified: Mapped[str | None]


class Blob(Row):
    """Bytes under their SHA-256: zstd, either whole or as a delta on another blob."""

    __tablename__ = "blob"

    sha256: Mapped[str] = mapped_column(primary_key=True)
    base: Mapped[str | None] = mapped_column(ForeignKey("blob.sha256"), index=True)
    depth: Mapped[int]
    """How many blobs must be read before this one; 0 for one that is kept whole."""
    size: Mapped[int]
    data: Mapped[bytes]


class Snapshot(Row):
    """One version of a page: its bytes and how they were read. Believed from one time to another.

    A snapshot with `believed_at` and without `superseded_at` is the page's current one.
    """

    __tablename__ = "snapshot"
    __table_args__ = (
        Index("ix_snapshot_page_id_believed_at", "page_id", "believed_at", "superseded_at"),
        Index("ix_snapshot_page_id_id", "page_id", "id"),
        Index(
            "uq_snapshot_page_id_current",
            "page_id",
            unique=True,
            sqlite_where=text("believed_at IS NOT NULL AND superseded_at IS NULL"),
            postgresql_where=text("believed_at IS NOT NULL AND superseded_at IS NULL"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    page_id: Mapped[int] = mapped_column(ForeignKey("page.id"))
    run_id: Mapped[int] = mapped_column(ForeignKey("run.id"), index=True)
    sha256: Mapped[str] = mapped_column(ForeignKey("blob.sha256"), index=True)
    fingerprint: Mapped[str]
    """SHA-256 of what was understood; equal ones are the same version."""
    believed_at: Mapped[datetime | None]
    superseded_at: Mapped[datetime | None]
    last_checked_at: Mapped[datetime | None]
    """When a believed run last found just this."""

    fetched_at: Mapped[datetime]
    final_url: Mapped[str]
    status: Mapped[int]
    content_type: Mapped[str]
    size: Mapped[int]
    truncated: Mapped[bool]
    headers: Mapped[Json]

    role: Mapped[str]
    reader_version: Mapped[int]
    register: Mapped[str | None]
    """Stamp of the register that the reader knew; None before such stamps were kept."""
    language: Mapped[str | None]
    title: Mapped[str]
    text: Mapped[str]
    updated: Mapped[str | None]
    layout: Mapped[str]
    frameworks: Mapped[Json]
    statements: Mapped[Json]
    links: Mapped[Json]
    oddities: Mapped[Json]
    counts: Mapped[Json] = mapped_column(nullable=True)
    """How many missions the page says it lists; None before that was read."""

    page: Mapped[Page] = relationship()
    listings: Mapped[list[ListingRow]] = relationship(
        order_by="ListingRow.position", cascade="all, delete-orphan", passive_deletes=True
    )


class ListingRow(Row):
    """One mission as one snapshot prints it."""

    __tablename__ = "listing"
    __table_args__ = (
        UniqueConstraint("snapshot_id", "position"),
        Index("ix_listing_mission", "mission", "source", "snapshot_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    snapshot_id: Mapped[int] = mapped_column(ForeignKey("snapshot.id", ondelete="CASCADE"))
    position: Mapped[int]
    source: Mapped[str]
    mission: Mapped[str]
    name: Mapped[str]
    organisation: Mapped[str]
    acronym: Mapped[str | None]
    status: Mapped[str]
    participation: Mapped[str | None]
    fields: Mapped[Json]
    passage: Mapped[str]
    evidence: Mapped[Json] = mapped_column(nullable=True)
    unsure: Mapped[str | None]


class Sighting(Row):
    """When believed versions of a source's pages listed a mission first, and were last found to."""

    __tablename__ = "sighting"

    source: Mapped[str] = mapped_column(primary_key=True)
    mission: Mapped[str] = mapped_column(primary_key=True)
    first_seen_at: Mapped[datetime]
    last_seen_at: Mapped[datetime]


class Visit(Row):
    """What one run got from one page."""

    __tablename__ = "visit"

    run_id: Mapped[int] = mapped_column(ForeignKey("run.id", ondelete="CASCADE"), primary_key=True)
    page_id: Mapped[int] = mapped_column(ForeignKey("page.id"), primary_key=True, index=True)
    snapshot_id: Mapped[int | None] = mapped_column(ForeignKey("snapshot.id"), index=True)
    outcome: Mapped[str]
    fetched_at: Mapped[datetime]
    final_url: Mapped[str]
    status: Mapped[int]
    error: Mapped[str | None]
    etag: Mapped[str | None]
    last_modified: Mapped[str | None]

    page: Mapped[Page] = relationship()
    snapshot: Mapped[Snapshot | None] = relationship()


class Edition(Row):
    """A transaction that changed what is believed or told: who remembers that reads it again.

    Each adds a row and changes none, so that none waits for another.
    """

    __tablename__ = "edition"

    id: Mapped[int] = mapped_column(primary_key=True)


class KnownValue(Row):
    """The last value of a mission's field, kept while the page does not print it."""

    __tablename__ = "known_value"

    source: Mapped[str] = mapped_column(primary_key=True)
    mission: Mapped[str] = mapped_column(primary_key=True)
    field: Mapped[str] = mapped_column(primary_key=True)
    value: Mapped[Json] = mapped_column(nullable=True)
    printed: Mapped[str]
    at: Mapped[datetime]


class DecisionRecord(Row):
    """One thing a person decided about the register. Only ever added to."""

    __tablename__ = "decision"

    id: Mapped[int] = mapped_column(primary_key=True)
    verb: Mapped[str]
    subject: Mapped[str]
    mission: Mapped[str | None]
    by: Mapped[str]
    at: Mapped[datetime]
    name: Mapped[str | None]
    acronym: Mapped[str | None]
    organisation: Mapped[str | None]
    host: Mapped[Json]
    printed: Mapped[Json]


class ChangeRecord(Row):
    """One change that was found."""

    __tablename__ = "change"
    __table_args__ = (
        Index("ix_change_source_state", "source", "state", "detected_at", "id"),
        # All that changes are filtered by, so that rows with their texts need not be read for it.
        Index(
            "ix_change_found",
            *("detected_at", "id", "source", "kind", "state", "severity", "mission", "review"),
        ),
        Index("ix_change_mission", "mission", "detected_at", "id"),
        Index("ix_change_kind", "kind", "source"),
        Index("ix_change_field", "field"),
        Index("ix_change_confirmed", "state", "confirmed_at", "id"),
        Index("ix_change_mission_confirmed", "mission", "state", "confirmed_at", "id"),
        Index("ix_change_review", "review", "detected_at", "id"),
        Index("ix_change_assignee", "assignee", "detected_at", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    run_id: Mapped[int | None] = mapped_column(ForeignKey("run.id"), index=True)
    detected_at: Mapped[datetime]
    confirmations: Mapped[int] = mapped_column(default=0)
    confirmed_at: Mapped[datetime | None]
    """Of every confirmed one."""
    source: Mapped[str]
    page: Mapped[str]
    kind: Mapped[str]
    state: Mapped[str]
    severity: Mapped[str]
    summary: Mapped[str]
    mission: Mapped[str | None]
    acronym: Mapped[str | None]
    field: Mapped[str | None]
    before: Mapped[Json] = mapped_column(nullable=True)
    after: Mapped[Json] = mapped_column(nullable=True)
    reason: Mapped[str]
    passage_before: Mapped[str]
    passage_after: Mapped[str]
    review: Mapped[str] = mapped_column(server_default="unseen")
    """What reviewers made of it last; how they came to it stands in `review`."""
    assignee: Mapped[str | None]
