"""What a source says of a mission is put together from the versions of its pages over time."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from missions.records import FieldValue, Listing, PageRole, Reading, Status
from missions.spells import Spell, Version, periods, spells
from missions.view import PageView

BEGAN = datetime(2024, 1, 1, tzinfo=UTC)
DAY = timedelta(days=1)
LIST, DATA = "https://example.org/list", "https://example.org/data"


def version(
    number: int,
    first: int,
    last: int | None,
    status: Status = Status.ONGOING,
    url: str = LIST,
    role: PageRole = PageRole.LIST,
    until: str | None = None,
    unsure: str | None = None,
) -> Version:
    fields = {"until": FieldValue(until, until)} if until else {}
    listing = Listing("unifil", "UNIFIL", "UN", status=status, fields=fields, unsure=unsure)
    page = PageView(url, role, 0, Reading(url, role, 1, None, "", "", (listing,)))
    return Version(page, number, BEGAN + first * DAY, None if last is None else BEGAN + last * DAY)


def status_of(spell: Spell) -> str | None:
    return str(spell.told.listing.status) if spell.told else None


def told(life: tuple[Spell, ...]) -> list[tuple[int, int | None, str | None]]:
    return [
        ((one.since - BEGAN).days, (one.until - BEGAN).days if one.until else None, status_of(one))
        for one in life
    ]


def test_a_life_has_no_gaps_from_the_first_day_of_watching_until_now() -> None:
    life = spells("un", "unifil", [version(1, 2, 5), version(2, 9, None)], BEGAN)
    assert told(life) == [(0, 2, None), (2, 5, "ongoing"), (5, 9, None), (9, None, "ongoing")]
    assert [one.snapshots for one in life] == [{}, {LIST: 1}, {}, {LIST: 2}]


def test_a_list_overrules_a_data_file_that_lags() -> None:
    versions = [
        version(1, 0, 3),
        version(2, 3, None, Status.ENDED),
        version(3, 0, 6, url=DATA, role=PageRole.RECORDS),
    ]
    assert told(spells("un", "unifil", versions, BEGAN)) == [
        (0, 3, "ongoing"),
        (3, 6, "ended"),
        (6, None, "ended"),
    ]


def test_an_unsure_entry_is_part_of_a_life_and_a_missions_own_page_alone_is_not() -> None:
    unsure = spells("un", "unifil", [version(1, 0, None, unsure="a heading?")], BEGAN)
    own = spells("un", "unifil", [version(1, 0, None, role=PageRole.MISSION)], BEGAN)
    assert (told(unsure), told(own)) == ([(0, None, "ongoing")], [(0, None, None)])


def test_spells_that_say_the_same_are_one_period() -> None:
    versions = [version(1, 0, 3), version(2, 3, 6, until="2025"), version(3, 8, None)]
    found = periods(spells("un", "unifil", versions, BEGAN), status_of)
    assert [(one.value, (one.since - BEGAN).days, one.until) for one in found] == [
        ("ongoing", 0, BEGAN + 6 * DAY),
        ("ongoing", 8, None),
    ]
