"""Each kind of change is told in one sentence, in the reader's language."""

from __future__ import annotations

import pytest

from missions.records import Change
from notifier.language import speech_in
from notifier.news import news_headline, news_sentence
from tests.notifier.samples import change, item

UNTIL = {"mission": "unifil", "acronym": "UNIFIL", "field": "until"}
FINAL = "The Security Council extended the mandate for a final period until 31 December 2026."
SENTENCES = [
    (
        change("added"),
        "MINUSMA joined the list of current operations",
        "MINUSMA staat nu op de lijst van lopende operaties",
    ),
    (
        change("removed"),
        "MINUSMA left the list of current operations; the page does not say why",
        "MINUSMA staat niet meer op de lijst van lopende operaties; de pagina zegt niet waarom",
    ),
    (
        change("ended"),
        "MINUSMA left the list of current operations: it has ended",
        "MINUSMA staat niet meer op de lijst van lopende operaties: de operatie is beëindigd",
    ),
    (
        change("renamed", before="UNSOM", after="UNTMIS"),
        "UNSOM is now called UNTMIS",
        "UNSOM heet nu UNTMIS",
    ),
    (
        change("field", **UNTIL, before="2025-08-31", after="2026-12-31"),
        "UNIFIL: mandate now until 31 December 2026 (was 31 August 2025)",
        "UNIFIL: mandaat loopt nu tot 31 december 2026 (was 31 augustus 2025)",
    ),
    (
        change("field", **UNTIL, before="2025-08-31", after="2026-12-31", passage_after=FINAL),
        "UNIFIL: mandate extended a final time, to 31 December 2026",
        "UNIFIL: mandaat een laatste keer verlengd, tot 31 december 2026",
    ),
    (
        change("field", **UNTIL, before="2026-12", after="2026-08"),
        "UNIFIL: mandate now only until August 2026 (was December 2026)",
        "UNIFIL: mandaat loopt nog maar tot augustus 2026 (was december 2026)",
    ),
    (
        change("field", **UNTIL, before="2026", after="2026-12-31"),
        "UNIFIL: Mandate until now 31 December 2026 (was 2026)",
        "UNIFIL: Mandaat tot nu 31 december 2026 (was 2026)",
    ),
    (
        change("field", **UNTIL, before="2026", after=None),
        "UNIFIL: the page no longer says when the mandate ends (was 2026)",
        "UNIFIL: de pagina zegt niet meer wanneer het mandaat eindigt (was 2026)",
    ),
    (
        change("field", field="strength", before=14000, after=13500),
        "MINUSMA: strength now 13,500 (was 14,000)",
        "MINUSMA: sterkte nu 13.500 (was 14.000)",
    ),
    (
        change("field", field="head", before="A. Jones", after="B. Smith"),
        "MINUSMA: now led by B. Smith (was A. Jones)",
        "MINUSMA: nu onder leiding van B. Smith (was A. Jones)",
    ),
    (
        change("field", field="host", before=("ML",), after=["ML", "NE"]),
        "MINUSMA: Host country now Mali, Niger (was Mali)",
        "MINUSMA: Gastland nu Mali, Niger (was Mali)",
    ),
    (
        change("participation", before=None, after="current"),
        "Belgium now takes part in MINUSMA",
        "MINUSMA: België neemt nu deel",
    ),
    (
        change("participation", before="current", after="past"),
        "Belgium's part in MINUSMA is now a past one",
        "MINUSMA: de Belgische deelname geldt nu als beëindigd",
    ),
    (
        change("text", before="old", after="new"),
        "MINUSMA: the text on the page was reworded",
        "MINUSMA: de tekst op de pagina is anders verwoord",
    ),
    (
        change("added", after="ended"),
        "MINUSMA is now listed among the past operations",
        "MINUSMA staat nu bij de afgelopen operaties",
    ),
    (
        change("link", field="EU", before=["https://a.example/"], after=["https://b.example/"]),
        "UN Peacekeeping: the link to the EU site changed",
        "UN Peacekeeping: de link naar de EU-site is gewijzigd",
    ),
    (
        change("link", field="broken", before="https://a.example/"),
        "UN Peacekeeping: the link to https://a.example/ works again",
        "UN Peacekeeping: de link naar https://a.example/ werkt weer",
    ),
    (
        change("link", field="broken", before="https://a.example/", after="https://a.example/"),
        "UN Peacekeeping: the link to https://a.example/ no longer works",
        "UN Peacekeeping: de link naar https://a.example/ werkt niet meer",
    ),
    (
        change("contradiction", after="UN: ongoing; BE: past"),
        "The sources disagree about MINUSMA",
        "De bronnen spreken elkaar tegen over MINUSMA",
    ),
    (
        change("contradiction", before="UN: ongoing; BE: past"),
        "The sources agree about MINUSMA again",
        "De bronnen zijn het weer eens over MINUSMA",
    ),
    (
        change("source"),
        "UN Peacekeeping: the page was rebuilt; no mission changed by it",
        "UN Peacekeeping: de pagina is vernieuwd, zonder gevolgen voor de missies",
    ),
    (
        change("source", field="health", before="failed (refused)"),
        "UN Peacekeeping is believed again",
        "UN Peacekeeping: gegevens worden weer overgenomen",
    ),
    (
        change("source", field="blind", after="2026-03-01"),
        "UN Peacekeeping could not be checked since 1 March 2026; changes there may be missing "
        "here",
        "UN Peacekeeping kon sinds 1 maart 2026 niet worden gecontroleerd; wijzigingen daar kunnen "
        "hier ontbreken",
    ),
]


@pytest.mark.parametrize(("changed", "english", "dutch"), SENTENCES)
def test_each_change_is_one_sentence_in_each_language(
    changed: Change, english: str, dutch: str
) -> None:
    assert news_sentence(speech_in("en"), item(changed)) == english
    assert news_sentence(speech_in("nl"), item(changed)) == dutch


def test_a_subject_line_has_the_short_date() -> None:
    extension = change("field", **UNTIL, before="2025-08-31", after="2026-12-31")
    assert news_headline(speech_in("en"), item(extension)) == "UNIFIL extended to 31 Dec 2026"
    assert news_headline(speech_in("nl"), item(extension)) == "UNIFIL verlengd tot 31 dec 2026"


def test_a_mission_without_acronym_is_called_by_its_name() -> None:
    nameless = item(change(acronym=None), mission_name="EU Border Assistance Mission in Libya")
    sentence = news_sentence(speech_in("en"), nameless)
    assert sentence.startswith("EU Border Assistance Mission in Libya left")


def test_a_statement_about_a_country_names_the_country() -> None:
    nowhere = change("participation", mission=None, acronym=None, field="RW", before="current")
    sentence = news_sentence(speech_in("nl"), item(nowhere, host_countries=()))
    assert sentence == "De Belgische deelname aan Rwanda wordt niet meer vermeld"


def test_a_long_mandate_text_is_not_put_into_the_sentence() -> None:
    reworded = change("field", field="mandate", before="a " * 90, after="b " * 90)
    assert news_sentence(speech_in("en"), item(reworded)) == "MINUSMA: Mandate has a new wording"
