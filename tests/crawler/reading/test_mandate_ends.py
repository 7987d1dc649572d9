"""A sentence on a mission's mandate tells its end, on a page of prose too."""

from __future__ import annotations

import pytest

from crawler.reading.read import read_page
from missions.records import FieldContent, PageRole

URL = "https://diplomatie.belgium.example/peace"


def until(text: str) -> FieldContent | None:
    page = f"<html><body><h1>Peace operations of Belgium</h1><p>{text}</p></body></html>"
    read = read_page(page.encode(), URL, "text/html; charset=utf-8", PageRole.PROSE)
    ends = {one.mission: one.fields.get("until") for one in read.listings}
    end = ends.get("unifil")
    if end is not None and end.evidence is not None:
        assert text[end.evidence.start : end.evidence.end] == end.printed
    return end.value if end else None


@pytest.mark.parametrize(
    ("text", "end"),
    [
        (
            "Een officier werkt bij UNIFIL. Het mandaat van UNIFIL werd een laatste keer verlengd,"
            " tot 31 december 2026.",
            "2026-12-31",
        ),
        ("Le mandat de la FINUL court jusqu'au 31 août 2025.", "2025-08-31"),
        ("The mandate of UNIFIL expires on 31 August 2025.", "2025-08-31"),
        ("Das Mandat von UNIFIL wurde bis 31. August 2025 verlängert.", "2025-08-31"),
        ("The mandates of UNIFIL and UNDOF expire on 31 August 2025.", None),
        ("UNIFIL protects civilians, and until 31 August 2025 holds elections.", None),
    ],
)
def test_the_end_of_a_mandate(text: str, end: str | None) -> None:
    assert until(text) == end
