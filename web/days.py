"""Days that a visitor asks for: read, or refused with the sentence that says why."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

from notifier.cleaning import clean
from web.visitor import Visitor


class DayRefused(Exception):
    """Nothing can be shown of a day; the text says why, in the visitor's language."""


def read_day(text: str, visitor: Visitor, began: datetime | None) -> date:
    """Return the day asked for; today where none is. `began` is when watching began.

    Raises DayRefused for what is no day, is still to come, or lies before `began`.
    """
    day = _parsed(text, visitor) if text else today(visitor)
    if day > today(visitor):
        raise DayRefused(
            visitor.speech.say(
                "%(day)s is still to come. Choose today or a day before.",
                day=_printed(day, visitor),
            )
        )
    if began is None:
        raise DayRefused(
            visitor.speech.say("Nothing was read and believed yet, so there is no list to show.")
        )
    first = began.astimezone(visitor.zone).date()
    if day < first:
        raise DayRefused(
            visitor.speech.say(
                "Watching began on %(day)s; nothing is known of the days before.",
                day=_printed(first, visitor),
            )
        )
    return day


def end_of(day: date, visitor: Visitor) -> datetime:
    """Return the last moment of a day in the visitor's zone; now for the day that lasts."""
    midnight = datetime.combine(day + timedelta(days=1), time(), visitor.zone)
    return min(midnight - timedelta.resolution, datetime.now(visitor.zone)).astimezone(UTC)


def today(visitor: Visitor) -> date:
    """Return the day it is where the visitor is."""
    return datetime.now(visitor.zone).date()


def short_day(moment: datetime, visitor: Visitor) -> str:
    """Return the day of a moment in few words, where the visitor is."""
    return visitor.news.day(moment.astimezone(visitor.zone).date().isoformat(), short=True)


def _parsed(text: str, visitor: Visitor) -> date:
    try:
        day = date.fromisoformat(text.strip())
        midnight = datetime.combine(day + timedelta(days=1), time(), visitor.zone)
        midnight.astimezone(UTC)
    except (ValueError, OverflowError):
        word = clean(text, 40)
        raise DayRefused(
            visitor.speech.say("“%(word)s” is no day. Write for example 2027-01-31.", word=word)
        ) from None
    return day


def _printed(day: date, visitor: Visitor) -> str:
    return visitor.news.day(day.isoformat())
