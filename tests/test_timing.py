"""News is told when its reader chose: at once but gathered, or at an hour of the day or week."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.rows import Audience, SubscriberRow
from storage.wishes import Channel, Frequency, Wishes
from watch.timing import is_due, last_hour

BRUSSELS = ZoneInfo("Europe/Brussels")
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)


def local(text: str, zone: ZoneInfo = BRUSSELS) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=zone)


def due(
    wishes: Wishes,
    now: str,
    came: str,
    *,
    last: str | None = None,
    newest: str | None = None,
    gather: timedelta = timedelta(0),
    crawling: bool = False,
) -> bool:
    """Say whether news that came at one time is told at another; times are those of Brussels."""
    oldest = local(came)
    reader = SubscriberRow(1, "a@b", Channel.MAIL, wishes, "key", oldest, oldest)
    one = Audience(
        reader, oldest, local(newest) if newest else oldest, local(last) if last else None
    )
    return is_due(one, local(now), BRUSSELS, gather, crawling=crawling)


DAILY, WEEKLY = Wishes(frequency=Frequency.DAILY), Wishes(frequency=Frequency.WEEKLY)


@pytest.mark.parametrize(
    ("now", "came", "last", "expected"),
    [
        ("2026-03-03 06:59", "2026-03-02 10:00", "2026-03-02 07:00", False),
        ("2026-03-03 07:00", "2026-03-02 10:00", "2026-03-02 07:00", True),
        ("2026-03-03 15:00", "2026-03-02 10:00", None, True),
        ("2026-03-03 10:01", "2026-03-03 10:00", "2026-03-02 07:00", False),
        ("2026-03-03 12:00", "2026-03-03 06:00", "2026-03-03 07:00", False),
        ("2026-03-04 07:00", "2026-03-03 06:00", "2026-03-03 07:00", True),
    ],
)
def test_daily_news_comes_once_a_day_at_its_hour(
    now: str, came: str, last: str | None, expected: bool
) -> None:
    assert due(DAILY, now, came, last=last) is expected


@pytest.mark.parametrize(
    ("now", "came", "expected"),
    [
        ("2026-03-08 23:00", "2026-03-03 10:00", False),
        ("2026-03-09 06:59", "2026-03-03 10:00", False),
        ("2026-03-09 07:00", "2026-03-03 10:00", True),
        ("2026-03-11 09:00", "2026-03-03 10:00", True),
        ("2026-03-11 09:00", "2026-03-10 10:00", False),
    ],
)
def test_weekly_news_waits_for_monday(now: str, came: str, expected: bool) -> None:
    assert due(WEEKLY, now, came) is expected


def test_hour_weekday_and_zone_are_the_readers() -> None:
    wishes = Wishes(frequency=Frequency.WEEKLY, hour=17, weekday=4, timezone="America/New_York")
    friday = local("2026-03-06 17:00", ZoneInfo("America/New_York"))
    for late, expected in ((-MINUTE, False), (MINUTE, True)):
        now = (friday + late).astimezone(BRUSSELS).replace(tzinfo=None).isoformat(" ")
        assert due(wishes, now, "2026-03-05 10:00") is expected


def test_no_mail_comes_at_a_weekend_to_one_who_wants_none_then() -> None:
    for frequency in (Frequency.IMMEDIATE, Frequency.DAILY):
        wishes = Wishes(frequency=frequency, weekends=False)
        assert not due(wishes, "2026-03-07 09:00", "2026-03-06 18:00")
        assert not due(wishes, "2026-03-08 09:00", "2026-03-06 18:00")
        assert due(wishes, "2026-03-09 09:00", "2026-03-06 18:00")


def test_news_told_at_once_is_gathered_until_nothing_more_comes() -> None:
    five = 5 * MINUTE
    came = "2026-03-03 10:00"
    assert not due(Wishes(), "2026-03-03 10:04", came, gather=five)
    assert due(Wishes(), "2026-03-03 10:05", came, gather=five)
    newest = "2026-03-03 10:04"
    assert not due(Wishes(), "2026-03-03 10:06", came, newest=newest, gather=five)
    assert not due(Wishes(), "2026-03-03 10:09", came, gather=five, crawling=True)
    assert due(Wishes(), "2026-03-03 10:15", came, gather=five, crawling=True)
    assert due(Wishes(), came, came)


@given(
    st.datetimes(datetime(2020, 1, 1), datetime(2030, 1, 1), timezones=st.just(BRUSSELS)),  # noqa: DTZ001 - hypothesis wants bare bounds
    st.integers(0, 23),
    st.integers(0, 6),
    st.sampled_from([Frequency.DAILY, Frequency.WEEKLY]),
    st.sampled_from(["", "America/New_York", "Asia/Kolkata", "Australia/Lord_Howe"]),
)
def test_the_last_hour_is_past_and_the_next_one_is_not(
    moment: datetime, hour: int, weekday: int, frequency: Frequency, zone: str
) -> None:
    wishes = Wishes(frequency=frequency, hour=hour, weekday=weekday, timezone=zone)
    last = last_hour(wishes, moment, BRUSSELS)
    step = DAY if frequency is Frequency.DAILY else 7 * DAY
    # Where clocks are moved, a day is up to an hour longer or shorter.
    assert timedelta(0) <= moment - last < step + HOUR
    assert last.hour == hour
    assert frequency is Frequency.DAILY or last.weekday() == weekday
