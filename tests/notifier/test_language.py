"""The catalogues are complete, and what has no catalogue yet is given in English."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.extract import extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.pofile import read_po

import notifier
from notifier.language import available_languages, speech_in

ROOM = Path(notifier.__file__).parent
KEYWORDS = {"say": None, "count": (1, 2), "N_": None, "gettext": None, "ngettext": (1, 2)}
PLACE = re.compile(r"%\((\w+)\)s")


def sentences_in_use() -> set[str]:
    methods, options = parse_mapping_cfg((ROOM / "locale/babel.cfg").open(), "babel.cfg")
    found = extract_from_dir(ROOM, methods, options, keywords=KEYWORDS)
    return {text[0] if isinstance(text, tuple) else text for _, _, text, _, _ in found}


def catalogue(language: str) -> Iterator[tuple[str, list[str]]]:
    with (ROOM / "locale" / language / "LC_MESSAGES" / "notifier.po").open("rb") as file:
        for message in read_po(file, locale=language):
            key = message.id[0] if isinstance(message.id, tuple) else message.id
            said = message.string
            if key and not message.fuzzy:
                yield str(key), [said] if isinstance(said, str) else list(said)


@pytest.mark.parametrize("language", ["en", "nl"])
def test_every_sentence_in_use_is_translated_and_none_is_left_over(language: str) -> None:
    translated = {key for key, said in catalogue(language) if all(said)}
    assert translated == sentences_in_use()
    assert len(translated) > 60


@pytest.mark.parametrize("language", ["en", "nl"])
def test_a_translation_has_no_place_that_the_sentence_lacks(language: str) -> None:
    for key, said in catalogue(language):
        for text in said:
            assert set(PLACE.findall(text)) == set(PLACE.findall(key)), key


def test_languages_without_a_catalogue_read_english() -> None:
    assert available_languages() >= {"en", "nl"}
    for language in {"fr", "de", "xx"} - available_languages():
        assert speech_in(language).language == "en"


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
