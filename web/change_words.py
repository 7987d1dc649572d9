"""The words for why a change matters, and for what became of telling somebody."""

from __future__ import annotations

from missions.records import Severity
from notifier.language import Speech
from notifier.values import N_
from storage.rows import MessageState
from web.words import SEVERITIES

BECAUSE = N_("%(severity)s, because %(why)s")
"""How much a change matters, and the reason."""
DELIVERIES = {
    None: N_("waits for the next mail"),
    MessageState.QUEUED: N_("written, waits to be sent"),
    MessageState.SENT: N_("sent"),
    MessageState.FAILED: N_("refused"),
    MessageState.BOUNCED: N_("came back"),
    MessageState.WITHDRAWN: N_("not sent, for the person left before"),
}
"""What became of telling somebody a change."""


def severity_in_words(speech: Speech, news: Speech, severity: Severity, reason: str) -> str:
    """Return how much a change matters, with the reason; English where that is not translated."""
    word = speech.say(SEVERITIES[severity])
    why = reason.removeprefix(f"{severity} because ")
    if not why:
        return word
    if why != reason:
        # A reason holds names, and a per cent sign in one is no place to fill.
        return speech.say(BECAUSE, severity=word, why=news.catalogue.gettext(why))
    return f"{word} ({reason})"
