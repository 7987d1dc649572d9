"""Pages as ministries, armed forces, parliaments and encyclopaedias print them."""

from __future__ import annotations

from tests.crawler.reading.lookalikes.case import all_of, lookalike, lookalike_prose

BELGIUM = (
    lookalike_prose(
        "belgium-nl",
        "belgium",
        "Vredesoperaties",
        "nl",
        {
            "minusma": "current",
            "untso": "current",
            "unifil": "past",
            "unamir": "past",
            "efp": "current",
            "resolute-support": "past",
            "kfor": "past",
            "eutm-mali": "current",
            "eunavfor-med-irini": "current",
            "eutm-rca": "current",
            "eufor-tchad-rca": "past",
            "eunavfor-atalanta": "past",
            "osce-smm": "past",
        },
    ),
    lookalike_prose(
        "belgium-fr",
        "belgium",
        "Opérations de paix",
        "fr",
        {
            "minusma": "current",
            "untso": "current",
            "unifil": "past",
            "unamir": "past",
            "unprofor": "past",
            "isaf": "past",
            "resolute-support": "past",
            "efp": "current",
            "eutm-mali": "current",
            "eunavfor-med-irini": "current",
            "eufor-rd-congo": "past",
            "osce-smm": "past",
        },
    ),
    lookalike_prose(
        "belgium-de",
        "belgium",
        "Friedenseinsätze",
        "de",
        {
            "minusma": "current",
            "unifil": "past",
            "eutm-mali": "current",
            "eunavfor-atalanta": "past",
            "resolute-support": "past",
            "efp": "current",
        },
    ),
    lookalike_prose(
        "belgium-en",
        "belgium",
        "Peace operations",
        "en",
        {
            "untso": "current",
            "monusco": "current",
            "eunavfor-aspides": "current",
            "nmi": "current",
            "unifil": "past",
            "isaf": "past",
            "eutm-mali": "past",
        },
    ),
    lookalike(
        "mil-be-nl",
        "belgium",
        "Operaties",
        "nl",
        all_of("ongoing", "eunavfor-aspides kfor efp untso"),
        all_of(
            "ended",
            "unifil eutm-mali minusma resolute-support",
            since=("2006", "2013", "2013", "2015"),
        ),
        all_of("ended", "unified-protector"),
    ),
    lookalike(
        "parliament-nl",
        "parliament",
        "CRIV 55 COM 871",
        "nl",
        all_of(
            "ongoing",
            "eutm-mali minusma efp untso",
            since=("2013", "2013", "2017", "1949"),
        ),
        all_of("ended", "resolute-support eunavfor-med-sophia", since=("2015", "2015")),
    ),
)

GERMANY = (
    lookalike(
        "bundeswehr-current",
        "bundeswehr",
        "Aktuelle Einsätze",
        "de",
        all_of(
            "ongoing",
            "kfor eufor-althea unifil unmiss minurso eunavfor-med-irini sea-guardian"
            " eunavfor-aspides",
            strength=(292, 33, 187, 13, 3, 30, 115, 10),
            authorised=(400, 50, 300, 50, 20, 300, 550, 700),
            until=(
                None, "2026-06-30", "2026-06-30", "2026-03-31", None, "2026-05-31", "2025-11-30",
                "2026-10-31",
            ),
        ),
    ),
    lookalike(
        "bundeswehr-past",
        "bundeswehr",
        "Abgeschlossene Einsätze der Bundeswehr",
        "de",
        all_of(
            "ended",
            "minusma eutm-mali unamid unosom-ii isaf resolute-support amm-aceh ifor sfor",
            since=("2013", "2013", "2007", "1993", "2001", "2015", "2005", "1995", "1996"),
        ),
        all_of("ended", "eufor-rd-congo concordia"),
    ),
    lookalike(
        "auswaertiges-amt-de",
        "bundeswehr",
        "Zivile Missionen der GSVP",
        "de",
        all_of(
            "ongoing",
            "euam-ukraine eumm-georgia eulex-kosovo euma eupm-moldova eucap-sahel-mali euam-iraq",
            since=("2014", "2008-10", "2008", "2023-02", "2023-05", "2015", "2017"),
        ),
        all_of(
            "ended",
            "eupol-afghanistan eupm-bih eujust-lex eujust-themis",
            since=("2007", "2003", "2005", "2004"),
            ended=("2016", "2012", "2013", "2005"),
        ),
    ),
    lookalike(
        "parliament-de",
        "parliament",
        "Drucksache 20/4411",
        "de",
        all_of(
            "ongoing",
            "unifil kfor eunavfor-med-irini unmiss minusma",
            until=("2023-06-30", None, "2023-04-30", "2023-03-31", "2023-05-31"),
            authorised=(300, 400, 300, 50, 1400),
        ),
        all_of("ended", "isaf resolute-support unamid active-endeavour"),
    ),
    lookalike(
        "wiki-de-eu",
        "wiki",
        "Liste der Missionen der Europäischen Union",
        "de",
        all_of("ongoing", "eufor-althea eubam-rafah eulex-kosovo"),
        all_of(
            "ended",
            "eupm-bih concordia eupol-kinshasa eufor-rca",
            since=("2003-01-01", "2003-03-31", "2005-04-30", "2014-04-01"),
            ended=("2012-06-30", "2003-12-15", "2007-06-30", "2015-03-15"),
        ),
    ),
)  # fmt: skip

NETHERLANDS = (
    lookalike(
        "defensie-nl-huidig",
        "defensie-nl",
        "Huidige missies",
        "nl",
        all_of("ongoing", "eufor-althea nmi efp untso kfor eunavfor-aspides"),
    ),
    lookalike(
        "defensie-nl-historisch",
        "defensie-nl",
        "Historische missies",
        "nl",
        all_of(
            "ended",
            "unprofor untac unamir ifor unmee unmil eufor-tchad-rca minusma ocean-shield",
            since=("1992", "1992", "1993", "1995", "2000", "2003", "2008", "2014", "2009"),
            strength=(9000, 2600, 40, 2000, 1100, 300, 60, 6000, 4000),
        ),
    ),
    lookalike(
        "wiki-nl-navo",
        "wiki",
        "Lijst van operaties van de NAVO",
        "nl",
        all_of("ongoing", "kfor sea-guardian nmi", since=("1999", "2016", "2018")),
        all_of(
            "ended",
            "deny-flight ifor sfor active-endeavour isaf resolute-support",
            since=("1993", "1995", "1996", "2001", "2003", "2015"),
        ),
        all_of("ended", "deliberate-force allied-force unified-protector"),
    ),
)

FRANCE = (
    lookalike(
        "france-psdc",
        "france",
        "Les missions et opérations de la PSDC",
        "fr",
        all_of(
            "ongoing",
            "eufor-althea eunavfor-atalanta eutm-somalia eutm-rca eunavfor-med-irini"
            " eunavfor-aspides eulex-kosovo eumm-georgia eupol-copps eubam-libya euam-ukraine"
            " eupm-moldova",
            since=(
                "2004-12", "2008-12", "2010-04", "2016-07", "2020-03", "2024-02", "2008", "2008",
                "2006", "2013", "2014", "2023",
            ),
        ),
        all_of(
            "ended",
            "eutm-mali eucap-sahel-niger eupol-afghanistan eufor-tchad-rca eusec-rd-congo",
            ended=("2024", "2024", "2016", "2009", "2016"),
        ),
    ),
    lookalike(
        "france-opex",
        "france",
        "Les opérations extérieures",
        "fr",
        all_of(
            "unknown",
            "unifil minusca minusma monusco eufor-althea eunavfor-med-irini eunavfor-atalanta efp"
            " nmi",
        ),
    ),
    lookalike(
        "parliament-fr",
        "parliament",
        "Rapport d’information n° 2114",
        "fr",
        all_of(
            "ongoing",
            "eulex-kosovo eumm-georgia eucap-sahel-mali eubam-libya",
            since=("2008", "2008", "2015", "2013"),
            strength=(396, 321, 169, 42),
        ),
        all_of(
            "ended",
            "eupol-afghanistan eupol-rd-congo eupm-bih eujust-themis",
            since=("2007", "2007", "2003", "2004"),
            ended=("2016", "2014", "2012", "2005"),
        ),
    ),
    lookalike(
        "wiki-fr-onu",
        "wiki",
        "Liste des opérations de maintien de la paix",
        "fr",
        all_of(
            "ongoing",
            "untso unficyp unifil unisfa",
            since=("1948-05", "1964-03", "1978-03", "2011-06"),
            strength=(350, 1020, 10520, 3800),
        ),
        all_of(
            "ended",
            "unamir untac unprofor unoci",
            since=("1993-10", "1992-03", "1992-02", "2004-04"),
            ended=("1996-03", "1993-09", "1995-03", "2017-06"),
        ),
    ),
)  # fmt: skip

ENGLISH = (
    lookalike(
        "wiki-en-un",
        "wiki",
        "List of United Nations peacekeeping missions",
        "en",
        all_of(
            "ended",
            "onuc unavem-i unavem-ii unavem-iii unmis minusma",
            since=("1960", "1988", "1991", "1995", "2005", "2013"),
            ended=("1964", "1991", "1995", "1997", "2011", "2023"),
        ),
        all_of(
            "ongoing",
            "minurso monusco unisfa minusca",
            since=("1991", "2010", "2011", "2014"),
        ),
    ),
)

CASES = (*BELGIUM, *GERMANY, *NETHERLANDS, *FRANCE, *ENGLISH)
