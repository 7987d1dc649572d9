"""Marks beside names, and what a footnote or a legend says they mean.

"* mission ended" below a list, or "† = closed; ○ = planned" anywhere on the page: the missions
that carry the mark have the status it stands for.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import pairwise

from crawler.reading.blocks import Block
from missions.records import Evidence, Status
from missions.vocabulary import folded_words, status_in, vocabulary

SIGN = r"[^\w\s.,;:!?()\[\]/'\"’«»„“”&%§€$=–—-]{1,3}"
PRINTERS = "*†‡§¶#"
FOOTNOTE = re.compile(rf"([{PRINTERS}]{{1,3}})\s*([^.*†‡]{{3,80}})")
"""A line that begins with a printer's sign; one that begins with a bullet is no note."""
EXPLAINED = re.compile(rf"(?:(?<=[\s(:;,])|^)({SIGN}|\([a-z*]\))\s*[=:]\s*")
MEANING_END = re.compile(r"[;\n]|\.(?:\s|$)")
MARK = re.compile(rf"\([a-z]\)|{SIGN}")
MARKED = re.compile(rf"\s*{SIGN}$")
"""The mark behind a name."""
LONGEST_MEANING = 100


@dataclass(frozen=True)
class Marks:
    """The marks that a page explains."""

    statuses: Mapping[str, Status] = field(default_factory=dict)
    unsettled: frozenset[str] = frozenset()
    """Those of missions that have not begun, or that rest."""
    notes: Mapping[str, tuple[str, Evidence]] = field(default_factory=dict)
    """The words of footnotes."""

    def status(self, beside: str) -> Status | None:
        """Return the status that a mark beside a name stands for: "MINUSMA*"."""
        found = (self.statuses.get(mark) for mark in MARK.findall(beside))
        return next(filter(None, found), None)

    def are_unsettled(self, beside: str) -> bool:
        """Say whether a mark beside a name says that its mission has not begun, or rests."""
        return not self.unsettled.isdisjoint(MARK.findall(beside))

    def said(self, beside: str) -> Iterator[tuple[str, Evidence]]:
        """Yield the footnotes of the marks beside a name."""
        return (self.notes[mark] for mark in MARK.findall(beside) if mark in self.notes)


NO_MARKS = Marks()


def marks_of(blocks: Iterable[Block]) -> Marks:
    """Return what the footnotes and legends among blocks say of the missions that carry a mark."""
    statuses: dict[str, Status] = {}
    unsettled: set[str] = set()
    notes: dict[str, tuple[str, Evidence]] = {}
    for block in blocks:
        if not _may_explain(block.text):
            continue
        note = FOOTNOTE.match(block.text)
        if note:
            at = Evidence(block.path, note.start(2), len(block.text))
            notes.setdefault(note.group(1), (block.text[note.start(2) :], at))
        for mark, meaning in _explained(block.text):
            status = status_in(vocabulary().suffix_status, meaning)
            if vocabulary().unsettled.search(folded_words(meaning)):
                unsettled.add(mark)
            elif status:
                statuses.setdefault(mark, status)
    return Marks(statuses, frozenset(unsettled), notes)


def _may_explain(text: str) -> bool:
    """Say cheaply whether a text begins with a printer's sign or sets a meaning beside one."""
    return "=" in text or ":" in text or text[:1] in PRINTERS


def _explained(text: str) -> Iterator[tuple[str, str]]:
    """Yield the marks that a text explains, each with what it says of it."""
    note = FOOTNOTE.match(text)
    if note:
        yield note.group(1), note.group(2)
    for found, following in pairwise([*EXPLAINED.finditer(text), None]):
        assert found is not None
        most = following.start() if following else len(text)
        end = MEANING_END.search(text, found.end(), most)
        yield found.group(1), text[found.end() : end.start() if end else most][:LONGEST_MEANING]
