"""HTML text to the part of the tree that is content: menus, footers and the like taken off."""

from __future__ import annotations

import re

from lxml import etree, html
from lxml.html import HtmlElement

from missions.tokens import tidy
from missions.vocabulary import folded_words, vocabulary

LONGEST_FRAMEWORK_LINE = 60
SILENT = ("script", "style", "template", "noscript", "svg", "iframe", "object", "select", "option")
FURNITURE_TAGS = frozenset({"nav", "footer", "aside"})
FURNITURE_ROLES = frozenset({"navigation", "contentinfo", "complementary", "search", "banner"})
UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""What no tree of elements may hold."""
WORD_PARTS = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
CONTENT = "descendant-or-self::main | descendant-or-self::*[@role='main'] | descendant-or-self::h1"
MAIN = "//main | //*[@role='main'] | //*[@id='main-content' or @id='content' or @id='main']"


def parse(text: str) -> HtmlElement | None:
    """Return the root element of an HTML document; None when there is nothing in it."""
    parser = html.HTMLParser(remove_comments=True, remove_pis=True, huge_tree=True)
    try:
        root = html.document_fromstring(UNPRINTABLE.sub("", text), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return None
    for element in list(root.iter(*SILENT)):
        _take_out(element)
    return root


def content_of(root: HtmlElement) -> HtmlElement:
    """Return the element that holds the content, with page furniture removed from the tree."""
    for element in list(root.iter()):
        if isinstance(element.tag, str) and _is_furniture(element):
            _take_out(element)
    bodies = root.xpath("//body")
    body = bodies[0] if bodies else root
    candidates = [one for one in root.xpath(MAIN) if _length(one) * 4 >= _length(body)]
    return max(candidates, key=_length, default=body)


def language_of(root: HtmlElement, url: str) -> str | None:
    """Return the two-letter language a page declares, else the one its address names."""
    declared = (root.get("lang") or root.get("{http://www.w3.org/XML/1998/namespace}lang") or "")[
        :2
    ]
    if declared.isalpha():
        return declared.lower()
    named = re.search(r"[/_](en|fr|nl|de)(?:[/._?]|$)", url)
    return named.group(1) if named else None


def title_of(root: HtmlElement) -> str:
    """Return the first heading of the page, else its title element."""
    for path in ("//h1", "//title"):
        for element in root.xpath(path):
            text = tidy(element.text_content())
            if text:
                return text
    return ""


def _length(element: HtmlElement) -> int:
    return len(element.text_content())


def _is_furniture(element: HtmlElement) -> bool:
    if element.tag in ("html", "body", "main", "h1"):
        return False
    named = (
        element.tag in FURNITURE_TAGS
        or element.get("role") in FURNITURE_ROLES
        or _is_page_header(element)
        or _class_says_so(element)
    )
    return named and not element.xpath(CONTENT)


def _is_page_header(element: HtmlElement) -> bool:
    if element.tag != "header":
        return False
    return not any(up.tag in ("main", "article", "section", "li") for up in element.iterancestors())


def _class_says_so(element: HtmlElement) -> bool:
    """Read the words of class and id names: `site-footer`, `megaMenu`, `block--related`."""
    furniture = vocabulary().furniture
    for name in f"{element.get('class', '')} {element.get('id', '')}".split():
        words = [word.lower() for word in WORD_PARTS.findall(name)]
        if words and (words[0] in furniture or words[-1] in furniture):
            return True
    return False


def _take_out(element: etree._Element) -> None:
    """Remove an element, but not the text after it, which belongs to its parent."""
    if isinstance(element, HtmlElement) and element.getparent() is not None:
        element.drop_tree()


def is_framework_line(text: str) -> bool:
    """Say whether a line names an organisation and nothing else: "In VN-verband"."""
    if len(text) > LONGEST_FRAMEWORK_LINE:
        return False
    rest, named = vocabulary().framework.subn(" ", folded_words(text))
    return named == 1 and set(rest.split()) <= vocabulary().framework_phrase


def is_boilerplate_heading(text: str) -> bool:
    """Say whether a heading opens a part that names missions without listing them."""
    return folded_words(text) in vocabulary().boilerplate_headings
