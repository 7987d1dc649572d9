"""Held crawls and new missions are decided on the site, once, by who may."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import html5lib
import pytest
from fastapi.testclient import TestClient

from missions.records import RunStatus
from storage.people import Role
from tests.crawler.sites import Answer, Site, serving
from tests.web.conftest import visit
from tests.web.test_site import HOSTILE, text_of
from tests.web.working import CURRENT, OUTSIDE, as_role, listing, watching
from watch import Watch

SAVANNA = "United Nations Assistance Mission in the Savanna"
MAINTENANCE = Answer(
    b'<html lang="en"><title>Site under maintenance</title><body><main>'
    b"<h1>Site under maintenance</h1><p>We will be back shortly.</p></main></body></html>"
)


@pytest.fixture
def page() -> Iterator[Site]:
    with serving({"/list": listing()}) as site:
        yield site


@pytest.fixture
def watch(page: Site, empty_database: Path, tmp_path: Path) -> Iterator[Watch]:
    shutil.copy(empty_database, tmp_path / "watch.db")
    crawl = {"allow_private_addresses": True}
    with watching(tmp_path / "watch.db", crawl=crawl, un=f"{page.url}/list") as opened:
        opened.crawl("un")
        yield opened


@pytest.fixture
def held(watch: Watch, page: Site) -> Watch:
    """Run 2 is held: most of the list is gone, a status and a name are others."""
    page.answers["/list"] = listing({"UNIFIL": HOSTILE, "UNTSO": CURRENT["UNTSO"]})
    assert watch.crawl("un").status is RunStatus.HELD
    return watch


def status(watch: Watch, run: int) -> RunStatus:
    with watch.store.read() as repository:
        return repository.run(run).status


def test_the_evidence_stands_beside_what_was_believed(held: Watch) -> None:
    site = visit(held)
    assert "/held/2" in site.get("/held").text
    page = site.get("/held/2").text
    html5lib.HTMLParser(strict=True).parse(page)
    text = text_of(page)
    assert "lost 3 of its 5 missions at once" in text
    assert re.search(r"Only believed before 3 .*MINUSMA.*Only in this crawl 0 none", text)
    assert "1 mission is on both and told alike" in text
    assert "<img" not in page
    assert page.count("/pages/") == 2
    assert "/held/2" in site.get("/runs/2").text


def test_a_page_without_a_list_shows_what_it_says(watch: Watch, page: Site) -> None:
    page.answers["/list"] = MAINTENANCE
    assert watch.crawl("un").status is RunStatus.HELD
    text = text_of(visit(watch).get("/held/2").text)
    assert "We will be back shortly." in text
    assert "shows a notice instead of its content (maintenance)" in text


def test_a_held_crawl_is_accepted_with_a_reason(held: Watch) -> None:
    site = as_role(held, Role.REVIEWER, "An")
    assert site.post("/held/2/accept", data={"reason": " \n "}).status_code == 422
    assert status(held, 2) is RunStatus.HELD
    answer = site.post("/held/2/accept", data={"reason": "The UN\r\nreally closed them."})
    assert answer.headers["location"] == "/runs/2"
    assert status(held, 2) is RunStatus.OK
    text = text_of(site.get("/runs/2").text)
    assert "Accepted by An" in text
    assert "The UN really closed them." in text
    assert "lost 3 of its 5 missions" in text
    (noted,) = held.actions(action="run.accept")
    assert (noted.by, noted.subject, noted.address) == ("An", "2", OUTSIDE)
    assert noted.detail == {"source": "un", "reason": "The UN really closed them."}


def test_a_held_crawl_is_discarded_and_only_once(held: Watch) -> None:
    site = visit(held)
    answer = site.post("/held/2/discard", data={"reason": "half a page"})
    assert answer.headers["location"] == "/held?done=discarded"
    assert status(held, 2) is RunStatus.FAILED
    for verb in ("accept", "discard"):
        late = site.post(f"/held/2/{verb}", data={"reason": "too late"})
        assert late.status_code == 409
        assert "not held any more" in late.text
        assert "half a page" in late.text
    assert "half a page" in site.get("/held").text
    assert [one.action for one in held.actions()] == ["run.discard"]


def test_a_crawl_that_is_not_there_cannot_be_decided(watch: Watch) -> None:
    assert visit(watch).get("/held/9").status_code == 404
    assert visit(watch).post("/held/9/accept", data={"reason": "x"}).status_code == 404


@pytest.fixture
def listed(watch: Watch, page: Site) -> Watch:
    page.answers["/list"] = listing({**CURRENT, "UNASAV": "It protects the herds."})
    watch.crawl("un")
    return watch


def new_missions(site: TestClient) -> str:
    page = site.get("/new-missions").text
    html5lib.HTMLParser(strict=True).parse(page)
    return page


def test_a_new_mission_is_shown_with_where_it_stands_and_confirmed(listed: Watch) -> None:
    site = as_role(listed, Role.REVIEWER, "An")
    page = new_missions(site)
    assert 'value="new:unasav"' in page
    assert "mark=new%3Aunasav" in page
    assert 'value="UNIFIL (unifil)"' in page
    told = {"entry": "new:unasav", "mission": "unasav", "name": SAVANNA, "host": "Tchad, ml"}
    answer = site.post("/new-missions/confirm", data={**told, "organisation": "UN"})
    assert answer.headers["location"] == "/new-missions?done=confirm"
    mission = listed.register().get("unasav")
    assert mission is not None
    assert (mission.names["en"], mission.host, mission.organisation) == (
        SAVANNA,
        ("TD", "ML"),
        "UN",
    )
    assert "No new entry waits" in new_missions(site)
    assert "An" in new_missions(site)
    (noted,) = listed.actions(action="register.confirm")
    assert (noted.by, noted.subject, noted.address) == ("An", "new:unasav", OUTSIDE)


@pytest.mark.parametrize(
    ("mission", "host", "sentence"),
    [
        ("unifil", "", "The register has a mission “unifil” already."),
        ("Not An Id", "", "is no id for a mission"),
        ("unasav", "Atlantis", "There is no country “Atlantis”."),
        ('"><script>', "", "is no id for a mission"),
    ],
)
def test_a_refused_confirmation_keeps_the_form(
    listed: Watch, mission: str, host: str, sentence: str
) -> None:
    told = {"entry": "new:unasav", "mission": mission, "name": "A name of ours", "host": host}
    answer = visit(listed).post("/new-missions/confirm", data=told)
    html5lib.HTMLParser(strict=True).parse(answer.text)
    assert answer.status_code == 422
    assert sentence in answer.text
    assert 'value="A name of ours"' in answer.text
    assert "<script>" not in answer.text
    assert listed.decisions() == []


@pytest.mark.parametrize("known", ["UNIFIL (unifil)", "unifil", "UNIFIL"])
def test_a_new_entry_is_merged_into_a_known_mission(listed: Watch, known: str) -> None:
    site = visit(listed)
    answer = site.post("/new-missions/merge", data={"entry": "new:unasav", "known": known})
    assert answer.headers["location"] == "/new-missions?done=merge"
    assert listed.decisions()[0].mission == "unifil"


def test_merging_into_nothing_is_refused_with_what_was_perhaps_meant(listed: Watch) -> None:
    site = visit(listed)
    answer = site.post("/new-missions/merge", data={"entry": "new:unasav", "known": "unifill"})
    assert answer.status_code == 422
    assert "Did you mean “unifil”?" in answer.text


def test_an_entry_is_dismissed_and_a_mission_renamed(listed: Watch) -> None:
    site = visit(listed)
    assert site.post("/new-missions/dismiss", data={"entry": "new:unasav"}).status_code == 303
    again = site.post("/new-missions/merge", data={"entry": "new:gone", "known": "unifil"})
    assert "No page lists an entry “new:gone” any more." in again.text
    named = {"known": "UNIFIL (unifil)", "name": "Interim Force", "acronym": ""}
    assert site.post("/new-missions/rename", data=named).status_code == 303
    assert site.post("/new-missions/rename", data={"known": "unifil"}).status_code == 422
    mission = listed.register().get("unifil")
    assert mission is not None
    assert mission.names["en"] == "Interim Force"
    assert [one.action for one in listed.actions()] == ["register.rename", "register.dismiss"]
