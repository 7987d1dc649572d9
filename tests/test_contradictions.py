"""Sources against each other, from the replica's pages to the command, the site and the mail."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

import cli
from missions.records import ChangeKind, ChangeState
from tests.pages.history import AUTUMN_2023, EUMAM_MOZAMBIQUE, MINUSMA_CLOSED
from tests.pages.server import ReplicaServer
from tests.test_watch import mails, replica, subscribe, watch
from tests.web.conftest import visit
from watch import Watch

__all__ = ["replica", "watch"]

AUTUMN = datetime(2023, 10, 2, 8, tzinfo=UTC)
WINTER = datetime(2024, 1, 8, 8, tzinfo=UTC)
HOUR = timedelta(hours=1)


def crawl(
    watch: Watch, replica: ReplicaServer, state: date, at: datetime, *sources: str
) -> list[int]:
    replica.date = state
    return [watch.crawl(source, at=at).changes for source in sources]


def told(watch: Watch) -> list[tuple[str, bool]]:
    with watch.store.read() as repository:
        rows = repository.changes(kind=ChangeKind.CONTRADICTION, state=ChangeState.CONFIRMED)
    return [(row.change.field or "", row.change.after is not None) for row in rows]


def test_belgium_in_a_mission_that_the_un_closed_is_told_once_and_its_end_once(
    watch: Watch, replica: ReplicaServer, tmp_path: Path
) -> None:
    subscribe(watch, "reader@example.org", sources=("belgium",))
    subscribe(watch, "lezer@example.org", "nl", kinds=("contradiction",))
    crawl(watch, replica, AUTUMN_2023, AUTUMN, "belgium", "un")
    assert watch.contradictions() == []
    crawl(watch, replica, MINUSMA_CLOSED, WINTER, "un", "belgium")
    crawl(watch, replica, MINUSMA_CLOSED, WINTER + HOUR, "un", "belgium")
    assert told(watch) == [("participation", True)]

    part, lag = watch.contradictions()
    assert (part.mission, part.field, part.since, part.told) == (
        "minusma",
        "participation",
        WINTER,
        True,
    )
    assert [(side.source, side.value) for side in part.sides] == [
        ("belgium", "current"),
        ("un", "ended"),
    ]
    assert (lag.field, lag.told, str(lag.severity)) == ("status", False, "low")
    assert [side.page.partition("/public/data/")[1] for side in lag.sides] == [
        "",
        "/public/data/",
    ]
    assert watch.contradictions(source="nato") == []

    watch.notify(WINTER)
    texts = dict(mails(tmp_path))
    assert "The sources disagree about MINUSMA" in texts["reader@example.org"]
    assert "De bronnen spreken elkaar tegen over MINUSMA" in texts["lezer@example.org"]

    crawl(watch, replica, EUMAM_MOZAMBIQUE, datetime(2024, 9, 23, 8, tzinfo=UTC), "belgium")
    assert told(watch) == [("participation", True), ("participation", False)]


def test_contradictions_of_the_first_reading_are_shown_and_not_mailed(
    watch: Watch, replica: ReplicaServer, tmp_path: Path
) -> None:
    subscribe(watch, "reader@example.org")
    assert crawl(watch, replica, MINUSMA_CLOSED, WINTER, "un", "belgium") == [0, 0]
    assert [row.since for row in watch.contradictions()] == [WINTER, WINTER]
    watch.notify(WINTER)
    assert mails(tmp_path) == []

    site = visit(watch)
    page = site.get("/contradictions").text
    assert "MINUSMA" in page
    assert "past-peacekeeping-operations" in page
    assert "high, because Belgium&#39;s part is told otherwise" in page
    assert "nowhere" in site.get("/contradictions?source=osce").text
    number = watch.contradictions()[0].change
    assert "past-peacekeeping-operations" in site.get(f"/changes/{number}").text


def test_the_command_says_who_says_what_on_which_page_and_since_when(
    watch: Watch, replica: ReplicaServer, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    config = tmp_path / "missionwatch.toml"
    config.write_text(f'[storage]\nurl = "{watch.settings.storage.url}"\n')
    for source, pages in replica.addresses.items():
        starts = json.dumps([url for url, _ in pages])
        with config.open("a") as file:
            file.write(f"[sources.{source}]\nstart = {starts}\n")
    asked = ["--config", str(config), "contradictions"]
    assert cli.main(asked) == 0
    assert capsys.readouterr().out == "The sources contradict each other nowhere.\n"

    crawl(watch, replica, MINUSMA_CLOSED, WINTER, "un", "belgium")
    assert cli.main(asked) == 0
    printed = capsys.readouterr().out
    assert printed.startswith("MINUSMA: participation, since 2024-01-08 (high because")
    assert f"  un says ended: {replica.origins['un']}/en/past-peacekeeping-operations\n" in printed
    assert cli.main([*asked, "--json", "--source", "belgium"]) == 0
    (row,) = map(json.loads, capsys.readouterr().out.splitlines())
    assert (row["mission"], row["field"], row["sources"]) == (
        "minusma",
        "participation",
        ["belgium", "un"],
    )
    assert (row["since"], row["change"], row["told"]) == (WINTER.isoformat(), 2, True)
    assert row["says"][0]["value"] == "current"
    assert "MINUSMA" in row["says"][0]["printed"]
    assert cli.main([*asked, "--source", "unn"]) == 2


def test_a_held_source_neither_opens_nor_ends_a_contradiction(
    watch: Watch, replica: ReplicaServer
) -> None:
    crawl(watch, replica, AUTUMN_2023, AUTUMN, "belgium", "un")
    crawl(watch, replica, MINUSMA_CLOSED, WINTER, "un")
    before = watch.contradictions()
    for path in ("/en/where-we-operate", "/en/past-peacekeeping-operations"):
        replica.fault(path, "maintenance", "un")
    crawl(watch, replica, MINUSMA_CLOSED, WINTER + HOUR, "un", "belgium")
    replica.heal()
    crawl(watch, replica, MINUSMA_CLOSED, WINTER + 2 * HOUR, "un")
    assert watch.contradictions() == before
    assert told(watch) == [("participation", True)]
