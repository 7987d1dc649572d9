"""Elements that stand in a line of text, and where one of them begins a line of its own."""

from __future__ import annotations

import re
from itertools import islice

from crawler.reading.document import SILENT, Element, text_below
from crawler.reading.gathered import SEPARATORS
from crawler.reading.levels import HEADINGS, SCOPED
from crawler.reading.names import is_cut

INLINE = frozenset(
    (
        "a abbr acronym b bdi bdo big cite code data del dfn em font i img ins kbd label mark "
        "q s samp small span strike strong sub sup time tt u var wbr input button picture "
        "source br"
    ).split()
)
GLUED = frozenset({"sup", "sub", "wbr", "br", "img", "input", "source", "picture"})
"""Inline elements that do not end the stretch of text before them."""
ASIDES = frozenset({"em", "i", "small"})
FOOTNOTE = re.compile(r"\s*[\[(]?\s*(?:\d{1,3}|[a-z]|note \d+)\s*[\])]?\s*")
MOST_IN_NUMBER = 20
"""Elements that a footnote's number may be made of: damaged pages nest them without end."""


def is_inline(element: Element, tag: object) -> bool:
    """Say whether an element is part of a line, and no link or span that is wrapped around whole
    blocks, as cards often are."""
    if tag not in INLINE:
        return False
    return not len(element) or not any(_is_box(child.tag) for child in element)


def _is_box(tag: object) -> bool:
    return isinstance(tag, str) and tag not in INLINE and tag not in SILENT


def is_footnote(element: Element) -> bool:
    """Say whether raised text is the number of a footnote: no part of the word or figure before."""
    if sum(1 for _ in islice(element.iter(), MOST_IN_NUMBER + 1)) > MOST_IN_NUMBER:
        return False
    return FOOTNOTE.fullmatch(text_below(element)) is not None


def _is_aside(element: Element) -> bool:
    """Say whether small print ends a heading: "NATO Mission Iraq <em>Baghdad, Iraq</em>".

    It is a place or a date beside the name, unless the name breaks off before it.
    """
    parent = element.getparent()
    if parent is None or not (parent.tag in HEADINGS or parent.tag in SCOPED):
        return False
    name, rest = (parent.text or "").strip(), (element.text or "").strip()
    is_last = element.getnext() is None and not (element.tail or "").strip()
    return bool(name and rest and is_last) and not is_cut(name, rest)


class Runs:
    """The runs of inline elements on a page, each found out when it is first asked for.

    Sites set the parts of a card in spans that style sheets break into lines. Where nothing but
    such parts stands in an element, each is a line; text around them makes them words.
    """

    def __init__(self) -> None:
        self._known: dict[Element, bool] = {}

    def begins_line(self, element: Element) -> bool:
        """Say whether an inline element is a piece of its own beside the one before it."""
        before = element.getprevious()
        if before is None and element.tag in ASIDES:
            return _is_aside(element)
        if before is None or before.tag not in INLINE or before.tag in GLUED:
            return False
        if element.tag in GLUED or (before.tail and before.tail.strip(SEPARATORS)):
            return False
        if not before.tail:
            return len(before.text or "") != 1
        return self._is_run(element.getparent())

    def _is_run(self, parent: Element | None) -> bool:
        if parent is None:
            return False
        known = self._known.get(parent)
        if known is None:
            known = not (parent.text or "").strip(SEPARATORS) and all(
                not (child.tail or "").strip(SEPARATORS) for child in parent
            )
            self._known[parent] = known
        return known
