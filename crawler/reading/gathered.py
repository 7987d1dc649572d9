"""Text gathered piece by piece until it is a block's: what of it is emphasised, what is linked."""

from __future__ import annotations

import re

from crawler.reading.document import Element
from missions.tokens import tidy

SEPARATORS = " \t\r\n\f\u00a0|•·,;/–—-"
FIELD = re.compile(r"\s*[^\W\d_][^:]{1,40}:(?:\s|$)")
"""A line of preformatted text that begins with a label."""
LINE_BREAK = "\x1f"
"""Stands for a line's end while text is gathered, for a newline in the source is only a space."""


class Gathered:
    """What was read since the last block: its text, and how much of it is bold or a link."""

    __slots__ = (
        "alternatives",
        "anchors",
        "emphasised",
        "is_blank",
        "linked",
        "links",
        "pieces",
        "plain",
    )

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.links: list[int] = []
        """Which of the pieces stand in links."""
        self.alternatives: list[str] = []
        self.anchors: list[Element] = []
        self.emphasised = 0
        """How many of the first pieces are emphasised."""
        self.linked = 0
        self.plain = False
        self.is_blank = True
        """Whether nothing but spaces was gathered: most boxes only hold other boxes."""

    def clear(self, anchors: list[Element]) -> None:
        """Forget the spaces gathered; `anchors` are the links that are open here."""
        self.pieces.clear()
        self.links.clear()
        self.anchors[:] = anchors

    def add(self, text: str, emphasised: bool, linked: bool) -> None:
        """Take a piece of text as it stands in the source."""
        if linked:
            self.links.append(len(self.pieces))
        self.pieces.append(text)
        stripped = text.strip()
        if not stripped:
            return
        self.is_blank = False
        if linked:
            self.linked += len(stripped)
        if not emphasised:
            self.plain = True
        elif not self.plain:
            self.emphasised = len(self.pieces)

    def linked_lines(self) -> list[bool]:
        """Return for each line that has text whether all of it stands in links."""
        linked, lines = set(self.links), [[False, True]]
        for number, piece in enumerate(self.pieces):
            if piece == LINE_BREAK:
                lines.append([False, True])
            elif piece.strip(SEPARATORS):
                lines[-1] = [True, lines[-1][1] and number in linked]
        return [all_linked for has_text, all_linked in lines if has_text]

    def text(self) -> str:
        """Return the text, or what images say where there is none."""
        text = normal("".join(self.pieces)) if self.pieces else ""
        return text or (normal(" ".join(self.alternatives)) if self.alternatives else "")

    def emphasis(self, text: str) -> int:
        """Return how many signs at the beginning of its text are emphasised."""
        if not self.plain:
            return len(text) if self.emphasised or not self.pieces else 0
        return len(normal("".join(self.pieces[: self.emphasised]))) if self.emphasised else 0


def normal(text: str) -> str:
    """Return text without the spaces of the source: lines stay where the page breaks them."""
    if LINE_BREAK not in text:
        return tidy(text)
    lines = (tidy(line) for line in text.split(LINE_BREAK))
    return "\n".join(line for line in lines if line)


def holds_fields(text: str) -> bool:
    """Say whether preformatted lines are labels with values, and no text that is wrapped."""
    lines = [line for line in text.split("\n") if line.strip()]
    return sum(FIELD.match(line) is not None for line in lines) * 2 > len(lines)
