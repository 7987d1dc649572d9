"""A calendar of mandates is valid, and an event that moved replaces the one a program has."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import icalendar
import pytest

from notifier.calendar import MandateEnd, last_day, write_calendar
from notifier.language import speech_in
from tests.notifier.rfc5545 import Component, read_calendar

TODAY = date(2026, 11, 24)
UNIFIL = MandateEnd(
    mission="unifil",
    label="UNIFIL",
    name="United Nations Interim Force in Lebanon",
    source="un",
    source_name="UN Peacekeeping",
    organisation="UN",
    host_countries=("LB",),
    until="2026-12-31",
    over=False,
    revision=3,
    since=datetime(2026, 8, 29, 6, 0, tzinfo=UTC),
    page="https://un.example/unifil",
)
HOSTILE = "A\r\nEND:VEVENT\r\nBEGIN:VALARM;,\\:\"'\x00\u2028\u202e<b>" + "é🕊" * 80


def written(*ends: MandateEnd, language: str = "en") -> bytes:
    return write_calendar("Mandates", ends, speech_in(language), "missions.example", TODAY)


def events(*ends: MandateEnd, language: str = "en") -> list[Component]:
    return [
        part
        for part in read_calendar(written(*ends, language=language)).parts
        if part.name == "VEVENT"
    ]


def test_a_mandate_end_is_an_all_day_event() -> None:
    [event] = events(UNIFIL)
    assert event.value("SUMMARY") == "UNIFIL: mandate ends · UN Peacekeeping"
    assert (event.value("DTSTART"), event.value("DTEND")) == ("20261231", "20270101")
    assert event.value("STATUS") == "CONFIRMED"
    assert event.value("TRANSP") == "TRANSPARENT"
    assert event.value("URL") == "https://un.example/unifil"
    assert event.value("CATEGORIES") == "UN"
    assert event.value("DESCRIPTION") == (
        "United Nations Interim Force in Lebanon\n"
        "Lebanon\n"
        "UN Peacekeeping says that the mandate runs until 31 December 2026.\n"
        "https://un.example/unifil"
    )


def test_another_program_reads_the_same() -> None:
    read = icalendar.Calendar.from_ical(written(UNIFIL))
    [event] = read.walk("VEVENT")
    assert event.decoded("dtstart") == date(2026, 12, 31)
    assert read.decoded("refresh-interval") == timedelta(hours=6)
    assert not event.errors


def test_programs_are_told_how_often_to_fetch_it() -> None:
    calendar = read_calendar(written(UNIFIL))
    assert ("REFRESH-INTERVAL", ";VALUE=DURATION", "PT6H") in calendar.properties
    assert calendar.value("X-PUBLISHED-TTL") == "PT6H"
    assert calendar.value("METHOD") == "PUBLISH"
    assert calendar.value("X-WR-CALNAME") == "Mandates"


def test_an_extension_replaces_the_event() -> None:
    later = replace(UNIFIL, until="2027-06-30", revision=4, since=UNIFIL.since + timedelta(days=90))
    [before], [after] = events(UNIFIL), events(later, language="nl")
    assert before.value("UID") == after.value("UID") == "mandate-end-unifil-un@missions.example"
    assert (before.value("SEQUENCE"), after.value("SEQUENCE")) == ("3", "4")
    assert after.value("DTSTAMP") == "20261127T060000Z"


def test_two_sources_may_give_two_ends() -> None:
    belgian = replace(UNIFIL, source="belgium", source_name="Vredesoperaties", until="2027-01-31")
    assert [one.value("DTSTART") for one in events(UNIFIL, belgian)] == ["20261231", "20270131"]


@pytest.mark.parametrize(
    ("until", "day"),
    [
        ("2026-12-31", date(2026, 12, 31)),
        ("2028-02", date(2028, 2, 29)),
        ("2026-12", date(2026, 12, 31)),
        ("2026", None),
        ("2026-13", None),
        ("2026-02-30", None),
        ("until further notice", None),
        ("", None),
    ],
)
def test_a_month_stands_on_its_last_day_and_a_year_nowhere(until: str, day: date | None) -> None:
    assert last_day(until) == day
    assert len(events(replace(UNIFIL, until=until))) == (day is not None)


def test_a_month_is_marked_as_not_certain() -> None:
    [event] = events(replace(UNIFIL, until="2026-12"))
    assert event.value("STATUS") == "TENTATIVE"
    assert event.value("SUMMARY") == "UNIFIL: mandate ends this month · UN Peacekeeping"
    assert "until December 2026." in event.value("DESCRIPTION")


def test_what_ended_before_its_day_is_cancelled_and_afterwards_left_out() -> None:
    [event] = events(replace(UNIFIL, over=True))
    assert event.value("STATUS") == "CANCELLED"
    assert "It also says that the mission is over." in event.value("DESCRIPTION")
    assert events(replace(UNIFIL, over=True, until="2026-11-23")) == []
    assert len(events(replace(UNIFIL, until="2026-11-23"))) == 1


def test_a_calendar_without_events_is_valid() -> None:
    assert [part.name for part in read_calendar(written()).parts] == ["VTIMEZONE"]


def test_what_a_page_printed_adds_no_line() -> None:
    hostile = replace(
        UNIFIL,
        mission=HOSTILE,
        label=HOSTILE,
        name=HOSTILE,
        source_name=HOSTILE,
        organisation=HOSTILE,
        host_countries=(HOSTILE,),
        page="javascript:alert(1)",
    )
    [event] = events(hostile, language="nl")
    assert event.parts == []
    assert event.values("URL") == []
    assert event.value("SUMMARY").startswith("A END:VEVENT BEGIN:VALARM;,\\:\"'")
    assert not icalendar.Calendar.from_ical(written(hostile)).walk("VALARM")
