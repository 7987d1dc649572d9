"""Searching: whatever is typed, without accents, in step with what is kept."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from unicodedata import normalize

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import create_engine, text

from missions.records import ChangeKind, RunStatus
from storage.finding import ChangeFilter, Counted
from storage.rows import KeptPage
from storage.search import RANKED
from storage.snippets import LEAD, LENGTH, Pieces, marked, snippet
from storage.store import Store
from storage.wanted_words import Term, terms_in
from tests.storage.samples import DAY, NOON, URL, change, crawl, facts, reading
from tests.storage.test_runs import let_pass


def page(text: str, number: int = 1) -> KeptPage:
    """A page that says this."""
    url = f"{URL}/{number}"
    read = reading(url=url, text=text)
    return KeptPage(facts(url), read.role, body=text.encode(), reading=read)


def found(store: Store, words: str, **options: bool | frozenset[str]) -> list[int]:
    """Return the versions found, the most relevant first."""
    with store.read() as tx:
        return [hit.id for hit in tx.search_versions(words, **options).hits]  # type: ignore[arg-type]


def hits_in(pieces: Pieces) -> list[str]:
    """Return what is marked."""
    return [said for said, is_hit in pieces if is_hit]


@pytest.mark.parametrize(
    ("words", "is_found"),
    [
        ("operation", True),
        ("OPÉRATIONS", True),
        ("opera menaka", True),
        ('"operations a menaka"', True),
        ('"menaka operations"', False),
        ('"operation"', False),
        ("geintegreerd", True),
        ("strasse", True),
        ("Straße", True),
        ("grosse", True),
        ("oeuvre", True),
        ("2100", True),
        ("s/res/2100", True),
        ("EUTM-Mali", True),
        ("mali-eutm", False),
        ("l’union", True),
        ("union bamako", False),
        ("МООНК", True),
        ("мо", False),
        ("e", False),
        ("", False),
        ("«»", False),
        ("un", False),
    ],
)
def test_words_are_found_without_accents_and_by_their_beginning(
    store: Store, words: str, is_found: bool
) -> None:
    said = (
        "Les opérations à Ménaka (S/RES/2100), l'Union.\nGeïntegreerd: EUTM-Mali.\n"
        "Eine große Straße, une œuvre. МООНК"
    )
    crawl(store, page(said), page("Nothing of it", 2))
    assert found(store, words) == ([1] if is_found else [])


def test_the_hits_are_marked_as_they_are_written(store: Store) -> None:
    crawl(
        store,
        page(f"{'Vooraf. ' * 40}De gro\u00dfe Op\u00e9rations e\u0301t\u00e9. {'Erna. ' * 90}"),
    )
    with store.read() as tx:
        (hit,) = tx.search_versions('grosse operat "ete"').hits
    assert (hit.source, hit.url, hit.believed_at) == ("un", f"{URL}/1", NOON)
    assert hits_in(hit.passage) == ["große", "Opérations", "été"]
    assert (hit.passage[0], hit.passage[-1]) == (("…", False), ("…", False))
    assert len("".join(said for said, _ in hit.passage)) <= LENGTH + LEAD + 2


def test_a_change_is_found_by_all_that_it_tells(store: Store) -> None:
    told = replace(
        change(), summary="UNIFIL: the head of mission changed.", mission="unifil", acronym=None,
        before="Aroldo Lázaro", after=({"source": "hub", "said": "Diodato\nAbagnara"}, 1200),
        passage_before="Lieutenant General", passage_after="Major-General Abagnara commands.",
    )  # fmt: skip
    with store.begin() as tx:
        tx.record_change(told, None, NOON)
        tx.record_change(change(mission=None), None, NOON)
    for words in ("unifil", "lazaro", "diodato", "1200", "hub", '"major general"', "lieutenant"):
        with store.read() as tx:
            assert [hit.row.id for hit in tx.search_changes(ChangeFilter(words=words)).hits] == [1]
    with store.read() as tx:
        (hit,) = tx.search_changes(ChangeFilter(words="head abagnara")).hits
        assert tx.search_changes(ChangeFilter(words="said")).hits == (), "keys are no words"
        assert tx.search_changes(ChangeFilter(words="?")).hits == ()
    assert hits_in(hit.summary) == ["head"]
    assert hit.passage == (("Major-General ", False), ("Abagnara", True), (" commands.", False))


def test_changes_of_a_mission_called_so_come_after_those_that_say_it(store: Store) -> None:
    with store.begin() as tx:
        tx.record_change(replace(change(), summary="Blauwhelmen in Mali."), None, NOON)
        tx.record_change(change(), None, NOON + DAY)
        tx.record_change(change(mission="kfor"), None, NOON + 2 * DAY)
    wanted = ChangeFilter(words="blauwhelmen", named=frozenset({"minusma"}))
    with store.read() as tx:
        hits = tx.search_changes(wanted)
        assert [hit.row.id for hit in hits.hits] == [1, 2]
        assert hits.total == Counted(2)
        assert tx.search_changes(replace(wanted, kinds=frozenset({ChangeKind.TEXT}))).hits == ()


def test_what_says_it_most_comes_first_and_of_equals_the_newest(store: Store) -> None:
    with store.begin() as tx:
        for day, summary in enumerate(("Bamako. Nothing.", "Bamako Bamako.", "Bamako. Nothing.")):
            tx.record_change(replace(change(), summary=summary), None, NOON + day * DAY)
    with store.read() as tx:
        hits = tx.search_changes(ChangeFilter(words="bamako")).hits
        assert [hit.row.id for hit in hits] == [2, 3, 1]
        second = tx.search_changes(ChangeFilter(words="bamako"), limit=1, offset=1).hits
        assert [hit.row.id for hit in second] == [3]


def test_of_very_many_the_newest_are_ranked(store: Store) -> None:
    with store.begin() as tx:
        for _ in range(RANKED + 1):
            tx.record_change(change(), None, NOON)
    with store.read() as tx:
        hits = tx.search_changes(ChangeFilter(words="minusma"), limit=RANKED * 2)
    assert hits.total == Counted(RANKED, is_more=True)
    assert {hit.row.id for hit in hits.hits} >= set(range(3, RANKED + 2))


def test_versions_are_found_of_some_sources_and_once_they_are_believed(store: Store) -> None:
    crawl(store, page("Bamako"))
    crawl(store, page("Bamako", 2), source="nato")
    crawl(store, page("Bamako", 3), status=RunStatus.HELD)
    assert set(found(store, "bamako")) == {1, 2}
    assert found(store, "bamako", sources=frozenset({"nato"})) == [2]
    assert set(found(store, "bamako", believed_only=False)) == {1, 2, 3}


def test_the_index_follows_what_is_read_again_renamed_and_pruned(
    store: Store, address: str
) -> None:
    crawl(store, page("Bamako"))
    crawl(store, page("Gao", 2), status=RunStatus.FAILED)
    with store.begin() as tx:
        tx.reread(1, reading("kfor", url=f"{URL}/1", text="Pristina"))
        tx.record_change(change(mission="new:takuba"), None, NOON)
        tx.know_as("new:takuba", "takuba-force")
    assert (found(store, "bamako"), found(store, "pristina")) == ([], [1])
    with store.read() as tx:
        assert tx.search_changes(ChangeFilter(words='"new takuba"')).hits == ()
        assert len(tx.search_changes(ChangeFilter(words='"takuba force"')).hits) == 1
    assert found(store, "gao", believed_only=False) == [2]
    let_pass(address, 2 * 24 * 60)
    assert store.prune(keep_days=1).snapshots == 1
    assert found(store, "gao", believed_only=False) == []
    assert store.check() == []


def test_a_very_long_page_is_kept_and_found_by_its_beginning(store: Store) -> None:
    words = " ".join(f"{number:x}w{number:o}" for number in range(150_000))
    crawl(store, page(f"Bamako {'long' * 3000} {words}"))
    assert found(store, "bamako") == [1]


def test_a_nul_in_a_value_does_no_harm(store: Store) -> None:
    with store.begin() as tx:
        tx.record_change(
            replace(change(), before="nil\x00nul \\u0000", after=("a\ud800b",)), None, NOON
        )
    with store.read() as tx:
        assert len(tx.search_changes(ChangeFilter(words="nul")).hits) == 1


typed = st.text(max_size=60) | st.lists(
    st.sampled_from(
        ['"', "'", "*", "OR", "NOT", "AND", "NEAR(", "mali", "été", ":", "-", "^", "{", "&", "|",
         "<->", "\\", "(", ")", "%", "_", "²", "ß", "ﬁ", "İ", "\x00", "\ud800", "title:", "1e5",
         "a.b@c.org", "x" * 3000, "٣", "日本", "e\u0301", "\u0301"]
    ),
    max_size=8,
).map(" ".join)  # fmt: skip


@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(words=typed)
def test_whatever_is_typed_is_an_answer(store: Store, words: str) -> None:
    with store.begin() as tx:
        if not tx.changes():
            said = "mali été 日本 1e5 a.b@c.org İx ﬁn ²"
            tx.record_change(replace(change(), summary=said, passage_after=said), None, NOON)
            run = tx.start_run("un", NOON)
            tx.keep_page(run, page(said))
            tx.believe_run(run, NOON)
    with store.read() as tx:
        changes = tx.search_changes(ChangeFilter(words=words)).hits
        tx.search_versions(words)
        numbers = [row.id for row in tx.find_changes(ChangeFilter(words=words)).rows]
    if words.strip():
        assert numbers == [hit.row.id for hit in changes]


@settings(max_examples=300, deadline=None)
@given(text=st.text(max_size=400), words=typed)
def test_pieces_put_together_are_the_text(text: str, words: str) -> None:
    terms, said = terms_in(words), normalize("NFC", text)
    assert _together(marked(text, terms)) == said
    shown = snippet(text, terms)
    assert _together(shown).strip("…") in said
    assert not shown or hits_in(shown)


def test_the_part_that_holds_most_of_what_was_looked_for_is_shown() -> None:
    said = f"Mali. {'Nothing here. ' * 40}Mali and Niger. {'Nothing here. ' * 40}Niger."
    shown = snippet(said, terms_in("niger mali"))
    assert hits_in(shown) == ["Mali", "Niger"]


def test_what_is_typed_becomes_terms() -> None:
    assert terms_in('Été "head of  Mission" EUTM-Mali un "open') == (
        Term(("ete",), True),
        Term(("head", "of", "mission"), False),
        Term(("eutm", "mali"), True),
        Term(("un",), False),
        Term(("open",), False),
    )


def _together(pieces: Iterable[tuple[str, bool]]) -> str:
    return "".join(said for said, _ in pieces)


def test_words_that_are_missing_from_the_index_are_a_problem(store: Store, address: str) -> None:
    crawl(store, page("Gao"), page("Kidal", 2))
    index = "snapshot_search_docsize" if address.startswith("sqlite") else "snapshot_search"
    engine = create_engine(address)
    with engine.begin() as connection:
        connection.execute(text(f"DELETE FROM {index}"))
    engine.dispose()
    (problem,) = store.check()
    assert "2 rows of the table snapshot cannot be found by their words" in problem
