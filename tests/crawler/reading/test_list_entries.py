"""Which entries a list has and what each tells, where its markup is not the plainest."""

from __future__ import annotations

import pytest

from crawler.reading.read import read_page
from missions.records import Listing, PageRole

HTML = "text/html; charset=utf-8"


def _listed(body: str, role: PageRole = PageRole.LIST, kind: str = HTML) -> dict[str, Listing]:
    read = read_page(body.encode(), "https://a.example/list", kind, role)
    return {one.mission: one for one in read.listings}


def _statuses(listed: dict[str, Listing]) -> dict[str, str]:
    return {name: str(one.status) for name, one in listed.items()}


def test_a_cell_that_spans_rows_does_not_shift_the_column_of_the_others() -> None:
    rows = (
        "<tr><td rowspan=2>OSCE</td><td>OSCE Mission to Serbia</td><td>2001</td></tr>"
        "<tr><td>OSCE Mission to Moldova</td><td>1993</td></tr>"
        "<tr><td>CEMAC</td><td>MICOPAX</td><td>2008</td></tr>"
        "<tr><td rowspan=2>EU</td><td>EULEX Kosovo</td><td>2008</td></tr>"
        "<tr><td>EUMM Georgia</td><td>2008</td></tr>"
    )
    head = "<tr><th>Organisation</th><th>Mission</th><th>Since</th></tr>"
    assert set(_listed(f"<h1>Missions</h1><table>{head}{rows}</table>")) == {
        "osce-serbia",
        "osce-moldova",
        "new:micopax",
        "eulex-kosovo",
        "eumm-georgia",
    }


def test_a_region_in_capitals_is_no_mission() -> None:
    rows = "".join(
        f"<tr><td>{name}</td></tr>"
        for name in ("AFRIQUE", "MINUSCA", "MONUSCO", "EUROPE", "UNFICYP", "MINUK")
    )
    assert "new:afrique" not in _listed(f"<h1>Missions en cours</h1><table>{rows}</table>")


def test_what_a_script_keeps_in_two_lists_is_one_list() -> None:
    data = """{"groups": [
      {"heading": "Opérations en cours", "items": [
        {"title": "EULEX Kosovo", "startDate": "2008-12-09"},
        {"title": "EUMM Georgia", "startDate": "2008-10-01"}]},
      {"heading": "Opérations terminées", "items": [
        {"title": "EUTM Mali", "startDate": "2013-02-18", "endDate": "2024-05-18"},
        {"title": "EUPOL Afghanistan", "startDate": "2007-06-15", "endDate": "2016-12-31"}]}]}"""
    page = f"<html lang=fr><body><script type='application/json'>{data}</script></body></html>"
    assert _statuses(_listed(page)) == {
        "eulex-kosovo": "ongoing",
        "eumm-georgia": "ongoing",
        "eutm-mali": "ended",
        "eupol-afghanistan": "ended",
    }


def test_a_mission_told_by_its_deed_stands_in_a_list_of_names() -> None:
    names = ("KFOR", "Sea Guardian", "NMI", "Steun aan de Afrikaanse Unie")
    items = "".join(f"<dt>{name}</dt><dd>Lorem ipsum dolor.</dd>" for name in names)
    listed = _listed(f"<h1>Operaties van de NAVO</h1><h2>Lopend</h2><dl>{items}</dl>")
    assert _statuses(listed)["nato-au"] == "ongoing"


@pytest.mark.parametrize(
    "text",
    [
        "La mission est restée lorsque sa mission sœur a quitté le pays en mai 2024.",
        "De missie bleef toen haar zustermissie in mei 2024 het land verliet.",
    ],
)
def test_a_clause_about_another_mission_tells_no_end(text: str) -> None:
    others = "".join(
        f"<h3>{name}</h3><p>Lorem ipsum.</p>" for name in ("EUCAP Somalia", "EUBAM Rafah")
    )
    listed = _listed(f"<h1>Missions</h1><h3>EUCAP Sahel Mali</h3><p>{text}</p>{others}")
    assert str(listed["eucap-sahel-mali"].status) != "ended"


def test_the_end_of_an_enumeration_of_countries_is_not_where_a_mission_is() -> None:
    cards = (
        "<h3>EU SDI Gulf of Guinea</h3><p>Aufgestellt für Benin, Ghana, Togo</p>"
        "<h3>EUMM Georgia</h3><p>Georgien</p><h3>EUMA</h3><p>Armenien</p>"
    )
    listed = _listed(f"<h1>Missionen der EU</h1>{cards}")
    assert "host" not in listed["eusdi-gog"].fields


def test_a_country_beside_an_area_of_several_is_the_host() -> None:
    rows = "".join(
        f"<tr><td>{name}</td><td>{place}</td><td>{year}</td></tr>"
        for name, place, year in (
            ("UNISFA", "Abyei, Soudan", 2011),
            ("MINUSS", "Soudan du Sud", 2011),
        )
    )
    head = "<tr><th>Mission</th><th>Pays</th><th>Depuis</th></tr>"
    listed = _listed(f"<h1>Missions</h1><table>{head}{rows}</table>")
    assert listed["unisfa"].fields["host"].value == ("SD",)


def test_an_entry_tells_nothing_of_a_mission_with_its_own() -> None:
    entries = (
        "<h3>OSCE Mission to Croatia (1996–2007)</h3><p>It ended in December 2007, when the OSCE "
        "Office in Zagreb was opened.</p><h3>OSCE Office in Zagreb (2008–2012)</h3><p>Small.</p>"
    )
    zagreb = _listed(f"<h1>Closed field operations</h1>{entries}")["osce-zagreb"]
    assert (zagreb.fields["since"].value, zagreb.fields["ended"].value) == ("2008", "2012")


def test_the_day_a_mandate_ran_out_is_that_of_an_end_printed_as_a_year() -> None:
    entries = (
        "<h3>OSZE-Mission in Georgien (1992–2008)</h3><p>Das Mandat lief am 31. Dezember 2008 aus."
        "</p><h3>OSZE-Büro in Minsk (2003–2011)</h3><p>Klein.</p>"
    )
    georgia = _listed(f"<h1>Geschlossene Feldoperationen</h1>{entries}")["osce-georgia"].fields
    assert georgia["ended"].value == "2008-12-31"
    assert "until" not in georgia


def test_a_number_of_people_may_be_nested_in_a_record() -> None:
    records = """[{"acronym": "EULEX Kosovo", "start": "2008", "personnel": {"total": 450},
      "countries": ["XKX"]}, {"acronym": "EUMM Georgia", "start": "2008", "personnel":
      {"total": 200}, "countries": ["GEO"]}]"""
    fields = _listed(records, PageRole.RECORDS, "application/json")["eulex-kosovo"].fields
    assert fields["strength"].value == 450
    assert fields["host"].value == ("XK",)


@pytest.mark.parametrize(
    "text",
    [
        "Das Büro ist seit dem 31. Dezember 2015 geschlossen.",
        "Het bureau is sinds 31 december 2015 gesloten.",
        "Le bureau, fermé depuis le 31 décembre 2015, était petit.",
    ],
)
def test_closed_since_a_day_is_an_end(text: str) -> None:
    entries = (
        f"<h3>OSCE Project Co-ordinator in Baku</h3><p>{text}</p><h3>OSCE Office in Minsk</h3>"
    )
    fields = _listed(f"<h1>OSCE: closed field operations</h1>{entries}")
    baku = next(one for name, one in fields.items() if "baku" in name)
    assert baku.fields["ended"].value == "2015-12-31"
    assert "since" not in baku.fields


def test_a_text_says_of_a_mission_at_work_that_it_runs() -> None:
    text = (
        "<h2>Europa</h2><p>In Georgien patrouillieren seit 2008 Beobachter, und in Kiew berät EUAM "
        "Ukraine seit Dezember 2014 die Polizei. Atalanta schützt seit 2008 Schiffe.</p>"
    )
    told = _statuses(_listed(f"<html lang=de><body><h1>Einsätze der EU</h1>{text}</body></html>"))
    assert told == {"euam-ukraine": "ongoing", "eunavfor-atalanta": "ongoing"}


def test_a_heading_of_what_is_in_preparation_takes_the_pages_status_from_its_entries() -> None:
    body = (
        "<h1>Missions and operations</h1><p>The EU has three ongoing missions.</p>"
        "<h2>Military</h2><ul><li>EUTM Mali</li><li>EUFOR Althea</li></ul>"
        "<h2>{}</h2><ul><li>EUAM Iraq</li></ul><h2>Completed</h2><ul><li>EUFOR RCA</li></ul>"
    )
    for heading in ("In preparation", "En préparation", "In voorbereiding", "In Vorbereitung"):
        told = _statuses(_listed(body.format(heading)))
        assert told["euam-iraq"] == "unknown", heading
        assert told["eutm-mali"] == "ongoing"
    assert _statuses(_listed(body.format("Civilian")))["euam-iraq"] == "ongoing"


def test_a_year_alone_on_a_card_is_all_the_time_a_mission_was_there() -> None:
    card = "<article><h3>{}</h3><p><span>{}</span><span>·</span><span>{}</span></p></article>"
    body = (
        "<h1>NATO operations</h1><h2>Completed operations</h2><section>"
        + card.format("Operation Unified Protector", "Libya", "2011")
        + card.format("Stabilisation Force (SFOR)", "Bosnia and Herzegovina", "1996–2004")
        + "</section><h2>Current operations</h2><section>"
        + card.format("KFOR", "Kosovo", "1999")
        + "</section>"
    )
    listed = _listed(body)
    assert listed["unified-protector"].fields["since"].value == "2011"
    assert listed["unified-protector"].fields["ended"].value == "2011"
    assert "ended" not in listed["kfor"].fields


def test_headings_of_two_rows_are_read_together_below_one_that_spans_columns() -> None:
    body = (
        "<h1>Peace operations</h1><table><tr><th rowspan=2>Mission</th><th rowspan=2>Start</th>"
        "<th colspan=3>International personnel</th></tr>"
        "<tr><th>Mil.</th><th>Pol.</th><th>Total</th></tr>"
        "<tr><td>MINUSMA</td><td>2013</td><td>11000</td><td>1700</td><td>12700</td></tr>"
        "<tr><td>UNFICYP</td><td>1964</td><td>800</td><td>60</td><td>860</td></tr></table>"
    )
    listed = _listed(body)
    assert listed["minusma"].fields["strength"].value == 12700
    assert listed["unficyp"].fields["strength"].value == 860


def test_the_place_of_a_card_tells_whose_short_name_it_bears() -> None:
    card = "<div class=card><h3>{}</h3><p><span>Locatie: </span>{}</p><p>{}</p></div>"
    body = (
        "<h1>Huidige missies</h1>"
        + card.format("UNTSO", "Midden-Oosten", "Waarnemers.")
        + card.format("MFO", "Sinaï, Egypte", "Vredesmacht sinds 1982.")
        + card.format("Counter Daesh / Operation Inherent Resolve", "Irak", "Sinds 2014.")
    )
    assert {"mfo", "oir", "untso"} <= _listed(body).keys()


def test_hosts_may_be_codes_of_three_letters() -> None:
    records = (
        '[{"mission_acronym": "UNAMA", "mission_isactive": "Yes", "host_iso3": ["AFG"]},'
        '{"mission_acronym": "UNSMIL", "mission_isactive": "Yes", "host_iso3": ["LBY"]}]'
    )
    listed = _listed(records, PageRole.RECORDS, "application/json")
    assert [listed[one].fields["host"].value for one in ("unama", "unsmil")] == [("AF",), ("LY",)]


def test_the_organisation_of_a_list_tells_whose_support_it_is() -> None:
    body = (
        "<h1>{0} operations</h1><h2>Completed {0} operations</h2><ul><li>{1}: 2003</li>"
        "<li>Support to AMIS (Darfur): 2005-2007</li></ul>"
    )
    assert "amis-eu" in _listed(body.format("EU", "EUPOL Kinshasa"))
    assert "nato-amis" in _listed(body.format("NATO", "Operation Allied Harmony"))
