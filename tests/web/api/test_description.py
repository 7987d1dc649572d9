"""The description of the API is valid, and a generator of clients makes one that works."""

from __future__ import annotations

import importlib
import json
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import uvicorn
from fastapi.routing import APIRoute
from fastapi.testclient import TestClient
from openapi_spec_validator import OpenAPIV31SpecValidator

from storage.people import Role
from tests.web.api.conftest import OUTSIDE, api_of, token_of
from watch import Watch
from watch.crawl_desk import CrawlDesk
from web.api.application import create_api
from web.app import create_app

OPERATIONS = {
    "list_sources",
    "get_source",
    "crawl_source",
    "list_missions",
    "get_mission",
    "list_new_missions",
    "list_changes",
    "get_change",
    "review_change",
    "list_contradictions",
    "list_runs",
    "get_run",
    "get_snapshot",
    "list_held",
    "accept_run",
    "discard_run",
}
"""Clients are made with functions of these names: a promise."""


@contextmanager
def running(watch: Watch) -> Iterator[str]:
    """The site on a free port; yields its address."""
    server = uvicorn.Server(uvicorn.Config(create_app(watch), port=0, log_config=None))
    thread = threading.Thread(target=server.run)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    port = server.servers[0].sockets[0].getsockname()[1]
    yield f"http://127.0.0.1:{port}"
    server.should_exit = True
    thread.join()


def test_the_description_is_valid_openapi(api: TestClient) -> None:
    answer = api.get("openapi.json")
    description = answer.json()
    assert description["openapi"].startswith("3.1")
    assert answer.headers["cache-control"] == "private, no-cache"
    OpenAPIV31SpecValidator(description).validate()


def test_every_operation_is_described_with_its_errors_and_ways_in(api: TestClient) -> None:
    description = api.get("openapi.json").json()
    operations = [one for path in description["paths"].values() for one in path.values()]
    assert {one["operationId"] for one in operations} == OPERATIONS
    assert set(description["components"]["securitySchemes"]) == {"token", "session"}
    for one in operations:
        assert one["summary"]
        assert one["tags"]
        assert {"401", "403", "422", "503"} <= set(one["responses"])
        for status, answer in one["responses"].items():
            if status >= "400":
                assert list(answer["content"]) == ["application/problem+json"]


def test_the_description_is_for_readers(watch: Watch) -> None:
    reader = token_of(watch, Role.READER)
    assert api_of(watch, OUTSIDE).get("openapi.json").status_code == 401
    assert api_of(watch, OUTSIDE, reader).get("openapi.json").status_code == 200


def test_no_operation_is_open_to_everybody(watch: Watch) -> None:
    token_of(watch, Role.ADMIN)
    stranger = api_of(watch, "127.0.0.1")
    routes = [
        one for one in create_api(watch, CrawlDesk(watch)).routes if isinstance(one, APIRoute)
    ]
    assert len(routes) > len(OPERATIONS)
    for route in routes:
        address = route.path.replace("_id}", "}").replace("{source}", "un").lstrip("/")
        for name in ("change", "run", "snapshot", "mission"):
            address = address.replace(f"{{{name}}}", "1")
        for method in route.methods:
            assert stranger.request(method, address).status_code == 401, (method, address)


def test_a_generated_client_fetches_changes(
    watch: Watch, api: TestClient, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    description = tmp_path / "openapi.json"
    description.write_text(api.get("openapi.json").text)
    config = tmp_path / "config.json"
    config.write_text(json.dumps({"post_hooks": [], "package_name_override": "mission_client"}))
    said = subprocess.run(
        [
            *(sys.executable, "-m", "openapi_python_client", "generate"),
            *("--meta", "none", "--fail-on-warning", "--path", str(description)),
            *("--config", str(config), "--output-path", str(tmp_path / "mission_client")),
        ],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert said.returncode == 0, said.stdout + said.stderr
    monkeypatch.syspath_prepend(tmp_path)
    client = importlib.import_module("mission_client")
    list_changes = importlib.import_module("mission_client.api.changes.list_changes")
    get_change = importlib.import_module("mission_client.api.changes.get_change")
    models = importlib.import_module("mission_client.models")
    token = token_of(watch, Role.READER)
    with running(watch) as address:
        caller = client.AuthenticatedClient(base_url=f"{address}/api/v1", token=token)
        kind = models.ChangeKind.ENDED
        page = list_changes.sync(client=caller, kind=[kind], source=["un"], limit=1)
        rest = list_changes.sync(client=caller, kind=[kind], source=["un"], cursor=page.next_cursor)
        detail = get_change.sync(page.items[0].id, client=caller)
        refused = list_changes.sync_detailed(client=caller, source=["nowhere"])
    newest, *others = [*page.items, *rest.items]
    assert newest.summary == "MINUSMA left the list of current operations."
    assert newest.detected.isoformat() == "2026-11-24T01:05:00+00:00"
    assert {one.kind for one in others} == {kind}
    assert detail.review == models.ReviewState.UNSEEN
    assert refused.status_code == 404
    assert refused.parsed.detail.startswith('There is no source "nowhere".')
