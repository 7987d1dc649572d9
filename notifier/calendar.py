"""Ends of mandates as a calendar (iCalendar, RFC 5545), to be subscribed to in Outlook and others.

One all-day event for each mission and source that gives an end. A calendar program knows an event
by its UID and takes the one with the higher SEQUENCE, so an extended mandate moves its event.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from icalendar import Calendar, Event, Timezone, TimezoneStandard, vDuration

from notifier.cleaning import clean, safe_link
from notifier.language import MONTH, Speech
from notifier.news import LONGEST_NAME
from notifier.values import print_field

REFRESH = timedelta(hours=6)
"""How often programs are asked to fetch it again: as often as most sources are crawled."""


@dataclass(frozen=True)
class MandateEnd:
    """Until when a source says that a mission's mandate runs."""

    mission: str
    label: str
    name: str
    source: str
    source_name: str
    organisation: str
    host_countries: tuple[str, ...]
    until: str
    """An ISO date, with a day or without."""
    over: bool
    """Whether the source says that the mission ended."""
    revision: int
    """How often this was changed."""
    since: datetime
    """When the source began to say so, in UTC."""
    page: str
    """The address of the page that says so."""


def last_day(until: str) -> date | None:
    """Return the day on which a mandate's event stands.

    A month without a day stands on its last day, for the mandate ends then at the latest. A bare
    year has none: an event on 31 December would be wrong by months.
    """
    try:
        if MONTH.fullmatch(until):
            first = date.fromisoformat(f"{until}-01")
            return first.replace(day=monthrange(first.year, first.month)[1])
        return date.fromisoformat(until)
    except ValueError:
        return None


def write_calendar(
    title: str, ends: Iterable[MandateEnd], speech: Speech, host: str, today: date
) -> bytes:
    """Return a calendar of these ends; `host` names the site in the events' UIDs.

    What a source calls ended is cancelled while its day is to come, and left out afterwards.
    """
    calendar = Calendar()
    calendar.add("prodid", f"-//missionwatch//{host}//EN")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("name", title)
    calendar.add("x-wr-calname", title)
    calendar.add("refresh-interval", REFRESH, parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", vDuration(REFRESH))
    for end in ends:
        day = last_day(end.until)
        if day is not None and (day >= today or not end.over):
            calendar.add_component(_event(end, day, speech, host))
    if not calendar.subcomponents:
        calendar.add_component(_utc())
    written: bytes = calendar.to_ical()
    return written


def _event(end: MandateEnd, day: date, speech: Speech, host: str) -> Event:
    event = Event()
    event.add("uid", clean(f"mandate-end-{end.mission}-{end.source}@{host}"))
    event.add("sequence", end.revision)
    event.add("dtstamp", end.since)
    event.add("last-modified", end.since)
    event.add("dtstart", day)
    event.add("dtend", day + timedelta(days=1))
    event.add("summary", _summary(end, speech))
    event.add("description", _description(end, speech))
    event.add("status", _status(end))
    event.add("transp", "TRANSPARENT")
    event.add("categories", [print_field(speech, end.organisation)])
    if link := safe_link(end.page):
        event.add("url", link)
    return event


def _status(end: MandateEnd) -> str:
    if end.over:
        return "CANCELLED"
    return "TENTATIVE" if MONTH.fullmatch(end.until) else "CONFIRMED"


def _summary(end: MandateEnd, speech: Speech) -> str:
    values = {
        "mission": clean(end.label, LONGEST_NAME),
        "source": clean(end.source_name, LONGEST_NAME),
    }
    if MONTH.fullmatch(end.until):
        return speech.say("%(mission)s: mandate ends this month · %(source)s", **values)
    return speech.say("%(mission)s: mandate ends · %(source)s", **values)


def _description(end: MandateEnd, speech: Speech) -> str:
    countries = ", ".join(speech.country(code) for code in end.host_countries)
    lines = [
        clean(end.name, LONGEST_NAME),
        clean(countries),
        speech.say(
            "%(source)s says that the mandate runs until %(date)s.",
            source=clean(end.source_name, LONGEST_NAME),
            date=speech.day(end.until),
        ),
        speech.say("It also says that the mission is over.") if end.over else "",
        safe_link(end.page) or "",
    ]
    return "\n".join(line for line in lines if line)


def _utc() -> Timezone:
    """Return a time zone that nothing uses: a calendar may not be empty (RFC 5545, 3.4)."""
    zone, standard = Timezone(), TimezoneStandard()
    zone.add("tzid", "Etc/UTC")
    standard.add("dtstart", datetime(1970, 1, 1))  # noqa: DTZ001 - local time, by the standard
    standard.add("tzoffsetfrom", timedelta())
    standard.add("tzoffsetto", timedelta())
    zone.add_component(standard)
    return zone
