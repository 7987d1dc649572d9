"""The difference between two passages, word by word; knows nothing of where they came from."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from missions.difference.alignment import Match, align

TOKEN = re.compile(r"(?:\d+(?:[-.,:/]\d+)+|\w+|[^\w\s])\s*|\s+")
"""A word, number, date or sign with the space behind it: neighbours that change are one change."""


class Edit(StrEnum):
    """What happened to a stretch of text."""

    KEPT = "kept"
    REMOVED = "removed"
    INSERTED = "inserted"


@dataclass(frozen=True)
class Stretch:
    """A stretch of text with one fate."""

    edit: Edit
    text: str


@dataclass
class _Edit:
    """What is removed and inserted at one place, and what is kept before it."""

    kept: str
    removed: str
    inserted: str

    @property
    def size(self) -> int:
        return max(len(self.removed), len(self.inserted))


def word_difference(before: str, after: str) -> tuple[Stretch, ...]:
    """Return the stretches that lead from `before` to `after`, removed words before inserted."""
    edits = _readable(_edits(TOKEN.findall(before), TOKEN.findall(after)))
    stretches = (
        stretch
        for edit in edits
        for stretch in (
            Stretch(Edit.KEPT, edit.kept),
            Stretch(Edit.REMOVED, edit.removed),
            Stretch(Edit.INSERTED, edit.inserted),
        )
    )
    return tuple(stretch for stretch in stretches if stretch.text)


def _edits(old: Sequence[str], new: Sequence[str]) -> Iterator[_Edit]:
    first, start, kept = 0, 0, ""
    for match in (*align(old, new), Match(len(old), len(new), 0)):
        yield _Edit(kept, "".join(old[first : match.old]), "".join(new[start : match.new]))
        first, start = match.old + match.length, match.new + match.length
        kept = "".join(old[match.old : first])
    if kept:
        yield _Edit(kept, "", "")


def _readable(edits: Iterable[_Edit]) -> list[_Edit]:
    """Return the edits with those made one between which less is kept than each of them changes.

    A passage that is written anew keeps an "and" and a "the" by chance; nobody reads it better
    for being told so.
    """
    joined: list[_Edit] = []
    for edit in edits:
        joined.append(edit)
        while len(joined) > 1 and len(joined[-1].kept) <= min(joined[-2].size, joined[-1].size):
            last = joined.pop()
            joined[-1].removed += last.kept + last.removed
            joined[-1].inserted += last.kept + last.inserted
    return joined
