"""Two views of a source to the changes between them; no I/O. The rules stand in `comparing`.

A mission that vanishes without a word waits unconfirmed until enough healthy checks agree; what
comes back before that is never told. An ending the page puts in words is told at once. A value
that hides and returns unchanged is no change, for the last known values are compared.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from missions.comparing.belgium import country_statements, headcounts, participations
from missions.comparing.fields import changed_fields, handed_mandates
from missions.comparing.moves import Moves, find_moves, renamed_in_place, told_moves
from missions.comparing.pages import changed_links, rebuilt_pages
from missions.comparing.pair import Known, Pair, Past, Waiting, is_rebuilt
from missions.comparing.presence import appeared, ended, resumed, vanished
from missions.comparing.texts import reworded
from missions.comparing.turns import RECENT_CHECKS, Settled, answers_by_turns, settle, weighed
from missions.comparing.twins import follows
from missions.records import Change, ChangeKind
from missions.view import SourceView

__all__ = [
    "RECENT_CHECKS",
    "Comparison",
    "Known",
    "Past",
    "Settled",
    "Waiting",
    "compare_views",
    "is_rebuilt",
]


@dataclass(frozen=True)
class Comparison:
    """The new changes, and what became of those that waited."""

    changes: tuple[Change, ...]
    settled: tuple[Settled, ...] = ()


def compare_views(
    before: SourceView,
    after: SourceView,
    known: Known,
    waiting: Sequence[Waiting] = (),
    confirm_removals: int = 2,
    recent: Sequence[Change] = (),
    past: Past | None = None,
) -> Comparison:
    """Return what changed between the believed view and the new one.

    `waiting` are the changes not confirmed yet, `recent` those of the last `RECENT_CHECKS` checks,
    whatever became of them, `past` what is remembered of the source beyond them. A source without
    any believed page yields nothing: its first reading is the baseline.
    """
    if not before.pages:
        return Comparison(())
    pair = Pair(before, after, known, waiting, recent, confirm_removals, past or Past())
    moves = find_moves(pair)
    found = list(_differences(pair, moves))
    told = list(weighed(pair, _without_doubles(pair, moves, found)))
    settled = list(settle(pair, found))
    notes = answers_by_turns(pair, settled, told)
    return Comparison((*told, *notes), tuple(outcome for _, outcome in settled))


def _differences(pair: Pair, moves: Moves) -> Iterator[Change]:
    yield from told_moves(pair, moves)
    yield from appeared(pair, moves)
    yield from ended(pair, moves)
    yield from resumed(pair)
    yield from vanished(pair, moves)
    yield from participations(pair, moves)
    yield from headcounts(pair)
    yield from renamed_in_place(pair)
    yield from changed_fields(pair)
    yield from handed_mandates(pair, moves)
    yield from reworded(pair)
    yield from country_statements(pair)
    yield from changed_links(pair)
    yield from rebuilt_pages(pair)


def _without_doubles(pair: Pair, moves: Moves, changes: Sequence[Change]) -> Iterator[Change]:
    """An event is told once: what an ending or a rename implies is not told beside it.

    A sentence may name several missions: what changed for one explains its new wording for all.
    Of two pages that change their words about a mission the more telling one is told.
    """
    headline = {
        one.mission
        for one in changes
        if one.kind in (ChangeKind.ADDED, ChangeKind.ENDED, ChangeKind.RENAMED)
    }
    headline |= moves.gone
    parts = {one.mission for one in changes if one.kind is ChangeKind.PARTICIPATION}
    texts = [one for one in changes if one.kind is ChangeKind.TEXT]
    following = [one for one in texts if follows(pair, one)]
    explained = _sentences_of(pair, headline | parts).union(*map(_words_of, following))
    reworded_ones = set[str | None]()
    for change in changes:
        if change.kind is ChangeKind.TEXT:
            words = _words_of(change)
            if words & explained or change.mission in reworded_ones:
                continue
            explained |= words
            reworded_ones.add(change.mission)
        implied = change.kind is ChangeKind.TEXT or (
            change.kind is ChangeKind.FIELD and change.field != "until"
        )
        if implied and change.mission in headline | parts:
            continue
        yield change


def _words_of(change: Change) -> set[object]:
    words = {change.passage_before, change.passage_after, change.before, change.after}
    return words - {""}


def _sentences_of(pair: Pair, missions: set[str | None]) -> set[object]:
    """Return what each page, in whichever language, says of missions: before, and now."""
    told = (view.get(one or "") for view in (pair.before, pair.after) for one in missions)
    return {words for one in told if one for words in one.passages.values() if words}
