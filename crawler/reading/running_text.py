"""The missions that statements tell of, as listings."""

from __future__ import annotations

from collections.abc import Sequence

from missions.records import (
    FieldValue,
    Listing,
    Participation,
    Statement,
    Status,
)
from missions.register import Mission, load_register


def listings_from_statements(
    statements: Sequence[Statement], names: dict[str, str]
) -> list[Listing]:
    """Return one listing a mission that statements name; current beats past beats nothing."""
    best: dict[str, Statement] = {}
    for statement in statements:
        if statement.mission is None:
            continue
        known = best.get(statement.mission)
        if known is None or _weight(statement) > _weight(known):
            best[statement.mission] = statement
    return [_stated(statement, names) for statement in best.values()]


def _weight(statement: Statement) -> tuple[int, bool]:
    part = {Participation.CURRENT: 2, Participation.PAST: 1, None: 0}[statement.participation]
    return part, statement.status is not Status.UNKNOWN


def _stated(statement: Statement, names: dict[str, str]) -> Listing:
    mission = _mission(statement.mission or "")
    fields: dict[str, FieldValue] = {}
    if statement.until and statement.participation is Participation.CURRENT:
        fields["until"] = statement.until
    return Listing(
        mission=mission.id,
        name=names.get(mission.id, mission.label),
        organisation=mission.organisation,
        acronym=mission.acronym or None,
        status=statement.status,
        participation=statement.participation,
        fields=fields,
        passage=statement.sentence,
        evidence=statement.evidence,
    )


def _mission(mission_id: str) -> Mission:
    mission = load_register().get(mission_id)
    if mission is None:
        raise KeyError(mission_id)
    return mission
