"""Lists made of list elements and lines: links, suffixes, definitions, acronyms, breaks."""

from __future__ import annotations

from dataclasses import replace
from html import escape

from bench.reading.entries import Entry
from bench.reading.layouts.content import Content, listed
from bench.reading.markup import Style
from bench.reading.sheet import Group, Sheet


def links(found: Sheet, style: Style) -> Content:
    """A plain list, nothing but linked names under a heading."""
    style.linked = True
    body = "".join(
        _heading(group, style)
        + _items([style.linked_name(e.title, e) for e in group.entries], style)
        for group in found.groups
    )
    return listed(style.wrapped(body), found.entries, texts=False)


def suffixes(found: Sheet, style: Style) -> Content:
    """One flat list; a suffix behind the name tells which mission is over, or also which is not.

    Where only those that are over are marked, the mark's absence says that the others go on.
    """
    every = found.rng.random() < 0.5
    suffix = {state: found.words.one("suffix", state, found.rng) for state in ("ongoing", "ended")}
    inside_link = found.rng.random() < 0.5
    marked = every or any(entry.state == "ended" for entry in found.entries)
    items = []
    for entry in found.entries:
        shown = not entry.unsure and (every or entry.state == "ended")
        name, behind = style.name(entry.title), f" {suffix[entry.state]}" if shown else ""
        items.append(
            style.link(name + behind, entry) if inside_link else style.link(name, entry) + behind
        )
    told = [replace(entry, status=entry.state) if marked else entry for entry in found.entries]
    return listed(style.wrapped(_items(items, style)), told, texts=False)


def definitions(found: Sheet, style: Style) -> Content:
    """The name as the term, sentence and facts as its definition."""
    style.parts_form = found.rng.choice(("paragraphs", "breaks", "spans", "bold"))
    several = found.rng.random() < 0.4 and not found.plan.bare
    body = "".join(
        _heading(group, style)
        + style.tag(
            "dl", "".join(_term(e, found, style, several=several) for e in group.entries), "list"
        )
        for group in found.groups
    )
    return listed(style.wrapped(body), found.entries)


def _term(entry: Entry, found: Sheet, style: Style, *, several: bool) -> str:
    name = f"<dt>{style.linked_name(entry.title, entry)}</dt>"
    text = style.text(entry.text)
    if not several:
        return name + f"<dd><p>{text}</p>{style.parts(entry, found.plan.bare)}</dd>"
    facts = (f"<dd>{style.text(p.label)}: {style.value(p)}</dd>" for p in entry.parts)
    return name + f"<dd>{text}</dd>" + "".join(facts)


def acronyms(found: Sheet, style: Style) -> Content:
    """The list of about 2003: acronyms with the full name as their title, in a layout table."""
    element = found.rng.choice(("acronym", "acronym", "abbr"))
    link_outside = found.rng.random() < 0.5
    entries = [replace(entry, extra={}) for entry in found.entries]
    rows = "".join(
        _old_heading(group, style)
        + "<ul>"
        + "".join(
            _acronym_item(e, found, style, element, outside=link_outside) for e in group.entries
        )
        + "</ul>"
        for group in found.groups
    )
    layout = (
        '<table width="600" border="0" cellpadding="0" cellspacing="0"><tr>'
        f'<td width="20"><img src="/images/spacer.gif" width="20" height="1" alt=""></td>'
        f'<td valign="top">{rows}</td></tr></table>'
    )
    content = listed(layout, entries, texts=False)
    named = (entry.expected(entry.acronym or entry.long) for entry in entries)
    return replace(content, expected=tuple(named), old=True)


def _acronym_item(entry: Entry, found: Sheet, style: Style, element: str, *, outside: bool) -> str:
    if entry.acronym and entry.long:
        title = escape(entry.long)
        acronym = style.text(entry.acronym)
        inside = acronym if outside else style.link(acronym, entry)
        name = f'<{element} title="{title}">{inside}</{element}>'
        name = style.link(name, entry) if outside else name
    else:
        name = style.link(style.text(entry.acronym or entry.long or ""), entry)
    return f"<li>{name}{_behind(entry, found, style)}</li>"


def breaks(found: Sheet, style: Style) -> Content:
    """Lines of `<font>` parted by `<br>`."""
    size = found.rng.choice(("2", "1", "-1"))
    strong = found.rng.random() < 0.5
    bullet = found.rng.choice(("&#149; ", "&middot; ", "- ", ""))

    def line(entry: Entry) -> str:
        name = style.linked_name(entry.title, entry)
        name = f"<b>{name}</b>" if strong else name
        return bullet + name + _behind(entry, found, style)

    body = "".join(
        _old_heading(group, style)
        + f'<font face="Arial" size="{size}">'
        + "<br>\n".join(line(entry) for entry in group.entries)
        + "</font>"
        for group in found.groups
    )
    content = listed(f"<center>{body}</center>" if strong else body, found.entries, texts=False)
    return replace(content, old=True)


def _behind(entry: Entry, found: Sheet, style: Style) -> str:
    """Return the facts on the same line as the name."""
    if not entry.parts:
        return ""
    if found.plan.bare:
        said = [style.value(part) for part in entry.parts]
    else:
        said = [f"{style.text(part.label)}: {style.value(part)}" for part in entry.parts]
    return f" ({'; '.join(said)})" if len(said) < 3 else ", " + "; ".join(said)


def _items(items: list[str], style: Style) -> str:
    rows = "".join(style.tag("li", item, "item") for item in items)
    return style.tag(style.rng.choice(("ul", "ul", "ol")), rows, "list")


def _heading(group: Group, style: Style) -> str:
    return style.heading("h2", group.heading)


def _old_heading(group: Group, style: Style) -> str:
    if not group.heading:
        return ""
    text = style.text(group.heading)
    return style.rng.choice(
        (
            f'<p><font color="#003366" size="4"><b>{text}</b></font></p>',
            f"<h3>{text}</h3>",
            f"<p><b>{style.text(group.heading.upper())}</b></p>",
        )
    )
