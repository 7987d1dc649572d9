"""The words of a passage that changed, cut down to what a mail has room for."""

from __future__ import annotations

from functools import lru_cache

from missions.difference import Edit, Stretch, word_difference
from notifier.cleaning import clean

LONGEST_PASSAGE = 1500
LONGEST_STRETCH = 300
MOST_STRETCHES = 40
CONTEXT = 8
"""Unchanged words shown on each side of a change."""


@lru_cache(maxsize=1000)  # the same change goes to many readers
def changed_words(before: str, after: str) -> tuple[Stretch, ...]:
    """Return the difference of two passages with a little context around each change."""
    found = word_difference(clean(before, LONGEST_PASSAGE), clean(after, LONGEST_PASSAGE))
    last = len(found) - 1
    shown = (
        _shortened(stretch.text, is_first=index == 0, is_last=index == last)
        if stretch.edit is Edit.KEPT
        else clean(stretch.text, LONGEST_STRETCH)
        for index, stretch in enumerate(found)
    )
    return tuple(
        Stretch(stretch.edit, text) for stretch, text in zip(found, shown, strict=True) if text
    )[:MOST_STRETCHES]


def _shortened(text: str, *, is_first: bool, is_last: bool) -> str:
    words = text.split()
    head = [] if is_first else words[:CONTEXT]
    tail = [] if is_last else words[-CONTEXT:]
    if len(head) + len(tail) < len(words):
        words = [*head, "…", *tail]
    return clean(" ".join(words), LONGEST_STRETCH)
