"""Titles that wrap a registered name in a word of the same family, and menus beside a list."""

from __future__ import annotations

import pytest

from crawler.reading.links import page_links
from crawler.reading.read import read_page
from missions.records import PageRole, Status

URL = "https://example.org/missions"


def missions(*titles: str, heading: str = "Military operations") -> dict[str, Status]:
    cards = "".join(f"<div><h4>{title}</h4><p>Works there.</p></div>" for title in titles)
    page = f"<html lang='en'><body><main><h1>{heading}</h1>{cards}</main></body></html>"
    reading = read_page(page.encode(), URL, "text/html", PageRole.LIST)
    return {one.mission: one.status for one in reading.listings}


@pytest.mark.parametrize(
    ("title", "mission"),
    [
        ("EUNAVFOR Operation Atalanta", "eunavfor-atalanta"),
        ("EU NAVFOR Operation Atalanta", "eunavfor-atalanta"),
        ("EUNAVFOR Operation Aspides", "eunavfor-aspides"),
    ],
)
def test_the_family_before_the_name_of_an_operation_is_part_of_it(title: str, mission: str) -> None:
    assert set(missions("EUFOR Althea", title, "EUTM Somalia")) == {
        "eufor-althea", mission, "eutm-somalia",
    }  # fmt: skip


def test_an_osce_name_without_its_organisation_is_known_on_a_list_of_the_osce() -> None:
    name = (
        "Personal Representative of the Chairperson-in-Office on the conflict dealt with by the "
        "Minsk Conference"
    )
    found = missions("OSCE Mission to Moldova", name, "OSCE Centre in Ashgabat")
    assert "osce-prcio" in found


def test_an_introduction_that_counts_ongoing_missions_says_so_of_all_sections_below() -> None:
    page = (
        "<html lang='en'><body><main><h1>Missions and operations</h1>"
        "<p>There are 3 ongoing missions and operations: 2 civilian, 1 military, "
        "0 civil-military initiatives. "
        "Since 2003 the Union has launched over 40.</p><h2>Civilian missions</h2>"
        "<h4>EULEX Kosovo</h4><p>Advises.</p><h4>EUMM Georgia</h4><p>Observes.</p>"
        "<h2>Military operations</h2><h4>EUFOR Althea</h4><p>Trains.</p></main></body></html>"
    )
    reading = read_page(page.encode(), URL, "text/html", PageRole.LIST)
    assert {one.mission: one.status for one in reading.listings} == {
        "eulex-kosovo": Status.ONGOING,
        "eumm-georgia": Status.ONGOING,
        "eufor-althea": Status.ONGOING,
    }


def test_links_of_a_menu_are_not_followed_where_the_list_has_none() -> None:
    page = (
        '<html lang="en"><body><ul id="nav"><li><a href="/kfor">KFOR</a></li>'
        '<li><a href="/isaf">ISAF</a></li></ul><div id="content"><h1>Operations</h1>'
        "<h2>Current operations</h2><p><b>KFOR</b> is in Kosovo.</p>"
        "<p><b>NATO Mission Iraq</b> trains.</p></div></body></html>"
    )
    assert [link.url for link in page_links(page.encode(), URL, "text/html") if link.role] == []


@pytest.mark.parametrize(
    "label",
    ["Full name", "Nom complet", "Volledige naam", "Vollständiger Name", "Naam van de missie"],
)
def test_a_name_behind_the_word_name_is_a_title(label: str) -> None:
    paragraphs = "".join(
        f"<section><p>{label}: {name}</p><p>Works there.</p></section>"
        for name in ("UNMISS", "UNIFIL", "Stabilisation Mission in Peru")
    )
    page = f"<html><body><main><h1>Operations</h1>{paragraphs}</main></body></html>"
    reading = read_page(page.encode(), URL, "text/html", PageRole.LIST)
    assert {one.mission for one in reading.listings} == {
        "unmiss", "unifil", "new:stabilisation-mission-in-peru",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("title", "mission"),
    [
        ("Operation „Resolute<br>Harbour“", "new:operation-resolute-harbour"),
        ("Operation “Resolute<br>Harbour”", "new:operation-resolute-harbour"),
        ("Opération « Resolute<br>Harbour »", "new:operation-resolute-harbour"),
        ("Operation ‘Resolute<br>Harbour’", "new:operation-resolute-harbour"),
    ],
)
def test_a_name_in_quotation_marks_goes_on_in_the_next_line(title: str, mission: str) -> None:
    assert mission in missions("KFOR", title, "Operation Sea Guardian")


def test_an_office_whose_name_is_broken_off_is_no_mission() -> None:
    cards = "".join(
        f"<h4><a href='/x'>{title}</a></h4><p>Works there.</p>"
        for title in ("UNMISS", "REGIONAL<br>ADVISORY AND COORDINATION CELL", "UNIFIL")
    )
    page = f"<html lang='en'><body><main><h1>Operations</h1>{cards}</main></body></html>"
    reading = read_page(page.encode(), URL, "text/html", PageRole.LIST)
    assert {one.mission for one in reading.listings if one.unsure is None} == {"unmiss", "unifil"}


def test_a_country_in_a_title_goes_on_in_the_next_line() -> None:
    page = (
        "<html lang='de'><body><main><h1>Laufende Einsätze</h1>"
        "<h4>MONUSCO, Demokratische<br>Republik Kongo</h4><p>Hilft.</p>"
        "<h4>UNMISS, Südsudan</h4><p>Hilft.</p></main></body></html>"
    )
    reading = read_page(page.encode(), URL, "text/html", PageRole.LIST)
    assert [one.fields["host"].value for one in reading.listings] == [("CD",), ("SS",)]


def test_a_country_whose_name_has_a_sign_that_parts_countries_is_one() -> None:
    page = (
        "<html lang='en'><body><main><h1>Past missions</h1><h4>UNPROFOR</h4>"
        "<p>Location: Croatia; Bosnia &amp; Herzegovina; North Macedonia</p>"
        "<h4>UNTAES</h4><p>Location: Croatia</p></main></body></html>"
    )
    reading = read_page(page.encode(), URL, "text/html", PageRole.LIST)
    assert reading.listings[0].fields["host"].value == ("HR", "BA", "MK")


@pytest.mark.parametrize(
    "sentence",
    [
        "Its staff came in part from IFOR.",
        "Une partie de son personnel venait de IFOR.",
        "Een deel van het personeel kwam van IFOR.",
        "Ein Teil ihres Personals kam von IFOR.",
    ],
)
def test_where_a_missions_people_came_from_is_no_entry_of_its_own(sentence: str) -> None:
    page = (
        "<html lang='en'><body><main><h1>Past operations</h1>"
        f"<p><b>Stabilization Force (SFOR)</b><br>{sentence} 1996 – 2004.</p>"
        "<p><b>Operation Joint Guarantor</b><br>It trained police. 1998 – 1999.</p>"
        "</main></body></html>"
    )
    reading = read_page(page.encode(), URL, "text/html", PageRole.LIST)
    assert "ifor" not in {one.mission for one in reading.listings}


@pytest.mark.parametrize("tag", ["em", "small", "i"])
@pytest.mark.parametrize("title", ["summary", "h3"])
def test_small_print_that_ends_a_title_is_no_part_of_the_name(title: str, tag: str) -> None:
    titles = [
        f"NATO Mission Iraq <{tag}>Baghdad, Iraq</{tag}>",
        f"Operation Sea Guardian <{tag}>Mediterranean Sea</{tag}>",
        f"Eastern Sentry <{tag}>Eastern flank</{tag}>",
        f"EUTM <{tag}>Mali</{tag}>",
    ]
    entries = "".join(
        f"<details><{title}>{one}</{title}><p>Works there.</p></details>" for one in titles
    )
    page = f"<html lang='en'><body><main><h1>Missions</h1>{entries}</main></body></html>"
    reading = read_page(page.encode(), URL, "text/html", PageRole.LIST)
    assert {one.mission: one.name for one in reading.listings} == {
        "nmi": "NATO Mission Iraq",
        "sea-guardian": "Operation Sea Guardian",
        "eastern-sentry": "Eastern Sentry",
        "eutm-mali": "EUTM Mali",
    }
