"""What every module by table starts from: the session of the running transaction."""

from __future__ import annotations

from sqlalchemy.orm import Session


class Tables:
    """Methods on some tables, within one transaction."""

    def __init__(self, session: Session) -> None:
        self._session = session
