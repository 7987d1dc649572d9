"""What can be chosen about one's mail, with the words for it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from babel import dates

from missions.records import ChangeKind, Severity
from notifier.language import LOCALES, Speech
from notifier.values import N_
from storage.wishes import Frequency

LANGUAGES = {"en": "English", "fr": "Français", "nl": "Nederlands", "de": "Deutsch"}
"""Each in its own words, so that a reader finds the way back."""
FREQUENCIES = {
    Frequency.IMMEDIATE: N_("At once (what happens within minutes is one mail)"),
    Frequency.DAILY: N_("Once a day"),
    Frequency.WEEKLY: N_("Once a week"),
}
SEVERITIES = {
    Severity.LOW: N_("Everything, rewordings and routine extensions too"),
    Severity.NORMAL: N_("What changes for a mission"),
    Severity.HIGH: N_("Only what matters most: beginnings, endings, moves"),
}
ORGANISATIONS = {
    "UN": N_("United Nations"),
    "EU": N_("European Union"),
    "NATO": N_("NATO"),
    "OSCE": N_("OSCE"),
    "BE": N_("Belgium"),
    "other": N_("Other organisations"),
}
KINDS = {
    ChangeKind.ADDED: N_("A mission joins a list"),
    ChangeKind.ENDED: N_("A mission has ended"),
    ChangeKind.REMOVED: N_("A mission vanishes from a list"),
    ChangeKind.RENAMED: N_("A mission gets another name"),
    ChangeKind.FIELD: N_("A mandate, strength, head or another fact changes"),
    ChangeKind.PARTICIPATION: N_("Belgium's part begins, changes or ends"),
    ChangeKind.TEXT: N_("The words about a mission change"),
    ChangeKind.LINK: N_("A link to another organisation changes or breaks"),
    ChangeKind.CONTRADICTION: N_("Sources begin or cease to disagree"),
}
"""Without `source`: how the sources are is for operators, who are named by an operator."""


Options = (
    Mapping[str, str] | Mapping[Frequency, str] | Mapping[Severity, str] | Mapping[ChangeKind, str]
)
"""What is sent back, with the words for it."""


@dataclass(frozen=True)
class Choice:
    """One thing to choose."""

    value: str
    label: str
    chosen: bool


def choices(speech: Speech, options: Options, chosen: tuple[str, ...]) -> tuple[Choice, ...]:
    """Return options to choose among, in this language."""
    return tuple(
        Choice(str(value), speech.say(label), str(value) in chosen)
        for value, label in options.items()
    )


def weekdays(speech: Speech, chosen: int) -> tuple[Choice, ...]:
    """Return the days of the week, Monday first."""
    names = dates.get_day_names("wide", locale=LOCALES[speech.language])
    return tuple(Choice(str(day), names[day], day == chosen) for day in range(7))


def hours(chosen: int) -> tuple[Choice, ...]:
    """Return the hours of the day."""
    return tuple(Choice(str(hour), f"{hour:02}:00", hour == chosen) for hour in range(24))
