"""Tables of Belgium's parts: a row is a statement of its part, with its people and its time."""

from __future__ import annotations

from typing import NamedTuple

import pytest

from tests.crawler.reading.test_participation import statements

OPEN = "https://www.overheid.example/operaties"
"""An address that does not say whose page it is."""


class Told(NamedTuple):
    """What a row tells of one mission."""

    mission: str
    part: str | None
    people: tuple[int, ...] = ()
    since: str | None = None
    until: str | None = None


def told(table: str, title: str = "Opérations de paix", url: str = OPEN) -> list[Told]:
    found = statements(table, title, url)
    return [
        Told(
            one.mission or "",
            str(one.participation) if one.participation else None,
            tuple(person.number for person in one.people),
            str(one.since.value) if one.since else None,
            str(one.until.value) if one.until else None,
        )
        for one in found
        if one.participation or one.mission
    ]


TABLES = {
    "a column of what Belgium gives, and one of how many": (
        "<table><thead><tr><th>Cadre</th><th>Mission</th><th>Lieu</th><th>Contribution belge</th>"
        "<th>Effectif belge</th></tr></thead><tr><td>ONU</td><td>ONUST</td><td>Moyen-Orient</td>"
        "<td>observateurs</td><td>2</td></tr><tr><td>OTAN</td><td>Baltic Sentry</td>"
        "<td>mer Baltique</td><td>un navire</td><td>45</td></tr></table>",
        [Told("untso", "current", (2,)), Told("baltic-sentry", "current", (45,))],
    ),
    "columns from and until, an organisation that spans its rows": (
        "<table><tr><th>Organisatie</th><th>Operatie</th><th>Van</th><th>Tot</th>"
        "<th>Belgische militairen</th></tr>"
        "<tr><td rowspan='2'>EU</td><td>EUTM Mali</td><td>2013</td><td>2024</td><td>24</td></tr>"
        "<tr><td>EUFOR Althea</td><td>2004</td><td></td><td>1</td></tr>"
        "<tr><td>VN</td><td>UNTSO</td><td>1948</td><td>-</td><td>2</td></tr></table>",
        [
            Told("eutm-mali", "past", (24,), "2013", "2024"),
            Told("eufor-althea", "current", (1,), "2004"),
            Told("untso", "current", (2,), "1948"),
        ],
    ),
    "Belgium takes part in some of the missions": (
        "<table><tr><th>Mission</th><th>Strength</th><th>Belgian personnel</th></tr>"
        "<tr><td>UNIFIL</td><td>10,250</td><td>104</td></tr>"
        "<tr><td>UNMIL</td><td>7,900</td><td>–</td></tr>"
        "<tr><td>UNDOF</td><td>1,200</td><td>0</td></tr>"
        "<tr><td>UNTSO</td><td>150</td><td>none</td></tr></table>",
        [
            Told("unifil", "current", (104,)),
            Told("unmil", None),
            Told("undof", None),
            Told("untso", None),
        ],
    ),
    "yes and no": (
        "<table><tr><th>Mission</th><th>Participation belge</th></tr>"
        "<tr><td>KFOR</td><td>oui</td></tr><tr><td>UNFICYP</td><td>non</td></tr></table>",
        [Told("kfor", "current"), Told("unficyp", None)],
    ),
    "a period of Belgium's part is no number of people": (
        "<table><tr><th>Mission</th><th>Participation belge</th></tr>"
        "<tr><td>KFOR</td><td>1999-2010</td></tr></table>",
        [Told("kfor", "past", (), "1999", "2010")],
    ),
    "a caption says that all is over": (
        "<table><caption>Opérations terminées</caption><tr><th>Mission</th><th>Effectif belge</th>"
        "</tr><tr><td>ISAF</td><td>130</td></tr></table>",
        [Told("isaf", "past", (130,))],
    ),
    "another country's column": (
        "<table><tr><th>Mission</th><th>Dutch personnel</th></tr>"
        "<tr><td>KFOR</td><td>12</td></tr></table>",
        [Told("kfor", None)],
    ),
}


@pytest.mark.parametrize("name", TABLES)
def test_a_row_tells_belgiums_part(name: str) -> None:
    table, expected = TABLES[name]
    assert told(table) == expected


def test_a_headings_organisation_gives_no_part_without_a_column_of_belgiums() -> None:
    table = (
        "<h2>VN</h2><table><tr><th>Missie</th><th>Sterkte</th></tr>"
        "<tr><td>UNIFIL</td><td>10.250</td></tr></table>"
    )
    assert told(table) == [Told("unifil", None)]
