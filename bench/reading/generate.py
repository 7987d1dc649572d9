"""Writes the pages of the bench: every organisation in every layout and language, at many dates.

Knows nothing of the reader. The same seed always gives the same pages.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from html import escape
from random import Random

from bench.reading.entries import Plan, planned
from bench.reading.facts import FRAMEWORK, LANGUAGES, ORGANISATIONS
from bench.reading.furniture import Furniture
from bench.reading.layouts import LAYOUTS, Layout
from bench.reading.layouts.content import Content
from bench.reading.markup import Style
from bench.reading.page import GeneratedPage
from bench.reading.sheet import Sheet, sheet
from bench.reading.words import words

ROUNDS = 2
FIRST_DAY, LAST_DAY = date(1995, 1, 1), date(2026, 11, 1)
OLD_CHARSETS = ("iso-8859-1", "windows-1252")
SITES = {
    "UN-PKO": "peacekeeping",
    "UN-SPM": "politicalaffairs",
    "EU": "externalaction",
    "NATO": "alliance",
    "OSCE": "cooperation",
}


def pages(seed: int) -> Iterator[GeneratedPage]:
    """Yield the pages of a seed, a few for each layout, language and organisation."""
    for layout in LAYOUTS:
        for language in LANGUAGES:
            for organisation in ORGANISATIONS:
                for number in range(ROUNDS):
                    yield page(layout, language, organisation, f"{seed}/{number}")


def page(layout: Layout, language: str, organisation: str, seed: str) -> GeneratedPage:
    """Return one page of a cell."""
    rng = Random(f"{seed}/{layout.name}/{language}/{organisation}")  # noqa: S311
    return printed(layout, content_of(layout, language, organisation, rng), rng)


def printed(layout: Layout, found: Sheet, rng: Random) -> GeneratedPage:
    """Return what a page says as a page in a layout; the same draws give it the same style."""
    style = Style(rng)
    content = layout.write(found, style)
    if layout.role == "records":
        return _made(layout, found, content, _file(content, rng), ())
    found = replace(found, title=content.title or found.title)
    furniture = Furniture(found.words, found.plan.habit, found.plan.as_of, style, rng)
    html = style.spaced(_document(found, content, style, furniture))
    return _made(layout, found, content, _encoded(html, content, rng), furniture.named)


def content_of(layout: Layout, language: str, organisation: str, rng: Random) -> Sheet:
    """Draw days until one has enough missions for the layout's way of telling a status."""
    while True:
        plan = _plan(layout, language, organisation, rng)
        found = sheet(plan, rng, additions=layout.additions)
        if found is not None:
            return found


def _plan(layout: Layout, language: str, organisation: str, rng: Random) -> Plan:
    days = (LAST_DAY - FIRST_DAY).days
    as_of = (FIRST_DAY + timedelta(days=rng.randint(0, days))).isoformat()
    mode, wealth = rng.choice(layout.modes), rng.choice(layout.wealth)
    return planned(organisation, words(language), as_of, mode, wealth, rng)


def _document(found: Sheet, content: Content, style: Style, furniture: Furniture) -> str:
    title = style.tag("h1", style.text(found.title), "page-title")
    intro = style.tag("p", style.text(found.intro), "intro") if found.rng.random() < 0.7 else ""
    top, teasers = furniture.top(), furniture.teasers()
    main = title + intro + teasers + content.body
    main = style.tag("main" if furniture.marked else "div", style.wrapped(main), "content")
    if content.old:
        return _old_document(found, top, main, furniture.bottom())
    body = top + main + furniture.bottom()
    return f"<!DOCTYPE html><html{_language(found)}>{_head(found)}<body>{body}</body></html>"


def _language(found: Sheet) -> str:
    return f' lang="{found.words.language}"' if found.rng.random() < 0.85 else ""


def _head(found: Sheet) -> str:
    site = found.words.sections["prose"]["framework"][FRAMEWORK[found.plan.organisation]]
    title = f"<title>{escape(found.title)} | {escape(site)}</title>"
    style = "<style>.x1{display:flex}.x2>li{margin:0}</style>" if found.rng.random() < 0.5 else ""
    return f'<head><meta charset="utf-8">{title}{style}</head>'


def _old_document(found: Sheet, top: str, main: str, bottom: str) -> str:
    columns = (
        f'<tr><td width="150" valign="top">{top}</td><td valign="top">{main}{bottom}</td></tr>'
    )
    table = f'<table width="760" cellspacing="0" cellpadding="4">{columns}</table>'
    title = f"<title>{escape(found.title)}</title>"
    return f'<html><head>{title}</head><body bgcolor="#ffffff">{table}</body></html>'


def _encoded(html: str, content: Content, rng: Random) -> tuple[bytes, str]:
    """Return the bytes and the content type sent with them."""
    if content.old and rng.random() < 0.6:
        charset = rng.choice(OLD_CHARSETS)
        return html.encode(charset, "xmlcharrefreplace"), f"text/html; charset={charset}"
    sent = rng.choice(("text/html; charset=utf-8", "text/html; charset=UTF-8", "text/html"))
    return html.encode(), sent if "charset=" in html[:600] else "text/html; charset=utf-8"


def _file(content: Content, rng: Random) -> tuple[bytes, str]:
    charset = rng.choice(("; charset=utf-8", ""))
    return content.body.encode(), content.content_type + charset


def _made(
    layout: Layout,
    found: Sheet,
    content: Content,
    sent: tuple[bytes, str],
    furniture: set[str] | tuple[str, ...],
) -> GeneratedPage:
    listed = {entry.mission for entry in content.expected}
    named = [other for other in (*content.mentions, *sorted(furniture)) if other not in listed]
    plan = found.plan
    return GeneratedPage(
        layout.name,
        found.words.language,
        plan.organisation,
        plan.as_of,
        sent[0],
        _address(layout, found, content),
        sent[1],
        layout.role,
        content.expected,
        tuple(dict.fromkeys(named)),
        content.participation,
    )


def _address(layout: Layout, found: Sheet, content: Content) -> str:
    site, language = SITES[found.plan.organisation], found.words.language
    if layout.role == "prose":
        site = "ministry"
    return f"https://www.{site}.example/{language}/missions{content.query}"


def large_page(small: GeneratedPage, size: int) -> GeneratedPage:
    """Return a page filled up to a size in bytes the way real pages are heavy.

    Half of what is added is style, script and drawings, half are links, texts and some news.
    """
    rng = Random(small.url + small.as_of)  # noqa: S311
    plan = planned(small.organisation, words(small.language), small.as_of, "neutral", "none", rng)
    furniture = Furniture(plan.words, plan.habit, small.as_of, Style(rng), rng)
    head, tail = small.body.decode().rsplit("</body>", 1)
    missing = size - len(small.body)
    seen: list[str] = []
    unseen: list[str] = []
    while (weight := _weight(seen) + _weight(unseen)) < missing:
        if _weight(unseen) * 2 < weight:
            unseen.append(_inert(rng))
        else:
            seen.append(furniture.filling())
    filling = "".join([*seen, *unseen])
    return replace(small, body=f"{head}{filling}</body>{tail}".encode())


def _weight(blocks: list[str]) -> int:
    return sum(len(block.encode()) for block in blocks)


def _inert(rng: Random) -> str:
    """Return about half a kilobyte that no reader of the page sees."""
    points = " ".join(f"{rng.randint(0, 999)},{rng.randint(0, 999)}" for _ in range(60))
    rules = "".join(f".c{rng.randint(0, 9999)}{{margin:{n}px;color:#333}}" for n in range(20))
    return rng.choice(
        (
            f'<svg viewBox="0 0 999 999"><path d="M {points} Z"/></svg>',
            f"<style>{rules}</style>",
            f"<script>window.q=window.q||[];q.push([{points.replace(' ', ',')}]);</script>",
        )
    )
