"""Taking the data elsewhere: flat rows of missions, changes or snapshots, as CSV or JSON.

One row of "missions" is what one page lists of one mission. Several values in one cell are parted
by a space; times are ISO 8601 in UTC.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import TextIO

from missions.records import FieldContent, Listing
from storage.errors import StorageError
from storage.repository import Repository
from storage.rows import BelievedPage, ChangeRow, SnapshotRow

Cell = str | int | None
ExportRow = Mapping[str, Cell]

_FIELDS = (
    "since",
    "until",
    "ended",
    "host",
    "area",
    "kind",
    "strength",
    "head",
    "mandate",
    "budget",
)
COLUMNS: Mapping[str, tuple[str, ...]] = {
    "missions": (
        *("mission", "acronym", "name", "organisation", "source", "page"),
        *("status", "participation", *_FIELDS),
        *(f"{field}_printed" for field in _FIELDS),
        *("passage", "unsure", "first_seen", "last_seen"),
    ),
    "changes": (
        *("id", "detected", "source", "page", "kind", "state", "mission", "acronym"),
        *("field", "before", "after", "severity", "summary", "reason", "confirmed", "run"),
    ),
    "snapshots": (
        *("id", "source", "page", "final_url", "role", "fetched", "believed", "superseded"),
        *("status", "content_type", "size", "sha256", "language", "title", "text"),
    ),
}
"""What can be exported, and the columns of each, in order."""

_STARTS_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def export_rows(
    repository: Repository,
    what: str,
    source: str | None = None,
    since: datetime | None = None,
    until: datetime | None = None,
    as_of: datetime | None = None,
) -> Iterator[ExportRow]:
    """Return the rows of `what` ("missions", "changes" or "snapshots"), with its `COLUMNS`.

    `as_of` is for missions (default: now); `since` (included) and `until` (not included) are for
    changes and snapshots. Raises StorageError if `what` is none of the three.
    """
    if what == "missions":
        return _missions(repository, source, as_of)
    if what == "changes":
        return map(_change, repository.changes(source=source, since=since, until=until))
    if what == "snapshots":
        return map(_snapshot, repository.snapshots(source=source, since=since, until=until))
    raise StorageError(f'"{what}" cannot be exported. What can: {", ".join(COLUMNS)}.')


def write_csv(rows: Iterable[ExportRow], what: str, file: TextIO) -> None:
    """Write rows of `what` with a header to a file that was opened with `newline=""`.

    Text that a spreadsheet would run as a formula gets an apostrophe before it.
    """
    table = csv.DictWriter(file, COLUMNS[what])
    table.writeheader()
    for row in rows:
        table.writerow({column: _harmless(cell) for column, cell in row.items()})


def write_json(rows: Iterable[ExportRow], file: TextIO) -> None:
    """Write rows as a JSON array, one object a line."""
    file.write("[")
    for number, row in enumerate(rows):
        file.write(",\n" if number else "\n")
        json.dump(row, file, ensure_ascii=False)
    file.write("\n]\n")


def _missions(
    repository: Repository, source: str | None, as_of: datetime | None
) -> Iterator[ExportRow]:
    first_seen: dict[str, dict[str, datetime]] = {}
    for page in repository.believed_pages(source, as_of):
        if page.source not in first_seen:
            first_seen[page.source] = repository.first_seen(page.source)
        for listing in page.reading.listings:
            first = first_seen[page.source].get(listing.mission, page.believed_at)
            yield _mission(page, listing, first)


def _mission(page: BelievedPage, listing: Listing, first_seen: datetime) -> ExportRow:
    values = {name: listing.fields.get(name) for name in _FIELDS}
    return {
        "mission": listing.mission,
        "acronym": listing.acronym,
        "name": listing.name,
        "organisation": listing.organisation,
        "source": page.source,
        "page": page.url,
        "status": listing.status.value,
        "participation": listing.participation.value if listing.participation else None,
        **{name: _content(value.value) if value else None for name, value in values.items()},
        **{f"{name}_printed": value.printed if value else None for name, value in values.items()},
        "passage": listing.passage,
        "unsure": listing.unsure,
        "first_seen": _time(first_seen),
        "last_seen": _time(page.last_checked),
    }


def _change(row: ChangeRow) -> ExportRow:
    change = row.change
    return {
        "id": row.id,
        "detected": _time(row.detected),
        "source": change.source,
        "page": change.page,
        "kind": change.kind.value,
        "state": change.state.value,
        "mission": change.mission,
        "acronym": change.acronym,
        "field": change.field,
        "before": _any(change.before),
        "after": _any(change.after),
        "severity": change.severity.value,
        "summary": change.summary,
        "reason": change.reason,
        "confirmed": _time(row.confirmed_at),
        "run": row.run_id,
    }


def _snapshot(row: SnapshotRow) -> ExportRow:
    return {
        "id": row.id,
        "source": row.source,
        "page": row.url,
        "final_url": row.final_url,
        "role": row.role.value,
        "fetched": _time(row.fetched_at),
        "believed": _time(row.believed_at),
        "superseded": _time(row.superseded_at),
        "status": row.status,
        "content_type": row.content_type,
        "size": row.size,
        "sha256": row.sha256,
        "language": row.language,
        "title": row.title,
        "text": row.text,
    }


def _time(at: datetime | None) -> str | None:
    return at.isoformat() if at else None


def _content(value: FieldContent | None) -> Cell:
    return " ".join(value) if isinstance(value, tuple) else value


def _any(value: object) -> Cell:
    if value is None or isinstance(value, str | int):
        return value
    if isinstance(value, tuple) and all(isinstance(part, str) for part in value):
        return " ".join(value)
    return json.dumps(value, ensure_ascii=False)


def _harmless(cell: Cell) -> Cell:
    if isinstance(cell, str) and cell.startswith(_STARTS_FORMULA):
        return f"'{cell}"
    return cell
