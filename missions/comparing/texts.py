"""New words about a mission: the sentences that changed, where nothing else did."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from missions.comparing.fields import has_changed_fields
from missions.comparing.pair import Pair, change_of
from missions.comparing.significance import text_weight
from missions.records import Change, ChangeKind
from missions.tokens import tokenize
from missions.vocabulary import folded_words, vocabulary

SENTENCE_END = re.compile(r"(?<=[.!?…])[\"'”’»)\]]*\s+(?=[^\W\d_a-zß-ÿ]|[\"'“‘„«(\[0-9])")
FIGURES = 6
"""A line of fewer words with a figure in it is a table's cell."""
DAMAGED = re.compile("\ufffd|[ÂÃâ][\x80-\xbf€‚ƒ„…†‡ˆ‰Š‹Œ‘’“”•–—˜™š›œ]")
"""Signs that were lost, or decoded as another encoding than theirs."""

COUNTER = 10
"""Words that tell views, visitors or the place in a gallery at most."""


def reworded(pair: Pair) -> Iterator[Change]:
    """Tell each page's new words about a mission where its source kept its layout and no field
    changed."""
    if pair.rebuilt:
        return
    for mission, new in pair.after.items():
        old = pair.before.get(mission)
        if old is None or has_changed_fields(pair, new):
            continue
        if old.listing.participation != new.listing.participation:
            continue
        for url, words in new.passages.items():
            before, after = changed_sentences(old.passages.get(url, ""), words)
            if before or after:
                change = change_of(
                    pair,
                    ChangeKind.TEXT,
                    new,
                    before=before,
                    after=after,
                    weight=text_weight(before, after),
                )
                yield replace(
                    change, page=url, passage_before=old.passages[url], passage_after=words
                )


def changed_sentences(before: str, after: str) -> tuple[str, str]:
    """Return the sentences that only one of two passages has; nothing where one is empty.

    Their order, case, accents and punctuation are no difference, nor is a "last updated" stamp or
    the number of a page's visitors.
    Where only one of them has damaged letters nothing can be said.
    """
    if not before or not after or _words(before) == _words(after):
        return "", ""
    if bool(DAMAGED.search(before)) != bool(DAMAGED.search(after)):
        return "", ""
    old, new = _sentences(before), _sentences(after)
    gone, come = _only_in(old, new), _only_in(new, old)
    return " ".join(_beside(gone, come)), " ".join(_beside(come, gone))


def _only_in(these: list[str], those: list[str]) -> list[str]:
    known = {_counted(one) for one in those}
    return [one for one in these if _counted(one) not in known]


def _beside(these: list[str], those: list[str]) -> list[str]:
    """Leave out cells where no other stands for them: a column that a table gains or loses."""
    return these if any(map(_is_cell, those)) else [one for one in these if not _is_cell(one)]


def _sentences(passage: str) -> list[str]:
    lines = passage.strip().splitlines()
    alone = [line for line in lines if _is_cell(line) or _is_counter(line)]
    text = "\n".join(line for line in lines if line not in alone)
    parts = [*alone, *SENTENCE_END.split(text)]
    return [one for one in parts if tokenize(one) and not _is_stamp(one)]


def _is_cell(line: str) -> bool:
    return len(line.split()) < FIGURES and any(sign.isdigit() for sign in line)


def _counted(sentence: str) -> tuple[str, ...]:
    """Return a sentence's words; of one in which a page counts itself, without the numbers."""
    words = _words(sentence)
    if not _is_counter(sentence):
        return words
    return tuple(word for word in words if not word.isdecimal())


def _is_counter(text: str) -> bool:
    """Say whether a line or sentence is one in which a page counts itself."""
    words = _words(text)
    return len(words) <= COUNTER and vocabulary().page_counters.search(" ".join(words)) is not None


def _is_stamp(sentence: str) -> bool:
    return vocabulary().updated.match(folded_words(sentence)) is not None and any(
        sign.isdigit() for sign in sentence
    )


def _words(text: str) -> tuple[str, ...]:
    return tuple(token.folded for token in tokenize(text))
