"""How well a reading tells what a generated page says; the only part that knows the reader.

A mission counts as read when its identity and its status are right (on Belgium's prose: its
participation). A wrong status is both a false listing and a missed one.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from bench.reading import facts
from bench.reading.page import Expected, FieldTruth, GeneratedPage
from bench.reading_unseen import shape
from crawler.reading.read import read_page
from crawler.reading.tables import keep_tables
from missions.records import Listing, PageRole, Reading

Page = GeneratedPage | shape.GeneratedPage
"""A page of either generator."""
Entry = Expected | shape.Expected

FIELDS = ("since", "until", "ended", "host", "strength")


@dataclass
class Tally:
    """Right, false and missed ones, and what they come to."""

    right: int = 0
    false: int = 0
    missed: int = 0

    def add(self, other: Tally) -> None:
        """Take another tally's counts in."""
        self.right += other.right
        self.false += other.false
        self.missed += other.missed

    @property
    def precision(self) -> float:
        """Return the share of what was given that is right; 1 when nothing was given."""
        given = self.right + self.false
        return self.right / given if given else 1.0

    @property
    def recall(self) -> float:
        """Return the share of what was expected that was given; 1 when nothing was expected."""
        wanted = self.right + self.missed
        return self.right / wanted if wanted else 1.0


@dataclass(frozen=True)
class Mistake:
    """One thing read wrongly."""

    kind: str
    """`missed`, `missed new`, `status`, `confusion`, `invention`, `unsure as mission`,
    `unsure lost`, or a field's name."""
    text: str


@dataclass
class PageScore:
    """What one page's reading is worth."""

    missions: Tally = field(default_factory=Tally)
    fields: dict[str, Tally] = field(default_factory=lambda: {name: Tally() for name in FIELDS})
    mistakes: list[Mistake] = field(default_factory=list)

    @property
    def kinds(self) -> Counter[str]:
        """Return how often each kind of mistake was made."""
        return Counter(mistake.kind for mistake in self.mistakes)

    def note(self, kind: str, text: str) -> None:
        """Keep a mistake."""
        self.mistakes.append(Mistake(kind, text))


def settle() -> None:
    """Make ready what a process that reads pages holds while it lives."""
    keep_tables()


def read(page: Page) -> Reading:
    """Return the reader's reading of a page."""
    return read_page(page.body, page.url, page.content_type, PageRole(page.role))


def judge(page: Page, reading: Reading) -> PageScore:
    """Compare a reading with the page's truth."""
    score, left = PageScore(), list(reading.listings)
    for expected in page.expected:
        found = _taken(expected, left)
        if expected.unsure:
            _judge_unsure(expected, found, score)
        elif found is None:
            _judge_missing(expected, score)
        else:
            _judge_found(page, expected, found, score)
    known = {expected.mission for expected in page.expected if expected.mission}
    for listing in left:
        if listing.unsure is None and listing.mission not in known:
            _judge_left(page, listing, score)
    return score


def _taken(expected: Entry, left: list[Listing]) -> Listing | None:
    """Take the listing of an expected entry out of those left; None when it is not there."""
    for listing in left:
        if _is_of(listing, expected):
            left.remove(listing)
            return listing
    return None


def _is_of(listing: Listing, expected: Entry) -> bool:
    if expected.mission is not None:
        return listing.mission == expected.mission and listing.unsure is None
    if expected.unsure:
        return _same_name(listing.name, expected.name)
    is_new = listing.mission.startswith("new:") and listing.unsure is None
    names = (listing.name, listing.acronym or "")
    return is_new and any(_same_name(name, expected.name) for name in names)


def _same_name(ours: str, theirs: str) -> bool:
    """Say whether two printed names are one; either may leave out an acronym or a suffix."""
    one, other = plain(ours), plain(theirs)
    shorter, longer = sorted((one, other), key=len)
    return len(shorter) > 3 and re.search(rf"(?<!\w){re.escape(shorter)}(?!\w)", longer) is not None


def plain(text: str) -> str:
    """Return a text without soft hyphens, odd spaces, quotes and case."""
    text = re.sub("[\u00ad“”«»„'’]", "", unicodedata.normalize("NFKC", text))
    return " ".join(text.split()).casefold()


def _judge_unsure(expected: Entry, found: Listing | None, score: PageScore) -> None:
    if found is None:
        score.note("unsure lost", expected.name)
    elif found.unsure is None:
        score.missions.false += 1
        score.note("unsure as mission", f"{expected.name} as {found.mission}")


def _judge_missing(expected: Entry, score: PageScore) -> None:
    score.missions.missed += 1
    for name in FIELDS:
        score.fields[name].missed += name in expected.fields
    if expected.mission is None:
        score.note("missed new", expected.name)
    else:
        score.note("missed", f"{expected.mission} ({expected.name})")


def _judge_found(page: Page, expected: Entry, found: Listing, score: PageScore) -> None:
    wanted, given = expected.status, str(found.status)
    if expected.mission is not None and expected.mission in page.participation:
        wanted, given = page.participation[expected.mission], str(found.participation)
    if wanted == given:
        score.missions.right += 1
    else:
        score.missions.false += 1
        score.missions.missed += 1
        score.note("status", f"{found.mission} ({expected.name}): {given}, not {wanted}")
    if page.role != "prose":
        _judge_fields(expected, found, score)


def _judge_fields(expected: Entry, found: Listing, score: PageScore) -> None:
    given = {name: value.value for name, value in found.fields.items()}
    for name in FIELDS:
        wanted, got = expected.fields.get(name), _typed(given.get(name))
        if wanted == got or _follows_from_name(name, wanted, got, expected):
            score.fields[name].right += wanted is not None
            continue
        score.fields[name].missed += wanted is not None
        score.fields[name].false += got is not None
        score.note(name, f"{found.mission} ({expected.name}): {got!r}, not {wanted!r}")


def _typed(value: object) -> FieldTruth | None:
    if isinstance(value, list | tuple):
        return tuple(str(one) for one in value)
    return value if isinstance(value, str | int) else None


def _follows_from_name(
    name: str, wanted: FieldTruth | None, got: FieldTruth | None, expected: Expected
) -> bool:
    """Say whether a host that the page does not print follows from who the mission is."""
    if name != "host" or wanted is not None or not isinstance(got, tuple):
        return False
    if expected.mission is None:
        return True
    return set(got) <= set(_hosts()[expected.mission])


def _hosts() -> Mapping[str, tuple[str, ...]]:
    return {mission.id: mission.hosts for mission in facts.missions()}


def _judge_left(page: Page, listing: Listing, score: PageScore) -> None:
    score.missions.false += 1
    unknown = listing.mission.startswith("new:")
    kind = "invention" if unknown or listing.mission in page.mentioned else "confusion"
    score.note(kind, f"{listing.mission} ({listing.name})")


def summed(scores: Iterable[PageScore]) -> PageScore:
    """Return many pages' score as one."""
    total = PageScore()
    for score in scores:
        total.missions.add(score.missions)
        for name in FIELDS:
            total.fields[name].add(score.fields[name])
        total.mistakes += score.mistakes
    return total
