"""Many changes become one digest: what leads, what is grouped where, what is told quietly.

The digest holds finished text in the reader's language. Mail is one way to lay it out; it knows
nothing of headers, HTML or delivery.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import tzinfo

from missions.records import ChangeKind, Severity
from notifier.cleaning import clean, safe_link
from notifier.entries import Entry, write_entry
from notifier.language import Speech, speech_in
from notifier.news import LONGEST_NAME, DigestItem, news_headline, news_sentence
from notifier.values import LABELLED, N_, ORGANISATIONS, print_field

LEADS = 3
MOST_SHOWN = 40
"""How many changes a digest writes out; the rest is a number and a link."""
LONGEST_SUBJECT = 150
SEVERITIES = (Severity.HIGH, Severity.NORMAL, Severity.LOW)
HEADINGS = {
    "UN": N_("United Nations"),
    "EU": N_("European Union"),
    "NATO": N_("NATO"),
    "OSCE": N_("OSCE"),
    "BE": N_("Belgium"),
    "other": N_("Other organisations"),
}
DISPUTES = N_("Where the sources disagree")


@dataclass(frozen=True)
class Group:
    """The changes under one heading: of one organisation, or what the sources disagree about."""

    name: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True)
class Lead:
    """One of the first lines: whose news, and what happened."""

    organisation: str
    sentence: str


@dataclass(frozen=True)
class Footer:
    """Why the reader gets this, and how to change or end it."""

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
    more: int
    """How many further changes there is no room for."""
    quiet: tuple[Entry, ...]
    quiet_more: int
    notices: tuple[str, ...]
    """A line on each source of which nothing could be checked."""
    footer: Footer
    changes_url: str
    change_ids: tuple[int, ...]
    """All changes that are told with it, shown or not."""
    items: tuple[DigestItem, ...]
    """The news itself, the gravest first, for channels that pass on values instead of words."""
    thread: str
    """What all mail about the same thing shares: the first news' mission, else its source."""


@dataclass(frozen=True)
class Reader:
    """For whom a digest is written."""

    language: str
    zone: tzinfo
    unsubscribe_url: str | None = None
    preferences_url: str | None = None
    watched: tuple[str, ...] = ()
    """Names of the sources asked for; empty for all."""
    operator: bool = False
    """Changes of kind `source` are news for operators only; others get a line on each source that
    is blind, beside other news."""


class Composer:
    """Writes the digests of many readers about the same changes.

    What a change says in a language is written once, however many read it. `public_url` is the
    address of the review site.
    """

    def __init__(self, public_url: str) -> None:
        self._items: dict[int, DigestItem] = {}
        self._public_url = public_url.rstrip("/")
        self._written: dict[tuple[int, str, str, bool], Entry] = {}

    def learn(self, items: Iterable[DigestItem]) -> None:
        """Take in changes that digests may be about."""
        self._items.update((item.change_id, item) for item in items)

    def unknown(self, change_ids: Iterable[int]) -> set[int]:
        """Return those of these changes that were not taken in yet."""
        return set(change_ids) - self._items.keys()

    def item(self, change_id: int) -> DigestItem:
        """Return a change that was taken in."""
        return self._items[change_id]

    def compose(self, change_ids: Iterable[int], reader: Reader) -> Digest | None:
        """Return what these changes say to one reader; None when there is nothing to tell."""
        given = [self._items[number] for number in change_ids if number in self._items]
        items = sorted(
            (item for item in given if reader.operator or not _is_of_source(item)), key=_urgency
        )
        if not items:
            return None
        speech = speech_in(reader.language)
        loud = [item for item in items if item.change.severity is not Severity.LOW]
        quiet = [item for item in items if item.change.severity is Severity.LOW]
        leading = (loud or quiet)[:LEADS]
        shown = loud[:MOST_SHOWN]
        return Digest(
            speech=speech,
            subject=_subject(speech, items),
            leads=tuple(self._lead(reader, item) for item in leading),
            groups=tuple(self._groups(reader, shown)),
            more=len(loud) - len(shown),
            quiet=tuple(self._entry(reader, item) for item in quiet[:MOST_SHOWN]),
            quiet_more=max(len(quiet) - MOST_SHOWN, 0),
            notices=() if reader.operator else _notices(speech, given),
            footer=_footer(reader),
            changes_url=f"{self._public_url}/changes",
            change_ids=tuple(sorted(item.change_id for item in items)),
            items=tuple(items),
            thread=_thread(items),
        )

    def _lead(self, reader: Reader, item: DigestItem) -> Lead:
        entry = self._entry(reader, item, leads=True)
        return Lead(_short_name(speech_in(reader.language), item), entry.sentence)

    def _groups(self, reader: Reader, items: Sequence[DigestItem]) -> Iterator[Group]:
        """Group by organisation, that with the gravest news first; disputes come last."""
        found: dict[str, list[Entry]] = {}
        for position, item in enumerate(items):
            entry = self._entry(reader, item, leads=position < LEADS)
            found.setdefault(_heading(item), []).append(entry)
        disputes = found.pop(DISPUTES, [])
        for heading, entries in (*found.items(), (DISPUTES, disputes)):
            if entries:
                yield Group(speech_in(reader.language).say(heading), tuple(entries))

    def _entry(self, reader: Reader, item: DigestItem, leads: bool = False) -> Entry:
        key = (item.change_id, reader.language, str(reader.zone), leads)
        if key not in self._written:
            speech = speech_in(reader.language)
            self._written[key] = write_entry(speech, reader.zone, self._public_url, item, leads)
        return self._written[key]


def _footer(reader: Reader) -> Footer:
    return Footer(
        tuple(clean(name, LONGEST_NAME) for name in reader.watched),
        safe_link(reader.preferences_url or ""),
        safe_link(reader.unsubscribe_url or ""),
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


def headline(speech: Speech, item: DigestItem) -> str:
    """Return whose news it is and what happened, as a subject or title."""
    news = clean(news_headline(speech, item), LONGEST_SUBJECT)
    return clean(speech.say(LABELLED, label=_short_name(speech, item), text=news))


def _subject(speech: Speech, items: Sequence[DigestItem]) -> str:
    subject, more = headline(speech, items[0]), len(items) - 1
    if not more:
        return subject
    return subject + speech.count(", and %(number)s more", ", and %(number)s more", more)


def _short_name(speech: Speech, item: DigestItem) -> str:
    """Return whose news it is in a word; a source's own name where the organisation has none."""
    if item.organisation in ORGANISATIONS:
        return print_field(speech, item.organisation)
    return clean(item.source_name, 40)


def _heading(item: DigestItem) -> str:
    if item.change.kind is ChangeKind.CONTRADICTION:
        return DISPUTES
    return HEADINGS[_organisation(item)]


def _thread(items: Sequence[DigestItem]) -> str:
    """Return the mission that the subject names; news of no mission belongs to its source."""
    first = items[0].change
    return f"mission:{first.mission}" if first.mission else f"source:{first.source}"
