"""The Belgian foreign ministry's page on peace operations, in Dutch and in French."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from tests.pages import facts
from tests.pages.facts import BelgianNote
from tests.pages.page import Page, in_words, last_touched

PATHS = {
    "/nl/beleid/beleidsthemas/vrede-en-veiligheid/vredesoperaties": "nl",
    "/fr/politique/themes-politiques/paix-et-securite/operations-de-paix": "fr",
}
SAVED_EVERY = 61
"""Days between two savings that move the stamp and nothing else."""


@dataclass(frozen=True)
class Part:
    """Belgium's part under one framework, as enumerations ready to print; "" when there is none."""

    current: str
    past: str
    countries: str


def page(path: str, on: date) -> Page | None:
    """The page at a path as of a day, or None where the site has none."""
    language = PATHS.get(path)
    if language is None:
        return None
    content: dict[str, object] = {
        framework.lower(): _part(facts.belgian_notes(framework, on), language)
        for framework in ("UN", "NATO", "EU")
    }
    content["stamp"] = in_words(last_touched(on, SAVED_EVERY).isoformat(), language)
    return Page(f"belgium_{language}.html", content, language)


def _part(notes: tuple[BelgianNote, ...], language: str) -> Part:
    return Part(
        _enumerate([_place(each, language) for each in notes if _is(each, "current")], language),
        _enumerate([_place(each, language) for each in notes if _is(each, "past")], language),
        _enumerate([_place(each, language) for each in notes if _is(each, "country")], language),
    )


def _is(note: BelgianNote, participation: str) -> bool:
    return note.participation == participation


def _place(note: BelgianNote, language: str) -> str:
    return note.place_nl if language == "nl" else note.place_fr


def _enumerate(places: list[str], language: str) -> str:
    if len(places) < 2:
        return "".join(places)
    return ", ".join(places[:-1]) + (" en " if language == "nl" else " et ") + places[-1]
