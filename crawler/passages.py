"""A stored page as the passages a reader of it saw, and the passage a piece of evidence names.

The paths are those of `missions.records.Evidence`: of an element, `record 14` of a data file, or
`…/script[2]#record 14` of data inside a page.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from crawler.reading.blocks import Block
from crawler.reading.decode import decode
from crawler.reading.document import Element, parse
from crawler.reading.islands import find_islands
from crawler.reading.read import blocks_of, may_be_data
from crawler.reading.recordlists import TRAIL, Record, parse_records
from missions.difference import Block as DifferenceBlock
from missions.difference import BlockEdit, page_difference
from missions.records import Evidence
from missions.tokens import tidy, tokenize

IN_PAGE = "#record "
MOST_BYTES = 4_000_000
MOST_TAGS = 60_000
MOST_ATTRIBUTES = 500
TAG = re.compile(r"""<[A-Za-z](?:[^<>"']|"[^"]*"|'[^']*')*""")
QUOTED = re.compile(r""""[^"]*"|'[^']*'""")


@dataclass(frozen=True)
class Passage:
    """A stretch of text that a reader sees as one."""

    path: str
    text: str
    level: int = 0
    """Heading level; 0 for what is no heading."""


@dataclass(frozen=True)
class Found:
    """What stands where a piece of evidence points."""

    passage: Passage | None
    start: int = 0
    end: int = 0
    """The words looked for, or the whole range of the evidence where they do not stand."""
    is_there: bool = False
    """Whether the words looked for stand there."""

    @property
    def words(self) -> str:
        """The words themselves."""
        return self.passage.text[self.start : self.end] if self.passage else ""


class StoredPage:
    """The passages of one stored version of a page."""

    def __init__(self, body: bytes, content_type: str, *, hurried: bool = False) -> None:
        """Take a page apart; one that would take long has no passages if we are `hurried`."""
        self.text = decode(body, content_type) if not hurried or len(body) <= MOST_BYTES else ""
        self.is_unwieldy = hurried and (len(body) > MOST_BYTES or is_unwieldy(self.text))
        self.is_data = False
        passages = () if self.is_unwieldy else self._passages(content_type)
        self.passages: Sequence[Passage] = tuple(passages)

    def _passages(self, content_type: str) -> Iterator[Passage]:
        if may_be_data(self.text.lstrip()[:1], content_type):
            records = parse_records(self.text)
            if records is not None:
                self.is_data = True
                yield from _of_records(records, "record ")
                return
        root = parse(self.text)
        if root is not None:
            yield from map(_of_block, blocks_of(root))

    def tree(self) -> Element | None:
        """Return the page's elements, in which the paths lead to passages; None for no markup."""
        return None if self.is_data or self.is_unwieldy else parse(self.text)

    def find(self, evidence: Evidence | None, *wanted: str) -> Found:
        """Return the first of the `wanted` words that stands where the evidence points."""
        if evidence is None:
            return Found(None)
        candidates = [one for one in self.passages if one.path == evidence.path]
        if not candidates and IN_PAGE in evidence.path:
            candidates = [one for one in self._records_in_page() if one.path == evidence.path]
        return _first_there(candidates, evidence, wanted)

    def position(self, passage: Passage) -> int | None:
        """Return where a passage stands among the page's; None for one that is not shown."""
        if passage in self.passages:
            return self.passages.index(passage)
        texts = [one.text for one in self.passages]
        return texts.index(passage.text) if passage.text in texts else None

    def _records_in_page(self) -> Iterator[Passage]:
        root = parse(self.text)
        for island in find_islands(root) if root is not None else ():
            yield from _of_records(island.records, island.path + IN_PAGE)


def difference(old: StoredPage, new: StoredPage) -> tuple[BlockEdit, ...]:
    """Return what leads from the passages of one version of a page to those of another."""
    return page_difference(_as_blocks(old), _as_blocks(new))


def _as_blocks(page: StoredPage) -> list[DifferenceBlock]:
    return [DifferenceBlock(one.text, one.level, one.path) for one in page.passages]


def is_unwieldy(text: str) -> bool:
    """Say whether markup would take seconds to read: tags or attributes beyond any real page."""
    if text.count("<") > MOST_TAGS:
        return True
    long_tags = (tag[0] for tag in TAG.finditer(text) if tag.end() - tag.start() > MOST_ATTRIBUTES)
    return any(len(QUOTED.sub("", tag).split()) > MOST_ATTRIBUTES for tag in long_tags)


def _of_block(block: Block) -> Passage:
    return Passage(block.path, block.text, block.level)


def _of_records(records: Iterable[Record], path: str) -> Iterator[Passage]:
    for number, record in enumerate(records, 1):
        values = (
            f"{name}: {tidy(value)}"
            for name, value in record.items()
            if tidy(value) and name != TRAIL
        )
        yield Passage(f"{path}{number}", "\n".join(values))


def _first_there(candidates: Sequence[Passage], evidence: Evidence, wanted: Sequence[str]) -> Found:
    for passage in candidates:
        for words in wanted:
            span = _span(passage.text, evidence, words)
            if span:
                return Found(passage, *span, is_there=True)
    if not candidates:
        return Found(None)
    start, end = _range(candidates[0].text, evidence)
    return Found(candidates[0], start, end)


def _range(text: str, evidence: Evidence) -> tuple[int, int]:
    """Return the evidence's range within the text; all of it where none is given."""
    start, end = min(evidence.start, len(text)), min(evidence.end, len(text))
    return (start, end) if end > start else (0, len(text))


def _span(text: str, evidence: Evidence, words: str) -> tuple[int, int] | None:
    """Return where `words` stand within the evidence, spacing and punctuation aside."""
    start, end = _range(text, evidence)
    inside = text[start:end]
    at = inside.find(words) if words else -1
    if at >= 0:
        return start + at, start + at + len(words)
    looked_for = [token.folded for token in tokenize(words)]
    tokens = tokenize(inside)
    for place in range(len(tokens) - len(looked_for) + 1 if looked_for else 0):
        part = tokens[place : place + len(looked_for)]
        if [token.folded for token in part] == looked_for:
            return start + part[0].start, start + part[-1].end
    return None
