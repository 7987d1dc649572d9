"""Every layout by name, with the ways it can tell a status and how much it prints."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from bench.reading.layouts import blocks, grouped, islands, lists, panels, prose, records, tables
from bench.reading.layouts.content import Content
from bench.reading.markup import Style
from bench.reading.sheet import Sheet

HEADED = ("sections", "sections", "current", "past", "field", "dates", "neutral")
TABLED = ("sections", "current", "past", "field", "field", "dates", "neutral")
UNLABELLED = ("sections", "sections", "current", "past", "field", "dates")
PLAIN = ("sections", "sections", "current", "past", "neutral")


@dataclass(frozen=True)
class Layout:
    """One shape that a list of missions can have."""

    name: str
    write: Callable[[Sheet, Style], Content]
    modes: tuple[str, ...]
    wealth: tuple[str, ...] = ("rich", "few", "few")
    role: str = "list"
    additions: bool = True
    """Whether new missions and entries that are none may stand on it."""


def _all() -> tuple[Layout, ...]:
    few, none = ("few",), ("none",)
    return (
        Layout("cards", blocks.cards, HEADED),
        Layout("hashed divs", blocks.nested_divs, HEADED),
        Layout("column-split divs", blocks.split_columns, ("field", "dates"), few),
        Layout("card links", blocks.card_links, HEADED, few),
        Layout("bold lead", blocks.lead_paragraphs, HEADED, few),
        Layout("headings", blocks.headings, HEADED),
        Layout(
            "headings with logo", blocks.logos, ("sections", "current", "past"), ("none", "few")
        ),
        Layout("sections by kind", grouped.by_kind, ("current", "sections")),
        Layout(
            "headings by country", grouped.by_country, ("field", "current", "dates", "neutral"), few
        ),
        Layout("lists by region", grouped.by_regions, ("current", "sections"), ("none", "few")),
        Layout("table", tables.header_row, TABLED),
        Layout("table, header column", tables.header_column, TABLED),
        Layout("transposed table", tables.transposed, ("field", "current", "dates"), few),
        Layout("table with row spans", tables.row_spans, ("field", "dates", "current"), few),
        Layout("table per region", tables.per_region, ("field", "dates"), few),
        Layout("table without heads", tables.headless, UNLABELLED, ("bare",)),
        Layout("tables by status", tables.header_row, ("sections",), few),
        Layout("links", lists.links, PLAIN, none),
        Layout("suffixes", lists.suffixes, ("neutral",), none),
        Layout("definition list", lists.definitions, HEADED),
        Layout("acronym list", lists.acronyms, ("sections", "current", "dates"), ("none", "few")),
        Layout(
            "font and br", lists.breaks, ("sections", "current", "past", "dates"), ("none", "few")
        ),
        Layout("details", panels.details, HEADED),
        Layout("accordion", panels.accordion, HEADED),
        Layout("tabs", panels.tabs, ("sections",)),
        Layout("tabs by anchor", panels.anchor_tabs, ("sections",)),
        Layout("island json", islands.json_script, ("field", "current", "neutral"), few),
        Layout("island var", islands.script_variable, ("field", "current", "neutral"), few),
        Layout("island settings", islands.settings, ("field", "neutral"), few),
        Layout("island json-ld", islands.linked_data, ("current", "neutral"), few),
        Layout("island data attributes", islands.data_attributes, ("field", "neutral"), few),
        Layout("json records", records.json_file, ("field", "neutral"), role="records"),
        Layout("csv records", records.csv_file, ("field", "neutral"), role="records"),
        Layout("pager", blocks.paged, ("current", "field", "past")),
        Layout("prose in sections", prose.sections, ("sections",), none, additions=False),
        Layout("prose of participation", prose.participation, ("neutral",), none, "prose", False),
    )


LAYOUTS = _all()
