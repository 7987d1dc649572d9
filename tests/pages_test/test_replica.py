"""Promises of the replica: its pages parse, print the facts of their day, and only those move."""

from __future__ import annotations

import ast
import json
from datetime import date
from pathlib import Path

import html5lib  # type: ignore[import-untyped]
import pytest

from tests.pages import facts
from tests.pages.site import START, Replica, render
from tests.pages_test.printed import content, printed_table

PAGES = [(site, path) for site, pages in START.items() for path, role in pages if role != "records"]
OTHERS = [
    ("un", "/en/mission/unifil"),
    ("un", "/dppa/en/mission/unama"),
    ("eeas", "/eeas/eulex-kosovo_en"),
    ("osce", "/osce-moldova"),
    ("un", "/no-such-page"),
    ("un", "/"),
]
FORBIDDEN = {"crawler", "missions", "storage", "notifier", "watch", "web", "cli", "settings"}


@pytest.mark.parametrize(("site", "path"), PAGES + OTHERS)
@pytest.mark.parametrize("year", [2014, 2018, 2023, 2024, 2026])
def test_every_page_is_html_a_browser_accepts(site: str, path: str, year: int) -> None:
    body = render(site, path, date(year, 2, 1)).body
    parser = html5lib.HTMLParser(namespaceHTMLElements=False)
    parser.parse(body, transport_encoding="utf-8")
    # NATO's old system declares a transitional doctype, which the standard calls an error.
    assert [code for _, code, _ in parser.errors if code != "unknown-doctype"] == []


@pytest.mark.parametrize("site", START)
def test_every_month_from_2014_to_2026_renders(site: str) -> None:
    for year in range(2014, 2027):
        for month in range(1, 13):
            replica = Replica(date(year, month, 1))
            for path, _ in START[site]:
                assert replica.render(site, path).status == 200


def test_every_link_on_a_list_to_a_mission_page_answers() -> None:
    for on in (date(2014, 1, 1), date(2021, 7, 5), date(2024, 2, 20), date(2026, 12, 1)):
        for site, path in PAGES:
            for link in content(site, path, on).xpath(".//a/@href"):
                if link.startswith("/") and "/news/" not in link:
                    assert render(site, link, on).status == 200, (site, link, on)


@pytest.mark.parametrize(
    ("site", "mission", "day", "status"),
    [
        ("un", "minusma", date(2023, 12, 31), "ongoing"),
        ("un", "minusma", date(2024, 1, 1), "ended"),
        ("un", "unmil", date(2018, 3, 30), "ongoing"),
        ("un", "unmil", date(2018, 3, 31), "ended"),
        ("osce", "osce-bom", date(2021, 9, 30), "ongoing"),
        ("osce", "osce-bom", date(2021, 10, 1), "ended"),
        ("osce", "osce-bom", date(2023, 3, 1), "ended"),
        ("nato", "isaf", date(2014, 12, 31), "ongoing"),
        ("nato", "isaf", date(2015, 1, 1), "ended"),
        ("belgium", "minusma", date(2024, 9, 15), "current"),
        ("belgium", "minusma", date(2024, 9, 16), "past"),
        ("belgium", "unifil", date(2014, 6, 1), "current"),
    ],
)
def test_a_mission_stands_as_it_stood_that_day(
    site: str, mission: str, day: date, status: str
) -> None:
    assert printed_table(site, day)[mission].status == status


@pytest.mark.parametrize(
    ("site", "mission", "day", "there"),
    [
        ("eeas", "eutm-mali", date(2024, 5, 18), True),
        ("eeas", "eutm-mali", date(2024, 5, 19), False),
        ("eeas", "eunavfor-aspides", date(2024, 2, 18), False),
        ("eeas", "eunavfor-aspides", date(2024, 2, 19), True),
        ("un", "unsom", date(2024, 10, 31), True),
        ("un", "untmis", date(2024, 10, 31), False),
        ("un", "unsom", date(2024, 11, 1), False),
        ("un", "untmis", date(2024, 11, 1), True),
        ("un", "minusca", date(2014, 4, 9), False),
    ],
)
def test_a_mission_is_listed_only_in_its_time(
    site: str, mission: str, day: date, there: bool
) -> None:
    assert (mission in printed_table(site, day)) is there


def test_unifil_prints_its_mandate_head_and_ceiling_of_the_day() -> None:
    printed = printed_table("un", date(2025, 8, 27))["unifil"]
    assert (printed.until, printed.strength) == ("2025-08-31", 15000)
    printed = printed_table("un", date(2025, 8, 28))["unifil"]
    assert printed.until == "2026-12-31"
    assert printed.head == "Major General Diodato Abagnara"


def test_there_have_been_71_peacekeeping_operations_since_2017() -> None:
    for on in (date(2018, 1, 1), date(2021, 7, 5), date(2026, 1, 1)):
        current = facts.listed("un", "current", on)
        assert len(current) + len(facts.listed("un", "past", on)) == 71
        assert len({mission.id for mission in current}) == len(current)


@pytest.mark.parametrize(
    ("on", "counts"),
    [
        (date(2023, 3, 1), ("21 ongoing", "12 of them civilian", "9 military")),
        (date(2024, 2, 20), ("24 ongoing", "13 civilian", "10 military")),
    ],
)
def test_the_eeas_intro_counts_what_the_section_lists(on: date, counts: tuple[str, ...]) -> None:
    text = content("eeas", "/eeas/missions-and-operations_en", on).text_content()
    for count in counts:
        assert count in text
    assert len(printed_table("eeas", on)) == int(counts[0].split()[0])


def test_the_eeas_redesign_drops_the_suffixes_and_keeps_the_paragraphs() -> None:
    before = content("eeas", "/eeas/missions-and-operations_en", date(2024, 1, 3)).text_content()
    after = content("eeas", "/eeas/missions-and-operations_en", date(2024, 1, 4)).text_content()
    assert "EULEX Kosovo – Civilian Mission" in before or "EULEX Kosovo - Civilian" in before
    assert "Civilian Mission" not in after
    assert "In Focus" in after
    for mission in printed_table("eeas", date(2024, 1, 4)):
        words = facts.about("eeas", mission, date(2024, 1, 4)).text
        assert words in before
        assert words in after


def test_the_data_hub_calls_minusma_active_two_months_after_it_closed() -> None:
    late, corrected = _hub_row(date(2024, 2, 19)), _hub_row(date(2024, 3, 5))
    assert (late["mission_isactive"], late["end_date"]) == ("Yes", None)
    assert (corrected["mission_isactive"], corrected["end_date"]) == ("No", "2023-12-31")
    assert late["mission_longitude"] == "12,6500"
    assert late["last_update"] == "2024-02-19"


def test_nato_moves_its_stamp_without_changing_a_word() -> None:
    texts = set()
    for on in (date(2022, 1, 3), date(2022, 3, 3)):
        page = content("nato", "/cps/en/natohq/topics_52060.htm", on)
        stamp = page.xpath("string(.//li[starts-with(., 'Last updated')])")
        texts.add((stamp, page.text_content().replace(stamp, "")))
    assert len({stamp for stamp, _ in texts}) == 2
    assert len({text for _, text in texts}) == 1


@pytest.mark.parametrize(("site", "path"), PAGES)
def test_six_visitors_get_six_different_pages_of_the_same_content(site: str, path: str) -> None:
    bodies = {render(site, path, date(2023, 1, 1), seed).body for seed in range(6)}
    words = {content(site, path, date(2023, 1, 1), seed).text_content() for seed in range(6)}
    assert (len(bodies), len(words)) == (6, 1)


def test_the_replica_shares_no_code_with_the_rooms_that_read_it() -> None:
    for module in (Path(__file__).parents[1] / "pages").glob("*.py"):
        for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
            names = [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            names += [each.name for each in node.names] if isinstance(node, ast.Import) else []
            assert not FORBIDDEN & {name.split(".")[0] for name in names}, module.name


def _hub_row(on: date) -> dict[str, str | None]:
    rows = json.loads(render("un", "/public/data/DPPADPOSS-PKO/json", on).body)
    found: dict[str, str | None] = next(row for row in rows if row["mission_acronym"] == "MINUSMA")
    return found
