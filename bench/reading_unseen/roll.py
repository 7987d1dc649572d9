"""One list to be printed: its entries, its language's words, and the truth that grows with it.

A design asks for the words of facts (`told`) and says which entry it has printed (`expect`); so
the truth holds what was printed, at the precision printed, and nothing else.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from html import escape
from random import Random
from typing import Any

from babel import Locale
from babel.dates import format_date

from bench.reading_unseen.facts import FACTS, Entry
from bench.reading_unseen.shape import Expected, FieldTruth

DAY = {"en": "d MMMM yyyy", "fr": "d MMMM yyyy", "nl": "d MMMM yyyy", "de": "d. MMMM yyyy"}
CURRENCY = {"UN": "USD", "EU": "EUR", "NATO": "EUR", "OSCE": "EUR"}
MILLION = {"en": "million", "fr": "millions", "nl": "miljoen", "de": "Mio."}


@dataclass(frozen=True)
class Fact:
    """One printed fact: its label, its words (escaped for HTML) and what they mean."""

    key: str
    label: str
    text: str
    value: FieldTruth


@dataclass
class Roll:
    """What one page lists, and what of it has been printed."""

    layout: str
    language: str
    organisation: str
    as_of: str
    words: dict[str, Any]
    rng: Random
    current: list[Entry]
    past: list[Entry]
    others: list[Entry]
    expected: list[Expected] = field(default_factory=list)
    mentioned: set[str] = field(default_factory=set)
    said: dict[str, str] = field(default_factory=dict)

    @property
    def everything(self) -> list[Entry]:
        """Current entries, then past ones."""
        return [*self.current, *self.past]

    def word(self, key: str) -> str:
        """A word of the page's language; of several variants the page keeps to one."""
        found = self.words[key]
        if isinstance(found, str):
            return escape(found, quote=False)
        return escape(self.said.setdefault(key, self.rng.choice(found)), quote=False)

    def any_word(self, key: str) -> str:
        """Any variant, another one each time."""
        return escape(self.rng.choice(self.words[key]), quote=False)

    def expect(
        self,
        entry: Entry,
        facts: Sequence[Fact] = (),
        status: str | None = None,
        name: str | None = None,
    ) -> None:
        """Add to the truth that the page lists this entry with these facts."""
        self.expected.append(
            Expected(
                entry.mission,
                name or entry.name,
                status or entry.status,
                {fact.key: fact.value for fact in facts if fact.key != "status"},
                entry.unsure,
            )
        )

    def mention(self, count: int) -> list[Entry]:
        """Some missions to name in passing: mostly ones that are not listed, and one that is."""
        picked = self.rng.sample(self.others, min(count, len(self.others)))
        picked.append(self.rng.choice(self.everything))
        self.mentioned.update(entry.mission for entry in picked if entry.mission)
        return picked

    def told(self, entry: Entry, keys: str, precision: str = "day") -> list[Fact]:
        """The facts of these keys that are known of the entry, worded for the page."""
        facts = (self._fact(entry, key, precision) for key in keys.split())
        return [fact for fact in facts if fact is not None]

    def period(self, entry: Entry, precision: str = "year") -> tuple[str, list[Fact]]:
        """Begin and end as one range ("2013–2023", "1999–present") and the facts it tells."""
        facts = self.told(entry, "since ended", precision)
        if not facts:
            return "", []
        end = facts[1].text if len(facts) > 1 else self.word("present")
        dash = "–" if precision == "year" else " – "
        return f"{facts[0].text}{dash}{end}", facts

    def countries(self, codes: Sequence[str]) -> str:
        """Names of countries in the page's language, with Abyei for the pair that has no code."""
        if tuple(codes) == ("SD", "SS"):
            return "Abyei"
        return ", ".join(self.country(code) for code in codes)

    def country(self, code: str) -> str:
        """One country's name in the page's language."""
        own = FACTS["countries"].get(code)
        if own:
            return str(own[self.language])
        return str(Locale(self.language).territories[code])

    def number(self, figure: int) -> str:
        """A figure with the thousands separator of the language."""
        mark = {"en": ",", "fr": "\N{NO-BREAK SPACE}"}.get(self.language, ".")
        return f"{figure:,}".replace(",", mark)

    def spell(self, when: str, precision: str) -> tuple[str, str]:
        """A date as printed and as meant, no finer than it is known."""
        known = {4: "year", 7: "month", 10: "day"}[len(when)]
        finest = min(precision, known, key=["year", "month", "day"].index)
        meant = when[: {"year": 4, "month": 7, "day": 10}[finest]]
        if finest == "year":
            return meant, meant
        day = date.fromisoformat((when + "-01")[:10])
        pattern = DAY[self.language] if finest == "day" else "MMMM yyyy"
        printed = format_date(day, pattern, locale=self.language)
        if self.language == "fr" and printed.startswith("1 "):
            printed = "1er" + printed[1:]
        return printed, meant

    def _fact(self, entry: Entry, key: str, precision: str) -> Fact | None:
        if entry.unsure and key != "status":
            return None
        match key:
            case "since" | "ended" | "until":
                return self._date(entry, key, precision)
            case "host":
                hosts = self.countries(entry.hosts)
                return Fact(key, self.word(key), escape(hosts), entry.hosts) if hosts else None
            case "strength":
                printed = self.number(entry.strength)
                return Fact(key, self.word(key), printed, entry.strength)
            case "status":
                return Fact(key, self.word(key), self.word(entry.status), entry.status)
            case "kind":
                kind = str(self.words["kinds"][entry.kind])
                return Fact(key, self.word(key), escape(kind), kind)
            case "budget":
                money = f"{CURRENCY[entry.organisation]} {entry.budget} {MILLION[self.language]}"
                return Fact(key, self.word(key), money, money)
            case _:
                text = str(getattr(entry, key))
                return Fact(key, self.word(key), escape(text), text) if text else None

    def _date(self, entry: Entry, key: str, precision: str) -> Fact | None:
        when = {"since": entry.start, "ended": entry.end, "until": entry.until}[key]
        if not when:
            return None
        printed, meant = self.spell(when, precision)
        label = self.word("ended_label" if key == "ended" else key)
        return Fact(key, label, printed, meant)
