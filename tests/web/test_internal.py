"""What monitoring asks: who may, and what is told."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from prometheus_client.parser import text_string_to_metric_families

from missions.records import RunStatus
from storage.people import Role
from storage.rows import RunCounts
from tests.web.conftest import MINUSMA, MOMENT, UNIFIL, believe_list, record, visit
from watch import Watch
from web.app import create_app

OUTSIDE = "192.0.2.7"
BOTH = pytest.mark.parametrize("address", ["/internal/health", "/internal/metrics"])


def token(watch: Watch, role: Role) -> dict[str, str]:
    secret = watch.add_token(watch.add_account(str(role), role, by="test"), "prometheus")
    return {"Authorization": f"Bearer {secret}"}


def measured(site: TestClient) -> dict[tuple[str, ...], float]:
    """Return the measures by their name and the values of their labels."""
    answer = site.get("/internal/metrics")
    assert answer.status_code == 200
    return {
        (sample.name.removeprefix("missionwatch_"), *sample.labels.values()): sample.value
        for family in text_string_to_metric_families(answer.text)
        for sample in family.samples
    }


@BOTH
def test_only_this_machine_without_a_proxy_may_ask(watch: Watch, address: str) -> None:
    assert visit(watch).get(address).status_code == 200
    assert visit(watch, OUTSIDE).get(address).status_code == 401
    assert visit(watch, **{"X-Forwarded-For": "127.0.0.1"}).get(address).status_code == 401
    assert visit(watch, Forwarded="for=127.0.0.1").get(address).status_code == 401
    assert visit(watch).get(f"http://rebound.example{address}").status_code == 401


@BOTH
def test_an_administrators_token_opens_it_from_anywhere(watch: Watch, address: str) -> None:
    assert visit(watch, OUTSIDE, **token(watch, Role.ADMIN)).get(address).status_code == 200
    assert visit(watch, OUTSIDE, **token(watch, Role.REVIEWER)).get(address).status_code == 403
    assert visit(watch, Authorization="Bearer mw_x").get(address).status_code == 401


def test_accounts_change_nothing_for_this_machine(watch: Watch) -> None:
    token(watch, Role.ADMIN)
    assert visit(watch).get("/internal/health").status_code == 200


def test_health_says_what_a_person_should_look_at(site: TestClient, watch: Watch) -> None:
    told = site.get("/internal/health").json()
    assert (told["status"], told["reasons"]) == ("ok", [])
    assert told["database"]["bytes"] > 100_000
    believe_list(watch)
    with watch.store.begin() as repository:
        run = repository.start_run("un", MOMENT + timedelta(hours=6))
        repository.finish_run(run, RunStatus.HELD, "A challenge.", RunCounts(), MOMENT)
        repository.set_next_due("nato", datetime.now(UTC) - timedelta(hours=1))
    told = site.get("/internal/health").json()
    assert told["status"] == "attention"
    assert told["scheduler"] == {"last_tick": None, "late": ["nato"]}
    assert "nato should have been crawled by now." in told["reasons"]
    assert "un has 1 crawls that wait for a decision." in told["reasons"]
    assert told["sources"]["un"]["last_believed"] == MOMENT.isoformat()
    assert told["sources"]["nato"]["overdue_seconds"] >= 3600


def test_a_scheduler_that_stands_still_is_seen(watch: Watch) -> None:
    app = create_app(watch)
    site = TestClient(app, "http://localhost", client=("127.0.0.1", 50_000))
    app.state.ticked = lambda: datetime.now(UTC)
    assert site.get("/internal/health").json()["status"] == "ok"
    app.state.ticked = lambda: MOMENT - timedelta(days=900)
    assert site.get("/internal/health").json()["reasons"] == ["The scheduler stands still."]


def test_measures_tell_of_sources_changes_mail_and_the_database(
    site: TestClient, watch: Watch
) -> None:
    record(watch, MINUSMA, UNIFIL, UNIFIL)
    believe_list(watch)
    found = measured(site)
    assert found["source_believed_timestamp_seconds", "un"] == MOMENT.timestamp()
    assert found["source_checked_timestamp_seconds", "un"] == MOMENT.timestamp()
    assert ("source_believed_timestamp_seconds", "nato") not in found
    assert found["source_held_runs", "un"] == 0
    assert found["changes", "field", "confirmed"] == 2
    assert found["outbox_waiting",] == found["outbox_refused",] == 0
    assert found["database_up",] == 1
    assert found["database_bytes",] > 100_000
    assert any(name[0] == "build_info" for name in found)


def test_requests_are_counted_by_template_never_by_address(site: TestClient, watch: Watch) -> None:
    record(watch, MINUSMA, UNIFIL)
    for address in ("/changes/1", "/changes/2", "/api/v1/changes/1", "/api/v1/changes/9"):
        site.get(address)
    for address in ("/a", "/b", "/api/v1/a", "/api/v1/b", "/static/site.css"):
        site.get(address)
    site.request("BREW", "/changes/1")
    found = {name: value for name, value in measured(site).items() if "requests_total" in name[0]}
    assert found == {
        ("http_requests_total", "GET", "/changes/{change_id}", "200"): 2,
        ("http_requests_total", "GET", "/api/v1/changes/{change_id}", "200"): 1,
        ("http_requests_total", "GET", "/api/v1/changes/{change_id}", "404"): 1,
        ("http_requests_total", "GET", "other", "404"): 2,
        ("http_requests_total", "GET", "/api/v1", "404"): 2,
        ("http_requests_total", "GET", "/static", "200"): 1,
        ("http_requests_total", "other", "/changes/{change_id}", "405"): 1,
    }


def test_without_a_database_the_measures_say_so(
    site: TestClient, watch: Watch, tmp_path: Path
) -> None:
    watch.store.close()
    (tmp_path / "watch.db").write_bytes(b"no database at all" * 1000)
    found = measured(site)
    assert found["database_up",] == 0
    assert site.get("/internal/health").status_code == 503
