"""Why something that somebody asked for is not done, in their language."""

from __future__ import annotations

from missions.decisions import DecisionRefused, Refusal
from notifier.language import Speech
from notifier.values import N_
from watch.adding import SourcePart, SourceUnusable
from watch.auditing import TooOften

SOURCE_RULES = {
    SourcePart.ADDRESS: N_(
        "“%(word)s” is not a web address; it must begin with http:// or https:// and name a host."
    ),
    SourcePart.ID: N_(
        "“%(word)s” is no short name for a source; write lower-case letters, digits, - or _ (for "
        "example au-missions)."
    ),
    SourcePart.ORGANISATION: N_("There is no organisation “%(word)s”; choose one of the list."),
}
DECISION_RULES = {
    Refusal.ITSELF: N_("“%(word)s” cannot be merged into itself."),
    Refusal.HAS_ID: N_("“%(word)s” has an id already; leave the id as it is."),
    Refusal.DECIDED: N_("“%(word)s” is known as “%(other)s” already."),
    Refusal.IN_REGISTER: N_("“%(word)s” is in the register already."),
    Refusal.NOT_NEW: N_("“%(word)s” is no new entry."),
    Refusal.TAKEN: N_(
        "The register has a mission “%(word)s” already. Merge the entry into it, or choose another "
        "id."
    ),
    Refusal.NO_ID: N_(
        "“%(word)s” is no id for a mission; write lower-case letters, digits and hyphens (for "
        "example eutm-moldova)."
    ),
    Refusal.UNKNOWN: N_("There is no mission “%(word)s” in the register."),
    Refusal.NO_NAME: N_("Write the new name, the new acronym, or both."),
    Refusal.NOT_LISTED: N_("No page lists an entry “%(word)s” any more."),
}
MEANT = N_("There is no mission “%(word)s” in the register. Did you mean “%(other)s”?")


def source_refusal(speech: Speech, error: SourceUnusable) -> str:
    """Return why a source cannot be watched as it is described."""
    return speech.say(SOURCE_RULES[error.part], word=error.word)


def decision_refusal(speech: Speech, error: DecisionRefused) -> str:
    """Return why a decision about the register is refused."""
    sentence = DECISION_RULES[error.reason]
    if error.reason is Refusal.UNKNOWN and error.other:
        sentence = MEANT
    return speech.say(sentence, word=error.word, other=error.other)


def too_often(speech: Speech, error: TooOften) -> str:
    """Return that somebody is to wait."""
    return speech.count(
        "That was asked for often enough just now, for the sites’ sake. Try again in %(number)s "
        "minute.",
        "That was asked for often enough just now, for the sites’ sake. Try again in %(number)s "
        "minutes.",
        error.minutes,
    )
