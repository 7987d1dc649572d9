"""What sources list, as tables print it: one line a mission, or one line an entry of one list."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from urllib.parse import quote

from crawler.profile import SourceProfile
from missions.records import FieldContent, Listing
from missions.register import Mission, load_register
from notifier.cleaning import clean
from notifier.language import Speech
from notifier.values import LABELLED, print_field, print_value
from watch import MissionRow
from web.views import Printer

WORD = re.compile(r"\w+")
SHOWN_FIELDS = ("since", "until", "ended", "strength", "head")


@dataclass(frozen=True)
class Saying:
    """What one source says of a mission now."""

    source: str
    status: str
    text: str
    """Whose word it is, and the word."""
    evidence: str | None
    """The stored page where it was read."""
    unsure: str


@dataclass(frozen=True)
class MissionLine:
    """One mission, with what each source says of it."""

    id: str
    address: str
    label: str
    name: str
    name_language: str
    """Empty where nobody knows it."""
    organisation: str
    organisation_name: str
    codes: tuple[str, ...]
    countries: str
    sayings: tuple[Saying, ...]
    until: str
    belgium: str
    is_unsure: bool
    words: str
    """The folded words of all its names, each after a space."""


@dataclass(frozen=True)
class EntryLine:
    """One entry of one source's list."""

    address: str
    label: str
    name: str
    status: str
    status_word: str
    participation: str
    countries: str
    fields: tuple[tuple[str, str], ...]
    evidence: str | None
    unsure: str


def mission_address(mission: str) -> str:
    """Return where a mission's page is."""
    return f"/missions/{quote(mission, safe=':')}"


def evidence_address(snapshot: int | None, mission: str, field: str = "") -> str | None:
    """Return where the words stand that something was read from."""
    if snapshot is None:
        return None
    about = f"&field={quote(field)}" if field else ""
    return f"/pages/{snapshot}?mark={quote(mission, safe=':')}{about}#mark"


def short_names(profiles: Iterable[SourceProfile], speech: Speech) -> dict[str, str]:
    """Return what each source is called in a table: its organisation, unless two are of one."""
    known = list(profiles)
    owners = [profile.organisation for profile in known]
    return {
        one.id: print_field(speech, one.organisation)
        if one.organisation != "other" and owners.count(one.organisation) == 1
        else clean(one.name, 60)
        for one in known
    }


def folded(text: str) -> str:
    """Return text without capitals and accents."""
    letters = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


def named_in(mission: Mission, language: str) -> tuple[str, str]:
    """Return a mission's name in a language, or else in English, and the language it is in."""
    name = mission.names.get(language)
    return (name, language) if name else (mission.names["en"], "en")


def has_words(line: MissionLine, text: str) -> bool:
    """Say whether each word of a text begins a word of a mission's names."""
    return all(f" {word}" in line.words for word in _spaced(text).split())


def mission_lines(rows: Sequence[MissionRow], printer: Printer) -> list[MissionLine]:
    """Return all missions by label, each with what every source says."""
    names = short_names(printer.profiles.values(), printer.visitor.news)
    by_mission = sorted(rows, key=_mission_of)
    lines = [
        _line(mission, list(group), printer, names)
        for mission, group in groupby(by_mission, _mission_of)
    ]
    return sorted(lines, key=lambda line: (folded(line.label), line.id))


def entry_lines(rows: Iterable[MissionRow], printer: Printer) -> list[EntryLine]:
    """Return the entries of one source's list by label."""
    lines = [_entry(row, printer) for row in rows]
    return sorted(lines, key=lambda line: folded(line.label))


def print_status(speech: Speech, status: object) -> str:
    """Return a status in a word."""
    return print_value(speech, "status", str(status))


def own_name(listing: Listing) -> str:
    """Return the printed name where it says more than the acronym."""
    is_more = listing.acronym and folded(listing.acronym) != folded(listing.name)
    return clean(listing.name, 200) if is_more else ""


def _spaced(text: str) -> str:
    return "".join(f" {word}" for word in WORD.findall(folded(text)))


def _mission_of(row: MissionRow) -> str:
    return row.told.listing.mission


def _line(
    mission: str, rows: list[MissionRow], printer: Printer, names: Mapping[str, str]
) -> MissionLine:
    speech = printer.visitor.news
    known = load_register().get(mission)
    listing = rows[0].told.listing
    organisation = known.organisation if known else listing.organisation
    codes = known.host if known and known.host else _codes(rows)
    label = known.label if known else listing.acronym or listing.name
    name, language = named_in(known, speech.language) if known else (listing.name, "")
    return MissionLine(
        id=mission,
        address=mission_address(mission),
        label=clean(label, 120),
        name=clean(name, 200) if name != label else "",
        name_language=language,
        organisation=organisation,
        organisation_name=print_field(speech, organisation),
        codes=codes,
        countries=print_value(speech, "host", codes),
        sayings=tuple(_saying(row, speech, names) for row in rows),
        until=print_value(speech, "until", _until(rows, organisation, printer.profiles)),
        belgium=_belgium(rows, speech),
        is_unsure=all(row.told.listing.unsure for row in rows),
        words=_spaced(" ".join(_names(known, rows))),
    )


def _codes(rows: Iterable[MissionRow]) -> tuple[str, ...]:
    values = (_field(row, "host") for row in rows)
    return next((value for value in values if isinstance(value, tuple)), ())


def _field(row: MissionRow, field: str) -> FieldContent | None:
    value = row.told.fields.get(field)
    return value[0].value if value else None


def _until(
    rows: Sequence[MissionRow], organisation: str, profiles: Mapping[str, SourceProfile]
) -> FieldContent | None:
    """Return until when the mandate runs: its own organisation's word, else whoever tells it."""
    own = [row for row in rows if profiles[row.source].organisation == organisation]
    values = (_field(row, "until") for row in (*own, *rows))
    return next((value for value in values if value is not None), None)


def _belgium(rows: Iterable[MissionRow], speech: Speech) -> str:
    parts = (row.told.listing.participation for row in rows)
    part = next((part for part in parts if part), None)
    return print_value(speech, "participation", str(part)) if part else ""


def _saying(row: MissionRow, speech: Speech, names: Mapping[str, str]) -> Saying:
    listing = row.told.listing
    word = print_status(speech, listing.status)
    return Saying(
        source=row.source,
        status=str(listing.status),
        text=speech.say(LABELLED, label=names[row.source], text=word),
        evidence=evidence_address(row.snapshot, listing.mission),
        unsure=clean(listing.unsure or ""),
    )


def _names(known: Mission | None, rows: Iterable[MissionRow]) -> Iterator[str]:
    if known:
        yield from (known.id, known.acronym, *known.names.values())
        yield from (alias.text for alias in known.aliases)
    for row in rows:
        listing = row.told.listing
        yield from (listing.mission, listing.name, listing.acronym or "")


def _entry(row: MissionRow, printer: Printer) -> EntryLine:
    speech = printer.visitor.news
    listing = row.told.listing
    part = listing.participation
    return EntryLine(
        address=mission_address(listing.mission),
        label=clean(listing.acronym or listing.name, 120),
        name=own_name(listing),
        status=str(listing.status),
        status_word=print_status(speech, listing.status),
        participation=print_value(speech, "participation", str(part)) if part else "",
        countries=print_value(speech, "host", _field(row, "host")),
        fields=tuple(
            (print_field(speech, name), print_value(speech, name, value, 120))
            for name in SHOWN_FIELDS
            if (value := _field(row, name)) is not None
        ),
        evidence=evidence_address(row.snapshot, listing.mission),
        unsure=clean(listing.unsure or ""),
    )
