"""The register: every mission we can name, with its names in four languages.

Data stands in `data/register.csv` (one row a mission) and `data/aliases.csv` (further names,
each a `name`, a `misspelling`, `weak`: too short or too general to count without its organisation
beside it, or `family`: the first word of several missions' acronyms, which needs its host). Dates
and hosts serve recognition; they are not told to readers as news.

What staff decided about it comes on top (see `decisions`): whoever reads pages or names missions
does so `using_register` of that, and asks for it with `load_register`.
"""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from functools import cache
from importlib import resources

from missions import data

ORGANISATIONS = ("UN", "EU", "NATO", "OSCE", "other")
NAME_LANGUAGES = ("en", "fr", "nl", "de")


@dataclass(frozen=True)
class Alias:
    """A further name of a mission."""

    text: str
    weak: bool = False
    is_family: bool = False
    """Shared by several missions of one organisation, told apart by their hosts: "EUTM"."""


@dataclass(frozen=True)
class Mission:
    """One mission's identity. Dates keep the precision known; `end` is the day it closed."""

    id: str
    organisation: str
    family: str
    """The register's finer class: `UN-PKO`, `UN-SPM`, `EU`, `NATO`, `OSCE` or `other`."""
    acronym: str
    names: Mapping[str, str]
    """Official long name by two-letter language; English is always there."""
    aliases: tuple[Alias, ...]
    host: tuple[str, ...]
    area: str
    kind: str
    start: str
    end: str
    predecessors: tuple[str, ...]
    successors: tuple[str, ...]
    legal_basis: str = ""
    """The decisions it rests on, as the register writes them."""
    url: str = ""
    """Its own site."""

    @property
    def label(self) -> str:
        """What readers call it: the acronym, else the English name."""
        return self.acronym or self.names["en"]


@dataclass(frozen=True, eq=False)
class Register:
    """All missions by id, and what staff decided about entries that were in no register.

    Two registers are the same only if they are one object, so that what is built from one (the
    recogniser) can be kept for it.
    """

    missions: Mapping[str, Mission] = field(default_factory=dict)
    decided: Mapping[str, str] = field(default_factory=dict)
    """The mission that a `new:…` id, or an id that staff gave, turned out to be."""
    dismissed: Mapping[str, str] = field(default_factory=dict)
    """Why a `new:…` id, or an id that staff gave, is no mission."""
    added: tuple[Mission, ...] = ()
    """Missions that staff added or renamed; they stand among `missions` too."""
    own: frozenset[str] = frozenset()
    """The ids that staff gave: no edition that ships has them."""
    stamp: str = ""
    """Changes with the register: readings of one stamp knew the same missions."""

    def __iter__(self) -> Iterator[Mission]:
        return iter(self.missions.values())

    def get(self, mission_id: str) -> Mission | None:
        """Return the mission, or None for an id that is not here (such as `new:…`)."""
        return self.missions.get(mission_id)

    def named(self, text: str) -> tuple[str, ...]:
        """Return the missions of this id or acronym, whatever its capitals; mostly one or none."""
        wanted = text.casefold()
        if wanted in self.missions:
            return (wanted,)
        return tuple(one.id for one in self if one.acronym.casefold() == wanted)

    def label(self, mission_id: str, otherwise: str = "") -> str:
        """Return the acronym or name of a mission, `otherwise` (or the id) if it is unknown."""
        mission = self.get(mission_id)
        return mission.label if mission else otherwise or mission_id.removeprefix("new:")

    def succeeds(self, later: str, earlier: str) -> bool:
        """Say whether one mission took over from the other, by either row's word."""
        first, second = self.get(earlier), self.get(later)
        return bool(first and later in first.successors) or bool(
            second and earlier in second.predecessors
        )


_IN_USE: ContextVar[Register | None] = ContextVar("register in use", default=None)


def load_register() -> Register:
    """Return the register in use: the one that ships, unless `using_register` of another."""
    return _IN_USE.get() or shipped_register()


@contextmanager
def using_register(register: Register) -> Iterator[Register]:
    """Let this thread, while in the block, name missions by `register`."""
    token = _IN_USE.set(register)
    try:
        yield register
    finally:
        _IN_USE.reset(token)


@cache
def shipped_register() -> Register:
    """Return the register that ships with the product."""
    aliases: dict[str, list[Alias]] = {}
    for row in _rows("aliases.csv"):
        kind = row["kind"]
        alias = Alias(row["alias"], weak=kind == "weak", is_family=kind == "family")
        aliases.setdefault(row["mission"], []).append(alias)
    missions = (_mission(row, tuple(aliases.get(row["id"], ()))) for row in _rows("register.csv"))
    return Register({mission.id: mission for mission in missions}, stamp=_stamp())


def _stamp() -> str:
    files = (resources.files(data).joinpath(name) for name in ("register.csv", "aliases.csv"))
    return hashlib.sha256(b"".join(file.read_bytes() for file in files)).hexdigest()[:16]


def _rows(name: str) -> Iterator[dict[str, str]]:
    with resources.files(data).joinpath(name).open("r", encoding="utf-8") as lines:
        yield from csv.DictReader(lines)


def _mission(row: Mapping[str, str], aliases: tuple[Alias, ...]) -> Mission:
    names = {language: row[f"name_{language}"] for language in NAME_LANGUAGES}
    return Mission(
        id=row["id"],
        organisation=row["organisation"].split("-", maxsplit=1)[0],
        family=row["organisation"],
        acronym=row["acronym"],
        names={language: name for language, name in names.items() if name},
        aliases=aliases,
        host=_several(row["host"]),
        area=row["area"],
        kind=row["kind"],
        start=row["start"],
        end=row["end"],
        predecessors=_several(row["predecessor"]),
        successors=_several(row["successor"]),
        legal_basis=row["legal_basis"],
        url=row["url"],
    )


def _several(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(";") if part.strip())
