"""Two versions of a page as the site shows their difference: in parts that stay small."""

from __future__ import annotations

import html
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from crawler.passages import StoredPage, difference
from missions.difference import WHOLE, BlockEdit, Edit, Fate, Run, Stretch, folded
from notifier.cleaning import shown
from notifier.language import Speech
from notifier.values import N_

LONGEST_PASSAGE = 20_000
ROOM = 110_000
"""Bytes of markup for the changes on one part of the comparison."""
FOLDED_ROOM = 1_200
"""Of these, those for each stretch that is folded; what is left out of it is said."""
ROW = 160
"""Bytes of markup around a passage, about."""
FATES = {
    Fate.CHANGED: N_("Changed"),
    Fate.ADDED: N_("Added"),
    Fate.REMOVED: N_("Removed"),
    Fate.MOVED_AWAY: N_("Moved away, now passage %(number)s"),
    Fate.MOVED_HERE: N_("Moved here, was passage %(number)s"),
}
CLASSES = {
    Fate.KEPT: "kept",
    Fate.CHANGED: "changed",
    Fate.ADDED: "added",
    Fate.REMOVED: "removed",
    Fate.MOVED_AWAY: "moved away",
    Fate.MOVED_HERE: "moved",
}


@dataclass(frozen=True)
class RowView:
    """One passage and its fate."""

    style: str
    label: str
    """What happened to it, in words; empty when nothing did."""
    words: tuple[Stretch, ...]
    is_heading: bool
    is_before: bool
    """Whether it stands in this place of the older version, and so for the newer one."""
    is_after: bool
    cost: int


@dataclass(frozen=True)
class RunView:
    """Passages that stand together; the folded ones are opened by who wants to see them."""

    rows: tuple[RowView, ...]
    folded: int
    """How many passages are folded away here; 0 for none."""
    left_out: int
    """How many of them are not even in the page."""


@dataclass(frozen=True)
class DifferenceView:
    """A part of a difference."""

    runs: tuple[RunView, ...]
    number: int
    parts: int
    changes: int
    """Passages that are not the same, those that moved once."""


def difference_view(
    old: StoredPage, new: StoredPage, speech: Speech, number: int, *, sides: bool
) -> DifferenceView:
    """Return part `number` of the difference of two stored pages; the last for a number beyond."""
    edits = difference(old, new)
    parts = list(_parts(_small_runs(folded(edits)), speech, 2 if sides else 1)) or [()]
    number = min(number, len(parts))
    still = (Fate.KEPT, Fate.MOVED_AWAY)
    changes = sum(edit.fate not in still for edit in edits)
    return DifferenceView(parts[number - 1], number, len(parts), changes)


def _small_runs(runs: Sequence[Run]) -> Iterator[Run]:
    """Yield the runs with those that are shown cut into single passages."""
    for run in runs:
        if run.is_folded:
            yield run
        else:
            yield from (Run((edit,)) for edit in run.edits)


def _parts(runs: Iterator[Run], speech: Speech, times: int) -> Iterator[tuple[RunView, ...]]:
    """Yield the runs as they are shown, as many at once as there is room for."""
    part: list[RunView] = []
    room = ROOM
    for run in runs:
        view = _folded_run(run, speech) if run.is_folded else _shown_run(run, speech)
        cost = sum(row.cost for row in view.rows) * times
        if part and cost > room:
            yield tuple(_together(part))
            part, room = [], ROOM
        part.append(view)
        room -= cost
    if part:
        yield tuple(_together(part))


def _together(views: Sequence[RunView]) -> Iterator[RunView]:
    """Yield the runs with neighbours that are shown as one."""
    shown_rows: list[RowView] = []
    for view in views:
        if not view.folded:
            shown_rows += view.rows
            continue
        if shown_rows:
            yield RunView(tuple(shown_rows), 0, 0)
            shown_rows = []
        yield view
    if shown_rows:
        yield RunView(tuple(shown_rows), 0, 0)


def _shown_run(run: Run, speech: Speech) -> RunView:
    return RunView(tuple(_row(edit, speech) for edit in run.edits), 0, 0)


def _folded_run(run: Run, speech: Speech) -> RunView:
    rows: list[RowView] = []
    room = FOLDED_ROOM
    for edit in run.edits:
        row = _row(edit, speech)
        room -= row.cost
        if rows and room < 0:
            break
        rows.append(row)
    return RunView(tuple(rows), len(run.edits), len(run.edits) - len(rows))


def _row(edit: BlockEdit, speech: Speech) -> RowView:
    words = tuple(_readable(edit.words or (Stretch(WHOLE.get(edit.fate, Edit.KEPT), edit.text),)))
    return RowView(
        style=CLASSES[edit.fate],
        label=_label(edit, speech),
        words=words,
        is_heading=bool(edit.level),
        is_before=edit.fate not in (Fate.ADDED, Fate.MOVED_HERE),
        is_after=edit.fate not in (Fate.REMOVED, Fate.MOVED_AWAY),
        cost=ROW + sum(len(html.escape(part.text).encode()) + 15 for part in words),
    )


def _label(edit: BlockEdit, speech: Speech) -> str:
    other = edit.new if edit.fate is Fate.MOVED_AWAY else edit.old
    if edit.fate is Fate.KEPT:
        return ""
    return speech.say(FATES[edit.fate], number=speech.number((other or 0) + 1))


def _readable(words: Sequence[Stretch]) -> Iterator[Stretch]:
    """Yield the stretches as they may be printed, cut where a passage is endless."""
    room = LONGEST_PASSAGE
    for part in words:
        text = shown(part.text[:room])
        if text:
            yield Stretch(part.edit, text)
        room -= len(part.text)
        if room < 0:
            yield Stretch(Edit.KEPT, " …")
            return
