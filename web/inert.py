"""A stored page's own markup with nothing left in it that acts: no script, style, form or load.

What is kept is written anew from a list of harmless elements, and what was written passes a
sanitiser that knows how browsers read it. Links are shown as text that tells where they led.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import urljoin

import nh3

from crawler.marking import UNSEEN, Texts
from crawler.reading.document import Element, body_of
from notifier.cleaning import LONGEST_LINK, clean, safe_link, shown

KEPT = frozenset(
    "h1 h2 h3 h4 h5 h6 p div section article main ul ol li dl dt dd table caption thead tbody "
    "tfoot tr th td b strong i em u s small sub sup blockquote pre figure figcaption address abbr "
    "cite q span mark br hr".split()
)
VOID = frozenset({"br", "hr"})
WRITTEN_AS = {
    "a": "span", "mark": "span", "button": "span", "label": "span", "font": "span", "time": "span",
    "header": "div", "footer": "div", "nav": "div", "aside": "div", "details": "div",
    "summary": "div", "form": "div", "fieldset": "div", "legend": "div", "center": "div",
    "hgroup": "div", "dialog": "div", "menu": "ul", "dir": "ul", "listing": "pre",
}  # fmt: skip
NUMBERS = {"colspan": 100, "rowspan": 100, "start": 100_000, "value": 100_000}
LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,2}")
DEEPEST = 60
"""Elements within each other that are written; what lies deeper is written as text."""
LARGEST = 120_000
"""Characters of markup that are shown at once; of a longer page those around the mark."""
LONGEST_TARGET = 200
MARKUP = 30
"""Characters of markup around a text, about."""
SHARE_BEFORE = 3
"""The part of them, a third, that stands before the mark."""


@dataclass(frozen=True)
class Inert:
    """Markup to show, and whether some of the page was left out before or behind it."""

    markup: str
    is_marked: bool
    is_cut: bool


def inert(root: Element, address: str, marks: Texts) -> Inert:
    """Return the markup of a page to show, with the marked texts in `<mark>`."""
    body = body_of(root)
    lengths = list(_lengths(body, marks))
    first, last = _window([length for length, _ in lengths], [marked for _, marked in lengths])
    writer = _Writer(address, marks, first, last)
    writer.write(body)
    return Inert(
        sanitised("".join(writer.pieces)),
        writer.is_marked,
        is_cut=(first, last) != (0, len(lengths)),
    )


def inert_text(text: str) -> Inert:
    """Return the text of what has no markup, to show as it is."""
    return Inert(sanitised(f"<pre>{_escaped(text[:LARGEST])}</pre>"), False, len(text) > LARGEST)


def sanitised(markup: str) -> str:
    """Return markup as a sanitiser passes it that reads it as browsers do."""
    return nh3.clean(
        markup,
        tags=set(KEPT),
        clean_content_tags=set(UNSEEN - KEPT),
        attributes={
            "*": {"lang"},
            "mark": {"id"},
            "span": {"class", "title"},
            "td": {"colspan", "rowspan"},
            "th": {"colspan", "rowspan"},
            "ol": {"start"},
            "li": {"value"},
        },
        attribute_filter=_ours,
        url_schemes=set(),
        link_rel=None,
    )


def _ours(tag: str, name: str, value: str) -> str | None:
    """Let ids and classes pass that we gave: no page may name anything."""
    if name == "id":
        return value if value == "mark" else None
    if name == "class":
        return value if value in ("link", "image") else None
    return value


def _lengths(body: Element, marks: Texts) -> Iterator[tuple[int, bool]]:
    """Yield how long the markup of each text is, about, and whether it is marked."""
    for event, element in _walk(body):
        if event != "close":
            text = (element.tail if event == "behind" else element.text) or ""
            room = MARKUP + min(len(element.get("href") or ""), LONGEST_TARGET)
            yield len(text) + room, (element, event == "behind") in marks


def _window(lengths: list[int], marked: list[bool]) -> tuple[int, int]:
    """Return from which text to which is shown."""
    if sum(lengths) <= LARGEST:
        return 0, len(lengths)
    mark = marked.index(True) if True in marked else 0
    first, room = mark, LARGEST // SHARE_BEFORE
    while first > 0 and room > lengths[first - 1]:
        first -= 1
        room -= lengths[first]
    last, room = first, LARGEST
    while last < len(lengths) and (room > lengths[last] or last == mark):
        room -= lengths[last]
        last += 1
    return first, last


def _walk(body: Element) -> Iterator[tuple[str, Element]]:
    """Yield what of a tree is seen: each element opened and closed, and the text behind it."""
    waiting = [("close", body), ("open", body)]
    while waiting:
        event, element = waiting.pop()
        is_seen = isinstance(element.tag, str) and element.tag not in UNSEEN
        if event == "behind" or is_seen:
            yield event, element
        if event == "open" and is_seen:
            for child in reversed(element):
                waiting += [("behind", child), ("close", child), ("open", child)]


@dataclass
class _Writer:
    """Writes the texts of a window and the elements around them."""

    address: str
    marks: Texts
    first: int
    last: int
    pieces: list[str] = field(default_factory=list)
    is_marked: bool = False
    _number: int = 0
    _open: list[tuple[str, str, bool]] = field(default_factory=list)
    """The elements we are in: tag, how it is opened, whether that was written already."""

    def write(self, body: Element) -> None:
        for event, element in _walk(body):
            if event == "close":
                self._close()
                continue
            if event == "open":
                self._open.append((*self._tag(element), False))
            if self.first <= self._number < self.last:
                self._write_text(element, is_behind=event == "behind")
            self._number += 1

    def _tag(self, element: Element) -> tuple[str, str]:
        name = str(element.tag)
        tag = WRITTEN_AS.get(name, name)
        if tag not in KEPT or len(self._open) > DEEPEST:
            return "", ""
        return tag, f"<{tag}{''.join(self._attributes(element))}>"

    def _attributes(self, element: Element) -> Iterator[str]:
        for name, most in NUMBERS.items():
            value = (element.get(name) or "").strip()
            if value.isascii() and value.isdigit() and 0 < int(value[:9]) <= most:
                yield f' {name}="{int(value[:9])}"'
        language = element.get("lang") or ""
        if LANGUAGE.fullmatch(language):
            yield f' lang="{language}"'
        if element.tag == "a" and element.get("href"):
            target = html.escape(self._target(element.get("href") or ""))
            yield f' class="link" title="{target}"' if target else ' class="link"'

    def _target(self, address: str) -> str:
        try:
            target = safe_link(urljoin(self.address, address[:LONGEST_LINK].strip()))
        except ValueError:
            return ""
        return clean(target or "", LONGEST_TARGET)

    def _write_text(self, element: Element, *, is_behind: bool) -> None:
        if not is_behind and element.tag in VOID:
            self._write_opened()
        if not is_behind and element.tag == "img" and (element.get("alt") or "").strip():
            self._write_opened()
            label = html.escape(clean(element.get("alt") or ""))
            self.pieces.append(f'<span class="image">[{label}]</span>')
        text = (element.tail if is_behind else element.text) or ""
        if not text.strip():
            self.pieces.append(" " if text and self.pieces else "")
            return
        self._write_opened()
        start, end = self.marks.get((element, is_behind), (0, 0))
        if start == end:
            self.pieces.append(_escaped(text[:LARGEST]))
            return
        name = "" if self.is_marked else ' id="mark"'
        self.is_marked = True
        before, words, after = text[:start][-LARGEST:], text[start:end], text[end:]
        self.pieces.append(
            f"{_escaped(before)}<mark{name}>{_escaped(words[:LARGEST])}</mark>"
            f"{_escaped(after[:LARGEST])}"
        )

    def _write_opened(self) -> None:
        """Write the elements we are in, as far as they are not written: none stays empty."""
        for place, (tag, opened, is_written) in enumerate(self._open):
            if not is_written:
                self.pieces.append(opened)
                self._open[place] = (tag, opened, True)

    def _close(self) -> None:
        tag, _, is_written = self._open.pop()
        if tag and tag not in VOID and is_written:
            self.pieces.append(f"</{tag}>")


def _escaped(text: str) -> str:
    return html.escape(text if text.isprintable() else shown(text))
