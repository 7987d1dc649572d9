"""Scenarios and what came of them, counted by kind."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from random import Random

from bench.believing.check import check, read
from bench.believing.histories import History, comparable
from bench.believing.noise import NOISES
from bench.believing.troubles import TROUBLES, Answer, answer
from missions.records import Reading

HEALTHY = ("redesign", "gone", "new")


@dataclass
class Row:
    """All scenarios of one kind."""

    kind: str
    is_trouble: bool
    scenarios: int = 0
    doubted: int = 0
    false: int = 0
    """Mission changes told that are not true."""
    missed: int = 0
    """True ones not told."""
    examples: list[str] = field(default_factory=list)

    @property
    def is_right(self) -> bool:
        """Whether every trouble was noticed, nothing healthy held, and all told is true."""
        wanted = self.scenarios if self.is_trouble else 0
        return self.doubted == wanted and not self.false and not self.missed


class Table:
    """The rows, by kind."""

    def __init__(self) -> None:
        self.rows: dict[str, Row] = {}

    def add(self, history: History) -> None:
        """Run the scenarios that a history gives."""
        url, language = history.before.url, history.before.language
        believed = read(url, answer(history.before))
        if history.kind == "unchanged":
            for kind, sent, trouble in _around(history):
                self._count(kind, history, believed, sent, is_trouble=trouble)
                if trouble:
                    self._first(f"{kind}, at first sight", url, language, sent, history)
        else:
            trouble = history.kind not in HEALTHY
            sent = answer(history.after)
            self._count(history.kind, history, believed, sent, is_trouble=trouble)

    def _count(
        self, kind: str, history: History, believed: Reading, sent: Answer, *, is_trouble: bool
    ) -> None:
        row = self.rows.setdefault(kind, Row(kind, is_trouble))
        outcome = check(history.before.url, believed, sent, history.before.language)
        row.scenarios += 1
        row.doubted += bool(outcome.doubts)
        false = {one for one in outcome.told if comparable(one) not in history.told}
        missed = history.told - set(map(comparable, outcome.told))
        row.false += len(false)
        row.missed += len(missed) if not is_trouble else 0
        if bool(outcome.doubts) != is_trouble or false or (missed and not is_trouble):
            doubts = " ".join(doubt.sentence for doubt in outcome.doubts)
            row.examples.append(f"{_place(history)}: {sorted(false)} {sorted(missed)} {doubts}")

    def _first(self, kind: str, url: str, language: str, sent: Answer, history: History) -> None:
        row = self.rows.setdefault(kind, Row(kind, is_trouble=True))
        row.scenarios += 1
        if check(url, None, sent, language).doubts:
            row.doubted += 1
        else:
            row.examples.append(_place(history))


def _around(history: History) -> Iterator[tuple[str, Answer, bool]]:
    page, rng = history.before, Random(_place(history))  # noqa: S311
    good = answer(page)
    yield "the same again", good, False
    for name, noise in NOISES.items():
        body = noise(page.body, rng)
        yield f"noise: {name}", Answer(body, content_type=good.content_type), False
    for name, trouble in TROUBLES.items():
        yield name, trouble(page, rng), True


def _place(history: History) -> str:
    one = history.before
    return f"{history.layout} · {one.language} · {one.organisation} · {one.as_of}"
