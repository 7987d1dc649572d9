"""Which entries are one mission before and after: a successor, or the same under another name.

A successor is one by the register. An entry that the register does not know is the same mission
when it stands on the same page and bears enough of the old one's words, facts or sentences.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from missions.comparing.given_names import has_other_name, is_named
from missions.comparing.likeness import is_one_mission, stands_for, words_of
from missions.comparing.overlooked import stood_in_one_line
from missions.comparing.pair import Pair, change_of, is_over, waits
from missions.comparing.significance import high, normal
from missions.records import Change, ChangeKind, Listing
from missions.tokens import fold
from missions.view import Told

UNREGISTERED = "new:"


@dataclass(frozen=True)
class Moves:
    """Missions that stand for others now: earlier id to later ids."""

    successors: Mapping[str, tuple[str, ...]]
    renamed: Mapping[str, str]

    @property
    def gone(self) -> set[str]:
        """The missions whose leaving is told by their move."""
        return {*self.successors, *self.renamed}

    @property
    def come(self) -> set[str]:
        """The missions whose coming is told by their move."""
        return {*self.renamed.values(), *(one for ids in self.successors.values() for one in ids)}


def find_moves(pair: Pair) -> Moves:
    """Return which missions gave way to others, and which only changed their name."""
    successors = _successors(pair)
    taken = {*successors, *(one for ids in successors.values() for one in ids)}
    return Moves(successors, _renamed(pair, taken))


def _successors(pair: Pair) -> dict[str, tuple[str, ...]]:
    """Find successors among what came; one mission may have several, or several one."""
    came = [
        mission for mission, told in pair.after.items()
        if mission not in pair.before and not is_over(told)
    ]  # fmt: skip
    found = {
        earlier: tuple(later for later in came if _takes_over(pair, later, earlier))
        for earlier in _left(pair)
    }
    return {earlier: later for earlier, later in found.items() if later}


def _left(pair: Pair) -> list[str]:
    """Return the missions that ran and do not now, those too whose leaving still waits."""
    left = [
        mission
        for mission, told in pair.before.items()
        if not is_over(told) and (mission not in pair.after or is_over(pair.after[mission]))
    ]
    return [*left, *(one for one in pair.vanished_before if one not in pair.after)]


def _takes_over(pair: Pair, later: str, earlier: str) -> bool:
    """Say so by the register, or where the two took turns lately."""
    if pair.register.succeeds(later, earlier):
        return True
    labels = {_label_before(pair, earlier), pair.label(pair.after[later].listing)}
    return any(
        one.kind is ChangeKind.RENAMED and {one.before, one.after} == labels for one in pair.recent
    )


def _renamed(pair: Pair, taken: set[str]) -> dict[str, str]:
    """Find new names of one mission; where two could be meant, none is."""
    left = [one for one in pair.before if one not in {*pair.after, *pair.doubted, *taken}]
    came = [one for one in pair.after if one not in {*pair.before, *taken}]
    pairs = [
        (old, new)
        for old in left
        for new in came
        if _is_same(pair, pair.before[old], pair.after[new])
    ]
    olds, news = [old for old, _ in pairs], [new for _, new in pairs]
    return {old: new for old, new in pairs if olds.count(old) == news.count(new) == 1}


def _is_same(pair: Pair, old: Told, new: Told) -> bool:
    one, other = old.listing, new.listing
    if not (one.mission.startswith(UNREGISTERED) or other.mission.startswith(UNREGISTERED)):
        return False
    if (old.page, one.organisation, is_over(old)) != (new.page, other.organisation, is_over(new)):
        return False
    return is_one_mission(one, other) or stood_in_one_line(pair, old, new)


def told_moves(pair: Pair, moves: Moves) -> Iterator[Change]:
    """Tell each move once, as what it is."""
    for earlier, laters in moves.successors.items():
        for later in laters:
            yield change_of(
                pair,
                ChangeKind.RENAMED,
                pair.after[later],
                before=_label_before(pair, earlier),
                after=pair.label(pair.after[later].listing),
                weight=high("one mission took over from another"),
            )
    for earlier, later in moves.renamed.items():
        was, now = pair.before[earlier].listing, pair.after[later].listing
        is_rebuilt = pair.after[later].page in pair.rebuilt_urls
        if not is_rebuilt and not _same_but_acronym(was, now):
            yield change_of(
                pair,
                ChangeKind.RENAMED,
                pair.after[later],
                before=was.name,
                after=now.name,
                weight=normal("only the printed name changed"),
            )


def _label_before(pair: Pair, mission: str) -> str:
    told = pair.before.get(mission)
    return pair.label(told.listing) if told else str(pair.vanished_before[mission].acronym)


def successor_beside(pair: Pair, mission: str) -> Told | None:
    """Return a running successor that the source already listed beside a mission.

    An older one that takes over another's tasks was no new name for it.
    """
    beside = (one for one in pair.after if one in pair.before and not is_over(pair.after[one]))
    for later in beside:
        if pair.register.succeeds(later, mission) and _is_younger(pair, later, mission):
            return pair.after[later]
    return None


def _is_younger(pair: Pair, later: str, earlier: str) -> bool:
    one, other = pair.register.get(later), pair.register.get(earlier)
    return bool(one and other and one.start and one.start > other.start)


def told_handover(pair: Pair, earlier: Told, later: Told) -> Change:
    """Tell that of two missions listed side by side the successor alone is left.

    Nothing on the page says so, so it waits as a disappearance does.
    """
    return change_of(
        pair,
        ChangeKind.RENAMED,
        later,
        before=pair.label(earlier.listing),
        after=pair.label(later.listing),
        weight=high("a mission is no longer listed beside the one that took over from it"),
        state=waits(pair, earlier.pages),
    )


def renamed_in_place(pair: Pair) -> Iterator[Change]:
    """Tell another name for the same mission; its acronym or long name being printed is none."""
    for mission, new in pair.after.items():
        old = pair.before.get(mission)
        if old is None or old.page != new.page or _same_name(old.listing, new.listing):
            continue
        if pair.source == "belgium" or new.page in pair.rebuilt_urls:
            continue
        yield change_of(
            pair,
            ChangeKind.RENAMED,
            new,
            before=old.listing.name,
            after=new.listing.name,
            weight=normal("only the printed name changed"),
        )


def _same_but_acronym(one: Listing, other: Listing) -> bool:
    """Say whether two names differ in no more than an acronym printed beside or instead of one."""
    if stands_for(one.name, other) or stands_for(other.name, one):
        return True
    if one.acronym and other.acronym and fold(one.acronym) == fold(other.acronym):
        return fold(one.acronym) in (fold(one.name), fold(other.name))
    acronyms = words_of(f"{one.acronym or ''} {other.acronym or ''}")
    return words_of(one.name) ^ words_of(other.name) <= acronyms


def _same_name(was: Listing, now: Listing) -> bool:
    words, others = words_of(was.name), words_of(now.name)
    if words <= others or others <= words:
        return not is_named(was, now)
    acronyms = {name.casefold() for name in (was.acronym, now.acronym) if name}
    is_acronym = was.name.casefold() in acronyms or now.name.casefold() in acronyms
    return is_acronym and not (has_other_name(was) or has_other_name(now))
