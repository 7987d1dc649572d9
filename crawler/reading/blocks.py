"""What a page's text is made of: blocks, the headings above them and the boxes they stand in.

Boxes are the elements that make a block of their own, with the range of blocks in them: questions
of what lies within what are answered by comparing numbers. Nothing here knows of missions, nor how
a tree becomes blocks; see `walk`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property

from crawler.reading.document import Element
from crawler.reading.paths import Paths
from missions.records import Evidence

PSEUDO_HEADING = 7
"""Level of a line set wholly in bold, below every real heading."""
SCOPED_HEADING = 0
"""Level of a heading that counts inside its own box, whatever headings stand there."""
BETWEEN_LINKS = re.compile(r"\s*[|•·/\n]\s*")
TAGS_OF_PLACE = 5
HEADING_WRAP = 2
"""Blocks in a box that sets off a heading: itself and an introduction."""


def let_go(blocks: Iterable[Block]) -> None:
    """Unlink the boxes of a page that was read: in a circle, they would hold memory for long."""
    for block in blocks:
        block.box.children = []
        for box in block.box.ancestors():
            if not box.children:  # and so it is with all around
                break
            box.children = []


class Kind(StrEnum):
    """What a block is on its page."""

    HEADING = "heading"
    ITEM = "item"
    CELL = "cell"
    TERM = "term"
    DESCRIPTION = "description"
    PARAGRAPH = "paragraph"


@dataclass(slots=True, eq=False)
class Box:
    """An element that makes a block of its own, and which blocks stand in it."""

    element: Element
    tag: str
    parent: Box | None
    kind: Kind
    level: int
    first: int
    """Index of the first block inside."""
    paths: Paths
    end: int = 0
    """Index after the last block inside."""
    children: list[Box] = field(default_factory=list)
    position: int = 0
    """Which of its parent's children it is."""
    column: str = ""
    """Which cell of its row it stands in: a second column is another place than the first."""
    stretches: int = 0
    """How many blocks stand directly in it."""
    is_likely_furniture: bool = False
    is_panel: bool = False
    """Whether a heading counts inside it alone."""

    @property
    def path(self) -> str:
        """The path of its element."""
        return self.paths.of(self.element)

    def ancestors(self) -> Iterator[Box]:
        """Yield the boxes around it, the nearest first."""
        box = self.parent
        while box is not None:
            yield box
            box = box.parent

    def holds(self, block: Block) -> bool:
        """Say whether a block stands inside."""
        return self.first <= block.index < self.end


@dataclass(eq=False, slots=True)
class Heading:
    """A heading above a block."""

    level: int
    text: str
    box: Box
    index: int
    """Index of the block that is the heading; for a panel's label, of the panel's first block."""

    @property
    def evidence(self) -> Evidence:
        """Where it stands; of a panel's label, which stands elsewhere, the panel's first block."""
        box: Box | None = self.box
        while box is not None and not box.stretches:
            box = next((one for one in box.children if one.end > one.first), None)
        if box is None or box is self.box:
            return Evidence(self.box.path, 0, len(self.text))
        return Evidence(box.path)

    @property
    def reach(self) -> Box:
        """The box it heads: the nearest that holds more than the heading."""
        box = self.box
        while box.end - box.first <= 1 and box.parent is not None and self.level:
            box = box.parent
        return box


@dataclass(eq=False)
class Block:
    """A stretch of text that a reader sees as one."""

    index: int
    box: Box
    kind: Kind
    text: str
    """Normalised; a line break on the page is a newline."""
    headings: tuple[Heading, ...]
    level: int = 0
    """Heading level 1 to 7; 0 for what is no heading."""
    emphasis: int = 0
    """How many characters at its beginning stand in bold or in a link."""
    anchors: tuple[Element, ...] = ()
    """The links in it or around it."""
    linked: int = 0
    """How many of its characters stand in links."""
    stretch: int = 1
    """Which of the stretches of text in its box it is: text between inner boxes, or a line."""
    aside: bool = False
    """Whether it stands where menus and boxes stand; used only where nothing else is a list."""
    is_boilerplate: bool = False
    """Whether a heading above it says that missions are only mentioned here."""

    @property
    def element(self) -> Element:
        """The element whose text it is."""
        return self.box.element

    @cached_property
    def path(self) -> str:
        """The element path, for evidence, and the number of the stretch unless it is the first."""
        path = self.box.path
        return path if self.stretch == 1 else f"{path}#{self.stretch}"

    @cached_property
    def place(self) -> str:
        """Where it stands, without positions: its box's tag and class and the tags around."""
        box: Box | None = self.box
        tags: list[str] = []
        while box is not None and len(tags) < TAGS_OF_PLACE:
            tags.append(box.tag)
            box = box.parent
        return f"{'<'.join(tags)}{self.box.column}.{self.element.get('class') or ''}"

    @cached_property
    def over(self) -> tuple[Heading, ...]:
        """The headings that head it: those in its box, and those wrapped for themselves."""
        return tuple(
            one
            for one in self.headings
            if (reach := one.reach).holds(self) or reach.end - reach.first <= HEADING_WRAP
        )

    @property
    def is_link(self) -> bool:
        """Whether it is nothing but links, and what parts them."""
        if not self.linked:
            return False
        tenfold = self.linked * 10
        return tenfold >= len(self.text) * 9 or (
            tenfold >= len(BETWEEN_LINKS.sub("", self.text)) * 9
        )
