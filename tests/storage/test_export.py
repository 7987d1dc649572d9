"""Taking the data elsewhere as CSV and JSON."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace

import pytest

from storage.errors import StorageError
from storage.export import COLUMNS, export_rows, write_csv, write_json
from storage.store import Store
from tests.storage.samples import DAY, NOON, URL, change, crawl, kept, listing, reading


def test_missions_are_exported_as_listed_now_or_then(store: Store) -> None:
    crawl(store, kept("minusma"), at=NOON)
    crawl(store, kept("minusma", "unifil"), at=NOON + DAY)
    with store.read() as tx:
        assert [row["mission"] for row in export_rows(tx, "missions", as_of=NOON)] == ["minusma"]
        row, second = export_rows(tx, "missions", source="un")
        assert list(export_rows(tx, "missions", source="nato")) == []
    assert tuple(row) == COLUMNS["missions"]
    assert (row["mission"], row["status"], row["host"], row["host_printed"]) == (
        "minusma",
        "ongoing",
        "ML",
        "Mali",
    )
    assert (row["since"], row["since_printed"]) == (None, None)
    assert (row["first_seen"], row["last_seen"]) == (
        "2026-03-01T12:00:00+00:00",
        "2026-03-02T12:00:00+00:00",
    )
    assert second["first_seen"] == "2026-03-02T12:00:00+00:00"


def test_changes_are_exported_within_a_time(store: Store) -> None:
    with store.begin() as tx:
        tx.record_change(change(), None, NOON)
        tx.record_change(change(mission="unifil"), None, NOON + DAY)
        (row,) = export_rows(tx, "changes", until=NOON + DAY)
    assert tuple(row) == COLUMNS["changes"]
    assert (row["mission"], row["before"], row["after"]) == ("minusma", "ML NE", None)


def test_snapshots_are_exported_with_their_text(store: Store) -> None:
    crawl(store, kept("minusma"))
    with store.read() as tx:
        (row,) = export_rows(tx, "snapshots", source="un")
    assert tuple(row) == COLUMNS["snapshots"]
    assert (row["page"], row["text"], row["believed"]) == (
        URL,
        "minusma",
        "2026-03-01T12:00:00+00:00",
    )


def test_what_cannot_be_exported_is_said_with_what_can(store: Store) -> None:
    with store.read() as tx, pytest.raises(StorageError, match="missions, changes, snapshots"):
        export_rows(tx, "people")


def test_csv_has_a_header_even_without_rows() -> None:
    file = io.StringIO()
    write_csv([], "changes", file)
    assert file.getvalue().startswith("id,detected,source,page,kind,state,mission")


def test_csv_holds_what_the_pages_say_and_no_formulas(store: Store) -> None:
    nasty = replace(listing("minusma"), name='=HYPERLINK("http://evil")', passage='A "b",\nc')
    page = replace(kept("minusma"), reading=replace(reading("minusma"), listings=(nasty,)))
    crawl(store, page)
    file = io.StringIO()
    with store.read() as tx:
        write_csv(export_rows(tx, "missions"), "missions", file)
    (row,) = csv.DictReader(io.StringIO(file.getvalue()))
    assert row["name"] == '\'=HYPERLINK("http://evil")'
    assert row["passage"] == 'A "b",\nc'


@pytest.mark.parametrize("missions", [(), ("minusma",), ("minusma", "unifil")])
def test_json_is_one_array(store: Store, missions: tuple[str, ...]) -> None:
    crawl(store, kept(*missions))
    file = io.StringIO()
    with store.read() as tx:
        write_json(export_rows(tx, "missions"), file)
    assert [row["mission"] for row in json.loads(file.getvalue())] == list(missions)
