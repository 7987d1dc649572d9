"""Names broken by markup, hidden copies, invisible characters, struck-out entries."""

from __future__ import annotations

from tests.crawler.reading.nasty.case import (
    ENDED,
    ONGOING,
    Case,
    ended,
    items,
    now_and_then,
    ongoing,
    page,
)

THREE = ("UNIFIL (Lebanon)", "UNFICYP (Cyprus)", "UNDOF (Golan)")
THREE_ONGOING = {"unifil": ONGOING, "unficyp": ONGOING, "undof": ONGOING}

CASES = (
    Case(
        "soft hyphens inside acronyms",
        now_and_then(("MINUS&shy;CA", "MO&shy;NUS&shy;CO"), ("MINUS&shy;MA", "UN&shy;AMID")),
        {"minusca": ONGOING, "monusco": ONGOING, "minusma": ENDED, "unamid": ENDED},
    ),
    Case(
        "zero-width spaces inside names",
        now_and_then(("EUCAP&#8203; Sahel Mali", "EU\u200bAM Iraq"), ("EU\u200bTM Mali",)),
        {"eucap-sahel-mali": ONGOING, "euam-iraq": ONGOING, "eutm-mali": ENDED},
    ),
    Case(
        "an acronym cut by an inline tag",
        now_and_then(
            ("<b>MINU</b>SCA", "<span class='cap'>U</span>NIFIL"),
            ("<b>MINU</b>SMA", "UNA<i>MID</i>"),
        ),
        {"minusca": ONGOING, "unifil": ONGOING, "minusma": ENDED, "unamid": ENDED},
    ),
    Case(
        "a long name broken by br and newlines",
        page(
            "<h2>Current missions</h2><table>"
            "<tr><td>United Nations<br>Interim Force<br>in Lebanon</td><td>since 1978</td></tr>"
            "<tr><td>United Nations Mission\n   in South\n   Sudan</td><td>since 2011</td></tr>"
            "<tr><td>EUCAP<br>Sahel<br>Mali</td><td>since 2015</td></tr></table>"
        ),
        {
            "unifil": ongoing(since="1978"),
            "unmiss": ongoing(since="2011"),
            "eucap-sahel-mali": ongoing(since="2015"),
        },
    ),
    Case(
        "names in capitals only",
        now_and_then(
            ("EUNAVFOR MED IRINI", "EULEX KOSOVO", "OSCE MISSION TO MOLDOVA"),
            ("RESOLUTE SUPPORT MISSION", "OSCE OFFICE IN YEREVAN"),
        ),
        {
            "eunavfor-med-irini": ONGOING,
            "eulex-kosovo": ONGOING,
            "osce-moldova": ONGOING,
            "resolute-support": ENDED,
            "osce-yerevan": ENDED,
        },
    ),
    Case(
        "typographic apostrophes in French names",
        now_and_then(
            (
                "Présence de l’OSCE en Albanie",
                "Mission d’assistance des Nations Unies en Afghanistan",
                "Mission de l’OTAN en Iraq",
            ),
            ("Opération des Nations Unies en Côte d’Ivoire",),
            "fr",
        ),
        {"osce-albania": ONGOING, "unama": ONGOING, "nmi": ONGOING, "unoci": ENDED},
    ),
    Case(
        "non-breaking hyphens and hard spaces",
        now_and_then(
            ("EU&nbsp;NAVFOR&nbsp;Somalia", "EUCAP\u00a0Sahel\u2011Mali", "EUTM\u2011Somalia"),
            ("EUTM\u2011Mali", "NTM\u2011I"),
        ),
        {
            "eunavfor-atalanta": ONGOING,
            "eucap-sahel-mali": ONGOING,
            "eutm-somalia": ONGOING,
            "eutm-mali": ENDED,
            "ntm-i": ENDED,
        },
    ),
    Case(
        "full-width letters",
        now_and_then(("ＵＮＩＦＩＬ", "ＫＦＯＲ"), ("ＭＩＮＵＳＭＡ",)),
        {"unifil": ONGOING, "kfor": ONGOING, "minusma": ENDED},
    ),
    Case(
        "marks of writing direction around names",
        now_and_then(
            ("\u200eUNIFIL\u200e", "\u202bUNTSO\u202c (\u200fIsrael)", "UNDOF&rlm;"),
            ("&lrm;UNSMIS",),
        ),
        {"unifil": ONGOING, "untso": ONGOING, "undof": ONGOING, "unsmis": ENDED},
    ),
    Case(
        "a list in a comment is no list",
        page(
            "<h2>Current missions</h2>"
            + items(*THREE)
            + "<!-- <h2>Current missions</h2><ul><li>MINUSMA (Mali)</li><li>UNAMID</li></ul> -->"
        ),
        THREE_ONGOING,
    ),
    Case(
        "a template is not shown",
        page(
            "<h2>Current missions</h2>"
            + items(*THREE)
            + "<template><ul><li>MINUSMA (Mali)</li><li>UNMIL (Liberia)</li></ul></template>"
        ),
        THREE_ONGOING,
    ),
    Case(
        "the same list again for browsers without scripts",
        page(
            "<h2>Current missions</h2>"
            + items(*THREE)
            + "<noscript><ul><li>UNIFIL (Lebanon)</li><li>UNFICYP (Cyprus)</li>"
            "<li>UNDOF (Golan)</li></ul></noscript>"
        ),
        THREE_ONGOING,
    ),
    Case(
        "a noscript sentence over a whole page",
        page(
            "<noscript>You need to enable JavaScript to use this site.</noscript>"
            "<h2>Current missions</h2>" + items(*THREE)
        ),
        THREE_ONGOING,
    ),
    Case(
        "struck-out entries are no longer there as current ones",
        page(
            "<h2>Current missions</h2>"
            + items(
                *THREE, "<del>MINUSMA (Mali)</del> (closed)", "<s>UNAMID (Darfur)</s> ended 2020"
            )
        ),
        {**THREE_ONGOING, "minusma": ENDED, "unamid": ended(ended="2020")},
    ),
    Case(
        "empty headings stand between the heading and its list",
        page(
            "<h2>Completed missions</h2><h3>&nbsp;</h3><h4></h4>"
            + items("UNMIL (Liberia)", "UNOCI (Côte d'Ivoire)", "ONUB (Burundi)")
        ),
        {"unmil": ENDED, "unoci": ENDED, "onub": ENDED},
    ),
    Case(
        "headings that are only bold words in divs",
        page(
            "<div><b>Completed operations</b></div><div>IFOR</div><div>SFOR</div><div>ISAF</div>"
            "<div><b>Operations in progress</b></div><div>KFOR</div><div>NATO Mission Iraq</div>",
            title="NATO",
        ),
        {"ifor": ENDED, "sfor": ENDED, "isaf": ENDED, "kfor": ONGOING, "nmi": ONGOING},
    ),
    Case(
        "a status that only a reader by ear is told",
        page(
            "<ul>"
            "<li>KFOR <span class='dot' aria-label='ongoing'></span></li>"
            "<li>NMI <span class='dot' aria-label='ongoing'></span></li>"
            "<li>ISAF <span class='dot' aria-label='completed'></span></li>"
            "<li>SFOR <span class='visually-hidden'>completed</span></li></ul>",
            title="NATO missions and operations",
        ),
        {"kfor": ONGOING, "nmi": ONGOING, "isaf": ENDED, "sfor": ENDED},
    ),
    Case(
        "XHTML with a declaration of XML and namespaces",
        '<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 '
        'Strict//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-strict.dtd">\n'
        '<html xmlns="http://www.w3.org/1999/xhtml" xml:lang="fr" lang="fr"><head><title>Missions'
        "</title></head><body><h1>Missions</h1><h2>Missions en cours</h2><ul><li>FINUL</li>"
        "<li>MONUSCO</li></ul><h2>Missions terminées</h2><ul><li>ONUCI</li></ul></body></html>",
        {"unifil": ONGOING, "monusco": ONGOING, "unoci": ENDED},
        content_type="application/xhtml+xml; charset=utf-8",
    ),
    Case(
        "windows-1252 bytes that say so only in a meta tag",
        (
            "<HTML><HEAD><META HTTP-EQUIV=Content-Type CONTENT='text/html; charset=windows-1252'>"
            "<TITLE>Opérations</TITLE></HEAD><BODY><H2>Opérations achevées</H2><UL>"
            "<LI>Opération des Nations Unies en Côte d’Ivoire (2004–2017)"
            "<LI>Mission des Nations Unies au Libéria (2003–2018)"
            "<LI>Opération des Nations Unies au Burundi (2004–2006)</UL></BODY></HTML>"
        ).encode("cp1252"),
        {
            "unoci": ended(since="2004", ended="2017"),
            "unmil": ended(since="2003", ended="2018"),
            "onub": ended(since="2004", ended="2006"),
        },
        content_type="text/html",
    ),
    Case(
        "an entry that is one link around whole blocks",
        page(
            "<h2>Ongoing</h2>"
            "<a href='/1'><div><h3>EUAM Ukraine</h3></div><div><p>Ukraine</p><p>2014</p></div></a>"
            "<a href='/2'><div><h3>EUMM Georgia</h3></div><div><p>Georgia</p><p>2008</p></div></a>"
            "<h2>Completed</h2>"
            "<a href='/3'><div><h3>EUTM Mali</h3></div><div><p>Mali</p><p>2013–2024</p></div></a>"
        ),
        {
            "euam-ukraine": ONGOING,
            "eumm-georgia": ONGOING,
            "eutm-mali": ended(since="2013", ended="2024"),
        },
    ),
    Case(
        "a logo whose alternative text names the mission",
        page(
            "<h2>Ongoing missions</h2>"
            "<div><img src='a.png' alt='EUCAP Somalia'><p>Advice to the coast guard.</p></div>"
            "<div><img src='b.png' alt='EUAM Iraq'><p>Advice to the ministry.</p></div>"
            "<div><img src='c.png' alt='EUPOL COPPS'><p>Advice to the police.</p></div>"
        ),
        {"eucap-somalia": ONGOING, "euam-iraq": ONGOING, "eupol-copps": ONGOING},
    ),
)
