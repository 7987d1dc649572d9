"""The walk that makes blocks of a page: one pass through its tree.

Menus, footers and other furniture are left out where tag or role name them; where only a class
name or the place on the page says so, their blocks are marked as set aside.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from itertools import accumulate

from lxml import etree

from crawler.reading.blocks import PSEUDO_HEADING, SCOPED_HEADING, Block, Box, Heading, Kind
from crawler.reading.boilerplate import leads_elsewhere, mark_boilerplate
from crawler.reading.document import (
    SILENT,
    Element,
    Furniture,
    is_boilerplate_heading,
    is_boilerplate_lead,
    is_framework_line,
    is_status_mark,
    labels_of_panels,
    text_below,
)
from crawler.reading.gathered import LINE_BREAK, SEPARATORS, Gathered, holds_fields
from crawler.reading.names import is_cut
from crawler.reading.paths import Paths

HEADINGS = {f"h{level}": level for level in range(1, 7)}
ARIA_LEVELS = frozenset("123456")
INLINE = frozenset(
    (
        "a abbr acronym b bdi bdo big cite code data del dfn em font i img ins kbd label mark "
        "q s samp small span strike strong sub sup time tt u var wbr input button picture "
        "source br"
    ).split()
)
EMPHASIS = frozenset({"a", "b", "strong", "abbr", "acronym", "button"})
GLUED = frozenset({"sup", "sub", "wbr", "br", "img", "input", "source", "picture"})
"""Inline elements that do not end the stretch of text before them."""
OUTER = frozenset({"section", "article", "main", "body", "table", "ul", "ol", "dl", "tr"})
SCOPED = {"summary": "details", "caption": "table", "legend": "fieldset"}
"""What heads only the element that it stands in."""
ASIDES = frozenset({"em", "i", "small"})
FEW_IMAGES = 3
"""How many images may speak for a block that has no text."""
FOOTNOTE = re.compile(r"\s*[\[(]?\s*(?:\d{1,3}|[a-z]|note \d+)\s*[\])]?\s*")
DEEPEST = 200
"""Boxes in boxes; what lies deeper, where a page forgets to close them, stands side by side."""
MAIN_IDS = frozenset({"main-content", "content", "main"})
KINDS = {
    **dict.fromkeys(HEADINGS, Kind.HEADING),
    "li": Kind.ITEM,
    "td": Kind.CELL,
    "th": Kind.CELL,
    "dt": Kind.TERM,
    "dd": Kind.DESCRIPTION,
}


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
    _set_aside(blocks, walk.mains, walk.root)
    return blocks


class _Walk:
    """One pass through a tree."""

    def __init__(self, body: Element, entries_of: Callable[[str], Sequence[str]]) -> None:
        self.entries_of = entries_of
        root = body.getroottree().getroot()
        self.furniture = Furniture(root)
        self.panels = labels_of_panels(root)
        self.root = Box(body, str(body.tag), None, Kind.PARAGRAPH, 0, 0, Paths())
        self.box = self.root
        self.around: list[Box] = []
        self.blocks: list[Block] = []
        self.headings: tuple[Heading, ...] = ()
        self.pending = Gathered()
        self.mains: list[Box] = []
        self.boilerplate: list[Heading] = []
        self.emphasis = self.asides = 0
        self.link: list[Element] = []
        self.inline_links = 0
        self._runs: dict[Element, bool] = {}

    def run(self, body: Element) -> list[Block]:
        self._add(body.text or "")
        walker = etree.iterwalk(body, events=("start", "end"))
        skipped: Element | None = None
        for event, element in walker:
            if element is body:
                continue
            tag = element.tag
            if event == "start":
                if (
                    tag in SILENT
                    or self.furniture.is_certain(element, tag)
                    or (tag == "sup" and _is_footnote(element))
                ):
                    walker.skip_subtree()
                    skipped = element
                elif tag in INLINE and not _holds_boxes(element):
                    self.open_inline(element, tag)
                else:
                    self.open_box(element, tag)
            elif skipped is not None and element is skipped:
                skipped = None
                self.pass_by(element, tag)
            elif self.box.element is element:
                self.close_box(element)
            else:
                self.close_inline(element, tag)
        self.flush()
        self.root.end = len(self.blocks)
        return self.blocks

    def pass_by(self, element: Element, tag: object) -> None:
        if tag == "svg":
            self._alternative(element)
        if tail := element.tail:
            self._add(tail)

    def open_inline(self, element: Element, tag: str) -> None:
        pending = self.pending
        if tag == "br" or self._begins_line(element):
            pending.pieces.append(LINE_BREAK)
        if tag == "a":
            self._open_link(element)
            self.inline_links += 1
        if tag in EMPHASIS:
            self.emphasis += 1
        if text := element.text:
            self._add(text)
        elif not len(element):
            self._alternative(element)

    def close_inline(self, element: Element, tag: str) -> None:
        if tag in ("abbr", "acronym"):
            spelled = (element.get("title") or "").strip()
            if spelled and spelled.casefold() not in text_below(element).casefold():
                self._add(f" ({spelled})")
        if tag in EMPHASIS:
            self.emphasis -= 1
        if tag == "a":
            self.inline_links -= 1
        self._close_link(element)
        if tail := element.tail:
            self._add(tail)

    def _open_link(self, element: Element) -> None:
        if element.get("href"):
            self.link.append(element)
            self.pending.anchors.append(element)

    def _close_link(self, element: Element) -> None:
        if self.link and self.link[-1] is element:
            self.link.pop()

    def open_box(self, element: Element, tag: str) -> None:
        self.flush()
        self.around.append(self.box)
        parent = self.around[-1 if len(self.around) <= DEEPEST else DEEPEST]
        kind = KINDS.get(tag) or (Kind.PARAGRAPH if tag in OUTER else parent.kind)
        level = HEADINGS.get(tag) or (0 if tag in KINDS or tag in OUTER else parent.level)
        role = element.get("role")
        if role == "heading":
            kind, level = Kind.HEADING, _aria_level(element)
        box = Box(element, tag, parent, kind, level, len(self.blocks), parent.paths)
        box.position = len(parent.children)
        parent.children.append(box)
        self.box = box
        identity = element.get("id")
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

    def close_box(self, element: Element) -> None:
        self.flush()
        box = self.box
        box.end = len(self.blocks)
        if box.is_likely_furniture:
            self.asides -= 1
        if box.is_panel:
            self.headings = tuple(one for one in self.headings if one.level or one.box is not box)
        self.box = self.around.pop()
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
        level = _level(box, text, pending)
        if level:
            self.headings = tuple(one for one in self.headings if one.level < level)
        box.stretches += 1
        self.blocks.append(
            Block(
                index=index,
                box=box,
                kind=Kind.HEADING if level else box.kind,
                text=text,
                headings=self.headings,
                level=level,
                emphasis=pending.emphasis(text),
                anchors=tuple(pending.anchors),
                linked=pending.linked,
                stretch=box.stretches,
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
        self.pending.add(text, emphasised=self.emphasis > 0, linked=self.inline_links > 0)

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

    def _begins_line(self, element: Element) -> bool:
        """Say whether an inline element is a piece of its own beside the one before it.

        Sites set the parts of a card in spans that style sheets break into lines. Where nothing
        but such parts stands in an element, each is a line; text around them makes them words.
        """
        before = element.getprevious()
        if before is None and element.tag in ASIDES:
            return self._is_aside(element)
        if before is None or before.tag not in INLINE or before.tag in GLUED:
            return False
        if element.tag in GLUED or (before.tail and before.tail.strip(SEPARATORS)):
            return False
        if not before.tail:
            return len(before.text or "") != 1
        return self._is_run(element.getparent())

    def _is_aside(self, element: Element) -> bool:
        """Say whether small print ends a heading: "NATO Mission Iraq <em>Baghdad, Iraq</em>".

        It is a place or a date beside the name, unless the name breaks off before it.
        """
        parent = element.getparent()
        if parent is None or not (parent.tag in HEADINGS or parent.tag in SCOPED):
            return False
        name, rest = (parent.text or "").strip(), (element.text or "").strip()
        is_last = element.getnext() is None and not (element.tail or "").strip()
        return bool(name and rest and is_last) and not is_cut(name, rest)

    def _is_run(self, parent: Element | None) -> bool:
        if parent is None:
            return False
        known = self._runs.get(parent)
        if known is None:
            known = not (parent.text or "").strip(SEPARATORS) and all(
                not (child.tail or "").strip(SEPARATORS) for child in parent
            )
            self._runs[parent] = known
        return known


def _holds_boxes(element: Element) -> bool:
    """Say whether a link or span is wrapped around whole blocks, as cards often are."""
    return len(element) > 0 and any(
        isinstance(child.tag, str) and child.tag not in INLINE and child.tag not in SILENT
        for child in element
    )


def _is_footnote(element: Element) -> bool:
    """Say whether raised text is the number of a footnote: no part of the word or figure before."""
    return FOOTNOTE.fullmatch(text_below(element)) is not None


def _aria_level(element: Element) -> int:
    level = element.get("aria-level") or ""
    return int(level) if level in ARIA_LEVELS else 2


def _level(box: Box, text: str, pending: Gathered) -> int:
    if box.level:
        return box.level
    if box.tag in SCOPED:
        return PSEUDO_HEADING
    is_paragraph = box.kind is Kind.PARAGRAPH
    is_bold_line = is_paragraph and not pending.plain and pending.emphasised
    if is_bold_line and len(text) < 90 and not text.endswith((".", ":")) and _has_bold(box):
        return PSEUDO_HEADING
    if (is_paragraph or _is_lone_cell(box)) and is_framework_line(text):
        return PSEUDO_HEADING
    return 0


def _is_lone_cell(box: Box) -> bool:
    """Say whether a table is used to lay out text: its row has this one cell."""
    element = box.element
    return box.tag in ("td", "th") and element.getnext() is None and element.getprevious() is None


def _has_bold(box: Box) -> bool:
    return box.tag in ("p", "div", "font", "center") and any(
        child.tag in ("strong", "b", "font", "u") for child in box.element
    )


def _set_aside(blocks: Sequence[Block], mains: Sequence[Box], root: Box) -> None:
    """Mark what stands outside the main part, or before the main heading, as set aside."""
    lengths = [0, *accumulate(0 if block.aside else len(block.text) for block in blocks)]

    def length(first: int, end: int) -> int:
        return lengths[end] - lengths[first]

    whole = length(0, len(blocks))
    fitting = [box for box in mains if length(box.first, box.end) * 4 >= whole]
    main = max(fitting, key=lambda box: length(box.first, box.end), default=root)
    start = next((one.index for one in blocks[main.first : main.end] if one.level == 1), main.first)
    if length(start, main.end) * 3 < length(main.first, start):
        start = main.first
    for block in blocks:
        if not start <= block.index < main.end:
            block.aside = True
