"""Many changes become one digest: what leads, what is grouped where, what is told quietly.

The digest holds finished text in the reader's language. Mail is one way to lay it out; it knows
nothing of headers, HTML or delivery.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import tzinfo

from missions.difference import Edit, Stretch
from missions.records import Change, ChangeKind, Severity, Status
from notifier.cleaning import clean, safe_link
from notifier.language import Speech, speech_in
from notifier.news import (
    BROKEN,
    LONGEST_NAME,
    DigestItem,
    mission_label,
    news_headline,
    news_sentence,
)
from notifier.troubles import retold
from notifier.values import N_, ORGANISATIONS, print_field, print_sides, print_value
from notifier.wording import changed_words

LEADS = 3
LONGEST_SUBJECT = 150
LONGEST_ADVICE = 600
SEVERITIES = (Severity.HIGH, Severity.NORMAL, Severity.LOW)
HEADINGS = {
    "UN": N_("United Nations"),
    "EU": N_("European Union"),
    "NATO": N_("NATO"),
    "OSCE": N_("OSCE"),
    "BE": N_("Belgium"),
    "other": N_("Other organisations"),
}
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


@dataclass(frozen=True)
class Group:
    """The changes of one organisation."""

    name: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True)
class Lead:
    """One of the first lines: whose news, and what happened."""

    organisation: str
    sentence: str


@dataclass(frozen=True)
class Footer:
    """Why the reader gets this, and how to end it."""

    watched: tuple[str, ...]
    """Names of the sources asked for; empty for all."""
    preferences_url: str | None
    unsubscribe_url: str | None


@dataclass(frozen=True)
class Digest:
    """One reader's news in one language."""

    speech: Speech
    subject: str
    leads: tuple[Lead, ...]
    groups: tuple[Group, ...]
    quiet: tuple[Entry, ...]
    notices: tuple[str, ...]
    """A line on each source of which nothing could be checked."""
    footer: Footer
    changes_url: str
    change_ids: tuple[int, ...]
    source: str | None
    """Id of the one source all news is from; None for several."""


@dataclass(frozen=True)
class _Reader:
    """For whom the entries are written."""

    speech: Speech
    public_url: str
    zone: tzinfo


def compose_digest(
    changes: Sequence[DigestItem],
    language: str,
    public_url: str,
    zone: tzinfo,
    unsubscribe_url: str | None,
    *,
    preferences_url: str | None = None,
    watched: Sequence[str] = (),
    operator: bool = False,
) -> Digest | None:
    """Return the digest of `changes` for one reader, or None when there is nothing to tell.

    `zone` is the reader's time zone, `watched` the names of the sources asked for (none: all).
    Changes of kind `source` are news for an `operator` only; others get a line on each source that
    is blind, below their news.
    """
    items = sorted((i for i in changes if operator or not _is_of_source(i)), key=_urgency)
    if not items:
        return None
    reader = _Reader(speech_in(language), public_url.rstrip("/"), zone)
    leading = [item for item in items if item.change.severity is not Severity.LOW] or items
    return Digest(
        speech=reader.speech,
        subject=_subject(reader.speech, items),
        leads=tuple(_lead(reader.speech, item) for item in leading[:LEADS]),
        groups=_groups(reader, [i for i in items if i.change.severity is not Severity.LOW]),
        quiet=tuple(_entry(reader, i) for i in items if i.change.severity is Severity.LOW),
        footer=Footer(
            tuple(clean(name, LONGEST_NAME) for name in watched),
            safe_link(preferences_url or ""),
            safe_link(unsubscribe_url or ""),
        ),
        changes_url=f"{reader.public_url}/changes",
        notices=() if operator else _notices(reader.speech, changes),
        change_ids=tuple(sorted(item.change_id for item in items)),
        source=_only(item.change.source for item in items),
    )


def _is_of_source(item: DigestItem) -> bool:
    return item.change.kind is ChangeKind.SOURCE


def _notices(speech: Speech, items: Sequence[DigestItem]) -> tuple[str, ...]:
    """Return the lines on blind sources, the last word on each."""
    blind = {i.change.source: i for i in items if _is_of_source(i) and i.change.field == "blind"}
    return tuple(news_sentence(speech, item) for item in blind.values())


def _urgency(item: DigestItem) -> tuple[int, int, int]:
    """Order by severity, then organisation, then as it happened."""
    return SEVERITIES.index(item.change.severity), _place(item), item.change_id


def _place(item: DigestItem) -> int:
    return list(HEADINGS).index(_organisation(item))


def _organisation(item: DigestItem) -> str:
    return item.organisation if item.organisation in HEADINGS else "other"


def _subject(speech: Speech, items: Sequence[DigestItem]) -> str:
    news = clean(news_headline(speech, items[0]), LONGEST_SUBJECT)
    more = len(items) - 1
    subject = f"{_short_name(speech, items[0])}: {news}"
    if not more:
        return subject
    return subject + speech.count(", and %(number)s more", ", and %(number)s more", more)


def _lead(speech: Speech, item: DigestItem) -> Lead:
    return Lead(_short_name(speech, item), news_sentence(speech, item))


def _short_name(speech: Speech, item: DigestItem) -> str:
    """Return whose news it is in a word; a source's own name where the organisation has none."""
    if item.organisation in ORGANISATIONS:
        return print_field(speech, item.organisation)
    return clean(item.source_name, 40)


def _groups(reader: _Reader, items: Sequence[DigestItem]) -> tuple[Group, ...]:
    """Group loud items by organisation; the organisation with the gravest news comes first."""
    found: dict[str, list[Entry]] = {}
    for position, item in enumerate(items):
        entry = _entry(reader, item, leads=position < LEADS)
        found.setdefault(_organisation(item), []).append(entry)
    return tuple(
        Group(reader.speech.say(HEADINGS[organisation]), tuple(entries))
        for organisation, entries in found.items()
    )


def _entry(reader: _Reader, item: DigestItem, leads: bool = False) -> Entry:
    speech, change = reader.speech, item.change
    mission, pieces = mission_label(speech, item), _pieces(speech, item)
    name = clean(item.mission_name or "", LONGEST_NAME)
    countries = ", ".join(speech.country(code) for code in item.host_countries)
    return Entry(
        change_id=item.change_id,
        source=clean(item.source_name, LONGEST_NAME),
        mission=mission,
        name="" if name == mission else name,
        countries="" if countries == mission else clean(countries),
        sentence=news_sentence(speech, item),
        told=leads or (change.kind is ChangeKind.FIELD and len(pieces) == 2),
        aspect=_aspect(speech, change),
        pieces=pieces,
        change_url=f"{reader.public_url}/changes/{item.change_id}",
        page_url=safe_link(change.page),
        page_title=clean(item.page_title or item.source_name, LONGEST_NAME),
        seen=speech.moment(item.detected, reader.zone),
    )


def _aspect(speech: Speech, change: Change) -> str:
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
    before, after = _sides(speech, item)
    sides = ((Edit.REMOVED, before), (Edit.INSERTED, after))
    return tuple(Stretch(edit, text) for edit, text in sides if text)


def _is_prose(change: Change) -> bool:
    return change.kind is ChangeKind.FIELD and any(
        isinstance(side, str) and len(side) > 80 for side in (change.before, change.after)
    )


def _passages(change: Change) -> tuple[str, str]:
    before = change.before if isinstance(change.before, str) else change.passage_before
    after = change.after if isinstance(change.after, str) else change.passage_after
    return before, after


def _sides(speech: Speech, item: DigestItem) -> tuple[str, str]:
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
                print_sides(speech, change.field, sides, item.source_names)
                for sides in (change.before, change.after)
            )
            return before, after
        case ChangeKind.PARTICIPATION:
            field: str | None = "participation"
        case _:
            field = change.field
    return print_value(speech, field, change.before), print_value(speech, field, change.after)


def _only(sources: Iterable[str]) -> str | None:
    found = set(sources)
    return found.pop() if len(found) == 1 else None
