"""Who may ask the API what, and how a refusal reads."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from httpx import Response

from storage.people import Role
from tests.web.api.conftest import OUTSIDE, api_of, token_of
from tests.web.test_signing_in import SENTENCE, account, signed_in
from watch import Watch
from web.app import create_app

POSTS = ("sources/un/crawl", "held/1/accept", "held/1/discard", "changes/1/review")
REVIEWERS = ("held", "new-missions")


def problem(answer: Response) -> tuple[int, str]:
    content = json.loads(answer.text)
    assert answer.headers["content-type"] == "application/problem+json"
    assert {"type", "title", "status", "detail"} <= set(content)
    assert content["status"] == answer.status_code
    return content["status"], content["detail"]


def test_without_accounts_the_api_is_open_to_its_machine_alone(watch: Watch) -> None:
    assert api_of(watch, "127.0.0.1").get("held").status_code == 200
    refused = api_of(watch, OUTSIDE).get("changes")
    assert problem(refused)[0] == 401
    assert refused.headers["www-authenticate"] == 'Bearer realm="missionwatch"'
    forwarded = api_of(watch, "127.0.0.1", **{"X-Forwarded-For": "127.0.0.1"})
    assert forwarded.get("changes").status_code == 401


def test_a_token_lets_a_program_do_what_its_account_may(watch: Watch) -> None:
    reader = api_of(watch, OUTSIDE, token_of(watch, Role.READER, "An"))
    reviewer = api_of(watch, OUTSIDE, token_of(watch, Role.REVIEWER, "Bo"))
    assert reader.get("changes").status_code == 200
    for address in REVIEWERS:
        assert problem(reader.get(address))[0] == 403
        assert reviewer.get(address).status_code == 200
    for address in POSTS:
        assert problem(reader.post(address, json={"state": "seen"}))[0] == 403


def test_a_wrong_or_revoked_token_opens_nothing_not_even_at_the_machine(watch: Watch) -> None:
    an = watch.add_account("An", Role.READER, by="test")
    secret = watch.add_token(an, "script")
    assert api_of(watch, OUTSIDE, secret).get("changes").status_code == 200
    watch.revoke_token(an, 1)
    for token in (secret, "mw_nobody", "é"):
        answer = api_of(watch, "127.0.0.1").get(
            "changes", headers={"Authorization": f"Bearer {token}".encode()}
        )
        assert problem(answer)[0] == 401
        assert 'error="invalid_token"' in answer.headers["www-authenticate"]


def test_a_browser_that_is_signed_in_needs_no_token(watch: Watch) -> None:
    account(watch, "An")
    site = signed_in(watch, "An")
    assert site.get("/api/v1/changes").status_code == 200
    assert SENTENCE not in site.get("/api/v1/changes").text


def test_readers_without_an_account_may_read_where_that_is_wished(watch: Watch) -> None:
    account(watch)
    anonymous = watch.settings.web.model_copy(update={"anonymous_reading": True})
    open_watch = Watch(watch.settings.model_copy(update={"web": anonymous}), watch.store)
    stranger = api_of(open_watch, OUTSIDE)
    assert stranger.get("changes").status_code == 200
    assert problem(stranger.get("held"))[0] == 401


def test_another_sites_page_can_change_nothing_with_a_browsers_cookie(watch: Watch) -> None:
    account(watch, "An", Role.ADMIN)
    site = signed_in(watch, "An")
    for headers in ({"Sec-Fetch-Site": "cross-site"}, {"Origin": "https://evil.example"}):
        for address in POSTS:
            answer = site.post(f"/api/v1/{address}", headers=headers, json={"state": "seen"})
            assert problem(answer)[0] == 403
    with watch.store.read() as repository:
        assert repository.change(1).review == "unseen"
    assert site.get("/api/v1/changes", headers={"Sec-Fetch-Site": "cross-site"}).status_code == 200


def test_a_program_needs_no_origin(watch: Watch) -> None:
    api = api_of(watch, OUTSIDE, token_of(watch, Role.REVIEWER))
    answer = api.post("changes/1/review", json={"state": "seen"})
    assert (answer.status_code, answer.json()["review"]) == (200, "seen")


@pytest.mark.parametrize(
    ("method", "address", "status", "said"),
    [
        ("GET", "nowhere", 404, "Nothing has the address /api/v1/nowhere."),
        ("GET", "sources/u%0An", 404, 'There is no source "u\nn".'),
        ("GET", "sources/unn", 404, 'Did you mean "un"?'),
        ("GET", "changes/999999", 404, "There is no change 999999."),
        ("GET", "changes/0", 422, "path.change_id"),
        ("GET", "changes/99999999999999999999", 422, "path.change_id"),
        ("GET", "missions/nope", 404, 'There is no mission "nope".'),
        ("GET", "missions?as_of=someday", 422, '"someday" is not a date'),
        ("GET", "changes?since=9999-12-31T23:59:59-23:59", 422, "is not a date"),
        ("GET", "changes?limit=501", 422, "query.limit"),
        ("GET", "changes?cursor=2024_1", 422, "next_cursor"),
        ("GET", "runs?cursor=%C2%B2", 422, "next_cursor"),
        ("GET", "changes?sorce=un", 422, "query.sorce"),
        ("GET", "changes?source=unn", 404, 'Did you mean "un"?'),
        ("GET", "changes?kind=new", 422, "query.kind"),
        ("DELETE", "changes/1", 405, "Here is only GET, HEAD."),
        ("GET", "held/1/accept", 405, "Here is only POST."),
        ("POST", "held/1/accept", 409, "Run 1 is not held."),
        ("POST", "held/999/discard", 404, "There is no run 999."),
        ("POST", "changes/1/review", 422, "body"),
    ],
)
def test_every_error_is_a_problem_that_says_what_to_do(
    api: TestClient, method: str, address: str, status: int, said: str
) -> None:
    found, detail = problem(api.request(method, address))
    assert found == status
    assert said in detail


def test_what_a_database_that_fails_means_is_said(
    api: TestClient, watch: Watch, tmp_path: Path
) -> None:
    watch.store.close()
    (tmp_path / "watch.db").write_bytes(b"no database at all" * 1000)
    assert problem(api.get("changes"))[0] == 503


def test_what_nobody_expected_is_a_problem_too(
    watch: Watch, monkeypatch: pytest.MonkeyPatch
) -> None:
    def break_down() -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(watch, "watched", break_down)
    lenient = TestClient(
        create_app(watch),
        "http://localhost",
        client=("127.0.0.1", 50_000),
        raise_server_exceptions=False,
    )
    status, detail = problem(lenient.get("/api/v1/sources"))
    assert (status, "ZeroDivision" in detail) == (500, False)
