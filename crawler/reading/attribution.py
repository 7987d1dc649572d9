"""Which dates and numbers of a sentence belong to which of the names in it."""

from __future__ import annotations

from crawler.reading.beside import dated
from crawler.reading.headcounts import Counted
from crawler.reading.periods import Period
from crawler.reading.presence import is_entry_line
from crawler.reading.said import Name, Said
from missions.dates import find_dates
from missions.records import FieldValue, Headcount, Phase


def dates_of(
    said: Said, name: Name, phase: Phase, cue: str
) -> tuple[FieldValue | None, FieldValue | None]:
    """Return since and until of one name: its own segment's, else those of segments after it."""
    at, offset = said.sentence.evidence(), said.sentence.start
    since = until = None
    for period in _periods_for(said, name, cue):
        since = since or dated(period.since, at, offset)
        until = until or dated(period.until, at, offset)
    if until is None and phase in (Phase.ENDED, Phase.ENDING):
        until = _day_of_end(said, name, cue)
    return since, until


def _periods_for(said: Said, name: Name, cue: str) -> list[Period]:
    own = said.clauses.segment_at(name[0])
    at = [(said.clauses.segment_at(period.start), period) for period in said.periods]
    mine = [period for segment, period in at if segment == own]
    named = {said.clauses.segment_at(start) for start, _ in said.names}
    if mine or not at:
        return mine
    deciding = said.clauses.segment_at(max(said.sentence.text.find(cue), 0)) if cue else own
    with_cue = [period for segment, period in at if segment == deciding]
    if with_cue and deciding not in named:
        return with_cue
    later = [segment for segment, _ in at if segment > own]
    if later and not any(said.clauses.plain(one) for one in range(own + 1, min(later) + 1)):
        return [period for segment, period in at if segment == min(later)]
    earlier = [segment for segment, _ in at if segment < own and segment not in named]
    blocked = earlier and any(said.clauses.plain(one) for one in range(max(earlier) + 1, own))
    return [] if blocked or not earlier else [p for s, p in at if s == max(earlier)]


def _day_of_end(said: Said, name: Name, cue: str) -> FieldValue | None:
    """Return the one date of a clause that tells an end: "ended in 2014"."""
    cue_at = max(said.sentence.text.find(cue), 0) if cue else name[0]
    own = said.clauses.segment_at(cue_at)
    taken = [(period.start, period.end) for period in said.periods]
    decided = any(one.kind == "planned" for one in said.clauses.plain(own))
    found = [
        date
        for date in find_dates(said.sentence.text)
        if said.clauses.segment_at(date.start) == own
        and not any(start <= date.start < end for start, end in taken)
        and not name[0] <= date.start < name[1]
        and not (decided and date.start < cue_at)
    ]
    if len(found) != 1:
        return None
    return dated(found[0], said.sentence.evidence(), said.sentence.start)


def people_of(said: Said, name: Name) -> tuple[Headcount, ...]:
    """Return the numbers that belong to one name; none where several share them."""
    own = said.clauses.segment_at(name[0])
    mine, holders = _numbers_near(said, own, _holders(said, name))
    if len(holders) > 1:
        return ()
    return tuple(one.headcount for one in mine)


def _numbers_near(
    said: Said, own: int, holders: dict[int, set[object]]
) -> tuple[list[Counted], set[object]]:
    """Return the numbers of a name's segment, else of the nameless ones around, and their names."""
    numbers: dict[int, list[Counted]] = {}
    for one in said.counted:
        numbers.setdefault(said.clauses.segment_at(one.start), []).append(one)
    source = _source_of_numbers(said, own, numbers, holders)
    if not source:
        return [], set()
    mine = [one for segment in source for one in numbers[segment]]
    sharing = set(holders.get(own, set()))
    for segment in range(max(source[-1], own) + 1, len(said.clauses.segments)):
        if segment in numbers or said.clauses.plain(segment):
            break
        sharing |= holders.get(segment, set())
    return mine, sharing


def _holders(said: Said, name: Name) -> dict[int, set[object]]:
    """Return what each segment names: its missions, else its countries; those in a mission's own
    line only tell where its people are: "EUMAM Ukraine: 110 instructors in Germany"."""
    holders: dict[int, set[object]] = {}
    for mention in said.mentions:
        holders.setdefault(said.clauses.segment_at(mention.start), set()).add(mention.mission)
    for place in said.places if not is_entry_line(said, name) else ():
        segment = said.clauses.segment_at(place.start)
        if segment not in holders:
            holders[segment] = {place.countries}
    return holders


def _source_of_numbers(
    said: Said,
    own: int,
    numbers: dict[int, list[Counted]],
    holders: dict[int, set[object]],
) -> list[int]:
    before: list[int] = []
    for segment in range(own - 1, -1, -1):
        if segment in holders:
            break
        if segment in numbers:
            before.insert(0, segment)
    here = [own] if own in numbers else []
    if here and before and before[0] - 1 in holders and before[0] - 1 not in numbers:
        before = []  # they are those of the name before: "to MINUSMA, with 80, and to UNTSO with 2"
    if before or here:
        return [*before, *here]
    after = own + 1
    while after < len(said.clauses.segments) and after not in holders:
        if after in numbers:
            return [after]
        after += 1
    return []
