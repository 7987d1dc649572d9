"""What is different between two texts, on two levels: blocks of a page, and words of a passage.

Pure data comes out; the site, the terminal and the mails print it.
"""

from __future__ import annotations

from missions.difference.blocks import Block, BlockEdit, Fate, page_difference
from missions.difference.folding import Run, folded
from missions.difference.printed import WHOLE, marked_html, marked_page, marked_text, page_html
from missions.difference.words import Edit, Stretch, word_difference

__all__ = [
    "WHOLE",
    "Block",
    "BlockEdit",
    "Edit",
    "Fate",
    "Run",
    "Stretch",
    "folded",
    "marked_html",
    "marked_page",
    "marked_text",
    "page_difference",
    "page_html",
    "word_difference",
]
