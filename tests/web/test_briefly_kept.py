"""Pages kept for a moment are given to nobody else, and never after something was done."""

from __future__ import annotations

import pytest
from fastapi.testclient import TestClient

from storage.people import Role
from tests.web.conftest import MINUSMA, UNIFIL, record, visit
from tests.web.test_signing_in import account, signed_in
from watch import Watch
from web import briefly_kept


@pytest.fixture(autouse=True)
def kept_for_long(nothing_kept: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(briefly_kept, "SECONDS", 60.0)


@pytest.fixture
def counted(monkeypatch: pytest.MonkeyPatch, watch: Watch) -> list[int]:
    """The reads of the database, as they are made."""
    reads: list[int] = []
    read = watch.store.read

    def counting():  # type: ignore[no-untyped-def]
        reads.append(1)
        return read()

    monkeypatch.setattr(watch.store, "read", counting)
    return reads


def test_requests_that_are_alike_get_one_page(site: TestClient, counted: list[int]) -> None:
    first = site.get("/changes")
    made = len(counted)
    assert site.get("/changes").text == first.text
    assert len(counted) == made
    site.get("/changes?kind=ended")
    assert len(counted) > made


def test_a_page_is_made_anew_after_a_moment(
    site: TestClient, watch: Watch, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(briefly_kept, "SECONDS", 0.0)
    assert 'href="/changes/1"' not in site.get("/changes").text
    record(watch, MINUSMA)
    assert 'href="/changes/1"' in site.get("/changes").text


def test_a_page_is_for_who_asked(watch: Watch) -> None:
    site = visit(watch)
    account(watch, "An", Role.REVIEWER), account(watch, "Bo")
    record(watch, MINUSMA, UNIFIL)
    an = signed_in(watch, "An")
    both = TestClient(an.app, base_url="http://localhost", follow_redirects=False)
    assert ">An</a>" in an.get("/changes").text
    assert both.get("/changes").status_code == 303
    both.cookies.set("missionwatch", signed_in(watch, "Bo").cookies["missionwatch"])
    assert ">Bo</a>" in both.get("/changes").text
    assert 'name="change"' not in both.get("/changes").text
    assert site.get("/changes").status_code == 303


def test_what_is_done_shows_at_once(watch: Watch) -> None:
    account(watch, "An", Role.REVIEWER)
    record(watch, MINUSMA)
    site = signed_in(watch, "An")
    assert "Ask Bamako" not in site.get("/changes/1").text
    site.post("/changes/review", data={"change": "1", "note": "Ask Bamako"})
    assert "Ask Bamako" in site.get("/changes/1").text
    site.post("/sign-out")
    assert site.get("/changes/1").status_code == 303


def test_a_chosen_language_is_remembered_and_a_kept_page_sets_no_cookie(site: TestClient) -> None:
    assert "missionwatch_language=fr" in site.get("/changes?lang=fr").headers["set-cookie"]
    site.cookies.clear()
    again = site.get("/changes?lang=fr")
    assert '<html lang="fr">' in again.text
    assert "missionwatch_language=fr" in again.headers["set-cookie"]
    assert '<html lang="en">' in site.get("/changes", headers={"Cookie": ""}).text


def test_errors_are_not_kept(site: TestClient, watch: Watch) -> None:
    assert site.get("/changes/1").status_code == 404
    record(watch, MINUSMA)
    assert site.get("/changes/1").status_code == 200
