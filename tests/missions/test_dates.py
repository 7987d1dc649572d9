"""Dates keep the precision printed; what cannot be a date has no value and says why."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from _pytest.mark import ParameterSet
from hypothesis import given
from hypothesis import strategies as st

from missions.dates import date_span, find_dates, first_date, read_span
from tests.missions.printed_dates import EXACT, MONTHS, YEARS, Form

DAYS = st.dates(date(1948, 1, 1), date(2030, 12, 31))
JOINS = (
    " – ",
    "–",
    " - ",
    " to ",
    " until ",
    " au ",
    " jusqu’au ",
    " tot ",
    " tot en met ",
    " bis ",
)


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


def named(forms: dict[str, dict[str, Form]]) -> list[ParameterSet]:
    return [
        pytest.param(form, id=f"{language}: {name}")
        for language, of_language in forms.items()
        for name, form in of_language.items()
    ]


@pytest.mark.parametrize("form", named(EXACT))
def test_every_form_of_a_day_is_read_back_wherever_it_stands(form: Form) -> None:
    """A step of 29 days meets every day of the month and every month."""
    for day in (date(1948, 5, 29) + timedelta(29 * step) for step in range(1030)):
        text = f"Mali ({form(day)}), 1,234 people"
        assert [one.value for one in find_dates(text)] == [day.isoformat()], text


@given(DAYS, st.sampled_from(named(EXACT)))
def test_any_day_in_any_form_is_read_back_where_it_stands(day: date, form: ParameterSet) -> None:
    printed = form.values[0](day)
    (found,) = find_dates(f"It ends: {printed}.")
    assert found.value == day.isoformat()
    assert f"It ends: {printed}."[found.start : found.end] == found.printed
    assert printed.endswith(found.printed)


@pytest.mark.parametrize("form", named(MONTHS))
def test_every_form_of_a_month_keeps_the_precision_of_a_month(form: Form) -> None:
    for year in range(1948, 2031, 3):
        for month in range(1, 13):
            day = date(year, month, 1)
            assert [one.value for one in find_dates(f"({form(day)})")] == [day.isoformat()[:7]]


@pytest.mark.parametrize("form", YEARS.values(), ids=list(YEARS))
def test_a_year_and_a_part_of_it_have_the_precision_of_a_year(form: Form) -> None:
    for year in range(1948, 2031):
        (found,) = find_dates(f"Mali, {form(date(year, 1, 1))}")
        assert found.value == str(year)


@given(DAYS, DAYS, st.sampled_from(named(EXACT)), st.sampled_from(JOINS))
def test_a_span_of_any_two_days_is_read_back(
    one: date, other: date, form: ParameterSet, join: str
) -> None:
    write = form.values[0]
    start, end = date_span(f"{write(one)}{join}{write(other)}")
    assert (start and start.value, end and end.value) == (one.isoformat(), other.isoformat())


@given(st.text(max_size=200))
def test_no_text_makes_the_reading_of_dates_fail(text: str) -> None:
    for one in find_dates(text):
        assert text[one.start : one.end] == one.printed
    read_span(text)


@pytest.mark.parametrize(
    "text",
    [
        "resolution 2749", "S/RES/2690 (2023)", "résolution 1701 (2006)", "resolutie 2013",
        "2,013 troops", "2 013 militaires", "2013 troops", "2.013 Soldaten", "2013 militaires",
        "€2013", "EUR 2013", "2013 €", "2,013.5", "PC.DEC/1117", "PC.DEC/2013", "B-2000 Antwerpen",
        "+32 2 501 2013", "(CFSP) 2023/24", "Joint Action 2008/124/CFSP", "2013/34/CFSP",
        "Decision No. 4/2013", "13/2013", "1.2.13", "10.12.11.13", "the 1990s", "20130425",
        "25 and 26 April", "n° 2004", "X2013", "2013th", "-", "12345678", "In May 1200 troops",
    ],
)  # fmt: skip
def test_numbers_of_other_things_are_no_dates(text: str) -> None:
    assert find_dates(text) == []


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("04/25/2013", "2013-04-25"),
        ("04-25-2013", "2013-04-25"),
        ("05/04/2013", "2013-04-05"),
        ("25.4.13", "2013-04-25"),
        ("25/04/98", "1998-04-25"),
        ("1ᵉʳ avril 2013", "2013-04-01"),
        ("25ste april 2013", "2013-04-25"),
        ("the 25th day of April, 2013", "2013-04-25"),
        ("d'avril 2013", "2013-04"),
    ],
)
def test_unusual_forms_are_read_where_they_are_certain(text: str, value: str) -> None:
    assert [one.value for one in find_dates(text)] == [value]


@pytest.mark.parametrize("text", ["00/13/2013", "04.25.2013", "2013/14", "2013/2014", "2013-14"])
def test_what_may_be_a_date_but_is_none_is_kept_with_a_doubt(text: str) -> None:
    (found,) = find_dates(f"in {text}")
    assert (found.value, found.printed) == (None, text)
    assert found.doubt


@pytest.mark.parametrize(
    ("text", "start", "end", "is_open"),
    [
        ("2013-2023", "2013", "2023", False),
        ("2013 → 2023", "2013", "2023", False),
        ("from 2013 to 2023", "2013", "2023", False),
        ("1 April–31 May 2013", "2013-04-01", "2013-05-31", False),
        ("1–31 May 2013", "2013-05-01", "2013-05-31", False),
        ("1 November – 31 March 2013", "2012-11-01", "2013-03-31", False),
        ("April 25 – May 3, 2013", "2013-04-25", "2013-05-03", False),
        ("April to May 2013", "2013-04", "2013-05", False),
        ("du 25 avril 2013 au 3 mai 2014", "2013-04-25", "2014-05-03", False),
        ("du 1er avril au 3 mai 2014", "2014-04-01", "2014-05-03", False),
        ("van 2013 tot 2023", "2013", "2023", False),
        ("1 mei 2013 t/m 3 mei 2014", "2013-05-01", "2014-05-03", False),
        ("10 mei 2013 tot en met 11 mei 2014", "2013-05-10", "2014-05-11", False),
        ("vom 1. April bis zum 31. Mai 2014", "2014-04-01", "2014-05-31", False),
        ("since 2013", "2013", None, False),
        ("2013 – present", "2013", None, True),
        ("2013-today", "2013", None, True),
        ("2013 (ongoing)", "2013", None, True),
        ("2013 –", "2013", None, True),
        ("depuis 2013", "2013", None, False),
        ("2013 à ce jour", "2013", None, True),
        ("2013 – heden", "2013", None, True),
        ("2013 tot nu", "2013", None, True),
        ("2013 bis heute", "2013", None, True),
        ("until 31 May 2013", None, "2013-05-31", False),
        ("jusqu’au 31 mai 2013", None, "2013-05-31", False),
        ("tot en met 31 mei 2013", None, "2013-05-31", False),
        ("2013, extended 2014", "2013", None, False),
    ],
)
def test_spans_are_read_in_four_languages(
    text: str, start: str | None, end: str | None, is_open: bool
) -> None:
    span = read_span(text)
    assert (span.start and span.start.value, span.end and span.end.value) == (start, end)
    assert span.is_open is is_open
