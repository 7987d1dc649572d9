"""The last known value of each field, so that one that hides and returns is no change."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select

from missions.records import FieldContent
from storage.models import KnownValue
from storage.readings import read_content
from storage.tables import Tables


class KnownValues(Tables):
    """Reading and writing of the `known_value` table."""

    def known_values(self, source_id: str) -> dict[tuple[str, str], FieldContent | None]:
        """Return the last known values of a source by (mission, field)."""
        rows = self._session.scalars(select(KnownValue).where(KnownValue.source == source_id))
        return {(row.mission, row.field): read_content(row.value) for row in rows}

    def set_known(
        self,
        source_id: str,
        mission: str,
        field: str,
        value: FieldContent | None,
        printed: str,
        at: datetime,
    ) -> None:
        """Note a value, with the string that was printed, as seen at `at`."""
        row = KnownValue(source=source_id, mission=mission, field=field)
        row.value = list(value) if isinstance(value, tuple) else value
        row.printed, row.at = printed, at
        self._session.merge(row)
        self._session.flush()

    def forget_known(self, source_id: str, mission: str, field: str) -> None:
        """Remove a value that no reading bears out any more."""
        row = self._session.get(KnownValue, (source_id, mission, field))
        if row is not None:
            self._session.delete(row)
            self._session.flush()
