"""Texts that list several missions: line by line, or one after the other in a sentence."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from operator import attrgetter

from crawler.reading.brackets import brackets_of
from crawler.reading.unknown_words import unknown_words
from missions.recognise import Context, Mention, recogniser
from missions.register import load_register
from missions.vocabulary import folded_words, status_in, vocabulary

LONGEST_LEAD = 60
"""Characters that a lead-in with a status may have, or one that does not speak of missions."""
LISTING_SIGN = re.compile("[;,·:]")
LINE_END = re.compile(r"\n")
SEMICOLON = re.compile(r"\s*(?:;|\s·\s|\s•\s)\s*")
COMMA = re.compile(r"\s*(?:,\s(?:(?:and|et|en|und)\s)?|\s(?:and|et|en|und)\s)\s*")
NEXT_SENTENCE = re.compile(r"[.!?]\s+[A-ZÀ-Þ]")
START = attrgetter("start")


def entries_in(text: str, organisation: str | None = None) -> list[str]:
    """Return the entries that the lines of a text are, or the parts of an enumeration.

    Two or more must begin with missions of their own; none is returned for any other text. A
    line that ends within a name goes on in the next; a lead-in ("Ongoing:") is a line too. Names
    that need their organisation may count as those of `organisation`.
    """
    lines = "\n" in text
    if not lines and not _may_enumerate(text):
        return []
    mentions = recogniser().find(text, Context(organisation if lines else None))
    organisation = _shared_organisation(mentions) if _status_lead(text) else None
    if organisation and not lines:
        mentions = recogniser().find(text, Context(organisation))
    if len({one.mission for one in mentions}) < 2:
        return []
    if lines:
        return _entries(text, mentions, LINE_END)
    for separator in (SEMICOLON, COMMA):
        entries = _entries(text, mentions, separator)
        if _begins_list(text, mentions[0]) and _are_enumerated(entries, organisation):
            return _with_lead_in(entries)
    return []


def _may_enumerate(text: str) -> bool:
    """Say whether a text has enough signs for an enumeration: one where a status leads it in."""
    if not LISTING_SIGN.search(text):  # most texts
        return False
    signs = max(text.count(";"), text.count(","), text.count(" · "))
    if signs > 1:
        return True
    return _status_lead(text) and (signs == 1 or COMMA.search(text) is not None)


def _shared_organisation(mentions: Sequence[Mention]) -> str | None:
    """Return whose missions are named, where they are of one organisation: it lends itself to weak
    names among them."""
    register = load_register()
    found = {mission.organisation for one in mentions if (mission := register.get(one.mission))}
    return found.pop() if len(found) == 1 else None


def _status_lead(text: str) -> bool:
    """Say whether a text begins with a status that all after the colon have: "Completed: "."""
    lead, colon, _ = text[:LONGEST_LEAD].partition(":")
    return bool(colon) and status_in(vocabulary().heading_status, lead) is not None


def _entries(text: str, mentions: Sequence[Mention], separator: re.Pattern[str]) -> list[str]:
    brackets = brackets_of(text)
    breaks = [
        match
        for match in separator.finditer(text)
        if not brackets.open_at(match.start()) and not _goes_on(text, mentions, match.start())
    ]
    starts = [0, *(match.end() for match in breaks)]
    ends = [*(match.start() for match in breaks), len(text)]
    begun: set[str] = set()
    for start, end in zip(starts, ends, strict=True):
        at = bisect_left(mentions, start, key=START)
        first = mentions[at] if at < len(mentions) and mentions[at].start < end else None
        if first and not unknown_words(_past_lead(text, start, first.start)):
            begun.add(first.mission)
    if len(begun) < 2:
        return []
    return [text[start:end] for start, end in zip(starts, ends, strict=True)]


def _past_lead(text: str, start: int, end: int) -> str:
    """Return what stands before the first name, without the lead-in of the text."""
    before = text[start:end]
    return before.partition(":")[2] if start == 0 and _status_lead(text) else before


def _goes_on(text: str, mentions: Sequence[Mention], position: int) -> bool:
    """Say whether a name goes on after a position: what stands before it is no name by itself."""
    at = bisect_left(mentions, position, key=START) - 1
    if at < 0 or mentions[at].end <= position:
        return False
    before = recogniser().find(text[mentions[at].start : position])
    return all(one.mission != mentions[at].mission for one in before)


def _begins_list(text: str, first: Mention) -> bool:
    """Say whether what stands before the first name is a lead-in and no part of a sentence."""
    before = text[: first.start].rstrip()
    is_lead = len(before) <= LONGEST_LEAD or _names_missions(before)
    if not unknown_words(before) or (before.endswith(":") and is_lead):
        return True
    # Under a status the first parts may be missions that nobody knows yet.
    return _status_lead(text) and before.endswith((";", ","))


def _names_missions(text: str) -> bool:
    return not vocabulary().plurals.isdisjoint(folded_words(text).split())


def _are_enumerated(entries: Sequence[str], organisation: str | None) -> bool:
    """Say whether most parts of a sentence are names with little beside them.

    Under a status half of them do, for others may be missions that nobody knows yet.
    """
    is_led = _status_lead(entries[0]) if entries else False
    if len(entries) < (2 if is_led else 3) or any(map(_tells_more, entries)):
        return False
    bare, named = 0, 0
    for entry in entries:
        found = recogniser().find(entry, Context(organisation))
        named += bool(found) or bool(unknown_words(entry))
        if len({one.mission for one in found}) == 1:
            before = entry[: found[0].start]
            left = f"{before.partition(':')[2] if is_led else before} {entry[found[-1].end :]}"
            bare += not unknown_words(left)
    return bare * 10 >= named * (5 if is_led else 7)


def _tells_more(entry: str) -> bool:
    """Say whether a part goes on with another sentence: the text is no mere enumeration."""
    end = NEXT_SENTENCE.search(entry)
    return end is not None and len(unknown_words(entry[end.end() - 1 :])) > 2


def _with_lead_in(entries: Sequence[str]) -> list[str]:
    lead, colon, rest = entries[0].partition(": ")
    return [lead, rest, *entries[1:]] if colon else list(entries)
