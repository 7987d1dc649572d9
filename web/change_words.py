"""The words for what a change is, how far it is believed and how much it matters."""

from __future__ import annotations

from missions.records import ChangeKind, ChangeState, Severity
from notifier.language import Speech
from notifier.values import N_
from storage.rows import MessageState

KINDS = {
    ChangeKind.ADDED: N_("new on the list"),
    ChangeKind.ENDED: N_("ended"),
    ChangeKind.REMOVED: N_("gone from the list"),
    ChangeKind.RENAMED: N_("renamed"),
    ChangeKind.FIELD: N_("a fact changed"),
    ChangeKind.PARTICIPATION: N_("Belgian participation"),
    ChangeKind.TEXT: N_("reworded"),
    ChangeKind.LINK: N_("link"),
    ChangeKind.CONTRADICTION: N_("contradiction"),
    ChangeKind.SOURCE: N_("about the source"),
}
STATES = {
    ChangeState.CONFIRMED: N_("confirmed"),
    ChangeState.UNCONFIRMED: N_("waits for confirmation"),
    ChangeState.HELD: N_("held back"),
    ChangeState.DISCARDED: N_("discarded"),
}
SEVERITIES = {
    Severity.HIGH: N_("high"),
    Severity.NORMAL: N_("normal"),
    Severity.LOW: N_("low"),
}
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
