"""What stands beside an entry: badges, labels, links, other missions, and where each ends."""

from __future__ import annotations

from tests.crawler.reading.nasty.case import (
    ENDED,
    ONGOING,
    Case,
    ended,
    items,
    ongoing,
    page,
    unknown,
)


def _facts(name: str, *facts: str) -> str:
    return f"<h3>{name}</h3><p>{'<br>'.join(facts)}</p>"


def _flip(front: str, back: str, fact: str) -> str:
    return (
        f"<div class=flip><div class=front><h3>{front}</h3></div>"
        f"<div class=back><h3>{back}</h3><p>{fact}</p></div></div>"
    )


CASES = (
    Case(
        "a status that could be a label of a date stands above other facts",
        page(
            _facts("UNAMIC", "Afgesloten", "Cambodja", "toegelaten sterkte: 440")
            + _facts("UNMEE", "Actief", "Ethiopië; Eritrea", "toegelaten sterkte: 4.200")
            + _facts("UNCRO", "Voltooid", "gestart in maart 1995")
            + _facts("UNTAET", "Beëindigd", "opgericht in oktober 1999"),
            "nl",
        ),
        {
            "unamic": ended(host=("KH",), strength=440),
            "unmee": ongoing(host=("ET", "ER"), strength=4200),
            "uncro": ended(since="1995-03"),
            "untaet": ended(since="1999-10"),
        },
    ),
    Case(
        "the label of a status holds a word of a status",
        page(
            "".join(
                f"<div><div>{name}</div><div><span>Current status :</span> <span>{status}</span>"
                f"</div><div><span>Host country :</span> <span>{host}</span></div></div>"
                for name, status, host in (
                    ("OSCE Mission to Serbia", "In progress", "Serbia"),
                    ("OSCE Office in Minsk", "Completed", "Belarus"),
                    ("OSCE Mission to Estonia", "Completed", "Estonia"),
                    ("OSCE Mission to Latvia", "Completed", "Latvia"),
                )
            )
        ),
        {
            "osce-serbia": ongoing(host=("RS",)),
            "osce-minsk": ended(host=("BY",)),
            "osce-estonia": ended(host=("EE",)),
            "osce-latvia": ended(host=("LV",)),
        },
    ),
    Case(
        "a badge below one mission's heading is no section over the next",
        page(
            "<h3>Operation Sharp Guard</h3><p>It watched over the embargo.</p><div>Closed</div>"
            "<h3>KFOR</h3><p>It protects civilians.</p><div>until 31 May 2008</div>"
            "<h3>MLO Belgrade</h3><p>It advises the ministry.</p>"
            "<div>until 31 May 2008</div>"
        ),
        {
            "sharp-guard": ENDED,
            "kfor": ongoing(until="2008-05-31"),
            "nato-mlo-belgrade": ongoing(until="2008-05-31"),
        },
    ),
    Case(
        "a line that heads what follows is no word on the mission before it",
        page(
            "<table><tr><td>Menu<td><h2>Ongoing missions</h2><center>"
            "- KFOR<br>- MLO Belgrade<br>- NATO Mission Iraq<br>"
            "<p><b>FORMER OPERATIONS</b></p>- SFOR<br>- ISAF</center></table>"
        ),
        {
            "kfor": ONGOING,
            "nato-mlo-belgrade": ONGOING,
            "nmi": ONGOING,
            "sfor": ENDED,
            "isaf": ENDED,
        },
    ),
    Case(
        "links of a menu below the last heading that tells a status",
        "<!DOCTYPE html><html lang=en><body><div><h1>Missions</h1><h2>Ongoing missions</h2>"
        + items("UNIFIL, since 1978", "UNDOF, since 1974")
        + "<h2>Past missions</h2>"
        + items("UNMIS, 2005–2011", "UNAMIR, 1993–1996")
        + "</div><div><div><h3>Refine your search</h3>"
        + items("<a href='/s?m=untag'>UNTAG (22)</a>", "<a href='/s?m=onub'>ONUB (38)</a>")
        + "</div></div><div><p><a href='/j/1'>Jobs at UNYOM</a> | <a href='/j/2'>Jobs at UNSF</a>"
        "</p></div></body></html>",
        {
            "unifil": ongoing(since="1978"),
            "undof": ongoing(since="1974"),
            "unmis": ended(since="2005", ended="2011"),
            "unamir": ended(since="1993", ended="1996"),
        },
    ),
    Case(
        "one part of a list of links stands under a heading that says nothing",
        page(
            "<h2>Current missions</h2><h3>Africa</h3>"
            "<ul><li><a href='/1'>UNMISS</a>, South Sudan<li><a href='/2'>MINUSMA</a>, Mali</ul>"
            "<h3>Other regions</h3><ul><li><a href='/3'>UNTSO</a></ul>"
        ),
        {"unmiss": ongoing(host=("SS",)), "minusma": ongoing(host=("ML",)), "untso": ONGOING},
    ),
    Case(
        "a new mission in the head row of a table whose missions stand side by side",
        page(
            "<h2>Current missions</h2><table><tr><td><th>UNSTAMILA<th>UNMIT<th>UNMEE</tr>"
            "<tr><th>Personnel<td>770 troops<td>930 troops<td>1,700 troops</tr>"
            "<tr><th>Where<td>Laos<td>Timor-Leste<td>Ethiopia, Eritrea</tr></table>"
        ),
        {
            "unmit": ongoing(strength=930, host=("TL",)),
            "unmee": ongoing(strength=1700, host=("ET", "ER")),
        },
        new=("UNSTAMILA",),
    ),
    Case(
        "a new mission in a row with another mission, running ones left and past ones right",
        page(
            "<table><tr><th>Current operations</th><th>Past operations</th></tr>"
            "<tr><td>Kosovo Force (KFOR)</td><td>Operation Allied Provider</td></tr>"
            "<tr><td>NATO Mission Jordan (NMJ)</td><td>Stabilization Force (SFOR)</td></tr>"
            "<tr><td>Operation Ocean Shield</td><td>Operation Allied Harbour</td></tr>"
            "<tr><td>&nbsp;</td><td>Operation Eagle Eye</td></tr>"
            "<tr><td>&nbsp;</td><td>Operation Anchor Guard</td></tr></table>"
        ),
        {
            "kfor": ONGOING,
            "ocean-shield": ONGOING,
            "allied-provider": ENDED,
            "sfor": ENDED,
            "allied-harbour": ENDED,
            "eagle-eye": ENDED,
            "anchor-guard": ENDED,
        },
        new=("NATO Mission Jordan",),
    ),
    Case(
        "a new mission beside a known one under its country",
        page(
            "<h2>Current missions</h2><h3>Georgia</h3><ul><li>EUMM Georgia</ul>"
            "<h3>Kosovo</h3><ul><li>EULEX Kosovo</ul>"
            "<h3>Somalia</h3><ul><li>EUTM Somalia<li>EUCAP Somalia</ul>"
            "<h3>Mali</h3><ul><li>EUCAP Sahel Mali<li>EU Stabilisation Mission (EUSTAM)</ul>"
        ),
        {
            "eumm-georgia": ongoing(host=("GE",)),
            "eulex-kosovo": ongoing(host=("XK",)),
            "eutm-somalia": ongoing(host=("SO",)),
            "eucap-somalia": ongoing(host=("SO",)),
            "eucap-sahel-mali": ongoing(host=("ML",)),
        },
        new=("EU Stabilisation Mission",),
    ),
    Case(
        "cards with a front and a back, one of a mission nobody knows, one of an office",
        page(
            "<section><h2>Current</h2>"
            + _flip("EUFOR Althea", "Operation EUFOR Althea", "Since 2004")
            + _flip("EUAM Lebanon", "European Union Advisory Mission in Lebanon", "Since 2023")
            + _flip("EUTM Somalia", "European Union Training Mission Somalia", "Since 2010")
            + _flip("RACC", "Regional Advisory and Coordination Cell", "In Brussels")
            + "</section>"
        ),
        {"eufor-althea": ongoing(since="2004"), "eutm-somalia": ongoing(since="2010")},
        new=("European Union Advisory Mission in Lebanon",),
    ),
    Case(
        "new missions whose names hold the organisation's are not one mission",
        page(
            "<h2>Current field operations</h2>"
            + items(
                "OSCE Mission to Serbia",
                "OSCE Programme Office in Tbilisi",
                "OSCE Programme Office in Sri Lanka",
                "OSCE Mission to Skopje",
            )
        ),
        {"osce-serbia": ONGOING, "osce-skopje": ONGOING},
        new=("Tbilisi", "Sri Lanka"),
    ),
    Case(
        "names of new missions that break over two lines or are set in pieces",
        page(
            "<h2>Current missions</h2>"
            "<p><strong>EUFOR Althea</strong> – It protects civilians. Since 2004.</p>"
            "<p><strong>EUCAP Somalia</strong> – It advises the police. Since 2012.</p>"
            "<p><strong><a href='/t'>EUCAP</a> <a href='/t'>Togo</a></strong> – It advises the"
            " police. Since 2013.</p><h2>Former missions</h2>"
            "<ul><li>EUTM Mali<li>EUPOL<br>Afghanistan<li>EUTM<br>Peru</ul>"
        ),
        {
            "eufor-althea": ongoing(since="2004"),
            "eucap-somalia": ongoing(since="2012"),
            "eutm-mali": ENDED,
            "eupol-afghanistan": ENDED,
        },
        new=("EUCAP Togo", "EUTM Peru"),
    ),
    Case(
        "short names count though the menus name another organisation's missions",
        "<!DOCTYPE html><html lang=en><body><div class=menu>"
        + items(*(f"<a href='/{one}'>{one}</a>" for one in ("UNIFIL", "UNDOF", "UNMIK", "UNTSO")))
        + "</div><main><h1>Field operations</h1><h2>Former operations</h2><table>"
        "<tr><th>Operation<th>Start<th>Country</tr>"
        "<tr><td>OSCE Mission to Ukraine<td>November 1994<td>Ukraine</tr>"
        "<tr><td>KVM<td>October 1998<td>Kosovo</tr>"
        "<tr><td>AMG<td>February 1998<td>Belarus</tr></table></main></body></html>",
        {
            "osce-ukraine": ended(since="1994-11", host=("UA",)),
            "osce-kvm": ended(since="1998-10", host=("XK",)),
            "osce-amg": ended(since="1998-02", host=("BY",)),
        },
    ),
    Case(
        "facts in one line after a short last word, and a month with a point in a span",
        page(
            "<p><b>EUTM RCA</b><br>Beobachtung der Lage vor Ort. seit 2016."
            " Zentralafrikanische Republik.</p>"
            "<p><b>Artemis</b><br>Schutz der Menschen vor Ort. 2003-06 – 2003-09. Kongo.</p>"
            "<p><b>EUPOL Kinshasa</b><br>Schutz der Menschen vor Ort. Apr. 2005–Sept. 2007.</p>",
            "de",
        ),
        {
            "eutm-rca": ongoing(since="2016", host=("CF",)),
            "artemis": ended(since="2003-06", ended="2003-09"),
            "eupol-kinshasa": ended(since="2005-04", ended="2007-09"),
        },
    ),
    Case(
        "who leads a mission is no mission, whatever the title of the post",
        page(
            "<h2>Laufende Missionen</h2>"
            "<h3>EUTM Somalia</h3><ul><li>Kommandeur der Truppe: Anna Kowalska<li>Jahr: 2010</ul>"
            "<h2>Beendete Missionen</h2><ul><li>EUTM Mali<li>EUPOL Afghanistan</ul>",
            "de",
        ),
        {"eutm-somalia": ONGOING, "eutm-mali": ENDED, "eupol-afghanistan": ENDED},
    ),
    Case(
        "facts in a row: words that are statuses and labels, spans, countries, people",
        page(
            "".join(
                f"<div><h3>{name}</h3><p>{facts}</p></div>"
                for name, facts in (
                    ("EUCAP Somalia", "lancée le 16 juillet 2012 | 50 agents | Active"),
                    ("EUTM RCA", "Active | mandat prorogé jusqu'au 28 février 2026 | Mali"),
                    ("EUBAM Rafah", "4 820 personnes. 25/11/2005 – en cours; mandat jusqu'en 2027"),
                    ("EUAM Iraq", "mandat jusqu'au 31 janvier 2026. octobre 2017 – en cours."),
                    ("EUFOR Tchad/RCA", "Lieu: Tchad; République centrafricaine; Effectif: 90"),
                    ("EUPOL RD Congo", "effectif autorisé: 680. juillet 2007 – septembre 2014."),
                    ("EUNAVFOR Atalanta", "Début 2008 | Lieu Somalie, Djibouti"),
                )
            ),
            "fr",
        ),
        {
            "eucap-somalia": ongoing(since="2012-07-16", strength=50),
            "eutm-rca": ongoing(until="2026-02-28", host=("ML",)),
            "eubam-rafah": ongoing(since="2005-11-25", until="2027", strength=4820),
            "euam-iraq": ongoing(since="2017-10", until="2026-01-31"),
            "eufor-tchad-rca": unknown(host=("TD", "CF"), strength=90),
            "eupol-rd-congo": ended(since="2007-07", ended="2014-09", strength=680),
            "eunavfor-atalanta": ongoing(since="2008", host=("SO", "DJ")),
        },
    ),
    Case(
        "a status in the description of a term is that term's",
        page(
            "<dl><dt>UNFICYP<dd><p>It watches the line.</p><div>founded in March 1964<br>Active"
            "</div><dt>MIPONUH<dd><div>Closed</div><dt>MINURSO<dd><div>founded in April 1991<br>"
            "Active</div><dt>UNMOT<dd><div>Closed</div><dt>UNTSO<dd><div>Active</div></dl>"
        ),
        {
            "unficyp": ongoing(since="1964-03"),
            "miponuh": ENDED,
            "minurso": ongoing(since="1991-04"),
            "unmot": ENDED,
            "untso": ONGOING,
        },
    ),
    Case(
        "new missions behind a label, behind brackets and under a year",
        page(
            "<h2>2018</h2><ol><li><h3>UNISFA</h3><p>Interim Security Force for Abyei</p>"
            "<p>2011–today</p></ol>"
            "<h2>2019</h2><ol><li><h3>BINUH</h3><p>United Nations Integrated Office in Haiti</p>"
            "<p>2019–today</p><li><h3>UNISMA</h3><p>United Nations Integrated Support Mission in"
            " Madagascar</p><p>2019–today</p></ol>"
            "<h2>2020</h2><ol><li><h3>UNITAMS</h3><p>2020–2024</p><li><h3>UNMHA</h3><p>2019–today"
            "</p></ol>"
        ),
        {
            "unisfa": ongoing(since="2011"),
            "binuh": ongoing(since="2019"),
            "unitams": ended(since="2020", ended="2024"),
            "unmha": ongoing(since="2019"),
        },
        new=("United Nations Integrated Support Mission in Madagascar",),
    ),
    Case(
        "facts in brackets behind a place in brackets, and names behind their label",
        page(
            items(
                "Mission: OSCE Mission to Serbia (Duration: since 2006)",
                "Mission: OSCE Presence (Laos) (Duration: since 15 January 2026)",
                "Mission: OSCE Mission to Latvia (Duration: 1993 to 2001)",
            )
        ),
        {
            "osce-serbia": ongoing(since="2006"),
            "osce-latvia": ended(since="1993", ended="2001"),
        },
        new=("OSCE Presence",),
    ),
    Case(
        "a known name in small letters over two lines",
        page(
            "<h2>Current operations</h2>"
            + items("KFOR", "enhanced Forward<br>Presence (eFP)", "NATO Mission Iraq")
        ),
        {"kfor": ONGOING, "efp": ONGOING, "nmi": ONGOING},
    ),
    Case(
        "words that are statuses and labels of dates stand before whole spans",
        page(
            _facts("UNPOS", "Active", "03/03/1995 – present", "Somalia")
            + _facts("MICAH", "Haiti", "Completed", "17 December 1999 to February 2001")
            + _facts("UNMA", "about 170 troops | Closed | 2002 to 2003")
            + _facts("UNTAC", "Status", "Closed", "Established", "February 1992")
        ),
        {
            "unpos": ongoing(since="1995-03-03", host=("SO",)),
            "micah": ended(since="1999-12-17", ended="2001-02", host=("HT",)),
            "unma": ended(since="2002", ended="2003", strength=170),
            "untac": ended(since="1992-02"),
        },
    ),
    Case(
        "a short word closes a span, and the name of an organisation breaks over two lines",
        page(
            "<ul><li>NATO<br>Air Policing<p>940 militairen. 2004-03 – nu. Lopend.</p>"
            "<li>KFOR<p>3.940 militairen. 1999-06 – nu. Lopend.</p>"
            "<li>Verenigde<br>Naties Steunmissie in Mongolië<p>2004-03 – nu. Lopend.</p></ul>",
            "nl",
        ),
        {
            "air-policing": ongoing(since="2004-03", strength=940),
            "kfor": ongoing(since="1999-06", strength=3940),
        },
        new=("Steunmissie in Mongolië",),
    ),
)
