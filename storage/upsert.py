"""Inserting a row unless there is one, in one statement, on both databases."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import inspect
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from storage.models import Row


def insert_if_absent(session: Session, table: type[Row], values: Mapping[str, object]) -> bool:
    """Insert a row and return True; return False where a unique constraint is in the way."""
    return _insert(session, table, values) is not None


def insert_for_id(session: Session, table: type[Row], values: Mapping[str, object]) -> int | None:
    """Insert a row and return its number; None where a unique constraint is in the way."""
    number = _insert(session, table, values)
    return number if isinstance(number, int) else None


def _insert(session: Session, table: type[Row], values: Mapping[str, object]) -> object:
    on_postgresql = session.get_bind().dialect.name == "postgresql"
    insert = postgresql.insert if on_postgresql else sqlite.insert
    key = inspect(table).primary_key[0]
    statement = insert(table).values(values).on_conflict_do_nothing().returning(key)
    return session.scalar(statement)
