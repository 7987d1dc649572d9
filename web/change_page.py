"""One change as its page shows it: the records before and after, the versions, who was told."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from missions.difference import Edit, Stretch, word_difference
from missions.records import ChangeKind, FieldValue, Listing
from notifier.cleaning import clean
from notifier.entries import aspect_of, before_and_after
from notifier.language import Speech
from notifier.values import FIELD_NAMES, print_field, print_value
from storage.rows import ChangeRow, Recipient, VersionRow
from watch.addresses import shown_address
from watch.telling import digest_item
from web.change_words import DELIVERIES
from web.views import Printer

LONGEST_VALUE = 2_000
PROSE = 80
"""Characters from which on two values are compared word by word."""
MOST_SHOWN = 200
"""People who are shown as told."""
STANDING = (ChangeKind.ADDED, ChangeKind.ENDED, ChangeKind.REMOVED)
Value = FieldValue | str | None


@dataclass(frozen=True)
class SidesView:
    """What a change is about, and both sides of it; an empty side for nothing."""

    aspect: str
    before: str
    after: str


@dataclass(frozen=True)
class FactView:
    """One fact of a mission's record before and after."""

    label: str
    before: tuple[Stretch, ...]
    """What stood there, empty for nothing; what is no more is marked as removed."""
    after: tuple[Stretch, ...]
    is_changed: bool


@dataclass(frozen=True)
class RecordView:
    """A mission's record in the version before a change and in the one that has it."""

    facts: tuple[FactView, ...]
    was_listed: bool
    is_listed: bool


@dataclass(frozen=True)
class ToldView:
    """One person who is told of a change."""

    address: str
    state: str
    when: str
    when_iso: str
    error: str


@dataclass(frozen=True)
class TellingView:
    """Who is told of a change, and how many more."""

    people: tuple[ToldView, ...]
    more: int


@dataclass(frozen=True)
class Neighbours:
    """The versions of a page around a change."""

    before: int | None
    after: int | None
    previous: int | None
    """The version before these."""
    next: int | None

    @property
    def is_pair(self) -> bool:
        """Whether there are two versions to compare."""
        return self.before is not None and self.after is not None


def record_view(printer: Printer, before: Listing | None, after: Listing | None) -> RecordView:
    """Return a mission's facts before and after, all of them, in a fixed order."""
    old, new = _facts(before), _facts(after)
    names = sorted({**old, **new}, key=_place)
    facts = (_fact(printer, name, old.get(name), new.get(name)) for name in names)
    return RecordView(tuple(facts), before is not None, after is not None)


def telling_view(printer: Printer, recipients: Sequence[Recipient]) -> TellingView:
    """Return who is told."""
    people = tuple(_told(printer, one) for one in recipients[:MOST_SHOWN])
    return TellingView(people, len(recipients) - len(people))


def neighbours(versions: Sequence[VersionRow], before: int | None, after: int | None) -> Neighbours:
    """Return the versions around a change, of its page's versions, newest first."""
    order = [one.id for one in versions]
    first, last = before or after, after or before
    earlier = order[order.index(first) + 1 :] if first in order else []
    later = order[: order.index(last)] if last in order else []
    return Neighbours(before, after, next(iter(earlier), None), later[-1] if later else None)


def sides_view(printer: Printer, row: ChangeRow) -> SidesView | None:
    """Return the two sides of a change, as mails tell them where values alone say little.

    None where the words of the page are the sides.
    """
    if (
        row.change.kind is ChangeKind.TEXT
        and row.change.passage_before
        and row.change.passage_after
    ):
        return None
    item = digest_item(row, printer.profiles)
    view = printer.change(row)
    before, after = view.before, view.after
    if row.change.kind in STANDING:
        before, after = before_and_after(printer.visitor.news, item)
    return SidesView(aspect_of(printer.visitor.news, row.change), before, after)


def listing_of(row: ChangeRow, listings: Sequence[Listing]) -> Listing | None:
    """Return how a change's mission is listed; None where it is not."""
    return next((one for one in listings if one.mission == row.change.mission), None)


def listing_before(row: ChangeRow, listings: Sequence[Listing]) -> Listing | None:
    """Return how a change's mission was listed, if need be under the name it had."""
    found = listing_of(row, listings)
    if found is None and row.change.kind is ChangeKind.RENAMED:
        was = row.change.before
        found = next((one for one in listings if was in (one.acronym, one.name)), None)
    return found


def is_of_mission(row: ChangeRow) -> bool:
    """Say whether a change is one of a mission's record."""
    aside = (ChangeKind.CONTRADICTION, ChangeKind.SOURCE, ChangeKind.LINK)
    return row.change.mission is not None and row.change.kind not in aside


def _facts(listing: Listing | None) -> dict[str, Value]:
    if listing is None:
        return {}
    facts: dict[str, Value] = {
        "name": listing.name,
        "acronym": listing.acronym,
        "status": str(listing.status),
        "participation": str(listing.participation) if listing.participation else None,
        **listing.fields,
    }
    return {name: value for name, value in facts.items() if value is not None}


ORDER = ("name", "acronym", "status", "participation", *FIELD_NAMES)


def _place(name: str) -> tuple[int, str]:
    return (ORDER.index(name) if name in ORDER else len(ORDER)), name


def _fact(printer: Printer, name: str, old: Value, new: Value) -> FactView:
    visitor = printer.visitor
    label = visitor.speech.say("Acronym") if name == "acronym" else print_field(visitor.news, name)
    before, after = (_printed(visitor.news, name, side) for side in (old, new))
    if before == after:
        kept = (Stretch(Edit.KEPT, before),) if before else ()
        return FactView(label, kept, kept, is_changed=False)
    if max(len(before), len(after)) > PROSE and before and after:
        words = word_difference(before, after)
    else:
        words = (Stretch(Edit.REMOVED, before), Stretch(Edit.INSERTED, after))
    return FactView(label, _without(words, Edit.INSERTED), _without(words, Edit.REMOVED), True)


def _without(words: Sequence[Stretch], edit: Edit) -> tuple[Stretch, ...]:
    return tuple(part for part in words if part.edit is not edit and part.text)


def _printed(news: Speech, name: str, value: Value) -> str:
    if isinstance(value, FieldValue):
        if value.value is None:
            return clean(value.printed, LONGEST_VALUE)
        return print_value(news, name, value.value, LONGEST_VALUE)
    return print_value(news, name, value, LONGEST_VALUE)


def _told(printer: Printer, one: Recipient) -> ToldView:
    when = next(_moments(one), None)
    return ToldView(
        address=clean(shown_address(one.email), 120),
        state=printer.visitor.speech.say(DELIVERIES[one.state]),
        when=printer.moment(when) if when else "",
        when_iso=when.isoformat() if when else "",
        error=clean(one.error or "", 300),
    )


def _moments(one: Recipient) -> Iterator[datetime]:
    """Yield the times of what happened last with a message, the most telling first."""
    yield from (at for at in (one.sent_at, one.queued_at, one.announced_at) if at)
