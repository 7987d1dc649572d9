"""Lists made of tables: header rows, header columns, transposed, row spans, one a region."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby

from bench.reading.entries import Entry
from bench.reading.layouts.content import Content, listed
from bench.reading.markup import Style
from bench.reading.sheet import Group, Sheet, by_region


class _Columns:
    """The columns of a page's tables, the same in each of its tables."""

    def __init__(self, found: Sheet, style: Style, *, without: str = "") -> None:
        self.found, self.style = found, style
        printed = {part.field for entry in found.entries for part in entry.parts}
        self.fields = [name for name in found.plan.fields if name in printed - {without}]
        self.blank = found.plan.phrases["value", "none"]
        doubled = [entry for entry in found.entries if entry.acronym and entry.long]
        self.split = found.rng.random() < 0.35 and len(doubled) * 2 > len(found.entries)

    def heads(self) -> list[str]:
        labels = self.found.plan.labels
        names = [labels["acronym"], labels["name"]] if self.split else [labels["name"]]
        return [self.style.text(label) for label in (*names, *(labels[f] for f in self.fields))]

    def names(self, entry: Entry) -> list[str]:
        if not self.split:
            return [self.style.linked_name(entry.title, entry)]
        acronym, long = entry.acronym or "", entry.long or ""
        return [self.style.linked_name(acronym, entry) if acronym else "", self.style.name(long)]

    def values(self, entry: Entry) -> list[str]:
        parts = [entry.part(name) for name in self.fields]
        return [self.style.value(part) if part else self.blank for part in parts]

    def truth(self, body: str, entries: Sequence[Entry]) -> Content:
        """Return the content; a split name is expected under its acronym, no country with it."""
        content = listed(body, entries, texts=False)
        if not self.split:
            return content
        split = (
            replace(entry, extra={}).expected(entry.acronym or entry.long) for entry in entries
        )
        return replace(content, expected=tuple(split))


def header_row(found: Sheet, style: Style) -> Content:
    """A row a mission under a row of heads, a table a section."""
    columns = _Columns(found, style)
    body = "".join(
        _heading(group, style) + _table(columns, group.entries, style) for group in found.groups
    )
    return columns.truth(body, found.entries)


def header_column(found: Sheet, style: Style) -> Content:
    """The mission's name as the head of its row."""
    columns = _Columns(found, style)
    body = "".join(
        _heading(group, style) + _table(columns, group.entries, style, row_head=True)
        for group in found.groups
    )
    return columns.truth(body, found.entries)


def headless(found: Sheet, style: Style) -> Content:
    """Rows without heads: the values say by themselves what they are."""
    columns = _Columns(found, style)
    body = ""
    for group in found.groups:
        rows = (_row(columns.names(e) + columns.values(e), "td") for e in group.entries)
        table = style.tag("table", "".join(rows), "table")
        body += _heading(group, style) + style.wrapped(table)
    return columns.truth(body, found.entries)


def transposed(found: Sheet, style: Style) -> Content:
    """A comparison: a column a mission, a row a fact."""
    group = replace(found.groups[0], entries=found.groups[0].entries[:6])
    found = replace(found, groups=(group,))
    columns = _Columns(found, style)
    columns.split = False
    heads = columns.heads()
    names = "".join(f"<th>{columns.names(entry)[0]}</th>" for entry in group.entries)
    rows = [f"<tr><td></td>{names}</tr>"]
    values = [columns.values(entry) for entry in group.entries]
    for number, head in enumerate(heads[1:]):
        cells = "".join(f"<td>{row[number]}</td>" for row in values)
        rows.append(f'<tr><th scope="row">{head}</th>{cells}</tr>')
    body = _heading(group, style) + style.tag("table", "".join(rows), "table")
    return columns.truth(body, group.entries)


def row_spans(found: Sheet, style: Style) -> Content:
    """A country printed once for all its missions, its cell spanning their rows."""
    shown = [entry for entry in found.entries if len(entry.hosts) == 1 and not entry.unsure]
    shown = shown if len(shown) >= 2 else list(found.entries)
    placed = [_placed(entry) for entry in sorted(shown, key=lambda entry: entry.hosts)]
    found = replace(found, groups=(replace(found.groups[0], entries=tuple(placed)),))
    columns = _Columns(found, style, without="host")
    heads = [style.text(found.plan.labels["host"]), *columns.heads()]
    rows = [_row(heads, "th")]
    for hosts, entries in groupby(placed, key=lambda entry: entry.hosts):
        rows += _spanned(hosts, list(entries), columns, style)
    body = style.tag("table", "".join(rows), "table")
    content = columns.truth(_heading(found.groups[0], style) + body, placed)
    hosts_of = [{"host": entry.hosts} if entry.hosts else {} for entry in placed]
    told = [
        replace(truth, fields={**truth.fields, **host})
        for truth, host in zip(content.expected, hosts_of, strict=True)
    ]
    return replace(content, expected=tuple(told))


def _placed(entry: Entry) -> Entry:
    """Take the host out of the entry's own cells: the spanning cell says it."""
    return replace(entry, parts=tuple(part for part in entry.parts if part.field != "host"))


def _spanned(
    hosts: tuple[str, ...], entries: list[Entry], columns: _Columns, style: Style
) -> list[str]:
    habit, rng = columns.found.plan.habit, columns.found.rng
    country = style.text(habit.hosts(hosts, rng)) if hosts else columns.blank
    rows = []
    for number, entry in enumerate(entries):
        span = f' rowspan="{len(entries)}"' if len(entries) > 1 else ""
        first = f"<td{span}>{country}</td>" if number == 0 else ""
        cells = "".join(f"<td>{text}</td>" for text in columns.names(entry) + columns.values(entry))
        rows.append(f"<tr>{first}{cells}</tr>")
    return rows


def per_region(found: Sheet, style: Style) -> Content:
    """A table a region under its heading or caption."""
    found = by_region(found)
    columns = _Columns(found, style)
    caption = found.rng.random() < 0.5
    body = ""
    for group in found.groups:
        table = _table(columns, group.entries, style, caption=group.heading if caption else None)
        body += table if caption else _heading(group, style) + table
    return columns.truth(body, found.entries)


def _heading(group: Group, style: Style) -> str:
    return style.heading("h2", group.heading)


def _table(
    columns: _Columns,
    entries: Sequence[Entry],
    style: Style,
    *,
    row_head: bool = False,
    caption: str | None = None,
) -> str:
    head = (
        style.tag("thead", _row(columns.heads(), "th"))
        if style.pretty
        else _row(columns.heads(), "th")
    )
    rows = []
    for entry in entries:
        names, values = columns.names(entry), columns.values(entry)
        first = f'<th scope="row">{names[0]}</th>' if row_head else f"<td>{names[0]}</td>"
        rows.append("<tr>" + first + "".join(f"<td>{c}</td>" for c in names[1:] + values) + "</tr>")
    title = style.tag("caption", style.text(caption)) if caption else ""
    body = style.tag("tbody", "".join(rows)) if style.pretty else "".join(rows)
    return style.wrapped(style.tag("table", title + head + body, "table"))


def _row(cells: Sequence[str], name: str) -> str:
    return "<tr>" + "".join(f"<{name}>{cell}</{name}>" for cell in cells) + "</tr>"
