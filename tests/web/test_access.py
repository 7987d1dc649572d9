"""The site is for everybody: axe finds nothing to object to, in all languages, light and dark."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from missions.records import FieldValue, Listing, Status
from storage.people import Role
from tests.web.conftest import LAYOUT, MINUSMA, UNIFIL, believe_list, record
from tests.web.test_signing_in import SENTENCE, account
from tests.web.test_site_in_browser import browser, served
from watch import Watch

pytestmark = pytest.mark.browser
__all__ = ["browser"]
WCAG = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
}
PAGES = (
    "/",
    "/changes",
    "/changes?kind=ended&q=nothing",
    "/changes/1",
    "/changes/2",
    "/search?q=mandate",
    "/missions",
    "/missions/minusma",
    "/lists?source=un&as_of=2026-11-25",
    "/lists/compare?source=un&from=2026-11-24&to=2026-11-25",
    "/charts",
    "/contradictions",
    "/sources",
    "/oddities",
    "/pages/1",
    "/pages/1/versions",
    "/pages/1/as-served",
    "/runs",
    "/runs/1",
    "/crawl",
    "/held",
    "/new-missions",
    "/admin",
    "/admin/sources",
    "/admin/subscribers",
    "/admin/subscribers/new",
    "/admin/users",
    "/admin/mail",
    "/admin/audit",
    "/account",
    "/subscribe",
)
LOOKS = (("en", 1280, "light"), ("fr", 320, "dark"), ("nl", 360, "light"), ("de", 360, "dark"))
EXAMINED = ("en", "fr")
"""Languages in which axe looks at every page; in the others it looks at the first ones."""
A_FEW = 6


@pytest.fixture
def filled(watch: Watch) -> Watch:
    """A watch on which every page has something to show."""
    account(watch, "An", Role.ADMIN)
    record(watch, MINUSMA, UNIFIL, LAYOUT)
    host = {"host": FieldValue(("ML",), "Mali"), "until": FieldValue("2026-12-31", "2026")}
    believe_list(
        watch,
        Listing("minusma", "MINUSMA", "UN", "MINUSMA", Status.ONGOING, fields=host),
        Listing("new:x", "Mission in X", "UN", None, Status.UNKNOWN),
    )
    return watch


@pytest.mark.parametrize(("language", "width", "scheme"), LOOKS)
def test_every_page_is_accessible(
    browser: Browser,
    filled: Watch,
    language: str,
    width: int,
    scheme: str,
) -> None:
    with served(filled) as address:
        context = browser.new_context(
            viewport={"width": width, "height": 800},
            color_scheme=scheme,  # type: ignore[arg-type]
            reduced_motion="reduce",
        )
        page = context.new_page()
        said: list[str] = []
        page.on("console", lambda message: said.append(f"{page.url}: {message.text}"))
        page.goto(f"{address}/sign-in?lang={language}")
        found = _objections(page)
        _sign_in(page)
        for number, path in enumerate(PAGES):
            page.goto(address + path)
            if language in EXAMINED or number < A_FEW:
                found += _objections(page)
            if page.evaluate("document.documentElement.scrollWidth") > width:
                found.append(f"{path} is wider than the screen")
        context.close()
    assert "\n".join(found) == ""
    assert said == []


def test_the_site_is_used_by_keyboard_alone(browser: Browser, filled: Watch) -> None:
    with served(filled) as address:
        page = browser.new_page()
        page.goto(f"{address}/sign-in")
        page.get_by_role("textbox", name="Name").focus()
        page.keyboard.type("An")
        page.keyboard.press("Tab")
        page.keyboard.type(SENTENCE)
        page.keyboard.press("Enter")
        page.wait_for_url(f"{address}/")
        page.goto(f"{address}/changes")
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        assert page.evaluate("document.activeElement.id") == "content"
        page.get_by_role("checkbox", name="Choose change 1").focus()
        page.keyboard.press("Space")
        page.get_by_role("group").get_by_role("combobox", name="Review").focus()
        page.keyboard.type("relevant")
        page.get_by_role("button", name="Save").focus()
        with page.expect_navigation():
            page.keyboard.press("Enter")
        page.close()
    with filled.store.read() as repository:
        assert [(one.by, str(one.state)) for one in repository.reviews(1)] == [("An", "relevant")]


def _sign_in(page: Page) -> None:
    page.locator("input[name=name]").fill("An")
    page.locator("input[name=password]").fill(SENTENCE)
    with page.expect_navigation():
        page.locator("main button").click()


def _objections(page: Page) -> list[str]:
    results = Axe().run(page, options=WCAG)
    return [
        f"{page.url}: {one['id']}: {one['nodes'][0]['html'][:120]}"
        for one in results.response["violations"]
    ]
