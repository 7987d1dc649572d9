"""The registered names, by their words, and what each may mean.

Beside the register and its aliases, `data/namesakes.csv` tells the bearers of one name apart:
where and when each lived, with outsiders that are no mission ("UNOCA" of 1988).
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from importlib import resources

from missions import data
from missions.described import describe_name, identity
from missions.lexicon import has_head, lexicon
from missions.places import country_of, find_places, place_names
from missions.register import Mission, Register
from missions.surroundings import Identity
from missions.tokens import tokenize
from missions.wording import Word, undotted, words_of

Key = tuple[str, ...]
SHORT = 4
"""An acronym with fewer letters counts only beside its organisation."""
OPERATION = "operation"
CODEWORDS = 2
"""Words of a name that is written without "Operation" too."""
CODENAME = 3
"""Every word of a name this short must have its capital: "Sea Guardian"."""


@dataclass(frozen=True)
class Candidate:
    """A mission that a sequence of words may mean; an outsider has none."""

    mission: Mission | None
    identity: Identity
    name: str
    acronym: str | None = None
    """The acronym as registered when the words are one, for its capitals count."""
    weak: bool = False
    is_family: bool = False
    """The first word of several missions' acronyms ("EUTM"): it needs its host beside it."""
    also: tuple[str, ...] = ()
    """Other registered names of the mission that have the same words."""

    @cached_property
    def is_generic(self) -> bool:
        """Say whether the name tells no more than body, organisation and place."""
        said = None if self.acronym else describe_name(self.name)
        return bool(said and said.places and said.is_generic)

    @cached_property
    def body(self) -> frozenset[str]:
        """The kinds of body the name tells."""
        said = describe_name(self.name)
        return said.body if said else frozenset()

    @cached_property
    def is_placeless(self) -> bool:
        """Say whether the name tells no place."""
        said = describe_name(self.name)
        return not said.places if said else not country_of(self.name)

    @cached_property
    def is_codename(self) -> bool:
        """Say whether the name is made of ordinary words: "Sea Guardian", "Active Fence"."""
        return self.is_placeless and not self.has_sign

    @cached_property
    def has_sign(self) -> bool:
        """Say whether the name holds an organisation's."""
        return any(sign[0] == "@" for sign in key_of(self.name))

    def is_written_so(self, printed: str, *, slug: bool) -> bool:
        """Refuse words in lower case: "minus" is a word and MINUS a mission."""
        if slug or " ".join(printed.split()) in (self.name, *self.also):
            return True
        if self.acronym is None:
            return not self.is_codename or _has_capitals(printed)
        return _is_acronym_written(undotted(printed), self.acronym)

    def is_proper_when_printed(self, printed: str) -> bool:
        """Say whether it is written as a name, not as "the UN mission in Haiti"."""
        said = describe_name(printed)
        return bool(said and said.is_proper) or any(
            _is_same_name(printed, name) for name in (self.name, *self.also)
        )

    def is_official_when_printed(self, printed: str) -> bool:
        """Say whether it is written as the mission's own name, not as what others call it."""
        names = self.mission.names.values() if self.mission else ()
        return any(_is_same_name(printed, name) for name in names)


def _is_acronym_written(printed: str, acronym: str) -> bool:
    letters = [sign for sign in printed if sign.isalpha()]
    capitals = sum(sign.isupper() for sign in letters)
    if printed == acronym:
        return True
    if capitals > 2 and capitals == len(letters) - 1 and letters[-1] == "s":
        return False  # "UNMISs" may be UNMIS with an ending.
    if capitals * 2 >= len(letters):
        return True
    is_name = len(letters) >= SHORT and printed[0].isupper()
    return is_name and acronym.upper() not in lexicon().words_too


def _has_capitals(printed: str) -> bool:
    words = [one for one in tokenize(printed) if one.folded not in lexicon().fillers]
    if len(words) > CODENAME:
        return words[0].printed[0].isupper()
    return all(one.printed[0].isupper() for one in words if not has_head(one.folded))


def _is_same_name(printed: str, name: str) -> bool:
    """Say whether the words are the name's, the body with a capital where the name has one."""
    is_capital = _body(printed)[:1].isupper() or not _body(name)[:1].isupper()
    return is_capital and _words(printed) == _words(name)


def _words(text: str) -> list[str]:
    return [token.folded for token in tokenize(text)]


def _body(name: str) -> str:
    """Return the word that is the kind of body, as printed."""
    return next((one.printed for one in tokenize(name) if has_head(one.folded)), "")


@dataclass
class Names:
    """The names of a register."""

    register: Register
    acronyms: frozenset[str] = frozenset()
    first: set[str] = field(default_factory=set)
    _candidates: dict[Key, list[Candidate]] = field(default_factory=dict)
    _beginnings: dict[Key, set[int]] = field(default_factory=dict)
    """How many words the names have that begin with one or two given words."""

    def __post_init__(self) -> None:
        for mission in self.register:
            for key, candidate in _registered(mission):
                self._add(key, candidate)
        for name, bearer in _namesakes():
            self._tell_apart(name, bearer)
        self.acronyms = frozenset(
            key[0]
            for key, some in self._candidates.items()
            if len(key) == 1 and any(one.acronym for one in some)
        )

    def get(self, key: Key) -> Sequence[Candidate]:
        """Return what a sequence of words may mean."""
        return self._candidates.get(key, ())

    def keys(self) -> Iterable[Key]:
        """Return the words of every name."""
        return self._candidates.keys()

    def lengths(self, words: Sequence[Word], position: int) -> list[int]:
        """Return how many words a name beginning here may have, longest first."""
        first = (words[position].sign,)
        lengths = list(self._beginnings.get(first, ()))
        if position + 1 < len(words):
            lengths += self._beginnings.get((*first, words[position + 1].sign), ())
        return sorted(lengths, reverse=True) if len(lengths) > 1 else lengths

    def _add(self, key: Key, candidate: Candidate) -> None:
        if not key:
            return
        some = self._candidates.setdefault(key, [])
        for index, known in enumerate(some):
            if known.identity.mission == candidate.identity.mission:
                also = (*known.also, candidate.name, *candidate.also)
                weak = known.weak and candidate.weak
                some[index] = replace(known, also=also, weak=weak)
                return
        some.append(candidate)
        self.first.add(key[0])
        self._beginnings.setdefault(key[:2], set()).add(len(key))

    def _tell_apart(self, name: str, bearer: Identity) -> None:
        key = key_of(name)
        some = self._candidates.setdefault(key, [])
        for index, known in enumerate(some):
            if known.identity.mission == bearer.mission:
                some[index] = replace(known, identity=bearer)
                return
        if not bearer.mission:
            some.append(Candidate(None, bearer, name, name))


def key_of(name: str) -> Key:
    """Return the words by which a name is compared."""
    return tuple(word.sign for word in words_of(tokenize(name)))


def _registered(mission: Mission) -> Iterator[tuple[Key, Candidate]]:
    own = identity(mission)
    if mission.acronym:
        weak = _is_common(mission.acronym)
        candidate = Candidate(mission, own, mission.acronym, mission.acronym, weak)
        key = key_of(mission.acronym)
        yield key, candidate
        for other in _with_other_words_for_place(mission.acronym):
            yield other, candidate
        if key[0].startswith("eunavfor"):
            yield ("@eu", "navfor", *key[1:]), candidate
    for name in mission.names.values():
        yield from _long(Candidate(mission, own, name))
    for alias in mission.aliases:
        acronym = alias.text if _is_acronym(alias.text) else None
        weak = alias.weak or (acronym is not None and _is_common(acronym))
        yield from _long(
            Candidate(mission, own, alias.text, acronym, weak, is_family=alias.is_family)
        )


def _with_other_words_for_place(acronym: str) -> Iterator[Key]:
    """Yield the words of an acronym with its country as other languages say: "EUTM Mosambik"."""
    place = next(iter(find_places(acronym)[-1:]), None)
    if not place or place.end != len(acronym) or not place.start:
        return
    if place.end - place.start < SHORT:  # "EUFOR RCA" is no other force in that country
        return
    before = key_of(acronym[: place.start])
    for name, countries in place_names().items():
        if countries == place.countries:
            yield (*before, *key_of(" ".join(name)))


def _long(candidate: Candidate) -> Iterator[tuple[Key, Candidate]]:
    """Yield a name's words, and those of a name with an explanation in brackets without it."""
    key = key_of(candidate.name)
    yield key, candidate
    name = re.sub(r"\s*\([^)]*\)\s*$", "", candidate.name)
    bare = key_of(name)
    if candidate.acronym is not None:
        return
    if bare != key and len(bare) >= 3:
        yield bare, replace(candidate, name=name)
    yield from _codename(candidate, name)


def _codename(candidate: Candidate, name: str) -> Iterator[tuple[Key, Candidate]]:
    """Yield "Amber Fox" for "Operation Amber Fox": two words that need the organisation beside."""
    head, _, rest = name.partition(" ")
    is_led = head.casefold() == OPERATION and len(rest.split()) == CODEWORDS
    if is_led and describe_name(name) is None and not country_of(rest):
        yield key_of(rest), replace(candidate, name=rest, weak=True, also=())


def _is_common(acronym: str) -> bool:
    is_short = len(acronym) < SHORT and acronym not in lexicon().known_acronyms
    return is_short or acronym in lexicon().common_acronyms


def _is_acronym(text: str) -> bool:
    """Say whether a name is one written by its letters: most of them capitals, one word."""
    letters = [sign for sign in text if sign.isalpha()]
    capitals = sum(sign.isupper() for sign in letters)
    return bool(letters) and len(text.split()) == 1 and capitals * 2 > len(letters)


def _namesakes() -> Iterator[tuple[str, Identity]]:
    path = resources.files(data).joinpath("namesakes.csv")
    with path.open("r", encoding="utf-8") as lines:
        for row in csv.DictReader(lines):
            yield (
                row["name"],
                Identity(
                    row["mission"],
                    row["organisation"],
                    frozenset(code for code in row["countries"].split(";") if code),
                    int(row["from"]) if row["from"] else None,
                    int(row["to"]) if row["to"] else None,
                ),
            )
