"""Sentences and tables of Belgium's part in four languages, as a civil servant would write them."""

from __future__ import annotations

from pathlib import Path

import pytest

from crawler.reading.read import read_page
from missions.records import PageRole

TITLES = {
    "nl": "Vredesoperaties",
    "fr": "Opérations de paix",
    "de": "Friedenseinsätze",
    "en": "Peace operations",
}
WORDINGS = Path(__file__).parent / "belgian_wordings.txt"


def _cases() -> list[tuple[str, str, str]]:
    lines = WORDINGS.read_text(encoding="utf-8").splitlines()
    cases = [line.split("|") for line in lines if line and not line.startswith("#")]
    return [(language.strip(), text.strip(), told.strip()) for language, text, told in cases]


def parts(body: str, language: str = "en", title: str = "", day: str = "") -> dict[str, set[str]]:
    """Return Belgium's part by mission on a page of the ministry's."""
    head = title or TITLES[language]
    page = f"<html lang={language}><title>{head}</title><h1>{head}</h1><p>{day}</p>{body}</html>"
    url = f"https://diplomatie.belgium.be/{language}/x"
    read = read_page(page.encode(), url, "text/html; charset=utf-8", PageRole.PROSE)
    told: dict[str, set[str]] = {}
    for one in read.statements:
        if one.mission and one.participation:
            told.setdefault(one.mission, set()).add(str(one.participation))
    return told


@pytest.mark.parametrize(("language", "text", "told"), _cases())
def test_a_sentence_tells_belgiums_part(language: str, text: str, told: str) -> None:
    wanted = dict(one.split("=") for one in told.split())
    assert parts(f"<p>{text}</p>", language) == {one: {part} for one, part in wanted.items()}


ROWS = {
    "one year is over where other rows tell what goes on": (
        "nl",
        "<table><tr><th>Operatie</th><th>Belgische deelname</th></tr>"
        "<tr><td>EUTM Somalia</td><td>lopend, 5 instructeurs</td></tr>"
        "<tr><td>KFOR</td><td>1999-2010</td></tr><tr><td>UNTSO</td><td>sinds 1948</td></tr>"
        "<tr><td>EUFOR RCA</td><td>2014, 20 militairen</td></tr></table>",
        {"eutm-somalia": "current", "kfor": "past", "untso": "current", "eufor-rca": "past"},
    ),
    "one year may be a beginning where no row tells what goes on": (
        "de",
        "<table><tr><th>Mission</th><th>Belgische Beteiligung</th></tr>"
        "<tr><td>EUTM Mali</td><td>2013</td></tr><tr><td>UNTSO</td><td>1948</td></tr></table>",
        {"eutm-mali": "current", "untso": "current"},
    ),
    "what is planned, and months of no year, are no part that has begun": (
        "en",
        "<table><tr><th>Operation</th><th>Belgians</th><th>Period</th></tr>"
        "<tr><td>KFOR</td><td>210</td><td>Completed</td></tr>"
        "<tr><td>UNTSO</td><td>2</td><td>Ongoing</td></tr>"
        "<tr><td>EUNAVFOR Aspides</td><td>170</td><td>Planned</td></tr>"
        "<tr><td>Sea Guardian</td><td>40</td><td>June – July</td></tr>"
        "<tr><td>EUTM Mali</td><td>80</td><td>Until December</td></tr></table>",
        {"kfor": "past", "untso": "current", "eutm-mali": "current"},
    ),
    "a table told by roles": (
        "en",
        '<div role="table"><div role="row"><div role="columnheader">Mission</div>'
        '<div role="columnheader">Belgian personnel</div><div role="columnheader">Status</div>'
        "</div>"
        '<div role="row"><div role="cell">UNTSO</div><div role="cell">2</div>'
        '<div role="cell">ongoing</div></div><div role="row"><div role="cell">KFOR</div>'
        '<div role="cell">200</div><div role="cell">ended</div></div></div>',
        {"untso": "current", "kfor": "past"},
    ),
    "a table's name is that of Belgium's parts, and a dash is what is not told": (
        "fr",
        "<table><caption>Participations belges</caption><tr><th>Mission</th><th>Pays</th>"
        "<th>Effectif belge</th><th>État</th></tr><tr><td>ONUST</td><td>Liban</td><td>–</td>"
        "<td>en cours</td></tr><tr><td>MINUSCA</td><td>RCA</td><td>0</td><td>en cours</td></tr>"
        "</table>",
        {"untso": "current"},
    ),
    "no dash counts where the table is not called Belgium's": (
        "fr",
        "<table><tr><th>Mission</th><th>Pays</th><th>Effectif belge</th><th>État</th></tr>"
        "<tr><td>ONUST</td><td>Liban</td><td>2</td><td>en cours</td></tr>"
        "<tr><td>MINUSCA</td><td>RCA</td><td>–</td><td>en cours</td></tr></table>",
        {"untso": "current"},
    ),
    "an organisation in a row decides what a short name means": (
        "nl",
        "<p>Beperkte bijdragen van enkele waarnemers:</p><table><tr><th>Missie</th><th>Plaats</th>"
        "<th>Kader</th></tr><tr><td>UNTSO</td><td>Midden-Oosten</td><td>UNO</td></tr>"
        "<tr><td>EUSEC</td><td>Democratische Republiek Congo</td><td>EU</td></tr></table>",
        {"untso": "current", "eusec-rd-congo": "current"},
    ),
}


@pytest.mark.parametrize(("language", "table", "told"), ROWS.values(), ids=ROWS)
def test_a_row_tells_belgiums_part(language: str, table: str, told: dict[str, str]) -> None:
    assert parts(table, language) == {one: {part} for one, part in told.items()}


def test_a_mission_that_ended_below_completed_is_a_past_part() -> None:
    body = "<h2>Completed</h2><p>ISAF in Afghanistan ended on 31 December 2014.</p>"
    assert parts(body, title="Belgian operations abroad") == {"isaf": {"past"}}
    body = "<h2>Afghanistan</h2><p>ISAF in Afghanistan ended on 31 December 2014.</p>"
    assert parts(body, title="Belgian operations abroad") == {}


@pytest.mark.parametrize(
    "text",
    [
        "Belgische militairen zijn actief in MINUSMA. Een Belgische generaal voerde er in 2017 het "
        "bevel over de troepenmacht.",
        "Des militaires belges servent à la MINUSMA. Un général belge y a commandé la force "
        "en 2017.",
    ],
)
def test_who_once_commanded_there_does_not_end_belgiums_part(text: str) -> None:
    assert parts(f"<p>{text}</p>", "nl") == {"minusma": {"current"}}


def test_what_ended_there_does() -> None:
    text = "Belgian soldiers serve with MINUSMA. Belgium withdrew its troops from there in 2023."
    assert "past" in parts(f"<p>{text}</p>")["minusma"]


def test_the_year_of_the_page_decides_between_namesakes() -> None:
    body = "<p>Im Mittelmeer beteiligt sich die belgische Marine nun an EUNAVFOR MED.</p>"
    assert parts(body, "de", day="Stand: 12. Oktober 2015") == {"eunavfor-med-sophia": {"current"}}
    assert parts(body, "de", day="Stand: 12. Oktober 2022") == {"eunavfor-med-irini": {"current"}}
    assert parts(body, "de") == {}
