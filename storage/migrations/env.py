"""What Alembic runs for each migration: on the connection that `storage.migration` hands over."""

from __future__ import annotations

from alembic import context

import storage.models_of_people
import storage.models_of_telling  # noqa: F401 - their tables too
from storage.models import Row

connection = context.config.attributes["connection"]
context.configure(
    connection=connection,
    target_metadata=Row.metadata,
    render_as_batch=connection.dialect.name == "sqlite",
    transactional_ddl=True,
)
context.run_migrations()
