"""One English sentence for each change: what happened, in the field's words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from babel import Locale

from missions.records import Change, ChangeKind
from missions.vocabulary import folded_words, vocabulary

SOURCE_NAMES = {
    "belgium": "the Belgian ministry's page",
    "un": "the UN's list",
    "nato": "NATO's list",
    "eeas": "the EEAS list",
    "osce": "the OSCE's list",
}
FIELD_WORDS = {
    "until": "the mandate's end",
    "since": "the start",
    "ended": "the closing date",
    "strength": "the strength",
    "head": "the head of mission",
    "host": "the host country",
    "seat": "where it is run from",
    "kind": "the kind of mission",
    "mandate": "the legal basis",
    "budget": "the budget",
}
MATTER_WORDS = {
    "status": "whether it runs",
    "participation": "Belgium's part",
    "place": "whether it is still in its host country",
}
"""What pages contradict each other on besides fields."""


def summed(change: Change) -> Change:
    """Return the change with its sentence."""
    return replace(change, summary=summarise(change))


def summarise(change: Change) -> str:
    """Return the sentence for a change; pure, and the same for the same change."""
    who = change.acronym or change.mission or ""
    where = SOURCE_NAMES.get(change.source, f"the list of {change.source}")
    match change.kind:
        case ChangeKind.ADDED:
            return _added(change, who, where)
        case ChangeKind.ENDED:
            return f"{who} left the list of current operations: {where} now says that it has ended."
        case ChangeKind.REMOVED:
            return f"{who} is no longer on {where}; the page does not say why."
        case ChangeKind.RENAMED:
            return f"{change.before} is now {change.after} on {where}."
        case ChangeKind.FIELD:
            return _field(change, who)
        case ChangeKind.PARTICIPATION:
            return _participation(change, who)
        case ChangeKind.TEXT:
            return f"The words about {who} changed on {where}."
        case ChangeKind.LINK:
            return _link(change, where)
        case ChangeKind.SOURCE:
            return _source(change, where)
        case ChangeKind.CONTRADICTION:
            return _contradiction(change, who)


def _added(change: Change, who: str, where: str) -> str:
    if change.before == "ended":
        return f"{who} is told as running again by {where}."
    if change.after == "ended":
        return f"{who} was added to {where} as a past operation."
    return f"{who} was added to {where}."


def _field(change: Change, who: str) -> str:
    if change.field == "until":
        final = ", for a final time" if is_final(change.passage_after) else ""
        was = f" (was {printed(change.before)})" if change.before else ""
        return f"{who}: the mandate now runs until {printed(change.after)}{final}{was}."
    words = FIELD_WORDS.get(change.field or "", change.field or "a field")
    if change.before is None:
        return f"{who}: {words} is told as {printed(change.after)}."
    return f"{who}: {words} changed from {printed(change.before)} to {printed(change.after)}."


def is_final(passage: str) -> bool:
    """Say whether the words about a mission call its extension the last one."""
    return bool(vocabulary().final.search(folded_words(passage)))


def printed(value: object) -> str:
    """Return a value as an English reader writes it."""
    if value is None:
        return "nothing"
    if isinstance(value, (tuple, list)):
        names = Locale("en").territories
        return ", ".join(str(names.get(code, code)) for code in value)
    if isinstance(value, int):
        return f"{value:,}"
    return str(value)


def _participation(change: Change, who: str) -> str:
    about = who or country_name(change.field or "")
    if change.mission and change.field:
        return f"Belgium's part in {about} changed from {change.before} to {change.after}."
    match change.after:
        case "current":
            return f"Belgium is now named as taking part in {about}."
        case "past":
            return f"Belgium's part in {about} is now told as past."
    return f"The Belgian page no longer names Belgium's part in {about}."


def country_name(code: str) -> str:
    """Return a country's English name."""
    return str(Locale("en").territories.get(code, code))


def _link(change: Change, where: str) -> str:
    if change.field == "broken":
        return f"A link on {where} no longer works: {change.after}."
    return f"The link to the {change.field} site changed on {where}."


def _source(change: Change, where: str) -> str:
    if change.field == "turns":
        return f"{where[:1].upper()}{where[1:]} answers differently by turns; see {change.page}."
    if change.field == "gone":
        pages = change.before if isinstance(change.before, (list, tuple)) else ()
        gone = ", ".join(map(str, pages))
        return f"{where[:1].upper()}{where[1:]}: what only {gone} said is believed no longer."
    if change.field == "layout":
        return f"{where[:1].upper()}{where[1:]} changed its layout; no mission changed by it."
    who = f"{where[:1].upper()}{where[1:]}"
    if change.field == "blind":
        return f"{who}: nothing has been believed since {change.after}."
    if change.field == "proposal":
        return f"{who}: the same doubted list was seen on {change.after} days."
    return f"{who}: {change.after or 'works again'}."


def _contradiction(change: Change, who: str) -> str:
    if change.mission is None:
        return _miscount(change)
    about = MATTER_WORDS.get(change.field or "") or FIELD_WORDS.get(change.field or "")
    on = f" on {about}" if about else ""
    if change.after is None:
        return f"{who}: the pages agree again{on}."
    return f"{who}: the pages disagree{on}: {_sides(change.after)}."


def _miscount(change: Change) -> str:
    where = SOURCE_NAMES.get(change.source, f"the list of {change.source}")
    who = f"{where[:1].upper()}{where[1:]} ({change.page})"
    kind = (change.field or "").partition(":")[2]
    what = f"{kind} missions" if kind else "missions"
    if change.after is None:
        return f"{who} lists as many {what} as its text says again."
    said, listed = (
        side.get("value") if isinstance(side, Mapping) else side
        for side in (change.after if isinstance(change.after, (tuple, list)) else ("?", "?"))
    )
    return f"{who} says that it lists {printed(said)} {what}, and lists {printed(listed)}."


def _sides(sides: object) -> str:
    """Return who says what; two pages of one source are told apart by their addresses."""
    if not isinstance(sides, Sequence) or isinstance(sides, str):
        return str(sides)
    told = [side for side in sides if isinstance(side, Mapping)]
    sources = [str(side.get("source")) for side in told]
    return ", ".join(
        f"{SOURCE_NAMES.get(source, f'the list of {source}')} says {printed(side.get('value'))}"
        + (f" ({side.get('page')})" if sources.count(source) > 1 else "")
        for source, side in zip(sources, told, strict=True)
    )
