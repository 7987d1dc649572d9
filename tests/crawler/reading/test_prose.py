"""Sentences in four languages say who is where, since when, until when and with how many."""

from __future__ import annotations

from html import escape
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.reading.blocks import Block
from crawler.reading.document import body_of, parse
from crawler.reading.prose import belgian_statements, running_text_listings
from crawler.reading.walk import read_blocks
from missions.records import Headcount, Participation, Statement, Status

URL = "https://diplomatie.belgium.be/nl/beleid/vredesoperaties"
SIGNS = {"exact": "", "about": "~", "most": "<=", "least": ">="}


class Case(NamedTuple):
    """A sentence, and what it says of each mission or country."""

    sentence: str
    about: str
    part: str | None
    phase: str
    people: str = ""
    since: str | None = None
    until: str | None = None


def blocks_of(body: str) -> list[Block]:
    root = parse(f"<html><body><main>{body}</main></body></html>")
    assert root is not None
    return read_blocks(body_of(root))


def statements_in(body: str) -> list[Statement]:
    return belgian_statements(blocks_of(f"<h1>Vredesoperaties</h1>{body}"))


def about(statements: list[Statement], name: str) -> Statement:
    found = [one for one in statements if name in (one.mission, one.country)]
    assert found, f"nothing is said of {name}: {[(s.mission, s.country) for s in statements]}"
    return found[0]


def counts(people: tuple[Headcount, ...]) -> str:
    return ", ".join(f"{SIGNS[one.bound]}{one.number} {one.people}" for one in people)


def told(statement: Statement) -> tuple[str | None, str, str, str | None, str | None]:
    since, until = statement.since, statement.until
    return (
        str(statement.participation) if statement.participation else None,
        str(statement.phase),
        counts(statement.people),
        since.value if since and isinstance(since.value, str) else None,
        until.value if until and isinstance(until.value, str) else None,
    )


def cases() -> list[Case]:
    """Return the cases of `sentences.txt`."""
    lines = Path(__file__).with_name("sentences.txt").read_text(encoding="utf-8").splitlines()
    rows = [line.split("|") for line in lines if line and not line.startswith("#")]
    return [_case([cell.strip() for cell in row] + [""] * (7 - len(row))) for row in rows]


def _case(row: list[str]) -> Case:
    sentence, name, part, phase, people, since, until = row
    return Case(sentence, name, part or None, phase, people, since or None, until or None)


@pytest.mark.parametrize("case", cases(), ids=lambda case: f"{case.sentence[:60]}, {case.about}")
def test_a_sentence_says_who_is_where_with_how_many_and_until_when(case: Case) -> None:
    said = about(statements_in(f"<p>{escape(case.sentence)}</p>"), case.about)
    assert told(said) == (case.part, case.phase, case.people, case.since, case.until)


SEVERAL = [
    (
        "Momenteel zet België militairen in in Mali (MINUSMA), in de DRC (MONUSCO) en in het "
        "Midden-Oosten (UNTSO).",
        {"minusma": "current", "monusco": "current", "untso": "current"},
    ),
    (
        "België nam deel aan ISAF en is vandaag actief in KFOR.",
        {"isaf": "past", "kfor": "current"},
    ),
    (
        "Nach der Teilnahme an ISAF ist Belgien heute in KFOR präsent.",
        {"isaf": "past", "kfor": "current"},
    ),
    (
        "Na de deelname aan ISAF en Resolute Support is België vandaag actief in KFOR.",
        {"isaf": "past", "resolute-support": "past", "kfor": "current"},
    ),
    (
        "Après sa participation à l'ISAF, la Belgique est aujourd'hui présente dans la KFOR.",
        {"isaf": "past", "kfor": "current"},
    ),
    (
        "Belgium, which took part in ISAF, is now present in KFOR.",
        {"isaf": "past", "kfor": "current"},
    ),
    (
        "La Belgique a participé à la MINUSMA et participe encore à la MONUSCO.",
        {"minusma": "past", "monusco": "current"},
    ),
    (
        "België is nog steeds aanwezig in KFOR, maar niet meer in UNIFIL.",
        {"kfor": "current", "unifil": "ended"},
    ),
    (
        "Belgien ist in KFOR präsent, nimmt aber nicht mehr an UNIFIL teil.",
        {"kfor": "current", "unifil": "ended"},
    ),
    (
        "België neemt deel aan KFOR en zal ook deelnemen aan EUNAVFOR Aspides.",
        {"kfor": "current", "eunavfor-aspides": "planned"},
    ),
    (
        "In MINUSMA, MONUSCO en UNTSO is België momenteel aanwezig.",
        {"minusma": "current", "monusco": "current", "untso": "current"},
    ),
    (
        "België levert geen gevechtstroepen, maar twee waarnemers aan UNTSO.",
        {"untso": "current"},
    ),
]


@pytest.mark.parametrize(("sentence", "phases"), SEVERAL, ids=[one[0][:60] for one in SEVERAL])
def test_each_mission_takes_the_cue_of_its_own_clause(
    sentence: str, phases: dict[str, str]
) -> None:
    said = statements_in(f"<p>{escape(sentence)}</p>")
    assert {one.mission: str(one.phase) for one in said if one.mission} == phases


def test_numbers_go_to_the_mission_they_are_named_with() -> None:
    said = statements_in(
        "<p>België levert twee waarnemers aan UNTSO en een officier aan MONUSCO.</p>"
    )
    assert counts(about(said, "untso").people) == "2 observers"
    assert counts(about(said, "monusco").people) == "1 officers"


def test_one_date_after_an_enumeration_holds_for_all_of_it() -> None:
    said = statements_in(
        "<p>België verlengt zijn deelname aan KFOR en UNTSO tot 31 december 2025.</p>"
    )
    assert [one.until.value for one in said if one.until] == ["2025-12-31", "2025-12-31"]


def test_a_partner_country_is_no_place_where_belgium_is() -> None:
    said = statements_in(
        "<p>Samen met Nederland neemt België momenteel deel aan missies in Libanon.</p>"
    )
    assert [one.country for one in said] == ["LB"]


def test_an_embassy_is_no_participation() -> None:
    assert statements_in("<p>Momenteel heeft België een ambassade in Rwanda.</p>") == []


@pytest.mark.parametrize(
    ("sentence", "framework"),
    [
        ("In VN-verband neemt België deel aan UNTSO.", "UN"),
        ("Dans le cadre de l'OTAN, la Belgique participe à la KFOR.", "NATO"),
        ("Im Rahmen der EU beteiligt sich Belgien an EUFOR Althea.", "EU"),
        ("Under NATO command, Belgium takes part in KFOR.", "NATO"),
        ("In het kader van de OVSE levert België waarnemers aan de OVSE-missie OMIK.", "OSCE"),
        ("België neemt deel aan KFOR.", None),
    ],
)
def test_words_of_a_sentence_tell_the_framework(sentence: str, framework: str | None) -> None:
    assert statements_in(f"<p>{escape(sentence)}</p>")[0].framework == framework


LEAD_INS = [
    (
        "<p>België neemt momenteel deel aan de volgende operaties:</p>"
        "<ul><li>KFOR</li><li>UNTSO (twee waarnemers)</li></ul>",
        "current",
    ),
    ("<p>Afgelopen deelnames:</p><ul><li>KFOR</li><li>UNTSO (twee waarnemers)</li></ul>", "past"),
    (
        "<h2>Participations terminées</h2><ul><li>KFOR</li><li>UNTSO (deux observateurs)</li></ul>",
        "past",
    ),
    (
        "<h2>Huidige Belgische deelname</h2><ul><li>KFOR</li><li>UNTSO (twee waarnemers)</li></ul>",
        "current",
    ),
    (
        "<h2>Belgische deelname</h2><ul><li>KFOR</li><li>UNTSO (twee waarnemers)</li></ul>",
        "current",
    ),
    (
        "<div>La Belgique a participé aux opérations suivantes :</div>"
        "<div>KFOR ;</div><div>ONUST (deux observateurs)</div>",
        "past",
    ),
    (
        "<p>Belgien beteiligt sich derzeit an:</p>"
        "<ul><li>KFOR</li><li>UNTSO mit zwei Beobachtern</li></ul>",
        "current",
    ),
    (
        "<p>Belgium takes part in the following missions:</p>"
        "<p>• KFOR</p><p>• UNTSO, with two observers</p>",
        "current",
    ),
]


@pytest.mark.parametrize(("body", "part"), LEAD_INS)
def test_items_take_the_cue_of_their_lead_in_or_heading(body: str, part: str) -> None:
    said = statements_in(body)
    assert {one.mission: str(one.participation) for one in said} == {"kfor": part, "untso": part}
    assert counts(about(said, "untso").people) == "2 observers"


def test_a_table_of_participations_gives_periods_and_numbers() -> None:
    said = statements_in(
        "<h2>Belgische deelname</h2><table>"
        "<tr><th>Operatie</th><th>Periode</th><th>Aantal</th></tr>"
        "<tr><td>ISAF</td><td>2002 – 2014</td><td>600</td></tr>"
        "<tr><td>KFOR</td><td>1999 – heden</td><td>een tiental militairen</td></tr>"
        "</table>"
    )
    assert told(about(said, "isaf")) == ("past", "past", "600 None", "2002", "2014")
    assert told(about(said, "kfor")) == ("current", "current", "~10 soldiers", "1999", None)


def test_columns_with_first_and_last_day_are_read() -> None:
    said = statements_in(
        "<h2>Participations belges</h2><table>"
        "<tr><th>Opération</th><th>Début</th><th>Fin</th></tr>"
        "<tr><td>EUFOR RD Congo</td><td>juin 2006</td><td>novembre 2006</td></tr></table>"
    )
    assert told(about(said, "eufor-rd-congo")) == ("past", "past", "", "2006-06", "2006-11")


def test_a_lead_in_ends_with_its_list() -> None:
    said = statements_in(
        "<p>Afgelopen deelnames:</p><ul><li>ISAF</li></ul>"
        "<p>Meer over KFOR leest u op de website van de NAVO.</p>"
    )
    assert about(said, "isaf").participation is Participation.PAST
    assert about(said, "kfor").participation is None


def test_the_dutch_page_with_headings_gives_each_mission_its_part() -> None:
    body = """<h2>In VN-verband</h2>
    <p>België neemt al lang deel aan vredesmissies. Vandaag zijn er twee Belgische waarnemers
    actief in het Midden-Oosten (UNTSO) en twee stafofficieren in de Democratische Republiek
    Congo (MONUSCO). Van 2006 tot 2014 leverde ons land ongeveer 100 militairen aan UNIFIL.
    Eind 2021 trok België zich terug uit MINUSMA.</p>
    <h2>In NAVO-verband</h2>
    <p>België nam deel aan ISAF (2002-2014) en Resolute Support (2015-2021).</p>
    <h2>In EU-verband</h2>
    <p>De Belgische deelname aan EUTM Mali eindigde in 2024. In 2024 nam een fregat met ongeveer
    175 bemanningsleden deel aan EUNAVFOR Aspides.</p>"""
    said = statements_in(body)
    assert told(about(said, "untso")) == ("current", "current", "2 observers", None, None)
    assert told(about(said, "monusco")) == ("current", "current", "2 officers", None, None)
    assert told(about(said, "unifil")) == ("past", "past", "~100 soldiers", "2006", "2014")
    assert told(about(said, "minusma"))[:2] == ("past", "ended")
    assert told(about(said, "isaf")) == ("past", "past", "", "2002", "2014")
    assert told(about(said, "resolute-support")) == ("past", "past", "", "2015", "2021")
    assert told(about(said, "eutm-mali")) == ("past", "ended", "", None, "2024")
    assert told(about(said, "eunavfor-aspides"))[:3] == ("past", "past", "~175 soldiers")
    assert {one.mission: one.framework for one in said if one.mission} == {
        "untso": "UN",
        "monusco": "UN",
        "unifil": "UN",
        "minusma": "UN",
        "isaf": "NATO",
        "resolute-support": "NATO",
        "eutm-mali": "EU",
        "eunavfor-aspides": "EU",
    }


def test_the_french_page_with_lists_gives_each_mission_its_part() -> None:
    body = """<h2>Dans le cadre de l'ONU</h2>
    <p>Actuellement, la Belgique est présente dans les missions suivantes :</p>
    <ul><li>ONUST : deux observateurs militaires ;</li><li>MONUSCO : deux officiers.</li></ul>
    <p>Dans le passé, notre pays a participé à :</p>
    <ul><li>FORPRONU (1992-1993), environ 500 militaires ;</li><li>FINUL (2006-2014).</li></ul>
    <h2>Dans le cadre de l'OTAN</h2>
    <p>La Belgique a mis fin à sa participation à Resolute Support en juin 2021.</p>
    <h2>Dans le cadre de l'UE</h2>
    <p>Notre pays a fourni 66 militaires à l'opération Artemis. Il participera à EUTM Somalia à
    partir de 2027.</p>"""
    said = statements_in(body)
    assert told(about(said, "untso")) == ("current", "current", "2 observers", None, None)
    assert told(about(said, "monusco")) == ("current", "current", "2 officers", None, None)
    assert told(about(said, "unprofor")) == ("past", "past", "~500 soldiers", "1992", "1993")
    assert told(about(said, "unifil")) == ("past", "past", "", "2006", "2014")
    assert told(about(said, "resolute-support")) == ("past", "ended", "", None, "2021-06")
    assert told(about(said, "artemis")) == ("past", "past", "66 soldiers", None, None)
    assert told(about(said, "eutm-somalia")) == (None, "planned", "", "2027", None)


NATO = [
    (
        "<h2>Current operations</h2><h3>Kosovo</h3><p>KFOR is still deployed. It draws on the "
        "experience of ISAF.</p>",
        {"kfor": "ongoing"},
    ),
    (
        "<h2>Operations</h2><p>ISAF ended in 2014 and was followed by Resolute Support, which was "
        "terminated in 2021.</p>",
        {"isaf": "ended", "resolute-support": "ended"},
    ),
    (
        "<h2>Operations</h2><p>KFOR is still deployed; SFOR ended in 2004.</p>",
        {"kfor": "ongoing", "sfor": "ended"},
    ),
    (
        "<h2>Terminated operations</h2><h3>Bosnia</h3><p>IFOR was deployed in 1995. In 1996 SFOR "
        "took over from IFOR.</p>",
        {"ifor": "ended"},
    ),
    (
        "<h2>Operations</h2><p>SFOR handed over to EUFOR Althea in December 2004.</p>",
        {"sfor": "ended"},
    ),
    (
        "<h2>Operations</h2><p>KFOR is currently deployed, building on SFOR.</p>",
        {"kfor": "ongoing"},
    ),
    (
        "<h2>Today</h2><p>The Alliance learned much from its experience of ISAF.</p>",
        {},
    ),
    (
        "<h2>Einsätze</h2><p>KFOR ist derzeit im Kosovo im Einsatz. SFOR endete 2004.</p>",
        {"kfor": "ongoing", "sfor": "ended"},
    ),
    (
        "<h2>Afghanistan</h2><p>NATO led ISAF from August 2003 until December 2014. Resolute "
        "Support was launched in January 2015 and was terminated in September 2021.</p>",
        {"isaf": "ended", "resolute-support": "ended"},
    ),
    (
        "<h2>Plans</h2><p>KFOR could be extended. ISAF may serve as a model.</p>",
        {},
    ),
    (
        "<h2>Current operations</h2><h3>Iraq</h3><p>NATO Mission Iraq was launched in 2018 and "
        "replaced NTM-I, which had closed in 2011.</p>",
        {"nmi": "ongoing", "ntm-i": "ended"},
    ),
    (
        "<h2>Opérations</h2><p>La KFOR est actuellement déployée au Kosovo. La SFOR a pris fin en "
        "2004.</p>",
        {"kfor": "ongoing", "sfor": "ended"},
    ),
    (
        "<h2>Past operations</h2><h3>ISAF</h3><p>The force trained the Afghan army. Like KFOR it "
        "had a UN mandate.</p><h3>SFOR</h3><p>The force kept the peace.</p>",
        {"isaf": "ended", "sfor": "ended"},
    ),
]


@pytest.mark.parametrize(("body", "statuses"), NATO)
def test_running_text_lists_what_its_sections_are_about(
    body: str, statuses: dict[str, str]
) -> None:
    found = running_text_listings(blocks_of(f"<h1>NATO operations</h1>{body}"), "NATO", None)
    assert {one.mission: str(one.status) for one in found} == statuses


def test_each_mission_of_a_sentence_keeps_its_own_dates() -> None:
    [block] = blocks_of(
        "<p>It was so. NATO led ISAF from August 2003 until December 2014; KFOR is still deployed, "
        "and SFOR ended in 2004.</p>"
    )
    found = {one.mission: one for one in running_text_listings([block], "NATO", None)}
    values = {
        mission: {name: value.value for name, value in one.fields.items()}
        for mission, one in found.items()
    }
    assert values == {
        "isaf": {"since": "2003-08", "ended": "2014-12"},
        "kfor": {},
        "sfor": {"ended": "2004"},
    }
    ended = found["sfor"].fields["ended"]
    assert ended.evidence is not None
    assert block.text[ended.evidence.start : ended.evidence.end] == "2004"


def test_a_running_text_listing_keeps_when_it_ended() -> None:
    found = running_text_listings(blocks_of("<p>SFOR was closed in 2004.</p>"), "NATO", None)
    assert [(one.mission, one.status) for one in found] == [("sfor", Status.ENDED)]
    assert found[0].fields["ended"].value == "2004"


WORDS = st.sampled_from(
    "België Belgium La Belgique MINUSMA KFOR UNTSO ISAF neemt deel aan niet langer until 2014 tot "
    "31 december , ; : – ( ) en et and die which twee een officier 1,200 max. zal a participé na "
    "de deelname Somalië in Mali : ! ? \n 32 februari 3013 vingt-deux zweiundzwanzig".split(" ")
)


@given(st.lists(WORDS | st.text(max_size=8), max_size=40).map(" ".join), st.booleans())
def test_no_text_makes_reading_raise_and_evidence_holds_the_name(text: str, item: bool) -> None:
    tag = "li" if item else "p"
    blocks = blocks_of(f"<h2>Belgische deelname:</h2><{tag}>{escape(text)}</{tag}>")
    texts = {block.path: block.text for block in blocks}
    for one in belgian_statements(blocks):
        assert one.evidence is not None
        said = texts[one.evidence.path][one.evidence.start : one.evidence.end]
        assert said
        assert said in one.sentence
        for date in (one.since, one.until):
            if date and date.evidence:
                at = date.evidence
                assert texts[at.path][at.start : at.end] == date.printed
    running_text_listings(blocks, None, None)


def test_evidence_of_a_later_sentence_points_into_the_block() -> None:
    body = "<p>Er is nieuws. België neemt tot 31 december 2026 deel aan KFOR.</p>"
    [block] = blocks_of(body)
    [said] = belgian_statements([block])
    assert said.evidence is not None
    assert block.text[said.evidence.start : said.evidence.end] == "KFOR"
    assert said.until is not None
    assert said.until.evidence is not None
    assert block.text[said.until.evidence.start : said.until.evidence.end] == "31 december 2026"
    assert said.cue == "neemt tot 31 december 2026 deel"
