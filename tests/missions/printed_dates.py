"""Dates as the sites' languages print them, with month names of our own: takes nothing from the
product's data."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

NBSP, NARROW = "\u00a0", "\u202f"
FULL = {
    "en": "January February March April May June July August September October November December",
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "nl": "januari februari maart april mei juni juli augustus september oktober november december",
    "de": "Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
}
SHORT = {
    "en": "Jan. Feb. Mar. Apr. May Jun. Jul. Aug. Sept. Oct. Nov. Dec.",
    "fr": "janv. févr. mars avr. mai juin juil. août sept. oct. nov. déc.",
    "nl": "jan. feb. mrt. apr. mei jun. jul. aug. sep. okt. nov. dec.",
    "de": "Jan. Feb. März Apr. Mai Jun. Jul. Aug. Sept. Okt. Nov. Dez.",
}
WEEKDAYS = {
    "en": "Monday Tuesday Wednesday Thursday Friday Saturday Sunday",
    "fr": "lundi mardi mercredi jeudi vendredi samedi dimanche",
    "nl": "maandag dinsdag woensdag donderdag vrijdag zaterdag zondag",
    "de": "Montag Dienstag Mittwoch Donnerstag Freitag Samstag Sonntag",
}
Form = Callable[[date], str]


def month(day: date, language: str) -> str:
    return FULL[language].split()[day.month - 1]


def short(day: date, language: str) -> str:
    return SHORT[language].split()[day.month - 1]


def weekday(day: date, language: str) -> str:
    return WEEKDAYS[language].split()[day.weekday()]


def english_ordinal(day: date) -> str:
    ending = {1: "st", 2: "nd", 3: "rd"}.get(day.day % 10, "th")
    return f"{day.day}{'th' if 10 < day.day < 14 else ending}"


def french_ordinal(day: date) -> str:
    return "1er" if day.day == 1 else str(day.day)


EXACT: dict[str, dict[str, Form]] = {
    "en": {
        "25 April 2013": lambda d: f"{d.day} {month(d, 'en')} {d.year}",
        "April 25, 2013": lambda d: f"{month(d, 'en')} {d.day}, {d.year}",
        "April 25 2013": lambda d: f"{month(d, 'en')} {d.day} {d.year}",
        "25th of April 2013": lambda d: f"{english_ordinal(d)} of {month(d, 'en')} {d.year}",
        "25th April, 2013": lambda d: f"{english_ordinal(d)} {month(d, 'en')}, {d.year}",
        "April 25th, 2013": lambda d: f"{month(d, 'en')} {english_ordinal(d)}, {d.year}",
        "Thursday, 25 April 2013": lambda d: (
            f"{weekday(d, 'en')}, {d.day} {month(d, 'en')} {d.year}"
        ),
        "25 Apr. 2013": lambda d: f"{d.day} {short(d, 'en')} {d.year}",
        "Apr. 25, 2013": lambda d: f"{short(d, 'en')} {d.day}, {d.year}",
        "25-Apr-2013": lambda d: f"{d.day:02}-{short(d, 'en').rstrip('.')}-{d.year}",
        "25 APRIL 2013": lambda d: f"{d.day} {month(d, 'en').upper()} {d.year}",
    },
    "fr": {
        "25 avril 2013": lambda d: f"{french_ordinal(d)} {month(d, 'fr')} {d.year}",
        "jeudi 25 avril 2013": lambda d: f"{weekday(d, 'fr')} {d.day} {month(d, 'fr')} {d.year}",
        "25 avr. 2013": lambda d: f"{d.day} {short(d, 'fr')} {d.year}",
        "25 AVRIL 2013": lambda d: f"{d.day} {month(d, 'fr').upper()} {d.year}",
        "25 avril 2013, narrow": lambda d: f"{d.day}{NARROW}{month(d, 'fr')}{NARROW}{d.year}",
    },
    "nl": {
        "25 april 2013": lambda d: f"{d.day} {month(d, 'nl')} {d.year}",
        "25 apr. 2013": lambda d: f"{d.day} {short(d, 'nl')} {d.year}",
        "donderdag 25 april 2013": lambda d: (
            f"{weekday(d, 'nl')} {d.day} {month(d, 'nl')} {d.year}"
        ),
        "25-4-2013": lambda d: f"{d.day}-{d.month}-{d.year}",
        "25 april 2013, unbroken": lambda d: f"{d.day}{NBSP}{month(d, 'nl')}{NBSP}{d.year}",
    },
    "de": {
        "25. April 2013": lambda d: f"{d.day}. {month(d, 'de')} {d.year}",
        "Donnerstag, 25. April 2013": lambda d: (
            f"{weekday(d, 'de')}, {d.day}. {month(d, 'de')} {d.year}"
        ),
        "25. Apr. 2013": lambda d: f"{d.day}. {short(d, 'de')} {d.year}",
        "25.4.2013": lambda d: f"{d.day}.{d.month}.{d.year}",
        "25. 4. 2013": lambda d: f"{d.day}. {d.month}. {d.year}",
        "soft hyphen": lambda d: (
            f"{d.day}. {month(d, 'de')[:2]}\u00ad{month(d, 'de')[2:]} {d.year}"
        ),
    },
    "figures": {
        "25/04/2013": lambda d: f"{d.day:02}/{d.month:02}/{d.year}",
        "25.04.2013": lambda d: f"{d.day:02}.{d.month:02}.{d.year}",
        "25-04-2013": lambda d: f"{d.day:02}-{d.month:02}-{d.year}",
        "2013-04-25": lambda d: f"{d.year}-{d.month:02}-{d.day:02}",
        "2013/04/25": lambda d: f"{d.year}/{d.month:02}/{d.day:02}",
        "2013-04-25T00:00:00Z": lambda d: f"{d}T00:00:00Z",
        "2013-04-25 12:30:00": lambda d: f"{d} 12:30:00",
    },
}
MONTHS: dict[str, dict[str, Form]] = {
    "en": {
        "April 2013": lambda d: f"{month(d, 'en')} {d.year}",
        "Apr. 2013": lambda d: f"{short(d, 'en')} {d.year}",
        "mid-April 2013": lambda d: f"mid-{month(d, 'en')} {d.year}",
        "late April 2013": lambda d: f"late {month(d, 'en')} {d.year}",
        "April of 2013": lambda d: f"{month(d, 'en')} of {d.year}",
    },
    "fr": {
        "avril 2013": lambda d: f"{month(d, 'fr')} {d.year}",
        "mi-avril 2013": lambda d: f"mi-{month(d, 'fr')} {d.year}",
        "avr. 2013": lambda d: f"{short(d, 'fr')} {d.year}",
    },
    "nl": {
        "april 2013": lambda d: f"{month(d, 'nl')} {d.year}",
        "eind april 2013": lambda d: f"eind {month(d, 'nl')} {d.year}",
    },
    "de": {
        "April 2013": lambda d: f"{month(d, 'de')} {d.year}",
        "Mitte April 2013": lambda d: f"Mitte {month(d, 'de')} {d.year}",
    },
    "figures": {
        "04/2013": lambda d: f"{d.month:02}/{d.year}",
        "04.2013": lambda d: f"{d.month:02}.{d.year}",
        "2013-04": lambda d: f"{d.year}-{d.month:02}",
    },
}
YEARS: dict[str, Form] = {
    words: (lambda d, words=words: words.replace("2013", str(d.year)))  # type: ignore[misc]
    for words in (
        "2013", "in 2013", "early 2013", "late 2013", "spring 2013", "Q3 2013", "début 2013",
        "fin 2013", "été 2013", "eind 2013", "najaar 2013", "Anfang 2013", "Ende 2013",
    )
}  # fmt: skip
