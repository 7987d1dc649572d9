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
