"""The difference between two versions of a page: which blocks stayed, changed, came, went or moved.

A block is what a reader sees as one: a heading, a paragraph, a cell. Where it stands in the markup
says nothing of whether it is the same, for sites rebuild their layouts; its words do.
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from missions.difference.alignment import align
from missions.difference.likeness import ALIKE, likeness, pair_up
from missions.difference.words import Edit, Stretch, word_difference

WORDY = 5
"""Words that a block must have for another wording of it to be sought elsewhere on the page."""
MOST_SOUGHT = 40
"""Blocks on one side that are sought elsewhere in another wording."""
LONGEST_BLOCK = 20_000
"""Characters of a block that are compared word by word; a longer one is replaced as a whole."""
WORDS_IN_ALL = 400_000
"""Characters of a page that are compared word by word."""


class Fate(StrEnum):
    """What happened to a block."""

    KEPT = "kept"
    CHANGED = "changed"
    ADDED = "added"
    REMOVED = "removed"
    MOVED_AWAY = "moved away"
    """It stood here before, and stands elsewhere now."""
    MOVED_HERE = "moved here"


@dataclass(frozen=True)
class Block:
    """A stretch of text that a reader sees as one."""

    text: str
    level: int = 0
    """Heading level; 0 for what is no heading."""
    path: str = ""


@dataclass(frozen=True)
class BlockEdit:
    """One block and its fate. A block that moved has two: where it stood, and where it stands."""

    fate: Fate
    before: Block | None
    after: Block | None
    old: int | None
    """Its position before."""
    new: int | None
    words: tuple[Stretch, ...] = ()
    """Of a block with another wording, what leads from one to the other."""

    @property
    def text(self) -> str:
        """Its words: those it has now, else those it had."""
        block = self.after or self.before
        return block.text if block else ""

    @property
    def level(self) -> int:
        """Its heading level now, else before."""
        block = self.after or self.before
        return block.level if block else 0

    @property
    def is_moved(self) -> bool:
        """Whether it stands elsewhere than before."""
        return self.fate in (Fate.MOVED_AWAY, Fate.MOVED_HERE)


def page_difference(old: Sequence[Block], new: Sequence[Block]) -> tuple[BlockEdit, ...]:
    """Return what leads from the old blocks to the new ones, in reading order.

    In this order stand all old blocks (kept, changed, removed, moved away) and all new ones (kept,
    changed, added, moved here). The time it takes is bounded by the length of both.
    """
    return tuple(_Comparison(old, new).edits())


class _Comparison:
    """Two pages, and which old block is which new one."""

    def __init__(self, old: Sequence[Block], new: Sequence[Block]) -> None:
        self._old, self._new = old, new
        self._room = WORDS_IN_ALL
        self._kept: dict[int, int] = {}
        """New positions by old ones, of what kept its place among the others."""
        self._moved: dict[int, int] = {}
        self._match_equal()
        self._match_moved()
        self._match_alike()
        self._match_moved_alike()
        self._origins = {place: origin for origin, place in self._moved.items()}

    def edits(self) -> Iterator[BlockEdit]:
        """Yield the edits in reading order."""
        old, new = 0, 0
        for first, start in (*sorted(self._kept.items()), (len(self._old), len(self._new))):
            yield from (self._gone(place) for place in range(old, first))
            yield from (self._come(place) for place in range(new, start))
            if first < len(self._old):
                yield self._stayed(first, start)
            old, new = first + 1, start + 1

    def _match_equal(self) -> None:
        old, new = [one.text for one in self._old], [one.text for one in self._new]
        for match in align(old, new):
            for step in range(match.length):
                self._kept[match.old + step] = match.new + step

    def _match_moved(self) -> None:
        """Blocks with the same words are the same block, wherever they stand."""
        _, gone, come = self._unmatched()
        places: defaultdict[str, deque[int]] = defaultdict(deque)
        for place in come:
            places[self._new[place].text].append(place)
        for place in gone:
            if places[self._old[place].text]:
                self._moved[place] = places[self._old[place].text].popleft()

    def _match_alike(self) -> None:
        """Between two blocks that stayed, blocks with most words in common are the same."""
        gaps, _, _ = self._unmatched()
        for gone, come in gaps:
            old = [(self._old[place].text, self._old[place].path) for place in gone]
            new = [(self._new[place].text, self._new[place].path) for place in come]
            for row, column in pair_up(old, new):
                self._kept[gone[row]] = come[column]

    def _match_moved_alike(self) -> None:
        """Long blocks that moved may have been reworded on the way."""
        _, gone, come = self._unmatched()
        wordy_old = [place for place in gone if _is_wordy(self._old[place])][:MOST_SOUGHT]
        wordy_new = [place for place in come if _is_wordy(self._new[place])][:MOST_SOUGHT]
        weights = [
            (likeness(self._old[place].text, self._new[other].text), place, other)
            for place in wordy_old
            for other in wordy_new
        ]
        taken: set[int] = set()
        for weight, place, other in sorted(weights, reverse=True):
            if weight >= ALIKE and place not in self._moved and other not in taken:
                self._moved[place] = other
                taken.add(other)

    def _unmatched(self) -> tuple[list[tuple[list[int], list[int]]], list[int], list[int]]:
        """Return what has no match yet: between two that stayed, and in all."""
        arrived = set(self._moved.values())
        gaps: list[tuple[list[int], list[int]]] = []
        old, new = 0, 0
        for first, start in (*sorted(self._kept.items()), (len(self._old), len(self._new))):
            gone = [place for place in range(old, first) if place not in self._moved]
            come = [place for place in range(new, start) if place not in arrived]
            gaps.append((gone, come))
            old, new = first + 1, start + 1
        all_gone = [place for gone, _ in gaps for place in gone]
        all_come = [place for _, come in gaps for place in come]
        return gaps, all_gone, all_come

    def _stayed(self, old: int, new: int) -> BlockEdit:
        before, after = self._old[old], self._new[new]
        if before.text == after.text:
            return BlockEdit(Fate.KEPT, before, after, old, new)
        return BlockEdit(Fate.CHANGED, before, after, old, new, self._words(before, after))

    def _gone(self, old: int) -> BlockEdit:
        if old not in self._moved:
            return BlockEdit(Fate.REMOVED, self._old[old], None, old, None)
        new = self._moved[old]
        return BlockEdit(Fate.MOVED_AWAY, self._old[old], self._new[new], old, new)

    def _come(self, new: int) -> BlockEdit:
        if new not in self._origins:
            return BlockEdit(Fate.ADDED, None, self._new[new], None, new)
        old = self._origins[new]
        before, after = self._old[old], self._new[new]
        words = self._words(before, after) if before.text != after.text else ()
        return BlockEdit(Fate.MOVED_HERE, before, after, old, new, words)

    def _words(self, before: Block, after: Block) -> tuple[Stretch, ...]:
        length = len(before.text) + len(after.text)
        if length > min(LONGEST_BLOCK, self._room):
            sides = ((Edit.REMOVED, before.text), (Edit.INSERTED, after.text))
            return tuple(Stretch(edit, text) for edit, text in sides if text)
        self._room -= length
        return word_difference(before.text, after.text)


def _is_wordy(block: Block) -> bool:
    return len(block.text.split(None, WORDY)) >= WORDY
