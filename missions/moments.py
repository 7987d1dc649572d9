"""Days, months, years and moments as people and programs write them, as times in UTC."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

PERIOD = re.compile(r"(\d{4})(?:-(\d{1,2}))?(?:-(\d{1,2}))?")


def observation_time(text: str, zone: ZoneInfo) -> datetime:
    """Return the moment of a replayed crawl, in UTC.

    A bare date stands for its first moment that has this date in `zone` and in UTC, so that the
    date is the same wherever it is read. Raises ValueError.
    """
    first = _period(text)
    if first is None:
        return _moment(text, zone)
    return max(_midnight(first[0], zone), datetime.combine(first[0], time(), UTC))


def start_of(text: str, zone: ZoneInfo) -> datetime:
    """Return the first moment of a day, month or year, or the moment given, in UTC."""
    period = _period(text)
    return _midnight(period[0], zone) if period else _moment(text, zone)


def end_of(text: str, zone: ZoneInfo) -> datetime:
    """Return the last moment of a day, month or year, or the moment given, in UTC."""
    period = _period(text)
    if period is None:
        return _moment(text, zone)
    return _midnight(period[1], zone) - timedelta(microseconds=1)


def _moment(text: str, zone: ZoneInfo) -> datetime:
    try:
        moment = datetime.fromisoformat(text)
        return (moment if moment.tzinfo else moment.replace(tzinfo=zone)).astimezone(UTC)
    except (ValueError, OverflowError) as error:
        raise ValueError(
            f'"{text}" is not a date; write for example 2024-05-17 or 2024-05-17T08:30+02:00.'
        ) from error


def _period(text: str) -> tuple[date, date] | None:
    """Return the first day of a day, month or year and the first day after it."""
    match = PERIOD.fullmatch(text.strip())
    if not match:
        return None
    year, month, day = (int(part) if part else None for part in match.groups())
    try:
        first = date(year or 0, month or 1, day or 1)
        if day:
            return first, first + timedelta(days=1)
        after = date(first.year + 1, 1, 1) if not month else _next_month(first)
    except (ValueError, OverflowError) as error:
        raise ValueError(f'"{text}" is not a date in the calendar.') from error
    return first, after


def _next_month(first: date) -> date:
    return (first + timedelta(days=31)).replace(day=1)


def _midnight(day: date, zone: ZoneInfo) -> datetime:
    try:
        return datetime.combine(day, time(), zone).astimezone(UTC)
    except OverflowError as error:
        raise ValueError(f'"{day}" is too far away.') from error
