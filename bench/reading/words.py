"""The generator's own words: what institutional sites print in a language, several per idea."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from random import Random
from typing import Any, cast

from babel import Locale

WORDS = Path(__file__).parent / "words"


@dataclass(frozen=True)
class Words:
    """One language's word lists, by section and idea."""

    language: str
    sections: Mapping[str, Mapping[str, Any]]

    def all(self, section: str, idea: str) -> Sequence[str]:
        """Return every way to print an idea."""
        found = self.sections[section].get(idea, ())
        return [found] if isinstance(found, str) else cast("Sequence[str]", found)

    def one(self, section: str, idea: str, rng: Random) -> str:
        """Return one way to print an idea."""
        return rng.choice(self.all(section, idea))

    def countries(self, code: str) -> Sequence[str]:
        """Return the ways to print a country's name."""
        ours = self.all("country", code)
        return ours or [Locale(self.language).territories[code]]


@cache
def words(language: str) -> Words:
    """Return a language's words."""
    text = (WORDS / f"{language}.toml").read_text(encoding="utf-8")
    return Words(language, tomllib.loads(text))
