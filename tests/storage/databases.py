"""Fresh databases for tests: a SQLite file, or a PostgreSQL database copied from a template."""

from __future__ import annotations

import os
import uuid
from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
from sqlalchemy import URL, make_url

from storage.store import Store
from tests.requirements_of_tests import require

SERVER = make_url(
    os.environ.get("TEST_POSTGRESQL", "postgresql+psycopg://postgres@127.0.0.1:5432/postgres")
)


def require_postgresql() -> None:
    """Skip the running test (or fail it, where PostgreSQL is required) if no server answers."""
    try:
        psycopg.connect(_plain(SERVER), connect_timeout=3).close()
    except psycopg.OperationalError as error:
        require("postgres", False, f"no server answers at {SERVER}: {error}")


@contextmanager
def postgresql_database(template: URL | None = None) -> Iterator[URL]:
    """Make a database that is dropped in the end: an empty one, or a copy of `template`."""
    name = f"missionwatch_test_{uuid.uuid4().hex}"
    copied = f' TEMPLATE "{template.database}"' if template else ""
    _on_server(f'CREATE DATABASE "{name}"{copied}')
    try:
        yield SERVER.set(database=name)
    finally:
        _on_server(f'DROP DATABASE "{name}" WITH (FORCE)')


def migrated(address: str) -> str:
    """Bring the database at `address` to the newest tables."""
    store = Store.open(address)
    store.upgrade()
    store.close()
    return address


def spelled(url: URL) -> str:
    """Return the address with its password."""
    return url.render_as_string(hide_password=False)


def _on_server(statement: str) -> None:
    with psycopg.connect(_plain(SERVER), autocommit=True) as connection:
        connection.execute(statement.encode())


def _plain(url: URL) -> str:
    return spelled(url.set(drivername="postgresql"))
