"""Text as the words by which names are compared.

An organisation's name in any of four languages is one word, fillers are left out, spellings are
united ("stabilisation", "stabilization"), letters with points are one word ("O.N.U."), and the
"s" of a genitive or plural is taken off an acronym ("MINUSMAs"). It knows no mission.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from missions.lexicon import lexicon
from missions.tokens import Token, tokenize

ROMAN = re.compile(r"^(i|ii|iii|iv|1|2|3)$")
NUMBERS = {"1": "i", "2": "ii", "3": "iii"}
DOTTED = re.compile(r"\b[A-Z]\.(?:\s?[A-Z]\.)*\s?[A-Z]\b")
SPOKEN = 4
"""Abbreviations this long are also written as words: "Nato", "Navo"."""
BEGINNINGS = frozenset(words[0] for words in lexicon().organisations)


class Word(NamedTuple):
    """One word of the comparison alphabet and the range it covers."""

    sign: str
    start: int
    end: int


def read_tokens(text: str, start: int = 0, end: int | None = None) -> list[Token]:
    """Return the tokens of a part of the text, letters with points between them made one."""
    tokens = tokenize(text, start, end)
    return _undotted(text, tokens) if DOTTED.search(text, start, end or len(text)) else tokens


def undotted(printed: str) -> str:
    """Return an abbreviation without its points."""
    return printed.replace(".", "").replace(" ", "")


def _undotted(text: str, tokens: Sequence[Token]) -> list[Token]:
    joined: list[Token] = []
    run: list[Token] = []
    for token in [*tokens, None]:
        if token and _continues(text, run, token):
            run.append(token)
            continue
        joined.extend(_as_one(text, run))
        run = [token] if token else []
    return joined


def _continues(text: str, run: Sequence[Token], token: Token) -> bool:
    if not run or not (len(token.printed) == len(run[-1].printed) == 1):
        return False
    between = text[run[-1].end : token.start]
    return token.printed.isupper() and run[-1].printed.isupper() and between in (".", ". ")


def _as_one(text: str, run: Sequence[Token]) -> list[Token]:
    if len(run) < 2:
        return list(run)
    start, end = run[0].start, run[-1].end
    end += text.startswith(".", end)
    return [Token("".join(one.folded for one in run), text[start:end], start, end)]


def words_of(tokens: Sequence[Token], acronyms: frozenset[str] = frozenset()) -> list[Word]:
    """Return the comparison words; `acronyms` are those an "s" may follow."""
    fillers, spellings = lexicon().fillers, lexicon().spellings
    new = tuple.__new__  # As for tokens, of which most become words.
    words: list[Word] = []
    after = 0
    for position, token in enumerate(tokens):
        folded = token.folded
        if position < after or (folded in fillers and folded not in BEGINNINGS):
            continue
        if folded in BEGINNINGS:
            length, sign = organisation_at(tokens, position)
            after = position + length
            if sign:
                words.append(Word(sign, token.start, tokens[after - 1].end))
                continue
        if folded not in fillers or (words and ROMAN.match(folded)):
            bare = bare_acronym(token, acronyms) if token.printed[-1] == "s" else None
            folded = NUMBERS.get(folded, bare or folded)
            end = token.end - 1 if bare else token.end
            signs = spellings.get(folded, (folded,))
            words += [new(Word, (sign, token.start, end)) for sign in signs]
    return words


def bare_acronym(token: Token, acronyms: frozenset[str]) -> str | None:
    """Return the acronym before the "s" of a genitive or plural, None where there is none."""
    printed = token.printed
    if len(printed) > 3 and printed[:-1].isupper():
        bare = token.folded[:-1]
        return bare if bare in acronyms and token.folded not in acronyms else None
    return None


def organisation_at(tokens: Sequence[Token], position: int) -> tuple[int, str | None]:
    """Return how many words name an organisation here, and its sign."""
    organisations = lexicon().organisations
    folded = tokens[position].folded
    if folded not in BEGINNINGS:
        return 1, None
    for length in (3, 2, 1):
        part = tokens[position : position + length]
        sign = organisations.get(tuple(token.folded for token in part))
        if sign and (length > 1 or _is_abbreviation(tokens, position)):
            return len(part), sign
    return 1, None


def _is_abbreviation(tokens: Sequence[Token], position: int) -> bool:
    """Tell the African Union from the "AU" of a French title in capitals."""
    token = tokens[position]
    if token.folded == "au" and position:
        before = tokens[position - 1]
        is_word = len(before.printed) >= 4 or before.folded in lexicon().fillers - BEGINNINGS
        if before.printed.isupper() and is_word:
            return False
    printed = undotted(token.printed)
    return printed.isupper() or (len(printed) >= SPOKEN and printed[0].isupper())
