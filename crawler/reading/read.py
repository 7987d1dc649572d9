"""One page, from bytes to all that is understood of it. This is the room's front door."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from lxml.html import HtmlElement

from crawler.reading.blocks import Block, read_blocks
from crawler.reading.datafile import Record, parse_records, read_records
from crawler.reading.decode import decode
from crawler.reading.document import content_of, language_of, parse, title_of
from crawler.reading.entries import Entry, find_entries, read_title
from crawler.reading.links import links_of
from crawler.reading.listing import PageCues, listing_of
from crawler.reading.prose import (
    belgian_statements,
    find_mentions_in,
    framework_in,
    framework_of,
    listings_from_statements,
    running_text_listings,
    sentences_of,
)
from missions.dates import first_date
from missions.recognise import recogniser
from missions.records import Listing, PageRole, Reading, Statement, Status
from missions.register import load_register
from missions.vocabulary import folded_words, status_in, vocabulary

READER_VERSION = 1
"""Raised with every change of this room that reads a stored page differently."""


def read_page(body: bytes, url: str, content_type: str, role: PageRole) -> Reading:
    """Return what a page says. Never raises for the page's content; what is not there is absent.

    `url` is the address it was found at, `content_type` the header as sent (may be empty).
    """
    text = decode(body, content_type)
    if _may_be_data(text.lstrip()[:1], content_type):
        records = parse_records(text)
        if records is not None:
            return _read_datafile(records, url)
    root = parse(text)
    if root is None:
        return Reading(url, role, READER_VERSION, None, "", "")
    return _Page.open(root, url, role).read()


def _may_be_data(first: str, content_type: str) -> bool:
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

    url: str
    role: PageRole
    language: str | None
    title: str
    blocks: tuple[Block, ...]
    cues: PageCues
    updated: str | None

    @classmethod
    def open(cls, root: HtmlElement, url: str, role: PageRole) -> _Page:
        language, title = language_of(root, url), title_of(root)
        blocks = read_blocks(content_of(root))
        stamp, updated = _stamp(blocks)
        kept = (block for block in _from_main_heading(blocks) if block.index not in stamp)
        blocks = [replace(block, index=position) for position, block in enumerate(kept)]
        cues = PageCues(_organisation(title, blocks), _page_status(title, url))
        return cls(url, role, language, title, tuple(blocks), cues, updated)

    def read(self) -> Reading:
        match self.role:
            case PageRole.PROSE:
                return self._reading(*self._prose())
            case PageRole.MISSION:
                return self._reading(self._mission(), layout=self._heading_shape())
        entries = find_entries(self.blocks, self.cues.organisation)
        status = self.cues.status or self._introduced(entries)
        cues = replace(self.cues, status=status)
        return self._reading(self._list(entries, cues), layout=_layout(entries))

    def _heading_shape(self) -> str:
        """Fingerprint of a mission's page: where its main heading stands."""
        heading = next((block for block in self.blocks if block.level == 1), None)
        chain = [heading.element, *heading.element.iterancestors()] if heading else []
        return "<".join(str(one.tag) for one in chain)

    def _introduced(self, entries: Sequence[Entry]) -> Status | None:
        """Return what the paragraphs above the first entry say: "There are 24 ongoing missions"."""
        first = min((block.index for one in entries for block in _blocks_of(one)), default=0)
        for block in self.blocks:
            if block.index >= first:
                break
            if not block.level and not block.is_boilerplate:
                status = status_in(vocabulary().heading_status, block.text)
                if status:
                    return status
        return None

    def _reading(
        self,
        listings: Sequence[Listing],
        statements: Sequence[Statement] = (),
        layout: str = "",
    ) -> Reading:
        content = [block for block in self.blocks if not block.is_boilerplate]
        return Reading(
            url=self.url,
            role=self.role,
            reader_version=READER_VERSION,
            language=self.language,
            title=self.title,
            text="\n".join(block.text for block in content),
            listings=tuple(listings),
            statements=tuple(statements),
            links=tuple(links_of(list(self.blocks), self.url)),
            frameworks=self._frameworks(),
            updated=self.updated,
            layout=layout,
        )

    def _frameworks(self) -> tuple[str, ...]:
        named = (framework_in(block.text) for block in self.blocks if block.level >= 2)
        return tuple(dict.fromkeys(name for name in named if name))

    def _prose(self) -> tuple[list[Listing], list[Statement]]:
        statements = belgian_statements(self.blocks)
        return listings_from_statements(statements, self._printed_names()), statements

    def _printed_names(self) -> dict[str, str]:
        names: dict[str, str] = {}
        for block in self.blocks:
            for sentence in sentences_of(block):
                for mention in find_mentions_in(sentence, framework_of(block)):
                    names.setdefault(mention.mission, mention.printed)
        return names

    def _list(self, entries: Sequence[Entry], cues: PageCues) -> list[Listing]:
        listings = _one_each(listing_of(entry, cues) for entry in entries)
        if len(listings) < 2:
            told = running_text_listings(self.blocks, cues.organisation, cues.status)
        else:
            inside = {block.index for one in entries for block in _blocks_of(one)}
            free = [block for block in self.blocks if block.index not in inside]
            told = (
                []
                if not _has_sections(free)
                else running_text_listings(free, cues.organisation, None)
            )
        known = {listing.mission for listing in listings}
        return _suffixed([*listings, *(one for one in told if one.mission not in known)])

    def _mission(self) -> list[Listing]:
        """A mission's own page is about the mission its title names, and no other."""
        found = recogniser().find(self.title)
        subject = found[0].mission if found else None
        mission = load_register().get(subject) if subject else None
        if mission is None or not self.blocks:
            return []
        title = next(
            (
                read
                for block in self.blocks
                if (read := read_title(block, mission.organisation)) and read.mission == subject
            ),
            None,
        )
        if title is None:
            return []
        body = tuple(
            block for block in self.blocks if block is not title.block and not block.is_boilerplate
        )
        entry = Entry((title,), body, title.block.element, "page")
        listing = listing_of(entry, PageCues(mission.organisation, None))
        return [replace(listing, status=_explicit(listing))]


def _explicit(listing: Listing) -> Status:
    """A mission's page tells an ending only in words of its own: a closing date or a status."""
    if "ended" in listing.fields or listing.status is Status.ENDED:
        return Status.ENDED
    return Status.UNKNOWN


def _blocks_of(entry: Entry) -> tuple[Block, ...]:
    return (*(title.block for title in entry.titles), *entry.body)


def _has_sections(blocks: Sequence[Block]) -> bool:
    return any(
        block.level >= 2 and status_in(vocabulary().heading_status, block.text) for block in blocks
    )


def _from_main_heading(blocks: Sequence[Block]) -> list[Block]:
    """Leave out what stands before the page's main heading: menus that are not marked as such."""
    for position, block in enumerate(blocks):
        if block.level == 1:
            after = sum(len(one.text) for one in blocks[position:])
            before = sum(len(one.text) for one in blocks[:position])
            return list(blocks[position:]) if after * 3 >= before else list(blocks)
    return list(blocks)


def _stamp(blocks: Sequence[Block]) -> tuple[set[int], str | None]:
    """Return the blocks that are the "last updated" stamp, and the date in it."""
    for block in blocks:
        folded = folded_words(block.text)
        match = vocabulary().updated.match(folded)
        if not match or len(block.text) > 80 or block.level:
            continue
        date = first_date(block.text)
        if date:
            return {block.index}, date.value
        if match.group() == folded and len(folded.split()) >= 2:
            following = blocks[block.index + 1] if block.index + 1 < len(blocks) else None
            date = first_date(following.text) if following and len(following.text) < 40 else None
            if date and following:
                return {block.index, following.index}, date.value
            return {block.index}, None
    return set(), None


def _organisation(title: str, blocks: Sequence[Block]) -> str | None:
    """Return whose missions a page lists: the organisation most of its missions belong to."""
    register = load_register()
    votes: Counter[str] = Counter()
    for block in blocks:
        for mention in recogniser().find(block.text):
            mission = register.get(mention.mission)
            if mission and mission.organisation != "other":
                votes[mission.organisation] += 1
    if votes:
        return votes.most_common(1)[0][0]
    return framework_in(title)


def _page_status(title: str, url: str) -> Status | None:
    for text in (title, url.rstrip("/").rsplit("/", 1)[-1]):
        status = status_in(vocabulary().heading_status, text)
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


def _suffixed(listings: Sequence[Listing]) -> list[Listing]:
    """On a flat list where some entries are marked as over, the unmarked ones run."""
    marked = any(one.status is Status.ENDED for one in listings)
    unmarked = [one for one in listings if one.status is Status.UNKNOWN]
    if not marked or any(one.status is Status.ONGOING for one in listings):
        return list(listings)
    return [replace(one, status=Status.ONGOING) if one in unmarked else one for one in listings]


def _layout(entries: Sequence[Entry]) -> str:
    """Return a fingerprint of where titles stand: the tags above each, every shape once."""
    return " | ".join(sorted({entry.shape for entry in entries if entry.title.mission}))
