"""What every module by table starts from: the session of the running transaction."""

from __future__ import annotations

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from storage.models import Edition
from storage.remembered import Remembered, Stamp

NOTED = "new edition"


class Tables:
    """Methods on some tables, within one transaction."""

    def __init__(self, session: Session, remembered: Remembered | None = None) -> None:
        self._session = session
        self._remembered = remembered

    def edition(self) -> Stamp:
        """Return a mark that is another one whenever what is believed or told has changed.

        The newest row alone would not do: an older one may be committed after it.
        """
        newest, count = self._session.execute(select(func.max(Edition.id), func.count())).one()
        return (newest or 0, count)

    def _note_new_edition(self) -> None:
        """Let nobody go on with what they remember of what is believed and told."""
        if NOTED not in self._session.info:
            self._session.info[NOTED] = True
            self._session.add(Edition())
