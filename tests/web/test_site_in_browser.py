"""The site works in a real browser, down to 320 px, under its own strict policy."""

from __future__ import annotations

import shutil
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import uvicorn
from playwright.sync_api import Browser, sync_playwright

from notifier.links import Purpose
from storage.wishes import Wishes
from tests.crawler.sites import serving
from tests.requirements_of_tests import require
from tests.web.conftest import MINUSMA, MOMENT, UNIFIL, record, subscribe
from tests.web.working import listing, watching
from watch import Watch
from web.app import create_app

pytestmark = pytest.mark.browser


@contextmanager
def served(watch: Watch) -> Iterator[str]:
    with socket.create_server(("127.0.0.1", 0)) as bound:
        server = uvicorn.Server(uvicorn.Config(create_app(watch), log_config=None))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [bound]})
        thread.start()
        while not server.started:
            time.sleep(0.01)
        try:
            yield f"http://127.0.0.1:{bound.getsockname()[1]}"
        finally:
            server.should_exit = True
            thread.join(10)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    program = shutil.which("chromium")
    require("browser", program is not None, "Chromium is not installed")
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(
            executable_path=program, args=["--no-sandbox", "--disable-gpu"]
        )
        yield running
        running.close()


def test_a_reader_chooses_by_keyboard_what_they_get(
    browser: Browser, watch: Watch, tmp_path: Path
) -> None:
    with watch.store.begin() as repository:
        person = repository.subscribe("jan@example.be", Wishes("de"), MOMENT)
    with served(watch) as address:
        page = browser.new_page(viewport={"width": 320, "height": 700}, color_scheme="dark")
        page.goto(address + watch.path(Purpose.PREFERENCES, person))
        page.screenshot(path=tmp_path / "preferences.png", full_page=True)
        assert page.evaluate("document.documentElement.scrollWidth") <= 320
        page.get_by_role("checkbox", name="NATO", exact=True).focus()
        page.keyboard.press("Space")
        page.get_by_role("textbox", name="Missionen").focus()
        page.keyboard.type("kfor, NMI")
        page.keyboard.press("Tab")
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        page.get_by_role("status").wait_for()
        page.close()
    with watch.store.read() as repository:
        wishes = repository.subscriber(person.id).wishes
    assert (wishes.organisations, wishes.missions) == (("NATO",), ("kfor", "nmi"))


def test_pages_fit_a_narrow_screen_and_break_no_policy(
    browser: Browser, watch: Watch, tmp_path: Path
) -> None:
    record(watch, MINUSMA, UNIFIL)
    token = subscribe(watch)
    with served(watch) as address:
        page = browser.new_page(viewport={"width": 320, "height": 700})
        complaints: list[str] = []
        page.on("console", lambda message: complaints.append(message.text))
        for number, path in enumerate(
            ["/", "/changes", "/changes/2", "/missions", "/sources", "/subscribe?lang=fr"]
        ):
            page.goto(address + path)
            page.screenshot(path=tmp_path / f"site-{number}.png", full_page=True)
            assert page.evaluate("document.documentElement.scrollWidth") <= 320, path
        page.goto(f"{address}/unsubscribe/{token}")
        page.get_by_role("button", name="Deze e-mails stopzetten").click()
        assert page.get_by_role("heading", name="Klaar").is_visible()
        page.goto(f"{address}/changes?lang=en")
        page.get_by_role("combobox", name="Mission", exact=True).fill("unifil")
        page.get_by_role("button", name="Show").click()
        assert page.locator("ol.changes li").count() == 1
        assert [text for text in complaints if "favicon" not in text] == []
        page.close()


SLOW = 1.5
"""Seconds that the crawled list takes to answer."""


@pytest.fixture
def crawlable(empty_database: Path, tmp_path: Path) -> Iterator[Watch]:
    shutil.copy(empty_database, tmp_path / "crawlable.db")
    with serving({"/list": listing(slow=SLOW)}) as site:
        crawl = {"allow_private_addresses": True}
        starts = {"un": f"{site.url}/list", "nato": f"{site.url}/list"}
        with watching(tmp_path / "crawlable.db", crawl=crawl, **starts) as watch:
            yield watch


@pytest.mark.parametrize("has_script", [True, False], ids=["script", "no script"])
@pytest.mark.parametrize("sources", [1, 2])
def test_a_crawl_is_followed_to_its_end_with_and_without_script(
    browser: Browser, crawlable: Watch, tmp_path: Path, has_script: bool, sources: int
) -> None:
    with served(crawlable) as address:
        context = browser.new_context(
            java_script_enabled=has_script, viewport={"width": 320, "height": 700}
        )
        page = context.new_page()
        complaints: list[str] = []
        page.on("console", lambda message: complaints.append(message.text))
        page.goto(f"{address}/crawl")
        names = ["United Nations peace operations", "NATO operations"]
        for box in page.get_by_role("checkbox").all()[1 : 1 + sources]:
            box.check()
        page.get_by_role("button", name="Crawl these now").click()
        assert page.get_by_text("The crawl goes on").first.is_visible(), names
        assert page.get_by_role("link", name="Look again", exact=True).count() == (not has_script)
        page.screenshot(path=tmp_path / "progress.png", full_page=True)
        if not has_script:
            page.get_by_role("link", name="Look again every five seconds").click()
        believed = page.locator("h1, h2").get_by_text("believed", exact=True)
        believed.nth(sources - 1).wait_for(timeout=20_000)
        page.screenshot(path=tmp_path / "ended.png", full_page=True)
        assert page.get_by_text("5 missions").count() == sources
        assert page.locator("[data-events]").count() == 0
        assert [text for text in complaints if "favicon" not in text] == []
        context.close()


def test_staff_pages_fit_a_narrow_screen_and_break_no_policy(
    browser: Browser, crawlable: Watch, tmp_path: Path
) -> None:
    crawlable.crawl("un")
    subscribe(crawlable)
    with served(crawlable) as address:
        page = browser.new_page(viewport={"width": 320, "height": 700}, color_scheme="dark")
        complaints: list[str] = []
        page.on("console", lambda message: complaints.append(message.text))
        places = (
            "/crawl", "/runs", "/runs/1", "/held", "/new-missions", "/admin", "/admin/sources",
            "/admin/subscribers", "/admin/subscribers/1", "/admin/users", "/admin/mail",
            "/admin/audit",
        )  # fmt: skip
        for number, path in enumerate(places):
            page.goto(address + path)
            page.screenshot(path=tmp_path / f"staff-{number:02}.png", full_page=True)
            assert page.evaluate("document.documentElement.scrollWidth") <= 320, path
        assert [text for text in complaints if "favicon" not in text] == []
        page.close()
