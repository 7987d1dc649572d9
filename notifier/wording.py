"""Which words changed between two texts: lines first, then words inside the lines that changed."""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum


class Fate(StrEnum):
    """What became of a piece of text."""

    KEPT = "kept"
    REMOVED = "removed"
    ADDED = "added"


@dataclass(frozen=True)
class Piece:
    """Some words with one fate."""

    fate: Fate
    text: str


def word_changes(before: str, after: str) -> tuple[Piece, ...]:
    """Return the words of both texts in reading order, each with its fate."""
    return tuple(_pieces(before.split(), after.split()))


def line_changes(before: str, after: str) -> Iterator[tuple[Piece, ...]]:
    """Yield line after line of both texts as pieces; a changed line is compared word by word."""
    old, new = before.splitlines(), after.splitlines()
    matcher = difflib.SequenceMatcher(None, old, new, autojunk=False)
    for tag, first, last, begin, end in matcher.get_opcodes():
        if tag == "equal":
            yield from ((Piece(Fate.KEPT, line),) for line in old[first:last])
        else:
            yield from _changed_lines(old[first:last], new[begin:end])


def shortened(pieces: tuple[Piece, ...], words: int = 8) -> tuple[Piece, ...]:
    """Return `pieces` with at most `words` unchanged words on each side of a change."""
    last = len(pieces) - 1
    return tuple(
        _cut(piece, words, index == 0, index == last) if piece.fate is Fate.KEPT else piece
        for index, piece in enumerate(pieces)
    )


def _changed_lines(old: list[str], new: list[str]) -> Iterator[tuple[Piece, ...]]:
    for index in range(max(len(old), len(new))):
        if index >= len(new):
            yield (Piece(Fate.REMOVED, old[index]),)
        elif index >= len(old):
            yield (Piece(Fate.ADDED, new[index]),)
        else:
            yield word_changes(old[index], new[index])


def _pieces(old: list[str], new: list[str]) -> Iterator[Piece]:
    matcher = difflib.SequenceMatcher(None, old, new)
    for tag, first, last, begin, end in matcher.get_opcodes():
        if tag == "equal":
            yield Piece(Fate.KEPT, " ".join(old[first:last]))
            continue
        if last > first:
            yield Piece(Fate.REMOVED, " ".join(old[first:last]))
        if end > begin:
            yield Piece(Fate.ADDED, " ".join(new[begin:end]))


def _cut(piece: Piece, words: int, is_first: bool, is_last: bool) -> Piece:
    found = piece.text.split()
    head = [] if is_first else found[:words]
    tail = [] if is_last else found[-words:]
    if len(head) + len(tail) >= len(found):
        return piece
    return Piece(Fate.KEPT, " ".join([*head, "…", *tail]))
