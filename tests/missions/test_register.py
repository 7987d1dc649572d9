"""The data that ships is whole: an expert's mistake in it is found here, not by a reader."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from missions.places import country_of
from missions.records import Status
from missions.register import ORGANISATIONS, load_register
from missions.tokens import fold
from missions.vocabulary import status_in, vocabulary

DATE = re.compile(r"(\d{4}(-\d\d(-\d\d)?)?)?")
FIELDS = set("since until ended span host strength head kind mandate budget area status acronym"
             " name".split())  # fmt: skip


def test_the_register_holds_every_operation_with_what_recognition_needs() -> None:
    register = load_register()
    assert len(list(register)) >= 279
    for mission in register:
        assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", mission.id), mission.id
        assert mission.organisation in ORGANISATIONS, mission.id
        assert mission.names["en"], mission.id
        assert DATE.fullmatch(mission.start), mission.id
        assert DATE.fullmatch(mission.end), mission.id
        assert all(re.fullmatch("[A-Z]{2}", code) for code in mission.host), mission.id


def test_every_predecessor_and_successor_is_in_the_register() -> None:
    register = load_register()
    named = {other for one in register for other in (*one.predecessors, *one.successors)}
    assert {other for other in named if register.get(other) is None} == set()


def test_no_mission_has_an_alias_twice() -> None:
    for mission in load_register():
        counted = Counter(alias.text for alias in mission.aliases)
        assert all(times == 1 for times in counted.values()), (mission.id, counted)


def test_successions_are_known_from_either_row() -> None:
    register = load_register()
    assert register.succeeds("untmis", "unsom")
    assert register.succeeds("monusco", "monuc")
    assert not register.succeeds("unsom", "untmis")
    assert not register.succeeds("minusca", "minusma")


def test_a_label_is_the_acronym_or_what_the_caller_offers() -> None:
    register = load_register()
    assert register.label("minusma") == "MINUSMA"
    assert register.label("new:xyz") == "xyz"
    assert register.label("new:xyz", "XYZ Mission") == "XYZ Mission"


def test_the_vocabulary_knows_only_fields_there_are() -> None:
    assert set(vocabulary().labels.values()) == FIELDS


def test_every_month_has_names_in_four_languages() -> None:
    assert set(vocabulary().months.values()) == set(range(1, 13))
    for words in ("january janvier januari januar", "may mai mei", "august aout augustus"):
        assert len({vocabulary().months[word] for word in words.split()}) == 1


def test_words_of_the_data_are_written_folded() -> None:
    for words in (vocabulary().boilerplate_headings, vocabulary().lists, vocabulary().months):
        assert all(word == fold(word) for word in words)


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Ongoing missions", Status.ONGOING),
        ("Missions en cours", Status.ONGOING),
        ("Lopende operaties", Status.ONGOING),
        ("Laufende Einsätze", Status.ONGOING),
        ("Past operations", Status.ENDED),
        ("Missions terminées", Status.ENDED),
        ("Beëindigde missies", Status.ENDED),
        ("Abgeschlossene Missionen", Status.ENDED),
        ("Ongoing and completed missions", None),
        ("Missions", None),
    ],
)
def test_headings_tell_a_status_in_four_languages(text: str, status: Status | None) -> None:
    assert status_in(vocabulary().heading_status, text) is status


def test_the_hosts_of_the_register_are_found_by_their_english_names() -> None:
    assert country_of(load_register().missions["unifil"].names["en"]) == ("LB",)
