"""The words of a text that say more than a title may say beside the name of a mission."""

from __future__ import annotations

from functools import cache, lru_cache

from missions.places import places_among
from missions.spans import Spans
from missions.tokens import Token, tokenize
from missions.vocabulary import vocabulary


@lru_cache(maxsize=2048)
def unknown_words(text: str) -> tuple[Token, ...]:
    """Return the words that are no type, place, status, date or filler."""
    if not any(map(str.isalpha, text)):
        return ()
    tokens = tokenize(text)
    named = Spans((one.start, one.end) for one in places_among(tokens))
    known, endings = _title_words(), vocabulary().type_endings
    return tuple(
        token
        for token in tokens
        if token.folded not in known
        and not token.folded.endswith(endings)
        and not token.printed.isdigit()
        and not named.touch(token.start, token.start + 1)
    )


@cache
def _title_words() -> frozenset[str]:
    words = vocabulary()
    return words.title_words | frozenset(words.months)
