"""The values a source gives of a mission; the last known ones are compared, so none just hides."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from missions.comparing.pair import Pair, change_of
from missions.comparing.significance import field_weight, same_value
from missions.records import Change, ChangeKind, FieldValue
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
    if was is None and (name != "until" or page in pair.rebuilt_urls):
        # What a new layout prints for the first time says nothing of the mission.
        return
    passage = told.passages.get(page) or told.listing.passage
    weight = field_weight(name, was, content, f"{value[0].printed} {passage}")
    change = change_of(pair, ChangeKind.FIELD, told, before=was, after=content, weight=weight)
    earlier = pair.before[mission].passages.get(page) or change.passage_before
    yield summed(
        replace(change, page=page, field=name, passage_before=earlier, passage_after=passage)
    )


def has_changed_fields(pair: Pair, told: Told) -> bool:
    """Say whether any value of a mission is another than the last known one."""
    return any(
        not same_value(name, pair.known.get((told.listing.mission, name)), value.value)
        for name, (value, _) in told.fields.items()
        if (told.listing.mission, name) in pair.known
    )
