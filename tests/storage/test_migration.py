"""Migrations: from nothing to the tables of the models, safely, on both databases."""

from __future__ import annotations

from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine, inspect, text

from storage.database import database_url, migration_engine
from storage.errors import StorageError
from storage.finding import ChangeFilter
from storage.migration import migration_config
from storage.migrations import NEWEST
from storage.models import Row
from storage.store import Store
from storage.word_index import is_word_index
from tests.storage.databases import migrated
from tests.storage.samples import DAY, NOON, crawl, kept, listed


def test_the_migrations_make_the_tables_of_the_models(address: str) -> None:
    engine = create_engine(address)
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"include_name": _has_a_model})
        assert compare_metadata(context, Row.metadata) == []
    engine.dispose()


def test_upgrading_twice_changes_nothing(store: Store, address: str) -> None:
    crawl(store, kept("minusma"))
    store.upgrade()
    with store.read() as tx:
        assert listed(tx) == ["minusma"]


def test_a_database_of_a_newer_version_is_refused(store: Store, address: str) -> None:
    _set_revision(address, "9999")
    with pytest.raises(StorageError, match=r"newer missionwatch; install that version"):
        store.upgrade()


def test_the_newest_migration_is_known_without_loading_them() -> None:
    config = Config()
    config.set_main_option("script_location", "storage:migrations")
    assert ScriptDirectory.from_config(config).get_current_head() == NEWEST


def test_an_existing_file_is_copied_before_it_is_migrated(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    address = migrated(f"sqlite:///{tmp_path / 'missionwatch.db'}")
    store = Store.open(address)
    crawl(store, kept("minusma"))
    monkeypatch.setattr("storage.store.NEWEST", "one more")
    store.upgrade()
    store.close()
    (copy,) = tmp_path.glob(f"missionwatch-before-{NEWEST}-*.db")
    kept_copy = Store.open(f"sqlite:///{copy}")
    with kept_copy.read() as tx:
        assert listed(tx) == ["minusma"]
    kept_copy.close()


def test_a_migration_that_fails_leaves_the_database_as_it_was(empty_address: str) -> None:
    engine = create_engine(empty_address)
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE visit (id INTEGER)"))
    store = Store.open(empty_address)
    with pytest.raises(StorageError):
        store.upgrade()
    assert inspect(engine).get_table_names() == ["visit"]
    store.close()
    engine.dispose()


def test_a_database_of_the_first_version_is_brought_up_to_date_with_what_it_holds(
    empty_address: str,
) -> None:
    store = Store.open(empty_address)
    engine = migration_engine(database_url(empty_address))
    with engine.begin() as connection:
        config = migration_config()
        config.attributes["connection"] = connection
        command.upgrade(config, "0001")
        connection.execute(text(FIRST_VERSION))
    engine.dispose()
    store.upgrade()
    with store.read() as tx:
        assert tx.source_rows()[0].id == "un"
        assert tx.decisions() == []
    assert _columns(empty_address, "snapshot") >= {"register", "reader_version"}
    store.close()


def _has_a_model(name: str | None, kind: str, _parents: object) -> bool:
    return kind != "table" or not is_word_index(name or "")


def test_what_was_kept_before_can_be_searched_and_was_seen(empty_address: str) -> None:
    store = Store.open(empty_address)
    engine = migration_engine(database_url(empty_address))
    with engine.begin() as connection:
        config = migration_config()
        config.attributes["connection"] = connection
        command.upgrade(config, "0005")
        for statement in BEFORE_SEARCH:
            connection.exec_driver_sql(statement)
    engine.dispose()
    store.upgrade()
    with store.read() as tx:
        (change,) = tx.search_changes(ChangeFilter(words="ete niger")).hits
        (version,) = tx.search_versions("gao").hits
        assert list(tx.newest_confirmed()) == [change.row]
        assert change.row.confirmed_at == NOON
        assert version.id == 1
        assert tx.first_seen("un") == {"minusma": NOON}
        assert tx.last_seen("un") == {"minusma": NOON + DAY}
    store.close()


BEFORE_SEARCH = (
    "INSERT INTO run (id, source, status, started_at, heartbeat_at, pages, unchanged, changed, "
    "failed, missions, changes, seconds) VALUES (1, 'un', 'ok', '2026-03-01 12:00:00.000000', "
    "'2026-03-01 12:00:00.000000', 1, 0, 1, 0, 1, 0, 1.0)",
    "INSERT INTO page (id, source, url, role, last_fetched_at, last_status) VALUES "
    "(1, 'un', 'https://example.org', 'list', '2026-03-01 12:00:00.000000', 200)",
    "INSERT INTO blob (sha256, depth, size, data) VALUES ('e3b0', 0, 0, '\x28b52ffd2000010000')",
    "INSERT INTO snapshot (id, page_id, run_id, sha256, fingerprint, believed_at, last_checked_at, "
    "fetched_at, final_url, status, content_type, size, truncated, headers, role, reader_version, "
    "title, text, layout, frameworks, statements, links, oddities) VALUES (1, 1, 1, "
    "'e3b0', '', "
    "'2026-03-01 12:00:00.000000', '2026-03-02 12:00:00.000000', '2026-03-01 12:00:00.000000', '', "
    "200, '', 0, false, '[]', 'list', 1, '', 'Gao', '', '[]', '[]', '[]', '[]')",
    "INSERT INTO listing (snapshot_id, position, source, mission, name, organisation, status, "
    "fields, passage) VALUES (1, 0, 'un', 'minusma', '', 'UN', 'ongoing', '{}', '')",
    "INSERT INTO change (id, detected_at, confirmations, source, page, kind, state, severity, "
    "summary, after, reason, passage_before, passage_after) VALUES (1, "
    "'2026-03-01 12:00:00.000000', 0, 'un', '', 'field', 'confirmed', 'high', 'Fini en été.', "
    "'[\"Mali\", \"Niger\"]', '', '', '')",
)
FIRST_VERSION = "INSERT INTO source (id, paused) VALUES ('un', false)"


def _columns(address: str, table: str) -> set[str]:
    engine = create_engine(address)
    columns = {column["name"] for column in inspect(engine).get_columns(table)}
    engine.dispose()
    return columns


def _set_revision(address: str, revision: str) -> None:
    engine = create_engine(address)
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = :r"), {"r": revision})
    engine.dispose()
