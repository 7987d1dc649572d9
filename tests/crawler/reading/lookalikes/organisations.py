"""Pages as the United Nations, NATO, the European Union and the OSCE print them."""

from __future__ import annotations

from tests.crawler.reading.lookalikes.case import all_of, lookalike

UN = (
    lookalike(
        "un-where-we-operate-2021",
        "un-drupal8",
        "Where we operate",
        "en",
        all_of(
            "ongoing",
            "minurso minusca minusma monusco undof unficyp unifil unisfa unmik unmiss unmogip",
            host=tuple(
                tuple(place.split("+"))
                for place in "EH CF ML CD SY CY LB SD+SS XK SS IN+PK".split()
            ),
        ),
        all_of("ongoing", "untso"),
    ),
    lookalike(
        "un-where-we-operate-fr-2024",
        "un-drupal8",
        "Où nous intervenons",
        "fr",
        all_of(
            "ongoing",
            "minurso minusca monusco undof unifil unmiss untso unmik",
            since=(
                "1991-04", "2014-04", "2010-07", "1974-05", "1978-03", "2011-07", "1948-05",
                "1999-06",
            ),
            strength=(472, 18486, 14012, 1309, 10947, 18273, 369, 357),
        ),
    ),
    lookalike(
        "un-past-operations",
        "un-drupal8",
        "List of Past Peacekeeping Operations",
        "en",
        all_of(
            "ended",
            "unef-i unogil onuc unavem-i unavem-ii untac unmit unmis minustah unamid minusma",
            since=(
                "1956-11", "1958-06", "1960-07", "1989-01", "1991-06", "1992-03", "2006-08",
                "2005-03", "2004-06", "2007-07", "2013-04",
            ),
            ended=(
                "1967-06", "1958-12", "1964-06", "1991-06", "1995-02", "1993-09", "2012-12",
                "2011-07", "2017-10", "2020-12", "2023-12",
            ),
        ),
    ),
    lookalike(
        "un-mission-page",
        "un-drupal8",
        "MINUSCA Fact Sheet",
        "en",
        all_of(
            "ongoing",
            "minusca",
            since=("2014-04",),
            strength=(18486,),
            host=(("CF",),),
            head=("Valentine Rugwabiza (Rwanda)",),
        ),
    ),
    lookalike(
        "un-2012-current",
        "un-2012",
        "Current peacekeeping operations",
        "en",
        all_of(
            "ongoing",
            "minurso unamid monusco unoci unmil unmiss unisfa minustah unmit unmogip unama unficyp"
            " unmik undof unifil untso",
        ),
    ),
    lookalike(
        "un-2012-past",
        "un-2012",
        "Past peacekeeping operations",
        "en",
        all_of(
            "ended",
            "unavem-i unavem-ii unavem-iii monua onub minurca minurcat unomsil unamsil onuca"
            " domrep unasog",
            since=(
                "1989-01", "1991-06", "1995-02", "1997-06", "2004-06", "1998-04", "2007-09",
                "1998-07", "1999-10", "1989-11", "1965-05", "1994-05",
            ),
            ended=(
                "1991-06", "1995-02", "1997-06", "1999-02", "2006-12", "2000-02", "2010-12",
                "1999-10", "2005-12", "1992-01", "1966-10", "1994-06",
            ),
        ),
    ),
    lookalike(
        "un-data-table",
        "un-drupal8",
        "Peacekeeping missions: dataset view",
        "en",
        all_of(
            "ongoing", "minurso minusma unisfa", since=("1991-04-29", "2013-04-25", "2011-06-27")
        ),
        all_of(
            "ended",
            "minujusth unmil onumoz",
            since=("2017-10-16", "2003-09-19", "1992-12-16"),
            ended=("2019-10-15", "2018-03-30", "1994-12-09"),
        ),
    ),
    lookalike(
        "dppa-2014",
        "dppa",
        "In the Field",
        "en",
        all_of(
            "unknown",
            "bnub uniogbis unsom unowa unama unrcca unami unsco unscol",
            since=(
                "2011-01", "2010-01", "2013-06", "2001-11", "2002-03", "2007-12", "2003-08",
                "1999-10", "2007-02",
            ),
            strength=(61, 63, 68, 21, 383, 8, 325, 30, 20),
        ),
    ),
    lookalike(
        "dppa-2020",
        "dppa",
        "Special Political Missions and Other Political Presences",
        "en",
        all_of(
            "unknown",
            "unoau unowas uniogbis unoca unsom unsmil unitams osesg-gl binuh unvmc unama unrcca"
            " sesg-myanmar unami unsco unscol osesg-syria osesgy unmha",
        ),
    ),
    lookalike(
        "dppa-2025",
        "dppa",
        "Field missions",
        "en",
        all_of("ongoing", "binuh unama untmis unsmil unmha"),
        all_of(
            "ended",
            "unitams unsom uniogbis",
            since=("2020", "2013", "2010"),
            ended=("2023", "2024", "2020"),
        ),
    ),
)  # fmt: skip

NATO = (
    lookalike(
        "nato-2014",
        "nato-2014",
        "Operations and missions: past and present",
        "en",
        all_of("ongoing", "isaf kfor active-endeavour ocean-shield nato-au"),
        all_of(
            "ended",
            "unified-protector ntm-i pakistan-relief ifor sfor essential-harvest amber-fox"
            " allied-harmony",
        ),
    ),
    lookalike(
        "nato-2022",
        "nato-2022",
        "Operations and missions: past and present",
        "en",
        all_of("ongoing", "kfor sea-guardian nmi nato-au air-policing"),
        all_of("ended", "resolute-support isaf ocean-shield active-endeavour unified-protector"),
    ),
    lookalike(
        "nato-2025",
        "nato-2025",
        "Operations and missions",
        "en",
        all_of("ongoing", "kfor nmi sea-guardian baltic-sentry"),
        all_of(
            "ended",
            "isaf resolute-support ifor sfor amber-fox active-endeavour ocean-shield",
            since=("2003", "2015", "1995", "1996", "2001", "2001", "2009"),
        ),
        all_of(
            "ended",
            "essential-harvest unified-protector",
        ),
    ),
)

EU = (
    lookalike(
        "eeas-2014",
        "eeas-old",
        "Ongoing missions and operations",
        "en",
        all_of(
            "ongoing",
            "eufor-althea eunavfor-atalanta eutm-somalia eutm-mali eufor-rca eulex-kosovo"
            " eumm-georgia eupol-copps eubam-rafah eupol-afghanistan eusec-rd-congo eucap-somalia"
            " eucap-sahel-niger eubam-libya",
        ),
        all_of(
            "ended",
            "concordia artemis eufor-rd-congo eufor-tchad-rca eupm-bih eupol-proxima eujust-themis"
            " eupol-rd-congo eujust-lex eu-ssr-gb amm-aceh",
        ),
    ),
    lookalike(
        "eeas-2017",
        "eeas-2017",
        "Military and civilian missions and operations",
        "en",
        all_of(
            "ongoing",
            "eufor-althea eunavfor-atalanta eunavfor-med-sophia eutm-rca eutm-mali eutm-somalia"
            " eumm-georgia eupol-copps",
            since=(
                "2004-12-02", "2008", "2015-06-22", "2016-07", "2013-02", "2010", "2008-10",
                "2006",
            ),
        ),
        all_of("ongoing", "eulex-kosovo eubam-rafah euam-ukraine eucap-somalia"),
        all_of(
            "ended",
            "eupol-afghanistan eusec-rd-congo euavsec",
            ended=("2016-12-31", "2016", "2014"),
        ),
    ),
    lookalike(
        "eeas-2023",
        "eeas-2021",
        "Missions and Operations",
        "en",
        all_of(
            "ongoing",
            "euam-iraq euam-rca eucap-sahel-mali euma eumm-georgia eufor-althea eumam-ukraine"
            " eumpm-niger eunavfor-med-irini eutm-mali eutm-mozambique",
        ),
    ),
    lookalike(
        "eeas-2025",
        "eeas-2021",
        "Missions and Operations",
        "en",
        all_of(
            "ongoing",
            "euam-ukraine eubam-libya eubam-rafah eupm-moldova eufor-althea eunavfor-aspides"
            " eumam-mozambique",
            until=(
                "2027-05-31", "2027-06-30", "2026-06-30", "2027-05-31", "2026-11-02",
                "2027-02-28", "2026-06-30",
            ),
        ),
        all_of("ongoing", "eusdi-gog"),
        all_of("ended", "eucap-sahel-niger eutm-mali", ended=("2024", "2024")),
    ),
    lookalike(
        "eeas-map-icons",
        "eeas-2021",
        "CSDP missions and operations worldwide",
        "en",
        all_of("ongoing", "eunavfor-atalanta eutm-somalia eulex-kosovo euam-rca"),
        all_of("ended", "eupol-afghanistan eufor-rca eujust-lex"),
    ),
    lookalike(
        "css-only",
        "eeas-2021",
        "EU missions and operations",
        "en",
        all_of(
            "unknown",
            "eufor-althea eupm-bih eutm-somalia eufor-rd-congo euam-ukraine eusec-rd-congo",
            host=(("BA",), ("BA",), ("SO",), ("CD",), ("UA",), ("CD",)),
        ),
    ),
    lookalike(
        "council-fr-2024",
        "council",
        "Missions et opérations de l'UE",
        "fr",
        all_of(
            "ongoing",
            "eumm-georgia eulex-kosovo eupol-copps euam-iraq euma eufor-althea eunavfor-aspides"
            " eutm-rca",
            since=(
                "2008-10-01", "2008-02-16", "2006-01-01", "2017-10-17", "2023-02-20", "2004-12-02",
                "2024-02-19", "2016-07-16",
            ),
            until=(
                "2026-12-14", "2025-06-14", "2025-06-30", "2026-04-30", "2025-02-19", "2025-11-02",
                "2025-02-28", "2025-09-19",
            ),
        ),
        all_of(
            "ended",
            "eutm-mali eucap-sahel-niger eumpm-niger",
            since=("2013", "2012", "2023"),
            ended=("2024", "2024", "2024"),
        ),
    ),
)  # fmt: skip

OSCE = (
    lookalike(
        "osce-2019",
        "osce",
        "Where we are",
        "en",
        all_of(
            "ongoing",
            "osce-albania osce-bih omik osce-montenegro osce-serbia osce-skopje osce-moldova"
            " osce-pcu osce-smm osce-bom osce-prcio osce-ashgabat osce-astana osce-bishkek"
            " osce-dushanbe osce-uzbekistan",
        ),
        all_of(
            "ended",
            "osce-amg osce-minsk osce-georgia osce-chechnya osce-yerevan osce-croatia osce-zagreb"
            " osce-kvm osce-estonia osce-latvia",
            ended=(
                "2002", "2011", "2008", "2003", "2017", "2007", "2012", "1999", "2001", "2001",
            ),
        ),
        url="https://www.osce.example/where-we-are",
    ),
    lookalike(
        "osce-closed",
        "osce",
        "Closed field operations and related field activities",
        "en",
        all_of("ended", "osce-smm osce-bom osce-pcu osce-yerevan osce-pcbaku osce-georgia"),
    ),
    lookalike(
        "osce-2025",
        "osce",
        "Field operations",
        "en",
        all_of(
            "ongoing",
            "osce-albania omik osce-moldova osce-spu osce-dushanbe",
            since=("1997", "1999", "1993", "2022", "2017"),
        ),
        all_of(
            "ended",
            "osce-smm osce-baku osce-minsk",
            since=("2014", "2000", "2003"),
            ended=("2022", "2013", "2011"),
        ),
    ),
)  # fmt: skip

CASES = (*UN, *NATO, *EU, *OSCE)
