"""Designs of the years 2010 to 2020: what Drupal, WordPress and Bootstrap themes printed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from html import escape

from bench.reading_unseen.designs_tables import long_and_short, short_and_long
from bench.reading_unseen.facts import FACTS, Entry
from bench.reading_unseen.roll import Fact, Roll
from bench.reading_unseen.surroundings import (
    country_choice,
    document,
    foot,
    head_plain,
    head_semantic,
    headlines,
    named_links,
    side,
    slug,
)

PARTS = (("current", "current"), ("past", "past"))


def drupal_grid(roll: Roll) -> str:
    """A Drupal 7 Views grid: rows of fields with visible labels, an exposed filter, a pager."""
    rows = "".join(_views_row(roll, n, entry) for n, entry in enumerate(roll.everything, 1))
    return document(
        roll,
        f'<div id="page">{head_plain(roll)}<div id="content"><h1 '
        f'class="title">{roll.word("title_all")}'
        f'</h1><div class="view view-missions view-display-id-page"><div class="view-filters">'
        f"<form>"
        f'{country_choice(roll)}</form></div><div class="view-content">{rows}</div>'
        '<ul class="pager"><li class="pager-current">1</li><li><a href="?page=1">2</a></li></ul>'
        f"</div></div>{side(roll, 'div')}{foot(roll, 'div')}</div>",
    )


def _views_row(roll: Roll, number: int, entry: Entry) -> str:
    facts = roll.told(entry, "status host since ended kind", "day")
    fields = "".join(
        f'<div class="views-field views-field-field-{fact.key}"><span '
        f'class="views-label">{fact.label}: '
        f'</span><span class="field-content">{fact.text}</span></div>'
        for fact in facts
    )
    roll.expect(entry, facts)
    return (
        f'<div class="views-row '
        f'views-row-{number} {"views-row-odd" if number % 2 else "views-row-even"}">'
        f'<div class="views-field views-field-title"><span class="field-content"><a '
        f'href="/node/{number}">'
        f"{short_and_long(entry)}</a></span></div>{fields}</div>\n"
    )


def accordion(roll: Roll) -> str:
    """Bootstrap 3: one collapsed panel a status, inside it links that wrap whole blocks."""
    panels = "".join(
        _panel(roll, key, getattr(roll, part)) for key, part in PARTS if getattr(roll, part)
    )
    return document(
        roll,
        f'{head_semantic(roll)}<div class="container"><div class="row"><div class="col-md-8">'
        f'<h1>{roll.word("title_all")}</h1><p class="lead">{roll.word("intro")}</p>'
        f'<div class="panel-group" id="acc">{panels}</div></div><div class="col-md-4">'
        f"{side(roll, 'div')}</div></div></div>{foot(roll)}",
    )


def _panel(roll: Roll, key: str, entries: Sequence[Entry]) -> str:
    links = []
    for entry in entries:
        facts = roll.told(entry, "host since ended", "year")
        small = "".join(f"<p><small>{fact.label} {fact.text}</small></p>" for fact in facts)
        links.append(
            f'<a class="list-group-item" href="/missions/{slug(entry)}"><h4 '
            f'class="list-group-item-heading">'
            f"{escape(entry.short)}</h4><p>{escape(entry.name)}</p>{small}</a>\n"
        )
        roll.expect(entry, facts)
    return (
        f'<div class="panel panel-default"><div class="panel-heading"><h4 class="panel-title">'
        f'<a data-toggle="collapse" href="#c-{key}">{roll.word(key)} <span '
        f'class="badge">{len(entries)}'
        f'</span></a></h4></div><div id="c-{key}" class="panel-collapse collapse"><div '
        f'class="list-group">'
        f"{''.join(links)}</div></div></div>"
    )


def gutenberg(roll: Roll) -> str:
    """WordPress blocks: headings, then rows of three columns, each a heading and a paragraph."""
    parts = []
    for key, part in PARTS:
        entries = getattr(roll, part)
        if entries:
            parts.append(
                f'<h2 class="wp-block-heading has-text-align-center">{roll.word(key)}</h2>'
            )
            parts.extend(_wp_columns(roll, entries[n : n + 3]) for n in range(0, len(entries), 3))
    latest = "".join(f"<li>{line}</li>" for line in headlines(roll, 2))
    return document(
        roll,
        f'{head_semantic(roll)}<div class="wp-site-blocks"><main class="entry-content"><h1>'
        f"{roll.word('title_all')}</h1><p>{roll.word('intro')}</p>{''.join(parts)}"
        f'<h2 class="wp-block-heading">{roll.word("news")}</h2><ul '
        f'class="wp-block-latest-posts">{latest}'
        f"</ul></main></div>{foot(roll)}",
    )


def _wp_columns(roll: Roll, entries: Sequence[Entry]) -> str:
    columns = []
    for entry in entries:
        facts = roll.told(entry, "host head since ended", "month")
        lines = "<br>".join(f"<strong>{fact.label}:</strong> {fact.text}" for fact in facts)
        text = f"<p>{roll.any_word('text')}</p>" if not entry.unsure else ""
        columns.append(
            f'<div class="wp-block-column"><figure class="wp-block-image"><img '
            f'src="/u/{slug(entry)}.jpg" '
            f'alt=""></figure><h3 class="wp-block-heading">{escape(entry.short)}</h3>'
            f"<p>{escape(entry.name)}</p><p>{lines}</p>{text}</div>"
        )
        roll.expect(entry, facts)
    return f'<div class="wp-block-columns is-layout-flex">{"".join(columns)}</div>\n'


def two_copies(roll: Roll) -> str:
    """Bootstrap 4: the same list twice, a table for wide screens and cards for narrow ones."""
    rows, cards = [], []
    for entry in roll.everything:
        facts = roll.told(entry, "status host since ended strength", "day")
        told = {fact.key: fact.text for fact in facts}
        cells = "".join(
            f"<td>{told.get(key, '–')}</td>"
            for key in ("host", "since", "ended", "strength", "status")
        )
        rows.append(f"<tr><th scope=row>{long_and_short(entry)}</th>{cells}</tr>\n")
        cards.append(_card(entry, facts))
        roll.expect(entry, facts)
    labels = ("mission", "host", "since", "ended_label", "strength", "status")
    header = "".join(f"<th>{roll.word(key)}</th>" for key in labels)
    return document(
        roll,
        f'{head_semantic(roll)}<main class="container"><h1>{roll.word("title_all")}</h1>'
        f'<div class="table-responsive d-none d-md-block"><table class="table table-striped">'
        f"<thead><tr>"
        f"{header}</tr></thead><tbody>{''.join(rows)}</tbody></table></div>"
        f'<div class="d-md-none">{"".join(cards)}</div></main>{side(roll)}{foot(roll)}',
    )


def _card(entry: Entry, facts: Sequence[Fact]) -> str:
    items = "".join(
        f'<li class="list-group-item d-flex"><span>{fact.label}</span><span>{fact.text}</span></li>'
        for fact in facts
    )
    return (
        f'<div class="card mb-3"><div class="card-body"><h5 '
        f'class="card-title">{long_and_short(entry)}'
        f'</h5></div><ul class="list-group list-group-flush">{items}</ul></div>\n'
    )


def letters(roll: Roll) -> str:
    """An index from A to Z: letters as headings, a jump bar, names; status as a suffix or not "
    "told."""
    by_letter: dict[str, list[Entry]] = defaultdict(list)
    for entry in sorted(roll.everything, key=lambda e: e.short.casefold()):
        by_letter[entry.short[0].upper()].append(entry)
    suffix = roll.word("closed_suffix") if roll.rng.random() < 0.5 else ""
    bar = " ".join(f'<a href="#l{letter}">{letter}</a>' for letter in by_letter)
    parts = "".join(_letter(roll, *pair, suffix) for pair in by_letter.items())
    return document(
        roll,
        f'{head_plain(roll)}<div class="layout"><div class="main-col">'
        f"<h1>{roll.word('title_plain')}</h1>"
        f'<p class="jump">{bar}</p>{parts}</div>{side(roll)}</div>{foot(roll)}',
        title=roll.word("title_plain"),
    )


def _letter(roll: Roll, letter: str, entries: Sequence[Entry], suffix: str) -> str:
    items = []
    for entry in entries:
        running = f"({roll.word('ongoing').lower()})"
        marked = f" {running if entry.ongoing else suffix}" if suffix else ""
        items.append(f'<li><a href="/m/{slug(entry)}">{short_and_long(entry)}{marked}</a></li>\n')
        roll.expect(entry, (), None if suffix else "unknown")
    return (
        f'<h2 id="l{letter}">{letter}</h2><ul class="az">{"".join(items)}</ul>'
        f'<p><a href="#top">{roll.word("back")}</a></p>'
    )


def regions(roll: Roll) -> str:
    """Current missions by region, then country, then mission; the country is a heading."""
    tree: dict[str, dict[tuple[str, ...], list[Entry]]] = defaultdict(lambda: defaultdict(list))
    for entry in roll.current:
        tree[region_of(entry)][entry.hosts].append(entry)
    parts = []
    for region, places in tree.items():
        parts.append(f'<h2 class="region">{escape(roll.words["regions"][region])}</h2>')
        parts.extend(_country(roll, hosts, entries) for hosts, entries in places.items())
    return document(
        roll,
        f"{head_semantic(roll)}<main><h1>{roll.word('title_current')}</h1>"
        f"<p>{roll.word('intro')}</p>"
        f'<form class="jump">{country_choice(roll)}</form>{"".join(parts)}</main>'
        f"{side(roll)}{foot(roll)}",
        title=roll.word("title_current"),
    )


def region_of(entry: Entry) -> str:
    """The part of the world of the first host; `sea` where there is none."""
    for region, codes in FACTS["regions"].items():
        if entry.hosts and entry.hosts[0] in codes.split():
            return str(region)
    return "sea"


def _country(roll: Roll, hosts: tuple[str, ...], entries: Sequence[Entry]) -> str:
    items = []
    for entry in entries:
        since = roll.told(entry, "since", "year")
        after = f" ({roll.word('since_word')} {since[0].text})" if since else ""
        items.append(f'<li><a href="/{slug(entry)}">{long_and_short(entry)}</a>{after}</li>')
        facts = [*roll.told(entry, "host"), *since]
        roll.expect(entry, facts)
    heading = f"<h3>{escape(roll.countries(hosts))}</h3>" if hosts else ""
    return f"{heading}<ul>{''.join(items)}</ul>\n"


def offices(roll: Roll) -> str:
    """Field operations with nested lists of their offices, and boxes of two statuses."""
    parts = []
    for key, part in PARTS:
        entries = getattr(roll, part)
        if entries:
            items = "".join(_with_offices(roll, entry) for entry in entries)
            parts.append(
                f'<section><h2>{roll.word(key)}</h2><ul class="ops">{items}</ul></section>'
            )
    return document(
        roll,
        f'{head_semantic(roll)}<div role="main">'
        f"<h1>{roll.word('title_all')}</h1>{''.join(parts)}</div>"
        f"{side(roll)}{foot(roll)}",
    )


def _with_offices(roll: Roll, entry: Entry) -> str:
    when, facts = roll.period(entry)
    cities = "".join(f"<li>{city}</li>" for city in roll.rng.sample(FACTS["cities"], 2))
    nested = f"<div>{roll.word('offices')}<ul>{cities}</ul></div>" if entry.ongoing and when else ""
    roll.expect(entry, facts)
    return f"<li><strong>{long_and_short(entry)}</strong> <em>{when}</em>{nested}</li>\n"


def semicolons(roll: Roll) -> str:
    """Two bold words and after each one long line of missions between semicolons."""
    parts = []
    for key, part in PARTS:
        entries = getattr(roll, part)
        if entries:
            line = "; ".join(_in_brackets(roll, entry) for entry in entries)
            parts.append(f"<p><strong>{roll.word(key)}:</strong> {line}.</p>")
    more = " ".join(named_links(roll, 2))
    return document(
        roll,
        f'{head_plain(roll)}<div class="article"><h1>{roll.word("title_all")}</h1>'
        f"<p>{roll.word('intro')}</p>{''.join(parts)}</div>"
        f'<div class="tagcloud"><h4>{roll.word("tags")}</h4>{more}</div>{foot(roll, "div")}',
    )


def _in_brackets(roll: Roll, entry: Entry) -> str:
    facts = roll.told(entry, "host since", "year")
    told = [
        f"{roll.word('since_word')} {fact.text}" if fact.key == "since" else fact.text
        for fact in facts
        if entry.ongoing or fact.key == "host"
    ]
    shown = [fact for fact in facts if entry.ongoing or fact.key == "host"]
    roll.expect(entry, shown, name=entry.short)
    return f"{escape(entry.short)} ({', '.join(told)})" if told else escape(entry.short)
