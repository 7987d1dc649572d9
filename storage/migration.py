"""Bringing a database to the tables of this version.

The whole way is one transaction, so a process that dies on it leaves the database as it was.
"""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from alembic.util import CommandError
from sqlalchemy import URL, Connection, Engine, text
from sqlalchemy.exc import DBAPIError

from storage.database import database_file, is_sqlite, migration_engine
from storage.errors import StorageError
from storage.explain import explain
from storage.revision import revision

LOCK = 0x6D697373
"""Of the PostgreSQL advisory lock that lets one process migrate at a time."""


def upgrade(url: URL) -> None:
    """Migrate the database at `url` to the newest tables.

    A SQLite file that has tables is copied beside itself first. Raises StorageError if the
    database is newer than this program, or cannot be migrated; then nothing is changed.
    """
    engine = migration_engine(url)
    try:
        _copy_existing(engine)
        with engine.begin() as connection:
            _migrate(connection)
    except DBAPIError as error:
        raise explain(error, url) from error
    except CommandError as error:
        raise StorageError(
            f"The database cannot be migrated: {error}. It was probably written by a newer "
            "missionwatch; install that version."
        ) from error
    finally:
        engine.dispose()


def migration_config() -> Config:
    """Return what Alembic needs to find the migrations."""
    config = Config()
    config.set_main_option("script_location", "storage:migrations")
    return config


def _migrate(connection: Connection) -> None:
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": LOCK})
    config = migration_config()
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
    if connection.dialect.name == "sqlite":
        _refuse_orphans(connection)


def _refuse_orphans(connection: Connection) -> None:
    orphans = connection.execute(text("PRAGMA foreign_key_check")).all()
    if orphans:
        tables = ", ".join(sorted({str(orphan[0]) for orphan in orphans}))
        raise StorageError(
            f"The migration would leave {len(orphans)} rows without what they refer to, in "
            f"{tables}. Nothing was changed; please report it with the output of "
            '"missionwatch db check".'
        )


def _copy_existing(engine: Engine) -> None:
    """Copy a SQLite file that has tables; a database of an unknown revision is refused."""
    found = revision(engine)
    if found is None:
        return
    ScriptDirectory.from_config(migration_config()).get_revision(found)
    if is_sqlite(engine.url):
        _copy_beside(engine, database_file(engine.url), found)


def _copy_beside(engine: Engine, file: Path, found: str) -> None:
    stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%S%f")
    copy = file.with_name(f"{file.stem}-before-{found}-{stamp}{file.suffix}")
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text("VACUUM INTO :copy"), {"copy": str(copy)})
