"""The names that fool a matcher, told apart in four languages: no name is ever another's.

The groups are those the field knows. Where a sentence does not decide, nothing is matched.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from missions.recognise import Context, recogniser

NOTHING = "-"
CASES = Path(__file__).with_name("confusable_names.txt").read_text(encoding="utf-8")


def _cases() -> list[tuple[str, list[str]]]:
    lines = [line for line in CASES.splitlines() if line and not line.startswith("#")]
    split = [line.rsplit("|", 1) for line in lines]
    return [
        (text.strip(), [name for name in named.split() if name != NOTHING]) for text, named in split
    ]


@pytest.mark.parametrize(("text", "missions"), _cases())
def test_a_name_is_its_own_mission_or_nothing(text: str, missions: list[str]) -> None:
    assert [one.mission for one in recogniser().find(text)] == missions


def test_the_table_has_every_group() -> None:
    assert len(_cases()) >= 200
    assert [f"\n# {number} " in CASES for number in range(1, 26)] == [True] * 25


def test_the_organisation_may_come_from_the_page() -> None:
    text = "de opleidingsmissie in Mali"
    assert recogniser().find(text) == []
    (mention,) = recogniser().find(text, Context("EU"))
    assert (mention.mission, mention.by_concepts) == ("eutm-mali", True)
    assert recogniser().find(text, Context("UN")) == []
