"""What clauses tell of Belgium's part, on small pages of the ministry's kind."""

from __future__ import annotations

import pytest

from crawler.reading.read import read_page
from missions.records import PageRole

TOP = "<html><body><div>{day}</div><h1>{title}</h1>{body}</body></html>"


def _parts(body: str, day: str = "", title: str = "Peace operations of Belgium") -> dict[str, str]:
    page = TOP.format(day=day, title=title, body=body).encode()
    url = "https://diplomatie.belgium.example/peace"
    read = read_page(page, url, "text/html; charset=utf-8", PageRole.PROSE)
    told = [one for one in read.statements if one.mission and one.participation]
    return {str(one.mission): str(one.participation) for one in told}


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("Twintig militairen zullen hun inzet in KFOR voortzetten.", "current"),
        ("Zwanzig Soldaten werden ihren Einsatz bei KFOR fortsetzen.", "current"),
        ("Vingt militaires resteront à la KFOR.", "current"),
        ("Twenty soldiers will stay with KFOR.", "current"),
        ("Verscheidene landgenoten werken mee aan KFOR.", "current"),
        ("Plusieurs compatriotes collaboraient à la KFOR.", "past"),
        ("Die Hubschrauber bei KFOR kehren nach Belgien zurück.", "past"),
    ],
)
def test_what_is_said_to_go_on_is_current_and_what_comes_home_is_past(text: str, part: str) -> None:
    assert _parts(f"<p>{text}</p>") == {"kfor": part}


def test_how_things_stood_shortly_before_the_page_was_written_is_how_they_stand() -> None:
    body = (
        "<p>Le 1er mars 2013, la Défense participait à l'EUTM Mali avec 70 militaires. "
        "Deux observateurs étaient présents à l'ONUST.</p>"
        "<p>En 2009, la Belgique participait à l'EUFOR Tchad/RCA.</p>"
    )
    day = "Question écrite du 20 février 2013, réponse du 22 mars 2013"
    assert _parts(body, day) == {
        "eutm-mali": "current",
        "untso": "current",
        "eufor-tchad-rca": "past",
    }


def test_what_lasts_until_a_day_after_the_page_was_written_is_not_over() -> None:
    body = (
        "<p>Belgian contributions:</p><ul><li>EUTM RCA, until 30 June 2017: nine instructors</li>"
        "<li>KFOR, until 31 March 2010: 200 soldiers</li></ul>"
    )
    assert _parts(body, "15 December 2016") == {"eutm-rca": "current", "kfor": "past"}


def test_a_plan_for_coming_operations_tells_no_part_that_has_begun() -> None:
    body = "<p>Die kommenden Einsätze:</p><ul><li>zwei Beobachter bei UNTSO</li></ul>"
    assert _parts(body) == {}


def test_a_place_may_stand_between_a_name_and_the_clause_about_it() -> None:
    body = "<p>EUTM Mozambique in Maputo, to which we contributed, is another matter.</p>"
    assert _parts(body) == {"eutm-mozambique": "past"}


def test_another_clause_that_was_noted_is_a_clause_of_its_own() -> None:
    body = (
        "<p>De ministerraad stelde vast dat onze laatste militairen bij KFOR naar huis kwamen, en "
        "dat de bijdrage aan UNTSO, thans twee waarnemers, behouden blijft.</p>"
    )
    assert _parts(body) == {"kfor": "past", "untso": "current"}


def test_soldiers_of_another_country_who_help_are_not_what_a_clause_is_about() -> None:
    body = "<p>Dertig militairen, bijgestaan door een Luxemburgs peloton, werken bij KFOR.</p>"
    assert _parts(body) == {"kfor": "current"}


def test_the_name_of_a_site_is_no_heading_of_news() -> None:
    page = (
        "<html><body><div class='top'><b>news.example</b></div><main><h1>Belgian operations</h1>"
        "<p>Belgium takes part in KFOR.</p></main></body></html>"
    )
    read = read_page(page.encode(), "https://a.example", "text/html", PageRole.PROSE)
    assert [one.mission for one in read.statements] == ["kfor"]


@pytest.mark.parametrize(
    "text",
    [
        "De waarnemingsmissie van de OVSE in Oekraïne, die België ondersteunde, liep af in 2022.",
        "La mission d'observation de l'OSCE en Ukraine, que la Belgique soutenait, a pris fin.",
        "The OSCE monitoring mission in Ukraine, which Belgium supported, was closed in 2022.",
    ],
)
def test_a_mission_ends_behind_a_clause_that_says_that_belgium_backed_it(text: str) -> None:
    page = TOP.format(day="", title="Peace operations of Belgium", body=f"<p>{text}</p>").encode()
    url = "https://diplomatie.belgium.example/peace"
    read = read_page(page, url, "text/html; charset=utf-8", PageRole.PROSE)
    (told,) = read.statements
    assert (told.mission, str(told.status), told.participation) == ("osce-smm", "ended", None)


def test_a_former_name_in_brackets_tells_nothing() -> None:
    body = (
        "<p>Belgium contributes to:</p><ul>"
        "<li>EUMAM Mozambique (formerly EUTM Mozambique): 3 instructors;</li>"
        "<li>UNTMIS (anciennement UNSOM) : deux observateurs</li></ul>"
    )
    assert _parts(body) == {"eumam-mozambique": "current", "untmis": "current"}


@pytest.mark.parametrize(
    ("line", "people"),
    [
        ("EUMAM Ukraine: 110 instructors in Germany and Poland;", [110]),
        ("UNTSO – deux observateurs en Israël et au Liban", [2]),
    ],
)
def test_the_people_of_a_line_are_its_missions_wherever_they_are(
    line: str, people: list[int]
) -> None:
    body = f"<p>Belgium contributes to:</p><ul><li>{line}</li></ul>"
    page = TOP.format(day="", title="Peace operations of Belgium", body=body).encode()
    url = "https://diplomatie.belgium.example/peace"
    read = read_page(page, url, "text/html; charset=utf-8", PageRole.PROSE)
    told = next(one for one in read.statements if one.mission)
    assert [one.number for one in told.people] == people


@pytest.mark.parametrize(
    ("item", "status"),
    [
        ("De operatie ISAF (Afghanistan) eindigde op 31 december 2014.", "ended"),
        ("L'opération ISAF a pris fin le 31 décembre 2014.", "ended"),
        ("ISAF: eindigde op 31 december 2014", "unknown"),
        ("ISAF ended in 2014", "unknown"),
    ],
)
def test_an_item_that_is_a_sentence_on_an_operation_tells_its_end(item: str, status: str) -> None:
    body = f"<ul><li>Resolute Support: 60 soldiers.</li><li>{item}</li></ul>"
    page = TOP.format(day="", title="Peace operations of Belgium", body=body).encode()
    url = "https://diplomatie.belgium.example/peace"
    read = read_page(page, url, "text/html; charset=utf-8", PageRole.PROSE)
    assert {one.mission: str(one.status) for one in read.statements}["isaf"] == status
