"""A reading as rows and columns, and back. Knows the snapshot and listing tables."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict

from pydantic import TypeAdapter

from missions.records import (
    Count,
    Evidence,
    FieldContent,
    FieldValue,
    Listing,
    Oddity,
    PageLink,
    PageRole,
    Participation,
    Reading,
    Statement,
    Status,
)
from storage.models import ListingRow, Snapshot

_FIELDS = TypeAdapter(dict[str, FieldValue])
_EVIDENCE = TypeAdapter(Evidence | None)
_STATEMENTS = TypeAdapter(tuple[Statement, ...])
_LINKS = TypeAdapter(tuple[PageLink, ...])
_COUNTS = TypeAdapter(tuple[Count, ...])
_ODDITIES = TypeAdapter(tuple[Oddity, ...])
_CONTENT: TypeAdapter[FieldContent | None] = TypeAdapter(FieldContent | None)


def fingerprint(reading: Reading) -> str:
    """Return a hash of what was understood: equal for readings that say the same.

    Where on the page a thing stood, the title, the language and the "last updated" stamp do not
    count, so a page that only moved its blocks is the same version.
    """
    said = {
        "text": reading.text,
        "listings": [_without_place(asdict_listing(listing)) for listing in reading.listings],
        "statements": [_without_place(asdict(statement)) for statement in reading.statements],
        "links": [asdict(link) for link in reading.links],
        "frameworks": reading.frameworks,
        "counts": [_without_place(asdict(count)) for count in reading.counts],
        "layout": reading.layout,
    }
    return hashlib.sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()


def write_reading(snapshot: Snapshot, reading: Reading, source: str, register: str | None) -> None:
    """Put `reading` into the columns and listings of `snapshot`, in place of what was there.

    `register` is the stamp of the register that the reader knew.
    """
    snapshot.register = register
    snapshot.fingerprint = fingerprint(reading)
    snapshot.role = reading.role
    snapshot.reader_version = reading.reader_version
    snapshot.language = reading.language
    snapshot.title = reading.title
    snapshot.text = reading.text
    snapshot.updated = reading.updated
    snapshot.layout = reading.layout
    snapshot.frameworks = list(reading.frameworks)
    snapshot.statements = [asdict(statement) for statement in reading.statements]
    snapshot.links = [asdict(link) for link in reading.links]
    snapshot.counts = [asdict(count) for count in reading.counts]
    snapshot.oddities = [asdict(oddity) for oddity in reading.oddities]
    snapshot.listings = [
        ListingRow(position=position, source=source, **asdict_listing(listing))
        for position, listing in enumerate(reading.listings)
    ]


def rebuild_reading(snapshot: Snapshot, url: str) -> Reading:
    """Return the reading that was written into `snapshot`."""
    return Reading(
        url=url,
        role=PageRole(snapshot.role),
        reader_version=snapshot.reader_version,
        language=snapshot.language,
        title=snapshot.title,
        text=snapshot.text,
        listings=tuple(read_listing(row) for row in snapshot.listings),
        statements=read_statements(snapshot.statements),
        links=_LINKS.validate_python(snapshot.links),
        frameworks=tuple(snapshot.frameworks),
        updated=snapshot.updated,
        layout=snapshot.layout,
        oddities=_ODDITIES.validate_python(snapshot.oddities),
        counts=_COUNTS.validate_python(snapshot.counts or ()),
    )


def read_content(value: object) -> FieldContent | None:
    """Return a field's value from its JSON form."""
    return _CONTENT.validate_python(value)


def read_fields(value: object) -> dict[str, FieldValue]:
    """Return a listing's fields from their JSON form."""
    return _FIELDS.validate_python(value)


def read_statements(value: object) -> tuple[Statement, ...]:
    """Return a page's statements from their JSON form."""
    return _STATEMENTS.validate_python(value)


def asdict_listing(listing: Listing) -> dict[str, object]:
    """Return the columns of a listing, without those that tie it to its snapshot."""
    return {
        "mission": listing.mission,
        "name": listing.name,
        "organisation": listing.organisation,
        "acronym": listing.acronym,
        "status": listing.status,
        "participation": listing.participation,
        "fields": {name: asdict(value) for name, value in listing.fields.items()},
        "passage": listing.passage,
        "evidence": asdict(listing.evidence) if listing.evidence else None,
        "unsure": listing.unsure,
    }


def read_listing(row: ListingRow) -> Listing:
    """Return a listing from its row."""
    return Listing(
        mission=row.mission,
        name=row.name,
        organisation=row.organisation,
        acronym=row.acronym,
        status=Status(row.status),
        participation=Participation(row.participation) if row.participation else None,
        fields=read_fields(row.fields),
        passage=row.passage,
        evidence=_EVIDENCE.validate_python(row.evidence),
        unsure=row.unsure,
    )


def _without_place(said: Mapping[str, object]) -> dict[str, object]:
    return dict(_kept(said))


def _kept(said: Mapping[str, object]) -> Iterator[tuple[str, object]]:
    for key, value in said.items():
        if key != "evidence":
            yield key, _without_place(value) if isinstance(value, dict) else value
