"""A page that says again what it said long ago may be an old copy, until it has lasted."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from missions.copies import Sighting, judge_sighting
from missions.judge import Reason
from missions.judge_run import judge_run
from missions.records import Evidence, Reading
from tests.missions.comparing_material import LIST, listing, view

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
DAY = timedelta(days=1)
OLD, NEW = view(listing("untso")), view(listing("untso"), listing("unmiss"))
LONG_AGO = Sighting(NOON, said_until=NOON - 40 * DAY, seen_since=NOON)


def doubted(seen: Sighting, now: Reading = OLD.pages[0].reading) -> bool:
    doubt = judge_sighting(NEW.pages[0].reading, now, seen)
    assert doubt is None or doubt.reason is Reason.OLD_COPY
    return doubt is not None


@pytest.mark.parametrize(
    ("seen", "is_doubted"),
    [
        (Sighting(NOON, seen_since=NOON), False),
        (LONG_AGO, True),
        (replace(LONG_AGO, seen_since=NOON - timedelta(hours=6)), True),
        (replace(LONG_AGO, seen_since=NOON - DAY), False),
        (replace(LONG_AGO, seen_since=None), True),
        (replace(LONG_AGO, modified=NOON, modified_before=NOON - DAY), False),
        (replace(LONG_AGO, modified=NOON), True),
        (replace(LONG_AGO, modified=NOON - 2 * DAY, modified_before=NOON - DAY), True),
    ],
    ids=[
        "never said before",
        "said before",
        "some hours ago too",
        "a day ago too",
        "discarded by a person",
        "called newer by its server",
        "called newer than nothing",
        "called older by its server",
    ],
)
def test_what_a_page_said_long_ago_is_doubted_for_a_day(seen: Sighting, is_doubted: bool) -> None:
    assert doubted(seen) is is_doubted


def test_a_copy_that_says_nothing_else_of_missions_is_believed() -> None:
    moved = replace(listing("unmiss"), evidence=Evidence("/html/body/ul/li[9]"))
    now = view(listing("untso"), moved).pages[0].reading
    assert not doubted(LONG_AGO, replace(now, text="Other words"))


def test_the_run_is_doubted_for_the_page() -> None:
    verdict = judge_run(NEW, OLD, seen={LIST: LONG_AGO})
    assert verdict.sentence == (
        f"{LIST} says again what it last said on 2026-01-21: it may be an old copy."
    )
    assert judge_run(NEW, OLD).believed
