"""What was told lately and what waits: nothing is told twice because a site answers by turns.

Two mirror servers or caches make a value go from A to B and back. A to B is told; what returns to
a value that it had within the last checks waits for a second healthy check, and if it does not
last, nobody hears of it but the operator, once.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from missions.comparing.belgium import (
    PEOPLE,
    is_unnamed,
    parts_by_country,
    party,
    printed_people,
)
from missions.comparing.pages import has_turns_note, turns_note
from missions.comparing.pair import Pair, Waiting, is_over
from missions.comparing.significance import high, same_value
from missions.records import Change, ChangeKind, ChangeState, FieldContent, Status
from missions.summaries import summed
from missions.tokens import fold, same_words

RECENT_CHECKS = 10
"""How many checks back a value counts as one that the source had lately."""
RETURNS_NEED = 2
"""Healthy checks that what returns needs, however few a disappearance needs."""
PRESENCE = (ChangeKind.ADDED, ChangeKind.ENDED, ChangeKind.REMOVED)
OTHERS = (ChangeKind.SOURCE, ChangeKind.CONTRADICTION)
"""Kinds that are settled elsewhere, as is a broken link."""

Topic = tuple[object, ...]


@dataclass(frozen=True)
class Settled:
    """What became of a waiting change at this check."""

    id: int
    state: ChangeState
    confirmations: int


def topic(change: Change) -> Topic:
    """Return what a change is about: two of one topic say different things of the same."""
    if change.kind in PRESENCE:
        return "presence", change.mission
    match change.kind:
        case ChangeKind.RENAMED:
            return "name", frozenset((fold(str(change.before)), fold(str(change.after))))
        case ChangeKind.PARTICIPATION if change.field == PEOPLE:
            return PEOPLE, change.mission
        case ChangeKind.PARTICIPATION:
            return "part", party(change)
        case ChangeKind.TEXT:
            return "text", change.mission, change.page
    return str(change.kind), change.mission or change.page, change.field


def _is_open(change: Change) -> bool:
    return change.kind not in OTHERS and change.field != "broken"


def weighed(pair: Pair, changes: Iterable[Change]) -> Iterator[Change]:
    """Compare with what was last told, and let wait what returns to what it was lately."""
    open_changes = {topic(one.change): one.change for one in pair.waiting if _is_open(one.change)}
    for change in changes:
        waiting = open_changes.get(topic(change))
        if waiting is not None:
            if _goes_back(change, waiting):
                continue
            change = _since_told(change, waiting)  # noqa: PLW2901
        waits = _is_open(change) and _returns(pair, change)
        yield replace(change, state=ChangeState.UNCONFIRMED) if waits else change


def _returns(pair: Pair, change: Change) -> bool:
    """Say whether a change leads to what its source had lately, told or not."""
    return _takes_back(pair, change) or any(
        one.state is not ChangeState.UNCONFIRMED
        and (topic(one) == topic(change) or _is_of_words(change, one))
        and _leads_as(change, one)
        for one in pair.recent
    )


def _takes_back(pair: Pair, change: Change) -> bool:
    """Say whether a change takes back what was told lately."""
    return any(
        one.state is ChangeState.CONFIRMED
        and (topic(one) == topic(change) or _is_of_words(change, one))
        and _goes_back(change, one)
        for one in pair.recent
    )


def _is_of_words(change: Change, event: Change) -> bool:
    """Say whether new words are those about a mission of which an event was told with its own: the
    event told them too."""
    if change.kind is not ChangeKind.TEXT or change.mission != event.mission:
        return False
    is_worded = bool(event.passage_before) and bool(event.passage_after)
    return is_worded and not same_words(event.passage_before, event.passage_after)


def _goes_back(change: Change, earlier: Change) -> bool:
    """Say whether a change leads to where an earlier one of its topic came from."""
    if change.kind in PRESENCE:
        return _presence(change.after) == _presence_before(earlier)
    if change.kind is ChangeKind.TEXT:
        return same_words(change.passage_after, earlier.passage_before)
    if change.kind is ChangeKind.FIELD:
        return same_value(change.field or "", earlier.before, change.after)  # type: ignore[arg-type]
    return change.after == earlier.before


def _leads_as(change: Change, other: Change) -> bool:
    """Say whether two changes of a topic lead to the same."""
    if change.kind in PRESENCE:
        return _presence(change.after) == _presence(other.after)
    if change.kind is ChangeKind.TEXT:
        return same_words(change.passage_after, other.passage_after)
    if change.kind is ChangeKind.FIELD:
        return same_value(change.field or "", other.after, change.after)  # type: ignore[arg-type]
    return change.after == other.after


def _presence(status: object) -> str:
    if status is None:
        return "absent"
    return "ended" if status == Status.ENDED else "listed"


def _presence_before(change: Change) -> str:
    """What vanished was listed, with whatever status."""
    was = _presence(change.before)
    return "listed" if change.kind is ChangeKind.REMOVED and was == "absent" else was


def _since_told(change: Change, waiting: Change) -> Change:
    """Return a change as seen from what readers were last told."""
    if change.kind is ChangeKind.ADDED and _presence_before(waiting) == "listed":
        # It had vanished without a word, and now the page has the word.
        weight = high("the source says that it is over")
        change = replace(change, kind=ChangeKind.ENDED, severity=weight.severity)
        change = replace(change, reason=weight.reason, passage_before=waiting.passage_before)
    if change.kind is ChangeKind.TEXT:
        return change
    return summed(replace(change, before=waiting.before))


def settle(pair: Pair, found: Sequence[Change]) -> Iterator[tuple[Waiting, Settled]]:
    """Say of each waiting change whether it was taken back, or how far it is confirmed.

    `found` are the differences between the two views, told or not. A page that was not seen at
    this check proves nothing, nor does one that is silent about what changed.
    """
    moved = {topic(one) for one in found}
    needed = max(pair.confirm_removals, RETURNS_NEED)
    unseen = {page.url for page in pair.later.pages if page.is_kept}
    for one in pair.waiting:
        if not _is_open(one.change):
            continue
        if topic(one.change) in moved or _is_undone(pair, one.change, found):
            yield one, Settled(one.id, ChangeState.DISCARDED, one.confirmations)
        elif one.change.page not in unseen and _is_shown(pair, one.change):
            times = one.confirmations + 1
            state = ChangeState.CONFIRMED if times >= needed else ChangeState.UNCONFIRMED
            yield one, Settled(one.id, state, times)


def _is_undone(pair: Pair, change: Change, found: Sequence[Change]) -> bool:
    match change.kind:
        case ChangeKind.REMOVED:
            is_replaced = any(
                one.kind is ChangeKind.RENAMED and one.before == change.acronym for one in found
            )
            return is_replaced or change.mission in pair.after or change.mission in pair.doubted
        case ChangeKind.RENAMED:
            labels = {pair.label(told.listing) for told in pair.after.values()}
            names = {told.listing.name for told in pair.after.values()}
            return change.before in labels or change.after not in labels | names
        case ChangeKind.PARTICIPATION if is_unnamed(change):
            named = {one for one, told in pair.after.items() if told.listing.participation}
            return party(change) in named | set(parts_by_country(pair.later))
        case ChangeKind.FIELD | ChangeKind.TEXT if not _is_shown(pair, change):
            told = pair.after.get(change.mission or "")
            return told is None or is_over(told)
    return False


def _is_shown(pair: Pair, change: Change) -> bool:
    """Say whether the new view has what a change leads to; a silence is shown by being one."""
    told = pair.after.get(change.mission or "")
    match change.kind:
        case ChangeKind.ENDED:
            return told is not None and is_over(told)
        case ChangeKind.FIELD:
            value = told.fields.get(change.field or "") if told else None
            return value is not None and _same_field(change, value[0].value)
        case ChangeKind.TEXT:
            return told is not None and bool(told.passages.get(change.page))
        case ChangeKind.PARTICIPATION if change.field == PEOPLE:
            return printed_people(pair.later, change.mission or "") == change.after
        case ChangeKind.PARTICIPATION if change.mission and not is_unnamed(change):
            return told is not None and told.listing.participation == change.after
    return True


def _same_field(change: Change, value: FieldContent | None) -> bool:
    return same_value(change.field or "", change.after, value)  # type: ignore[arg-type]


def answers_by_turns(
    pair: Pair, settled: Iterable[tuple[Waiting, Settled]], told: Iterable[Change]
) -> Iterator[Change]:
    """Tell the operator once that a page goes to and fro: what returned did not last.

    A disappearance that is taken back is a slip; only the second one shows a pattern. Slips that
    came before, up to the last checks, were noted then.
    """
    overtaken = {topic(one) for one in told}
    noted: dict[str, None] = {}
    for waiting, outcome in settled:
        change = waiting.change
        if outcome.state is not ChangeState.DISCARDED or topic(change) in overtaken:
            continue
        if _slips(pair, change) == (0 if _takes_back(pair, change) else 1):
            noted[change.page] = None
    yield from (turns_note(pair, page) for page in noted if not has_turns_note(pair, page))


def _slips(pair: Pair, change: Change) -> int:
    return sum(
        one.state is ChangeState.DISCARDED and topic(one) == topic(change) for one in pair.recent
    )
