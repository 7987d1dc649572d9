"""Names of United Nations missions that fool a matcher: groups 1 to 9 of the field's note."""

from __future__ import annotations

from tests.crawler.reading.nasty.case import (
    ENDED,
    ONGOING,
    Case,
    ended,
    now_and_then,
    ongoing,
    page,
    prose,
)

CASES = (
    Case(
        "1 MINUSMA and MINUSCA stand side by side in one row",
        page(
            "<table><tr><th>Closed missions</th><th>Ongoing missions</th></tr>"
            "<tr><td>MINUSMA (Mali)</td><td>MINUSCA (Central African Republic)</td></tr>"
            "<tr><td>MINUSTAH (Haiti)</td><td>MINURSO (Western Sahara)</td></tr>"
            "<tr><td>MINURCAT (Chad)</td><td></td></tr>"
            "<tr><td>MINURCA (Central African Republic)</td><td></td></tr></table>"
        ),
        {
            "minusma": ENDED,
            "minustah": ENDED,
            "minurcat": ENDED,
            "minurca": ENDED,
            "minusca": ONGOING,
            "minurso": ONGOING,
        },
    ),
    Case(
        "2 French acronyms that look like MONUSCO are other missions",
        now_and_then(
            ("MONUSCO – République démocratique du Congo (depuis 2010)",),
            (
                "MONUC – République démocratique du Congo (1999-2010)",
                "ONUC – Congo (1960-1964)",
                "MONUL – Libéria (1993-1997)",
                "MONUSIL – Sierra Leone (1998-1999)",
                "MONUAS – Afrique du Sud (1992-1994)",
                "MONUA – Angola (1997-1999)",
            ),
            "fr",
        ),
        {
            "monusco": ongoing(since="2010", host=("CD",)),
            "monuc": ended(since="1999", ended="2010"),
            "onuc": ended(since="1960", ended="1964"),
            "unomil": ended(host=("LR",)),
            "unomsil": ended(host=("SL",)),
            "unomsa": ended(host=("ZA",)),
            "monua": ended(host=("AO",)),
        },
    ),
    Case(
        "3 Sudan, South Sudan, Timor, Syria and Libya, with French acronyms",
        now_and_then(
            ("MINUSS (Soudan du Sud)", "MANUL (Libye)"),
            ("MINUS (Soudan)", "MISNUS (Syrie)", "MANUTO (Timor oriental)"),
            "fr",
        ),
        {
            "unmiss": ongoing(host=("SS",)),
            "unsmil": ongoing(host=("LY",)),
            "unmis": ended(host=("SD",)),
            "unsmis": ended(host=("SY",)),
            "unmiset": ended(host=("TL",)),
        },
    ),
    prose(
        "3 UNMIS in the past, UNMISS now",
        "<p>Na afloop van UNMIS in Soedan, waaraan België in het verleden deelnam, werd UNMISS"
        " opgericht. Momenteel neemt België deel aan UNMISS.</p>",
        takes_part={"unmis": "past", "unmiss": "current"},
        absent=("unsmis", "unmiset"),
    ),
    Case(
        "4 one letter apart",
        now_and_then(
            ("UNMIK, Kosovo",),
            (
                "UNMIL, Liberia",
                "UNMIT, Timor-Leste",
                "UNMIN, Nepal",
                "UNMIH, Haiti",
                "UNMOP, Prevlaka",
                "UNMOT, Tajikistan",
                "UNMC, Colombia",
                "UNMHA, Yemen",
                "UNMA, Angola",
            ),
        ),
        {
            "unmik": ongoing(host=("XK",)),
            "unmil": ended(host=("LR",)),
            "unmit": ended(host=("TL",)),
            "unmin": ended(host=("NP",)),
            "unmih": ended(host=("HT",)),
            "unmop": ENDED,
            "unmot": ended(host=("TJ",)),
            "unmc": ended(host=("CO",)),
            "unmha": ended(host=("YE",)),
            "unma": ended(host=("AO",)),
        },
    ),
    Case(
        "5 UNAMI, UNAMA and their kin in one sentence-like line each",
        now_and_then(
            ("Kabul: UNAMA",),
            (
                "Baghdad: UNAMI",
                "Darfur: UNAMID",
                "Kigali: UNAMIR",
                "Phnom Penh: UNAMIC",
                "Dili: UNAMET",
                "Freetown: UNAMSIL",
            ),
        ),
        {
            "unama": ONGOING,
            "unami": ENDED,
            "unamid": ENDED,
            "unamir": ENDED,
            "unamic": ENDED,
            "unamet": ENDED,
            "unamsil": ENDED,
        },
    ),
    Case(
        "6 UNOCA twice: the Afghan relief office of 1988 is another body",
        now_and_then(
            (
                "UNOCA – United Nations Regional Office for Central Africa (since 2011)",
                "UNOWAS – United Nations Office for West Africa and the Sahel (since 2016)",
            ),
            (
                "UNOCA – Office for the Co-ordination of Humanitarian Assistance Programmes"
                " relating to Afghanistan (1988–1992)",
                "UNOWA – United Nations Office for West Africa (2002–2016)",
                "UNOA – United Nations Office in Angola (1999–2002)",
                "UNOCI – United Nations Operation in Côte d’Ivoire (2004–2017)",
            ),
        ),
        {
            "unoca": ongoing(since="2011"),
            "unowas": ongoing(since="2016"),
            "unowa": ended(ended="2016"),
            "unoa": ended(ended="2002"),
            "unoci": ended(since="2004", ended="2017"),
        },
        new=("Afghanistan",),
    ),
    Case(
        "7 seven names of Somalia and six of observers",
        now_and_then(
            ("UNSOS (Somalia)",),
            (
                "UNOSOM I (Somalia)",
                "UNOSOM II (Somalia)",
                "UNPOS (Somalia)",
                "UNSOM (Somalia)",
                "UNOMIL (Liberia)",
                "UNOMIG (Georgia)",
                "UNOMUR (Uganda, Rwanda)",
                "UNOMSIL (Sierra Leone)",
                "UNOMSA (South Africa)",
                "UNOMB (Bougainville)",
            ),
        ),
        {
            "unsos": ongoing(host=("SO",)),
            "unosom-i": ENDED,
            "unosom-ii": ENDED,
            "unpos": ENDED,
            "unsom": ENDED,
            "unomil": ENDED,
            "unomig": ended(host=("GE",)),
            "unomur": ended(host=("UG", "RW")),
            "unomsil": ENDED,
            "unomsa": ENDED,
            "unomb": ENDED,
        },
    ),
    Case(
        "8 UNSCO, UNSCOL and UNSCOB, and two support offices",
        now_and_then(
            (
                "UNSCO, Jerusalem",
                "UNSCOL, Beirut",
                "UNSOH, Port-au-Prince",
                "UNSOS, Mogadishu",
            ),
            ("UNSCOB, Salonika, 1947–1951",),
        ),
        {
            "unsco": ONGOING,
            "unscol": ONGOING,
            "unsoh": ONGOING,
            "unsos": ONGOING,
            "unscob": ended(since="1947", ended="1951"),
        },
    ),
    Case(
        "9 the UNTA family",
        now_and_then(
            ("UNTSO - Middle East", "UNTMIS - Somalia"),
            (
                "UNTAC - Cambodia",
                "UNTAET - East Timor",
                "UNTAES - Croatia",
                "UNTAG - Namibia",
                "UNTOP - Tajikistan",
                "UNTMIH - Haiti",
            ),
        ),
        {
            "untso": ONGOING,
            "untmis": ongoing(host=("SO",)),
            "untac": ended(host=("KH",)),
            "untaet": ended(host=("TL",)),
            "untaes": ended(host=("HR",)),
            "untag": ended(host=("NA",)),
            "untop": ended(host=("TJ",)),
            "untmih": ended(host=("HT",)),
        },
    ),
)
