"""The lexicon is whole, and splits compounds as a reader would."""

from __future__ import annotations

import csv
import tomllib
from importlib import resources

import pytest

from missions import data
from missions.lexicon import lexicon
from missions.register import load_register
from missions.tokens import fold

RAW = tomllib.loads(resources.files(data).joinpath("lexicon.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    ("word", "concepts"),
    [
        ("opleidingsmissie", ("train", "mission")),
        ("ausbildungsmission", ("train", "mission")),
        ("waarnemersmacht", ("observe", "force")),
        ("rechtsstaatlichkeitsmission", ("law", "mission")),
        ("grensbijstandsmissie", ("border", "assist", "mission")),
        ("interimssicherheitstruppe", ("interim", "security", "force")),
        ("kommission", ()),
        ("admission", ()),
        ("grossmacht", ()),
    ],
)
def test_a_compound_is_what_its_parts_say(word: str, concepts: tuple[str, ...]) -> None:
    assert lexicon().compound(word) == concepts


def test_words_of_names_are_written_folded() -> None:
    for table in ("organisations", "heads", "concepts", "adjectives", "places", "peoples"):
        for words in RAW[table].values():
            assert [word for word in words if word != fold(word)] == []


def test_rules_speak_of_concepts_there_are() -> None:
    concepts = {*RAW["heads"], *RAW["concepts"]}
    assert {one for some in RAW["rules"].values() for one in some} <= concepts
    assert {one for some in RAW["implied"].values() for one in (*some, *RAW["implied"])} <= concepts


def test_namesakes_are_of_the_register_or_outsiders() -> None:
    with resources.files(data).joinpath("namesakes.csv").open(encoding="utf-8") as lines:
        named = {row["mission"] for row in csv.DictReader(lines)}
    assert {one for one in named if one and load_register().get(one) is None} == set()
