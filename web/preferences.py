"""The form on which somebody says what they want: filled in from wishes, and read back."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from zoneinfo import available_timezones

from starlette.datastructures import FormData

from missions.records import ChangeKind, Severity
from missions.register import Register, load_register
from notifier.cleaning import clean
from notifier.language import LOCALES, Speech, country_codes
from storage.wishes import Frequency, Wishes
from web.choices import (
    FREQUENCIES,
    KINDS,
    LANGUAGES,
    ORGANISATIONS,
    SEVERITIES,
    Choice,
    choices,
    hours,
    weekdays,
)

BETWEEN = re.compile(r"[,;\n]")
MOST_WORDS = 100
"""The most missions or countries that one form may name."""


@dataclass(frozen=True)
class WishesForm:
    """The form as it is shown."""

    languages: tuple[Choice, ...]
    frequencies: tuple[Choice, ...]
    hours: tuple[Choice, ...]
    weekdays: tuple[Choice, ...]
    severities: tuple[Choice, ...]
    organisations: tuple[Choice, ...]
    sources: tuple[Choice, ...]
    kinds: tuple[Choice, ...]
    missions: str
    countries: str
    timezone: str
    weekends: bool
    all_quiet: bool


def filled_in(wishes: Wishes, speech: Speech, sources: Mapping[str, str]) -> WishesForm:
    """Return the form with these wishes; `sources` are the names of all sources by id."""
    register = load_register()
    return WishesForm(
        languages=tuple(
            Choice(code, name, code == wishes.language) for code, name in LANGUAGES.items()
        ),
        frequencies=choices(speech, FREQUENCIES, (wishes.frequency,)),
        hours=hours(wishes.hour),
        weekdays=weekdays(speech, wishes.weekday),
        severities=choices(speech, SEVERITIES, (wishes.severity,)),
        organisations=choices(speech, ORGANISATIONS, wishes.organisations),
        sources=tuple(Choice(one, name, one in wishes.sources) for one, name in sources.items()),
        kinds=choices(speech, KINDS, wishes.kinds),
        missions=", ".join(_mission_word(register, one) for one in wishes.missions),
        countries=", ".join(speech.country(code) for code in wishes.countries),
        timezone=wishes.timezone,
        weekends=wishes.weekends,
        all_quiet=wishes.all_quiet,
    )


def _mission_word(register: Register, mission: str) -> str:
    """Return a word by which the form is understood again: the label, where it names only this."""
    label = register.label(mission)
    return label if register.named(label) == (mission,) else mission


@dataclass
class FormReader:
    """Reads a form that came back; what cannot be understood is told in `problems`."""

    form: FormData
    speech: Speech
    sources: Mapping[str, str]
    problems: list[str] = field(default_factory=list)

    def wishes(self, before: Wishes) -> Wishes:
        """Return what the form says; where it says nothing usable, what was wished `before`.

        An operator stays one: the form does not show the kind `source`.
        """
        kinds = self._chosen("kinds", [str(kind) for kind in KINDS])
        if str(ChangeKind.SOURCE) in before.kinds:
            kinds = (*kinds, str(ChangeKind.SOURCE))
        return Wishes(
            language=self._one("language", LOCALES, before.language),
            frequency=Frequency(self._one("frequency", Frequency, before.frequency)),
            sources=self._chosen("sources", self.sources),
            organisations=self._chosen("organisations", ORGANISATIONS),
            missions=tuple(dict.fromkeys(self._missions())),
            countries=tuple(dict.fromkeys(self._countries())),
            kinds=kinds,
            severity=Severity(self._one("severity", Severity, before.severity)),
            hour=int(self._one("hour", map(str, range(24)), str(before.hour))),
            weekday=int(self._one("weekday", map(str, range(7)), str(before.weekday))),
            timezone=self._timezone(),
            weekends="weekends" in self.form,
            all_quiet="all_quiet" in self.form,
        )

    def _text(self, name: str) -> str:
        value = self.form.get(name)
        return value.strip() if isinstance(value, str) else ""

    def _one(self, name: str, valid: object, otherwise: str) -> str:
        value = self._text(name)
        return value if value in {str(one) for one in valid} else otherwise  # type: ignore[attr-defined]

    def _chosen(self, name: str, valid: object) -> tuple[str, ...]:
        given = {value for value in self.form.getlist(name) if isinstance(value, str)}
        return tuple(str(one) for one in valid if str(one) in given)  # type: ignore[attr-defined]

    def _words(self, name: str) -> list[str]:
        words = [clean(word, 80) for word in BETWEEN.split(self._text(name)[:5000])]
        return [word for word in words if word][:MOST_WORDS]

    def _missions(self) -> Iterator[str]:
        for word in self._words("missions"):
            named = load_register().named(word)
            if len(named) == 1:
                yield named[0]
            elif named:
                self._complain(
                    "“%(word)s” may be several missions: %(others)s. Write one of these.",
                    word=word,
                    others=", ".join(named),
                )
            else:
                self._complain("There is no mission “%(word)s”.", word=word)

    def _countries(self) -> Iterator[str]:
        codes = country_codes()
        for word in self._words("countries"):
            code = codes.get(word.casefold())
            if code:
                yield code
            else:
                self._complain("There is no country “%(word)s”.", word=word)

    def _timezone(self) -> str:
        zone = self._text("timezone")
        if zone and zone not in available_timezones():
            self._complain(
                "There is no time zone “%(word)s”. Write for example Europe/Brussels.",
                word=clean(zone, 60),
            )
            return ""
        return zone

    def _complain(self, sentence: str, **values: str) -> None:
        self.problems.append(self.speech.say(sentence, **values))
