"""When a subscriber is told: at once but gathered, or at the hour of the day or week they chose."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from storage.rows import Audience
from storage.wishes import Frequency, Wishes

PATIENCE = 3
"""News that goes on coming is gathered for this many times the usual while, not for ever."""
SATURDAY = 5
DAY, WEEK = timedelta(days=1), timedelta(weeks=1)


def is_due(
    one: Audience, now: datetime, zone: ZoneInfo, gather: timedelta, *, crawling: bool = False
) -> bool:
    """Say whether what waits for a subscriber is to be told at `now`.

    `zone` counts where the subscriber named none. News to be told at once waits until nothing has
    come for `gather` and no crawl goes on, so that one event on three sites is one mail. Daily and
    weekly news waits for the first chosen hour after it came.
    """
    wishes = one.subscriber.wishes
    if rests(wishes, now, zone):
        return False
    if wishes.frequency is Frequency.IMMEDIATE:
        settled = now - one.newest >= gather and not crawling
        return settled or now - one.oldest >= PATIENCE * gather
    hour = last_hour(wishes, now, zone)
    return one.oldest <= hour and (one.last_digest is None or one.last_digest < hour)


def rests(wishes: Wishes, now: datetime, zone: ZoneInfo) -> bool:
    """Say whether it is a weekend, for one who wants no mail then."""
    return not wishes.weekends and now.astimezone(own_zone(wishes, zone)).weekday() >= SATURDAY


def last_hour(wishes: Wishes, now: datetime, zone: ZoneInfo) -> datetime:
    """Return when the subscriber's hour of the day, or of the week, came last."""
    local = now.astimezone(own_zone(wishes, zone))
    hour = datetime.combine(local.date(), time(wishes.hour), local.tzinfo)
    if wishes.frequency is not Frequency.DAILY:
        hour -= timedelta(days=(local.weekday() - wishes.weekday) % 7)
        return hour if hour <= local else hour - WEEK
    return hour if hour <= local else hour - DAY


def own_zone(wishes: Wishes, zone: ZoneInfo) -> ZoneInfo:
    """Return the subscriber's time zone, or `zone` when they named none."""
    return ZoneInfo(wishes.timezone) if wishes.timezone else zone
