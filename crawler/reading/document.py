"""HTML text to a tree, and which of its parts are page furniture: menus, footers and the like."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import islice

from lxml import etree

from crawler.reading.aria_tables import name_table_parts
from crawler.reading.preformatted import lay_out_tables
from missions.tokens import first_word, fold, tidy
from missions.vocabulary import folded_words, status_in, vocabulary

Element = etree._Element

LONGEST_FRAMEWORK_LINE = 60
NEWS_WORDS = 3
"""The most words of a heading that its last word makes one of news."""
MOST_BLANK = 20
"""Headings without a text that are looked at: damaged pages nest them without end."""
LONGEST_CONTROL = 80
LONGEST_MARK = 24
SPACED = 20
"""How many times longer a text may be while its spaces are still those of the source."""
SILENT = frozenset(
    "script style template noscript svg iframe object select option datalist head math canvas "
    "audio video map".split()
)
FURNITURE_TAGS = frozenset({"nav", "footer", "aside"})
FURNISHING = FURNITURE_TAGS | {"header"}
"""Tags of what may be furniture; any other element is only by its role."""
FURNITURE_ROLES = frozenset(
    {"navigation", "contentinfo", "complementary", "search", "banner", "dialog", "alertdialog"}
)
KEPT_TAGS = frozenset({"html", "body", "main", "h1", "h2", "h3", "h4", "table", "tr", "td", "th"})
COUNTED = re.compile(r"^\s*\d+ ")
"""The number before "comments"."""
GLUED = ("nav", "menu", "navigation", "footer", "sidebar", "breadcrumb", "breadcrumbs")
LONGEST_GLUED = 18
TABLE_OF_LINKS = re.compile(r"(?:^|\s)(?:navbox|toc)(?:\s|$)")
"""Classes of tables that are menus in wikis."""
LONGEST_NOTE = 12
UNPRINTABLE = bytes(code for code in range(0x20) if chr(code) not in "\t\n\r")
NO_SIGNS = ("\ufffe".encode(), "\uffff".encode())
"""With these, what no tree of elements may hold; surrogates no bytes can."""
DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
"""Text is decoded already: what a document says of its encoding must not count again."""
WORD_PARTS = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
TARGETS = ("aria-controls", "data-target", "data-bs-target", "href")
CONTROLS = etree.XPath(
    "//*/@aria-controls/.. | //*/@data-target/.. | //*/@data-bs-target/.."
    " | //a/@href[starts-with(., '#') and string-length(.) > 1]/.."
)
"""Few elements have such an attribute: to seek it is several times faster than to ask each."""
IDENTIFIED = etree.XPath("//*[@id]")


def parse(text: str) -> Element | None:
    """Return the root element of an HTML document; None when there is nothing in it."""
    body = _printable(DECLARATION.sub("", text, count=1))
    parser = etree.HTMLParser(
        remove_comments=True, remove_pis=True, huge_tree=True, encoding="utf-8"
    )
    try:
        root = etree.fromstring(body, parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return None
    if root is not None:
        lay_out_tables(root)
        name_table_parts(root)
    return root


def _printable(text: str) -> bytes:
    """Return text as UTF-8, in which signs are left out many times faster than in text."""
    body = text.encode("utf-8", "ignore").translate(None, UNPRINTABLE)
    for sign in NO_SIGNS:
        body = body.replace(sign, b"")
    return body


def elements(root: Element, find: etree.XPath) -> list[Element]:
    """Return the elements that a compiled XPath expression finds, in document order."""
    found = find(root)
    return [one for one in found if isinstance(one, Element)] if isinstance(found, list) else []


def text_below(element: Element) -> str:
    """Return all text below an element as it stands."""
    if not len(element):  # most links
        return element.text or ""
    return "".join(map(str, element.itertext()))


def body_of(root: Element) -> Element:
    """Return the element that holds what a reader sees."""
    body = root.find(".//body")
    return root if body is None else body


def text_of(element: Element) -> str:
    """Return all text below an element, on one line."""
    return tidy(text_below(element))


def text_within(element: Element, most: int, between: str = "") -> str | None:
    """Return the text below an element as it stands, None when it has more than `most` signs;
    `between` is put between its pieces, lest the words of two blocks run together."""
    pieces: list[str] = []
    for piece in map(str, element.itertext()):
        pieces.append(piece)
        most -= len(piece)
        if most < 0:
            return None
    return between.join(pieces)


def language_of(root: Element, url: str) -> str | None:
    """Return the two-letter language a page declares, else the one its address names."""
    # Read as HTML, the attribute of XHTML pages is no namespaced one.
    declared = root.get("lang") or root.get("xml:lang") or ""
    if declared[:2].isalpha() and len(declared) >= 2:
        return declared[:2].lower()
    named = re.search(r"[/_](en|fr|nl|de)(?:[/._?]|$)", url)
    return named.group(1) if named else None


def title_of(root: Element) -> str:
    """Return the first heading of the page, else its title element."""
    for path in (".//h1", ".//title"):
        for element in islice(root.iterfind(path), MOST_BLANK):
            text = text_of(element)
            if text:
                return text
    return ""


class Furniture:
    """Tells the parts of one page that are menus, footers, boxes and banners."""

    def __init__(self, root: Element) -> None:
        self._holds_content: set[Element] = set()
        for tag in ("h1", "main"):
            for element in root.iter(tag):
                self._holds_content.update((element, *element.iterancestors()))

    def is_certain(self, element: Element, tag: object) -> bool:
        """Say whether an element is furniture by its tag or role."""
        if tag in FURNITURE_TAGS or element.get("role") in FURNITURE_ROLES:
            return element not in self._holds_content
        return tag == "header" and element not in self._holds_content and _is_page_header(element)

    def is_likely(self, element: Element, names: str) -> bool:
        """Say whether an element's class or id names furniture: a name may also mislead."""
        if names == " " or not _names_furniture(names):
            return False
        if element.tag in KEPT_TAGS and not TABLE_OF_LINKS.search(names):
            return False
        if not len(element) and len(element.text or "") <= LONGEST_NOTE:
            return False  # a note at an entry's side, as class "item-aside" has it
        return element not in self._holds_content and element.get("role") != "tabpanel"


def _is_page_header(element: Element) -> bool:
    return not any(up.tag in ("main", "article", "section", "li") for up in element.iterancestors())


@lru_cache(maxsize=4096)
def _names_furniture(names: str) -> bool:
    """Read the words of class and id names: `site-footer`, `megaMenu`, `block--related`."""
    furniture = vocabulary().furniture
    for name in names.split():
        words = [word.lower() for word in WORD_PARTS.findall(name)]
        if "tab" in words or "tabs" in words:
            continue
        if words and (words[0] in furniture or _is_glued(words[-1]) or words[-1] in furniture):
            return True
    return False


def _is_glued(word: str) -> bool:
    """Say whether a word ends in one for furniture: `leftnav`, `mainmenu`."""
    return len(word) <= LONGEST_GLUED and word.endswith(GLUED)


def labels_of_panels(root: Element) -> dict[Element, str]:
    """Return the text of what opens each panel: the tab or the accordion's button."""
    labels: dict[str, str] = {}
    for control in elements(root, CONTROLS):
        label = tidy(text_within(control, LONGEST_CONTROL * SPACED) or "")
        if not 0 < len(label) <= LONGEST_CONTROL:
            continue
        for name in TARGETS:
            for target in (control.get(name) or "").split():
                labels.setdefault(target.removeprefix("#"), label)
    if not labels:
        return {}
    named = ((panel, labels.get(panel.get("id") or "")) for panel in elements(root, IDENTIFIED))
    return {panel: label for panel, label in named if label and (len(panel) or panel.text)}


def is_framework_line(text: str) -> bool:
    """Say whether a line names an organisation and nothing else: "In VN-verband"."""
    if len(text) > LONGEST_FRAMEWORK_LINE or not _may_begin_framework(text):
        return False
    rest, named = vocabulary().framework.subn(" ", folded_words(text))
    return named == 1 and set(rest.split()) <= vocabulary().framework_phrase


def _may_begin_framework(text: str) -> bool:
    """Say cheaply whether the first word is one that such lines begin with."""
    return first_word(text) in vocabulary().framework_beginnings


@lru_cache(maxsize=1024)
def is_status_mark(label: str) -> bool:
    """Say whether an image's label is a word on the status and no more: "Completed"."""
    if len(label) > LONGEST_MARK or len(label.split()) > 2:
        return False
    return status_in(vocabulary().heading_status, label) is not None


def is_boilerplate_heading(text: str) -> bool:
    """Say whether a heading opens a part that names missions without listing them."""
    words, text = vocabulary(), COUNTED.sub("", text)
    if _ends_as_news(text):
        return True
    if first_word(text) not in words.boilerplate_firsts:
        return False
    folded = folded_words(text)
    if folded in words.boilerplate_headings:
        return True
    return words.boilerplate_beginnings.match(folded) is not None


def _ends_as_news(text: str) -> bool:
    """Say whether a heading of a few words is one of news: "SHAPE news", "OTAN en vidéos"."""
    words = text.split(None, NEWS_WORDS)
    return 1 < len(words) <= NEWS_WORDS and fold(words[-1]) in vocabulary().boilerplate_endings


@lru_cache(maxsize=1024)
def is_boilerplate_lead(text: str) -> bool:
    """Say whether the words before a colon or a line's end are the whole of such a heading."""
    return folded_words(text) in vocabulary().boilerplate_headings
