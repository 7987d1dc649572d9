"""Belgium's part in missions, and in countries that are named without one."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from missions.comparing.moves import Moves
from missions.comparing.pair import Pair, change_of, is_over, waits
from missions.comparing.significance import Weight, high, low, normal
from missions.records import (
    Change,
    ChangeKind,
    ChangeState,
    Headcount,
    Participation,
    Severity,
)
from missions.summaries import summed
from missions.view import SourceView, ranked

PEOPLE = "people"
"""The field of a change that tells how many Belgians take part."""


def is_unnamed(change: Change) -> bool:
    """Say whether a change is that Belgium's part is no longer named."""
    return change.kind is ChangeKind.PARTICIPATION and change.after is None


def party(change: Change) -> str | None:
    """Return what a participation is in: a mission, or the country where none is named."""
    return change.mission or change.field


def _state(pair: Pair, now: object, pages: Collection[str]) -> ChangeState:
    """What pages no longer say waits for a second look; what they say is told at once."""
    return waits(pair, pages) if now is None else ChangeState.CONFIRMED


def participations(pair: Pair, moves: Moves) -> Iterator[Change]:
    """Tell where Belgium's part in a mission began, changed, or is no longer named.

    Where it goes on in a mission's successor, or ended with the mission, that tells it.

    A past part is told when it becomes one: that a page drops it, or that it names one in a
    mission closed before it was watched, is no news.
    """
    for mission in dict.fromkeys([*pair.before, *pair.after]):
        old, new = pair.before.get(mission), pair.after.get(mission)
        was = old.listing.participation if old else None
        now = new.listing.participation if new else None
        if was == now or (new is not None and set(new.pages) <= pair.new_pages):
            continue
        told = new or old
        if (was, now) == (Participation.PAST, None):
            continue
        if now is None and _is_told_otherwise(pair, moves, mission):
            continue
        is_first = was is None and mission not in _no_longer_named(pair)
        if is_first and now is Participation.PAST and pair.is_long_closed(mission):
            continue
        if told is not None:
            yield change_of(
                pair,
                ChangeKind.PARTICIPATION,
                told,
                before=str(was) if was else None,
                after=str(now) if now else None,
                weight=_weight_of_part(now, is_first=is_first),
                state=_state(pair, now, told.pages),
            )


def _is_told_otherwise(pair: Pair, moves: Moves, mission: str) -> bool:
    """Say whether a part that is no longer named went on in a successor, or ended with the mission
    as the page now says."""
    old, new = pair.before.get(mission), pair.after.get(mission)
    if old and new and is_over(new) and not is_over(old):
        return True
    later = (pair.after[one].listing for one in moves.successors.get(mission, ()))
    return any(one.participation is Participation.CURRENT for one in later)


def _no_longer_named(pair: Pair) -> set[str | None]:
    """Return the missions in which Belgium's part waits to be told as no longer named."""
    return {one.change.mission for one in pair.waiting if is_unnamed(one.change)}


def _weight_of_part(now: Participation | None, *, is_first: bool) -> Weight:
    if is_first and now is Participation.PAST:
        return low("a part that is over is named for the first time")
    return high("Belgium's part in a mission changed")


def headcounts(pair: Pair) -> Iterator[Change]:
    """Tell where Belgium's part goes on with other numbers of people."""
    old, new = _people_of(pair.earlier), _people_of(pair.later)
    for mission in old.keys() & new.keys():
        was, now = pair.before[mission].listing, pair.after[mission].listing
        if was.participation != now.participation or now.participation is None:
            continue
        if _numbers(old[mission]) != _numbers(new[mission]):
            yield change_of(
                pair,
                ChangeKind.PARTICIPATION,
                pair.after[mission],
                field=PEOPLE,
                before=_printed(old[mission]),
                after=_printed(new[mission]),
                weight=normal("Belgium's numbers in a mission changed"),
            )


def _people_of(view: SourceView) -> dict[str, tuple[Headcount, ...]]:
    """Return Belgium's numbers by mission, as the most telling page that has any gives them."""
    found: dict[str, tuple[Headcount, ...]] = {}
    for page in ranked(view.pages):
        own: dict[str, tuple[Headcount, ...]] = {}
        for statement in page.reading.statements:
            if statement.mission and statement.participation and statement.people:
                known = own.get(statement.mission, ())
                own[statement.mission] = (*known, *statement.people)
        found = {**own, **found}
    return found


def printed_people(view: SourceView, mission: str) -> str:
    """Return Belgium's numbers in a mission as printed; empty where none are."""
    return _printed(_people_of(view).get(mission, ()))


def _numbers(people: tuple[Headcount, ...]) -> list[int]:
    return sorted({one.number for one in people})


def _printed(people: tuple[Headcount, ...]) -> str:
    return ", ".join(dict.fromkeys(one.printed for one in people))


def country_statements(pair: Pair) -> Iterator[Change]:
    """Tell where Belgium's part in a country, named without a mission, began or ended."""
    old, new = parts_by_country(pair.earlier), parts_by_country(pair.later)
    pages = {page.url for page in pair.earlier.pages}
    for country in dict.fromkeys([*old, *new]):
        was, now = old.get(country), new.get(country)
        if was and now and was[0] == now[0]:
            continue
        part, page = now or was or ("", "")
        is_dropped = now is None and part == Participation.PAST
        if page not in pages or is_dropped:
            continue
        severity = Severity.LOW if part == "past" else Severity.NORMAL
        yield summed(
            Change(
                source=pair.source,
                page=page,
                kind=ChangeKind.PARTICIPATION,
                state=_state(pair, now, (page,)),
                severity=severity,
                summary="",
                field=country,
                before=was[0] if was else None,
                after=now[0] if now else None,
                reason=f"{severity} because the page names a country without a mission",
            )
        )


def parts_by_country(view: SourceView) -> dict[str, tuple[str, str]]:
    """Return Belgium's part by country, with the page that tells it."""
    found: dict[str, tuple[str, str]] = {}
    for page in view.pages:
        for statement in page.reading.statements:
            if statement.country and statement.participation:
                found.setdefault(statement.country, (str(statement.participation), page.url))
    return found
