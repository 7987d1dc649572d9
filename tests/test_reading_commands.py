"""What a reading rests on, what was doubtful, and reading again: asked for by command."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from crawler.reading.read import READER_VERSION, read_page
from missions.records import FetchFacts, PageRole, RunStatus
from storage.rows import KeptPage, RunCounts
from storage.store import Store
from tests.command import Command, Site, folder, run, site, start

__all__ = ["folder", "run", "site"]

DATABASE = Path("var/missionwatch.db")


def change_database(statement: str) -> None:
    with closing(sqlite3.connect(DATABASE)) as database, database:
        database.execute(statement)


def test_evidence_shows_where_a_mission_was_read_and_the_words_there(
    run: Command, site: Site
) -> None:
    site.missions["UNIFIL"] = "Mandate until: 31 August 2025"
    run("crawl", "un", "--at", "2025-01-01")
    listing, until = run("evidence", "UNIFIL", "--json").objects()
    assert (listing["field"], listing["words"], listing["found"]) == (None, "UNIFIL", True)
    assert listing["path"] == "/html/body/main/ul/li[3]/h3"
    assert (until["field"], until["value"]) == ("until", "2025-08-31")
    assert (until["words"], until["printed"]) == ("31 August 2025", "31 August 2025")
    assert until["page"] == site.url
    printed = run("evidence", "unifil").out
    assert site.url in printed
    assert '"31 August 2025"' in printed
    assert "but the words" not in printed


def test_evidence_of_a_date_is_that_of_the_version_then(run: Command, site: Site) -> None:
    site.missions["UNIFIL"] = "Mandate until: 31 August 2025"
    run("crawl", "un", "--at", "2025-01-01")
    site.missions["UNIFIL"] = "Mandate until: 31 August 2026"
    run("crawl", "un", "--at", "2025-09-01")
    then = run("evidence", "unifil", "--as-of", "2025-01", "--json").objects()
    now = run("evidence", "unifil", "--source", "un", "--json").objects()
    assert [row["words"] for row in then if row["field"] == "until"] == ["31 August 2025"]
    assert [row["words"] for row in now if row["field"] == "until"] == ["31 August 2026"]
    assert run("evidence", "unifil", "--as-of", "2024").out == "No believed page lists unifil.\n"


DRAWN = """<!doctype html><html lang="en"><body><nav><ul><li>Home</li></ul></nav><main>
<h1>Where we operate</h1><div id="map"></div><script>draw("#map")</script>
<script type="application/json">{"missions": [
{"acronym": "UNIFIL", "country": "Lebanon", "mandate_until": "31 August 2025", "status": "active"},
{"acronym": "UNDOF", "country": "Syria", "mandate_until": "30 June 2025", "status": "active"},
{"acronym": "UNTSO", "country": "Israel", "status": "active"},
{"acronym": "UNMISS", "country": "South Sudan", "status": "active"}]}</script>
</main></body></html>"""
LINES = """<!doctype html><html lang="en"><body><main><h1>Current operations</h1>
<p>UNIFIL, Lebanon, mandate until 31 August 2025<br>UNDOF, Syria, mandate until 30 June 2025<br>
UNTSO, Israel<br>UNMISS, South Sudan</p></main></body></html>"""


@pytest.mark.parametrize(
    ("page", "path"),
    [(DRAWN, "/html/body/main/script[2]#record 2"), (LINES, "/html/body/main/p#2")],
    ids=["records that a script draws", "lines of one paragraph"],
)
def test_evidence_points_into_what_is_no_element_of_the_page(
    page: str, path: str, run: Command, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(site, "page", page.encode)
    assert run("crawl", "un", "--json").objects()[0]["missions"] == 4
    rows = run("evidence", "UNDOF", "--json").objects()
    assert {row["path"] for row in rows} == {path}
    assert all(row["found"] for row in rows)
    read = {row["field"]: (row["value"], row["words"]) for row in rows}
    assert read[None] == ("ongoing", "UNDOF")
    assert read["until"] == ("2025-06-30", "30 June 2025")
    assert read["host"] == (["SY"], "Syria")


def test_evidence_that_does_not_hold_is_said(run: Command) -> None:
    run("crawl", "un")
    change_database("UPDATE listing SET name = 'UNDOF', acronym = 'UNDOF' WHERE mission = 'untso'")
    (row,) = [row for row in run("evidence", "untso", "--json").objects() if not row["field"]]
    assert (row["found"], row["words"]) == (False, "UNTSO")
    assert "but the words there are not the printed ones" in run("evidence", "untso").out


def test_evidence_whose_page_is_damaged_says_so(run: Command) -> None:
    run("crawl", "un")
    change_database("UPDATE blob SET data = x'00'")
    (row,) = run("evidence", "untso", "--json").objects()
    assert row["found"] is False
    assert "is damaged" in row["problem"]


def test_a_wrong_mission_or_source_is_explained(run: Command) -> None:
    assert 'Did you mean "unifil"?' in run("evidence", "unifill").err
    assert run("evidence", "unifill").status == 2
    assert run("evidence", "unifil", "--source", "unn").status == 2
    assert run("oddities", "unn").status == 2


def test_doubtful_values_and_unsure_entries_are_odd(run: Command, site: Site) -> None:
    site.missions["UNIFIL"] = "Mandate until: 31 August 3013"
    run("crawl", "un")
    (odd,) = run("oddities", "un", "--json").objects()
    assert (odd["reason"], odd["mission"], odd["field"]) == ("doubt", "unifil", "until")
    assert "31 August 3013" in odd["sentence"]
    assert odd["sentence"] in run("oddities").out
    assert run("oddities", "nato").out == "Nothing is odd.\n"


def test_an_unsure_entry_is_shown_only_when_asked_for(run: Command, site: Site) -> None:
    run("crawl", "un")
    change_database("UPDATE listing SET unsure = 'it is an office' WHERE mission = 'untso'")
    assert len(run("missions", "--json").objects()) == 4
    rows = run("missions", "--unsure", "--json").objects()
    assert {row["mission"]: row["unsure"] for row in rows if row["unsure"]} == {
        "untso": "it is an office"
    }
    assert "UNSURE" not in run("missions").out
    assert "it is an office" in run("missions", "--unsure").out
    assert run("oddities", "--json").objects()[0]["reason"] == "unsure"


# Reading again


def test_reading_again_tells_what_is_read_differently_and_no_change(run: Command) -> None:
    run("crawl", "un")
    change_database("DELETE FROM listing WHERE mission = 'untso'")
    change_database("UPDATE snapshot SET reader_version = 0")
    tried = run("db", "reread", "--dry-run", "--json").objects()
    answer = run("db", "reread", "--json")
    assert answer.status == 0
    assert answer.objects() == tried
    (page,) = tried
    assert (page["source"], page["reader_before"], page["reader"]) == ("un", 0, READER_VERSION)
    assert page["differences"] == [
        {"what": "gained", "mission": "untso", "field": None, "before": None, "after": "ongoing"}
    ]
    assert run("changes", "--json").out == ""
    again = run("crawl", "un", "--json").objects()[0]
    assert (again["unchanged"], again["changes"], again["missions"]) == (1, 0, 5)


def test_reading_again_is_told_to_a_person_in_lines(run: Command) -> None:
    run("crawl", "un")
    change_database("UPDATE listing SET status = 'ended' WHERE mission = 'untso'")
    change_database("UPDATE snapshot SET reader_version = 0")
    answer = run("db", "reread", "un")
    assert answer.status == 0
    assert "untso: status is ongoing (was ended)" in answer.out
    assert "1 page versions read again: 1 read differently, 0 could not be read." in answer.out
    assert "0 page versions read again" in run("db", "reread").out
    assert "1 page versions read again: 0 read" in run("db", "reread", "--all").out
    assert run("db", "reread", "unn").status == 2


def test_bytes_that_are_lost_are_said_and_end_with_status_one(run: Command) -> None:
    run("crawl", "un")
    change_database("UPDATE snapshot SET reader_version = 0")
    change_database("UPDATE blob SET data = x'00'")
    answer = run("db", "reread", "--json")
    assert answer.status == 1
    assert "is damaged" in answer.err
    assert "is damaged" in answer.objects()[0]["error"]


def test_reading_again_that_was_killed_goes_on_and_loses_nothing(
    run: Command, folder: Path
) -> None:
    run("db", "upgrade")
    versions = 120
    keep_versions(versions)
    with start(folder, "db", "reread", "--json") as process:
        assert process.stdout
        for _ in range(5):
            assert process.stdout.readline()
        process.kill()
    rest = run("db", "reread", "--json").objects()
    assert 0 < len(rest) <= versions - 5
    assert run("db", "reread", "--json").out == ""
    assert run("db", "check").status == 0
    with closing(sqlite3.connect(DATABASE)) as database:
        assert database.execute(
            "SELECT count(*), min(reader_version) FROM snapshot"
        ).fetchone() == (versions, READER_VERSION)
        assert database.execute("SELECT count(*) FROM listing").fetchone() == (2 * versions,)


def keep_versions(count: int) -> None:
    """Keep believed versions of one page as an older reader would have."""
    # Long enough that the lines about all versions do not fit into a pipe that nobody reads.
    url = f"https://example.org/missions?{'x' * 1500}"
    store = Store.open(f"sqlite:///{DATABASE}")
    for number in range(count):
        at = datetime(2020, 1, 1, tzinfo=UTC) + timedelta(days=number)
        body = f"<ul><li>UNIFIL</li><li>UNDOF</li></ul><p>Version {number}.</p>".encode()
        reading = replace(read_page(body, url, "text/html", PageRole.LIST), reader_version=0)
        facts = FetchFacts(url, url, 200, "text/html", at, len(body))
        with store.begin() as repository:
            crawl = repository.start_run("un", at)
            repository.keep_page(crawl, KeptPage(facts, PageRole.LIST, body=body, reading=reading))
            repository.believe_run(crawl, at)
            repository.finish_run(crawl, RunStatus.OK, None, RunCounts(), at)
    store.close()
