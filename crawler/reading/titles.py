"""Which blocks are titles: the name of a mission and little else.

A title may carry a suffix, a type, a country or dates beside the name; a sentence or headline that
only mentions a mission is none. Where a block lists several missions line by line, or in a row,
each has a title of its own.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from crawler.reading.blocks import Block, Kind
from missions.places import find_places
from missions.recognise import Context, Mention, recogniser
from missions.register import load_register
from missions.tokens import Token, tokenize
from missions.vocabulary import vocabulary

SEPARATORS = (":", "–", "—", "|", "-", "(", "[", ",", "\n", ";", "/", "·", "•")
PARAGRAPH_SEPARATORS = (":", "–", "—", "|", "\n", "(", "[")
CONTEXT_LIMIT = 700
"""Characters of surrounding text that may decide between missions sharing a name."""
LONGEST_NAME = 24
LONGEST_TITLE = 200
SENTENCE = re.compile(r"[.!?]\s*$|[.!?]\s+[A-ZÀ-Þ]")
ROW_SEPARATOR = re.compile(r"\s*(?:[,;•·|/\n]|\s[–—-]\s|\b(?:and|et|en|und)\b)\s*")
YEAR = re.compile(r"\b(?:19|20)\d\d\b")


@dataclass(frozen=True, eq=False)
class Title:
    """A stretch of a block that names an entry."""

    block: Block
    mission: str | None
    """Register id; None for an entry that matches nothing in the register."""
    name: str
    """The name as printed."""
    rest: str
    """What the title prints beside the name: a suffix, a type, a country."""
    start: int = 0
    end: int = 0
    """Where the name stands in the block's text."""
    tail: tuple[int, int] = (0, 0)
    """Where in the block further words about the mission stand that are no part of the title."""
    is_certain: bool = True
    """False for a title by its form alone: it counts only where others stand in its like."""


def find_mentions(block: Block, organisation: str | None) -> list[Mention]:
    """Return the missions a block names, its surroundings deciding between namesakes."""
    found = recogniser().find(block.text, Context(organisation))
    if found or not recogniser().is_undecided(block.text):
        return found
    return recogniser().find(block.text, _context(block, organisation))


def _context(block: Block, organisation: str | None) -> Context:
    around = block.text
    for parent in block.element.iterancestors():
        text = "".join(parent.itertext())
        if len(text) > CONTEXT_LIMIT:
            break
        around = text
    countries = [code for place in find_places(around) for code in place.countries]
    return Context(organisation, tuple(countries), tuple(map(int, YEAR.findall(around))))


def read_titles(block: Block, organisation: str | None) -> list[Title]:
    """Return the titles in a block: none where missions are only mentioned."""
    mentions = find_mentions(block, organisation)
    if not mentions:
        return []
    if len({one.mission for one in mentions}) > 1:
        listed = _line_titles(block, mentions) or _row_titles(block, mentions)
        if listed:
            return listed
    title = _single(block, mentions)
    return [title] if title else []


def read_title(block: Block, organisation: str | None) -> Title | None:
    """Return the one title a block is, None when it only mentions missions or names several."""
    titles = read_titles(block, organisation)
    return titles[0] if len(titles) == 1 else None


def _single(block: Block, mentions: Sequence[Mention]) -> Title | None:
    text = block.text
    first = mentions[0]
    last = _last_of_name(text, mentions)
    one_only = all(one.mission == first.mission or _is_aside(text, one) for one in mentions)
    if one_only and len(text) <= LONGEST_TITLE:
        before, after = text[: first.start], text[last.end :]
        if _says_nothing_else(before, after):
            return _title(block, mentions, first, last, f"{before} {after}".strip())
    line_end = text.find("\n", last.end)
    line_end = len(text) if line_end < 0 else line_end
    line_start = text.rfind("\n", 0, first.start) + 1
    in_line = [one for one in mentions if one.end <= line_end]
    if any(one.mission != first.mission and not _is_aside(text, one) for one in in_line):
        return None
    before, after = text[line_start : first.start], text[last.end : line_end]
    tail = (line_end, len(text))
    if text[:line_start].strip() and not _says_nothing_else(text[:line_start], ""):
        return None
    if _says_nothing_else(before, after):
        return _title(block, mentions, first, last, f"{before} {after}".strip(), tail)
    if _leads(block, before, after, first):
        return _title(block, mentions, first, last, after.strip(), tail)
    long_name = _spelled_out(text[line_start:line_end], first.start - line_start, first)
    if long_name is None:
        return None
    rest = after.lstrip(" )")
    return Title(
        block, first.mission, long_name, rest, line_start, last.end, tail, is_certain=False
    )


def _title(
    block: Block,
    mentions: Sequence[Mention],
    first: Mention,
    last: Mention,
    rest: str,
    tail: tuple[int, int] = (0, 0),
) -> Title:
    name = _printed_name(mentions, first, last)
    return Title(block, first.mission, name, rest, first.start, last.end, tail)


def _printed_name(mentions: Sequence[Mention], first: Mention, last: Mention) -> str:
    """Return the longest printing of the name: the long name rather than its acronym."""
    same = [one for one in mentions if one.mission == first.mission and one.end <= last.end]
    return " ".join(max((one.printed for one in same), key=len).split())


def _line_titles(block: Block, mentions: Sequence[Mention]) -> list[Title]:
    """Return a title for each line that begins with a mission, where two or more do."""
    text = block.text
    if "\n" not in text:
        return []
    titles: list[Title] = []
    start = 0
    for line in text.split("\n"):
        end = start + len(line)
        inside = [one for one in mentions if start <= one.start and one.end <= end]
        title = _line_title(block, inside, start, end) if inside else None
        if title:
            titles.append(title)
        elif titles:
            titles[-1] = replace(titles[-1], tail=(titles[-1].tail[0], end))
        start = end + 1
    return titles if len({one.mission for one in titles}) >= 2 else []


def _line_title(block: Block, inside: Sequence[Mention], start: int, end: int) -> Title | None:
    if len({one.mission for one in inside}) > 1:
        return None
    first, last = inside[0], _last_of_name(block.text, inside)
    before, after = block.text[start : first.start], block.text[last.end : end]
    separated = not after or after.lstrip(" )").startswith(SEPARATORS)
    if unknown_words(before) or not (separated or _says_nothing_else(before, after)):
        return None
    return _title(block, inside, first, last, after.strip(), (end, end))


def _row_titles(block: Block, mentions: Sequence[Mention]) -> list[Title]:
    """Return a title for each mission of a bare enumeration: "UNTSO, UNMOGIP (Kashmir), …"."""
    text = block.text
    if len({one.mission for one in mentions}) < 3 or block.level:
        return []
    titles: list[Title] = []
    for position, one in enumerate(mentions):
        following = mentions[position + 1] if position + 1 < len(mentions) else None
        end = following.start if following else len(text)
        if following and following.mission == one.mission:
            continue
        between = text[one.end : end]
        if unknown_words(between) or (following and not ROW_SEPARATOR.search(between)):
            return []
        titles.append(Title(block, one.mission, one.printed, between, one.start, one.end))
    return [] if unknown_words(text[: mentions[0].start]) else titles


def _last_of_name(text: str, mentions: Sequence[Mention]) -> Mention:
    """Return the last mention that belongs to the name: "Kosovo Force (KFOR)" is one name."""
    last = mentions[0]
    for one in mentions[1:]:
        if one.mission == last.mission and not text[last.end : one.start].strip(" (-–—:,[/\n"):
            last = one
    return last


def _is_aside(text: str, mention: Mention) -> bool:
    """Say whether another mission is named only in passing: "(formerly UNSOM)"."""
    before = text[: mention.start]
    return before.count("(") > before.count(")")


def _says_nothing_else(before: str, after: str) -> bool:
    """Say whether what stands around a name is but a type, a place, a status or a date."""
    return not unknown_words(before) and not unknown_words(after)


def unknown_words(text: str) -> list[Token]:
    """Return the words that are no type, place, status, date or filler."""
    if not any(sign.isalpha() for sign in text):
        return []
    tokens = tokenize(text)
    places = find_places(text, tokens)
    known = _title_words()
    return [
        token
        for token in tokens
        if token.folded not in known
        and not token.printed.isdigit()
        and not any(place.start <= token.start < place.end for place in places)
    ]


@cache
def _title_words() -> frozenset[str]:
    words = vocabulary()
    return words.title_words | frozenset(words.months)


def _leads(block: Block, before: str, after: str, first: Mention) -> bool:
    """Say whether the line begins with the name and goes on about it after a separator."""
    if unknown_words(before):
        return False
    rest = after.lstrip(" )]")
    is_paragraph = block.kind is Kind.PARAGRAPH
    allowed = PARAGRAPH_SEPARATORS if is_paragraph else SEPARATORS
    if is_paragraph and block.emphasis < first.end:
        allowed = (":", "|", "\n")
    if rest and not rest.startswith(allowed):
        return False
    return not (block.is_link and _is_headline(rest))


def _is_headline(rest: str) -> bool:
    """Say whether a link goes on like news: words, and none that names a mission's kind."""
    unknown = unknown_words(rest)
    nouns = vocabulary().mission_nouns
    return len(unknown) >= 3 and not any(token.folded in nouns for token in tokenize(rest))


def _spelled_out(line: str, start: int, acronym: Mention) -> str | None:
    """Return the long name before an acronym in brackets, in a wording that is not registered."""
    before = line[:start].rstrip()
    is_name = acronym.is_acronym and before.endswith("(") and not SENTENCE.search(line)
    name = before.rstrip(" (")
    return name if is_name and 2 <= len(tokenize(name)) <= LONGEST_NAME else None


def organisation_votes(blocks: Sequence[Block]) -> Counter[str]:
    """Count the missions that blocks name by organisation, those of no list among them."""
    register = load_register()
    votes: Counter[str] = Counter()
    for block in blocks:
        for mention in recogniser().find(block.text):
            mission = register.get(mention.mission)
            if mission and mission.organisation != "other":
                votes[mission.organisation] += 1
    return votes
