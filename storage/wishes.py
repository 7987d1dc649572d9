"""What a subscriber wants: which news, how often, when, in which language."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from missions.records import Severity


class Frequency(StrEnum):
    """How often news is told."""

    IMMEDIATE = "immediate"
    DAILY = "daily"
    WEEKLY = "weekly"


class Channel(StrEnum):
    """By which way news is told."""

    MAIL = "mail"
    WEBHOOK = "webhook"
    """A signed JSON object, posted to an address."""
    APPRISE = "apprise"
    """A short text, through the services that Apprise speaks to."""


@dataclass(frozen=True)
class Wishes:
    """Which news a subscriber gets, and when. An empty tuple means all.

    A change is wanted when it fits every filter; `countries` are ISO 3166-1 alpha-2 codes (XK for
    Kosovo). `hour` (0 to 23) and `weekday` (0 is Monday) are local to `timezone`, an IANA name, or
    to the schedule's time zone when that is "".
    """

    language: str = "en"
    frequency: Frequency = Frequency.IMMEDIATE
    sources: tuple[str, ...] = ()
    organisations: tuple[str, ...] = ()
    missions: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    severity: Severity = Severity.LOW
    """The least that is wanted."""
    hour: int = 7
    weekday: int = 0
    timezone: str = ""
    weekends: bool = True
    """Whether mail may come on Saturdays and Sundays; if not, it waits until Monday."""
    all_quiet: bool = False
    """Whether a week without news is told too."""
