"""Kept bytes: small, exact, and damage is seen."""

from __future__ import annotations

import random
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine, create_engine, func, select, update
from sqlalchemy.orm import Session

from storage.blobs import KEYFRAME_EVERY, load_blob, store_blob
from storage.errors import BlobDamaged
from storage.models import Blob
from storage.store import Store
from tests.storage.samples import crawl, kept


@pytest.fixture
def engine(address: str) -> Iterator[Engine]:
    """A plain connection to the database, past the store."""
    opened = create_engine(address)
    yield opened
    opened.dispose()


def page_of(lines: int, seed: int = 1) -> list[str]:
    """Lines of a page that compress little."""
    source = random.Random(seed)
    return [f"<li>mission {source.random()}</li>" for _ in range(lines)]


def versions(number: int) -> list[bytes]:
    """Versions of a page of about 60 KB, each with one line changed."""
    lines = page_of(2000)
    made = []
    for version in range(number):
        lines[version * 7] = f"<li>changed in version {version}</li>"
        made.append("\n".join(lines).encode())
    return made


def test_versions_of_a_page_come_back_and_take_little_room(engine: Engine) -> None:
    bodies = versions(50)
    with Session(engine) as session:
        hashes: list[str] = []
        for body in bodies:
            hashes.append(store_blob(session, body, hashes[-1] if hashes else None))
        assert [load_blob(session, sha256) for sha256 in hashes] == bodies
        depths = session.scalars(select(Blob.depth)).all()
        assert max(depths) == KEYFRAME_EVERY - 1
        assert sum(depth == 0 for depth in depths) == 3
        kept_bytes = session.scalar(select(func.sum(func.length(Blob.data)))) or 0
        assert kept_bytes < 0.05 * sum(len(body) for body in bodies)


def test_a_version_that_differs_much_is_kept_whole(engine: Engine) -> None:
    with Session(engine) as session:
        first = store_blob(session, "\n".join(page_of(500, seed=1)).encode(), None)
        second = store_blob(session, "\n".join(page_of(500, seed=2)).encode(), first)
        assert session.get_one(Blob, second).base is None


def test_the_same_bytes_are_kept_once(store: Store, engine: Engine) -> None:
    crawl(store, kept("minusma", url="https://example.org/nl", body=b"the same"))
    crawl(store, kept("minusma", url="https://example.org/fr", body=b"the same"))
    with Session(engine) as session:
        assert session.scalar(select(func.count()).select_from(Blob)) == 1


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(bodies=st.lists(st.binary(max_size=200), min_size=1, max_size=5))
def test_any_bytes_come_back(engine: Engine, bodies: list[bytes]) -> None:
    with Session(engine) as session:
        previous = None
        for body in bodies:
            previous = store_blob(session, body, previous)
            assert load_blob(session, previous) == body


def test_damaged_bytes_are_seen_when_read_and_when_checked(store: Store, engine: Engine) -> None:
    for body in versions(3):
        crawl(store, kept(body.hex()[-8:] + str(hash(body)), body=body))
    assert store.check() == []
    with engine.begin() as connection:
        spoiled = select(Blob.sha256).where(Blob.depth == 0).scalar_subquery()
        connection.execute(update(Blob).where(Blob.sha256 == spoiled).values(data=b"spoiled"))
    with store.read() as tx:
        first = next(iter(tx.snapshots()))
        with pytest.raises(BlobDamaged, match="do not match their hash"):
            tx.body(first.id)
    problems = store.check()
    assert len(problems) == 3, "the versions built on the damaged one are lost with it"
    assert "https://example.org/missions" in problems[0]
