"""The catalogues are complete, and what has no catalogue yet is given in English."""

from __future__ import annotations

import re

import pytest

from notifier.language import available_languages, speech_in
from tests.catalogues import LANGUAGES, ROOMS, sentences_in_use, translations

PLACE = re.compile(r"%\((\w+)\)s")


@pytest.mark.parametrize("room", ROOMS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_sentence_in_use_is_translated_and_none_is_left_over(
    room: str, language: str
) -> None:
    translated = {key for key, said in translations(room, language) if all(said)}
    assert translated == set(sentences_in_use(room))
    assert len(translated) > 60


@pytest.mark.parametrize("room", ROOMS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_translation_has_no_place_that_the_sentence_lacks(room: str, language: str) -> None:
    for key, said in translations(room, language):
        places = set(PLACE.findall(str(key)))
        for text in said:
            assert set(PLACE.findall(text)) == places, key


@pytest.mark.parametrize("room", ROOMS)
def test_no_other_language_repeats_the_english_words(room: str) -> None:
    for language in set(LANGUAGES) - {"en"}:
        same = [key for key, said in translations(room, language) if said == (key,)]
        assert [key for key in same if len(str(key).split()) > 2] == []


def test_a_language_without_a_catalogue_reads_english() -> None:
    assert available_languages() == set(LANGUAGES)
    assert speech_in("xx").language == "en"


@pytest.mark.parametrize(
    ("iso", "english", "dutch"),
    [
        ("2026-08-31", "31 August 2026", "31 augustus 2026"),
        ("2026-08", "August 2026", "augustus 2026"),
        ("2026", "2026", "2026"),
        ("2026-13-45", "2026-13-45", "2026-13-45"),
        ("until further notice", "until further notice", "until further notice"),
    ],
)
def test_a_date_keeps_its_precision(iso: str, english: str, dutch: str) -> None:
    assert speech_in("en").day(iso) == english
    assert speech_in("nl").day(iso) == dutch


def test_countries_are_named_in_the_language_and_unknown_codes_are_kept() -> None:
    assert speech_in("nl").country("LB") == "Libanon"
    assert speech_in("nl").country("XK") == "Kosovo"
    assert speech_in("en").country("ZZZ") == "ZZZ"
