"""What Alembic runs for each migration: on the connection that `storage.migration` hands over."""

from __future__ import annotations

from alembic import context

import storage.models_of_people
import storage.models_of_telling  # noqa: F401 - their tables too
from storage.models import Row
from storage.word_index import is_word_index

connection = context.config.attributes["connection"]
context.configure(
    connection=connection,
    target_metadata=Row.metadata,
    render_as_batch=connection.dialect.name == "sqlite",
    transactional_ddl=True,
    # No models stand behind the indexes of words, so that a draft would drop them.
    include_name=lambda name, kind, _parents: kind != "table" or not is_word_index(name or ""),
)
context.run_migrations()
