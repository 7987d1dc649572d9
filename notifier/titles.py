"""What feeds and calendars are called in the programs that follow them."""

from __future__ import annotations

from notifier.cleaning import clean
from notifier.digest import HEADINGS
from notifier.language import Speech
from notifier.news import LONGEST_NAME


def title_of_all(speech: Speech) -> str:
    """Return the title of the feed of everything."""
    return speech.say("Peace missions: what changes")


def title_of_organisation(speech: Speech, organisation: str) -> str:
    """Return the title of what is about one of the `HEADINGS`."""
    return title_of(speech, speech.say(HEADINGS[organisation]))


def title_of(speech: Speech, name: str) -> str:
    """Return the title of what is about one mission."""
    return speech.say("Peace missions: %(name)s", name=clean(name, LONGEST_NAME))


def title_of_own(speech: Speech, address: str) -> str:
    """Return the title of a subscriber's own feed."""
    return speech.say("Peace missions: what %(address)s follows", address=clean(address))


def title_of_mandates(speech: Speech) -> str:
    """Return the title of a calendar."""
    return speech.say("Mandates of peace missions")
