"""What a sentence says is shown with its phase, dates and people."""

from __future__ import annotations

from missions.records import (
    Bound,
    FieldValue,
    Headcount,
    Participation,
    Phase,
    Statement,
    Status,
)
from watch import StatementRow


def test_a_statement_as_json_holds_phase_dates_and_people() -> None:
    said = Statement(
        "België verlengt zijn deelname aan KFOR tot eind 2026 met max. 60 militairen.",
        "kfor",
        participation=Participation.CURRENT,
        status=Status.ONGOING,
        framework="NATO",
        phase=Phase.EXTENDED,
        cue="verlengt",
        until=FieldValue("2026", "2026"),
        people=(Headcount(60, "max. 60 militairen", Bound.MOST, "soldiers"),),
    )
    assert StatementRow(said, "belgium", "https://example.org/nl").as_json() == {
        "source": "belgium",
        "page": "https://example.org/nl",
        "framework": "NATO",
        "mission": "kfor",
        "country": None,
        "participation": "current",
        "status": "ongoing",
        "phase": "extended",
        "cue": "verlengt",
        "since": None,
        "until": "2026",
        "people": [
            {
                "number": 60,
                "printed": "max. 60 militairen",
                "bound": "most",
                "people": "soldiers",
            }
        ],
        "sentence": "België verlengt zijn deelname aan KFOR tot eind 2026 met max. 60 militairen.",
    }
