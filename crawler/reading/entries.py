"""Finding the entries of a list: which blocks are titles, and how far each entry reaches.

A title is a block that is a mission's name and little else. An entry is the largest part of the
page around a title that holds no other mission's title. What stands in the same place as several
titles but names no known mission is an entry too: a mission nobody knows yet.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from lxml.html import HtmlElement

from crawler.reading.blocks import Block, Kind
from missions.places import find_places
from missions.recognise import Context, Mention, recogniser
from missions.tokens import tokenize
from missions.vocabulary import folded_words, vocabulary

SEPARATORS = (":", "–", "—", "|", "-", "(", ",", "\n", ";")
PARAGRAPH_SEPARATORS = (":", "–", "—", "|", "\n")
TYPE_WORDS = frozenset(
    (
        "civilian civil military mission operation operations missions naval maritime police "
        "training executive non force csdp eu un nato osce united nations peacekeeping the of "
        "in and to former formerly operatie missie civiele militaire opération mission civile "
        "militaire zivile"
    ).split()
)
CONTEXT_LIMIT = 700
"""Characters of surrounding text that may decide between missions sharing a name."""
LONGEST_NAME = 24
SENTENCE = re.compile(r"[.!?]\s*$|[.!?]\s+[A-ZÀ-Þ]")
ACRONYM = re.compile(r"\b(?:[A-Z][A-Z0-9]*[A-Za-z]*[A-Z][A-Z0-9-]*)\b")


@dataclass(frozen=True)
class Title:
    """A block that names an entry."""

    block: Block
    mission: str | None
    """Register id; None for an entry that matches nothing in the register."""
    name: str
    """The name as printed."""
    rest: str
    """What the title prints beside the name: a suffix, a type, a country."""
    is_certain: bool = True
    """False for a title by its form alone: it counts only where others stand in its like."""


@dataclass(frozen=True)
class Entry:
    """One entry of a list: its titles (acronym and long name) and the blocks that belong to it."""

    titles: tuple[Title, ...]
    body: tuple[Block, ...]
    scope: HtmlElement
    shape: str
    """The tags from the title upwards: what its neighbours' titles have in common."""

    @property
    def title(self) -> Title:
        """The title read first."""
        return self.titles[0]


def find_mentions(block: Block, organisation: str | None) -> list[Mention]:
    """Return the missions a block names, its surroundings deciding between namesakes."""
    found = recogniser().find(block.text, Context(organisation))
    if found or not recogniser().is_undecided(block.text):
        return found
    return recogniser().find(block.text, _context(block, organisation))


def _context(block: Block, organisation: str | None) -> Context:
    around = block.text
    for parent in block.element.iterancestors():
        text = parent.text_content()
        if len(text) > CONTEXT_LIMIT:
            break
        around = text
    countries = [code for place in find_places(around) for code in place.countries]
    years = re.findall(r"\b(?:19|20)\d\d\b", around)
    return Context(organisation, tuple(countries), tuple(map(int, years)))


def find_entries(blocks: Sequence[Block], organisation: str | None) -> list[Entry]:
    """Return the entries of all lists among `blocks`, in reading order."""
    content = [block for block in blocks if not block.is_boilerplate]
    known = _repeated([one for block in content if (one := read_title(block, organisation))])
    claimed = _claimed(known)
    unknown = (one for one in _unknown(content, known) if not claimed(one.block.element))
    titles = sorted([*known, *unknown], key=lambda title: title.block.index)
    heights = _heights(titles)
    entries = [
        Entry((title,), (), _climb(title.block.element, heights[title.block.index]), _shape(title))
        for title in titles
    ]
    return _with_bodies(_merged(entries), blocks)


def _claimed(known: Sequence[Title]) -> Callable[[HtmlElement], bool]:
    """Return whether an element lies in a known mission's entry: what is there is about it."""
    heights = _heights(known)
    scopes = {
        _climb(title.block.element, heights[title.block.index])
        for title in known
        if heights[title.block.index]
    }
    return lambda element: any(up in scopes for up in (element, *element.iterancestors()))


def _repeated(titles: Sequence[Title]) -> list[Title]:
    """Leave out uncertain titles that stand where no other title does."""
    at = Counter(title.block.place for title in titles)
    return [title for title in titles if title.is_certain or at[title.block.place] > 1]


def read_title(block: Block, organisation: str | None) -> Title | None:
    """Return the title a block is, None when it only mentions missions or names several."""
    line = block.text.split("\n", 1)[0]
    mentions = [one for one in find_mentions(block, organisation) if one.end <= len(line)]
    if not mentions and "\n" in block.text:
        line = block.text
        mentions = find_mentions(block, organisation)
    if not mentions:
        return None
    first = mentions[0]
    last = _last_of_name(line, mentions)
    others = [one for one in mentions if one.mission != first.mission]
    if others and not _is_aside(line, others[0]):
        return None
    rest = f"{line[: first.start]} {line[last.end :]}"
    if _is_mostly_name(rest) or _leads(block, line, first, last):
        return Title(block, first.mission, _printed_name(line, mentions), rest.strip())
    long_name = _spelled_out(line, first)
    if long_name is None:
        return None
    rest = line[last.end :].lstrip(" )")
    return Title(block, first.mission, long_name, rest, is_certain=False)


def _spelled_out(line: str, acronym: Mention) -> str | None:
    """Return the long name before an acronym in brackets, in a wording that is not registered."""
    before = line[: acronym.start].rstrip()
    is_name = acronym.is_acronym and before.endswith("(") and not SENTENCE.search(line)
    name = before.rstrip(" (")
    return name if is_name and 2 <= len(tokenize(name)) <= LONGEST_NAME else None


def _last_of_name(line: str, mentions: Sequence[Mention]) -> Mention:
    """Return the last mention that belongs to the name: "Kosovo Force (KFOR)" is one name."""
    last = mentions[0]
    for one in mentions[1:]:
        if one.mission == last.mission and len(line[last.end : one.start].strip(" (-–—:,")) == 0:
            last = one
    return last


def _printed_name(line: str, mentions: Sequence[Mention]) -> str:
    """Return the longest printing of the name: the long name rather than its acronym."""
    same = [one for one in mentions if one.mission == mentions[0].mission]
    return max((one.printed for one in same), key=len)


def _is_aside(line: str, mention: Mention) -> bool:
    """Say whether another mission is named only in passing: "(formerly UNSOM)"."""
    before = line[: mention.start]
    return before.count("(") > before.count(")")


def _is_mostly_name(rest: str) -> bool:
    places = find_places(rest)
    kept = [
        token
        for token in tokenize(rest)
        if not any(place.start <= token.start < place.end for place in places)
        and token.folded not in TYPE_WORDS
        and not token.folded.isdigit()
    ]
    return len(kept) <= 3 and len(rest) < 120


def _leads(block: Block, line: str, first: Mention, last: Mention) -> bool:
    """Say whether the line begins with the name and goes on about it after a separator."""
    if first.start > 8 and len(tokenize(line[: first.start])) > 1:
        return False
    after = line[last.end :].lstrip(" )")
    allowed: tuple[str, ...] = PARAGRAPH_SEPARATORS if block.kind is Kind.PARAGRAPH else SEPARATORS
    if block.kind is Kind.PARAGRAPH and block.emphasis < len(line[: first.end].strip()):
        allowed = (":", "|", "\n")
    return not after or after.startswith(allowed)


def _unknown(content: Sequence[Block], known: Sequence[Title]) -> Iterator[Title]:
    """Yield titles that stand where several known titles stand but match nothing."""
    places: dict[str, list[Title]] = defaultdict(list)
    for title in known:
        places[title.block.place].append(title)
    repeated = {place: titles for place, titles in places.items() if len(titles) >= 2}
    taken = {title.block.index for title in known}
    seconds = _second_names(known)
    for block in content:
        if block.index in taken or block.index in seconds.get(block.place, ()):
            continue
        if block.place in repeated:
            name = _mission_like(block.text.split("\n", 1)[0])
            if name:
                yield Title(block, None, name, "")


def _second_names(known: Sequence[Title]) -> dict[str, set[int]]:
    """Return for each place of second names (a row's long name after its acronym) where the
    second names of known missions stand: a wording we do not know is still that mission's."""
    at = {title.block.index: title for title in known}
    pairs: dict[str, list[tuple[str, int]]] = defaultdict(list)
    for title in known:
        for step in (1, 2):
            first = at.get(title.block.index - step)
            if first and first.mission == title.mission and first.block.place != title.block.place:
                pairs[title.block.place].append((first.block.place, step))
                break
    seconds = {}
    for place, found in pairs.items():
        first_place, step = Counter(found).most_common(1)[0][0]
        firsts = (one for one in known if one.block.place == first_place)
        seconds[place] = {one.block.index + step for one in firsts}
    return seconds


def _mission_like(text: str) -> str | None:
    """Return the name in a text that looks like a mission's: short, with a noun or an acronym."""
    words = tokenize(text)
    if not 1 <= len(words) <= 18 or text.rstrip().endswith((".", "?", "!", ":")):
        return None
    if vocabulary().labels.get(folded_words(text)) or _is_section_word(text):
        return None
    nouns = vocabulary().mission_nouns
    has_noun = any(word.folded in nouns for word in words) and len(words) >= 2
    has_acronym = any(len(match.group()) >= 4 for match in ACRONYM.finditer(text))
    return text.strip() if has_noun or has_acronym else None


def _is_section_word(text: str) -> bool:
    folded = folded_words(text)
    heading = any(pattern.search(folded) for pattern in vocabulary().heading_status.values())
    plural = {
        "missions",
        "operations",
        "missies",
        "operaties",
        "missionen",
        "einsatze",
        "initiatives",
    }
    return heading or bool(plural & set(folded.split()))


def _shape(title: Title) -> str:
    chain = [title.block.element, *title.block.element.iterancestors()]
    return "<".join(str(one.tag) for one in chain)


def _heights(titles: Sequence[Title]) -> dict[int, int]:
    """Return for each title how many elements up its entry reaches, as most of its kind do."""
    holds = _missions_below(titles)
    raw = {title.block.index: _raw_height(title, holds) for title in titles}
    by_place: dict[str, list[int]] = defaultdict(list)
    for title in titles:
        by_place[title.block.place].append(raw[title.block.index])
    usual = {
        place: min(Counter(all_).most_common(), key=_commonest)[0]
        for place, all_ in by_place.items()
    }
    return {
        title.block.index: min(raw[title.block.index], usual[title.block.place]) for title in titles
    }


def _commonest(counted: tuple[int, int]) -> tuple[int, int]:
    height, times = counted
    return -times, height


def _missions_below(titles: Iterable[Title]) -> dict[HtmlElement, set[str]]:
    holds: dict[HtmlElement, set[str]] = defaultdict(set)
    for title in titles:
        for one in [title.block.element, *title.block.element.iterancestors()]:
            holds[one].add(_identity(title))
    return holds


def _identity(title: Title) -> str:
    return title.mission or f"?{title.block.index}"


def _raw_height(title: Title, holds: dict[HtmlElement, set[str]]) -> int:
    height = 0
    for parent in title.block.element.iterancestors():
        if len(holds[parent]) > 1 or parent.tag in ("main", "body", "html"):
            break
        height += 1
    return height


def _climb(element: HtmlElement, height: int) -> HtmlElement:
    for _ in range(height):
        parent = element.getparent()
        if parent is None:
            break
        element = parent
    return element


def _merged(entries: Sequence[Entry]) -> list[Entry]:
    """Unite titles of one mission that share their scope: a card's acronym and its long name."""
    merged: list[Entry] = []
    for entry in entries:
        last = merged[-1] if merged else None
        if last and entry.title.mission and last.title.mission == entry.title.mission:
            together = last.scope is entry.scope or _adjoining(last, entry)
            if together:
                scope = last.scope if _contains(last.scope, entry.scope) else entry.scope
                scope = (
                    last.scope
                    if last.scope is not entry.scope and not _contains(scope, last.scope)
                    else scope
                )
                merged[-1] = Entry((*last.titles, *entry.titles), (), scope, last.shape)
                continue
        merged.append(entry)
    return merged


def _adjoining(one: Entry, other: Entry) -> bool:
    return other.title.block.index - one.titles[-1].block.index <= 3


def _contains(outer: HtmlElement, inner: HtmlElement) -> bool:
    return outer is inner or any(up is outer for up in inner.iterancestors())


def _with_bodies(entries: Sequence[Entry], blocks: Sequence[Block]) -> list[Entry]:
    """Give each entry its blocks: those inside its scope, or those that follow it."""
    starts = {entry.title.block.index for entry in entries}
    complete = []
    for entry in entries:
        own = {title.block.index for title in entry.titles}
        inside = [
            block
            for block in _window(blocks, entry)
            if block.index not in own and _contains(entry.scope, block.element)
        ]
        body = inside or list(_following(entry, blocks, starts))
        complete.append(Entry(entry.titles, tuple(body), entry.scope, entry.shape))
    return complete


def _window(blocks: Sequence[Block], entry: Entry) -> Iterator[Block]:
    """Yield the blocks around a title until the scope is left, in both directions."""
    first = last = entry.title.block.index
    while first > 0 and _contains(entry.scope, blocks[first - 1].element):
        first -= 1
    while last + 1 < len(blocks) and _contains(entry.scope, blocks[last + 1].element):
        last += 1
    yield from blocks[first : last + 1]


def _following(entry: Entry, blocks: Sequence[Block], starts: set[int]) -> Iterator[Block]:
    """Yield the blocks after a title that stands alone, until the next entry or heading."""
    title = entry.titles[-1].block
    if title.kind not in (Kind.HEADING, Kind.TERM) and not title.emphasis:
        return
    for block in blocks[title.index + 1 :]:
        is_next = block.index in starts and block.index != entry.title.block.index
        if is_next or (block.level and (not title.level or block.level <= title.level)):
            return
        if title.kind is Kind.TERM and block.kind is Kind.TERM:
            return
        yield block
