"""Statuses that a list page tells in running text, sentences and enumerations."""

from __future__ import annotations

import pytest

from crawler.reading.read import read_page
from missions.records import PageRole


def statuses(body: str, language: str, role: PageRole = PageRole.LIST) -> dict[str, str]:
    page = f"<html lang='{language}'><body><main><h1>NATO</h1>{body}</main></body></html>"
    reading = read_page(page.encode(), "https://x.example/a", "text/html; charset=utf-8", role)
    return {one.mission: str(one.status) for one in reading.listings}


@pytest.mark.parametrize(
    ("language", "over", "running"),
    [
        ("fr", "Elle a été close en 2004.", "Elle a été créée en 1999 et se poursuit."),
        ("nl", "De operatie werd in 2004 voltooid.", "Zij loopt sinds 1999."),
        ("nl", "Zij werd in 2004 opgeheven.", "Zij werd in 1999 opgericht en loopt nog."),
        ("de", "Sie wurde 2004 aufgelöst.", "Sie wurde 1999 gegründet und läuft weiterhin."),
        ("en", "It fulfilled its mandate in 2004.", "It was set up in 1999 and is ongoing."),
    ],
)
def test_a_sentence_under_a_name_tells_its_status(language: str, over: str, running: str) -> None:
    body = f"<h3>KFOR</h3><p>{running}</p><h3>SFOR</h3><p>{over}</p>"
    assert statuses(body, language) == {"kfor": "ongoing", "sfor": "ended"}


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("de", "Frühere Missionen: IFOR (Bosnien); SFOR.", {"ifor": "ended", "sfor": "ended"}),
        ("fr", "Opérations closes : IFOR (1995-1996), SFOR.", {"ifor": "ended", "sfor": "ended"}),
        (
            "en",
            "Current missions: KFOR; OXY (Jordan); NMI; XYZ.",
            {"kfor": "ongoing", "nmi": "ongoing"},
        ),
    ],
)
def test_a_status_leads_in_an_enumeration(
    language: str, text: str, expected: dict[str, str]
) -> None:
    found = statuses(f"<p>{text}</p>", language)
    assert {one: status for one, status in found.items() if one[:4] != "new:"} == expected


def test_paragraphs_of_sentences_between_paragraphs_with_a_name_first_are_read() -> None:
    body = (
        "<h2>Opérations actuelles</h2>"
        "<p>KFOR : l'opération a été lancée en 1999.</p>"
        "<p>En 2018, NMI a commencé ses travaux.</p>"
        "<p>Operation Sea Guardian : l'opération a été lancée en 2016.</p>"
    )
    assert statuses(body, "fr") == dict.fromkeys(("kfor", "nmi", "sea-guardian"), "ongoing")


def test_going_into_a_month_hands_nothing_over() -> None:
    body = "<h2>Huidige missies</h2><p>KFOR ging in juni 1999 van start.</p>"
    assert statuses(body, "nl") == {"kfor": "ongoing"}


def test_an_enumeration_may_begin_with_a_mission_nobody_knows() -> None:
    text = "Missions actives : Bureau de l'OSCE à Tbilissi (Géorgie); OMIK; Mission en Moldavie."
    body = f"<p>{text}</p><p>Missions closes : KVM (Kosovo); OSCE Mission to Estonia.</p>"
    found = statuses(body, "fr")
    assert (found["omik"], found["osce-estonia"]) == ("ongoing", "ended")
    assert [status for one, status in found.items() if "tbilissi" in one] == ["ongoing"]
