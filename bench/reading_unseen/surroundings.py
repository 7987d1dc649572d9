"""What stands around a list on a real page and names missions without listing them.

Each piece is plain text and links under a heading that tells a human what it is; the tags it is
made of are the design's own, so that menus also come without `nav` and boxes without `aside`.
"""

from __future__ import annotations

from html import escape

from bench.reading_unseen.facts import Entry
from bench.reading_unseen.roll import Roll


def slug(entry: Entry) -> str:
    """A path piece for the entry's own page."""
    return "".join(c if c.isalnum() else "-" for c in entry.short.lower())


def named_links(roll: Roll, count: int) -> list[str]:
    """Links of a menu to missions' pages."""
    return [f'<a href="/{slug(entry)}">{escape(entry.short)}</a>' for entry in roll.mention(count)]


def headlines(roll: Roll, count: int) -> list[str]:
    """News teasers that name missions, some with words of ending."""
    lines = []
    for entry in roll.mention(count):
        line = roll.any_word("headlines").replace("{m}", escape(entry.short))
        lines.append(f'<a href="/news/{roll.rng.randint(1000, 9999)}">{line}</a>')
    return lines


def jobs(roll: Roll, count: int) -> list[str]:
    """Links to vacancies."""
    return [
        f'<a href="/jobs/{slug(entry)}">{roll.word("jobs")} {escape(entry.short)}</a>'
        for entry in roll.mention(count)
    ]


def facets(roll: Roll, count: int) -> list[str]:
    """Search facets with counts of documents."""
    return [
        f'<a href="/search?m={slug(entry)}">{escape(entry.short)} ({roll.rng.randint(2, 90)})</a>'
        for entry in roll.mention(count)
    ]


def country_choice(roll: Roll) -> str:
    """A drop-down of countries."""
    codes = ("ML", "XK", "LB", "UA", "GE", "CD", "SO", "BA", "MD")
    options = "".join(f"<option>{escape(roll.country(code))}</option>" for code in codes)
    return f"<select><option>{roll.word('choose_country')}</option>{options}</select>"


def block(
    heading: str, items: list[str], tag: str = "div", kind: str = "", level: str = "h3"
) -> str:
    """A box with a heading and a list of links."""
    attribute = f' class="{kind}"' if kind else ""
    listed = "".join(f"<li>{item}</li>" for item in items)
    return f"<{tag}{attribute}><{level}>{heading}</{level}><ul>{listed}</ul></{tag}>"


def head_semantic(roll: Roll) -> str:
    """Header, menu and breadcrumb in the elements meant for them."""
    menu = "".join(
        f"<li>{link}</li>"
        for link in [f'<a href="/">{roll.word("home")}</a>', *named_links(roll, 3)]
    )
    return (
        f'<header><a href="/" class="logo">{roll.word("site")}</a><nav><ul>{menu}</ul></nav>'
        f"</header>"
        f'<nav aria-label="breadcrumb"><a href="/">{roll.word("home")}</a> &rsaquo; '
        f"{roll.word('site')}</nav>"
    )


def head_plain(roll: Roll) -> str:
    """A menu of unmarked boxes, as most sites have had it."""
    items = "".join(f'<div class="mi">{link}</div>' for link in named_links(roll, 3))
    return (
        f'<div id="top"><div class="brand">{roll.word("site")}</div>'
        f'<div class="m1"><div class="mi"><a href="/">{roll.word("home")}</a></div>{items}</div>'
        f"</div>"
        f'<div class="path">{roll.word("home")} &gt; {roll.word("site")}</div>'
    )


def side(roll: Roll, tag: str = "aside") -> str:
    """News, related links, facets and tags beside the list."""
    pieces = [("news", headlines, 2), ("related", named_links, 1), ("facets", facets, 2)]
    shown = [
        block(roll.word(key), piece(roll, count), kind=f"box-{key}")
        for key, piece, count in roll.rng.sample(pieces, 2)
    ]
    return f'<{tag} class="side">{"".join(shown)}</{tag}>'


def foot(roll: Roll, tag: str = "footer") -> str:
    """Sitemap, vacancies, legal links, date stamp and the cookie banner."""
    printed, _ = roll.spell(roll.as_of, "day")
    return (
        f'<{tag} class="foot">{block(roll.word("sitemap"), named_links(roll, 2), level="h4")}'
        f"<p>{' | '.join(jobs(roll, 1))}</p>"
        f'<p><a href="/contact">{roll.word("contact")}</a> | <a '
        f'href="/legal">{roll.word("legal")}</a></p>'
        f"<p>{roll.word('updated')}: {printed}</p></{tag}>"
        f'<div class="cc-banner" role="dialog"><p>{roll.word("cookies")}</p><button>OK</button>'
        f"</div>"
    )


def document(roll: Roll, body: str, head: str = "", title: str = "") -> str:
    """An HTML5 page around the body."""
    return (
        f'<!DOCTYPE html>\n<html lang="{roll.language}"><head><meta charset="utf-8">'
        f"<title>{title or roll.word('title_all')} | {roll.word('site')}</title>{head}</head>\n"
        f"<body>{body}</body></html>\n"
    )
