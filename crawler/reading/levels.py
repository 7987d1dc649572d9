"""What makes a block a heading, and of which level: its tag or role, or that it is set in bold, or
that it names an organisation and nothing else."""

from __future__ import annotations

from crawler.reading.blocks import PSEUDO_HEADING, Box, Kind
from crawler.reading.document import Element, is_framework_line
from crawler.reading.gathered import Gathered

HEADINGS = {f"h{level}": level for level in range(1, 7)}
SCOPED = {"summary": "details", "caption": "table", "legend": "fieldset"}
"""What heads only the element that it stands in."""
ARIA_LEVELS = frozenset("123456")
LONGEST_BOLD = 90
BOLD = ("strong", "b", "font", "u")
BOLD_BOXES = frozenset({"p", "div", "font", "center"})


def level_of(box: Box, text: str, pending: Gathered) -> int:
    """Return the level of the block that a text in a box is, 0 where it is no heading."""
    if box.level:
        return box.level
    if box.tag in SCOPED:
        return PSEUDO_HEADING
    is_paragraph = box.kind is Kind.PARAGRAPH
    if is_paragraph and _is_bold_line(box, text, pending):
        return PSEUDO_HEADING
    if (is_paragraph or _is_lone_cell(box)) and is_framework_line(text):
        return PSEUDO_HEADING
    return 0


def aria_level(element: Element) -> int:
    """Return the level that an element with the role of a heading declares."""
    level = element.get("aria-level") or ""
    return int(level) if level in ARIA_LEVELS else 2


def _is_bold_line(box: Box, text: str, pending: Gathered) -> bool:
    if pending.plain or not pending.emphasised or box.tag not in BOLD_BOXES:
        return False
    if len(text) >= LONGEST_BOLD or text.endswith((".", ":")):
        return False
    return next(box.element.iterchildren(*BOLD), None) is not None


def _is_lone_cell(box: Box) -> bool:
    """Say whether a table is used to lay out text: its row has this one cell."""
    element = box.element
    return box.tag in ("td", "th") and element.getnext() is None and element.getprevious() is None
