"""Countries and areas are recognised in four languages, by ISO code or the field's rule."""

from __future__ import annotations

import pytest

from missions.places import country_of, find_places, is_country


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("in Mali and the Central African Republic", ("ML", "CF")),
        ("en République centrafricaine et au Liban", ("CF", "LB")),
        ("in de Democratische Republiek Congo", ("CD",)),
        ("in der Zentralafrikanischen Republik", ("CF",)),
        ("Zuid-Soedan en Soedan", ("SS", "SD")),
        ("South Sudan", ("SS",)),
        ("Oekraïne", ("UA",)),
        ("Kosovo", ("XK",)),
        ("Western Sahara", ("EH",)),
        ("Sahara occidental", ("EH",)),
        ("Abyei", ("SD", "SS")),
        ("North Macedonia, formerly FYROM", ("MK",)),
        ("Timor oriental", ("TL",)),
        ("Türkiye", ("TR",)),
        ("a chad of paper", ()),
        ("nowhere", ()),
        ("dans l'océan Indien", ()),
        ("mer Rouge, océan Indien, Somalie", ("SO",)),
        ("in the Gulf of Guinea and in Guinea", ("GN",)),
    ],
)
def test_places_have_their_codes(text: str, codes: tuple[str, ...]) -> None:
    assert country_of(text) == codes


def test_a_place_says_where_it_stands() -> None:
    text = "now in South Sudan."
    (place,) = find_places(text)
    assert text[place.start : place.end] == "South Sudan"


def test_only_a_whole_name_is_a_country() -> None:
    assert is_country("Liban")
    assert not is_country("Force au Liban")
