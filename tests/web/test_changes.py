"""Changes are chosen among, reviewed, kept as choices and searched."""

from __future__ import annotations

from dataclasses import replace

import feedparser
import pytest
from fastapi.testclient import TestClient
from lxml import html as lxml_html

from missions.records import ChangeKind, ChangeState, Participation, Severity
from storage.people import ReviewState, Role
from tests.web.conftest import LAYOUT, MINUSMA, UNIFIL, believe_list, record, visit
from tests.web.test_signing_in import account, signed_in
from watch import Watch

PART = replace(
    MINUSMA,
    source="belgium",
    kind=ChangeKind.PARTICIPATION,
    severity=Severity.NORMAL,
    before=str(Participation.CURRENT),
    after=str(Participation.PAST),
    passage_before="Momenteel zet België twee waarnemers in.",
    passage_after="België was er met twee waarnemers.",
)
WAITS = replace(UNIFIL, state=ChangeState.UNCONFIRMED, severity=Severity.LOW)
BROKEN = replace(LAYOUT, mission=None, acronym=None, severity=Severity.LOW)
ALL = (MINUSMA, UNIFIL, BROKEN, PART, WAITS)


def shown(site: TestClient, query: str) -> list[int]:
    document = lxml_html.document_fromstring(site.get(f"/changes?{query}").text)
    links = document.xpath("//ol[@class='changes']/li/a/@href")
    return [int(link.rpartition("/")[2]) for link in links]


@pytest.mark.parametrize(
    ("query", "numbers"),
    [
        ("", [5, 4, 3, 2, 1]),
        ("source=un", [5, 2, 1]),
        ("organisation=UN", [5, 4, 2, 1]),
        ("organisation=BE", [4]),
        ("mission=MINUSMA", [4, 1]),
        ("mission=none+such", []),
        ("country=ML", [4, 1]),
        ("country=Libanon", [5, 2]),
        ("kind=participation", [4]),
        ("severity=normal", [4, 2, 1]),
        ("severity=high", [2, 1]),
        ("state=unconfirmed", [5]),
        ("q=waarnemers", [4]),
        ("q=belgie", [4]),
        ('q="twee waarnemers" minus', [4]),
        ("since=2026-11-24&until=2026-11-24", [5, 4, 3, 2, 1]),
        ("since=2026-11-25", []),
        ("until=2026-11-23", []),
        ("review=relevant", []),
    ],
)
def test_a_choice_shows_what_fits_all_of_it(
    site: TestClient, watch: Watch, query: str, numbers: list[int]
) -> None:
    record(watch, *ALL)
    assert shown(site, query) == numbers


def test_changes_are_reviewed_together_with_who_and_when(watch: Watch) -> None:
    account(watch, "An", Role.REVIEWER)
    record(watch, *ALL)
    site = signed_in(watch, "An")
    form = {"change": ["1", "2"], "state": "relevant", "assignee": "An", "note": "Ask Kinshasa"}
    answer = site.post("/changes/review", data=form | {"back": "/changes?kind=ended"})
    assert answer.headers["location"] == "/changes?kind=ended"
    assert shown(site, "review=relevant&assignee=An") == [2, 1]
    site.post("/changes/review", data={"change": "1", "state": "not_relevant", "assignee": "-"})
    assert shown(site, "assignee=An") == [2]
    with watch.store.read() as repository:
        noted = [(one.by, one.state, one.assignee, one.note) for one in repository.reviews(1)]
        assert [one.action for one in repository.actions()][:2] == ["change.review"] * 2
    assert noted == [
        ("An", ReviewState.RELEVANT, "An", "Ask Kinshasa"),
        ("An", ReviewState.NOT_RELEVANT, "", ""),
    ]


@pytest.mark.parametrize(
    "form",
    [
        {"change": "99", "state": "seen"},
        {"change": ["1", "99"], "state": "seen"},
    ],
)
def test_reviewing_what_is_not_there_notes_nothing(
    site: TestClient, watch: Watch, form: dict[str, str]
) -> None:
    record(watch, *ALL)
    assert site.post("/changes/review", data=form).status_code == 404
    with watch.store.read() as repository:
        assert repository.reviews(1) == []


@pytest.mark.parametrize(
    "form", [{}, {"change": "x"}, {"change": "1", "state": "odd"}, {"assignee": "Nobody"}]
)
def test_a_review_that_says_nothing_notes_nothing(
    site: TestClient, watch: Watch, form: dict[str, str]
) -> None:
    record(watch, *ALL)
    assert site.post("/changes/review", data=form).status_code == 303
    with watch.store.read() as repository:
        assert repository.reviews(1) == []


def test_a_reader_sees_reviews_and_makes_none(watch: Watch) -> None:
    account(watch, "An", Role.READER)
    record(watch, *ALL)
    site = signed_in(watch, "An")
    assert 'name="change"' not in site.get("/changes").text
    assert site.post("/changes/review", data={"change": "1", "state": "seen"}).status_code == 403


def test_a_choice_is_kept_by_its_owner_and_read_as_a_feed(watch: Watch) -> None:
    account(watch, "An"), account(watch, "Bo")
    record(watch, *ALL)
    an, bo = signed_in(watch, "An"), signed_in(watch, "Bo")
    chosen = {"mission": "minusma", "kind": "ended", "name": "Ends in Mali"}
    assert an.post("/changes/keep", data=chosen).status_code == 303
    assert an.post("/changes/keep", data=chosen).status_code == 422
    page = an.get("/changes").text
    assert 'href="/changes?mission=minusma&amp;kind=ended">Ends in Mali<' in page
    assert "Ends in Mali" not in bo.get("/changes").text
    [address] = lxml_html.document_fromstring(page).xpath("//a[contains(@href, '/kept/')]/@href")
    feed = feedparser.parse(visit(watch, "192.0.2.9").get(address).text)
    assert [one.id.rpartition(":")[2].rpartition("/")[2] for one in feed.entries] == ["1"]
    assert bo.post("/changes/kept/1/forget").status_code == 404
    assert an.post("/changes/kept/1/forget").status_code == 303
    assert visit(watch, "192.0.2.9").get(address).status_code == 404


def test_the_feed_of_somebody_who_left_is_known_no_more(watch: Watch) -> None:
    gone = account(watch, "An")
    site = signed_in(watch, "An")
    site.post("/changes/keep", data={"kind": "ended", "name": "Ends"})
    with watch.store.read() as repository:
        [row] = repository.saved_filters(gone.id)
    account(watch, "Bo", Role.ADMIN)
    watch.disable(gone, by="Bo")
    assert visit(watch, "192.0.2.9").get(f"/feeds/kept/{row.token}.atom").status_code == 404


def test_words_are_found_in_changes_and_on_stored_pages(site: TestClient, watch: Watch) -> None:
    record(watch, *ALL)
    believe_list(watch)
    page = site.get("/search?q=waarnemers").text
    assert "<mark>waarnemers</mark>" in page
    assert 'href="/changes/4"' in page
    stored = site.get('/search?q="text"').text
    assert 'href="/pages/1"' in stored
    assert site.get("/search?q=%22%28%29*:-").status_code == 200


def test_the_first_page_tells_what_is_new_since_the_last_visit(watch: Watch) -> None:
    account(watch, "An", Role.REVIEWER)
    record(watch, *ALL)
    site = signed_in(watch, "An")
    assert "What changed</h1>" in site.get("/").text
    with watch.store.begin() as repository:
        owner = repository.account_named("An")
        assert owner is not None
        assert owner.seen_at is not None
        repository.note_visit(owner.id, owner.seen_at.replace(year=owner.seen_at.year + 1))
    page = site.get("/").text
    assert "What changed since your last visit" in page
    assert 'href="/changes/1"' not in page


def test_a_change_tells_what_was_made_of_it_and_leads_to_those_beside_it(watch: Watch) -> None:
    account(watch, "An", Role.REVIEWER)
    record(watch, *ALL)
    site = signed_in(watch, "An")
    site.post("/changes/review", data={"change": "2", "assignee": "An", "note": "Ask <Kinshasa>"})
    page = site.get("/changes/2").text
    assert "given to An" in page
    assert "Ask &lt;Kinshasa&gt;" in page
    assert '<option value="seen" selected>' in page
    links = lxml_html.document_fromstring(page).xpath("//nav[@class='pages']/a/@href")
    assert links == ["/changes/3", "/changes/1"]


def test_a_change_that_a_reader_looks_at_is_still_unseen(watch: Watch) -> None:
    account(watch, "An"), account(watch, "Bo", Role.REVIEWER)
    record(watch, *ALL)
    signed_in(watch, "An").get("/changes/1")
    with watch.store.read() as repository:
        assert repository.change(1).review is ReviewState.UNSEEN
    signed_in(watch, "Bo").get("/changes/1")
    with watch.store.read() as repository:
        assert [(one.by, one.state) for one in repository.reviews(1)] == [("Bo", ReviewState.SEEN)]


def test_a_choice_is_what_the_form_to_subscribe_begins_with(site: TestClient) -> None:
    chosen = "organisation=NATO&source=un&country=Mali&kind=ended&severity=high&mission=KFOR"
    form = lxml_html.document_fromstring(site.get(f"/subscribe?{chosen}").text).forms[0]
    checked = {box.get("value") for box in form.xpath(".//input[@checked]")}
    assert {"NATO", "un", "ended"} <= checked
    assert "UN" not in checked
    assert form.fields["severity"] == "high"
    assert (form.fields["missions"], form.fields["countries"]) == ("KFOR", "Mali")
    odd = site.get("/subscribe?organisation=EEC&kind=odd&severity=worst&country=Atlantis")
    assert odd.status_code == 200
