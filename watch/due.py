"""When a source is due: by its interval, or by its cron line in the time zone of the watch."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from apscheduler.triggers.cron import CronTrigger

from crawler.profile import SourceProfile
from settings import parse_interval


def next_due(profile: SourceProfile, after: datetime, zone: ZoneInfo) -> datetime:
    """Return when the source is crawled next, strictly after `after`; both in UTC.

    A cron line counts in `zone`. Of the hour that comes twice in autumn only the first counts,
    so that nothing is done twice for one local date and time; what falls into the hour that
    spring leaves out happens an hour later by the clock on the wall.
    """
    if profile.cron is None:
        return after + timedelta(seconds=parse_interval(profile.every or "1d"))
    trigger = CronTrigger.from_crontab(profile.cron, timezone=zone)
    moment = after
    while True:
        fires: datetime | None = trigger.get_next_fire_time(
            None, moment + timedelta(microseconds=1)
        )
        if fires is None:
            raise ValueError(f'"{profile.cron}" never comes; correct the cron of {profile.id}.')
        moment = fires.astimezone(UTC)
        if not moment.astimezone(zone).fold:
            return moment
