"""CSV and JSON as they are really saved: marks, semicolons, quoted lines, nulls, nesting."""

from __future__ import annotations

from missions.records import PageRole
from tests.crawler.reading.nasty.case import (
    ENDED,
    ONGOING,
    Case,
    ended,
    ongoing,
)

CSV = "text/csv; charset=utf-8"
JSON = "application/json"

CASES = (
    Case(
        "JSON whose names give the country behind the mission's name",
        """[{"mission": "UNFICYP, Cyprus", "status": "Ongoing", "established": "1964"},
        {"mission": "UNMEE (Ethiopia, Eritrea)", "status": "Closed", "established": "2000"},
        {"mission": "UNTSO", "status": "Ongoing", "established": "1948"}]""",
        {
            "unficyp": ongoing(host=("CY",)),
            "unmee": ended(host=("ET", "ER")),
            "untso": ongoing(host=None),
        },
        role=PageRole.RECORDS,
        content_type=JSON,
        url="https://data.organisation.example/missions.json",
    ),
    Case(
        "CSV with a byte order mark, semicolons and a line break in quotes",
        (
            "\ufeffAcronym;Name;Status;Start;End;Remarks\r\n"
            'UNIFIL;"United Nations Interim Force\nin Lebanon";Active;1978-03-19;;"see; below"\r\n'
            'UNMIL;United Nations Mission in Liberia;Closed;2003-09-19;2018-03-30;"line\none"\r\n'
            "UNMISS;United Nations Mission in South Sudan;Active;2011-07-08;;\r\n"
        ).encode(),
        {
            "unifil": ongoing(since="1978-03-19"),
            "unmil": ended(since="2003-09-19", ended="2018-03-30"),
            "unmiss": ongoing(since="2011-07-08"),
        },
        role=PageRole.RECORDS,
        content_type=CSV,
        url="https://data.organisation.example/missions.csv",
    ),
    Case(
        "CSV in Latin letters of one byte, tabs between",
        (
            "Sigle\tMission\tPays\tDébut\tFin\n"
            "MINUK\tMission intérimaire au Kosovo\tKosovo\t1999\ten cours\n"
            "ONUCI\tOpération en Côte d'Ivoire\tCôte d'Ivoire\t2004\t2017\n"
            "MINUL\tMission au Libéria\tLibéria\t2003\t2018\n"
        ).encode("latin-1"),
        {
            "unmik": ongoing(since="1999", host=("XK",)),
            "unoci": ended(since="2004", ended="2017", host=("CI",)),
            "unmil": ended(since="2003", ended="2018"),
        },
        role=PageRole.RECORDS,
        content_type="text/tab-separated-values; charset=iso-8859-1",
        url="https://data.organisation.example/missions.tsv",
    ),
    Case(
        "CSV with flags of yes and no",
        (
            '"mission_acronym","mission_name","is_active","start_date","end_date"\n'
            '"MINUSCA","UN Mission in the Central African Republic","Yes","2014-04-10",""\n'
            '"MINUSMA","UN Mission in Mali","No","2013-04-25","2023-12-31"\n'
            '"UNDOF","UN Disengagement Observer Force","Yes","1974-05-31",""\n'
        ),
        {"minusca": ONGOING, "minusma": ended(ended="2023-12-31"), "undof": ONGOING},
        role=PageRole.RECORDS,
        content_type=CSV,
        url="https://data.organisation.example/pko.csv",
    ),
    Case(
        "JSON with nulls, empty strings and zeros",
        '{"total": 3, "next": null, "items": ['
        '{"acronym": "EUAM Ukraine", "status": "ongoing", "start": "2014-12-01", "end": null,'
        ' "personnel": null},'
        '{"acronym": "EUTM Mali", "status": "completed", "start": "2013-02-18",'
        ' "end": "2024-05-18", "personnel": 0},'
        '{"acronym": "EUAM Iraq", "status": "ongoing", "start": "", "end": "", "personnel": 87}]}',
        {
            "euam-ukraine": ongoing(since="2014-12-01", ended=None, strength=None),
            "eutm-mali": ended(since="2013-02-18", ended="2024-05-18"),
            "euam-iraq": ongoing(since=None, ended=None, strength=87),
        },
        role=PageRole.RECORDS,
        content_type=JSON,
        url="https://data.organisation.example/missions.json",
    ),
    Case(
        "JSON whose keys are the status",
        '{"ongoing": [{"name": "Kosovo Force", "acronym": "KFOR"},'
        ' {"name": "NATO Mission Iraq", "acronym": "NMI"}],'
        ' "completed": [{"name": "International Security Assistance Force", "acronym": "ISAF"},'
        ' {"name": "Stabilization Force", "acronym": "SFOR"}]}',
        {"kfor": ONGOING, "nmi": ONGOING, "isaf": ENDED, "sfor": ENDED},
        role=PageRole.RECORDS,
        content_type=JSON,
        url="https://data.organisation.example/operations.json",
    ),
    Case(
        "JSON with names in several languages and a flag",
        '[{"code": "OMIK", "title": {"en": "OSCE Mission in Kosovo", "de": "OSZE-Mission im'
        ' Kosovo"}, "closed": false}, {"code": "SMM", "title": {"en": "OSCE Special Monitoring'
        ' Mission to Ukraine"}, "closed": true}, {"code": null, "title": {"en": "OSCE Mission to'
        ' Moldova"}, "closed": false}]',
        {"omik": ONGOING, "osce-smm": ENDED, "osce-moldova": ONGOING},
        role=PageRole.RECORDS,
        content_type=JSON,
        url="https://data.organisation.example/field-operations.json",
    ),
)
