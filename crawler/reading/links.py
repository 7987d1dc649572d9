"""The links of a page: what they say, which missions they name, and what they lead to."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urljoin, urlsplit

from lxml.html import HtmlElement

from crawler.reading.blocks import Block, read_blocks
from crawler.reading.decode import decode
from crawler.reading.document import content_of, parse
from crawler.reading.prose import framework_of
from missions.recognise import Context, recogniser
from missions.records import PageLink, PageRole
from missions.tokens import tidy
from missions.vocabulary import folded_words, vocabulary


def page_links(body: bytes, url: str, content_type: str) -> tuple[PageLink, ...]:
    """Return the http(s) links in a page's content, and its pager; none for a data file."""
    if "html" not in content_type and b"<" not in body[:2000]:
        return ()
    root = parse(decode(body, content_type))
    if root is None:
        return ()
    pagers = list(_pager(root, url))
    blocks = read_blocks(content_of(root))
    links = {link.url: link for link in pagers}
    for link in links_of(blocks, url):
        links.setdefault(link.url, link)
    return tuple(links.values())


def _pager(root: HtmlElement, url: str) -> Iterator[PageLink]:
    """Pagers stand in `nav` elements, which are no content; they are read before these go."""
    for anchor in root.xpath("//a[@rel='next'][@href] | //link[@rel='next'][@href]"):
        yield PageLink(
            urljoin(url, anchor.get("href")), tidy(anchor.text_content()), role=PageRole.LIST
        )


def links_of(blocks: list[Block], url: str) -> Iterator[PageLink]:
    """Yield the links in blocks, each with the framework whose section it stands in."""
    seen: set[HtmlElement] = set()
    for block in blocks:
        if block.is_boilerplate:
            continue
        anchors = [one for one in block.element.iterancestors("a") if one.get("href")]
        anchors += block.element.xpath("descendant-or-self::a[@href]")
        for anchor in anchors:
            if anchor not in seen:
                seen.add(anchor)
                link = _link(anchor, block, url)
                if link:
                    yield link


def _link(anchor: HtmlElement, block: Block, url: str) -> PageLink | None:
    try:
        target = urljoin(url, anchor.get("href", "").strip())
        parts = urlsplit(target)
    except ValueError:
        return None
    if parts.scheme not in ("http", "https") or not parts.hostname:
        return None
    text = tidy(anchor.text_content()) or tidy(" ".join(anchor.xpath(".//img/@alt")))
    missions = _missions(text, anchor.get("title", ""), parts.path)
    return PageLink(target, text, framework_of(block), missions, _role(text, missions))


def _missions(text: str, title: str, path: str) -> tuple[str, ...]:
    """Return the missions that the text, the title, or the last part of the address names."""
    for words, context in (
        (text, Context()),
        (title, Context()),
        (path.rstrip("/").rsplit("/", 1)[-1], Context(slug=True)),
    ):
        found = recogniser().find(words, context)
        if found:
            return tuple(dict.fromkeys(one.mission for one in found))
    return ()


def _role(text: str, missions: tuple[str, ...]) -> PageRole | None:
    if len(missions) == 1 and len(text) < 160:
        return PageRole.MISSION
    return PageRole.LIST if folded_words(text) in vocabulary().lists else None
