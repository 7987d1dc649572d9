"""Parts of a page that only mention missions: "Related", "See also", "News"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from crawler.reading.blocks import Block, Box, Heading
from crawler.reading.document import is_boilerplate_lead

LEAD = re.compile(r"([^:.\n]{3,40}?)\s*(?:[:.]\s|\n)")
"""The words before a colon, or before the first sentence's or line's end."""


def leads_elsewhere(text: str) -> bool:
    """Say whether a text begins as the heading of a part that only mentions missions: "See also:
    current operations (MINURSO)"."""
    lead = LEAD.match(text)
    return lead is not None and is_boilerplate_lead(lead.group(1))


def mark_boilerplate(blocks: Sequence[Block], headings: Sequence[Heading]) -> None:
    """Mark what stands under a heading that says that missions are only mentioned there.

    One above the page's main heading ("news.example") ends before it.
    """
    main = next((block.index for block in blocks if block.level == 1), 0)
    for heading in headings:
        section = heading.reach
        end = main if heading.index < main else len(blocks)
        depths = _Depths(section) if section.first == heading.index else None
        for index in range(heading.index, min(section.end, end)):
            block = blocks[index]
            if heading in block.headings or (depths and depths.is_deeper(block, heading)):
                block.is_boilerplate = True
            elif index > heading.index:  # another heading took its place
                break


class _Depths:
    """How deep boxes lie in a section that begins with its heading; each is found out once."""

    def __init__(self, section: Box) -> None:
        self._known: dict[int, int | None] = {id(section): -1}
        """By box; None for those outside."""

    def is_deeper(self, block: Block, heading: Heading) -> bool:
        """Say whether a block stands in a box of its own beside a heading that begins its section:
        a teaser with a heading of the same level."""
        if block.index <= heading.index:
            return False
        own = [block.box] if block.level else []
        deep = self._of(heading.box)
        after = (one.box for one in block.headings if one.index > heading.index)
        return all(self._of(box) > deep for box in (*after, *own))

    def _of(self, box: Box) -> int:
        """Return how many boxes stand between a box and the section around it; 0 outside of it."""
        way: list[Box] = []
        around: Box | None = box
        while around is not None and id(around) not in self._known:
            way.append(around)
            around = around.parent
        depth = self._known[id(around)] if around is not None else None
        for inner in reversed(way):
            depth = None if depth is None else depth + 1
            self._known[id(inner)] = depth
        return max(self._known[id(box)] or 0, 0)
