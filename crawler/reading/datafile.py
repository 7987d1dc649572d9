"""Lists that are data files: the UN data hub's CSV and JSON, and others of their kind.

Every record is matched to the register or reported with the reason why it is not: it sums up
several missions, is a second record or a part of a mission, or is not in the register at all.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from crawler.reading.fields import Labelled, label_field, read_fields, yes_no
from crawler.reading.names import doubt, new_id
from crawler.reading.recordlists import CAMEL, TRAIL, Record
from crawler.reading.remarks import remarks_in, until_said
from crawler.reading.sections import heading_status
from crawler.reading.titles import organisation_of
from crawler.reading.unknown_words import unknown_words
from missions.deeds import mission_by_deed
from missions.places import country_of, find_places
from missions.recognise import Context, Mention, recogniser
from missions.records import Evidence, FieldValue, Listing, Oddity, Status
from missions.register import Mission, load_register
from missions.tokens import same_words, tidy

PRINTED = frozenset(
    {"since", "ended", "until", "host", "strength", "head", "kind", "area", "mandate", "budget"}
)
FLAGS = frozenset(
    {"yes", "no", "true", "false", "y", "n", "0", "1", "oui", "non", "ja", "nee", "nein"}
)
"""Values of a column that says by yes or no whether a mission runs, or whether it is over."""
SAMPLE = 40
LONGEST_NAME = 300
MOST_RECORDS = 20_000
MOST_COLUMNS = 500
MANY = 200
"""Records that are enough to tell whose missions a file lists."""
ENOUGH = 0.8
"""Share of records that must have a start for its lack to be odd."""
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


def read_records(
    records: Sequence[Record], organisation: str | None, under: str = ""
) -> RecordsRead:
    """Return the listings and oddities of a data file's records.

    `under` is the path of the element that holds them, where they stand inside a page.
    """
    left_out, records = len(records) - MOST_RECORDS, records[:MOST_RECORDS]
    columns = _columns(records)
    known = {TRAIL, *(name for names in columns.values() for name in names)}
    organisation = organisation or organisation_of(_named(records, columns))
    listings: dict[str, Listing] = {}
    oddities: list[Oddity] = []
    for number, record in enumerate(records, 1):
        row = {field: _first_told(record, names) for field, names in columns.items()}
        row["under"] = record.get(TRAIL, "")
        row["remarks"] = remarks_in(record, known)
        where = Evidence(f"{under}record {number}")
        listing, found = _read_record(row, where, organisation)
        if listing is not None and listing.mission in listings:
            kept, listing = _better(listings[listing.mission], listing)
            listings[listing.mission] = kept
            found.append(_second_record(listing))
        elif listing is not None:
            listings[listing.mission] = listing
        oddities.extend(found)
    if left_out > 0:
        oddities.append(Oddity("too_long", f"{left_out} records were not read: they are too many."))
    names = _names(records)
    oddities.extend(_decimal_commas(records))
    oddities.extend(_swapped_coordinates(records))
    oddities.extend(_lacking(listings))
    told = _unmarked_run(list(_doubted(listings.values())))
    text = "\n".join(" | ".join(record.get(name, "") for name in names) for record in records)
    return RecordsRead(tuple(told), tuple(oddities), text, names)


def _names(records: Sequence[Record]) -> tuple[str, ...]:
    """Return the columns, without the stamp of the file, which changes while nothing else does."""
    return tuple(name for name in _names_of(records) if "update" not in name.lower())


def _names_of(records: Sequence[Record]) -> list[str]:
    """Return the names of all columns, each once; of very many the first."""
    names = dict.fromkeys(name for record in records for name in record)
    return list(islice(names, MOST_COLUMNS))


def _columns(records: Sequence[Record]) -> dict[str, list[str]]:
    """Return the columns of each field we know; a record may leave one empty and fill another.

    A column whose values are mostly missions' names is one of names, whatever it is called.
    """
    columns: dict[str, list[str]] = {}
    for name in _names_of(records):
        if name == TRAIL:
            continue
        field = _field_of_column(name, records)
        if field:
            columns.setdefault(field, []).append(name)
    return columns


def _field_of_column(name: str, records: Sequence[Record]) -> str | None:
    values = [record[name] for record in records[:MANY] if record.get(name)]
    field = label_field(name)
    if values and all(value.casefold() in FLAGS for value in values):
        said = Status.ONGOING if field == "status" else heading_status(name)
        return {Status.ONGOING: "status", Status.ENDED: "over"}.get(said) if said else None
    if field in ("name", "acronym") or not values:
        return field
    is_text = field is None and any(" " in value or value.isupper() for value in values)
    return "name" if is_text and _are_names(values) else field


def _are_names(values: Sequence[str]) -> bool:
    sample = values[:SAMPLE]
    named = 0
    for value in sample:
        found = recogniser().find(value[:LONGEST_NAME])
        named += len({one.mission for one in found}) == 1 and _is_all_of(value, found)
    return named * 2 > len(sample)


def _named(records: Sequence[Record], columns: Mapping[str, list[str]]) -> Iterator[str]:
    for record in records[:MANY]:
        for field in ("acronym", "name"):
            yield _first_told(record, columns.get(field, ()))


def _first_told(record: Record, names: Sequence[str]) -> str:
    return next((record[name] for name in names if record.get(name)), "")


def _doubted(listings: Iterable[Listing]) -> Iterator[Listing]:
    """Flag records that no register knows and that lack the start nearly all others have."""
    all_ = list(listings)
    dated = sum("since" in one.fields for one in all_)
    for one in all_:
        is_new = one.mission.startswith("new:") and one.unsure is None
        if is_new and "since" not in one.fields and dated >= len(all_) * ENOUGH:
            yield replace(one, unsure="it is not in the register and its record has no start date")
        else:
            yield one


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
    years = tuple(
        int(row[key][:4]) for key in ("since", "ended") if row.get(key, "")[:4].isdecimal()
    )
    context = Context(organisation, country_of(row.get("host", "")), years, slug=True)
    if any(sign in name for sign in AGGREGATE_SIGNS):
        return None
    for text in (acronym, name):
        found = recogniser().find(text, context)
        if len({one.mission for one in found}) == 1 and _is_all_of(text, found):
            return load_register().get(found[0].mission)
    return load_register().get(mission_by_deed(name, organisation) or "")


def _is_all_of(text: str, found: Sequence[Mention]) -> bool:
    """Say whether the names found leave nothing of a text but types and fillers."""
    for one in reversed(found):
        text = f"{text[: one.start]} {text[one.end :]}"
    return not unknown_words(text)


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
        if value and field in PRINTED
    ]
    fields = read_fields(labelled, ())
    values = {key: value for key, value in fields.values.items() if value.value or value.doubt}
    beside = _host_beside(name, where, organisation) if not row.get("host") else None
    if beside:
        values["host"] = beside
    if "ended" not in values:
        values = {**until_said(row["remarks"], where), **values}
    return Listing(
        mission=mission.id if mission else new_id(acronym or name),
        name=name or acronym,
        organisation=mission.organisation if mission else organisation or "other",
        acronym=acronym or None,
        status=_status(row) or _by_dates(values),
        fields=_without_doubtful_host(values),
        evidence=where,
        unsure=None if mission else doubt(name or acronym),
    )


def _host_beside(name: str, where: Evidence, organisation: str | None) -> FieldValue | None:
    """Return the country that a record's name gives behind the mission's: "UNFICYP, Cyprus"."""
    found = recogniser().find(name, Context(organisation, slug=True))
    rest = name[found[-1].end :] if found else ""
    places = find_places(rest)
    if not places or unknown_words(rest):
        return None
    printed = rest[places[0].start : places[-1].end]
    return FieldValue(country_of(printed), printed, where)


def _status(row: Record) -> Status | None:
    """Return what a record's status field says, else what the list it stands in is called."""
    over = yes_no(row.get("over", ""))
    if over is not None:
        return Status.ENDED if over is Status.ONGOING else Status.ONGOING
    return yes_no(row.get("status", "")) or heading_status(CAMEL.sub(" ", row["under"]))


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


def _unmarked_run(listings: Sequence[Listing]) -> list[Listing]:
    """Return records without a status as running: those whose mandate goes on, and all where some
    are marked as over and none as running."""
    statuses = {one.status for one in listings}
    all_run = Status.ENDED in statuses and Status.ONGOING not in statuses
    return [
        replace(one, status=Status.ONGOING)
        if one.status is Status.UNKNOWN and (all_run or "until" in one.fields)
        else one
        for one in listings
    ]
