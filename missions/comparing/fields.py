"""The values a source gives of a mission; the last known ones are compared, so none just hides."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from missions.comparing.moves import Moves
from missions.comparing.pair import Pair, change_of, is_over
from missions.comparing.significance import field_weight, same_value
from missions.records import Change, ChangeKind, FieldContent, FieldValue
from missions.summaries import summed
from missions.view import Told

WATCHED_FIELDS = (
    "until",
    "strength",
    "head",
    "host",
    "seat",
    "kind",
    "since",
    "ended",
    "mandate",
    "budget",
)


def changed_fields(pair: Pair) -> Iterator[Change]:
    """Tell each watched value of a mission that is another than the last known one."""
    for mission, new in pair.after.items():
        if mission in pair.before:
            for name in WATCHED_FIELDS:
                value = new.fields.get(name)
                if value is not None:
                    yield from _changed(pair, new, name, value)


def _changed(pair: Pair, told: Told, name: str, value: tuple[FieldValue, str]) -> Iterator[Change]:
    content, page = value[0].value, value[1]
    mission = told.listing.mission
    if content is None or page in pair.new_pages:
        return
    was = pair.known.get((mission, name))
    if same_value(name, was, content):
        return
    if was is None and (page in pair.rebuilt_urls or not _is_news_at_first(pair, told, name)):
        # What a new layout prints for the first time says nothing of the mission.
        return
    yield _changed_from(pair, told, name, value, was)


def _is_news_at_first(pair: Pair, told: Told, name: str) -> bool:
    """Say whether a value is news though none was printed before: how long a mission runs is.

    Of one that is over the end was told, or is told as such.
    """
    was = pair.before[told.listing.mission]
    return name == "until" or (name == "ended" and not is_over(told) and not is_over(was))


def handed_mandates(pair: Pair, moves: Moves) -> Iterator[Change]:
    """Tell the end of a successor's mandate where its only predecessor's was another."""
    for earlier, laters in moves.successors.items():
        was = pair.known.get((earlier, "until"))
        told = pair.after[laters[0]]
        value = told.fields.get("until")
        is_alone = len(laters) == 1 and pair.register.succeeds(laters[0], earlier)
        if not is_alone or was is None or value is None or value[1] in pair.new_pages:
            continue
        if value[0].value is not None and not same_value("until", was, value[0].value):
            yield _changed_from(pair, told, "until", value, was)


def _changed_from(
    pair: Pair, told: Told, name: str, value: tuple[FieldValue, str], was: FieldContent | None
) -> Change:
    content, page = value[0].value, value[1]
    passage = told.passages.get(page) or told.listing.passage
    weight = field_weight(name, was, content, f"{value[0].printed} {passage}")
    change = change_of(pair, ChangeKind.FIELD, told, before=was, after=content, weight=weight)
    before = pair.before.get(told.listing.mission)
    earlier = (before.passages.get(page) if before else None) or change.passage_before
    return summed(
        replace(change, page=page, field=name, passage_before=earlier, passage_after=passage)
    )


def has_changed_fields(pair: Pair, told: Told) -> bool:
    """Say whether any value of a mission is another than the last known one."""
    return any(
        not same_value(name, pair.known.get((told.listing.mission, name)), value.value)
        for name, (value, _) in told.fields.items()
        if (told.listing.mission, name) in pair.known
    )
