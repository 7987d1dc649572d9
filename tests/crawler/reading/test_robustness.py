"""No input makes the reader raise, hang or invent a mission."""

from __future__ import annotations

import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from crawler.reading.decode import decode
from crawler.reading.links import page_links
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
        ("deep lists", b"<ul><li>" * 10_000 + b"MINUSCA"),
        ("deep tables", b"<table><tr><td>" * 5_000 + b"MINUSCA"),
        ("rows", b"<table>" + b"<tr><td>MINUSCA</td><td>Mali</td></tr>" * 20_000 + b"</table>"),
        ("unknown rows", b"<table>" + b"<tr><td>Some team</td><td>1</td></tr>" * 20_000),
        ("items", ("<ul>" + MISSION * 20_000 + "</ul>").encode()),
        ("headings", b"<h2>MINUSCA</h2><h3>Mali</h3><p>It has ended.</p>" * 5_000),
        ("images", b"<p>" + b"<img alt='MINUSCA'>" * 20_000 + b"</p>"),
        ("breaks", b"<p>MINUSCA<br>" * 20_000),
        ("one long line", b"<p>" + b"MINUSCA in Mali and UNMIL. " * 20_000 + b"</p>"),
        ("one long word", b"<p>" + b"A" * 2_000_000 + b"</p>"),
        ("brackets", b"<p>" + b"(" * 500_000 + b"</p>"),
        ("digits", b"<p>" + b"1 " * 300_000 + b"</p>"),
        ("spaces", b"<p>mandate" + b" " * 500_000 + b"until 2024</p>"),
        ("mandates", b"<p>" + b"mandate " * 50_000 + b"</p>"),
        ("attributes", b"<p " + b"class='a' " * 50_000 + b">MINUSCA</p>"),
        ("deep json", b"[" * 100_000),
        ("open json", b'{"a":' * 50_000),
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
