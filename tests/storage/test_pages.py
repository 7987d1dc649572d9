"""Versions of pages: when a new one is kept, which one is believed, and when."""

from __future__ import annotations

from dataclasses import replace

import pytest

from missions.records import Evidence, PageLink, PageRole, RunStatus, Status
from storage.errors import RunOver, SnapshotUnknown
from storage.rows import KeptPage, PageOutcome, RunCounts
from storage.store import Store
from tests.storage.samples import (
    DAY,
    NOON,
    URL,
    crawl,
    facts,
    failed,
    kept,
    listed,
    listing,
    not_modified,
    reading,
)


def test_a_page_seen_for_the_first_time_is_new_and_believed_only_with_its_run(store: Store) -> None:
    with store.begin() as tx:
        run = tx.start_run("un", NOON)
        assert tx.keep_page(run, kept("minusma", "unifil")) is PageOutcome.NEW
        assert listed(tx) == []
        tx.believe_run(run, NOON)
        assert listed(tx) == ["minusma", "unifil"]


def test_a_page_that_says_the_same_writes_no_new_version(store: Store) -> None:
    crawl(store, kept("minusma"))
    with store.begin() as tx:
        run = tx.start_run("un", NOON + DAY)
        page = kept("minusma", body=b"other bytes, same words", at=NOON + DAY)
        assert tx.keep_page(run, page) is PageOutcome.UNCHANGED
        tx.believe_run(run, NOON + DAY)
        (believed,) = tx.believed_pages("un")
        assert len(list(tx.snapshots())) == 1
        assert (believed.believed_at, believed.last_checked) == (NOON, NOON + DAY)


def test_where_a_listing_stood_and_when_the_page_was_updated_make_no_version(store: Store) -> None:
    crawl(store, kept("minusma"))
    moved = replace(listing("minusma"), evidence=Evidence("/html/body/div/ul/li[9]", 1, 2))
    said = replace(reading("minusma"), listings=(moved,), updated="2026-03-02", title="Missions")
    with store.begin() as tx:
        run = tx.start_run("un", NOON)
        page = replace(kept("minusma"), reading=said)
        assert tx.keep_page(run, page) is PageOutcome.UNCHANGED


@pytest.mark.parametrize(
    "difference",
    [
        {"text": "other words"},
        {"listings": (listing("minusma", Status.ENDED),)},
        {"links": (PageLink("https://example.org/new", "MINUSMA"),)},
        {"layout": "table"},
    ],
    ids=["text", "listing", "link", "layout"],
)
def test_a_page_that_says_something_else_is_a_new_version(
    store: Store, difference: dict[str, object]
) -> None:
    crawl(store, kept("minusma"))
    said = replace(reading("minusma"), **difference)  # type: ignore[arg-type]
    with store.begin() as tx:
        run = tx.start_run("un", NOON)
        page = replace(kept("minusma"), reading=said)
        assert tx.keep_page(run, page) is PageOutcome.CHANGED
        (seen,) = tx.read_of_run(run)
        assert seen.reading == said


def test_what_was_believed_at_a_past_time_can_be_asked(store: Store) -> None:
    crawl(store, kept("minusma"), at=NOON)
    crawl(store, kept("minusma", "unifil"), at=NOON + 2 * DAY)
    with store.read() as tx:
        assert listed(tx, NOON - DAY) == []
        assert listed(tx, NOON) == ["minusma"]
        assert listed(tx, NOON + DAY) == ["minusma"]
        assert listed(tx, NOON + 2 * DAY) == ["minusma", "unifil"]
        assert listed(tx) == ["minusma", "unifil"]
        (page,) = tx.believed_pages("un", NOON + DAY)
        assert page.last_checked <= NOON + DAY


def test_a_page_that_returns_to_an_earlier_version_has_a_history_of_three(store: Store) -> None:
    for day, mission in enumerate(("minusma", "unifil", "minusma")):
        crawl(store, kept(mission), at=NOON + day * DAY)
    with store.read() as tx:
        assert [listed(tx, NOON + day * DAY) for day in range(3)] == [
            ["minusma"],
            ["unifil"],
            ["minusma"],
        ]
        assert len(list(tx.snapshots())) == 3


def test_a_held_run_changes_nothing_until_it_is_accepted(store: Store) -> None:
    crawl(store, kept("minusma", "unifil"))
    held = crawl(store, kept("unifil"), at=NOON + DAY, status=RunStatus.HELD)
    with store.begin() as tx:
        assert listed(tx) == ["minusma", "unifil"]
        assert [entry.mission for entry in tx.read_of_run(held)[0].reading.listings] == ["unifil"]
        assert [run.id for run in tx.held_runs()] == [held]
        tx.believe_run(held, NOON + 2 * DAY)
        tx.settle_run(held, RunStatus.OK, "accepted by Ann")
        assert listed(tx) == ["unifil"]
        assert tx.held_runs() == []


def test_a_version_that_is_held_again_and_again_is_kept_once(store: Store) -> None:
    crawl(store, kept("minusma"))
    runs = [crawl(store, kept(), status=RunStatus.HELD) for _ in range(3)]
    with store.read() as tx:
        assert len(list(tx.snapshots())) == 2
        assert len({tx.read_of_run(run)[0].snapshot_id for run in runs}) == 1


def test_accepting_an_old_run_does_not_undo_what_newer_runs_saw(store: Store) -> None:
    crawl(store, kept("minusma"))
    held = crawl(store, kept(), at=NOON + DAY, status=RunStatus.HELD)
    crawl(store, kept("minusma"), at=NOON + 2 * DAY)
    with store.begin() as tx:
        tx.believe_run(held, NOON + 3 * DAY)
        assert listed(tx) == ["minusma"]


def test_a_page_that_fails_keeps_what_is_believed_and_says_since_when(store: Store) -> None:
    crawl(store, kept("minusma"))
    crawl(store, failed(503, at=NOON + DAY), at=NOON + DAY, status=RunStatus.PARTIAL)
    crawl(store, failed(0, "connection refused", at=NOON + 2 * DAY), status=RunStatus.PARTIAL)
    with store.read() as tx:
        (page,) = tx.pages("un")
        assert (page.last_status, page.last_error) == (0, "connection refused")
        assert page.failing_since == NOON + DAY
        assert listed(tx) == ["minusma"]
        assert tx.believed_pages("un")[0].last_checked == NOON
    crawl(store, kept("minusma", at=NOON + 3 * DAY), at=NOON + 3 * DAY)
    with store.read() as tx:
        assert tx.pages("un")[0].failing_since is None


def test_a_page_that_answers_but_cannot_be_read_has_failed(store: Store) -> None:
    with store.begin() as tx:
        run = tx.start_run("un", NOON)
        page = KeptPage(facts(), PageRole.LIST, body=b"<script>challenge()</script>")
        assert tx.keep_page(run, page) is PageOutcome.FAILED
        (visit,) = tx.visits(run)
        assert (visit.status, visit.error) == (200, "nothing could be read")


def test_a_linked_site_is_only_asked_whether_it_answers(store: Store) -> None:
    with store.begin() as tx:
        run = tx.start_run("belgium", NOON)
        assert tx.keep_page(run, KeptPage(facts(), PageRole.LINK)) is PageOutcome.UNCHANGED
        assert tx.keep_page(run, KeptPage(facts(status=404), PageRole.LINK)) is PageOutcome.FAILED
        assert tx.pages("belgium")[0].last_error == "HTTP status 404"


def test_validators_are_those_of_what_is_believed(store: Store) -> None:
    crawl(store, kept("minusma", etag='"one"'))
    crawl(store, kept("unifil", etag='"two"'), status=RunStatus.HELD)
    with store.read() as tx:
        assert tx.validators("un") == {URL: ('"one"', None)}
    crawl(store, kept("minusma", etag='"three"'))
    with store.read() as tx:
        assert tx.validators("un") == {URL: ('"three"', None)}
    crawl(store, kept("unifil", etag='"four"'))
    with store.read() as tx:
        assert tx.validators("un") == {URL: ('"four"', None)}


def test_a_page_that_is_not_modified_is_unchanged_and_keeps_its_validators(store: Store) -> None:
    crawl(store, kept("minusma", etag='"one"'))
    run = crawl(store, not_modified(NOON + DAY), at=NOON + DAY)
    with store.read() as tx:
        assert tx.visits(run)[0].outcome is PageOutcome.UNCHANGED
        assert tx.validators("un") == {URL: ('"one"', None)}
        assert tx.believed_pages("un")[0].last_checked == NOON + DAY
        assert tx.read_of_run(run)[0].reading == reading("minusma")


def test_first_and_last_seen_span_all_versions(store: Store) -> None:
    crawl(store, kept("minusma", "unifil"), at=NOON)
    crawl(store, kept("minusma", "unifil"), at=NOON + DAY)
    crawl(store, kept("unifil", "untso"), at=NOON + 2 * DAY)
    crawl(store, kept("monusco"), at=NOON + 3 * DAY, status=RunStatus.HELD)
    with store.read() as tx:
        assert tx.first_seen("un") == {
            "minusma": NOON,
            "unifil": NOON,
            "untso": NOON + 2 * DAY,
        }
        assert tx.last_seen("un") == {
            "minusma": NOON + DAY,
            "unifil": NOON + 2 * DAY,
            "untso": NOON + 2 * DAY,
        }


def test_a_page_kept_twice_in_a_run_counts_as_it_was_last(store: Store) -> None:
    run = crawl(store, kept("minusma"), kept("unifil"))
    with store.read() as tx:
        assert listed(tx) == ["unifil"]
        assert len(tx.visits(run)) == 1


def test_one_address_may_belong_to_two_sources(store: Store) -> None:
    crawl(store, kept("minusma"), source="un")
    crawl(store, kept("unifil"), source="belgium")
    with store.read() as tx:
        assert [page.source for page in tx.believed_pages()] == ["belgium", "un"]
        assert listed(tx) == ["minusma"]


def test_a_snapshot_gives_its_bytes_and_facts(store: Store) -> None:
    crawl(store, kept("minusma", body="<li>MINUSMA — Malí".encode(), etag='"one"'))
    with store.read() as tx:
        (row,) = tx.snapshots(source="un", page=URL)
        assert tx.body(row.id) == "<li>MINUSMA — Malí".encode()
        assert tx.snapshot(row.id) == row
        assert row.headers == (("ETag", '"one"'),)
        with pytest.raises(SnapshotUnknown, match="no snapshot 99"):
            tx.body(99)


def test_a_newer_reader_replaces_the_reading_of_a_snapshot(store: Store) -> None:
    crawl(store, kept("minusma"))
    better = replace(reading("minusma", "unifil"), reader_version=2)
    with store.begin() as tx:
        (page,) = tx.believed_pages("un")
        tx.reread(page.snapshot_id, better)
    with store.begin() as tx:
        assert tx.believed_pages("un")[0].reading == better
        run = tx.start_run("un", NOON)
        again = replace(kept("minusma"), reading=better)
        assert tx.keep_page(run, again) is PageOutcome.UNCHANGED


def test_nothing_is_kept_in_a_run_that_is_over(store: Store) -> None:
    run = crawl(store, kept("minusma"))
    with store.begin() as tx:
        with pytest.raises(RunOver, match=f"Run {run} is over"):
            tx.keep_page(run, kept("unifil"))
        with pytest.raises(RunOver):
            tx.believe_run(run, NOON)
        with pytest.raises(RunOver):
            tx.finish_run(run, RunStatus.OK, None, RunCounts(), NOON)


def test_an_exception_undoes_the_whole_transaction(store: Store) -> None:
    with pytest.raises(ZeroDivisionError), store.begin() as tx:
        tx.keep_page(tx.start_run("un", NOON), kept("minusma"))
        raise ZeroDivisionError
    with store.read() as tx:
        assert (tx.runs(), tx.pages(), list(tx.snapshots())) == ([], [], [])


def test_characters_a_database_cannot_hold_are_replaced(store: Store) -> None:
    bad = replace(reading("minusma"), text="a\x00b\ud800c", title="\x00")
    page = replace(kept("minusma"), reading=bad)
    crawl(store, page)
    with store.begin() as tx:
        (believed,) = tx.believed_pages("un")
        assert (believed.reading.text, believed.reading.title) == ("a\ufffdb\ufffdc", "\ufffd")
        assert tx.keep_page(tx.start_run("un", NOON), page) is PageOutcome.UNCHANGED
