"""What of a difference is shown and what is folded away: long stretches without a change."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from missions.difference.blocks import BlockEdit, Fate

AROUND = 2
"""Unchanged blocks that are shown on each side of a change."""
FEWEST = 3
"""Unchanged blocks that are worth folding."""


@dataclass(frozen=True)
class Run:
    """Edits that stand together, all shown or all folded."""

    edits: tuple[BlockEdit, ...]
    is_folded: bool = False


def folded(edits: Sequence[BlockEdit], around: int = AROUND) -> tuple[Run, ...]:
    """Return the edits as runs: those near a change shown, the others folded."""
    return tuple(_runs(edits, around))


def _runs(edits: Sequence[BlockEdit], around: int) -> Iterator[Run]:
    near = [False] * len(edits)
    for place, edit in enumerate(edits):
        if edit.fate is not Fate.KEPT:
            first, last = max(0, place - around), min(len(edits), place + around + 1)
            near[first:last] = [True] * (last - first)
    start, place = 0, 0
    while place < len(edits):
        if near[place]:
            place += 1
            continue
        end = next((at for at in range(place, len(edits)) if near[at]), len(edits))
        if end - place >= FEWEST:
            if place > start:
                yield Run(tuple(edits[start:place]))
            yield Run(tuple(edits[place:end]), is_folded=True)
            start = end
        place = end
    if start < len(edits):
        yield Run(tuple(edits[start:]))
