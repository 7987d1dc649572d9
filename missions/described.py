"""Missions named by what they are: body, purpose, organisation and place, in any wording.

"EU-opleidingsmissie in Mali" and "Ausbildungsmission der EU in Mali" say the same as the official
name. The words around a kind of body (mission, force, office) are read as one *description*; it
means a mission when its organisation, its concepts and its place agree with one mission alone.
What several could be, and what says no more than "mission", is left to years and status, and
stays unmatched when they do not decide.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from missions.lexicon import Part, has_head, lexicon
from missions.register import Mission, Register
from missions.spans import Spans
from missions.surroundings import Identity
from missions.tokens import Token
from missions.wording import organisation_at, read_tokens

BEFORE = 9
AFTER = 18
"""How many words before and after the body a description may have."""
BREAK = re.compile(
    r"[^\s\w'’`´\"“”„«»\-\u2010\u2011\u00ad\u200b-\u200d\u2060\ufeff/]|\n\s*\n|\s[-–—]\s"
)
BRACKETS = re.compile(r"\s*\([^)]*\)\s*$")
NUMERALS = {"I": "i", "II": "ii", "III": "iii"}
NUMBERED = frozenset(NUMERALS.values())
SIGNS = {"UN": "@un", "EU": "@eu", "NATO": "@nato", "OSCE": "@osce"}
OTHER = "@other"
TELLING = 2
"""So many concepts name a mission of no organisation: "multinational security support"."""
SECRETARY = "secretary"
"""The Secretary-General is the United Nations'."""


@dataclass(frozen=True)
class Description:
    """What a part of a text says of a mission."""

    organisations: frozenset[str]
    concepts: frozenset[str]
    places: frozenset[str]
    start: int = 0
    end: int = 0
    after_stranger: bool = False
    """An unknown word stands directly before: "the Belgian training mission in Mali"."""
    is_proper: bool = False
    """It looks like a proper name: organisation in full, body with a capital."""

    @property
    def body(self) -> frozenset[str]:
        """The kinds of body it names."""
        return self.concepts & lexicon().heads

    @property
    def tells_purpose(self) -> bool:
        """Say whether it tells what the mission is for."""
        return bool(self.concepts - lexicon().loose)

    @property
    def is_generic(self) -> bool:
        """Say whether it tells no more than the kind of body."""
        return len(self.concepts - lexicon().empty) <= 1


class _Item(NamedTuple):
    """A word or phrase of a description; without a part it is a filler."""

    part: Part | None
    first: int
    after: int
    is_stranger: bool = False
    is_possessive: bool = False
    """The "s" of "the EU's mission"."""


def descriptions(
    text: str, tokens: Sequence[Token], named: Spans
) -> Iterator[tuple[Description, ...]]:
    """Yield what the text describes outside `named`, each with its readings, longest first."""
    done = 0
    for position, token in enumerate(tokens):
        if not has_head(token.folded) or token.start < done:
            continue
        if named.touch(token.start, token.end):
            continue
        readings = _readings(text, tokens, position)
        if readings:
            yield readings
            done = readings[0].end


def _readings(text: str, tokens: Sequence[Token], head: int) -> tuple[Description, ...]:
    first, after = _bounds(text, tokens, head)
    items = list(_items(tokens, first, after))
    at = next(index for index, item in enumerate(items) if item.first <= head < item.after)
    if not _is_head(items[at]):
        return ()
    left = _leftmost(items, at)
    ends = _ends(items, left, at)
    readings = (_describe(text, tokens, items[left:end], items[left - 1] if left else None)
                for end in ends)  # fmt: skip
    return tuple(one for one in readings if one.places)


def _bounds(text: str, tokens: Sequence[Token], head: int) -> tuple[int, int]:
    """Return the range of tokens around the body that no punctuation divides."""
    first = head
    while first > max(0, head - BEFORE) and not _is_broken(text, tokens, first):
        first -= 1
    after = head + 1
    while after < min(len(tokens), head + AFTER) and not _is_broken(text, tokens, after):
        after += 1
    return first, after


def _is_broken(text: str, tokens: Sequence[Token], position: int) -> bool:
    before, token = tokens[position - 1], tokens[position]
    gap = token.start - before.end
    if gap == 1 and text[before.end] == " ":
        return False
    return bool(BREAK.search(text, before.end, token.start))


def _items(tokens: Sequence[Token], first: int, after: int) -> Iterator[_Item]:
    position = first
    while position < after:
        item = _item(tokens, position, after)
        yield item
        position = item.after


def _item(tokens: Sequence[Token], position: int, after: int) -> _Item:
    length, sign = organisation_at(tokens, position)
    if sign:
        return _Item(Part(organisation=sign), position, position + length)
    token = tokens[position]
    for length in lexicon().lengths.get(token.folded, ()):
        words = tokens[position : min(position + length, after)]
        part = lexicon().parts.get(tuple(word.folded for word in words))
        if part and len(words) == length and _is_written_so(part, words):
            return _Item(part, position, position + length)
    if token.folded in lexicon().fillers or token.folded in lexicon().joints:
        return _Item(None, position, position + 1, is_possessive=token.folded == "s")
    if token.printed in NUMERALS:
        return _Item(Part(concepts=(NUMERALS[token.printed],)), position, position + 1)
    concepts = lexicon().compound(token.folded)
    return _Item(Part(concepts), position, position + 1, is_stranger=not concepts)


def _is_written_so(part: Part, words: Sequence[Token]) -> bool:
    """Refuse countries that are words when written small ("chad", "mali")."""
    return not part.places or part.is_people or any(one.printed[0].isupper() for one in words)


def _is_head(item: _Item) -> bool:
    return bool(item.part and lexicon().heads.intersection(item.part.concepts))


def _leftmost(items: Sequence[_Item], at: int) -> int:
    """Return where the words that stand directly before the body begin."""
    left = at
    while left:
        before = items[left - 1]
        if before.part and not before.is_stranger:
            left -= 1
        elif left > 1 and before.is_possessive and _is_owner(items[left - 2]):
            left -= 2
        else:
            break
    return left


def _is_owner(item: _Item) -> bool:
    return bool(item.part and (item.part.organisation or item.part.places))


def _ends(items: Sequence[_Item], left: int, at: int) -> list[int]:
    """Return where the description may end, the farthest first."""
    known = at + 1
    while known < len(items) and not items[known].is_stranger:
        known += 1
    has_place = any(item.part and item.part.places for item in items[left:at])
    end = _after_body(items, at, known) if has_place else _after_places(items, at, known)
    adjacent = _after_body(items, end - 1, known)
    ends = [end] if adjacent == end else [adjacent, end]
    following = _next_part(items, end, known)
    if following is not None:
        part = items[following].part
        if part and part.organisation and not _has_organisation(items[left:end]):
            ends.insert(0, following + 1)
    return ends


def _after_body(items: Sequence[_Item], at: int, known: int) -> int:
    end = at + 1
    while end < known and _has_concepts(items[end]):
        end += 1
    return end


def _after_places(items: Sequence[_Item], at: int, known: int) -> int:
    """Return where the first places after the body end: "in Ethiopia and Eritrea"."""
    end = at + 1
    while end < known and not _has_places(items[end]):
        end += 1
    if end < known and _is_people(items[end]):  # "Russian crossings at Gukovo"
        end = next((one for one in range(end, known) if _is_town(items[one])), end)
    last = end
    while end < known and (_has_places(items[end]) or items[end].part is None):
        end += 1
        if _has_places(items[end - 1]):
            last = end
    while last < known and _is_numeral(items[last]):
        last += 1
    return last


def _has_concepts(item: _Item) -> bool:
    return bool(item.part and item.part.concepts)


def _has_places(item: _Item) -> bool:
    return bool(item.part and item.part.places)


def _is_people(item: _Item) -> bool:
    return bool(item.part and item.part.is_people)


def _is_town(item: _Item) -> bool:
    return bool(item.part and any(place.startswith("@") for place in item.part.places))


def _is_numeral(item: _Item) -> bool:
    return bool(item.part and NUMBERED.intersection(item.part.concepts))


def _has_organisation(items: Iterable[_Item]) -> bool:
    return any(item.part and item.part.organisation for item in items)


def _next_part(items: Sequence[_Item], end: int, known: int) -> int | None:
    return next((index for index in range(end, known) if items[index].part), None)


def _describe(
    text: str, tokens: Sequence[Token], items: Sequence[_Item], before: _Item | None
) -> Description:
    parts = [item.part for item in items if item.part]
    concepts = frozenset(one for part in parts for one in part.concepts)
    organisations = frozenset(part.organisation for part in parts if part.organisation)
    if SECRETARY in concepts and not organisations:
        organisations = frozenset({SIGNS["UN"]})
    return Description(
        organisations,
        concepts,
        _sharpest(part.places for part in parts),
        tokens[items[0].first].start,
        tokens[items[-1].after - 1].end,
        after_stranger=bool(before and before.is_stranger),
        is_proper=_is_proper(text, tokens, items),
    )


def _sharpest(places: Iterable[tuple[str, ...]]) -> frozenset[str]:
    """Return the towns and areas named, else the countries: Donetsk, not Russia."""
    named = {place for some in places for place in some}
    towns = {place for place in named if place.startswith("@")}
    return frozenset(towns or named)


def _is_proper(text: str, tokens: Sequence[Token], items: Sequence[_Item]) -> bool:
    """Say whether it is written as a name, not as "the UN mission in Haiti"."""
    body = next(item for item in items if _is_head(item))
    named = [item for item in items if item.part and item.part.organisation]
    in_full = all(item.after - item.first > 1 for item in named)
    return in_full and bool(named) and tokens[body.first].printed[0].isupper()


@dataclass
class Profiles:
    """What the names of the register say of each mission."""

    register: Register
    _by_places: dict[frozenset[str], list[tuple[Mission, Description]]] = field(
        default_factory=dict
    )
    _by_host: dict[frozenset[str], list[tuple[Mission, Description]]] = field(default_factory=dict)
    _bodies: dict[str, set[str]] = field(default_factory=dict)
    _rivals: dict[tuple[str, frozenset[str]], list[Mission]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for mission in self.register:
            shared = (mission.organisation, frozenset(mission.host))
            self._rivals.setdefault(shared, []).append(mission)
            for description in {one for name in _names(mission) for one in _profile(name, mission)}:
                entry = (mission, description)
                self._bodies.setdefault(mission.id, set()).update(description.body)
                self._by_places.setdefault(description.places, []).append(entry)
                self._by_host.setdefault(frozenset(mission.host), []).append(entry)

    def places(self) -> set[str]:
        """Return the places that names of missions hold, and hosts."""
        return {place for key in (*self._by_places, *self._by_host) for place in key}

    def candidates(self, said: Description, organisation: str | None) -> list[Mission]:
        """Return the missions the description may mean by its words alone, the closest only."""
        if said.organisations:
            return self._closest(said, said.organisations)
        known = said.after_stranger or organisation is None
        found = (
            [] if known else self._closest(said, frozenset({SIGNS.get(str(organisation), OTHER)}))
        )
        if found or len(said.concepts - lexicon().loose) < TELLING:
            return found
        return self._closest(said, frozenset({OTHER}))

    def _closest(self, said: Description, signs: frozenset[str]) -> list[Mission]:
        here = [(m, d) for m, d in self._by_places.get(said.places, ()) if d.organisations == signs]
        exact = _distinct(m for m, d in here if d.concepts == said.concepts) or _distinct(
            m for m, d in here if d.concepts - NUMBERED == said.concepts
        )
        if exact:
            return exact
        if not said.tells_purpose:
            return self._only_one(said)
        there = [(m, d) for m, d in self._by_host.get(said.places, ()) if d.organisations == signs]
        return _distinct(m for m, d in here if _is_near(said, d)) or _distinct(
            m for m, d in there if _is_near(said, d)
        )

    def _only_one(self, said: Description) -> list[Mission]:
        """Return the one mission the organisation ever had there, when the text names both."""
        body = said.body & lexicon().loose_heads
        missions = [
            mission
            for mission in self.register
            if {SIGNS.get(mission.organisation)} == said.organisations
            and said.places.intersection(mission.host)
            and self._is_such(mission, body)
        ]
        is_one = len(missions) == 1 and said.places == set(missions[0].host)
        return missions if is_one and missions[0].id in self._bodies else []

    def rivals(self, mission: Mission, body: frozenset[str]) -> list[Mission]:
        """Return the organisation's other missions in the same host that are such a body."""
        if not mission.host:
            return []
        here = self._rivals[mission.organisation, frozenset(mission.host)]
        return [one for one in here if one.id != mission.id and self._is_such(one, body)]

    def _is_such(self, mission: Mission, body: frozenset[str]) -> bool:
        """Say whether a mission may be called so; of one with names beyond the lexicon, yes."""
        bodies = self._bodies.get(mission.id)
        loose = lexicon().loose_heads
        if bodies is None:
            return bool(body & loose)
        return bool(bodies & body or (bodies & loose and body & loose))


def identity(mission: Mission) -> Identity:
    """Return what tells a mission from its namesakes."""
    return Identity(
        mission.id,
        mission.organisation,
        frozenset(mission.host),
        int(mission.start[:4]) if mission.start else None,
        int(mission.end[:4]) if mission.end else None,
    )


def describe_name(name: str) -> Description | None:
    """Return what a name says, None when it holds a word the lexicon lacks."""
    text = BRACKETS.sub("", name).replace(",", " ")
    tokens = read_tokens(text)
    items = list(_items(tokens, 0, len(tokens)))
    if any(item.is_stranger for item in items) or not any(map(_is_head, items)):
        return None
    return _describe(text, tokens, items, None)


def _names(mission: Mission) -> Iterator[str]:
    yield from mission.names.values()
    yield from (alias.text for alias in mission.aliases)


def _profile(name: str, mission: Mission) -> Iterator[Description]:
    said = describe_name(name)
    if said is None:
        return
    own = SIGNS.get(mission.organisation, OTHER)
    yield replace(
        said,
        organisations=said.organisations or frozenset({own}),
        start=0,
        end=0,
        is_proper=False,
    )


def _is_near(said: Description, known: Description) -> bool:
    allowed = lexicon().optional | (frozenset() if said.concepts & NUMBERED else NUMBERED)
    for concept in known.concepts & said.concepts:
        allowed = allowed | lexicon().implied.get(concept, frozenset())
    return said.concepts ^ known.concepts <= allowed


def _distinct(missions: Iterable[Mission]) -> list[Mission]:
    return list({mission.id: mission for mission in missions}.values())
