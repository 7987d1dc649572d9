"""Ways of writing a name: hyphens, case, points, invisible signs, inflection, line breaks."""

from __future__ import annotations

from collections.abc import Callable
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from missions.names import key_of
from missions.recognise import Context, Mention, recogniser
from missions.register import Mission, load_register

MISSIONS = list(load_register())
NAMES = [
    (mission, name)
    for mission in MISSIONS
    for name in (mission.acronym, *mission.names.values(), *(one.text for one in mission.aliases))
    if name
]


def find(text: str, context: Context | None = None) -> list[str]:
    return [one.mission for one in recogniser().find(text, context)]


@pytest.mark.parametrize(
    ("text", "missions"),
    [
        ("EUTM-Mali", ["eutm-mali"]),
        ("EUTM MALI", ["eutm-mali"]),
        ("EUTM\u2011Mali", ["eutm-mali"]),
        ("EUTM\u00a0\u2013\u00a0Mali", ["eutm-mali"]),
        ("EUTMMali", []),
        ("EU NAVFOR Somalia", ["eunavfor-atalanta"]),
        ("EU-NAVFOR Atalanta", ["eunavfor-atalanta"]),
        ("EUNAVFOR-MED IRINI", ["eunavfor-med-irini"]),
        ("EUNAVFOR\nMED\nIRINI", ["eunavfor-med-irini"]),
        ("Unifil", ["unifil"]),
        ("Finul", ["unifil"]),
        ("Minusma en Minusca", ["minusma", "minusca"]),
        ("die Kfor-Truppe", ["kfor"]),
        ("das UNIFIL-Mandat", ["unifil"]),
        ("MINUSMAs Mandat", ["minusma"]),
        ("UNMISS' Mandat", ["unmiss"]),
        ("KFOR's commander, KFOR\u2019s commander", ["kfor", "kfor"]),
        ("UNMISs", []),
        ("\uff35\uff2e\uff29\uff26\uff29\uff2c", ["unifil"]),
        ("MINUS\u00adCA", ["minusca"]),
        ("MINU\u200bSMA", ["minusma"]),
        ("U.N.I.F.I.L.", ["unifil"]),
        ("N.A.T.O. Mission Iraq", ["nmi"]),
        ("la Mission de l'O.T.A.N. en Irak", ["nmi"]),
        ("E.U. Training Mission in Mali", ["eutm-mali"]),
        ("Mission de l'O.N.U. pour la stabilisation en Haïti", ["minustah"]),
        ("United Nations\n   Mission in\u00a0South\nSudan", ["unmiss"]),
        ("UNITED NATIONS INTERIM FORCE IN LEBANON", ["unifil"]),
        ("FORCE INTÉRIMAIRE DES NATIONS UNIES AU LIBAN", ["unifil"]),
        ("MISSION DES NATIONS UNIES EN RÉPUBLIQUE CENTRAFRICAINE ET AU TCHAD", ["minurcat"]),
        ("Soldaten der Mission der Vereinten Nationen in Südsudan", ["unmiss"]),
        ("die Interimstruppe der Vereinten Nationen im Libanon", ["unifil"]),
        ("Vereinte Nationen: Interimsverwaltungsmission im Kosovo", []),
        ("Le mandat de la Mission d'assistance des Nations unies en Afghanistan", ["unama"]),
        ("participation à la Mission des Nations Unies au Soudan du Sud", ["unmiss"]),
        ("H\u0061i\u0308ti: MINUSTAH", ["minustah"]),
        ("VN-stabilisatiemissie in Hai\u0308ti", ["minustah"]),
        ("Mission d\u2019appui des Nations Unies en Libye", ["unsmil"]),
        ("EU-Ausbildungs\u00admission in Mali", ["eutm-mali"]),
        ("EU\u2011opleidingsmissie in Mali", ["eutm-mali"]),
    ],
)
def test_a_name_is_known_however_it_is_written(text: str, missions: list[str]) -> None:
    assert find(text) == missions


@pytest.mark.parametrize(
    ("text", "mission"),
    [
        ("EU-opleidingsmissie in Mali", "eutm-mali"),
        ("Ausbildungsmission der EU in Mali", "eutm-mali"),
        ("VN-stabilisatiemissie in Haïti", "minustah"),
        ("VN-waarnemersmacht op de Golan", "undof"),
        ("UN-Friedenstruppe auf Zypern", "unficyp"),
        ("Mission de l'ONU pour le référendum au Sahara occidental", "minurso"),
        ("VN-interimveiligheidsmacht voor Abyei", "unisfa"),
        ("Integriertes Büro der VN in Haiti", "binuh"),
        ("EU-Rechtsstaatsmission im Kosovo", "eulex-kosovo"),
        ("Grensbijstandsmissie van de EU in Rafah", "eubam-rafah"),
        ("EU-Polizeimission in den Palästinensischen Gebieten", "eupol-copps"),
        ("overgangsmissie van de Afrikaanse Unie in Somalië", "atmis"),
        ("multinationale veiligheidsondersteuningsmissie in Haïti", "mss-haiti"),
        ("VN-missie ter ondersteuning van het akkoord van Hodeida", "unmha"),
        ("OVSE-missie in Servië", "osce-serbia"),
    ],
)
def test_a_description_says_that_it_is_one(text: str, mission: str) -> None:
    (mention,) = (
        recogniser().find(f"In 2020: {text}.") if mission == "" else recogniser().find(text)
    )
    assert (mention.mission, mention.by_concepts, mention.printed) == (mission, True, text)


def test_a_registered_name_is_no_description() -> None:
    (mention,) = recogniser().find("European Union Training Mission Mali")
    assert not mention.by_concepts


@pytest.mark.parametrize(
    ("text", "mission"),
    [
        ("OSCE Mission to Ukraine, opened in 1994", "osce-ukraine"),
        ("OSCE Mission to Ukraine, opened in 2014", None),
        ("the UN mission in Haiti, 1994", "unmih"),
        ("the UN mission in Haiti, 2010", None),
        ("the NATO mission in Iraq, 2022", "nmi"),
        ("the NATO mission in Iraq, 2008", None),
    ],
)
def test_a_year_vetoes_a_name_that_says_no_more_than_mission(
    text: str, mission: str | None
) -> None:
    assert find(text) == ([mission] if mission else [])


def _orderly(text: str, mentions: list[Mention]) -> bool:
    ends = [0, *(one.end for one in mentions)]
    return all(
        before <= one.start < one.end <= len(text) and text[one.start : one.end] == one.printed
        for before, one in zip(ends, mentions, strict=False)
    )


WORDS = st.sampled_from(
    [name for _, name in NAMES]
    + ["EU", "UN", "VN", "O.N.U.", "the", "de", "in", "(", ")", ".", ",", "\n", "2014", "Mali",
       "opleidingsmissie", "Mission", "force", "Ausbildungsmission", "Kosovo", "s", "\u00ad", "ß"]
)  # fmt: skip


@given(st.text())
def test_any_text_can_be_read(text: str) -> None:
    assert _orderly(text, recogniser().find(text))


@given(st.lists(st.one_of(WORDS, st.text(max_size=3)), max_size=12), st.sampled_from(" -/\n"))
def test_mentions_stand_in_order_without_overlap(words: list[str], between: str) -> None:
    text = between.join(words)
    for context in (Context(), Context("UN", ("ML",), (2014,)), Context(slug=True)):
        assert _orderly(text, recogniser().find(text, context))


@given(
    st.sampled_from(NAMES),
    st.sampled_from([str, str.upper, str.lower, str.title]),
    st.booleans(),
)
def test_a_name_alone_is_never_another_mission(
    named: tuple[Mission, str], write: Callable[[str], str], in_context: bool
) -> None:
    mission, name = named
    text = write(name)
    context = Context(mission.organisation, mission.host) if in_context else Context()
    assert set(find(text, context)) <= {mission.id}


@given(st.sampled_from(NAMES), st.sampled_from([1950, 1965, 1994, 2010, 2024]))
def test_a_year_beside_a_name_makes_it_a_mission_that_bears_it(
    named: tuple[Mission, str], year: int
) -> None:
    # "NATO Training Mission - Iraq" is NTM-I's name, and in 2024 what others call NMI.
    bearers = {mission.id for mission, name in NAMES if key_of(name) == key_of(named[1])}
    assert set(find(f"{named[1]} ({year})")) <= bearers


@pytest.mark.parametrize(
    "text",
    [
        "Mali " + "veiligheids" * 400 + "missie",
        "Mali, " + "veiligheids" * 5 + "xmissie",
        "mission in Mali and " * 2000,
        "EUTM EUBAM " * 2000,
        "U.N." * 5000,
    ],
)
def test_no_text_takes_long(text: str) -> None:
    started = process_time()
    recogniser().find(text)
    assert process_time() - started < 5
