"""Inserting a row unless there is one, in one statement, on both databases."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sqlalchemy import inspect
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import InstrumentedAttribute, Session

from storage.models import Row


def insert_if_absent(session: Session, table: type[Row], values: Mapping[str, object]) -> bool:
    """Insert a row and return True; return False where a unique constraint is in the way."""
    return _insert(session, table, values) is not None


def insert_for_id(session: Session, table: type[Row], values: Mapping[str, object]) -> int | None:
    """Insert a row and return its number; None where a unique constraint is in the way."""
    number = _insert(session, table, values)
    return number if isinstance(number, int) else None


def insert_for_ids(
    session: Session,
    table: type[Row],
    rows: Sequence[Mapping[str, object]],
    named: InstrumentedAttribute[str],
) -> dict[str, int]:
    """Insert rows of the same columns; return the new numbers by the value of a column.

    Rows where a unique constraint is in the way are left out.
    """
    key = inspect(table).primary_key[0]
    statement = _insert_into(session, table).on_conflict_do_nothing().returning(named, key)
    return dict(session.execute(statement, rows).tuples().all()) if rows else {}


def insert_all_absent(
    session: Session, table: type[Row], rows: Sequence[Mapping[str, object]]
) -> None:
    """Insert rows of the same columns, but for those where a unique constraint is in the way."""
    if rows:
        session.execute(_insert_into(session, table).on_conflict_do_nothing(), rows)


def _insert(session: Session, table: type[Row], values: Mapping[str, object]) -> object:
    key = inspect(table).primary_key[0]
    statement = _insert_into(session, table).values(values).on_conflict_do_nothing()
    return session.scalar(statement.returning(key))


def _insert_into(session: Session, table: type[Row]) -> sqlite.Insert | postgresql.Insert:
    on_postgresql = session.get_bind().dialect.name == "postgresql"
    return postgresql.insert(table) if on_postgresql else sqlite.insert(table)
