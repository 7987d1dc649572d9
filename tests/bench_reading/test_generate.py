"""The bench's pages say what their truth says they do."""

from __future__ import annotations

import csv
import html
import json
import re
import unicodedata
from collections.abc import Iterable
from pathlib import Path

import lxml.html
import pytest

from bench.reading import generate
from bench.reading.facts import LANGUAGES, ORGANISATIONS, Mission, missions
from bench.reading.layouts import LAYOUTS
from bench.reading.page import GeneratedPage
from bench.reading.printing import Habit
from bench.reading.words import words

BENCH = Path(generate.__file__).parent
FIRST = 7


@pytest.fixture(scope="module")
def pages() -> list[GeneratedPage]:
    return list(generate.pages(FIRST))


def test_every_organisation_stands_in_every_layout_and_language(pages: list[GeneratedPage]) -> None:
    cells = {(page.layout, page.language, page.organisation) for page in pages}
    assert len(LAYOUTS) >= 16
    assert len(cells) == len(LAYOUTS) * len(LANGUAGES) * len(ORGANISATIONS)


def test_a_seed_always_gives_the_same_pages(pages: list[GeneratedPage]) -> None:
    assert list(generate.pages(FIRST)) == pages
    assert next(generate.pages(FIRST + 1)) != pages[0]


def test_every_expected_name_stands_on_its_page(pages: list[GeneratedPage]) -> None:
    for page in pages:
        text = _text(page)
        missing = [one.name for one in page.expected if _plain(one.name) not in text]
        assert missing == [], (page.layout, page.language, page.as_of)


def test_every_expected_field_stands_on_its_page(pages: list[GeneratedPage]) -> None:
    for page in pages:
        text = _text(page)
        figures = re.sub(r"(?<=\d)[.,\s](?=\d{3})", "", text)
        for one in page.expected:
            for name in ("since", "until", "ended"):
                assert str(one.fields.get(name, ""))[:4] in text, (page.layout, one)
            assert str(one.fields.get("strength", "")) in figures, (page.layout, one)
            hosts = one.fields.get("host", ())
            assert isinstance(hosts, tuple)
            assert hosts == ("SD", "SS") or all(_stands(h, page, text) for h in hosts), one


def _stands(code: str, page: GeneratedPage, text: str) -> bool:
    names = words(page.language).countries(code)
    in_data = page.role == "records" or page.layout.startswith("island")
    as_code = in_data and re.search(rf"\b{code.lower()}\b", text) is not None
    return as_code or any(_plain(name) in text for name in names)


def test_every_mission_mentioned_is_named_and_not_listed(pages: list[GeneratedPage]) -> None:
    names = {mission.id: _names(mission) for mission in missions()}
    french = words("fr").sections["acronym"]
    for page in pages:
        text, listed = _text(page), {one.mission for one in page.expected}
        for identity in page.mentioned:
            known = [*names[identity], french.get(identity, "")]
            assert any(_plain(name) in text for name in known if name), (page.layout, identity)
            assert identity not in listed


def test_no_mission_stands_on_a_page_before_it_began(pages: list[GeneratedPage]) -> None:
    starts = {mission.id: mission.start for mission in missions()}
    for page in pages:
        named = [*(one.mission for one in page.expected if one.mission), *page.mentioned]
        assert all(starts[identity] <= page.as_of for identity in named)


def test_a_status_agrees_with_the_register_on_the_day_of_the_page(
    pages: list[GeneratedPage],
) -> None:
    known = {mission.id: mission for mission in missions()}
    for page in pages:
        for one in page.expected:
            if one.mission and one.status != "unknown":
                assert known[one.mission].state(page.as_of) == one.status, (page.layout, one.name)


def test_no_mission_is_expected_twice_on_a_page(pages: list[GeneratedPage]) -> None:
    for page in pages:
        listed = [one.mission for one in page.expected if one.mission]
        assert len(listed) == len(set(listed)), page.layout


def test_new_missions_and_entries_that_are_none_occur(pages: list[GeneratedPage]) -> None:
    expected = [one for page in pages for one in page.expected]
    assert sum(one.mission is None and not one.unsure for one in expected) > 100
    assert sum(one.unsure for one in expected) > 50


def test_the_generator_knows_nothing_of_the_reader() -> None:
    for file in BENCH.rglob("*.py"):
        if file.name != "score.py":
            found = re.findall(
                r"^(?:from|import) (crawler|missions)\b", file.read_text(), re.MULTILINE
            )
            assert found == [], file


@pytest.mark.parametrize(
    ("start", "end", "as_of", "state"),
    [
        ("2013-04-25", "2023-12-31", "2013-04-25", None),
        ("2013-04-25", "2023-12-31", "2013-04-26", "ongoing"),
        ("2013-04-25", "2023-12-31", "2023-12-31", None),
        ("2013-04-25", "2023-12-31", "2024-01-01", "ended"),
        ("2004", "2007-12", "2004-12-30", None),
        ("2004", "2007-12", "2005-01-01", "ongoing"),
        ("2004", "2007-12", "2007-12-15", None),
        ("2004", "", "2026-01-01", "ongoing"),
    ],
)
def test_what_is_not_clear_on_a_day_is_not_printed(
    start: str, end: str, as_of: str, state: str | None
) -> None:
    mission = Mission("x", "EU", "X", {"en": "X"}, (), "civilian", start, end, ())
    assert mission.state(as_of) == state


@pytest.mark.parametrize(
    ("language", "form", "value", "printed"),
    [
        ("en", "long", "2013-04-25", "25 April 2013"),
        ("en", "american", "2013-04-25", "April 25, 2013"),
        ("en", "slash", "2013-04-25", "25/04/2013"),
        ("en", "slash", "2013-04-05", "5 April 2013"),
        ("fr", "long", "2013-04-01", "1er avril 2013"),
        ("nl", "dots", "2013-04-25", "25.04.2013"),
        ("de", "long", "2013-04-25", "25. April 2013"),
        ("de", "long", "2013-04", "April 2013"),
        ("fr", "long", "2013", "2013"),
    ],
)
def test_a_date_is_printed_as_its_language_does(
    language: str, form: str, value: str, printed: str
) -> None:
    assert Habit(words(language), form, "long", 10, " ").date(value) == printed


def _names(mission: Mission) -> Iterable[str]:
    hyphened = mission.acronym.replace(" ", "-", 1)
    return [mission.acronym, hyphened, *mission.other_acronyms, *mission.names.values()]


def _text(page: GeneratedPage) -> str:
    charset = page.content_type.partition("charset=")[2] or "utf-8"
    raw = page.body.decode(charset)
    if page.role == "records":
        return _plain(_records_text(raw))
    scripts = " ".join(re.findall(r"<script[^>]*>(.*?)</script>", raw, re.DOTALL))
    attributes = html.unescape(" ".join(re.findall(r'(?:alt|title|data-[\w-]+)="([^"]*)"', raw)))
    tree = lxml.html.document_fromstring(re.sub(r"<br\s*/?>", " ", raw))
    shown = re.sub(r"\\u([0-9a-f]{4})", lambda code: chr(int(code[1], 16)), scripts)
    return _plain(f"{tree.text_content()} {shown.replace(chr(92), '')} {attributes}")


def _records_text(raw: str) -> str:
    if raw.lstrip()[0] in "[{":
        return json.dumps(json.loads(raw), ensure_ascii=False).replace("\\", "")
    rows = csv.reader(raw.splitlines(), delimiter=";" if ";" in raw.splitlines()[0] else ",")
    return " ".join(cell for row in rows for cell in row)


def _plain(text: str) -> str:
    text = re.sub("[\u00ad“”«»„'’]", "", unicodedata.normalize("NFKC", text))
    return " ".join(text.split()).casefold()
