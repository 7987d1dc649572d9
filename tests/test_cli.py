"""The command: what it prints where, and the status it ends with."""

from __future__ import annotations

import csv
import io
import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from missions.moments import end_of, observation_time, start_of
from tests.command import CURRENT, Command, Site, folder, run, site, start

__all__ = ["folder", "run", "site"]

ROOT = Path(__file__).parent.parent
BRUSSELS = ZoneInfo("Europe/Brussels")


# What people rely on


def test_a_crawl_tells_one_json_object_a_source(run: Command) -> None:
    answer = run("crawl", "--json")
    assert (answer.status, answer.err) == (0, "")
    (report,) = answer.objects()
    assert report["source"] == "un"
    assert report["status"] == "ok"
    assert report["reason"] is None
    assert report["pages"] == 1
    assert report["missions"] == 5
    assert set(report) >= {"run", "unchanged", "changed", "failed", "changes", "seconds"}


def test_crawling_an_unchanged_site_again_tells_nothing(run: Command) -> None:
    run("crawl", "un")
    before = run("changes", "--json").out
    again = run("crawl", "un", "--json").objects()[0]
    assert (again["unchanged"], again["changed"], again["changes"]) == (1, 0, 0)
    assert run("changes", "--json").out == before


def test_missions_can_be_asked_for_by_date_status_and_acronym(run: Command, site: Site) -> None:
    run("crawl", "un", "--at", "2023-06-01")
    site.missions["UNISFA"] = "United Nations Interim Security Force for Abyei"
    run("crawl", "un", "--at", "2023-06-02")
    assert len(run("missions", "--json").objects()) == 6
    assert len(run("missions", "--json", "--as-of", "2023-06-01").objects()) == 5
    assert len(run("missions", "--json", "--as-of", "2023").objects()) == 6
    assert run("missions", "--json", "--as-of", "2023-05-31").objects() == []
    (one,) = run("missions", "--json", "--mission", "UNISFA").objects()
    assert (one["mission"], one["source"]) == ("unisfa", "un")
    assert run("missions", "--json", "--status", "ended").objects() == []


def test_a_new_mission_is_a_change_that_can_be_looked_at(run: Command, site: Site) -> None:
    run("crawl", "un", "--at", "2023-06-01")
    site.missions["UNISFA"] = "United Nations Interim Security Force for Abyei"
    run("crawl", "un", "--at", "2023-06-02T08:00+02:00")
    (change,) = run("changes", "--json", "--kind", "added", "--since", "2023-06-02").objects()
    assert change["mission"] == "unisfa"
    assert change["detected"] == "2023-06-02T06:00:00+00:00"
    number = str(change["id"])
    assert change["summary"] in run("diff", number).out
    assert run("diff", number, "--format", "html").out.startswith("<article>")
    assert run("diff", number, "--format", "json").objects()[0]["id"] == change["id"]
    assert "\n+ UNISFA\n" in run("diff", number, "--pages").out
    assert "<ins>UNISFA</ins>" in run("diff", number, "--pages", "--format", "html").out
    (told,) = run("diff", number, "--pages", "--json").objects()
    assert ("added", "UNISFA") in {
        (edit["fate"], edit["after"]) for edit in told["page_difference"]
    }
    assert run("changes", "--json", "--until", "2023-06-01", "--mission", "unisfa").out == ""


def test_a_site_that_is_down_is_told_in_one_line_and_status_one(run: Command, site: Site) -> None:
    run("crawl", "un")
    site.down = True
    answer = run("crawl", "un")
    assert answer.status == 1
    assert answer.out.startswith("un: failed")
    assert len(answer.out.splitlines()) == 1
    assert len(run("missions", "--json").objects()) == 5
    check = run("sources", "check", "un")
    assert check.status == 1
    assert "503" in check.out


def test_a_browser_that_is_missing_is_one_sentence_and_status_two(
    run: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MISSIONWATCH_SOURCES__UN__FETCH", "browser")
    monkeypatch.setenv("MISSIONWATCH_CRAWL__BROWSER", "/nowhere/chromium")
    answer = run("crawl", "un")
    assert answer.status == 2
    assert len(answer.out.splitlines()) == 1
    assert 'Source "un" is set to fetch = "browser", which needs' in answer.out


def test_a_list_that_collapses_is_held_until_a_person_decides(run: Command, site: Site) -> None:
    run("crawl", "un")
    site.missions = {"UNTSO": CURRENT["UNTSO"]}
    answer = run("crawl", "un", "--json")
    assert (answer.status, answer.objects()[0]["status"]) == (1, "held")
    (held,) = run("held", "--json").objects()
    assert held["source"] == "un"
    assert held["reason"]
    accepted = run("held", "accept", str(held["run"]), "--reason", "true", "--by", "ann", "--json")
    assert accepted.objects()[0]["by"] == "ann"
    assert run("held").out == "Nothing is held.\n"
    assert run("held", "discard", str(held["run"])).status == 2


# Wrong words


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["crawl", "unn"], 'There is no source "unn". Did you mean "un"?'),
        (["missions", "--source", "nat"], 'Did you mean "nato"?'),
        (["missions", "--mission", "minusm"], 'Did you mean "minusma"?'),
        (["crawl", "--at", "yesterday"], '"yesterday" is not a date; write for example 2024-05-17'),
        (["changes", "--since", "2024-13-01"], '"2024-13-01" is not a date in the calendar'),
        (["changes", "--kind", "gone"], "'gone' is not one of"),
        (["sources", "check", "eas"], 'Did you mean "eeas"?'),
        (["sources", "add", "au.int", "--id", "au"], '"au.int" is not a web address'),
        (["sources", "add", "https://au.int", "--id", "A U"], '"A U" is no id for a source'),
        (["sources", "add", "https://un.org", "--id", "un"], "choose another id"),
        (["sources", "remove", "un"], "built-in"),
        (["subscribe", "nobody"], '"nobody" is not a mail address'),
        (["subscribe", "a@example.org", "--source", "ossce"], 'Did you mean "osce"?'),
        (["subscribe", "a@example.org", "--country", "Atlantis"], '"Atlantis" is no country'),
        (["unsubscribe", "b@example.org"], '"b@example.org" is not subscribed'),
        (["diff", "99"], "There is no change 99."),
        (["held", "accept", "99"], "There is no run 99."),
        (["--config", "nowhere.toml", "missions"], "nowhere.toml cannot be read"),
        (["frobnicate"], "No such command 'frobnicate'"),
    ],
)
def test_wrong_usage_is_one_sentence_and_status_two(
    words: list[str], told: str, run: Command
) -> None:
    answer = run(*words)
    assert (answer.status, answer.out) == (2, "")
    assert told in answer.err
    assert len(answer.err.splitlines()) == 1


def test_a_wrong_configuration_key_is_named(run: Command, folder: Path) -> None:
    (folder / "missionwatch.toml").write_text("[crawl]\ndelays = 1\n", encoding="utf-8")
    answer = run("missions")
    assert answer.status == 2
    assert 'Did you mean "crawl.delay"?' in answer.err


def test_a_database_that_cannot_be_used_is_status_three(
    run: Command, monkeypatch: pytest.MonkeyPatch, folder: Path
) -> None:
    (folder / "text.db").write_text("no database at all, but text\n" * 50, encoding="utf-8")
    monkeypatch.setenv("MISSIONWATCH_STORAGE__URL", "sqlite:///text.db")
    answer = run("missions", "--json")
    assert (answer.status, answer.out) == (3, "")
    assert "text.db" in answer.err
    assert "Traceback" not in answer.err


def test_debug_adds_where_it_happened(run: Command) -> None:
    answer = run("--debug", "diff", "99")
    assert answer.status == 2
    assert "Traceback" in answer.err


# Who is told


def test_subscribers_come_change_and_go(run: Command) -> None:
    run("subscribe", "ann@example.org", "--language", "nl", "--mission", "MINUSMA")
    run("subscribe", "ann@example.org", "--frequency", "daily", "--source", "un")
    (person,) = run("subscribers", "--json").objects()
    assert (person["language"], person["frequency"]) == ("en", "daily")
    assert (person["sources"], person["missions"]) == (["un"], [])
    assert "token" not in person
    run("unsubscribe", "ann@example.org")
    assert run("subscribers", "--json").out == ""


def test_a_country_is_named_in_any_of_the_languages(run: Command) -> None:
    run(
        "subscribe", "ann@example.org", *(f"--country={one}" for one in ("Libanon", "ml", "Chypre"))
    )
    (person,) = run("subscribers", "--json").objects()
    assert person["countries"] == ["LB", "ML", "CY"]


def test_a_mail_waits_while_the_server_is_away_and_goes_later(
    run: Command, site: Site, monkeypatch: pytest.MonkeyPatch, folder: Path
) -> None:
    run("crawl", "un")
    run("subscribe", "ann@example.org")
    run("notify")
    site.missions["UNISFA"] = "United Nations Interim Security Force for Abyei"
    run("crawl", "un")
    assert "UNISFA" in run("notify", "--dry-run").out
    assert "<html" in run("notify", "--dry-run", "--format", "html").out
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        monkeypatch.setenv("MISSIONWATCH_MAIL__SMTP", f"smtp://127.0.0.1:{unused.getsockname()[1]}")
        refused = run("notify", "--json")
    assert refused.status == 1
    assert refused.objects()[0]["waiting"] == 1
    assert "stays queued" in refused.err
    monkeypatch.delenv("MISSIONWATCH_MAIL__SMTP")
    sent = run("notify", "--json")
    assert (sent.status, sent.objects()[0]["sent"]) == (0, 1)
    assert len(list((folder / "var" / "outbox").glob("*.eml"))) == 1
    assert run("notify", "--json").objects()[0]["sent"] == 0


# Sources, export, database


def test_a_source_can_be_added_crawled_and_removed(run: Command, site: Site) -> None:
    assert run("sources", "add", site.url, "--id", "copy", "--organisation", "UN").status == 0
    assert run("crawl", "copy", "--json").objects()[0]["missions"] == 5
    (added,) = [row for row in run("sources", "--json").objects() if row["added"]]
    assert (added["source"], added["start"]) == ("copy", [site.url])
    assert run("sources", "remove", "copy").status == 0
    assert run("crawl", "copy").status == 2


def test_the_data_can_be_taken_elsewhere(run: Command, folder: Path) -> None:
    run("crawl", "un")
    rows = list(csv.DictReader(io.StringIO(run("export", "--format", "csv").out)))
    assert {row["mission"] for row in rows} >= {"minusma", "untso"}
    run("export", "--what", "snapshots", "--format", "json", "--output", "snapshots.json")
    (snapshot,) = json.loads((folder / "snapshots.json").read_text(encoding="utf-8"))
    assert snapshot["title"] == "Current peacekeeping operations"
    answer = run("export", "--format", "csv", "--output", "no/such/folder.csv")
    assert answer.status == 2


def test_the_database_can_be_looked_after(run: Command) -> None:
    run("crawl", "un")
    assert run("db", "upgrade").status == 0
    assert run("db", "check").out == "The database is sound.\n"
    assert run("db", "prune", "--keep-days", "0", "--json").status == 0
    assert len(run("missions", "--json").objects()) == 5


# Terminals, pipes, signals


def test_piped_tables_are_plain_and_uncut(run: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "20")
    run("crawl", "un")
    lines = run("missions").out.splitlines()
    assert lines[0].split()[:3] == ["MISSION", "STATUS", "SOURCE"]
    assert any(CURRENT["MINUSMA"] in line for line in lines)
    assert "\x1b" not in "".join(lines)


def test_a_page_cannot_write_control_characters_to_the_terminal(run: Command, site: Site) -> None:
    site.missions["UNISFA"] = "Interim \x9b31m Security \u202e Force for Abyei"
    run("crawl", "un")
    printed = run("missions").out
    assert "\x9b" not in printed
    assert "\u202e" not in printed


def test_a_reader_that_leaves_is_no_traceback(folder: Path) -> None:
    read_end, write_end = os.pipe()
    os.close(read_end)
    with os.fdopen(write_end, "wb") as closed:
        done = subprocess.run(
            [sys.executable, "-m", "cli", "sources", "--json"],
            cwd=folder,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            stdout=closed,
            stderr=subprocess.PIPE,
            check=False,
        )
    assert (done.returncode, done.stderr) == (141, b"")


@pytest.mark.parametrize(("number", "status"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_a_crawl_that_is_interrupted_is_marked_and_can_be_repeated(
    number: signal.Signals, status: int, folder: Path, run: Command, site: Site
) -> None:
    run("db", "upgrade")
    site.slow = 30
    with start(folder, "crawl", "un") as process:
        # Only then is the crawl under way for sure, and not still being prepared.
        _wait_until(lambda: site.asked)
        assert run("sources", "check", "un", "--json").objects()[0]["state"] == "running"
        process.send_signal(number)
        _, err = process.communicate(timeout=30)
    assert process.returncode == status
    assert "Traceback" not in err
    assert run("sources", "check", "un", "--json").objects()[0]["state"] == "interrupted"
    site.slow = 0
    assert run("crawl", "un").status == 0


def test_the_scheduler_crawls_what_is_due_and_ends_orderly(folder: Path, run: Command) -> None:
    run("db", "upgrade")
    with start(folder, "schedule") as process:
        _wait_until(lambda: len(run("missions", "--json").out.splitlines()) == 5)
        process.terminate()
        _, err = process.communicate(timeout=30)
    assert process.returncode == 0
    assert "Traceback" not in err
    (source,) = [row for row in run("sources", "--json").objects() if row["source"] == "un"]
    assert datetime.fromisoformat(source["next_due"]) > datetime.now(UTC)


def test_the_review_site_says_where_it_is_and_runs_the_scheduler(
    folder: Path, run: Command
) -> None:
    run("db", "upgrade")
    with start(folder, "serve", "--port", "0") as process:
        assert process.stderr
        address = next(line for line in process.stderr if "Review site:" in line).split()[-1]
        with urllib.request.urlopen(address, timeout=30) as page:
            assert page.status == 200
        _wait_until(lambda: len(run("missions", "--json").out.splitlines()) == 5)
        process.terminate()
        _, err = process.communicate(timeout=30)
    assert process.returncode == 0
    assert "Traceback" not in err


def test_a_port_that_is_taken_is_one_sentence(run: Command, site: Site) -> None:
    answer = run("serve", "--port", str(site.port))
    assert answer.status == 2
    assert f"cannot listen on 127.0.0.1:{site.port}" in answer.err


def _wait_until(condition: Callable[[], bool], seconds: float = 60) -> None:
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "it did not happen in time"
        time.sleep(0.1)


# Dates as people type them


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2024-05-17", "2024-05-17T00:00:00+00:00"),
        ("2024-05-17T08:30", "2024-05-17T06:30:00+00:00"),
        ("2024-05-17T08:30Z", "2024-05-17T08:30:00+00:00"),
        ("2024-05-17T08:30-04:00", "2024-05-17T12:30:00+00:00"),
    ],
)
def test_an_observation_has_the_date_that_was_typed(text: str, moment: str) -> None:
    assert observation_time(text, BRUSSELS).isoformat() == moment


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2024-05-17", "2024-05-16T22:00:00+00:00", "2024-05-17T21:59:59.999999+00:00"),
        ("2024-02", "2024-01-31T23:00:00+00:00", "2024-02-29T22:59:59.999999+00:00"),
        ("2024", "2023-12-31T23:00:00+00:00", "2024-12-31T22:59:59.999999+00:00"),
    ],
)
def test_a_day_month_or_year_goes_from_its_first_to_its_last_moment(
    text: str, first: str, last: str
) -> None:
    assert start_of(text, BRUSSELS).isoformat() == first
    assert end_of(text, BRUSSELS).isoformat() == last


def test_what_is_done_with_the_command_is_noted_and_shown(run: Command) -> None:
    run("sources", "add", "https://au.example/", "--id", "au")
    run("sources", "pause", "au")
    run("subscribe", "jan@example.be")
    run("unsubscribe", "jan@example.be")
    rows = run("audit", "--json").objects()
    assert [(row["action"], row["subject"]) for row in rows] == [
        ("source.add", "au"),
        ("source.pause", "au"),
        ("subscriber.set", "jan@example.be"),
        ("subscriber.remove", "jan@example.be"),
    ]
    assert [row["action"] for row in run("audit", "--action", "source.pause", "--json").objects()]
    assert "source.add" in run("audit").out
    assert run("audit", "--by", "nobody").out == "Nothing was done yet.\n"
