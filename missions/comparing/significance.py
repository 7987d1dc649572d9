"""How much a change matters to policy staff, and why, in plain words.

A decision about a mission's life, place or head of state matters more than its routine: an
extension as every year is for the digest, one of a few days or the last one is not.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from missions.records import FieldContent, Severity
from missions.summaries import is_final
from missions.tokens import same_words
from missions.vocabulary import folded_words, vocabulary

STRENGTH_NOISE = 0.02
"""Lists round; a strength that moves by less than a fiftieth is not news."""
ROLLOVER_DAYS = 80
"""Mandates are renewed for three months or longer; what is shorter only gains time."""


@dataclass(frozen=True)
class Weight:
    """A severity, and the reason that readers see."""

    severity: Severity
    why: str

    @property
    def reason(self) -> str:
        """Return the sentence: "high because a mission is new on the list"."""
        return f"{self.severity} because {self.why}"


def high(why: str) -> Weight:
    """Return the weight of what staff react to."""
    return Weight(Severity.HIGH, why)


def normal(why: str) -> Weight:
    """Return the weight of what staff want to know."""
    return Weight(Severity.NORMAL, why)


def low(why: str) -> Weight:
    """Return the weight of what belongs into a digest."""
    return Weight(Severity.LOW, why)


def same_value(name: str, was: FieldContent | None, now: FieldContent | None) -> bool:
    """Say whether two values of a field tell a reader the same."""
    if was == now:
        return True
    if name == "strength" and isinstance(was, int) and isinstance(now, int):
        return abs(was - now) <= STRENGTH_NOISE * max(was, now)
    if isinstance(was, str) and isinstance(now, str):
        if name in ("until", "since", "ended"):
            return was.startswith(now) or now.startswith(was)
        return same_words(was, now)
    if isinstance(was, tuple) and isinstance(now, tuple):
        return set(was) == set(now)
    return False


def field_weight(
    name: str, was: FieldContent | None, now: FieldContent | None, passage: str = ""
) -> Weight:
    """Return a field change's weight; `passage` is what the page says of the mission now."""
    match name:
        case "until":
            return _mandate_weight(was, now, passage)
        case "head":
            return normal("the mission has another head")
        case "host":
            return high("the mission is somewhere else")
        case "seat":
            return high("the mission is run from somewhere else")
        case "strength":
            return _strength_weight(was, now, passage)
        case "ended":
            if was is None:
                return high("an end is told of a mission that runs")
            return normal("the closing date is another one")
        case "mandate":
            return low("another decision is named as its legal basis")
    return low("it is a detail")


def _mandate_weight(was: FieldContent | None, now: FieldContent | None, passage: str) -> Weight:
    if is_final(passage):
        return high("an ending was decided: this is the last extension")
    if was is None:
        return normal("an end of the mandate is told for the first time")
    first, last = _day(was), _day(now)
    if first is None or last is None:
        return normal("the mandate has another end date")
    if last < first:
        return high("the mandate ends earlier than was told")
    if (last - first).days < ROLLOVER_DAYS:
        return normal("it is a technical rollover, an extension of a few weeks")
    return low("it is a routine extension")


def _day(value: FieldContent | None) -> date | None:
    """Return a date printed in full; a month or a year alone measures nothing in days."""
    try:
        return date.fromisoformat(value) if isinstance(value, str) and len(value) > 7 else None
    except ValueError:
        return None


def _strength_weight(was: FieldContent | None, now: FieldContent | None, passage: str) -> Weight:
    if vocabulary().ceiling.search(folded_words(passage)):
        return normal("the authorised ceiling changed")
    if isinstance(was, int) and isinstance(now, int) and abs(was - now) * 4 >= was:
        return normal("the strength changed by a quarter or more")
    return low("the strength changed by less than a quarter")


def text_weight(before: str, after: str) -> Weight:
    """Return the weight of new words: those that decide an end are more than a rewording."""
    if is_final(after) and not is_final(before):
        return high("an ending was decided: the page calls its extension the last")
    return low("only the wording changed")
