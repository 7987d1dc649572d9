"""Which contradictions began, stand or ceased at a check. Pure: what is said and what was told in.

Each is told when it begins and when it ceases, and not in between. A page that falls silent has
not agreed: that waits, as a disappearance does, until enough healthy checks of its source found
it silent. What begins or ceases again waits for a second check of the source that showed it, for
two mirror servers that answer by turns would else begin and end it at every check.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from missions.comparing.turns import RETURNS_NEED, Settled
from missions.contradictions import (
    Contradiction,
    Key,
    Matters,
    contradictions_in,
    is_of_page,
    severity_of,
    silent_source,
)
from missions.records import Change, ChangeKind, ChangeState, Severity
from missions.summaries import summed

LAG = timedelta(days=31)
"""How long a data file, or a page in another language, may lag behind its source's own list before
that is told: such files are made once a month. It is recorded and listed from the first day."""


@dataclass(frozen=True)
class Recorded:
    """A contradiction change as it was recorded earlier."""

    id: int
    change: Change
    detected: datetime
    confirmations: int = 0


@dataclass(frozen=True)
class Standing:
    """A contradiction that was told, or waits to be."""

    key: Key
    opened: Recorded
    ceasing: Recorded | None = None
    """The change that tells its end, while that waits for another healthy check."""


@dataclass(frozen=True)
class Settlement:
    """What is to be recorded: told, recorded without being told, and settled of what waited."""

    told: tuple[Change, ...] = ()
    quiet: tuple[Change, ...] = ()
    settled: tuple[Settled, ...] = ()


@dataclass(frozen=True)
class Check:
    """A healthy check of one source."""

    source: str
    at: datetime
    now: Matters
    """What all sources say, with what this check read."""
    before: Matters
    """The same without it, as the reader of today understands it."""
    is_first: bool
    """Whether the source had never been believed: its first reading is no news."""
    watched: frozenset[str]
    confirm: int = 2
    """Healthy checks in a row before silence counts."""


def standing(recorded: Iterable[Recorded]) -> dict[Key, Standing]:
    """Return the contradictions that stand, from all that was recorded, oldest first."""
    found: dict[Key, Standing] = {}
    for one in recorded:
        if one.change.state is ChangeState.DISCARDED:
            continue
        key = key_of(one.change)
        if one.change.after is not None:
            found[key] = Standing(key, one)
        elif key in found and one.change.state is ChangeState.UNCONFIRMED:
            found[key] = replace(found[key], ceasing=one)
        else:
            found.pop(key, None)
    return found


def ceased_before(recorded: Iterable[Recorded]) -> set[Key]:
    """Return the contradictions whose end was told once."""
    return {
        key_of(one.change)
        for one in recorded
        if one.change.after is None and one.change.state is ChangeState.CONFIRMED
    }


def key_of(change: Change) -> Key:
    """Return what a recorded contradiction is about and between whom."""
    first, second = (str(side["source"]) for side in sides_of(change))
    return Key(change.mission or change.page, change.field or "", (first, second))


def sides_of(change: Change) -> tuple[Mapping[str, object], ...]:
    """Return what each side said, as it was recorded; empty for any other kind of change."""
    sides = change.before if change.after is None else change.after
    if change.kind is not ChangeKind.CONTRADICTION or not isinstance(sides, (tuple, list)):
        return ()
    return tuple(side for side in sides if isinstance(side, Mapping))


def settle_contradictions(check: Check, recorded: Iterable[Recorded]) -> Settlement:
    """Return what began and what ceased at a check.

    What the reader of today finds in the earlier pages too is no news, only better read.
    """
    recorded = list(recorded)
    open_ones, again = standing(recorded), ceased_before(recorded)
    found = {one.key: one for one in contradictions_in(check.now)}
    had = {one.key for one in contradictions_in(check.before)}
    told: list[Change] = []
    quiet: list[Change] = []
    settled: list[Settled] = []
    for key, contradiction in found.items():
        if key in open_ones:
            settled.extend(_stays(check, open_ones[key], contradiction))
        elif check.is_first or key in had:
            quiet.append(_began(check, contradiction, waits=False))
        else:
            waits = contradiction.lags or key in again
            told.append(_began(check, contradiction, waits=waits))
    for key, one in open_ones.items():
        if key not in found:
            changes, ends = _gone(check, one, again=key in again)
            (told if key in had else quiet).extend(changes)
            settled.extend(ends)
    return Settlement(tuple(told), tuple(quiet), tuple(settled))


def _began(check: Check, contradiction: Contradiction, *, waits: bool) -> Change:
    severity, reason = severity_of(contradiction)
    sides = contradiction.sayings
    own = next((one for one in sides if one.source == check.source), sides[0])
    return summed(
        Change(
            source=own.source,
            page=own.page,
            kind=ChangeKind.CONTRADICTION,
            state=ChangeState.UNCONFIRMED if waits else ChangeState.CONFIRMED,
            severity=severity,
            summary="",
            mission=None if is_of_page(contradiction.field) else contradiction.mission,
            acronym=contradiction.acronym,
            field=contradiction.field,
            after=tuple(one.as_value() for one in sides),
            reason=reason,
        )
    )


def _stays(check: Check, one: Standing, contradiction: Contradiction) -> Iterator[Settled]:
    if one.ceasing is not None:
        yield Settled(one.ceasing.id, ChangeState.DISCARDED, one.ceasing.confirmations)
    waits = one.opened.change.state is ChangeState.UNCONFIRMED
    if (
        waits
        and check.source == one.opened.change.source
        and (not contradiction.lags or check.at - one.opened.detected >= LAG)
    ):
        yield Settled(one.opened.id, ChangeState.CONFIRMED, one.opened.confirmations + 1)


Outcome = tuple[Sequence[Change], Sequence[Settled]]


def _gone(check: Check, one: Standing, *, again: bool) -> Outcome:
    """Return what follows for a contradiction that is not found any more."""
    silent = silent_source(one.key, check.now)
    if silent is not None and silent in check.watched:
        outcome = _awaited(check, one, silent, check.confirm)
        if outcome is not None:
            return outcome
    if one.opened.change.state is ChangeState.UNCONFIRMED:
        # It passed before anybody was told.
        rows = (one.opened, one.ceasing) if one.ceasing else (one.opened,)
        return (), [Settled(row.id, ChangeState.DISCARDED, row.confirmations) for row in rows]
    if again:
        showed = one.ceasing.change.source if one.ceasing else check.source
        outcome = _awaited(check, one, showed, RETURNS_NEED)
        if outcome is not None:
            return outcome
    if one.ceasing is not None:
        number = _seen(one.ceasing) + 1
        return (), (Settled(one.ceasing.id, ChangeState.CONFIRMED, number),)
    return (_ceased(check, one, ChangeState.CONFIRMED),), ()


def _awaited(check: Check, one: Standing, source: str, needed: int) -> Outcome | None:
    """Return what follows while an end needs more checks of a source; None when it has them."""
    if source != check.source:
        return (), ()
    seen = _seen(one.ceasing) + 1
    if seen >= needed:
        return None
    if one.ceasing is None:
        return (_ceased(check, one, ChangeState.UNCONFIRMED),), ()
    return (), (Settled(one.ceasing.id, ChangeState.UNCONFIRMED, seen),)


def _seen(ceasing: Recorded | None) -> int:
    """Return how many checks found a side silent; the one that recorded it is the first."""
    return max(ceasing.confirmations, 1) if ceasing else 0


def _ceased(check: Check, one: Standing, state: ChangeState) -> Change:
    opened = one.opened.change
    own = next((side for side in sides_of(opened) if side["source"] == check.source), None)
    return summed(
        replace(
            opened,
            source=check.source if own else opened.source,
            page=str(own["page"]) if own else opened.page,
            state=state,
            severity=Severity.LOW,
            before=opened.after,
            after=None,
            reason="low because nothing is contradicted any more",
        )
    )
