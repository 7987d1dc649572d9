"""Every registered name is its mission; no name is another's by likeness."""

from __future__ import annotations

import pytest

from missions.recognise import Context, recogniser
from missions.register import Mission, load_register


def find(text: str, context: Context | None = None) -> list[str]:
    return [one.mission for one in recogniser().find(text, context)]


def context_of(mission: Mission) -> Context:
    years = tuple(int(date[:4]) for date in (mission.start, mission.end) if date)
    return Context(mission.organisation, mission.host, years)


UNDECIDED = {"EUNAVFOR MED"}
"""Sophia ended and Irini began in the same month."""

NAMES = [
    pytest.param(mission, name, id=f"{mission.id}: {name}"[:80])
    for mission in load_register()
    for name in dict.fromkeys(
        [mission.acronym, *mission.names.values(), *(alias.text for alias in mission.aliases)]
    )
    if name
]


@pytest.mark.parametrize(("mission", "name"), NAMES)
def test_a_registered_name_is_its_mission_in_its_context(mission: Mission, name: str) -> None:
    found = find(name, context_of(mission))
    if name in UNDECIDED:
        assert set(found) <= {mission.id}
    else:
        assert mission.id in found


@pytest.mark.parametrize(
    ("text", "missions"),
    [
        # 1-2
        ("MINUSMA left Mali, MINUSCA stays in Bangui, MINUSTAH had left Haiti.",
         ["minusma", "minusca", "minustah"]),
        ("MINURCAT and MINURCA are over; MINURSO is not.", ["minurcat", "minurca", "minurso"]),
        ("La MONUC est devenue la MONUSCO; l'ONUC date de 1960.", ["monuc", "monusco", "onuc"]),
        ("MONUA bleef in Angola tot 1999.", ["monua"]),
        # 3
        ("UNMIS closed when UNMISS opened; UNMISET was in East Timor.",
         ["unmis", "unmiss", "unmiset"]),
        ("UNSMIS in Syrien, UNSMIL in Libyen", ["unsmis", "unsmil"]),
        ("La MANUL aide la Libye.", ["unsmil"]),
        # 4-5
        ("UNMIK, UNMIL, UNMIT, UNMIN, UNMIH, UNMOP und UNMOT",
         ["unmik", "unmil", "unmit", "unmin", "unmih", "unmop", "unmot"]),
        ("UNMHA watches Hudaydah.", ["unmha"]),
        ("UNAMI in Irak, UNAMA in Afghanistan, UNAMID in Darfour",
         ["unami", "unama", "unamid"]),
        ("UNAMIR, UNAMIC, UNAMET en UNAMSIL zijn afgesloten.",
         ["unamir", "unamic", "unamet", "unamsil"]),
        # 6-9
        ("UNOCI (Côte d'Ivoire) is not UNOCA (Gabon) nor UNOWAS (Senegal).",
         ["unoci", "unoca", "unowas"]),
        ("UNOMIL, UNOMIG, UNOMUR, UNOMSIL", ["unomil", "unomig", "unomur", "unomsil"]),
        ("UNOSOM II, UNSOM and UNPOS worked in Somalia.", ["unosom-ii", "unsom", "unpos"]),
        ("UNSCO sits in Jerusalem, UNSCOL in Beirut, UNSCOB was in Athens.",
         ["unsco", "unscol", "unscob"]),
        ("UNSOS supplies troops in Somalia and UNSOH those in Haiti.", ["unsos", "unsoh"]),
        ("UNTAC, UNTAET, UNTAES, UNTAG, UNTMIH, UNTMIS",
         ["untac", "untaet", "untaes", "untag", "untmih", "untmis"]),
        # 10-12
        ("EUTM Mali ended while EUCAP Sahel Mali goes on.", ["eutm-mali", "eucap-sahel-mali"]),
        ("EUCAP Sahel Niger et EUMPM Niger ont quitté Niamey.",
         ["eucap-sahel-niger", "eumpm-niger"]),
        ("EUTM Somalia und EUCAP Somalia", ["eutm-somalia", "eucap-somalia"]),
        ("EUFOR Tchad/RCA came before EUFOR RCA.", ["eufor-tchad-rca", "eufor-rca"]),
        ("EUMAM RCA, EUTM RCA et EUAM RCA", ["eumam-rca", "eutm-rca", "euam-rca"]),
        ("EUFOR RD Congo, EUPOL RD Congo, EUSEC RD Congo, EUPOL Kinshasa",
         ["eufor-rd-congo", "eupol-rd-congo", "eusec-rd-congo", "eupol-kinshasa"]),
        # 13-15
        ("EUMM Georgia, EUMA in Armenia", ["eumm-georgia", "euma"]),
        ("EUMAM Ukraine und EUMAM Mozambique", ["eumam-ukraine", "eumam-mozambique"]),
        ("EUPM BiH was police, EUPM Moldova is a partnership.", ["eupm-bih", "eupm-moldova"]),
        ("EUBAM Rafah en EUBAM Libya", ["eubam-rafah", "eubam-libya"]),
        ("EUAM Ukraine is civilian, EUMAM Ukraine military.", ["euam-ukraine", "eumam-ukraine"]),
        # 16-18
        ("EUNAVFOR Atalanta and EUNAVFOR Aspides", ["eunavfor-atalanta", "eunavfor-aspides"]),
        ("NTM-I trained until 2011, NMI since 2018.", ["ntm-i", "nmi"]),
        ("IFOR became SFOR; KFOR is in Kosovo.", ["ifor", "sfor", "kfor"]),
        ("EUJUST Themis advised Georgia.", ["eujust-themis"]),
        # 19-21
        ("Die OSZE-Mission im Kosovo neben UNMIK und EULEX Kosovo",
         ["omik", "unmik", "eulex-kosovo"]),
        ("De bijzondere waarnemingsmissie van de OVSE in Oekraïne", ["osce-smm"]),
        ("La mission spéciale d'observation de l'OSCE en Ukraine", ["osce-smm"]),
        ("OSCE Observer Mission at the Russian Checkpoints Gukovo and Donetsk", ["osce-bom"]),
        ("Fighting went on in Donetsk.", []),
        ("The Minsk Process was discussed in Minsk.", []),
        # national and French acronyms
        ("La FINUL est au Liban et la MINUK au Kosovo.", ["unifil", "unmik"]),
        ("ONUST surveille la trêve.", ["untso"]),
    ],
)  # fmt: skip
def test_confusable_names_are_told_apart(text: str, missions: list[str]) -> None:
    assert find(text) == missions


@pytest.mark.parametrize(
    "text",
    [
        "Il fait minus cinq degrés.",
        "minus",
        "Minus 5 degrees",
        "a user manual, un travail manuel",
        "Manuel d'utilisation",
        "UNMIX UNMIF MINUSMO EUTX Mali",
        "EUNAVFOR",
        "the force in the region",
        "special monitoring",
        "Emma and Irene",
        "artemis",
        "The mission in the country was a success.",
    ],
)
def test_words_and_acronyms_that_only_look_alike_are_no_mission(text: str) -> None:
    assert find(text) == []


@pytest.mark.parametrize(
    ("text", "mission"),
    [
        ("EUTM-Mali", "eutm-mali"),
        ("EUTM\u00a0Mali", "eutm-mali"),
        ("EUTM\n  Mali", "eutm-mali"),
        ("EU NAVFOR Atalanta", "eunavfor-atalanta"),
        ("MINUS\u00adCA", "minusca"),
        ("MISSION DES NATIONS UNIES AU SOUDAN DU SUD", "unmiss"),
        ("Mission des Nations unies au Liberia", "unmil"),
        ("Verenigde Naties-missie in Liberia (UNMIL)", "unmil"),
        ("Unifil", "unifil"),
        ("United Nations Stabilisation Mission in Haiti", "minustah"),
        ("Mission de l’Organisation des Nations Unies pour la stabilisation"
         " en République démocratique du Congo", "monusco"),
    ],
)  # fmt: skip
def test_spelling_variants_are_the_same_mission(text: str, mission: str) -> None:
    assert set(find(text)) == {mission}


@pytest.mark.parametrize(
    ("context", "mission"),
    [
        (Context("UN", ("EG",), (1956,)), "unef-i"),
        (Context("UN", ("EG",), (1973,)), "unef-ii"),
        (Context(), None),
    ],
)
def test_a_name_two_missions_bear_is_decided_by_its_surroundings_or_not_at_all(
    context: Context, mission: str | None
) -> None:
    assert find("UNEF", context) == ([mission] if mission else [])


def test_a_mention_says_where_it_stands() -> None:
    text = "Momenteel in Mali (MINUSMA)."
    (mention,) = recogniser().find(text)
    assert text[mention.start : mention.end] == mention.printed == "MINUSMA"
    assert mention.is_acronym
