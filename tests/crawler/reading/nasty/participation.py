"""Belgium's part in the turns of phrase of three languages, and of English."""

from __future__ import annotations

from tests.crawler.reading.nasty.case import prose

CASES = (
    prose(
        "a German verb that comes apart, now, then and no more",
        "<p>Belgien nimmt an der KFOR teil. Es nahm an ISAF teil. An der UNIFIL nimmt Belgien nicht"
        " mehr teil.</p>",
        "de",
        takes_part={"kfor": "current", "isaf": "past", "unifil": "past"},
    ),
    prose(
        "Dutch ways to say that it stopped",
        "<p>België zette in 2014 zijn deelname aan UNIFIL stop. In 2021 beëindigde ons land zijn"
        " bijdrage aan Resolute Support. België heeft deelgenomen aan EUFOR Tchad/RCA.</p>",
        takes_part={"unifil": "past", "resolute-support": "past", "eufor-tchad-rca": "past"},
    ),
    prose(
        "French ways to say that it stopped",
        "<p>La Belgique a mis fin à sa participation à l'EUTM Mali. Notre pays a cessé de"
        " contribuer à la MINUSMA. La Belgique contribuait à la FIAS.</p>",
        "fr",
        takes_part={"eutm-mali": "past", "minusma": "past", "isaf": "past"},
    ),
    prose(
        "troops that were withdrawn",
        "<p>Belgian troops were withdrawn from UNIFIL in 2014. Belgian officers are still deployed"
        " with UNTSO.</p>",
        "en",
        takes_part={"unifil": "past", "untso": "current"},
    ),
    prose(
        "in one and not in the other",
        "<p>België neemt momenteel deel aan UNTSO, maar niet aan UNDOF.</p>",
        takes_part={"untso": "current", "undof": None},
    ),
    prose(
        "both the one and the other",
        "<p>Ons land zet momenteel militairen in in zowel MINUSMA als MONUSCO.</p>",
        takes_part={"minusma": "current", "monusco": "current"},
    ),
    prose(
        "one mission under its French and its English acronym",
        "<p>La Belgique participe actuellement à la FINUL (UNIFIL) et à la MINUK (UNMIK).</p>",
        "fr",
        takes_part={"unifil": "current", "unmik": "current"},
    ),
    prose(
        "a heading of the past over the bullets of one framework",
        "<h2>In EU-verband</h2><p>In het verleden nam België deel aan:</p><ul><li>EUTM Mali;</li>"
        "<li>EUFOR RCA.</li></ul><p>Momenteel neemt België deel aan:</p><ul><li>EUMM Georgia;</li>"
        "<li>EUNAVFOR Aspides.</li></ul>",
        takes_part={
            "eutm-mali": "past",
            "eufor-rca": "past",
            "eumm-georgia": "current",
            "eunavfor-aspides": "current",
        },
    ),
    prose(
        "years in brackets say when it was",
        "<p>Belgische militairen dienden bij UNPROFOR (1992-1995), UNOSOM II (1993) en UNAMIR"
        " (1993-1994).</p>",
        takes_part={"unprofor": "past", "unosom-ii": "past", "unamir": "past"},
    ),
    prose(
        "the mission goes on without Belgium",
        "<p>Die KFOR besteht weiterhin, aber Belgien hat seine Soldaten 2010 abgezogen.</p>",
        "de",
        takes_part={"kfor": "past"},
        told={"kfor": "ongoing"},
    ),
    prose(
        "the mission is over and Belgium's part with it",
        "<p>La Belgique a participé à la MINUSMA jusqu'à la fermeture de celle-ci, le 31 décembre"
        " 2023.</p>",
        "fr",
        takes_part={"minusma": "past"},
        told={"minusma": "ended"},
    ),
    prose(
        "support with money or words is no part",
        "<p>België verwelkomt de oprichting van EUPM Moldova en de verlenging van EULEX Kosovo."
        " Momenteel neemt België deel aan EUAM Ukraine.</p>",
        takes_part={"eupm-moldova": None, "eulex-kosovo": None, "euam-ukraine": "current"},
    ),
)
