"""What staff decided about the register, and what follows from it. Pure.

Decisions are kept as they were taken; replayed in order on the register that ships they give the
register in use. An entry that matches nothing (`new:…`) is confirmed as a mission, merged into one
that is known, or dismissed as none; missions are added and renamed. What staff added can be merged
and dismissed as well: the edition that ships may have it under another id, or it was an error.
"""

from __future__ import annotations

import difflib
import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from missions.records import FieldValue, Listing, Reading
from missions.register import Alias, Mission, Register
from missions.tokens import tokenize

NEW = "new:"
MISSION_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
FAMILY = {"UN": "UN-SPM"}
"""The finer class an added mission gets: the UN's peacekeeping operations are all registered."""


class Verb(StrEnum):
    """What was decided."""

    ADD = "add"
    CONFIRM = "confirm"
    MERGE = "merge"
    RENAME = "rename"
    DISMISS = "dismiss"


@dataclass(frozen=True)
class Decision:
    """One thing a person decided about the register."""

    verb: Verb
    subject: str
    """The id it was taken about."""
    mission: str | None
    """The id it is known under from then on; None for what is no mission."""
    by: str
    at: datetime
    name: str | None = None
    acronym: str | None = None
    organisation: str | None = None
    host: tuple[str, ...] = ()
    printed: tuple[str, ...] = ()
    """The names under which pages had the entry."""


class Refusal(StrEnum):
    """Why a decision is refused."""

    ITSELF = "itself"
    HAS_ID = "has_id"
    DECIDED = "decided"
    IN_REGISTER = "in_register"
    NOT_NEW = "not_new"
    TAKEN = "taken"
    NO_ID = "no_id"
    UNKNOWN = "unknown"
    NO_NAME = "no_name"
    NOT_LISTED = "not_listed"


class DecisionRefused(Exception):
    """A decision that contradicts the register; the sentence says what would be right."""

    def __init__(self, reason: Refusal, word: str, sentence: str, other: str = "") -> None:
        super().__init__(sentence)
        self.reason = reason
        self.word = word
        """The id that it is about."""
        self.other = other
        """The id under which that is known, or one that was perhaps meant."""


def check(decision: Decision, register: Register) -> None:
    """Raise DecisionRefused when `decision` makes no sense on top of `register`."""
    match decision.verb:
        case Verb.ADD:
            _check_free(decision.mission or "", register)
        case Verb.CONFIRM if decision.subject in register.own & register.dismissed.keys():
            _check_same(decision.subject, decision.mission)
        case Verb.CONFIRM:
            _check_new(decision.subject, register)
            _check_free(decision.mission or "", register)
        case Verb.MERGE:
            _check_undecided(decision.subject, register)
            _check_known(decision.mission or "", register)
            if decision.subject == decision.mission:
                word = decision.subject
                said = f'"{word}" cannot be merged into itself.'
                raise DecisionRefused(Refusal.ITSELF, word, said)
        case Verb.DISMISS:
            _check_undecided(decision.subject, register)
        case Verb.RENAME:
            _check_known(decision.subject, register)
            if not (decision.name or decision.acronym):
                said = "Say the new --name, the new --acronym, or both."
                raise DecisionRefused(Refusal.NO_NAME, decision.subject, said)


def _check_same(subject: str, mission: str | None) -> None:
    if subject != mission:
        said = f'"{subject}" has an id already; confirm it without --id.'
        raise DecisionRefused(Refusal.HAS_ID, subject, said)


def _check_undecided(subject: str, register: Register) -> None:
    """Only what ships, and what was merged, is settled; what staff added can be decided anew."""
    if subject not in register.own:
        _check_new(subject, register)


def _check_new(subject: str, register: Register) -> None:
    if subject in register.decided:
        known_as = register.decided[subject]
        said = f'"{subject}" is known as "{known_as}" already.'
        raise DecisionRefused(Refusal.DECIDED, subject, said, known_as)
    if register.get(subject):
        said = f'"{subject}" is in the register already.'
        raise DecisionRefused(Refusal.IN_REGISTER, subject, said)
    if not subject.startswith(NEW):
        said = f'"{subject}" is no new entry; their ids begin with "{NEW}".'
        raise DecisionRefused(Refusal.NOT_NEW, subject, said)


def _check_free(mission: str, register: Register) -> None:
    if register.get(mission):
        raise DecisionRefused(
            Refusal.TAKEN,
            mission,
            f'The register has a mission "{mission}" already. Merge the entry into it, or choose '
            "another id.",
        )
    if not MISSION_ID.fullmatch(mission):
        raise DecisionRefused(
            Refusal.NO_ID,
            mission,
            f'"{mission}" is no id for a mission; write lower-case letters, digits and hyphens '
            "(for example eutm-moldova).",
        )


def _check_known(mission: str, register: Register) -> None:
    if register.get(mission) is None:
        near = difflib.get_close_matches(mission, register.missions, 1)
        hint = f' Did you mean "{near[0]}"?' if near else ""
        said = f'There is no mission "{mission}" in the register.{hint}'
        raise DecisionRefused(Refusal.UNKNOWN, mission, said, near[0] if near else "")


def extended(shipped: Register, decisions: Sequence[Decision]) -> Register:
    """Return `shipped` with what was decided; the last word on an entry counts.

    A decision that a later edition of the shipped register made needless changes nothing.
    """
    replayed = _Replayed(shipped)
    for one in decisions:
        replayed.take(one)
    return replayed.register(_stamp(shipped, decisions))


class _Replayed:
    """The register while decisions are taken again, one after the other."""

    def __init__(self, shipped: Register) -> None:
        self._shipped = shipped.missions
        self._missions = dict(shipped.missions)
        self._touched: set[str] = set()
        self._decided: dict[str, str] = {}
        self._dismissed: dict[str, str] = {}

    def take(self, one: Decision) -> None:
        if one.verb is Verb.DISMISS:
            self._dismiss(one)
            return
        target = self._decided.get(one.mission or "", one.mission or "")
        if one.verb is Verb.MERGE and self._is_own(one.subject) and one.subject != target:
            one = replace(one, printed=(*one.printed, *self._given_up(one.subject, target)))
        known = self._missions.get(target)
        self._missions[target] = _renamed(known, one) if known else _mission(target, one)
        self._touched.add(target)
        self._dismissed.pop(one.subject, None)
        if one.subject.startswith(NEW):
            self._decided[one.subject] = target

    def register(self, stamp: str) -> Register:
        added = tuple(self._missions[mission] for mission in sorted(self._touched))
        own = frozenset(mission for mission in self._touched if self._is_own(mission))
        return Register(self._missions, self._decided, self._dismissed, added, own, stamp)

    def _dismiss(self, one: Decision) -> None:
        if one.subject not in self._shipped:
            why = f"{one.by} decided on {one.at:%Y-%m-%d} that it is no mission"
            self._dismissed[one.subject] = why

    def _is_own(self, mission: str) -> bool:
        return mission in self._touched and mission not in self._shipped

    def _given_up(self, mission: str, target: str) -> tuple[str, ...]:
        """Take an id out of use, for `target`; return the names it had."""
        self._touched.discard(mission)
        former = {id_: target for id_, meant in self._decided.items() if meant == mission}
        self._decided |= {**former, mission: target}
        given_up = self._missions.pop(mission)
        aliases = (alias.text for alias in given_up.aliases)
        return (*given_up.names.values(), given_up.acronym, *aliases)


def with_missions(shipped: Register, added: Iterable[Mission]) -> Register:
    """Return `shipped` with missions added or replaced: enough to find names with."""
    extra = tuple(added)
    if not extra:
        return shipped
    missions = {**shipped.missions, **{mission.id: mission for mission in extra}}
    return Register(missions, added=extra, stamp=shipped.stamp)


def _stamp(shipped: Register, decisions: Sequence[Decision]) -> str:
    said = "\n".join(repr(decision) for decision in decisions)
    return hashlib.sha256(f"{shipped.stamp}\n{said}".encode()).hexdigest()[:16]


def _mission(mission: str, said: Decision) -> Mission:
    name = said.name or next(iter(said.printed), mission)
    organisation = said.organisation or "other"
    return Mission(
        id=mission,
        organisation=organisation,
        family=FAMILY.get(organisation, organisation),
        acronym=said.acronym or "",
        names={"en": name},
        aliases=_aliases(said.printed, {name, said.acronym}),
        host=said.host,
        area="",
        kind="",
        start="",
        end="",
        predecessors=(),
        successors=(),
    )


def _renamed(mission: Mission, said: Decision) -> Mission:
    """Return a mission under its new names; the old ones go on being recognised."""
    names = {**mission.names, "en": said.name} if said.name else mission.names
    acronym = said.acronym or mission.acronym
    former = (mission.names["en"], mission.acronym, *said.printed)
    known: set[str | None] = {*names.values(), acronym, *(alias.text for alias in mission.aliases)}
    aliases = (*mission.aliases, *_aliases(former, known))
    return replace(
        mission,
        names=names,
        acronym=acronym,
        aliases=aliases,
        organisation=said.organisation or mission.organisation,
        host=said.host or mission.host,
    )


def _aliases(names: Iterable[str], known: set[str | None]) -> tuple[Alias, ...]:
    """Return further names; one that is a word or two counts only beside its organisation."""
    texts = dict.fromkeys(name for name in names if name and name not in known)
    return tuple(Alias(text, weak=_is_general(text)) for text in texts)


def _is_general(name: str) -> bool:
    words = tokenize(name)
    is_acronym = len(words) == 1 and sum(sign.isupper() for sign in name) >= 4
    return len(words) < 3 and not is_acronym


def settled(reading: Reading, register: Register) -> Reading:
    """Return a reading with its new entries under the ids, and the doubts, that were decided."""
    if not any(
        one.mission.startswith(NEW) or one.mission in register.dismissed for one in reading.listings
    ):
        return reading
    listings: dict[str, Listing] = {}
    for listing in reading.listings:
        one = _settled_listing(listing, register)
        known = listings.get(one.mission)
        listings[one.mission] = _joined(known, one) if known else one
    return replace(reading, listings=tuple(listings.values()))


def _settled_listing(listing: Listing, register: Register) -> Listing:
    mission = register.get(register.decided.get(listing.mission, ""))
    if mission:
        return replace(listing, mission=mission.id, organisation=mission.organisation, unsure=None)
    why = register.dismissed.get(listing.mission)
    return replace(listing, unsure=why) if why else listing


def _joined(one: Listing, other: Listing) -> Listing:
    """Return one listing for an entry that turned out to be a mission the page has already."""
    fields: Mapping[str, FieldValue] = {**other.fields, **one.fields}
    return replace(one, fields=fields)


def moved_ids(was: Reading, now: Reading) -> dict[str, str]:
    """Return new entries that a better reader or register knows by name: old id to mission.

    They are told by their place: both readings are of the same bytes.
    """
    names = {one.evidence: one for one in now.listings if one.evidence}
    left = {one.mission for one in now.listings}
    moved = {}
    for listing in was.listings:
        one = names.get(listing.evidence) if listing.evidence else None
        is_new = listing.mission.startswith(NEW) and listing.mission not in left
        if one and is_new and not one.mission.startswith(NEW):
            moved[listing.mission] = one.mission
    return moved
