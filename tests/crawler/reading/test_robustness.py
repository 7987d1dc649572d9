"""No input makes the reader raise, hang or invent a mission."""

from __future__ import annotations

import json
import resource
import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from crawler.reading.decode import decode
from crawler.reading.document import parse
from crawler.reading.links import page_links
from crawler.reading.paths import Paths
from crawler.reading.read import read_page
from missions.records import PageRole, Reading
from tests.crawler.reading import layouts

URL = "https://lists.example.org/x"
ROLES = list(PageRole)
TYPES = ["text/html; charset=utf-8", "text/html", "application/json", "text/csv", "", "image/png",
         "text/html; charset=utf-16", "text/html; charset=nonsense"]  # fmt: skip
PAGE = layouts.page(
    layouts.cards(layouts.some(1, "UN", "fr")), layouts.some(1, "UN", "fr")
).encode()
QUICK = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
MISSION = "<li><a href='/m'>MINUSCA (Central African Republic)</a></li>"


def read(body: bytes, content_type: str = "text/html", role: PageRole = PageRole.LIST) -> Reading:
    return read_page(body, URL, content_type, role)


@QUICK
@given(st.binary(max_size=2000), st.sampled_from(TYPES), st.sampled_from(ROLES))
def test_random_bytes_are_read_without_an_error_and_name_no_mission(
    body: bytes, content_type: str, role: PageRole
) -> None:
    assert read(body, content_type, role).listings == ()
    page_links(body, URL, content_type)


@QUICK
@given(st.integers(0, len(PAGE)), st.sampled_from(ROLES))
def test_a_page_cut_anywhere_is_read_as_far_as_it_goes(length: int, role: PageRole) -> None:
    listed = {one.mission for one in read(PAGE).listings}
    whole_words = PAGE[: PAGE.rfind(b">", 0, length) + 1]  # half of MINUSCA is another acronym
    assert {one.mission for one in read(whole_words).listings} <= listed
    read(PAGE[:length], role=role)
    page_links(PAGE[:length], URL, "text/html")


@QUICK
@given(st.lists(st.tuples(st.integers(0, len(PAGE) - 1), st.integers(0, 255)), max_size=40))
def test_a_page_with_damaged_bytes_is_read(damage: list[tuple[int, int]]) -> None:
    body = bytearray(PAGE)
    for position, value in damage:
        body[position] = value
    for role in ROLES:
        read(bytes(body), role=role)


TAGS = st.sampled_from("div p ul li table tr td th dl dt dd h1 h2 h3 b a br details nav em".split())
WORDS = st.sampled_from(["MINUSCA", "Mali", "2013", "closed", "Belgium", "(", ":", "UN", "&", "<"])


@QUICK
@given(st.lists(st.one_of(TAGS.map("<{}>".format), TAGS.map("</{}>".format), WORDS), max_size=60))
def test_tags_in_any_order_are_read(parts: list[str]) -> None:
    for role in (PageRole.LIST, PageRole.PROSE):
        read(" ".join(parts).encode(), role=role)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.sampled_from(["mission_acronym", "mission_name", "data", "x"]), inner)
    ),
    max_leaves=20,
)


@QUICK
@given(JSON)
def test_any_json_is_read(value: object) -> None:
    read(json.dumps(value).encode(), "application/json", PageRole.RECORDS)


@QUICK
@given(st.text(alphabet='",;\t\n\r\x00ab1', max_size=200))
def test_any_text_under_a_known_heading_row_is_read(rows: str) -> None:
    body = f"mission_acronym,mission_name,start_date\n{rows}".encode()
    read(body, "text/csv", PageRole.RECORDS)


@pytest.mark.parametrize(
    ("name", "body"),
    [
        ("deep divs", b"<div>" * 20_000 + b"MINUSCA" + b"</div>" * 20_000),
        ("deep inline", b"<b><i>" * 20_000 + b"MINUSCA"),
        ("deep main headings", b"<h1>\n \n" * 20_000 + b"</h1><p>MINUSCA"),
        ("deep lists", b"<ul><li>" * 10_000 + b"MINUSCA"),
        ("deep tables", b"<table><tr><td>" * 5_000 + b"MINUSCA"),
        ("deep raised text", b"<sup>" * 20_000 + b"MINUSCA"),
        ("deep news", b"<section><h2>Press releases</h2><div>" * 5_000 + b"MINUSCA"),
        ("years without sentences", b"<p>" + b"La mission a pris fin en 2014 KFOR " * 6_000),
        ("years", b"<p>" + b"MINUSCA from 2014 to 2015 and " * 5_000 + b"</p>"),
        ("rows", b"<table>" + b"<tr><td>MINUSCA</td><td>Mali</td></tr>" * 5_000 + b"</table>"),
        ("unknown rows", b"<table>" + b"<tr><td>Some team</td><td>1</td></tr>" * 10_000),
        ("items", ("<ul>" + MISSION * 5_000 + "</ul>").encode()),
        ("headings", b"<h2>MINUSCA</h2><h3>Mali</h3><p>It has ended.</p>" * 5_000),
        ("images", b"<p>" + b"<img alt='MINUSCA'>" * 20_000 + b"</p>"),
        ("breaks", b"<p>MINUSCA<br>" * 5_000),
        ("one long line", b"<p>" + b"MINUSCA in Mali and UNMIL. " * 5_000 + b"</p>"),
        ("one long word", b"<p>" + b"A" * 2_000_000 + b"</p>"),
        ("brackets", b"<p>" + b"(" * 500_000 + b"</p>"),
        ("digits", b"<p>" + b"1 " * 300_000 + b"</p>"),
        ("spaces", b"<p>mandate" + b" " * 500_000 + b"until 2024</p>"),
        ("mandates", b"<p>" + b"mandate " * 50_000 + b"</p>"),
        ("attributes", b"<p " + b"class='a' " * 50_000 + b">MINUSCA</p>"),
        ("deep json", b"[" * 100_000),
        ("open json", b'{"a":' * 50_000),
        ("cut data", b'{"items": [' + b'{"name": "EUTM Mali", "start": "2013-02-18"},' * 4_000),
        ("csv", b"mission_acronym,start_date\n" + b"MINUSCA,2014\n" * 20_000),
        ("huge number", b'[{"mission_acronym": ' + b"9" * 10_000 + b"}]"),
        ("entities", b"&lt;" * 200_000),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_large_and_deep_pages_end_in_seconds(name: str, body: bytes) -> None:
    data = name in ("deep json", "open json", "csv", "huge number")
    for role, part in ((PageRole.LIST, body), (PageRole.PROSE, body[: len(body) // 4])):
        # A reader that takes quadratic time runs into the time-out every test has.
        read(part, "text/csv" if data else "text/html", role)
    page_links(body[: len(body) // 4], URL, "text/html")


MB = 1_000_000
NAMES = ("MINUSCA", "UNMIL", "KFOR", "EUTM Mali", "ONUB", "UNTSO", "EULEX Kosovo", "UNIFIL")


def times(count: int, piece: str) -> bytes:
    """Repeat a piece, missions taking turns: {name}, {other} and {number} are filled in."""
    return "".join(
        piece.format(name=NAMES[number % 8], other=NAMES[(number + 3) % 8], number=number)
        for number in range(count)
    ).encode()


CARD = (
    "<article class='card'><h3><a href='/m/{number}'>{name}</a></h3><p>Mali</p>"
    "<dl><dt>Established</dt><dd>25 April 2013</dd><dt>Strength</dt><dd>1,200</dd></dl>"
    "<p>The mission protects civilians in the north and supports the government.</p></article>"
)
TAB = "<button role=tab aria-controls=p{number}>Past missions</button>"
PANEL = "<div role=tabpanel id=p{number}><p>{name}</p></div>"
JSON_ROW = '{{"mission_acronym": "{name}", "mission_name": "{other}", "country": "Mali"}},'
HEADER = b"mission_acronym,mission_name,start_date\n"
LARGE = {
    "100,000 rows": b"<table>" + times(100_000, "<tr><td>{name}</td><td>Mali</td></tr>"),
    "5 MB of cards": times(5 * MB // len(CARD), CARD),
    "20,000 headings": times(10_000, "<h2>{name}</h2><h3>Past missions</h3>"),
    "5,000 tabs": times(5_000, TAB) + times(5_000, PANEL),
    "3,000 nested tables": times(3_000, "<table><tr><td>{name}</td><td>"),
    "50,000 lines": b"<p>" + times(50_000, "{name}<br>"),
    "one line of 5 MB": b"<p>" + times(5 * MB // 36, "{name} in Mali has ended in 2013. "),
    "10 MB of JSON": b"[" + times(10 * MB // 75, JSON_ROW) + b"{}]",
    "a CSV file of 200,000 rows": HEADER + times(200_000, "{name},{other},2013-04-25\n"),
}
MOST_SECONDS = 60
"""Processor time: many times what was measured, and a small part of what a square would take."""
MOST_MEMORY = 2000
"""MB at the peak of the process."""


@pytest.mark.parametrize("name", LARGE)
def test_very_large_pages_end_in_seconds_and_in_bounded_memory(name: str) -> None:
    began = time.process_time()
    reading = read(LARGE[name], "text/csv" if "CSV" in name else "text/html")
    seconds = time.process_time() - began
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{name}: {len(LARGE[name]) / MB:.1f} MB in {seconds:.1f} s, at most {peak:.0f} MB held")
    assert {one.mission for one in reading.listings} == {
        "minusca", "unmil", "kfor", "eutm-mali", "onub", "untso", "eulex-kosovo", "unifil",
    }  # fmt: skip
    assert seconds < MOST_SECONDS
    assert peak < MOST_MEMORY


DIGITS = "9" * 5000
THOUSANDS = "1" + ".000" * 1450


@pytest.mark.parametrize(
    "body",
    [
        f"<div role=heading aria-level={DIGITS}>MINUSCA</div>",
        f"<table><tr><td rowspan={DIGITS}>Ongoing operations</td><td>MINUSCA</td></tr></table>",
        f"<p>Belgium takes part:</p><table><tr><td>MINUSCA<td>{THOUSANDS} soldiers</table>",
        f"<a href='?page={DIGITS}'>MINUSCA</a>",
        '[{"mission_acronym": "MINUSCA", "start_date": "²²²²"}]',
        '[{"mission_acronym": "MINUSCA", "start_date": "٢٠١٤", "strength": 1e400}]',
        "<table>" + "<div>" * 1500 + "<tr><td>MINUSCA</td></tr><tr><td>UNMIL</td></tr>",
    ],
    ids=["level", "rows", "people", "page", "superscript", "arabic", "table of boxes"],
)
def test_numbers_and_tables_that_no_page_should_have_are_read(body: str) -> None:
    for role in ROLES:
        read(body.encode(), role=role)
    page_links(body.encode(), URL, "text/html")


def test_columns_that_every_record_names_anew_are_bounded() -> None:
    rows = [{"mission_acronym": "MINUSCA", f"column {number}": "x"} for number in range(5_000)]
    reading = read(json.dumps(rows).encode(), "application/json", PageRole.RECORDS)
    assert [one.mission for one in reading.listings] == ["minusca"]
    assert len(reading.text) < 20 * MB


def test_records_beyond_reason_are_left_out_and_it_is_told() -> None:
    body = b"mission_acronym,start_date\n" + b"MINUSCA,2014\n" * 20_001
    reading = read(body, "text/csv", PageRole.RECORDS)
    assert [one.sentence for one in reading.oddities if one.reason == "too_long"] == [
        "1 records were not read: they are too many."
    ]


def test_boxes_that_are_never_closed_are_still_entries() -> None:
    body = b"<main>" + times(300, "<div><h3>{name}</h3><p>Mali</p>")
    assert len(read(body).listings) == 8


def test_evidence_of_a_value_that_fills_several_blocks_is_its_first_block() -> None:
    head = b"<table><tr><th>Mission</th><th>Strength</th><th>Established</th></tr>"
    row = b"<tr><td>MINUSCA</td><td>11,200 troops<p>Budget</p><p>1 of 2</p></td><td>2014</td></tr>"
    (listing,) = read(head + row + b"</table>").listings
    at = listing.fields["strength"].evidence
    assert at is not None
    assert (at.start, at.end) == (0, len("11,200 troops"))


def test_evidence_of_a_panels_label_is_the_panels_first_block() -> None:
    page = (
        b"<h1>Missions</h1><button aria-controls=p>Mali</button>"
        b"<div id=p><ul><li>MINUSMA</li><li>Veterans</li></ul></div>"
    )
    hosts = [one.fields["host"].evidence for one in read(page).listings if "host" in one.fields]
    assert [one.path for one in hosts if one] == ["/html/body/div/ul/li[1]"]


def test_evidence_paths_are_those_of_the_tree() -> None:
    root = parse("<ul><li>a<li><b>b</b><p>c<p>d</ul><ol><li>e</ol><ul></ul>")
    assert root is not None
    paths, tree = Paths(), root.getroottree()
    assert [paths.of(one) for one in root.iter()] == [tree.getpath(one) for one in root.iter()]


@pytest.mark.parametrize(
    "body", [b"", b" ", b"\x00", b"\xff\xfe", b"<", b"<!--", b"{}", b"[]", b"<p>"]
)
@pytest.mark.parametrize("content_type", TYPES)
def test_next_to_nothing_is_nothing(body: bytes, content_type: str) -> None:
    reading = read(body, content_type)
    assert (reading.listings, reading.statements, reading.links) == ((), (), ())
    assert page_links(body, URL, content_type) == ()


@pytest.mark.parametrize(
    ("encoding", "header"),
    [
        ("utf-8", "charset=utf-8"),
        ("utf-8", ""),
        ("utf-8", "charset=iso-8859-1"),
        ("utf-8", "charset=no-such-charset"),
        ("utf-8-sig", "charset=windows-1252"),
        ("utf-16", ""),
        ("utf-16", "charset=utf-8"),
        ("iso-8859-1", "charset=iso-8859-1"),
        ("iso-8859-1", 'charset="ISO-8859-1"'),
        ("cp1252", ""),
    ],
)
def test_accents_survive_every_way_of_declaring_the_encoding(encoding: str, header: str) -> None:
    text = "<p>Côte d’Ivoire – Haïti</p>" if encoding != "iso-8859-1" else "<p>Haïti été</p>"
    assert decode(text.encode(encoding), f"text/html; {header}") == text


def test_the_document_may_declare_its_own_encoding() -> None:
    text = '<meta charset="iso-8859-2"><p>Łódź</p>'
    assert decode(text.encode("iso-8859-2"), "text/html") == text


def test_bytes_that_fit_no_encoding_leave_the_rest_readable() -> None:
    assert "MINUSCA" in decode(b"\x81\x8d MINUSCA \xff\xfe\x81", "text/html; charset=utf-8")


def test_null_bytes_do_not_hide_a_mission() -> None:
    body = PAGE.replace(b"MINUSCA", b"MINUS\x00CA").replace(b"<h3>", b"\x00<h3>")
    assert read(body).listings == read(PAGE).listings


@pytest.mark.parametrize(
    "href", ["http://[", "javascript:x()", "mailto:a@b", "#", "", "//", "http://"]
)
def test_links_that_are_no_addresses_are_left_out(href: str) -> None:
    assert page_links(f'<p><a href="{href}">MINUSCA</a></p>'.encode(), URL, "text/html") in (
        (),
        page_links(f'<p><a href="{URL}">MINUSCA</a></p>'.encode(), URL, "text/html"),
    ) or href in {"#", ""}
