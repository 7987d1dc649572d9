"""How a replayed history was told: what readers heard, what not, and what was noticed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from missions.records import Change, ChangeKind, RunStatus
from missions.register import load_register
from tests.histories.history import History, TrueChange
from tests.histories.replay import Seen

OPERATORS = frozenset({ChangeKind.SOURCE, ChangeKind.LINK})
"""Kinds of change that no reader hears of."""
LEAVING = frozenset({ChangeKind.ENDED, ChangeKind.REMOVED})
COMPARED = frozenset({"until", "strength"})
"""Fields whose values two readers write alike."""
SICK = frozenset({RunStatus.HELD, RunStatus.FAILED})


@dataclass(frozen=True)
class Heard:
    """A change and the state at which readers heard of it."""

    state: int
    change: Change

    def __str__(self) -> str:
        one = self.change
        return (
            f"{self.state}: {one.kind} {one.mission} {one.field or ''} {one.before} > {one.after}"
        )


@dataclass(frozen=True)
class Score:
    """What came of one history."""

    told: tuple[TrueChange, ...]
    late: tuple[TrueChange, ...]
    missed: tuple[TrueChange, ...]
    false: tuple[Heard, ...]
    """Changes of missions that no true change explains."""
    beside: tuple[Heard, ...]
    """Further changes of a mission at a state where something of it was to be told."""
    noticed: tuple[int, ...]
    """States with a trouble that was noticed."""
    unnoticed: tuple[int, ...]
    held: tuple[int, ...]
    """States without a trouble that were not believed."""


def score(history: History, seen: Sequence[Seen]) -> Score:
    """Hold what was told at each state against what was to be told."""
    heard = list(_heard(seen))
    changes = [one for one in history.changes if one.mission]
    used: list[Heard] = []
    told = [one for one in changes if _found(heard, used, one, lambda at, true: at <= true.by)]
    open_ones = [one for one in changes if one not in told]
    late = [one for one in open_ones if _found(heard, used, one, lambda at, true: at > true.by)]
    others = [one for one in heard if one not in used]
    beside = [one for one in others if any(_is_near(one, true) for true in changes)]
    troubled = {number for number, state in enumerate(history.states) if state.trouble}
    doubted = set(_doubted(history, seen))
    return Score(
        tuple(told),
        tuple(late),
        tuple(one for one in open_ones if one not in late),
        tuple(one for one in others if one not in beside),
        tuple(beside),
        tuple(sorted(troubled & doubted)),
        tuple(sorted(troubled - doubted)),
        tuple(sorted(doubted - troubled)),
    )


def _heard(seen: Sequence[Seen]) -> Iterator[Heard]:
    for state, one in enumerate(seen):
        for change in one.told:
            if change.mission and change.kind not in OPERATORS:
                yield Heard(state, change)


def _found(
    heard: Sequence[Heard],
    used: list[Heard],
    true: TrueChange,
    in_time: Callable[[int, TrueChange], bool],
) -> bool:
    """Find what tells a true change and note it as used; only a succession tells two."""
    for one in heard:
        is_free = one not in used or one.change.kind is ChangeKind.RENAMED
        fits = is_free and one.state >= true.state and in_time(one.state, true)
        if fits and _tells(one.change, true):
            used.append(one)
            return True
    return False


def _tells(change: Change, true: TrueChange) -> bool:
    if change.kind is ChangeKind.RENAMED and _is_succession(change, true):
        return True
    if change.kind not in true.kinds or not _is_about(change, true):
        return False
    if change.kind is not ChangeKind.FIELD or true.field is None:
        return True
    if change.field == "ended" and ChangeKind.ENDED in true.kinds:
        return True
    is_value = true.field not in COMPARED or str(change.after) == true.after
    return change.field == true.field and is_value


def _is_succession(change: Change, true: TrueChange) -> bool:
    """One `renamed` tells that a predecessor left and that its successor came."""
    came = ChangeKind.ADDED in true.kinds and change.mission == true.mission
    left = true.kinds & LEAVING and _succeeds(change, true)
    return came or bool(left)


def _is_about(change: Change, true: TrueChange) -> bool:
    return change.mission == true.mission or _succeeds(change, true)


def _succeeds(change: Change, true: TrueChange) -> bool:
    return load_register().succeeds(change.mission or "", true.mission)


def _is_near(one: Heard, true: TrueChange) -> bool:
    return one.state == true.state and _is_about(one.change, true)


def _doubted(history: History, seen: Sequence[Seen]) -> Iterator[int]:
    """Yield the states that were not believed; a page that is gone for good is no new doubt."""
    usual: str | None = None
    for number, (state, one) in enumerate(zip(history.states, seen, strict=True)):
        is_new = one.status is RunStatus.PARTIAL and one.reason != usual
        if one.status in SICK or (is_new and state.trouble):
            yield number
        elif not state.trouble:
            usual = one.reason
