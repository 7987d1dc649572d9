"""Histories of watched pages as independent authors wrote them: states, troubles, true changes.

Each history is one JSON file, and its pages as they were served stand in an archive beside it.
"""

from __future__ import annotations

import json
import tarfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

from missions.records import PageRole

TOLD = Path(__file__).parent / "pages"
PAGES = ".tar.xz"
HTML = "text/html; charset=utf-8"


@dataclass(frozen=True)
class Answer:
    """What one address answers at one moment."""

    url: str
    body: bytes
    status: int
    headers: Mapping[str, str]
    final_url: str
    promised: int | None
    """The Content-Length of the whole body, where the answer broke off."""


@dataclass(frozen=True)
class State:
    """A source at one moment."""

    at: datetime
    answers: tuple[Answer, ...]
    trouble: str | None


@dataclass(frozen=True)
class TrueChange:
    """Something that readers must be told, and when at the latest."""

    state: int
    by: int
    kinds: frozenset[str]
    """Kinds of change that tell it: the author's own, and what is as good."""
    mission: str
    field: str | None
    before: str | None
    after: str | None

    def __str__(self) -> str:
        return f"{self.state}: {'/'.join(sorted(self.kinds))} {self.mission} {self.field or ''}"


@dataclass(frozen=True)
class History:
    """The states of a source's pages and what changed between them."""

    name: str
    source: str
    added: bool
    """Whether staff added the source: the pages are in no language of the built-in one."""
    roles: Mapping[str, PageRole]
    states: tuple[State, ...]
    changes: tuple[TrueChange, ...]

    def start(self, state: State) -> list[str]:
        """Return the pages that are watched at a moment; one that is to come is not yet."""
        return [one.url for one in state.answers if self.roles[one.url] is not PageRole.LINK]


def names() -> list[str]:
    """Return the names of all histories."""
    return sorted(path.stem for path in TOLD.glob("*.json"))


@cache
def history(name: str) -> History:
    """Return one history with its pages."""
    told = json.loads((TOLD / f"{name}.json").read_text(encoding="utf-8"))
    with tarfile.open(TOLD / f"{name}{PAGES}") as archive:
        bodies = {one.name: archive.extractfile(one).read() for one in archive}  # type: ignore[union-attr]
    pages = {one["url"]: PageRole(one["role"]) for one in told["pages"]}
    return History(
        name,
        told["source"],
        told.get("added", False),
        pages,
        tuple(_states(told["states"], list(pages), bodies)),
        tuple(_change(one) for one in told["changes"]),
    )


def _states(
    told: Sequence[Mapping[str, Any]], urls: Sequence[str], bodies: Mapping[str, bytes]
) -> Iterator[State]:
    for one in told:
        at = datetime.fromisoformat(one["at"])
        answers = [
            _answer(url, answer, bodies)
            for url, answer in zip(urls, one["answers"], strict=True)
            if answer is not None
        ]
        yield State(at, tuple(answers), one.get("trouble"))


def _answer(url: str, told: Mapping[str, Any], bodies: Mapping[str, bytes]) -> Answer:
    return Answer(
        url,
        bodies[told["file"]],
        told.get("status", 200),
        {"Content-Type": HTML, **told.get("headers", {})},
        told.get("final_url", url),
        told.get("promised"),
    )


def _change(told: Mapping[str, Any]) -> TrueChange:
    return TrueChange(
        told["state"],
        told.get("confirm_by_state", told["state"]),
        frozenset(told.get("accept_kinds", ())) | {told["kind"]},
        told["mission"],
        told.get("field"),
        told.get("before"),
        told.get("after"),
    )
