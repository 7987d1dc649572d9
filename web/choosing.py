"""A choice among the changes: as an address has it, as a form shows it, as storage finds it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, fields
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import TypeVar
from urllib.parse import urlencode

from crawler.profile import SourceProfile
from missions.records import ChangeKind, ChangeState, Severity
from missions.register import Mission, load_register
from notifier.cleaning import clean
from notifier.language import country_codes
from storage.finding import ChangeFilter, InCountries, OfOrganisations
from storage.people import ReviewState
from storage.wanted_words import folded, terms_in
from storage.wishes import Wishes
from web.choices import ORGANISATIONS, Choice
from web.visitor import Visitor
from web.words import KINDS, REVIEWS, SEVERITIES, STATES

LONGEST = 200
WORDS = re.compile(r"[^\W_]+")
Word = TypeVar("Word", bound=StrEnum)


@dataclass(frozen=True)
class Chosen:
    """What is chosen, in the words of an address; empty where nothing is."""

    q: str = ""
    organisation: str = ""
    source: str = ""
    mission: str = ""
    country: str = ""
    kind: str = ""
    severity: str = ""
    state: str = ""
    review: str = ""
    assignee: str = ""
    since: str = ""
    until: str = ""

    @classmethod
    def read(cls, said: Mapping[str, str]) -> Chosen:
        """Return what an address or a kept choice says, and nothing else that it holds."""
        names = {one.name for one in fields(cls)}
        return cls(**{name: clean(said[name], LONGEST) for name in names & said.keys()})

    def query(self, **more: object) -> str:
        """Return the query of an address, with `more` in it."""
        return urlencode({name: value for name, value in (asdict(self) | more).items() if value})

    @property
    def said(self) -> dict[str, str]:
        """What is chosen, without what is not."""
        return {name: value for name, value in asdict(self).items() if value}


class NotUnderstood(Exception):
    """Something chosen is not understood; the message says what, in the visitor's language."""


def filter_of(
    chosen: Chosen, profiles: Mapping[str, SourceProfile], visitor: Visitor
) -> ChangeFilter:
    """Return what storage looks for; days are those of the visitor's time zone.

    Ask within the register that staff's decisions made. Raises NotUnderstood.
    """
    return ChangeFilter(
        sources=frozenset({chosen.source} - {""}),
        missions=_missions(chosen.mission),
        organisations=_organisations(chosen.organisation, profiles, visitor),
        countries=_countries(chosen.country, visitor),
        kinds=_one_of(ChangeKind, chosen.kind, visitor),
        least=next(iter(_one_of(Severity, chosen.severity, visitor)), Severity.LOW),
        states=_one_of(ChangeState, chosen.state, visitor),
        reviews=_one_of(ReviewState, chosen.review, visitor),
        assignee=chosen.assignee,
        since=_day(chosen.since, visitor),
        until=_day(chosen.until, visitor, days=1),
        words=chosen.q,
        named=_called(chosen.q),
    )


def wishes_of(chosen: Chosen, language: str) -> Wishes:
    """Return what somebody wants who wants mail of what is chosen, as far as wishes can say it.

    What is not understood is left out: the form shows what is chosen, to be corrected.
    """
    register = load_register()
    missions = [one for one in _missions(chosen.mission) if register.get(one)]
    return Wishes(
        language,
        sources=_said(chosen.source),
        organisations=_said(chosen.organisation if chosen.organisation in ORGANISATIONS else ""),
        missions=tuple(missions) if len(missions) == 1 else (),
        countries=tuple(sorted(_codes_in(chosen.country))),
        kinds=_said(chosen.kind if chosen.kind in set(ChangeKind) else ""),
        severity=Severity(chosen.severity) if chosen.severity in set(Severity) else Severity.LOW,
    )


@dataclass(frozen=True)
class ChoiceForm:
    """The form as it is shown."""

    chosen: Chosen
    organisations: tuple[Choice, ...]
    sources: tuple[Choice, ...]
    countries: tuple[Choice, ...]
    kinds: tuple[Choice, ...]
    severities: tuple[Choice, ...]
    states: tuple[Choice, ...]
    reviews: tuple[Choice, ...]
    missions: tuple[tuple[str, str], ...]
    """Of each mission what to write, and its name."""


def form_of(chosen: Chosen, profiles: Mapping[str, SourceProfile], visitor: Visitor) -> ChoiceForm:
    """Return the form with what is chosen."""
    names = {profile.id: profile.name for profile in profiles.values()}
    return ChoiceForm(
        chosen,
        organisations=_options(ORGANISATIONS, chosen.organisation, visitor),
        sources=tuple(Choice(one, name, one == chosen.source) for one, name in names.items()),
        countries=_country_options(chosen.country, visitor),
        kinds=_options(KINDS, chosen.kind, visitor),
        severities=_options(SEVERITIES, chosen.severity, visitor),
        states=_options(STATES, chosen.state, visitor),
        reviews=_options(REVIEWS, chosen.review, visitor),
        missions=tuple(
            (one.label, one.names.get(visitor.language) or one.names["en"])
            for one in load_register()
        ),
    )


def _options(
    words: Mapping[Word, str] | Mapping[str, str], chosen: str, visitor: Visitor
) -> tuple[Choice, ...]:
    say = visitor.speech.say
    return tuple(Choice(str(one), say(word), str(one) == chosen) for one, word in words.items())


def _country_options(chosen: str, visitor: Visitor) -> tuple[Choice, ...]:
    codes = {code for mission in load_register() for code in mission.host}
    meant = _codes_in(chosen)
    named = sorted((visitor.news.country(code), code) for code in codes)
    return tuple(Choice(code, name, code in meant) for name, code in named)


def _said(word: str) -> tuple[str, ...]:
    return (word,) if word else ()


def _one_of(words: type[Word], chosen: str, visitor: Visitor) -> frozenset[Word]:
    if not chosen:
        return frozenset()
    try:
        return frozenset({words(chosen)})
    except ValueError:
        raise _not_understood(chosen, visitor) from None


def _missions(chosen: str) -> frozenset[str]:
    """Return the missions that are meant by an id, an acronym or a name."""
    if not chosen:
        return frozenset()
    register = load_register()
    identity = register.decided.get(chosen.casefold(), chosen.casefold())
    if register.get(identity) is not None or identity.startswith("new:"):
        return frozenset({identity})
    return frozenset(register.named(chosen)) or frozenset({identity})


def _called(words: str) -> frozenset[str]:
    """Return the missions that have a name with all of these words."""
    phrases = [" " + " ".join(term.words) for term in terms_in(words)]
    if not phrases:
        return frozenset()
    return frozenset(
        one.id
        for one in load_register()
        if any(all(phrase in name for phrase in phrases) for name in _names_of(one))
    )


def _names_of(mission: Mission) -> Iterator[str]:
    for name in (mission.acronym, *mission.names.values()):
        yield " " + " ".join(WORDS.findall(folded(name)))


def _organisations(
    chosen: str, profiles: Mapping[str, SourceProfile], visitor: Visitor
) -> OfOrganisations | None:
    if not chosen:
        return None
    if chosen not in ORGANISATIONS:
        raise _not_understood(chosen, visitor)
    return OfOrganisations(
        frozenset(one.id for one in profiles.values() if one.organisation == chosen),
        frozenset(one.id for one in load_register() if one.organisation == chosen),
    )


def _countries(chosen: str, visitor: Visitor) -> InCountries | None:
    codes = _codes(chosen, visitor)
    if not codes:
        return None
    hosted = (one.id for one in load_register() if codes & set(one.host))
    return InCountries(codes, frozenset(hosted))


def _codes(chosen: str, visitor: Visitor) -> frozenset[str]:
    codes = _codes_in(chosen)
    if chosen and not codes:
        raise _not_understood(chosen, visitor)
    return codes


def _codes_in(chosen: str) -> frozenset[str]:
    code = country_codes().get(chosen.casefold())
    return frozenset({code}) if code else frozenset()


def _day(chosen: str, visitor: Visitor, days: int = 0) -> datetime | None:
    if not chosen:
        return None
    try:
        day = date.fromisoformat(chosen) + timedelta(days=days)
        return datetime.combine(day, time(), visitor.zone)
    except (ValueError, OverflowError):
        raise NotUnderstood(
            visitor.speech.say("“%(word)s” is no day. Write for example 2026-01-31.", word=chosen)
        ) from None


def _not_understood(chosen: str, visitor: Visitor) -> NotUnderstood:
    return NotUnderstood(visitor.speech.say("“%(word)s” is not one of the choices.", word=chosen))
