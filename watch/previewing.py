"""What would be read at an address, before it is watched: fetched as any page, nothing kept."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from threading import BoundedSemaphore

from crawler.fetch import CrawlEnd, FetchedPage, fetch_source
from crawler.profile import SourceProfile, added_profile
from crawler.reading.completeness import breaks_off
from missions import troubles
from missions.judge import Doubt, Reason, judge_page
from missions.records import FetchFacts, Reading
from missions.register import using_register
from missions.troubles import say
from watch.adding import check_source
from watch.auditing import Auditing
from watch.checking import ANSWERED, Checking
from watch.rereading import read_stored

AT_ONCE = 2
"""Addresses looked at at the same time; each is a process of its own."""
LONGEST = 45
"""Seconds after which a look at an address is ended: a person waits for it."""
PATIENCE = 15.0
"""Seconds an answer may take."""
LEAST_DELAY = 1.0


class LooksElsewhere(Exception):
    """As many addresses are being looked at as may be at once; try again in a moment."""


@dataclass(frozen=True)
class PagePreview:
    """What an address answered, and what would be read in it."""

    profile: SourceProfile
    facts: FetchFacts
    reading: Reading | None
    doubts: tuple[Doubt, ...]
    """Why it would not be believed."""


class Previewing(Checking, Auditing):
    """Looking at an address that somebody pasted."""

    _looking = BoundedSemaphore(AT_ONCE)

    def preview_page(
        self,
        url: str,
        name: str = "",
        organisation: str = "other",
        *,
        by: str,
        address: str = "",
    ) -> PagePreview:
        """Return what would be read at an address, by the rules that hold for every crawl.

        Nothing but that somebody looked is kept. Raises SourceUnusable, TooOften, LooksElsewhere.
        """
        check_source(url, organisation)
        if not self._looking.acquire(blocking=False):
            raise LooksElsewhere
        try:
            self.note_within_limits(by, "crawl.preview", url, address=address)
            profile = replace(
                added_profile("preview", url, name or url, organisation), follow=False, max_pages=1
            )
            with using_register(self.register()):
                return self._looked_at(profile)
        finally:
            self._looking.release()

    def _looked_at(self, profile: SourceProfile) -> PagePreview:
        usual = self._rules()
        rules = replace(
            usual,
            timeout=min(usual.timeout, PATIENCE),
            delay=min(usual.delay, LEAST_DELAY),
            longest=LONGEST,
        )
        for event in fetch_source(profile, rules):
            if isinstance(event, FetchedPage):
                return _read(profile, event)
            return _unanswered(profile, event)
        raise AssertionError("a crawl says how it ended")


def _read(profile: SourceProfile, page: FetchedPage) -> PagePreview:
    facts = page.facts
    if page.body and facts.status in ANSWERED and not facts.truncated:
        facts = replace(facts, truncated=breaks_off(page.body, facts.content_type))
    reading = read_stored(page.body, facts, page.role) if page.body else None
    return PagePreview(profile, facts, reading, judge_page(facts, reading, None).doubts)


def _unanswered(profile: SourceProfile, end: CrawlEnd) -> PagePreview:
    """Say that the crawl ended before the page came: it took too long, or it crashed."""
    start = profile.start[0].url
    facts = FetchFacts(start, start, 0, "", datetime.now(UTC), 0, error=end.finish_reason)
    doubt = Doubt(Reason.NO_ANSWER, say(troubles.ENDED_EARLY, detail=end.finish_reason))
    return PagePreview(profile, facts, None, (doubt,))
