"""The pages of missions in a real browser: on any screen, light and dark, by keyboard, printed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.web.conftest import MINUSMA, believe, record
from tests.web.test_missions import FIRST, GONE, PART, SAID, SECOND, SMUGGLER, UNIFIL
from tests.web.test_site_in_browser import browser, served
from watch import Watch

pytestmark = pytest.mark.browser
__all__ = ["browser"]
PATHS = (
    "/missions",
    "/missions/unifil",
    "/missions/new:x",
    "/lists",
    "/lists/compare?from=2024-01-10&to=2024-03-01",
    "/charts",
)


@pytest.fixture
def address(watch: Watch) -> Iterator[str]:
    """Where a site with a little history is served."""
    long_name = replace(UNIFIL, name="Interim" * 30)
    believe(watch, "un", FIRST, UNIFIL, SMUGGLER)
    believe(watch, "belgium", FIRST, PART, said=(SAID,))
    believe(watch, "un", SECOND, long_name, GONE)
    record(watch, replace(MINUSMA, mission="unifil", acronym="UNIFIL"), MINUSMA)
    with served(watch) as address:
        yield address


def open_page(browser: Browser, width: int, scheme: str) -> tuple[Page, list[str]]:
    page = browser.new_page(
        viewport={"width": width, "height": 800},
        color_scheme="dark" if scheme == "dark" else "light",
    )
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    return page, complaints


@pytest.mark.parametrize("width", [320, 360, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_page_is_wider_than_its_screen_or_breaks_the_policy(
    browser: Browser, address: str, tmp_path: Path, width: int, scheme: str
) -> None:
    page, complaints = open_page(browser, width, scheme)
    for number, path in enumerate(PATHS):
        page.goto(address + path)
        page.screenshot(path=tmp_path / f"{number}.png", full_page=True)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path
    page.close()
    assert [text for text in complaints if "favicon" not in text] == []


def test_wide_tables_scroll_by_keyboard_and_the_drawing_has_its_colours(
    browser: Browser, address: str
) -> None:
    page, _ = open_page(browser, 320, "dark")
    page.goto(f"{address}/missions/unifil")
    region = page.get_by_role("region", name="What was printed since when")
    region.focus()
    page.keyboard.press("End")
    page.keyboard.press("ArrowRight")
    page.wait_for_function("element => element.scrollLeft > 0", arg=region.element_handle())
    fill = page.locator("pattern#fill-ongoing rect").evaluate("one => getComputedStyle(one).fill")
    assert fill == "rgb(30, 82, 49)"
    assert page.get_by_role("img", name="UNIFIL across the sources").count() == 1
    page.close()


def test_a_printed_mission_has_no_menu_and_its_tables_in_full(
    browser: Browser, address: str
) -> None:
    page, _ = open_page(browser, 700, "dark")
    page.emulate_media(media="print")
    page.goto(f"{address}/missions/unifil")
    assert not page.locator("body > header").is_visible()
    assert not page.get_by_role("link", name="Get mail about UNIFIL").is_visible()
    assert page.locator("#life-table").is_visible()
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    assert page.evaluate("document.documentElement.scrollWidth") <= 700
    page.close()
