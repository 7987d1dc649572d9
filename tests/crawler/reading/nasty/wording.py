"""Lists whose words must be weighed: names with status words, former names, plans, flags."""

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
)

CASES = (
    Case(
        "active and presence are words of names",
        page(
            items(
                "Operation Active Endeavour",
                "Operation Active Fence (Patriot deployment)",
                "Operation Ocean Shield",
            ),
            title="NATO operations",
        ),
        {"active-endeavour": UNKNOWN, "active-fence": UNKNOWN, "ocean-shield": UNKNOWN},
    ),
    Case(
        "active endeavour among the completed",
        page(
            "<h2>Active operations</h2>"
            + items("KFOR", "Operation Sea Guardian")
            + "<h2>Completed operations</h2>"
            + items("Operation Active Endeavour", "Operation Unified Protector"),
            title="NATO",
        ),
        {
            "kfor": ONGOING,
            "sea-guardian": ONGOING,
            "active-endeavour": ENDED,
            "unified-protector": ENDED,
        },
    ),
    Case(
        "former Yugoslavia is a region of the current section",
        page(
            "<h2>Current operations</h2><h3>Former Yugoslavia</h3>"
            + items("KFOR", "EUFOR Althea")
            + "<h3>Africa</h3>"
            + items("EUTM Somalia", "MONUSCO")
        ),
        {
            "kfor": ONGOING,
            "eufor-althea": ONGOING,
            "eutm-somalia": ONGOING,
            "monusco": ONGOING,
        },
    ),
    Case(
        "former names and predecessors are no entries of their own",
        page(
            "<h2>Current missions</h2>"
            + items(
                "EUCAP Somalia (formerly EUCAP Nestor)",
                "MONUSCO (took over from MONUC in 2010)",
                "UNTMIS (previously UNSOM)",
                "NATO Mission Iraq (successor to NTM-I)",
            )
        ),
        {"eucap-somalia": ONGOING, "monusco": ONGOING, "untmis": ONGOING, "nmi": ONGOING},
    ),
    Case(
        "planned is neither running nor over",
        page(
            "<h2>Ongoing missions</h2>"
            + items("EUCAP Somalia", "EUTM Mozambique")
            + "<h2>Planned missions</h2>"
            + items("EUMAM Mozambique (to be launched on 1 September 2024)")
        ),
        {"eucap-somalia": ONGOING, "eutm-mozambique": ONGOING, "eumam-mozambique": UNKNOWN},
    ),
    Case(
        "details whose summary is the status",
        page(
            "<details open><summary>Missions en cours (3)</summary>"
            + items("EUAM Ukraine", "EUBAM Libya", "EUMA")
            + "</details><details><summary>Missions terminées (2)</summary>"
            + items("EUTM Mali", "EUPOL Afghanistan")
            + "</details>",
            "fr",
        ),
        {
            "euam-ukraine": ONGOING,
            "eubam-libya": ONGOING,
            "euma": ONGOING,
            "eutm-mali": ENDED,
            "eupol-afghanistan": ENDED,
        },
    ),
    Case(
        "a definition list whose terms are the statuses",
        page(
            "<dl><dt>Ongoing</dt><dd>KFOR</dd><dd>NATO Mission Iraq</dd>"
            "<dt>Completed</dt><dd>ISAF</dd><dd>SFOR</dd></dl>",
            title="NATO operations and missions",
        ),
        {"kfor": ONGOING, "nmi": ONGOING, "isaf": ENDED, "sfor": ENDED},
    ),
    Case(
        "the caption of each table is the status",
        page(
            "<table><caption>Laufende Einsätze</caption><tr><td>UNIFIL</td><td>Libanon</td></tr>"
            "<tr><td>UNFICYP</td><td>Zypern</td></tr></table>"
            "<table><caption>Beendete Einsätze</caption><tr><td>UNMIL</td><td>Liberia</td></tr>"
            "<tr><td>MINUSMA</td><td>Mali</td></tr></table>",
            "de",
        ),
        {
            "unifil": ongoing(host=("LB",)),
            "unficyp": ongoing(host=("CY",)),
            "unmil": ended(host=("LR",)),
            "minusma": ended(host=("ML",)),
        },
    ),
    Case(
        "a column asks whether it is active",
        page(
            "<table><tr><th>Mission</th><th>Active?</th></tr><tr><td>UNDOF</td><td>Yes</td></tr>"
            "<tr><td>UNAMID</td><td>No</td></tr><tr><td>UNISFA</td><td>Yes</td></tr>"
            "<tr><td>UNSMIS</td><td>No</td></tr></table>"
        ),
        {"undof": ONGOING, "unamid": ENDED, "unisfa": ONGOING, "unsmis": ENDED},
    ),
    Case(
        "sentences say which is over",
        page(
            "<h3>KFOR</h3><p>KFOR has been deployed in Kosovo since June 1999 and continues its"
            " work.</p><h3>ISAF</h3><p>ISAF was completed in December 2014.</p><h3>Operation Ocean"
            " Shield</h3><p>The operation was terminated on 15 December 2016.</p><h3>NATO Mission"
            " Iraq</h3><p>The mission is ongoing and advises the ministry.</p>",
            title="NATO operations",
        ),
        {
            "kfor": ongoing(since="1999-06"),
            "isaf": ended(ended="2014-12"),
            "ocean-shield": ended(ended="2016-12-15"),
            "nmi": ONGOING,
        },
    ),
    Case(
        "counts in the introduction and in the headings",
        page(
            "<p>The EU runs 21 missions: 12 civilian and 9 military; over 37 since 2003.</p>"
            "<h2>Ongoing missions and operations (3)</h2>"
            + items(
                "EUAM Iraq - Civilian Mission",
                "EUTM Somalia – Military Mission",
                "EUNAVFOR ATALANTA - Military Operation",
            ),
            title="Missions and operations since 2003",
        ),
        {"euam-iraq": ONGOING, "eutm-somalia": ONGOING, "eunavfor-atalanta": ONGOING},
    ),
    Case(
        "a drop-down of missions beside the list",
        page(
            "<form><select><option>All</option><option>MINUSMA</option><option>UNMIL</option>"
            "<option>UNIFIL</option></select></form><h2>Current missions</h2>"
            + items("UNIFIL", "UNTSO", "UNMOGIP")
        ),
        {"unifil": ONGOING, "untso": ONGOING, "unmogip": ONGOING},
    ),
    Case(
        "the same entry in the box of highlights and in the list",
        page(
            "<section><h2>In focus</h2><h3>EUMM Georgia</h3><p>A day on patrol.</p></section>"
            "<h2>Ongoing</h2>"
            + items("EUMM Georgia", "EUMA", "EUAM Ukraine")
            + "<h2>Completed</h2>"
            + items("EUJUST Themis")
        ),
        {"eumm-georgia": ONGOING, "euma": ONGOING, "euam-ukraine": ONGOING, "eujust-themis": ENDED},
    ),
    Case(
        "two rows of one mission's two bases are one mission",
        now_and_then(
            (
                "UNSOS – Mogadishu",
                "UNSOS – Mombasa",
                "UNTSO – Jerusalem",
                "UNDOF – Camp Faouar",
            ),
            ("UNAMID – El Fasher", "UNAMID – Nyala"),
        ),
        {"unsos": ONGOING, "untso": ONGOING, "undof": ONGOING, "unamid": ENDED},
    ),
)
