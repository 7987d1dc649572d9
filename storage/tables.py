"""What every module by table starts from: the session of the running transaction."""

from __future__ import annotations

from sqlalchemy import update
from sqlalchemy.orm import Session

from storage.models import Edition
from storage.remembered import Remembered


class Tables:
    """Methods on some tables, within one transaction."""

    def __init__(self, session: Session, remembered: Remembered | None = None) -> None:
        self._session = session
        self._remembered = remembered

    def _note_new_edition(self) -> None:
        """Let nobody go on with kept listings as they remember them: some are another now."""
        self._session.execute(update(Edition).values(number=Edition.number + 1))
