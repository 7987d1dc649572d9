"""Whose page it is: Belgium's own, another country's, or nobody's that it tells.

On a page about Belgium's own operations the sentences need not name Belgium: "Twee waarnemers
dienen bij UNTSO". On another country's page "we" and "our troops" are that country's. The page's
title, its main heading and its address tell it, else whom its sentences are about.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from enum import StrEnum
from urllib.parse import urlsplit

from crawler.reading.blocks import Block
from crawler.reading.sentences import sentences_of
from missions.cue_words import Words, sentence_words
from missions.places import find_places

MAIN_HEADING = 1
MOST_SENTENCES = 300
"""How many sentences are asked whom they are about."""
SUBJECT_WITHIN = 12
"""A country that begins this early in a sentence, or earlier, is its subject."""
MOST_OF_SENTENCE = 60
LABELS = re.compile(r"[^a-z]+")


class Voice(StrEnum):
    """Whose page it is."""

    BELGIAN = "belgian"
    FOREIGN = "foreign"
    OPEN = "open"
    """The page does not tell."""


def voice_of(blocks: Sequence[Block], title: str = "", url: str = "") -> Voice:
    """Return whose page it is, by its title, main heading and address, else by its sentences."""
    heads = [title, *(one.text for one in blocks if one.level == MAIN_HEADING)]
    host = (urlsplit(url).hostname or "").lower()
    if any(_owner(head) is Voice.BELGIAN for head in heads) or _is_belgian_host(host):
        return Voice.BELGIAN
    is_abroad = host.rpartition(".")[2] in sentence_words().foreign_domains
    if is_abroad or any(_owner(head) is Voice.FOREIGN for head in heads):
        return Voice.FOREIGN
    return _told_by(list(_sentences(blocks)))


def _is_belgian_host(host: str) -> bool:
    labels = LABELS.split(host)
    return any(label == "be" or label.startswith("belg") for label in labels)


def _sentences(blocks: Sequence[Block]) -> Iterator[str]:
    count = 0
    for block in blocks:
        for sentence in sentences_of(block) if not block.is_boilerplate else ():
            yield sentence.text
            count += 1
            if count >= MOST_SENTENCES:
                return


def _told_by(sentences: Sequence[str]) -> Voice:
    """A page is about the country that more of its sentences are about."""
    owners = [_owner(sentence) for sentence in sentences]
    ours, theirs = owners.count(Voice.BELGIAN), owners.count(Voice.FOREIGN)
    if ours >= max(theirs, 1):
        return Voice.BELGIAN
    return Voice.FOREIGN if theirs > 1 else Voice.OPEN


def _owner(text: str) -> Voice:
    """Return whom a text is about: Belgium where it is named, else another country's subject."""
    words, wanted = Words.of(text), sentence_words()
    voice = {one.kind for one in wanted.voice.find(words)}
    actors = {
        one.kind
        for one in wanted.actors.find(words)
        if one.kind != "other" or words.lower[one.first] not in wanted.helped
    }
    if "belgium" in actors and "foreign" not in voice:
        return Voice.BELGIAN
    is_theirs = "foreign" in voice or "other" in actors or _has_foreign_subject(text)
    return Voice.FOREIGN if is_theirs else Voice.OPEN


def _has_foreign_subject(text: str) -> bool:
    """Say whether a text begins with a country that sends troops."""
    return any(
        sentence_words().contributors.issuperset(place.countries)
        for place in find_places(text[:MOST_OF_SENTENCE])
        if place.start <= SUBJECT_WITHIN
    )
