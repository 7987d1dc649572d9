"""Which blocks are titles: the name of a mission and little else.

A title may carry a suffix, a type, a country or dates beside the name; a sentence or headline that
only mentions a mission is none. Where a block lists several missions line by line, or in a row,
each has a title of its own.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from itertools import accumulate
from operator import attrgetter

from crawler.reading.blocks import Block, Kind
from crawler.reading.document import text_within
from crawler.reading.frameworks import organisation_over
from missions.places import find_places
from missions.recognise import Context, Mention, recogniser
from missions.register import load_register
from missions.spans import Spans
from missions.tokens import Token, tokenize, words_in
from missions.vocabulary import status_in, vocabulary

SEPARATORS = (":", "–", "—", "|", "-", "(", "[", ",", "\n", ";", "/", "·", "•", ". ")
PARAGRAPH_SEPARATORS = (":", "–", "—", "|", "\n", "(", "[", ".", ",", "-")
CLOSING = " )]'\"”’»“«\u201e"
"""What may close a name before what separates it from the rest."""
BRACKET = re.compile("[()]")
START = attrgetter("start")
CONTEXT_LIMIT = 700
"""Characters of surrounding text that may decide between missions sharing a name."""
LONGEST_NAME = 24
LONGEST_TITLE = 200
LONGEST_LEAD = 60
"""Characters that a lead-in with a status may have."""
SENTENCE = re.compile(r"[.!?]\s*$|[.!?]\s+[A-ZÀ-Þ]")
NEXT_SENTENCE = re.compile(r"[.!?]\s+[A-ZÀ-Þ]")
JOINED = re.compile(r"^[\s,/&+]*(?:[,/&+]|\b(?:and|et|en|und)\b)", re.IGNORECASE)
BRACKETED = re.compile(r"\([^()]*\)")
LINE_END = re.compile(r"\n")
SEMICOLON = re.compile(r"\s*(?:;|\s·\s|\s•\s)\s*")
COMMA = re.compile(r"\s*(?:,\s(?:(?:and|et|en|und)\s)?|\s(?:and|et|en|und)\s)\s*")
FORMERLY = re.compile(
    r"\W*(?:formerly|previously|anciennement|précédemment|voorheen|vroeger|ehemals|vormals|früher)\b",
    re.IGNORECASE,
)
"""What tells the earlier name of the mission that stands before."""
YEAR = re.compile(r"\b(?:19|20)\d\d\b")


@dataclass(frozen=True, eq=False)
class Title:
    """A stretch of a block that names an entry.

    The title goes from `first` to `last` of the block's text, the name in it from `start` to
    `end`; from `last` to `stop` the block has further words about the mission.
    """

    block: Block
    mission: str | None
    """Register id; None for an entry that matches nothing in the register."""
    name: str
    """The name as printed."""
    start: int
    end: int
    first: int
    last: int
    stop: int
    of: int = -1
    """For an unknown mission: the block whose title is its first name."""
    joined: tuple[Mention, ...] = ()
    """Other missions whose names the title goes on with: "IFOR and SFOR"."""
    is_certain: bool = True
    """False for a title by its form alone: it counts only where others stand in its like."""

    @property
    def rest(self) -> str:
        """What the title prints beside the name: a suffix, a type, a country."""
        text = self.block.text
        return f"{text[self.first : self.start]} {text[self.end : self.last]}".strip()


def find_mentions(block: Block, organisation: str | None) -> list[Mention]:
    """Return the missions a block names, its surroundings deciding between namesakes."""
    reader = recogniser()
    if reader.names_nothing(block.text):
        return []
    found = reader.find(block.text, Context(organisation))
    if not reader.is_undecided(block.text):
        return found
    over = organisation_over(block)
    if over and over != organisation:  # "NATO operations" on a page of many organisations
        found = max(found, reader.find(block.text, Context(over)), key=len)
    if found:
        return found
    tried = (reader.find(block.text, one) for one in _contexts(block, organisation))
    return next(filter(None, tried), [])


def _contexts(block: Block, organisation: str | None) -> Iterator[Context]:
    """Yield what stands around a block, the nearest first: its row decides before its table."""
    around, told = block.text, None
    for parent in block.element.iterancestors():
        text = text_within(parent, CONTEXT_LIMIT)
        if text is None:
            break
        around = text
        if (context := _context(text, organisation)) != told:
            yield context
        told = context
    if around == block.text:
        yield _context(" ".join((around, *_following(block))), organisation)


def _context(text: str, organisation: str | None) -> Context:
    countries = [code for place in find_places(text) for code in place.countries]
    return Context(organisation, tuple(countries), tuple(map(int, YEAR.findall(text))))


def _following(block: Block) -> Iterator[str]:
    """Yield what follows a term or heading in a long list, up to the next of its kind."""
    for element in block.element.itersiblings():
        text = text_within(element, CONTEXT_LIMIT) if element.tag != block.element.tag else None
        if text is None:
            return
        yield text


def read_titles(block: Block, organisation: str | None) -> list[Title]:
    """Return the titles in a block: none where missions are only mentioned."""
    mentions = find_mentions(block, organisation)
    if not mentions or FORMERLY.match(block.text):
        return []
    title = _single(block, mentions)
    return [title] if title else []


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
    signs = max(text.count(";"), text.count(","), text.count(" · "))
    if signs > 1:
        return True
    return (signs == 1 or COMMA.search(text) is not None) and _status_lead(text)


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
    brackets = _bracketed(text)
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
    if not unknown_words(before) or before.endswith(":"):
        return True
    # Under a status the first parts may be missions that nobody knows yet.
    return _status_lead(text) and before.endswith((";", ","))


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


def _single(block: Block, mentions: Sequence[Mention]) -> Title | None:
    """Return the title that a whole block is, or its one line with a name."""
    text = block.text
    name = _Name.of(text, mentions)
    title = Title(block, name.mission, name.printed, name.start, name.end, 0, len(text), len(text))
    if name.is_only and len(text) <= LONGEST_TITLE and not _says_more(title):
        return title
    line_end = text.find("\n", name.end)
    line_end = len(text) if line_end < 0 else line_end
    line_start = text.rfind("\n", 0, name.start) + 1
    if unknown_words(text[:line_start]):
        return None
    title = replace(title, first=line_start, last=line_end)
    other = next((one for one in mentions if _is_beside(one, title)), None)
    if other is not None:
        together = joint_title(title, mentions)
        if together is not None:
            return together
        is_described = len(unknown_words(text[title.end : other.start])) >= 2
        return title if is_described and _leads(title) else None
    if not _says_more(title) or _leads(title):
        return title
    if title.block.kind is Kind.PARAGRAPH and _is_dashed(title):
        return replace(title, is_certain=False)
    if _is_bold(title):
        return replace(title, last=title.block.emphasis, is_certain=False)
    bracketed = next(
        (one for one in mentions if one.is_acronym or _fills_brackets(text, one)), None
    )
    return _spelled_out(title, bracketed) if bracketed else None


def joint_title(title: Title, mentions: Sequence[Mention]) -> Title | None:
    """Return the title that names two or more missions of one organisation side by side; nothing
    but a place, a status or a separator may stand behind them."""
    block, text, names = title.block, title.block.text, _side_by_side(title, mentions)
    if len({one.mission for one in names}) < 2 or block.kind is Kind.CELL or block.is_link:
        return None
    if _foreign_words(text[title.first : title.start], title):
        return None
    is_bold = block.emphasis * 10 >= (title.end - title.start) * 9
    rest = _past_place(text[names[-1].end : title.last]).lstrip(CLOSING)
    if unknown_words(rest) and not (is_bold and rest.startswith(PARAGRAPH_SEPARATORS)):
        return None
    others = {one.mission: one for one in names if one.mission != title.mission}
    return replace(title, end=names[-1].end, joined=tuple(others.values()), is_certain=False)


def _side_by_side(title: Title, mentions: Sequence[Mention]) -> list[Mention]:
    """Return the names that stand first in a title with nothing but a join between them."""
    text, names = title.block.text, [one for one in mentions if title.first <= one.start]
    whose = load_register().get(title.mission or "")
    for at in range(1, len(names)):
        before, name = names[at - 1], names[at]
        between = BRACKETED.sub(" ", text[before.end : name.start])
        mission = load_register().get(name.mission)
        is_joined = before.mission == name.mission or JOINED.search(between)
        is_own = mission and whose and mission.organisation == whose.organisation
        if not is_joined or not is_own or unknown_words(between) or name.start >= title.last:
            return names[:at]
    return names


def _is_beside(mention: Mention, title: Title) -> bool:
    """Say whether a title's line names another mission too, and not only in passing."""
    if mention.mission == title.mission or not title.first <= mention.start < title.last:
        return False
    return not _is_aside(title.block.text, mention)


@dataclass(frozen=True)
class _Name:
    """The first mission a text names, with all printings of its name that stand together."""

    mission: str
    printed: str
    start: int
    end: int
    is_only: bool
    """Whether the text names no other mission, but in passing."""

    @classmethod
    def of(cls, text: str, mentions: Sequence[Mention]) -> _Name:
        first, last = mentions[0], _last_of_name(text, mentions)
        is_only = all(one.mission == first.mission or _is_aside(text, one) for one in mentions)
        printed = _printed_name(mentions, first, last)
        return cls(first.mission, printed, first.start, last.end, is_only)


def _printed_name(mentions: Sequence[Mention], first: Mention, last: Mention) -> str:
    """Return the longest printing of the name: the long name rather than its acronym."""
    same = [one for one in mentions if one.mission == first.mission and one.end <= last.end]
    return " ".join(max((one.printed for one in same), key=len).split())


def _last_of_name(text: str, mentions: Sequence[Mention]) -> Mention:
    """Return the last mention that belongs to the name: "Kosovo Force (KFOR)" is one name."""
    last = mentions[0]
    for one in mentions[1:]:
        if one.mission == last.mission and not text[last.end : one.start].strip(" (-–—:,[/\n"):
            last = one
    return last


def _is_aside(text: str, mention: Mention) -> bool:
    """Say whether another mission is named only in passing: "(formerly UNSOM)"."""
    return _bracketed(text).open_at(mention.start) > 0


def _says_more(title: Title) -> bool:
    """Say whether more stands beside a name than a type, a place, a status or a date."""
    text = title.block.text
    before, after = text[title.first : title.start], text[title.end : title.last]
    return bool(_foreign_words(before, title) or _foreign_words(after, title))


def _foreign_words(text: str, title: Title) -> list[Token]:
    """Return the unknown words that are no part of the mission's own names: "EUNAVFOR Operation
    Aspides" and "AMM Monitoring Mission Aceh" are all name."""
    unknown = unknown_words(text)
    mission = load_register().get(title.mission) if unknown and title.mission else None
    names = (mission.acronym, *mission.names.values()) if mission else ()
    own = {word for name in names for word in words_in(name)}
    return [token for token in unknown if token.folded not in own]


class _Brackets:
    """How many round brackets are open at each place of a text."""

    def __init__(self, text: str) -> None:
        self._places = [match.start() for match in BRACKET.finditer(text)]
        self._open = [0, *accumulate(1 if text[at] == "(" else -1 for at in self._places)]

    def open_at(self, place: int) -> int:
        """Return how many more brackets were opened before a place than closed."""
        return self._open[bisect_left(self._places, place)]


@lru_cache(maxsize=16)
def _bracketed(text: str) -> _Brackets:
    """Remembered, for every name of a text asks."""
    return _Brackets(text)


def unknown_words(text: str) -> list[Token]:
    """Return the words that are no type, place, status, date or filler."""
    if not any(sign.isalpha() for sign in text):
        return []
    tokens = tokenize(text)
    named = Spans((one.start, one.end) for one in find_places(text, tokens))
    known, endings = _title_words(), vocabulary().type_endings
    return [
        token
        for token in tokens
        if token.folded not in known
        and not token.folded.endswith(endings)
        and not token.printed.isdigit()
        and not named.touch(token.start, token.start + 1)
    ]


@cache
def _title_words() -> frozenset[str]:
    words = vocabulary()
    return words.title_words | frozenset(words.months)


def _leads(title: Title) -> bool:
    """Say whether the line begins with the name and goes on about it after a separator."""
    block, text = title.block, title.block.text
    if _foreign_words(text[title.first : title.start], title):
        return False
    rest = _past_place(text[title.end : title.last]).lstrip(CLOSING)
    is_paragraph = block.kind is Kind.PARAGRAPH
    allowed: tuple[str, ...] = PARAGRAPH_SEPARATORS if is_paragraph else SEPARATORS
    if is_paragraph and block.emphasis * 10 < (title.end - title.start) * 9:
        allowed = (":", "|", "\n")
    if rest and not rest.startswith(allowed):
        return False
    return not (block.is_link and _is_headline(rest))


def _past_place(text: str) -> str:
    """Return what follows a name, without the place right behind it: "EUMM Géorgie : lancée"."""
    places = find_places(text)
    is_next = bool(places) and not text[: places[0].start].strip()
    return text[places[0].end :] if is_next else text


def _is_dashed(title: Title) -> bool:
    """Say whether a paragraph begins with a name and goes on after a dash, comma or bracket: it
    is an entry where others begin so, or where labelled values follow."""
    text = title.block.text
    rest = text[title.end : title.last].lstrip(CLOSING)
    return rest.startswith(SEPARATORS) and not unknown_words(text[title.first : title.start])


def _is_bold(title: Title) -> bool:
    """Say whether a block begins with a name in bold, and nothing else is: "<b>KFOR</b> keeps the
    peace" is an entry where others begin so."""
    bold = title.block.emphasis
    around = f"{title.block.text[: title.start]} {title.block.text[title.end : bold]}"
    is_first = title.first == 0 and title.end <= bold < len(title.block.text)
    return is_first and not _foreign_words(around, title)


def _is_headline(rest: str) -> bool:
    """Say whether a link goes on like news: words, and none that names a mission's kind."""
    unknown = unknown_words(rest)
    nouns = vocabulary().mission_nouns
    return len(unknown) >= 3 and not any(token.folded in nouns for token in tokenize(rest))


def _fills_brackets(text: str, mention: Mention) -> bool:
    """Say whether a name stands in brackets alone: "OSZE-Zentrum in X (OSCE Centre in X)"."""
    return text[: mention.start].endswith("(") and text.startswith(")", mention.end)


def _spelled_out(title: Title, bracketed: Mention) -> Title | None:
    """Return the name before a known one in brackets, in a wording that is not registered."""
    line = title.block.text[title.first : title.last]
    before = title.block.text[title.first : bracketed.start].rstrip()
    name = before.rstrip(" (")
    is_bold = 0 < title.block.emphasis <= bracketed.end - title.first + len(CLOSING)
    is_name = before.endswith("(") and (is_bold or not SENTENCE.search(line))
    if not is_name or not 2 <= len(tokenize(name)) <= LONGEST_NAME:
        return None
    return replace(title, name=name, start=title.first, is_certain=False)


def organisation_of(texts: Iterable[str]) -> str | None:
    """Return the organisation that most of the missions named in texts belong to."""
    register, find = load_register(), recogniser().find
    votes: Counter[str] = Counter()
    for text in texts:
        for mention in find(text):
            mission = register.get(mention.mission)
            if mission and mission.organisation != "other":
                votes[mission.organisation] += 1
    return votes.most_common(1)[0][0] if votes else None
