"""Every test of storage that takes `store` or `address` runs on SQLite and on PostgreSQL."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import URL

from storage.store import Store
from tests.storage.databases import migrated, postgresql_database, require_postgresql, spelled

BOTH = ("sqlite", pytest.param("postgresql", marks=pytest.mark.postgres))


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A SQLite file with all tables, to copy."""
    file = tmp_path_factory.mktemp("template") / "missionwatch.db"
    migrated(f"sqlite:///{file}")
    return file


@pytest.fixture(scope="session")
def postgresql_template() -> Iterator[URL]:
    """A PostgreSQL database with all tables, to copy."""
    require_postgresql()
    with postgresql_database() as url:
        migrated(spelled(url))
        yield url


@pytest.fixture(params=BOTH)
def address(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of a database of its own, with all tables and no rows."""
    if request.param == "sqlite":
        file = tmp_path / "missionwatch.db"
        shutil.copy(request.getfixturevalue("sqlite_template"), file)
        yield f"sqlite:///{file}"
    else:
        with postgresql_database(request.getfixturevalue("postgresql_template")) as url:
            yield spelled(url)


@pytest.fixture(params=BOTH)
def empty_address(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of a database without tables."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'missionwatch.db'}"
    else:
        require_postgresql()
        with postgresql_database() as url:
            yield spelled(url)


@pytest.fixture
def store(address: str) -> Iterator[Store]:
    """An open, migrated, empty store."""
    opened = Store.open(address)
    yield opened
    opened.close()
