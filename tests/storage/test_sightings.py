"""When missions were seen: as if all listings that were ever believed were looked through."""

from __future__ import annotations

from datetime import datetime
from typing import TypeAlias

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from missions.records import RunStatus
from storage.models import ListingRow, Snapshot
from storage.repository import Repository
from storage.store import Store
from tests.storage.samples import COUNTS, DAY, NOON, URL, crawl, kept, reading

MISSIONS = ("minusma", "kfor", "unifil", "new:x")
SOURCES = ("un", "nato")
Deed: TypeAlias = tuple[str, str, int, tuple[str, ...], str]

deeds = st.tuples(
    st.sampled_from(("crawl", "crawl", "hold", "accept", "reread", "know_as", "retire")),
    st.sampled_from(SOURCES),
    st.integers(1, 3),
    st.lists(st.sampled_from(MISSIONS), unique=True, max_size=3).map(tuple),
    st.sampled_from(MISSIONS),
)


class _Undone(Exception):
    """Raised to undo what was done."""


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(done=st.lists(deeds, max_size=10))
def test_sightings_are_what_the_listings_tell(store: Store, done: list[Deed]) -> None:
    with pytest.raises(_Undone), store.begin() as tx:
        for day, deed in enumerate(done):
            _do(tx, deed, NOON + day * DAY)
            tx._session.flush()
            tx._session.expire_all()
        for source in SOURCES:
            assert (tx.first_seen(source), tx.last_seen(source)) == _looked_through(tx, source)
        raise _Undone


def _do(tx: Repository, deed: Deed, at: datetime) -> None:
    what, source, number, missions, mission = deed
    url = f"{URL}/{number}"
    if what in ("crawl", "hold"):
        run = tx.start_run(source, at)
        tx.keep_page(run, kept(*missions, url=url, at=at))
        if what == "crawl":
            tx.believe_run(run, at)
        tx.finish_run(run, RunStatus.OK if what == "crawl" else RunStatus.HELD, None, COUNTS, at)
    elif what == "accept" and (held := tx.last_run(source, RunStatus.HELD)):
        tx.believe_run(held.id, at)
    elif what == "reread" and (version := tx.version_at(source, url, at)):
        tx.reread(version, reading(*missions, url=url))
    elif what == "know_as":
        tx.know_as("new:x", mission, source if number == 1 else None)
    elif what == "retire":
        tx.retire_pages(source, [url], at)


def _looked_through(tx: Repository, source: str) -> tuple[dict[str, datetime], dict[str, datetime]]:
    query = (
        select(ListingRow.mission, Snapshot.believed_at, Snapshot.last_checked_at)
        .join(Snapshot, Snapshot.id == ListingRow.snapshot_id)
        .where(ListingRow.source == source, Snapshot.believed_at.is_not(None))
    )
    first: dict[str, datetime] = {}
    last: dict[str, datetime] = {}
    for mission, believed, checked in tx._session.execute(query):
        assert believed is not None
        assert checked is not None
        first[mission] = min(first.get(mission, believed), believed)
        last[mission] = max(last.get(mission, checked), checked)
    return first, last


def test_what_was_believed_at_a_moment_of_change_is_what_began_then(store: Store) -> None:
    crawl(store, kept("minusma"))
    crawl(store, kept("kfor"))
    crawl(store, kept("unifil", at=NOON + DAY), at=NOON + DAY)
    with store.read() as tx:
        assert tx.version_at("un", URL, NOON - DAY) is None
        assert tx.version_at("un", URL, NOON) == 2
        assert tx.version_at("un", URL, NOON + DAY) == 3
        assert [page.snapshot_id for page in tx.believed_pages("un", NOON)] == [2]
