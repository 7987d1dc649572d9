"""One check of one page, as the product makes it: read, judge, compare. Knows the product."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from bench.believing.troubles import Answer
from crawler.reading.completeness import breaks_off
from crawler.reading.read import read_page
from missions.compare import compare_views
from missions.judge import Doubt, judge_page
from missions.judge_run import judge_run
from missions.records import Change, ChangeKind, FetchFacts, PageRole, Reading
from missions.view import PageView, SourceView, merge

NOT_TOLD = (ChangeKind.SOURCE, ChangeKind.LINK)
"""Kinds that are no news about a mission."""
NOW = datetime(2026, 11, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Outcome:
    """What a check came to."""

    doubts: tuple[Doubt, ...]
    changes: tuple[Change, ...]

    @property
    def told(self) -> frozenset[tuple[str, str]]:
        """The changes that subscribers hear of, now or when they are confirmed."""
        return frozenset(
            (str(one.kind), one.mission or "") for one in self.changes if one.kind not in NOT_TOLD
        )


def read(url: str, answer: Answer) -> Reading:
    """Return what an answer says."""
    return read_page(answer.body, url, answer.content_type, PageRole.LIST)


def check(url: str, believed: Reading | None, answer: Answer, language: str) -> Outcome:
    """Return what is doubted and what is told of an answer, beside what was believed."""
    cut = answer.shortened or breaks_off(answer.body, answer.content_type)
    facts = FetchFacts(
        url, answer.url or url, answer.status, answer.content_type, NOW, len(answer.body), cut
    )
    reading = read(url, answer)
    verdict = judge_page(facts, reading, believed, (language,))
    if not verdict.believed or believed is None:
        return Outcome(verdict.doubts, ())
    before, after = _view(url, believed), _view(url, reading)
    verdict = judge_run(before, after)
    if not verdict.believed:
        return Outcome(verdict.doubts, ())
    return Outcome((), compare_views(before, after, _known(before)).changes)


def _view(url: str, reading: Reading) -> SourceView:
    return SourceView("list", (PageView(url, PageRole.LIST, 0, reading),))


def _known(view: SourceView) -> dict[tuple[str, str], object]:
    return {
        (mission, name): value.value
        for mission, told in merge(view).items()
        for name, (value, _) in told.fields.items()
    }
