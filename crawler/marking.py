"""Where in a page's own markup the words of a passage stand: in which texts of which elements."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from crawler.passages import Found
from crawler.reading.document import Element

Texts = dict[tuple[Element, bool], tuple[int, int]]
"""From and to by element; whether it is the text behind the element instead of that in it."""
UNSEEN = frozenset(
    "script style template noscript svg iframe object embed applet select option datalist head "
    "math canvas audio video map title textarea xmp noembed noframes frameset plaintext".split()
)
"""Elements of which a reader of the page sees no text."""


@dataclass(frozen=True)
class Text:
    """The text in an element before its first child, or behind it."""

    element: Element
    is_behind: bool
    text: str


def marked_texts(root: Element, found: Found) -> Texts:
    """Return what to mark of the texts of a tree; nothing when the passage is not in it.

    The words are sought without regard to spacing, for that of the markup is not that of the
    passage. Where they cannot be found, all of the element is marked.
    """
    element = _element(root, found)
    if element is None or found.passage is None:
        return {}
    texts = list(texts_in(element))
    where = [
        (number, place)
        for number, one in enumerate(texts)
        for place, character in enumerate(one.text)
        if not character.isspace()
    ]
    squeezed = "".join(texts[number].text[place] for number, place in where)
    first, last = _sought(squeezed, _squeezed(found.passage.text[: found.start]), found.words)
    marks: Texts = {}
    for number, place in where[first:last]:
        key = (texts[number].element, texts[number].is_behind)
        start, _ = marks.get(key, (place, place))
        marks[key] = (start, place + 1)
    return marks


def texts_in(element: Element) -> Iterator[Text]:
    """Yield the texts that a reader sees of an element, in order."""
    # With a list in hand, not by recursion: a page may nest as deep as it likes.
    waiting: list[tuple[Element, bool]] = [(element, False)]
    while waiting:
        one, is_behind = waiting.pop()
        text = one.tail if is_behind else one.text
        if is_behind or one.tag not in UNSEEN:
            if text and (is_behind or isinstance(one.tag, str)):
                yield Text(one, is_behind, text)
            if not is_behind:
                for child in reversed(one):
                    waiting += [(child, True), (child, False)]


def _element(root: Element, found: Found) -> Element | None:
    if found.passage is None:
        return None
    path = found.passage.path.partition("#")[0]
    try:
        hits = root.getroottree().xpath(path)
    except etree.XPathError:
        return None
    first = hits[0] if isinstance(hits, list) and hits else None
    return first if isinstance(first, Element) else None


def _sought(squeezed: str, before: str, words: str) -> tuple[int, int]:
    """Return from where to where the words stand; everything when they do not."""
    wanted = _squeezed(words)
    place = squeezed.find(before + wanted)
    if place >= 0:
        place += len(before)
    else:
        place = squeezed.find(wanted)
    return (place, place + len(wanted)) if wanted and place >= 0 else (0, len(squeezed))


def _squeezed(text: str) -> str:
    return "".join(text.split())
