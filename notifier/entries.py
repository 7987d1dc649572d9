"""One change as a digest tells it: who and where, what happened, before and after, and links."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import tzinfo

from missions.difference import Edit, Stretch
from missions.records import Change, ChangeKind, Status
from notifier.cleaning import clean, safe_link
from notifier.language import Speech
from notifier.news import (
    BROKEN,
    LONGEST_IN_SENTENCE,
    LONGEST_NAME,
    DigestItem,
    mission_label,
    name_in,
    news_sentence,
)
from notifier.troubles import retold
from notifier.values import N_, print_field, print_sides, print_value
from notifier.wording import changed_words

LONGEST_ADVICE = 600
ASPECTS = {
    ChangeKind.RENAMED: N_("Name"),
    ChangeKind.PARTICIPATION: N_("Belgian participation"),
    ChangeKind.TEXT: N_("Text"),
    ChangeKind.LINK: N_("Link"),
    ChangeKind.CONTRADICTION: N_("What the sources say"),
    ChangeKind.SOURCE: N_("What to do"),
}


@dataclass(frozen=True)
class Entry:
    """One change, ready to be laid out."""

    change_id: int
    source: str
    mission: str
    name: str
    """The full name where it says more than `mission`, else ""."""
    countries: str
    sentence: str
    told: bool
    """The sentence stands at the top of the digest already, or the pieces say the same."""
    aspect: str
    """What the pieces compare, for example "Mandate until"."""
    pieces: tuple[Stretch, ...]
    change_url: str
    page_url: str | None
    page_title: str
    seen: str


def write_entry(
    speech: Speech, zone: tzinfo, public_url: str, item: DigestItem, leads: bool
) -> Entry:
    """Return a change as it is told; `leads` when its sentence stands on top of the digest too."""
    change = item.change
    mission, pieces = mission_label(speech, item), _pieces(speech, item)
    name = clean(name_in(speech, item) or "", LONGEST_NAME)
    countries = ", ".join(speech.country(code) for code in item.host_countries)
    return Entry(
        change_id=item.change_id,
        source=clean(item.source_name, LONGEST_NAME),
        mission=mission,
        name="" if name == mission else name,
        countries="" if countries == mission else clean(countries),
        sentence=news_sentence(speech, item),
        told=leads or (change.kind is ChangeKind.FIELD and len(pieces) == 2),
        aspect=aspect_of(speech, change),
        pieces=pieces,
        change_url=f"{public_url}/changes/{item.change_id}",
        page_url=safe_link(change.page),
        page_title=clean(item.page_title or item.source_name, LONGEST_NAME),
        seen=speech.moment(item.detected, zone),
    )


def aspect_of(speech: Speech, change: Change) -> str:
    """Return what the two sides of a change are sides of, for example "Mandate until"."""
    if change.kind is ChangeKind.FIELD:
        return print_field(speech, change.field or "")
    return speech.say(ASPECTS.get(change.kind, N_("Status")))


def _pieces(speech: Speech, item: DigestItem) -> tuple[Stretch, ...]:
    """Return before and after: running text word by word, everything else as a whole."""
    change = item.change
    if change.kind is ChangeKind.TEXT or _is_prose(change):
        return changed_words(*_passages(change))
    if change.kind is ChangeKind.LINK and change.field == BROKEN:
        edit = Edit.REMOVED if change.after is not None else Edit.INSERTED
        return (Stretch(edit, print_value(speech, None, change.before)),)
    if change.kind is ChangeKind.SOURCE:
        todo = clean(retold(speech, change.passage_after), LONGEST_ADVICE)
        return (Stretch(Edit.KEPT, todo),) if todo else ()
    before, after = before_and_after(speech, item)
    sides = ((Edit.REMOVED, before), (Edit.INSERTED, after))
    return tuple(Stretch(edit, text) for edit, text in sides if text)


def _is_prose(change: Change) -> bool:
    return change.kind is ChangeKind.FIELD and any(
        isinstance(side, str) and len(side) > LONGEST_IN_SENTENCE
        for side in (change.before, change.after)
    )


def _passages(change: Change) -> tuple[str, str]:
    before = change.before if isinstance(change.before, str) else change.passage_before
    after = change.after if isinstance(change.after, str) else change.passage_after
    return before, after


def before_and_after(speech: Speech, item: DigestItem) -> tuple[str, str]:
    """Return both sides of a change in words; an empty one for nothing."""
    change = item.change
    match change.kind:
        case ChangeKind.ADDED:
            listed = N_("among the past") if change.after == Status.ENDED else N_("on the list")
            return speech.say(N_("not on the list")), speech.say(listed)
        case ChangeKind.REMOVED:
            listed = N_("among the past") if change.before == Status.ENDED else N_("on the list")
            return speech.say(listed), speech.say(N_("not on the list"))
        case ChangeKind.ENDED:
            return speech.say(N_("ongoing")), speech.say(N_("ended"))
        case ChangeKind.CONTRADICTION:
            before, after = (
                print_sides(speech, change.field, sides, item.source_names, briefly=True)
                for sides in (change.before, change.after)
            )
            return before, after
        case ChangeKind.PARTICIPATION:
            field: str | None = "participation"
        case _:
            field = change.field
    return print_value(speech, field, change.before), print_value(speech, field, change.after)
