"""Where the status stands: columns, band rows, tabs, footnotes, order, page titles."""

from __future__ import annotations

from tests.crawler.reading.nasty.case import (
    ENDED,
    ONGOING,
    UNKNOWN,
    Case,
    ended,
    items,
    now_and_then,
    ongoing,
    page,
    unknown,
)

CASES = (
    Case(
        "the past list comes first",
        page(
            "<h2>Missions terminées</h2>"
            + items("MINUSTAH", "MINUAD", "ONUCI")
            + "<h2>Missions en cours</h2>"
            + items("FINUL", "MONUSCO", "MINURSO"),
            "fr",
        ),
        {
            "minustah": ENDED,
            "unamid": ENDED,
            "unoci": ENDED,
            "unifil": ONGOING,
            "monusco": ONGOING,
            "minurso": ONGOING,
        },
    ),
    Case(
        "past and present in a page title is not a status",
        page(
            items("Kosovo Force", "NATO Mission Iraq", "Stabilization Force"),
            title="Operations and missions: past and present",
        ),
        {"kfor": UNKNOWN, "nmi": UNKNOWN, "sfor": UNKNOWN},
    ),
    Case(
        "former is a word of a country here",
        page(
            "<h2>Operations</h2>"
            + items(
                "Operation Essential Harvest – former Yugoslav Republic of Macedonia",
                "Operation Amber Fox – former Yugoslav Republic of Macedonia",
                "UNPREDEP – former Yugoslav Republic of Macedonia",
            )
        ),
        {
            "essential-harvest": unknown(host=("MK",)),
            "amber-fox": unknown(host=("MK",)),
            "unpredep": unknown(host=("MK",)),
        },
    ),
    Case(
        "a full-width row inside the table says that what follows is closed",
        page(
            "<table><tr><th>Acronym</th><th>Country</th><th>Start</th></tr>"
            "<tr><td colspan=3>CURRENT MISSIONS</td></tr>"
            "<tr><td>UNMISS</td><td>South Sudan</td><td>July 2011</td></tr>"
            "<tr><td>MINUSCA</td><td>Central African Republic</td><td>April 2014</td></tr>"
            "<tr><td colspan=3>CLOSED MISSIONS</td></tr>"
            "<tr><td>UNMIS</td><td>Sudan</td><td>March 2005</td></tr>"
            "<tr><td>MINURCAT</td><td>Chad</td><td>September 2007</td></tr></table>"
        ),
        {
            "unmiss": ongoing(host=("SS",), since="2011-07"),
            "minusca": ongoing(host=("CF",), since="2014-04"),
            "unmis": ended(host=("SD",), since="2005-03"),
            "minurcat": ended(host=("TD",), since="2007-09"),
        },
    ),
    Case(
        "the header row comes again in the middle of the table",
        page(
            "<h2>Laufende Einsätze</h2><table>"
            "<tr><th>Einsatz</th><th>Land</th><th>Beginn</th></tr>"
            "<tr><td>UNFICYP</td><td>Zypern</td><td>März 1964</td></tr>"
            "<tr><td>UNIFIL</td><td>Libanon</td><td>März 1978</td></tr>"
            "<tr><th>Einsatz</th><th>Land</th><th>Beginn</th></tr>"
            "<tr><td>UNMIK</td><td>Kosovo</td><td>10. Juni 1999</td></tr>"
            "<tr><td>UNMISS</td><td>Südsudan</td><td>8. Juli 2011</td></tr></table>",
            "de",
        ),
        {
            "unficyp": ongoing(host=("CY",), since="1964-03"),
            "unifil": ongoing(host=("LB",), since="1978-03"),
            "unmik": ongoing(host=("XK",), since="1999-06-10"),
            "unmiss": ongoing(host=("SS",), since="2011-07-08"),
        },
    ),
    Case(
        "missions are columns, facts are rows",
        page(
            "<table><tr><th></th><th>EUTM Mali</th><th>EUCAP Sahel Mali</th><th>EUAM RCA</th></tr>"
            "<tr><th>Status</th><td>Completed</td><td>Ongoing</td><td>Ongoing</td></tr>"
            "<tr><th>Start</th><td>18 February 2013</td><td>15 January 2015</td>"
            "<td>9 August 2020</td></tr>"
            "<tr><th>Staff</th><td>588</td><td>1,120</td><td>87</td></tr></table>"
        ),
        {
            "eutm-mali": ended(since="2013-02-18", strength=588),
            "eucap-sahel-mali": ongoing(since="2015-01-15", strength=1120),
            "euam-rca": ongoing(since="2020-08-09", strength=87),
        },
    ),
    Case(
        "a column holds the current ones, another the completed ones",
        page(
            "<table><tr><td><b>Ongoing</b><p>KFOR</p><p>NMI</p><p>Sea Guardian</p></td>"
            "<td><b>Completed</b><p>IFOR</p><p>ISAF</p><p>Unified Protector</p></td></tr></table>",
            title="NATO operations",
        ),
        {
            "kfor": ONGOING,
            "nmi": ONGOING,
            "sea-guardian": ONGOING,
            "ifor": ENDED,
            "isaf": ENDED,
            "unified-protector": ENDED,
        },
    ),
    Case(
        "a page with only one mission",
        page(
            "<p>At present the Union runs one operation in this region.</p><h2>Ongoing</h2>"
            "<h3>EUFOR Althea</h3><p>Bosnia and Herzegovina, since December 2004</p>"
        ),
        {"eufor-althea": ongoing(host=("BA",), since="2004-12")},
    ),
    Case(
        "the news box says ended of a mission that the list calls current",
        page(
            "<aside><h3>News</h3><p><a href='/n'>UNITAMS ends, UNAMI to close</a></p></aside>"
            "<h2>Current missions</h2>"
            + items("UNAMI (Iraq)", "UNAMA (Afghanistan)", "UNSMIL (Libya)")
        ),
        {"unami": ONGOING, "unama": ONGOING, "unsmil": ONGOING},
    ),
    Case(
        "a footnote says which missions have ended",
        page(
            items("UNIFIL", "MINUSMA*", "UNMISS", "UNAMID*", "UNDOF")
            + "<p>* mission ended. All others are in progress.</p>",
            title="United Nations peacekeeping operations",
        ),
        {
            "unifil": ONGOING,
            "minusma": ENDED,
            "unmiss": ONGOING,
            "unamid": ENDED,
            "undof": ONGOING,
        },
    ),
    Case(
        "numbers of footnotes are no part of names, years or figures",
        page(
            "<h2>Current missions</h2>"
            "<table><tr><th>Mission</th><th>Start</th><th>Personnel</th></tr>"
            "<tr><td>UNMISS<sup>[1]</sup></td><td>2011<sup>2</sup></td><td>14,238<sup>3</sup></td></tr>"
            "<tr><td>UNISFA<sup>[4]</sup></td><td>2011</td><td>3,247<sup>5</sup></td></tr>"
            "<tr><td>UNIFIL</td><td>1978<sup>6</sup></td><td>10,031</td></tr></table>"
        ),
        {
            "unmiss": ongoing(since="2011", strength=14238),
            "unisfa": ongoing(since="2011", strength=3247),
            "unifil": ongoing(since="1978", strength=10031),
        },
    ),
    Case(
        "region, country, mission, three lists deep",
        page(
            "<h2>Current operations</h2><ul>"
            "<li>Africa<ul><li>Mali<ul><li>EUCAP Sahel Mali</li></ul></li>"
            "<li>Somalia<ul><li>EUTM Somalia</li><li>EUCAP Somalia</li></ul></li></ul></li>"
            "<li>Europe<ul><li>Georgia<ul><li>EUMM Georgia</li></ul></li>"
            "<li>Kosovo<ul><li>EULEX</li></ul></li></ul></li></ul>"
        ),
        {
            "eucap-sahel-mali": ongoing(host=("ML",)),
            "eutm-somalia": ongoing(host=("SO",)),
            "eucap-somalia": ongoing(host=("SO",)),
            "eumm-georgia": ongoing(host=("GE",)),
            "eulex-kosovo": ongoing(host=("XK",)),
        },
    ),
    Case(
        "offices of a mission below it are no missions",
        page(
            "<h2>Field operations</h2><h3>Ongoing</h3><ul>"
            "<li>OSCE Mission in Kosovo<ul><li>Prizren</li><li>Mitrovica</li></ul></li>"
            "<li>OSCE Mission to Skopje<ul><li>Tetovo</li></ul></li>"
            "<li>OSCE Mission to Moldova<ul><li>Tiraspol</li><li>Bender</li></ul></li></ul>"
        ),
        {"omik": ONGOING, "osce-skopje": ONGOING, "osce-moldova": ONGOING},
    ),
    Case(
        "tabs name the status and panels follow far below",
        page(
            "<ul role='tablist'><li><a role='tab' id='t1' href='#p1'>Ongoing</a></li>"
            "<li><a role='tab' id='t2' href='#p2'>Completed</a></li></ul>"
            "<div role='tabpanel' id='p1' aria-labelledby='t1'><p>EUMA</p><p>EUAM Iraq</p></div>"
            "<div role='tabpanel' id='p2' aria-labelledby='t2'><p>EUMCAP</p><p>EUTM Mali</p></div>",
            title="EU missions",
        ),
        {"euma": ONGOING, "euam-iraq": ONGOING, "eumcap": ENDED, "eutm-mali": ENDED},
    ),
    Case(
        "OSCE marks a closed operation by a suffix of its name",
        page(
            "<h2>OSCE field operations from A to Z</h2>"
            + items(
                "OSCE Mission to Serbia",
                "OSCE Special Monitoring Mission to Ukraine (closed)",
                "OSCE Observer Mission at the Russian Checkpoints Gukovo and Donetsk"
                " (discontinued)",
                "OSCE Centre in Ashgabat",
            )
            + "<p>Operations without a remark are active.</p>"
        ),
        {
            "osce-serbia": ONGOING,
            "osce-smm": ENDED,
            "osce-bom": ENDED,
            "osce-ashgabat": ONGOING,
        },
    ),
    Case(
        "a heading of one organisation inside the current section keeps the status",
        page(
            "<h2>Opérations actuelles</h2><h3>Nations Unies</h3>"
            + items("FINUL", "MONUSCO")
            + "<h3>Union européenne</h3>"
            + items("EUFOR Althea", "EUMM Georgia")
            + "<h2>Opérations passées</h2><h3>Nations Unies</h3>"
            + items("MINUSMA", "ONUCI")
            + "<h3>Union européenne</h3>"
            + items("EUTM Mali"),
            "fr",
        ),
        {
            "unifil": ONGOING,
            "monusco": ONGOING,
            "eufor-althea": ONGOING,
            "eumm-georgia": ONGOING,
            "minusma": ENDED,
            "unoci": ENDED,
            "eutm-mali": ENDED,
        },
    ),
    Case(
        "a headquarters and a cell among the missions are not missions",
        now_and_then(
            (
                "EUAM Ukraine",
                "EUBAM Libya",
                "EUCAP Somalia",
                "Civilian Operations Headquarters, Brussels",
                "Regional Advisory and Coordination Cell",
            ),
            ("EUTM Mali",),
        ),
        {
            "euam-ukraine": ONGOING,
            "eubam-libya": ONGOING,
            "eucap-somalia": ONGOING,
            "eutm-mali": ENDED,
        },
    ),
    Case(
        "two missions that no register holds",
        now_and_then(
            (
                "UNISMA – United Nations Integrated Support Mission in Madagascar (since 2026)",
                "UNMISS – United Nations Mission in South Sudan (since 2011)",
                "UNMIK – United Nations Interim Administration Mission in Kosovo (since 1999)",
            ),
            ("UNTMB – United Nations Transition Mission in Bougainville (1997–1998)",),
        ),
        {"unmiss": ongoing(since="2011"), "unmik": ongoing(since="1999")},
        new=("Madagascar", "Transition Mission in Bougainville"),
    ),
    Case(
        "years alone say which are over",
        page(
            items(
                "UNTSO, 1948–present",
                "UNFICYP, 1964–",
                "ONUC, 1960–1964",
                "UNYOM, 1963–1964",
                "UNDOF, 1974 to date",
            ),
            title="Peacekeeping operations since 1948",
        ),
        {
            "untso": ongoing(since="1948"),
            "unficyp": ongoing(since="1964"),
            "onuc": ended(since="1960", ended="1964"),
            "unyom": ended(since="1963", ended="1964"),
            "undof": ongoing(since="1974"),
        },
    ),
    Case(
        "menu, jobs, facets and sitemap name missions that are not listed",
        "<html lang=en><body><div class=m><div><a href=/a>MINUSMA</a></div><div><a href=/b>UNAMID"
        "</a></div><div><a href=/c>MINUSTAH</a></div></div><div class=c><h1>Current operations</h1>"
        "<div class=i><b>UNIFIL</b> Lebanon</div><div class=i><b>UNDOF</b> Syria</div>"
        "<div class=i><b>UNFICYP</b> Cyprus</div></div><div class=r><h3>Filter by mission</h3>"
        "<a href='?m=1'>MINUJUSTH (12)</a> <a href='?m=2'>UNMIL (7)</a><h3>Vacancies</h3>"
        "<a href=/j>Jobs at UNSOS</a></div></body></html>",
        {
            "unifil": ongoing(host=("LB",)),
            "undof": ongoing(host=("SY",)),
            "unficyp": ongoing(host=("CY",)),
        },
    ),
)
