"""What a process has in mind of kept versions is never older than what is kept."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from storage import remembered
from storage.remembered import Remembered
from storage.repository import Repository
from storage.store import Store
from tests.storage.samples import DAY, NOON, URL, change, crawl, kept, reading

Change = Callable[[Repository], None]


def missions(store: Store) -> list[tuple[str, str | None]]:
    with store.read() as tx:
        [page] = tx.believed_pages("un")
    return [(one.mission, one.unsure) for one in page.reading.listings]


@pytest.mark.parametrize(
    ("change", "then"),
    [
        (lambda tx: tx.know_as("new:x", "kfor"), [("minusma", None), ("kfor", None)]),
        (lambda tx: tx.doubt("new:x", "a cell"), [("minusma", None), ("new:x", "a cell")]),
        (lambda tx: tx.reread(1, reading("unifil")), [("unifil", None)]),
    ],
)
def test_what_is_changed_in_place_is_read_again(
    store: Store, change: Change, then: list[tuple[str, str | None]]
) -> None:
    crawl(store, kept("minusma", "new:x"))
    other = Store.open(store._url.render_as_string(hide_password=False))
    try:
        for one in (store, other, store):
            assert missions(one) == [("minusma", None), ("new:x", None)]
        with store.begin() as tx:
            change(tx)
        assert (missions(store), missions(other)) == (then, then)
    finally:
        other.close()


def test_what_is_undone_is_not_kept_in_mind(store: Store) -> None:
    crawl(store, kept("minusma"))
    with pytest.raises(ZeroDivisionError), store.begin() as tx:
        tx.know_as("minusma", "kfor")
        tx.believed_pages("un")
        raise ZeroDivisionError
    assert missions(store) == [("minusma", None)]


def test_a_new_version_is_seen_at_once_and_the_old_one_as_of_its_time(store: Store) -> None:
    crawl(store, kept("minusma"))
    assert missions(store) == [("minusma", None)]
    crawl(store, kept("kfor", at=NOON + DAY), at=NOON + DAY)
    assert missions(store) == [("kfor", None)]
    with store.read() as tx:
        [then] = tx.believed_pages("un", NOON)
    assert [one.mission for one in then.reading.listings] == ["minusma"]


def test_only_so_many_are_kept_in_mind(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(remembered, "MOST", 2)
    mind, one = Remembered(), reading("kfor", url=URL)
    first, second = (1, 1), (2, 2)
    mind.keep(first, {1: one, 2: one})
    mind.of(first, [1])
    mind.keep(first, {3: one})
    assert sorted(mind.of(first, [1, 2, 3])) == [1, 3]
    mind.keep(second, {4: one})
    assert mind.of(first, [1]) == {}
    assert sorted(mind.of(second, [1, 4])) == [4]


def test_what_is_committed_later_under_a_lower_number_makes_another_edition(store: Store) -> None:
    crawl(store, kept("minusma"))
    with store.read() as tx:
        first = tx.edition()
    with store.begin() as tx:
        tx.know_as("minusma", "kfor")
        tx.record_change(change(), None, NOON)
    with store.read() as tx:
        second = tx.edition()
        assert tx.edition() == second
    assert second == (first[0] + 1, first[1] + 1)
