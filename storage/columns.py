"""Column types that behave alike on SQLite and PostgreSQL: times in UTC, and text."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime

from sqlalchemy import DateTime, Dialect, Text
from sqlalchemy.types import TypeDecorator

_NOT_STORABLE = re.compile("[\x00\ud800-\udfff]")


class UtcTime(TypeDecorator[datetime]):
    """An aware time; kept and given back in UTC. A time without zone is refused."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"{value!r} has no time zone")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        # SQLite gives back what was written, without the zone; PostgreSQL its own zone.
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Words(TypeDecorator[str]):
    """Text. What a database cannot hold (NUL, lone surrogates) is kept as U+FFFD."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        return None if value is None else storable(value)


def storable(text: str) -> str:
    """Return `text` as a plain string with unstorable characters replaced by U+FFFD."""
    return _NOT_STORABLE.sub("\N{REPLACEMENT CHARACTER}", str(text))


def to_json(value: object) -> str:
    """Return `value` as JSON text that both databases accept."""
    return storable(json.dumps(value, ensure_ascii=False))
