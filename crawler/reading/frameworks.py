"""The organisation whose missions a heading says it is about."""

from __future__ import annotations

from functools import lru_cache

from crawler.reading.blocks import Block
from missions.vocabulary import folded_words, vocabulary

FEW_WORDS = 3
MOST_WORDS = 10
"""Words of a heading that stands over a list; a headline has more."""


def framework_of(block: Block) -> str | None:
    """Return the organisation whose section a block stands in."""
    for heading in reversed(block.headings):
        framework = framework_in(heading.text)
        if framework:
            return framework
    return None


def organisation_over(block: Block) -> str | None:
    """Return the organisation whose missions a heading above lists: "NATO operations", and not a
    headline that names one."""
    for heading in reversed(block.headings):
        framework = framework_in(heading.text)
        if framework:
            words = folded_words(heading.text).split()
            is_list = len(words) <= FEW_WORDS or vocabulary().plurals & set(words)
            return framework if is_list and len(words) <= MOST_WORDS else None
    return None


@lru_cache(maxsize=1024)
def framework_in(text: str) -> str | None:
    """Return the one organisation a heading names, None for none or several."""
    folded = folded_words(text)
    if vocabulary().framework_beginnings.isdisjoint(folded.split()):
        return None
    found = [name for name, pattern in vocabulary().frameworks.items() if pattern.search(folded)]
    return found[0] if len(found) == 1 else None
