"""The difference between two passages, word by word; knows nothing of where they came from."""

from __future__ import annotations

import difflib
import html
import re
from dataclasses import dataclass
from enum import StrEnum

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


MARKS = {Edit.KEPT: ("", ""), Edit.REMOVED: ("[-", "-]"), Edit.INSERTED: ("{+", "+}")}
"""As word differences are printed by version control: plain characters survive any pipe."""
TAGS = {Edit.KEPT: ("", ""), Edit.REMOVED: ("<del>", "</del>"), Edit.INSERTED: ("<ins>", "</ins>")}


def word_difference(before: str, after: str) -> tuple[Stretch, ...]:
    """Return the stretches that lead from `before` to `after`, removed words before inserted."""
    old, new = TOKEN.findall(before), TOKEN.findall(after)
    stretches: list[Stretch] = []
    matcher = difflib.SequenceMatcher(None, old, new, autojunk=False)
    for tag, first, last, start, end in matcher.get_opcodes():
        if tag == "equal":
            stretches.append(Stretch(Edit.KEPT, "".join(old[first:last])))
            continue
        if last > first:
            stretches.append(Stretch(Edit.REMOVED, "".join(old[first:last])))
        if end > start:
            stretches.append(Stretch(Edit.INSERTED, "".join(new[start:end])))
    return tuple(stretches)


def marked_text(stretches: tuple[Stretch, ...]) -> str:
    """Return the difference as plain text with `[-removed-]` and `{+inserted+}`."""
    return "".join(f"{MARKS[part.edit][0]}{part.text}{MARKS[part.edit][1]}" for part in stretches)


def marked_html(stretches: tuple[Stretch, ...]) -> str:
    """Return the difference as HTML with `<del>` and `<ins>`, everything else escaped."""
    return "".join(
        f"{TAGS[part.edit][0]}{html.escape(part.text)}{TAGS[part.edit][1]}" for part in stretches
    )
