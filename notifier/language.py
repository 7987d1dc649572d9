"""One language: its sentences, and how it prints dates, numbers and countries.

The catalogues are the `.po` files themselves, read once a process, so that a bare checkout and an
installed wheel work alike without a build step. A language without a catalogue is given in English.
"""

from __future__ import annotations

import gettext
import io
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, tzinfo
from functools import cache
from importlib.resources import files

from babel import Locale
from babel.dates import format_date, format_datetime
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.numbers import format_decimal

DEFAULT = "en"
ROOM = "notifier"
"""The package whose sentences are meant when none is named."""
LOCALES = {"en": "en_GB", "nl": "nl_BE", "fr": "fr_BE", "de": "de_BE"}
FULL_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
MONTH = re.compile(r"\d{4}-\d{2}")


@dataclass(frozen=True)
class Speech:
    """A language to write in. Make one with `speech_in`."""

    language: str
    locale: Locale
    catalogue: gettext.NullTranslations

    def say(self, sentence: str, **values: str) -> str:
        """Return `sentence` in this language with its %(named)s places filled."""
        return self.catalogue.gettext(sentence) % values

    def count(self, one: str, many: str, number: int, **values: str) -> str:
        """Return the singular or plural sentence for `number`, printed as %(number)s."""
        filled = {"number": self.number(number), **values}
        return self.catalogue.ngettext(one, many, number) % filled

    def number(self, number: int) -> str:
        """Return a number with this language's grouping."""
        return format_decimal(number, locale=self.locale)

    def day(self, text: str, short: bool = False) -> str:
        """Return an ISO date in words with the precision it has; other text as it is."""
        try:
            if FULL_DATE.fullmatch(text):
                pattern = "d MMM y" if short else "long"
                return format_date(date.fromisoformat(text), pattern, locale=self.locale)
            if MONTH.fullmatch(text):
                pattern = "MMM y" if short else "LLLL y"
                return format_date(date.fromisoformat(f"{text}-01"), pattern, locale=self.locale)
        except ValueError:
            pass
        return text

    def moment(self, at: datetime, zone: tzinfo) -> str:
        """Return a time in the reader's zone, with the zone's name."""
        return format_datetime(at, "d MMM y, HH:mm z", tzinfo=zone, locale=self.locale)

    def country(self, code: str) -> str:
        """Return the name of an ISO 3166-1 alpha-2 code (XK: Kosovo); an unknown one as it is."""
        return str(self.locale.territories.get(code.upper(), code))


@cache
def speech_in(language: str, room: str = ROOM) -> Speech:
    """Return the speech of a two-letter code; English where there is no catalogue yet.

    The sentences are those of `room`, a package with a folder `locale`.
    """
    if language not in available_languages(room):
        return speech_in(DEFAULT, room)
    return Speech(language, Locale.parse(LOCALES[language]), _catalogue(language, room))


@cache
def available_languages(room: str = ROOM) -> frozenset[str]:
    """Return the languages that have a catalogue."""
    places = files(room) / "locale"
    return frozenset(code for code in LOCALES if (places / code).is_dir())


@cache
def country_codes() -> Mapping[str, str]:
    """Return each country's code by code and by name in all languages, in small letters."""
    codes: dict[str, str] = {}
    for name in LOCALES.values():
        for code, country in Locale.parse(name).territories.items():
            if len(code) == 2 and code.isalpha():
                codes.setdefault(country.casefold(), code)
                codes[code.casefold()] = code
    return codes


def _catalogue(language: str, room: str) -> gettext.GNUTranslations:
    place = files(room) / "locale" / language / "LC_MESSAGES" / f"{room}.po"
    with place.open("rb") as file:
        messages = read_po(file, locale=language)
    compiled = io.BytesIO()
    write_mo(compiled, messages)
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)
