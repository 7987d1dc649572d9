"""Promises of the replica's server: conditional requests, noise, robots, faults, moving dates."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from urllib.parse import urlsplit

import httpx
import pytest

from tests.pages.faults import FAULTS
from tests.pages.server import ReplicaServer

VALIDATORS = {"If-None-Match": "ETag", "If-Modified-Since": "Last-Modified"}
WHERE = "/en/where-we-operate"


@pytest.fixture
def server() -> Iterator[ReplicaServer]:
    with ReplicaServer(date(2023, 7, 10)) as running:
        yield running


def test_every_start_page_answers_and_then_says_not_modified(server: ReplicaServer) -> None:
    for pages in server.addresses.values():
        for url, _ in pages:
            first = httpx.get(url)
            assert first.status_code == 200
            for name, validator in (
                ("If-None-Match", "ETag"),
                ("If-Modified-Since", "Last-Modified"),
            ):
                again = httpx.get(url, headers={name: first.headers[validator]})
                assert (again.status_code, again.content) == (304, b"")
                assert again.headers["ETag"] == first.headers["ETag"]


def test_two_answers_differ_in_noise_and_agree_in_validators(server: ReplicaServer) -> None:
    url, _ = server.addresses["un"][0]
    first, second = httpx.get(url), httpx.get(url)
    assert first.text != second.text
    assert first.headers["ETag"] == second.headers["ETag"]
    assert first.headers["Last-Modified"] == second.headers["Last-Modified"]


def test_moving_the_date_changes_what_changed_and_nothing_else(server: ReplicaServer) -> None:
    before = _tags(server)
    server.date = date(2023, 7, 11)
    assert _tags(server) == before
    server.date = date(2024, 1, 8)
    changed = {path for path, tag in _tags(server).items() if tag != before[path]}
    assert "/en/where-we-operate" in changed
    assert "/closed-field-operations" not in changed


def test_an_old_copy_gets_the_new_page(server: ReplicaServer) -> None:
    url, _ = server.addresses["un"][0]
    old = httpx.get(url)
    server.date = date(2024, 1, 8)
    new = httpx.get(url, headers={"If-None-Match": old.headers["ETag"]})
    assert new.status_code == 200
    assert new.headers["Last-Modified"] == "Mon, 01 Jan 2024 06:00:00 GMT"


def test_each_site_has_a_port_robots_and_a_page_for_what_is_missing(server: ReplicaServer) -> None:
    assert len(set(server.origins.values())) == 5
    for origin in server.origins.values():
        assert "Disallow: /core/" in httpx.get(f"{origin}/robots.txt").text
        assert httpx.get(f"{origin}/nowhere").status_code == 404


def test_the_belgian_page_links_to_the_other_sites_of_the_replica(server: ReplicaServer) -> None:
    for url, _ in server.addresses["belgium"]:
        page = httpx.get(url).text
        for source in ("un", "nato", "eeas", "osce"):
            assert f'href="{server.addresses[source][0][0]}"' in page


@pytest.mark.parametrize(
    ("kind", "status", "words"),
    [
        ("challenge", 202, "challenge-container"),
        ("error-200", 200, "unexpected error"),
        ("503", 503, "try again later"),
        ("maintenance", 200, "under maintenance"),
        ("other-language", 200, "Dónde trabajamos"),
        ("redirect-home", 302, ""),
        ("gone", 404, "try again later"),
    ],
)
def test_a_fault_is_sent_until_it_is_healed(
    server: ReplicaServer, kind: str, status: int, words: str
) -> None:
    url, _ = server.addresses["un"][0]
    etag = httpx.get(url).headers["ETag"]
    server.fault(WHERE, kind)
    spoilt = httpx.get(url, headers={"If-None-Match": etag})
    assert spoilt.status_code == status
    assert words in spoilt.text
    server.heal()
    assert httpx.get(url).headers["ETag"] == etag


def test_a_truncated_answer_ends_before_its_announced_length(server: ReplicaServer) -> None:
    server.fault(WHERE, "truncated")
    with pytest.raises(httpx.RemoteProtocolError):
        httpx.get(server.addresses["un"][0][0])


def test_a_slow_answer_keeps_the_reader_waiting(server: ReplicaServer) -> None:
    server.slow_seconds = 0.5
    server.fault(WHERE, "slow")
    with pytest.raises(httpx.ReadTimeout):
        httpx.get(server.addresses["un"][0][0], timeout=0.1)


def test_a_fault_may_be_kept_to_one_site(server: ReplicaServer) -> None:
    server.fault("/", "503", site="nato")
    assert httpx.get(server.origins["nato"] + "/").status_code == 503
    assert httpx.get(server.origins["un"] + "/").status_code == 200


def test_an_unknown_fault_is_refused_with_the_names_of_the_known(server: ReplicaServer) -> None:
    with pytest.raises(ValueError, match="challenge") as refused:
        server.fault(WHERE, "explode")
    assert all(kind in str(refused.value) for kind in FAULTS)


def test_the_server_remembers_who_asked_for_what(server: ReplicaServer) -> None:
    httpx.get(server.origins["osce"] + "/where-we-are", headers={"User-Agent": "someone"})
    asked = server.requests[-1]
    assert (asked.site, asked.path, asked.status) == ("osce", "/where-we-are", 200)
    assert asked.user_agent == "someone"


def _tags(server: ReplicaServer) -> dict[str, str]:
    return {
        urlsplit(url).path: httpx.get(url).headers["ETag"]
        for pages in server.addresses.values()
        for url, _ in pages
    }
