"""From where a mission is run, and that its staff left: only what a sentence surely says."""

from __future__ import annotations

import pytest

from crawler.reading.read import read_page
from missions.records import FieldContent, Listing, PageRole

URL = "https://example.org/list"


def read(sentence: str, language: str = "en") -> Listing:
    others = "".join(
        f"<li><h3>{name}</h3><p>It began some time ago.</p></li>"
        for name in ("KFOR", "Sea Guardian")
    )
    body = (
        f'<html lang="{language}"><title>Operations</title><body><main><h1>Operations</h1><ul>'
        f"<li><h3>NATO Mission Iraq</h3><p>{sentence}</p></li>{others}</ul></main></body></html>"
    )
    reading = read_page(body.encode(), URL, "text/html; charset=utf-8", PageRole.LIST)
    return next(one for one in reading.listings if one.mission == "nmi")


def told(sentence: str) -> dict[str, FieldContent | None]:
    fields = read(sentence).fields
    return {name: fields[name].value for name in ("seat", "left") if name in fields}


@pytest.mark.parametrize(
    "sentence",
    [
        "The mission has been run from Naples since March.",
        "It is commanded from Joint Force Command Naples in Italy.",
        "It is now led from Naples, Italy.",
        "La mission est dirigée depuis Naples.",
        "La mission est commandée à partir de Naples.",
        "Die Mission wird von Neapel aus geführt.",
        "De missie wordt vanuit Napels geleid.",
        "De missie wordt geleid vanuit Napels.",
    ],
)
def test_a_mission_that_is_run_from_elsewhere_has_a_seat_and_has_left_nothing(
    sentence: str,
) -> None:
    assert told(sentence) == {"seat": "Naples"}


@pytest.mark.parametrize(
    "sentence",
    [
        "The mission was relocated to Naples on 20 March 2026.",
        "Its headquarters were relocated from Baghdad to Naples.",
        "La mission a été transférée à Naples.",
        "Die Mission wurde nach Neapel verlegt.",
        "Het hoofdkwartier is verhuisd naar Napels.",
    ],
)
def test_a_mission_that_was_moved_has_left_its_host(sentence: str) -> None:
    assert told(sentence) == {"seat": "Naples", "left": "host"}


@pytest.mark.parametrize(
    ("sentence", "left"),
    [
        ("All NATO personnel left Iraq on 20 March 2026.", ("IQ",)),
        ("Its staff was withdrawn from Iraq.", ("IQ",)),
        ("All 500 staff have left Iraq.", ("IQ",)),
        ("All staff have left the country.", "host"),
        ("Tout le personnel a quitté l'Irak.", ("IQ",)),
        ("L'ensemble du personnel a été évacué d'Irak.", ("IQ",)),
        ("Al het personeel heeft Irak verlaten.", ("IQ",)),
        ("Das gesamte Personal hat den Irak verlassen.", ("IQ",)),
    ],
)
def test_staff_that_left_is_told_with_the_country(sentence: str, left: FieldContent) -> None:
    assert told(sentence) == {"left": left}


@pytest.mark.parametrize(
    "sentence",
    [
        "Some staff have left Iraq.",
        "Most of the staff left Iraq.",
        "The 50 staff of one contingent left Iraq.",
        "All staff will leave Iraq.",
        "The staff has not left Iraq.",
        "All staff left Iraq and returned in April.",
        "Refugees were moved to Rome.",
        "The staff left for training.",
        "The mission was led from the front.",
        "A large part du personnel a quitté l'Irak.",
        "Een deel van het personeel heeft Irak verlaten.",
        "Ein Teil des Personals hat den Irak verlassen.",
    ],
)
def test_what_is_said_of_some_or_of_a_plan_or_of_others_is_nothing(sentence: str) -> None:
    assert told(sentence) == {}


def test_the_evidence_points_at_the_words() -> None:
    value = read("It has 500 staff. It is now led from Naples, Italy.").fields["seat"]
    assert value.printed == "Naples"
    assert value.evidence is not None
    assert value.evidence.end - value.evidence.start == len("Naples")
