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
LOST = "\ufffd"
"""What stands for a sign that could not be decoded: it may be any."""


def reworded(pair: Pair) -> Iterator[Change]:
    """Tell new words about a mission where its source kept its layout and no field changed."""
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
                break


def changed_sentences(before: str, after: str) -> tuple[str, str]:
    """Return the sentences that only one of two passages has; nothing where one is empty.

    Their order, case, accents and punctuation are no difference, nor is a "last updated" stamp.
    """
    if not before or not after or _words(before) == _words(after):
        return "", ""
    old, new = _sentences(before), _sentences(after)
    return _only_in(old, new), _only_in(new, old)


def _only_in(these: list[str], those: list[str]) -> str:
    known = {_words(one) for one in those}
    damaged = [one for one in (*these, *those) if LOST in one]
    return " ".join(
        one
        for one in these
        if _words(one) not in known and not (damaged and _may_be_one_of(one, those))
    )


def _may_be_one_of(sentence: str, others: list[str]) -> bool:
    return any(_may_be(sentence, one) or _may_be(one, sentence) for one in others)


def _may_be(damaged: str, whole: str) -> bool:
    parts = [re.escape(part) for part in damaged.split(LOST)]
    return len(parts) > 1 and re.fullmatch(r".{0,2}".join(parts), whole) is not None


def _sentences(passage: str) -> list[str]:
    parts = SENTENCE_END.split(passage.strip())
    return [one for one in parts if tokenize(one) and not _is_stamp(one)]


def _is_stamp(sentence: str) -> bool:
    return vocabulary().updated.match(folded_words(sentence)) is not None and any(
        sign.isdigit() for sign in sentence
    )


def _words(text: str) -> tuple[str, ...]:
    return tuple(token.folded for token in tokenize(text))
