"""Where pages contradict each other, like compared with like. Pure: views in, contradictions out.

Two pages of one source are compared with each other; two sources by what each says as a whole,
so that a data file that lags behind its own list is told once and not against everybody.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from itertools import combinations

from missions.counting import tallies
from missions.data import read_toml
from missions.records import (
    FieldContent,
    FieldValue,
    Listing,
    PageRole,
    Participation,
    Severity,
    Status,
)
from missions.register import load_register
from missions.seats import HOST, countries_of_seat, said_to_be_in
from missions.view import PageView, SourceView, merge, ranked, sure_listings
from missions.vocabulary import folded_words

STATUS, PARTICIPATION, PLACE, COUNT = "status", "participation", "place", "count"
LISTED = "the entries of the list"
"""What the number of entries is printed as."""
COMPARED_FIELDS = ("until", "since", "ended", "host", "head")
ELSEWHERE = "elsewhere"
"""Where the staff is that left, when the page does not say it."""
NEXT_DAY = 1
LONGEST_STEPS = {"since": 366, "ended": 2 * 366}
"""Days that the steps of one beginning or ending may lie apart: a decision and its launch, the end
of a mandate and of the liquidation. Dates further apart are never steps of one event."""


@dataclass(frozen=True)
class Saying:
    """What one page says on one matter, as understood and as printed."""

    source: str
    page: str
    value: FieldContent
    printed: str
    is_data: bool = False
    """Whether the page is a data file, which lags behind the lists of its source."""
    step: str | None = None
    """Which step of a beginning or ending a date is, or which post a person holds, if known."""
    is_over: bool = False
    """Whether the page or its source tells the mission as ended."""
    left: tuple[str, ...] = ()
    """The countries that all staff has left, as the page tells it."""
    language: str | None = None
    """Of the page; two pages of one source in two languages change weeks apart."""

    def as_value(self) -> dict[str, FieldContent]:
        """Return it as a change keeps it: plain values."""
        return {
            "source": self.source,
            "page": self.page,
            "value": self.value,
            "printed": self.printed,
        }


@dataclass(frozen=True)
class Key:
    """What a contradiction is about and between whom: the same source twice for two pages of it."""

    mission: str
    field: str
    sources: tuple[str, str]


@dataclass(frozen=True)
class Contradiction:
    """Two pages that cannot both be right."""

    mission: str
    """Its id; the page's address where the page as a whole contradicts itself."""
    acronym: str | None
    field: str
    """`count`, `status`, `participation`, `until`, `since`, `ended`, `host`, `head` or `place`."""
    sayings: tuple[Saying, Saying]

    @property
    def key(self) -> Key:
        """What it is about and between whom."""
        first, second = self.sayings
        return Key(self.mission, self.field, (first.source, second.source))

    @property
    def lags(self) -> bool:
        """Whether a data file, or a page in another language, may only be behind its source."""
        first, second = self.sayings
        languages = {first.language, second.language} - {None}
        return self.lags_in_data or (first.source == second.source and len(languages) > 1)

    @property
    def lags_in_data(self) -> bool:
        """Whether only a data file is behind its own source's list, which it will follow."""
        first, second = self.sayings
        return first.source == second.source and first.is_data != second.is_data


Matters = Mapping[tuple[str, str], Sequence[Saying]]
"""All that is said, by mission and matter, the most telling page of a source first."""


def find_contradictions(views: Iterable[SourceView]) -> tuple[Contradiction, ...]:
    """Return where the sources contradict each other or themselves, by mission."""
    return contradictions_in(all_said(views))


def all_said(views: Iterable[SourceView]) -> Matters:
    """Return what each page says of each mission that its source lists; a dead one says nothing."""
    said: dict[tuple[str, str], list[Saying]] = {}
    for view in sorted(views, key=lambda one: one.source):
        listed = merge(view)
        for page in (one for one in ranked(view.pages) if not one.is_dead):
            for matter, saying in _counts(view, page):
                said.setdefault((page.url, matter), []).append(saying)
            for listing in sure_listings(page.reading):
                told = listed.get(listing.mission)
                if told is not None:
                    over = Status.ENDED in (told.listing.status, listing.status)
                    for matter, saying in _sayings(view.source, page, listing, is_over=over):
                        saying = replace(saying, language=page.reading.language)  # noqa: PLW2901
                        said.setdefault((listing.mission, matter), []).append(saying)
    return said


def contradictions_in(said: Matters) -> tuple[Contradiction, ...]:
    """Return the contradictions among what is said."""
    return tuple(
        Contradiction(mission, _label(mission, matter), matter, pair)
        for (mission, matter), sayings in sorted(said.items())
        for pair in _opposed_pairs(mission, matter, sayings)
    )


def is_of_page(matter: str) -> bool:
    """Say whether it is the page, and no mission, that contradicts itself."""
    return matter.partition(":")[0] == COUNT


def _label(mission: str, matter: str) -> str | None:
    return None if is_of_page(matter) else load_register().label(mission)


def _counts(view: SourceView, page: PageView) -> Iterator[tuple[str, Saying]]:
    """Yield how many missions a page says that it lists, and how many it lists."""
    for tally in tallies(view, page):
        count = tally.count
        matter = f"{COUNT}:{count.kind}" if count.kind else COUNT
        yield matter, Saying(view.source, page.url, count.number, count.printed)
        yield matter, Saying(view.source, page.url, tally.listed, LISTED)


def silent_source(key: Key, said: Matters) -> str | None:
    """Return the source that no longer says anything on the matter; None if both still do."""
    sources = [one.source for one in said.get((key.mission, key.field), ())]
    first, second = key.sources
    if first == second:
        return first if sources.count(first) < 2 else None
    return next((one for one in key.sources if one not in sources), None)


def severity_of(contradiction: Contradiction) -> tuple[Severity, str]:
    """Return how soon a reader wants to know, and why."""
    if contradiction.lags_in_data:
        return Severity.LOW, "low because a data file lags behind its source's own list"
    if is_of_page(contradiction.field):
        return Severity.LOW, "low because the page only counts its own list otherwise"
    if contradiction.field == STATUS:
        return Severity.HIGH, "high because one says that it runs and the other that it is over"
    if contradiction.field == PARTICIPATION:
        return Severity.HIGH, "high because Belgium's part is told otherwise than another page"
    if contradiction.field == PLACE:
        return Severity.NORMAL, "normal because a page names a country that all staff has left"
    if contradiction.field == "since":
        return Severity.LOW, "low because only the start is told otherwise"
    return Severity.NORMAL, "normal because one of the pages gives a wrong detail"


def _sayings(
    source: str, page: PageView, listing: Listing, *, is_over: bool
) -> Iterator[tuple[str, Saying]]:
    """Yield what a listing says, by matter.

    A page that tells Belgium's part dates and counts that part, not the mission; its status is
    only what follows from it.
    """
    words = listing.passage or listing.name
    is_data = page.role is PageRole.RECORDS
    if listing.participation is not None:
        part = str(listing.participation)
        yield PARTICIPATION, Saying(source, page.url, part, words, is_data)
    elif listing.status is not Status.UNKNOWN:
        status = Saying(source, page.url, str(listing.status), words, is_data, is_over=is_over)
        yield STATUS, status
        yield PARTICIPATION, status
    for name in COMPARED_FIELDS:
        value = listing.fields.get(name)
        if value is None or value.value is None or value.doubt:
            continue
        if listing.participation is None or name == "host":
            content = _month_of(value.value) if is_data else value.value
            step = _step(name, value, listing.passage)
            yield name, Saying(source, page.url, content, value.printed, is_data, step, is_over)
    yield from _places(Saying(source, page.url, "", words, is_data, is_over=is_over), listing)


def _places(saying: Saying, listing: Listing) -> Iterator[tuple[str, Saying]]:
    """Yield where a page says that the mission is, or that its staff is there no more.

    A page that says both, as a list does that adds what happened, says the latter.
    """
    left, seat, host = (_value(listing, name) for name in ("left", "seat", "host"))
    if left is not None:
        known = load_register().get(listing.mission)
        there = known.host if left == HOST and known else _codes(left)
        gone = set(there) - {HOST} - set(countries_of_seat(str(seat)) if seat else ())
        if gone:
            value, printed = str(seat) if seat else ELSEWHERE, listing.fields["left"].printed
            yield PLACE, replace(saying, value=value, printed=printed, left=tuple(sorted(gone)))
        return
    countries = tuple(_codes(host)) if host is not None else said_to_be_in(listing.passage)
    if countries:
        yield PLACE, replace(saying, value=tuple(sorted(countries)))


def _value(listing: Listing, name: str) -> FieldContent | None:
    value = listing.fields.get(name)
    return None if value is None or value.doubt else value.value


def _month_of(content: FieldContent) -> FieldContent:
    """Data files that know only the month print its first day."""
    if isinstance(content, str) and len(content) == 10 and content.endswith("-01"):
        return content[:7]
    return content


def _opposed_pairs(
    mission: str, matter: str, sayings: Sequence[Saying]
) -> Iterator[tuple[Saying, Saying]]:
    by_source: dict[str, list[Saying]] = {}
    for saying in sayings:
        by_source.setdefault(saying.source, []).append(saying)
    for own in by_source.values():
        opposed = (pair for pair in combinations(own, 2) if _oppose(mission, matter, *pair))
        first = next(opposed, None)
        if first is not None:
            yield first
    leading = [by_source[source][0] for source in sorted(by_source)]
    for one, other in combinations(leading, 2):
        if _oppose(mission, matter, one, other):
            yield one, other


def _oppose(mission: str, matter: str, one: Saying, other: Saying) -> bool:
    """Say whether two pages cannot both be right; the same whichever is asked first."""
    if is_of_page(matter):
        return one.page == other.page and one.value != other.value
    if one.page == other.page and one.source == other.source:
        return False
    first, second = one.value, other.value
    match matter:
        case "status":
            return first != second
        case "participation":
            return {first, second} in _OPPOSED_PARTS
        case "until":
            return not (one.is_over or other.is_over) and not _same_end(first, second)
        case "since" | "ended":
            return not _same_date(first, second) and _cannot_be_steps(matter, one, other)
        case "place":
            runs = not (one.is_over or other.is_over)
            return runs and (_has_left(one, other) or _has_left(other, one))
        case "host":
            return _elsewhere(mission, first, second)
    return one.step == other.step and not _same_person(first, second)


_OPPOSED_PARTS = (
    {str(Participation.CURRENT), str(Participation.PAST)},
    {str(Participation.CURRENT), str(Status.ENDED)},
)
"""A past part of Belgium in a mission that runs contradicts nothing."""


def _same_end(first: FieldContent, second: FieldContent) -> bool:
    """Ends of a mandate agree that overlap, or that are days next to each other.

    "Until 17 May" and "until 18 May" may mean one midnight; May and June do not.
    """
    is_to_the_day = len(str(first)) == len(str(second)) == len("2024-05-17")
    return _days_apart(first, second) <= (NEXT_DAY if is_to_the_day else 0)


def _same_date(first: FieldContent, second: FieldContent) -> bool:
    """Dates agree that overlap or border on each other: 31 December and the year after it.

    The last day and the day after, or the end of a month and the next month, are one moment seen
    from two sides.
    """
    return _days_apart(first, second) <= NEXT_DAY


def _days_apart(first: FieldContent, second: FieldContent) -> int:
    """Return how many days lie from one date to another of any precision; 0 if they overlap."""
    (start, end), (begin, stop) = _ends(str(first)), _ends(str(second))
    return max((begin - end).days, (start - stop).days, 0)


def _cannot_be_steps(matter: str, one: Saying, other: Saying) -> bool:
    """Dates of one step must be the same; of steps nobody names, they must be near each other."""
    if one.step and other.step:
        return one.step == other.step
    return _days_apart(one.value, other.value) > LONGEST_STEPS[matter]


def _ends(printed: str) -> tuple[date, date]:
    """Return the first and the last day that a date of any precision may mean."""
    first = date.fromisoformat(printed + "-01-01"[len(printed) - 4 :])
    match len(printed):
        case 4:
            return first, date(first.year, 12, 31)
        case 7:
            return first, date(first.year, first.month, monthrange(first.year, first.month)[1])
    return first, first


def _elsewhere(mission: str, first: FieldContent, second: FieldContent) -> bool:
    """Say whether two places have nothing in common.

    A mission that works in several countries may be listed under any of them.
    """
    one, other = _codes(first), _codes(second)
    known = load_register().get(mission)
    everywhere = set(known.host) if known else set()
    return not one & other and not (one | other) <= everywhere


def _has_left(one: Saying, other: Saying) -> bool:
    """Say whether one page tells that all have left wherever the other says that they are."""
    return bool(one.left) and not other.left and _codes(other.value) <= set(one.left)


def _codes(content: FieldContent) -> set[str]:
    return set(content) if isinstance(content, tuple) else {str(content)}


def _same_person(first: FieldContent, second: FieldContent) -> bool:
    """One name may be printed with titles, initials or names that the other leaves out."""
    titles = {word for cues in _words()["head"].values() for cue in cues for word in cue.split()}
    one, other = (set(folded_words(str(name)).split()) - titles for name in (first, second))
    return one <= other or other <= one or len(one & other) > 1


def _step(name: str, value: FieldValue, passage: str) -> str | None:
    if name == "head":
        words = f" {folded_words(str(value.value))} {folded_words(value.printed)} "
        return next((post for post, cues in _words()[name].items() if _has(words, cues)), None)
    cues = _words().get(name)
    if not cues:
        return None
    clause = f" {_clause(passage, value.printed)} "
    steps = [step for step, words in cues.items() if _has(clause, words)]
    return steps[0] if len(steps) == 1 else None


def _clause(passage: str, printed: str) -> str:
    """Return the words of the clause in which a date is printed; of the date itself if none."""
    before, found, after = passage.partition(printed)
    if not found:
        return folded_words(printed)
    start = max(before.rfind(sign) for sign in (". ", "; ", ", "))
    end = min((place for place in map(after.find, (". ", "; ", ", ")) if place >= 0), default=None)
    return folded_words(f"{before[start + 1 :]}{printed}{after[:end]}")


def _has(words: str, cues: Iterable[str]) -> bool:
    return any(f" {cue} " in words for cue in cues)


@cache
def _words() -> Mapping[str, Mapping[str, tuple[str, ...]]]:
    """Return the folded words by field and step, as compiled from `data/contradictions.toml`."""
    raw = read_toml("contradictions.toml")
    return {
        name: {step: tuple(map(folded_words, words)) for step, words in steps.items()}
        for name, steps in {**raw["steps"], "head": raw["posts"]}.items()
    }
