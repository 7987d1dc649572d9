"""Which missions stand on a list at a date, and what is known of each; no markup here.

Names, hosts and dates come from the register; strengths, heads, budgets and mandate ends are
invented, because a page may print anything and only the printed word counts.
"""

from __future__ import annotations

import csv
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

HERE = Path(__file__).parent
REGISTER = HERE.parents[1] / "missions" / "data" / "register.csv"
FACTS: dict[str, Any] = tomllib.loads((HERE / "facts.toml").read_text(encoding="utf-8"))
WORDS: dict[str, Any] = tomllib.loads((HERE / "words.toml").read_text(encoding="utf-8"))
ORGANISATIONS = {"UN-PKO": "UN", "UN-SPM": "UN", "EU": "EU", "NATO": "NATO", "OSCE": "OSCE"}
MOST_CURRENT = 14
MOST_PAST = 9


@dataclass(frozen=True)
class Entry:
    """A mission, or something like one, with what a page may print of it."""

    mission: str | None
    organisation: str
    acronym: str
    name: str
    hosts: tuple[str, ...]
    kind: str
    start: str
    end: str
    ongoing: bool
    until: str = ""
    strength: int = 0
    head: str = ""
    budget: int = 0
    mandate: str = ""
    unsure: bool = False

    @property
    def status(self) -> str:
        """The word of the truth for whether it runs."""
        return "ongoing" if self.ongoing else "ended"

    @property
    def short(self) -> str:
        """What people call it: the acronym, else the name."""
        return self.acronym or self.name


@cache
def register() -> tuple[dict[str, str], ...]:
    """The register's rows that a made-up list may hold."""
    with REGISTER.open(encoding="utf-8", newline="") as file:
        return tuple(
            row
            for row in csv.DictReader(file)
            if row["organisation"] in ORGANISATIONS and row["id"] not in FACTS["left_out"]
        )


def entries(organisation: str, language: str, as_of: str, rng: Random) -> list[Entry]:
    """Everything of the organisation that has begun by the date, running or over."""
    rows = (row for row in register() if ORGANISATIONS[row["organisation"]] == organisation)
    return [_entry(row, language, as_of, rng) for row in rows if row["start"][:7] <= as_of[:7]]


def choose(everything: list[Entry], rng: Random) -> tuple[list[Entry], list[Entry], list[Entry]]:
    """Current and past entries for a page of bearable length, and the rest for menus and news."""
    current = [entry for entry in everything if entry.ongoing]
    past = [entry for entry in everything if not entry.ongoing]
    shown = rng.sample(current, min(len(current), MOST_CURRENT))
    over = rng.sample(past, min(len(past), MOST_PAST))
    rest = [entry for entry in everything if entry not in shown and entry not in over]
    return (
        [entry for entry in current if entry in shown],
        [entry for entry in past if entry in over],
        rest,
    )


def invented(organisation: str, as_of: str, rng: Random) -> Entry:
    """A mission that no register holds, begun in the year before the date."""
    row = next(row for row in FACTS["invented"] if row["organisation"] == organisation)
    entry = Entry(
        None, organisation, row["acronym"], row["name"], (row["host"],), row["kind"],
        f"{int(as_of[:4]) - 1}-03-01", "", ongoing=True,
    )  # fmt: skip
    return _with_figures(entry, as_of, rng)


def not_a_mission(organisation: str, rng: Random) -> Entry:
    """An entry that web teams put among missions though it is none."""
    row = rng.choice([row for row in FACTS["unsure"] if row["organisation"] == organisation])
    return Entry(
        None, organisation, row["acronym"], row["name"], (), "", "", "", ongoing=True, unsure=True
    )


def _entry(row: dict[str, str], language: str, as_of: str, rng: Random) -> Entry:
    ended = bool(row["end"]) and row["end"] < as_of
    acronym = row["acronym"]
    if language == "fr":
        acronym = FACTS["french_acronyms"].get(row["id"], acronym)
    entry = Entry(
        row["id"],
        ORGANISATIONS[row["organisation"]],
        acronym,
        row[f"name_{language}"] or row["name_en"],
        tuple(code for code in row["host"].split(";") if code),
        row["kind"],
        row["start"],
        row["end"] if ended else "",
        ongoing=not ended,
    )
    return _with_figures(entry, as_of, rng)


def _with_figures(entry: Entry, as_of: str, rng: Random) -> Entry:
    year = int(as_of[:4]) + rng.randint(1, 2)
    until = f"{year}-{rng.choice(['03-31', '06-30', '08-31', '11-15'])}"
    values = dict(entry.__dict__)
    values["until"] = until if entry.ongoing else ""
    values["strength"] = rng.randint(38, 14_800)
    values["head"] = rng.choice(FACTS["persons"])
    values["budget"] = rng.randint(4, 940)
    values["mandate"] = _symbol(entry.organisation, int(as_of[:4]), rng)
    return Entry(**values)


def _symbol(organisation: str, year: int, rng: Random) -> str:
    """A legal act's symbol of the organisation's own kind."""
    number = rng.randint(101, 990)
    return {
        "UN": f"S/RES/{1000 + (year - 1995) * 58 + number % 50} ({year})",
        "EU": f"Council Decision {year}/{number}/CFSP",
        "NATO": f"PO({year})0{number}",
        "OSCE": f"PC.DEC/{number}",
    }[organisation]
