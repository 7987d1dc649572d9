"""A pasted address: shown before it is watched, kept nowhere, and no way into the network here."""

from __future__ import annotations

import gzip
import shutil
from collections.abc import Iterator
from pathlib import Path

import html5lib
import pytest

from storage.people import Role
from tests.crawler.sites import Answer, Site, serving
from tests.web.conftest import visit
from tests.web.test_site import HOSTILE, text_of
from tests.web.working import CURRENT, as_role, listing, watching
from watch import Watch
from watch.auditing import MOST
from watch.previewing import AT_ONCE, Previewing

OPEN = {"allow_private_addresses": True}


@pytest.fixture
def database(empty_database: Path, tmp_path: Path) -> Path:
    shutil.copy(empty_database, tmp_path / "watch.db")
    return tmp_path / "watch.db"


@pytest.fixture
def guarded(database: Path) -> Iterator[Watch]:
    """A watch that may not fetch from private networks, as is usual."""
    with watching(database, crawl={}) as opened:
        yield opened


@pytest.fixture
def page() -> Iterator[Site]:
    with serving({"/list": listing({**CURRENT, "UNASAV": HOSTILE})}) as site:
        yield site


@pytest.fixture
def watch(database: Path) -> Iterator[Watch]:
    with watching(database, crawl=OPEN) as opened:
        yield opened


def looked_at(watch: Watch, url: str) -> str:
    answer = visit(watch).post("/crawl/preview", data={"url": url})
    assert answer.status_code == 200
    html5lib.HTMLParser(strict=True).parse(answer.text)
    return answer.text


def test_what_would_be_read_is_shown_and_nothing_is_kept(watch: Watch, page: Site) -> None:
    shown = looked_at(watch, f"{page.url}/list")
    text = text_of(shown)
    for name in CURRENT:
        assert name in text
    assert "not in the register" in text
    assert "Current peacekeeping operations" in text
    assert "<img" not in shown
    with watch.store.read() as repository:
        assert (repository.runs(), repository.pages(), repository.source_rows()) == ([], [], [])
        assert [one.action for one in repository.actions()] == ["crawl.preview"]


def test_it_is_added_as_a_source_by_an_administrator_alone(watch: Watch, page: Site) -> None:
    reviewer, admin = as_role(watch, Role.REVIEWER), as_role(watch, Role.ADMIN)
    address = {"url": f"{page.url}/list", "name": "Liste", "organisation": "UN"}
    told = reviewer.post("/crawl/preview", data=address).text
    assert "An administrator can add it" in told
    assert 'action="/admin/sources/add"' not in told
    assert reviewer.post("/admin/sources/add", data={**address, "id": "x"}).status_code == 403
    assert 'action="/admin/sources/add"' in admin.post("/crawl/preview", data=address).text
    answer = admin.post("/admin/sources/add", data={**address, "id": "liste"})
    assert answer.headers["location"] == "/admin/sources?done=added&about=liste"
    assert watch.profiles()["liste"].name == "Liste"


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "localhost", "2130706433", "0x7f.1", "[::1]", "[::ffff:127.0.0.1]"]
)
def test_an_address_on_this_machine_is_refused_however_it_is_written(
    guarded: Watch, page: Site, host: str
) -> None:
    shown = looked_at(guarded, f"http://{host}:{page.url.rpartition(':')[2]}/list")
    assert page.visits == []
    assert "private address" in shown
    assert "MINUSMA" not in shown


def test_a_redirect_into_the_private_network_is_refused(database: Path, page: Site) -> None:
    named = page.url.replace("127.0.0.1", "localhost")
    with (
        serving({}) as proxy,
        watching(database, crawl={"proxy": proxy.url}) as watch,
    ):
        for path, target in (("a", page.url), ("b", named), ("c", "http://169.254.169.254")):
            moved = Answer(status=302).having(("Location", f"{target}/list"))
            proxy.answers[f"http://mission.example/{path}"] = moved
            shown = looked_at(watch, f"http://mission.example/{path}")
            assert "private address" in shown
        assert all("/list" not in one.path for one in proxy.visits)
    assert page.visits == []


def test_a_name_that_turns_private_when_it_is_connected_to_is_refused(
    guarded: Watch, page: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # In the process that fetches, and only there, the name leads to this machine.
    (tmp_path / "sitecustomize.py").write_text(
        "import socket\n"
        "known = socket.getaddrinfo\n"
        "def rebound(host, *rest, **more):\n"
        "    host = '127.0.0.1' if host in ('rebind.example', b'rebind.example') else host\n"
        "    return known(host, *rest, **more)\n"
        "socket.getaddrinfo = rebound\n"
    )
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    shown = looked_at(guarded, f"http://rebind.example:{page.url.rpartition(':')[2]}/list")
    assert "rebind.example leads to 127.0.0.1, a private address" in shown
    assert page.visits == []


def test_a_page_that_unpacks_to_something_huge_is_not_taken(database: Path) -> None:
    bomb = Answer(gzip.compress(bytes(50_000_000))).having(("Content-Encoding", "gzip"))
    with (
        serving({"/bomb": bomb}) as site,
        watching(database, crawl={**OPEN, "max_bytes": 1_000_000}) as watch,
    ):
        assert "larger than the limit" in looked_at(watch, f"{site.url}/bomb")


@pytest.mark.parametrize(
    "url",
    ["", "file:///etc/passwd", "javascript:alert(1)", "ftp://example.org/", "http://", "x" * 1999],
)
def test_what_is_no_web_address_is_not_asked_for(watch: Watch, url: str) -> None:
    answer = visit(watch).post("/crawl/preview", data={"url": url})
    assert answer.status_code == 422
    assert 'role="alert"' in answer.text
    assert watch.actions() == []


def test_an_address_cannot_forge_a_line_of_the_audit_log(watch: Watch) -> None:
    url = "http://127.0.0.1:1/x\r\n2026-01-01 admin run.accept \x1b[31m"
    visit(watch).post("/crawl/preview", data={"url": url})
    watch.note_within_limits("a\nb", "crawl.preview", url, address="::1\r\n")
    for one in watch.actions():
        assert (one.by + one.subject + one.address).isprintable()


def test_who_looks_too_often_or_while_others_look_is_told_to_wait(
    watch: Watch, page: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = as_role(watch, Role.REVIEWER, "An")
    for _ in range(AT_ONCE):
        Previewing._looking.acquire()
    try:
        busy = site.post("/crawl/preview", data={"url": page.url})
    finally:
        for _ in range(AT_ONCE):
            Previewing._looking.release()
    assert (busy.status_code, busy.headers["retry-after"]) == (503, "60")
    for _ in range(MOST):
        watch.note_within_limits("An", "crawl.preview", "x")
    often = site.post("/crawl/preview", data={"url": page.url})
    assert often.status_code == 429
    assert "retry-after" in often.headers
    assert page.visits == []
