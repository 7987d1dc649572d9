"""Two lists side by side: who came, who went, and each field that differs."""

from __future__ import annotations

import pytest

from missions.lists import FieldDifference, compare_lists
from missions.records import FieldContent, FieldValue, Listing, Participation, Status
from missions.view import Told

PAGE = "https://example.org/list"


def told(
    mission: str,
    name: str = "Force",
    status: Status = Status.ONGOING,
    participation: Participation | None = None,
    **fields: FieldContent,
) -> dict[str, Told]:
    listing = Listing(mission, name, "UN", status=status, participation=participation)
    values = {name: (FieldValue(value, str(value)), PAGE) for name, value in fields.items()}
    return {mission: Told(listing, PAGE, values)}


def test_who_came_and_who_went_is_named() -> None:
    found = compare_lists(told("unifil") | told("minusma"), told("unifil") | told("kfor"))
    assert [one.listing.mission for one in found.added] == ["kfor"]
    assert [one.listing.mission for one in found.gone] == ["minusma"]
    assert (found.changed, found.alike) == ((), 1)


def test_every_field_that_differs_is_told_with_both_values() -> None:
    before = told("unifil", until="2025-08-31", strength=10_000, host=("LB",))
    after = told("unifil", "Interim Force", Status.ENDED, Participation.PAST, until="2026-12-31")
    [changed] = compare_lists(before, after).changed
    assert changed.fields == (
        FieldDifference("name", "Force", "Interim Force"),
        FieldDifference("status", "ongoing", "ended"),
        FieldDifference("participation", None, "past"),
        FieldDifference("until", "2025-08-31", "2026-12-31"),
        FieldDifference("strength", 10_000, None),
        FieldDifference("host", ("LB",), None),
    )


@pytest.mark.parametrize(
    ("before", "after", "alike"),
    [
        ("Maj. Gen. Lázaro", "Maj Gen LAZARO", True),
        (("LB", "SY"), ("SY", "LB"), True),
        ("2026", "2026-12-31", False),
        (10_000, 10_050, False),
        (("LB",), ("SY",), False),
    ],
)
def test_what_reads_the_same_is_no_difference(
    before: FieldContent, after: FieldContent, alike: bool
) -> None:
    found = compare_lists(told("unifil", value=before), told("unifil", value=after))
    assert (found.alike == 1) is alike
