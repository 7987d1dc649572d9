"""Which migration a database is at. Cheap to ask, as every command does so first."""

from __future__ import annotations

from sqlalchemy import Engine, inspect, text


def revision(engine: Engine) -> str | None:
    """Return the revision of a database; None if it has no tables of ours."""
    with engine.connect() as connection:
        if not inspect(connection).has_table("alembic_version"):
            return None
        found = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
        return None if found is None else str(found)
