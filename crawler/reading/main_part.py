"""Which blocks stand in a page's main part: what stands outside, or before the main heading, is
set aside."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate

from crawler.reading.blocks import Block, Box


def set_aside(blocks: Sequence[Block], mains: Sequence[Box], root: Box) -> None:
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
