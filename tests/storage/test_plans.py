"""How the databases go about the questions of the review site: never row by row through a table."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import create_engine, event

from bench.big_database import Size, fill, questions
from storage.store import Store
from tests.storage.conftest import BOTH
from tests.storage.databases import postgresql_database, require_postgresql, spelled

SIZE = Size(changes=4_000, versions=5_000)
LARGE = "(change|snapshot|listing)"
ROW_BY_ROW = {
    "sqlite": re.compile(rf"SCAN {LARGE}\b(?! USING (COVERING )?INDEX)"),
    "postgresql": re.compile(rf"Seq Scan on {LARGE}\b"),
}


@pytest.fixture(scope="module", params=[*BOTH, "sqlite that was never analysed"])
def long_history(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[str]:
    """The address of a database with some thousand changes and versions."""
    if request.param == "postgresql":
        require_postgresql()
        with postgresql_database() as url:
            fill(spelled(url), SIZE)
            yield spelled(url)
        return
    file = tmp_path_factory.mktemp("long") / "history.db"
    fill(f"sqlite:///{file}", SIZE)
    if request.param != "sqlite":
        _forget_statistics(file)
    yield f"sqlite:///{file}"


def _forget_statistics(file: Path) -> None:
    connection = sqlite3.connect(file)
    with connection:
        connection.execute("DELETE FROM sqlite_stat1")
    connection.close()


@pytest.mark.parametrize("question", questions())
def test_no_question_reads_a_table_row_by_row(long_history: str, question: str) -> None:
    kind = create_engine(long_history).dialect.name
    for statement, plan in _plans(long_history, question):
        assert not ROW_BY_ROW[kind].search(plan), f"{statement}\n{plan}"


def _plans(address: str, question: str) -> Iterator[tuple[str, str]]:
    store = Store.open(address)
    with store.read() as tx:
        connection = tx._session.connection()
        asked: list[tuple[str, object]] = []

        def note(_: object, __: object, statement: str, given: object, *___: object) -> None:
            asked.append((statement, given))

        event.listen(connection, "before_cursor_execute", note)
        questions()[question](tx)
        event.remove(connection, "before_cursor_execute", note)
        assert asked
        explain = "EXPLAIN QUERY PLAN" if connection.dialect.name == "sqlite" else "EXPLAIN"
        for statement, given in asked:
            rows = connection.exec_driver_sql(f"{explain} {statement}", given)  # type: ignore[arg-type]
            yield statement, "\n".join(str(row[-1]) for row in rows)
    store.close()
