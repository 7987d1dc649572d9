"""Running text: time, negation, conditions, extensions, titles of persons."""

from __future__ import annotations

from tests.crawler.reading.nasty.case import (
    UNKNOWN,
    Case,
    ended,
    items,
    now_and_then,
    ongoing,
    page,
    prose,
)

CASES = (
    prose(
        "neemt niet langer deel",
        "<p>België neemt niet langer deel aan MINUSMA. Ons land neemt nog steeds deel aan"
        " MONUSCO.</p>",
        takes_part={"minusma": "past", "monusco": "current"},
    ),
    prose(
        "ne participe plus",
        "<p>La Belgique ne participe plus à la FINUL, mais elle participe toujours à l'ONUST.</p>",
        "fr",
        takes_part={"unifil": "past", "untso": "current"},
    ),
    prose(
        "beteiligt sich nicht mehr",
        "<p>Belgien beteiligt sich nicht mehr an ISAF. An der KFOR beteiligt es sich"
        " weiterhin.</p>",
        "de",
        takes_part={"isaf": "past", "kfor": "current"},
    ),
    prose(
        "no longer contributes, in English",
        "<p>Belgium no longer contributes to Resolute Support; it continues to contribute to"
        " NATO Mission Iraq.</p>",
        "en",
        takes_part={"resolute-support": "past", "nmi": "current"},
    ),
    prose(
        "a future part is not a current one",
        "<p>Vanaf volgend jaar zal België deelnemen aan EUMA in Armenië. Momenteel neemt het deel"
        " aan EUMM Georgia.</p>",
        takes_part={"euma": None, "eumm-georgia": "current"},
    ),
    prose(
        "a part that was considered and one that never was",
        "<p>La Belgique envisage de participer à EUAM Ukraine. Elle n'a jamais participé à"
        " EUTM Mozambique. Elle contribue actuellement à EUTM Somalia.</p>",
        "fr",
        takes_part={"euam-ukraine": None, "eutm-mozambique": None, "eutm-somalia": "current"},
    ),
    prose(
        "whoever else takes part is not Belgium",
        "<p>Die Niederlande beteiligen sich derzeit an MINUSMA. Belgien beteiligt sich derzeit an"
        " UNTSO.</p>",
        "de",
        takes_part={"minusma": None, "untso": "current"},
    ),
    prose(
        "two times in one sentence",
        "<p>Nadat België tot 2014 in UNIFIL actief was, levert het vandaag waarnemers aan"
        " UNTSO.</p>",
        takes_part={"unifil": "past", "untso": "current"},
    ),
    prose(
        "past under a heading of the past, with no verb at all",
        "<h2>Vroegere deelname</h2><ul><li>UNAMIR</li><li>UNOSOM II</li></ul>"
        "<h2>Huidige deelname</h2><ul><li>MONUSCO</li><li>KFOR</li></ul>",
        takes_part={
            "unamir": "past",
            "unosom-ii": "past",
            "monusco": "current",
            "kfor": "current",
        },
    ),
    prose(
        "since 1948 Belgium takes part in missions, and one of them is over",
        "<p>Depuis 1948, la Belgique participe régulièrement à des opérations de paix. Elle a"
        " participé à la FORPRONU. Aujourd'hui, elle participe à la MONUSCO.</p>",
        "fr",
        takes_part={"unprofor": "past", "monusco": "current"},
    ),
    prose(
        "was extended is not was",
        "<p>The mandate of EUTM Somalia was extended until 31 December 2026. The mandate of"
        " UNITAMS was terminated on 3 December 2023.</p>",
        "en",
        told={"eutm-somalia": "ongoing", "unitams": "ended"},
    ),
    prose(
        "was not extended is over, was not ended is not",
        "<p>Het mandaat van OSCE SMM werd niet verlengd en de missie werd gesloten. KFOR is niet"
        " beëindigd en loopt door.</p>",
        told={"osce-smm": "ended", "kfor": "ongoing"},
    ),
    prose(
        "a mission inside a person's title",
        "<p>Generaal-majoor Jan Verhaegen, voormalig bevelhebber van MINUSMA, bezocht gisteren"
        " Brussel. België neemt momenteel deel aan UNTSO.</p>",
        takes_part={"minusma": None, "untso": "current"},
    ),
    prose(
        "the country of a mission that ended is not the mission",
        "<p>Le Mali reste un partenaire de la Belgique. La Belgique participait à l'EUTM Mali"
        " jusqu'en 2024.</p>",
        "fr",
        takes_part={"eutm-mali": "past"},
        absent=("eucap-sahel-mali", "minusma"),
    ),
    prose(
        "a mandate in the Security Council is not a mission's mandate",
        "<p>Tijdens zijn mandaat in de Veiligheidsraad, dat eind 2020 afliep, steunde België"
        " MINUSCA. Momenteel neemt België deel aan MINUSCA.</p>",
        takes_part={"minusca": "current"},
    ),
    prose(
        "a question is no statement",
        "<p>Neemt België nog deel aan EUTM Mali? Het antwoord vindt u elders. België neemt"
        " momenteel deel aan EUMPM Niger.</p>",
        takes_part={"eutm-mali": None, "eumpm-niger": "current"},
    ),
    prose(
        "only the links of the menu and the footer name missions",
        "<p>Wij werken aan vrede.</p><nav><a href='/minusma'>MINUSMA</a></nav>"
        "<footer><a href='/kfor'>KFOR</a></footer>",
        takes_part={"minusma": None, "kfor": None},
    ),
    Case(
        "an extension in words gives the mandate's end",
        now_and_then(
            (
                "EUNAVFOR MED Irini. The Council extended the operation until 31 March 2027.",
                "EUBAM Rafah. The mandate has been renewed until 30 June 2026.",
            ),
            ("EUNAVFOR MED Sophia. The operation ceased on 31 March 2020.",),
        ),
        {
            "eunavfor-med-irini": ongoing(until="2027-03-31"),
            "eubam-rafah": ongoing(until="2026-06-30"),
            "eunavfor-med-sophia": ended(ended="2020-03-31"),
        },
    ),
    Case(
        "a final extension is still an extension",
        page(
            "<h2>Current operations</h2>"
            + items(
                "UNIFIL, Lebanon. In August 2025 the Security Council extended the mandate for a"
                " final time until 31 December 2026.",
                "UNDOF, Golan. The mandate runs until 30 June 2026.",
                "UNTSO, Middle East. It has no end date.",
            )
        ),
        {
            "unifil": ongoing(until="2026-12-31"),
            "undof": ongoing(until="2026-06-30"),
            "untso": ongoing(until=None),
        },
    ),
    Case(
        "a year that cannot be is not believed",
        page(
            "<h2>Current operations</h2><table><tr><th>Mission</th><th>Mandate until</th></tr>"
            "<tr><td>UNIFIL</td><td>31 August 3013</td></tr>"
            "<tr><td>UNMISS</td><td>30 April 2026</td></tr>"
            "<tr><td>UNISFA</td><td>15 November 2026</td></tr></table>"
        ),
        {
            "unifil": ongoing(until=None),
            "unmiss": ongoing(until="2026-04-30"),
            "unisfa": ongoing(until="2026-11-15"),
        },
    ),
    Case(
        "a decided end in the future is not an end",
        now_and_then(
            (
                "EUMPM Niger – the Council decided not to extend the mandate beyond 30 June 2024",
                "EUTM Somalia – mandate until 31 December 2026",
            ),
            ("EUTM Mali – closed on 18 May 2024",),
        ),
        {
            "eumpm-niger": ongoing(ended=None, until="2024-06-30"),
            "eutm-somalia": ongoing(until="2026-12-31"),
            "eutm-mali": ended(ended="2024-05-18"),
        },
    ),
    Case(
        "a Spanish page: its missions are found, its statuses are in words we do not know",
        page(
            "<h2>Misiones en curso</h2>"
            + items("UNIFIL (Líbano)", "MINURSO (Sáhara Occidental)", "MINUSCA (RCA)")
            + "<h2>Misiones concluidas</h2>"
            + items("MINUSTAH (Haití)", "ONUSAL (El Salvador)", "MINUGUA (Guatemala)"),
            "es",
            "Operaciones de mantenimiento de la paz",
        ),
        {
            "unifil": UNKNOWN,
            "minurso": UNKNOWN,
            "minusca": UNKNOWN,
            "minustah": UNKNOWN,
            "onusal": UNKNOWN,
            "minugua": UNKNOWN,
        },
    ),
)
