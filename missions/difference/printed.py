"""A difference as plain text and as HTML without styles, for terminals and pipes."""

from __future__ import annotations

import html
from collections.abc import Iterator, Sequence

from missions.difference.blocks import BlockEdit, Fate
from missions.difference.folding import Run
from missions.difference.words import Edit, Stretch

MARKS = {Edit.KEPT: ("", ""), Edit.REMOVED: ("[-", "-]"), Edit.INSERTED: ("{+", "+}")}
"""As word differences are printed by version control: plain characters survive any pipe."""
TAGS = {Edit.KEPT: ("", ""), Edit.REMOVED: ("<del>", "</del>"), Edit.INSERTED: ("<ins>", "</ins>")}
SIGNS = {
    Fate.KEPT: " ",
    Fate.CHANGED: "~",
    Fate.ADDED: "+",
    Fate.REMOVED: "-",
    Fate.MOVED_AWAY: "<",
    Fate.MOVED_HERE: ">",
}

WHOLE = {Fate.ADDED: Edit.INSERTED, Fate.REMOVED: Edit.REMOVED}
"""What happened to all words of a block."""


def marked_text(stretches: tuple[Stretch, ...]) -> str:
    """Return the difference as plain text with `[-removed-]` and `{+inserted+}`."""
    return "".join(f"{MARKS[part.edit][0]}{part.text}{MARKS[part.edit][1]}" for part in stretches)


def marked_html(stretches: tuple[Stretch, ...]) -> str:
    """Return the difference as HTML with `<del>` and `<ins>`, everything else escaped."""
    return "".join(
        f"{TAGS[part.edit][0]}{html.escape(part.text)}{TAGS[part.edit][1]}" for part in stretches
    )


def marked_page(runs: Sequence[Run]) -> str:
    """Return the difference of two pages as plain text, a block a line after a sign for its fate.

    `~` changed, `+` added, `-` removed, `<` moved away from here, `>` moved here.
    """
    return "\n".join(line for run in runs for line in _lines(run))


def page_html(runs: Sequence[Run]) -> str:
    """Return the difference of two pages as an HTML list; what is unchanged and far is counted."""
    return "".join(("<ul>\n", *(item for run in runs for item in _items(run)), "</ul>\n"))


def _items(run: Run) -> Iterator[str]:
    if run.is_folded:
        yield f"<li>… {len(run.edits)} unchanged</li>\n"
        return
    for edit in run.edits:
        text = marked_html(edit.words or (Stretch(WHOLE.get(edit.fate, Edit.KEPT), edit.text),))
        fate = "" if edit.fate is Fate.KEPT else f"<b>{edit.fate}:</b> "
        yield f"<li>{fate}{html.escape(_where(edit))}{text}</li>\n"


def _lines(run: Run) -> Iterator[str]:
    if run.is_folded:
        yield f"… {len(run.edits)} unchanged"
        return
    for edit in run.edits:
        text = marked_text(edit.words) if edit.words else edit.text
        yield f"{SIGNS[edit.fate]} {_where(edit)}{' / '.join(text.splitlines())}"


def _where(edit: BlockEdit) -> str:
    """Return where a block moved to or from, counted from 1."""
    if edit.old is None or edit.new is None or not edit.is_moved:
        return ""
    if edit.fate is Fate.MOVED_AWAY:
        return f"(to {edit.new + 1}) "
    return f"(from {edit.old + 1}) "
