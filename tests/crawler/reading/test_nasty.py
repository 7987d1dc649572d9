"""Pages that fool a reader are read as a careful desk officer reads them."""

from __future__ import annotations

from collections.abc import Iterable

import pytest
from _pytest.mark import ParameterSet

from crawler.reading.read import read_page
from missions.records import FieldContent, Listing, PageRole, Reading, Statement, Status
from tests.crawler.reading.lookalikes import countries, organisations
from tests.crawler.reading.nasty import (
    confusable_regional,
    confusable_un,
    data_files,
    layouts,
    markup,
    neighbours,
    not_lists,
    participation,
    sentences,
    values,
    wording,
)
from tests.crawler.reading.nasty.case import Case

BODIES = (
    confusable_un,
    confusable_regional,
    sentences,
    participation,
    wording,
    markup,
    layouts,
    neighbours,
    values,
    not_lists,
    data_files,
    organisations,
    countries,
)
CASES = [case for body in BODIES for case in body.CASES]
NOT_YET = {
    "eeas-2017": "dates in sentences about training an army are left unread",
    "parliament-nl": "eFP needs its organisation on the page",
    "bundeswehr-past": "Concordia needs its organisation on the page",
    "france-opex": "a row's organisation does not tell which mission Irini or eFP is",
}
"""Pages that are not read rightly so far, with what goes wrong."""


def _params(cases: Iterable[Case]) -> list[ParameterSet]:
    marks = {name: pytest.mark.xfail(reason=why, strict=True) for name, why in NOT_YET.items()}
    return [pytest.param(one, marks=marks.get(one.name, ())) for one in cases]


LISTS = _params(case for case in CASES if case.role is not PageRole.PROSE)
PROSE = _params(case for case in CASES if case.role is PageRole.PROSE)


def test_every_case_has_a_name_of_its_own() -> None:
    assert len({case.name for case in CASES}) == len(CASES)


@pytest.mark.parametrize("case", LISTS, ids=lambda case: case.name)
def test_a_list_is_read_as_a_desk_officer_reads_it(case: Case) -> None:
    sure = [listing for listing in read(case).listings if listing.unsure is None]
    known = [listing for listing in sure if not listing.mission.startswith("new:")]
    assert sorted(listing.mission for listing in known) == sorted(case.listed)
    assert {listing.mission: str(listing.status) for listing in known} == {
        mission: entry.status for mission, entry in case.listed.items()
    }
    assert printed_fields(case, known) == {
        mission: dict(entry.fields) for mission, entry in case.listed.items()
    }
    new = [listing.name for listing in sure if listing.mission.startswith("new:")]
    assert len(new) == len(case.new)
    assert all(any(words in name for name in new) for words in case.new)


@pytest.mark.parametrize("case", PROSE, ids=lambda case: case.name)
def test_prose_is_understood_as_a_desk_officer_understands_it(case: Case) -> None:
    reading = read(case)
    assert {mission: parts(reading, mission) for mission in case.takes_part} == {
        mission: {part} if part else set() for mission, part in case.takes_part.items()
    }
    assert {mission: statuses(reading, mission) for mission in case.told} == {
        mission: {status} - {"unknown"} for mission, status in case.told.items()
    }
    assert found(reading).isdisjoint(case.absent)


def read(case: Case) -> Reading:
    body = case.body if isinstance(case.body, bytes) else case.body.encode()
    return read_page(body, case.url, case.content_type, case.role)


def printed_fields(
    case: Case, listings: list[Listing]
) -> dict[str, dict[str, FieldContent | None]]:
    """Of each listing the fields that its case speaks of."""
    return {
        listing.mission: {
            name: value_of(listing, name) for name in case.listed[listing.mission].fields
        }
        for listing in listings
    }


def value_of(listing: Listing, name: str) -> FieldContent | None:
    value = listing.fields.get(name)
    return value.value if value is not None else None


def parts(reading: Reading, mission: str) -> set[str]:
    """Belgium's part in a mission, wherever the reading says it."""
    return {
        str(one.participation)
        for one in spoken_of(reading)
        if one.mission == mission and one.participation
    }


def statuses(reading: Reading, mission: str) -> set[str]:
    """The status of a mission, wherever the reading says it."""
    return {
        str(one.status)
        for one in spoken_of(reading)
        if one.mission == mission and one.status is not Status.UNKNOWN
    }


def found(reading: Reading) -> set[str | None]:
    """Every mission the reading speaks of."""
    return {one.mission for one in spoken_of(reading)}


def spoken_of(reading: Reading) -> list[Statement | Listing]:
    """Everything in which the reading can say something of a mission."""
    return [*reading.statements, *reading.listings]
