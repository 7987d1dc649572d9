"""What the database says went wrong, in words that say what to do."""

from __future__ import annotations

from sqlalchemy import URL
from sqlalchemy.exc import DBAPIError

from storage.errors import StorageError

_SQLITE = {
    "unable to open database file": (
        "cannot be opened. Check that its folder exists and that this account may write to it."
    ),
    "file is not a database": (
        "is not a SQLite database, or it is damaged from its first byte. Point storage.url to "
        "another file, or move this one away and restore a copy."
    ),
    "malformed": (
        "is damaged. Move it away and restore it from a copy (one from before the last migration "
        'may lie beside it). If it still opens, "missionwatch db check" says what is damaged.'
    ),
    "locked": (
        "is locked: another program has been writing to it for too long. Close programs that have "
        "it open (a database browser, a hanging missionwatch), then try again."
    ),
    "disk is full": "could not be written: the disk is full. Free some space, then try again.",
    "disk i/o error": (
        "could not be read or written: the disk reports an error, or it is full. Check the disk; "
        "SQLite needs a local one, not a network share."
    ),
    "no such module": (
        "needs a part of SQLite that this Python was built without (FTS5, for searching). Use a "
        "Python from python.org, uv or your system's packages."
    ),
    "readonly database": (
        "cannot be written. Give this account the right to write to the file and its folder."
    ),
}
_NOT_SET_UP = 'has no tables of this version yet. Run "missionwatch db upgrade".'
_POSTGRESQL = {
    "42P01": _NOT_SET_UP,
    "42703": _NOT_SET_UP,
    "53100": "could not be written: the disk of the server is full. Free some space there.",
    "53300": "takes no more connections. Raise max_connections there, or stop other programs.",
    "28P01": "refused the password. Correct user and password in storage.url.",
    "28000": "refused the user. Correct it in storage.url, or allow it in pg_hba.conf.",
    "3D000": 'does not exist. Make it with "createdb", or correct its name in storage.url.',
    "42501": "refused: this user may not do that. Make it the owner of the database.",
    "25006": "takes no writing now. Connect to the primary server, not to a standby.",
    "55P03": "is locked by another session for too long. Try again later.",
}


def explain(error: DBAPIError, url: URL) -> StorageError:
    """Return the error to raise for what the database at `url` said."""
    said = str(error.orig).strip()
    place = _place(url)
    if url.get_backend_name() == "sqlite":
        advice = _sqlite_advice(said)
    else:
        advice = _postgresql_advice(getattr(error.orig, "sqlstate", None), said)
    if advice is None:
        return StorageError(f"The database {place} refused: {said}.")
    return StorageError(f"The database {place} {advice} (It says: {said})")


def _place(url: URL) -> str:
    if url.get_backend_name() == "sqlite":
        return str(url.database)
    return url.render_as_string(hide_password=True)


def _sqlite_advice(said: str) -> str | None:
    if "no such table" in said or "no such column" in said or "has no column" in said:
        return _NOT_SET_UP
    words = said.lower()
    return next((advice for sign, advice in _SQLITE.items() if sign in words), None)


def _postgresql_advice(state: str | None, said: str) -> str | None:
    if state in _POSTGRESQL:
        return _POSTGRESQL[state]
    if 'database "' in said and "does not exist" in said:
        return _POSTGRESQL["3D000"]
    if "authentication failed" in said:
        return _POSTGRESQL["28P01"]
    if state is None or state.startswith(("08", "57P")):
        return "does not answer. Start the server, or correct host and port in storage.url."
    return None
