"""The objects of the API are those that the command prints, and are described in full."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

import cli
from tests.web.api.conftest import History
from watch import Watch
from web.api import objects

Printed = Callable[..., list[dict[str, Any]]]


@pytest.fixture
def printed(
    history: History,
    watch: Watch,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> Printed:
    """What the command prints on the database of the API."""
    monkeypatch.setenv("MISSIONWATCH_STORAGE__URL", f"sqlite:///{tmp_path / 'watch.db'}")

    def run(*words: str) -> list[dict[str, Any]]:
        cli.main(["--config", str(history.config), *words, "--json"])
        return [json.loads(line) for line in capsys.readouterr().out.splitlines()]

    return run


@pytest.mark.parametrize(
    ("address", "command", "described"),
    [
        ("sources", "sources", objects.Source),
        ("missions?unsure=true", "missions --unsure", objects.Mission),
        ("missions?source=un&status=ended", "missions --source un --status ended", None),
        ("missions?as_of=2023-11", "missions --as-of 2023-11", None),
        ("missions?mission=MINUSMA", "missions --mission MINUSMA", None),
        ("changes?order=oldest&limit=500", "changes", objects.Change),
        ("changes?order=oldest&source=un&kind=ended", "changes --source un --kind ended", None),
        ("changes?order=oldest&mission=minusma", "changes --mission minusma", None),
        ("changes?order=oldest&since=2024-01-08", "changes --since 2024-01-08", None),
        ("changes?order=oldest&until=2024", "changes --until 2024", None),
        ("changes?order=oldest&state=unconfirmed", "changes --state unconfirmed", None),
        ("contradictions", "contradictions", objects.Contradiction),
        ("contradictions?source=belgium", "contradictions --source belgium", None),
        ("held", "held", objects.HeldRun),
        ("new-missions", "register list", objects.NewMission),
    ],
)
def test_a_list_holds_what_the_command_prints(
    api: TestClient, printed: Printed, address: str, command: str, described: type | None
) -> None:
    items = api.get(address).json()["items"]
    assert items == printed(*command.split())
    if described is not None:
        assert items
        assert set(items[0]) == set(described.model_fields)  # type: ignore[attr-defined]


def test_a_source_is_told_as_its_check_is_printed(api: TestClient, printed: Printed) -> None:
    for source in ("un", "eeas", "nato"):
        told = api.get(f"sources/{source}").json()
        assert [told] == printed("sources", "check", source)
        assert set(told) == set(objects.SourceHealth.model_fields)


def test_a_change_is_told_with_its_words_as_the_difference_is_printed(
    api: TestClient, printed: Printed
) -> None:
    for change in api.get("changes").json()["items"]:
        told = api.get(f"changes/{change['id']}").json()
        (line,) = printed("diff", str(change["id"]))
        assert told | line == told
        assert set(told) == set(objects.ChangeDetail.model_fields)


def test_a_run_is_told_as_its_crawl_was_printed(api: TestClient) -> None:
    runs = api.get("runs").json()["items"]
    assert [run["run"] for run in runs] == [7, 6, 5, 4, 3, 2, 1]
    held = next(run for run in runs if run["status"] == "held")
    assert (held["source"], held["reasons"][0], held["decision"]) == ("eeas", "challenge", None)
    assert set(held) == set(objects.Run.model_fields)
    assert api.get(f"runs/{held['run']}").json() == held


def test_what_was_decided_is_told_as_it_is_printed(api: TestClient, printed: Printed) -> None:
    first, second = (one["run"] for one in api.get("held").json()["items"])
    told = api.post(f"held/{first}/discard", json={"reason": "a challenge"}).json()
    (line,) = printed("held", "discard", str(second), "--reason", "a challenge")
    assert told == line | {"run": first}


def test_a_stored_version_is_told_with_its_words(api: TestClient) -> None:
    change = api.get("changes?source=un&kind=ended&mission=minusma&until=2024").json()["items"][0]
    detail = api.get(f"changes/{change['id']}").json()
    after = api.get(f"snapshots/{detail['snapshot_after']}").json()
    assert (after["source"], after["page"]) == ("un", change["page"])
    assert after["text"]
    assert set(after) == set(objects.Snapshot.model_fields)


def test_a_mission_is_told_with_who_lists_it(api: TestClient) -> None:
    known = api.get("missions/MINUSMA").json()
    assert (known["mission"], known["host"], known["in_register"]) == ("minusma", ["ML"], True)
    assert known["listed"] == api.get("missions?mission=minusma&unsure=true").json()["items"]
    unknown = api.get("missions/new:eu-harbour-watch").json()
    assert (unknown["name"], unknown["in_register"]) == ("EU Harbour Watch", False)
    assert len(unknown["listed"]) == 1
