"""A stored page's markup is shown without anything that acts, whatever the page tried."""

from __future__ import annotations

import time

import html5lib
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html as lxml_html

from crawler.marking import marked_texts
from crawler.passages import StoredPage
from missions.records import Evidence
from tests.web.hostile_pages import DEED, MANY, NESTED, SNIPPETS, page_with
from web.inert import KEPT, LARGEST, inert, inert_text

ADDRESS = "https://un.example/list"
HARMLESS = {"lang", "colspan", "rowspan", "start", "value", "class", "title", "id"}


def drawn(markup: str) -> str:
    root = StoredPage(markup.encode(), "text/html").tree()
    assert root is not None
    return inert(root, ADDRESS, {}).markup


def assert_harmless(markup: str) -> None:
    """Read the markup as a browser does, and look at all there is."""
    tree = html5lib.HTMLParser(namespaceHTMLElements=False).parseFragment(markup)
    for element in tree.iter():
        if element is tree:
            continue
        assert element.tag in KEPT
        assert set(element.attrib) <= HARMLESS
        assert element.get("class", "link") in ("link", "image")
        assert element.get("id", "mark") == "mark"


@pytest.mark.parametrize("name", SNIPPETS)
def test_nothing_that_acts_is_left(name: str) -> None:
    markup = drawn(page_with(SNIPPETS[name]))
    assert_harmless(markup)
    assert "UNIFIL" in markup
    assert 'id="mark"' not in markup


def test_all_of_it_together_is_harmless_too() -> None:
    assert_harmless(drawn(page_with("".join(SNIPPETS.values()))))


@given(
    st.lists(
        st.one_of(
            st.sampled_from(sorted(SNIPPETS.values())),
            st.sampled_from(["<svg>", "<math>", "<style>", "<!--", "-->", "</p>", "<table>", '"']),
            st.text(alphabet="<>/='\"&;! abimgsrconerx\n\x00", max_size=20),
        ),
        max_size=8,
    )
)
def test_no_combination_is_harmful(pieces: list[str]) -> None:
    assert_harmless(drawn(page_with("".join(pieces))))


def test_what_a_reader_sees_is_kept() -> None:
    markup = drawn(
        '<body onload="x()"><h2 class="big">Operations</h2><table><tr><td colspan="2" bgcolor=red>'
        'UNIFIL <a href="/unifil" onclick="x()">more</a></td></tr></table>'
        '<ol start="3"><li value="4">One</li></ol><img src="map.png" alt="A map"><br>'
        '<p lang="fr">Une op\u00e9ration</p></body>'
    )
    assert "<h2>Operations</h2>" in markup
    assert '<td colspan="2">UNIFIL ' in markup
    assert '<span class="link" title="https://un.example/unifil">more</span>' in markup
    assert '<ol start="3"><li value="4">One</li></ol>' in markup
    assert '<span class="image">[A map]</span>' in markup
    assert '<p lang="fr">Une op\u00e9ration</p>' in markup


def test_the_passage_is_marked_where_it_stands_across_elements() -> None:
    page = StoredPage(
        b"<body><main><h1>31 August</h1><p>Mandate until:\n  31 <b>August</b>&nbsp;2025, not 31 "
        b"August 2025</p></main></body>",
        "text/html",
    )
    root = page.tree()
    assert root is not None
    found = page.find(Evidence(page.passages[1].path), "31 August 2025")
    markup = inert(root, ADDRESS, marked_texts(root, found)).markup
    expected = '<mark id="mark">31</mark> <b><mark>August</mark></b> <mark>2025</mark>, not'
    assert expected in markup
    assert "<h1>31 August</h1>" in markup
    assert lxml_html.fromstring(f"<div>{markup}</div>").text_content().count("August") == 3


def test_a_place_that_is_gone_marks_nothing() -> None:
    page = StoredPage(page_with("").encode(), "text/html")
    root = page.tree()
    assert root is not None
    for path in ("/html/body/nav", "record 3", "((", ""):
        assert marked_texts(root, page.find(Evidence(path), "UNIFIL")) == {}


@pytest.mark.parametrize("hostile", [NESTED, MANY, "<p>" + DEED * 20_000])
def test_a_huge_page_is_cut_and_takes_no_time(hostile: str) -> None:
    begun = time.process_time()
    markup = drawn(page_with(hostile))
    assert time.process_time() - begun < 3
    assert len(markup) < 2 * LARGEST
    assert markup.count("<div") < 100
    assert_harmless(markup)


def test_a_long_page_is_shown_around_the_mark() -> None:
    page = StoredPage(page_with(MANY + "<p>The end</p>").encode(), "text/html")
    root = page.tree()
    assert root is not None
    found = page.find(Evidence(page.passages[-1].path), "The end")
    shown = inert(root, ADDRESS, marked_texts(root, found))
    assert '<mark id="mark">The end</mark>' in shown.markup
    assert shown.is_cut
    assert "UNIFIL" not in shown.markup


def test_data_is_shown_as_text() -> None:
    assert inert_text('{"a": "<script>"}').markup == '<pre>{"a": "&lt;script&gt;"}</pre>'
    assert inert_text("x" * 500_000).is_cut


def test_pages_made_to_take_long_are_not_taken_apart() -> None:
    many_attributes = "<p " + " ".join(f"a{number}=1" for number in range(40_000)) + ">x"
    for hostile in ("<p>" * 100_000, many_attributes, "x" * 5_000_000):
        begun = time.process_time()
        page = StoredPage(hostile.encode(), "text/html", hurried=True)
        assert page.is_unwieldy
        assert page.passages == ()
        assert page.tree() is None
        assert time.process_time() - begun < 1


def test_a_page_with_much_data_in_its_attributes_is_no_hostile_one() -> None:
    data = "{" + ", ".join(f"'key {number}': 1" for number in range(20_000)) + "}"
    page = StoredPage(page_with(f'<div data-props="{data}">x</div>').encode(), "", hurried=True)
    assert not page.is_unwieldy
