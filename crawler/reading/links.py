"""The links of a page: what they say, which missions they name, and what they lead to."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple
from urllib.parse import parse_qsl, urljoin, urlsplit

from crawler.reading.blocks import Block, Heading
from crawler.reading.decode import decode
from crawler.reading.document import Element, body_of, parse, text_of
from crawler.reading.prose import framework_of
from crawler.reading.walk import read_blocks
from missions.recognise import Context, recogniser
from missions.records import PageLink, PageRole
from missions.tokens import first_word, tidy
from missions.vocabulary import folded_words, vocabulary

PAGE_PARAMETERS = frozenset({"page", "p", "paged", "pg", "start", "offset", "pagina", "seite"})
PAGED = re.compile(rf"[?&](?:{'|'.join(sorted(PAGE_PARAMETERS))})=")
"""What the address of a further page holds: most links with a query have none of these."""
LONGEST_ADDRESS = 2000
PLAIN_PATH = re.compile(r"(?:/[\w-]+)+/?", re.ASCII)
SLUG = Context(slug=True)


def page_links(body: bytes, url: str, content_type: str) -> tuple[PageLink, ...]:
    """Return the http(s) links in a page's content, and its pager; none for a data file."""
    if "html" not in content_type and b"<" not in body[:2000]:
        return ()
    root = parse(decode(body, content_type))
    if root is None:
        return ()
    content = [block for block in read_blocks(body_of(root)) if not block.aside]
    return with_pager(links_of(content, url), root, url)


def with_pager(links: Iterable[PageLink], root: Element, url: str) -> tuple[PageLink, ...]:
    """Return links, each once, and those to further pages of the list first."""
    found = {link.url: link for link in _pager(root, url)}
    for link in links:
        found.setdefault(link.url, link)
    return tuple(found.values())


def _pager(root: Element, url: str) -> Iterator[PageLink]:
    """Yield the links to further pages of a list, wherever they stand: pagers are no content."""
    for anchor in root.iter("a", "link"):
        href = anchor.get("href")
        if href and (anchor.get("rel") == "next" or _is_page_of_list(href, url)):
            target = _address(href, url)
            if target:
                yield PageLink(target.whole, text_of(anchor), role=PageRole.LIST)


def _is_page_of_list(href: str, url: str) -> bool:
    """Say whether an address is the page's own with another page number: "?page=2"."""
    if len(href) > LONGEST_ADDRESS or PAGED.search(href) is None:
        return False
    target = _address(href, url)
    if target is None:
        return False
    here, there = urlsplit(url), urlsplit(target.whole)
    if (here.netloc, here.path) != (there.netloc, there.path):
        return False
    now, then = dict(parse_qsl(here.query)), dict(parse_qsl(there.query))
    numbers = PAGE_PARAMETERS & then.keys()
    return any(then[one].isdecimal() and then[one] != now.get(one) for one in numbers) and all(
        then.get(one) == now.get(one) for one in (now.keys() | then.keys()) - PAGE_PARAMETERS
    )


def links_of(blocks: Sequence[Block], url: str) -> Iterator[PageLink]:
    """Yield the links in blocks, each with the framework whose section it stands in.

    An address is read where it stands first: menus repeat theirs many times.
    """
    seen: set[Element] = set()
    known: set[str] = set()
    headings: tuple[Heading, ...] = ()
    framework: str | None = None
    for block in blocks:
        if block.is_boilerplate or not block.anchors:
            continue
        if block.headings is not headings:  # most stand under those of the block before
            headings, framework = block.headings, framework_of(block)
        for anchor in block.anchors:
            if anchor not in seen:
                seen.add(anchor)
                target = _address(anchor.get("href") or "", url)
                if target and target.whole not in known:
                    known.add(target.whole)
                    yield _link(anchor, framework, target)


class _Address(NamedTuple):
    """An http(s) address that a link leads to, and the path in it."""

    whole: str
    path: str


def _address(href: str, url: str) -> _Address | None:
    """Return the http(s) address a link leads to, None for any other."""
    if PLAIN_PATH.fullmatch(href):  # most links of a site; there is nothing to resolve in them
        site = _site(url)
        return _Address(site + href, href) if site else None
    try:
        target = urljoin(url, href.strip())
        parts = urlsplit(target)
        host = parts.hostname
    except ValueError:
        return None
    is_page = parts.scheme in ("http", "https") and host
    return _Address(target, parts.path) if is_page else None


@lru_cache(maxsize=64)
def _site(url: str) -> str | None:
    """Return scheme and host of an http(s) address, None for any other."""
    root = _address("/.", url)
    return root.whole.removesuffix("/") if root else None


def _link(anchor: Element, framework: str | None, target: _Address) -> PageLink:
    text = text_of(anchor) or _image_text(anchor)
    missions = _missions(text, anchor.get("title") or "", target.path)
    return PageLink(target.whole, text, framework, missions, _role(text, missions))


def _image_text(anchor: Element) -> str:
    return tidy(" ".join(image.get("alt") or "" for image in anchor.iter("img")))


def _missions(text: str, title: str, path: str) -> tuple[str, ...]:
    """Return the missions that the text, the title, or the last part of the address names."""
    find = recogniser().find
    for words, context in ((text, None), (title, None), (_last_part(path), SLUG)):
        found = find(words, context) if words else ()
        if found:
            return tuple(dict.fromkeys(one.mission for one in found))
    return ()


def _last_part(path: str) -> str:
    return path.rstrip("/").rsplit("/", 1)[-1]


def _role(text: str, missions: tuple[str, ...]) -> PageRole | None:
    if len(missions) == 1 and len(text) < 160:
        return PageRole.MISSION
    words = vocabulary()
    is_list = first_word(text) in words.lists_firsts and folded_words(text) in words.lists
    return PageRole.LIST if is_list else None
