"""One page, from bytes to all that is understood of it. This is the room's front door."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from crawler.reading.blocks import Block, Kind, let_go
from crawler.reading.closed_periods import completed
from crawler.reading.columns import Columns
from crawler.reading.companions import told_in
from crawler.reading.counted import counting_day
from crawler.reading.counts import counts_of
from crawler.reading.datafile import read_records
from crawler.reading.decode import decode
from crawler.reading.document import Element, body_of, language_of, parse, title_of
from crawler.reading.drawn import with_islands
from crawler.reading.endnotes import with_endnotes
from crawler.reading.entries import Entry, find_entries, find_titles
from crawler.reading.enumerations import entries_in
from crawler.reading.headlines import headlines_beside
from crawler.reading.links import links_of, with_pager
from crawler.reading.listing import PageCues, listing_of, texts_of
from crawler.reading.lists import by_place, is_bare, listed
from crawler.reading.lone_cells import with_mandate_ends
from crawler.reading.mandate_ends import mandate_ends, with_mandate_end
from crawler.reading.marks import marks_of
from crawler.reading.merging import one_each
from crawler.reading.notices import head_date
from crawler.reading.own_page import listing_of_page
from crawler.reading.passing import said_in_passing
from crawler.reading.prose import (
    belgian_statements,
    find_mentions_in,
    framework_in,
    framework_of,
    listings_from_statements,
    running_text_listings,
    sentences_of,
)
from crawler.reading.recordlists import Record, parse_records
from crawler.reading.sections import (
    Sections,
    find_sections,
    heading_status,
    introduction_status,
)
from crawler.reading.stamp import find_stamp
from crawler.reading.titles import Title, organisation_of
from crawler.reading.unmarked import unmarked_run
from crawler.reading.walk import read_blocks
from missions.recognise import recogniser
from missions.records import Count, Listing, PageLink, PageRole, Reading, Statement, Status
from missions.vocabulary import folded_words, status_in, vocabulary

FEW = 3
"""Missions that make a list of what was set aside."""
READER_VERSION = 7
"""Raised with every change of this room that reads a stored page differently."""


def read_page(body: bytes, url: str, content_type: str, role: PageRole) -> Reading:
    """Return what a page says. Never raises for the page's content; what is not there is absent.

    `url` is the address it was found at, `content_type` the header as sent (may be empty).
    """
    text = decode(body, content_type)
    if may_be_data(text.lstrip()[:1], content_type):
        records = parse_records(text)
        if records is not None:
            return _read_datafile(records, url)
    root = parse(text)
    if root is None:
        return Reading(url, role, READER_VERSION, None, "", "")
    page = _Page.open(root, url, role)
    reading = page.read()
    let_go(page.blocks)
    return with_islands(reading, root, page.status) if role is PageRole.LIST else reading


def blocks_of(root: Element) -> list[Block]:
    """Return the blocks of a parsed page as the reader sees them: evidence points into these."""
    return _blocks(root, title_of(root))


def _blocks(root: Element, title: str) -> list[Block]:
    """Return the blocks of a page; its title may tell whose missions a list in a sentence names."""
    organisation = framework_in(title)
    return read_blocks(body_of(root), lambda text: entries_in(text, organisation))


def may_be_data(first: str, content_type: str) -> bool:
    """Data is often sent as text/html, and its first sign says more than the header."""
    return first in ("{", "[") or ("html" not in content_type and first != "<")


def _read_datafile(records: Sequence[Record], url: str) -> Reading:
    read = read_records(records, "UN" if "psdata" in url or "DPPADPOSS" in url.upper() else None)
    return Reading(
        url=url,
        role=PageRole.RECORDS,
        reader_version=READER_VERSION,
        language=None,
        title=f"{len(records)} records",
        text=read.text,
        listings=read.listings,
        layout="records:" + ",".join(read.columns),
        oddities=read.oddities,
    )


@dataclass(frozen=True)
class _Page:
    """A page being read."""

    root: Element
    url: str
    role: PageRole
    language: str | None
    title: str
    blocks: Sequence[Block]
    """All blocks; those set aside are passed over, unless nothing else is a list."""
    organisation: str | None
    updated: str | None

    @classmethod
    def open(cls, root: Element, url: str, role: PageRole) -> _Page:
        language, title = language_of(root, url), title_of(root)
        blocks = _blocks(root, title)
        stamp, updated = find_stamp([block for block in blocks if not block.aside])
        for index in stamp:
            blocks[index].aside = True
        for block in headlines_beside(blocks) if role is PageRole.PROSE else ():
            block.is_boilerplate = True
        organisation = _organisation(blocks, title)
        return cls(root, url, role, language, title, blocks, organisation, updated)

    @cached_property
    def content(self) -> list[Block]:
        """The blocks of the main part."""
        return [block for block in self.blocks if not block.aside]

    @cached_property
    def columns(self) -> Columns:
        """The tables of the page."""
        return Columns(self.blocks)

    @cached_property
    def status(self) -> Status | None:
        """What the page's title or address says of all that it lists."""
        return _page_status(self.title, self.url)

    def read(self) -> Reading:
        match self.role:
            case PageRole.PROSE:
                return self._reading(*self._prose())
            case PageRole.MISSION:
                own = listing_of_page(self.title, self.content, self.columns)
                return self._reading(own, layout=self._heading_shape())
        if vocabulary().no_list.search(folded_words(self.title)):
            return self._reading(())
        content, entries, sections = self._entries()
        listings = self._listings(entries, sections)
        reading = self._reading(
            self._with_told(listings, entries, content), layout=_layout(entries)
        )
        return replace(reading, counts=self._counts(entries, reading.links))

    def _counts(self, entries: Sequence[Entry], links: Sequence[PageLink]) -> tuple[Count, ...]:
        return counts_of(self._above(entries), self.blocks, links, self.url)

    def _above(self, entries: Sequence[Entry]) -> list[Block]:
        """Return the blocks above the first entry."""
        first = min((entry.title.block.index for entry in entries), default=0)
        return [block for block in self.content if block.index < first]

    def _beside(self, entries: Sequence[Entry]) -> list[Block]:
        """Return the blocks that belong to no entry."""
        inside = {block.index for entry in entries for block in _blocks_of(entry)}
        return [block for block in self.content if block.index not in inside]

    def _entries(self) -> tuple[list[Block], list[Entry], Sections]:
        """Return content, entries and sections; what was set aside counts if there are none."""
        content = self.content
        titles = find_titles(content, self.organisation)
        found = self._entries_of(content, titles)
        if len({title.mission for title in titles}) >= 2:
            return found
        everything = [block for block in self.blocks if not block.is_boilerplate]
        more = self._entries_of(everything, find_titles(everything, self.organisation))
        more[1][:] = [entry for entry in more[1] if not is_bare(entry)]
        return more if len({entry.title.mission for entry in more[1]}) >= FEW else found

    def _entries_of(
        self, content: list[Block], titles: Sequence[Title]
    ) -> tuple[list[Block], list[Entry], Sections]:
        sections = find_sections(content, {title.block.index for title in titles})
        indices = {block.index for block in content} - sections.lines
        entries = find_entries(titles, self.blocks, indices, self.columns)
        return content, listed(entries, sections, self.blocks), sections

    def _listings(self, entries: Sequence[Entry], sections: Sections) -> list[Listing]:
        marks = marks_of(self.content)
        cues = PageCues(self.organisation, sections, self.columns, marks)
        status = self.status or self._introduced(entries)
        beside = self._beside(entries)
        counted = counting_day(self._above(entries))
        groups = by_place(entries)
        lists = []
        for group in groups:
            read = (
                _with_page_status(
                    listing_of(one, cues),
                    one,
                    None if sections.is_to_come(one.title.block) else status,
                )
                for one in group
            )
            noted = list(zip(group, with_endnotes(list(read), beside), strict=True))
            lists.append(with_mandate_ends(noted, self.updated or counted))
        own = frozenset(entry.title.mission for entry in entries)
        told = zip(groups, unmarked_run(lists, marks, self.updated, counted), strict=True)
        return one_each(
            one
            for group, listings in told
            for entry, listing in zip(group, listings, strict=True)
            for one in told_in(entry, completed(listing, texts_of(entry)), cues, own)
        )

    def _introduced(self, entries: Sequence[Entry]) -> Status | None:
        """Return what the paragraphs above the first entry say: "There are 24 ongoing missions"."""
        first = min((entry.title.block.index for entry in entries), default=0)
        for block in self.content:
            if block.index >= first:
                break
            if not block.level and not block.is_boilerplate and not block.is_link:
                told = (introduction_status(one.text) for one in sentences_of(block))
                status = next(filter(None, told), None)
                if status:
                    return status
        return None

    def _heading_shape(self) -> str:
        """Fingerprint of a mission's page: where its main heading stands."""
        heading = next((block for block in self.content if block.level == 1), None)
        if heading is None:
            return ""
        return "<".join(box.tag for box in (heading.box, *heading.box.ancestors()))

    def _reading(
        self,
        listings: Sequence[Listing],
        statements: Sequence[Statement] = (),
        layout: str = "",
    ) -> Reading:
        content = [block for block in self.content if not block.is_boilerplate]
        return Reading(
            url=self.url,
            role=self.role,
            reader_version=READER_VERSION,
            language=self.language,
            title=self.title,
            text="\n".join(block.text for block in content),
            listings=tuple(listings),
            statements=tuple(statements),
            links=with_pager(links_of(self.content, self.url), self.root, self.url),
            frameworks=self._frameworks(),
            updated=self.updated,
            layout=layout,
        )

    def _frameworks(self) -> tuple[str, ...]:
        named = (framework_in(block.text) for block in self.content if block.level >= 2)
        return tuple(dict.fromkeys(name for name in named if name))

    def _prose(self) -> tuple[list[Listing], list[Statement]]:
        written = self.updated or head_date(self.blocks)
        statements = belgian_statements(self.content, self.title, self.url, written)
        ends = mandate_ends(self.content)
        told = listings_from_statements(statements, self._printed_names())
        return [with_mandate_end(one, ends) for one in told], statements

    def _printed_names(self) -> dict[str, str]:
        names: dict[str, str] = {}
        for block in self.content:
            is_naming = not recogniser().names_nothing(block.text)
            for sentence in sentences_of(block) if is_naming else ():
                for mention in find_mentions_in(sentence, framework_of(block)):
                    names.setdefault(mention.mission, mention.printed)
        return names

    def _with_told(
        self, listings: list[Listing], entries: Sequence[Entry], content: Sequence[Block]
    ) -> list[Listing]:
        """Add what running text tells: all of it on a page without a list."""
        if _is_of_one(entries, content) and not _has_sections(content):
            return listings  # a mission's own page, whose background tells of others
        if len(listings) < 2:
            told = running_text_listings(content, self.organisation, self.status)
        else:
            inside = {block.index for one in entries for block in _own_blocks(one)}
            free = [block for block in content if block.index not in inside]
            is_text = _has_sections(free) or _are_in_text(entries)
            told = running_text_listings(free, self.organisation, None) if is_text else []
        known = {listing.mission for listing in listings}
        return [*listings, *(one for one in told if one.mission not in known)]


def _organisation(blocks: Sequence[Block], title: str) -> str | None:
    """Return whose missions a page lists: menus and boxes beside the list have no say."""
    content = (one.text for one in blocks if not one.aside and not one.is_boilerplate)
    everything = (one.text for one in blocks)
    return organisation_of(content) or organisation_of(everything) or framework_in(title)


def _with_page_status(listing: Listing, entry: Entry, status: Status | None) -> Listing:
    """Where neither entry nor section says it, the page does, or a sentence in passing."""
    if listing.status is not Status.UNKNOWN:
        return listing
    return replace(listing, status=status or said_in_passing(entry) or Status.UNKNOWN)


def _is_of_one(entries: Sequence[Entry], content: Sequence[Block]) -> bool:
    """Say whether the page's only entry is the mission that its main heading names."""
    missions = {entry.title.mission for entry in entries}
    main = next((block for block in content if block.level == 1), None)
    named = recogniser().find(main.text) if main else []
    return len(missions) == 1 and missions == {one.mission for one in named}


def _blocks_of(entry: Entry) -> tuple[Block, ...]:
    return (*(title.block for title in entry.titles), *entry.body)


def _own_blocks(entry: Entry) -> Iterator[Block]:
    """Yield the blocks of an entry, without paragraphs like its own: where a paragraph with a name
    before a colon is a title, the next one may tell of another mission in a sentence."""
    place = entry.title.block.place if entry.title.block.kind is Kind.PARAGRAPH else None
    return (
        block for block in _blocks_of(entry) if block.place != place or _is_titled(entry, block)
    )


def _is_titled(entry: Entry, block: Block) -> bool:
    return any(title.block is block for title in entry.titles)


def _are_in_text(entries: Sequence[Entry]) -> bool:
    """Say whether all entries are paragraphs that only begin with a name, as others may not."""
    return not any(entry.title.is_certain for entry in entries)


def _has_sections(blocks: Sequence[Block]) -> bool:
    return any(
        block.level >= 2 and status_in(vocabulary().heading_status, block.text) for block in blocks
    )


def _page_status(title: str, url: str) -> Status | None:
    for text in (title, url.rstrip("/").rsplit("/", 1)[-1]):
        status = heading_status(text)
        if status:
            return status
    return None


def _layout(entries: Sequence[Entry]) -> str:
    """Return a fingerprint of where titles stand: the tags above each, every shape once."""
    return " | ".join(sorted({entry.shape for entry in entries if entry.title.mission}))
