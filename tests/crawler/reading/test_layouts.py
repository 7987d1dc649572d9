"""Exactly the missions of a list come back, with their status and fields, in any markup."""

from __future__ import annotations

import pytest

from crawler.reading.read import read_page
from missions.records import PageRole, Reading, Status
from tests.crawler.reading import layouts
from tests.crawler.reading.layouts import LANGUAGES, LAYOUTS, Set

URL = "https://lists.example.org/our-work"
SEEDS = range(4)


def read(layout: str, shown: Set) -> Reading:
    body = layouts.page(getattr(layouts, layout)(shown), shown).encode()
    return read_page(body, URL, "text/html; charset=utf-8", PageRole.LIST)


def expected(shown: Set) -> dict[str, Status]:
    return {one.id: Status.ONGOING if one.runs else Status.ENDED for one in shown.missions}


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("organisation", ["UN", "EU"])
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("layout", [one.__name__ for one in LAYOUTS])
def test_exactly_the_listed_missions_come_back(
    layout: str, language: str, organisation: str, seed: int
) -> None:
    shown = layouts.some(seed, organisation, language)
    reading = read(layout, shown)
    assert {one.mission: one.status for one in reading.listings} == expected(shown)
    fields = {one.mission: one.fields for one in reading.listings}
    for one in shown.missions:
        year, month = one.since
        told = {name: value.value for name, value in fields[one.id].items()}
        if layout in layouts.SHOWS_HOST:
            assert told.get("host") == (one.host,), one.id
        if layout in layouts.SHOWS_SINCE:
            assert told.get("since") == f"{year}-{month:02}", one.id
        if layout in layouts.SHOWS_STRENGTH:
            assert told.get("strength") == one.strength, one.id


def test_what_stands_before_the_main_heading_does_not_shift_the_entries() -> None:
    """Menus without markup of their own are cut off; a stamp in the text too."""
    shown = layouts.some(2, "EU", "en")
    menu = "".join(f"<div>Menu entry {number}</div>" for number in range(20))
    content = "<p>Last updated: 1 March 2024</p>" + layouts.headed_paragraphs(shown)
    body = f"<html lang=en><body>{menu}<h1>Missions</h1>{content}</body></html>".encode()
    reading = read_page(body, URL, "text/html", PageRole.LIST)
    assert {one.mission: one.status for one in reading.listings} == expected(shown)
    for one in shown.missions:
        year, month = one.since
        listing = next(each for each in reading.listings if each.mission == one.id)
        assert listing.fields["since"].value == f"{year}-{month:02}"
        assert listing.passage == shown.words.about
