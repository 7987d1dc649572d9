"""The difference between two passages, word by word; knows nothing of where they came from."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from missions.difference.alignment import Match, align

TOKEN = re.compile(r"(?:\w+|[^\w\s])\s*|\s+")
"""A word or sign with the space behind it: words that change side by side are one change."""


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


def word_difference(before: str, after: str) -> tuple[Stretch, ...]:
    """Return the stretches that lead from `before` to `after`, removed words before inserted."""
    return tuple(_stretches(TOKEN.findall(before), TOKEN.findall(after)))


def _stretches(old: Sequence[str], new: Sequence[str]) -> Iterator[Stretch]:
    first, start = 0, 0
    for match in (*align(old, new), Match(len(old), len(new), 0)):
        if match.old > first:
            yield Stretch(Edit.REMOVED, "".join(old[first : match.old]))
        if match.new > start:
            yield Stretch(Edit.INSERTED, "".join(new[start : match.new]))
        first, start = match.old + match.length, match.new + match.length
        if match.length:
            yield Stretch(Edit.KEPT, "".join(old[match.old : first]))
