"""What operators read of a trouble is in their language, as far as its sentences are known."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import product

import pytest

from crawler.failures import WORDS
from missions import troubles
from missions.health import ADVICE, advice_for
from missions.judge import judge_clock
from missions.troubles import ERRORS, NOTICES, PLACE, SENTENCES, Piece, say, told_in
from notifier.language import speech_in
from notifier.troubles import KNOWN, retold

URL = "https://www.eeas.europa.eu/missions_en?page=1"
DUTCH = speech_in("nl")
SAMPLES = {
    "url": URL,
    "other": "https://x.example/",
    "pages": "https://x.example/a, https://x.example/b",
    "source": "un",
    "host": "www.un.example",
    "language": "fr",
    "was": "nl/en",
    "time": "2024-05-17",
    "status": "503",
    "number": "3",
    "all": "12",
    "run": "7",
    "error": "connection refused",
    "detail": "closespider_timeout",
    "names": "no_answer, list_shrank",
    "notice": "login wall",
    "said": say(troubles.BROKE_OFF, url=URL),
}


def filled(sentence: str) -> str:
    return sentence % {name: SAMPLES[name] for name in PLACE.findall(sentence)}


def test_the_catalogues_know_every_sentence() -> None:
    assert set(KNOWN) == {*SENTENCES, *ERRORS, *NOTICES}
    assert {words for _, words in WORDS} <= set(ERRORS)
    assert set(ADVICE.values()) <= set(SENTENCES)


@pytest.mark.parametrize("sentence", [*SENTENCES, *ERRORS, *NOTICES])
def test_every_sentence_is_found_again_with_what_was_filled_in(sentence: str) -> None:
    text = filled(sentence)
    values = {name: SAMPLES[name] for name in PLACE.findall(sentence)}
    for said in (text, text.rstrip(".")):
        values |= {"said": values["said"].rstrip(".")} if "said" in values and said != text else {}
        assert list(told_in(said)) == [Piece(sentence, values)]


FULL = [one for one in SENTENCES if one.endswith(".")]


@pytest.mark.parametrize("first", FULL)
def test_sentences_are_told_apart(first: str) -> None:
    for second, third in product(FULL[::5], FULL[1::7]):
        text = " ".join(map(filled, (first, second, third)))
        assert [piece.sentence for piece in told_in(text)] == [first, second, third]


def test_a_held_run_is_told_in_dutch_with_its_reasons() -> None:
    lost = say(troubles.LOST_MANY, url=URL, number=5, all=9)
    failed = say(troubles.NO_ANSWER, url="https://x.example/a", error="no answer in time")
    said = f"{lost} {failed}".rstrip(".")
    text = say(troubles.HELD, run=12, names="list_shrank, no_answer", said=said)
    assert retold(DUTCH, text) == (
        f"aangehouden als run 12 (list_shrank, no_answer): {URL} verloor in één keer 5 van de 9 "
        "missies. https://x.example/a gaf geen antwoord: geen antwoord binnen de tijd."
    )
    assert retold(speech_in("en"), text).rstrip(".") == text


def test_phrases_within_a_sentence_are_told_too() -> None:
    error = "connection refused (when asking for robots.txt)"
    said = say(troubles.NO_ANSWER, url=URL, error=error)
    assert retold(DUTCH, said) == (
        f"{URL} gaf geen antwoord: verbinding geweigerd (bij het vragen van robots.txt)."
    )


def test_what_to_do_is_told_in_dutch() -> None:
    advice = " ".join((*advice_for(["challenge", "list_shrank"]), say(troubles.DECIDE, run=3)))
    told = retold(DUTCH, advice)
    assert told.startswith("Open de pagina in een browser.")
    assert told.endswith("Om te beslissen: missionwatch held accept 3, of discard 3.")
    assert "Look at" not in told


def test_words_of_no_known_sentence_stay_as_they_are() -> None:
    known = say(troubles.BROKE_OFF, url=URL)
    text = f"Something odd happened. {known} And more"
    assert retold(DUTCH, text) == (
        f"Something odd happened. {URL} brak af voor het einde. And more"
    )
    assert retold(DUTCH, "") == ""


def test_a_clock_that_is_off_is_told_in_dutch() -> None:
    here = datetime(2026, 3, 2, 12, tzinfo=UTC)
    doubt = judge_clock("www.un.example", here - timedelta(hours=9), here)
    assert doubt is not None
    assert retold(DUTCH, doubt.sentence) == (
        "De server www.un.example gaf als tijd 2026-03-02 03:00: zijn klok loopt 9 uur achter op "
        "de onze."
    )
