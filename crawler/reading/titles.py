"""Which blocks are titles: the name of a mission and little else.

A title may carry a suffix, a type, a country or dates beside the name; a sentence or headline that
only mentions a mission is none. Where a block lists several missions line by line, or in a row,
each has a title of its own.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from crawler.reading.blocks import Block, Kind
from crawler.reading.brackets import brackets_of
from crawler.reading.document import Element, text_within
from crawler.reading.frameworks import framework_in, organisation_over
from crawler.reading.labels import NAMING, label_field
from crawler.reading.unknown_words import unknown_words
from missions.places import find_places, is_country
from missions.recognise import Context, Mention, recogniser
from missions.register import load_register
from missions.tokens import Token, tokenize, words_in
from missions.vocabulary import vocabulary

SEPARATORS = (":", "–", "—", "|", "-", "(", "[", ",", "\n", ";", "/", "·", "•", ". ")
PARAGRAPH_SEPARATORS = (":", "–", "—", "|", "\n", "(", "[", ".", ",", "-")
CLOSING = " )]'\"”’»“«\u201e"
"""What may close a name before what separates it from the rest."""
OTHER_NAME = re.compile(r"(?:\w+\s){1,3}/\s")
"""A name of a few words before the one that is known: "Counter Daesh / Operation Inherent …"."""
UNCLOSED = re.compile(r"\s\(([^()]+)$")
"""A place in brackets that is a part of the name: "EUJUST LEX (Iraq)"."""
CONTEXT_LIMIT = 700
LONGEST_ORGANISATION = 24
"""Characters of surrounding text that may decide between missions sharing a name."""
LONGEST_NAME = 24
LONGEST_TITLE = 200
SENTENCE = re.compile(r"[.!?]\s*$|[.!?]\s+[A-ZÀ-Þ]")
JOINED = re.compile(r"^[\s,/&+]*(?:[,/&+]|\b(?:and|et|en|und)\b)", re.IGNORECASE)
BRACKETED = re.compile(r"\([^()]*\)")
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


def find_mentions(block: Block, organisation: str | None, year: int | None = None) -> list[Mention]:
    """Return the missions a block names, its surroundings deciding between namesakes, and last the
    year the page was written in."""
    reader = recogniser()
    if reader.names_nothing(block.text):
        return []
    found = reader.find(block.text, Context(organisation))
    if not reader.is_undecided(block.text):
        return found
    over = organisation_over(block)
    if over and over != organisation:  # "NATO operations" on a page of many organisations
        found = max(found, reader.find(block.text, Context(over)), key=len)
    tried = (reader.find(block.text, one) for one in _contexts(block, organisation))
    found = found or next(filter(None, tried), [])
    if year is None:
        return found
    return max(found, reader.find(block.text, Context(organisation, (), (year,))), key=len)


def _contexts(block: Block, organisation: str | None) -> Iterator[Context]:
    """Yield what stands around a block, the nearest first: its row decides before its table."""
    around, told = block.text, None
    # What stands beside a title tells where it is; a sentence has words of its own.
    between = "" if block.text.rstrip().endswith(".") else " "
    for parent in block.element.iterancestors():
        text = text_within(parent, CONTEXT_LIMIT, between)
        if text is None:
            break
        around = text
        organisation = organisation or _organisation_in_row(parent)
        if (context := _context(text, organisation)) != told:
            yield context
        told = context
    if around == block.text:
        yield _context(" ".join((around, *_following(block))), organisation)


def _organisation_in_row(element: Element) -> str | None:
    """Return the organisation that a cell of a row names and nothing else."""
    if element.tag != "tr":
        return None
    cells = (text_within(cell, LONGEST_ORGANISATION) for cell in element)
    return next((named for text in cells if text and (named := framework_in(text))), None)


def _context(text: str, organisation: str | None) -> Context:
    countries = [code for place in find_places(text) for code in place.countries]
    return Context(organisation, tuple(countries), tuple(map(int, YEAR.findall(text))))


def _following(block: Block) -> Iterator[str]:
    """Yield what follows a term or heading in a long list, up to the next of its kind."""
    for element in block.element.itersiblings():
        is_next = element.tag == block.element.tag
        text = None if is_next else text_within(element, CONTEXT_LIMIT, " ")
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
        printed, end = _printed_name(mentions, first, last), last.end
        place = UNCLOSED.search(text[:end], first.start)
        if first is last and place and text.startswith(")", end) and is_country(place.group(1)):
            printed, end = text[first.start : place.start()], place.start()
        return cls(first.mission, printed, first.start, end, is_only)


def _printed_name(mentions: Sequence[Mention], first: Mention, last: Mention) -> str:
    """Return the longest printing of the name: the long name rather than its acronym."""
    same = [one for one in mentions if one.mission == first.mission and one.end <= last.end]
    return " ".join(max((one.printed for one in same), key=len).split())


def _last_of_name(text: str, mentions: Sequence[Mention]) -> Mention:
    """Return the last mention that belongs to the name: "Kosovo Force (KFOR)" is one name."""
    last = mentions[0]
    for one in mentions[1:]:
        if one.mission != last.mission or text[last.end : one.start].strip(" (-–—:,[/\n"):
            break
        last = one
    return last


def _is_aside(text: str, mention: Mention) -> bool:
    """Say whether another mission is named only in passing: "(formerly UNSOM)"."""
    return brackets_of(text).open_at(mention.start) > 0


def _says_more(title: Title) -> bool:
    """Say whether more stands beside a name than a type, a place, a status or a date."""
    text = title.block.text
    before, after = text[title.first : title.start], text[title.end : title.last]
    if OTHER_NAME.fullmatch(before):
        before = ""
    return bool(_foreign_words(before, title) or _foreign_words(after, title))


def _foreign_words(text: str, title: Title) -> list[Token]:
    """Return the unknown words that are no part of the mission's own names: "EUNAVFOR Operation
    Aspides" and "AMM Monitoring Mission Aceh" are all name."""
    if label_field(text.strip()) in NAMING:  # "Full name: UNMISS"
        return []
    unknown = unknown_words(text)
    mission = load_register().get(title.mission) if unknown and title.mission else None
    names = (mission.acronym, *mission.names.values()) if mission else ()
    own = {word for name in names for word in words_in(name)}
    return [token for token in unknown if token.folded not in own]


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
