"""Finding the names of missions in text.

Names are matched as whole words, folded (see `tokens`), with the organisation's name in any of
four languages made one word and filler words left out, the longest name winning. An acronym is
never matched by likeness: UNMIK, UNMIL, UNMIT and UNMIN are four missions. Where one name serves
several missions (EUMM, UNEF, UNOSOM), or a name is too general to stand alone, the surroundings
decide: organisation, country, year. What they do not decide stays unmatched.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from missions.places import country_of
from missions.register import Mission, Register, load_register
from missions.tokens import Token, tokenize

FILLERS = frozenset(
    (
        "the of in for to on at and by a an de des du d la le les l en au aux a et pour dans "
        "sur un une van het der den te voor op bij naar aan een die das dem zu zur zum fur im und "
        "mit am an"
    ).split()
)
ORGANISATION_WORDS: dict[tuple[str, ...], str] = {
    tuple(words.split()): organisation
    for organisation, phrases in {
        "@un": "united nations|nations unies|verenigde naties|vereinten nationen|un|vn|onu|uno"
        "|organisation nations unies|organisation des nations unies|organization united nations",
        "@eu": "european union|union europeenne|europese unie|europaischen union|europaische union"
        "|eu|ue",
        "@nato": "nato|otan|navo",
        "@osce": "osce|ovse|osze|csce|cvse|kszse",
        "@au": "african union|union africaine|afrikaanse unie|afrikanischen union|au|ua",
    }.items()
    for words in phrases.split("|")
}
ORGANISATION_BEGINNINGS = frozenset(words[0] for words in ORGANISATION_WORDS)
ORGANISATION_SIGNS = {"UN": "@un", "EU": "@eu", "NATO": "@nato", "OSCE": "@osce"}
SPELLINGS = {
    "organisation": "organization",
    "stabilisation": "stabilization",
    "coordinator": "co ordinator",
    "coordinating": "co ordinating",
    "coordination": "co ordination",
    "centre": "center",
    "programme": "program",
    "defence": "defense",
    "endeavour": "endeavor",
    "harbour": "harbor",
    "coordinateur": "co ordinateur",
}
ROMAN = re.compile(r"^(i|ii|iii|iv|1|2|3)$")
NUMBERS = {"1": "i", "2": "ii", "3": "iii"}
LONGEST = 24
YEAR = re.compile(r"\b(19[4-9]\d|20[0-4]\d)\b")


@dataclass(frozen=True)
class Context:
    """What is known around a text: it decides between missions that share a name."""

    organisation: str | None = None
    countries: tuple[str, ...] = ()
    years: tuple[int, ...] = ()
    slug: bool = False
    """The text is a web address or an identifier, where acronyms stand in lower case."""


@dataclass(frozen=True)
class Mention:
    """A mission's name in a text: which one, as printed, and where."""

    mission: str
    printed: str
    start: int
    end: int
    is_acronym: bool = False


@dataclass(frozen=True)
class Candidate:
    """A mission that a sequence of words may mean."""

    mission: Mission
    acronym: str | None
    """The acronym as registered when the words are one, for its capitals count."""
    weak: bool


class _Word(NamedTuple):
    """One word of the comparison alphabet and the range it covers."""

    sign: str
    start: int
    end: int
    printed: str


@dataclass
class Recogniser:
    """Finds the missions of a register in text."""

    register: Register
    _names: dict[tuple[str, ...], list[Candidate]] = field(default_factory=dict)
    _first: set[str] = field(default_factory=set)
    _beginnings: dict[tuple[str, ...], set[int]] = field(default_factory=dict)
    """How many words the names have that begin with one or two given words."""

    def __post_init__(self) -> None:
        for mission in self.register:
            for key, candidate in _registered_names(mission):
                self._add(key, candidate)
        # A block is asked about for its page, its title and each of its sentences.
        self._found = lru_cache(maxsize=1024)(self._find)
        self._undecided = lru_cache(maxsize=1024)(self._has_name)

    def _add(self, key: tuple[str, ...], candidate: Candidate) -> None:
        candidates = self._names.setdefault(key, [])
        if all(known.mission.id != candidate.mission.id for known in candidates):
            candidates.append(candidate)
        self._first.add(key[0])
        self._beginnings.setdefault(key[:2], set()).add(len(key))

    def find(self, text: str, context: Context | None = None) -> list[Mention]:
        """Return the missions named in `text`, in order and without overlap."""
        return list(self._found(text, context or Context()))

    def _find(self, text: str, context: Context) -> tuple[Mention, ...]:
        words = _words_of(text)
        found = tuple(self._matches(text, words, context))
        if found:
            return found
        # A long name may have its organisation put inside: "mission spéciale de l'OSCE en …".
        bare = [word for word in words if not word.sign.startswith("@")]
        if len(bare) == len(words):
            return ()
        return tuple(one for one in self._matches(text, bare, context) if not one.is_acronym)

    def _matches(self, text: str, words: Sequence[_Word], context: Context) -> Iterator[Mention]:
        free = 0
        for position, word in enumerate(words):
            if position >= free and word.sign in self._first:
                length, mention = self._match(text, words, position, context)
                if mention:
                    yield mention
                free = position + length

    def is_undecided(self, text: str) -> bool:
        """Say whether `text` holds a name that only its surroundings could decide."""
        return self._undecided(text)

    def _has_name(self, text: str) -> bool:
        words = _words_of(text)
        return any(
            tuple(one.sign for one in words[position : position + length]) in self._names
            for position, word in enumerate(words)
            if word.sign in self._first
            for length in self._lengths(words, position)
        )

    def _lengths(self, words: Sequence[_Word], position: int) -> list[int]:
        """Return how many words a name beginning here may have, longest first."""
        first = (words[position].sign,)
        lengths = list(self._beginnings.get(first, ()))
        if position + 1 < len(words):
            lengths += self._beginnings.get((*first, words[position + 1].sign), ())
        return sorted(lengths, reverse=True) if len(lengths) > 1 else lengths

    def _match(
        self, text: str, words: Sequence[_Word], position: int, context: Context
    ) -> tuple[int, Mention | None]:
        for length in self._lengths(words, position):
            part = words[position : position + length]
            candidates = self._names.get(tuple(word.sign for word in part))
            if not candidates:
                continue
            start, end = part[0].start, part[-1].end
            printed = text[start:end]
            chosen = _choose(candidates, printed, text, context)
            if chosen:
                is_acronym = chosen.acronym is not None
                return length, Mention(chosen.mission.id, printed, start, end, is_acronym)
            if len(candidates) > 1:
                return length, None
        return 0, None


def recogniser() -> Recogniser:
    """Return the recogniser of the register in use."""
    return _recogniser_of(load_register())


@lru_cache(maxsize=4)
def _recogniser_of(register: Register) -> Recogniser:
    return Recogniser(register)


def _registered_names(mission: Mission) -> Iterator[tuple[tuple[str, ...], Candidate]]:
    if mission.acronym:
        yield from _acronym_keys(mission)
    for name in mission.names.values():
        yield from _name_keys(mission, name, weak=False)
    for alias in mission.aliases:
        if _is_acronym(alias.text):
            key = _key(alias.text)
            if key:
                yield key, Candidate(mission, alias.text, alias.weak or len(alias.text) < 4)
        else:
            yield from _name_keys(mission, alias.text, weak=alias.weak)


def _acronym_keys(mission: Mission) -> Iterator[tuple[tuple[str, ...], Candidate]]:
    weak = len(mission.acronym) < 4 and mission.acronym not in ("NMI", "RSM", "SMM")
    candidate = Candidate(mission, mission.acronym, weak)
    key = _key(mission.acronym)
    yield key, candidate
    if key[0].startswith("eunavfor"):
        yield ("@eu", "navfor", *key[1:]), candidate


def _is_acronym(text: str) -> bool:
    """Say whether a name is one written by its letters: most of them capitals, few words."""
    letters = [sign for sign in text if sign.isalpha()]
    capitals = sum(sign.isupper() for sign in letters)
    return bool(letters) and len(text.split()) == 1 and capitals * 2 > len(letters)


def _name_keys(
    mission: Mission, name: str, *, weak: bool
) -> Iterator[tuple[tuple[str, ...], Candidate]]:
    key = _key(name)
    if not key:
        return
    yield key, Candidate(mission, None, weak)
    bare = _key(re.sub(r"\s*\([^)]*\)\s*$", "", name))
    if len(bare) >= 3 and bare != key:
        yield bare, Candidate(mission, None, weak)
    sign = ORGANISATION_SIGNS.get(mission.organisation)
    shorter = tuple(word for word in key if word != sign)
    if sign in key and len(shorter) >= 2:
        yield shorter, Candidate(mission, None, weak=True)


def _key(text: str) -> tuple[str, ...]:
    return tuple(word.sign for word in _words(tokenize(text)))


@lru_cache(maxsize=1024)
def _words_of(text: str) -> tuple[_Word, ...]:
    """Remembered, for a block is looked at as a title, as a sentence and for its organisation."""
    return tuple(_words(tokenize(text)))


def _words(tokens: list[Token]) -> list[_Word]:
    """Return the comparison words: organisations made one, fillers left out, spellings united."""
    words: list[_Word] = []
    position = 0
    while position < len(tokens):
        length, sign = _organisation_at(tokens, position)
        part = tokens[position : position + length]
        if sign or (length == 1 and part[0].folded not in FILLERS) or _is_numeral(part[0], words):
            words.extend(_spelled(sign or part[0].folded, part))
        position += length
    return words


def _spelled(folded: str, part: list[Token]) -> Iterator[_Word]:
    printed = part[0].printed
    for sign in SPELLINGS.get(NUMBERS.get(folded, folded), NUMBERS.get(folded, folded)).split():
        yield _Word(sign, part[0].start, part[-1].end, printed)


def _is_numeral(token: Token, before: list[_Word]) -> bool:
    """Keep the "I" of "UNEF I", which folds into a filler in no language but looks like one."""
    return bool(before) and bool(ROMAN.match(token.folded))


def _organisation_at(tokens: list[Token], position: int) -> tuple[int, str | None]:
    if tokens[position].folded not in ORGANISATION_BEGINNINGS:
        return 1, None
    for length in (3, 2, 1):
        part = tokens[position : position + length]
        sign = ORGANISATION_WORDS.get(tuple(token.folded for token in part))
        if sign and (length > 1 or _is_abbreviation(tokens, position)):
            return length, sign
    return 1, None


def _is_abbreviation(tokens: list[Token], position: int) -> bool:
    """Tell the African Union from the "AU" of a French title in capitals."""
    before = tokens[position - 1].printed if position else ""
    in_capitals = before.isupper() and len(before) >= 4
    return tokens[position].printed.isupper() and not (
        tokens[position].folded == "au" and in_capitals
    )


def _choose(
    candidates: Sequence[Candidate], printed: str, text: str, context: Context
) -> Candidate | None:
    """Return the one candidate that spelling and surroundings allow, None if they do not decide."""
    fitting = [one for one in candidates if _spelling_fits(one, printed, context)]
    if len(fitting) == 1:
        return fitting[0] if not fitting[0].weak or _supported(fitting[0], text, context) else None
    if len(fitting) < 2:
        return None
    return _by_surroundings(fitting, text, context)


def _spelling_fits(candidate: Candidate, printed: str, context: Context) -> bool:
    """Refuse an acronym in lower case: "minus" is a word and MINUS a mission."""
    acronym = candidate.acronym
    if acronym is None or context.slug or printed == acronym:
        return True
    letters = [sign for sign in printed if sign.isalpha()]
    capitals = sum(sign.isupper() for sign in letters)
    if capitals * 2 >= len(letters):
        return True
    return len(letters) >= 5 and printed[0].isupper() and acronym.upper() not in WORDS_TOO


WORDS_TOO = frozenset({"MINUS", "MANUL", "ARTEMIS", "PROXIMA", "CONCORDIA", "MINUS I"})
"""Acronyms that are words or other names when only the first letter is a capital."""


def _supported(candidate: Candidate, text: str, context: Context) -> bool:
    """A weak name counts only beside its organisation."""
    organisation = candidate.mission.organisation
    if context.organisation == organisation:
        return True
    sign = ORGANISATION_SIGNS.get(organisation)
    return sign is not None and sign in _key(text)


def _by_surroundings(
    candidates: Sequence[Candidate], text: str, context: Context
) -> Candidate | None:
    for narrowed in (
        [one for one in candidates if context.organisation == one.mission.organisation],
        [one for one in candidates if _host_named(one.mission, text, context)],
        _best_by_years(candidates, text, context),
        [one for one in candidates if not one.weak],
    ):
        if len(narrowed) == 1:
            return narrowed[0]
        if narrowed:
            candidates = narrowed
    return None


def _host_named(mission: Mission, text: str, context: Context) -> bool:
    named = set(context.countries) | set(country_of(text))
    return bool(named & set(mission.host))


def _best_by_years(candidates: Sequence[Candidate], text: str, context: Context) -> list[Candidate]:
    """Return those whose start and end are named most: one ends in the year the next begins."""
    years = set(context.years) | {int(year) for year in YEAR.findall(text)}
    fits = [len(years & _known_years(one.mission)) for one in candidates]
    return [one for one, fit in zip(candidates, fits, strict=True) if fit and fit == max(fits)]


def _known_years(mission: Mission) -> set[int]:
    return {int(date[:4]) for date in (mission.start, mission.end) if date}
