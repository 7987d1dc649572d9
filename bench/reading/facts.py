"""The missions that pages are made of, from the register's CSV files read as plain CSV."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

DATA = Path(__file__).parents[2] / "missions" / "data"
ORGANISATIONS = ("UN-PKO", "UN-SPM", "EU", "NATO", "OSCE")
LANGUAGES = ("en", "fr", "nl", "de")
ACRONYM = re.compile(r"EU ?[A-Z]{2,}[ -][A-Z][\w/ -]{1,18}$")
FRAMEWORK = {"UN-PKO": "UN", "UN-SPM": "UN", "EU": "EU", "NATO": "NATO", "OSCE": "OSCE"}


@dataclass(frozen=True)
class Mission:
    """One row of the register, as far as pages print it."""

    id: str
    organisation: str
    acronym: str
    names: Mapping[str, str]
    hosts: tuple[str, ...]
    kind: str
    start: str
    end: str
    predecessors: tuple[str, ...]
    other_acronyms: tuple[str, ...] = ()
    """As other sites write it: "EU NAVFOR Somalia"."""

    def state(self, as_of: str) -> str | None:
        """Return `ongoing` or `ended` on a day; None before it began or where it is not clear.

        A start in "2014" is only past in 2015, an end in "2014" neither way during 2014.
        """
        if not self.start or _last_day(self.start) >= as_of:
            return None
        if not self.end or _first_day(self.end) > as_of:
            return "ongoing"
        return "ended" if _last_day(self.end) < as_of else None


def _first_day(value: str) -> str:
    return value + "-01-01"[(len(value) - 4) :]


def _last_day(value: str) -> str:
    return value + "-12-31"[(len(value) - 4) :]


@cache
def missions() -> tuple[Mission, ...]:
    """Return the register, in its own order."""
    return tuple(_mission(row) for row in _rows("register.csv"))


def _mission(row: Mapping[str, str]) -> Mission:
    names = {language: _plain(row[f"name_{language}"]) for language in LANGUAGES}
    return Mission(
        row["id"],
        row["organisation"],
        row["acronym"],
        {language: name for language, name in names.items() if name},
        tuple(code for code in row["host"].split(";") if code),
        row["kind"],
        row["start"],
        row["end"],
        tuple(other for other in row["predecessor"].split(";") if other),
        tuple(alias for alias in _aliases().get(row["id"], ()) if ACRONYM.match(alias)),
    )


@cache
def _aliases() -> Mapping[str, list[str]]:
    """Return each mission's true other names: no misspelling, none too weak to tell it."""
    found: dict[str, list[str]] = {}
    for row in _rows("aliases.csv"):
        if row["kind"] == "name" and not _begins_another(row["alias"], row["mission"]):
            found.setdefault(row["mission"], []).append(row["alias"])
    return found


def _plain(name: str) -> str:
    """Leave out the register's own remark behind a name: "NATO Air Policing (Baltic and other)"."""
    return name.split(" (", maxsplit=1)[0] if name.endswith(")") else name


def _begins_another(alias: str, owner: str) -> bool:
    """Say whether an alias may mean another mission: "EUNAVFOR MED" was Sophia, then Irini."""
    rows = _rows("register.csv")
    return any(row["id"] != owner and row["acronym"].startswith(alias) for row in rows)


def of(organisation: str, as_of: str) -> dict[str, list[Mission]]:
    """Return an organisation's missions on a day, by state."""
    states: dict[str, list[Mission]] = {"ongoing": [], "ended": []}
    for mission in missions():
        state = mission.state(as_of) if mission.organisation == organisation else None
        if state is not None:
            states[state].append(mission)
    return states


def begun(as_of: str) -> list[Mission]:
    """Return every mission of every organisation that had begun by a day."""
    return [mission for mission in missions() if mission.state(as_of) is not None]


@cache
def shared_names() -> frozenset[str]:
    """Return the names that more than one mission has, folded: no page prints these alone."""
    owners = Counter(name for _, name in set(_all_names()))
    return frozenset(name for name, count in owners.items() if count > 1)


@cache
def known_names() -> frozenset[str]:
    """Return every name in the register, folded: an invented mission may have none of them."""
    return frozenset(name for _, name in _all_names())


def _all_names() -> Iterator[tuple[str, str]]:
    for mission in missions():
        for name in (mission.acronym, *mission.names.values()):
            yield mission.id, name.casefold()
    for row in _rows("aliases.csv"):
        yield row["mission"], row["alias"].casefold()


@cache
def _rows(name: str) -> list[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))
