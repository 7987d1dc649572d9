"""Numbers of people, as pages print them: "12,345", "ca. 1.200", "1,034 (deployed) / 1,200".

Which of several numbers is the mission's strength is told by the words beside them. Who is there
counts before who may be there: the total, then those deployed, then a number with no such word,
then the number authorised; of parts alone ("9,532 military, 812 civilians") the first is taken and
a person is asked to look.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import IntEnum

from missions.dates import find_dates
from missions.field_words import Hit, field_words
from missions.tokens import fold_in_place

NUMBER = re.compile(
    r"(?<![\w.,/-])(?<![€$£]\s)(?:[0-9]{1,3}(?:[.,' ’][0-9]{3}){1,2}|[0-9]{1,7})"
    r"(?![\w/%]|[.,][0-9]|\s?[%€$£])"
)
STOP = re.compile(r"[;/|\n]|,(?!\d)|\band\b|\bet\b|\ben\b|\bund\b")
YEAR_BEHIND = re.compile(r"\(((?:19|20)[0-9]{2})\)")
LONGEST_GAP = 30
"""Characters between a number of people and the verb that makes it the mission's strength."""
LONGEST_CLAUSE = 70
"""Characters from the noun to the end of a verb after it: "soldiers of NATO and partner nations
are deployed"."""
ONLY_PARTS = "only parts are printed and not their sum"


class Role(IntEnum):
    """What a number counts; the lower, the rather it is the strength."""

    TOTAL = 0
    DEPLOYED = 1
    PLAIN = 2
    AUTHORISED = 3
    PART = 4


@dataclass(frozen=True)
class People:
    """The number of people a text tells, and where it stands."""

    number: int
    start: int
    end: int
    is_authorised: bool = False
    """Whether it is the most that is allowed."""
    authorised: int | None = None
    """The number authorised, where one is printed."""
    doubt: str | None = None


@dataclass(frozen=True)
class _Count:
    number: int
    start: int
    end: int
    role: Role


def read_people(text: str, *, is_ceiling: bool = False) -> People | None:
    """Return the strength a value tells; None for "n/a", "unknown", "—" and 0.

    `is_ceiling` says that its label is that of a number authorised.
    """
    if not any("0" <= sign <= "9" for sign in text):
        return None
    counts = _as_ceiling(_counts(text)) if is_ceiling else _counts(text)
    if not counts:
        return None
    best = min(counts, key=lambda count: count.role)
    allowed = next((count.number for count in counts if count.role is Role.AUTHORISED), None)
    in_parts = best.role is Role.PART and sum(count.role is Role.PART for count in counts) > 1
    return People(
        best.number,
        best.start,
        best.end,
        best.role is Role.AUTHORISED,
        allowed,
        ONLY_PARTS if in_parts else None,
    )


def _as_ceiling(counts: Sequence[_Count]) -> list[_Count]:
    """Take the best of the numbers that are not said to be deployed as the one authorised."""
    deployed = [count for count in counts if count.role is Role.DEPLOYED]
    allowed = [count for count in counts if count.role is not Role.DEPLOYED]
    best = sorted(allowed, key=lambda count: count.role)[:1]
    return [*deployed, *(replace(count, role=Role.AUTHORISED) for count in best)]


def number_in(text: str) -> int | None:
    """Return the number of people a text tells ("12 870", "1,234", "1.234"), else None."""
    people = read_people(text)
    return people.number if people else None


def _counts(text: str) -> list[_Count]:
    folded = _without_dates(text)
    matches = [match for match in NUMBER.finditer(folded) if not _counts_others(folded, match)]
    counts: list[_Count] = []
    left = 0
    for position, match in enumerate(matches):
        after = matches[position + 1].start() if position + 1 < len(matches) else len(folded)
        role, left = _role(folded, left, match, after)
        number = int(re.sub(r"\D", "", match.group()))
        if number:
            counts.append(_Count(number, match.start(), match.end(), role))
    return counts


def _without_dates(text: str) -> str:
    """Fold a text and blank its dates, so that no part of them is a number of people."""
    folded = fold_in_place(text)
    dates = find_dates(text)
    days = [one for one in dates if len(one.printed) > 4]
    rest = _blanked(folded, [(one.start, one.end) for one in dates])
    has_other = NUMBER.search(rest) is not None
    years = [
        one for one in dates if one not in days and (has_other or _is_as_of(folded, one.start))
    ]
    behind = [match.span(1) for match in YEAR_BEHIND.finditer(folded)]
    return _blanked(folded, [*((one.start, one.end) for one in (*days, *years)), *behind])


def _is_as_of(folded: str, start: int) -> bool:
    return bool(folded[:start].strip()) and field_words().as_of.search(folded[:start]) is not None


def _blanked(text: str, spans: Sequence[tuple[int, int]]) -> str:
    for start, end in spans:
        text = text[:start] + "_" * (end - start) + text[end:]
    return text


def _counts_others(folded: str, match: re.Match[str]) -> bool:
    others = field_words().people["others"].match(folded, _next_word(folded, match.end()))
    return others is not None


def _next_word(text: str, position: int) -> int:
    while position < len(text) and text[position] in " \u00a0-":
        position += 1
    return position


def _role(folded: str, left: int, match: re.Match[str], after: int) -> tuple[Role, int]:
    """Return what a number counts and where the words of the next one may begin."""
    before = re.split(r"[;|/\n(]|,(?!\d)", folded[left : match.start()])[-1]
    own = _said(before)
    if own is not Role.PLAIN:
        return own, match.end()
    beside = _beside(folded[match.end() : after])
    return _said(beside), match.end() + len(beside)


def _beside(text: str) -> str:
    """Return the words after a number that are about it and not about the next."""
    stop = STOP.search(text)
    words = text[: stop.start()] if stop else text
    breakdown = field_words().people["breakdown"].search(words)
    if breakdown:
        words = words[: breakdown.start()]
    is_open = words.count("(") > words.count(")")
    return words[: words.rindex("(")] if is_open else words


def _said(words: str) -> Role:
    if not words.strip():
        return Role.PLAIN
    said = field_words().people
    if said["breakdown"].search(words):
        return Role.PART
    if said["authorised"].search(words):
        return Role.AUTHORISED
    if said["total"].search(words):
        return Role.TOTAL
    if said["deployed"].search(words):
        return Role.DEPLOYED
    return Role.PART if said["parts"].search(words) else Role.PLAIN


def people_in_sentence(sentence: str, hits: Sequence[Hit]) -> People | None:
    """Return the strength a sentence tells: "some 10,000 troops are deployed".

    `hits` are the phrases found in it. A verb must say that the people are the mission's; those
    trained, killed or sent by one country are not.
    """
    nouns = [hit for hit in hits if hit.kind == "nouns"]
    if not nouns or any(hit.kind == "never" for hit in hits):
        return None
    folded = _without_dates(sentence)
    for match in NUMBER.finditer(folded):
        noun = next((hit for hit in nouns if _is_beside(folded, match.end(), hit)), None)
        number = int(re.sub(r"\D", "", match.group()))
        if noun and number and _is_strength(folded, match.start(), noun.end, hits):
            before = folded[max(0, match.start() - LONGEST_GAP) : match.start()]
            is_authorised = _said(before) is Role.AUTHORISED
            return People(number, match.start(), match.end(), is_authorised)
    return None


def _is_beside(folded: str, end: int, noun: Hit) -> bool:
    between = folded[end : noun.start]
    return 0 <= noun.start - end <= LONGEST_GAP and not re.search(r"[0-9;.]", between)


def _is_strength(folded: str, start: int, end: int, hits: Sequence[Hit]) -> bool:
    """Say whether a verb shortly before a number, or after its noun, makes it the strength."""
    following = re.split(r"[;.,]", folded[end : end + LONGEST_CLAUSE])[0]
    return any(
        (hit.kind == "before" and start - LONGEST_GAP <= hit.start and hit.end <= start)
        or (hit.kind == "after" and end <= hit.start and hit.end <= end + len(following))
        for hit in hits
    )
