"""One page, from bytes to all that is understood of it. This is the room's front door."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
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
from crawler.reading.endnotes import with_endnotes
from crawler.reading.entries import Entry, find_entries, find_titles
from crawler.reading.islands import find_islands
from crawler.reading.links import links_of, with_pager
from crawler.reading.listing import PageCues, listing_of, texts_of
from crawler.reading.lists import by_place, is_bare, listed
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
    footnotes_of,
    heading_status,
    introduction_status,
)
from crawler.reading.subject import subject_of
from crawler.reading.titles import Title, entries_in, organisation_of
from crawler.reading.unmarked import unmarked_run
from crawler.reading.walk import read_blocks
from missions.dates import first_date
from missions.recognise import recogniser
from missions.records import Count, Listing, PageLink, PageRole, Reading, Statement, Status
from missions.register import load_register
from missions.tokens import first_word
from missions.vocabulary import folded_words, status_in, vocabulary

NEAR = 8
"""Signs between the words of a stamp and its date: "Last updated (CET): "."""
FEW = 3
"""Listings with a status or a field that make a printed list."""
READER_VERSION = 5
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
    return _with_islands(reading, root, page.status) if role is PageRole.LIST else reading


def blocks_of(root: Element) -> list[Block]:
    """Return the blocks of a parsed page as the reader sees them: evidence points into these."""
    organisation = framework_in(title_of(root))
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


def _with_islands(reading: Reading, root: Element, status: Status | None) -> Reading:
    """Take the list from the page's data where a script draws it and the page prints none."""
    printed = [one for one in reading.listings if one.status is not Status.UNKNOWN or one.fields]
    if len(printed) >= FEW and any(one.fields for one in printed):
        return reading
    best: tuple[Listing, ...] = ()
    for island in find_islands(root):
        found = read_records(island.records, None, f"{island.path}#").listings
        if _worth(found) > _worth(best):
            best, status = found, heading_status(island.heading) or status
    known = {one.mission for one in best if not one.mission.startswith("new:")}
    if len(printed) >= FEW and known.isdisjoint(one.mission for one in printed):
        printed = []  # names without a word on other missions: a menu
    if len(known) < 2 or len(known) <= len(printed):
        return reading
    kept = tuple(one for one in printed if one.mission not in known)
    told = (
        replace(one, status=status) if status and one.status is Status.UNKNOWN else one
        for one in best
    )
    return replace(reading, listings=(*told, *kept), layout="records in the page")


def _worth(listings: Sequence[Listing]) -> tuple[int, int]:
    """Say how much of a list records are: the missions they name, then what they say of them."""
    known = [one for one in listings if not one.mission.startswith("new:")]
    return len(known), sum(len(one.fields) + (one.status is not Status.UNKNOWN) for one in known)


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
        blocks = blocks_of(root)
        stamp, updated = _stamp([block for block in blocks if not block.aside])
        for index in stamp:
            blocks[index].aside = True
        organisation = _organisation(blocks, title)
        return cls(root, url, role, language, title, blocks, organisation, updated)

    @cached_property
    def content(self) -> list[Block]:
        """The blocks of the main part."""
        return [block for block in self.blocks if not block.aside]

    @cached_property
    def status(self) -> Status | None:
        """What the page's title or address says of all that it lists."""
        return _page_status(self.title, self.url)

    def read(self) -> Reading:
        match self.role:
            case PageRole.PROSE:
                return self._reading(*self._prose())
            case PageRole.MISSION:
                return self._reading(self._mission(), layout=self._heading_shape())
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
        entries = find_entries(titles, self.blocks, indices, Columns(self.blocks))
        return content, listed(entries, sections, self.blocks), sections

    def _listings(self, entries: Sequence[Entry], sections: Sections) -> list[Listing]:
        footnotes = footnotes_of(self.content)
        cues = PageCues(self.organisation, sections, Columns(self.blocks), footnotes)
        status = self.status or self._introduced(entries)
        beside = self._beside(entries)
        groups = by_place(entries)
        lists = []
        for group in groups:
            read = (_with_page_status(listing_of(one, cues), one, status) for one in group)
            lists.append(list(zip(group, with_endnotes(list(read), beside), strict=True)))
        counted = counting_day(self._above(entries))
        told = zip(groups, unmarked_run(lists, self.updated, counted), strict=True)
        return _one_each(
            one
            for group, listings in told
            for entry, listing in zip(group, listings, strict=True)
            for one in told_in(entry, completed(listing, texts_of(entry)), cues)
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
        statements = belgian_statements(self.content, self.title, self.url, self.updated)
        return listings_from_statements(statements, self._printed_names()), statements

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

    def _mission(self) -> list[Listing]:
        """A mission's own page is about the mission its title names, or else its first words."""
        content = [block for block in self.content if not block.is_boilerplate]
        title = subject_of(self.title, content)
        mission = load_register().get(title.mission or "") if title else None
        if title is None or mission is None:
            return []
        body = tuple(
            block
            for block in content
            if block is not title.block and not _is_of_others(block, title)
        )
        entry = Entry((title,), body, title.block.box)
        cues = PageCues(mission.organisation, Sections(), Columns(self.blocks))
        named = (one.mission for block in body for one in recogniser().find(block.text))
        listing = listing_of(entry, cues, frozenset(named) - {mission.id})
        return [replace(listing, status=_explicit(listing))]


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


def _is_of_others(block: Block, title: Title) -> bool:
    """Say whether a block names missions, and not the one the page is about."""
    named = {one.mission for one in recogniser().find(block.text)}
    return bool(named) and title.mission not in named


def _explicit(listing: Listing) -> Status:
    """A mission's page tells an ending only in words of its own: a closing date or a status."""
    if "ended" in listing.fields or listing.status is Status.ENDED:
        return Status.ENDED
    return Status.UNKNOWN


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


def _stamp(blocks: Sequence[Block]) -> tuple[set[int], str | None]:
    """Return the blocks that are the "last updated" stamp, and the date in it."""
    for position, block in enumerate(blocks):
        if block.level or len(block.text) > 80 or not _may_be_stamp(block.text):
            continue
        folded = folded_words(block.text)
        match = vocabulary().updated.match(folded)
        if not match:
            continue
        date = first_date(block.text)
        if date and "\n" not in block.text and date.start <= len(match.group()) + NEAR:
            return {block.index}, date.value
        if match.group() == folded and len(folded.split()) >= 2:
            following = blocks[position + 1] if position + 1 < len(blocks) else None
            date = first_date(following.text) if following and len(following.text) < 40 else None
            if date and following:
                return {block.index, following.index}, date.value
            return {block.index}, None
    return set(), None


def _may_be_stamp(text: str) -> bool:
    """Say cheaply whether the first word is one that stamps begin with."""
    return first_word(text) in vocabulary().updated_firsts


def _page_status(title: str, url: str) -> Status | None:
    for text in (title, url.rstrip("/").rsplit("/", 1)[-1]):
        status = heading_status(text)
        if status:
            return status
    return None


def _one_each(listings: Iterable[Listing]) -> list[Listing]:
    """Return one listing a mission: the one that says most, told statuses first."""
    best: dict[str, Listing] = {}
    for listing in listings:
        known = best.get(listing.mission)
        best[listing.mission] = _fuller(known, listing) if known else listing
    return list(best.values())


def _fuller(one: Listing, other: Listing) -> Listing:
    first, second = (other, one) if _richness(other) > _richness(one) else (one, other)
    return replace(first, fields={**second.fields, **first.fields})


def _richness(listing: Listing) -> tuple[bool, int, int]:
    return listing.status is not Status.UNKNOWN, len(listing.fields), len(listing.passage)


def _layout(entries: Sequence[Entry]) -> str:
    """Return a fingerprint of where titles stand: the tags above each, every shape once."""
    return " | ".join(sorted({entry.shape for entry in entries if entry.title.mission}))
