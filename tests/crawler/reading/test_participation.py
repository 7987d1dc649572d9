"""Belgium's part on Belgium's own page, where the sentences need not name Belgium."""

from __future__ import annotations

from html import escape
from pathlib import Path
from typing import NamedTuple

import pytest

from crawler.reading.document import body_of, parse
from crawler.reading.prose import belgian_statements
from crawler.reading.walk import read_blocks
from missions.records import Headcount, Statement

SIGNS = {"exact": "", "about": "~", "most": "<=", "least": ">="}
OURS = "https://www.defence.belgium.example/operations"


class Case(NamedTuple):
    """A sentence or other piece of a page, and what it says of one mission."""

    text: str
    mission: str
    part: str | None
    people: str = ""


def statements(
    body: str, title: str = "België in het buitenland", url: str = OURS
) -> list[Statement]:
    root = parse(f"<html><body><main><h1>{title}</h1>{body}</main></body></html>")
    assert root is not None
    return belgian_statements(read_blocks(body_of(root)), title, url)


def parts(found: list[Statement], mission: str) -> set[str]:
    return {str(one.participation) for one in found if one.mission == mission and one.participation}


def counts(people: tuple[Headcount, ...]) -> str:
    return ", ".join(f"{SIGNS[one.bound]}{one.number}" for one in people)


def sentences() -> list[Case]:
    """Return the cases of `belgian_page.txt`."""
    lines = Path(__file__).with_name("belgian_page.txt").read_text(encoding="utf-8").splitlines()
    rows = [line.split("|") for line in lines if line and not line.startswith("#")]
    cells = [[cell.strip() for cell in row] for row in rows]
    return [Case(text, name, part or None, people) for text, name, part, people in cells]


@pytest.mark.parametrize("case", sentences(), ids=lambda case: f"{case.text[:60]}, {case.mission}")
def test_a_sentence_of_belgiums_own_page_need_not_name_belgium(case: Case) -> None:
    mission = case.mission.removeprefix("*")
    found = [one for one in statements(f"<p>{escape(case.text)}</p>") if one.mission == mission]
    assert found or case.mission.startswith("*")
    assert parts(found, mission) == ({case.part} if case.part else set())
    if case.people:
        assert counts(found[0].people) == case.people


FOREIGN = (
    ("Einsätze der Bundeswehr", "https://www.bundeswehr.example/einsaetze",
     "<p>Wir beteiligen uns mit 300 Soldaten an KFOR. Unsere Soldaten dienen bei UNIFIL.</p>"
     "<ul><li>EUTM Mali: 100 Soldaten</li></ul>"),
    ("Auslandseinsätze", "https://www.bundesheer.example.at/einsaetze",
     "<p>Zehn Offiziere dienen bei UNTSO. Österreich stellt 300 Soldaten für EUFOR Althea.</p>"
     "<h2>Laufende Einsätze</h2><ul><li>KFOR: 250 Soldaten</li></ul>"),
    ("Missies", "https://www.defensie.example.nl/missies",
     "<p>Ons land levert 30 militairen aan EUTM Mali. Onze militairen dienen bij UNTSO.</p>"),
    ("Opérations extérieures", "https://www.defense.example/opex",
     "<p>La France déploie 700 militaires à la FINUL. La France engage des moyens dans l'opération"
     " Irini. Nos soldats servent à l'EUTM Mali, et 300 militaires sont en Lituanie (eFP).</p>"),
    ("Peace operations", "https://www.forces.example.ie/missions",
     "<h2>Current missions</h2><table><tr><th>Mission</th><th>Personnel</th></tr><tr>"
     "<td>UNIFIL</td><td>330</td></tr><tr><td>UNTSO</td><td>12</td></tr></table>"),
    ("Multinational missions", "https://www.army.example.uk/operations",
     "<p>Together with Belgium and Denmark our troops guard the camp of EUTM Mali.</p>"),
)  # fmt: skip


@pytest.mark.parametrize(("title", "url", "body"), FOREIGN, ids=[title for title, _, _ in FOREIGN])
def test_what_another_country_does_is_not_belgiums_part(title: str, url: str, body: str) -> None:
    assert not [one.mission for one in statements(body, title, url) if one.participation]


def test_on_another_countrys_page_belgium_is_named() -> None:
    body = "<p>België neemt met twintig militairen deel aan EUTM Mali. Wij dienen bij UNTSO.</p>"
    found = statements(body, "Missies van Nederland", "https://www.defensie.example.nl/missies")
    assert (parts(found, "eutm-mali"), parts(found, "untso")) == ({"current"}, set())


LISTS = (
    ("nl, bullets with numbers",
     "<h2>Onder VN-vlag</h2><ul><li>MINUSMA (Mali): 60 militairen</li><li>UNTSO: 2 waarnemers</li>"
     "</ul><h2>Europese Unie</h2><ul><li>EUTM Mali – 9 instructeurs</li><li>EULEX Kosovo (vier"
     " magistraten)</li><li>EUMM Georgia</li></ul>",
     {"minusma": "current", "untso": "current", "eutm-mali": "current", "eulex-kosovo": "current",
      "eumm-georgia": ""}),
    ("nl, headings that say when",
     "<h2>Huidige deelnames</h2><ul><li>MONUSCO</li><li>UNTSO</li></ul><h2>Afgelopen operaties</h2>"
     "<ul><li>ISAF (Afghanistan)</li><li>UNIFIL: 100 militairen</li></ul>"
     "<h2>Geplande operaties</h2><ul><li>EUMAM Mozambique: 5 instructeurs</li></ul>",
     {"monusco": "current", "untso": "current", "isaf": "past", "unifil": "past",
      "eumam-mozambique": ""}),
    ("fr, opérations en cours et terminées",
     "<h2>Opérations en cours</h2><h3>ONU</h3><ul><li>MONUSCO (RDC)</li><li>ONUST</li></ul>"
     "<h3>UE</h3><ul><li>EUTM Mozambique : huit formateurs</li></ul><h2>Opérations terminées</h2>"
     "<ul><li>FINUL : une centaine de démineurs</li><li>EUFOR RD Congo</li></ul>",
     {"monusco": "current", "untso": "current", "eutm-mozambique": "current", "unifil": "past",
      "eufor-rd-congo": "past"}),
    ("en, cards under the missions' names",
     "<h2>Where our troops are</h2><h3>UNTSO</h3><p>Two observers, in Jerusalem.</p>"
     "<h3>EUTM Mozambique</h3><p>Eight trainers advise the army. The mission has 120 staff.</p>",
     {"untso": "current", "eutm-mozambique": "current"}),
    ("en, a lead-in and what follows it",
     "<p>Our country provides:</p><ul><li>two observers to UNTSO;</li><li>a staff officer to"
     " MONUSCO;</li><li>20 instructors to EUMAM Ukraine.</li></ul><p>It took part in ISAF until"
     " 2014.</p>",
     {"untso": "current", "monusco": "current", "eumam-ukraine": "current", "isaf": "past"}),
    ("de, a table with Belgians",
     "<table><tr><th>Einsatz</th><th>Land</th><th>Belgier</th></tr><tr><td>UNTSO</td><td>Nahost</td>"
     "<td>2</td></tr><tr><td>KFOR</td><td>Kosovo</td><td>1</td></tr></table>",
     {"untso": "current", "kfor": "current"}),
    ("nl, a table with the missions' own strength",
     "<p>De VN heeft deze missies:</p><table><tr><th>Missie</th><th>Land</th><th>Sterkte</th></tr>"
     "<tr><td>UNTSO</td><td>Midden-Oosten</td><td>153</td></tr><tr><td>UNDOF</td><td>Syrië</td>"
     "<td>1100</td></tr></table>",
     {"untso": "", "undof": ""}),
    ("en, what the UN has",
     "<p>The UN currently runs eleven operations:</p><ul><li>UNTSO</li><li>UNDOF</li></ul>",
     {"untso": "", "undof": ""}),
    ("fr, le passé dans les mots de l'entrée",
     "<h2>Nos opérations</h2><ul><li>EUTM Mali : le détachement est rentré en 2022</li><li>MINUSMA"
     " (2016-2022) : 100 militaires</li><li>UNTSO : 2 observateurs</li></ul>",
     {"eutm-mali": "past", "minusma": "past", "untso": "current"}),
    ("nl, teasers",
     "<p>Twee waarnemers dienen bij UNTSO.</p><h2>Lees ook</h2><ul><li>20 militairen naar MINUSMA"
     "</li></ul>",
     {"untso": "current", "minusma": ""}),
    ("fr, y",
     "<p>La MINURCAT a terminé son mandat. La Belgique n'y avait plus de militaires.</p>",
     {"minurcat": "past"}),
    ("en, there",
     "<p>MINUSMA was closed in 2023. Belgian troops had served there until 2022.</p>",
     {"minusma": "past"}),
    ("nl, daar",
     "<p>De NAVO leidt KFOR sinds 1999. Daar dienen vandaag nog twee Belgische officieren.</p>",
     {"kfor": "current"}),
    ("de, dort",
     "<p>Die UNTSO besteht seit 1948. Dort dienen zwei belgische Beobachter.</p>",
     {"untso": "current"}),
)  # fmt: skip


@pytest.mark.parametrize(
    ("body", "expected"), [one[1:] for one in LISTS], ids=[n for n, _, _ in LISTS]
)
def test_lists_and_tables_of_belgiums_page(body: str, expected: dict[str, str]) -> None:
    found = statements(body)
    assert {mission: parts(found, mission) for mission in expected} == {
        mission: {part} if part else set() for mission, part in expected.items()
    }


NOTICES = (
    ("De ministerraad keurt de Belgische deelname aan EUTM Mali goed van 1 januari tot 31 december"
     " 2024.", "eutm-mali", "current", "current"),
    ("De ministerraad keurt de Belgische deelname aan EUMAM Oekraïne goed van 1 juli 2024 tot 31"
     " december 2024.", "eumam-ukraine", "", "planned"),
    ("De ministerraad stemt in met de verlenging van de deelname aan UNTSO in 2025.",
     "untso", "current", "extended"),
    ("Le Conseil des ministres approuve la prolongation de la participation belge à la MONUSCO.",
     "monusco", "current", "extended"),
    ("Le Conseil des ministres approuve la participation belge à EUMA du 1er février 2024 au 31"
     " janvier 2025.", "euma", "current", "current"),
    ("The Council of Ministers approved the Belgian participation in EUNAVFOR Aspides from 1 May"
     " 2024 to 31 July 2024.", "eunavfor-aspides", "", "planned"),
    ("Der Ministerrat genehmigt die Verlängerung der belgischen Beteiligung an KFOR bis Ende 2024.",
     "kfor", "current", "extended"),
)  # fmt: skip


@pytest.mark.parametrize(("sentence", "mission", "part", "phase"), NOTICES)
def test_an_approval_is_current_once_its_period_has_begun(
    sentence: str, mission: str, part: str, phase: str
) -> None:
    found = statements(f"<p>vrijdag 15 maart 2024</p><p>{sentence}</p>", "Ministerraad")
    assert parts(found, mission) == ({part} if part else set())
    assert {str(one.phase) for one in found if one.mission == mission} == {phase}
