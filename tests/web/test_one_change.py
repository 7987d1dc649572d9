"""The page of a change: records, versions, and who was told; and two versions compared."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta

import html5lib
import pytest
from fastapi.testclient import TestClient
from lxml import html as lxml_html

from crawler.reading.read import read_page
from missions.records import ChangeKind, FetchFacts, PageRole, RunStatus
from storage.rows import KeptPage, NewMessage, RunCounts
from storage.wishes import Wishes
from tests.web.conftest import MINUSMA, MOMENT, UNIFIL, record
from tests.web.hostile_pages import MANY, NESTED, SNIPPETS, page_with
from watch import Watch
from web.versions import file_name

DAY = timedelta(days=1)
REVIEWED = "<p>The Council reviews each operation once a year in the light of what it achieved.</p>"
LIST = (
    "<ul><li><h3>UNIFIL</h3><p>Mandate until: 31 August 2025</p><p>Strength: 10,500</p></li>"
    "<li><h3>UNDOF</h3><p>Mandate until: 31 August 2030</p></li>"
    "<li><h3>UNTSO</h3><p>Established: May 1948</p></li>"
    "<li><h3>UNMOGIP</h3><p>Established: January 1949</p></li></ul><p>An end.</p>"
)
PAGE = '<!doctype html><html lang="en"><body><main><h1>Operations</h1>{}</main></body></html>'
OLD = PAGE.format(REVIEWED + LIST)
NEW = PAGE.format(LIST.replace("31 August 2025", "31 December 2026") + REVIEWED)


def keep(watch: Watch, page: str, day: int, url: str = "", *, believed: bool = True) -> int:
    """Keep a version of the UN's list page, fetched some days after the first."""
    url, body = url or watch.profiles()["un"].start[0].url, page.encode()
    at = MOMENT + day * DAY
    facts = FetchFacts(url, url, 200, "text/html; charset=utf-8", at, len(body))
    reading = read_page(body, url, "text/html", PageRole.LIST)
    with watch.store.begin() as repository:
        run = repository.start_run("un", at)
        repository.keep_page(run, KeptPage(facts, PageRole.LIST, (), body, False, reading))
        if believed:
            repository.believe_run(run, at)
        status = RunStatus.OK if believed else RunStatus.HELD
        repository.finish_run(run, status, None, RunCounts(), at)
        return max(repository.versions(believed_only=False))


@pytest.fixture
def versions(watch: Watch) -> tuple[int, int]:
    """The numbers of two versions of the UN's list, a day apart."""
    return keep(watch, OLD, 0), keep(watch, NEW, 1)


def prolonged(watch: Watch) -> int:
    """Record the change between them."""
    url = watch.profiles()["un"].start[0].url
    with watch.store.begin() as repository:
        return repository.record_change(replace(UNIFIL, page=url), None, MOMENT + DAY)


def text_of(content: str) -> str:
    html5lib.HTMLParser(strict=True).parse(content)
    return " ".join(" ".join(lxml_html.document_fromstring(content).itertext()).split())


def test_all_facts_of_the_mission_stand_before_and_after(
    site: TestClient, watch: Watch, versions: tuple[int, int]
) -> None:
    page = site.get(f"/changes/{prolonged(watch)}").text
    text_of(page)
    table = lxml_html.document_fromstring(page).cssselect("table.record")[0]
    rows = [" ".join(body.text_content().split()) for body in table.cssselect("tbody")]
    assert "Mandate until changed − 31 August 2025 + 31 December 2026" in rows
    assert "Strength 10,500 10,500" in rows
    assert "Status ongoing ongoing" in rows
    assert len(table.cssselect("tbody.changed")) == 1


def test_a_mission_that_was_not_listed_has_no_record_before(site: TestClient, watch: Watch) -> None:
    keep(watch, OLD.replace("UNDOF", "MINURSO"), 0)
    keep(watch, OLD, 1)
    url = watch.profiles()["un"].start[0].url
    change = replace(MINUSMA, page=url, mission="undof", kind=ChangeKind.ADDED, before=None)
    with watch.store.begin() as repository:
        number = repository.record_change(replace(change, after="ongoing"), None, MOMENT + DAY)
    text = text_of(site.get(f"/changes/{number}").text)
    assert "Acronym changed not listed + UNDOF" in text
    assert "Before − not on the list After + on the list" in text


def test_a_change_leads_to_its_versions_and_their_neighbours(
    site: TestClient, watch: Watch
) -> None:
    first = keep(watch, OLD.replace("UNMOGIP", "MINURSO"), -1)
    old, new = keep(watch, OLD, 0), keep(watch, NEW, 1)
    last = keep(watch, NEW.replace("UNMOGIP", "MINURSO"), 2)
    page = site.get(f"/changes/{prolonged(watch)}").text
    assert f'href="/pages/compare?old={old}&amp;new={new}"' in page
    assert f'href="/pages/{old}?mark=unifil&amp;field=until#mark"' in page
    assert f'href="/pages/{new}/as-served?mark=unifil&amp;field=until"' in page
    assert re.search(rf'href="/pages/{first}\?[^"]*" rel="prev"', page)
    assert re.search(rf'href="/pages/{last}\?[^"]*" rel="next"', page)
    assert f'href="/pages/{new}/versions"' in page


def test_who_was_told_is_said_with_what_became_of_it(site: TestClient, watch: Watch) -> None:
    [number] = record(watch, UNIFIL)
    assert "Nobody is told of this change" in text_of(site.get(f"/changes/{number}").text)
    with watch.store.begin() as repository:
        people = {}
        for name in ("ann", "bob", "els", "jan", "https://hooks.example/secret-key"):
            email = name if "/" in name else f"{name}@example.org"
            people[name[:3]] = repository.subscribe(email, Wishes(), MOMENT)
            repository.announce(number, people[name[:3]].id, MOMENT)
        queued = {
            name: repository.queue_message(
                NewMessage(people[name].id, (number,), f"<{name}@x>", "News", b"x"), MOMENT + DAY
            )
            for name in ("bob", "els", "jan")
        }
        repository.message_sent(queued["els"], MOMENT + 2 * DAY)
        repository.message_failed(queued["jan"], "550 no such <user>", None)
    page = site.get(f"/changes/{number}").text
    text = text_of(page)
    assert "ann@example.org waits for the next mail 24 Nov 2026, 02:05 CET" in text
    assert "bob@example.org written, waits to be sent 25 Nov 2026, 02:05 CET" in text
    assert "els@example.org sent 26 Nov 2026, 02:05 CET" in text
    assert "jan@example.org refused: 550 no such <user>" in text
    assert "https://hooks.example/…#" in text
    assert "secret-key" not in page


def test_two_versions_are_compared_inline(site: TestClient, versions: tuple[int, int]) -> None:
    old, new = versions
    page = site.get(f"/pages/compare?old={old}&new={new}").text
    text = text_of(page)
    assert "2 passages differ." in text
    assert "Changed Mandate until: 31 − August 2025 + December 2026" in text
    assert "Moved away, now passage" in text
    assert "Moved here, was passage 2 The Council reviews" in text
    assert "<details>" in page
    assert "unchanged passages" in text


def test_two_versions_are_compared_side_by_side(
    site: TestClient, versions: tuple[int, int]
) -> None:
    old, new = versions
    page = site.get(f"/pages/compare?old={old}&new={new}&view=sides").text
    text_of(page)
    document = lxml_html.document_fromstring(page)
    [row] = document.cssselect(".row.changed")
    before, after = (row.cssselect(side)[0].text_content().split() for side in (".old", ".new"))
    assert before == "Before: Mandate until: 31 − August 2025".split()
    assert after == "After: Mandate until: 31 + December 2026".split()


def test_a_version_is_not_different_from_itself(
    site: TestClient, versions: tuple[int, int]
) -> None:
    text = text_of(site.get(f"/pages/compare?old={versions[0]}&new={versions[0]}").text)
    assert "The words of both versions are the same." in text


def test_versions_of_different_pages_are_not_compared(
    site: TestClient, watch: Watch, versions: tuple[int, int]
) -> None:
    other = keep(watch, OLD, 3, "https://un.example/other")
    answer = site.get(f"/pages/compare?old={versions[0]}&new={other}")
    assert answer.status_code == 422
    assert "These two versions are of different pages." in text_of(answer.text)


@pytest.mark.parametrize(
    "address",
    [
        "/pages/compare",
        "/pages/compare?old=1",
        "/pages/compare?old=1&new=x",
        "/pages/compare?old=1&new=99",
        "/pages/compare?old=1&new=2&view=nonsense",
        "/pages/compare?old=1&new=2&number=0",
        "/pages/99/versions",
        "/pages/99/raw",
        "/pages/99/as-served",
        "/pages/99/as-served/frame",
        "/pages/0/raw",
    ],
)
def test_what_is_not_there_is_not_found(
    site: TestClient, versions: tuple[int, int], address: str
) -> None:
    assert site.get(address).status_code == 404


def test_all_versions_are_listed_with_what_is_believed(
    site: TestClient, watch: Watch, versions: tuple[int, int]
) -> None:
    doubted = keep(watch, OLD.replace("UNIFIL", "MINURSO"), 2, believed=False)
    page = site.get(f"/pages/{versions[0]}/versions").text
    text = text_of(page)
    assert "3 versions are kept, newest first." in text
    assert re.findall(r'href="/pages/(\d+)">\d', page) == [str(doubted), *map(str, versions[::-1])]
    assert "never believed" in text
    assert "believed now" in text
    assert "believed until 25 Nov 2026, 02:05 CET" in text
    assert text_of(site.get(f"/pages/{versions[0]}/versions?number=2").text)


def test_the_bytes_can_be_downloaded_and_not_opened(
    site: TestClient, versions: tuple[int, int]
) -> None:
    answer = site.get(f"/pages/{versions[0]}/raw")
    assert answer.content == OLD.encode()
    assert answer.headers["content-type"] == "application/octet-stream"
    named = f'attachment; filename="un-version-{versions[0]}.html.txt"'
    assert answer.headers["content-disposition"] == named
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert "sandbox" in answer.headers["content-security-policy"]
    assert site.head(f"/pages/{versions[0]}/raw").headers["content-length"] == str(len(OLD))


def test_a_source_with_any_name_gives_a_plain_file_name(watch: Watch) -> None:
    number = keep(watch, OLD, 0)
    with watch.store.read() as repository:
        row = repository.snapshot(number)
    odd = replace(row, source='a"\r\nb: ü/../', content_type="application/x-nonsense")
    assert file_name(odd) == f"a-b-version-{number}.bytes.txt"


def test_bytes_beyond_what_is_fetched_are_not_sent(
    site: TestClient, watch: Watch, versions: tuple[int, int]
) -> None:
    watch.settings.crawl.__dict__["max_bytes"] = 100
    assert site.get(f"/pages/{versions[0]}/raw").status_code == 413


def test_the_page_as_served_stands_in_a_frame_with_the_passage_marked(
    site: TestClient, versions: tuple[int, int]
) -> None:
    around = site.get(f"/pages/{versions[1]}/as-served?mark=unifil&field=until")
    text_of(around.text)
    [frame] = lxml_html.document_fromstring(around.text).cssselect("iframe")
    assert frame.get("sandbox") == ""
    assert frame.get("title")
    address = frame.get("src")
    assert address == f"/pages/{versions[1]}/as-served/frame?mark=unifil&field=until#mark"
    assert "frame-src 'self'" in around.headers["content-security-policy"]
    assert "unsafe" not in around.headers["content-security-policy"]
    inside = site.get(address)
    assert '<mark id="mark">31 December 2026</mark>' in inside.text
    policy = inside.headers["content-security-policy"]
    assert policy.startswith("sandbox; default-src 'none'; style-src 'sha256-")
    assert "frame-ancestors 'self'" in policy
    assert "unsafe" not in policy
    assert inside.headers["x-frame-options"] == "SAMEORIGIN"


@pytest.mark.parametrize("mark", ["nothing", "%22%3E%3Cscript%3E", "unifil%00"])
def test_a_mark_of_nothing_marks_nothing(
    site: TestClient, versions: tuple[int, int], mark: str
) -> None:
    for address in ("", "/as-served", "/as-served/frame"):
        page = site.get(f"/pages/{versions[0]}{address}?mark={mark}&field={mark}")
        assert page.status_code == 200
        html5lib.HTMLParser(strict=True).parse(page.text)
        assert "<mark" not in page.text.replace('<mark id="mark">UNIFIL', "")
        assert "<script" not in page.text


@pytest.mark.parametrize("hostile", [*SNIPPETS.values(), NESTED], ids=[*SNIPPETS, "nested"])
def test_no_view_of_a_hostile_page_passes_its_code_on(
    site: TestClient, watch: Watch, hostile: str
) -> None:
    plain, number = keep(watch, page_with(""), 0), keep(watch, page_with("<p>x</p>" + hostile), 1)
    for address in (
        f"/pages/{number}",
        f"/pages/{number}/as-served",
        f"/pages/{number}/as-served/frame",
        f"/pages/{number}/versions",
        f"/pages/compare?old={plain}&new={number}",
        f"/pages/compare?old={plain}&new={number}&view=sides",
    ):
        answer = site.get(address)
        assert answer.status_code == 200
        html5lib.HTMLParser(strict=True).parse(answer.text)
        document = lxml_html.document_fromstring(answer.text)
        assert not document.xpath("//script | //img | //svg | //object | //meta[@http-equiv]")
        assert not document.xpath("//@*[starts-with(name(), 'on')] | //@style")
        assert "\u202e" not in answer.text


def test_no_page_is_larger_than_may_be_transferred(site: TestClient, watch: Watch) -> None:
    every = "".join(f"<p>Passage {number} of many &quot;&quot;</p>" for number in range(3_000))
    third = re.sub(r"(\d)0 of", r"\1 out of", every)
    plain = keep(watch, page_with(every), 0)
    numbers = [keep(watch, page_with(third), 1), keep(watch, page_with(MANY), 2)]
    for number in numbers:
        for address in (
            f"/pages/{number}?mark=unifil",
            f"/pages/{number}/as-served/frame",
            f"/pages/compare?old={plain}&new={number}",
            f"/pages/compare?old={plain}&new={number}&view=sides",
            f"/pages/compare?old={plain}&new={number}&view=sides&number=2",
            f"/pages/compare?old={plain}&new={number}&number=100000",
        ):
            answer = site.get(address)
            assert answer.status_code == 200
            assert len(answer.content) < 200_000, address


def test_every_part_of_a_long_difference_can_be_reached(site: TestClient, watch: Watch) -> None:
    plain, other = keep(watch, page_with(""), 0), keep(watch, page_with(MANY[:200_000]), 1)
    address: str | None = f"/pages/compare?old={plain}&new={other}"
    seen: list[str] = []
    while address:
        document = lxml_html.document_fromstring(site.get(address).text)
        seen += re.findall(r"Passage (\d+) ", document.text_content())
        address = next(iter(document.xpath("//a[@rel='next']/@href")), None)
    assert seen == [str(number) for number in range(len(seen))]
    assert len(seen) > 2_500


def test_a_page_made_to_take_long_is_only_offered_for_download(
    site: TestClient, watch: Watch
) -> None:
    plain, number = keep(watch, page_with(""), 0), keep(watch, page_with("<br>x" * 70_000), 1)
    for address in (f"/pages/{number}", f"/pages/{number}/as-served"):
        text = text_of(site.get(address).text)
        assert "This version is too large or too entangled to be shown here." in text
        assert "Download the bytes" in text
    text = text_of(site.get(f"/pages/compare?old={plain}&new={number}").text)
    assert "One of these versions is too large or too entangled to be compared here." in text
    assert "UNIFIL" not in text
    assert site.get(f"/pages/{number}/as-served/frame").status_code == 200
