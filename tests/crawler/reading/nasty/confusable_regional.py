"""Names of EU, NATO and OSCE missions that fool a matcher: groups 10 to 25, and spellings."""

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
    prose,
)

CASES = (
    prose(
        "10 EUTM Mali is over, EUCAP Sahel Mali runs, in one sentence",
        "<p>EUTM Mali ended in May 2024, while EUCAP Sahel Mali is still running in Bamako.</p>",
        "en",
        told={"eutm-mali": "ended", "eucap-sahel-mali": "ongoing"},
    ),
    Case(
        "10 training and capacity building in the same three countries",
        now_and_then(
            ("EUCAP Sahel Mali", "EUTM Somalia", "EUCAP Somalia"),
            ("EUTM Mali", "EUCAP Sahel Niger", "EUMPM Niger"),
            "de",
        ),
        {
            "eucap-sahel-mali": ONGOING,
            "eutm-somalia": ONGOING,
            "eucap-somalia": ONGOING,
            "eutm-mali": ENDED,
            "eucap-sahel-niger": ENDED,
            "eumpm-niger": ENDED,
        },
    ),
    Case(
        "11 five missions in the Central African Republic, under three names of it",
        now_and_then(
            ("EUTM CAR", "EUAM RCA"),
            ("EUFOR Tchad/RCA (2008–2009)", "EUFOR RCA (2014–2015)", "EUMAM RCA (2015–2016)"),
        ),
        {
            "eutm-rca": ONGOING,
            "euam-rca": ONGOING,
            "eufor-tchad-rca": ended(since="2008", ended="2009"),
            "eufor-rca": ended(since="2014", ended="2015"),
            "eumam-rca": ended(since="2015", ended="2016"),
        },
    ),
    prose(
        "11 EUFOR Tchad/RCA is not EUFOR RCA",
        "<p>Par le passé, la Belgique a participé à EUFOR Tchad/RCA. Elle n'a jamais participé à"
        " EUFOR RCA.</p>",
        "fr",
        takes_part={"eufor-tchad-rca": "past", "eufor-rca": None},
    ),
    prose(
        "12 five European missions in Congo",
        "<p>In het verleden nam België deel aan operatie Artemis, EUFOR RD Congo, EUPOL Kinshasa,"
        " EUPOL RD Congo en EUSEC RD Congo.</p>",
        takes_part={
            "artemis": "past",
            "eufor-rd-congo": "past",
            "eupol-kinshasa": "past",
            "eupol-rd-congo": "past",
            "eusec-rd-congo": "past",
        },
        absent=("eupol-afghanistan",),
    ),
    Case(
        "13 the EUMM of the Balkans and its namesakes",
        now_and_then(
            ("EUMM Georgia", "EUMA (Armenia)", "EUMAM Ukraine", "EUMAM Mozambique"),
            ("EUMM (former Yugoslavia, 1991–2007)", "EUMCAP (Armenia, 2022)", "EUMAM RCA"),
        ),
        {
            "eumm-georgia": ONGOING,
            "euma": ONGOING,
            "eumam-ukraine": ONGOING,
            "eumam-mozambique": ONGOING,
            "ecmm-eumm": ended(since="1991", ended="2007"),
            "eumcap": ENDED,
            "eumam-rca": ENDED,
        },
    ),
    Case(
        "14 EUPM and EUPAT twice each",
        now_and_then(
            ("EUPM – Moldova",),
            (
                "EUPM – Bosnia and Herzegovina, 2003–2012",
                "EUPAT – Skopje, 2005–2006",
                "EUPAT – Armenia, 2022–2023",
            ),
        ),
        {
            "eupm-moldova": ONGOING,
            "eupm-bih": ended(since="2003", ended="2012"),
            "eupat": ended(since="2005", ended="2006"),
            "eutpat-armenia": ended(since="2022", ended="2023"),
        },
    ),
    Case(
        "15 three border missions, and two missions for Ukraine",
        now_and_then(
            (
                "EUBAM Libya",
                "EUBAM Rafah",
                "EUBAM Moldova and Ukraine",
                "EUAM Ukraine (civilian)",
                "EUMAM Ukraine (military)",
            ),
            ("EU SSR Guinea-Bissau",),
            "nl",
        ),
        {
            "eubam-libya": ONGOING,
            "eubam-rafah": ONGOING,
            "eubam-moldova": ONGOING,
            "euam-ukraine": ONGOING,
            "eumam-ukraine": ONGOING,
            "eu-ssr-gb": ENDED,
        },
    ),
    Case(
        "16 four fleets, one of them under its place name",
        now_and_then(
            (
                "EU NAVFOR Somalia (Operation Atalanta)",
                "EUNAVFOR MED Irini",
                "EUNAVFOR ASPIDES",
            ),
            ("EUNAVFOR MED Sophia",),
        ),
        {
            "eunavfor-atalanta": ONGOING,
            "eunavfor-med-irini": ONGOING,
            "eunavfor-aspides": ONGOING,
            "eunavfor-med-sophia": ENDED,
        },
    ),
    Case(
        "17 NTM-I is not NMI, and four forces end in FOR",
        now_and_then(
            ("NMI (Iraq)", "KFOR (Kosovo)", "EUFOR Althea (Bosnia and Herzegovina)"),
            ("NTM-I (Iraq)", "IFOR (Bosnia and Herzegovina)", "SFOR (Bosnia and Herzegovina)"),
        ),
        {
            "nmi": ongoing(host=("IQ",)),
            "kfor": ongoing(host=("XK",)),
            "eufor-althea": ongoing(host=("BA",)),
            "ntm-i": ended(host=("IQ",)),
            "ifor": ENDED,
            "sfor": ENDED,
        },
    ),
    prose(
        "18 Themis of Frontex, Artemis the goddess, Triton the god",
        "<p>België steunt operatie Themis van Frontex, die Triton opvolgde. De tempel van Artemis"
        " stond in Efeze. Momenteel draagt België bij aan KFOR.</p>",
        takes_part={"kfor": "current"},
        absent=("eujust-themis", "artemis"),
    ),
    prose(
        "18 concordia and harmony as ordinary words",
        "<p>Nations should live in harmony and concordia; this is the idea of peacekeeping."
        " Belgium currently takes part in UNTSO.</p>",
        "en",
        takes_part={"untso": "current"},
        absent=("concordia", "allied-harmony"),
    ),
    Case(
        "18 Themis, Artemis and Concordia as missions",
        page(
            "<h2>Completed</h2>"
            + items(
                "Artemis (DR Congo, 2003)",
                "Concordia (FYROM, 2003)",
                "EUJUST Themis (Georgia, 2004–2005)",
                "EUPOL Proxima (FYROM, 2003–2005)",
            ),
            title="EU missions and operations",
        ),
        {
            "artemis": ended(host=("CD",)),
            "concordia": ended(host=("MK",)),
            "eujust-themis": ended(host=("GE",), since="2004", ended="2005"),
            "eupol-proxima": ended(host=("MK",)),
        },
    ),
    Case(
        "19 four presences in Kosovo",
        now_and_then(
            (
                "OSCE Mission in Kosovo",
                "United Nations Interim Administration Mission in Kosovo",
                "EULEX Kosovo",
                "Kosovo Force",
            ),
            ("OSCE Kosovo Verification Mission", "EUPT Kosovo"),
        ),
        {
            "omik": ONGOING,
            "unmik": ONGOING,
            "eulex-kosovo": ONGOING,
            "kfor": ONGOING,
            "osce-kvm": ENDED,
            "eupt-kosovo": ENDED,
        },
    ),
    Case(
        "20 four OSCE bodies in Ukraine",
        now_and_then(
            ("OSCE Support Programme for Ukraine",),
            (
                "OSCE Mission to Ukraine (1994–1999)",
                "OSCE Project Co-ordinator in Ukraine (1999–2022)",
                "OSCE Special Monitoring Mission to Ukraine (2014–2022)",
            ),
        ),
        {
            "osce-spu": ONGOING,
            "osce-ukraine": ended(since="1994", ended="1999"),
            "osce-pcu": ended(since="1999", ended="2022"),
            "osce-smm": ended(since="2014", ended="2022"),
        },
    ),
    Case(
        "21 Donetsk the Russian checkpoint: the host is Russia",
        page(
            "<h2>Closed field operations</h2><table>"
            "<tr><th>Field operation</th><th>Country</th><th>Closed</th></tr>"
            "<tr><td>OSCE Observer Mission at the Russian Checkpoints Gukovo and Donetsk</td>"
            "<td>Russian Federation</td><td>30 September 2021</td></tr>"
            "<tr><td>OSCE Special Monitoring Mission to Ukraine</td>"
            "<td>Ukraine</td><td>31 March 2022</td></tr>"
            "<tr><td>OSCE Office in Minsk</td><td>Belarus</td><td>March 2011</td></tr></table>"
        ),
        {
            "osce-bom": ended(host=("RU",), ended="2021-09-30"),
            "osce-smm": ended(host=("UA",), ended="2022-03-31"),
            "osce-minsk": ended(host=("BY",), ended="2011-03"),
        },
    ),
    prose(
        "21 Donetsk the city, the Minsk agreements and the Minsk process are no missions",
        "<p>Rond Donetsk wordt nog gevochten, ondanks de akkoorden van Minsk. België draagt"
        " momenteel bij aan de speciale waarnemingsmissie van de OVSE in Oekraïne.</p>",
        takes_part={"osce-smm": "current"},
        absent=("osce-bom", "osce-minsk"),
    ),
    Case(
        "22 Baku twice, and one office under three names of one city",
        now_and_then(
            ("OSCE Programme Office in Nur-Sultan",),
            (
                "OSCE Office in Baku (2000–2013)",
                "OSCE Project Co-ordinator in Baku (2014–2015)",
                "OSCE Office in Yerevan (2000–2017)",
            ),
        ),
        {
            "osce-astana": ONGOING,
            "osce-baku": ended(ended="2013"),
            "osce-pcbaku": ended(since="2014", ended="2015"),
            "osce-yerevan": ended(ended="2017"),
        },
    ),
    Case(
        "23 operations named in place of their forces",
        now_and_then(
            ("Operation Joint Guardian (Kosovo)", "Operation Sea Guardian (Mediterranean)"),
            (
                "Operation Joint Endeavour (Bosnia and Herzegovina, 1995–1996)",
                "Operation Joint Forge (Bosnia and Herzegovina, 1998–2004)",
                "Operation Active Endeavour (Mediterranean, 2001–2016)",
            ),
            title="NATO operations",
        ),
        {
            "kfor": ONGOING,
            "sea-guardian": ONGOING,
            "ifor": ended(since="1995", ended="1996"),
            "sfor": ended(since="1998", ended="2004"),
            "active-endeavour": ended(since="2001", ended="2016"),
        },
    ),
    prose(
        "24 national names of Belgian detachments",
        "<p>Nos militaires ont servi par le passé au sein de BELUFIL et de BELUKOS. Ils"
        " participent actuellement à l'opération New Nero.</p>",
        "fr",
        takes_part={"unifil": "past", "kfor": "past", "new-nero": "current"},
    ),
    Case(
        "25 countries under older and other names",
        page(
            "<h2>Completed missions</h2><table><tr><th>Mission</th><th>Country</th></tr>"
            "<tr><td>UNPREDEP</td><td>Former Yugoslav Republic of Macedonia</td></tr>"
            "<tr><td>UNMISET</td><td>East Timor</td></tr>"
            "<tr><td>Operation Display Deterrence</td><td>Türkiye</td></tr>"
            "<tr><td>EUPOL Kinshasa</td><td>DR Congo</td></tr>"
            "<tr><td>UNOCI</td><td>Ivory Coast</td></tr></table>"
        ),
        {
            "unpredep": ended(host=("MK",)),
            "unmiset": ended(host=("TL",)),
            "display-deterrence": ended(host=("TR",)),
            "eupol-kinshasa": ended(host=("CD",)),
            "unoci": ended(host=("CI",)),
        },
    ),
    Case(
        "other spellings of the same missions",
        now_and_then(
            ("UNSTO", "Unifcyp", "UNTAMS", "EUNAVFOR MED Eirini", "EUCAP Mali"),
            ("UNAUMID", "EUTM-MALI", "MIPONHU"),
        ),
        {
            "untso": ONGOING,
            "unficyp": ONGOING,
            "untmis": ONGOING,
            "eunavfor-med-irini": ONGOING,
            "eucap-sahel-mali": ONGOING,
            "unamid": ENDED,
            "eutm-mali": ENDED,
            "miponuh": ENDED,
        },
    ),
)
