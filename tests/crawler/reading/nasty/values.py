"""Dates, figures, countries and people as sites print them, and what stands for nothing."""

from __future__ import annotations

from tests.crawler.reading.nasty.case import (
    ENDED,
    Case,
    ended,
    items,
    now_and_then,
    ongoing,
    page,
)

CASES = (
    Case(
        "since in brackets after the name",
        page(
            "<h2>Current operations</h2>"
            + items(
                "UNTSO (since 1948)", "UNMOGIP (since January 1949)", "UNFICYP (since 27.03.1964)"
            )
        ),
        {
            "untso": ongoing(since="1948"),
            "unmogip": ongoing(since="1949-01"),
            "unficyp": ongoing(since="1964-03-27"),
        },
    ),
    Case(
        "French dates with 1er and without capitals",
        page(
            "<h2>Opérations en cours</h2><table><tr><th>Opération</th><th>Date de début</th></tr>"
            "<tr><td>ONUST</td><td>29 mai 1948</td></tr>"
            "<tr><td>MONUSCO</td><td>1er juillet 2010</td></tr>"
            "<tr><td>FISNUA</td><td>27 juin 2011</td></tr>"
            "<tr><td>MANUA</td><td>mars 2002</td></tr></table>",
            "fr",
        ),
        {
            "untso": ongoing(since="1948-05-29"),
            "monusco": ongoing(since="2010-07-01"),
            "unisfa": ongoing(since="2011-06-27"),
            "unama": ongoing(since="2002-03"),
        },
    ),
    Case(
        "no particulars about the end is not an end",
        page(
            "<table><tr><th>Mission</th><th>Beginn</th><th>Ende</th></tr>"
            "<tr><td>EUAM Irak</td><td>Oktober 2017</td><td>k. A.</td></tr>"
            "<tr><td>EUBAM Libya</td><td>22.05.2013</td><td>k. A.</td></tr>"
            "<tr><td>EUTM Mali</td><td>18.02.2013</td><td>18.05.2024</td></tr></table>",
            "de",
            "Missionen der EU",
        ),
        {
            "euam-iraq": ongoing(since="2017-10", ended=None),
            "eubam-libya": ongoing(since="2013-05-22", ended=None),
            "eutm-mali": ended(since="2013-02-18", ended="2024-05-18"),
        },
    ),
    Case(
        "n/a and dashes stand for nothing",
        page(
            "<h2>Ongoing missions</h2><table><tr><th>Mission</th><th>Start</th><th>Mandate until"
            "</th><th>Personnel</th><th>Country</th></tr>"
            "<tr><td>UNTSO</td><td>May 1948</td><td>—</td><td>n/a</td><td>–</td></tr>"
            "<tr><td>UNMOGIP</td><td>n/a</td><td>N/A</td><td>-</td><td>n/a</td></tr>"
            "<tr><td>UNIFIL</td><td>?</td><td>tbc</td><td>10,031</td><td>Lebanon</td></tr></table>"
        ),
        {
            "untso": ongoing(since="1948-05", until=None, strength=None, host=None),
            "unmogip": ongoing(since=None, until=None, strength=None, host=None),
            "unifil": ongoing(since=None, until=None, strength=10031, host=("LB",)),
        },
    ),
    Case(
        "figures with points, spaces and about",
        page(
            "<h2>Laufende Missionen</h2>"
            "<h3>UNMISS</h3><p>Personal: ca. 14.200</p><p>Land: Südsudan</p>"
            "<h3>UNFICYP</h3><p>Personal: 1 012</p><p>Land: Zypern</p>"
            "<h3>UNMIK</h3><p>Personal: rund 350</p><p>Land: Kosovo</p>",
            "de",
        ),
        {
            "unmiss": ongoing(strength=14200, host=("SS",)),
            "unficyp": ongoing(strength=1012, host=("CY",)),
            "unmik": ongoing(strength=350, host=("XK",)),
        },
    ),
    Case(
        "a strength of nobody and one that is not told",
        page(
            "<h2>Missions en cours</h2><table><tr><th>Mission</th><th>Effectifs</th></tr>"
            "<tr><td>EUCAP Sahel Mali</td><td>1 200</td></tr>"
            "<tr><td>EUBAM Rafah</td><td>0</td></tr>"
            "<tr><td>EUAM Iraq</td><td>n. c.</td></tr></table>",
            "fr",
        ),
        {
            "eucap-sahel-mali": ongoing(strength=1200),
            "eubam-rafah": ongoing(strength=0),
            "euam-iraq": ongoing(strength=None),
        },
    ),
    Case(
        "the whole figure, not the date before it or the part after it",
        page(
            "<h2>Current missions</h2>"
            + items(
                "<b>MONUSCO</b><br>Personnel (as of May 2024): 10,541, of whom military 9,532<br>"
                "Country: Democratic Republic of the Congo",
                "<b>MINUSCA</b><br>Personnel (as of May 2024): 17,430, of whom military 14,046<br>"
                "Country: Central African Republic",
                "<b>UNISFA</b><br>Personnel (as of May 2024): 3,801, of whom military 3,258<br>"
                "Country: Abyei",
            )
        ),
        {
            "monusco": ongoing(strength=10541, host=("CD",)),
            "minusca": ongoing(strength=17430, host=("CF",)),
            "unisfa": ongoing(strength=3801, host=("SD", "SS")),
        },
    ),
    Case(
        "a mandate by its symbol, and its end behind a dash",
        page(
            "<h2>Current missions</h2>"
            + items(
                "MINUSCA – Mandate: S/RES/2759 (2024) – until 15 November 2025",
                "UNFICYP – Mandate: S/RES/2771 (2025) – until 31 January 2026",
                "UNSMIL – Mandate: S/RES/2755 (2024) – until 31 January 2026",
            )
        ),
        {
            "minusca": ongoing(until="2025-11-15"),
            "unficyp": ongoing(until="2026-01-31"),
            "unsmil": ongoing(until="2026-01-31"),
        },
    ),
    Case(
        "the head of mission is a person, wherever the name stands",
        page(
            "<h2>Ongoing missions</h2><dl><dt>EULEX Kosovo</dt><dd>Head of mission: Elena Petrescu"
            "</dd><dd>Budget: EUR 83 million</dd><dt>EUPOL COPPS</dt><dd>Head of mission:"
            " Ingrid Solberg</dd><dt>EUBAM Rafah</dt><dd>Head of mission: vacant</dd></dl>"
        ),
        {
            "eulex-kosovo": ongoing(head="Elena Petrescu"),
            "eupol-copps": ongoing(head="Ingrid Solberg"),
            "eubam-rafah": ongoing(),
        },
    ),
    Case(
        "several hosts in one cell",
        page(
            "<h2>Past missions</h2><table><tr><th>Mission</th><th>Location</th><th>Years</th></tr>"
            "<tr><td>UNMEE</td><td>Ethiopia, Eritrea</td><td>2000–2008</td></tr>"
            "<tr><td>UNOMUR</td><td>Uganda and Rwanda</td><td>1993–94</td></tr>"
            "<tr><td>MINURCAT</td><td>Chad / Central African Republic</td><td>2007-2010</td></tr>"
            "<tr><td>UNASOG</td><td>Chad; Libya</td><td>1994</td></tr></table>"
        ),
        {
            "unmee": ended(host=("ET", "ER"), since="2000", ended="2008"),
            "unomur": ended(host=("UG", "RW")),
            "minurcat": ended(host=("TD", "CF"), since="2007", ended="2010"),
            "unasog": ended(host=("TD", "LY")),
        },
    ),
    Case(
        "the sea has no host",
        page(
            "<h2>Operations in progress</h2><table><tr><th>Operation</th><th>Area</th></tr>"
            "<tr><td>EUNAVFOR Aspides</td><td>Red Sea, Gulf of Aden</td></tr>"
            "<tr><td>EUNAVFOR MED Irini</td><td>Central Mediterranean</td></tr>"
            "<tr><td>EUNAVFOR Atalanta</td><td>Western Indian Ocean</td></tr></table>"
        ),
        {
            "eunavfor-aspides": ongoing(host=None),
            "eunavfor-med-irini": ongoing(host=None),
            "eunavfor-atalanta": ongoing(host=None),
        },
    ),
    Case(
        "Dutch months and a range with tot",
        now_and_then(
            ("EUMA, sinds 20 februari 2023", "EUPM Moldova, sinds 22 mei 2023"),
            (
                "EUMCAP, van 20 oktober tot 19 december 2022",
                "EUTM Mali, februari 2013 tot mei 2024",
            ),
            "nl",
        ),
        {
            "euma": ongoing(since="2023-02-20"),
            "eupm-moldova": ongoing(since="2023-05-22"),
            "eumcap": ended(since="2022-10-20", ended="2022-12-19"),
            "eutm-mali": ended(since="2013-02", ended="2024-05"),
        },
    ),
    Case(
        "American dates and ISO dates",
        page(
            "<h2>Completed</h2><table><tr><th>Operation</th><th>From</th><th>To</th></tr>"
            "<tr><td>IFOR</td><td>December 20, 1995</td><td>December 20, 1996</td></tr>"
            "<tr><td>SFOR</td><td>1996-12-20</td><td>2004-12-02</td></tr>"
            "<tr><td>Operation Deny Flight</td><td>Apr. 12, 1993</td><td>Dec. 20, 1995</td></tr>"
            "</table>",
            title="NATO operations",
        ),
        {
            "ifor": ended(since="1995-12-20", ended="1996-12-20"),
            "sfor": ended(since="1996-12-20", ended="2004-12-02"),
            "deny-flight": ended(since="1993-04-12", ended="1995-12-20"),
        },
    ),
    Case(
        "a year that was misprinted for a past mission",
        page(
            "<h2>Missions terminées</h2>"
            + items("MONUA, Angola, 1297-1999", "MINURCA, 1998-2000", "MINUGUA, janvier-mai 1997"),
            "fr",
        ),
        {
            "monua": ended(since=None),
            "minurca": ended(since="1998", ended="2000"),
            "minugua": ENDED,
        },
    ),
)
