"""Verbs in the perfect that no cue word tells: "hebben … opgeleid", "haben … ausgebildet", "ont
formé".

What somebody has done is over, unless the sentence says since when it lasts.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from crawler.reading.said import Said
from missions.cue_words import sentence_words

AUXILIARIES = frozenset("heeft hebben hat haben".split())
PARTICIPLE = re.compile(
    r"(?:[a-zà-ÿ]*ge|be|ver|ont|her|er|zer|über|onder|over)[a-zà-ÿ]{2,}(?:t|d|en)"
)
"""Dutch and German: at the end of the clause."""
FRENCH_AUXILIARIES = frozenset("a ont avons".split())
FRENCH_PARTICIPLE = re.compile(r"[a-zà-ÿ]{2,}(?:é|ée|és|ées|is|it|ert|u|us|ue)")
WITHIN = 2
"""Words from a French auxiliary to its participle, at most."""


def has_been(said: Said, segments: Iterable[int]) -> str | None:
    """Return the verb in the perfect that one of some segments has, None where none does."""
    if any(one.kind == "since" for one in said.clauses.cues):
        return None
    lower = said.clauses.words.lower
    is_french = any(word in sentence_words().clauses["french"] for word in lower)
    for segment in segments:
        words = [one.printed for one in said.clauses.words_of(segment)]
        found = _french(words) if is_french else _germanic(words)
        if found is not None:
            return found
    return None


def _germanic(words: list[str]) -> str | None:
    auxiliary = next((one for one in words[:-1] if one in AUXILIARIES), None)
    if auxiliary is None or PARTICIPLE.fullmatch(words[-1]) is None:
        return None
    return f"{auxiliary} … {words[-1]}"


def _french(words: list[str]) -> str | None:
    for at, word in enumerate(words):
        for following in words[at + 1 : at + 1 + WITHIN] if word in FRENCH_AUXILIARIES else ():
            if FRENCH_PARTICIPLE.fullmatch(following):
                return f"{word} {following}"
    return None
