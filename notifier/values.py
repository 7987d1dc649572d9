"""How the two sides of a change are printed in a language: dates, numbers, countries, words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from notifier.cleaning import clean
from notifier.language import Speech

LONGEST = 400
LONGEST_SIDES = 900


def N_(sentence: str) -> str:  # noqa: N802 - the name gettext tools look for
    """Mark a sentence for the catalogues; it is translated where it is said."""
    return sentence


LABELLED = N_("%(label)s: %(text)s")
"""Whose or what it is, and what is said: French has a space before the colon."""
FIELD_NAMES = {
    "since": N_("Since"),
    "until": N_("Mandate until"),
    "ended": N_("Ended on"),
    "host": N_("Host country"),
    "seat": N_("Run from"),
    "area": N_("Area"),
    "kind": N_("Kind of mission"),
    "strength": N_("Strength"),
    "authorised": N_("Authorised strength"),
    "head": N_("Head of mission"),
    "mandate": N_("Mandate"),
    "budget": N_("Budget"),
    "status": N_("Status"),
    "name": N_("Name"),
    "participation": N_("Belgian participation"),
    "place": N_("Where it is"),
    "count": N_("Number of missions"),
    "count:civilian": N_("Number of civilian missions"),
    "count:military": N_("Number of military missions"),
    "count:peacekeeping": N_("Number of peacekeeping operations"),
}
ORGANISATIONS = {
    "UN": N_("UN"),
    "EU": N_("EU"),
    "NATO": N_("NATO"),
    "OSCE": N_("OSCE"),
    "BE": N_("Belgium"),
}
WORDS = {
    "ongoing": N_("ongoing"),
    "ended": N_("ended"),
    "unknown": N_("unknown"),
    "current": N_("current"),
    "past": N_("past"),
    "elsewhere": N_("elsewhere"),
}
SPOKEN_FIELDS = {"status", "participation"}


def print_field(speech: Speech, field: str) -> str:
    """Return the name of a field or organisation for people; one nobody named yet as it is."""
    names = FIELD_NAMES | ORGANISATIONS
    return speech.say(names[field]) if field in names else clean(field, 60)


def print_value(speech: Speech, field: str | None, value: object, longest: int = LONGEST) -> str:
    """Return a side of a change for people, on one line; "" for nothing."""
    if value is None:
        return ""
    if isinstance(value, int):
        return speech.number(value)
    if isinstance(value, str):
        return clean(_print_text(speech, field, value), longest)
    if isinstance(value, Mapping):
        parts = [f"{key}: {print_value(speech, field, side)}" for key, side in value.items()]
        return clean("; ".join(parts), longest)
    if isinstance(value, Sequence):
        return clean(", ".join(print_value(speech, field, part) for part in value), longest)
    return clean(str(value), longest)


def print_sides(
    speech: Speech,
    field: str | None,
    sides: object,
    names: Mapping[str, str],
    *,
    briefly: bool = False,
) -> str:
    """Return who says what on which page; a contradiction that is told in words as it is.

    `briefly`: without pages where the sources' names alone tell the sides apart.
    """
    if not isinstance(sides, Sequence) or isinstance(sides, str):
        return print_value(speech, field, sides)
    told = [side for side in sides if isinstance(side, Mapping)]
    by_page = not briefly or len({side.get("source") for side in told}) < len(told)
    parts = (_print_side(speech, field, side, names, by_page=by_page) for side in told)
    return clean("; ".join(parts), LONGEST_SIDES)


def _print_side(
    speech: Speech,
    field: str | None,
    side: Mapping[str, object],
    names: Mapping[str, str],
    *,
    by_page: bool,
) -> str:
    source = str(side.get("source", ""))
    # Status words are words in whatever matter they are said.
    spoken = "status" if side.get("value") in WORDS else field
    value = print_value(speech, spoken, side.get("value"), 120)
    page = f" ({clean(str(side.get('page', '')), 200)})" if by_page else ""
    return speech.say(LABELLED, label=f"{clean(names.get(source, source), 120)}{page}", text=value)


def _print_text(speech: Speech, field: str | None, value: str) -> str:
    if field in ("host", "place") and len(value) == 2:
        return speech.country(value)
    if field in SPOKEN_FIELDS and value in WORDS:
        return speech.say(WORDS[value])
    return speech.day(value)
