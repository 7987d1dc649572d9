"""The storage: opening a database and working in it, one transaction after the other."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta

from sqlalchemy import URL, Engine
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as NoFreeConnection
from sqlalchemy.orm import Session

from storage.checking import find_problems
from storage.database import READ_ONLY, connect, database_url, is_sqlite
from storage.errors import StorageError
from storage.explain import explain
from storage.migrations import NEWEST
from storage.pruning import prune
from storage.remembered import Remembered
from storage.repository import Repository
from storage.revision import revision
from storage.rows import PruneReport


class Store:
    """An open database, to be used by any number of threads."""

    def __init__(self, url: URL, engine: Engine) -> None:
        self._url = url
        self._writing = engine
        options = {READ_ONLY: True} if is_sqlite(url) else _POSTGRESQL_READING
        self._reading = engine.execution_options(**options)
        self._remembered = Remembered()

    @classmethod
    def open(cls, address: str) -> Store:
        """Open the database at `address` (see `storage.url`); its tables are left as they are.

        The folder of a SQLite file is made. Raises StorageError if that cannot be used.
        """
        url = database_url(address)
        return cls(url, connect(url))

    def close(self) -> None:
        """Close all connections."""
        self._writing.dispose()

    def upgrade(self) -> None:
        """Bring the tables to this version. Raises StorageError, then with nothing changed.

        A SQLite file that has older tables is copied beside itself first.
        """
        if self._revision() != NEWEST:
            # Alembic takes a third of a second to load, and most commands need it not at all.
            from storage.migration import upgrade  # noqa: PLC0415

            upgrade(self._url)

    def _revision(self) -> str | None:
        try:
            return revision(self._reading)
        except DBAPIError as error:
            raise explain(error, self._url) from error

    @contextmanager
    def begin(self) -> Iterator[Repository]:
        """Read and write in one transaction, which an exception undoes as a whole.

        On SQLite only one such block runs at a time, so do nothing slow in it.
        """
        with self._session(self._writing) as session, session.begin():
            yield Repository(session)

    @contextmanager
    def read(self) -> Iterator[Repository]:
        """Read, seeing one state of the database throughout; writing is refused."""
        with self._session(self._reading) as session:
            yield Repository(session, self._remembered)

    def check(self) -> list[str]:
        """Return what is wrong with the database, one sentence each; nothing if it is sound."""
        try:
            with self._session(self._reading) as session:
                return find_problems(session)
        except StorageError as error:
            return [str(error)]

    def prune(self, keep_days: int) -> PruneReport:
        """Remove what is older than `keep_days` days and no part of the history.

        These are runs without any believed version or change, versions that were never believed
        and await no decision, the content of mails that went, and bytes nothing refers to. What
        was believed once, and every change, stays.
        """
        before = datetime.now(UTC) - timedelta(days=keep_days)
        with self._session(self._writing) as session, session.begin():
            return prune(session, before)

    @contextmanager
    def _session(self, engine: Engine) -> Iterator[Session]:
        try:
            with Session(engine, expire_on_commit=False) as session:
                yield session
        except DBAPIError as error:
            raise explain(error, self._url) from error
        except NoFreeConnection as error:
            raise StorageError(
                "Too many things are asked of the database at once. Try again in a minute."
            ) from error


_POSTGRESQL_READING = {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}
