"""The UN data hub's real file: every record is a mission, or there is a reason why not."""

from __future__ import annotations

import csv
import io
import json
import random
from collections import Counter
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crawler.reading.read import read_page
from missions.records import Listing, PageRole, Reading, Status
from tests.crawler.reading.material import hub_file

URL = "https://psdata.un.org/dataset/DPPADPOSS-PKO"
ACTIVE = set(
    "minurso minusca minusma monusco undof unficyp unifil unisfa unmik unmiss unmogip untso".split()
)
WRAPPERS = {
    "bare list": "%s",
    "data": '{"data": %s}',
    "odata": '{"@odata.context": "$metadata#records", "value": %s}',
    "result of a query": '{"success": true, "result": {"total": 81, "records": %s}}',
    "page and rows": '[{"page": 1, "pages": 1}, %s]',
}


def read(body: bytes, content_type: str = "text/csv") -> Reading:
    return read_page(body, URL, content_type, PageRole.RECORDS)


@cache
def hub() -> Reading:
    return read(hub_file())


def rows() -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(hub_file().decode("utf-8-sig"))))


def reasons() -> set[tuple[str, str | None]]:
    return {(one.reason, one.mission) for one in hub().oddities}


def told(reading: Reading) -> list[tuple[object, ...]]:
    """What a reading says, without where on the page it stood."""
    listings = [
        (one.mission, one.name, one.acronym, one.status, one.unsure, *_values(one))
        for one in reading.listings
    ]
    return sorted([*listings, *((one.reason, one.sentence) for one in reading.oddities)], key=str)


def _values(listing: Listing) -> list[tuple[str, object]]:
    return sorted((name, field.value) for name, field in listing.fields.items())


def test_each_of_the_81_records_is_matched_or_reported() -> None:
    second = [one for one in hub().oddities if one.reason == "second_record"]
    sums = [one for one in hub().oddities if one.reason == "aggregate"]
    assert len(rows()) == 81
    assert len(hub().listings) + len(second) + len(sums) == 81


def test_only_the_two_records_outside_the_register_stay_unmatched_and_are_flagged() -> None:
    unmatched = {one.mission: one.unsure for one in hub().listings if ":" in one.mission}
    assert set(unmatched) == {"new:unohci", "new:unfor"}
    assert all(unmatched.values())


def test_every_matched_record_is_the_mission_of_its_acronym() -> None:
    """The file's own acronyms, written as the register's ids; the spelling it gets wrong apart."""
    given_acronyms = {row["mission_acronym"] for row in rows()}
    matched = {one.acronym for one in hub().listings if ":" not in one.mission}
    left_out = {"UNOSOM", "UNEF", "UNAVEM", "UNCPSG", "IPTF", "UNOHCI", "UNFOR"}
    assert matched == given_acronyms - left_out
    for one in hub().listings:
        expected = (one.acronym or "").lower().replace(" ", "-")
        assert one.mission.removeprefix("new:") == expected


@pytest.mark.parametrize(
    ("reason", "mission"),
    [
        ("second_record", "unpsg"),
        ("other_acronym", "unpsg"),
        ("second_record", "unmibh"),
        ("other_acronym", "unmibh"),
        ("not_peacekeeping", "unpf"),
        ("not_in_register", "new:unfor"),
        ("no_start", "new:unfor"),
        ("not_in_register", "new:unohci"),
        ("no_start", "new:unohci"),
        ("not_peacekeeping", "unsma"),
        ("not_peacekeeping", "micah"),
        ("not_peacekeeping", "ungci"),
        ("not_peacekeeping", "unscob"),
        ("no_start", "unscob"),
        ("cut_name", "domrep"),
        ("lacking", "untag"),
        ("lacking", "untmih"),
        ("decimal_commas", None),
    ],
)
def test_each_known_oddity_has_its_reason(reason: str, mission: str | None) -> None:
    assert (reason, mission) in reasons()


def test_records_that_sum_up_several_missions_are_named_and_are_no_missions() -> None:
    sums = {one.sentence.split()[0] for one in hub().oddities if one.reason == "aggregate"}
    assert sums == {"UNOSOM", "UNEF", "UNAVEM"}
    assert not {"new:unosom", "new:unef", "new:unavem"} & {one.mission for one in hub().listings}


def test_coordinates_that_contradict_each_other_are_reported() -> None:
    named = {one.sentence.split(":")[0] for one in hub().oddities if "swapped" in one.reason}
    assert {"UNOSOM I", "UNOSOM II", "UNEF", "UNAVEM I", "UNAVEM II"} <= named
    assert not {"UNIFIL", "MINUSMA", "UNTAC"} & named


def test_no_other_reason_is_given_than_the_known_ones() -> None:
    counted = Counter(one.reason for one in hub().oddities if one.reason != "swapped_coordinates")
    assert counted == {
        "not_peacekeeping": 5,
        "aggregate": 3,
        "no_start": 3,
        "not_in_register": 2,
        "other_acronym": 2,
        "second_record": 2,
        "lacking": 2,
        "cut_name": 1,
        "decimal_commas": 1,
    }


def test_the_file_says_which_run_minusma_among_them() -> None:
    assert {one.mission for one in hub().listings if one.status is Status.ONGOING} == ACTIVE
    assert all(one.status is not Status.UNKNOWN for one in hub().listings)


def test_dates_and_hosts_are_fields() -> None:
    by_id = {one.mission: one for one in hub().listings}
    assert by_id["minustah"].fields["since"].value == "2004-06-01"
    assert by_id["minustah"].fields["ended"].value == "2017-10-01"
    assert by_id["minustah"].fields["ended"].printed == "2017-10-01"
    assert by_id["unisfa"].fields["host"].value == ("SD", "SS")


@pytest.mark.parametrize("wrapper", WRAPPERS)
@pytest.mark.parametrize("content_type", ["application/json", "text/html", ""])
def test_the_same_records_as_json_say_the_same(wrapper: str, content_type: str) -> None:
    body = (WRAPPERS[wrapper] % json.dumps(rows())).encode()
    assert told(read(body, content_type)) == told(hub())


def test_records_as_geojson_properties_say_the_same() -> None:
    features = [{"type": "Feature", "properties": row} for row in rows()]
    body = json.dumps({"type": "FeatureCollection", "features": features}).encode()
    assert told(read(body, "application/geo+json")) == told(hub())


def test_missing_values_as_null_and_activity_as_a_truth_value_say_the_same() -> None:
    typed = [
        {name: value or None for name, value in row.items()}
        | {"mission_isactive": row["mission_isactive"].lower() == "yes", "id": int(row["id"])}
        for row in rows()
    ]
    assert told(read(json.dumps(typed).encode(), "application/json")) == told(hub())


@settings(max_examples=12, deadline=None)
@given(order=st.permutations(range(11)), shuffle=st.integers(), delimiter=st.sampled_from(",;\t"))
def test_order_of_columns_and_rows_and_the_delimiter_do_not_matter(
    order: list[int], shuffle: int, delimiter: str
) -> None:
    records = rows()
    names = [list(records[0])[position] for position in order]
    random.Random(shuffle).shuffle(records)
    out = io.StringIO()
    writer = csv.DictWriter(out, names, delimiter=delimiter)
    writer.writeheader()
    writer.writerows(records)
    assert told(read(out.getvalue().encode())) == told(hub())


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
def test_another_encoding_of_the_file_says_the_same(encoding: str) -> None:
    text = hub_file().decode("utf-8-sig")
    assert told(read(text.encode(encoding), "text/csv")) == told(hub())


def test_the_stamp_of_the_file_is_no_news() -> None:
    later = hub_file().replace(b"2024-02-19", b"2024-03-20")
    assert read(later).text == hub().text


def test_a_file_with_a_column_of_strength_is_read_for_it() -> None:
    body = (
        b"Mission Acronym;Country;Total Personnel;End Date\nUNDOF;Syria;1,117;\nUNMIL;Liberia;;2018"
    )
    listings = {one.mission: one for one in read(body).listings}
    assert listings["undof"].fields["strength"].value == 1117
    assert listings["undof"].fields["host"].value == ("SY",)
    assert listings["unmil"].status is Status.ENDED
