"""Pages that stand in place of the page asked for: challenges, walls, error pages, parked domains.

Their words are in `data/notices.toml`. A title is enough; a sentence in the text proves nothing
as long as the page still lists missions (main.un.org asks for JavaScript above a complete page).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from missions.data import read_toml
from missions.vocabulary import folded_words, pattern_of

Patterns = Mapping[str, re.Pattern[str]]


def notice_in_title(title: str) -> str | None:
    """Return what a page with this title is instead of a list, as a reason's name, or None.

    "Just a moment...", "404 | UN" and "Site under maintenance" are no titles of lists.
    """
    return _first(_patterns()["title"], folded_words(title))


def notice_in_text(text: str) -> str | None:
    """Return what a page with this text may be instead of a list, as a reason's name, or None."""
    return _first(_patterns()["text"], folded_words(text))


def _first(patterns: Patterns, words: str) -> str | None:
    return next((name for name, pattern in patterns.items() if pattern.search(words)), None)


@cache
def _patterns() -> Mapping[str, Patterns]:
    raw = read_toml("notices.toml")
    return {part: {name: pattern_of(some) for name, some in raw[part].items()} for part in raw}
