"""Writing the draft of a migration: what the models have and a database of today has not.

Used by `make migration`; a person reads and corrects what it writes.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from alembic import command

from storage.database import database_url, migration_engine
from storage.migration import migration_config, upgrade
from storage.migrations import NEWEST


def write_migration(name: str) -> None:
    """Write the revision after the newest one into `storage/migrations/versions`."""
    with tempfile.TemporaryDirectory() as folder:
        url = database_url(f"sqlite:///{Path(folder) / 'draft.db'}")
        upgrade(url)
        engine = migration_engine(url)
        config = migration_config()
        with engine.begin() as connection:
            config.attributes["connection"] = connection
            following = f"{int(NEWEST) + 1:04}"
            command.revision(config, name, autogenerate=True, rev_id=following)
        engine.dispose()


if __name__ == "__main__":
    write_migration(sys.argv[1])
