"""Two readings of the same bytes: what one understood otherwise is named, and nothing else."""

from __future__ import annotations

from dataclasses import replace

from missions.reader_differences import Aspect, ReaderDifference, reader_differences
from missions.records import (
    Evidence,
    FieldValue,
    Listing,
    PageRole,
    Participation,
    Reading,
    Statement,
    Status,
)

UNTIL = {"until": FieldValue("2025-08-31", "31 August 2025")}
UNIFIL = Listing("unifil", "UNIFIL", "UN", status=Status.ONGOING, fields=UNTIL)
UNDOF = Listing("undof", "UNDOF", "UN")
SENTENCE = Statement("Belgium is in Lebanon.", country="LB", participation=Participation.CURRENT)
PAGE = Reading(
    "https://example.org", PageRole.LIST, 1, "en", "Missions", "UNIFIL", (UNIFIL,), (SENTENCE,)
)


def test_the_same_understanding_makes_no_difference() -> None:
    moved = replace(UNIFIL, evidence=Evidence("/html/body/p"))
    assert reader_differences(PAGE, replace(PAGE, reader_version=2, listings=(moved,))) == ()


def test_missions_gained_and_lost_are_told() -> None:
    assert reader_differences(PAGE, replace(PAGE, listings=(UNDOF,))) == (
        ReaderDifference(Aspect.LOST, "unifil", before="ongoing"),
        ReaderDifference(Aspect.GAINED, "undof", after="unknown"),
    )


def test_what_is_said_of_a_mission_is_compared_part_by_part() -> None:
    later = replace(
        UNIFIL,
        status=Status.ENDED,
        fields={"until": FieldValue("2025-08", "August 2025"), "head": FieldValue(None, "?")},
        unsure="an office",
    )
    assert reader_differences(PAGE, replace(PAGE, listings=(later,))) == (
        ReaderDifference(Aspect.STATUS, "unifil", None, "ongoing", "ended"),
        ReaderDifference(Aspect.UNSURE, "unifil", None, None, "an office"),
        ReaderDifference(Aspect.FIELD, "unifil", "until", "2025-08-31", "2025-08"),
        ReaderDifference(Aspect.FIELD, "unifil", "head", None, None),
    )


def test_sentences_and_the_text_are_compared() -> None:
    past = replace(SENTENCE, participation=Participation.PAST)
    assert reader_differences(PAGE, replace(PAGE, statements=(past,), text="UNIFIL!")) == (
        ReaderDifference(
            Aspect.STATEMENT,
            None,
            "LB",
            "current: Belgium is in Lebanon.",
            "past: Belgium is in Lebanon.",
        ),
        ReaderDifference(Aspect.TEXT, None, None, 6, 7),
    )
