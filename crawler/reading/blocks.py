"""A content tree as ordered blocks: each with its text, its element and the headings above it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from itertools import chain, islice

from lxml.html import HtmlElement

from crawler.reading.document import is_boilerplate_heading, is_framework_line
from missions.tokens import tidy

HEADINGS = {f"h{level}": level for level in range(1, 7)}
INLINE = frozenset(
    (
        "a abbr acronym b bdi bdo big cite code data del dfn em font i img ins kbd label mark "
        "q s samp small span strike strong sub sup time tt u var wbr input button picture "
        "source br"
    ).split()
)
CELLS = frozenset({"td", "th"})
PSEUDO_HEADING = 7
"""Level of a line set wholly in bold, below every real heading."""
LINE_BREAK = "\x1f"
"""Stands for `br` while text is gathered, for a newline in the source is only a space."""


class Kind(StrEnum):
    """What a block is on its page."""

    HEADING = "heading"
    ITEM = "item"
    CELL = "cell"
    TERM = "term"
    DESCRIPTION = "description"
    PARAGRAPH = "paragraph"


@dataclass(frozen=True)
class Heading:
    """A heading above a block."""

    level: int
    text: str
    reach: HtmlElement
    """The element whose blocks it heads: the box it stands in."""


@dataclass(frozen=True)
class Block:
    """A stretch of text that a reader sees as one."""

    index: int
    element: HtmlElement
    kind: Kind
    text: str
    """Normalised; a line break in the page is a newline."""
    headings: tuple[Heading, ...]
    level: int = 0
    """Heading level 1 to 7; 0 for what is no heading."""
    emphasis: int = 0
    """How many characters at its beginning stand in bold or in a link."""

    @cached_property
    def path(self) -> str:
        """The element path, for evidence."""
        return str(self.element.getroottree().getpath(self.element))

    @cached_property
    def place(self) -> str:
        """Where it stands, without positions: tags of its element and of those around it."""
        around = [self.element, *islice(self.element.iterancestors(), 4)]
        classes = len((self.element.get("class") or "").split())
        return f"{'<'.join(str(one.tag) for one in around)}{_column(self.element)}#{classes}"

    @cached_property
    def is_boilerplate(self) -> bool:
        """Whether a heading above it says that missions are only mentioned here."""
        return any(
            is_boilerplate_heading(heading.text) and _is_in(self.element, heading.reach)
            for heading in self.headings
        )


@dataclass
class _Pending:
    """Text gathered for the innermost open block element."""

    pieces: list[str] = field(default_factory=list)
    emphasised: int = 0
    plain: bool = False

    def add(self, text: str, *, emphasised: bool) -> None:
        self.pieces.append(text)
        if emphasised and not self.plain:
            self.emphasised += len(text.strip())
        elif text.strip():
            self.plain = True


def read_blocks(content: HtmlElement) -> list[Block]:
    """Return the blocks of a content tree in reading order."""
    blocks: list[Block] = []
    headings: list[Heading] = []
    for element, pending in _stretches(content):
        text = _normal("".join(pending.pieces))
        if not text:
            continue
        kind = _kind(element)
        level = _level(element, kind, text, pending)
        if level:
            headings = [heading for heading in headings if heading.level < level]
            kind = Kind.HEADING
        blocks.append(
            Block(len(blocks), element, kind, text, tuple(headings), level, pending.emphasised)
        )
        if level:
            headings.append(Heading(level, text, _reach(element)))
    return blocks


def _stretches(content: HtmlElement) -> Iterator[tuple[HtmlElement, _Pending]]:
    """Yield each block element with the inline text directly in it, in document order."""
    owners: list[HtmlElement] = [content]
    pending = _Pending()
    pending.add(content.text or "", emphasised=False)
    walk: list[tuple[HtmlElement, bool]] = [(child, True) for child in reversed(content)]
    while walk:
        element, opening = walk.pop()
        if not isinstance(element.tag, str):
            if opening:
                pending.add(element.tail or "", emphasised=False)
            continue
        inline = element.tag in INLINE
        if opening:
            if not inline:
                yield owners[-1], pending
                owners.append(element)
                pending = _Pending()
            _open(element, pending, inline=inline)
            walk.append((element, False))
            walk.extend((child, True) for child in reversed(element))
            continue
        if not inline:
            yield owners.pop(), pending
            pending = _Pending()
        _close(element, pending, owners[-1])
    yield owners[-1], pending


def _open(element: HtmlElement, pending: _Pending, *, inline: bool) -> None:
    if element.tag == "br":
        pending.pieces.append(LINE_BREAK)
    elif element.tag == "img" and not "".join(pending.pieces).strip():
        alt = (element.get("alt") or "").strip()
        if alt and not _text_beside(element):
            pending.add(f" {alt} ", emphasised=True)
    pending.add(element.text or "", emphasised=inline and _is_emphasis(element))


def _text_beside(image: HtmlElement) -> str:
    """Return the text of the block an image stands in: its alt text counts where that is empty."""
    parent = image.getparent()
    while parent is not None and parent.tag in INLINE:
        parent = parent.getparent()
    return tidy(parent.text_content()) if parent is not None else ""


def _close(element: HtmlElement, pending: _Pending, owner: HtmlElement) -> None:
    spelled = (element.get("title") or "").strip() if element.tag in ("abbr", "acronym") else ""
    if spelled and spelled.casefold() not in (element.text_content() or "").casefold():
        pending.add(f" ({spelled})", emphasised=True)
    parent = element.getparent()
    emphasised = parent is not None and parent is not owner and _is_emphasis(parent)
    pending.add(element.tail or "", emphasised=emphasised)


def _is_emphasis(element: HtmlElement) -> bool:
    while element is not None and element.tag in INLINE:
        if element.tag in ("a", "b", "strong", "abbr", "acronym"):
            return True
        element = element.getparent()
    return False


def _normal(text: str) -> str:
    lines = (tidy(line) for line in text.split(LINE_BREAK))
    return "\n".join(line for line in lines if line)


def _kind(element: HtmlElement) -> Kind:
    """Name a block by the nearest element that has a meaning: a paragraph in a cell is a cell."""
    for one in [element, *element.iterancestors()]:
        tag = one.tag
        if tag in HEADINGS:
            return Kind.HEADING
        if tag == "li":
            return Kind.ITEM
        if tag in CELLS:
            return Kind.CELL
        if tag == "dt":
            return Kind.TERM
        if tag == "dd":
            return Kind.DESCRIPTION
        if tag in ("section", "article", "main", "body", "table", "ul", "ol", "dl"):
            break
    return Kind.PARAGRAPH


def _level(element: HtmlElement, kind: Kind, text: str, pending: _Pending) -> int:
    if kind is Kind.HEADING:
        for one in [element, *element.iterancestors()]:
            if one.tag in HEADINGS:
                return HEADINGS[one.tag]
    if element.tag in ("summary", "caption", "legend"):
        return PSEUDO_HEADING
    is_bold_line = kind is Kind.PARAGRAPH and not pending.plain and pending.emphasised
    if is_bold_line and len(text) < 90 and not text.endswith((".", ":")) and _has_bold(element):
        return PSEUDO_HEADING
    if (kind is Kind.PARAGRAPH or _is_lone_cell(element)) and is_framework_line(text):
        return PSEUDO_HEADING
    return 0


def _reach(element: HtmlElement) -> HtmlElement:
    """Return the box of a heading: the nearest element that holds more than the heading."""
    for one in [element, *element.iterancestors()]:
        parent = one.getparent()
        if parent is None:
            return one
        if _says_more(parent, one):
            return parent
    return element


def _says_more(parent: HtmlElement, child: HtmlElement) -> bool:
    """Say whether an element holds text beside one of its children."""
    if (parent.text or "").strip() or (child.tail or "").strip():
        return True
    beside = chain(child.itersiblings(), child.itersiblings(preceding=True))
    return any(text.strip() for one in beside for text in one.itertext())


def _is_in(element: HtmlElement, box: HtmlElement) -> bool:
    return element is box or any(up is box for up in element.iterancestors())


def _column(element: HtmlElement) -> str:
    """Tell the cells of a row apart: a table's second column is another place than its first."""
    for one in [element, *element.iterancestors()]:
        if one.tag in CELLS:
            return f"@{sum(1 for _ in one.itersiblings(preceding=True))}"
    return ""


def _is_lone_cell(element: HtmlElement) -> bool:
    """Say whether a table is used to lay out text: its row has this one cell."""
    return element.tag in CELLS and element.getnext() is None and element.getprevious() is None


def _has_bold(element: HtmlElement) -> bool:
    return element.tag == "p" and bool(element.xpath("./strong | ./b"))
