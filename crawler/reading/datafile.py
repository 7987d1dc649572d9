"""Lists that are data files: the UN data hub's CSV and JSON, and others of their kind.

Every record is matched to the register or reported with the reason why it is not: it sums up
several missions, is a second record or a part of a mission, or is not in the register at all.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from crawler.reading.fields import Labelled, label_field, read_fields, yes_no
from crawler.reading.names import new_id
from missions.places import country_of
from missions.recognise import Context, recogniser
from missions.records import Evidence, FieldValue, Listing, Oddity, Status
from missions.register import Mission, load_register
from missions.tokens import same_words, tidy

Record = Mapping[str, str]
DELIMITERS = ",;\t|"
LONGEST_HEADER = 4096
DEEPEST = 4
"""How far down in a JSON value its records are looked for."""
COORDINATE = re.compile("longitude|latitude")
AGGREGATE_SIGNS = ("(I & II)", "(I and II)", "(I-III)", "(I, II")


@dataclass(frozen=True)
class RecordsRead:
    """The listings of a data file and what is odd about its records."""

    listings: tuple[Listing, ...]
    oddities: tuple[Oddity, ...]
    text: str
    """One record a line, its values in order of the columns."""
    columns: tuple[str, ...]


def parse_records(text: str) -> list[Record] | None:
    """Return the records of a CSV or JSON text, None when it is neither."""
    stripped = text.lstrip()
    if stripped[:1] in ("{", "["):
        return _json_records(stripped)
    return _csv_records(text)


def _json_records(text: str) -> list[Record] | None:
    try:
        content = json.loads(text)
    except (ValueError, RecursionError):
        return None
    rows = _largest_list(content)
    return [_flat(row) for row in rows] if rows else None


def _largest_list(content: object, depth: int = 0) -> list[Mapping[str, object]]:
    """Return the longest list of objects inside a JSON value: wrappers differ from hub to hub."""
    if depth > DEEPEST or not isinstance(content, (list, dict)):
        return []
    own: list[Mapping[str, object]] = []
    if isinstance(content, list):
        own = [row for row in content if isinstance(row, dict)]
    inner = content.values() if isinstance(content, dict) else content
    return max((own, *(_largest_list(one, depth + 1) for one in inner)), key=len)


def _flat(row: Mapping[str, object]) -> Record:
    """Return a record of strings; GeoJSON keeps what a record says under "properties"."""
    properties = row.get("properties")
    content = properties if isinstance(properties, dict) else row
    return {str(key): _written(value) for key, value in content.items()}


def _written(value: object) -> str:
    return "" if value is None else str(value)


def _csv_records(text: str) -> list[Record] | None:
    header = text.lstrip().split("\n", 1)[0][:LONGEST_HEADER]
    delimiter = max(DELIMITERS, key=lambda sign: _known_columns(header, sign))
    if _known_columns(header, delimiter) < 2:
        return None
    lines = io.StringIO(text.lstrip().replace("\x00", ""), newline="")
    try:
        rows = list(csv.DictReader(lines, delimiter=delimiter))
    except csv.Error:
        return None
    return [
        {name: value for name, value in row.items() if name and isinstance(value, str)}
        for row in rows
    ]


def _known_columns(header: str, delimiter: str) -> int:
    names = (name.strip('"\r ') for name in header.split(delimiter))
    return sum(label_field(name) is not None for name in names)


def read_records(records: Sequence[Record], organisation: str | None) -> RecordsRead:
    """Return the listings and oddities of a data file's records."""
    columns = _columns(records)
    listings: dict[str, Listing] = {}
    oddities: list[Oddity] = []
    for number, record in enumerate(records, 1):
        row = {field: record.get(column, "") for field, column in columns.items()}
        listing, found = _read_record(row, Evidence(f"record {number}"), organisation)
        if listing is not None and listing.mission in listings:
            kept, listing = _better(listings[listing.mission], listing)
            listings[listing.mission] = kept
            found.append(_second_record(listing))
        elif listing is not None:
            listings[listing.mission] = listing
        oddities.extend(found)
    names = _names(records)
    oddities.extend(_decimal_commas(records))
    oddities.extend(_swapped_coordinates(records))
    oddities.extend(_lacking(listings))
    text = "\n".join(" | ".join(record.get(name, "") for name in names) for record in records)
    return RecordsRead(tuple(listings.values()), tuple(oddities), text, names)


def _names(records: Sequence[Record]) -> tuple[str, ...]:
    """Return the columns, without the stamp of the file, which changes while nothing else does."""
    names = dict.fromkeys(name for record in records for name in record)
    return tuple(name for name in names if "update" not in name.lower())


def _columns(records: Sequence[Record]) -> dict[str, str]:
    """Return the column of each field we know."""
    columns: dict[str, str] = {}
    for name in dict.fromkeys(name for record in records for name in record):
        field = label_field(name)
        if field:
            columns.setdefault(field, name)
    return columns


def _read_record(
    row: Record, where: Evidence, organisation: str | None
) -> tuple[Listing | None, list[Oddity]]:
    acronym = tidy(row.get("acronym", ""))
    name = tidy(row.get("name", "")).strip('"')
    if not (acronym or name):
        return None, []
    mission = _match(acronym, name, row, organisation)
    if mission is None and any(sign in name for sign in AGGREGATE_SIGNS):
        return None, [Oddity("aggregate", f"{acronym} sums up several missions; it is not one.")]
    oddities = list(_oddities(mission, acronym, name, row))
    return _listing(mission, acronym, name, row, where, organisation), oddities


def _match(acronym: str, name: str, row: Record, organisation: str | None) -> Mission | None:
    years = tuple(int(row[key][:4]) for key in ("since", "ended") if row.get(key, "")[:4].isdigit())
    context = Context(organisation, country_of(row.get("host", "")), years, slug=True)
    if any(sign in name for sign in AGGREGATE_SIGNS):
        return None
    for text in (acronym, name):
        found = recogniser().find(text, context)
        if len(found) == 1 and same_words(found[0].printed, text):
            return load_register().get(found[0].mission)
    return None


def _oddities(mission: Mission | None, acronym: str, name: str, row: Record) -> Iterator[Oddity]:
    label = acronym or name
    about = mission.id if mission else new_id(label)
    if mission is None:
        yield Oddity("not_in_register", f"{label} ({name}) is not in the register.", about)
    else:
        if mission.acronym != acronym and not same_words(mission.acronym, acronym):
            yield Oddity(
                "other_acronym", f"{acronym} is {mission.label} in the register.", mission.id
            )
        if mission.family == "UN-SPM":
            yield Oddity(
                "not_peacekeeping", f"{label} is not a peacekeeping operation.", mission.id
            )
    if not row.get("since"):
        yield Oddity("no_start", f"{label} has no start date.", about)
    if row.get("name", "").count('"') % 2 or row.get("name", "").rstrip().endswith(" in the"):
        yield Oddity("cut_name", f"The name of {label} is cut short.", about)


def _listing(
    mission: Mission | None,
    acronym: str,
    name: str,
    row: Record,
    where: Evidence,
    organisation: str | None,
) -> Listing:
    labelled = [
        Labelled(_label(field), value, where)
        for field, value in row.items()
        if value and field in ("since", "ended", "until", "host", "strength", "head", "kind")
    ]
    fields = read_fields(labelled, ())
    values = {key: value for key, value in fields.values.items() if value.value or value.doubt}
    return Listing(
        mission=mission.id if mission else new_id(acronym or name),
        name=name or acronym,
        organisation=mission.organisation if mission else organisation or "other",
        acronym=acronym or None,
        status=yes_no(row.get("status", "")) or _by_dates(values),
        fields=_without_doubtful_host(values),
        evidence=where,
        unsure=None if mission else "it is in a data file but not in the register",
    )


def _label(field: str) -> str:
    """The English label of a field: records carry fields, `read_fields` wants labels."""
    return {"ended": "end date", "until": "mandate until", "kind": "type"}.get(field, field)


def _without_doubtful_host(values: Mapping[str, FieldValue]) -> dict[str, FieldValue]:
    """The hub's location is a town: kept as printed only where it names a country."""
    return {key: value for key, value in values.items() if key != "host" or value.value}


def _by_dates(values: Mapping[str, FieldValue]) -> Status:
    return Status.ENDED if "ended" in values else Status.UNKNOWN


def _better(one: Listing, other: Listing) -> tuple[Listing, Listing]:
    """Return the record that carries the mission's own acronym first."""
    mission = load_register().get(one.mission)
    if mission and other.acronym == mission.acronym and one.acronym != mission.acronym:
        return other, one
    return one, other


def _second_record(listing: Listing) -> Oddity:
    label = load_register().label(listing.mission)
    return Oddity(
        "second_record",
        f"{listing.acronym} is a part or a second record of {label}.",
        listing.mission,
    )


def _decimal_commas(records: Sequence[Record]) -> Iterator[Oddity]:
    """Report coordinates written with a comma, which a program may take for two values."""
    written = [value for record in records for value in _coordinate_values(record)]
    if any("," in value for value in written):
        yield Oddity("decimal_commas", "The file writes coordinates with decimal commas.")


def _coordinate_values(record: Record) -> list[str]:
    """Return longitude and latitude as written, in that order."""
    names = sorted((name for name in record if COORDINATE.search(name)), reverse=True)
    return [record[name] for name in names]


def _swapped_coordinates(records: Sequence[Record]) -> Iterator[Oddity]:
    """Report a place whose latitude and longitude stand the other way round elsewhere."""
    placed = [(record, _coordinates(record)) for record in records]
    all_points = Counter(point for _, point in placed if point)
    for record, point in placed:
        if point and (point[1], point[0]) in all_points and abs(point[0] - point[1]) > 1:
            label = next((record[name] for name in record if label_field(name) == "acronym"), "")
            yield Oddity("swapped_coordinates", f"{label}: latitude and longitude differ in order.")


def _coordinates(record: Record) -> tuple[float, float] | None:
    values = _coordinate_values(record)
    try:
        longitude, latitude = (float(value.replace(",", ".")) for value in values)
    except ValueError:
        return None
    return longitude, latitude


def _lacking(listings: Iterable[str]) -> Iterator[Oddity]:
    """Report peacekeeping operations of the register that a full UN file leaves out."""
    present = set(listings)
    expected = [one for one in load_register() if one.family == "UN-PKO"]
    here = sum(one.id in present for one in expected)
    if here * 10 < len(expected) * 9:
        return
    for mission in expected:
        if mission.id not in present:
            yield Oddity("lacking", f"{mission.label} is missing from the file.", mission.id)
