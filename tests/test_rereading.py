"""Stored pages read again: a better reader is no change of any site. On both databases."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest
from sqlalchemy import text

import watch.rereading
from crawler.fetch import CrawlEnd, FetchedPage
from crawler.reading.read import read_page
from missions.records import FetchFacts, FieldValue, Listing, PageRole, Reading, RunStatus, Status
from missions.register import shipped_register
from settings import Settings
from storage.rows import KeptPage, RunCounts
from storage.store import Store
from tests.storage.conftest import address, postgresql_template, sqlite_template, store
from watch import RereadPage, Watch

__all__ = ["address", "postgresql_template", "sqlite_template", "store"]

URL = "https://example.org/missions"
FIRST = datetime.fromisoformat("2024-01-01T08:00+00:00")
SECOND = datetime.fromisoformat("2024-02-01T08:00+00:00")
UNIFIL = "<li><h3>UNIFIL</h3><p>Mandate until: 31 August 2025</p></li>"
UNDOF = "<li><h3>UNDOF</h3><p>Host: Syria</p></li>"
UNTSO = "<li><h3>UNTSO</h3><p>Host: Israel</p></li>"


@pytest.fixture
def watched(store: Store) -> Watch:
    """A watch whose one source is the page above."""
    settings = Settings.model_validate({"sources": {"un": {"start": [URL]}}})
    return Watch(settings, store)


def page(*entries: str) -> bytes:
    return (
        '<!doctype html><html lang="en"><body><main><h1>Current operations</h1><ul>'
        f"{''.join(entries)}</ul></main></body></html>"
    ).encode()


def understood(body: bytes) -> Reading:
    return read_page(body, URL, "text/html", PageRole.LIST)


def by_an_older_reader(reading: Reading, *lost: str) -> Reading:
    """A reading as an older reader had it: without some missions and without any field."""
    listings = tuple(replace(one, fields={}) for one in reading.listings if one.mission not in lost)
    return replace(reading, reader_version=0, listings=listings)


def keep(store: Store, body: bytes, reading: Reading, at: datetime, *, held: bool = False) -> int:
    """Keep a version as a believed (or held) crawl would have; return the run."""
    facts = FetchFacts(URL, URL, 200, "text/html", at, len(body))
    with store.begin() as repository:
        run = repository.start_run("un", at)
        repository.keep_page(
            run,
            KeptPage(facts, PageRole.LIST, (), body, False, reading, shipped_register().stamp),
        )
        if not held:
            repository.believe_run(run, at)
            for listing in reading.listings:
                for name, value in listing.fields.items():
                    repository.set_known("un", listing.mission, name, value.value, "", at)
        status = RunStatus.HELD if held else RunStatus.OK
        repository.finish_run(run, status, None, RunCounts(), at)
    return run


def told(pages: Sequence[RereadPage]) -> list[tuple[str, str | None, str | None]]:
    return [(str(one.aspect), one.mission, one.field) for read in pages for one in read.differences]


def changes(store: Store) -> list[Any]:
    with store.read() as repository:
        return repository.changes()


def crawl_as_if(watched: Watch, body: bytes, at: datetime, monkeypatch: Any) -> Any:
    """Crawl a site that answers `body`, without a socket."""

    def fetched(*_: object) -> Any:
        facts = FetchFacts(URL, URL, 200, "text/html", at, len(body))
        yield FetchedPage(facts, PageRole.LIST, (), body)
        yield CrawlEnd("finished", 0.1, True)

    monkeypatch.setattr("watch.checking.fetch_source", fetched)
    return watched.crawl("un", at=at)


def test_what_is_read_better_is_told_as_a_difference_of_the_reader(watched: Watch) -> None:
    body = page(UNIFIL, UNDOF, UNTSO)
    keep(watched.store, body, by_an_older_reader(understood(body), "untso"), FIRST)
    (read,) = watched.reread()
    assert ("gained", "untso", None) in told([read])
    assert ("field", "unifil", "until") in told([read])
    assert (read.is_current, read.reader_before, read.error) == (True, 0, None)
    assert changes(watched.store) == []
    assert {row.told.listing.mission for row in watched.missions()} == {"unifil", "undof", "untso"}


def test_a_crawl_of_the_unchanged_page_after_a_reread_tells_nothing(
    watched: Watch, monkeypatch: pytest.MonkeyPatch
) -> None:
    body = page(UNIFIL, UNDOF, UNTSO)
    keep(watched.store, body, by_an_older_reader(understood(body), "untso"), FIRST)
    list(watched.reread())
    report = crawl_as_if(watched, body, SECOND, monkeypatch)
    assert (report.status, report.unchanged, report.changes) == (RunStatus.OK, 1, 0)
    assert changes(watched.store) == []


def test_a_crawl_with_a_newer_reader_tells_nothing_of_what_it_reads_better(
    watched: Watch, monkeypatch: pytest.MonkeyPatch
) -> None:
    body = page(UNIFIL, UNDOF, UNTSO)
    keep(watched.store, body, by_an_older_reader(understood(body), "untso"), FIRST)
    report = crawl_as_if(watched, body, SECOND, monkeypatch)
    assert (report.unchanged, report.changed, report.changes) == (1, 0, 0)
    assert changes(watched.store) == []


def test_a_value_that_changes_after_a_reread_is_told_with_the_value_before(
    watched: Watch, monkeypatch: pytest.MonkeyPatch
) -> None:
    body = page(UNIFIL, UNDOF, UNTSO)
    keep(watched.store, body, by_an_older_reader(understood(body)), FIRST)
    list(watched.reread())
    later = page(UNIFIL.replace("2025", "2026"), UNDOF, UNTSO)
    crawl_as_if(watched, later, SECOND, monkeypatch)
    (row,) = changes(watched.store)
    assert (row.change.field, row.change.before) == ("until", "2025-08-31")
    assert row.change.after == "2026-08-31"


def test_a_value_that_only_a_misreading_had_is_forgotten(watched: Watch) -> None:
    body = page(UNIFIL, UNDOF, UNTSO)
    right = understood(body)
    wrong = replace(
        right,
        reader_version=0,
        listings=tuple(
            replace(one, fields={**one.fields, "head": FieldValue("Mandate", "Mandate")})
            for one in right.listings
        ),
    )
    keep(watched.store, body, wrong, FIRST)
    list(watched.reread())
    with watched.store.read() as repository:
        assert ("unifil", "head") not in repository.known_values("un")


def test_when_missions_were_seen_and_what_was_listed_at_a_date_stays(watched: Watch) -> None:
    old, new = page(UNIFIL, UNDOF), page(UNIFIL, UNDOF, UNTSO)
    keep(watched.store, old, replace(understood(old), reader_version=0), FIRST)
    keep(watched.store, new, replace(understood(new), reader_version=0), SECOND)

    def seen() -> dict[str, tuple[datetime, datetime]]:
        rows = watched.missions()
        return {row.told.listing.mission: (row.first_seen, row.last_seen) for row in rows}

    before = seen()
    assert before["unifil"] == (FIRST, SECOND)
    assert len(list(watched.reread())) == 2
    assert seen() == before
    then = {row.told.listing.mission for row in watched.missions(as_of=FIRST)}
    assert then == {"unifil", "undof"}


def test_a_reread_that_was_interrupted_goes_on_where_it_was(watched: Watch) -> None:
    for day, entries in enumerate([(UNIFIL, UNDOF), (UNIFIL, UNTSO), (UNDOF, UNTSO)]):
        body = page(*entries)
        reading = by_an_older_reader(understood(body))
        keep(watched.store, body, reading, FIRST.replace(day=day + 1))
    interrupted = watched.reread()
    first = next(interrupted)
    interrupted.close()
    rest = list(watched.reread())
    assert len(rest) == 2
    assert first.snapshot not in {one.snapshot for one in rest}
    assert list(watched.reread()) == []
    assert len(list(watched.reread(everything=True))) == 3


def test_a_dry_run_says_the_same_and_keeps_the_old_reading(watched: Watch) -> None:
    body = page(UNIFIL, UNDOF, UNTSO)
    keep(watched.store, body, by_an_older_reader(understood(body), "untso"), FIRST)
    tried = list(watched.reread(dry_run=True))
    assert {row.told.listing.mission for row in watched.missions()} == {"unifil", "undof"}
    assert told(tried) == told(list(watched.reread()))


def test_versions_never_believed_are_read_only_when_all_are_asked_for(watched: Watch) -> None:
    body, notice = page(UNIFIL, UNDOF), page("<li>Maintenance</li>")
    keep(watched.store, body, replace(understood(body), reader_version=0), FIRST)
    keep(watched.store, notice, replace(understood(notice), reader_version=0), SECOND, held=True)
    assert len(list(watched.reread(dry_run=True))) == 1
    assert len(list(watched.reread(everything=True))) == 2


def test_lost_bytes_are_said_and_the_rest_goes_on(watched: Watch) -> None:
    old, new = page(UNIFIL, UNDOF), page(UNIFIL, UNDOF, UNTSO)
    keep(watched.store, old, by_an_older_reader(understood(old), "undof"), FIRST)
    keep(watched.store, new, by_an_older_reader(understood(new), "untso"), SECOND)
    damage(watched.store)
    read, broken = watched.reread()
    assert broken.error
    assert "damaged" in broken.error
    assert (read.error, ("gained", "undof", None) in told([read])) == (None, True)


def test_a_page_the_reader_breaks_on_is_said_and_the_rest_goes_on(
    watched: Watch, monkeypatch: pytest.MonkeyPatch
) -> None:
    for day, body in enumerate([page(UNIFIL, UNDOF), page(UNIFIL, UNTSO)], 1):
        keep(watched.store, body, by_an_older_reader(understood(body)), FIRST.replace(day=day))
    calls = itertools.count()

    def breaks_once(*arguments: Any) -> Reading:
        if next(calls) == 0:
            raise RecursionError("too deep")
        return read_page(*arguments)

    monkeypatch.setattr(watch.rereading, "read_page", breaks_once)
    broken, read = watched.reread()
    assert broken.error == "The reader broke on it (RecursionError: too deep)."
    assert read.error is None


def test_a_page_whose_old_bytes_are_lost_is_new_and_no_news(
    watched: Watch, monkeypatch: pytest.MonkeyPatch
) -> None:
    body = page(UNIFIL, UNDOF, UNTSO)
    keep(watched.store, body, by_an_older_reader(understood(body), "untso"), FIRST)
    damage(watched.store)
    report = crawl_as_if(watched, page(UNIFIL, UNDOF, UNTSO, "<li>More</li>"), SECOND, monkeypatch)
    assert (report.status, report.changes) == (RunStatus.OK, 0)
    assert changes(watched.store) == []


def test_a_held_run_of_an_older_reader_is_accepted_without_false_changes(watched: Watch) -> None:
    body = page(UNIFIL, UNDOF, UNTSO)
    right = understood(body)
    keep(watched.store, body, right, FIRST)
    later = page(UNIFIL, UNDOF, UNTSO, "<li>Words</li>")
    run = keep(
        watched.store, later, by_an_older_reader(understood(later), "untso"), SECOND, held=True
    )
    assert watched.accept_run(run, "ann", "true").status is RunStatus.OK
    assert changes(watched.store) == []


def test_an_unsure_entry_that_comes_or_goes_is_no_mission_change(
    watched: Watch, monkeypatch: pytest.MonkeyPatch
) -> None:
    office = Listing("new:cell", "Coordination Cell", "UN", status=Status.ONGOING, unsure="office")
    body = page(UNIFIL, UNDOF, UNTSO)
    reading = understood(body)
    keep(watched.store, body, replace(reading, listings=(*reading.listings, office)), FIRST)
    assert "new:cell" not in {row.told.listing.mission for row in watched.missions()}
    (unsure,) = [row for row in watched.missions(unsure=True) if row.told.listing.unsure]
    assert unsure.told.listing.mission == "new:cell"
    report = crawl_as_if(watched, body, SECOND, monkeypatch)
    assert (report.missions, report.changes) == (3, 0)
    assert changes(watched.store) == []


def damage(store: Store) -> None:
    """Overwrite the bytes of the version that was kept last."""
    with store._session(store._writing) as session, session.begin():
        session.execute(
            text(
                "UPDATE blob SET data = :rubbish WHERE sha256 = "
                "(SELECT sha256 FROM snapshot ORDER BY id DESC LIMIT 1)"
            ),
            {"rubbish": b"rubbish"},
        )
