"""An entry as a record, in the keys and value forms of one data file or data island."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from random import Random

from bench.reading.entries import Entry
from bench.reading.page import Expected, FieldTruth
from bench.reading.sheet import Sheet

Value = str | int | float | bool | list[str] | None
KEYS = {
    "name": ("name", "title", "mission_name", "label", "missionName", "full_name"),
    "acronym": ("acronym", "mission_acronym", "short_name", "code", "abbreviation"),
    "since": ("start_date", "startDate", "established", "start", "date_established", "launched"),
    "ended": ("end_date", "endDate", "ended", "closed", "date_closed"),
    "host": ("country", "host_country", "location", "countries", "hostCountry"),
    "strength": ("strength", "personnel", "troops", "authorised_strength", "staff"),
    "until": ("mandate_until", "mandate_end", "mandateUntil"),
}
STATUS_FORMS = ("word", "word", "flag", "yes_no")


@dataclass(frozen=True)
class RecordForm:
    """How one file writes its records."""

    keys: Mapping[str, str]
    fields: tuple[str, ...]
    status_key: str
    status_form: str
    split_names: bool
    country_codes: bool
    local_dates: bool
    """Whether dates are printed in the page's language instead of ISO 8601."""

    @classmethod
    def drawn(cls, found: Sheet) -> RecordForm:
        rng = found.rng
        keys = {field: rng.choice(names) for field, names in KEYS.items()}
        printed = {part.field for entry in found.entries for part in entry.parts}
        fields = tuple(
            name for name in ("since", "until", "ended", "host", "strength") if name in printed
        )
        form = rng.choice(STATUS_FORMS) if found.plan.mode == "field" else "none"
        flags = ("is_active", "active", "isActive", "mission_isactive")
        key = rng.choice(("status", "state", "mission_status") if form == "word" else flags)
        split, codes, local = (rng.random() < share for share in (0.5, 0.3, 0.3))
        return cls(keys, fields, key, form, split, codes, local)

    def record(self, entry: Entry, number: int, found: Sheet) -> dict[str, Value]:
        """Return an entry as a record."""
        rng = found.rng
        made: dict[str, Value] = {"id": number + 1, **self._named(entry)}
        for field in self.fields:
            made[self.keys[field]] = self._value(entry, field, found)
        if self.status_form != "none":
            made[self.status_key] = self._status(entry, found)
        made["latitude"] = round(rng.uniform(-30, 50), 4)
        made["longitude"] = round(rng.uniform(-10, 60), 4)
        return made

    def _named(self, entry: Entry) -> dict[str, Value]:
        if not self.split_names or not entry.acronym:
            return {self.keys["name"]: self._name(entry)}
        named: dict[str, Value] = {self.keys["acronym"]: entry.acronym}
        return named | {self.keys["name"]: entry.long or entry.acronym}

    def _name(self, entry: Entry) -> str:
        return entry.title if not self.split_names else entry.long or entry.title

    def _status(self, entry: Entry, found: Sheet) -> Value:
        running = entry.state == "ongoing"
        if self.status_form == "flag":
            return running
        if self.status_form == "yes_no":
            return "Yes" if running else "No"
        return found.plan.phrases["status", entry.state]

    def _value(self, entry: Entry, field: str, found: Sheet) -> Value:
        part = entry.part(field)
        if part is None:
            return None
        truth = part.truth[field]
        if field == "host" and self.country_codes and isinstance(truth, tuple):
            return list(truth) if len(truth) > 1 else truth[0]
        if isinstance(truth, str) and self.local_dates:
            return found.plan.habit.date(truth)
        return truth if isinstance(truth, (str, int)) else part.text

    def expected(self, entry: Entry) -> Expected:
        """Return the truth of the record."""
        truth: dict[str, FieldTruth] = {}
        if not self.split_names or not entry.acronym:
            truth |= entry.extra if not self.split_names else {}
        for field in self.fields:
            part = entry.part(field)
            truth |= part.truth if part else {}
        name = entry.acronym if self.split_names and entry.acronym else self._name(entry)
        identity = entry.mission.id if entry.mission else None
        status = entry.state if self.status_form != "none" else entry.status
        return Expected(identity, name, status, truth, entry.unsure)


def shuffled(record: dict[str, Value], rng: Random) -> dict[str, Value]:
    """Return a record with its keys in another order."""
    keys = list(record)
    rng.shuffle(keys)
    return {key: record[key] for key in keys}
