"""A change is told in one sentence that a reader understands without looking anything up."""

from __future__ import annotations

import pytest

from missions.records import Change, ChangeKind, ChangeState, Severity
from missions.summaries import summarise


def change(kind: ChangeKind, **facts: object) -> Change:
    given = {"source": "un", "page": "https://lists.example.org", "mission": "minusma",
             "acronym": "MINUSMA", "state": ChangeState.CONFIRMED, "severity": Severity.HIGH,
             "summary": ""} | facts  # fmt: skip
    return Change(kind=kind, **given)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("told", "sentence"),
    [
        (change(ChangeKind.ADDED), "MINUSMA was added to the UN's list."),
        (change(ChangeKind.ADDED, after="ended"),
         "MINUSMA was added to the UN's list as a past operation."),
        (change(ChangeKind.ENDED), "MINUSMA left the list of current operations: "
         "the UN's list now says that it has ended."),
        (change(ChangeKind.REMOVED, source="nato"),
         "MINUSMA is no longer on NATO's list; the page does not say why."),
        (change(ChangeKind.FIELD, field="until", before="2024-06-30", after="2024-12-31"),
         "MINUSMA: the mandate now runs until 2024-12-31 (was 2024-06-30)."),
        (change(ChangeKind.FIELD, field="until", after="2026-12-31",
                passage_after="extended for a final time until 31 December 2026"),
         "MINUSMA: the mandate now runs until 2026-12-31, for a final time."),
        (change(ChangeKind.FIELD, field="strength", before=14000, after=13500),
         "MINUSMA: the strength changed from 14,000 to 13,500."),
        (change(ChangeKind.FIELD, field="host", before=("ML",), after=("ML", "NE")),
         "MINUSMA: the host country changed from Mali to Mali, Niger."),
        (change(ChangeKind.PARTICIPATION, source="belgium", after="past"),
         "Belgium's part in MINUSMA is now told as past."),
        (change(ChangeKind.PARTICIPATION, mission=None, acronym=None, field="RW", after="past"),
         "Belgium's part in Rwanda is now told as past."),
    ],
)  # fmt: skip
def test_the_sentence_says_what_happened(told: Change, sentence: str) -> None:
    assert summarise(told) == sentence


@pytest.mark.parametrize("kind", ChangeKind)
def test_every_kind_has_a_sentence_for_every_source(kind: ChangeKind) -> None:
    for source in ("un", "nato", "eeas", "osce", "belgium", "another"):
        sentence = summarise(change(kind, source=source, field="UN", before="This", after="that"))
        assert sentence[:1].isupper()
        assert sentence.endswith(".")
        assert "None" not in sentence
