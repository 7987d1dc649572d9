"""The country that a heading or a sentence says a mission is in: "NATO in Kosovo", "deployed to
Turkey". A country that is only spoken of ("the threat of Iraq") is none."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from crawler.reading.unknown_words import unknown_words
from missions.described import SIGNS
from missions.field_words import field_words
from missions.places import Place, find_places
from missions.recognise import recogniser
from missions.records import Evidence, FieldValue
from missions.spans import Spans
from missions.tokens import fold_in_place, tokenize
from missions.vocabulary import vocabulary
from missions.wording import words_of

ARTICLE = r"(?:(?:the|la|le|l['’]|de|het|den|der|die)\s?)?$"
IN = re.compile(rf"\b(?:in|en|au|aux|à|dans|im|op|auf)\s{ARTICLE}", re.IGNORECASE)
TOWARDS = re.compile(rf"\b(?:in|to|into|en|au|aux|à|dans|im|naar|nach)\s{ARTICLE}", re.IGNORECASE)
HELP = re.compile(
    r"\b(?:support|assistance|aid|help|soutien|appui|aide|steun|hulp|ondersteuning|hilfe|"
    r"unterstützung)(?:\s\w{1,5}){1,3}\s?$",
    re.IGNORECASE,
)
"""What is given to a country need not be given there."""
NEAR = 3
"""Words between "deployed" and "in Kosovo"."""
STAYED = frozenset({"start", "stayed", "after"})
"""Lists of phrases that make "in Kosovo" the place where a mission or its people are."""


def host_in_heading(text: str, at: Evidence) -> FieldValue | None:
    """Return the country a heading is about: one "in" which something is, that it begins with, or
    that is all it names beside the organisation."""
    places = find_places(text)
    is_only = not _strangers(text)
    for place in places:
        before = text[: place.start]
        if HELP.search(before):
            continue
        if is_only or not before.strip(" \"'“«") or IN.search(before):
            return _value(text, _run(text, places, place), at)
    return None


def host_known(text: str, at: Evidence, known: Collection[str]) -> FieldValue | None:
    """Return the country a heading names, however it does, where it is known to be the host."""
    for place in find_places(text):
        if known and set(place.countries) <= set(known):
            return _value(text, [place], at)
    return None


def host_in_sentence(text: str, at: Evidence, organisation: str | None) -> FieldValue | None:
    """Return the country in which a sentence says that a mission or its people are.

    One that names another organisation may tell of that one's: "airlift for the AU's mission".
    """
    places = find_places(text)
    if not places:
        return None
    hits = field_words().said.find(fold_in_place(text))
    nouns = vocabulary().mission_nouns
    sited = [hit.end for hit in hits if hit.kind in STAYED]
    if _organisations(text) <= {SIGNS.get(organisation or "")}:
        sited += [token.end for token in tokenize(text) if token.folded in nouns]
    named = Spans((one.start, one.end) for one in recogniser().find(text))
    for place in places:
        if named.touch(place.start, place.end):  # "came from the OSCE Mission to Serbia"
            continue
        lead = TOWARDS.search(text[: place.start])
        if lead and any(_is_near(text[end : lead.start()]) for end in sited if end <= place.start):
            return _value(text, _run(text, places, place), at)
    return None


def _organisations(text: str) -> set[str | None]:
    return {word.sign for word in words_of(tokenize(text)) if word.sign[0] == "@"}


def _strangers(text: str) -> bool:
    """Say whether a heading says more than organisation and place."""
    named = [(word.start, word.end) for word in words_of(tokenize(text)) if word.sign[0] == "@"]
    return any(
        not any(start <= token.start < end for start, end in named) for token in unknown_words(text)
    )


def _is_near(between: str) -> bool:
    return len(between.split()) <= NEAR and not re.search(r"[,;:.()]", between)


def _run(text: str, places: Sequence[Place], first: Place) -> list[Place]:
    """Return a place with those joined to it: "Ethiopia and Eritrea"."""
    run = [first]
    for place in places[places.index(first) + 1 :]:
        between = text[run[-1].end : place.start].strip(" ,").casefold()
        if between not in ("", "and", "et", "en", "und", "&"):
            break
        run.append(place)
    return run


def _value(text: str, places: Sequence[Place], at: Evidence) -> FieldValue:
    start, end = places[0].start, places[-1].end
    codes = tuple(dict.fromkeys(code for place in places for code in place.countries))
    where = Evidence(at.path, at.start + start, at.start + end)
    return FieldValue(codes, text[start:end], where)
