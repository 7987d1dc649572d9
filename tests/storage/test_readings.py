"""A reading survives being stored and loaded, whatever it holds."""

from __future__ import annotations

from dataclasses import asdict

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from missions.records import (
    Bound,
    Count,
    Evidence,
    FieldValue,
    Headcount,
    Listing,
    Oddity,
    PageLink,
    PageRole,
    Participation,
    Phase,
    Reading,
    Statement,
    Status,
)
from storage.models import Snapshot
from storage.readings import rebuild_reading, write_reading
from storage.rows import KeptPage
from storage.store import Store
from tests.storage.samples import NOON, URL, facts

words = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=20)
maybe_words = st.none() | words
evidences = st.builds(Evidence, words, st.integers(0, 10**6), st.integers(0, 10**6))
contents = st.none() | words | st.integers(-(2**53), 2**53) | st.lists(words, max_size=3).map(tuple)
values = st.builds(FieldValue, contents, words, st.none() | evidences, maybe_words)
participations = st.none() | st.sampled_from(Participation)
statuses = st.sampled_from(Status)
listings = st.builds(
    Listing,
    mission=words,
    name=words,
    organisation=words,
    acronym=maybe_words,
    status=statuses,
    participation=participations,
    fields=st.dictionaries(words, values, max_size=3),
    passage=words,
    evidence=st.none() | evidences,
    unsure=maybe_words,
)
statements = st.builds(
    Statement,
    sentence=words,
    mission=maybe_words,
    country=maybe_words,
    participation=participations,
    status=statuses,
    framework=maybe_words,
    evidence=st.none() | evidences,
    phase=st.sampled_from(Phase),
    cue=words,
    since=st.none() | values,
    until=st.none() | values,
    people=st.lists(
        st.builds(
            Headcount,
            number=st.integers(0, 10**6),
            printed=words,
            bound=st.sampled_from(Bound),
            people=maybe_words,
        ),
        max_size=2,
    ).map(tuple),
)
links = st.builds(
    PageLink,
    url=words,
    text=words,
    framework=maybe_words,
    missions=st.lists(words, max_size=2).map(tuple),
    role=st.none() | st.sampled_from(PageRole),
)
readings = st.builds(
    Reading,
    url=st.just(URL),
    role=st.sampled_from(PageRole),
    reader_version=st.integers(0, 1000),
    language=maybe_words,
    title=words,
    text=words,
    listings=st.lists(listings, max_size=3).map(tuple),
    statements=st.lists(statements, max_size=2).map(tuple),
    links=st.lists(links, max_size=2).map(tuple),
    frameworks=st.lists(words, max_size=2).map(tuple),
    updated=maybe_words,
    layout=words,
    oddities=st.lists(st.builds(Oddity, words, words, maybe_words), max_size=2).map(tuple),
    counts=st.lists(
        st.builds(
            Count, st.integers(0, 1000), words, maybe_words, maybe_words, st.none() | evidences
        ),
        max_size=2,
    ).map(tuple),
)


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(reading=readings)
def test_a_reading_survives_storing_and_loading(store: Store, reading: Reading) -> None:
    page = KeptPage(facts(), reading.role, body=reading.text.encode(), reading=reading)
    with store.begin() as tx:
        run = tx.start_run(f"source-{len(tx.runs(limit=10_000))}", NOON)
        tx.keep_page(run, page)
    with store.read() as tx:
        (seen,) = tx.read_of_run(run)
    assert seen.reading == reading


def test_a_statement_stored_before_phases_were_read_is_still_loaded() -> None:
    said = Statement("België neemt deel aan KFOR.", "kfor", participation=Participation.CURRENT)
    snapshot = Snapshot()
    reading = Reading(URL, PageRole.PROSE, 1, "nl", "", "", statements=(said,))
    write_reading(snapshot, reading, "belgium", "register")
    known = ("sentence", "mission", "country", "participation", "status", "framework", "evidence")
    snapshot.statements = [{name: asdict(said)[name] for name in known}]
    assert rebuild_reading(snapshot, URL).statements == (said,)
