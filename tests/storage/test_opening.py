"""Opening a database that cannot be used: what happened, to which thing, what to do."""

from __future__ import annotations

import os
import socket
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from storage import database
from storage.errors import StorageError
from storage.store import Store
from tests.storage.databases import SERVER, migrated, require_postgresql, spelled
from tests.storage.samples import NOON, crawl, kept

ROOT = Path(__file__).parents[2]


def refusal(address: str) -> str:
    """Return what is said when `address` is opened."""
    with pytest.raises(StorageError) as refused:
        Store.open(address)
    return str(refused.value)


@pytest.mark.parametrize(
    "address",
    [
        "",
        "var/missionwatch.db",
        "mysql://localhost/missionwatch",
        "sqlite+aiosqlite:///x.db",
        "oracle+cx_oracle://x",
        "postgresql+asyncpg://localhost/x",
        "sqlite://",
        "sqlite:///",
        "sqlite:///:memory:",
        "sqlite:///file:x?mode=memory&uri=true",
        "sqlite:///x.db?timeout=never",
        "sqlite://host/x.db",
        "sqlite:///a\x00b.db",
        "postgresql+psycopg://localhost:port/x",
        "http://example.org/x.db",
    ],
)
def test_an_address_that_is_no_database_is_refused_with_examples(address: str) -> None:
    said = refusal(address)
    assert "sqlite:///var/missionwatch.db" in said
    assert "postgresql+psycopg://" in said


def test_the_folder_of_a_new_file_is_made(tmp_path: Path) -> None:
    file = tmp_path / "a" / "b" / "missionwatch.db"
    Store.open(f"sqlite:///{file}").close()
    assert file.exists()


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("a file")
    said = refusal(f"sqlite:///{tmp_path}/taken/sub/missionwatch.db")
    assert f"{tmp_path}/taken/sub" in said
    assert "cannot be made" in said


def test_a_folder_is_not_a_database(tmp_path: Path) -> None:
    assert "is a folder" in refusal(f"sqlite:///{tmp_path}")


def test_a_file_that_is_no_database_is_left_alone(tmp_path: Path) -> None:
    file = tmp_path / "letter.txt"
    file.write_text("Dear Sir or Madam, " * 100)
    assert "is not a SQLite database" in refusal(f"sqlite:///{file}")
    assert file.read_text().startswith("Dear Sir")


@pytest.mark.skipif(os.geteuid() == 0, reason="the superuser may read everything")
def test_a_file_that_may_not_be_read_is_named(tmp_path: Path) -> None:
    file = tmp_path / "missionwatch.db"
    migrated(f"sqlite:///{file}")
    file.chmod(0)
    assert str(file) in refusal(f"sqlite:///{file}")


def scramble(file: Path, start: int) -> None:
    """Overwrite a file from `start` on."""
    content = file.read_bytes()
    file.write_bytes(content[:start] + os.urandom(len(content) - start))


def test_a_damaged_file_is_reported_by_check_and_when_used(tmp_path: Path) -> None:
    file = tmp_path / "missionwatch.db"
    store = Store.open(migrated(f"sqlite:///{file}"))
    for number in range(20):
        crawl(store, kept(f"m{number}", body=os.urandom(20_000)))
    store.close()
    scramble(file, file.stat().st_size // 2)
    store = Store.open(f"sqlite:///{file}")
    assert any("damaged" in problem for problem in store.check())
    with pytest.raises(StorageError, match=r"damaged.*restore it from a copy"), store.read() as tx:
        [tx.body(row.id) for row in tx.snapshots()]
    store.close()


def test_a_file_whose_tables_are_damaged_is_not_opened(tmp_path: Path) -> None:
    file = tmp_path / "missionwatch.db"
    migrated(f"sqlite:///{file}")
    scramble(file, 4096)
    assert "is damaged" in refusal(f"sqlite:///{file}")


def test_a_locked_file_is_said_to_be_locked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database, "BUSY_SECONDS", 0.2)
    file = tmp_path / "missionwatch.db"
    store = Store.open(migrated(f"sqlite:///{file}"))
    other = sqlite3.connect(file, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    said = r"is locked: another program.*Close programs"
    with pytest.raises(StorageError, match=said), store.begin() as tx:
        tx.start_run("un", NOON)
    with store.read() as tx:
        assert tx.runs() == [], "reading goes on while another one writes"
    other.close()
    store.close()


def test_a_full_disk_is_said_and_nothing_is_lost(tmp_path: Path) -> None:
    address = migrated(f"sqlite:///{tmp_path / 'missionwatch.db'}")
    script = (
        "import os, resource, signal, sys\n"
        "from storage.errors import StorageError\n"
        "from storage.store import Store\n"
        "from tests.storage.samples import crawl, kept\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (400_000, 400_000))\n"
        "store = Store.open(sys.argv[1])\n"
        "try:\n"
        "    for number in range(100):\n"
        "        crawl(store, kept(f'm{number}', body=os.urandom(20_000)))\n"
        "except StorageError as error:\n"
        "    print(error)\n"
    )
    run = subprocess.run(
        [sys.executable, "-c", script, address],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    assert "disk" in run.stdout
    assert "full" in run.stdout
    store = Store.open(address)
    assert store.check() == []
    with store.read() as tx:
        assert len(tx.believed_pages("un")) == 1
    store.close()


def test_a_database_without_tables_says_how_to_make_them(empty_address: str) -> None:
    store = Store.open(empty_address)
    with pytest.raises(StorageError, match='Run "missionwatch db upgrade"'), store.read() as tx:
        tx.runs()
    assert any("db upgrade" in problem for problem in store.check())
    store.close()


def test_a_server_that_does_not_answer_is_named_without_the_password() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
        said = refusal(f"postgresql+psycopg://ann:secret@127.0.0.1:{port}/missionwatch")
    assert f"127.0.0.1:{port}" in said
    assert "does not answer. Start the server" in said
    assert "secret" not in said


@pytest.mark.postgres
def test_a_missing_database_on_the_server_is_said() -> None:
    require_postgresql()
    said = refusal(spelled(SERVER.set(database="there_is_no_such")))
    assert "does not exist" in said
    assert "createdb" in said


@pytest.mark.postgres
def test_a_missing_user_on_the_server_is_said() -> None:
    require_postgresql()
    said = refusal(spelled(SERVER.set(username="there_is_nobody")))
    assert "storage.url" in said


@pytest.mark.postgres
def test_a_short_postgresql_address_is_understood() -> None:
    require_postgresql()
    Store.open(spelled(SERVER.set(drivername="postgresql"))).close()


def test_reading_refuses_to_write(store: Store) -> None:
    with pytest.raises(StorageError), store.read() as tx:
        tx.start_run("un", NOON)
    with store.begin() as tx:
        assert tx.runs() == []
