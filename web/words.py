"""The words for what changes are and what was made of them; said in a visitor's language."""

from __future__ import annotations

from missions.records import ChangeKind, ChangeState, Severity
from notifier.values import N_
from storage.people import ReviewState

KINDS = {
    ChangeKind.ADDED: N_("added"),
    ChangeKind.ENDED: N_("ended"),
    ChangeKind.REMOVED: N_("vanished"),
    ChangeKind.RENAMED: N_("renamed"),
    ChangeKind.FIELD: N_("changed"),
    ChangeKind.PARTICIPATION: N_("Belgium’s part"),
    ChangeKind.TEXT: N_("wording"),
    ChangeKind.LINK: N_("link"),
    ChangeKind.CONTRADICTION: N_("contradiction"),
    ChangeKind.SOURCE: N_("source"),
}
STATES = {
    ChangeState.CONFIRMED: N_("confirmed"),
    ChangeState.UNCONFIRMED: N_("not confirmed yet"),
    ChangeState.HELD: N_("held"),
    ChangeState.DISCARDED: N_("discarded"),
}
SEVERITIES = {
    Severity.HIGH: N_("high"),
    Severity.NORMAL: N_("normal"),
    Severity.LOW: N_("low"),
}
REVIEWS = {
    ReviewState.UNSEEN: N_("unseen"),
    ReviewState.SEEN: N_("seen"),
    ReviewState.RELEVANT: N_("relevant"),
    ReviewState.NOT_RELEVANT: N_("not relevant"),
}
HEALTH = {
    "new": N_("new"),
    "running": N_("being crawled"),
    "ok": N_("well"),
    "partial": N_("partly read"),
    "held": N_("held"),
    "failed": N_("failed"),
    "interrupted": N_("interrupted"),
}
"""How a source is doing, by how its last crawl ended."""
