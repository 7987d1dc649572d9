"""Dates keep the precision printed; what cannot be a date has no value and says why."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from missions.dates import date_span, find_dates, first_date


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("since 25 April 2013", "2013-04-25"),
        ("on April 25, 2013", "2013-04-25"),
        ("25th of April 2013", "2013-04-25"),
        ("in April 2013", "2013-04"),
        ("Sept. 2003", "2003-09"),
        ("in 2013", "2013"),
        ("depuis le 25 avril 2013", "2013-04-25"),
        ("le 1er février 2015", "2015-02-01"),
        ("jusqu’en août 2024", "2024-08"),
        ("le 31 décembre 2023", "2023-12-31"),
        ("sinds 25 april 2013", "2013-04-25"),
        ("tot 31 maart 2025", "2025-03-31"),
        ("in augustus 2007", "2007-08"),
        ("1 mrt 2020", "2020-03-01"),
        ("seit dem 25. April 2013", "2013-04-25"),
        ("im März 2008", "2008-03"),
        ("bis zum 31. Dezember 2026", "2026-12-31"),
        ("1. Jänner 2012", "2012-01-01"),
        ("2013-04-25", "2013-04-25"),
        ("2013-04-25T00:00:00Z", "2013-04-25"),
        ("2013-04", "2013-04"),
        ("25/04/2013", "2013-04-25"),
        ("25.4.2013", "2013-04-25"),
        ("29 February 2024", "2024-02-29"),
    ],
)
def test_a_date_is_read_in_four_languages_with_its_precision(text: str, value: str) -> None:
    assert [one.value for one in find_dates(text)] == [value]


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("until 31 August 3013", "31 August 3013"),
        ("MONUA, juin 1297", "juin 1297"),
        ("30 February 2024", "30 February 2024"),
        ("31 juni 2020", "31 juni 2020"),
        ("29/02/2023", "29/02/2023"),
        ("2023-13-01", "2023-13-01"),
        ("am 32. März 2020", "32. März 2020"),
        ("25/13/2020", "25/13/2020"),
    ],
)
def test_an_impossible_date_is_kept_as_printed_with_a_doubt(text: str, printed: str) -> None:
    (found,) = find_dates(text)
    assert (found.value, found.printed) == (None, printed)
    assert found.doubt


@pytest.mark.parametrize(
    "text",
    ["", "soon", "17,954 people", "resolution 2690", "5,500 soldiers", "12345", "may go"],
)
def test_numbers_and_words_that_are_no_dates_are_left_alone(text: str) -> None:
    assert find_dates(text) == []


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("2013–2023", ("2013", "2023")),
        ("April 2013 – December 2023", ("2013-04", "2023-12")),
        ("25 avril 2013 au 31 décembre 2023", ("2013-04-25", "2023-12-31")),
        ("2013 tot 2023", ("2013", "2023")),
        ("März 2013 bis Mai 2014", ("2013-03", "2014-05")),
        ("since 2013", ("2013", None)),
        ("", (None, None)),
    ],
)
def test_a_span_has_two_ends_or_one(text: str, span: tuple[str | None, str | None]) -> None:
    start, end = date_span(text)
    assert (start and start.value, end and end.value) == span


@given(st.text(alphabet="0123456789 ./-–aprilmeiJanuryéû1er,", max_size=60))
def test_any_text_gives_dates_where_they_stand(text: str) -> None:
    for one in find_dates(text):
        assert text[one.start : one.end] == one.printed
        assert (one.value is None) == (one.doubt is not None)


@given(st.dates(min_value=date(1945, 1, 1)).filter(lambda day: day.year < 2060))
def test_every_day_of_the_register_is_read_back(day: date) -> None:
    found = first_date(f"from {day} on")
    assert found is not None
    assert found.value == str(day)
