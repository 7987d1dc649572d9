"""Operators hear once when a source breaks and when it is well again; nobody else does."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

import cli
from missions.records import RunStatus
from settings import load_settings
from storage.store import Store
from tests.command import CURRENT, ROOT, Command, Site, folder, run, site
from tests.mails import addressee_and_text
from watch import Watch

__all__ = ["folder", "run", "site"]

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
DAY = timedelta(days=1)
OPS = "ops@example.org"


@pytest.fixture
def watch(folder: Path, run: Command) -> Iterator[Watch]:
    """A watch with an operator, a reader, and one believed crawl of a list."""
    run("db", "upgrade")
    run("subscribe", OPS, "--kind", "source", "--frequency", "weekly")
    run("subscribe", "reader@example.org")
    settings = load_settings()
    opened = Watch(settings, Store.open(settings.storage.url))
    opened.crawl("un", at=NOON)
    yield opened
    opened.store.close()


def mails(watch: Watch, now: datetime | None = None) -> list[tuple[str, str]]:
    """Send what is due, and return what went since the last call."""
    outbox = Path(watch.settings.mail.outbox)
    before = set(outbox.glob("*.eml"))
    watch.notify(now)
    return [addressee_and_text(file) for file in sorted(set(outbox.glob("*.eml")) - before)]


def shrink(site: Site) -> None:
    site.missions = dict(list(CURRENT.items())[:2])


def test_an_operator_is_mailed_once_when_a_source_breaks_and_when_it_is_well(
    watch: Watch, site: Site
) -> None:
    site.down = True
    watch.crawl("un", at=NOON + DAY / 4)
    ((to, text),) = mails(watch)
    assert to == OPS
    assert "failed (error_page)" in text
    assert "What to do" in text
    watch.crawl("un", at=NOON + DAY / 2)
    assert mails(watch) == []
    site.down = False
    watch.crawl("un", at=NOON + DAY)
    ((to, text),) = mails(watch)
    assert to == OPS
    assert "believed again" in text


def test_a_failed_source_that_is_held_next_is_told_once_more(watch: Watch, site: Site) -> None:
    site.down = True
    watch.crawl("un", at=NOON + DAY / 8)
    assert len(mails(watch)) == 1
    site.down = False
    shrink(site)
    held = watch.crawl("un", at=NOON + DAY / 4)
    assert held.status is RunStatus.HELD
    ((_, text),) = mails(watch)
    assert f"held as run {held.run} (list_shrank)" in text
    assert f"missionwatch held accept {held.run}" in " ".join(text.split())
    site.down = True
    watch.crawl("un", at=NOON + DAY / 2)
    assert mails(watch) == []


def test_a_doubted_list_that_stays_for_three_days_is_proposed_and_accepted_whole(
    watch: Watch, site: Site, run: Command
) -> None:
    shrink(site)
    runs = [watch.crawl("un", at=NOON + day * DAY).run for day in range(1, 5)]
    first = mails(watch)
    assert len(first) == 1
    assert "3 days" in first[0][1]
    watch.crawl("un", at=NOON + 5 * DAY)
    assert mails(watch) == []
    held = run("held", "--json").objects()
    assert [row["run"] for row in held[:4]] == runs
    assert "seen on 5 days" in held[-1]["proposal"]
    assert [row["proposal"] for row in held[:-1]] == [None] * 4
    assert "held accept" in run("sources", "check", "un").out
    accepted = run("held", "accept", str(runs[0]), "--reason", "mandates ended", "--by", "ann")
    assert accepted.status == 0
    assert run("held", "--json").objects() == []
    log = run("held", "log", "--json").objects()
    assert {(row["decision"], row["by"], row["reason"]) for row in log} == {
        ("accept", "ann", "mandates ended")
    }
    assert len(log) == 5
    removed = run("changes", "--kind", "removed", "--json").objects()
    assert [change["state"] for change in removed] == ["confirmed"] * 3
    assert run("sources", "check", "un").status == 0
    assert "believed again" in dict(mails(watch))[OPS]


def test_a_discarded_state_is_not_proposed_again(watch: Watch, site: Site, run: Command) -> None:
    shrink(site)
    held = watch.crawl("un", at=NOON + DAY)
    run("held", "discard", str(held.run), "--reason", "half a page")
    for day in range(2, 6):
        watch.crawl("un", at=NOON + day * DAY)
    assert {row["proposal"] for row in run("held", "--json").objects()} == {None}


def test_blindness_reaches_operators_at_once_and_readers_with_their_next_news(
    watch: Watch, site: Site, run: Command
) -> None:
    site.down = True
    watch.crawl("un", at=NOON + DAY)
    assert len(mails(watch)) == 1
    assert mails(watch, NOON + DAY) == []
    watch.crawl("un", at=NOON + 2 * DAY)
    ((to, text),) = mails(watch)
    assert to == OPS
    assert "since 2 March 2026" in text
    (health,) = run("sources", "check", "un", "--json").objects()
    assert (health["blind"], health["days_blind"]) == (True, 2)
    assert health["reasons"] == ["error_page"]
    assert health["since"] == (NOON + DAY).isoformat()
    assert mails(watch, NOON + 3 * DAY) == []
    assert [to for to, _ in mails(watch, NOON + 10 * DAY)] == [OPS]
    # Any other news of theirs carries the line.
    with watch.store.begin() as repository:
        (row,) = [one for one in repository.subscribers() if one.email != OPS]
        change = repository.changes()[0].change
        ended = type(change)(**{**change.__dict__, "kind": "ended", "mission": "untso"})
        repository.announce(repository.record_change(ended, None, NOON), row.id)
    ((to, text),) = mails(watch, NOON + 11 * DAY)
    assert to == "reader@example.org"
    assert "could not be checked since 2 March 2026" in " ".join(text.split())


def test_a_source_that_is_not_run_at_all_is_blind_too(watch: Watch) -> None:
    ((to, text),) = mails(watch, NOON + 3 * DAY)
    assert to == OPS
    assert "missionwatch schedule" in " ".join(text.split())
    watch.crawl("un", at=NOON + 3 * DAY)
    ((to, text),) = mails(watch, NOON + 3 * DAY)
    assert "believed again" in text


def test_blindness_that_is_over_is_told_to_no_reader(watch: Watch, site: Site) -> None:
    mails(watch, NOON + 3 * DAY)
    watch.crawl("un", at=NOON + 3 * DAY)
    with watch.store.read() as repository:
        waiting = repository.audience(NOON + 3 * DAY)
    assert {one.subscriber.email for one in waiting} == {OPS}


def test_the_word_to_operators_is_kept_with_the_end_of_the_run_or_not_at_all(
    watch: Watch, site: Site, folder: Path
) -> None:
    site.down = True
    died = subprocess.run(
        [
            sys.executable,
            "-c",
            "import os, signal, cli\n"
            "from storage.repository import Repository\n"
            "end = Repository.finish_run\n"
            "def killed(*words):\n"
            "    end(*words)\n"
            "    os.kill(os.getpid(), signal.SIGKILL)\n"
            "Repository.finish_run = killed\n"
            "cli.main(['crawl', 'un', '--at', '2026-03-03'])\n",
        ],
        cwd=folder,
        env={"PYTHONPATH": str(ROOT), "PATH": "/usr/bin:/bin"},
        check=False,
    )
    assert died.returncode == -9
    assert mails(watch) == []
    with watch.store.begin() as repository:
        (row,) = repository.runs("un", limit=1)
        assert row.status is RunStatus.RUNNING
        repository.finish_run(row.id, RunStatus.INTERRUPTED, "killed", row.counts, NOON)
    watch.crawl("un", at=NOON + DAY / 4)
    assert [to for to, _ in mails(watch)] == [OPS]


def test_a_person_who_wants_grave_news_only_gets_no_other(
    watch: Watch, site: Site, run: Command
) -> None:
    run("subscribe", "grave@example.org", "--severity", "high")
    run("subscribe", OPS, "--kind", "source", "--severity", "high")
    assert [row["severity"] for row in run("subscribers", "--json").objects()] == [
        "high",
        "high",
        "low",
    ]
    site.missions = {**CURRENT, "MINUSMA": CURRENT["MINUSMA"] + ". It was reviewed in May"}
    watch.crawl("un", at=NOON + DAY / 4)
    told = {to for to, _ in mails(watch)}
    assert "grave@example.org" not in told
    site.missions = {**site.missions, "UNFICYP": "United Nations Peacekeeping Force in Cyprus"}
    watch.crawl("un", at=NOON + DAY / 2)
    assert {to for to, _ in mails(watch)} == {"grave@example.org", "reader@example.org"}
    assert cli.main(["subscribe", "a@example.org", "--severity", "grave"]) == 2


def test_an_operator_reads_the_reasons_and_what_to_do_in_dutch(
    watch: Watch, site: Site, run: Command
) -> None:
    run("subscribe", "dienst@example.org", "--kind", "source", "--language", "nl")
    shrink(site)
    held = watch.crawl("un", at=NOON + DAY / 4)
    words = " ".join(dict(mails(watch))["dienst@example.org"].split())
    assert f"aangehouden als run {held.run} (list_shrank): {site.url} verloor" in words
    assert "Bekijk de pagina in een browser." in words
    assert f"Om te beslissen: missionwatch held accept {held.run}" in words
