"""The register in the hands of staff: what they decide is known at once and is no news."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from tests.command import Answer, Command, Site, folder, run, site

__all__ = ["folder", "run", "site"]

SAVANNA = "United Nations Assistance Mission in the Savanna"
WORDS = "It protects the herds in the north."


@pytest.fixture
def listed(run: Command, site: Site) -> Command:
    """The command, after a crawl of a list with one mission that is in no register."""
    site.missions["UNASAV"] = WORDS
    run("crawl", "un", "--at", "2024-05-01")
    return run


def missions(run: Command, *words: str) -> dict[str, dict[str, object]]:
    return {row["mission"]: row for row in run("missions", "--json", *words).objects()}


def test_a_new_entry_is_listed_until_somebody_decides(listed: Command) -> None:
    (entry,) = listed("register", "--json").objects()
    assert (entry["mission"], entry["name"], entry["source"]) == ("new:unasav", "UNASAV", "un")
    assert "new:unasav" in listed("register", "list").out
    listed("register", "confirm", "new:unasav", "--name", SAVANNA, "--by", "ann")
    assert listed("register", "list").out == "No new entry waits for a decision.\n"
    (decision,) = listed("register", "log", "--json").objects()
    assert (decision["decision"], decision["by"]) == ("confirm", "ann")
    assert (decision["subject"], decision["mission"]) == ("new:unasav", "unasav")
    assert (decision["acronym"], decision["name"]) == ("UNASAV", SAVANNA)


def test_a_confirmed_mission_is_known_by_its_id_since_it_was_first_seen(
    listed: Command, site: Site
) -> None:
    listed("crawl", "un", "--at", "2024-05-02")
    listed("register", "confirm", "new:unasav", "--organisation", "UN", "--host", "Tsjaad")
    again = listed("crawl", "un", "--at", "2024-05-03", "--json").objects()[0]
    assert (again["unchanged"], again["changed"], again["changes"]) == (1, 0, 0)
    row = missions(listed)["unasav"]
    assert str(row["first_seen"]).startswith("2024-05-01")
    assert str(row["last_seen"]).startswith("2024-05-03")
    assert "unasav" in missions(listed, "--as-of", "2024-05-01")
    assert "new:unasav" not in missions(listed, "--as-of", "2024-05-01")
    assert listed("changes", "--json").out == ""
    assert list(missions(listed, "--mission", "UNASAV")) == ["unasav"]
    assert list(missions(listed, "--mission", "new:unasav")) == ["unasav"]


def test_a_confirmed_mission_is_recognised_under_its_long_name_alone(
    listed: Command, site: Site
) -> None:
    listed("register", "confirm", "new:unasav", "--name", SAVANNA)
    del site.missions["UNASAV"]
    site.missions[SAVANNA] = WORDS
    report = listed("crawl", "un", "--json").objects()[0]
    assert report["missions"] == 6
    assert "unasav" in missions(listed)
    assert not [one for one in listed("changes", "--json").objects() if one["kind"] == "removed"]


def test_what_was_told_and_subscribed_of_a_new_entry_goes_on_under_its_id(
    run: Command, site: Site
) -> None:
    run("crawl", "un")
    site.missions["UNASAV"] = WORDS
    run("crawl", "un")
    run("subscribe", "ann@example.org", "--mission", "new:unasav")
    run("register", "confirm", "new:unasav")
    (told,) = run("changes", "--json", "--mission", "unasav").objects()
    assert told["kind"] == "added"
    assert run("subscribers", "--json").objects()[0]["missions"] == ["unasav"]
    del site.missions["UNASAV"]
    site.missions["MINUSMA"] += " It was reviewed in May."  # else it might be an old copy
    run("crawl", "un")
    run("crawl", "un")
    assert "UNASAV" in run("notify", "--dry-run").out


def test_an_entry_merged_into_a_mission_is_that_mission(listed: Command, site: Site) -> None:
    listed("register", "merge", "new:unasav", "MINURSO", "--by", "ann")
    report = listed("crawl", "un", "--json").objects()[0]
    assert (report["changed"], report["changes"], report["missions"]) == (0, 0, 6)
    assert missions(listed)["minurso"]["acronym"] == "UNASAV"
    site.missions["MINURSO"] = site.missions.pop("UNASAV")
    listed("crawl", "un")
    kinds = {one["kind"] for one in listed("changes", "--json").objects()}
    assert not kinds & {"added", "removed"}


def test_a_disappearance_that_waits_is_not_told_of_an_entry_that_was_merged_or_dismissed(
    listed: Command, site: Site
) -> None:
    del site.missions["UNASAV"]
    listed("crawl", "un")
    assert listed("changes", "--json", "--state", "unconfirmed").objects()
    listed("register", "dismiss", "new:unasav")
    listed("crawl", "un")
    (change,) = listed("changes", "--json").objects()
    assert (change["kind"], change["state"]) == ("removed", "discarded")


def test_a_dismissed_entry_is_unsure_and_neither_counted_nor_told(
    listed: Command, site: Site
) -> None:
    listed("subscribe", "ann@example.org")
    listed("register", "dismiss", "new:unasav", "--by", "ann")
    assert "new:unasav" not in missions(listed)
    row = missions(listed, "--unsure")["new:unasav"]
    assert str(row["unsure"]).startswith("ann decided on ")
    assert "ann decided on " in listed("missions", "--unsure").out
    assert listed("crawl", "un", "--json").objects()[0]["missions"] == 5
    del site.missions["UNASAV"]
    listed("crawl", "un")
    listed("crawl", "un")
    assert listed("changes", "--json").out == ""
    assert "0 queued" in listed("notify").out


def test_a_dismissed_entry_can_be_confirmed_after_all(listed: Command) -> None:
    listed("register", "dismiss", "new:unasav")
    listed("register", "confirm", "new:unasav")
    assert listed("crawl", "un", "--json").objects()[0]["missions"] == 6
    assert missions(listed)["unasav"]["unsure"] is None


def test_a_mission_added_before_any_page_lists_it_is_recognised(run: Command, site: Site) -> None:
    run("crawl", "un")
    run("register", "add", "unasav", "--name", SAVANNA, "--acronym", "UNASAV",
        "--organisation", "UN", "--host", "TD")  # fmt: skip
    site.missions["UNASAV"] = SAVANNA
    run("crawl", "un")
    (change,) = run("changes", "--json").objects()
    assert (change["kind"], change["mission"]) == ("added", "unasav")


def test_a_renamed_mission_is_recognised_under_both_names(run: Command, site: Site) -> None:
    run("crawl", "un")
    run("register", "rename", "UNTSO", "--acronym", "UNTRUCE")
    site.missions["UNTRUCE"] = site.missions.pop("UNTSO")
    report = run("crawl", "un", "--json").objects()[0]
    assert report["missions"] == 5
    assert "untso" in missions(run)
    assert list(missions(run, "--mission", "UNTRUCE")) == ["untso"]


def test_an_id_that_ships_later_takes_the_entry_over_without_a_change(
    listed: Command, folder: Path
) -> None:
    database = sqlite3.connect(folder / "var" / "missionwatch.db")
    with database:
        # As an edition without MONUSCO would have read and kept it.
        database.execute("UPDATE listing SET mission = 'new:monusco' WHERE mission = 'monusco'")
        database.execute("UPDATE known_value SET mission = 'new:monusco' WHERE mission = 'monusco'")
        database.execute("UPDATE snapshot SET register = 'earlier'")
    database.close()
    report = listed("crawl", "un", "--at", "2024-05-04", "--json").objects()[0]
    assert (report["changed"], report["changes"]) == (0, 0)
    assert str(missions(listed)["monusco"]["first_seen"]).startswith("2024-05-01")


def test_a_mission_added_here_is_merged_when_it_turns_out_to_be_a_known_one(
    listed: Command, site: Site
) -> None:
    listed("register", "confirm", "new:unasav", "--name", SAVANNA)
    listed("subscribe", "ann@example.org", "--mission", "unasav")
    listed("register", "merge", "unasav", "MINURSO", "--by", "ann")
    report = listed("crawl", "un", "--at", "2024-05-03", "--json").objects()[0]
    assert (report["changed"], report["changes"], report["missions"]) == (0, 0, 6)
    row = missions(listed)["minurso"]
    assert str(row["first_seen"]).startswith("2024-05-01")
    assert "minurso" in missions(listed, "--as-of", "2024-05-01")
    assert listed("subscribers", "--json").objects()[0]["missions"] == ["minurso"]
    for former in ("unasav", "new:unasav", "UNASAV"):
        assert list(missions(listed, "--mission", former)) == ["minurso"]
    del site.missions["UNASAV"]
    site.missions[SAVANNA] = WORDS
    listed("crawl", "un")
    kinds = {one["kind"] for one in listed("changes", "--json").objects()}
    assert not kinds & {"added", "removed"}


def test_a_mission_added_here_in_error_is_dismissed_and_taken_back(
    listed: Command, site: Site
) -> None:
    listed("register", "confirm", "new:unasav", "--name", SAVANNA)
    listed("register", "dismiss", "unasav", "--by", "ann")
    assert listed("crawl", "un", "--json").objects()[0]["missions"] == 5
    assert "unasav" not in missions(listed)
    assert str(missions(listed, "--unsure")["unasav"]["unsure"]).startswith("ann decided on ")
    assert listed("register", "list").out == "No new entry waits for a decision.\n"
    assert listed("register", "confirm", "unasav").status == 0
    assert listed("crawl", "un", "--json").objects()[0]["missions"] == 6
    assert missions(listed)["unasav"]["unsure"] is None
    assert listed("changes", "--json").out == ""


def test_a_mission_added_before_any_page_lists_it_can_be_dismissed_and_merged(
    run: Command, site: Site
) -> None:
    run("register", "add", "unasav", "--name", SAVANNA, "--acronym", "UNASAV")
    run("register", "dismiss", "unasav")
    site.missions["UNASAV"] = WORDS
    assert run("crawl", "un", "--json").objects()[0]["missions"] == 5
    assert run("register", "merge", "unasav", "minurso").status == 0
    assert run("crawl", "un", "--json").objects()[0]["missions"] == 6
    assert "minurso" in missions(run)


WRONG_ABOUT_ADDED = (
    (["merge", "unasav", "unasav"], '"unasav" cannot be merged into itself.'),
    (["merge", "unasav", "nobody"], 'There is no mission "nobody"'),
    (["confirm", "unasav"], '"unasav" is in the register already.'),
    (["confirm", "new:unasav"], '"new:unasav" is known as "unasav" already.'),
)
WRONG = (
    (["confirm", "new:nothing"], 'No page lists an entry "new:nothing".'),
    (["confirm", "minusma"], '"minusma" is in the register already.'),
    (["confirm", "unasav"], '"unasav" is no new entry'),
    (["confirm", "new:unasav", "--id", "unifil"], 'has a mission "unifil" already'),
    (["confirm", "new:unasav", "--id", "U N"], '"U N" is no id for a mission'),
    (["confirm", "new:unasav", "--host", "Atlantis"], '"Atlantis" is no country'),
    (["merge", "new:unasav", "unifill"], 'Did you mean "unifil"?'),
    (["merge", "new:unasav", "new:other"], 'There is no mission "new:other"'),
    (["merge", "new:nothing", "unifil"], 'No page lists an entry "new:nothing".'),
    (["merge", "unifil", "minusma"], '"unifil" is in the register already.'),
    (["dismiss", "unifil"], '"unifil" is in the register already.'),
    (["dismiss", "new:nothing"], 'No page lists an entry "new:nothing".'),
    (["rename", "unifil"], "Say the new --name"),
    (["rename", "nobody", "--name", "x"], 'There is no mission "nobody".'),
    (["add", "unifil", "--name", "x"], 'has a mission "unifil" already'),
    (["add", "unasav"], "Say its --name, its --acronym, or both."),
)


def assert_refused(answer: Answer, told: str) -> None:
    assert (answer.status, answer.out) == (2, "")
    assert told in answer.err
    assert len(answer.err.splitlines()) == 1


def test_a_wrong_decision_about_a_mission_added_here_is_one_sentence(listed: Command) -> None:
    listed("register", "confirm", "new:unasav")
    for words, told in WRONG_ABOUT_ADDED:
        assert_refused(listed("register", *words), told)


def test_a_wrong_decision_is_one_sentence_and_changes_nothing(listed: Command) -> None:
    for words, told in WRONG:
        assert_refused(listed("register", *words), told)
    assert listed("register", "log", "--json").out == ""


def test_a_decision_is_not_taken_twice(listed: Command) -> None:
    listed("register", "confirm", "new:unasav")
    answer = listed("register", "merge", "new:unasav", "minurso")
    assert answer.status == 2
    assert '"new:unasav" is known as "unasav" already.' in answer.err
