"""In a real browser, no view of a hostile stored page runs code, loads anything or breaks out."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import parse_qsl, urlsplit

import pytest
from fastapi.testclient import TestClient
from playwright.sync_api import Browser, Dialog, Page, Request

from tests.web.hostile_pages import NESTED, SNIPPETS, page_with
from tests.web.test_one_change import NEW, OLD, keep, prolonged
from tests.web.test_site_in_browser import browser, served  # noqa: F401 - a fixture
from watch import Watch
from web import as_served
from web.inert import Inert

pytestmark = pytest.mark.browser
REFUSALS = ("Content Security Policy", "Blocked script execution", "sandboxed", "Unsafe attempt")
"""Words of a browser that refuses something: what else it says is an error of ours."""
HELD_BACK = ("csp", "origin")
"""Why a browser did not even send a request."""


class Witness:
    """What a browser's page asked for and complained of."""

    def __init__(self, page: Page, address: str) -> None:
        self._page, self._host = page, urlsplit(address).netloc
        self._elsewhere: list[Request] = []
        self.complaints: list[str] = []
        self.dialogs = 0
        page.on("request", self._note)
        page.on("console", lambda message: self.complaints.append(message.text))
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("dialog", self._dismiss)

    def _note(self, request: Request) -> None:
        parts = urlsplit(request.url)
        if parts.netloc != self._host and parts.scheme != "about":
            self._elsewhere.append(request)

    def _dismiss(self, dialog: Dialog) -> None:
        self.dialogs += 1
        dialog.dismiss()

    def assert_nothing_happened(self, *, but_refusals: bool = False) -> None:
        """Look at everything, in every frame."""
        held_back = HELD_BACK if but_refusals else ()
        assert [one.url for one in self._elsewhere if one.failure not in held_back] == []
        assert self.dialogs == 0
        # Frames within the frame never load, so nothing answers there.
        outer = (None, self._page.main_frame)
        frames = [one for one in self._page.frames if one.parent_frame in outer]
        assert [one.evaluate("window.ran") for one in frames] == [None] * len(frames)
        if but_refusals:
            unexpected = [
                text for text in self.complaints if not any(one in text for one in REFUSALS)
            ]
        else:
            unexpected = [text for text in self.complaints if "favicon" not in text]
        assert unexpected == []


@contextmanager
def watched(browser: Browser, address: str, **options: object) -> Iterator[tuple[Page, Witness]]:  # noqa: F811
    page = browser.new_page(**options)  # type: ignore[arg-type]
    yield page, Witness(page, address)
    page.close()


def test_the_witness_notices_what_a_page_does(browser: Browser) -> None:  # noqa: F811
    with watched(browser, "http://127.0.0.1") as (page, witness):
        page.set_content(SNIPPETS["image with a handler"])
        page.wait_for_function("window.ran")
        with pytest.raises(AssertionError):
            witness.assert_nothing_happened(but_refusals=True)


def test_no_hostile_page_does_anything(browser: Browser, watch: Watch) -> None:  # noqa: F811
    plain = keep(watch, page_with(""), 0)
    hostile = {
        name: keep(watch, page_with(f"<p>Case {day}</p>{snippet}"), day)
        for day, (name, snippet) in enumerate({**SNIPPETS, "nested": NESTED}.items(), 1)
    }
    with served(watch) as address, watched(browser, address) as (page, witness):
        for name, number in hostile.items():
            for path in (
                f"/pages/{number}?mark=unifil",
                f"/pages/{number}/as-served?mark=unifil&field=until",
                f"/pages/compare?old={plain}&new={number}",
            ):
                page.goto(address + path)
                assert urlsplit(page.url).path == urlsplit(path).path, name
                witness.assert_nothing_happened()


def test_a_frame_that_was_not_cleaned_could_do_nothing_either(
    browser: Browser,  # noqa: F811
    watch: Watch,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(
        as_served,
        "_drawn",
        lambda version, mark, field: Inert(version.page.text, is_marked=False, is_cut=False),
    )
    numbers = [
        keep(watch, page_with(f"<p>Case {day}</p>{snippet}"), day)
        for day, snippet in enumerate(SNIPPETS.values())
    ]
    with served(watch) as address, watched(browser, address) as (page, witness):
        for number in numbers:
            page.goto(f"{address}/pages/{number}/as-served")
            page.wait_for_timeout(50)
            witness.assert_nothing_happened(but_refusals=True)


def test_the_frame_shows_the_marked_passage(
    browser: Browser,  # noqa: F811
    watch: Watch,
) -> None:
    far = "<p>Far above.</p>" * 200
    number = keep(watch, OLD.replace("<ul>", f"{far}<ul>"), 0)
    with served(watch) as address, watched(browser, address) as (page, witness):
        page.goto(f"{address}/pages/{number}/as-served?mark=unifil&field=until")
        frame = page.frames[1]
        assert frame.locator("mark").text_content() == "31 August 2025"
        # The frame's own scripts are off, and with them what the driver waits with.
        deadline = time.monotonic() + 20
        while not frame.evaluate("window.scrollY") and time.monotonic() < deadline:
            page.wait_for_timeout(50)
        assert frame.evaluate("window.scrollY") > 0
        outline = frame.evaluate("getComputedStyle(document.querySelector('mark')).outlineStyle")
        assert outline == "solid"
        witness.assert_nothing_happened()


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_view_fits_the_screen(
    browser: Browser,  # noqa: F811
    watch: Watch,
    width: int,
    scheme: str,
) -> None:
    wide = "<table><tr>" + "<td>Unbreakable-0123456789-0123456789</td>" * 9 + "</tr></table>"
    old, new = keep(watch, OLD, 0), keep(watch, NEW.replace("<p>An end", f"{wide}<p>An end"), 1)
    size = {"width": width, "height": 700}
    with (
        served(watch) as address,
        watched(browser, address, viewport=size, color_scheme=scheme) as (page, witness),
    ):
        for path in (
            f"/changes/{prolonged(watch)}",
            f"/pages/compare?old={old}&new={new}",
            f"/pages/compare?old={old}&new={new}&view=sides",
            f"/pages/{new}?mark=unifil",
            f"/pages/{new}/as-served?mark=unifil",
            f"/pages/{new}/versions",
        ):
            page.goto(address + path)
            assert page.evaluate("document.documentElement.scrollWidth") <= width, path
        witness.assert_nothing_happened()


def test_two_versions_are_chosen_and_compared_by_keyboard(
    browser: Browser,  # noqa: F811
    watch: Watch,
) -> None:
    first = keep(watch, OLD.replace("UNMOGIP", "MINURSO"), -1)
    keep(watch, OLD, 0)
    last = keep(watch, NEW, 1)
    with served(watch) as address, watched(browser, address) as (page, _):
        page.goto(f"{address}/pages/{last}/versions")
        page.get_by_role("radio", name=f"Version {first} is the one before").focus()
        page.keyboard.press("Space")
        page.get_by_role("button", name="Compare side by side").focus()
        page.keyboard.press("Enter")
        page.wait_for_url("**/pages/compare?*")
        asked = dict(parse_qsl(urlsplit(page.url).query))
        assert asked == {"old": str(first), "new": str(last), "view": "sides"}


def test_a_change_can_be_printed(
    browser: Browser,  # noqa: F811
    site: TestClient,
    watch: Watch,
) -> None:
    keep(watch, OLD, 0)
    keep(watch, NEW, 1)
    with served(watch) as address, watched(browser, address) as (page, _):
        page.emulate_media(media="print")
        page.goto(f"{address}/changes/{prolonged(watch)}")
        assert not page.locator("header").is_visible()
        assert page.get_by_role("heading", level=1).is_visible()
        lines = "getComputedStyle(document.querySelector('del')).textDecorationLine"
        assert page.evaluate(lines) == "line-through"
