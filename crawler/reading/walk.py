"""The walk that makes blocks of a page: one pass through its tree.

Menus, footers and other furniture are left out where tag or role name them; where only a class
name or the place on the page says so, their blocks are marked as set aside.

Every element of a page comes by here: what few of them have is asked only of those that may.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from lxml import etree

from crawler.reading.blocks import PSEUDO_HEADING, SCOPED_HEADING, Block, Box, Heading, Kind
from crawler.reading.boilerplate import leads_elsewhere, mark_boilerplate
from crawler.reading.document import (
    FURNISHING,
    SILENT,
    Element,
    Furniture,
    is_boilerplate_heading,
    is_boilerplate_lead,
    is_status_mark,
    labels_of_panels,
    text_below,
)
from crawler.reading.gathered import LINE_BREAK, Gathered, holds_fields
from crawler.reading.inline import Runs, is_footnote, is_inline
from crawler.reading.levels import HEADINGS, SCOPED, aria_level, level_of
from crawler.reading.main_part import set_aside
from crawler.reading.paths import Paths
from crawler.reading.spans import CELLS, CellColumns

EMPHASIS = frozenset({"a", "b", "strong", "abbr", "acronym", "button"})
FEW_IMAGES = 3
"""How many images may speak for a block that has no text."""
DEEPEST = 200
"""Boxes in boxes; what lies deeper, where a page forgets to close them, stands side by side."""
MAIN_IDS = frozenset({"main-content", "content", "main"})
NATURES = {
    **dict.fromkeys("section article main body table ul ol dl tr".split(), (Kind.PARAGRAPH, 0)),
    **{tag: (Kind.HEADING, level) for tag, level in HEADINGS.items()},
    "li": (Kind.ITEM, 0),
    "td": (Kind.CELL, 0),
    "th": (Kind.CELL, 0),
    "dt": (Kind.TERM, 0),
    "dd": (Kind.DESCRIPTION, 0),
}
"""Kind and heading level of what stands in a box; in any other it is as in the box around it."""


def read_blocks(
    body: Element, entries_of: Callable[[str], Sequence[str]] = lambda text: ()
) -> list[Block]:
    """Return the blocks below an element in reading order, furniture left out.

    `entries_of` returns the entries of a list that a block of several lines is, none for any
    other: each is a block of its own then.
    """
    walk = _Walk(body, entries_of)
    blocks = walk.run(body)
    mark_boilerplate(blocks, walk.boilerplate)
    set_aside(blocks, walk.mains, walk.root)
    return blocks


class _Walk:
    """One pass through a tree."""

    def __init__(self, body: Element, entries_of: Callable[[str], Sequence[str]]) -> None:
        self.entries_of = entries_of
        root = body.getroottree().getroot()
        self.furniture = Furniture(root)
        self.panels = labels_of_panels(root)
        self.runs = Runs()
        self.root = Box(body, str(body.tag), None, Kind.PARAGRAPH, 0, 0, Paths())
        self.box = self.root
        self.columns = CellColumns()
        self.around: list[Box] = []
        self.blocks: list[Block] = []
        self.headings: tuple[Heading, ...] = ()
        self.pending = Gathered()
        self.mains: list[Box] = []
        self.boilerplate: list[Heading] = []
        self.emphasis = self.asides = 0
        self.link: list[Element] = []
        self.inline_links = 0

    def run(self, body: Element) -> list[Block]:
        self._add(body.text or "")
        walker = etree.iterwalk(body, events=("start", "end"))
        next(walker)  # the body's own start
        skipped: Element | None = None
        for event, element in walker:
            tag = element.tag
            if event == "start":
                if self._is_passed_by(element, tag):
                    walker.skip_subtree()
                    skipped = element
                elif is_inline(element, tag):
                    self.open_inline(element, tag)
                else:
                    self.open_box(element, tag)
            elif skipped is not None and element is skipped:
                skipped = None
                self.pass_by(element, tag)
            elif self.box.element is not element:
                self.close_inline(element, tag)
            elif element is not body:
                self.close_box(element)
        self.flush()
        self.root.end = len(self.blocks)
        return self.blocks

    def _is_passed_by(self, element: Element, tag: object) -> bool:
        if tag in SILENT:
            return True
        if (tag in FURNISHING or element.get("role")) and self.furniture.is_certain(element, tag):
            return True
        return tag == "sup" and is_footnote(element)

    def pass_by(self, element: Element, tag: object) -> None:
        if tag == "svg":
            self._alternative(element)
        if tail := element.tail:
            self._add(tail)

    def open_inline(self, element: Element, tag: str) -> None:
        if tag == "br" or self.runs.begins_line(element):
            self.pending.pieces.append(LINE_BREAK)
        if tag in EMPHASIS:
            self.emphasis += 1
            if tag == "a":
                self._open_link(element)
                self.inline_links += 1
        if text := element.text:
            self._add(text)
        elif not len(element):
            self._alternative(element)

    def close_inline(self, element: Element, tag: str) -> None:
        if tag in EMPHASIS:
            if tag in ("abbr", "acronym"):
                self._spell_out(element)
            self.emphasis -= 1
            if tag == "a":
                self.inline_links -= 1
                self._close_link(element)
        if tail := element.tail:
            self._add(tail)

    def _spell_out(self, element: Element) -> None:
        spelled = (element.get("title") or "").strip()
        if spelled and spelled.casefold() not in text_below(element).casefold():
            self._add(f" ({spelled})")

    def _open_link(self, element: Element) -> None:
        if element.get("href"):
            self.link.append(element)
            self.pending.anchors.append(element)

    def _close_link(self, element: Element) -> None:
        if self.link and self.link[-1] is element:
            self.link.pop()

    def open_box(self, element: Element, tag: str) -> None:
        self.flush()
        around = self.around
        around.append(self.box)
        parent = self.box if len(around) <= DEEPEST else around[DEEPEST]
        kind, level = NATURES.get(tag) or (parent.kind, parent.level)
        if tag == "p" and kind is Kind.CELL and self._is_laid_out(parent):
            kind = Kind.PARAGRAPH
        role, identity = element.get("role"), element.get("id")
        if role == "heading":
            kind, level = Kind.HEADING, aria_level(element)
        box = Box(element, tag, parent, kind, level, len(self.blocks), parent.paths)
        box.position = len(parent.children)
        box.column = f"@{self.columns.of(box)}" if tag in CELLS else parent.column
        parent.children.append(box)
        self.box = box
        if tag == "main" or role == "main" or identity in MAIN_IDS:
            self.mains.append(box)
        if self.furniture.is_likely(element, f"{element.get('class') or ''} {identity or ''}"):
            box.is_likely_furniture = True
            self.asides += 1
        if tag == "a":
            self._open_link(element)
        label = self.panels.get(element) if self.panels else None
        if label:
            heading = self._scoped(label, box, len(self.blocks))
            self.headings = (*self.headings, heading)
        if text := element.text:
            self._add(text)

    def _is_laid_out(self, box: Box) -> bool:
        """Say whether a cell only lays the page out: one with headings of its own holds text."""
        cell = next((one for one in (box, *box.ancestors()) if one.tag in ("td", "th")), box)
        return any(
            0 < one.level < PSEUDO_HEADING and one.index >= cell.first for one in self.headings
        )

    def close_box(self, element: Element) -> None:
        self.flush()
        box = self.box
        box.end = len(self.blocks)
        if box.is_likely_furniture:
            self.asides -= 1
        if box.is_panel:
            self.headings = tuple(one for one in self.headings if one.level or one.box is not box)
        self.box = self.around.pop()
        if box.tag == "a":
            self._close_link(element)
        if tail := element.tail:
            self._add(tail)

    def flush(self) -> None:
        pending = self.pending
        if not pending.pieces and not pending.alternatives:
            return
        if pending.is_blank and not pending.alternatives:
            pending.clear(self.link)
            return
        self.pending = Gathered()
        self.pending.anchors.extend(self.link)
        text = pending.text()
        if not text:
            return
        lines = () if self.box.level else self.entries_of(text)
        if lines:
            self._add_lines(lines, pending)
        else:
            self._add_block(text, pending)

    def _add_block(self, text: str, pending: Gathered) -> None:
        box, index = self.box, len(self.blocks)
        level = level_of(box, text, pending)
        if level:
            self.headings = tuple(one for one in self.headings if one.level < level)
        box.stretches += 1
        self.blocks.append(
            Block(
                index,
                box,
                Kind.HEADING if level else box.kind,
                text,
                self.headings,
                level,
                pending.emphasis(text),
                tuple(pending.anchors),
                pending.linked,
                box.stretches,
                aside=self.asides > 0,
                is_boilerplate=not level and leads_elsewhere(text),
            )
        )
        if level:
            self.headings = (*self.headings, self._heading(level, text, index))

    def _add_lines(self, lines: Sequence[str], pending: Gathered) -> None:
        """Add each line of a list as an item."""
        linked = pending.linked_lines()
        position, elsewhere = 0, False
        for number, line in enumerate(lines):
            elsewhere = elsewhere or is_boilerplate_lead(line)
            printed = line.count("\n") + 1
            all_linked = len(linked) > position and all(linked[position : position + printed])
            position += printed
            self.box.stretches += 1
            self.blocks.append(
                Block(
                    index=len(self.blocks),
                    box=self.box,
                    kind=Kind.ITEM,
                    text=line,
                    headings=self.headings,
                    anchors=() if number else tuple(pending.anchors),
                    linked=len(line) if all_linked else 0,
                    stretch=self.box.stretches,
                    aside=self.asides > 0,
                    is_boilerplate=elsewhere,
                )
            )

    def _heading(self, level: int, text: str, index: int) -> Heading:
        scope = SCOPED.get(self.box.tag)
        parent = self.box.parent
        if scope and parent is not None and parent.tag == scope:
            return self._scoped(text, parent, index)
        return self._noted(Heading(level, text, self.box, index))

    def _scoped(self, text: str, box: Box, index: int) -> Heading:
        box.is_panel = True
        return self._noted(Heading(SCOPED_HEADING, text, box, index))

    def _noted(self, heading: Heading) -> Heading:
        if is_boilerplate_heading(heading.text):
            self.boilerplate.append(heading)
        return heading

    def _add(self, text: str) -> None:
        if self.box.tag == "pre" and holds_fields(text):
            text = text.replace("\n", LINE_BREAK)
        self.pending.add(text, self.emphasis > 0, self.inline_links > 0)

    def _alternative(self, element: Element) -> None:
        """An image or icon says what it shows by a label only; an image's counts where there is
        no text, or where it is a mark of status beside the text."""
        label = element.get("alt") or element.get("aria-label") or element.get("title")
        if not label and element.tag == "svg":
            label = next((one.text for one in element if one.tag == "title"), None)
        if not label or not label.strip():
            return
        if element.tag == "img" and not is_status_mark(label):
            if len(self.pending.alternatives) < FEW_IMAGES:
                self.pending.alternatives.append(label)
        else:
            self.pending.pieces.append(LINE_BREAK)
            self._add(label)
            self.pending.pieces.append(LINE_BREAK)
