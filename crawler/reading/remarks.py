"""What the remarks of a record say in words: until when its mission's mandate runs.

No label tells that a column holds remarks: it is any that has words and is no known field.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

from crawler.reading.sayings import sentence_fields
from missions.records import Evidence, FieldValue

FEWEST_WORDS = 3


def remarks_in(record: Mapping[str, str], known: Collection[str]) -> str:
    """Return the values of a record that are words, without those of its known columns."""
    others = (value for name, value in record.items() if name not in known)
    return "\n".join(value for value in others if len(value.split()) >= FEWEST_WORDS)


def until_said(remarks: str, where: Evidence) -> dict[str, FieldValue]:
    """Return until when remarks say that the mandate runs, the latest day where there are more."""
    told = [value for name, value in sentence_fields(remarks, where) if name == "until"]
    last = max(told, key=lambda one: str(one.value or ""), default=None)
    return {"until": last} if last else {}
