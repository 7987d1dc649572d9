"""Names that a mission had before, set beside its own: "EUMAM Mozambique (voorheen EUTM …)"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from missions.recognise import Mention

WORDS = r"(?:formerly|formally|previously|anciennement|ex|voorheen|vroeger|ehemals|vormals)"
FORMER_NAME = re.compile(rf"\(?\b{WORDS}\b[^)]*\)?", re.IGNORECASE)
IN_BRACKETS = re.compile(rf"\(\s*{WORDS}\b[^()]*\)", re.IGNORECASE)


def without_former_names(text: str, mentions: Sequence[Mention]) -> tuple[str, Sequence[Mention]]:
    """Return a text with the former names in brackets blanked, and the missions named beside them:
    neither they nor "formerly" say anything of what is so now."""
    for bracket in IN_BRACKETS.finditer(text):
        start, end = bracket.span()
        inside = [one for one in mentions if start <= one.start < end]
        if inside and any(one.end <= start for one in mentions):
            text = text[:start] + " " * (end - start) + text[end:]
            mentions = [one for one in mentions if one not in inside]
    return text, mentions
