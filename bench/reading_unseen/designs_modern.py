"""Designs of the years 2020 to 2026: utility classes, components, embedded data, gov.uk style."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Sequence
from html import escape

from bench.reading_unseen.designs_systems import PARTS
from bench.reading_unseen.designs_tables import long_and_short
from bench.reading_unseen.facts import Entry
from bench.reading_unseen.roll import Fact, Roll
from bench.reading_unseen.surroundings import (
    document,
    foot,
    head_plain,
    head_semantic,
    side,
    slug,
)


def utility_soup(roll: Roll) -> str:
    """Tailwind: nothing but divs and spans; the status is an icon with a spoken label only."""
    cards = "".join(_soup_card(roll, entry) for entry in roll.everything)
    return document(
        roll,
        f'<div id="app" class="min-h-screen bg-slate-50">{head_plain(roll)}<div class="mx-auto '
        f"max-w-7xl "
        f'px-4"><div class="text-3xl font-bold">{roll.word("title_all")}</div><div class="mt-2">'
        f'{roll.word("intro")}</div><div class="mt-6 grid gap-4 sm:grid-cols-2">{cards}</div></div>'
        f"{side(roll, 'div')}{foot(roll, 'div')}</div>",
    )


def _soup_card(roll: Roll, entry: Entry) -> str:
    facts = roll.told(entry, "host since ended until strength", "day")
    pairs = "".join(
        f'<div class="flex justify-between"><span class="text-gray-500">{fact.label}</span>'
        f'<span class="font-medium">{fact.text}</span></div>'
        for fact in facts
    )
    status = roll.word(entry.status)
    icon = roll.rng.choice(
        [
            f'<svg class="h-4 w-4" role="img" aria-label="{status}"><circle r="4"/></svg>',
            f'<i class="dot" title="{status}"></i>',
            f'<img src="/i/{slug(entry)}.svg" alt="{status}">',
        ]
    )
    roll.expect(entry, facts)
    return (
        f'<div class="rounded-xl border p-4 hover:shadow"><div class="flex items-center '
        f'gap-2">{icon}'
        f'<div class="text-lg font-semibold">{escape(entry.short)}</div></div><div class="text-sm">'
        f"{escape(entry.name)}</div>{pairs}</div>\n"
    )


def next_page(roll: Roll) -> str:
    """Next.js: server-rendered articles and the same list once more in `__NEXT_DATA__`."""
    records: list[dict[str, object]] = []
    articles: list[str] = []
    for entry in roll.everything:
        facts = roll.told(entry, "status host since ended mandate", "day")
        lines = "".join(f"<dt>{fact.label}<!-- -->:</dt><dd>{fact.text}</dd>" for fact in facts)
        articles.append(
            f'<article class="Card_card__x1Y2z"><a href="/missions/{slug(entry)}"><h3>'
            f"{long_and_short(entry)}</h3></a><dl>{lines}</dl></article>"
        )
        records.append(
            {
                "slug": slug(entry),
                "title": entry.name,
                "acronym": entry.acronym,
                "active": entry.ongoing,
                "startDate": entry.start or None,
                "endDate": entry.end or None,
            }
        )
        roll.expect(entry, facts)
    data = {"props": {"pageProps": {"missions": records, "locale": roll.language}}, "page": "/m"}
    script = json.dumps(data, ensure_ascii=False).replace("<", "\\u003c")
    return document(
        roll,
        f'<div id="__next">{head_semantic(roll)}<main class="Home_main__a9">'
        f"<h1>{roll.word('title_all')}"
        f'</h1><div class="Grid_grid__q7">{"".join(articles)}</div>'
        f"</main>{side(roll)}{foot(roll)}</div>"
        f'<script id="__NEXT_DATA__" type="application/json">{script}</script>',
    )


def summary_lists(roll: Roll) -> str:
    """In the manner of gov.uk: a heading and a summary list of keys and values a mission."""
    parts = []
    for key, part in PARTS:
        entries = getattr(roll, part)
        if entries:
            parts.append(f'<h2 class="govuk-heading-l">{roll.word(key)}</h2>')
            parts.extend(_summary(roll, entry) for entry in entries)
    return document(
        roll,
        f'<a href="#main" class="govuk-skip-link">{roll.word("home")}</a>{head_semantic(roll)}'
        f'<main class="govuk-main-wrapper" id="main"><h1 class="govuk-heading-xl">'
        f"{roll.word('title_all')}</h1>{''.join(parts)}</main>{side(roll)}{foot(roll)}",
    )


def _summary(roll: Roll, entry: Entry) -> str:
    facts = roll.told(entry, "host since ended until head budget", "day")
    rows = "".join(
        f'<div class="govuk-summary-list__row"><dt '
        f'class="govuk-summary-list__key">{fact.label}</dt>'
        f'<dd class="govuk-summary-list__value">{fact.text}</dd><dd '
        f'class="govuk-summary-list__actions">'
        f'<a href="#">{roll.word("read_more")}<span class="govuk-visually-hidden">'
        f" {fact.label}</span></a>"
        f"</dd></div>"
        for fact in facts
    )
    roll.expect(entry, facts)
    return (
        f'<h3 class="govuk-heading-m">{long_and_short(entry)}</h3>'
        f'<dl class="govuk-summary-list">{rows}</dl>\n'
    )


def timeline(roll: Roll) -> str:
    """Years as headings; under each the missions that began in it, with their range of years."""
    by_year: dict[str, list[Entry]] = defaultdict(list)
    for entry in roll.everything:
        if entry.start:
            by_year[entry.start[:4]].append(entry)
    parts = []
    for year in sorted(by_year, reverse=True):
        items = "".join(_moment(roll, entry) for entry in by_year[year])
        parts.append(f'<li class="tl-year"><h2>{year}</h2><ol>{items}</ol></li>')
    return document(
        roll,
        f'{head_semantic(roll)}<main><h1>{roll.word("title_all")}</h1><ol class="timeline">'
        f"{''.join(parts)}</ol></main>{side(roll)}{foot(roll)}",
    )


def _moment(roll: Roll, entry: Entry) -> str:
    when, facts = roll.period(entry)
    roll.expect(entry, facts)
    return (
        f'<li><div class="tl-dot"></div><h3>{escape(entry.short)}</h3><p>{escape(entry.name)}</p>'
        f"<time>{when}</time></li>\n"
    )


def flip_cards(roll: Roll) -> str:
    """Cards with a name in front and facts on the back, after a carousel with cloned slides."""
    slides = [
        f'<div class="slide"><a href="/{slug(entry)}"><img src="/h/{slug(entry)}.webp" alt="">'
        f"<span>"
        f"{escape(entry.short)}</span></a></div>"
        for entry in roll.current[:3]
    ]
    clone = slides[-1].replace('class="slide"', 'class="slide slick-cloned" aria-hidden="true"')
    parts = []
    for key, part in PARTS:
        entries = getattr(roll, part)
        if entries:
            cards = "".join(_flip(roll, entry) for entry in entries)
            parts.append(
                f'<section aria-label="{roll.word(key)}"><h2>{roll.word(key)}</h2>{cards}</section>'
            )
    return document(
        roll,
        f'{head_semantic(roll)}<main><div class="carousel"><h2>{roll.word("featured")}</h2>{clone}'
        f"{''.join(slides)}</div><h1>{roll.word('title_all')}</h1>{''.join(parts)}</main>"
        f"{side(roll)}{foot(roll)}",
    )


def _flip(roll: Roll, entry: Entry) -> str:
    facts = roll.told(entry, "host since ended strength", "month")
    back = "".join(
        f'<li><span class="sr-only">{fact.label}</span> <i class="fa-{fact.key}"></i>'
        f" {fact.text}</li>"
        for fact in facts
    )
    roll.expect(entry, facts)
    return (
        f'<div class="flip"><div class="front"><h3>{escape(entry.short)}</h3></div><div '
        f'class="back">'
        f"<h3>{escape(entry.name)}</h3><ul>{back}</ul></div></div>\n"
    )


def custom_elements(roll: Roll) -> str:
    """Web components: facts in attributes, or in slots of the light markup."""
    slots = roll.rng.random() < 0.5
    cards = "".join(_component(roll, entry, slots) for entry in roll.everything)
    return document(
        roll,
        f"<site-header>{head_semantic(roll)}</site-header><site-main>"
        f"<h1>{roll.word('title_all')}</h1>"
        f"<mission-list>{cards}</mission-list></site-main>"
        f"<site-aside>{side(roll, 'div')}</site-aside>"
        f"<site-footer>{foot(roll, 'div')}</site-footer>",
    )


def _component(roll: Roll, entry: Entry, slots: bool) -> str:
    facts = roll.told(entry, "status host since ended", "day")
    roll.expect(entry, facts)
    if slots:
        inner = "".join(
            f'<span slot="{fact.key}">{fact.label}: {fact.text}</span>' for fact in facts
        )
        return f'<mission-card><h3 slot="name">{long_and_short(entry)}</h3>{inner}</mission-card>\n'
    told = " ".join(f'{_attribute(fact)}="{fact.text}"' for fact in facts)
    names = f'name="{escape(entry.name)}" acronym="{escape(entry.acronym)}"'
    return f"<mission-card {names} {told}></mission-card>\n"


def _attribute(fact: Fact) -> str:
    return {"since": "start", "ended": "end", "host": "country"}.get(fact.key, fact.key)


def microdata(roll: Roll) -> str:
    """Schema.org twice: `itemprop` (or RDFa) in the markup, and an ItemList as JSON-LD."""
    rdfa = roll.rng.random() < 0.5
    items: list[dict[str, str]] = []
    parts: list[str] = []
    for key, part in PARTS:
        entries: Sequence[Entry] = getattr(roll, part)
        if entries:
            listed = "".join(_item(roll, entry, rdfa) for entry in entries)
            parts.append(f"<h2>{roll.word(key)}</h2><div>{listed}</div>")
        items.extend({"@type": "Organization", "name": entry.name} for entry in entries)
    data = {"@context": "https://schema.org", "@type": "ItemList", "itemListElement": items}
    return document(
        roll,
        f"{head_semantic(roll)}<main><h1>{roll.word('title_all')}</h1>{''.join(parts)}</main>"
        f"{side(roll)}{foot(roll)}",
        head=f'<script type="application/ld+json">{json.dumps(data, ensure_ascii=False)}</script>',
    )


def _item(roll: Roll, entry: Entry, rdfa: bool) -> str:
    facts = roll.told(entry, "host since ended", "day")
    props = {"host": "areaServed", "since": "foundingDate", "ended": "dissolutionDate"}
    word = "property" if rdfa else "itemprop"
    kind = 'vocab="https://schema.org/" typeof="Organization"' if rdfa else (
        'itemscope itemtype="https://schema.org/Organization"'
    )  # fmt: skip
    lines = "".join(
        f'<div>{fact.label}: <span {word}="{props[fact.key]}">{fact.text}</span></div>'
        for fact in facts
    )
    roll.expect(entry, facts)
    short = (
        f' (<span {word}="alternateName">{escape(entry.acronym)}</span>)' if entry.acronym else ""
    )
    return (
        f'<div {kind}><p><span {word}="name">{escape(entry.name)}</span>{short}</p>{lines}</div>\n'
    )


def key_figures(roll: Roll) -> str:
    """Tiles where the figure stands above its label; heads and personnel worded as sites do."""
    sections = "".join(_tiles(roll, entry) for entry in roll.current)
    return document(
        roll,
        f"{head_semantic(roll)}<main><h1>{roll.word('title_current')}</h1>{sections}"
        f"<p><small>* {roll.word('note')}</small></p></main>{side(roll)}{foot(roll)}",
        title=roll.word("title_current"),
    )


def _tiles(roll: Roll, entry: Entry) -> str:
    facts = roll.told(entry, "strength since host", "year")
    tiles = "".join(
        f'<div class="kf"><div '
        f'class="kf-n">{fact.text}{"*" if fact.key == "strength" else ""}</div>'
        f'<div class="kf-l">{fact.label}</div></div>'
        for fact in facts
    )
    words = roll.told(entry, "mandate until", "day")
    line = ""
    if words:
        line = (
            f"<p>{words[0].label}: {words[0].text} – {roll.word('until_word')} {words[1].text}</p>"
        )
    roll.expect(entry, [*facts, *words])
    return (
        f'<section class="mission"><h2>{long_and_short(entry)}</h2><div class="kfs">{tiles}</div>'
        f"{line}</section>\n"
    )


def personnel_lines(roll: Roll) -> str:
    """Entries with "Personnel (as of May 2024): 10,541, of whom military 9,532" under a name."""
    items = "".join(_staffed(roll, entry) for entry in roll.current)
    past = "".join(_over(roll, entry) for entry in roll.past)
    below = f"<h2>{roll.word('past')}</h2><ul>{past}</ul>" if past else ""
    return document(
        roll,
        f'{head_plain(roll)}<div class="content"><h1>{roll.word("title_all")}</h1>'
        f'<h2>{roll.word("current")}</h2><ol class="plain">{items}</ol>{below}</div>'
        f"{side(roll, 'div')}{foot(roll, 'div')}",
    )


def _staffed(roll: Roll, entry: Entry) -> str:
    facts = {fact.key: fact for fact in roll.told(entry, "strength head host until", "day")}
    lines = []
    if "strength" in facts:
        stamp, _ = roll.spell(roll.as_of, "month")
        military = roll.number(entry.strength * 3 // 4)
        lines.append(
            f"{facts['strength'].label} ({roll.word('as_of')} {stamp}): {facts['strength'].text}, "
            f"{roll.word('of_whom')} {military}"
        )
    lines += [f"{fact.label}: {fact.text}" for key, fact in facts.items() if key != "strength"]
    roll.expect(entry, list(facts.values()))
    return f"<li><b>{long_and_short(entry)}</b><br>{'<br>'.join(lines)}</li>\n"


def _over(roll: Roll, entry: Entry) -> str:
    when, facts = roll.period(entry)
    roll.expect(entry, facts)
    return f"<li>{long_and_short(entry)}, {when}</li>\n"
