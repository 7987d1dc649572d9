"""Looking for damage: broken pages of the file, lost relations, bytes that changed."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from storage.blobs import load_blob
from storage.errors import BlobDamaged
from storage.models import Blob, Page, Snapshot
from storage.word_index import CHANGE_WORDS, VERSION_WORDS


def find_problems(session: Session) -> list[str]:
    """Return what is wrong with the database, one sentence each."""
    problems: list[str] = []
    if session.get_bind().dialect.name == "sqlite":
        problems += _damaged_file(session)
        problems += _lost_relations(session)
    if not problems:
        problems += _damaged_blobs(session)
        problems += _lost_words(session)
    return problems


def _damaged_file(session: Session) -> Iterator[str]:
    for (said,) in session.execute(text("PRAGMA integrity_check")):
        if said != "ok":
            yield f"The database file is damaged: {said}. Restore it from a copy."


def _lost_relations(session: Session) -> Iterator[str]:
    for table, row, referred, _ in session.execute(text("PRAGMA foreign_key_check")):
        yield (
            f"Row {row} of the table {table} refers to a row of {referred} that is not there. "
            "Restore the database from a copy."
        )


def _damaged_blobs(session: Session) -> Iterator[str]:
    for sha256 in session.scalars(select(Blob.sha256)).all():
        try:
            load_blob(session, sha256)
        except BlobDamaged as error:
            yield f"{error} {_uses(session, sha256)}"
        session.expunge_all()


def _lost_words(session: Session) -> Iterator[str]:
    for index in (CHANGE_WORDS, VERSION_WORDS):
        if missing := index.count_missing(session):
            yield (
                f"{missing} rows of the table {index.table} cannot be found by their words. The "
                'history itself is whole; please report it with the output of "missionwatch db '
                'check".'
            )


def _uses(session: Session, sha256: str) -> str:
    urls = session.scalars(
        select(Page.url)
        .join(Snapshot, Snapshot.page_id == Page.id)
        .where(Snapshot.sha256 == sha256)
        .distinct()
    ).all()
    return f"It is a version of {', '.join(urls)}." if urls else "Only later versions build on it."
