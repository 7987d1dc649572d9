"""All pages: every design in every language for several organisations and dates of its time."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from random import Random

from bench.reading_unseen import designs_modern as modern
from bench.reading_unseen import designs_status as status
from bench.reading_unseen import designs_systems as systems
from bench.reading_unseen import designs_tables as tables
from bench.reading_unseen import records
from bench.reading_unseen.facts import WORDS, Entry, choose, entries, invented, not_a_mission
from bench.reading_unseen.roll import Roll
from bench.reading_unseen.shape import GeneratedPage

LANGUAGES = ("en", "fr", "nl", "de")
ORGANISATIONS = ("UN", "EU", "NATO", "OSCE")
HTML = "text/html; charset=utf-8"
XHTML = "application/xhtml+xml; charset=utf-8"
FEWEST = 4


@dataclass(frozen=True)
class Design:
    """One web team's way, the dates it is used for, and how its bytes go out."""

    name: str
    render: Callable[[Roll], str]
    dates: tuple[str, ...]
    encoding: str = "utf-8"
    content_type: str = HTML
    role: str = "list"


EARLY = ("1995-10-01", "1998-04-15", "2000-02-20", "2004-06-10")
MIDDLE = ("2003-05-20", "2006-09-10", "2008-11-30", "2012-02-14")
LATE = ("2012-10-15", "2015-06-30", "2018-07-03", "2021-03-12")
RECENT = ("2020-10-01", "2022-06-14", "2024-05-30", "2026-03-02")
DESIGNS = (
    Design("frontpage 1999", tables.frontpage, EARLY, "cp1252", "text/html"),
    Design("image map 2005", tables.image_map, MIDDLE),
    Design("xhtml paragraphs 2006", tables.plain_paragraphs, MIDDLE, "utf-8", XHTML),
    Design("sharepoint 2010", tables.sharepoint, MIDDLE),
    Design("printed pdf", tables.printed_pdf, MIDDLE),
    Design("wikitable", tables.wikitable, LATE),
    Design("drupal views grid", systems.drupal_grid, LATE),
    Design("bootstrap 3 accordion", systems.accordion, LATE),
    Design("gutenberg columns", systems.gutenberg, RECENT),
    Design("bootstrap 4 twice", systems.two_copies, LATE),
    Design("letters", systems.letters, LATE),
    Design("region country mission", systems.regions, RECENT),
    Design("nested offices", systems.offices, LATE),
    Design("semicolons", systems.semicolons, MIDDLE),
    Design("tailwind soup", modern.utility_soup, RECENT),
    Design("next.js", modern.next_page, RECENT),
    Design("summary lists", modern.summary_lists, RECENT),
    Design("timeline", modern.timeline, RECENT),
    Design("flip cards", modern.flip_cards, RECENT),
    Design("custom elements", modern.custom_elements, RECENT),
    Design("microdata", modern.microdata, LATE),
    Design("key figures", modern.key_figures, RECENT),
    Design("personnel lines", modern.personnel_lines, LATE),
    Design("flex pair", status.flex_pair, RECENT),
    Design("paired rows", status.paired_rows, MIDDLE),
    Design("aria tabs", status.tabs, RECENT),
    Design("sentences", status.sentences, LATE),
    Design("archive of the past", status.past_only, LATE),
    Design("records json", records.json_records, LATE, "utf-8", "application/json", "records"),
    Design("records csv", records.csv_records, RECENT, "utf-8", "text/csv", "records"),
)


def pages(seed: int) -> Iterator[GeneratedPage]:
    """Every page of one seed, always the same for the same seed."""
    for row, design in enumerate(DESIGNS):
        for column, language in enumerate(LANGUAGES):
            for turn, organisation in enumerate(ORGANISATIONS):
                if turn == (row + column) % len(ORGANISATIONS):
                    continue  # three organisations a design and language: 368 pages in all
                date = design.dates[(column + turn) % len(design.dates)]
                yield _page(design, language, organisation, date, seed)
    for language in LANGUAGES:
        for organisation, date in zip(ORGANISATIONS[:2], ("2018-07-03", "2024-05-30"), strict=True):
            yield _prose(language, organisation, date, seed)


def _page(design: Design, language: str, organisation: str, date: str, seed: int) -> GeneratedPage:
    roll = _roll(design.name, language, organisation, date, seed)
    text = design.render(roll)
    listed = {expected.mission for expected in roll.expected}
    return GeneratedPage(
        design.name, language, organisation, roll.as_of,
        text.encode(design.encoding, "xmlcharrefreplace"),
        _url(design, language, organisation), design.content_type, design.role,
        tuple(roll.expected), tuple(sorted(roll.mentioned - listed)),
    )  # fmt: skip


def _prose(language: str, organisation: str, date: str, seed: int) -> GeneratedPage:
    roll = _roll("belgian prose", language, organisation, date, seed, additions=False)
    text, participation = records.belgian_part(roll)
    return GeneratedPage(
        "belgian prose", language, organisation, roll.as_of, text.encode(),
        f"https://ministry.example/{language}/peace", HTML, "prose", tuple(roll.expected),
        tuple(sorted(roll.mentioned)), participation,
    )  # fmt: skip


def _roll(
    layout: str, language: str, organisation: str, date: str, seed: int, *, additions: bool = True
) -> Roll:
    rng = Random(f"{seed} {layout} {language} {organisation}")  # noqa: S311 - pages, no secrets
    date, everything = _early_enough(organisation, language, date, rng)
    current, past, rest = choose(everything, rng)
    if additions and rng.random() < 0.3:
        current.insert(rng.randrange(len(current) + 1), invented(organisation, date, rng))
    if additions and rng.random() < 0.25 and organisation != "UN":
        current.append(not_a_mission(organisation, rng))
    others = [*rest, *_of_others(organisation, language, date, rng)]
    return Roll(layout, language, organisation, date, WORDS[language], rng, current, past, others)


def _early_enough(
    organisation: str, language: str, date: str, rng: Random
) -> tuple[str, list[Entry]]:
    """The date, moved on by years until the organisation has a list worth printing."""
    found = entries(organisation, language, date, rng)
    while len([entry for entry in found if entry.ongoing]) < FEWEST:
        date = f"{int(date[:4]) + 1}{date[4:]}"
        found = entries(organisation, language, date, rng)
    return date, found


def _of_others(organisation: str, language: str, date: str, rng: Random) -> list[Entry]:
    """Some missions of other organisations, for news and menus."""
    pool = [
        entry
        for other in ORGANISATIONS
        if other != organisation
        for entry in entries(other, language, date, rng)
    ]
    return rng.sample(pool, min(6, len(pool)))


def _url(design: Design, language: str, organisation: str) -> str:
    ending = {"text/csv": ".csv", "application/json": ".json"}.get(design.content_type, "")
    return f"https://www.{organisation.lower()}.example/{language}/operations{ending}"
