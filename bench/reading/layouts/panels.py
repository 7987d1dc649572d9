"""Lists behind a click: accordions and tabs, whose panels stand hidden in the page."""

from __future__ import annotations

from bench.reading.entries import Entry
from bench.reading.layouts.content import Content, listed
from bench.reading.markup import Style
from bench.reading.sheet import Group, Sheet


def details(found: Sheet, style: Style) -> Content:
    """`<details>`, each a mission or each a section of missions."""
    if found.groups[0].heading and found.rng.random() < 0.5:
        body = "".join(_section_details(group, found, style) for group in found.groups)
    else:
        body = "".join(
            _heading(group, style)
            + "".join(_entry_details(entry, found, style) for entry in group.entries)
            for group in found.groups
        )
    return listed(style.wrapped(body), found.entries)


def _section_details(group: Group, found: Sheet, style: Style) -> str:
    summary = f"<summary>{style.text(group.heading or '')}</summary>"
    return style.tag("details", summary + _rows(group, found, style), "section")


def _entry_details(entry: Entry, found: Sheet, style: Style) -> str:
    summary = style.tag("summary", style.name(entry.title), "summary")
    return style.tag("details", summary + _inside(entry, found, style), "item")


def accordion(found: Sheet, style: Style) -> Content:
    """Buttons that open hidden panels, tied by aria-controls and aria-labelledby."""
    stem = found.rng.choice(("acc", "panel", "collapse-", "rc_"))
    hidden = found.rng.choice(({"hidden": ""}, {"style": "display:none"}, {"aria-hidden": "true"}))
    heading = found.rng.choice(("h3", "h4", "div"))

    def item(number: int, entry: Entry) -> str:
        attributes = {
            "type": "button",
            "id": f"{stem}b{number}",
            "aria_expanded": "false",
            "aria_controls": f"{stem}p{number}",
        }
        button = style.tag("button", style.name(entry.title), "toggle", **attributes)
        tied = {"id": f"{stem}p{number}", "role": "region", "aria_labelledby": f"{stem}b{number}"}
        panel = style.tag("div", _inside(entry, found, style), "panel", **tied, **hidden)
        return style.tag(heading, button, "head") + panel

    number, body = 0, ""
    for group in found.groups:
        items = ""
        for entry in group.entries:
            items += item(number, entry)
            number += 1
        body += _heading(group, style) + style.tag("div", items, "accordion")
    return listed(body, found.entries)


def tabs(found: Sheet, style: Style) -> Content:
    """Tabs with roles: the label of the tab alone tells the status of the panel's missions."""
    labels, panels = "", ""
    for number, group in enumerate(found.groups):
        chosen = "true" if number == 0 else "false"
        labels += style.tag(
            "button",
            style.text(group.heading or ""),
            "tab",
            role="tab",
            id=f"tab-{number}",
            aria_selected=chosen,
            aria_controls=f"panel-{number}",
        )
        hidden = {} if number == 0 else {"hidden": "hidden"}
        tied = {"id": f"panel-{number}", "role": "tabpanel", "aria_labelledby": f"tab-{number}"}
        panels += style.tag("div", _rows(group, found, style), "panel", **tied, **hidden)
    return listed(style.tag("div", labels, "tabs", role="tablist") + panels, found.entries)


def anchor_tabs(found: Sheet, style: Style) -> Content:
    """Tabs that are links to `#id`, as themes of the 2010s write them."""
    items, panels = "", ""
    for number, group in enumerate(found.groups):
        link = style.tag("a", style.text(group.heading or ""), "tab", href=f"#t{number}")
        items += style.tag("li", link, "tab-item")
        hidden = {} if number == 0 else {"style": "display: none"}
        panels += style.tag(
            "div", _rows(group, found, style), "tab-pane", id=f"t{number}", **hidden
        )
    return listed(style.tag("ul", items, "tabs") + panels, found.entries)


def _rows(group: Group, found: Sheet, style: Style) -> str:
    """Return a panel's missions: list items or blocks."""
    as_list = found.rng.random() < 0.5
    rows = ""
    for entry in group.entries:
        inside = _inside(entry, found, style)
        name = style.linked_name(entry.title, entry)
        if as_list:
            rows += f"<li>{style.tag('strong', name, 'name')} {inside}</li>"
        else:
            rows += style.tag("div", style.tag("h3", name, "name") + inside, "row")
    return f"<ul>{rows}</ul>" if as_list else rows


def _inside(entry: Entry, found: Sheet, style: Style) -> str:
    text = style.tag("p", style.text(entry.text), "text")
    return text + style.parts(entry, found.plan.bare)


def _heading(group: Group, style: Style) -> str:
    return style.heading("h2", group.heading)
