"""Lists come page by page, and nothing is sent twice to who has it."""

from __future__ import annotations

import re

import pytest
from fastapi.testclient import TestClient

from tests.web.api.conftest import api_of
from tests.web.conftest import MINUSMA, record
from watch import Watch


def pages(api: TestClient, address: str) -> list[list[int]]:
    """Follow the links from an address on; return the numbers on each page."""
    found = []
    following: str | None = address
    while following:
        answer = api.get(following)
        assert answer.status_code == 200
        body = answer.json()
        key = "run" if "runs" in address else "id"
        found.append([one[key] for one in body["items"]])
        link = re.fullmatch(r'<(.+)>; rel="next"', answer.headers.get("link", ""))
        assert (link[1] if link else None) == body["next"]
        following = f"http://localhost{body['next']}" if body["next"] else None
    return found


@pytest.mark.parametrize("order", ["newest", "oldest"])
def test_changes_come_page_by_page_each_once(api: TestClient, order: str) -> None:
    whole = pages(api, f"changes?order={order}&limit=500")[0]
    assert len(whole) == len(set(whole)) > 4
    found = pages(api, f"changes?order={order}&limit=2")
    assert [number for page in found for number in page] == whole
    assert {len(page) for page in found[:-1]} == {2}


def test_a_page_keeps_the_filters_it_was_asked_with(api: TestClient) -> None:
    found = pages(api, "changes?source=un&source=belgium&severity=high&limit=1")
    whole = pages(api, "changes?source=un&source=belgium&severity=high")[0]
    assert [number for page in found for number in page] == whole


def test_runs_come_page_by_page(api: TestClient) -> None:
    assert pages(api, "runs?limit=3") == [[7, 6, 5], [4, 3, 2], [1]]
    assert pages(api, "runs?source=eeas&status=held&limit=1") == [[6], [5]]


def test_a_change_that_comes_later_stands_on_the_last_page_of_the_oldest_first(
    api: TestClient, watch: Watch
) -> None:
    address = "changes?order=oldest&limit=500"
    before = api.get(address)
    again = {"If-None-Match": before.headers["etag"]}
    assert api.get(address, headers=again).status_code == 304
    (number,) = record(watch, MINUSMA)
    after = api.get(address, headers=again)
    assert after.json()["items"][-1]["id"] == number


@pytest.mark.parametrize(
    "address",
    (
        "changes changes/1 missions missions/minusma sources sources/un runs runs/1 held "
        "contradictions snapshots/1 new-missions"
    ).split(),
)
def test_who_has_it_already_gets_nothing_twice(api: TestClient, address: str) -> None:
    first = api.get(address)
    tag = first.headers["etag"]
    assert re.fullmatch('"[0-9a-f]{32}"', tag)
    assert first.headers["cache-control"] == "private, no-cache"
    for known in (tag, f'"other", W/{tag}', "*"):
        again = api.get(address, headers={"If-None-Match": known})
        assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", tag)
    assert api.get(address, headers={"If-None-Match": '"other"'}).status_code == 200
    head = api.head(address)
    assert (head.status_code, head.content, head.headers["etag"]) == (200, b"", tag)


def test_addresses_hold_when_a_proxy_hides_the_host(watch: Watch) -> None:
    answer = api_of(watch, "127.0.0.1").get("changes?limit=1")
    assert answer.json()["next"].startswith("/api/v1/changes?limit=1&cursor=")
