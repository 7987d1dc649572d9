"""Missions that paragraphs tell of under headings that describe them, several at a time."""

from __future__ import annotations

import pytest

from crawler.reading.read import read_page
from missions.records import FieldContent, Listing, PageRole

Told = dict[str, dict[str, FieldContent | None]]
MOST = ("since", "until", "ended", "host", "strength")


def listings(body: str, language: str, heading: str = "NATO") -> list[Listing]:
    page = f"<html lang='{language}'><body><main><h1>{heading}</h1>{body}</main></body></html>"
    address, kind = "https://x.example/a", "text/html; charset=utf-8"
    return list(read_page(page.encode(), address, kind, PageRole.LIST).listings)


def told(body: str, language: str, heading: str = "NATO") -> Told:
    return {
        one.mission: {
            "status": str(one.status),
            **{name: one.fields[name].value for name in MOST if name in one.fields},
        }
        for one in listings(body, language, heading)
    }


def over(since: str = "", ended: str = "", host: str = "") -> dict[str, FieldContent | None]:
    """What is told of a mission that is over."""
    fields: dict[str, FieldContent | None] = {"status": "ended"}
    fields |= {"since": since} if since else {}
    fields |= {"ended": ended} if ended else {}
    return {**fields, "host": (host,)} if host else fields


GERMAN = """<h2>Abgeschlossene Einsätze</h2>
<h3>Kampf gegen Piraterie</h3><p>Die Operation Ocean Shield (August 2009 – Dezember 2016) half,
Überfälle abzuschrecken. Ihr gingen die Operation Allied Protector (März – August 2009) und, von
Oktober bis Dezember 2008, die Operation Allied Provider voraus.</p>
<h3>Die NATO in Bosnien und Herzegowina</h3><p>Die IFOR wurde im Dezember 1995 entsandt und nach
einem Jahr durch die SFOR abgelöst. Die SFOR endete im Dezember 2004.</p>
<h3>Die NATO in der ehemaligen jugoslawischen Republik Mazedonien</h3><p>Drei Einsätze: Essential
Harvest (22. August – 26. September 2001), Amber Fox (27. September 2001 – 15. Dezember 2002) und
Allied Harmony (16. Dezember 2002 – 31. März 2003).</p>
<h3>Libyen</h3><p>Die Operation Unified Protector, begonnen im März, endete am 31. Oktober 2011.</p>
<h3>Erdbebenhilfe für Pakistan</h3><p>Die NATO flog Hilfsgüter ein. Der Einsatz endete am 1.
Februar 2006.</p>"""
DUTCH = """<h2>Beëindigde operaties</h2><ul>
<li><b>Libië</b><br>Operatie <i>Unified Protector</i> (maart 2011 – 31 oktober 2011).</li>
<li><b>Eerste operaties tegen piraterij</b><br>Operaties <i>Allied Provider</i> (oktober – december
2008) en <i>Allied Protector</i> (maart – augustus 2009).</li>
<li><b>Bosnië-Herzegovina</b><br>De Implementation Force (IFOR), ontplooid in december 1995, werd
een jaar later vervangen door de Stabilisation Force (SFOR), die in december 2004 werd
beëindigd.</li>
<li><b>Irak</b><br>NTM-I leidde tussen augustus 2004 en 31 december 2011 Iraakse officieren
op.</li></ul>"""
FRENCH = """<h2>Opérations terminées</h2>
<h3>L'OTAN et la Libye</h3><p>L'opération Unified Protector a pris fin le 31 octobre 2011 après
avoir débuté en mars de la même année.</p>
<h3>L'OTAN en Bosnie-Herzégovine</h3><p>L'IFOR (décembre 1995 - décembre 1996), puis la SFOR,
dissoute en décembre 2004, ont veillé à l'application des accords.</p>
<h3>Aide au Pakistan après le séisme</h3><p>Entre octobre 2005 et février 2006, l'OTAN a acheminé
des secours.</p>"""
ENGLISH = """<h2>Completed operations</h2>
<div><p><b>Afghanistan</b>. From August 2003 to December 2014 NATO led ISAF. It was followed by
Resolute Support, a training mission that was terminated in September 2021.</p></div>
<div><p><b>Macedonia</b>. Operations Essential Harvest, Amber Fox and Allied Harmony took place
between August 2001 and March 2003.</p></div>
<div><p><b>Kosovo air campaign</b>. Operation Allied Force lasted from 24 March to 10 June
1999.</p></div>
<div><p><b>Piracy</b>. Ocean Shield ended in December 2016; it had replaced Allied Protector
(March-August 2009), which the EU's Operation Atalanta supported.</p></div>"""


@pytest.mark.parametrize(
    ("body", "language", "expected"),
    [
        (
            GERMAN,
            "de",
            {
                "ocean-shield": over("2009-08", "2016-12"),
                "allied-protector": over("2009-03", "2009-08"),
                "allied-provider": over("2008-10", "2008-12"),
                "ifor": over("1995-12", host="BA"),
                "sfor": over(ended="2004-12", host="BA"),
                "essential-harvest": over("2001-08-22", "2001-09-26", "MK"),
                "amber-fox": over("2001-09-27", "2002-12-15", "MK"),
                "allied-harmony": over("2002-12-16", "2003-03-31", "MK"),
                "unified-protector": over("2011-03", "2011-10-31", "LY"),
                "pakistan-relief": over(ended="2006-02-01", host="PK"),
            },
        ),
        (
            DUTCH,
            "nl",
            {
                "unified-protector": over("2011-03", "2011-10-31", "LY"),
                "allied-provider": over("2008-10", "2008-12"),
                "allied-protector": over("2009-03", "2009-08"),
                "ifor": over("1995-12", host="BA"),
                "sfor": over(ended="2004-12", host="BA"),
                "ntm-i": over("2004-08", "2011-12-31", "IQ"),
            },
        ),
        (
            FRENCH,
            "fr",
            {
                "unified-protector": over("2011-03", "2011-10-31", "LY"),
                "ifor": over("1995-12", "1996-12", "BA"),
                "sfor": over(ended="2004-12", host="BA"),
                "pakistan-relief": over("2005-10", "2006-02", "PK"),
            },
        ),
        (
            ENGLISH,
            "en",
            {
                "isaf": over("2003-08", "2014-12", "AF"),
                "resolute-support": over(ended="2021-09", host="AF"),
                "essential-harvest": over(host="MK"),
                "amber-fox": over(host="MK"),
                "allied-harmony": over(host="MK"),
                "allied-force": over("1999-03-24", "1999-06-10", "XK"),
                "ocean-shield": over(ended="2016-12"),
                "allied-protector": over("2009-03", "2009-08"),
            },
        ),
    ],
    ids=["de", "nl", "fr", "en"],
)
def test_several_missions_of_a_paragraph_are_listings_of_their_own(
    body: str, language: str, expected: Told
) -> None:
    assert told(body, language) == expected


@pytest.mark.parametrize(
    ("language", "body", "strength"),
    [
        (
            "de",
            "<h2>Laufende Einsätze</h2><h3>Die NATO im Kosovo</h3><p>Rund 4.500 Soldaten der NATO "
            "und von Partnerländern sind im Rahmen der Kosovo-Truppe (KFOR) dort im Einsatz. Die "
            "NATO führt diesen Einsatz seit Juni 1999.</p>",
            4500,
        ),
        (
            "nl",
            "<h2>Huidige operaties</h2><p><b>De NAVO in Kosovo</b><br>De KFOR is sinds juni 1999 "
            "aanwezig; zo'n 3.800 militairen van de NAVO en partnerlanden zijn er ontplooid.</p>",
            3800,
        ),
        (
            "fr",
            "<h2>Opérations en cours</h2><h3>L'OTAN au Kosovo</h3><p>Quelque 4 500 soldats servent "
            "au sein de la KFOR, que l'OTAN dirige depuis juin 1999.</p>",
            4500,
        ),
    ],
)
def test_a_heading_that_describes_gives_the_host_and_the_text_gives_the_rest(
    language: str, body: str, strength: int
) -> None:
    kfor = {"status": "ongoing", "since": "1999-06", "host": ("XK",), "strength": strength}
    assert told(body, language) == {"kfor": kfor}


@pytest.mark.parametrize(
    ("language", "heading", "text"),
    [
        ("de", "Unterstützung der Afrikanischen Union", "Seit Juni 2007 hilft die NATO AMISOM."),
        ("fr", "Soutien à l'Union africaine", "Depuis juin 2007, l'OTAN apporte un soutien à la "
         "mission de l'UA en Somalie (AMISOM)."),
        ("nl", "Steun aan de Afrikaanse Unie", "Sinds juni 2007 steunt de NAVO de missie van de AU "
         "in Somalië (AMISOM)."),
    ],
)  # fmt: skip
def test_the_mission_that_another_organisation_is_helped_in_is_not_listed(
    language: str, heading: str, text: str
) -> None:
    sections = {"de": "Laufende Einsätze", "fr": "Opérations en cours", "nl": "Huidige operaties"}
    body = f"<h2>{sections[language]}</h2><h3>{heading}</h3><p>{text}</p>"
    assert told(body, language) == {"nato-au": {"status": "ongoing", "since": "2007-06"}}


def test_what_a_running_mission_builds_on_is_not_listed() -> None:
    body = (
        "<h2>Current operations</h2><h3>Piracy</h3><p>Operation Ocean Shield builds on two earlier "
        "missions, Allied Provider and Allied Protector. Resolute Support is to follow.</p>"
    )
    assert told(body, "en") == {"ocean-shield": {"status": "ongoing"}}


def test_a_heading_that_describes_is_no_mission_beside_the_one_it_describes() -> None:
    body = (
        "<h2>Past operations</h2><h3>Resolute Support Mission</h3><p>It ended in 2021.</p>"
        "<h3>NATO Training Mission - Iraq</h3><p>It ended in 2011.</p>"
        "<h3>The second air operation against the threat of Iraq</h3>"
        "<p>Operation Display Deterrence: aircraft were deployed to Turkey in 2003.</p>"
    )
    assert [one for one in told(body, "en") if one.startswith("new:")] == []


def test_a_code_name_is_known_under_the_heading_of_its_organisation() -> None:
    body = (
        "<h2>NATO operations (completed)</h2><ul><li>Amber Fox (2001-2002)</li><li>Allied Force "
        "(1999)</li></ul><h2>EU operations (completed)</h2><ul><li>EUPOL Proxima (2003-2005)</li>"
        "<li>EUFOR RD Congo (2006)</li><li>EUPM (2003-2012)</li></ul>"
    )
    found = {one.mission for one in listings(body, "en", "Our missions")}
    assert found == {"amber-fox", "allied-force", "eupol-proxima", "eufor-rd-congo", "eupm-bih"}


def test_two_missions_head_one_entry() -> None:
    body = (
        "<div><p><b>IFOR</b> en <b>SFOR</b> (Bosnië-Herzegovina). IFOR van december 1995 tot "
        "december 1996; SFOR van december 1996 tot december 2004. Beide afgesloten</p></div>"
        "<div><p><b>KFOR</b> (Kosovo). Aanwezig sinds 12 juni 1999. Loopt nog.</p></div>"
    )
    assert told(body, "nl") == {
        "ifor": over("1995-12", "1996-12", "BA"),
        "sfor": over("1996-12", "2004-12", "BA"),
        "kfor": {"status": "ongoing", "since": "1999-06-12", "host": ("XK",)},
    }
