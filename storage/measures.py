"""How much there is of everything, in few and cheap questions: what monitoring watches."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import case, func, select, text

from missions.records import ChangeKind, ChangeState, RunStatus
from storage.models import ChangeRecord, Run
from storage.models_of_telling import Message
from storage.rows import MessageState
from storage.tables import Tables

BELIEVED = (RunStatus.OK, RunStatus.PARTIAL)


@dataclass(frozen=True)
class Checks:
    """When a source was last looked at, and how many of its runs wait for a decision."""

    checked: datetime | None = None
    believed: datetime | None = None
    """When the last run that was believed began."""
    held: int = 0


class Measures(Tables):
    """Counting in several tables."""

    def checks(self) -> dict[str, Checks]:
        """Return how the checks of each source stand."""
        time = Run.started_at.type
        query = select(
            Run.source,
            func.max(func.coalesce(Run.finished_at, Run.started_at, type_=time), type_=time),
            func.max(case((Run.status.in_(BELIEVED), Run.started_at)), type_=time),
            func.count().filter(Run.status == RunStatus.HELD),
        ).group_by(Run.source)
        return {
            source: Checks(checked, believed, held)
            for source, checked, believed, held in self._session.execute(query)
        }

    def changes_by_kind_and_state(self) -> Mapping[tuple[ChangeKind, ChangeState], int]:
        """Return how many changes there are."""
        query = select(ChangeRecord.kind, ChangeRecord.state, func.count())
        found = self._session.execute(query.group_by(ChangeRecord.kind, ChangeRecord.state))
        return {(ChangeKind(kind), ChangeState(state)): number for kind, state, number in found}

    def messages_by_state(self) -> Mapping[MessageState, int]:
        """Return how many messages there are."""
        query = select(Message.state, func.count()).group_by(Message.state)
        return {MessageState(state): number for state, number in self._session.execute(query)}

    def database_bytes(self) -> int:
        """Return how much room the database takes."""
        if self._session.get_bind().dialect.name == "postgresql":
            size = "SELECT pg_database_size(current_database())"
        else:
            size = "SELECT page_count * page_size FROM pragma_page_count(), pragma_page_size()"
        return int(self._session.scalar(text(size)) or 0)
