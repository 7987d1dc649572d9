"""Twelve dated states of the five sites, and by hand what truly happened between them.

An event belongs to the first state that shows it. Where a mission has an event of its own, new
words about it are no event beside that; where only the words changed, the kind is `text`. A
mission that was renamed has one event, under its new id. What is not here did not happen:
counts in an intro, "last updated" stamps, the data hub's date column, closed OSCE operations that
move from one list to the other, and news boxes are no events.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class ExpectedEvent:
    """One true change; `after` is an ISO date, a number, a name, or Belgium's participation."""

    state: date
    source: str
    kind: str
    mission: str | None
    field: str | None = None
    after: str | int | None = None


@dataclass(frozen=True)
class Disagreement:
    """Two pages that say different things of one mission, from one state up to another."""

    mission: str
    pages: tuple[str, str]
    begins: date
    ceases: date | None


BASELINE = date(2021, 7, 5)
BORDER_OBSERVERS_END = date(2021, 10, 4)
SMM_ENDS = date(2022, 4, 4)
EUMA_STARTS = date(2023, 2, 21)
AUTUMN_2023 = date(2023, 10, 2)
MINUSMA_CLOSED = date(2024, 1, 8)
ASPIDES_STARTS = date(2024, 2, 20)
EUTM_MALI_ENDED = date(2024, 5, 21)
EUMAM_MOZAMBIQUE = date(2024, 9, 23)
UNSOM_BECOMES_UNTMIS = date(2024, 11, 4)
UNIFIL_FINAL = date(2025, 9, 1)
SPRING_2026 = date(2026, 4, 7)

STATES = (
    BASELINE,
    BORDER_OBSERVERS_END,
    SMM_ENDS,
    EUMA_STARTS,
    AUTUMN_2023,
    MINUSMA_CLOSED,
    ASPIDES_STARTS,
    EUTM_MALI_ENDED,
    EUMAM_MOZAMBIQUE,
    UNSOM_BECOMES_UNTMIS,
    UNIFIL_FINAL,
    SPRING_2026,
)

_ADDED, _ENDED, _REMOVED, _RENAMED = "added", "ended", "removed", "renamed"
_FIELD, _PARTICIPATION, _TEXT, _SOURCE = "field", "participation", "text", "source"

EVENTS = tuple(
    ExpectedEvent(*event)
    for event in (
        (BORDER_OBSERVERS_END, "osce", _ENDED, "osce-bom"),
        (BORDER_OBSERVERS_END, "nato", _ENDED, "resolute-support"),
        (BORDER_OBSERVERS_END, "belgium", _PARTICIPATION, "resolute-support", None, "past"),
        (BORDER_OBSERVERS_END, "un", _FIELD, "unifil", "until", "2022-08-31"),
        (SMM_ENDS, "osce", _ENDED, "osce-smm"),
        (SMM_ENDS, "eeas", _ADDED, "eutm-mozambique"),
        (SMM_ENDS, "belgium", _PARTICIPATION, "nmi", None, "current"),
        (SMM_ENDS, "un", _FIELD, "monusco", "strength", 13500),
        (SMM_ENDS, "un", _FIELD, "monusco", "until", "2022-12-20"),
        (SMM_ENDS, "un", _FIELD, "minusca", "until", "2022-11-15"),
        (SMM_ENDS, "un", _FIELD, "unmiss", "until", "2023-03-15"),
        (SMM_ENDS, "un", _FIELD, "unifil", "head", "Major General Aroldo Lázaro Sáenz"),
        (EUMA_STARTS, "osce", _ENDED, "osce-pcu"),
        (EUMA_STARTS, "eeas", _ADDED, "euma"),
        (EUMA_STARTS, "eeas", _ADDED, "eumpm-niger"),
        (EUMA_STARTS, "eeas", _ADDED, "eumam-ukraine"),
        (EUMA_STARTS, "nato", _TEXT, "nmi"),
        (EUMA_STARTS, "un", _FIELD, "minusma", "until", "2023-06-30"),
        (EUMA_STARTS, "un", _FIELD, "unami", "until", "2023-05-31"),
        (EUMA_STARTS, "un", _FIELD, "unifil", "until", "2023-08-31"),
        (EUMA_STARTS, "un", _FIELD, "minusca", "until", "2023-11-15"),
        (EUMA_STARTS, "un", _FIELD, "monusco", "until", "2023-12-20"),
        (AUTUMN_2023, "eeas", _ADDED, "eupm-moldova"),
        (AUTUMN_2023, "eeas", _ADDED, "eusdi-gog"),
        (AUTUMN_2023, "eeas", _FIELD, "eunavfor-med-irini", "until", "2025-03-31"),
        (AUTUMN_2023, "eeas", _FIELD, "eulex-kosovo", "until", "2025-06-14"),
        (AUTUMN_2023, "un", _TEXT, "minusma"),
        (AUTUMN_2023, "un", _FIELD, "unmiss", "until", "2024-03-15"),
        (AUTUMN_2023, "un", _FIELD, "unami", "until", "2024-05-31"),
        (AUTUMN_2023, "un", _FIELD, "unifil", "until", "2024-08-31"),
        (MINUSMA_CLOSED, "un", _ENDED, "minusma"),
        (MINUSMA_CLOSED, "un", _REMOVED, "unitams"),
        (MINUSMA_CLOSED, "un", _FIELD, "minusca", "until", "2024-11-15"),
        (MINUSMA_CLOSED, "un", _FIELD, "monusco", "until", "2024-12-20"),
        (MINUSMA_CLOSED, "eeas", _SOURCE, None),
        (ASPIDES_STARTS, "eeas", _ADDED, "eunavfor-aspides"),
        (EUTM_MALI_ENDED, "eeas", _REMOVED, "eutm-mali"),
        (EUTM_MALI_ENDED, "belgium", _PARTICIPATION, "eunavfor-aspides", None, "current"),
        (EUTM_MALI_ENDED, "un", _FIELD, "unmiss", "until", "2025-04-30"),
        (EUMAM_MOZAMBIQUE, "eeas", _RENAMED, "eumam-mozambique"),
        (EUMAM_MOZAMBIQUE, "eeas", _REMOVED, "eumpm-niger"),
        (EUMAM_MOZAMBIQUE, "un", _REMOVED, "unitad"),
        (EUMAM_MOZAMBIQUE, "un", _FIELD, "unami", "until", "2025-12-31"),
        (EUMAM_MOZAMBIQUE, "un", _FIELD, "unifil", "until", "2025-08-31"),
        (EUMAM_MOZAMBIQUE, "belgium", _PARTICIPATION, "minusma", None, "past"),
        (EUMAM_MOZAMBIQUE, "belgium", _PARTICIPATION, "eutm-mali", None, "past"),
        (UNSOM_BECOMES_UNTMIS, "un", _RENAMED, "untmis"),
        (UNSOM_BECOMES_UNTMIS, "eeas", _REMOVED, "eucap-sahel-niger"),
        (UNIFIL_FINAL, "un", _FIELD, "unifil", "until", "2026-12-31"),
        (UNIFIL_FINAL, "un", _FIELD, "unifil", "head", "Major General Diodato Abagnara"),
        (UNIFIL_FINAL, "un", _FIELD, "unmiss", "until", "2026-04-30"),
        (UNIFIL_FINAL, "un", _FIELD, "minusca", "until", "2025-11-15"),
        (UNIFIL_FINAL, "un", _FIELD, "monusco", "until", "2025-12-20"),
        (UNIFIL_FINAL, "eeas", _FIELD, "eumam-ukraine", "until", "2026-11-15"),
        (UNIFIL_FINAL, "eeas", _FIELD, "euma", "until", "2027-02-19"),
        (UNIFIL_FINAL, "eeas", _FIELD, "eunavfor-aspides", "until", "2026-02-28"),
        (UNIFIL_FINAL, "eeas", _FIELD, "eunavfor-med-irini", "until", "2027-03-31"),
        (UNIFIL_FINAL, "eeas", _FIELD, "eulex-kosovo", "until", "2027-06-14"),
        (UNIFIL_FINAL, "nato", _ADDED, "baltic-sentry"),
        (UNIFIL_FINAL, "belgium", _PARTICIPATION, "eunavfor-aspides", None, "past"),
        (SPRING_2026, "un", _REMOVED, "unami"),
        (SPRING_2026, "un", _REMOVED, "unmha"),
        (SPRING_2026, "un", _FIELD, "minusca", "until", "2026-11-15"),
        (SPRING_2026, "un", _FIELD, "monusco", "until", "2026-12-20"),
        (SPRING_2026, "eeas", _FIELD, "eunavfor-aspides", "until", "2027-02-28"),
        (SPRING_2026, "nato", _ADDED, "eastern-sentry"),
        (SPRING_2026, "nato", _ADDED, "arctic-sentry"),
        (SPRING_2026, "osce", _ENDED, "osce-prcio"),
    )
)

DISAGREEMENTS = (
    Disagreement(
        "minusma",
        ("un /en/past-peacekeeping-operations", "belgium"),
        MINUSMA_CLOSED,
        EUMAM_MOZAMBIQUE,
    ),
    Disagreement(
        "minusma",
        ("un /en/past-peacekeeping-operations", "un /public/data/DPPADPOSS-PKO"),
        MINUSMA_CLOSED,
        EUTM_MALI_ENDED,
    ),
)
"""True contradictions the states show; not among `EVENTS`, for they lie between pages."""


def events_at(state: date) -> tuple[ExpectedEvent, ...]:
    """What a state shows that the one before did not."""
    return tuple(event for event in EVENTS if event.state == state)


def disagreements_at(state: date) -> tuple[Disagreement, ...]:
    """Which contradictions a state shows."""
    return tuple(
        one
        for one in DISAGREEMENTS
        if one.begins <= state and (one.ceases is None or state < one.ceases)
    )


def sources_with_removals(state: date) -> frozenset[str]:
    """Sources that need a second check of the same state before a disappearance is believed."""
    return frozenset(event.source for event in events_at(state) if event.kind == _REMOVED)
