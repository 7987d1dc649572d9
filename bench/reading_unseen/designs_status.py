"""Designs that differ in where they say what runs: columns, tabs, sentences, the page's title."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from itertools import zip_longest

from bench.reading_unseen.designs_systems import PARTS
from bench.reading_unseen.designs_tables import long_and_short, short_and_long
from bench.reading_unseen.facts import Entry
from bench.reading_unseen.roll import Roll
from bench.reading_unseen.surroundings import (
    document,
    foot,
    head_plain,
    head_semantic,
    side,
    slug,
)


def flex_pair(roll: Roll) -> str:
    """Two boxes side by side, each with its heading in a div and linked lines below."""
    boxes = "".join(_half(roll, key, getattr(roll, part)) for key, part in PARTS)
    return document(
        roll,
        f'{head_semantic(roll)}<div class="page"><div class="h-xl">{roll.word("title_all")}</div>'
        f'<div class="d-flex">{boxes}</div></div>{side(roll)}{foot(roll)}',
    )


def _half(roll: Roll, key: str, entries: Sequence[Entry]) -> str:
    lines = []
    for entry in entries:
        facts = roll.told(entry, "host")
        place = f'<span class="muted">{facts[0].text}</span>' if facts else ""
        lines.append(
            f'<div class="line"><a href="/{slug(entry)}">{short_and_long(entry)}</a>{place}</div>\n'
        )
        roll.expect(entry, facts)
    return f'<div class="half"><div class="h-m">{roll.word(key)}</div>{"".join(lines)}</div>'


def paired_rows(roll: Roll) -> str:
    """A table of two columns: in each row a running mission on the left, an ended one right."""
    rows = []
    for left, right in zip_longest(roll.current, roll.past):
        rows.append(f"<tr>{_paired_cell(roll, left)}{_paired_cell(roll, right)}</tr>\n")
    return document(
        roll,
        f'{head_plain(roll)}<table class="outer"><tr><td><h1>{roll.word("title_all")}</h1>'
        f'<table border="1"><tr><th>{roll.word("current")}</th><th>{roll.word("past")}</th></tr>'
        f"{''.join(rows)}</table></td><td>{side(roll, 'div')}</td></tr></table>{foot(roll, 'div')}",
    )


def _paired_cell(roll: Roll, entry: Entry | None) -> str:
    if entry is None:
        return "<td>&nbsp;</td>"
    roll.expect(entry)
    return f"<td>{long_and_short(entry)}</td>"


def tabs(roll: Roll) -> str:
    """Tabs first, all panels after them; a panel is tied to its tab by an id only."""
    shown = [(key, getattr(roll, part)) for key, part in PARTS if getattr(roll, part)]
    buttons = "".join(
        f'<button role="tab" id="tab-{key}" aria-controls="panel-{key}">{roll.word(key)}</button>'
        for key, _ in shown
    )
    panels = "".join(_panel(roll, key, entries) for key, entries in shown)
    return document(
        roll,
        f"{head_semantic(roll)}<main><h1>{roll.word('title_all')}</h1>"
        f'<div role="tablist">{buttons}</div>{panels}</main>{side(roll)}{foot(roll)}',
    )


def _panel(roll: Roll, key: str, entries: Sequence[Entry]) -> str:
    cards = []
    for entry in entries:
        facts = roll.told(entry, "host strength", "month")
        lines = "".join(f"<p>{fact.label}: <b>{fact.text}</b></p>" for fact in facts)
        cards.append(f'<div class="c"><h2>{long_and_short(entry)}</h2>{lines}</div>\n')
        roll.expect(entry, facts)
    hidden = "" if key == "current" else " hidden"
    return (
        f'<div role="tabpanel" id="panel-{key}" aria-labelledby="tab-{key}"{hidden}>'
        f"{''.join(cards)}</div>"
    )


def sentences(roll: Roll) -> str:
    """Headings with paragraphs; only a sentence of each says whether it goes on."""
    mixed = [entry for entry in roll.everything if entry.start]
    roll.rng.shuffle(mixed)
    body = "".join(_paragraph(roll, entry) for entry in mixed)
    return document(
        roll,
        f'{head_plain(roll)}<div id="text"><h1>{roll.word("title_all")}</h1>'
        f"<p>{roll.word('intro')}</p>{body}</div>{side(roll, 'div')}{foot(roll, 'div')}",
    )


def _paragraph(roll: Roll, entry: Entry) -> str:
    key, fact_key = ("runs", "since") if entry.ongoing else ("is_over", "ended")
    facts = roll.told(entry, fact_key, "year")
    told = roll.any_word(key).replace(f"{{{fact_key}}}", facts[0].text)
    roll.expect(entry, facts)
    return f"<h3>{long_and_short(entry)}</h3><p>{roll.any_word('text')} {told}</p>\n"


def past_only(roll: Roll) -> str:
    """An archive: the title alone says that all of it is over; fewer rows than other pages."""
    rows = "".join(_archived(roll, entry) for entry in roll.past)
    labels = "".join(f"<th>{roll.word(key)}</th>" for key in ("mission", "host", "period"))
    return document(
        roll,
        f"{head_semantic(roll)}<main><h1>{roll.word('past')}</h1><p>{roll.word('intro')}</p>"
        f"<table><thead><tr>{labels}</tr></thead><tbody>{rows}</tbody></table></main>"
        f"{side(roll)}{foot(roll)}",
        title=roll.word("past"),
    )


def _archived(roll: Roll, entry: Entry) -> str:
    when, facts = roll.period(entry, "month")
    hosts = roll.told(entry, "host")
    roll.expect(entry, [*facts, *hosts])
    place = hosts[0].text if hosts else ""
    return (
        f'<tr><td><a href="/archive/{slug(entry)}">{escape(entry.name)}</a>'
        f"{f' ({escape(entry.acronym)})' if entry.acronym else ''}</td><td>{place}</td>"
        f"<td>{when}</td></tr>\n"
    )
