"""Which pages a crawl asks for next, each once, within depth and number. Pure: no I/O."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from crawler.addresses import canonical_url, host_allowed, is_web_address
from crawler.profile import SourceProfile
from missions.records import PageLink, PageRole


@dataclass(frozen=True)
class Ask:
    """A page to ask for."""

    url: str
    role: PageRole
    depth: int = 0


class Frontier:
    """The pages of one crawl: what was asked for, and what follows from a page that came."""

    def __init__(self, profile: SourceProfile) -> None:
        self.profile = profile
        self.total = 0
        """Pages asked for, link checks included."""
        self.left_out = 0
        """Pages not asked for because the crawl had reached its number."""
        self._seen: set[str] = set()
        self._asked = 0
        self._checks = 0

    def starts(self) -> Iterator[Ask]:
        """Return the start pages."""
        for start in self.profile.start:
            yield from self._admit(Ask(canonical_url(start.url), start.role))

    def wants_links(self, ask: Ask) -> bool:
        """Return whether the links of this page are of any interest."""
        if ask.role in (PageRole.LINK, PageRole.RECORDS):
            return False
        return self._follows(ask) or self.profile.check_links

    def links_from(self, ask: Ask, url: str, links: Iterable[PageLink]) -> Iterator[Ask]:
        """Return the pages to ask for after the page `ask`, which came from `url`.

        Nothing is followed from a page that a redirect took off the source's own hosts.
        """
        self._seen.add(canonical_url(url))
        if not self.wants_links(ask) or not host_allowed(url, self.profile.hosts):
            return
        for link in links:
            if is_web_address(link.url):
                yield from self._link(ask, link)

    def _follows(self, ask: Ask) -> bool:
        further = ask.role is PageRole.LIST  # its next page lies no deeper
        return self.profile.follow and ask.depth < self.profile.max_depth + further

    def _link(self, ask: Ask, link: PageLink) -> Iterator[Ask]:
        url = canonical_url(link.url)
        if host_allowed(url, self.profile.hosts):
            role = role_of(link)
            if role and self.profile.follow:
                yield from self._admit(Ask(url, role, _depth(ask, url, role)))
        elif self.profile.check_links and link.framework:
            yield from self._admit(Ask(url, PageRole.LINK, ask.depth + 1))

    def _admit(self, ask: Ask) -> Iterator[Ask]:
        if ask.url in self._seen or ask.depth > self._deepest(ask):
            return
        if self._full(ask):
            self.left_out += 1
            return
        self._seen.add(ask.url)
        self.total += 1
        yield ask

    def _deepest(self, ask: Ask) -> int:
        return self.profile.max_depth + (1 if ask.role is PageRole.LINK else 0)

    def _full(self, ask: Ask) -> bool:
        """Count the page; return whether it is one too many. Link checks are counted apart."""
        if ask.role is PageRole.LINK:
            self._checks += 1
            return self._checks > self.profile.max_pages
        self._asked += 1
        return self._asked > self.profile.max_pages


def role_of(link: PageLink) -> PageRole | None:
    """Return what a link on the source's own hosts leads to; None for what is not followed."""
    if link.role is PageRole.LIST:
        return PageRole.LIST
    return PageRole.MISSION if link.missions or link.role is PageRole.MISSION else None


def _depth(ask: Ask, url: str, role: PageRole) -> int:
    """The next page of a list (same path, other query) lies no deeper than the list itself."""
    same_path = urlsplit(url).path == urlsplit(ask.url).path
    return ask.depth if role is PageRole.LIST and same_path else ask.depth + 1
