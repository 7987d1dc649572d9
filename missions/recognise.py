"""Finding the names of missions in text.

Names are matched as whole words (see `wording`), the longest winning; an acronym is never matched
by likeness: UNMIK, UNMIL, UNMIT and UNMIN are four missions. What is described rather than named
("EU-opleidingsmissie in Mali") is matched by its meaning (see `described`). Where one name serves
several missions (EUMM, UNEF, UNOSOM), or is too general to stand alone, the surroundings decide:
organisation, country, year. What they do not decide stays unmatched.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from missions.described import SIGNS, Description, Profiles, descriptions, identity
from missions.names import Candidate, Names
from missions.register import Mission, Register, load_register
from missions.spans import Spans
from missions.surroundings import Context, Identity, Surroundings, decide
from missions.tokens import Token
from missions.triggers import Triggers
from missions.wording import Word, read_tokens, words_of

__all__ = ["Context", "Mention", "Recogniser", "recogniser"]

BRACKET = re.compile(r"\s*[(\[]\s*(?:[A-Z]{2,6}-)?")
LONG_NAME = 3
OWN = frozenset({"BE"})
"""The ministry's own country: "after Resolute Support, Belgium" says where nobody is."""


@dataclass(frozen=True)
class Mention:
    """A mission's name in a text: which one, as printed, and where."""

    mission: str
    printed: str
    start: int
    end: int
    is_acronym: bool = False
    by_concepts: bool = False
    """Not a registered name, but a description that fits this mission alone."""


class Reading(NamedTuple):
    """A registered name that a text may hold, and what it may mean."""

    length: int
    start: int
    end: int
    candidates: Sequence[Candidate]
    sign_before: str


class Site(NamedTuple):
    """A word where registered names begin, the longest first."""

    position: int
    readings: tuple[Reading, ...]


class Sites(NamedTuple):
    """What a text may name, whatever stands around it."""

    windows: tuple[tuple[Site, ...], ...]
    described: tuple[tuple[Description, ...], ...]
    is_plain: bool = True
    """Whether nothing that is known around the text could decide otherwise."""


NOTHING = Sites((), ())
ANYWHERE = Context()
"""The context of a text of which nothing is known."""


class Recogniser:
    """Finds the missions of a register in text."""

    def __init__(self, register: Register) -> None:
        self.register = register
        self.names = Names(register)
        self.profiles = Profiles(register)
        self.triggers = Triggers(self.names.keys(), self.profiles.places())
        # A block is asked about for its page, its title and each of its sentences, after all the
        # other blocks of the page were: a cache smaller than a large page would never be hit.
        self._found = lru_cache(maxsize=4096)(self._find)
        self._sites_of = lru_cache(maxsize=8192)(self._sites)

    def find(self, text: str, context: Context | None = None) -> list[Mention]:
        """Return the missions named in `text`, in order and without overlap."""
        sites = self._sites_of(text)
        if sites is NOTHING:  # most texts: the context need not even be compared
            return []
        if context is None or (sites.is_plain and not context.slug):
            context = ANYWHERE
        return list(self._found(text, context))

    def names_nothing(self, text: str) -> bool:
        """Say whether `text` names no mission, whatever its context."""
        return self._sites_of(text) is NOTHING

    def is_undecided(self, text: str) -> bool:
        """Say whether `text` holds a name that only its surroundings could decide."""
        sites = self._sites_of(text)
        return any(sites.windows) or bool(sites.described)

    def _sites(self, text: str) -> Sites:
        windows: list[tuple[Site, ...]] = []
        described: list[tuple[Description, ...]] = []
        for window in self.triggers.windows(text):
            tokens = read_tokens(text, window.start, window.end)
            sites = tuple(self._named(tokens)) if window.has_name else ()
            if sites:
                windows.append(sites)
            if window.has_description:
                described += descriptions(text, tokens, _long_names(sites))
        if not windows and not described:
            return NOTHING
        readings = (one for sites in windows for site in sites for one in site.readings)
        is_plain = not described and all(_is_plain(one.candidates) for one in readings)
        return Sites(tuple(windows), tuple(described), is_plain)

    def _named(self, tokens: Sequence[Token]) -> Iterator[Site]:
        words = words_of(tokens, self.names.acronyms)
        for position, word in enumerate(words):
            if word.sign in self.names.first:
                readings = tuple(self._readings(words, position))
                if readings:
                    yield Site(position, readings)

    def _readings(self, words: Sequence[Word], position: int) -> Iterator[Reading]:
        before = words[position - 1].sign if position else ""
        for length in self.names.lengths(words, position):
            part = words[position : position + length]
            candidates = self.names.get(tuple(word.sign for word in part))
            if candidates:
                yield Reading(length, part[0].start, part[-1].end, candidates, before)

    def _find(self, text: str, context: Context) -> tuple[Mention, ...]:
        sites = self._sites_of(text)
        named, taken = self._decide_names(sites, text, context)
        for readings in sites.described:
            if not any(taken.touch(one.start, one.end) for one in readings):
                mention = self._decide_description(readings, text, context)
                if mention:
                    named.append(mention)
        named.sort(key=lambda one: one.start)
        return tuple(_agreeing(named, text))

    def _decide_names(
        self, sites: Sites, text: str, context: Context
    ) -> tuple[list[Mention], Spans]:
        """Return the mentions of registered names, and the ranges that are read as such."""
        found: list[Mention] = []
        taken: list[tuple[int, int]] = []
        for window in sites.windows:
            free = 0
            for site in window:
                for reading in site.readings if site.position >= free else ():
                    mention = self._decide(reading, text, context)
                    if mention or len(reading.candidates) > 1:
                        free = site.position + reading.length
                        taken.append((reading.start, reading.end))
                        found += [mention] if mention else []
                        break
        return found, Spans(taken)

    def _decide(self, reading: Reading, text: str, context: Context) -> Mention | None:
        around = Surroundings(text, reading.start, reading.end, context)
        fitting = [
            one
            for one in reading.candidates
            if one.is_written_so(around.printed, slug=context.slug)
            and self._is_allowed(one, reading, around)
        ]
        chosen = fitting[0] if len(fitting) == 1 else self._choose(fitting, around)
        if chosen is None or chosen.mission is None:
            return None
        is_acronym = chosen.acronym is not None
        return Mention(chosen.mission.id, around.printed, reading.start, reading.end, is_acronym)

    def _is_allowed(self, one: Candidate, reading: Reading, around: Surroundings) -> bool:
        if one.mission is None:
            return True
        if one.is_family:
            return self._is_at_home(one, around)
        if one.acronym is None and _is_others(one, reading):
            return False
        if one.weak and not self._is_supported(one, around):
            return False
        if one.is_generic and not self._is_said_of(one.mission, one, around):
            return False
        return one.acronym is not None or not _is_elsewhere(one, around)

    def _is_supported(self, one: Candidate, around: Surroundings) -> bool:
        """A weak name counts only beside its organisation; other organisations' beside the host."""
        sign = SIGNS.get(one.identity.organisation)
        if around.names_organisation(one.identity.organisation, sign):
            return True
        return sign is None and self._is_at_home(one, around)

    def _is_at_home(self, one: Candidate, around: Surroundings) -> bool:
        """Say whether the nearest country named is its host."""
        following = around.country_after
        if following:
            return bool(following & one.identity.countries)
        named = next((some for some in around.countries() if some), frozenset())
        return bool(named & one.identity.countries)

    def _is_said_of(
        self, mission: Mission, one: Candidate | Description, around: Surroundings
    ) -> bool:
        """Decide whether a generic name ("UN mission in Haiti") is this mission's and no other's.

        Written as a name it is, unless the years are another's. Described, it is when the
        organisation has no other there, or all others are over, or the years are its own alone.
        """
        if isinstance(one, Candidate) and not one.has_sign:
            return _is_proper(one, around)
        rivals = [identity(other) for other in self.profiles.rivals(mission, one.body)]
        if not rivals:
            return True
        own = identity(mission)
        years = next((some for some in around.years() if some), None)
        if years:
            mine = sum(map(own.lives_in, years))
            theirs = max(sum(map(rival.lives_in, years)) for rival in rivals)
            return mine > theirs or (mine == theirs and _is_proper(one, around))
        if _is_proper(one, around):
            return True
        return own.last_year is None and all(rival.last_year for rival in rivals)

    def _choose(self, fitting: Sequence[Candidate], around: Surroundings) -> Candidate | None:
        left = decide([one.identity for one in fitting], around)
        chosen = [one for one in fitting if one.identity in left]
        if len(chosen) > 1:
            chosen = [one for one in chosen if one.mission and not one.weak]
        if len(chosen) > 1:
            chosen = [one for one in chosen if one.is_official_when_printed(around.printed)]
        return chosen[0] if len(chosen) == 1 else None

    def _decide_description(
        self, readings: Iterable[Description], text: str, context: Context
    ) -> Mention | None:
        for said in readings:
            around = Surroundings(text, said.start, said.end, context)
            missions = self.profiles.candidates(said, context.organisation)
            mission = self._one_of(missions, said, around)
            if mission:
                printed = text[said.start : said.end]
                return Mention(mission.id, printed, said.start, said.end, by_concepts=True)
        return None

    def _one_of(
        self, missions: Sequence[Mission], said: Description, around: Surroundings
    ) -> Mission | None:
        left = decide([identity(one) for one in missions], around) if missions else []
        if len(left) != 1:
            return None
        mission = self.register.missions[left[0].mission]
        is_said = not said.is_generic or self._is_said_of(mission, said, around)
        return (
            mission
            if is_said and (said.tells_purpose or _is_of_its_time(left[0], around))
            else None
        )


def recogniser() -> Recogniser:
    """Return the recogniser of the register in use."""
    return _recogniser_of(load_register())


@lru_cache(maxsize=4)
def _recogniser_of(register: Register) -> Recogniser:
    return Recogniser(register)


def _long_names(sites: Iterable[Site]) -> Spans:
    """Return where registered long names stand: they need not be read as descriptions."""
    return Spans(
        (reading.start, reading.end)
        for site in sites
        for reading in site.readings
        if reading.length >= LONG_NAME
    )


def _is_plain(candidates: Sequence[Candidate]) -> bool:
    """Say whether a name has one bearer and says enough: what is around the text has no say."""
    one = candidates[0]
    return len(candidates) == 1 and not (one.weak or one.is_family or one.is_generic)


def _is_of_its_time(own: Identity, around: Surroundings) -> bool:
    years = next((some for some in around.years() if some), None)
    return years is None or any(map(own.lives_in, years))


def _is_proper(one: Candidate | Description, around: Surroundings) -> bool:
    if isinstance(one, Description):
        return one.is_proper
    return one.is_proper_when_printed(around.printed)


def _is_others(one: Candidate, reading: Reading) -> bool:
    """Say whether another organisation's name stands before a name that holds none."""
    sign = SIGNS.get(one.identity.organisation)
    return reading.sign_before[:1] == "@" and reading.sign_before != sign and not one.has_sign


def _is_elsewhere(one: Candidate, around: Surroundings) -> bool:
    """Say whether the country named right after a name without one is not its host."""
    if not one.is_placeless or not one.identity.countries:
        return False
    following = around.country_after - OWN
    return bool(following) and not following & one.identity.countries


def _agreeing(mentions: Sequence[Mention], text: str) -> Iterator[Mention]:
    """Leave out a long name that the acronym in brackets after it contradicts."""
    for position, one in enumerate(mentions):
        after = mentions[position + 1] if position + 1 < len(mentions) else None
        if after and _contradicts(after, one) and BRACKET.fullmatch(text, one.end, after.start):
            continue
        if position and one.start < mentions[position - 1].end:
            continue
        yield one


def _contradicts(acronym: Mention, name: Mention) -> bool:
    return acronym.is_acronym and not name.is_acronym and acronym.mission != name.mission
