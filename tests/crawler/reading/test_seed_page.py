"""The Belgian page's own text is read for what it says, whatever markup it stands in."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from html import escape

import pytest

from crawler.reading.read import read_page
from missions.records import PageRole, Participation, Reading, Status
from tests.crawler.reading.material import seed_text

URL = "https://diplomatie.belgium.be/nl/beleid/beleidsthemas/vrede-en-veiligheid/vredesoperaties"
HEADINGS = ("In VN-verband", "In NAVO-verband", "In EU-verband", "In OVSE-verband")
LIST_SIGNS = ("•", "1.")
"""How the text shows the markers of its lists."""
Line = tuple[str, str]


def lines() -> Iterator[Line]:
    """Yield the lines of the page, each with the tag its place in the text asks for."""
    for line in filter(None, map(str.strip, seed_text().splitlines())):
        if line == "Vredesoperaties":
            yield "h1", line
        elif line in HEADINGS:
            yield "h2", line
        elif line.startswith(LIST_SIGNS):
            yield "li", line.lstrip("".join(LIST_SIGNS)).strip()
        else:
            yield "p", line


def in_tags(tag: str, text: str) -> str:
    return f"<{tag}>{text}</{tag}>"


def in_divs(tag: str, text: str) -> str:
    return f"<div>{text}</div>"


def in_nested_divs(tag: str, text: str) -> str:
    return f'<div class="x{len(text)}"><div><span>{text}</span></div></div>'


def headings_in_bold(tag: str, text: str) -> str:
    return f"<p><strong>{text}</strong></p>" if tag in ("h1", "h2") else f"<p>{text}</p>"


def headings_underlined(tag: str, text: str) -> str:
    return f"<p><b><u>{text}</u></b></p>" if tag in ("h1", "h2") else f"<p>{text}</p>"


def in_table_rows(tag: str, text: str) -> str:
    inner = f"<font size=4><b>{text}</b></font>" if tag in ("h1", "h2") else text
    return f"<table><tr><td width=600>{inner}</td></tr></table>"


def in_plain_rows(tag: str, text: str) -> str:
    return f"<table><tr><td>{text}</td></tr></table>"


def in_sections(tag: str, text: str) -> str:
    start = "</section><section>" if tag == "h2" else ""
    return f"{start}<{tag}>{text}</{tag}>"


WRAPPINGS = (
    in_tags,
    in_divs,
    in_nested_divs,
    headings_in_bold,
    headings_underlined,
    in_table_rows,
    in_plain_rows,
    in_sections,
)


@pytest.fixture(params=WRAPPINGS, ids=lambda wrapping: wrapping.__name__)
def reading(request: pytest.FixtureRequest) -> Reading:
    wrap: Callable[[str, str], str] = request.param
    content = "\n".join(wrap(tag, escape(text)) for tag, text in lines())
    page = f'<html lang="nl"><head><title>Vredesoperaties</title></head><body>{content}</body>'
    return read_page(page.encode(), URL, "text/html; charset=utf-8", PageRole.PROSE)


def test_the_three_missions_belgium_is_in_are_current_and_no_mission_is_invented(
    reading: Reading,
) -> None:
    assert {(one.mission, one.organisation, one.participation) for one in reading.listings} == {
        ("minusma", "UN", Participation.CURRENT),
        ("monusco", "UN", Participation.CURRENT),
        ("untso", "UN", Participation.CURRENT),
        ("osce-smm", "OSCE", None),
        ("osce-bom", "OSCE", None),
    }


def test_countries_without_a_named_mission_are_past_statements_about_the_country(
    reading: Reading,
) -> None:
    about = {
        (one.country, one.participation, one.status, one.framework)
        for one in reading.statements
        if one.mission is None
    }
    assert about == {
        ("SO", Participation.PAST, Status.UNKNOWN, "UN"),
        ("RW", Participation.PAST, Status.UNKNOWN, "UN"),
        ("LB", Participation.PAST, Status.UNKNOWN, "UN"),
        ("SD", Participation.PAST, Status.UNKNOWN, "UN"),
    }


def test_missions_are_stated_once_each_under_their_organisation(reading: Reading) -> None:
    named = [(one.mission, one.framework) for one in reading.statements if one.mission]
    assert named == [
        ("minusma", "UN"),
        ("monusco", "UN"),
        ("untso", "UN"),
        ("osce-smm", "OSCE"),
        ("osce-bom", "OSCE"),
    ]


def test_the_four_frameworks_are_recognised_in_their_order(reading: Reading) -> None:
    assert reading.frameworks == ("UN", "NATO", "EU", "OSCE")


def test_the_page_is_dutch_and_its_stamp_is_not_content(reading: Reading) -> None:
    assert (reading.language, reading.updated) == ("nl", None)
    assert "Laatst bijgewerkt" not in reading.text


def test_each_reading_points_to_the_words_it_was_read_from(reading: Reading) -> None:
    minusma = next(one for one in reading.listings if one.mission == "minusma")
    assert minusma.evidence is not None
    assert minusma.evidence.end - minusma.evidence.start == len("MINUSMA")
