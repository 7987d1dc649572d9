"""Can a source's lists, page by page and as a whole, be taken for news? Pure decisions.

What a page says in words is believed, be it the end of all its missions: a list is doubted for
what it leaves out without a word, for what it tells together with a new layout, and for what it
tells of an earlier time.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from missions import troubles
from missions.compare import is_rebuilt
from missions.copies import Sighting, judge_sighting
from missions.judge import Doubt, Reason, Verdict
from missions.records import Listing, PageRole, Reading, Status
from missions.troubles import say
from missions.view import PageView, SourceView, merge, sure_listings

FEW = 2
"""One mission that leaves even a short list waits for a second check; it holds no run."""
MANY = 3
"""Missions that change their status together with the layout."""
SIGNS_OF_AGE = 2
"""Facts that must go back in time before a page is taken for an old copy without a stamp."""


@dataclass(frozen=True)
class _Page:
    """One page of the lists, before and now."""

    url: str
    was: Reading
    now: Reading

    @property
    def had(self) -> dict[str, Listing]:
        return {one.mission: one for one in sure_listings(self.was)}

    @property
    def has(self) -> dict[str, Listing]:
        return {one.mission: one for one in sure_listings(self.now)}


def judge_run(
    before: SourceView,
    after: SourceView,
    least: int = 0,
    seen: Mapping[str, Sighting] = MappingProxyType({}),
) -> Verdict:
    """Say whether a source's lists can be taken for news.

    `before` is the source as last believed, `after` as it would be. `least` is the number of
    missions its first reading must have, for nothing is known then that it could be compared with.
    `seen` is what is known of the pages' answers, by address.
    """
    told = merge(after)
    if not before.pages:
        return Verdict(tuple(_too_few(after, len(told), least)))
    pages = list(_pages(before, after))
    doubts = [doubt for page in pages for doubt in _doubts_of(page, set(told), seen)]
    return Verdict((*doubts, *_gone(before, after), *_same_pages(before, after)))


def _too_few(after: SourceView, told: int, least: int) -> Iterator[Doubt]:
    if told < least:
        said = say(troubles.TOO_FEW, source=after.source, number=told, all=least)
        yield Doubt(Reason.TOO_FEW, said)


def _pages(before: SourceView, after: SourceView) -> Iterator[_Page]:
    earlier = {page.url: page for page in before.pages}
    for page in after.pages:
        old = earlier.get(page.url)
        if old is not None and page.role not in (PageRole.MISSION, PageRole.LINK):
            yield _Page(page.url, old.reading, page.reading)


def _doubts_of(page: _Page, told: set[str], seen: Mapping[str, Sighting]) -> Iterator[Doubt]:
    if page.was == page.now:
        return
    doubt = _shrunk(page, told) or _old_copy(page, seen.get(page.url)) or _flipped(page)
    if doubt:
        yield doubt


def _shrunk(page: _Page, told: set[str]) -> Doubt | None:
    """A list that lost more than a third, or all, unless what left it is told elsewhere.

    Those that run are counted by themselves too: a page may list many more that are over.
    """
    had, has = set(page.had), set(page.has)
    if had and not has:
        return Doubt(Reason.LIST_EMPTY, say(troubles.LOST_ALL, url=page.url, all=len(had)))
    running = {name for name, one in page.had.items() if one.status is not Status.ENDED}
    lost = next((some for some in (running, had) if _is_much(some - has - told, some)), None)
    if lost is None:
        return None
    if len(has - had) * 2 > len(has):
        return Doubt(Reason.LIST_REPLACED, say(troubles.OTHER_LIST, url=page.url))
    number = len(lost - has - told)
    said = say(troubles.LOST_MANY, url=page.url, number=number, all=len(lost))
    return Doubt(Reason.LIST_SHRANK, said)


def _gone(before: SourceView, after: SourceView) -> Iterator[Doubt]:
    """Pages that are to be believed no longer, and that alone told much of what a source lists."""
    gone = {page.url for page in before.pages} - {page.url for page in after.pages}
    had, has = merge(before), merge(after)
    lost = {name for name, one in had.items() if name not in has and gone.issuperset(one.pages)}
    running = {name for name, one in had.items() if one.listing.status is not Status.ENDED}
    if any(_is_much(lost & some, some) for some in (running, set(had))):
        numbers = {"number": len(lost), "all": len(had)}
        said = say(troubles.GONE, pages=", ".join(sorted(gone)), **numbers)
        yield Doubt(Reason.LIST_SHRANK, said)


def _is_much(gone: set[str], had: set[str]) -> bool:
    return len(gone) >= FEW and len(gone) * 3 > len(had)


def _flipped(page: _Page) -> Doubt | None:
    """Many missions that end or begin again on the day a page was rebuilt are a misreading.

    Those whose ending is dated, or that the page no longer has, are not counted.
    """
    if not is_rebuilt(page.was, page.now):
        return None
    known = [name for name in page.had if name in page.has]
    flipped = [name for name in known if _turned(page.had[name], page.has[name])]
    if len(flipped) < MANY or len(flipped) * 3 <= len(known):
        return None
    said = say(troubles.FLIPPED, url=page.url, number=len(flipped))
    return Doubt(Reason.STATUS_FLIPPED, said)


def _turned(was: Listing, now: Listing) -> bool:
    told = {was.status, now.status}
    return told == {Status.ONGOING, Status.ENDED} and "ended" not in now.fields


def _old_copy(page: _Page, seen: Sighting | None) -> Doubt | None:
    """A page whose stamp or whose facts go back in time, as an old copy from a cache does, or
    that says again what it said long ago."""
    back, forth = _directions(page)
    stamped = _is_earlier(page.now.updated, page.was.updated)
    if stamped and page.now.listings != page.was.listings:
        stamps = {"time": page.now.updated, "was": page.was.updated}
        said = say(troubles.OLDER_COPY, url=page.url, **stamps)
        return Doubt(Reason.OLD_COPY, said)
    if back >= SIGNS_OF_AGE and not forth and not _is_earlier(page.was.updated, page.now.updated):
        said = say(troubles.LOOKS_OLDER, url=page.url, number=back)
        return Doubt(Reason.OLD_COPY, said)
    return judge_sighting(page.was, page.now, seen) if seen else None


def _directions(page: _Page) -> tuple[int, int]:
    """Return how many facts go back in time, and how many go on."""
    back = forth = 0
    had, has = page.had, page.has
    for name in had.keys() & has.keys():
        was, now = had[name], has[name]
        until, earlier = _until(now), _until(was)
        back += _is_earlier(until, earlier) + (
            was.status is Status.ENDED and now.status is Status.ONGOING
        )
        forth += _is_earlier(earlier, until) + (
            was.status is Status.ONGOING and now.status is Status.ENDED
        )
    return back, forth + len(has.keys() - had.keys())


def _until(listing: Listing) -> str | None:
    value = listing.fields.get("until")
    return value.value if value is not None and isinstance(value.value, str) else None


def _is_earlier(one: str | None, other: str | None) -> bool:
    """Say whether an ISO date or time is before another, as far as both are precise."""
    if not one or not other:
        return False
    shared = min(len(one), len(other))
    return one[:shared] < other[:shared]


def _same_pages(before: SourceView, after: SourceView) -> Iterator[Doubt]:
    """Pages that used to differ and now say the same: one answer for every address."""
    old = {page.url: page.reading.text for page in before.pages}
    fresh = [page for page in after.pages if _is_compared(page, old)]
    seen: dict[str, PageView] = {}
    for page in fresh:
        twin = seen.setdefault(page.reading.text, page)
        if twin is not page and old[twin.url] != old[page.url]:
            said = say(troubles.TWIN, url=page.url, other=twin.url)
            yield Doubt(Reason.SAME_PAGE, said)


def _is_compared(page: PageView, old: Mapping[str, str]) -> bool:
    lists: Sequence[PageRole] = (PageRole.LIST, PageRole.PROSE, PageRole.RECORDS)
    return page.role in lists and page.url in old and bool(page.reading.text)
