"""How ill a source is: which word of it is news, and when it counts as blind."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from missions.health import (
    ADVICE,
    CRAWL,
    Trouble,
    about_the_list,
    advice_for,
    blindness,
    is_news,
    is_to_tell,
    reason_names,
)
from missions.judge import Doubt, Reason

FRIDAY = datetime(2026, 3, 6, 7, tzinfo=UTC)
DAY = timedelta(days=1)


def test_every_reason_has_its_advice() -> None:
    assert {str(reason) for reason in Reason} | {CRAWL} == {*map(str, ADVICE)}
    assert 'fetch = "browser"' in advice_for(["challenge"])[0]
    assert "new address" in advice_for(["not_found"])[0]


def test_doubts_are_named_each_once_and_a_crawl_that_ended_early_too() -> None:
    doubts = [Doubt(reason, "words") for reason in (Reason.TLS, Reason.ROBOTS, Reason.TLS)]
    assert reason_names(doubts) == ("tls", "robots")
    assert reason_names([]) == (CRAWL,)


def test_only_a_trouble_that_asks_for_another_deed_is_news() -> None:
    down = Trouble(held=False, reasons=("error_page",))
    assert is_news(down, [])
    assert not is_news(Trouble(held=False, reasons=("no_answer",)), [down])
    held = Trouble(held=True, reasons=("error_page",))
    assert is_news(held, [down])
    assert not is_news(down, [down, held])
    assert is_news(Trouble(held=False, reasons=("not_found",)), [down, held])


@pytest.mark.parametrize(
    ("now", "due", "days"),
    [
        (FRIDAY + 2 * DAY - timedelta(minutes=1), FRIDAY + DAY / 4, None),
        (FRIDAY + 2 * DAY, FRIDAY + DAY / 4, 2),
        (FRIDAY + 3 * DAY, FRIDAY + 3 * DAY, None),
        (FRIDAY + 4 * DAY, FRIDAY + 3 * DAY, 4),
    ],
)
def test_a_source_is_blind_after_two_days_if_a_check_was_due(
    now: datetime, due: datetime, days: int | None
) -> None:
    found = blindness(FRIDAY, due, now, 2)
    assert (found.days if found else None) == days


def test_blindness_is_told_at_once_and_then_every_week() -> None:
    assert is_to_tell(None, FRIDAY)
    assert not is_to_tell(FRIDAY, FRIDAY + 6 * DAY)
    assert is_to_tell(FRIDAY, FRIDAY + 7 * DAY)


def test_a_challenge_that_lasts_is_never_a_list_to_accept() -> None:
    assert about_the_list(["list_shrank", "list_empty"])
    assert not about_the_list(["challenge"])
    assert not about_the_list(["list_empty", "maintenance"])
    assert not about_the_list([])
