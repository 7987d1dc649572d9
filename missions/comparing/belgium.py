"""Belgium's part in missions, and in countries that are named without one."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from missions.comparing.pair import Pair, change_of, waits
from missions.comparing.significance import high
from missions.records import Change, ChangeKind, ChangeState, Severity
from missions.summaries import summed
from missions.view import SourceView


def is_unnamed(change: Change) -> bool:
    """Say whether a change is that Belgium's part is no longer named."""
    return change.kind is ChangeKind.PARTICIPATION and change.after is None


def party(change: Change) -> str | None:
    """Return what a participation is in: a mission, or the country where none is named."""
    return change.mission or change.field


def _state(pair: Pair, now: object, pages: Collection[str]) -> ChangeState:
    """What pages no longer say waits for a second look; what they say is told at once."""
    return waits(pair, pages) if now is None else ChangeState.CONFIRMED


def participations(pair: Pair) -> Iterator[Change]:
    """Tell where Belgium's part in a mission began, changed, or is no longer named."""
    for mission in dict.fromkeys([*pair.before, *pair.after]):
        old, new = pair.before.get(mission), pair.after.get(mission)
        was = old.listing.participation if old else None
        now = new.listing.participation if new else None
        if was == now or (new is not None and set(new.pages) <= pair.new_pages):
            continue
        told = new or old
        if told is not None:
            yield change_of(
                pair,
                ChangeKind.PARTICIPATION,
                told,
                before=str(was) if was else None,
                after=str(now) if now else None,
                weight=high("Belgium's part in a mission changed"),
                state=_state(pair, now, told.pages),
            )


def country_statements(pair: Pair) -> Iterator[Change]:
    """Tell where Belgium's part in a country, named without a mission, began or ended."""
    old, new = parts_by_country(pair.earlier), parts_by_country(pair.later)
    pages = {page.url for page in pair.earlier.pages}
    for country in dict.fromkeys([*old, *new]):
        was, now = old.get(country), new.get(country)
        if was and now and was[0] == now[0]:
            continue
        part, page = now or was or ("", "")
        if page not in pages:
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
