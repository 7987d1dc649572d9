"""Two states of a source's list side by side: who came, who went, and every field that differs.

This is the plain difference, for somebody who puts two dates beside each other. What of it is news
is another question, which `compare` answers.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from missions.records import FieldContent
from missions.tokens import same_words
from missions.view import Told


@dataclass(frozen=True)
class FieldDifference:
    """One field that says another thing; None where it said nothing."""

    field: str
    before: FieldContent | None
    after: FieldContent | None


@dataclass(frozen=True)
class RecordDifference:
    """A mission that stands on both lists, with what differs."""

    mission: str
    before: Told
    after: Told
    fields: tuple[FieldDifference, ...]


@dataclass(frozen=True)
class ListDifference:
    """What leads from one list to the other."""

    added: tuple[Told, ...]
    gone: tuple[Told, ...]
    changed: tuple[RecordDifference, ...]
    alike: int
    """How many missions stand on both lists and are told the same."""


def compare_lists(before: Mapping[str, Told], after: Mapping[str, Told]) -> ListDifference:
    """Return the difference of two lists, each by mission id, in the order of their pages."""
    both = [mission for mission in after if mission in before]
    changed = [_record(mission, before[mission], after[mission]) for mission in both]
    return ListDifference(
        added=tuple(told for mission, told in after.items() if mission not in before),
        gone=tuple(told for mission, told in before.items() if mission not in after),
        changed=tuple(one for one in changed if one.fields),
        alike=sum(not one.fields for one in changed),
    )


def _record(mission: str, before: Told, after: Told) -> RecordDifference:
    return RecordDifference(mission, before, after, tuple(_differences(before, after)))


def _differences(before: Told, after: Told) -> Iterator[FieldDifference]:
    was, now = before.listing, after.listing
    if not same_words(was.name, now.name):
        yield FieldDifference("name", was.name, now.name)
    if was.status != now.status:
        yield FieldDifference("status", str(was.status), str(now.status))
    if was.participation != now.participation:
        yield FieldDifference("participation", _word(was.participation), _word(now.participation))
    for field in dict.fromkeys([*before.fields, *after.fields]):
        old, new = _value(before, field), _value(after, field)
        if not _is_alike(old, new):
            yield FieldDifference(field, old, new)


def _word(participation: object) -> str | None:
    return str(participation) if participation else None


def _value(told: Told, field: str) -> FieldContent | None:
    return told.fields[field][0].value if field in told.fields else None


def _is_alike(old: FieldContent | None, new: FieldContent | None) -> bool:
    if isinstance(old, str) and isinstance(new, str):
        return same_words(old, new)
    if isinstance(old, tuple) and isinstance(new, tuple):
        return set(old) == set(new)
    return old == new
