"""Two views of a source to the changes between them. One place holds every rule; no I/O.

A mission that vanishes without a word waits unconfirmed until enough healthy checks agree; what
comes back before that is never told. An ending the page puts in words is told at once. A value
that hides and returns unchanged is no change, for the last known values are compared.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from missions.records import (
    Change,
    ChangeKind,
    ChangeState,
    FieldContent,
    FieldValue,
    PageRole,
    Reading,
    Severity,
    Status,
)
from missions.register import Register, load_register
from missions.summaries import is_final, summarise
from missions.tokens import same_words, tokenize
from missions.view import PageView, SourceView, Told, merge, merge_unsure

WATCHED_FIELDS = (
    "until",
    "strength",
    "head",
    "host",
    "kind",
    "since",
    "ended",
    "mandate",
    "budget",
)
STRENGTH_NOISE = 0.02
"""Lists round; a strength that moves by less than a fiftieth is not news."""

Known = Mapping[tuple[str, str], FieldContent | None]
"""Last known value by mission id and field name."""


@dataclass(frozen=True)
class Waiting:
    """A change that is not confirmed yet."""

    id: int
    change: Change
    confirmations: int


@dataclass(frozen=True)
class Settled:
    """What became of a waiting change at this check."""

    id: int
    state: ChangeState
    confirmations: int


@dataclass(frozen=True)
class Comparison:
    """The new changes, and what became of those that waited."""

    changes: tuple[Change, ...]
    settled: tuple[Settled, ...] = ()


@dataclass(frozen=True)
class _Pair:
    """Everything a rule may look at."""

    source: str
    before: Mapping[str, Told]
    after: Mapping[str, Told]
    known: Known
    new_pages: frozenset[str]
    old_pages: Mapping[str, PageView]
    register: Register
    doubted: frozenset[str]
    """Entries that are there still, but may be no missions."""


def compare_views(
    before: SourceView,
    after: SourceView,
    known: Known,
    waiting: Sequence[Waiting] = (),
    confirm_removals: int = 2,
) -> Comparison:
    """Return what changed between the believed view and the new one.

    A source without any believed page yields nothing: its first reading is the baseline.
    """
    if not before.pages:
        return Comparison(())
    pair = _Pair(
        after.source,
        merge(before),
        merge(after),
        known,
        frozenset(page.url for page in after.pages if page.is_new),
        {page.url: page for page in before.pages},
        load_register(),
        frozenset(merge_unsure(after)),
    )
    absent = {one.change.mission for one in waiting if one.change.kind is ChangeKind.REMOVED}
    unnamed = {_party(one.change): one.change.before for one in waiting if _is_unnamed(one.change)}
    renames = dict(_renames(pair))
    changes = [
        *_told_renames(pair, renames),
        *_appeared(pair, set(renames.values()), absent),
        *_ended(pair),
        *_vanished(pair, set(renames), absent, confirm_removals),
        *_participations(pair, unnamed, confirm_removals),
        *_renamed_in_place(pair),
        *_fields(pair),
        *_texts(pair, before, after),
        *_country_statements(before, after, unnamed, confirm_removals),
        *_links(before, after),
        *_layouts(before, after),
    ]
    return Comparison(
        tuple(_without_doubles(changes, pair)),
        tuple(_settle(waiting, pair, after, confirm_removals)),
    )


def _without_doubles(changes: Sequence[Change], pair: _Pair) -> Iterator[Change]:
    """An event is told once: what an ending or a rename implies is not told beside it.

    A sentence may name several missions: what changed for one explains its new wording for all.
    """
    headline = {
        one.mission
        for one in changes
        if one.kind in (ChangeKind.ADDED, ChangeKind.ENDED, ChangeKind.RENAMED)
    }
    parts = {one.mission for one in changes if one.kind is ChangeKind.PARTICIPATION}
    explained = _sentences_of(pair, headline | parts)
    for change in changes:
        if change.kind is ChangeKind.TEXT:
            if {change.before, change.after} & explained:
                continue
            explained |= {change.before, change.after}
        implied = change.kind is ChangeKind.TEXT or (
            change.kind is ChangeKind.FIELD and change.field != "until"
        )
        if implied and change.mission in headline | parts:
            continue
        yield change


def _sentences_of(pair: _Pair, missions: set[str | None]) -> set[object]:
    told = (view.get(one or "") for view in (pair.before, pair.after) for one in missions)
    return {one.listing.passage for one in told if one and one.listing.passage}


def _renames(pair: _Pair) -> Iterator[tuple[str, str]]:
    """Yield missions that gave way to their successor on one list: (earlier, later)."""
    left = [one for one in pair.before if one not in pair.after or _has_just_ended(pair, one)]
    came = [one for one in pair.after if one not in pair.before]
    for earlier in left:
        for later in came:
            if pair.register.succeeds(later, earlier) and _same_organisation(pair, later, earlier):
                ongoing = pair.after[later].listing.status is not Status.ENDED
                if ongoing and pair.before[earlier].listing.status is not Status.ENDED:
                    yield earlier, later
                    break


def _has_just_ended(pair: _Pair, mission: str) -> bool:
    return (
        pair.after[mission].listing.status is Status.ENDED
        and pair.before[mission].listing.status is not Status.ENDED
    )


def _same_organisation(pair: _Pair, one: str, other: str) -> bool:
    return pair.after[one].listing.organisation == pair.before[other].listing.organisation


def _told_renames(pair: _Pair, renames: Mapping[str, str]) -> Iterator[Change]:
    for earlier, later in renames.items():
        yield _change(
            pair,
            ChangeKind.RENAMED,
            pair.after[later],
            before=_label(pair, pair.before[earlier]),
            after=_label(pair, pair.after[later]),
            severity=Severity.HIGH,
            reason="high because one mission took over from another",
        )


def _appeared(pair: _Pair, renamed: set[str], absent: set[str | None]) -> Iterator[Change]:
    for mission, told in pair.after.items():
        if mission in pair.before or mission in renamed or mission in absent:
            continue
        if set(told.pages) <= pair.new_pages:
            continue
        if pair.source == "belgium" and told.listing.participation is not None:
            continue
        is_over = told.listing.status is Status.ENDED
        yield _change(
            pair,
            ChangeKind.ADDED,
            told,
            before=None,
            after=str(told.listing.status),
            severity=Severity.LOW if is_over else Severity.HIGH,
            reason="low because it is an entry about the past"
            if is_over
            else "high because a mission is new on the list",
        )


def _ended(pair: _Pair) -> Iterator[Change]:
    for mission, told in pair.after.items():
        if mission in pair.before and _has_just_ended(pair, mission):
            yield _change(
                pair,
                ChangeKind.ENDED,
                told,
                before=str(pair.before[mission].listing.status),
                after=str(Status.ENDED),
                severity=Severity.HIGH,
                reason="high because the source says that it is over",
            )


def _vanished(
    pair: _Pair, renamed: set[str], absent: set[str | None], confirm_removals: int
) -> Iterator[Change]:
    for mission, told in pair.before.items():
        if mission in pair.after or mission in renamed or mission in absent | pair.doubted:
            continue
        if told.listing.participation is not None:
            continue
        state = ChangeState.CONFIRMED if confirm_removals <= 1 else ChangeState.UNCONFIRMED
        is_over = told.listing.status is Status.ENDED
        yield _change(
            pair,
            ChangeKind.REMOVED,
            told,
            before=str(told.listing.status),
            after=None,
            state=state,
            severity=Severity.LOW if is_over else Severity.HIGH,
            reason="low because it was an entry about the past"
            if is_over
            else "high because a mission is no longer on the list",
        )


def _is_unnamed(change: Change) -> bool:
    """Say whether a change is that Belgium's part is no longer named."""
    return change.kind is ChangeKind.PARTICIPATION and change.after is None


def _party(change: Change) -> str | None:
    """Return what a participation is in: a mission, or the country where none is named."""
    return change.mission or change.field


def _waiting_state(now: object, confirm_removals: int) -> ChangeState:
    """What a page no longer says waits for a second look; what it says is told at once."""
    waits = now is None and confirm_removals > 1
    return ChangeState.UNCONFIRMED if waits else ChangeState.CONFIRMED


def _participations(
    pair: _Pair, unnamed: Mapping[str | None, object], confirm_removals: int
) -> Iterator[Change]:
    for mission in dict.fromkeys([*pair.before, *pair.after]):
        old, new = pair.before.get(mission), pair.after.get(mission)
        was = old.listing.participation if old else None
        now = new.listing.participation if new else None
        if was == now or (new is not None and set(new.pages) <= pair.new_pages):
            continue
        if mission in unnamed and now in (None, unnamed[mission]):
            continue
        told = new or old
        if told is not None:
            yield _change(
                pair,
                ChangeKind.PARTICIPATION,
                told,
                before=str(was) if was else None,
                after=str(now) if now else None,
                severity=Severity.HIGH,
                reason="high because Belgium's part in a mission changed",
                state=_waiting_state(now, confirm_removals),
            )


def _renamed_in_place(pair: _Pair) -> Iterator[Change]:
    """Tell another name for the same mission; its acronym or long name being printed is none."""
    for mission, new in pair.after.items():
        old = pair.before.get(mission)
        if old is None or old.page != new.page or _same_name(old, new):
            continue
        if pair.source == "belgium":
            continue
        yield _change(
            pair,
            ChangeKind.RENAMED,
            new,
            before=old.listing.name,
            after=new.listing.name,
            severity=Severity.NORMAL,
            reason="normal because only the printed name changed",
        )


def _same_name(old: Told, new: Told) -> bool:
    one, other = old.listing, new.listing
    if same_words(one.name, other.name):
        return True
    words, others = _words(one.name), _words(other.name)
    if words <= others or others <= words:
        return True
    acronyms = {name.casefold() for name in (one.acronym, other.acronym) if name}
    return one.name.casefold() in acronyms or other.name.casefold() in acronyms


def _words(name: str) -> set[str]:
    return {token.folded for token in tokenize(name)}


def _fields(pair: _Pair) -> Iterator[Change]:
    for mission, new in pair.after.items():
        old = pair.before.get(mission)
        if old is None:
            continue
        for name in WATCHED_FIELDS:
            value = new.fields.get(name)
            if value is not None:
                yield from _field(pair, new, name, value)


def _field(pair: _Pair, told: Told, name: str, value: tuple[FieldValue, str]) -> Iterator[Change]:
    content, page = value[0].value, value[1]
    mission = told.listing.mission
    if content is None or page in pair.new_pages:
        return
    was = pair.known.get((mission, name))
    if same_value(name, was, content) or (was is None and name != "until"):
        return
    passage = told.passages.get(page) or told.listing.passage
    severity, reason = field_severity(name, was, content)
    if name == "until" and is_final(passage):
        severity, reason = Severity.HIGH, "high because it is the last extension"
    change = _change(
        pair, ChangeKind.FIELD, told, before=was, after=content, severity=severity, reason=reason
    )
    earlier = pair.before[mission].passages.get(page) or change.passage_before
    yield _summed(
        replace(change, page=page, field=name, passage_before=earlier, passage_after=passage)
    )


def same_value(name: str, was: FieldContent | None, now: FieldContent | None) -> bool:
    """Say whether two values of a field tell a reader the same."""
    if was == now:
        return True
    if name == "strength" and isinstance(was, int) and isinstance(now, int):
        return abs(was - now) <= STRENGTH_NOISE * max(was, now)
    if isinstance(was, str) and isinstance(now, str):
        if name in ("until", "since", "ended"):
            return was.startswith(now) or now.startswith(was)
        return same_words(was, now)
    if isinstance(was, tuple) and isinstance(now, tuple):
        return set(was) == set(now)
    return False


def field_severity(
    name: str, was: FieldContent | None, now: FieldContent | None
) -> tuple[Severity, str]:
    """Return a field change's severity and why; see docs/believing.md for the table."""
    if name == "until":
        return Severity.NORMAL, "normal because the mandate has another end date"
    if name == "head":
        return Severity.NORMAL, "normal because the mission has another head"
    if name == "host":
        return Severity.HIGH, "high because the mission is somewhere else"
    numbers = isinstance(was, int) and isinstance(now, int) and name == "strength"
    if numbers and abs(int(str(was)) - int(str(now))) * 4 >= int(str(was)):
        return Severity.NORMAL, "normal because the strength changed by a quarter or more"
    return Severity.LOW, "low because it is a detail"


def _texts(pair: _Pair, before: SourceView, after: SourceView) -> Iterator[Change]:
    """Tell new words about a mission where its page kept its layout and no field changed."""
    same_layout = {
        page.url
        for page in after.pages
        if page.url in pair.old_pages
        and not is_rebuilt(pair.old_pages[page.url].reading, page.reading)
    }
    for mission, new in pair.after.items():
        old = pair.before.get(mission)
        if old is None or _field_changed(pair, new):
            continue
        if old.listing.participation != new.listing.participation:
            continue
        reworded = (
            (url, old.passages[url], words)
            for url, words in new.passages.items()
            if url in same_layout and url in old.passages
        )
        yield from islice(_rewordings(pair, new, reworded), 1)


def _rewordings(
    pair: _Pair, told: Told, passages: Iterable[tuple[str, str, str]]
) -> Iterator[Change]:
    for url, one, other in passages:
        if one and other and not same_words(one, other):
            change = _change(
                pair,
                ChangeKind.TEXT,
                told,
                before=one,
                after=other,
                severity=Severity.LOW,
                reason="low because only the wording changed",
            )
            yield replace(change, page=url, passage_before=one, passage_after=other)


def _field_changed(pair: _Pair, told: Told) -> bool:
    return any(
        not same_value(name, pair.known.get((told.listing.mission, name)), value.value)
        for name, (value, _) in told.fields.items()
        if (told.listing.mission, name) in pair.known
    )


def _country_statements(
    before: SourceView,
    after: SourceView,
    unnamed: Mapping[str | None, object],
    confirm_removals: int,
) -> Iterator[Change]:
    """Tell where Belgium's part in a country, named without a mission, began or ended."""
    old, new = _by_country(before), _by_country(after)
    pages = {page.url for page in before.pages}
    for country in dict.fromkeys([*old, *new]):
        was, now = old.get(country), new.get(country)
        if was and now and was[0] == now[0]:
            continue
        if country in unnamed and (now is None or now[0] == unnamed[country]):
            continue
        part, page = now or was or ("", "")
        if page not in pages:
            continue
        yield _summed(
            Change(
                source=after.source,
                page=page,
                kind=ChangeKind.PARTICIPATION,
                state=_waiting_state(now, confirm_removals),
                severity=Severity.LOW if part == "past" else Severity.NORMAL,
                summary="",
                field=country,
                before=was[0] if was else None,
                after=now[0] if now else None,
                reason="the page names a country without a mission",
            )
        )


def _by_country(view: SourceView) -> dict[str, tuple[str, str]]:
    found: dict[str, tuple[str, str]] = {}
    for page in view.pages:
        for statement in page.reading.statements:
            if statement.country and statement.participation:
                found.setdefault(statement.country, (str(statement.participation), page.url))
    return found


def _links(before: SourceView, after: SourceView) -> Iterator[Change]:
    """Tell changed links to the other organisations, compared page by page."""
    earlier = {page.url: page for page in before.pages if page.role is PageRole.PROSE}
    for page in after.pages:
        old = earlier.get(page.url)
        if old is None or page.role is not PageRole.PROSE:
            continue
        was, now = _outward(old), _outward(page)
        for framework in sorted(was.keys() | now.keys()):
            if was.get(framework) != now.get(framework):
                yield _summed(
                    Change(
                        source=after.source,
                        page=page.url,
                        kind=ChangeKind.LINK,
                        state=ChangeState.CONFIRMED,
                        severity=Severity.LOW,
                        summary="",
                        field=framework,
                        before=was.get(framework),
                        after=now.get(framework),
                        reason="low because only a link changed",
                    )
                )


def _outward(page: PageView) -> dict[str, tuple[str, ...]]:
    """Return the links to other sites in each framework's section."""
    own = page.url.split("/")[2]
    links: dict[str, list[str]] = {}
    for link in page.reading.links:
        if link.framework and link.url.split("/")[2] != own:
            links.setdefault(link.framework, []).append(link.url)
    return {framework: tuple(sorted(set(urls))) for framework, urls in links.items()}


def _layouts(before: SourceView, after: SourceView) -> Iterator[Change]:
    """Tell the operator, once, that a page was rebuilt."""
    old = {page.url: page.reading for page in before.pages}
    for page in after.pages:
        was = old.get(page.url)
        if page.role not in (PageRole.LIST, PageRole.RECORDS) or was is None:
            continue
        if is_rebuilt(was, page.reading):
            yield _summed(
                Change(
                    source=after.source,
                    page=page.url,
                    kind=ChangeKind.SOURCE,
                    state=ChangeState.CONFIRMED,
                    severity=Severity.LOW,
                    summary="",
                    field="layout",
                    before=was.layout,
                    after=page.reading.layout,
                    reason="low because only the layout changed",
                )
            )


def is_rebuilt(was: Reading, now: Reading) -> bool:
    """Say whether a page's missions stand in none of the places they stood in before.

    One that only moves from a table of current to a list of past missions rebuilds nothing.
    """
    shapes, others = set(was.layout.split(" | ")), set(now.layout.split(" | "))
    return bool(was.layout and now.layout) and not shapes & others


def _settle(
    waiting: Sequence[Waiting], pair: _Pair, after: SourceView, confirm_removals: int
) -> Iterator[Settled]:
    named = {one for one, told in pair.after.items() if told.listing.participation}
    named |= set(_by_country(after))
    for one in waiting:
        if one.change.kind is ChangeKind.REMOVED:
            is_back = one.change.mission in pair.after or one.change.mission in pair.doubted
        elif _is_unnamed(one.change):
            is_back = _party(one.change) in named
        else:
            continue
        if is_back:
            yield Settled(one.id, ChangeState.DISCARDED, one.confirmations)
        else:
            times = one.confirmations + 1
            enough = times >= confirm_removals
            state = ChangeState.CONFIRMED if enough else ChangeState.UNCONFIRMED
            yield Settled(one.id, state, times)


def _label(pair: _Pair, told: Told) -> str:
    return pair.register.label(told.listing.mission, told.listing.acronym or told.listing.name)


def _change(
    pair: _Pair,
    kind: ChangeKind,
    told: Told,
    *,
    before: object,
    after: object,
    severity: Severity,
    reason: str,
    state: ChangeState = ChangeState.CONFIRMED,
) -> Change:
    return _summed(
        Change(
            source=pair.source,
            page=told.page,
            kind=kind,
            state=state,
            severity=severity,
            summary="",
            mission=told.listing.mission,
            acronym=_label(pair, told),
            before=before,
            after=after,
            reason=reason,
            passage_before=_passage(pair.before, told),
            passage_after=_passage(pair.after, told),
        )
    )


def _passage(view: Mapping[str, Told], told: Told) -> str:
    one = view.get(told.listing.mission)
    return one.listing.passage if one else ""


def _summed(change: Change) -> Change:
    return replace(change, summary=summarise(change))
