"""Lists made of blocks: cards, nested divs, headings with paragraphs, pages of a longer list."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from bench.reading.entries import Entry
from bench.reading.layouts.content import Content, listed
from bench.reading.markup import Style, slug
from bench.reading.sheet import Group, Sheet

Write = Callable[[Entry], str]


def cards(found: Sheet, style: Style) -> Content:
    """Articles or divs with a title, a sentence and facts."""
    order = found.rng.random() < 0.5
    with_text = found.rng.random() < 0.7
    level = found.rng.choice(("h3", "h3", "h4"))
    labelled = found.rng.random() < 0.06 and not found.plan.bare

    def card(entry: Entry) -> str:
        name = style.linked_name(entry.title, entry)
        title = style.tag(level, name, "card-title")
        if labelled:
            title = style.tag("p", f"{style.text(found.plan.labels['name'])}: {name}", "fact")
        text = style.tag("p", style.text(entry.text), "card-text") if with_text else ""
        facts = style.parts(entry, found.plan.bare)
        inside = title + (text + facts if order else facts + text)
        return style.tag(style.block, style.wrapped(inside), "card")

    return _grouped(found, style, card, texts=with_text)


def card_links(found: Sheet, style: Style) -> Content:
    """Cards that are one link each, everything in them being the link's text."""
    style.linked, style.parts_form = False, "spans"
    with_text = found.rng.random() < 0.5

    def card(entry: Entry) -> str:
        name = style.tag(found.rng.choice(("span", "div")), style.name(entry.title), "card-title")
        text = style.tag("div", style.text(entry.text), "card-text") if with_text else ""
        inside = style.wrapped(name + text + style.parts(entry, found.plan.bare))
        return style.tag("div", style.link(inside, entry), "card")

    return _grouped(found, style, card, texts=with_text)


def lead_paragraphs(found: Sheet, style: Style) -> Content:
    """A paragraph a mission, its name in bold at the head of it."""
    gap = found.rng.choice(("<br>", " – ", ": ", ". "))
    bold = found.rng.choice(("b", "strong"))

    def paragraph(entry: Entry) -> str:
        said = [style.text(entry.text)]
        for part in entry.parts:
            label = "" if found.plan.bare else f"{style.text(part.label)}: "
            said.append(f"{label}{style.value(part)}.")
        lead = style.tag(bold, style.linked_name(entry.title, entry))
        return style.tag("p", lead + gap + " ".join(said), "text")

    return _grouped(found, style, paragraph)


def nested_divs(found: Sheet, style: Style) -> Content:
    """Nothing but divs and spans with class names that say nothing."""
    style.scheme, style.classes = found.rng.choice(("hashed", "styled")), {}
    style.parts_form = "spans"
    with_text = found.rng.random() < 0.5

    def row(entry: Entry) -> str:
        title = style.tag("div", style.linked_name(entry.title, entry), "t")
        text = style.tag("div", style.text(entry.text), "p") if with_text else ""
        facts = style.tag("div", style.parts(entry, found.plan.bare), "f") if entry.parts else ""
        return style.tag("div", style.wrapped(title + facts + text), "row")

    return _grouped(found, style, row, texts=with_text, heading="div")


def split_columns(found: Sheet, style: Style) -> Content:
    """A grid of divs, one div a cell, with a first row of labels."""
    fields = [name for name in found.plan.fields if any(e.part(name) for e in found.entries)]
    labels = [found.plan.labels["name"], *(found.plan.labels[name] for name in fields)]
    cells = (style.tag("div", style.text(label), "head") for label in labels)
    head = style.tag("div", "".join(cells), "headrow")
    blank = found.plan.phrases["value", "none"]

    def row(entry: Entry) -> str:
        parts = [entry.part(name) for name in fields]
        values = [style.value(part) if part else blank for part in parts]
        name = style.linked_name(entry.title, entry)
        inside = "".join(style.tag("div", text, "cell") for text in (name, *values))
        return style.tag("div", inside, "row")

    rows = "".join(row(entry) for entry in found.entries)
    body = style.wrapped(style.tag("div", head + rows, "grid"))
    return listed(body, found.entries, texts=False)


def headings(found: Sheet, style: Style) -> Content:
    """A heading a mission, its paragraphs following as siblings."""
    level = "h3" if any(group.heading for group in found.groups) else found.rng.choice(("h2", "h3"))

    def part(entry: Entry) -> str:
        title = style.tag(level, style.linked_name(entry.title, entry), "title")
        facts = style.parts(entry, found.plan.bare)
        return title + style.tag("p", style.text(entry.text), "text") + facts

    return _grouped(found, style, part)


def logos(found: Sheet, style: Style) -> Content:
    """A logo whose alternative text names the mission, a heading, and a paragraph."""
    doubled = found.rng.random() < 0.5

    def part(entry: Entry) -> str:
        source = f"/sites/default/files/logo-{slug(entry.title)}.png?itok={found.rng.random()}"
        image = f"<img{style.attributes('logo', src=source, alt=entry.title + ' logo')}>"
        title = style.tag("h3", style.linked_name(entry.title, entry), "title")
        text = style.tag("p", style.text(entry.text), "text")
        inside = image + title if doubled else title + image
        return style.tag("div", inside + text + style.parts(entry, found.plan.bare), "item")

    return _grouped(found, style, part)


def paged(found: Sheet, style: Style) -> Content:
    """One page of a longer list; only what stands on it counts."""
    (group,) = found.groups
    size = max(3, len(group.entries) // 2)
    number = found.rng.randint(0, 1)
    shown = group.entries[number * size : (number + 1) * size] or group.entries
    page = replace(found, groups=(replace(group, entries=shown),))
    content = found.rng.choice((cards, nested_divs))(page, style)
    return replace(
        content, body=content.body + _pager(found, style, number), query=f"?page={number}"
    )


def _pager(found: Sheet, style: Style, current: int) -> str:
    def link(number: int) -> str:
        return style.tag("a", str(number + 1), "pager-link", href=f"?page={number}")

    items = [f"<b>{n + 1}</b>" if n == current else link(n) for n in range(2)]
    items.append(
        style.tag("a", style.text(found.words.one("furniture", "pager", found.rng)), href="?page=1")
    )
    if found.rng.random() < 0.5:
        return style.tag("nav", style.tag("ul", "".join(f"<li>{i}</li>" for i in items), "pager"))
    return style.tag("div", " ".join(items), "pager")


def _grouped(
    found: Sheet, style: Style, write: Write, *, texts: bool = True, heading: str = "h2"
) -> Content:
    body = "".join(_group(group, style, write, heading) for group in found.groups)
    return listed(body, found.entries, texts=texts)


def _group(group: Group, style: Style, write: Write, heading: str) -> str:
    title = style.heading(heading, group.heading)
    return style.tag("div", title + "".join(write(entry) for entry in group.entries), "section")
