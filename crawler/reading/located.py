"""The countries of a sentence in which something is: "in Somalia, Rwanda and Lebanon"."""

from __future__ import annotations

from collections.abc import Iterator

from crawler.reading.said import Said
from missions.cue_words import sentence_words
from missions.places import Place


def located(said: Said, *, is_item: bool) -> Iterator[Place]:
    """Yield the countries where something is: those after "in", and those joined to them."""
    words = sentence_words().places
    is_located = False
    last_end = -1
    for place in said.places:
        before = [one for one in said.clauses.tokens if one.end <= place.start]
        while before and before[-1].printed.lower() in words["articles"]:
            before.pop()
        previous = before[-1] if before else None
        opens_item = previous is None and is_item
        if previous is not None and not _is_joined(said, last_end, place.start, words["joins"]):
            is_located = previous.printed.lower() in words["locative"]
        if is_located or opens_item:
            is_located = True
            yield place
        last_end = place.end


def _is_joined(said: Said, last_end: int, start: int, joins: frozenset[str]) -> bool:
    """Say whether only commas, conjunctions and articles stand between two countries."""
    if last_end < 0:
        return False
    between = [one for one in said.clauses.tokens if last_end <= one.start and one.end <= start]
    allowed = joins | sentence_words().places["articles"]
    return all(one.printed.lower() in allowed for one in between)
