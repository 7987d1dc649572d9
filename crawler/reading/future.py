"""Verbs in the future that no cue word tells: French by their endings, German by "wird" and a verb
in the infinitive at the end."""

from __future__ import annotations

import re
from collections.abc import Iterable

from crawler.reading.said import Said
from missions.cue_words import sentence_words

FRENCH = re.compile(r"[a-zà-ÿ]{3,}(?:era|eront|erons|ira|iront|dra|dront)")
GERMAN = frozenset({"wird", "werden"})
INFINITIVE = re.compile(r"(?!ge)[a-zà-ÿ]{3,}(?:en|eln|ern)")


def will_be(said: Said, segments: Iterable[int]) -> str | None:
    """Return the verb in the future that one of some segments has, None where none does."""
    lower = said.clauses.words.lower
    is_french = any(word in sentence_words().clauses["french"] for word in lower)
    for segment in segments:
        words = said.clauses.words_of(segment)
        for word in words if is_french else ():
            if FRENCH.fullmatch(word.printed):
                return word.printed
        if words and INFINITIVE.fullmatch(words[-1].printed) and words[-1].printed not in GERMAN:
            auxiliary = next((one for one in words if one.printed in GERMAN), None)
            if auxiliary is not None:
                return f"{auxiliary.printed} … {words[-1].printed}"
    return None
