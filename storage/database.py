"""Connecting: which addresses are databases, and how a connection to each kind is set up."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import URL, Connection, Engine, NullPool, create_engine, event, make_url, text
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import ArgumentError, DBAPIError
from sqlalchemy.pool import ConnectionPoolEntry

from storage.columns import to_json
from storage.errors import StorageError
from storage.explain import explain

BUSY_SECONDS = 30.0
"""How long a process waits for another one that is writing."""
CONNECT_SECONDS = 10
EXAMPLES = (
    'Write "sqlite:///var/missionwatch.db" for a file, or '
    '"postgresql+psycopg://user:password@host:5432/database" for a server, as storage.url.'
)
READ_ONLY = "missionwatch_read_only"


def database_url(address: str) -> URL:
    """Return `address` as a URL: a SQLite file (made absolute) or a PostgreSQL database.

    Raises StorageError for anything else.
    """
    try:
        url = make_url(address)
    except (ArgumentError, ValueError) as error:
        raise StorageError(f'"{address}" is not the address of a database. {EXAMPLES}') from error
    if url.drivername in ("sqlite", "sqlite+pysqlite"):
        return _sqlite_url(url)
    if url.drivername in ("postgresql", "postgresql+psycopg"):
        return url.set(drivername="postgresql+psycopg")
    raise StorageError(f'"{url.drivername}" databases are not supported. {EXAMPLES}')


def connect(url: URL) -> Engine:
    """Return an engine whose connections are set up, after trying one. Raises StorageError."""
    engine = _sqlite_engine(url) if is_sqlite(url) else _postgresql_engine(url)
    try:
        with engine.connect() as connection:
            connection.execute(text("SELECT 1"))
    except DBAPIError as error:
        engine.dispose()
        raise explain(error, url) from error
    return engine


def migration_engine(url: URL) -> Engine:
    """Return an engine for migrations: one transaction, no enforcement of foreign keys on SQLite.

    With it, SQLite would delete the children of every table that a migration rebuilds.
    """
    if not is_sqlite(url):
        return _postgresql_engine(url)
    engine = create_engine(url, poolclass=NullPool, connect_args={"timeout": BUSY_SECONDS})
    event.listen(engine, "connect", _leave_transactions_to_us)
    event.listen(engine, "connect", _leave_relations_alone)
    event.listen(engine, "begin", _begin_immediate)
    return engine


def is_sqlite(url: URL) -> bool:
    """Whether this is a file of our own."""
    return url.get_backend_name() == "sqlite"


def database_file(url: URL) -> Path:
    """Return the path of a SQLite database."""
    return Path(url.database or "")


def _sqlite_url(url: URL) -> URL:
    name = url.database or ""
    if name in ("", ":memory:") or name.startswith("file:") or "\x00" in name:
        raise StorageError(f'"{url}" is not a database file. {EXAMPLES}')
    if url.host or url.query:
        raise StorageError(
            f'"{url}" is not a path: after "sqlite:///" comes the path and nothing else. {EXAMPLES}'
        )
    path = Path(name).absolute()
    if path.is_dir():
        raise StorageError(f'"{path}" is a folder, not a database file. Name a file in it.')
    _make_folder(path.parent)
    return url.set(drivername="sqlite", database=str(path))


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StorageError(
            f"The folder {folder} for the database cannot be made: {error.strerror}. Make it by "
            "hand, or point storage.url to a folder that this account may write to."
        ) from error


def _sqlite_engine(url: URL) -> Engine:
    engine = create_engine(url, connect_args={"timeout": BUSY_SECONDS}, json_serializer=to_json)
    event.listen(engine, "connect", _leave_transactions_to_us)
    event.listen(engine, "connect", _set_up_sqlite)
    event.listen(engine, "begin", _begin)
    return engine


def _postgresql_engine(url: URL) -> Engine:
    return create_engine(
        url,
        pool_pre_ping=True,
        connect_args={"connect_timeout": CONNECT_SECONDS},
        json_serializer=to_json,
    )


def _leave_transactions_to_us(connection: DBAPIConnection, _record: ConnectionPoolEntry) -> None:
    # sqlite3 would otherwise begin by itself, late, and lose updates of concurrent writers.
    connection.isolation_level = None


def _set_up_sqlite(connection: DBAPIConnection, _record: ConnectionPoolEntry) -> None:
    cursor = connection.cursor()
    cursor.execute("PRAGMA journal_mode = WAL")
    cursor.execute("PRAGMA synchronous = NORMAL")
    cursor.execute("PRAGMA foreign_keys = ON")
    cursor.close()


def _leave_relations_alone(connection: DBAPIConnection, _record: ConnectionPoolEntry) -> None:
    cursor = connection.cursor()
    cursor.execute("PRAGMA foreign_keys = OFF")
    cursor.close()


def _begin(connection: Connection) -> None:
    if connection.get_execution_options().get(READ_ONLY):
        connection.exec_driver_sql("PRAGMA query_only = ON")
        connection.exec_driver_sql("BEGIN")
    else:
        connection.exec_driver_sql("PRAGMA query_only = OFF")
        _begin_immediate(connection)


def _begin_immediate(connection: Connection) -> None:
    if connection.get_execution_options().get("isolation_level") == "AUTOCOMMIT":
        return
    connection.exec_driver_sql("BEGIN IMMEDIATE")
