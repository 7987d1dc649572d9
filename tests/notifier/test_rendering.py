"""The mail looks right in a real browser: narrow and wide, light and dark."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.notifier.samples import busy_week, change, html_of, item, message_of
from tests.requirements_of_tests import require

pytestmark = pytest.mark.browser

CONTRASTS = """() => {
  const numbers = (colour) => colour.match(/[\\d.]+/g).map(Number);
  const light = (colour) => {
    const [r, g, b] = numbers(colour).slice(0, 3).map((part) => {
      const value = part / 255;
      return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const background = (element) => {
    for (let e = element; e; e = e.parentElement) {
      const colour = getComputedStyle(e).backgroundColor;
      if (numbers(colour)[3] !== 0) return colour;
    }
    return "rgb(255, 255, 255)";
  };
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const found = [];
  while (walker.nextNode()) {
    if (!walker.currentNode.textContent.trim()) continue;
    const element = walker.currentNode.parentElement;
    const pair = [light(getComputedStyle(element).color), light(background(element))].sort();
    const [dark, bright] = pair[0] < pair[1] ? pair : [pair[1], pair[0]];
    found.push((bright + 0.05) / (dark + 0.05));
  }
  return found;
}"""


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


@pytest.mark.parametrize("width", [360, 800])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nothing_is_cut_off_and_all_text_can_be_read(
    browser: Browser, tmp_path: Path, width: int, scheme: str
) -> None:
    long_word = item(change("renamed", before="A" * 300, after="https://x/" + "b" * 200), 9)
    page = browser.new_page(
        viewport={"width": width, "height": 800},
        color_scheme="dark" if scheme == "dark" else "light",
    )
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.set_content(html_of(message_of([*busy_week(), long_word], "nl")))
    page.screenshot(path=tmp_path / f"mail-{width}-{scheme}.png", full_page=True)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert asked == []
    contrasts = page.evaluate(CONTRASTS)
    assert len(contrasts) > 40
    assert min(contrasts) >= 4.5
    page.close()
