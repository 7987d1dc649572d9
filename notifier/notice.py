"""A word that is no news of missions: about a subscription, or about the service itself."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from notifier.cleaning import clean
from notifier.digest import Footer
from notifier.language import Speech

LONGEST_REASON = 400


@dataclass(frozen=True)
class Action:
    """The one thing a reader is asked to do: the words on a button and where it leads."""

    label: str
    url: str


@dataclass(frozen=True)
class Notice:
    """A short mail."""

    speech: Speech
    subject: str
    heading: str
    paragraphs: tuple[str, ...]
    action: Action | None = None
    closing: str = ""
    footer: Footer | None = None


def please_confirm(speech: Speech, confirm_url: str, days: int) -> Notice:
    """Ask the owner of an address whether it was them; the link is good for `days` days."""
    return Notice(
        speech,
        subject=speech.say("Please confirm your subscription to missionwatch"),
        heading=speech.say("One step is left"),
        paragraphs=(
            speech.say(
                "Somebody, most likely you, asked for mail to this address when a watched list of "
                "peace missions changes."
            ),
            speech.say("If it was you, confirm it. You get no other mail before that."),
        ),
        action=Action(speech.say("Confirm the subscription"), confirm_url),
        closing=speech.count(
            "If it was not you, do nothing: the request is forgotten after %(number)s day.",
            "If it was not you, do nothing: the request is forgotten after %(number)s days.",
            days,
        ),
    )


def already_subscribed(speech: Speech, preferences_url: str) -> Notice:
    """Tell somebody who subscribed again that they are, and where to change what they get."""
    return Notice(
        speech,
        subject=speech.say("You get mail from missionwatch already"),
        heading=speech.say("You are subscribed already"),
        paragraphs=(
            speech.say(
                "Somebody, most likely you, asked for mail to this address once more. Nothing was "
                "changed."
            ),
        ),
        action=Action(speech.say("Change what you get"), preferences_url),
    )


def all_quiet(
    speech: Speech, checks: int, since: date, sick: tuple[str, ...], footer: Footer
) -> Notice:
    """Tell that nothing changed since a day, in how many checks; `sick` could not be checked."""
    paragraphs = [
        speech.count(
            "Nothing changed since %(day)s, in %(number)s check.",
            "Nothing changed since %(day)s, in %(number)s checks.",
            checks,
            day=speech.day(since.isoformat()),
        )
    ]
    if sick:
        names = ", ".join(clean(name, 120) for name in sick)
        paragraphs.append(speech.say("Could not be checked lately: %(sources)s.", sources=names))
    return Notice(
        speech,
        subject=speech.count("All quiet: %(number)s check", "All quiet: %(number)s checks", checks),
        heading=speech.say("All quiet"),
        paragraphs=tuple(paragraphs),
        footer=footer,
    )


def trial(speech: Speech, server: str, public_url: str) -> Notice:
    """Return the mail by which an operator sees that mail goes out."""
    return Notice(
        speech,
        subject=speech.say("A trial mail from missionwatch"),
        heading=speech.say("This mail arrived"),
        paragraphs=(
            speech.say("It was sent by way of %(server)s.", server=clean(server, 120)),
            speech.say(
                "If the link below opens the review site, mail.public_url is set rightly too."
            ),
        ),
        action=Action(speech.say("Open the review site"), public_url),
    )


def address_suspended(speech: Speech, email: str, why: str) -> Notice:
    """Tell an operator that mail to somebody came back, and how to send to them again."""
    address = clean(email, 120)
    return Notice(
        speech,
        subject=speech.say("Mail to %(address)s comes back", address=address),
        heading=speech.say("%(address)s gets no more mail for now", address=address),
        paragraphs=(
            speech.say("What the mail server says: %(reason)s", reason=clean(why, LONGEST_REASON)),
            speech.say(
                "News is kept for them. When the address is right again: missionwatch resume "
                "%(address)s. If they left: missionwatch unsubscribe %(address)s.",
                address=address,
            ),
        ),
    )


def mail_is_stuck(speech: Speech, waiting: int, since: str, why: str) -> Notice:
    """Tell an operator that mail has waited too long; `since` is a time in words."""
    return Notice(
        speech,
        subject=speech.count("%(number)s mail is stuck", "%(number)s mails are stuck", waiting),
        heading=speech.count(
            "%(number)s mail waits since %(time)s",
            "%(number)s mails wait, the oldest since %(time)s",
            waiting,
            time=since,
        ),
        paragraphs=(
            speech.say("The last word of the mail server: %(reason)s", reason=clean(why, 400)),
            speech.say(
                "Nothing is lost: they go out as soon as the server takes them. "
                "`missionwatch mail` lists them."
            ),
        ),
    )
