"""Promises of the replayed history: every true event is written down, and no other happens."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest

from tests.pages.history import EVENTS, STATES, ExpectedEvent, events_at, sources_with_removals
from tests.pages.site import START, Replica
from tests.pages_test.printed import content, differences

_STAMPS = ("Last updated", "Laatst bijgewerkt", "Dernière mise à jour")
KINDS = {"added", "ended", "removed", "renamed", "field", "participation", "text", "source"}


@pytest.mark.parametrize(("before", "after"), list(pairwise(STATES)))
def test_the_written_events_are_exactly_what_the_pages_show(before: date, after: date) -> None:
    found: set[ExpectedEvent] = set()
    for source in START:
        found |= differences(source, before, after)
    assert found == set(events_at(after))


@pytest.mark.parametrize(("before", "after"), list(pairwise(STATES)))
@pytest.mark.parametrize("source", ["belgium", "nato"])
def test_prose_without_an_event_keeps_every_word_but_its_stamp(
    source: str, before: date, after: date
) -> None:
    if any(event.source == source for event in events_at(after)):
        return
    for path, _ in START[source]:
        assert _words(source, path, before) == _words(source, path, after)


def test_a_closed_operation_moves_to_the_closed_list_without_an_event() -> None:
    before, after = date(2023, 2, 28), date(2023, 3, 1)
    listed = [_words("osce", "/where-we-are", on) for on in (before, after)]
    closed = [_words("osce", "/closed-field-operations", on) for on in (before, after)]
    assert ["Gukovo" in " ".join(lines) for lines in listed + closed] == [True, False, False, True]
    assert differences("osce", before, after) == set()


@pytest.mark.parametrize("state", STATES)
def test_a_second_look_at_a_state_shows_the_same(state: date) -> None:
    for source, pages in START.items():
        for path, _ in pages:
            first, second = (Replica(state).render(source, path, seed) for seed in (1, 2))
            assert first.headers["ETag"] == second.headers["ETag"]
            assert content_or_body(source, path, state, 1) == content_or_body(
                source, path, state, 2
            )


def test_no_event_is_written_twice_and_each_has_a_known_kind() -> None:
    assert len(set(EVENTS)) == len(EVENTS)
    assert {event.kind for event in EVENTS} == KINDS


def test_the_states_cover_the_changes_the_demo_must_tell() -> None:
    told = {(event.kind, event.mission) for event in EVENTS}
    assert {
        ("ended", "osce-bom"),
        ("ended", "osce-smm"),
        ("ended", "minusma"),
        ("added", "euma"),
        ("added", "eunavfor-aspides"),
        ("removed", "eutm-mali"),
        ("renamed", "untmis"),
        ("field", "unifil"),
        ("source", None),
    } <= told


def test_removals_name_the_sources_to_check_twice() -> None:
    assert sources_with_removals(date(2024, 5, 21)) == {"eeas"}
    assert sources_with_removals(date(2024, 2, 20)) == frozenset()


def content_or_body(source: str, path: str, state: date, seed: int) -> str:
    """The words of a page's content, or the whole of a data file."""
    if path.startswith("/public/"):
        return Replica(state).render(source, path, seed).body.decode()
    words: str = content(source, path, state, seed).text_content()
    return words


def _words(source: str, path: str, on: date) -> list[str]:
    lines = content(source, path, on).text_content().splitlines()
    return [line for line in lines if not line.startswith(_STAMPS)]
