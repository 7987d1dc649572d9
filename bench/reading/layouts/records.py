"""Data files: JSON and CSV records of missions."""

from __future__ import annotations

import csv
import io
import json

from bench.reading.layouts.content import Content
from bench.reading.layouts.data import RecordForm, Value, shuffled
from bench.reading.markup import Style
from bench.reading.page import Expected
from bench.reading.sheet import Sheet


def json_file(found: Sheet, style: Style) -> Content:
    """A list of records, alone or in an envelope."""
    form, records = _records(found)
    if found.rng.random() < 0.3:
        records = [shuffled(record, found.rng) for record in records]
    key = found.rng.choice(("", "", "data", "results", "missions"))
    data = {"count": len(records), key: records} if key else records
    indent = 2 if style.pretty else None
    text = json.dumps(data, ensure_ascii=found.rng.random() < 0.5, indent=indent)
    return Content(text, _truth(found, form), content_type="application/json")


def csv_file(found: Sheet, style: Style) -> Content:
    """Lines with a comma or a semicolon between the values."""
    form, records = _records(found)
    out = io.StringIO()
    delimiter = found.rng.choice((",", ";"))
    lines = csv.writer(out, delimiter=delimiter, lineterminator=found.rng.choice(("\n", "\r\n")))
    lines.writerow(records[0])
    for record in records:
        lines.writerow([_cell(record.get(key)) for key in records[0]])
    kind = found.rng.choice(("text/csv", "text/csv", "text/plain", "application/octet-stream"))
    return Content(out.getvalue(), _truth(found, form), content_type=kind)


def _records(found: Sheet) -> tuple[RecordForm, list[dict[str, Value]]]:
    form = RecordForm.drawn(found)
    records = [form.record(entry, n, found) for n, entry in enumerate(found.entries)]
    if form.split_names:
        acronym, name = form.keys["acronym"], form.keys["name"]
        records = [{"id": r["id"], acronym: r.get(acronym), name: r[name], **r} for r in records]
    return form, records


def _cell(value: Value) -> str:
    if value is None:
        return ""
    return "; ".join(value) if isinstance(value, list) else str(value)


def _truth(found: Sheet, form: RecordForm) -> tuple[Expected, ...]:
    return tuple(form.expected(entry) for entry in found.entries)
