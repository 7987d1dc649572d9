"""What reviewers do through the API is done, once, and noted."""

from __future__ import annotations

import time

import pytest

from storage.people import Role
from tests.web.api.conftest import OUTSIDE, api_of, token_of
from tests.web.conftest import MOMENT
from watch import Watch


def noted(watch: Watch) -> list[tuple[str, str, str, str]]:
    with watch.store.read() as repository:
        rows = repository.actions()
    return [(one.by, one.action, one.subject, one.address) for one in rows if one.by == "An"]


def test_a_crawl_begins_and_says_where_it_stands(watch: Watch) -> None:
    api = api_of(watch, OUTSIDE, token_of(watch, Role.REVIEWER))
    answer = api.post("sources/un/crawl")
    assert answer.status_code == 202
    place = answer.headers["location"]
    assert place == f"/api/v1/runs/{answer.json()['run']}"
    for _ in range(300):
        run = api.get(f"http://localhost{place}").json()
        if run["status"] != "running":
            break
        time.sleep(0.1)
    # The replica is gone by now.
    assert (run["source"], run["status"]) == ("un", "failed")
    assert noted(watch)[0] == ("An", "crawl.start", "un", OUTSIDE)


def test_a_source_is_not_crawled_twice_at_once(watch: Watch) -> None:
    api = api_of(watch, OUTSIDE, token_of(watch, Role.REVIEWER))
    with watch.store.begin() as repository:
        run = repository.start_run("un", MOMENT)
    answer = api.post("sources/un/crawl")
    assert answer.status_code == 409
    assert f"run {run}" in answer.json()["detail"]
    assert api.post("sources/nowhere/crawl").status_code == 404


def test_a_held_crawl_is_decided_once_with_its_reason(watch: Watch) -> None:
    api = api_of(watch, OUTSIDE, token_of(watch, Role.REVIEWER))
    number = api.get("held").json()["items"][0]["run"]
    answer = api.post(f"held/{number}/discard", json={"reason": "a challenge page"})
    assert answer.json() == {
        "run": number,
        "decision": "discard",
        "by": "An",
        "reason": "a challenge page",
    }
    assert api.post(f"held/{number}/discard").status_code == 409
    run = api.get(f"runs/{number}").json()
    assert (run["decision"], run["decided_by"]) == ("discard", "An")
    assert run["decided_why"] == "a challenge page"
    assert noted(watch)[0] == ("An", "run.discard", str(number), OUTSIDE)


def test_a_held_crawl_is_believed_without_a_word(watch: Watch) -> None:
    api = api_of(watch, OUTSIDE, token_of(watch, Role.REVIEWER))
    number = api.get("held").json()["items"][0]["run"]
    answer = api.post(f"held/{number}/accept")
    assert (answer.status_code, answer.json()["decision"]) == (200, "accept")
    assert api.get(f"runs/{number}").json()["status"] == "ok"


def test_what_a_reviewer_makes_of_a_change_is_kept_with_its_history(watch: Watch) -> None:
    api = api_of(watch, OUTSIDE, token_of(watch, Role.REVIEWER))
    watch.add_account("Bo", Role.READER, by="test")
    api.post("changes/1/review", json={"state": "relevant", "note": "For the briefing."})
    told = api.post("changes/1/review", json={"assignee": " bo"}).json()
    assert (told["review"], told["assignee"]) == ("relevant", "Bo")
    assert [(one["by"], one["state"], one["assignee"], one["note"]) for one in told["reviews"]] == [
        ("An", "relevant", None, "For the briefing."),
        ("An", None, "Bo", ""),
    ]
    assert api.post("changes/1/review", json={"assignee": ""}).json()["assignee"] is None
    assert [one[1:3] for one in noted(watch)[:3]] == [("change.review", "1")] * 3


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"note": ""},
        {"state": "fine"},
        {"stat": "seen"},
        {"assignee": "Nobody"},
        {"note": "x" * 10_001},
        [],
        "seen",
    ],
)
def test_a_word_on_a_change_that_is_not_understood_changes_nothing(
    watch: Watch, body: object
) -> None:
    api = api_of(watch, OUTSIDE, token_of(watch, Role.REVIEWER))
    answer = api.post("changes/1/review", json=body)
    assert answer.status_code == 422
    assert answer.json()["errors"]
    assert api.get("changes/1").json()["reviews"] == []


def test_letters_that_are_none_are_refused_or_replaced(watch: Watch) -> None:
    api = api_of(watch, OUTSIDE, token_of(watch, Role.REVIEWER))
    json_type = {"Content-Type": "application/json"}
    for body in (b'{"note": "\\ud800"}', b'{"\\ud800": 1}', b'{"note": "\xff"}', b"{", b"[" * 9000):
        answer = api.post("changes/1/review", content=body, headers=json_type)
        assert answer.status_code in (400, 422), body
    assert api.post("changes/1/review", json={"note": "a\0b"}).json()["reviews"][0]["note"] == "a�b"
