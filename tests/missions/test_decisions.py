"""What staff decided drives recognition, and what was read is put under the ids decided."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from threading import Thread

import pytest

from missions.decisions import (
    Decision,
    DecisionRefused,
    Verb,
    check,
    extended,
    moved_ids,
    settled,
    with_missions,
)
from missions.recognise import recogniser
from missions.records import Evidence, FieldValue, Listing, PageRole, Reading, Status
from missions.register import load_register, shipped_register, using_register

AT = datetime(2026, 3, 1, tzinfo=UTC)
CONFIRMED = Decision(
    Verb.CONFIRM,
    "new:unasav",
    "unasav",
    "ann",
    AT,
    name="United Nations Assistance Mission in the Savanna",
    acronym="UNASAV",
    organisation="UN",
    host=("TD",),
    printed=("Mission des Nations Unies dans la savane",),
)


def found(text: str) -> list[str]:
    return [mention.mission for mention in recogniser().find(text)]


def reading(*listings: Listing) -> Reading:
    return Reading("https://example.org", PageRole.LIST, 1, "en", "Missions", "", listings)


def entry(mission: str, path: str = "/html/body/p[1]", **more: object) -> Listing:
    listing = Listing(mission, "UNASAV", "other", status=Status.ONGOING, evidence=Evidence(path))
    return replace(listing, **more)  # type: ignore[arg-type]


def test_a_confirmed_mission_is_recognised_by_every_name_it_has() -> None:
    with using_register(extended(shipped_register(), [CONFIRMED])) as register:
        assert found("UNASAV works in Chad.") == ["unasav"]
        assert found("The United Nations Assistance Mission in the Savanna") == ["unasav"]
        assert found("La mission des Nations unies dans la savane") == ["unasav"]
        mission = register.get("unasav")
        assert mission
        assert (mission.organisation, mission.host, mission.label) == ("UN", ("TD",), "UNASAV")
    assert found("UNASAV works in Chad.") == []
    assert load_register() is shipped_register()


def test_a_register_is_in_use_only_where_it_was_asked_for() -> None:
    elsewhere: list[list[str]] = []
    with using_register(extended(shipped_register(), [CONFIRMED])):
        other = Thread(target=lambda: elsewhere.append(found("UNASAV and UNIFIL")))
        other.start()
        other.join()
        assert found("UNASAV and UNIFIL") == ["unasav", "unifil"]
    assert elsewhere == [["unifil"]]


def test_what_was_added_is_enough_for_another_process_to_find_the_names() -> None:
    register = extended(shipped_register(), [CONFIRMED])
    with using_register(with_missions(shipped_register(), register.added)):
        assert found("UNASAV and UNIFIL") == ["unasav", "unifil"]
    assert with_missions(shipped_register(), ()) is shipped_register()


def test_a_renamed_mission_goes_on_being_recognised_by_its_old_names() -> None:
    renamed = Decision(Verb.RENAME, "unifil", "unifil", "ann", AT, acronym="UNLEB")
    with using_register(extended(shipped_register(), [renamed])) as register:
        assert found("UNLEB, formerly UNIFIL") == ["unifil", "unifil"]
        assert found("United Nations Interim Force in Lebanon") == ["unifil"]
        assert register.label("unifil") == "UNLEB"


def test_a_general_name_of_a_merged_entry_counts_only_beside_its_organisation() -> None:
    merged = Decision(Verb.MERGE, "new:cell", "unifil", "ann", AT, printed=("Liaison Branch",))
    with using_register(extended(shipped_register(), [merged])):
        assert found("A Liaison Branch was opened.") == []
        assert found("The UN Liaison Branch was opened.") == ["unifil"]


def test_the_last_word_on_an_entry_counts() -> None:
    dismissed = Decision(Verb.DISMISS, "new:unasav", None, "bob", AT)
    before = extended(shipped_register(), [dismissed])
    after = extended(shipped_register(), [dismissed, CONFIRMED])
    assert before.dismissed == {"new:unasav": "bob decided on 2026-03-01 that it is no mission"}
    assert (after.dismissed, after.decided) == ({}, {"new:unasav": "unasav"})
    assert len({shipped_register().stamp, before.stamp, after.stamp}) == 3
    assert extended(shipped_register(), [dismissed]).stamp == before.stamp


def test_an_id_given_here_gives_way_to_the_one_that_ships_later() -> None:
    merged = Decision(Verb.MERGE, "unasav", "minurso", "ann", AT)
    register = extended(shipped_register(), [CONFIRMED, merged])
    assert register.get("unasav") is None
    assert register.decided == {"new:unasav": "minurso", "unasav": "minurso"}
    assert register.own == frozenset()
    with using_register(register):
        assert found("UNASAV works in Chad.") == ["minurso"]
        assert found("La mission des Nations unies dans la savane") == ["minurso"]
        assert register.label("minurso") == "MINURSO"
    again = Decision(Verb.CONFIRM, "new:unasav", "unasav", "ann", AT)
    with pytest.raises(DecisionRefused, match="known as"):
        check(again, register)


def test_a_mission_dismissed_here_is_read_as_none_until_it_is_confirmed_again() -> None:
    dismissed = Decision(Verb.DISMISS, "unasav", None, "bob", AT)
    register = extended(shipped_register(), [CONFIRMED, dismissed])
    (one,) = settled(reading(entry("unasav")), register).listings
    assert one.unsure == "bob decided on 2026-03-01 that it is no mission"
    other_id = Decision(Verb.CONFIRM, "unasav", "savanna", "ann", AT)
    with pytest.raises(DecisionRefused, match="without --id"):
        check(other_id, register)
    back = Decision(Verb.CONFIRM, "unasav", "unasav", "ann", AT)
    check(back, register)
    register = extended(shipped_register(), [CONFIRMED, dismissed, back])
    (one,) = settled(reading(entry("unasav")), register).listings
    assert one.unsure is None


def test_what_ships_is_neither_dismissed_nor_given_up() -> None:
    register = extended(shipped_register(), [])
    for verb, mission in ((Verb.DISMISS, None), (Verb.MERGE, "minurso")):
        with pytest.raises(DecisionRefused, match="in the register already"):
            check(Decision(verb, "unifil", mission, "ann", AT), register)
    # Taken while only staff knew the id; the edition of today has it.
    taken = [
        Decision(Verb.ADD, "unifil", "unifil", "ann", AT, name="Force"),
        Decision(Verb.DISMISS, "unifil", None, "ann", AT),
        Decision(Verb.MERGE, "unifil", "minurso", "ann", AT),
    ]
    register = extended(shipped_register(), taken)
    assert register.dismissed == {}
    assert register.get("unifil")


def test_new_entries_are_read_under_what_was_decided() -> None:
    register = extended(shipped_register(), [CONFIRMED])
    (listing,) = settled(reading(entry("new:unasav", unsure="office")), register).listings
    assert (listing.mission, listing.organisation, listing.unsure) == ("unasav", "UN", None)
    untouched = reading(entry("new:other"), entry("unifil"))
    assert settled(untouched, register) == untouched


def test_an_entry_merged_into_a_mission_of_the_same_page_is_one_listing_with_it() -> None:
    merged = Decision(Verb.MERGE, "new:x", "unifil", "ann", AT)
    strength = {"strength": FieldValue(10500, "10,500")}
    head = {"head": FieldValue("Ann", "Ann"), "strength": FieldValue(1, "1")}
    page = reading(entry("unifil", fields=strength), entry("new:x", fields=head))
    (listing,) = settled(page, extended(shipped_register(), [merged])).listings
    assert {name: value.value for name, value in listing.fields.items()} == {
        "strength": 10500,
        "head": "Ann",
    }


@pytest.mark.parametrize(
    ("now", "moved"),
    [
        ([entry("unasav")], {"new:unasav": "unasav"}),
        ([entry("unasav", "/html/body/p[2]")], {}),
        ([entry("new:unasav"), entry("unifil", "/html/body/p[2]")], {}),
        ([entry("new:other")], {}),
        ([], {}),
    ],
)
def test_an_entry_that_is_known_by_name_now_is_told_by_its_place(
    now: list[Listing], moved: dict[str, str]
) -> None:
    assert moved_ids(reading(entry("new:unasav")), reading(*now)) == moved
