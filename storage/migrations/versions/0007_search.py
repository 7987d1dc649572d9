"""Words of changes and versions to search, when missions were seen, indexes for long histories."""

# ruff: noqa: S608 - all of the SQL is made from what stands here

from __future__ import annotations

from functools import reduce

import sqlalchemy as sa
from alembic import op

from storage.columns import UtcTime, Words

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

LETTERS = {
    "ß": "ss", "ẞ": "ss", "œ": "oe", "Œ": "oe", "æ": "ae", "Æ": "ae",
    "ø": "o", "Ø": "o", "ł": "l", "Ł": "l", "đ": "d", "Đ": "d", "ı": "i",
}  # fmt: skip
"""Letters that are no letter with an accent, and how they are searched for."""

CONFIRMED = """
    UPDATE change SET confirmed_at = detected_at
    WHERE state = 'confirmed' AND confirmed_at IS NULL
"""
SIGHTINGS = """
    INSERT INTO sighting (source, mission, first_seen_at, last_seen_at)
    SELECT listing.source, listing.mission, min(snapshot.believed_at),
        max(coalesce(snapshot.last_checked_at, snapshot.believed_at))
    FROM listing JOIN snapshot ON snapshot.id = listing.snapshot_id
    WHERE snapshot.believed_at IS NOT NULL
    GROUP BY listing.source, listing.mission
"""


def upgrade() -> None:
    """Add them, filled from all that is kept."""
    op.execute(CONFIRMED)
    _change_indexes()
    op.create_table(
        "sighting",
        sa.Column("source", Words(), nullable=False),
        sa.Column("mission", Words(), nullable=False),
        sa.Column("first_seen_at", UtcTime(), nullable=False),
        sa.Column("last_seen_at", UtcTime(), nullable=False),
        sa.PrimaryKeyConstraint("source", "mission", name="pk_sighting"),
    )
    op.execute(SIGHTINGS)
    on_sqlite = op.get_bind().dialect.name == "sqlite"
    for statement in SQLITE if on_sqlite else POSTGRESQL:
        # Not `op.execute`, which would take a colon in it for a parameter.
        op.get_bind().exec_driver_sql(statement)


def _change_indexes() -> None:
    op.drop_index("ix_change_detected_at", "change")
    op.drop_index("ix_change_mission", "change")
    op.drop_index("ix_change_source_state", "change")
    op.drop_index("ix_listing_source_mission_status", "listing")
    op.drop_index("ix_snapshot_page_id_believed_at", "snapshot")
    filtered = ["detected_at", "id", "source", "kind", "state", "severity", "mission", "review"]
    op.create_index("ix_change_found", "change", filtered)
    op.create_index("ix_change_mission", "change", ["mission", "detected_at", "id"])
    of_source = ["source", "state", "detected_at", "id"]
    op.create_index("ix_change_source_state", "change", of_source)
    op.create_index("ix_change_kind", "change", ["kind", "source"])
    op.create_index("ix_change_field", "change", ["field"])
    confirmed = ["state", "confirmed_at", "id"]
    op.create_index("ix_change_confirmed", "change", confirmed)
    op.create_index("ix_change_mission_confirmed", "change", ["mission", *confirmed])
    op.create_index("ix_listing_mission", "listing", ["mission", "source", "snapshot_id"])
    op.create_index("ix_snapshot_page_id_id", "snapshot", ["page_id", "id"])
    believed = ["page_id", "believed_at", "superseded_at"]
    op.create_index("ix_snapshot_page_id_believed_at", "snapshot", believed)


def _plain_letters(said: str) -> str:
    return reduce(
        lambda sql, pair: f"replace({sql}, '{pair[0]}', '{pair[1]}')", LETTERS.items(), said
    )


def _values(column: str) -> str:
    """SQLite: the texts and numbers in a JSON column, without the keys.

    Text ends for SQLite at a NUL, and PostgreSQL takes none.
    """
    said = f"replace({column}, '\\u0000', '\\u0020')"
    return f"coalesce((SELECT group_concat(atom, ' ') FROM json_tree({said})), '')"


def _sqlite(table: str, columns: str, heading: str, body: str) -> list[str]:
    """Statements that make an index of words and keep it in step.

    The words come from a view, for FTS5 wants to be told the old ones when a row changes.
    """
    search, words = f"{table}_search", f"{table}_words"
    remove = (
        f"INSERT INTO {search} ({search}, rowid, heading, body) SELECT 'delete', * FROM {words}"
    )
    add = f"INSERT INTO {search} (rowid, heading, body) SELECT * FROM {words}"
    return [
        f"CREATE VIEW {words} AS SELECT id, {_plain_letters(heading)} AS heading, "
        f"{_plain_letters(body)} AS body FROM {table}",
        f"CREATE VIRTUAL TABLE {search} USING fts5 (heading, body, content='{words}', "
        "content_rowid='id', prefix='3', tokenize='unicode61 remove_diacritics 2')",
        add,  # FTS5's own "rebuild" cannot read a view in which JSON is taken apart.
        f"CREATE TRIGGER {search}_added AFTER INSERT ON {table} BEGIN {add} WHERE id = new.id; END",
        f"CREATE TRIGGER {search}_removed BEFORE DELETE ON {table} "
        f"BEGIN {remove} WHERE id = old.id; END",
        f"CREATE TRIGGER {search}_changing BEFORE UPDATE OF {columns} ON {table} "
        f"BEGIN {remove} WHERE id = old.id; END",
        f"CREATE TRIGGER {search}_changed AFTER UPDATE OF {columns} ON {table} "
        f"BEGIN {add} WHERE id = new.id; END",
    ]


CHANGE_COLUMNS = "summary, acronym, mission, before, after, passage_before, passage_after"
CHANGE_HEADING = "summary || ' ' || coalesce(acronym, '') || ' ' || coalesce(mission, '')"
SQLITE = [
    *_sqlite(
        "change",
        CHANGE_COLUMNS,
        CHANGE_HEADING,
        f"passage_after || ' ' || passage_before || ' ' || {_values('after')} || ' ' || "
        f"{_values('before')}",
    ),
    *_sqlite("snapshot", "title, text", "title", "text"),
]

# PostgreSQL's own parser takes "S/RES/2100" for a path and "EUTM-Mali" for one word, so it is given
# words parted by blanks. A tsvector holds a megabyte at most: what one page says beyond 180,000
# letters is not found.
WORDS = f"""
    CREATE FUNCTION missionwatch_words(said text, most integer) RETURNS tsvector
    LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
        SELECT to_tsvector('simple'::regconfig, regexp_replace(
            regexp_replace(normalize({_plain_letters("left(said, most)")}, NFD),
                '[\\u0300-\\u036f]+', '', 'g'),
            '[\\u0001-\\u002f\\u003a-\\u0040\\u005b-\\u0060\\u007b-\\u00bf\\u2000-\\u206f\\u3000-\\u303f]+',
            ' ', 'g'))
    $$
"""
VALUES = """
    CREATE FUNCTION missionwatch_values(said json) RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
        SELECT coalesce(string_agg(value #>> '{}', ' '), '')
        FROM jsonb_path_query(
            replace(said::text, '\\u0000', '\\u0020')::jsonb, 'strict $.**') AS value
        WHERE jsonb_typeof(value) IN ('string', 'number')
    $$
"""


def _postgresql(table: str, columns: str, heading: str, body: str) -> list[str]:
    """Statements that make an index of words and keep it in step."""
    search = f"{table}_search"
    found = (
        f"setweight(missionwatch_words({heading}, 9000), 'A') || "
        f"setweight(missionwatch_words({body}, 180000), 'B')"
    )
    return [
        f"CREATE TABLE {search} (id integer PRIMARY KEY REFERENCES {table} ON DELETE CASCADE, "
        "words tsvector NOT NULL)",
        f"INSERT INTO {search} SELECT id, {found} FROM {table}",
        f"CREATE INDEX ix_{search}_words ON {search} USING gin (words)",
        f"CREATE FUNCTION missionwatch_{search}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        f"INSERT INTO {search} SELECT id, {found} FROM (SELECT NEW.*) AS row "
        "ON CONFLICT (id) DO UPDATE SET words = excluded.words; RETURN NULL; END $$",
        f"CREATE TRIGGER {search}_kept AFTER INSERT OR UPDATE OF {columns} ON {table} "
        f"FOR EACH ROW EXECUTE FUNCTION missionwatch_{search}()",
    ]


POSTGRESQL = [
    WORDS,
    VALUES,
    *_postgresql(
        "change",
        CHANGE_COLUMNS,
        CHANGE_HEADING,
        "passage_after || ' ' || passage_before || ' ' || missionwatch_values(after) || ' ' || "
        "missionwatch_values(before)",
    ),
    *_postgresql("snapshot", "title, text", "title", "text"),
]
