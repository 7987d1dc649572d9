"""Whether a mission is on the list, and whether it runs: what came, ended, resumed or vanished."""

from __future__ import annotations

from collections.abc import Iterator

from missions.comparing.moves import Moves, successor_beside, told_handover
from missions.comparing.overlooked import stands_there, stood_there
from missions.comparing.pair import Pair, change_of, is_over, waits
from missions.comparing.significance import Weight, high, low
from missions.records import Change, ChangeKind, Listing, Status
from missions.view import SourceView, Told


def appeared(pair: Pair, moves: Moves) -> Iterator[Change]:
    """Tell the missions that are new on the list, or back on it."""
    for mission, told in pair.after.items():
        if mission in pair.before or mission in moves.come or _waits_as_handed_over(pair, told):
            continue
        if set(told.pages) <= pair.new_pages:
            continue
        if pair.source == "belgium" and told.listing.participation is not None:
            continue
        if _is_mention(pair, pair.later, told) or _is_old_news(pair, told):
            continue
        if stood_there(pair, told):
            continue
        yield change_of(
            pair,
            ChangeKind.ADDED,
            told,
            before=None,
            after=str(told.listing.status),
            weight=_weight_of_coming(pair, told),
        )


def _is_old_news(pair: Pair, told: Told) -> bool:
    """Say whether an entry about the past tells no end: it was told, or came before the watch.

    Lists are rebuilt, and get sections of missions that closed long ago.
    """
    mission = told.listing.mission
    if not is_over(told) or mission in pair.vanished_before:
        return False
    return mission in pair.past.listed or pair.is_long_closed(mission)


def _is_mention(pair: Pair, view: SourceView, told: Told) -> bool:
    """Say whether the ministry's page only names a mission somewhere: that is no part of
    Belgium's, and no entry under an organisation's heading."""
    if pair.source != "belgium" or told.listing.status is not Status.UNKNOWN:
        return False
    statements = [
        one
        for page in view.pages
        for one in page.reading.statements
        if one.mission == told.listing.mission
    ]
    return bool(statements) and not any(one.framework or one.participation for one in statements)


def _waits_as_handed_over(pair: Pair, told: Told) -> bool:
    """Say whether a mission only returns beside the successor it was about to give way to."""
    return any(
        one.change.kind is ChangeKind.RENAMED
        and one.change.before == pair.label(told.listing)
        and pair.register.succeeds(str(one.change.mission), told.listing.mission)
        for one in pair.waiting
    )


def _weight_of_coming(pair: Pair, told: Told) -> Weight:
    if is_over(told):
        return low("it is an entry about the past")
    if _was_told(pair, ChangeKind.REMOVED, told.listing.mission):
        return high("a mission that had vanished is back on the list")
    earlier = _predecessors(pair, told.listing)
    if earlier:
        return high(f"a mission is new on the list; it takes over from {earlier}")
    return high("a mission is new on the list")


def _was_told(pair: Pair, kind: ChangeKind, mission: str) -> bool:
    return any(one.kind is kind and one.mission == mission for one in pair.recent)


def _predecessors(pair: Pair, listing: Listing) -> str:
    mission = pair.register.get(listing.mission)
    return ", ".join(map(pair.register.label, mission.predecessors)) if mission else ""


def _successors(pair: Pair, listing: Listing) -> str:
    mission = pair.register.get(listing.mission)
    return ", ".join(map(pair.register.label, mission.successors)) if mission else ""


def ended(pair: Pair, moves: Moves) -> Iterator[Change]:
    """Tell the missions that the source now says are over; their successor tells it too."""
    for mission, told in pair.after.items():
        old = pair.before.get(mission)
        if (
            old
            and old.listing.status is Status.UNKNOWN
            and _was_told(pair, ChangeKind.ENDED, mission)
        ):
            continue  # the page was silent about it in between
        if old and _is_long_over(pair, old, told):
            continue
        if old and is_over(told) and not is_over(old) and mission not in moves.gone:
            yield change_of(
                pair,
                ChangeKind.ENDED,
                told,
                before=str(old.listing.status),
                after=str(Status.ENDED),
                weight=high("the source says that it is over"),
            )


def _is_long_over(pair: Pair, was: Told, told: Told) -> bool:
    """Say whether a page that was rebuilt only begins to say what the register has long known."""
    known = pair.register.get(told.listing.mission)
    is_silence = was.listing.status is Status.UNKNOWN and told.page in pair.rebuilt_urls
    return bool(is_silence and known and known.end)


def resumed(pair: Pair) -> Iterator[Change]:
    """Tell that a mission runs after all, where its end was told lately."""
    for mission, told in pair.after.items():
        old = pair.before.get(mission)
        if not old or not is_over(old) or told.listing.status is not Status.ONGOING:
            continue
        if _ended_lately(pair, mission):
            yield change_of(
                pair,
                ChangeKind.ADDED,
                told,
                before=str(Status.ENDED),
                after=str(Status.ONGOING),
                weight=high("a mission told as ended is told as running again"),
            )


def _ended_lately(pair: Pair, mission: str) -> bool:
    return _was_told(pair, ChangeKind.ENDED, mission) or any(
        one.mission == mission and one.kind is ChangeKind.ADDED and one.before == Status.ENDED
        for one in pair.recent
    )


def vanished(pair: Pair, moves: Moves) -> Iterator[Change]:
    """Note the missions that left without a word; a silence waits for a second check.

    What was told as over has no more to tell when it leaves: lists keep the past for a while.
    """
    for mission, told in pair.before.items():
        if is_over(told) or mission in pair.after or mission in moves.gone | pair.doubted:
            continue
        if told.listing.participation is not None or _is_mention(pair, pair.earlier, told):
            continue
        if stands_there(pair, told):
            continue
        later = successor_beside(pair, mission)
        if later is not None:
            yield told_handover(pair, told, later)
            continue
        yield change_of(
            pair,
            ChangeKind.REMOVED,
            told,
            before=str(told.listing.status),
            after=None,
            state=waits(pair, told.pages),
            weight=_weight_of_going(pair, told),
        )


def _weight_of_going(pair: Pair, told: Told) -> Weight:
    later = _successors(pair, told.listing)
    if later:
        return high(f"a mission is no longer on the list; {later} takes over from it")
    return high("a mission is no longer on the list")
