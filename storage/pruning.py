"""Removing what is old and no part of the history."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ColumnElement, delete, exists, select, update
from sqlalchemy.orm import Session, aliased

from missions.records import RunStatus
from storage.models import Blob, ChangeRecord, Run, Snapshot, Visit
from storage.models_of_telling import Message
from storage.rows import MessageState, PruneReport


def prune(session: Session, before: datetime) -> PruneReport:
    """Remove old visits, unbelieved snapshots, bare runs, contents of sent mails, free bytes.

    Runs that are going on or held keep all they have.
    """
    _remove_visits(session, before)
    snapshots = _remove_snapshots(session)
    return PruneReport(
        runs=_remove_runs(session, before),
        snapshots=snapshots,
        blobs=_remove_blobs(session),
        message_contents=_remove_contents(session, before),
    )


def _is_old(before: datetime) -> ColumnElement[bool]:
    """By the wall's clock: a replay of other days is as old as its making."""
    settled = Run.status.not_in((RunStatus.RUNNING, RunStatus.HELD))
    return (Run.heartbeat_at < before) & settled


def _remove_visits(session: Session, before: datetime) -> None:
    old = select(Run.id).where(_is_old(before))
    session.execute(delete(Visit).where(Visit.run_id.in_(old)))


def _remove_snapshots(session: Session) -> int:
    """Remove what was never believed and stands in no visit that is kept."""
    visited = exists().where(Visit.snapshot_id == Snapshot.id)
    gone = session.scalars(
        delete(Snapshot).where(Snapshot.believed_at.is_(None), ~visited).returning(Snapshot.id)
    )
    return len(gone.all())


def _remove_runs(session: Session, before: datetime) -> int:
    told = exists().where(ChangeRecord.run_id == Run.id)
    kept = exists().where(Snapshot.run_id == Run.id)
    gone = session.scalars(delete(Run).where(_is_old(before), ~told, ~kept).returning(Run.id))
    return len(gone.all())


def _remove_blobs(session: Session) -> int:
    """Remove bytes that no snapshot is, and on which no other bytes build, until none is left."""
    delta = aliased(Blob)
    used = exists().where(Snapshot.sha256 == Blob.sha256)
    built_on = exists().where(delta.base == Blob.sha256)
    free = delete(Blob).where(~used, ~built_on).returning(Blob.sha256)
    removed = 0
    while gone := session.scalars(free).all():
        removed += len(gone)
    return removed


def _remove_contents(session: Session, before: datetime) -> int:
    done = (MessageState.SENT, MessageState.WITHDRAWN)
    emptied = session.scalars(
        update(Message)
        .where(Message.state.in_(done), Message.next_try_at < before, Message.content.is_not(None))
        .values(content=None)
        .returning(Message.id)
    )
    return len(emptied.all())
