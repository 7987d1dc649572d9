"""What leads from one version of a text to the next: nothing is lost, moved is moved, in time."""

from __future__ import annotations

import random
import time
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from missions.difference import (
    Block,
    BlockEdit,
    Edit,
    Fate,
    Stretch,
    folded,
    marked_page,
    marked_text,
    page_difference,
    word_difference,
)

TEXTS = st.lists(
    st.one_of(
        st.sampled_from(["UNIFIL", "UNDOF", "Mandate until 31 August 2025", "Strength: 10,500"]),
        st.text(max_size=40),
        st.lists(st.sampled_from("the mandate of a mission ends".split()), max_size=9).map(
            " ".join
        ),
    ),
    max_size=25,
)
BEFORE = {Fate.KEPT, Fate.CHANGED, Fate.REMOVED, Fate.MOVED_AWAY}
AFTER = {Fate.KEPT, Fate.CHANGED, Fate.ADDED, Fate.MOVED_HERE}
PARAGRAPHS = [f"Paragraph {number} tells of mission number {number * 7}." for number in range(8)]


def blocks(texts: list[str]) -> list[Block]:
    return [Block(text, path=f"/p[{place}]") for place, text in enumerate(texts)]


def difference(old: list[str], new: list[str]) -> tuple[BlockEdit, ...]:
    return page_difference(blocks(old), blocks(new))


def fates(edits: tuple[BlockEdit, ...]) -> list[tuple[Fate, str]]:
    return [(edit.fate, edit.text) for edit in edits if edit.fate is not Fate.KEPT]


@given(TEXTS, TEXTS)
def test_both_versions_can_be_had_back(old: list[str], new: list[str]) -> None:
    edits = difference(old, new)
    before = [edit for edit in edits if edit.fate in BEFORE]
    after = [edit for edit in edits if edit.fate in AFTER]
    assert [edit.before for edit in before] == blocks(old)
    assert [edit.after for edit in after] == blocks(new)
    assert [edit.old for edit in before] == list(range(len(old)))
    assert [edit.new for edit in after] == list(range(len(new)))


@given(TEXTS, TEXTS)
def test_the_words_of_a_changed_block_lead_from_one_wording_to_the_other(
    old: list[str], new: list[str]
) -> None:
    for edit in difference(old, new):
        if edit.words:
            assert edit.before is not None
            assert edit.after is not None
            assert _without(edit.words, Edit.INSERTED) == edit.before.text
            assert _without(edit.words, Edit.REMOVED) == edit.after.text


@given(st.text(max_size=300), st.text(max_size=300))
def test_both_passages_can_be_had_back(before: str, after: str) -> None:
    words = word_difference(before, after)
    assert _without(words, Edit.INSERTED) == before
    assert _without(words, Edit.REMOVED) == after


def _without(words: tuple[Stretch, ...], edit: Edit) -> str:
    return "".join(part.text for part in words if part.edit is not edit)


@given(TEXTS)
def test_a_page_is_not_different_from_itself(texts: list[str]) -> None:
    assert fates(difference(texts, texts)) == []


@given(st.data())
def test_a_block_that_moved_is_neither_removed_nor_added(data: st.DataObject) -> None:
    texts = data.draw(st.lists(st.text(min_size=1, max_size=20), unique=True, min_size=2))
    place = data.draw(st.integers(0, len(texts) - 1))
    rest = texts[:place] + texts[place + 1 :]
    target = data.draw(st.integers(0, len(rest)))
    found = {
        edit.fate for edit in difference(texts, [*rest[:target], texts[place], *rest[target:]])
    }
    assert found <= {Fate.KEPT, Fate.MOVED_AWAY, Fate.MOVED_HERE}


def test_a_moved_block_says_where_it_stood_and_where_it_stands() -> None:
    edits = difference(PARAGRAPHS, [*PARAGRAPHS[1:], PARAGRAPHS[0]])
    moved = [edit for edit in edits if edit.is_moved]
    assert [(edit.fate, edit.old, edit.new) for edit in moved] == [
        (Fate.MOVED_AWAY, 0, 7),
        (Fate.MOVED_HERE, 0, 7),
    ]


def test_a_block_that_moved_and_was_reworded_is_both() -> None:
    reworded = PARAGRAPHS[0].replace("tells", "speaks")
    edits = difference(PARAGRAPHS, [*PARAGRAPHS[1:], reworded])
    (here,) = [edit for edit in edits if edit.fate is Fate.MOVED_HERE]
    assert here.words == (
        Stretch(Edit.KEPT, "Paragraph 0 "),
        Stretch(Edit.REMOVED, "tells "),
        Stretch(Edit.INSERTED, "speaks "),
        Stretch(Edit.KEPT, "of mission number 0."),
    )


def test_a_reworded_block_is_one_change_with_its_words() -> None:
    old = ["Operations", "UNIFIL", "Mandate until: 31 August 2025", "UNDOF"]
    new = ["Operations", "UNIFIL", "Mandate until: 31 December 2026", "UNDOF"]
    (edit,) = [edit for edit in difference(old, new) if edit.fate is not Fate.KEPT]
    assert edit.fate is Fate.CHANGED
    assert edit.words == (
        Stretch(Edit.KEPT, "Mandate until: 31 "),
        Stretch(Edit.REMOVED, "August 2025"),
        Stretch(Edit.INSERTED, "December 2026"),
    )


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ("last_update: 2021-07-05", "last_update: 2024-05-20", "[-2021-07-05-]{+2024-05-20+}"),
        ("Strength: 10,500.", "Strength: 10,000.", "[-10,500-]{+10,000+}"),
        (
            "It supports the agreement and the return of the state.",
            "It was told to end the mandate and to have left the country.",
            "[-supports the agreement and the return of the state-]"
            "{+was told to end the mandate and to have left the country+}",
        ),
        ("from 12 May to 3 June", "from 14 May to 5 June", "[-12 -]{+14 +}May to [-3 -]{+5 +}"),
    ],
)
def test_a_difference_of_words_can_be_read(before: str, after: str, told: str) -> None:
    assert told in marked_text(word_difference(before, after))


def test_what_has_no_words_in_common_is_removed_and_added() -> None:
    found = fates(difference(["One", "MINUSMA", "Two"], ["One", "A paragraph on peace", "Two"]))
    assert found == [(Fate.REMOVED, "MINUSMA"), (Fate.ADDED, "A paragraph on peace")]


def test_a_rebuilt_layout_alone_is_no_difference() -> None:
    old = [Block(text, 0, f"/ul/li[{place}]") for place, text in enumerate(PARAGRAPHS)]
    new = [Block(text, 3, f"/div[{place}]/h3") for place, text in enumerate(PARAGRAPHS)]
    assert {edit.fate for edit in page_difference(old, new)} == {Fate.KEPT}


def test_long_stretches_without_a_change_are_folded() -> None:
    edits = difference(PARAGRAPHS, [*PARAGRAPHS[:7], "Something else entirely."])
    runs = folded(edits)
    assert [(run.is_folded, len(run.edits)) for run in runs] == [(True, 5), (False, 4)]
    assert [edit for run in runs for edit in run.edits] == list(edits)


@given(TEXTS, TEXTS, st.integers(0, 4))
def test_folding_keeps_every_edit_and_shows_every_change(
    old: list[str], new: list[str], around: int
) -> None:
    edits = difference(old, new)
    runs = folded(edits, around)
    assert [edit for run in runs for edit in run.edits] == list(edits)
    hidden = {edit.fate for run in runs if run.is_folded for edit in run.edits}
    assert hidden <= {Fate.KEPT}


def test_a_difference_is_printed_a_block_a_line() -> None:
    new = [*PARAGRAPHS[1:6], "Paragraph 6 tells of mission number 99.", "A new end."]
    assert marked_page(folded(difference(PARAGRAPHS[:7], new), 1)).splitlines() == [
        "- Paragraph 0 tells of mission number 0.",
        "  Paragraph 1 tells of mission number 7.",
        "… 3 unchanged",
        "  Paragraph 5 tells of mission number 35.",
        "~ Paragraph 6 tells of mission number [-42-]{+99+}.",
        "+ A new end.",
    ]


def _numbered(count: int) -> list[str]:
    return [f"Block {number} of many, {number * 13} words" for number in range(count)]


HOSTILE: dict[str, Callable[[random.Random], tuple[list[str], list[str]]]] = {
    "turned round": lambda _: (_numbered(5000), _numbered(5000)[::-1]),
    "shuffled": lambda dice: (_numbered(5000), dice.sample(_numbered(5000), 5000)),
    "all reworded": lambda _: (_numbered(5000), [f"{one} x" for one in _numbered(5000)]),
    "repeating": lambda _: (["a", "b"] * 2500, ["b", "a", "a"] * 1700),
    "two texts by chance": lambda dice: (
        [dice.choice("ab") for _ in range(5000)],
        [dice.choice("ab") for _ in range(5000)],
    ),
    "few words by chance": lambda dice: (
        [" ".join(dice.choice("abc") for _ in range(4000)) for _ in range(200)],
        [" ".join(dice.choice("abc") for _ in range(4000)) for _ in range(200)],
    ),
    "one endless block": lambda dice: (["a b " * 500_000], ["b a a " * 300_000]),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_no_page_takes_long_to_compare(name: str) -> None:
    old, new = HOSTILE[name](random.Random(1))
    begun = time.process_time()
    difference(old, new)
    assert time.process_time() - begun < 2


def test_no_passage_takes_long_to_compare() -> None:
    dice = random.Random(1)
    for words in (2, 20, 300, 5000):
        before, after = (
            " ".join(str(dice.randrange(words)) for _ in range(20_000)) for _ in range(2)
        )
        begun = time.process_time()
        word_difference(before, after)
        assert time.process_time() - begun < 2
