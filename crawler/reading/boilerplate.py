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
        end = main if heading.index < main else len(blocks)
        for index in range(heading.index, min(heading.reach.end, end)):
            block = blocks[index]
            if heading in block.headings or _is_deeper(block, heading):
                block.is_boilerplate = True
            elif index > heading.index:  # another heading took its place
                break


def _is_deeper(block: Block, heading: Heading) -> bool:
    """Say whether a block stands in a box of its own beside a heading that begins its section: a
    teaser with a heading of the same level."""
    section = heading.reach
    if section.first != heading.index or block.index <= heading.index:
        return False
    own = [block.box] if block.level else []
    deep = _depth(heading.box, section)
    after = (one.box for one in block.headings if one.index > heading.index)
    return all(_depth(box, section) > deep for box in (*after, *own))


def _depth(box: Box, section: Box) -> int:
    """Return how many boxes stand between a box and the section around it."""
    return next((deep for deep, one in enumerate(box.ancestors()) if one is section), 0)
