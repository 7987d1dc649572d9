"""Finding changes: each that fits once and in order, counted, with its neighbours."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from functools import partial
from itertools import count

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from missions.records import Change, ChangeKind, ChangeState, Severity
from missions.standing import sides_of
from storage.errors import ChangeUnknown
from storage.finding import (
    ChangeFilter,
    Counted,
    Cursor,
    InCountries,
    Neighbours,
    OfOrganisations,
    Tally,
    Towards,
)
from storage.repository import Repository
from storage.rows import ChangeRow
from storage.store import Store
from storage.wanted_words import folded
from tests.storage.samples import DAY, NOON, change

SOURCES = ("un", "nato", "belgium")
MISSIONS = ("minusma", "kfor", "new:été", None)
CODES = ("ML", "NE", "XK")
SENTENCES = ("L'été à Bamako", "Ete en Kosovo", "Straße nach Priština", "")
SEVERITIES = (Severity.LOW, Severity.NORMAL, Severity.HIGH)
SOME = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


def some_of(values: tuple[str | None, ...]) -> st.SearchStrategy[frozenset[str]]:
    return st.frozensets(st.sampled_from([value for value in values if value]), max_size=2)


hosts = st.lists(st.sampled_from(CODES), max_size=2).map(tuple)
sides = st.lists(st.sampled_from(SOURCES), min_size=2, max_size=2, unique=True).map(
    lambda sources: tuple({"source": source, "said": "ongoing"} for source in sources)
)
changes = st.builds(
    partial(replace, change()),
    source=st.sampled_from(SOURCES),
    kind=st.sampled_from((ChangeKind.FIELD, ChangeKind.TEXT, ChangeKind.ENDED)),
    state=st.sampled_from(ChangeState),
    severity=st.sampled_from(SEVERITIES),
    mission=st.sampled_from(MISSIONS),
    field=st.sampled_from(("host", "until", None)),
    before=hosts,
    after=st.none() | hosts,
    passage_after=st.sampled_from(SENTENCES),
) | st.one_of(
    st.builds(
        partial(replace, change(), kind=ChangeKind.CONTRADICTION, field="status", before=None),
        source=st.sampled_from(SOURCES),
        after=sides,
    ),
    st.builds(
        partial(replace, change(), kind=ChangeKind.PARTICIPATION, before=None),
        field=st.sampled_from(CODES),
    ),
)
moments = st.integers(0, 6).map(lambda days: NOON + days * DAY)
filters = st.builds(
    ChangeFilter,
    sources=some_of(SOURCES),
    missions=some_of(MISSIONS),
    organisations=st.none() | st.builds(OfOrganisations, some_of(SOURCES), some_of(MISSIONS)),
    countries=st.none() | st.builds(InCountries, some_of(CODES), some_of(MISSIONS)),
    kinds=st.frozensets(st.sampled_from(ChangeKind), max_size=3),
    least=st.sampled_from(SEVERITIES),
    states=st.frozensets(st.sampled_from(ChangeState), max_size=3),
    since=st.none() | moments,
    until=st.none() | moments,
    words=st.sampled_from(("", "", "", "ete", "ÉTÉ bam", '"strasse nach"', "nach strasse", "?!")),
    named=some_of(MISSIONS),
)


def _is_wanted(wanted: ChangeFilter, row: ChangeRow) -> bool:
    """The same by hand, one change at a time."""
    told = row.change
    sources = {told.source} | {str(side["source"]) for side in sides_of(told)}
    of, places = wanted.organisations, wanted.countries
    return (
        (not wanted.sources or not sources.isdisjoint(wanted.sources))
        and (not wanted.missions or told.mission in wanted.missions)
        and (of is None or not sources.isdisjoint(of.sources) or told.mission in of.missions)
        and (places is None or _is_in(places, told))
        and (not wanted.kinds or told.kind in wanted.kinds)
        and (not wanted.states or told.state in wanted.states)
        and SEVERITIES.index(told.severity) >= SEVERITIES.index(wanted.least)
        and (wanted.since is None or row.detected >= wanted.since)
        and (wanted.until is None or row.detected < wanted.until)
        and (not wanted.words or _says(wanted, told))
    )


def _is_in(places: InCountries, told: Change) -> bool:
    codes = {told.field} if told.kind is ChangeKind.PARTICIPATION else set()
    if told.field == "host":
        codes |= {*_codes(told.before), *_codes(told.after)}
    return told.mission in places.missions or not codes.isdisjoint(places.codes)


def _codes(value: object) -> tuple[str, ...]:
    return value if isinstance(value, tuple) else ()


def _says(wanted: ChangeFilter, told: Change) -> bool:
    if wanted.words == "?!":
        return False
    said = folded(f"{told.summary} {told.passage_after} {told.mission}").replace("'", " ").split()
    words = folded(wanted.words.replace('"', "")).split()
    together = " ".join(words) in " ".join(said)
    apart = all(any(one.startswith(word.strip(":")) for one in _parts(said)) for word in words)
    return (together if '"' in wanted.words else apart) or told.mission in wanted.named


def _parts(said: list[str]) -> list[str]:
    return [part for word in said for part in word.split(":")]


def _record(tx: Repository, told: list[Change], days: list[int]) -> None:
    for one, day in zip(told, days, strict=True):
        tx.record_change(one, None, NOON + day * DAY)


def _walk(
    tx: Repository, wanted: ChangeFilter, limit: int, towards: Towards
) -> list[list[ChangeRow]]:
    pages: list[list[ChangeRow]] = []
    cursor: Cursor | None = None
    for turn in count():
        assert turn < 100, "it must come to an end"
        found = tx.find_changes(wanted, limit, cursor, towards)
        pages.append(list(found.rows))
        back, on = found.newer, found.older
        if towards is Towards.NEWER:
            back, on = on, back
        assert (back is not None) == (turn > 0)
        if on is None:
            return pages
        cursor = Cursor.parse(str(on))
        assert cursor == on
    raise AssertionError


class _Undone(Exception):
    """Raised to undo what was recorded."""


@SOME
@given(
    told=st.lists(changes, max_size=12),
    days=st.lists(st.integers(0, 5), min_size=12, max_size=12),
    wanted=filters,
    limit=st.integers(1, 5),
)
def test_paging_gives_each_change_that_fits_once_and_in_order(
    store: Store, told: list[Change], days: list[int], wanted: ChangeFilter, limit: int
) -> None:
    with pytest.raises(_Undone), store.begin() as tx:
        _record(tx, told, days[: len(told)])
        fitting = [row for row in tx.changes() if _is_wanted(wanted, row)][::-1]
        older = _walk(tx, wanted, limit, Towards.OLDER)
        newer = _walk(tx, wanted, limit, Towards.NEWER)
        assert [row for page in older for row in page] == fitting
        assert [row for page in reversed(newer) for row in page] == fitting
        assert tx.count_changes(wanted) == Counted(len(fitting))
        assert sum(tally.number for tally in tx.tally_changes(wanted)) == len(fitting)
        _assert_neighbours(tx, wanted, [row.id for row in fitting])
        raise _Undone


def _assert_neighbours(tx: Repository, wanted: ChangeFilter, numbers: list[int]) -> None:
    beside = [None, *numbers, None]
    for place, number in enumerate(numbers):
        assert tx.neighbours(number, wanted) == Neighbours(beside[place], beside[place + 2])


def test_beyond_a_limit_changes_are_not_counted(store: Store) -> None:
    with store.begin() as tx:
        _record(tx, [change()] * 5, [0] * 5)
        assert tx.count_changes(ChangeFilter(), most=5) == Counted(5)
        assert tx.count_changes(ChangeFilter(), most=4) == Counted(4, is_more=True)
    assert str(Counted(10_000, is_more=True)) == "10,000+"
    assert str(Counted(1234)) == "1,234"


def test_a_change_that_does_not_fit_has_neighbours_all_the_same(store: Store) -> None:
    with store.begin() as tx:
        _record(tx, [change(), change(ChangeState.HELD), change()], [0, 1, 2])
        confirmed = ChangeFilter(states=frozenset({ChangeState.CONFIRMED}))
        assert tx.neighbours(2, confirmed) == Neighbours(newer=3, older=1)
        with pytest.raises(ChangeUnknown):
            tx.neighbours(4, confirmed)


@pytest.mark.parametrize(
    "text", ["", "x", "_", "2026-03-01_7", "2026-03-01T12:00:00_7", "7", "2026-03-01T12:00:00Z_-1"]
)
def test_a_cursor_that_is_none_is_taken_for_none(text: str) -> None:
    assert Cursor.parse(text) is None


def test_changes_are_tallied_by_the_month_in_utc(store: Store) -> None:
    ended = replace(change(), kind=ChangeKind.ENDED)
    with store.begin() as tx:
        for told, hours in ((ended, 0), (ended, 5), (replace(ended, source="nato"), 12)):
            tx.record_change(told, None, NOON + timedelta(days=30, hours=hours + 7))
    with store.read() as tx:
        assert tx.tally_changes(ChangeFilter()) == [
            Tally("2026-03", "un", ChangeKind.ENDED, 1),
            Tally("2026-04", "nato", ChangeKind.ENDED, 1),
            Tally("2026-04", "un", ChangeKind.ENDED, 1),
        ]
